"""For plugins with pages of their own: Flask's names that they may use, and how a view declares its access.

Kept out of `core.api` itself so that rules, texts and commands need no web framework.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from flask import Blueprint, abort, redirect, render_template, request, url_for

View = TypeVar("View", bound=Callable[..., Any])
MARK = "upheld_access"


class Who(StrEnum):
    """The kinds of caller a route is for."""

    ANYBODY = "anybody"
    PERSON = "person"
    STAFF = "staff"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Access:
    """What a route asks of its caller. `permission` only for staff; empty means signed in is enough.

    `plugin` is the key of the plugin that brought the route, filled in at registration.
    """

    who: Who
    permission: str = ""
    plugin: str = ""


def declare(view: View, access: Access) -> View:
    """Write the declaration on the view, where the core's guard reads it before each request."""
    setattr(view, MARK, access)
    return view


def public(view: View) -> View:
    """Anybody may, signed in or not."""
    return declare(view, Access(Who.ANYBODY))


def needs(permission: str) -> Callable[[View], View]:
    """Staff of the present council whose roles now allow `permission`; others get a 403."""
    return lambda view: declare(view, Access(Who.STAFF, permission))


__all__ = [
    "MARK",
    "Access",
    "Blueprint",
    "View",
    "Who",
    "abort",
    "declare",
    "needs",
    "public",
    "redirect",
    "render_template",
    "request",
    "url_for",
]
