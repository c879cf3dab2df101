"""What every plugin keeps to, whoever wrote it: the ones that ship, and the one that the tests install."""

import re

import pytest

from core.api.markers import API_VERSION
from core.host import Host
from core.host.check import check, plugins_list
from core.host.discover import Installed
from tests.support.source import ROOT, imports_of, tree_of

HOST = Host.discover(plugins=("plugins", "tests.fixtures.plugins"))
PLUGINS = sorted(HOST.plugins().items())

pytestmark = pytest.mark.req("PLG-03")


@pytest.mark.parametrize(("key", "plugin"), PLUGINS)
def test_it_says_what_it_is(key: str, plugin: Installed) -> None:
    info = plugin.info
    assert re.fullmatch(r"[a-z][a-z0-9_]{2,30}", info.key)
    assert (info.key, info.api) == (key, API_VERSION)
    assert plugin.module.__name__.endswith(f".{key}")
    assert info.title.en
    assert info.summary.en.endswith(".")
    assert re.fullmatch(r"\d+\.\d+(\.\d+)?", info.version)


@pytest.mark.parametrize(("key", "plugin"), PLUGINS)
def test_it_uses_the_public_door_only(key: str, plugin: Installed) -> None:
    folder = ROOT.joinpath(*plugin.module.__name__.split("."))
    for path in sorted(folder.rglob("*.py")):
        ours = {name for name, _ in imports_of(tree_of(path)) if name.split(".")[0] in {"core", "plugins", "tenants"}}
        assert ours <= {"core.api", "core.api.web"} | {n for n in ours if n.startswith(plugin.module.__name__)}, path


@pytest.mark.parametrize(("key", "plugin"), PLUGINS)
def test_every_council_can_switch_it_on_and_off_again(key: str, plugin: Installed) -> None:
    for profile in HOST.profiles().values():
        before = HOST.runtime(profile)
        on = HOST.runtime(profile, tuple(dict.fromkeys((*profile.plugins, *plugin.info.needs, key))))
        assert key in on.plugins
        assert HOST.runtime(profile) is before


def test_the_check_finds_nothing_in_what_ships() -> None:
    assert check(Host.discover()) == ()


def test_the_check_names_plugin_and_council_of_an_unsound_text() -> None:
    from dataclasses import replace

    from tests.fixtures.councils import CORPORATE, council, host_of, plugin

    trap = replace(CORPORATE, key="trap", stages=(replace(CORPORATE.stages[0], rests=()),))
    careless = plugin("careless", upheld_procedures=lambda authority: (trap,))
    found = check(host_of(careless, councils=(council("a", "careless"),)))
    assert found
    assert {(fault.plugin, fault.authority) for fault in found if "trap/1" in fault.words} == {("careless", "a")}


def test_the_list_says_where_each_plugin_is_on() -> None:
    rows = {row.key: row for row in plugins_list(Host.discover())}
    every = set(HOST.profiles())
    assert (rows["code_two_stage"].title, rows["code_two_stage"].version) == ("Two-stage complaints", "1.0")
    assert set(rows["code_two_stage"].on_at) == set(rows["data_protection"].on_at) == every
    assert rows["housing"].on_at == ("south_holland",)
    statutory = {"buckinghamshire", "central_bedfordshire"}
    assert set(rows["adult_social_care"].on_at) == set(rows["childrens_social_care"].on_at) == statutory
