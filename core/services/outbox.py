"""Messages leave: after the commit that wrote them, one recipient each, with the same Message-ID however often.

Each try is written down before it is made. A worker killed between the mail server's yes and our note of it sends the
same message again: mail can do no better, and the Message-ID tells readers' servers that it is a repeat.
"""

from __future__ import annotations

from datetime import timedelta

from core.clock import utc_now
from core.documents.email import UnsafeMessage, build_message
from core.documents.mail_address import to_send
from core.persistence.repositories import letters, outbox
from core.persistence.repositories.outbox import Message
from core.persistence.transaction import in_one_transaction, reading
from core.services.council import Council, open_council
from core.services.transport import Refused, Transport, TryAgain

MOST_TRIES = 20
"""With pauses that double up to six hours: about four days, so that a weekend without a mail server loses nothing."""
HOLD = timedelta(minutes=2)
"""How long a message stays with who sends it: well above the patience with a mail server."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=6)


class NotSent(Exception):
    """The message did not leave and is tried again; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NotNow(NotSent):
    """It cannot be tried at this moment, and nobody is to blame."""


class WaitsForEarlier(NotNow):
    """An earlier message about the same case has not left yet."""


class InHand(NotNow):
    """Somebody is sending it already, or died while doing so: then it comes free when their time is over."""


def send(authority: str, outbox_id: str, transport: Transport, hold: timedelta = HOLD) -> bool:
    """Send one message; False when it has left or was parked already. Raises NotSent for another try.

    It is in our hand for `hold`: two tasks for one message, as after a retry, do not send it twice.
    What the mail server refuses for good, what cannot be built, and what has failed often enough is parked, where
    staff see it.
    """
    message = in_one_transaction(authority, lambda: _begin(outbox_id, hold))
    if message is None:
        return False
    try:
        _hand_over(authority, message, transport)
    except (Refused, UnsafeMessage) as never:
        code = never.code if isinstance(never, Refused) else "unsafe_message"
        in_one_transaction(authority, lambda: outbox.park(outbox_id, code))
        return False
    except Exception as failed:
        code = failed.code if isinstance(failed, TryAgain) else f"cannot_send_{type(failed).__name__}"
        in_one_transaction(authority, lambda: _later(message, code))
        if message.attempts >= MOST_TRIES:
            return False
        raise NotSent(code) from failed
    in_one_transaction(authority, lambda: outbox.sent(outbox_id, utc_now()))
    return True


def _begin(outbox_id: str, hold: timedelta) -> Message | None:
    if outbox.waits_for_earlier(outbox_id):
        raise WaitsForEarlier("waits_for_earlier")
    now = utc_now()
    taken = outbox.start_sending(outbox_id, now, now + hold)
    if taken is None and (found := outbox.message(outbox_id)) is not None and found.state == outbox.SENDING:
        raise InHand("in_hand")
    return taken


def _hand_over(authority: str, message: Message, transport: Transport) -> None:
    with reading(authority):
        council: Council = open_council(authority)
        letter = letters.letter(message.letter_id) if message.letter_id else None
    built = build_message(council.runtime, message, letter.pdf if letter else b"")
    with transport.open() as session:
        session.send(built, council.runtime.profile.contact.email, to_send(message.to_address))


def _later(message: Message, code: str) -> None:
    if message.attempts >= MOST_TRIES:
        outbox.park(message.id, code)
        return
    pause = min(FIRST_PAUSE * 2 ** min(message.attempts - 1, 20), LONGEST_PAUSE)
    outbox.try_again(message.id, utc_now() + pause, code)
