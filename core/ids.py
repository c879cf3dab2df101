"""Identifiers of our own making."""

from uuid_utils.compat import uuid7


def new_id() -> str:
    """A UUIDv7 as text with dashes: unique everywhere, and later ones sort after earlier ones."""
    return str(uuid7())
