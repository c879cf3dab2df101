"""The worker as a second process under `upheld serve`: started, watched, started again if it dies, stopped with us."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Mapping

READY = "upheld worker: ready"
FIRST_PAUSE, LONGEST_PAUSE, PATIENCE = 1.0, 30.0, 15.0
_log = logging.getLogger(__name__)


class WorkerProcess:
    """One worker, kept alive by a thread of its own until `stop`."""

    def __init__(self, settings: Mapping[str, str]) -> None:
        self._settings = dict(settings)
        self._stopping, self._told = threading.Event(), threading.Event()
        self._was_ready = False
        self._child: subprocess.Popen[str] | None = None
        self._thread = threading.Thread(target=self._keep, name="worker keeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wait_until_ready(self, seconds: float) -> bool:
        """Whether the worker said that it is ready within `seconds`; False at once when it ended before it was."""
        return self._told.wait(seconds) and self._was_ready

    def stop(self) -> None:
        """Ask the worker to finish what it is at; after a while insist."""
        self._stopping.set()
        child = self._child
        if child is None:
            return
        child.terminate()
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    def _keep(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            status = self._run_one()
            if not self._was_ready:
                self._told.set()
                return
            if self._stopping.wait(0 if self._stopping.is_set() else pause):
                return
            _log.error("the worker ended with status %s and is started again", status)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _run_one(self) -> int:
        command = [sys.executable, "-m", "core.cli", "worker", "--with-parent", str(os.getpid())]
        with subprocess.Popen(command, env=self._settings, stdout=subprocess.PIPE, text=True) as child:  # noqa: S603
            self._child = child
            if self._stopping.is_set():
                child.terminate()
            for line in child.stdout or ():
                if line.strip() == READY:
                    self._was_ready = True
                    self._told.set()
                else:
                    sys.stdout.write(line)
            return child.wait()
