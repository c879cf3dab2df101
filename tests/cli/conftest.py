"""Commands run in this process, on a migrated database of each kind."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from core.cli.program import main
from tests.conftest import environment
from tests.support.databases import DatabaseUrls

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def command(
    database: DatabaseUrls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Runs `upheld …` on the module's database; status, stdout and stderr."""
    return in_process(environment(database, tmp_path), monkeypatch, capsys)


def in_process(
    settings: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Runs `upheld …` in this process with these settings, which is many times quicker than in one of its own."""
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    def run(*args: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(list(args))
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run
