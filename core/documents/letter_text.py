"""A letter as HTML, for pages and mails, and as plain text. Everything is escaped; nothing that was typed is markup."""

from __future__ import annotations

import re
from textwrap import fill

from markupsafe import Markup, escape

from core.domain.letters import Block, Bullets, Heading, KeyFacts, LetterDocument, Paragraph
from core.words.dates import day
from core.words.direction import closed
from core.words.say import ENGLISH, Say

_WIDTH = 76
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def render_html(document: LetterDocument, say: Say = ENGLISH, level: int = 2) -> Markup:
    """The letter as a fragment without styles; its title is a heading of `level`, its parts one deeper.

    Its class says so where it is in large print: the page, or the mail, that shows it sets the size.
    """
    parts = [_lines("up-letter__recipient", document.recipient), Markup("<p>{}</p>").format(day(document.dated, say))]
    if document.reference:
        parts.append(Markup("<p>{}</p>").format(_reference(document, say)))
    parts.append(Markup("<p>{}</p>").format(_clean(document.opening)))
    parts.append(_heading(document.title, level))
    parts += [_block(block, level) for block in document.blocks]
    parts.append(Markup("<p>{}</p>").format(_clean(document.closing)))
    parts.append(_lines("up-letter__signed", document.signed))
    language = "cy" if document.language == "cy" else "en-GB"
    name = "up-letter up-letter--large" if document.large else "up-letter"
    return Markup('<div class="{}" lang="{}" dir="auto">{}</div>').format(name, language, Markup("\n").join(parts))


def _reference(document: LetterDocument, say: Say) -> str:
    return say("Our reference: %(reference)s", reference=document.reference)


def _heading(text: str, level: int) -> Markup:
    tag = Markup(f"h{min(level, 6)}")  # noqa: S704 - a number of ours
    return Markup("<{}>{}</{}>").format(tag, _clean(text), tag)


def _lines(name: str, lines: tuple[str, ...]) -> Markup:
    if not lines:
        return Markup("")
    return Markup('<p class="{}">{}</p>').format(name, Markup("<br>").join(map(_clean, lines)))


def _block(block: Block, level: int) -> Markup:
    match block:
        case Heading(text, depth):
            return _heading(text, level + depth - 1)
        case Paragraph(text):
            return _paragraph(text)
        case Bullets(items):
            return Markup("<ul>{}</ul>").format(Markup("").join(map(_item, items)))
        case KeyFacts(rows):
            row = Markup("<div><dt>{}</dt><dd>{}</dd></div>")
            return Markup("<dl>{}</dl>").format(Markup("").join(row.format(_clean(a), _clean(b)) for a, b in rows))


def _paragraph(text: str) -> Markup:
    return Markup('<p dir="auto">{}</p>').format(_broken(text))


def _item(text: str) -> Markup:
    """One item of a list, with all its paragraphs."""
    paragraphs = text.split("\n\n")
    if len(paragraphs) == 1:
        return Markup('<li dir="auto">{}</li>').format(_broken(text))
    return Markup("<li>{}</li>").format(Markup("").join(map(_paragraph, paragraphs)))


def _broken(text: str) -> Markup:
    return Markup("<br>").join(map(_clean, text.split("\n")))


def _clean(text: str) -> Markup:
    """Escaped, without control characters, which no browser shows and some mail programs stumble over, and
    with no direction of its own that would turn round what stands after it."""
    return escape(_printable(text))


def _printable(text: str) -> str:
    return closed(_UNPRINTABLE.sub("", text))


def render_text(document: LetterDocument, say: Say = ENGLISH) -> str:
    """The letter as plain text, wrapped for mail; long words and addresses are never cut."""
    parts = ["\n".join(document.recipient), day(document.dated, say)]
    if document.reference:
        parts.append(_reference(document, say))
    parts += [document.opening, f"{document.title}\n{'=' * min(len(document.title), _WIDTH)}"]
    parts += [_plain(block) for block in document.blocks]
    parts += [document.closing, "\n".join(document.signed)]
    return "\n\n".join(part for part in map(_tidy, parts) if part) + "\n"


def _tidy(text: str) -> str:
    return "\n".join(_printable(line).rstrip() for line in text.split("\n")).strip("\n")


def _plain(block: Block) -> str:
    match block:
        case Heading(text):
            return f"{text}\n{'-' * min(len(text), _WIDTH)}"
        case Paragraph(text):
            return "\n".join(_wrapped(line) for line in text.split("\n"))
        case Bullets(items):
            return "\n".join(map(_plain_item, items))
        case KeyFacts(rows):
            return "\n".join(_wrapped(f"{label}: {value}") for label, value in rows)


def _plain_item(text: str) -> str:
    first, *lines = text.split("\n")
    return "\n".join([_wrapped(first, "- ", "  "), *(_wrapped(line, "  ", "  ") for line in lines)])


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    return fill(
        text, _WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
