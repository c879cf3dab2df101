"""Messages that did not leave, in words: what they were, why they did not leave, and what helps."""

from __future__ import annotations

from core.words.say import ENGLISH, Say, mark

_KINDS = {
    "letter": mark("A letter"),
    "receipt": mark("The receipt for what somebody sent us"),
    "follow_link": mark("A link for following a case"),
    "heads": mark("The daily note of the record, for safe keeping"),
}
_ADDRESS = mark("Ring them or write by post: their address may have changed. Trying again helps once it is put right.")
_OURS = mark("Nothing is wrong with the message. Try again once our mail server works.")
_WAIT = mark("Try again: the mail server at the other end may take it now.")
_REASONS = {
    "smtp_550": (mark("The mail server at the other end knows no such address"), _ADDRESS),
    "smtp_551": (mark("The address has moved away from that mail server"), _ADDRESS),
    "smtp_552": (mark("The mailbox is full, or the message is too large for it"), _WAIT),
    "smtp_553": (mark("The mail server says that the address is not right"), _ADDRESS),
    "unsafe_message": (mark("The address is not one that e-mail can go to"), _ADDRESS),
    "not_supported_by_server": (mark("Our mail server cannot send to an address with such letters"), _ADDRESS),
    "no_connection": (mark("Our mail server could not be reached"), _OURS),
    "disconnected": (mark("Our mail server broke off"), _OURS),
    "timed_out": (mark("Our mail server did not answer in time"), _OURS),
    "sign_in_refused": (mark("Our mail server did not let us sign in"), _OURS),
    "tls_failed": (mark("No secure connection to our mail server could be made"), _OURS),
    "tls_not_offered": (mark("Our mail server offers no secure connection"), _OURS),
}
_REFUSED = (mark("The mail server would not take it (%(code)s)"), _ADDRESS)
_NOT_NOW = (mark("The mail server was not ready for it (%(code)s)"), _WAIT)
_BROKEN = (mark("Something went wrong on our side (%(code)s)"), mark("Tell whoever runs the system, then try again."))


def message_kind(kind: str, say: Say = ENGLISH) -> str:
    """What sort of message: "A letter"."""
    return say(_KINDS[kind]) if kind in _KINDS else kind.replace("_", " ").capitalize()


def why_not_sent(code: str, say: Say = ENGLISH) -> str:
    """Why it did not leave, without a full stop. A mail server's own number is told with it (RFC 5321, 4.2)."""
    return say(_told(code)[0], code=code.removeprefix("smtp_").removeprefix("cannot_send_"))


def what_helps(code: str, say: Say = ENGLISH) -> str:
    """What to do about it."""
    return say(_told(code)[1])


def _told(code: str) -> tuple[str, str]:
    if code in _REASONS:
        return _REASONS[code]
    if code.startswith("smtp_5"):
        return _REFUSED
    return _NOT_NOW if code.startswith("smtp_") else _BROKEN
