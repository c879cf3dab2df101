"""Permissions, roles and verdicts: who may do what, said by declared objects and never by loose strings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.domain.text import Text


@dataclass(frozen=True, slots=True)
class Permission:
    """Something that a role may allow. `implies` are permissions that come with it."""

    key: str
    title: Text
    implies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A named set of permissions. `aggregate_only`: sees figures, never a case or a person."""

    key: str
    title: Text
    permissions: tuple[str, ...]
    aggregate_only: bool = False


class Effect(StrEnum):
    ALLOW = "allow"
    DENY = "deny"


@dataclass(frozen=True, slots=True)
class Verdict:
    """An opinion on one request. Any DENY wins; without an ALLOW the answer is no."""

    effect: Effect
    reason: str


def allow(reason: str) -> Verdict:
    return Verdict(Effect.ALLOW, reason)


def deny(reason: str) -> Verdict:
    return Verdict(Effect.DENY, reason)
