"""The mail that carries a letter: who writes, what it is about, the letter itself in text and HTML, and the PDF."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from core.api.branding import Branding
from core.domain.letters import LetterDocument
from core.words.say import ENGLISH, Say

# Mail programs know no style sheets of ours; these few styles are the council's band and a readable column. A program
# that knows no rules shows plain headings and lists.
_RULES = Markup(
    "h2{font-size:1.35em;line-height:1.25;margin:1.2em 0 .6em}h3{font-size:1.1em;margin:1.4em 0 .4em}"
    "p{margin:0 0 1em}ul{margin:0 0 1em;padding-left:1.3em}li{margin:0 0 .4em}"
    "dl{margin:0 0 1.2em;border-top:1px solid #b1b4b6}dl div{padding:.4em 0;border-bottom:1px solid #b1b4b6}"
    "dt{font-weight:bold}dd{margin:0}.up-letter__signed::first-line{font-weight:bold}"
)
_PAGE = Markup(
    '<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>{title}</title><style>{rules}</style></head>'
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
    shown = [escape(notes[0])]
    if follow_url:
        follow = say("You can follow your case here: %(url)s")
        notes.append(follow % {"url": follow_url})
        shown.append(escape(follow) % {"url": Markup('<a href="{0}">{0}</a>').format(follow_url)})
    note = "\n".join(notes)
    page = _PAGE.format(
        language="cy" if document.language == "cy" else "en-GB",
        title=subject,
        rules=_RULES,
        size="24px" if document.large else "18px",
        band=branding.header_bg,
        ink=branding.header_text,
        council=branding.wordmark,
        note=Markup("").join(Markup("<p>{}</p>").format(line) for line in shown),
        letter=Markup(html),  # noqa: S704 - made by `letter_text.render_html`, which escapes
    )
    return Cover(subject, f"{note}\n\n{text}", str(page))
