"""What somebody wrote, made safe to stand between words of ours: no direction that it sets outlives it.

A right-to-left override (U+202E) that is never closed turns round all text up to the end of the line, ours included;
a closing mark too many would end what we opened. Unicode's bidirectional algorithm (UAX 9) knows three kinds of
opening marks and two that close them, and ends all of them with the paragraph.
"""

from __future__ import annotations

import re
import unicodedata

_EMBEDS = frozenset("\u202a\u202b\u202d\u202e")
_ISOLATES = frozenset("\u2066\u2067\u2068")
_END_EMBED, _END_ISOLATE = "\u202c", "\u2069"
_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINES = re.compile("([\n\r\x1c-\x1e\x85\u2029]+)")


def closed(text: str) -> str:
    """`text` in which each line closes what it opens, and closes nothing else. Visible characters stay as they are."""
    if text.isascii() or not _MARKS.search(text):
        return text
    return "".join(_closed_line(line) for line in _LINES.split(text))


def apart(text: str) -> str:
    """`text` as a part of a sentence of ours that is put together as plain text: isolated by marks where it could
    disturb the rest. In mark-up an element says the same (`bdi`, or a block with dir="auto")."""
    if text.isascii() or not (_MARKS.search(text) or reads_right(text)):
        return text
    return f"\u2068{closed(text)}{_END_ISOLATE}"


def reads_right(text: str) -> bool:
    """Whether it holds a right-to-left letter, beside which our own figures and stops could change sides."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def _closed_line(line: str) -> str:
    """Marks as the algorithm pairs them (rules X5a to X7): the end of an isolate ends the embeddings inside it too."""
    kept: list[str] = []
    open_: list[str] = []
    for char in line:
        if char in _EMBEDS or char in _ISOLATES:
            open_.append(char)
        elif char == _END_EMBED:
            if not open_ or open_[-1] in _ISOLATES:
                continue
            open_.pop()
        elif char == _END_ISOLATE:
            if not _ISOLATES.intersection(open_):
                continue
            while open_.pop() not in _ISOLATES:
                pass
        kept.append(char)
    kept += [_END_ISOLATE if char in _ISOLATES else _END_EMBED for char in reversed(open_)]
    return "".join(kept)
