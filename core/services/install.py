"""Brings a council that a tenant module offers into the registry, with the rules its module suggests.

Only a council in shadow, or in a demo, may load history: texts in force from a minute that has passed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from core.clock import utc_now
from core.domain.actor import SYSTEM, Actor
from core.domain.canonical import digest, to_bytes
from core.domain.errors import DomainError, Problem
from core.host import AuthorityRuntime
from core.host.runtime import HistoryEntry
from core.ids import new_id
from core.persistence.record import Stamp
from core.persistence.register_store import read_register, store_adoption
from core.persistence.repositories import registry
from core.persistence.transaction import in_one_transaction
from core.services.council import host, open_council


@dataclass(frozen=True, slots=True)
class Installed:
    """What installing did: whether the council is `new`, and which host names it was given."""

    new: bool
    hosts_added: tuple[str, ...]


def install_authority(code: str, *, demo: bool, hosts: Iterable[str] = ()) -> Installed:
    """Register the council `code` of a tenant module and load the history that it suggests. Harmless when repeated:
    a council that is there already keeps what it has and is reached at `hosts` as well.

    Outside a demo a council is registered in shadow, so that its history may be loaded; going live is its own step
    (`core.services.lifecycle`). Raises KeyError for a code that no module offers, and ValueError for a host that is no
    host name or is another council's.
    """
    runtime = host().runtime(code)
    profile = runtime.profile
    council = registry.Registered(
        code,
        profile.name,
        profile.prefix,
        profile.lifecycle.value if demo else "shadow",
        profile.nation.value,
        profile.plugins,
        profile.languages,
        profile.partnership,
        profile.parent,
        demo=demo,
    )

    wanted = tuple(hosts)

    def register() -> Installed:
        held = registry.authority(code)
        if held is None:
            registry.add_authority(council, (), utc_now())
        elif demo and held.plugins != profile.plugins:
            registry.set_plugins(code, profile.plugins)  # a demo follows what its module declares today
        return Installed(held is None, tuple(_reached_at(code, (*(profile.hosts if held is None else ()), *wanted))))

    done = in_one_transaction(code, register)
    load_history(code, runtime, SYSTEM)
    return done


def _reached_at(code: str, hosts: Iterable[str]) -> Iterator[str]:
    """Let the council be reached at each of these; those that are new."""
    for name in hosts:
        owner = registry.authority_at(name)
        if owner is not None and owner.code != code:
            raise ValueError(f"{name!r} is a host of {owner.code} already")
        if owner is None:
            yield registry.add_host(code, name)


def load_history(code: str, runtime: AuthorityRuntime, actor: Actor) -> int:
    """Adopt what the council's module suggests and is not adopted yet, marked as loaded; how many texts.

    Raises DomainError for a council that is live already.
    """

    def load() -> int:
        register, stamp = read_register(), _stamp(actor)
        known = {(a.hash, a.from_) for a in register.adoptions}
        missing = [entry for entry in runtime.offers.history if _place(runtime, entry) not in known]
        if missing and not open_council(code).may_load_history:
            raise DomainError(Problem("history_needs_shadow", params=(("authority", code),)))
        for entry in missing:
            text = runtime.offers.text(entry.kind, entry.key, entry.version)
            register = store_adoption(register, text, entry.from_, stamp, note=entry.note.en, history=True)
        if missing:
            registry.configuration_changed(code)
        return len(missing)

    return in_one_transaction(code, load)


def _place(runtime: AuthorityRuntime, entry: HistoryEntry) -> tuple[str, datetime]:
    text = runtime.offers.text(entry.kind, entry.key, entry.version)
    return digest(to_bytes(text)), entry.from_.replace(second=0, microsecond=0)


def _stamp(actor: Actor) -> Stamp:
    return Stamp(utc_now(), actor.key, new_id())
