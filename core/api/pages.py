"""What plugins add to pages: links in menus and boxes on a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.domain.text import Text


@dataclass(frozen=True, slots=True)
class NavItem:
    """A link in a menu. The core leaves it out for those without `permission`; smaller `order` comes first."""

    title: Text
    url: str
    permission: str = ""
    order: int = 100


@dataclass(frozen=True, slots=True)
class Panel:
    """A box on a case page: a template of the plugin's own folder and what it may use."""

    title: Text
    template: str
    context: Mapping[str, object] = field(default_factory=dict)
    permission: str = "case.view"
    order: int = 100
