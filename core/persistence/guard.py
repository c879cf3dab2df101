"""What the scope guard watches: statements, flushes, objects coming in, and the bare connection."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any
from weakref import ReferenceType, ref

from sqlalchemy import BindParameter, Connection, Engine, String, Table, TextClause, bindparam, event, inspect
from sqlalchemy.engine.interfaces import DBAPIConnection, ExecutionContext
from sqlalchemy.orm import (
    ORMExecuteState,
    QueryContext,
    SessionTransaction,
    UOWTransaction,
    object_session,
    with_loader_criteria,
)
from sqlalchemy.orm import Session as PlainSession
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.base import ExecutableOption
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import Insert

from core.persistence.db import Base, Session
from core.persistence.held import held_tables
from core.persistence.models.columns import Scoped
from core.persistence.scope import ScopeError, tell_database

_SESSION, _MARK = "upheld_session", "upheld_guard"
_FILTERED, _KEYED = "filtered", "keyed"
_BIND = "council_in_scope"
NAMED = "authority"
"""The parameter by which a query that goes past the session's own filter names the council in scope."""
_CONDITION = re.compile(r"\b(?P<of>\w+)\.authority_id = (?P<value>\?|%\(\w+\)s)")
_NAMED = re.compile(r"%\((?P<name>\w+)\)s")
_QUESTION = re.compile(r"\?|__\[POSTCOMPILE_\w+")


def is_scoped(table: Table) -> bool:
    """Whether a table holds rows of councils."""
    return str(table.info.get("kind", "shared")) != "shared"


# --- Statements of the session ---


@event.listens_for(Session, "do_orm_execute")
def _keep_to_scope(state: ORMExecuteState) -> None:
    """Filter what can be filtered and check what writes named rows; `_judge` sees whether that was enough."""
    session = _ours(state.session)
    if session.across or session.by_hand:
        return
    if isinstance(state.statement, TextClause):
        raise ScopeError("SQL by hand belongs in core.persistence, inside `by_hand`")
    if session.authority is None or not state.is_orm_statement:
        return
    if state.is_insert or (state.is_update and isinstance(state.parameters, list)):
        _check_rows(state, session.authority)
        state.update_execution_options(**{_MARK: _KEYED})
    elif state.is_column_load:
        state.update_execution_options(**{_MARK: _KEYED})
    else:
        if state.is_update:
            _check_rows(state, session.authority)
        state.statement = state.statement.options(_only(session.authority))
        state.update_execution_options(**{_MARK: _FILTERED})


def _ours(session: PlainSession) -> Session:
    if not isinstance(session, Session):
        raise ScopeError("this session knows no council")
    return session


@lru_cache(maxsize=256)
def _only(code: str) -> ExecutableOption:
    """The filter. Its parameter's name is how `_judge` tells it from what a query asks for itself."""
    council = bindparam(_BIND, code, String(40))
    return with_loader_criteria(Scoped, lambda cls: cls.authority_id == council, include_aliases=True)


def _check_rows(state: ORMExecuteState, code: str) -> None:
    """A bulk insert or update may only name the council in scope, whichever way it is given its values."""
    statement: Any = state.statement
    mapper = state.bind_mapper
    if mapper is None or not issubclass(mapper.class_, Scoped):
        return
    if isinstance(statement, Insert) and statement.select is not None:
        raise ScopeError("rows are copied by `by_hand` statements only")
    by_key = isinstance(state.parameters, list)
    rows: Any = state.parameters if by_key else [state.parameters or {}]
    fixed = set(_fixed_authorities(statement))
    for row in rows:
        named = fixed | ({row["authority_id"]} if "authority_id" in row else set())
        if named - {code} or (not named and (by_key or state.is_insert)):
            raise ScopeError("a bulk statement names another council, or none")


def _fixed_authorities(statement: Any) -> Iterator[Any]:
    """What a statement's own VALUES or SET give for the council; an expression there is as foreign as a stranger."""
    written = [statement._values or {}, dict(getattr(statement, "_ordered_values", None) or ())]
    written += [row for block in getattr(statement, "_multi_values", ()) for row in block]
    for row in written:
        for column, value in row.items():
            if getattr(column, "key", column) == "authority_id":
                yield value.value if isinstance(value, BindParameter) else value


# --- Objects of the session ---


@event.listens_for(Session, "before_flush")
def _stamp(session: PlainSession, context: UOWTransaction, instances: Any) -> None:
    ours = _ours(session)
    if not ours.across:
        for row in (*session.new, *session.dirty, *session.deleted):
            if isinstance(row, Scoped):
                _stamp_row(ours, row)


def _stamp_row(session: Session, row: Scoped) -> None:
    if session.authority is None:
        raise ScopeError("no council in scope")
    if row.authority_id is None:
        row.authority_id = session.authority
    elif row.authority_id != session.authority:
        raise ScopeError("the row belongs to another council")


@event.listens_for(Session, "before_attach")
def _refuse_stranger(session: PlainSession, instance: object) -> None:
    """An object from elsewhere (detached, merged, another session's) must not come in under a wrong council."""
    _refuse_foreign(_ours(session), instance)


@event.listens_for(Scoped, "load", propagate=True)
def _loaded(instance: Scoped, context: QueryContext | None) -> None:
    _refuse_loaded(instance, context)


@event.listens_for(Scoped, "refresh", propagate=True)
def _refreshed(instance: Scoped, context: QueryContext | None, names: Any) -> None:
    _refuse_loaded(instance, context)


def _refuse_loaded(instance: Scoped, context: QueryContext | None) -> None:
    """A merge loads without a context."""
    session = context.session if context else object_session(instance)
    if session is not None:
        _refuse_foreign(_ours(session), instance)


def _refuse_foreign(session: Session, instance: object) -> None:
    if not isinstance(instance, Scoped) or session.across:
        return
    known = inspect(instance).identity  # an expired object has nothing but its key
    belongs = instance.__dict__.get("authority_id") or (known[0] if known else None)
    if belongs is not None and belongs != session.authority:
        raise ScopeError("the row belongs to another council")


# --- Transactions and bare connections ---


@event.listens_for(Session, "after_begin")
def _begin(session: PlainSession, transaction: SessionTransaction, connection: Connection) -> None:
    ours = _ours(session)
    connection.info[_SESSION] = ref(ours)
    if ours.authority is not None and not transaction.nested:
        tell_database(ours, connection)


@event.listens_for(Session, "after_soft_rollback")
def _rolled_back(session: PlainSession, previous: SessionTransaction) -> None:
    """Rolling back to a savepoint takes a setting made after it back as well."""
    ours = _ours(session)
    ours.tell_again = previous.nested


def guard_engine(engine: Engine) -> None:
    """Look at every statement just before it leaves, whichever way it came."""
    event.listen(engine, "before_cursor_execute", _judge)
    event.listen(engine, "checkin", _forget_session)


def _judge(
    connection: Connection, cursor: Any, statement: str, parameters: Any, context: ExecutionContext | None, many: bool
) -> None:
    """Refuse a statement that names a council's table and is not held to the council in scope.

    A statement is judged by what the database will read, since what SQLAlchemy filters depends on how a query is
    spelt: a table that only a window, a filter or a where clause mentions gets no criteria.
    """
    if not _mentions(statement):
        return
    found: ReferenceType[Session] | None = connection.info.get(_SESSION)
    session = found() if found else None
    if session is None:
        raise ScopeError("a council's table is reached through the session only")
    if session.tell_again:
        session.tell_again = False
        tell_database(session, connection)
    if session.across or session.by_hand or session.flushing:
        return
    if session.authority is None:
        raise ScopeError("no council in scope")
    compiled = context.compiled if context else None
    mark = context.execution_options.get(_MARK) if context else None
    if not isinstance(compiled, SQLCompiler) or (mark is None and not session.naming):
        raise ScopeError("use mapped classes through the session")
    told, places = compiled.string, tuple(compiled.positiontup or ())
    if session.naming:
        if not _is_held(_Query(told, places, compiled.statement)):
            raise ScopeError("a query that is sent directly holds each table to the council, by `IN_SCOPE`")
        return
    free = told.split("(", 1)[0] if mark == _KEYED and compiled.isinsert else ""
    if mark == _KEYED and not compiled.isinsert:
        return
    if not _is_filtered(told.removeprefix(free), places):
        raise ScopeError("the filter by council cannot reach a table of this statement: select from its mapped class")


@lru_cache(maxsize=2048)
def _is_filtered(statement: str, places: tuple[str, ...]) -> bool:
    """Whether each mention of a council's table, by its name or alias there, has the filter's condition."""
    names = _parameter_names(statement, places)
    mentions = Counter(found["alias"] or found["name"] for found in _mention().finditer(statement))
    conditions = Counter(
        found["of"] for found in _CONDITION.finditer(statement) if names.get(found.start("value"), "").startswith(_BIND)
    )
    return all(conditions[name] >= count for name, count in mentions.items())


@dataclass(frozen=True, slots=True)
class _Query:
    """A query as it is sent, by which it is known again, and as it was built."""

    told: str
    places: tuple[str, ...]
    built: Any = field(compare=False)


@lru_cache(maxsize=2048)
def _is_held(query: _Query) -> bool:
    """Whether each mention of a council's table is one that the query itself holds to the council that it names.

    The filter of the session is put in by SQLAlchemy where it belongs; this one by whoever writes the query, so where
    it stands matters too.
    """
    mentions = Counter(found["name"].lower() for found in _mention().finditer(query.told))
    held = held_tables(query.built, NAMED)
    return all(held[name] >= count for name, count in mentions.items())


def _parameter_names(statement: str, places: tuple[str, ...]) -> dict[int, str]:
    """The parameter at each position of the text; SQLite's have no names of their own there."""
    if not places:
        return {found.start(): found["name"] for found in _NAMED.finditer(statement)}
    found = [each.start() for each in _QUESTION.finditer(statement)]
    return dict(zip(found, places, strict=True)) if len(found) == len(places) else {}


def _forget_session(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    entry.info.pop(_SESSION, None)


@lru_cache(maxsize=4096)
def _mentions(statement: str) -> bool:
    return _mention().search(statement) is not None


@cache
def _mention() -> re.Pattern[str]:
    """A council's table where it is read or written, not where a column of it is named."""
    names = sorted(table.name for table in Base.metadata.tables.values() if is_scoped(table))
    return re.compile(
        rf"""(?<![.\w])(?<!\bAS\ )(?<!\bOF\ )["`\[]?(?:(?:public|main|temp)"?\."?)?
        \b(?P<name>{"|".join(map(re.escape, names))})\b
        (?!["`\]]?\.)["`\]]?(?:\ AS\ (?P<alias>\w+))?""",
        re.IGNORECASE | re.VERBOSE,
    )


def tables_changed() -> None:
    """A plugin's tables came after the core's: what was learnt of statements before may be wrong."""
    for kept in (_mention, _mentions, _is_filtered, _is_held):
        kept.cache_clear()
