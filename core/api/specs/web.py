"""Hooks about pages: the council's look, menus, boxes on a case."""

# Declarations have no body, since pluggy never calls them.
# mypy: disable-error-code=empty-body

from __future__ import annotations

from collections.abc import Iterable

from core.api.authority import AuthorityProfile
from core.api.branding import Branding
from core.api.markers import hookspec
from core.api.pages import NavItem, Panel
from core.api.tables import PluginStore
from core.domain.actor import Actor
from core.domain.case import Case


@hookspec(firstresult=True)
def upheld_branding(authority: AuthorityProfile) -> Branding | None:
    """Return the council's colours and wordmark, or None to leave it to the next.

    Asked once when the council's runtime is built; too little contrast is refused there. Since 1.
    """


@hookspec
def upheld_nav_items(authority: AuthorityProfile, actor: Actor, place: str) -> Iterable[NavItem]:
    """Return links for the menu at `place` ("public" or "staff").

    Asked for every page. The core leaves out those the actor may not open. Since 1.
    """


@hookspec
def upheld_case_panels(
    authority: AuthorityProfile, case: Case, actor: Actor, store: PluginStore
) -> Iterable[Panel]:
    """Return boxes for the staff page of a case: title, template of the plugin's own folder, context.

    Asked when the page is shown to somebody who may see the case. Since 1.
    """
