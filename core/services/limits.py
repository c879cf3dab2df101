"""How often strangers may make us do things: send mail to an address, try a case number, send a form.

Counted in a table that all processes share, by keyed hashes that cover the council. A limit slows one address or one
account down and never a whole council.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from core.clock import utc_now
from core.documents.mail_address import same_place
from core.persistence.repositories import throttle
from core.persistence.repositories.throttle import Limit, Tried
from core.persistence.transaction import in_one_transaction
from core.services.accounts import Keys, Throttled

_HOUR = timedelta(hours=1)
# One message an hour to an address that nobody has confirmed; a shared library or office may still send many forms.
MAIL_TO_ADDRESS = Limit(hits=1, window=_HOUR, block=_HOUR)
LINKS_TO_ADDRESS = Limit(hits=3, window=_HOUR / 4, block=_HOUR / 4)
TRIES_ON_CASE = Limit(hits=5, window=_HOUR / 4, block=_HOUR / 4)
# Who knows a case number could go through a town's postcodes in days at five in a quarter of an hour.
GUESSES_ON_CASE = Limit(hits=20, window=24 * _HOUR, block=24 * _HOUR)
TRIES_FROM_ADDRESS = Limit(hits=60, window=_HOUR, block=_HOUR / 4)
FORMS_FROM_ADDRESS = Limit(hits=200, window=_HOUR, block=_HOUR / 4)


@dataclass(frozen=True, slots=True)
class Client:
    """Where a request comes from, and the deployment's secret for the keys."""

    address: str
    keys: Keys


def may_mail(authority: str, client: Client, email: str) -> bool:
    """Whether an unconfirmed address may have another receipt from this council now; counts it.

    Inside the unit of work that sends the form: one that is refused, or comes second, must not use the receipt up.
    """
    return _hit(client.keys.throttle(authority, "receipt", _account(email)), MAIL_TO_ADDRESS).allowed


def count_form(authority: str, client: Client) -> None:
    """Count a form sent from this address, inside the unit of work that sends it. Raises Throttled."""
    _refuse(_hit(client.keys.throttle(authority, "form", client.address), FORMS_FROM_ADDRESS))


def count_link(authority: str, client: Client, reference: str, email: str) -> None:
    """Count a link that is asked for, by where that comes from and by number and address as they were typed.

    Whether they belong together makes no difference, so being told to wait tells a stranger nothing; and nobody can
    use up the links of a person whose number they do not know. Raises Throttled.
    """
    _count(authority, client.keys.throttle(authority, "look", client.address), TRIES_FROM_ADDRESS)
    _count(authority, client.keys.throttle(authority, "link", reference, _account(email)), LINKS_TO_ADDRESS)


def count_look(authority: str, client: Client, reference: str) -> None:
    """Count a try to open a case by its number and a postcode, "" for what is no number. Raises Throttled."""
    _count(authority, client.keys.throttle(authority, "look", client.address), TRIES_FROM_ADDRESS)
    if reference:  # everybody in the council who mistypes a number would share a count of their own
        _count(authority, _tries(authority, client, reference), TRIES_ON_CASE)


def forget_look(authority: str, client: Client, reference: str) -> None:
    """Start the tries on a case afresh after a right one, inside a unit of work; wrong ones of the day stay counted."""
    throttle.forget(_tries(authority, client, reference))


def count_guess(authority: str, client: Client, reference: str) -> None:
    """Count a wrong postcode for a case number, inside a unit of work."""
    _hit(_guesses(authority, client, reference), GUESSES_ON_CASE)


def refuse_guesses(authority: str, client: Client, reference: str) -> None:
    """Refuse to look at a postcode after too many wrong ones, inside a unit of work. Raises Throttled."""
    until = throttle.blocked_until(_guesses(authority, client, reference), utc_now())
    if until is not None:
        raise Throttled(until)


def _guesses(authority: str, client: Client, reference: str) -> str:
    return client.keys.throttle(authority, "guess", reference)


def _tries(authority: str, client: Client, reference: str) -> str:
    return client.keys.throttle(authority, "case", reference)


def _account(email: str) -> str:
    return same_place(email[:320])


def _count(authority: str, key: str, limit: Limit) -> None:
    _refuse(in_one_transaction(authority, partial(_hit, key, limit)))


def _refuse(tried: Tried) -> None:
    if tried.blocked_until is not None:
        raise Throttled(tried.blocked_until)


def _hit(key: str, limit: Limit) -> Tried:
    return throttle.hit(key, limit, utc_now())
