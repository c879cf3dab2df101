"""Commands that plugins bring run as `upheld <plugin key> …`."""

import pytest
from click.testing import CliRunner

from core.cli.plugins import commands_of
from core.cli.program import program
from core.host import Host


def test_a_plugins_commands_are_a_group_of_its_name() -> None:
    host = Host.discover(plugins=("plugins", "tests.fixtures.plugins"))
    group = commands_of(host, "site_visits")
    assert group is not None
    assert CliRunner().invoke(group, ["count"]).output == "site visits are counted per council\n"
    assert commands_of(host, "code_two_stage") is None


def test_the_program_finds_them(monkeypatch: pytest.MonkeyPatch) -> None:
    host = Host.discover(plugins=("plugins", "tests.fixtures.plugins"))
    monkeypatch.setattr(Host, "discover", lambda: host)
    assert "counted per council" in CliRunner().invoke(program, ["site_visits", "count"]).output
    assert "No such command" in CliRunner().invoke(program, ["sight_visits"]).output
