"""Letters as values: what a council's template says, what somebody wrote in it, and the document that comes of both.

Text is plain text throughout. A blank line begins a paragraph, lines that begin with "- " make a list, and lines under
such a line that are set in by two blanks or more go on with it, after a blank line too; nothing else is markup.
Placeholders such as `{reference}` are replaced by name in templates only, once, and what is put in is never read again,
so nobody's words can be a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.domain.canonical import digest, to_bytes
from core.domain.text import Text

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_BULLET = re.compile(r"^\s*[-•*]\s+")
_SET_IN = re.compile(r"^(?: {2,}|\t)\s*(?=\S)")
NOTHING = Text("")
DEAR, SINCERELY = Text("Dear {name}", "Annwyl {name}"), Text("Yours sincerely", "Yn gywir")


class Purpose(StrEnum):
    """What a letter is for; the checks follow from it."""

    RECEIPT = "receipt"
    ACKNOWLEDGEMENT = "acknowledgement"
    QUESTION = "question"
    EXTENSION = "extension"
    REFUSAL = "refusal"
    DECISION = "decision"
    ANSWER = "answer"
    SETTLEMENT = "settlement"
    THANKS = "thanks"
    GENERAL = "general"


class Fill(StrEnum):
    """Who writes a section: the officer, the officer on text that we offer, or the council once for all."""

    OWN = "own"
    OFFERED = "offered"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class LetterSection:
    """One part of a letter. `text` holds placeholders; `prompt` tells the officer what belongs here.

    `each` repeats the section for every "accepted" or "refused" issue. `when` leaves it out unless that is so
    (`core.domain.letter_writing.CONDITIONS`). What stands in a section that `apologises` is kept as the apology for
    every point that the answer upholds.
    """

    key: str
    heading: Text = NOTHING
    text: Text = NOTHING
    prompt: Text = NOTHING
    fill: Fill = Fill.OFFERED
    each: str = ""
    when: str = ""
    required: bool = True
    apologises: bool = False


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A letter that a council sends. `title` is its heading, `name` what staff choose it by.

    `checks` name what must be in it (`core.domain.letter_checks`). An `automatic` one goes without anybody reading it.
    """

    key: str
    name: Text
    title: Text
    purpose: Purpose
    sections: tuple[LetterSection, ...]
    checks: tuple[str, ...] = ()
    opening: Text = DEAR
    closing: Text = SINCERELY
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list. An item keeps its line ends; a blank line parts its paragraphs."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """Labels and values, told as a two-column table."""

    rows: tuple[tuple[str, str], ...]


Block = Heading | Paragraph | Bullets | KeyFacts


@dataclass(frozen=True, slots=True)
class LetterDocument:
    """A whole letter without its look. `dated` is the London day; `recipient` the name and address, line by line.

    `sender` is what the council says of itself beside its wordmark, `signed` the lines under the closing. A `large`
    one is in large print wherever it is shown.
    """

    key: str
    language: str
    title: str
    reference: str
    dated: date
    recipient: tuple[str, ...]
    opening: str
    blocks: tuple[Block, ...]
    closing: str
    signed: tuple[str, ...]
    sender: tuple[str, ...] = ()
    format: int = 1
    large: bool = False

    def canonical(self) -> bytes:
        """The bytes that are stored; equal documents have equal bytes."""
        return to_bytes(self)

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical bytes, in hexadecimal."""
        return digest(self.canonical())


@dataclass(frozen=True, slots=True)
class Written:
    """A section as it stands in a draft: `issue` is the number it is about, 0 for none."""

    key: str
    heading: str
    text: str
    fill: Fill = Fill.OFFERED
    prompt: str = ""
    issue: int = 0
    required: bool = True
    apologises: bool = False


def put_in(text: str, values: Mapping[str, str]) -> str:
    """`text` with each known `{name}` replaced by its value, in one pass; anything else in braces stays as it is."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def bullets(items: Iterable[str]) -> str:
    """The items as a list in plain text, each with all its lines and paragraphs."""
    kept = (_BULLET.sub("", item.strip()) for item in items)
    return "\n".join("- " + item.replace("\n", "\n  ") for item in kept if item)


def blocks_of(text: str) -> tuple[Block, ...]:
    """Paragraphs and lists of a plain text. No character of a line is lost save what makes it part of a list."""
    parts: list[_Paragraph | _List] = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        begins = True
        for line in filter(str.strip, part.split("\n")):
            _add_line(parts, line.rstrip(), begins)
            begins = False
    return tuple(part.block() for part in parts)


class _Paragraph:
    def __init__(self, line: str) -> None:
        self.lines = [line]

    def block(self) -> Block:
        return Paragraph("\n".join(self.lines))


class _List:
    """A list in the making: pieces of each item, to be put together at the end."""

    def __init__(self) -> None:
        self.items: list[list[str]] = []

    def block(self) -> Block:
        return Bullets(tuple("".join(pieces) for pieces in self.items))


def _add_line(parts: list[_Paragraph | _List], line: str, begins: bool) -> None:
    """Add a line to what is there, or begin something new with it. `begins`: a blank line stands before it."""
    last = parts[-1] if parts else None
    if _BULLET.match(line):
        if not isinstance(last, _List):
            last = _List()
            parts.append(last)
        last.items.append([_BULLET.sub("", line)])
    elif isinstance(last, _List) and _SET_IN.match(line):
        last.items[-1] += ["\n\n" if begins else "\n", _SET_IN.sub("", line)]
    elif isinstance(last, _Paragraph) and not begins:
        last.lines.append(line)
    else:
        parts.append(_Paragraph(line))


def document_of(
    template: LetterTemplate,
    sections: Iterable[Written],
    values: Mapping[str, str],
    *,
    language: str,
    dated: date,
    recipient: tuple[str, ...],
    signed: tuple[str, ...],
    sender: tuple[str, ...] = (),
    facts: tuple[tuple[str, str], ...] = (),
    large: bool = False,
    about: str = "",
) -> LetterDocument:
    """The document of a draft: the same input gives the same bytes. Sections without words are left out.

    `about` names in the title what tells the letter from others of the same case.
    """
    blocks: list[Block] = [KeyFacts(facts)] if facts else []
    for section in sections:
        body = blocks_of(section.text)
        if body and section.heading:
            blocks.append(Heading(section.heading))
        blocks.extend(body)
    return LetterDocument(
        key=template.key,
        language=language,
        title=put_in(template.title.in_language(language), values) + (f" ({about})" if about else ""),
        reference=values.get("reference", ""),
        dated=dated,
        recipient=recipient,
        opening=put_in(template.opening.in_language(language), values),
        blocks=tuple(blocks),
        closing=put_in(template.closing.in_language(language), values),
        signed=signed,
        sender=sender,
        large=large,
    )


def words_of(document: LetterDocument) -> str:
    """All that a letter says, as one text: what its checks read."""
    said = [document.title, document.reference, document.opening]
    for block in document.blocks:
        match block:
            case Heading(text) | Paragraph(text):
                said.append(text)
            case Bullets(items):
                said.extend(items)
            case KeyFacts(rows):
                said.extend(f"{label}: {value}" for label, value in rows)
    return "\n".join(said)
