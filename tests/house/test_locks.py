"""What set-up installs is known to the byte, and says nothing of where it came from."""

import json
import re

import pytest

from tests.support.source import ROOT

LOCKS = sorted(path.name for path in ROOT.glob("requirements*.lock"))


@pytest.mark.req("COD-01")
@pytest.mark.parametrize("name", LOCKS)
def test_every_python_package_is_pinned_with_hashes(name: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text(encoding="utf-8"))
    loose = [
        entry.split("\n")[0] for entry in entries if "==" not in entry.split("\n")[0] or "--hash=sha256:" not in entry
    ]
    assert loose == []


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_a_registry(name: str) -> None:
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", (ROOT / name).read_text(encoding="utf-8"))


@pytest.mark.req("COD-01")
def test_every_node_package_has_a_hash_and_no_address() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    packages.pop("")
    assert len(packages) > 3
    assert [name for name, package in packages.items() if not package.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []


def test_there_is_a_lock_for_each_part_of_setup() -> None:
    assert LOCKS == ["requirements-build.lock", "requirements-test.lock", "requirements-uv.lock", "requirements.lock"]


def test_what_tests_need_is_the_same_set_and_more() -> None:
    run, test = (_pins(name) for name in ("requirements.lock", "requirements-test.lock"))
    assert run.items() <= test.items()
    assert "pytest" in test.keys() - run.keys()


def _pins(name: str) -> dict[str, str]:
    return dict(
        re.findall(r"^([a-z0-9._-]+)(?:\[[^]]*])?==([^\s;]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    )
