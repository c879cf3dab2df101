"""Whether every value in a text is of the kind its field says: a forgotten comma makes a string of a tuple of one."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from core.domain.walking.fault import Fault, fault


def type_faults(value: Any, where: str) -> Iterator[Fault]:
    """A fault for each field of `value`, and of what it holds, that is of another kind than declared."""
    hints = typing.get_type_hints(type(value))
    for field in fields(value):
        yield from _of(getattr(value, field.name), hints[field.name], f"{where}.{field.name}")


def _of(value: Any, hint: Any, where: str) -> Iterator[Fault]:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        fitting = next((arg for arg in args if isinstance(value, arg)), None)
        if fitting is None:
            yield fault("wrong_kind", where, kind=type(value).__name__)
        elif is_dataclass(value):
            yield from type_faults(value, where)
    elif origin is tuple:
        if not isinstance(value, tuple):
            yield fault("not_a_tuple", where, kind=type(value).__name__)
            return
        every = args[1:] == (Ellipsis,)
        if not every and len(args) != len(value):
            yield fault("wrong_length", where, length=len(value))
            return
        for place, item in enumerate(value):
            yield from _of(item, args[0] if every else args[place], f"{where}[{place}]")
    elif not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        yield fault("wrong_kind", where, kind=type(value).__name__)
    elif is_dataclass(value):
        yield from type_faults(value, where)
