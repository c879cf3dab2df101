"""For plugins with pages of their own: Flask's names that they may use, and how a view declares its access.

Kept out of `core.api` itself so that rules, texts and commands need no web framework.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Blueprint, abort, redirect, render_template, request, url_for

View = TypeVar("View", bound=Callable[..., Any])
ATTRIBUTE = "upheld_access"


@dataclass(frozen=True, slots=True)
class Access:
    """Who may open a view: those with `permission`, or everybody when it is empty."""

    permission: str


def needs(permission: str) -> Callable[[View], View]:
    """The view is for those who have `permission` at the present council; others get a 403."""
    if not permission:
        raise ValueError("name a permission, or mark the view as public")

    def mark(view: View) -> View:
        setattr(view, ATTRIBUTE, Access(permission))
        return view

    return mark


def public(view: View) -> View:
    """The view is for everybody."""
    setattr(view, ATTRIBUTE, Access(""))
    return view


def access_of(view: Callable[..., Any]) -> Access | None:
    """What the view declared, or None: such a view is refused at start."""
    found = getattr(view, ATTRIBUTE, None)
    return found if isinstance(found, Access) else None


__all__ = [
    "ATTRIBUTE",
    "Access",
    "Blueprint",
    "abort",
    "access_of",
    "needs",
    "public",
    "redirect",
    "render_template",
    "request",
    "url_for",
]
