"""What a WSGI server gets: an application, or a refusal that says why."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.databases import DatabaseUrls
from tests.support.source import ROOT
from tests.test_config import SAFE


def _start(**settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "import wsgi"]
    return subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)


def test_a_database_that_is_not_there_or_has_no_tables_is_refused_in_one_line(tmp_path: Path) -> None:
    refused = _start(UPHELD_MODE="development", UPHELD_DATA=str(tmp_path))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == f"upheld: there is no database {tmp_path}/upheld.sqlite3 yet: run `upheld db upgrade`\n"
    (tmp_path / "upheld.sqlite3").touch()
    refused = _start(UPHELD_MODE="development", UPHELD_DATA=str(tmp_path))
    assert refused.stderr == "upheld: migrations are missing: core; run `upheld db upgrade`\n"


def test_gunicorn_ends_at_once_with_the_same_line(tmp_path: Path) -> None:
    """With another status than its own for this it would start its processes again and again."""
    command = [str(Path(sys.executable).with_name("gunicorn")), "--bind", "127.0.0.1:0", "wsgi:app"]
    settings = {"UPHELD_MODE": "development", "UPHELD_DATA": str(tmp_path), "PATH": os.environ["PATH"]}
    for more in ([], ["--preload"]):
        ended = subprocess.run(
            [*command, *more], cwd=ROOT, env=settings, capture_output=True, text=True, timeout=60, check=False
        )
        assert ended.returncode == 4
        assert "Traceback" not in ended.stderr
        assert ended.stderr.count("upheld: there is no database") == 1


@pytest.mark.req("ISO-02")
def test_an_unsafe_setting_is_refused() -> None:
    refused = _start(**{name: value for name, value in SAFE.items() if name != "UPHELD_PROXY_HOPS"})
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "UPHELD_PROXY_HOPS" in refused.stderr


@pytest.mark.req("ISO-06")
@pytest.mark.parametrize("database", ["postgresql"], indirect=True, scope="module")
def test_production_serves_as_the_applications_role_and_never_as_the_owner(database: DatabaseUrls) -> None:
    safe = SAFE | {"UPHELD_DATABASE": database.app, "UPHELD_OWNER_DATABASE": database.owner}
    served = _start(**safe)
    assert (served.returncode, served.stderr) == (0, "")
    refused = _start(**safe | {"UPHELD_DATABASE": database.owner})
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "owns tables" in refused.stderr
