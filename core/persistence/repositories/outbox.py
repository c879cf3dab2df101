"""Messages of the council in scope that wait to leave, have left, or wait for a person to look at them."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import and_, delete, or_, select, update

from core.ids import new_id
from core.persistence.db import current_session
from core.persistence.direct import write_returning
from core.persistence.models import Outbox
from core.persistence.repositories.common import changed, dialect, upsert
from core.persistence.scope import current_authority

QUEUED, SENDING, SENT, PARKED = "queued", "sending", "sent", "parked"


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message to be written with its event. `key` names it within the council: a repeat is the same message."""

    key: str
    message_id: str
    kind: str
    to_address: str
    subject: str
    text: str
    html: str = ""
    case_id: str | None = None
    letter_id: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A message with what has become of it. While it is being sent, `next_try` is when whoever sends it loses it."""

    id: str
    key: str
    message_id: str
    kind: str
    to_address: str
    subject: str
    text: str
    html: str
    case_id: str | None
    letter_id: str | None
    state: str
    attempts: int
    created_at: datetime
    next_try: datetime
    sent_at: datetime | None
    last_error: str


def queue(message: NewMessage, now: datetime) -> str:
    """Write a message to be sent after the commit; its id. The same key again gives the id it already has."""
    values = {
        "authority_id": current_authority(),
        "id": new_id(),
        "state": QUEUED,
        "attempts": 0,
        "created_at": now,
        "next_try": now,
        "sent_at": None,
        "last_error": "",
        **{name: getattr(message, name) for name in NewMessage.__slots__},
    }
    found = write_returning(_new_message(dialect()), values) or current_session().scalar(
        select(Outbox.id).where(Outbox.key == message.key)
    )
    if found is None:
        raise RuntimeError("a message with that Message-ID exists under another key")
    return str(found)


@lru_cache(maxsize=4)
def _new_message(database: str) -> Any:
    statement = upsert(Outbox, database)
    return statement.on_conflict_do_nothing(index_elements=["authority_id", "key"]).returning(Outbox.id)


def message(id_: str) -> Message | None:
    """The message with that id."""
    row = current_session().scalar(select(Outbox).where(Outbox.id == id_))
    return _told(row) if row else None


def start_sending(id_: str, now: datetime, until: datetime) -> Message | None:
    """Take a message in hand until then and count the try. Commit, then send.

    None when it is sent or parked already, or in somebody else's hand. Who died with it in hand loses it in time.
    """
    free = or_(Outbox.state == QUEUED, and_(Outbox.state == SENDING, Outbox.next_try <= now))
    ready = update(Outbox).where(Outbox.id == id_, free)
    if changed(ready.values(state=SENDING, attempts=Outbox.attempts + 1, next_try=until)) != 1:
        return None
    current_session().expire_all()
    return message(id_)


def waits_for_earlier(id_: str) -> bool:
    """Whether an earlier message about the same case, to the same address, has not left yet: their order is kept."""
    mine = message(id_)
    if mine is None or mine.case_id is None:
        return False
    earlier = select(Outbox.id).where(
        Outbox.case_id == mine.case_id,
        Outbox.to_address == mine.to_address,
        Outbox.state.in_((QUEUED, SENDING)),
        or_(Outbox.created_at < mine.created_at, and_(Outbox.created_at == mine.created_at, Outbox.id < id_)),
    )
    return current_session().scalar(earlier.limit(1)) is not None


def sent(id_: str, now: datetime) -> None:
    """The mail server took it."""
    _change(id_, state=SENT, sent_at=now, last_error="")


def try_again(id_: str, at: datetime, error: str) -> None:
    """It did not leave; it is tried again at `at`."""
    _change(id_, state=QUEUED, next_try=at, last_error=error[:80])


def park(id_: str, error: str) -> None:
    """It will not leave by itself; a person must look."""
    _change(id_, state=PARKED, last_error=error[:80])


def unpark(id_: str, now: datetime) -> bool:
    """Try a parked message again; False when it is not parked."""
    parked = update(Outbox).where(Outbox.id == id_, Outbox.state == PARKED)
    return changed(parked.values(state=QUEUED, next_try=now, attempts=0)) == 1


def erase_messages(case_id: str) -> None:
    """Destroy the messages about a case, also those that have not left: they do not leave any more."""
    changed(delete(Outbox).where(Outbox.case_id == case_id))
    current_session().expire_all()


def messages(
    *, state: str = "", case_id: str = "", before: tuple[datetime, str] | None = None, most: int = 50
) -> tuple[Message, ...]:
    """Messages of the council, newest first; `before` is the (created_at, id) of the last one seen."""
    query = select(Outbox)
    if state:
        query = query.where(Outbox.state == state)
    if case_id:
        query = query.where(Outbox.case_id == case_id)
    if before:
        at, id_ = before
        query = query.where(or_(Outbox.created_at < at, and_(Outbox.created_at == at, Outbox.id < id_)))
    newest = query.order_by(Outbox.created_at.desc(), Outbox.id.desc()).limit(most)
    return tuple(map(_told, current_session().scalars(newest)))


def _change(id_: str, **values: object) -> None:
    changed(update(Outbox).where(Outbox.id == id_).values(**values))
    current_session().expire_all()


def _told(row: Outbox) -> Message:
    return Message(**{name: getattr(row, name) for name in Message.__slots__})
