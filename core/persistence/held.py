"""Which tables a query holds to the council in scope, told by how the query is built, not by how its text reads.

A condition holds where no row can come round it: in the WHERE of the very SELECT that reads the table, or in the ON
that joins it. It holds nothing beside an OR, under a NOT, among the columns, or in the ON of what is read anyway.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Alias, BinaryExpression, BindParameter, ColumnClause, Join, Lateral, Select, Table
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import BooleanClauseList, Grouping
from sqlalchemy.sql.selectable import AliasedReturnsRows

Found = dict[tuple[int, str], str]


def held_tables(statement: Any, parameter: str) -> Counter[str]:
    """How often each table, by name, is read under the condition that its council is what `parameter` says."""
    found: Found = {}
    _look(statement, parameter, frozenset(), found)
    return Counter(found.values())


def _look(element: Any, parameter: str, around: frozenset[str], found: Found) -> None:
    """`around` are the names that the SELECTs outside read, which one inside may speak of without reading them."""
    if isinstance(element, Select):
        sure = _sure(element.whereclause, parameter)
        read = [each for source in element.get_final_froms() for each in _read(source, sure, parameter)]
        names = frozenset(name for _, name, _ in read)
        own = names - around or names
        found |= {(id(element), name): table for table, name, held in read if held and table and name in own}
        around |= names
    elif isinstance(element, AliasedReturnsRows) and not isinstance(element, Lateral):
        around = frozenset()
    if not isinstance(element, Table):
        for child in element.get_children():
            _look(child, parameter, around, found)


def _read(source: Any, sure: frozenset[str], parameter: str) -> Iterator[tuple[str, str, bool]]:
    """(table, its name here, whether it is held) for each part of a FROM; the table is "" for what is none."""
    if isinstance(source, Join):
        on = sure | _sure(source.onclause, parameter)
        yield from _read(source.left, sure if source.isouter or source.full else on, parameter)
        yield from _read(source.right, sure if source.full else on, parameter)
        return
    table = source.element if isinstance(source, Alias) else source
    name = str(source.name) if hasattr(source, "name") else ""
    yield str(table.name) if isinstance(table, Table) else "", name, name in sure


def _sure(clause: Any, parameter: str) -> frozenset[str]:
    """The names whose council must be what the parameter says for `clause` to be true."""
    match clause:
        case Grouping():
            return _sure(clause.element, parameter)
        case BooleanClauseList() if clause.operator is operators.and_:
            return frozenset().union(*(_sure(part, parameter) for part in clause.clauses))
        case BinaryExpression(left=ColumnClause() as column, right=BindParameter(key=key)):
            if clause.operator is operators.eq and column.name == "authority_id" and key == parameter:
                return frozenset({str(getattr(column.table, "name", ""))} - {""})
    return frozenset()
