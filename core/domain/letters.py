"""Letters as values: what a council's template says, what somebody wrote in it, and the document that comes of both.

Text is plain text throughout. A blank line begins a paragraph, lines that begin with "- " make a list; nothing else is
markup. Placeholders such as `{reference}` are replaced by name in templates only, once, and what is put in is never
read again, so nobody's words can be a pattern.
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
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """Labels and values, told as a two-column table."""

    rows: tuple[tuple[str, str], ...]


Block = Heading | Paragraph | Bullets | KeyFacts


@dataclass(frozen=True, slots=True)
class LetterDocument:
    """A whole letter without its look. `dated` is the London day; `recipient` the name and address, line by line.

    `sender` is what the council says of itself beside its wordmark, `signed` the lines under the closing.
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


def blocks_of(text: str) -> tuple[Block, ...]:
    """Paragraphs and lists of a plain text. No character of a line is lost save the mark that begins a list item."""
    blocks: list[Block] = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [line.rstrip() for line in part.strip("\n").split("\n")]
        blocks.extend(_of_lines([line for line in lines if line.strip()]))
    return tuple(blocks)


def _of_lines(lines: list[str]) -> Iterable[Block]:
    """Neighbouring list items make one list; the other lines between them one paragraph that keeps its line ends."""
    at = 0
    while at < len(lines):
        end = at
        is_item = bool(_BULLET.match(lines[at]))
        while end < len(lines) and bool(_BULLET.match(lines[end])) == is_item:
            end += 1
        if is_item:
            yield Bullets(tuple(_BULLET.sub("", line) for line in lines[at:end]))
        else:
            yield Paragraph("\n".join(lines[at:end]))
        at = end


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
) -> LetterDocument:
    """The document of a draft: the same input gives the same bytes. Sections without words are left out."""
    blocks: list[Block] = [KeyFacts(facts)] if facts else []
    for section in sections:
        body = blocks_of(section.text)
        if body and section.heading:
            blocks.append(Heading(section.heading))
        blocks.extend(body)
    return LetterDocument(
        key=template.key,
        language=language,
        title=put_in(template.title.in_language(language), values),
        reference=values.get("reference", ""),
        dated=dated,
        recipient=recipient,
        opening=put_in(template.opening.in_language(language), values),
        blocks=tuple(blocks),
        closing=put_in(template.closing.in_language(language), values),
        signed=signed,
        sender=sender,
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
