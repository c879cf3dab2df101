"""What the README promises is there."""

import re
import shlex
import subprocess
import sys

import pytest

from tests.support.source import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
_CODE = "\n".join(re.findall(r"^(?:    |```\w*\n)(.+?)(?:\n```|$)", README, re.MULTILINE | re.DOTALL)) + "\n".join(
    re.findall(r"`([^`\n]+)`", README)
)


def test_every_make_target_that_the_readme_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", _CODE))
    assert {"run", "test"} <= named
    assert named - targets == set()


def test_every_path_that_the_readme_names_exists() -> None:
    named = {
        word.rstrip("/")
        for word in re.findall(r"`((?:core|plugins|tenants|templates|migrations|tests)/[\w./]*)`", README)
    }
    assert named
    assert {path for path in named if not (ROOT / path).exists()} == set()


_BELOW = "upgrade|check|diff|list|show|install|open|shadow|invite|revoke|reset|retry"


@pytest.mark.parametrize("command", sorted(set(re.findall(rf"\bupheld ([a-z]+(?: (?:{_BELOW}))?)", _CODE))))
def test_every_command_that_the_readme_names_answers_help(command: str) -> None:
    asked = [sys.executable, "-W", "ignore", "-c", "from core.cli import main; main()", *shlex.split(command), "--help"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Usage" in done.stdout
