"""Events as text and back: JSON without blanks, fields in their declared order and left out at their default.

The type's name and the schema's number stand beside the text, never in it. Old text is never rewritten: an upcaster, a
pure function from one schema's fields to the next's, is run on reading. Each class of event is planned once, so that
writing and reading cost no reflection. Instants are UTC; a `Sealed` is [row, seal]; a `Due` is a list of its fields.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any

from core.domain.case import Due, DueState, Sealed
from core.domain.events import Event

Fields = dict[str, Any]
Upcaster = Callable[[Fields], Fields]

EVENTS: Mapping[str, type] = {kind.__name__: kind for kind in typing.get_args(Event)}
"""The closed list, by name."""

SCHEMAS: Mapping[str, int] = {}
"""The present schema number of a type; 1 where it is not named."""

UPCASTERS: Mapping[tuple[str, int], Upcaster] = {}
"""(type, schema) → what makes the fields of the next schema of them."""

_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


class UnreadableEvent(ValueError):
    """A stored body that no reader of this version understands."""


def to_body(event: Event) -> tuple[str, int, str]:
    """(type, schema number, canonical text) of `event`."""
    kind: Any = type(event)
    body: Fields = {}
    for name, default, write in _planned(kind).writers:
        held = getattr(event, name)
        if default is MISSING or held != default:
            body[name] = held if write is None else write(held)
    return kind.__name__, SCHEMAS.get(kind.__name__, 1), _text(body)


def from_body(
    type_: str,
    schema: int,
    text: str,
    *,
    schemas: Mapping[str, int] = SCHEMAS,
    upcasters: Mapping[tuple[str, int], Upcaster] = UPCASTERS,
) -> Event:
    """The event that was written as `text` under that schema number. Raises UnreadableEvent."""
    kind = EVENTS.get(type_)
    if kind is None:
        raise UnreadableEvent(f"no event is called {type_}")
    present = schemas.get(type_, 1)
    try:
        body = json.loads(text)
        while schema < present:
            body, schema = upcasters[type_, schema](body), schema + 1
        if schema != present:
            raise UnreadableEvent(f"{type_} schema {schema} is newer than this version, which knows {present}")
        readers = _planned(kind).readers
        for name, held in body.items():
            read = readers[name]
            if read is not None:
                body[name] = read(held)
        made: Event = kind(**body)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnreadableEvent(f"{type_} schema {schema}: {error}") from error
    return made


Write = Callable[[Any], Any] | None
Read = Callable[[Any], Any] | None


class _Plan(typing.NamedTuple):
    writers: tuple[tuple[str, Any, Write], ...]
    readers: dict[str, Read]


@lru_cache(maxsize=64)
def _planned(kind: Any) -> _Plan:
    hints = typing.get_type_hints(kind)
    codecs = {field.name: _codec(hints[field.name]) for field in fields(kind)}
    writers = tuple((field.name, field.default, codecs[field.name][0]) for field in fields(kind))
    return _Plan(writers, {name: read for name, (_, read) in codecs.items()})


def _codec(hint: Any) -> tuple[Write, Read]:
    """How a value of that type is written and read; None where JSON has it as it is."""
    if hint in (str, int, bool):
        return None, None
    if hint is date:
        return date.isoformat, date.fromisoformat
    if hint is datetime:
        return _write_instant, datetime.fromisoformat
    if hint is Sealed:
        return _write_sealed, _read_sealed
    if hint is Due:
        return _write_due, _read_due
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _write_enum, hint
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return _optional(hint)
    if typing.get_origin(hint) is tuple:
        return _tuple(typing.get_args(hint))
    raise TypeError(f"{hint} has no form on the wire")


def _optional(hint: Any) -> tuple[Write, Read]:
    (inner,) = [kind for kind in typing.get_args(hint) if kind is not types.NoneType]
    write, read = _codec(inner)
    if write is None or read is None:
        return None, None
    return (lambda held: None if held is None else write(held)), (lambda held: None if held is None else read(held))


def _tuple(args: tuple[Any, ...]) -> tuple[Write, Read]:
    if len(args) == 2 and args[1] is Ellipsis:
        write, read = _codec(args[0])
        writes = None if write is None else (lambda held: [write(item) for item in held])
        return writes, (tuple if read is None else (lambda held: tuple([read(item) for item in held])))
    codecs = [_codec(arg) for arg in args]
    if all(write is None for write, _ in codecs):
        return None, tuple
    return (
        lambda held: [i if w is None else w(i) for i, (w, _) in zip(held, codecs, strict=True)],
        lambda held: tuple([i if r is None else r(i) for i, (_, r) in zip(held, codecs, strict=True)]),
    )


def _write_instant(held: datetime) -> str:
    return held.astimezone(UTC).isoformat()


def _write_enum(held: Enum) -> Any:
    return held.value


def _write_sealed(held: Sealed) -> list[str]:
    return [held.row, held.seal]


def _read_sealed(held: list[str]) -> Sealed:
    return Sealed(*held)


def _write_due(held: Due) -> list[Any]:
    on, met = held.on and held.on.isoformat(), held.met and held.met.isoformat()
    return [held.clock, on, held.firm, held.kind, held.state.value, met]


def _read_due(held: list[Any]) -> Due:
    clock, on, firm, kind, state, met = held
    return Due(
        clock, on and date.fromisoformat(on), firm, kind, DueState(state), met and date.fromisoformat(met)
    )
