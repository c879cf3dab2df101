"""What plugins and councils offer now: the hash of each text, by key and version."""

from __future__ import annotations

from core.domain.canonical import digest, to_bytes
from core.host import Host


def offered() -> dict[tuple[str, str], str]:
    """Hashes by key and version; the same name with another text at another council is a fault of the build."""
    host = Host.discover()
    texts = (text for code in host.profiles() for text in host.runtime(code).offers.procedures)
    return {(text.key, text.version): digest(to_bytes(text)) for text in texts}


if __name__ == "__main__":
    for (key, version), hash_ in sorted(offered().items()):
        print(f'    ("{key}", "{version}"): "{hash_}",')
