"""The benchmark runs from its loading to its table, with very few cases: nobody should find it broken on the day."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.usefixtures("pg")
def test_the_benchmark_measures_everything_without_an_error(tmp_path: Path) -> None:
    few = ("--sizes", "40", "--times", "1", "--seconds", "0.2", "--processes", "1", "--folder", str(tmp_path))
    command = [sys.executable, "-m", "tests.bench", *few]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    (written,) = tmp_path.glob("*.json")
    figures = json.loads(written.read_text())
    (found,) = figures["sizes"].values()
    assert figures["errors"] == 0
    assert found["load"]["cases"] == 44
    assert set(found["lifecycles"]) == {"services", "services, letters", "pages, short", "pages, whole"}
    assert all(rate["done"] > 0 for rate in found["rates"].values())
    assert {"queue", "my work", "case", "resident's own case"} <= set(found["pages"])
    assert found["floor"]["queue"]["times"] == 1
    assert "Aims, at 40 cases" in ran.stdout
