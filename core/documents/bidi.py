"""Lines with right-to-left words, as they are drawn: letters joined, runs in the order in which the eye meets them.

A small part of Unicode's bidirectional algorithm (UAX 9) is enough for letters: no explicit embeddings, two levels
and numbers. Text without a right-to-left letter never comes here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby

_STRONG_RIGHT = frozenset({"R", "AL"})
_NUMBERS = frozenset({"EN", "AN"})
_MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))


def has_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in _STRONG_RIGHT for char in text)


def begins_right(text: str) -> bool:
    """Whether the first strong letter is a right-to-left one, which decides the side that a paragraph begins on."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in _STRONG_RIGHT:
            return True
        if kind == "L":
            return False
    return False


def visual(line: str, base_right: bool) -> str:
    """`line` in the order in which it is drawn from left to right, Arabic letters in their joined forms."""
    clusters = _clusters(joined(line))
    levels = _levels([unicodedata.bidirectional(cluster[0]) for cluster in clusters], base_right)
    order = list(range(len(clusters)))
    for level in range(max(levels, default=0), 0, -1):
        order = _reversed_runs(order, levels, level)
    return "".join(_mirror(clusters[at]) if levels[at] % 2 else clusters[at] for at in order)


def _clusters(text: str) -> list[str]:
    """Letters with the marks that sit on them: these never part."""
    clusters: list[str] = []
    for char in text:
        if clusters and unicodedata.combining(char):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _levels(kinds: list[str], base_right: bool) -> list[int]:
    """How deep each cluster is nested: odd reads leftwards. Blanks and signs go with what stands on both sides."""
    left, base = (2, 1) if base_right else (0, 0)
    sides: list[str] = []
    levels: list[int] = []
    last = "R" if base_right else "L"
    for kind in kinds:
        side, level = "", base
        if kind in _STRONG_RIGHT:
            side, level, last = "R", 1, "R"
        elif kind == "L" or (kind in _NUMBERS and last == "L"):
            side, level, last = "L", left, "L"
        elif kind in _NUMBERS:
            side, level = "R", 2
        sides.append(side)
        levels.append(level)
    outer = "R" if base_right else "L"
    for at, end in _gaps(sides):
        before = sides[at - 1] if at else outer
        after = sides[end] if end < len(sides) else outer
        if before == after:
            levels[at:end] = [1 if before == "R" else left] * (end - at)
    return levels


def _gaps(sides: list[str]) -> Iterator[tuple[int, int]]:
    """Where neutral clusters stand together: from, up to."""
    at = 0
    for side, run in groupby(sides):
        end = at + len(list(run))
        if not side:
            yield at, end
        at = end


def _reversed_runs(order: list[int], levels: list[int], level: int) -> list[int]:
    result: list[int] = []
    run: list[int] = []
    for at in order:
        if levels[at] >= level:
            run.append(at)
            continue
        result += run[::-1]
        run = []
        result.append(at)
    return result + run[::-1]


def _mirror(cluster: str) -> str:
    return _MIRRORED.get(cluster, cluster)


@cache
def _forms() -> dict[str, dict[str, str]]:
    """The joined forms of each Arabic letter, from Unicode's own table: initial, medial, final, isolated."""
    forms: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFC00), *range(0xFE70, 0xFEFD)):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and parts[0] in ("<initial>", "<medial>", "<final>", "<isolated>"):
            forms.setdefault(chr(int(parts[1], 16)), {})[parts[0][1:-1]] = chr(code)
    return forms


def joined(text: str) -> str:
    """`text` with Arabic letters in the forms they take beside each other; marks do not part letters."""
    forms = _forms()
    if not any(char in forms for char in text):
        return text
    letters = [at for at, char in enumerate(text) if not unicodedata.combining(char)]
    result = list(text)
    for n, at in enumerate(letters):
        own = forms.get(text[at])
        if own is None:
            continue
        before = forms.get(text[letters[n - 1]], {}) if n else {}
        after = forms.get(text[letters[n + 1]], {}) if n + 1 < len(letters) else {}
        from_before, to_after = "initial" in before and "final" in own, "initial" in own and "final" in after
        form = {(True, True): "medial", (True, False): "final", (False, True): "initial"}.get((from_before, to_after))
        result[at] = own.get(form or "isolated", text[at])
    return "".join(result)
