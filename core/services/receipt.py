"""The first message: we have it, and this is its reference. No word of it was chosen by whoever filled in the form.

Anybody can type somebody else's address into a public form; a message that carries none of the form's text cannot be
used to send that person words of a stranger under the council's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.domain.case import Case
from core.domain.register import Register
from core.domain.text import Text
from core.host import AuthorityRuntime
from core.persistence.repositories.people import PersonDetails
from core.services.following import Promise, promises_in
from core.services.unit_of_work import Mail
from core.words.say import Say

_SUBJECT = Text("We have your message: {reference}", "Mae eich neges gennym: {reference}")
_BODY = Text(
    "Thank you for getting in touch with {council}.\n\n"
    "Your case number is {reference}. Keep it: it is how you find your case again, and how we do.\n\n"
    "What happens next\n\n{next}\n\n"
    "{follow}"
    "If you did not send us anything, somebody has typed your address by mistake. Please tell us.\n\n"
    "{council}\n{email}\n{phone}\n",
    "Diolch am gysylltu â {council}.\n\n"
    "Rhif eich achos yw {reference}. Cadwch ef: dyma sut y dewch o hyd i'ch achos eto, a sut y gwnawn ninnau.\n\n"
    "Beth sy'n digwydd nesaf\n\n{next}\n\n"
    "{follow}"
    "Os na wnaethoch anfon dim atom, mae rhywun wedi teipio eich cyfeiriad drwy gamgymeriad. Rhowch wybod i ni.\n\n"
    "{council}\n{email}\n{phone}\n",
)
_FOLLOW = Text(
    "Follow your case or add something to it\n\n{url}\n\n"
    "You need the case number and this e-mail address. The page of your case says for each date how we counted it.\n\n",
    "Dilynwch eich achos neu ychwanegwch ato\n\n{url}\n\n"
    "Bydd angen rhif yr achos a'r cyfeiriad e-bost hwn. "
    "Mae tudalen eich achos yn dweud sut y cyfrifwyd pob dyddiad.\n\n",
)
_READ = Text("A person will read it. Thank you for telling us.", "Bydd person yn ei ddarllen. Diolch am ddweud wrthym.")
_READING = Text(
    "Where our policy leaves something open, it also says how we read it.",
    "Lle mae ein polisi'n gadael rhywbeth yn agored, mae hefyd yn dweud sut yr ydym yn ei ddarllen.",
)
_LATE = Text(
    "That day has passed, and that is our fault.", "Mae'r diwrnod hwnnw wedi mynd heibio, a'n bai ni yw hynny."
)


def receipt(
    runtime: AuthorityRuntime, register: Register, case: Case, person: PersonDetails, follow_url: str, today: date
) -> Mail:
    """The receipt of `case`, in the person's language where the council speaks it.

    It tells the same dates as the page that the person saw after sending. Without `follow_url` it offers no following.
    """
    profile = runtime.profile
    language = person.language if person.language in profile.languages else profile.languages[0]
    promises = promises_in(case, register)
    told = [f"- {line}" for line in _lines(promises, Say(language), today)]
    body = _BODY.in_language(language).format(
        council=profile.name,
        reference=case.reference,
        next="\n".join(told) if told else _READ.in_language(language),
        follow=_follow(promises, follow_url, Say(language)) if follow_url else "",
        email=profile.contact.email,
        phone=profile.contact.phone,
    )
    subject = _SUBJECT.in_language(language).format(reference=case.reference)
    return Mail(f"receipt:{case.id}", "receipt", person.email, subject, body, case=case.id)


def _lines(promises: tuple[Promise, ...], say: Say, today: date) -> Iterator[str]:
    """What was logged late may be owed since a day that has passed."""
    for promise in promises:
        sentence = promise.sentence(say)
        yield f"{sentence} {_LATE.in_language(say.language)}" if promise.due.overdue(today) else sentence


def _follow(promises: tuple[Promise, ...], url: str, say: Say) -> str:
    told = _FOLLOW.in_language(say.language).format(url=url)
    if any(promise.reading(say) for promise in promises):
        told = f"{told.rstrip()} {_READING.in_language(say.language)}\n\n"
    return told
