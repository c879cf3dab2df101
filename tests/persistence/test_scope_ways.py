"""Every way to reach a council's rows: none shows, changes or makes another council's, on either database."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, exists, func, insert, inspect, literal_column, select, text, true, union, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import aliased

from core.persistence.db import current_session, db
from core.persistence.models import CaseFile, IssueRow, ReadLog
from core.persistence.scope import ScopeError, authority_scope
from tests.support.store import case_file, issue_row, read_log

TABLE = CaseFile.__table__
MINE, THEIRS = "riverton", "hillford"


@dataclass
class Planted:
    """One case of each council."""

    mine: str
    theirs: str


@pytest.fixture(scope="module")
def planted(bare: Flask) -> Planted:
    ids = {}
    for code in (MINE, THEIRS):
        with bare.app_context(), authority_scope(code):
            case = case_file(reference=f"canary-{code}", service=f"canary-{code}")
            ids[code] = case.id
            db.session.add_all((case, issue_row(case.id), read_log(case_id=case.id)))
            db.session.commit()
    return Planted(ids[MINE], ids[THEIRS])


@pytest.fixture
def riverton(context: None) -> Iterator[None]:
    with authority_scope(MINE):
        yield


def _rows(statement: Any) -> list[Any]:
    return [tuple(row) for row in current_session().execute(statement)]


def _objects(statement: Any) -> list[str]:
    return [row.authority_id for row in current_session().scalars(statement)]


def _log_of(code: str) -> dict[str, Any]:
    row = read_log()
    values = {name: getattr(row, name) for name in ("id", "at", "actor", "case_id", "what", "why")}
    return values | {"authority_id": code}


Other, Third = aliased(CaseFile), aliased(IssueRow)
_cte = select(CaseFile.reference).cte("some")
_sub = select(CaseFile.reference, CaseFile.authority_id).subquery()

OWN, THEIR = "canary-riverton", "canary-hillford"
READS: dict[str, tuple[Callable[[], Any], Any]] = {
    "objects": (lambda: _objects(select(CaseFile)), [MINE]),
    "columns": (lambda: _rows(select(CaseFile.reference)), [(OWN,)]),
    "asking for theirs": (lambda: _rows(select(CaseFile.reference).where(CaseFile.authority_id == THEIRS)), []),
    "asking for all": (lambda: _rows(select(CaseFile.reference).where((CaseFile.head_seq == 1) | true())), [(OWN,)]),
    "count of a class": (lambda: _rows(select(func.count()).select_from(CaseFile)), [(1,)]),
    "count of a column": (lambda: _rows(select(func.count(CaseFile.id))), [(1,)]),
    "least and greatest": (
        lambda: _rows(select(func.min(CaseFile.reference), func.max(CaseFile.reference))),
        [(OWN, OWN)],
    ),
    "groups": (
        lambda: _rows(select(CaseFile.reference, func.count()).group_by(CaseFile.reference)),
        [(OWN, 1)],
    ),
    "alias": (lambda: _rows(select(Other.reference)), [(OWN,)]),
    "join": (
        lambda: _rows(select(CaseFile.reference, IssueRow.no).join(IssueRow, IssueRow.case_id == CaseFile.id)),
        [(OWN, 1)],
    ),
    "join on anything": (
        lambda: _rows(select(Third.authority_id, CaseFile.reference).join(CaseFile, CaseFile.status == "open")),
        [(MINE, OWN)],
    ),
    "outer join": (
        lambda: _rows(select(CaseFile.reference, Third.no).outerjoin(Third, Third.case_id != CaseFile.id)),
        [(OWN, None)],
    ),
    "cross join": (lambda: _rows(select(CaseFile.reference, Other.reference).join(Other, true())), [(OWN, OWN)]),
    "join in a where": (lambda: _rows(select(IssueRow.no).where(CaseFile.id == IssueRow.case_id)), [(1,)]),
    "subquery": (lambda: _rows(select(_sub.c.reference)), [(OWN,)]),
    "common table": (lambda: _rows(select(_cte.c.reference)), [(OWN,)]),
    "union": (lambda: _rows(union(select(CaseFile.reference), select(Other.reference))), [(OWN,)]),
    "exists": (lambda: _rows(select(exists(select(CaseFile.id).where(CaseFile.service == THEIR)))), [(False,)]),
    "not in a select": (
        lambda: _rows(select(CaseFile.reference).where(CaseFile.id.not_in(select(Other.id).where(Other.stage == "x")))),
        [(OWN,)],
    ),
    "scalar subquery": (lambda: _rows(select(select(func.count(CaseFile.id)).scalar_subquery())), [(1,)]),
    "correlated subquery": (
        lambda: _rows(
            select(Other.reference, select(func.count(IssueRow.no)).where(Other.status == "open").scalar_subquery())
        ),
        [(OWN, 1)],
    ),
    "legacy query": (lambda: [row.reference for row in current_session().query(CaseFile)], [OWN]),
    "legacy count": (lambda: current_session().query(CaseFile).count(), 1),
    "objects of a subquery": (lambda: _objects(select(aliased(CaseFile, select(CaseFile).subquery()))), [MINE]),
    "in portions": (lambda: _objects(select(CaseFile).execution_options(yield_per=1)), [MINE]),
}


@pytest.mark.req("ISO-04")
@pytest.mark.parametrize("way", READS)
def test_a_read_shows_the_councils_own_rows_only(way: str, planted: Planted, riverton: None) -> None:
    read, own = READS[way]
    assert read() == own


@pytest.mark.req("ISO-04")
@pytest.mark.parametrize("how", ["get", "one", "filter_by", "with for update", "populate existing"])
def test_another_councils_id_is_as_unknown_as_any(how: str, planted: Planted, riverton: None) -> None:
    session = current_session()
    ways: dict[str, Callable[[], object]] = {
        "get": lambda: session.get(CaseFile, (MINE, planted.theirs)) or session.get(CaseFile, (THEIRS, planted.theirs)),
        "one": lambda: session.scalars(select(CaseFile).where(CaseFile.id == planted.theirs)).one_or_none(),
        "filter_by": lambda: session.query(CaseFile).filter_by(id=planted.theirs).first(),
        "with for update": lambda: session.get(CaseFile, (THEIRS, planted.theirs), with_for_update=True),
        "populate existing": lambda: session.get(CaseFile, (THEIRS, planted.theirs), populate_existing=True),
    }
    assert ways[how]() is None


REFUSED: dict[str, Callable[[], Any]] = {
    "raw SQL": lambda: current_session().execute(text("SELECT * FROM case_file")),
    "raw SQL that names no table": lambda: current_session().execute(text("SELECT 1")),
    "objects from raw SQL": lambda: current_session().scalars(
        select(CaseFile).from_statement(text("SELECT * FROM case_file"))
    ),
    "raw SQL in a where": lambda: _rows(
        select(CaseFile.id).where(text("EXISTS (SELECT 1 FROM case_file x WHERE x.status = 'open')"))
    ),
    "raw SQL as a column": lambda: _rows(select(func.count(text("(SELECT count(*) FROM case_file)")))),
    "table": lambda: _rows(select(TABLE)),
    "column of a table": lambda: _rows(select(TABLE.c.reference)),
    "count of a table": lambda: _rows(select(func.count()).select_from(TABLE)),
    "table's scalar subquery": lambda: _rows(
        select(CaseFile.id, select(func.count()).select_from(TABLE).scalar_subquery())
    ),
    "table's subquery": lambda: _rows(select(select(TABLE).subquery())),
    "table's common table": lambda: _rows(select(select(TABLE.c.reference).cte())),
    "alias of a table": lambda: _rows(select(TABLE.alias().c.reference)),
    "join to a table": lambda: _rows(
        select(IssueRow.no, TABLE.c.reference).join(TABLE, TABLE.c.id == IssueRow.case_id)
    ),
    "exists over a table": lambda: _rows(select(IssueRow.no).where(exists().where(TABLE.c.status == "open"))),
    "objects by a table's column": lambda: _objects(
        select(IssueRow).where(IssueRow.case_id.in_(select(TABLE.c.id)))
    ),
    "literal that hides a query": lambda: _rows(select(literal_column("(SELECT count(*) FROM case_file)"))),
    "class in a window only": lambda: _rows(select(func.row_number().over(order_by=CaseFile.id))),
    "class in a filter only": lambda: _rows(select(func.count().filter(CaseFile.service == THEIR))),
    "class in an exists only": lambda: _rows(select(exists().where(CaseFile.service == THEIR))),
    "update that looks elsewhere": lambda: current_session().execute(
        update(IssueRow).where(CaseFile.id == IssueRow.case_id).values(ground="x")
    ),
    "insert that looks elsewhere": lambda: current_session().execute(
        insert(ReadLog).values(**_log_of(MINE) | {"why": select(func.min(CaseFile.service)).scalar_subquery()})
    ),
    "update of a table": lambda: current_session().execute(update(TABLE).values(status="closed")),
    "delete from a table": lambda: current_session().execute(delete(TABLE)),
    "insert into a table": lambda: current_session().execute(insert(ReadLog.__table__).values(**_log_of(MINE))),
    "session's connection": lambda: current_session().connection().execute(select(TABLE)),
    "session's connection, raw": lambda: current_session().connection().exec_driver_sql("SELECT * FROM case_file"),
    "session's connection, quoted": lambda: current_session().connection().exec_driver_sql('SELECT * FROM "CASE_FILE"'),
    "bulk save": lambda: current_session().bulk_save_objects([read_log(authority_id=THEIRS)]),
    "bulk mappings": lambda: current_session().bulk_insert_mappings(inspect(ReadLog), [_log_of(THEIRS)]),
}


@pytest.mark.req("ISO-04")
@pytest.mark.parametrize("way", REFUSED)
def test_what_cannot_be_filtered_is_refused(way: str, planted: Planted, riverton: None) -> None:
    with pytest.raises(ScopeError):
        REFUSED[way]()
    current_session().rollback()


@pytest.mark.req("ISO-04")
def test_a_connection_beside_the_session_is_refused(planted: Planted, context: None) -> None:
    with db.engine.connect() as connection, pytest.raises(ScopeError):
        connection.execute(select(TABLE))


WRITES: dict[str, Callable[[Planted], Any]] = {
    "row of theirs": lambda p: current_session().add(case_file(authority_id=THEIRS)),
    "merge of theirs": lambda p: current_session().merge(case_file(authority_id=THEIRS, id=p.theirs)),
    "bulk insert": lambda p: current_session().execute(insert(ReadLog), [_log_of(THEIRS)]),
    "bulk insert of both": lambda p: current_session().execute(insert(ReadLog), [_log_of(MINE), _log_of(THEIRS)]),
    "bulk insert without a council": lambda p: current_session().execute(insert(ReadLog), [{"what": "x"}]),
    "insert with values": lambda p: current_session().execute(insert(ReadLog).values(**_log_of(THEIRS))),
    "insert with many values": lambda p: current_session().execute(
        insert(ReadLog).values([_log_of(MINE), _log_of(THEIRS)])
    ),
    "insert from a select": lambda p: current_session().execute(
        insert(ReadLog).from_select(["authority_id", "id"], select(CaseFile.authority_id, CaseFile.id))
    ),
    "update into theirs": lambda p: current_session().execute(update(CaseFile).values(authority_id=THEIRS)),
    "update by key": lambda p: current_session().execute(
        update(CaseFile), [{"authority_id": THEIRS, "id": p.theirs, "service": "x"}]
    ),
    "moved object": lambda p: _move_object(),
}


def _move_object() -> None:
    current_session().scalars(select(CaseFile)).one().authority_id = THEIRS


@pytest.mark.req("ISO-04")
@pytest.mark.parametrize("way", WRITES)
def test_no_row_is_written_for_another_council(way: str, planted: Planted, riverton: None) -> None:
    with pytest.raises(ScopeError):
        WRITES[way](planted)
        current_session().flush()
    current_session().rollback()


@pytest.mark.req("ISO-04")
def test_bulk_changes_reach_the_councils_own_rows_only(planted: Planted, bare: Flask) -> None:
    with bare.app_context(), authority_scope(MINE):
        current_session().execute(update(CaseFile).values(stage="seen"))
        current_session().execute(delete(IssueRow).where(exists().where(CaseFile.service == THEIR)))
        assert _rows(select(func.count(IssueRow.no))) == [(1,)]
        current_session().execute(delete(IssueRow).where(IssueRow.no == 1))
        current_session().commit()
    with bare.app_context(), authority_scope(THEIRS):
        assert _rows(select(CaseFile.stage)) == [("",)]
        assert _rows(select(func.count(IssueRow.no))) == [(1,)]


@pytest.mark.req("ISO-04")
def test_new_rows_are_stamped_with_the_council_in_scope(riverton: None) -> None:
    made = case_file()
    current_session().add(made)
    current_session().flush()
    assert made.authority_id == MINE
    current_session().rollback()


@pytest.mark.req("ISO-03")
@pytest.mark.parametrize("way", [*READS, "insert", "get"])
def test_without_a_council_nothing_can_be_asked(way: str, planted: Planted, context: None) -> None:
    ways: dict[str, Callable[[], Any]] = {name: read for name, (read, _) in READS.items()} | {
        "insert": lambda: (current_session().add(read_log()), current_session().flush()),
        "get": lambda: current_session().get(CaseFile, (MINE, planted.mine)),
    }
    with pytest.raises(ScopeError):
        ways[way]()


@pytest.mark.req("ISO-05")
def test_a_child_of_another_councils_row_is_refused_by_the_key(planted: Planted, riverton: None) -> None:
    current_session().add(issue_row(planted.theirs, no=7))
    with pytest.raises(DBAPIError, match=r"(?i)foreign key"):
        current_session().commit()
    current_session().rollback()
