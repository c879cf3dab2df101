"""One wall at a time is taken down, and the requests that try hardest to get across are made again.

On PostgreSQL no single wall may matter: with any one off, nothing of the other council comes through. On SQLite, which
has no row-level security, the walls that stand alone are named at the end of the run.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from sqlalchemy import create_engine, event, text, true

from core.clock import clock_at
from core.persistence import guard, queries
from core.persistence.db import Base, Session, db
from core.services import sessions, unit_of_work
from tests.matrix.conftest import Report
from tests.support.matrix_actors import Actor
from tests.support.matrix_routes import own, swaps
from tests.support.matrix_run import Matrix
from tests.support.matrix_walk import Walk
from tests.support.matrix_world import NOW, THERE
from tests.support.web import Browser

WHO = ("shared officer at A", "follower of the case", "complaints_officer of B", "nobody")
LISTS = ("worklist.queue", "my_work.show", "demo_mail.index", "own_account.show", "own_account.councils", "follow.case")
"""What carries no identifier and still shows rows."""
Wall = Callable[[Matrix, pytest.MonkeyPatch], Any]


@contextmanager
def guard_off(matrix: Matrix, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """The session's own wall: no filter, no check of rows or statements. The database is still told the council."""
    with matrix.app.app_context():
        engine = db.engine
    heard: list[tuple[Any, str, Any, dict[str, bool]]] = [
        (Session, "do_orm_execute", guard._keep_to_scope, {}),
        (Session, "before_attach", guard._refuse_stranger, {}),
        (engine, "before_cursor_execute", guard._judge, {}),
    ]
    with ExitStack() as back:
        for target, name, listener, how in heard:
            event.remove(target, name, listener)
            back.callback(event.listen, target, name, listener, **how)
        patch.setattr(guard, "_refuse_foreign", lambda *_: None)
        yield


@contextmanager
def row_security_off(matrix: Matrix, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """The database's own wall; there is none on SQLite."""
    with _changed(
        matrix,
        [f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY" for name in _scoped()],
        [f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY" for name in _scoped()],
    ):
        yield


@contextmanager
def loaders_off(matrix: Matrix, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """The conditions of who may see which case: everybody sees all that the walls below let through."""
    for found in pkgutil.iter_modules(queries.__path__, f"{queries.__name__}."):
        module = importlib.import_module(found.name)
        if hasattr(module, "visible_to"):
            patch.setattr(module, "visible_to", lambda viewer: true())
    patch.setattr(unit_of_work, "may_see", lambda actor, case: True)
    yield


@contextmanager
def keys_off(matrix: Matrix, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """The composite keys that tie rows of one council together; SQLite cannot drop one, so it stops checking them."""
    with matrix.outside.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            yield from _unchecked(matrix)
            return
        found = connection.execute(
            text("SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
                 " WHERE contype = 'f' AND connamespace = 'public'::regnamespace")
        ).all()  # fmt: skip
    drop = [f'ALTER TABLE {table} DROP CONSTRAINT "{name}"' for table, name, _ in found]
    add = [f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {rule} NOT VALID' for table, name, rule in found]
    with _changed(matrix, drop, add):
        yield


@contextmanager
def session_check_off(matrix: Matrix, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """What binds a session's token to one council: its hash is the same everywhere."""
    kept = sessions.hashed
    patch.setattr(sessions, "hashed", lambda authority, token: kept("anywhere", token))
    yield


WALLS: dict[str, Wall] = {
    "nothing": lambda matrix, patch: ExitStack(),
    "the session's guard": guard_off,
    "row-level security": row_security_off,
    "the loaders' conditions": loaders_off,
    "composite keys": keys_off,
    "tokens bound to a council": session_check_off,
}
ALONE_ON_SQLITE = {"the session's guard"}
"""Where SQLite has one layer: another council's rows are kept out by the guard alone."""


@pytest.mark.req("ISO-13", "ISO-08")
@pytest.mark.parametrize("wall", WALLS)
def test_with_one_wall_down_the_others_hold(
    matrix: Matrix, wall: str, monkeypatch: pytest.MonkeyPatch, report: Report
) -> None:
    before = matrix.outside.digest(THERE, but=("staff_session",))
    with WALLS[wall](matrix, monkeypatch):
        walk = matrix.walk()
        try:
            _try_everything(matrix, walk, wall)
        finally:
            walk.close()
        leaks = [fault for fault in walk.faults if fault.startswith("LEAK")]
        after = matrix.outside.digest(THERE, but=("staff_session",))
        changed = [name for name in after if after[name] != before[name]]
    if matrix.outside.engine.dialect.name == "sqlite":
        alone = bool(leaks or changed)
        if alone:
            report(f"SQLite has one layer only: {wall} ({len(leaks)} of {walk.requests} requests would have leaked)")
        assert alone is (wall in ALONE_ON_SQLITE), "\n".join(leaks[:20])
        return
    assert not leaks and not changed, "\n".join([*leaks[:20], *changed])
    report(f"PostgreSQL without {wall}: {walk.requests} requests, no leak")


def _try_everything(matrix: Matrix, walk: Walk, wall: str) -> None:
    """Every address with the other council's things in it, looked at and sent; then what carries no identifier."""
    actors = [_anew(matrix, name) for name in WHO]
    for route, rule in matrix.rules():
        for actor in actors:
            if rule.ends or not (matrix.policy.admits(rule, actor) or actor.name == "complaints_officer of B"):
                continue
            for method in sorted(route.methods):
                data = walk.token(actor, rule.area) if method == "POST" else None
                for swap in swaps(matrix.site, route, actor):
                    if swap.foreign is not None:
                        walk.ask(actor, route, method, swap.foreign, data=data)
                if route.endpoint in LISTS:
                    walk.ask(actor, route, method, own(matrix.site, route, actor), data=data)


def _anew(matrix: Matrix, name: str) -> Actor:
    """The actor with a session begun under the walls as they stand; somebody of B brings B's cookie to A."""
    actor = matrix.actor(name)
    if name != "complaints_officer of B":
        actor.begin(matrix.site.things[actor.at])
        return actor
    home = Browser(matrix.app, THERE)
    assert actor.staff is not None
    with clock_at(NOW):
        home.sign_in(actor.staff)
    actor.browser.take_cookie("staff", home.cookie("staff"))
    return actor


def _scoped() -> list[str]:
    return sorted(name for name, table in Base.metadata.tables.items() if guard.is_scoped(table) and name[:4] != "plg_")


@contextmanager
def _changed(matrix: Matrix, there: list[str], back: list[str]) -> Iterator[None]:
    """Change the database as its owner, and change it back."""
    if matrix.outside.engine.dialect.name == "sqlite":
        yield
        return
    engine = create_engine(matrix.outside.engine.url)

    def run(statements: list[str]) -> None:
        with matrix.app.app_context():
            db.engine.dispose()
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))

    run(there)
    try:
        yield
    finally:
        run(back)
        engine.dispose()


def _unchecked(matrix: Matrix) -> Iterator[None]:
    with matrix.app.app_context():
        engine = db.engine

    def off(raw: Any, record: Any) -> None:
        raw.execute("PRAGMA foreign_keys=OFF").close()

    event.listen(engine, "connect", off)
    engine.dispose()
    try:
        yield
    finally:
        event.remove(engine, "connect", off)
        engine.dispose()
