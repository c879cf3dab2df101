"""`upheld serve --demo`: one command, everything running; a second start keeps what is there."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.cli.support import ROOT, environment, upheld
from tests.support.ports import free_port

PATIENCE = 150
HOSTS = ("boston.localhost", "buckinghamshire.localhost", "east-lindsey.localhost", "south-holland.localhost")


@dataclass
class Served:
    """A running demo and what it has said so far."""

    process: subprocess.Popen[str]
    port: int
    seconds: float = 0.0
    said: list[str] = field(default_factory=list)

    def get(self, host: str, path: str = "/") -> tuple[int, str]:
        """A page of a council, as a browser asks for it, without asking a name server."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers={"Host": f"{host}:{self.port}"})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


@contextmanager
def _serve(data: Path, *, stop: int = signal.SIGTERM) -> Iterator[Served]:
    port, began = free_port(), time.monotonic()
    command = [sys.executable, "-m", "core.cli", "serve", "--demo", "--cases", "2", "--port", str(port)]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(data),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    served = Served(process, port)
    timer = threading.Timer(PATIENCE, process.kill)
    timer.start()
    try:
        for line in process.stdout or ():
            served.said.append(line)
            if "READY" in line:
                break
        served.seconds = time.monotonic() - began
        assert "READY" in "".join(served.said), "".join(served.said)
        yield served
        process.send_signal(stop)
        served.said += list(process.stdout or ())
        status = process.wait(30)
        assert status == 0, f"{status}: {''.join(served.said)}"
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def _children(pid: int) -> list[int]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = re.search(r"^PPid:\s+(\d+)$", (folder / "status").read_text(), re.MULTILINE)
        except OSError:
            continue
        if parent and int(parent[1]) == pid:
            found.append(int(folder.name))
    return found


def _alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


def test_one_command_serves_four_councils_and_says_how_to_get_in(data: Path) -> None:
    with _serve(data) as served:
        told = "".join(served.said)
        for host in HOSTS:
            status, body = served.get(host)
            assert status == 200
            assert "<h1" in body
            assert f"http://{host}:{served.port}" in told
        assert served.get("nowhere.localhost")[0] == 404
        assert "complaints officer" in told.lower()
        assert re.search(r"password is: \S+", told)
        assert "shirley.shared@selcp.example" in told
        people = re.findall(r"^      (\S+@\S+ +)\S", told, re.MULTILINE)
        assert len(people) > 4 and len({len(each) for each in people}) == 1, "the roles stand beneath one another"
        status, mail = served.get("boston.localhost", "/demo/mail")
        assert status == 200
        assert "Mail that left" in mail
        workers = _children(served.process.pid)
        assert len(workers) == 1
    assert not any(_alive(pid) for pid in workers)


def test_a_second_start_is_quick_and_keeps_the_data(data: Path) -> None:
    before = upheld("authority", "show", "boston", "--json", data=data)
    with _serve(data, stop=signal.SIGINT) as served:
        print(f"second start: {served.seconds:.1f} seconds")
        assert "Making invented cases" not in "".join(served.said)
    assert upheld("authority", "show", "boston", "--json", data=data).out == before.out
    verified = upheld("verify", data=data)
    assert (verified.status, verified.err) == (0, "")
    assert verified.out.count("whole") == len(verified.out.splitlines()) >= len(HOSTS)


def test_the_worker_ends_with_a_parent_that_was_killed_outright(data: Path) -> None:
    with pytest.raises(AssertionError), _serve(data, stop=signal.SIGKILL) as served:
        (worker,) = _children(served.process.pid)
    deadline = time.monotonic() + 20
    while _alive(worker) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not _alive(worker)


def test_a_port_in_use_is_one_clear_line_and_touches_nothing(tmp_path: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ended = upheld("serve", "--demo", "--port", port, data=tmp_path / "new")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == f"upheld: port {port} on 127.0.0.1 is in use by another program: stop it, or choose another " \
        "with --port or UPHELD_PORT\n"
    assert not (tmp_path / "new" / "upheld.sqlite3").exists()


def test_a_deployment_of_another_mode_is_not_turned_into_a_demo(tmp_path: Path) -> None:
    ended = upheld("serve", "--demo", data=tmp_path, settings={"UPHELD_MODE": "production"})
    assert ended.status == 2
    assert "UPHELD_MODE is production" in ended.err


def test_the_demo_s_secret_key_is_its_own_and_private(data: Path) -> None:
    key = data / "secret.key"
    assert len(key.read_text()) > 40
    assert os.stat(key).st_mode & 0o077 == 0
