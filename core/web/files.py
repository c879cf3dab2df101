"""Styles, scripts and pictures. Their address carries one hash of all of them, so browsers may keep them for ever."""

from __future__ import annotations

import hashlib
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


def static_url(name: str) -> str:
    """The address of one file; KeyError when there is no such file."""
    if name not in served():
        raise KeyError(name)
    return f"/static/{version()}/{name}"
