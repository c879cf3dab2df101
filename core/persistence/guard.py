"""What the scope guard watches: statements, flushes, objects coming in, and the bare connection."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any
from weakref import ReferenceType, ref

from sqlalchemy import BindParameter, ColumnClause, Connection, Engine, Select, Table, TextClause, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import (
    Mapper,
    ORMExecuteState,
    QueryContext,
    SessionTransaction,
    UOWTransaction,
    with_loader_criteria,
)
from sqlalchemy.orm import Session as PlainSession
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.base import ExecutableOption
from sqlalchemy.sql.dml import Insert, Update
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.selectable import AliasedReturnsRows, FromClause

from core.persistence.db import Base, Session
from core.persistence.models.columns import Scoped
from core.persistence.scope import ScopeError, tell_database

_SESSION = "upheld_session"


def is_scoped(table: Table) -> bool:
    """Whether a table holds rows of councils."""
    return str(table.info.get("kind", "shared")) != "shared"


# --- Statements of the session ---


@event.listens_for(Session, "do_orm_execute")
def _keep_to_scope(state: ORMExecuteState) -> Any:
    session = _ours(state.session)
    if session.across or session.by_hand:
        return None
    if _touches_scoped(state.statement):
        if session.authority is None:
            raise ScopeError("no council in scope")
        if _writes_named_rows(state):
            _check_rows(state, session.authority)
        else:
            if isinstance(state.statement, Update):
                _check_rows(state, session.authority)
            state.statement = state.statement.options(_only(session.authority))
    return _vouched(session, state)


def _vouched(session: Session, state: ORMExecuteState) -> Any:
    """Run the statement, telling the bare connection's guard that it has been looked at."""
    session.vouched += 1
    try:
        return state.invoke_statement()
    finally:
        session.vouched -= 1


def _ours(session: PlainSession) -> Session:
    if not isinstance(session, Session):
        raise ScopeError("this session knows no council")
    return session


@lru_cache(maxsize=256)
def _only(code: str) -> ExecutableOption:
    return with_loader_criteria(Scoped, lambda cls: cls.authority_id == code, include_aliases=True)


def _touches_scoped(statement: Any) -> bool:
    """Whether a statement reads or writes a council's table; refuses what cannot be filtered."""
    return _touches(statement, frozenset())


def _touches(element: ClauseElement, mapped: frozenset[Any]) -> bool:
    """The same for a part of a statement. `mapped` are what the select around it reads mapped columns of: these stand
    in its FROM as plain tables or aliases, and the filter reaches them all the same."""
    if isinstance(element, TextClause) or (isinstance(element, ColumnClause) and _hides_sql(element)):
        raise ScopeError("SQL by hand belongs in core.persistence, inside `by_hand`")
    table = element if isinstance(element, Table) else getattr(element, "table", None)
    touches = isinstance(table, Table) and is_scoped(table)
    if isinstance(table, Table) and touches and not (_mapped(element) or _mapped(table) or table in mapped):
        raise ScopeError(f"use the mapped class, not the table {table.name}")
    inside = mapped
    if isinstance(element, Select):
        inside = frozenset(_read_from(element))
    elif isinstance(element, AliasedReturnsRows):
        inside = frozenset({element.element}) if _mapped(element) or element in mapped else frozenset()
    for child in element.get_children():
        if isinstance(child, ClauseElement) and _touches(child, inside):
            touches = True
    return touches


def _read_from(select: Select[Any]) -> Iterator[Any]:
    """What mapped columns among the columns of a select are read from; a select inside it answers for itself."""
    waiting: list[ClauseElement] = [column for column in select._raw_columns if isinstance(column, ClauseElement)]
    while waiting:
        element = waiting.pop()
        table = getattr(element, "table", None)
        if _mapped(element) and table is not None:
            yield table
        elif isinstance(element, FunctionElement) or not isinstance(element, Select | FromClause):
            waiting += [child for child in element.get_children() if isinstance(child, ClauseElement)]


def _mapped(element: ClauseElement) -> bool:
    return "parententity" in element._annotations or "parentmapper" in element._annotations


def _hides_sql(column: ColumnClause[Any]) -> bool:
    return bool(column.is_literal) and not re.fullmatch(r"[\w.*']+", column.name)


def _writes_named_rows(state: ORMExecuteState) -> bool:
    return state.is_insert or (state.is_update and isinstance(state.parameters, list))


def _check_rows(state: ORMExecuteState, code: str) -> None:
    """A bulk insert or update may only name the council in scope, whichever way it is given its values."""
    statement: Any = state.statement
    if isinstance(statement, Insert) and statement.select is not None:
        raise ScopeError("rows are copied by `by_hand` statements only")
    rows: Any = state.parameters if isinstance(state.parameters, list) else [state.parameters or {}]
    fixed = set(_fixed_authorities(statement))
    for row in rows:
        named = fixed | ({row["authority_id"]} if "authority_id" in row else set())
        if named - {code} or (not named and _writes_named_rows(state)):
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
    ours.flushing = True


def _stamp_row(session: Session, row: Scoped) -> None:
    if session.authority is None:
        raise ScopeError("no council in scope")
    if row.authority_id is None:
        row.authority_id = session.authority
    elif row.authority_id != session.authority:
        raise ScopeError("the row belongs to another council")


@event.listens_for(Session, "after_flush")
def _flushed(session: PlainSession, context: UOWTransaction) -> None:
    _ours(session).flushing = False


@event.listens_for(Session, "before_attach")
def _refuse_stranger(session: PlainSession, instance: object) -> None:
    """An object from elsewhere (detached, merged, another session's) must not come in under a wrong council."""
    _refuse_foreign(_ours(session), instance)


@event.listens_for(Scoped, "load", propagate=True)
def _loaded(instance: Scoped, context: QueryContext) -> None:
    _refuse_foreign(_ours(context.session), instance)


@event.listens_for(Scoped, "refresh", propagate=True)
def _refreshed(instance: Scoped, context: QueryContext, names: Any) -> None:
    _refuse_foreign(_ours(context.session), instance)


def _refuse_foreign(session: Session, instance: object) -> None:
    if not isinstance(instance, Scoped) or session.across:
        return
    belongs = instance.__dict__.get("authority_id")
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
    ours.flushing = False
    if previous.nested and session.in_transaction():
        tell_database(ours, session.connection())


def guard_engine(engine: Engine) -> None:
    """Refuse statements on a council's table that did not come through the guarded session."""
    event.listen(engine, "before_cursor_execute", _refuse_bare)
    event.listen(engine, "checkin", _forget_session)


def _refuse_bare(connection: Connection, cursor: Any, statement: str, *rest: Any) -> None:
    if not _names_scoped(statement):
        return
    found: ReferenceType[Session] | None = connection.info.get(_SESSION)
    session = found() if found else None
    if session is None or not (session.vouched or session.flushing or session.across or session.by_hand):
        raise ScopeError("a council's table is reached through the session only")


def _forget_session(connection: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    entry.info.pop(_SESSION, None)


@lru_cache(maxsize=4096)
def _names_scoped(statement: str) -> bool:
    return _scoped_names().search(statement) is not None


@cache
def _scoped_names() -> re.Pattern[str]:
    names = sorted(table.name for table in Base.metadata.tables.values() if is_scoped(table))
    return re.compile(rf"\b({'|'.join(map(re.escape, names))})\b", re.IGNORECASE)


@event.listens_for(Mapper, "after_configured")
def _tables_may_be_new() -> None:
    """A plugin's tables come after the core's."""
    _scoped_names.cache_clear()
    _names_scoped.cache_clear()
