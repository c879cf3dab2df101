"""How plugins and tenants are found, checked and run."""

from core.host.errors import HostError
from core.host.host import Host
from core.host.runtime import AuthorityRuntime, Offers

__all__ = ["AuthorityRuntime", "Host", "HostError", "Offers"]
