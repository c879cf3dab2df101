"""The mail that carries a letter: who writes, what it is about, the letter itself in text and HTML, and the PDF."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from core.api.branding import Branding
from core.domain.letters import LetterDocument
from core.words.say import ENGLISH, Say

# Mail programs know no style sheets of ours; these few styles are the council's band and a readable column.
_PAGE = Markup(
    '<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>'
    '<body style="margin:0;font-family:sans-serif;font-size:{size};line-height:1.45;color:#0b0c0c">'
    '<div style="background:{band};color:{ink};padding:16px 24px;font-size:20px;font-weight:bold">{council}</div>'
    '<div style="max-width:620px;padding:16px 24px">{note}{letter}</div></body></html>'
)


@dataclass(frozen=True, slots=True)
class Cover:
    subject: str
    text: str
    html: str


def letter_cover(
    document: LetterDocument, html: str, text: str, branding: Branding, follow_url: str = "", say: Say = ENGLISH
) -> Cover:
    """The mail for `document`, whose HTML and text are given. `follow_url` is where the person follows their case.

    The subject names the reference and never a person.
    """
    title = document.title
    subject = (
        say("%(title)s, %(reference)s", title=title, reference=document.reference) if document.reference else title
    )
    notes = [say("This is a letter from %(council)s. It is attached as a PDF too.", council=branding.wordmark)]
    if follow_url:
        notes.append(say("You can follow your case here: %(url)s", url=follow_url))
    note = "\n".join(notes)
    page = _PAGE.format(
        language="cy" if document.language == "cy" else "en-GB",
        title=subject,
        size="24px" if document.large else "18px",
        band=branding.header_bg,
        ink=branding.header_text,
        council=branding.wordmark,
        note=Markup("").join(Markup("<p>{}</p>").format(line) for line in notes),
        letter=Markup(html),  # noqa: S704 - made by `letter_text.render_html`, which escapes
    )
    return Cover(subject, f"{note}\n\n{text}", str(page))
