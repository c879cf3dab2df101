"""Canonical bytes of frozen values, and back: what is hashed, stored and read again without change.

JSON in UTF-8 with sorted keys and no blanks. Fields at their default are left out, so a field added later with a
default leaves every stored hash alone. Stored bytes are hashed; nothing is ever serialised again to compare.
"""

from __future__ import annotations

import hashlib
import json
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar

T = TypeVar("T")
KIND = "~"


def to_bytes(value: object) -> bytes:
    """The canonical bytes of a frozen dataclass."""
    return json.dumps(to_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def from_bytes(data: bytes, kind: type[T]) -> T:
    """The value of type `kind` that `data` was made from."""
    return typing.cast(T, from_plain(json.loads(data), kind))


def digest(data: bytes) -> str:
    """SHA-256 of `data`, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def to_plain(value: object) -> Any:
    """`value` as JSON knows it. Dataclasses inside a union carry their class name under `~`."""
    if is_dataclass(value) and not isinstance(value, type):
        plain = {KIND: type(value).__name__}
        for field in fields(value):
            held = getattr(value, field.name)
            if not _at_default(field, held):
                plain[field.name] = to_plain(held)
        return plain
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, (frozenset, set)):
        return sorted(to_plain(item) for item in value)
    if value is None or isinstance(value, (str, bool, int)):
        return value
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _at_default(field: Field[Any], held: object) -> bool:
    if field.default is not MISSING:
        return type(held) is type(field.default) and held == field.default
    if field.default_factory is not MISSING:
        return bool(held == field.default_factory())
    return False


def from_plain(plain: Any, kind: Any) -> Any:
    """`plain` read as `kind`, a type or a type hint."""
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return _from_union(plain, typing.get_args(kind))
    if origin is tuple:
        return _from_tuple(plain, typing.get_args(kind))
    if origin is frozenset:
        return frozenset(from_plain(item, typing.get_args(kind)[0]) for item in plain)
    if is_dataclass(kind):
        made: Any = kind
        hints = _hints(made)
        return made(**{name: from_plain(held, hints[name]) for name, held in plain.items() if name != KIND})
    if kind is datetime:
        return datetime.fromisoformat(plain)
    if kind is date:
        return date.fromisoformat(plain)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(plain)
    return plain


def _from_union(plain: Any, kinds: tuple[Any, ...]) -> Any:
    if plain is None:
        return None
    if isinstance(plain, Mapping):
        for kind in kinds:
            if getattr(kind, "__name__", "") == plain[KIND]:
                return from_plain(plain, kind)
        raise ValueError(f"no such kind here: {plain[KIND]}")
    named = [kind for kind in kinds if kind is not types.NoneType]
    return from_plain(plain, named[0])


def _from_tuple(plain: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(from_plain(item, args[0]) for item in plain)
    return tuple(from_plain(item, kind) for item, kind in zip(plain, args, strict=True))


@lru_cache(maxsize=512)
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)
