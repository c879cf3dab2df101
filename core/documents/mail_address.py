"""An e-mail address as people write it, and as mail servers take it.

A domain may have letters of any script: mail servers know it by its ASCII form (`xn--…`, IDNA 2008: the older rules
that Python has of its own would send what is meant for straße.example to strasse.example, somebody else's). Before
the "@" only ASCII goes: other letters need SMTPUTF8 of every server on the way, which we cannot count on.
"""

from __future__ import annotations

from email_validator import EmailNotValidError, ValidatedEmail, validate_email


class NotAnAddress(ValueError):
    """No mail can be sent there. `name` is True where letters before the "@" are what is in the way."""

    def __init__(self, name: bool = False) -> None:
        super().__init__("not an address that we can send to")
        self.name = name


def written(typed: str) -> str:
    """The address as it is kept and shown, its domain in lower case and its own letters. Raises NotAnAddress."""
    found = _read(typed)
    if found.ascii_email is None:
        raise NotAnAddress(name=True)
    return found.normalized


def to_send(address: str) -> str:
    """The address as a mail server takes it; one in plain ASCII stays as it is. Raises NotAnAddress."""
    if address.isascii():
        return address
    found = _read(address).ascii_email
    if found is None:
        raise NotAnAddress(name=True)
    return found


def same_place(address: str) -> str:
    """What two spellings of one address have in common, for comparing them; whatever is none stays comparable."""
    try:
        return to_send(address.strip()).lower()
    except NotAnAddress:
        return address.strip().lower()


def _read(typed: str) -> ValidatedEmail:
    try:
        # Nothing is asked of the network, and .test domains count as any other.
        return validate_email(typed, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise NotAnAddress from None
