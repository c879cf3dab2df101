"""A problem as a command says it: the option or part it belongs to, and what to do."""

from __future__ import annotations

from core.domain.errors import Problem

_OPTIONS = {
    "acknowledged", "approved_by", "as_of", "authority", "authority_for_change", "email", "extend", "from", "name",
    "procedure", "received", "stage", "to", "version",
}  # fmt: skip


def sentence(problem: Problem) -> str:
    """One line without a full stop."""
    from core.words.problems import sentence as said

    field = f"--{problem.field.replace('_', '-')}" if problem.field in _OPTIONS else problem.field
    return f"{field}: {said(problem)}" if field else said(problem)
