"""Styles, scripts and pictures. Their address carries one hash of all of them, so browsers may keep them for ever."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png"}
KEEP = "public, max-age=31536000, immutable"
KEEP_BRIEFLY = "public, max-age=60"


@cache
def version() -> str:
    """A hash over all files that are served. Raises FileNotFoundError where setup has not compiled them."""
    digest = hashlib.sha256()
    for path in sorted(served().values()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def served() -> dict[str, Path]:
    """Every file that may be asked for, by its path: a list made once, so no address can leave the folder."""
    found = {
        path.relative_to(FOLDER).as_posix(): path
        for path in FOLDER.rglob("*")
        if path.is_file() and path.suffix in TYPES
    }
    if "upheld.css" not in found:
        raise FileNotFoundError("the style sheet is not compiled: run `make setup`")
    return found


@dataclass(frozen=True, slots=True)
class Served:
    """A file's bytes as they are and, where that is smaller, compressed."""

    plain: bytes
    compressed: bytes | None
    mimetype: str


@cache
def contents(name: str) -> Served | None:
    """What is sent for a file, read once: there are few and they do not change while the process runs."""
    path = served().get(name)
    if path is None:
        return None
    plain = path.read_bytes()
    compressed = gzip.compress(plain, mtime=0)
    return Served(plain, compressed if len(compressed) < len(plain) else None, TYPES[path.suffix])


def static_url(name: str) -> str:
    """The address of one file; KeyError when there is no such file."""
    if name not in served():
        raise KeyError(name)
    return f"/static/{version()}/{name}"
