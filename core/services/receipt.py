"""The first message: we have it, and this is its reference. No word of it was chosen by whoever filled in the form.

Anybody can type somebody else's address into a public form; a message that carries none of the form's text cannot be
used to send that person words of a stranger under the council's name.
"""

from __future__ import annotations

from core.domain.case import Case
from core.domain.text import Text
from core.host import AuthorityRuntime
from core.persistence.repositories.people import PersonDetails
from core.services.unit_of_work import Mail

_SUBJECT = Text("We have your message: {reference}", "Mae eich neges gennym: {reference}")
_BODY = Text(
    "Thank you for getting in touch with {council}.\n\n"
    "Your reference is {reference}. Keep it: it is how you find your case again, and how we do.\n\n"
    "{follow}"
    "If you did not send us anything, somebody has typed your address by mistake. Please tell us.\n\n"
    "{council}\n{email}\n{phone}\n",
    "Diolch am gysylltu â {council}.\n\n"
    "Eich cyfeirnod yw {reference}. Cadwch ef: dyma sut y dewch o hyd i'ch achos eto, a sut y gwnawn ninnau.\n\n"
    "{follow}"
    "Os na wnaethoch anfon dim atom, mae rhywun wedi teipio eich cyfeiriad drwy gamgymeriad. Rhowch wybod i ni.\n\n"
    "{council}\n{email}\n{phone}\n",
)
_FOLLOW = Text("Follow it here: {url}\n\n", "Dilynwch ef yma: {url}\n\n")


def receipt(runtime: AuthorityRuntime, case: Case, person: PersonDetails, follow_url: str) -> Mail:
    """The receipt of `case`, in the person's language where the council speaks it."""
    profile = runtime.profile
    language = person.language if person.language in profile.languages else profile.languages[0]
    follow = _FOLLOW.in_language(language).format(url=follow_url) if follow_url else ""
    body = _BODY.in_language(language).format(
        council=profile.name,
        reference=case.reference,
        follow=follow,
        email=profile.contact.email,
        phone=profile.contact.phone,
    )
    subject = _SUBJECT.in_language(language).format(reference=case.reference)
    return Mail(f"receipt:{case.id}", "receipt", person.email, subject, body, case=case.id)
