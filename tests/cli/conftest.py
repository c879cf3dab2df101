"""Commands run in this process, on a migrated database of each kind."""

from collections.abc import Callable
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
    for name, value in environment(database, tmp_path).items():
        monkeypatch.setenv(name, value)

    def run(*args: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(list(args))
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run
