"""Words as the search table keeps them: lower case, without accents, plurals as their singular, common words left out.

The same function reads what is stored and what is typed, so both databases find the same cases.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

LONGEST = 40
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_COMMON_WORDS = """
a about after all also am an and any are as at be because been before but by can could did do does for from had
has have he her him his how i if in into is it its just me my no not of on or our out she so some than that the
their them then there they this to up us was we were what when which who will with would you your
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def tokens(text: str) -> Iterator[str]:
    """The tokens of `text` in order, each as often as it occurs."""
    for found in _WORD.finditer(fold(text)):
        word = found[0].replace("'", "").replace("’", "")
        if word not in _COMMON:
            yield stem(word)[:LONGEST]


def token_set(texts: Iterable[str]) -> frozenset[str]:
    """Every token of several texts, once."""
    return frozenset(token for text in texts for token in tokens(text))


def reference_tokens(reference: str) -> frozenset[str]:
    """What a reference is found by: the whole, the part after the authority's prefix, and each half of that."""
    prefix, first, second = reference.lower().split("-")
    return frozenset((prefix + first + second, first + second, first, second))


def fold(text: str) -> str:
    """Lower case without accents: "Café" is found by "cafe"."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def stem(word: str) -> str:
    """The singular of a plural, simply: "collections", "boxes" and "parties" lose their ending; "glass" does not."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")) or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    return word[:-1]
