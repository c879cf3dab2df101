"""People of the council in scope who may be somebody: few queries, by what is written the same way each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select

from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.queries.visible import Viewer, visible_to

MOST = 10


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody known here, and when their latest case came."""

    id: str
    name: str
    postcode: str
    phone: str
    email: str
    adjustments: str
    contact_notes: str
    last: date | None


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case of theirs that is open."""

    reference: str
    summary: str
    received_on: date


def people_like(name: str, phone: str, email: str, postcode: str) -> tuple[Acquaintance, ...]:
    """Those whose e-mail, phone or postcode is the same, or whose name is: with the latest case first."""
    person = m.Person
    same: list[ColumnElement[bool]] = []
    if email:
        same.append(person.email == email)
    if phone:
        same.append(person.phone == phone)
    if postcode:
        same.append(func.upper(func.replace(person.postcode, " ", "")) == postcode.replace(" ", "").upper())
    if name:
        same.append(func.lower(person.name) == name.lower())
    if not same:
        return ()
    theirs = and_(m.CaseFile.authority_id == person.authority_id, m.CaseFile.person_id == person.id)
    last = func.max(m.CaseFile.received_on)
    columns = (
        person.id, person.name, person.postcode, person.phone, person.email, person.adjustments, person.contact_notes,
    )  # fmt: skip
    query = (
        select(*columns, last)
        .select_from(person)
        .outerjoin(m.CaseFile, theirs)
        .where(or_(*same), person.erased_at.is_(None), person.name != "")
        .group_by(*columns)
        .order_by(last.desc(), person.id.desc())
        .limit(MOST)
    )
    return tuple(Acquaintance(*row) for row in current_session().execute(query))


def open_cases_of(viewer: Viewer, person_id: str, but: str) -> tuple[OpenCase, ...]:
    """The open cases of a person besides the one called `but`."""
    if not person_id:
        return ()
    file = m.CaseFile
    words = and_(m.Words.authority_id == file.authority_id, m.Words.id == file.summary_id)
    query = (
        select(file.reference, func.substr(m.Words.body, 1, 200), file.received_on)
        .select_from(file)
        .outerjoin(m.Words, words)
        .where(visible_to(viewer), file.person_id == person_id, file.status == "open", file.reference != but)
        .order_by(file.received_at.desc(), file.id.desc())
        .limit(MOST)
    )
    return tuple(OpenCase(reference, words or "", on) for reference, words, on in current_session().execute(query))
