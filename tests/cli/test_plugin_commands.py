"""A plugin's own commands are run as `upheld <plugin> …`; a name that nobody has is one clear line."""

import click
import pytest

from core.cli.program import main
from core.host import Host
from tests.fixtures.councils import host_of, plugin


@pytest.fixture
def tours(monkeypatch: pytest.MonkeyPatch) -> None:
    count = click.Command("count", callback=lambda: click.echo("12 tours"))
    host = host_of(plugin("tours", upheld_cli_commands=lambda: (count,)))
    monkeypatch.setattr(Host, "discover", lambda: host)


@pytest.mark.usefixtures("tours")
def test_a_plugins_command_runs_under_its_key(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["tours", "count"])
    assert (ended.value.code, capsys.readouterr().out) == (0, "12 tours\n")


@pytest.mark.usefixtures("tours")
@pytest.mark.parametrize("name", ["rules", "nobody", "../etc"])
def test_a_name_that_nobody_has_is_refused(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name])
    said = capsys.readouterr()
    assert (ended.value.code, said.out, len(said.err.splitlines())) == (2, "", 1)
