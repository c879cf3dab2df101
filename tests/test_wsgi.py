"""What a WSGI server gets: an application, or a refusal that says why."""

import subprocess
import sys

import pytest

from tests.support.databases import DatabaseUrls
from tests.support.source import ROOT
from tests.test_config import SAFE


def _start(**settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "import wsgi"]
    return subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)


def test_an_unmigrated_database_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    data = str(tmp_path_factory.mktemp("empty"))
    refused = _start(UPHELD_MODE="development", UPHELD_DATA=data)
    assert refused.returncode != 0
    assert "migrations are missing: core" in refused.stderr


@pytest.mark.req("ISO-02")
def test_an_unsafe_setting_is_refused() -> None:
    refused = _start(**{name: value for name, value in SAFE.items() if name != "UPHELD_PROXY_HOPS"})
    assert refused.returncode != 0
    assert "UPHELD_PROXY_HOPS" in refused.stderr.splitlines()[-1]


@pytest.mark.req("ISO-06")
@pytest.mark.parametrize("database", ["postgresql"], indirect=True, scope="module")
def test_production_serves_as_the_applications_role_and_never_as_the_owner(database: DatabaseUrls) -> None:
    safe = SAFE | {"UPHELD_DATABASE": database.app, "UPHELD_OWNER_DATABASE": database.owner}
    served = _start(**safe)
    assert (served.returncode, served.stderr) == (0, "")
    refused = _start(**safe | {"UPHELD_DATABASE": database.owner})
    assert refused.returncode != 0
    assert "owns tables" in refused.stderr.splitlines()[-1]
