"""Passwords: which are good enough, and how they are kept and compared.

Kept with argon2id. An unknown account costs the same comparison as a known one, so that neither time nor answer tells
whether somebody works here. Passwords are brought to the form NFKC first, so that the same keys on another keyboard or
system give the same password; apart from that they are taken exactly as typed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn_rs_py import zxcvbn

from core.domain.errors import Problem

LEAST, MOST = 12, 256
# Guesses in powers of ten that a password must stand: 10^8 is zxcvbn's third of four.
_LEAST_SCORE = 3
_hasher = PasswordHasher()
# The hash of nothing that anybody can type, for accounts that do not exist; made once, at the present cost.
_NOBODY = _hasher.hash("\0" * LEAST)


def keep(password: str) -> str:
    """What is kept of a password."""
    return _hasher.hash(_form(password))


def matches(kept: str, password: str) -> bool:
    """Whether the password is the one that was kept. With nothing kept it works as hard, and says no."""
    if not password or len(password) > MOST:
        password, kept = "\1", ""
    try:
        right = _hasher.verify(kept or _NOBODY, _form(password))
    except (VerificationError, InvalidHashError):
        return False
    return right and bool(kept)


def is_outdated(kept: str) -> bool:
    """Whether it was kept at a lower cost than new ones are."""
    return _hasher.check_needs_rehash(kept)


def problems(password: str, field: str, words: Iterable[str] = ()) -> list[Problem]:
    """What is wrong with a new password; `words` are the person's and the council's, which others would try first."""
    formed = _form(password)
    if len(formed) < LEAST:
        return [Problem("password_too_short", field, (("least", str(LEAST)),))]
    if len(password) > MOST:
        return [Problem("password_too_long", field, (("most", str(MOST)),))]
    plain = formed.casefold()
    known = [word.casefold() for word in words if len(word) >= 4]
    left = plain
    for word in sorted(known, key=len, reverse=True):
        left = left.replace(word, "")
    if len(left) < LEAST - 4 and left != plain:
        return [Problem("password_holds_known_words", field)]
    if int(zxcvbn(formed[:100], known).score) < _LEAST_SCORE:
        return [Problem("password_easily_guessed", field)]
    return []


def _form(password: str) -> str:
    return unicodedata.normalize("NFKC", password)
