"""The register as stored: adopted texts once under their hash, and from when each is in force.

An adoption is an event of the council's own stream; the rows beside it are what processes read. Who keeps a register
in memory (`core.services.council`) lets go of it when the version of the council's configuration moves, so an adoption
reaches every process with its next request.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from core.domain.calendar import WorkingCalendar
from core.domain.canonical import from_bytes, to_bytes
from core.domain.procedure import Procedure
from core.domain.register import PROCEDURE, AdoptedText, Adoption, Register, adopt
from core.ids import new_id
from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.record import AUTHORITY, AUTHORITY_STREAM, Stamp, append, head_of, plain_text
from core.persistence.rows import put_all, put_new
from core.persistence.scope import current_authority

TEXT_ADOPTED = "TextAdopted"


def read_register() -> Register:
    """The register of the council in scope, read from its rows."""
    session = current_session()
    texts = select(m.AdoptedText.hash, m.AdoptedText.kind, m.AdoptedText.body)
    rows = session.execute(
        select(
            m.Adoption.kind,
            m.Adoption.key,
            m.Adoption.version,
            m.Adoption.hash,
            m.Adoption.from_,
            m.Adoption.by,
            m.Adoption.note,
            m.Adoption.loaded,
            m.Adoption.approved_by,
            m.Adoption.remark,
        ).order_by(m.Adoption.from_, m.Adoption.created_at, m.Adoption.id)  # of one minute the last entered wins
    )
    adoptions = tuple(Adoption(*row) for row in rows)
    return Register(adoptions, {hash_: _text(hash_, kind, body) for hash_, kind, body in session.execute(texts)})


@lru_cache(maxsize=512)
def _text(hash_: str, kind: str, body: bytes) -> AdoptedText:
    return from_bytes(body, Procedure) if kind == PROCEDURE else from_bytes(body, WorkingCalendar)


def store_adoption(
    register: Register,
    text: AdoptedText,
    from_: datetime,
    stamp: Stamp,
    *,
    note: str = "",
    history: bool = False,
    approved_by: str = "",
    remark: str = "",
) -> Register:
    """Adopt `text` from the London minute `from_`: the text, the row and the event. Returns the register after it.

    The caller moves the council's configuration version in the same transaction. Raises DomainError as `adopt` does.
    """
    after = adopt(register, text, from_, stamp.at, by=stamp.actor, note=note, history=history,
                  approved_by=approved_by, remark=remark)  # fmt: skip
    adoption = next(each for each in after.adoptions if all(each is not known for known in register.adoptions))
    if adoption in register.adopted(adoption.kind, adoption.key):
        return register
    authority = current_authority()
    what = _fields(adoption, "kind", "key", "version", "hash")
    put_new(m.AdoptedText, [{"authority_id": authority, **what, "body": to_bytes(text)}])
    said = _fields(adoption, "from_", "by", "note", "loaded", "approved_by", "remark")
    row = {**what, **said, "id": new_id(), "created_at": stamp.at}
    put_all(m.Adoption, [{"authority_id": authority, **row}])
    append(AUTHORITY, AUTHORITY_STREAM, head_of(AUTHORITY_STREAM), ((TEXT_ADOPTED, 1, _told(adoption)),), stamp)
    return after


def _told(adoption: Adoption) -> str:
    """The event's body; the row beside it says the same. What an adoption says nothing of is left out, as events that
    were sealed before it could be said leave it out."""
    told = _fields(adoption, "kind", "key", "version", "hash", "by", "note", "loaded")
    more = {name: said for name, said in _fields(adoption, "approved_by", "remark").items() if said}
    return plain_text({**told, **more, "from": adoption.from_.isoformat()})


def _fields(adoption: Adoption, *names: str) -> dict[str, Any]:
    return {name: getattr(adoption, name) for name in names}


def adopted_fields() -> list[str]:
    """What the adoptions' events should say, by their rows."""
    return [_told(adoption) for adoption in read_register().adoptions]
