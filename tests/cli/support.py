"""Runs `upheld` as others do: a process with arguments, whose streams and status are looked at."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str
    seconds: float


def upheld(*arguments: str, data: Path, settings: Mapping[str, str] | None = None, patience: float = 60) -> Ended:
    """Run a command with a data folder of its own and no other settings than those given."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "core.cli", *arguments],
        env=environment(data, settings),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=patience,
    )
    return Ended(done.returncode, done.stdout, done.stderr, time.monotonic() - began)


def environment(data: Path, settings: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a command: nothing of this project's but what is given."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("UPHELD_")}
    return {**inherited, "UPHELD_DATA": str(data), **(settings or {})}
