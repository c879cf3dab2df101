"""What is found, what is refused, and that a refusal names plugin and council."""

import sys
from pathlib import Path

import pytest

from core.host import Host, HostError
from tests.fixtures.councils import council, host_of, plugin

BROKEN = "tests.fixtures.broken_plugins"


def _faults_of(**packages: tuple[str, ...]) -> dict[str, str]:
    with pytest.raises(HostError) as refused:
        Host.discover(**{"plugins": (), "tenants": (), **packages})
    return {fault.plugin: str(fault) for fault in refused.value.faults}


def test_what_ships_is_found_by_folder() -> None:
    host = Host.discover()
    assert {"boston", "buckinghamshire", "central_bedfordshire", "rotherham_2010"} <= set(host.profiles())
    assert set(host.partnerships()) == {"selcp"}
    assert {"code_two_stage", "housing", "data_protection"} <= set(host.plugins())


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("misspelt", "has a hook upheld_procedurs that does not exist; is upheld_procedures meant?"),
        ("old_api", "is written for plugin API '0'; this is '1'"),
        ("twin", f"the key is used twice, by {BROKEN}.first_twin and by {BROKEN}.second_twin"),
        ("unmarked", "upheld_roles is not marked with @hookimpl"),
        ("strange_parameter", "upheld_roles has a parameter council; there are authority"),
        ("needy", "needs the plugin companion, which is not installed"),
        ("undeclared", "declares no PLUGIN"),
        ("crashing", "cannot be imported: RuntimeError: no licence found"),
        ("hooks_crash", "cannot be imported: ModuleNotFoundError: No module named 'umbrella'"),
    ],
)
def test_a_broken_plugin_is_named_with_what_is_wrong(key: str, words: str) -> None:
    faults = _faults_of(plugins=(BROKEN,))
    assert faults[key].startswith(f"plugin {key}")
    assert words in faults[key]


def test_every_fault_is_told_at_once() -> None:
    assert len(_faults_of(plugins=(BROKEN,))) == 9


def test_a_council_that_does_not_fit_is_named() -> None:
    faults = _faults_of(tenants=("tests.fixtures.broken_tenants",))
    assert "is a folder called 'misnamed' and declares the code 'elsewhere'" in faults["misnamed"]
    assert "declares neither AUTHORITY nor PARTNERSHIP" in faults["silent"]
    assert faults["nowhere"].startswith("plugin nowhere at elsewhere: ")
    assert faults["nobody"] == "plugin nobody at elsewhere: is named as partnership, but it is not installed"
    assert "'2024-12-12T00:00:30' is not a London minute" in faults["elsewhere"]


def test_a_plugin_needs_another_that_is_off_at_this_council() -> None:
    host = host_of(plugin("alone"), plugin("needy", "alone"))
    with pytest.raises(HostError, match="plugin needy at anywhere: needs the plugin alone, which is not on"):
        host.runtime(council("anywhere", "needy"))
    assert host.runtime(council("anywhere", "alone", "needy")).plugins == ("rules", "alone", "needy")


def test_a_wrapper_is_refused() -> None:
    from types import ModuleType

    from core.api import hookimpl
    from core.host.checks import hook_faults

    module = ModuleType("wrapping")
    module.upheld_roles = hookimpl(lambda authority: (yield), wrapper=True)  # type: ignore[attr-defined]
    assert "is a wrapper" in str(next(iter(hook_faults("wrapping", module))))


def test_a_default_value_of_a_parameter_is_refused() -> None:
    from core.host.checks import hook_faults

    broken = plugin("defaulting", upheld_nav_items=lambda place="staff": ())
    assert "gives place a default" in str(next(iter(hook_faults("defaulting", broken.hooks))))


@pytest.fixture
def installed_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package on the path as pip would leave it, offering an entry point of our group."""
    package = tmp_path / "upheld_weather"
    package.mkdir()
    package.joinpath("__init__.py").write_text(
        "from core.api import API_VERSION, PluginInfo, Role, Text, hookimpl\n"
        'PLUGIN = PluginInfo("weather", Text("Weather"), "2.1", API_VERSION, Text("Whether it rained."))\n'
        "@hookimpl\n"
        "def upheld_roles(authority):\n"
        '    return (Role("forecaster", Text("Forecaster"), ("case.view",)),)\n',
        encoding="utf-8",
    )
    record = tmp_path / "upheld_weather-2.1.dist-info"
    record.mkdir()
    record.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: upheld-weather\nVersion: 2.1\n", "utf-8")
    record.joinpath("entry_points.txt").write_text("[upheld.plugins]\nweather = upheld_weather\n", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "upheld_weather", raising=False)
    return "weather"


@pytest.mark.req("PLG-01")
def test_an_installed_package_that_nobody_listed_is_reported_and_not_loaded(installed_package: str) -> None:
    host = Host.discover()
    assert host.ignored == ("weather",)
    assert "weather" not in host.plugins()
    assert "upheld_weather" not in sys.modules


@pytest.mark.req("PLG-01")
def test_an_installed_package_that_is_listed_is_loaded_and_may_be_switched_on(installed_package: str) -> None:
    host = Host.discover(entry_points=("weather",))
    profile = host.profiles()["boston"]
    assert host.ignored == ()
    assert "forecaster" not in host.runtime(profile).roles
    assert "forecaster" in host.runtime(profile, (*profile.plugins, "weather")).roles


@pytest.mark.req("PLG-01")
def test_the_operator_lists_packages_in_the_environment(
    installed_package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UPHELD_PLUGINS", " weather, weather,")
    assert Host.discover().plugins()["weather"].info.version == "2.1"


def test_a_listed_package_that_is_not_installed_is_named() -> None:
    with pytest.raises(HostError, match="plugin absent: is listed, but no installed package offers it"):
        Host.discover(entry_points=("absent",))
