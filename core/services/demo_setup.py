"""Loads the demo: the councils whose modules declare demo staff, their rules' history, and who can sign in.

The core names no council: what the demo consists of is what tenant modules and partnerships declare.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from core.api import DemoStaff
from core.clock import clock_at, utc_now
from core.host import Host
from core.services.demo_accounts import DEMO_PASSWORD, add_demo_account
from core.services.install import install_authority

PASSWORD = DEMO_PASSWORD
WORKED_FOR = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody invented who may sign in, and as what."""

    name: str
    email: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoCouncil:
    """A council of the demo: the host name it answers at, and who may sign in there."""

    code: str
    name: str
    host: str
    people: tuple[SignIn, ...]


def demo_codes(host: Host) -> tuple[str, ...]:
    """The councils that declare a demo, by code."""
    return tuple(sorted(code for code, profile in host.profiles().items() if profile.demo_staff))


def install_demo(host: Host, base_host: str) -> tuple[DemoCouncil, ...]:
    """Install what is missing of the demo; harmless when repeated."""
    return tuple(_install(host, code, base_host) for code in demo_codes(host))


def _install(host: Host, code: str, base_host: str) -> DemoCouncil:
    runtime = host.runtime(code)
    name = f"{runtime.profile.label}.{base_host}"
    install_authority(code, demo=True, hosts=(name,))
    people, began = [], utc_now() - WORKED_FOR
    for staff in _staff_of(host, code):
        # They have worked here for longer than any demo case is old.
        with clock_at(began):
            add_demo_account(code, email=staff.email, name=staff.name, roles=staff.roles, services=staff.services)
        titles = tuple(runtime.roles[role].title.en if role in runtime.roles else role for role in staff.roles)
        people.append(SignIn(staff.name, staff.email, titles))
    return DemoCouncil(code, runtime.profile.name, name, tuple(people))


def _staff_of(host: Host, code: str) -> Iterator[DemoStaff]:
    """Who works at a council: those it declares, and its partnership's shared officers who name it."""
    profile = host.profiles()[code]
    yield from (staff for staff in profile.demo_staff if not staff.councils or code in staff.councils)
    partnership = host.partnerships().get(profile.partnership)
    if partnership is not None:
        yield from (staff for staff in partnership.demo_staff if code in staff.councils)
