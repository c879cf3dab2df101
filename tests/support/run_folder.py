"""One temporary folder for a whole test run, shared by the workers of `pytest -n`.

The first process of a run makes it and names it in the environment; workers inherit the name. A run that was killed
leaves its folder, and perhaps a database server, behind: the next run finds it by the dead process's id and tidies up.
"""

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

VARIABLE = "UPHELD_TEST_RUN"
_NAME = re.compile(r"upheld-run-(\d+)-")


def open_run(stop_server: Callable[[Path], None]) -> Path:
    """Make this run's folder (first process only) and clear away what dead runs left."""
    _sweep(stop_server)
    folder = Path(tempfile.mkdtemp(prefix=f"upheld-run-{os.getpid()}-"))
    folder.chmod(0o755)  # the database server may run as another user
    os.environ[VARIABLE] = str(folder)
    return folder


def run_folder() -> Path:
    """The folder of the run that this process belongs to."""
    return Path(os.environ[VARIABLE])


def close_run(stop_server: Callable[[Path], None]) -> None:
    """Stop what the run started and remove its folder."""
    folder = Path(os.environ.pop(VARIABLE))
    stop_server(folder)
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def only_one(name: str) -> Iterator[Path]:
    """Let one process of the run at a time do `name`; yields a path that exists once it has been done."""
    with (run_folder() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield run_folder() / f"{name}.done"


def _sweep(stop_server: Callable[[Path], None]) -> None:
    for folder in Path(tempfile.gettempdir()).glob("upheld-run-*"):
        found = _NAME.match(folder.name)
        if found and folder.owner() == Path.home().owner() and not _alive(int(found[1])):
            stop_server(folder)
            shutil.rmtree(folder, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
