"""The councils of the deployment and the host names they are reached by."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from core.persistence.db import current_session
from core.persistence.direct import read_shared
from core.persistence.models import Authority, AuthorityHost
from core.persistence.repositories.common import changed, listed, unlisted

_VERSION = select(Authority.__table__.c.config_version).where(Authority.__table__.c.code == bindparam("code"))
_CHANGED, _VERSIONS = "upheld_configuration_changed", "upheld_configuration_versions"
_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"({_LABEL}(?:\.{_LABEL})*)(?::[0-9]{{1,5}})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Registered:
    """A council's row. `config_version` rises with every change, so that no process goes on with an old runtime."""

    code: str
    name: str
    prefix: str
    lifecycle: str
    nation: str
    plugins: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    partnership: str = ""
    parent: str = ""
    demo: bool = False
    config_version: int = 1


_COLUMNS = [getattr(Authority, name) for name in Registered.__slots__]
_AT_HOST = (
    select(*_COLUMNS)
    .join(AuthorityHost, AuthorityHost.authority_id == Authority.code)
    .where(AuthorityHost.host == bindparam("host"))
)


def canonical_host(given: str) -> str:
    """A `Host` header as the registry keeps names: lower case, without the port. "" for what is no host name."""
    if len(given) > 255 or not given.isascii():
        return ""
    found = _HOST.fullmatch(given.lower())
    return found[1] if found else ""


def add_authority(council: Registered, hosts: Iterable[str], now: datetime) -> None:
    """Enter a council with its hosts. Raises ValueError for a host that is none; a taken one fails at the flush."""
    session = current_session()
    session.add(
        Authority(
            code=council.code,
            name=council.name,
            prefix=council.prefix,
            lifecycle=council.lifecycle,
            nation=council.nation,
            plugins=listed(council.plugins),
            languages=listed(council.languages),
            partnership=council.partnership,
            parent=council.parent,
            demo=council.demo,
            config_version=council.config_version,
            created_at=now,
        )
    )
    session.flush()
    for host in hosts:
        add_host(council.code, host)


def add_host(code: str, host: str) -> str:
    """Let the council be reached at `host` as well; its canonical name. Raises ValueError for what is no host name."""
    name = canonical_host(host)
    if not name:
        raise ValueError(f"{host!r} is no host name")
    session = current_session()
    session.add(AuthorityHost(host=name, authority_id=code))
    session.flush()
    return name


def authority(code: str) -> Registered | None:
    """The council with that code."""
    row = current_session().get(Authority, code)
    return _told(row) if row else None


def config_version(code: str) -> int | None:
    """The version of the council's configuration, and nothing else; asked for once in a transaction."""
    known = _versions_here().get(code)
    if known is not None:
        return known
    found = read_shared(_VERSION, code=code)
    return _note_version(code, found[0][0]) if found else None


def authorities() -> tuple[Registered, ...]:
    """Every council, by code."""
    return tuple(map(_told, current_session().scalars(select(Authority).order_by(Authority.code))))


def authority_at(host: str) -> Registered | None:
    """The council that a `Host` header is for: an exact match of the canonical name, no default."""
    name = canonical_host(host)
    if not name:
        return None
    found = read_shared(_AT_HOST, host=name)
    if not found:
        return None
    council = _told(found[0])
    _note_version(council.code, council.config_version)
    return council


def hosts_of(code: str) -> tuple[str, ...]:
    """The host names of a council, in order of the alphabet."""
    query = select(AuthorityHost.host).where(AuthorityHost.authority_id == code).order_by(AuthorityHost.host)
    return tuple(current_session().scalars(query))


def set_plugins(code: str, plugins: Iterable[str]) -> None:
    """Switch plugins on (in this order) and all others off; every process notices at its next request."""
    changed(update(Authority).where(Authority.code == code).values(plugins=listed(plugins)))
    configuration_changed(code)


def set_lifecycle(code: str, lifecycle: str) -> None:
    """Shadow, live or dissolved."""
    changed(update(Authority).where(Authority.code == code).values(lifecycle=lifecycle))
    configuration_changed(code)


def configuration_changed(code: str) -> None:
    """Raise the council's configuration version: settings, wording or adoptions are not what they were."""
    changed(update(Authority).where(Authority.code == code).values(config_version=Authority.config_version + 1))
    session = current_session()
    session.expire_all()
    session.info.pop(_VERSIONS, None)
    transaction, codes = session.info.get(_CHANGED, (None, frozenset()))
    mine = session.get_transaction()
    session.info[_CHANGED] = (mine, (codes if transaction is mine else frozenset()) | {code})


def changed_here(code: str) -> bool:
    """Whether the present transaction has changed the council's configuration: until the commit nobody may keep it."""
    session = current_session()
    transaction, codes = session.info.get(_CHANGED, (None, frozenset()))
    return transaction is not None and transaction is session.get_transaction() and code in codes


def _versions_here() -> dict[str, int]:
    """The versions of configurations that the present transaction has been told."""
    session = current_session()
    transaction, told = session.info.get(_VERSIONS, (None, {}))
    return told if transaction is not None and transaction is session.get_transaction() else {}


def _note_version(code: str, version: int) -> int:
    session = current_session()
    session.info[_VERSIONS] = (session.get_transaction(), {**_versions_here(), code: version})
    return version


def _told(row: Any) -> Registered:
    return Registered(
        code=row.code,
        name=row.name,
        prefix=row.prefix,
        lifecycle=row.lifecycle,
        nation=row.nation,
        plugins=unlisted(row.plugins),
        languages=unlisted(row.languages),
        partnership=row.partnership,
        parent=row.parent,
        demo=row.demo,
        config_version=row.config_version,
    )
