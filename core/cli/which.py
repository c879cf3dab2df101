"""Which councils a command is about: one by its code, or every one because the command line says so."""

from __future__ import annotations

import click


def chosen(authority: str, every: bool) -> tuple[str, ...]:
    """The codes meant. Needs an application's context. Raises ClickException unless exactly one way is used."""
    from core.persistence.db import read_only
    from core.persistence.repositories import registry

    if bool(authority) == every:
        raise click.ClickException("say which council with --authority CODE, or --all for every one")
    with read_only():
        known = [council.code for council in registry.authorities()]
    if every:
        return tuple(known)
    if authority not in known:
        raise click.ClickException(f"--authority: there is no council {authority!r} here; {_known(known)}")
    return (authority,)


def _known(codes: list[str]) -> str:
    return f"there are {', '.join(codes)}" if codes else "none is installed yet"
