"""Identifiers and tokens of our own making."""

from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe
from uuid import UUID

from uuid_utils import uuid7

_SHORTEST, _LONGEST = 32, 200


def new_id(at: datetime | None = None) -> str:
    """A UUIDv7 as text with dashes: unique everywhere, and later ones sort after earlier ones.

    `at` (aware) is the moment it is made for, where that is not the machine's own time.
    """
    return str(uuid7() if at is None else uuid7(nanoseconds=int(at.timestamp() * 1_000_000) * 1_000))


def is_id(text: str) -> bool:
    """Whether text from outside has the one spelling that our identifiers have; PostgreSQL breaks off at others."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def new_token() -> str:
    """A secret for a cookie or a link: 256 random bits, safe in a URL. Only `token_hash` of it is kept."""
    return token_urlsafe(32)


def token_hash(purpose: str, authority: str, token: str) -> str:
    """What is kept of a token: bound to what it is for and to the council. "" for what cannot be one of ours."""
    if len(token) < _SHORTEST or len(token) > _LONGEST or not token.isascii():
        return ""
    return sha256("\0".join((purpose, authority, token)).encode()).hexdigest()
