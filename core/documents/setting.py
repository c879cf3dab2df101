"""Sets plain text in lines: normalises it, breaks it to a width, and finds the face for each character.

Time grows with the length of the text and no faster. What normalising does to a text is all that may differ between
what somebody wrote and what a document holds:

- line ends of all kinds are line ends; every other kind of blank is a blank;
- control and format characters, which print nothing, are left out; half of a surrogate pair becomes U+FFFD;
- letters and accents are put together (NFC);
- a character that no face can draw becomes its name in square brackets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from core.documents.bidi import begins_right, has_right_to_left, visual
from core.documents.fonts import face_for, named

LONGEST = 2_000_000
"""The most characters that one document sets: far beyond what a person types or a case holds, and still bounded."""

_TOGETHER = 20
_ENDS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


class TooLong(ValueError):
    """The text of a document is longer than any that is set."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line ready to draw: runs of (face, text) from left to right, its width in points, and its side."""

    runs: tuple[tuple[str, str], ...]
    width: float
    from_right: bool = False


def normalised(text: str) -> str:
    """`text` as it will stand in a document, see above. Raises TooLong."""
    if len(text) > LONGEST:
        raise TooLong(f"{len(text)} characters")
    whole = unicodedata.normalize("NFC", _ENDS.sub("\n", text))
    if whole.isascii() and whole.isprintable():
        return whole
    return "".join(map(_printable, whole))


@cache
def _printable(char: str) -> str:
    if char == "\n":
        return char
    kind = unicodedata.category(char)
    if char == "\t" or kind in ("Zs", "Zl", "Zp"):
        return " "
    if kind in ("Cc", "Cf") or 0xFE00 <= ord(char) <= 0xFE0F:
        return ""
    if kind == "Cs":
        return "\ufffd"
    return char if face_for(char, False) else named(char)


@cache
def _width(char: str, bold: bool) -> float:
    """The width of a character in thousandths of the size."""
    found = face_for(char, bold)
    return found.widths[ord(char)] if found else 0.0


def width_of(text: str, size: float, bold: bool = False) -> float:
    """How wide `text` is in points."""
    return sum(_width(char, bold) for char in text) * size / 1000


def lines_of(text: str, size: float, width: float, bold: bool = False) -> list[Line]:
    """`text` in lines no wider than `width` points; an empty line where the text has one."""
    lines: list[Line] = []
    room = width * 1000 / size
    for paragraph in normalised(text).split("\n"):
        right = has_right_to_left(paragraph)
        from_right = right and begins_right(paragraph)
        for broken in _broken(paragraph, room, bold):
            drawn = visual(broken, from_right) if right else broken
            lines.append(Line(_runs(drawn, bold), width_of(drawn, size, bold), from_right))
    return lines


def _broken(paragraph: str, room: float, bold: bool) -> Iterator[str]:
    """Pieces of a paragraph that fit, broken at blanks; a word wider than the line is broken where it must be."""
    line: list[str] = []
    used = 0.0
    for word in _words(paragraph):
        wide = sum(_width(char, bold) for char in word)
        if line and used + wide > room:
            yield "".join(line)
            word = word.lstrip(" ")
            wide = sum(_width(char, bold) for char in word)
            line, used = [], 0.0
        if wide > room:
            *whole, word = _cut(word, room, bold)
            yield from whole
            wide = sum(_width(char, bold) for char in word)
        line.append(word)
        used += wide
    yield "".join(line)


def _words(paragraph: str) -> Iterator[str]:
    """What may stand apart at a line's end. Telephone numbers and the like, figures on both sides, stay together."""
    held = ""
    for word in re.findall(r" *[^ ]+| +$", paragraph):
        if held and len(held) < _TOGETHER and held[-1].isdigit() and word.lstrip(" ")[:1].isdigit():
            held += word
            continue
        if held:
            yield held
        held = word
    if held:
        yield held


def _cut(word: str, room: float, bold: bool) -> list[str]:
    """A word wider than a line in pieces; a mark stays with its letter."""
    pieces, piece, used = [], "", 0.0
    for char in word:
        wide = _width(char, bold)
        if piece and used + wide > room and not unicodedata.combining(char):
            pieces.append(piece)
            piece, used = "", 0.0
        piece += char
        used += wide
    return [*pieces, piece]


def _runs(text: str, bold: bool) -> tuple[tuple[str, str], ...]:
    runs: list[tuple[str, list[str]]] = []
    for char in text:
        found = face_for(char, bold)
        if found is None:
            continue
        if runs and runs[-1][0] == found.name:
            runs[-1][1].append(char)
        else:
            runs.append((found.name, [char]))
    return tuple((name, "".join(chars)) for name, chars in runs)
