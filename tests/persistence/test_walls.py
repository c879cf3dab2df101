"""The walls that the database keeps itself: row-level security, roles, composite keys and append-only tables."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from core.persistence.db import current_session, db
from core.persistence.guard import is_scoped
from core.persistence.models import CaseFile, IssueRow, ReadLog, Scoped
from core.persistence.scope import across_councils, authority_scope, by_hand
from core.persistence.start import NotReady, check_database
from core.persistence.walls import RULE
from tests.support.databases import DatabaseUrls
from tests.support.store import bare_app, case_file, issue_row, read_log

MINE, THEIRS = "riverton", "hillford"
SCOPED = sorted(name for name, table in Scoped.metadata.tables.items() if is_scoped(table) and name[:4] != "plg_")
GROWING = sorted(name for name in SCOPED if Scoped.metadata.tables[name].info["kind"] == "event")
postgresql = pytest.mark.parametrize("database", ["postgresql"], indirect=True, scope="module")


@pytest.fixture(scope="module")
def planted(bare: Flask) -> dict[str, str]:
    ids = {}
    for code in (MINE, THEIRS):
        with bare.app_context(), authority_scope(code):
            case = case_file(reference=f"canary-{code}")
            db.session.add_all((case, issue_row(case.id), read_log()))
            db.session.commit()
            ids[code] = case.id
    return ids


@pytest.fixture
def past_the_guard(bare: Flask, planted: dict[str, str]) -> Iterator[None]:
    """In one council's scope with the session's wall lifted, as if the guard had a hole."""
    with bare.app_context(), authority_scope(MINE), across_councils("a test of the walls behind"):
        yield


def _ask(statement: str, **values: Any) -> list[tuple[Any, ...]]:
    result: Any = current_session().execute(text(statement), values)
    return [tuple(row) for row in result] if result.returns_rows else []


@postgresql
@pytest.mark.req("ISO-06")
def test_the_application_is_neither_owner_nor_superuser(past_the_guard: None) -> None:
    role = _ask("SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = user")
    assert role == [("upheld_app", False, False, False, False)]
    assert _ask("SELECT count(*) FROM pg_class WHERE pg_has_role(user, relowner, 'MEMBER')") == [(0,)]
    assert _ask("SELECT count(*) FROM pg_auth_members WHERE member = user::regrole") == [(0,)]
    assert _ask("SELECT has_schema_privilege('public', 'CREATE')") == [(False,)]


@postgresql
@pytest.mark.req("ISO-06")
def test_every_councils_table_has_forced_row_security_both_ways(past_the_guard: None) -> None:
    rows = _ask(
        "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, p.polpermissive, p.polcmd::text,"
        " pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid)"
        " FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid"
        " WHERE c.relkind IN ('r', 'p') AND c.relname = ANY(:names) ORDER BY 1",
        names=SCOPED,
    )
    assert [row[0] for row in rows] == SCOPED  # one policy each: a second one could only widen it
    assert {row[1:5] for row in rows} == {(True, True, True, "*")}
    (using,) = {row[5] for row in rows}
    assert {row[6] for row in rows} == {using}
    assert all(part in using for part in ("authority_id", "NULLIF(current_setting('upheld.authority'", "true), ''"))
    assert RULE.startswith("authority_id = ")


@postgresql
@pytest.mark.req("ISO-06")
def test_the_application_can_empty_no_table_and_nothing_steps_round_row_security(past_the_guard: None) -> None:
    assert _ask("SELECT relname FROM pg_class WHERE relkind = 'r' AND has_table_privilege(oid, 'TRUNCATE')") == []
    assert _ask("SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace") == []
    views = "SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace"
    assert _ask(views) == []
    with pytest.raises(DBAPIError, match="permission denied"):
        _ask("TRUNCATE case_file CASCADE")
    current_session().rollback()


@postgresql
@pytest.mark.req("ISO-06", "ISO-13")
@pytest.mark.parametrize("statement", ["SELECT * FROM case_file", "SELECT * FROM issue_row", "SELECT * FROM read_log"])
def test_past_the_guard_row_security_still_shows_ones_own_rows_only(statement: str, past_the_guard: None) -> None:
    found = repr(_ask(statement))
    assert MINE in found
    assert THEIRS not in found


@postgresql
@pytest.mark.req("ISO-06", "ISO-13")
def test_past_the_guard_nothing_of_another_council_can_be_written(past_the_guard: None, bare: Flask) -> None:
    assert _ask("UPDATE case_file SET service = 'x' RETURNING authority_id") == [(MINE,)]
    with pytest.raises(DBAPIError, match="row-level security"):
        _ask("UPDATE case_file SET authority_id = :theirs", theirs=THEIRS)
    current_session().rollback()
    current_session().add(read_log(authority_id=THEIRS))
    with pytest.raises(DBAPIError, match="row-level security"):
        current_session().flush()
    current_session().rollback()


@postgresql
@pytest.mark.req("ISO-07")
@pytest.mark.parametrize("setting", [None, "", " ", "nobody", "riverton' OR 'a'='a"])
def test_without_a_setting_there_are_no_rows_and_no_error(setting: str | None, bare: Flask, planted: Any) -> None:
    with bare.app_context(), across_councils("a test of the walls behind"):
        if setting is not None:
            _ask("SELECT set_config('upheld.authority', :value, true)", value=setting)
        assert _ask("SELECT count(*) FROM case_file") == [(0,)]


@postgresql
@pytest.mark.req("ISO-13")
def test_with_row_security_off_the_guard_still_holds(fresh_owner: Any, bare: Flask, planted: dict[str, str]) -> None:
    for table in SCOPED:
        fresh_owner(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    try:
        with bare.app_context(), authority_scope(MINE):
            assert current_session().scalars(select(CaseFile.reference)).all() == [f"canary-{MINE}"]
            assert current_session().get(CaseFile, (THEIRS, planted[THEIRS])) is None
            assert current_session().scalar(select(func.count()).select_from(IssueRow)) == 1
            with across_councils("the control: nothing holds with both off"):
                assert _ask("SELECT count(*) FROM case_file") == [(2,)]
        said = r"no row-level security on action_row, .* and \d+ more: restore"
        with pytest.raises(NotReady, match=said), bare.app_context():
            check_database(db.engine)
    finally:
        for table in SCOPED:
            fresh_owner(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")


@postgresql
@pytest.mark.req("ISO-13")
def test_without_the_composite_key_a_strangers_case_stays_out_of_sight(
    fresh_owner: Any, bare: Flask, planted: dict[str, str]
) -> None:
    fresh_owner("ALTER TABLE issue_row DROP CONSTRAINT fk_issue_row_authority_id_case_id_case_file")
    with bare.app_context(), authority_scope(MINE):
        current_session().add(issue_row(planted[THEIRS], no=9))
        current_session().commit()
        joined = select(CaseFile.reference).join(IssueRow, IssueRow.case_id == CaseFile.id).where(IssueRow.no == 9)
        assert current_session().scalars(joined).all() == []


@pytest.fixture
def fresh_owner(database: DatabaseUrls) -> Iterator[Any]:
    """Runs a statement as the role that owns the tables."""
    from sqlalchemy import create_engine

    engine = create_engine(database.owner)

    def run(statement: str) -> None:
        with engine.begin() as connection:
            connection.execute(text(statement))

    yield run
    engine.dispose()


@pytest.mark.req("ISO-13")
@pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="module")
def test_on_sqlite_the_guard_is_the_only_wall_for_reads(past_the_guard: None) -> None:
    """SQLite has no roles and no row security: with the guard lifted both councils show. Keys still hold writes."""
    assert _ask("SELECT count(*) FROM case_file") == [(2,)]


@pytest.mark.req("AUD-03")
@pytest.mark.parametrize("table", GROWING)
@pytest.mark.parametrize("change", ["update", "delete", "replace"])
def test_what_only_grows_cannot_be_changed(table: str, change: str, bare: Flask) -> None:
    with bare.app_context(), authority_scope(MINE):
        current_session().add(_row_of(table))
        current_session().commit()
        with by_hand("a test of append-only tables"), pytest.raises(DBAPIError, match=r"permission denied|only grows"):
            _ask(_changes(table, db.engine.dialect.name)[change])
        current_session().rollback()


def _changes(table: str, dialect: str) -> dict[str, str]:
    again = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
    upsert = f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT (authority_id, {_key(table)}) DO UPDATE SET "
    return {
        "update": f"UPDATE {table} SET authority_id = authority_id",
        "delete": f"DELETE FROM {table}",
        "replace": again if dialect == "sqlite" else f"{upsert} authority_id = excluded.authority_id",
    }


def _key(table: str) -> str:
    return ", ".join(column.name for column in list(Scoped.metadata.tables[table].primary_key)[1:])


def _row_of(table: str) -> Any:
    """A row of any table: what its columns' types call for."""
    from tests.support.store import any_row

    (model,) = [mapper.class_ for mapper in Scoped.registry.mappers if mapper.local_table.name == table]
    return any_row(model)


def test_growing_tables_are_the_record(bare: Flask) -> None:
    assert GROWING == ["adopted_text", "adoption", "daily_head", "event", "read_log"]


class TestStartUp:
    """What the application refuses to serve from."""

    def test_a_migrated_database_as_the_applications_role_is_served(self, bare: Flask) -> None:
        with bare.app_context():
            check_database(db.engine)

    @postgresql
    @pytest.mark.req("ISO-06")
    def test_the_owner_is_refused(self, database: DatabaseUrls) -> None:
        as_owner = DatabaseUrls(database.owner, database.owner, database.kind)
        with bare_app(as_owner) as app, app.app_context(), pytest.raises(NotReady, match="owns tables"):
            check_database(db.engine)

    @postgresql
    @pytest.mark.req("ISO-06")
    def test_a_superuser_is_refused(self, database: DatabaseUrls) -> None:
        from sqlalchemy import make_url

        from tests.support import postgres

        server = postgres.server()
        assert server is not None
        admin = make_url(server.address).set(database=make_url(database.app).database)
        address = admin.render_as_string(hide_password=False)
        as_admin = DatabaseUrls(address, address, "postgresql")
        with bare_app(as_admin) as app, app.app_context(), pytest.raises(NotReady, match="steps round"):
            check_database(db.engine)


@pytest.mark.req("ISO-07")
def test_one_connection_serves_two_councils_in_turn_and_carries_nothing_over(
    database: DatabaseUrls, planted: dict[str, str]
) -> None:
    """Pool size 1; between the turns: commits, rollbacks, errors, savepoints, a request that dies."""
    with bare_app(database, pool_size=1, max_overflow=0) as app:
        for disturb in (_nothing, _commit, _error, _savepoint, _savepoint_kept, _die):
            for code in (MINE, THEIRS):
                with app.app_context():
                    with pytest.raises(KeyError), authority_scope(code):
                        disturb()
                        assert current_session().scalars(select(CaseFile.reference)).all() == [f"canary-{code}"]
                        assert _setting() in (code, None)
                        raise KeyError
                    assert _setting() in ("", None)
                with app.app_context():
                    assert _setting() in ("", None)


def _setting() -> str | None:
    if db.engine.dialect.name != "postgresql":
        return None
    asked = "SELECT coalesce(current_setting('upheld.authority', true), '') FROM (SELECT count(*) FROM case_file) AS x"
    with across_councils("a test looks at the setting"):
        return str(_ask(asked)[0][0])


def _nothing() -> None:
    pass


def _commit() -> None:
    current_session().add(read_log())
    current_session().commit()


def _error() -> None:
    current_session().add(read_log(id=None))
    with pytest.raises(Exception, match=r"(?i)null|identity"):
        current_session().flush()
    current_session().rollback()


def _savepoint() -> None:
    session = current_session()
    assert session.scalar(select(func.count()).select_from(ReadLog)) is not None
    with pytest.raises(KeyError), session.begin_nested():
        session.add(read_log())
        session.flush()
        raise KeyError


def _savepoint_kept() -> None:
    with current_session().begin_nested():
        current_session().add(read_log())


def _die() -> None:
    """The connection is lost in the middle."""
    current_session().connection().invalidate()
    current_session().rollback()


@postgresql
@pytest.mark.req("ISO-07")
def test_a_scope_begun_inside_a_savepoint_outlives_its_rollback_and_ends_with_the_scope(
    bare: Flask, planted: dict[str, str]
) -> None:
    with bare.app_context():
        outer = current_session().begin_nested()
        with authority_scope(MINE):
            inner = current_session().begin_nested()
            inner.rollback()
            assert _setting() == MINE
        outer.rollback()
        assert _setting() == ""
