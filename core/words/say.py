"""The language that a sentence is said in: a catalogue of translations and nothing of a web framework.

Sentences are written in English with `%(name)s` for what they mention, marked by `say("…")`, `say.count("…", "…", n)`
or, in tables, by `mark("…")`; those names are what the message extractor looks for. What is put in is data and is
never read as a pattern.
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass, field
from typing import Protocol


class Catalogue(Protocol):
    """What we need of translations: the two calls of the standard library's own catalogues."""

    def gettext(self, message: str) -> str: ...

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str: ...


@dataclass(frozen=True, slots=True)
class Say:
    """Says things in `language` ("en" or "cy"); without a catalogue it says them in English."""

    language: str = "en"
    catalogue: Catalogue = field(default_factory=gettext.NullTranslations, compare=False)

    def __call__(self, message: str, /, **what: str) -> str:
        """`message` in the language, with each `%(name)s` replaced by the text given for it."""
        return self.catalogue.gettext(message) % what if what else self.catalogue.gettext(message)

    def count(self, one: str, many: str, n: int, /, **what: str) -> str:
        """`one` or `many` in the language, as `n` asks; `%(n)s` is the number."""
        return self.catalogue.ngettext(one, many, n) % {"n": str(n), **what}

    def listed(self, items: list[str]) -> str:
        """`items` as people list them: "a", "a and b", "a, b and c"."""
        if len(items) < 2:
            return "".join(items)
        return self("%(first)s and %(last)s", first=", ".join(items[:-1]), last=items[-1])

    def either(self, items: list[str]) -> str:
        """`items` as a choice: "a", "a or b", "a, b or c"."""
        if len(items) < 2:
            return "".join(items)
        return self("%(first)s or %(last)s", first=", ".join(items[:-1]), last=items[-1])


def inside(words: str) -> str:
    """Words that began a line, inside a sentence; what begins with several capitals is a name and keeps them."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def mark(message: str) -> str:
    """Marks a sentence in a table for translation; it is said later."""
    return message


ENGLISH = Say()
