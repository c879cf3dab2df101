"""People of one council, as they told us."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.direct import ours, read_rows
from core.persistence.rows import put_all
from core.persistence.scope import current_authority


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """Who somebody is and how they want to be reached. `prefers` is the key of a way to answer, "" when they did not
    say; `adjustments` are the reasonable adjustments they asked for."""

    name: str = ""
    email: str = ""
    phone: str = ""
    postcode: str = ""
    address: str = ""
    prefers: str = ""
    language: str = "en"
    contact_notes: str = ""
    adjustments: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person with their id. `erased`: their details were destroyed under a rule."""

    id: str
    details: PersonDetails
    erased: bool = False


_FIELDS = tuple(asdict(PersonDetails()))
_COLUMNS = (m.Person.id, m.Person.erased_at, *(getattr(m.Person, name) for name in _FIELDS))
_ONE = select(*_COLUMNS).where(ours(m.Person), m.Person.id == bindparam("wanted"))
_SEVERAL = select(*_COLUMNS).where(ours(m.Person), m.Person.id.in_(bindparam("wanted", expanding=True)))


def add_people(rows: Sequence[dict[str, object]]) -> None:
    """New people, by one statement; rows of `person_row`."""
    put_all(m.Person, rows)


def person_row(id_: str, details: PersonDetails, now: datetime) -> dict[str, object]:
    """The row of a person. NUL, which a database cannot hold, is dropped."""
    held = {name: text.replace("\x00", "") for name, text in asdict(details).items()}
    return {"authority_id": current_authority(), "id": id_, **held, "created_at": now, "erased_at": None}


def find_person(id_: str) -> Person | None:
    """The person with that id, or None."""
    found = read_rows(_ONE, wanted=id_) if id_ else ()
    return _person(found[0]) if found else None


def find_people(ids: list[str]) -> dict[str, Person]:
    """Several people by one query."""
    rows = read_rows(_SEVERAL, wanted=ids) if ids else ()
    return {row[0]: _person(row) for row in rows}


def _person(row: Any) -> Person:
    return Person(row[0], PersonDetails(*row[2:]), row[1] is not None)


def erase_person(id_: str, now: datetime) -> None:
    """Destroy a person's details; the id stays, as cases point to it."""
    blank = asdict(replace(PersonDetails(), language="en"))
    change = update(m.Person).where(m.Person.id == id_).values(**blank, erased_at=now)
    current_session().execute(change.execution_options(synchronize_session=False))
