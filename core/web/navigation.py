"""Menus: links to pages that exist and that the reader may open, the core's and the plugins' together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app, g, request, url_for
from flask_login import current_user

from core.host import ask
from core.web.access import may, may_open
from core.web.language import language


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the core that belongs in a menu: `place` is public, staff, footer or demo; `text` may be lazy."""

    place: str
    text: Any
    endpoint: str
    order: int = 100


@dataclass(frozen=True, slots=True)
class MenuLink:
    """A link of a menu. `current`: the page is in its part of the site; `here`: it is the page itself."""

    text: str
    url: str
    current: bool = False
    here: bool = False


@dataclass(frozen=True, slots=True)
class SearchBox:
    """Where the search box of the menu sends its words."""

    url: str


def public_navigation() -> list[MenuLink]:
    """The menu of residents."""
    return [*_own("public"), *_of_plugins("public")]


def staff_navigation() -> list[MenuLink]:
    """The menu of staff."""
    return [*_own("staff"), *_of_plugins("staff")]


def footer_navigation() -> list[MenuLink]:
    """Accessibility, privacy and the like."""
    return _own("footer")


def demo_navigation() -> list[MenuLink]:
    """What only a demonstration shows: the mail that left, who can sign in."""
    return _own("demo")


def staff_search() -> SearchBox | None:
    """The search box, where there is a search and the reader may use it."""
    return SearchBox(url_for("search.find")) if may_open("search.find") else None


def _own(place: str) -> list[MenuLink]:
    entries: tuple[Entry, ...] = current_app.extensions["upheld_navigation"]
    shown = [entry for entry in entries if entry.place == place and may_open(entry.endpoint)]
    parts = [entry.endpoint.split(".")[0] for entry in shown]
    return [
        # A page belongs to the menu's entry for its part of the site, unless that part has several entries.
        _link(str(entry.text), _address(entry.endpoint), part if parts.count(part) == 1 else "")
        for entry, part in zip(shown, parts, strict=True)
    ]


def _address(endpoint: str) -> str:
    """The address of a page of a menu: it takes nothing from the request, so each is built once."""
    known: dict[str, str] = current_app.extensions.setdefault("upheld_menu_addresses", {})
    if endpoint not in known:
        known[endpoint] = url_for(endpoint)
    return known[endpoint]


def _of_plugins(place: str) -> list[MenuLink]:
    if "runtime" not in g:
        return []
    actor = current_user.actor
    items = ask.nav_items(g.runtime, actor, place)
    shown = (item for item in sorted(items, key=lambda item: item.order) if not item.permission or may(item.permission))
    return [_link(item.title.in_language(language()), item.url) for item in shown]


def _link(text: str, url: str, part: str = "") -> MenuLink:
    here = request.path == url
    same_part = bool(part) and (request.endpoint or "").split(".")[0] == part
    return MenuLink(text, url, here or same_part or (url != "/" and request.path.startswith(f"{url}/")), here)
