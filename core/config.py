"""Settings from the environment, typed, and refused with one clear line where they would not be safe."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

MODES = ("demo", "test", "development", "production")
_EASY_MODES = ("demo", "test", "development")
_KEY_LENGTH = 32
_SAMPLE_KEYS = ("changeme", "secret", "example", "sample", "password", "upheld")
_DRIVERS = ("sqlite", "postgresql+psycopg")
_MAIL = ("smtp", "smtps")
# Enough for a demo on one's own machine; production refuses it.
_DEMO_KEY = "a key that everybody may know, for demo and development only"
DEFAULT_APP_ROLE = "upheld_app"
_RECIPIENT = re.compile(r"(?:([a-z][a-z0-9_]*)=)?([^\s@,;:=<>\"]+@[^\s@,;:<>\"]+\.[^\s@,;:<>\"]+)", re.ASCII)


class ConfigError(ValueError):
    """A setting is missing, cannot be read, or would not be safe in this mode."""


@dataclass(frozen=True, slots=True)
class Config:
    """What the environment says. Addresses are SQLAlchemy's; `smtp` is empty where mail is only kept to be looked at.

    `proxy_hops` is how many proxies in front are ours: forwarded headers of that many are believed, of no more.
    `trusted_hosts` are the names that a request may come under (a leading dot means every name below). `heads_to` are
    pairs of a council's code ("" for every council) and an address that its day's head is mailed to.
    """

    mode: str
    database: str
    owner_database: str
    data: Path
    secret_key: str
    smtp: str
    base_host: str
    port: int
    proxy_hops: int
    https: bool
    trusted_hosts: tuple[str, ...]
    heads_to: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], *, serving: bool = True) -> "Config":
        """Read the variables `UPHELD_…`; raises `ConfigError` with everything that is wrong in one line.

        Not `serving` is for what neither answers requests nor sends mail: what only those need may be missing.
        """
        reader = _Reader(environment)
        mode = reader.choice("MODE", MODES, "production")
        data = Path(reader.text("DATA", "var"))
        database = reader.address("DATABASE", f"sqlite:///{data.resolve() / 'upheld.sqlite3'}")
        base_host = reader.text("BASE_HOST", "localhost").lower()
        config = cls(
            mode=mode,
            database=database,
            owner_database=reader.address("OWNER_DATABASE", database),
            data=data,
            secret_key=reader.text("SECRET_KEY", _DEMO_KEY if mode in _EASY_MODES else ""),
            smtp=reader.mail("SMTP"),
            base_host=base_host,
            port=reader.number("PORT", 8000, most=65535),
            proxy_hops=reader.number("PROXY_HOPS", 0, most=5),
            https=reader.yes("HTTPS", mode not in _EASY_MODES and not _is_loopback(base_host)),
            trusted_hosts=reader.names("TRUSTED_HOSTS", () if mode == "production" else (base_host, f".{base_host}")),
            heads_to=reader.recipients("HEADS_TO"),
        )
        if mode == "production" and serving:
            reader.problems += _unsafe(config, environment)
        if reader.problems:
            raise ConfigError("; ".join(reader.problems))
        return config

    @property
    def is_production(self) -> bool:
        """Whether every safety is insisted upon."""
        return self.mode == "production"

    @property
    def is_demo(self) -> bool:
        """Whether sign-ins and mail may be shown on pages."""
        return self.mode == "demo"

    @property
    def app_role(self) -> str:
        """The database role that the application connects as, to which migrations grant what it needs."""
        return unquote(urlsplit(self.database).username or "") or DEFAULT_APP_ROLE

    def heads_for(self, authority: str) -> tuple[str, ...]:
        """The addresses that the day's head of this council is mailed to."""
        return tuple(dict.fromkeys(to for code, to in self.heads_to if code in ("", authority)))

    def __repr__(self) -> str:
        """Without keys or passwords, since it may reach a log."""
        return f"Config(mode={self.mode!r}, base_host={self.base_host!r}, port={self.port})"


class _Reader:
    """Reads one variable at a time and gathers what is wrong."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self.problems: list[str] = []

    def text(self, name: str, default: str) -> str:
        return self._environment.get(f"UPHELD_{name}", "").strip() or default

    def choice(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        found = self.text(name, default)
        if found in allowed:
            return found
        self._wrong(name, f"is none of {', '.join(allowed)}")
        return default

    def number(self, name: str, default: int, *, most: int) -> int:
        found = self.text(name, str(default))
        if found.isascii() and found.isdigit() and int(found) <= most:
            return int(found)
        self._wrong(name, f"is no whole number up to {most}")
        return default

    def yes(self, name: str, default: bool) -> bool:
        found = self.text(name, "1" if default else "0").lower()
        if found not in ("0", "1", "no", "yes", "false", "true", "off", "on"):
            self._wrong(name, "is neither 1 nor 0")
        return found in ("1", "yes", "true", "on")

    def names(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        found = tuple(part.strip().lower() for part in self.text(name, "").split(",") if part.strip())
        if any("*" in part or "/" in part or ":" in part for part in found):
            self._wrong(name, "lists host names only, without port; a leading dot means every name below")
        return found or default

    def address(self, name: str, default: str) -> str:
        found = self.text(name, default)
        if found.startswith(("postgres://", "postgresql://")):
            found = f"postgresql+psycopg://{found.split('://', 1)[1]}"
        if found.split(":", 1)[0] not in _DRIVERS or found in ("sqlite://", "sqlite:///:memory:"):
            self._wrong(name, "is no address of a database: sqlite:///file or postgresql://user@host/name")
        return found

    def mail(self, name: str) -> str:
        found = self.text(name, "")
        parts: SplitResult = urlsplit(found)
        if found and (parts.scheme not in _MAIL or not parts.hostname):
            self._wrong(name, "is no address of a mail server: smtp://user:password@host:port or smtps://…")
        return found

    def recipients(self, name: str) -> tuple[tuple[str, str], ...]:
        parts = [part.strip() for part in self.text(name, "").split(",") if part.strip()]
        found = [_RECIPIENT.fullmatch(part) for part in parts]
        if not all(found):
            self._wrong(name, "lists e-mail addresses: address for every council, code=address for one; with commas")
        return tuple((each[1] or "", each[2]) for each in found if each)

    def _wrong(self, name: str, why: str) -> None:
        self.problems.append(f"UPHELD_{name} {why}")


def _unsafe(config: Config, environment: Mapping[str, str]) -> list[str]:
    """What production refuses to start with."""
    checks = (
        (_is_weak(config.secret_key), f"UPHELD_SECRET_KEY is missing, a sample or too short (under {_KEY_LENGTH})"),
        (not environment.get("UPHELD_PROXY_HOPS", ""), "UPHELD_PROXY_HOPS is missing: 0 if nothing is in front"),
        (not config.trusted_hosts, "UPHELD_TRUSTED_HOSTS is missing: the host names of the councils"),
        (not config.https and not _is_loopback(config.base_host), "UPHELD_HTTPS cannot be off outside this machine"),
        (not config.smtp, "UPHELD_SMTP is missing: mail could not leave"),
    )
    return [problem for wrong, problem in checks if wrong]


def _is_weak(key: str) -> bool:
    simple = "".join(letter for letter in key.lower() if letter.isalnum())
    sample = len(key) < 2 * _KEY_LENGTH and any(word in simple for word in _SAMPLE_KEYS)
    return len(key) < _KEY_LENGTH or len(set(key)) < 10 or key == _DEMO_KEY or sample


def _is_loopback(host: str) -> bool:
    name = host.rsplit(":", 1)[0]
    return name in ("localhost", "127.0.0.1", "[::1]") or name.endswith(".localhost")
