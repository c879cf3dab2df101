"""The settings a command runs under: the environment, and for the demo what makes it work without any."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from core.config import Config

KEY_FILE = "secret.key"


def configured(settings: Mapping[str, str] | None = None) -> Config:
    """The configuration of a command that serves or sends. Raises ConfigError, which is told in one line."""
    from core.config import Config

    return Config.from_environment(os.environ if settings is None else settings)


def configured_to_look() -> Config:
    """The configuration of a command that serves no pages and sends no mail: what only those need may be missing."""
    from core.config import Config

    return Config.from_environment(os.environ, serving=False)


def demo_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment with what a demo needs: its mode, a folder for its data, and a secret key kept in there.

    Refuses to turn a deployment of another mode into a demo.
    """
    settings = dict(environment)
    if settings.setdefault("UPHELD_MODE", "demo") != "demo":
        raise click.ClickException(f"UPHELD_MODE is {settings['UPHELD_MODE']}: a demo is not run on other data")
    folder = Path(settings.setdefault("UPHELD_DATA", "var")).resolve()
    settings["UPHELD_DATA"] = str(folder)
    if not settings.get("UPHELD_SECRET_KEY"):
        settings["UPHELD_SECRET_KEY"] = _kept_key(folder)
    return settings


def _kept_key(folder: Path) -> str:
    """The key of this folder's data, made once and readable by its owner only."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / KEY_FILE
    try:
        made = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip()
    with os.fdopen(made, "w", encoding="ascii") as key:
        key.write(secrets.token_urlsafe(48))
    return file.read_text(encoding="ascii").strip()
