"""Who a council is: what a tenant module declares, and what a plugin declares about itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from core.api.demo import DemoStory
from core.domain.calendar import LONDON, Nation
from core.domain.text import Text


class Lifecycle(StrEnum):
    """A shadow authority prepares and may load history; a dissolved one is read only."""

    SHADOW = "shadow"
    LIVE = "live"
    DISSOLVED = "dissolved"


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the council itself. `address` is lines without the council's name."""

    address: tuple[str, ...]
    phone: str
    email: str
    hours: Text
    web: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """A service that people complain about; `key` is what cases carry."""

    key: str
    title: Text
    directorate: Text


@dataclass(frozen=True, slots=True)
class InForce:
    """Suggested history: the offered text `version` of procedure `key` applies from the London minute `since`.

    `since` reads "2024-12-12T00:00". `assumed` says what the sources do not state about it.
    """

    key: str
    version: str
    since: str
    note: Text
    assumed: Text | None = None

    @property
    def moment(self) -> datetime:
        """`since` as an aware UTC instant. Raises ValueError when it is no London minute."""
        wall = datetime.fromisoformat(self.since)
        if wall.tzinfo is not None or wall.second or wall.microsecond:
            raise ValueError(f"{self.since!r} is not a London minute such as 2024-12-12T00:00")
        return wall.replace(tzinfo=LONDON).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class DemoStaff:
    """Somebody invented who can sign in to the demo. `councils` are codes; empty is the council that declares them."""

    name: str
    email: str
    roles: tuple[str, ...]
    services: tuple[str, ...] = ()
    councils: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorityProfile:
    """One council: what its tenant module offers as a start. The registry's rows are kept by the council itself.

    `code` is the key of everything (`authority_id`); `prefix` starts its references and is unique in the deployment.
    `plugins` are asked in this order, the partnership's module after them and the council's own last: last wins.
    `hosts` are its public host names; in a demo it is also reached at `label` under the base host. A council with
    `demo_staff` is loaded by the demo. `takes` are the kinds of feedback it takes where its own paper lists them; empty
    is every kind that is offered. `parent` is the name of the authority that an arm's-length body belongs to,
    `predecessors` the names of the dissolved councils whose place it took. `demo_share` is how many of a hundred cases
    that a demo begins with this council has, `demo_stories` are told beside them.
    """

    code: str
    name: str
    short_name: str
    prefix: str
    nation: Nation
    contact: Contact
    services: tuple[Service, ...]
    plugins: tuple[str, ...] = ()
    partnership: str = ""
    hosts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    lifecycle: Lifecycle = Lifecycle.LIVE
    history: tuple[InForce, ...] = ()
    demo_staff: tuple[DemoStaff, ...] = ()
    takes: tuple[str, ...] = ()
    parent: str = ""
    predecessors: tuple[str, ...] = ()
    demo_share: int = 100
    demo_stories: tuple[DemoStory, ...] = ()

    @property
    def label(self) -> str:
        """The host label of the demo: host names know no underscore."""
        return self.code.replace("_", "-")


@dataclass(frozen=True, slots=True)
class PartnershipProfile:
    """Councils that share policy, wording and plugins, and never cases. Members name it in their own profile.

    `demo_staff` are shared officers of the demo, each with a membership at every council that they name.
    """

    code: str
    name: str
    demo_staff: tuple[DemoStaff, ...] = ()


@dataclass(frozen=True, slots=True)
class PluginInfo:
    """What a plugin says about itself. `needs` are keys of plugins that must be on with it."""

    key: str
    title: Text
    version: str
    api: str
    summary: Text
    needs: tuple[str, ...] = ()
