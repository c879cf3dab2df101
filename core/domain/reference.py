"""References that people see, such as `BOS-7K3F-29QX`: a prefix of the authority, seven drawn characters, one to check.

Never a counter, so a reference tells nobody how many cases there are. No vowels, so it spells no word. The alphabet has
29 characters, a prime, so the weighted sum finds every single slip and every swap of two characters.
"""

from __future__ import annotations

from collections.abc import Callable

ALPHABET = "023456789BCDFGHJKLMNPQRSTVWXZ"
DRAWN = 7
_SLIPS = str.maketrans({"O": "0", "1": "L", "I": "L", "U": "V"})


def make_reference(prefix: str, draw: Callable[[str], str]) -> str:
    """A new reference; `draw` picks one character of the alphabet it is given, unpredictably."""
    body = "".join(draw(ALPHABET) for _ in range(DRAWN))
    return _written(prefix.upper(), body + check_character(body))


def check_character(body: str) -> str:
    """The character that makes the weighted sum of the whole divisible by 29."""
    total = sum(weight * ALPHABET.index(character) for weight, character in enumerate(body, start=2))
    return ALPHABET[-total % len(ALPHABET)]


def read_reference(typed: str) -> str | None:
    """The reference that somebody typed, as it is written; None when it cannot be one.

    Case, blanks and dashes do not matter, nor do slips of the eye: O for 0, I or 1 for L, U for V.
    """
    letters = "".join(c for c in typed.upper() if c.isalnum())
    prefix, body = letters[: -DRAWN - 1], letters[-DRAWN - 1 :].translate(_SLIPS)
    if not prefix or not prefix.isascii() or len(prefix) > 8 or any(c not in ALPHABET for c in body):
        return None
    if check_character(body[:-1]) != body[-1]:
        return None
    return _written(prefix, body)


def _written(prefix: str, body: str) -> str:
    return f"{prefix}-{body[:4]}-{body[4:]}"
