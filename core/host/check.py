"""What `upheld plugins check` finds and `upheld plugins list` shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.api import AuthorityProfile
from core.domain.walk import walk
from core.host.errors import Fault, HostError
from core.host.host import Host
from core.host.runtime import AuthorityRuntime


@dataclass(frozen=True, slots=True)
class PluginRow:
    """A plugin as a list shows it; `on_at` are the codes of councils where it is on."""

    key: str
    title: str
    version: str
    api: str
    summary: str
    needs: tuple[str, ...]
    on_at: tuple[str, ...]


def plugins_list(host: Host, profiles: Iterable[AuthorityProfile] | None = None) -> tuple[PluginRow, ...]:
    """The installed plugins by key; `profiles` are the councils to look at, those of the tenant modules by default."""
    councils = tuple(host.profiles().values() if profiles is None else profiles)
    infos = [host.plugins()[key].info for key in sorted(host.plugins())]
    return tuple(
        PluginRow(
            info.key,
            info.title.en,
            info.version,
            info.api,
            info.summary.en,
            info.needs,
            tuple(profile.code for profile in councils if info.key in profile.plugins),
        )
        for info in infos
    )


def check(host: Host, profiles: Iterable[AuthorityProfile] | None = None) -> tuple[Fault, ...]:
    """Builds every council's runtime and looks at all that it offers; what is wrong, plugin and council named.

    What an installed module has wrong by itself is told by `Host.discover`, which then makes no host.
    """
    faults: list[Fault] = []
    for profile in host.profiles().values() if profiles is None else profiles:
        try:
            faults += _text_faults(host.runtime(profile))
        except HostError as error:
            faults += error.faults
    return tuple(dict.fromkeys(faults))


def _text_faults(runtime: AuthorityRuntime) -> Iterator[Fault]:
    """What the walk finds in the offered procedures: a state that cannot be reached, a trap, a need that is missing."""
    for text in runtime.offers.procedures:
        name = f"{text.key}/{text.version}"
        for found in walk(text):
            told = ", ".join(f"{key} {value}" for key, value in found.params)
            words = f"{name} {found.where}: {found.code}" + (f" ({told})" if told else "")
            yield Fault(runtime.offered_by["procedure", name], words, runtime.code)
