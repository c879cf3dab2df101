"""Refusals: every problem at once, each with a code, the field it belongs to and what a sentence about it needs.

The kernel writes no sentences; `core.words` turns a problem into one in the reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why something cannot be done.

    `code` is stable and lower case with underscores (`extension_needs_reason`); `field` names the part of the
    command it belongs to ("" for the whole); `params` are what the sentence mentions, as text.
    """

    code: str
    field: str = ""
    params: tuple[tuple[str, str], ...] = ()

    def param(self, name: str) -> str:
        """The parameter called `name`, or an empty string."""
        return dict(self.params).get(name, "")


class DomainError(Exception):
    """A command was refused; `problems` carries all of the reasons."""

    def __init__(self, *problems: Problem) -> None:
        if not problems:
            raise ValueError("a refusal needs at least one problem")
        super().__init__("; ".join(f"{p.field or 'command'}: {p.code}" for p in problems))
        self.problems = problems


class NoRulesKnown(DomainError):
    """The register holds no text for this procedure or calendar at the moment asked about."""


class UnknownName(DomainError):
    """A procedure, stage, clock, move, fact or setting of that name does not exist."""


def refuse_if(problems: list[Problem]) -> None:
    """Raise one `DomainError` with all of `problems`, or do nothing when there are none."""
    if problems:
        raise DomainError(*problems)
