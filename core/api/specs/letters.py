"""Hooks about letters: which there are, what must be in them, what is wrong with one."""

# Declarations have no body, since pluggy never calls them.
# mypy: disable-error-code=empty-body

from __future__ import annotations

from collections.abc import Iterable

from core.api.authority import AuthorityProfile
from core.api.casework import Wording
from core.api.markers import hookspec
from core.domain.case import Case
from core.domain.errors import Problem
from core.domain.letters import LetterDocument, LetterTemplate


@hookspec
def upheld_letter_templates(authority: AuthorityProfile) -> Iterable[LetterTemplate]:
    """Return letters that the council sends; a later one replaces an earlier one of the same key.

    Asked once when the council's runtime is built. Since 1.
    """


@hookspec
def upheld_required_wording(authority: AuthorityProfile, letter: LetterTemplate, case: Case) -> Iterable[Wording]:
    """Return words that must appear in this letter as they stand, each with the rule that asks for them.

    Asked when a letter is checked and before it is sent. A plugin that fails here stops the letter, loudly. Since 1.
    """


@hookspec
def upheld_letter_problems(
    authority: AuthorityProfile, letter: LetterTemplate, document: LetterDocument, case: Case
) -> Iterable[Problem]:
    """Return what is missing or wrong in this letter; the sender sees all of it at once.

    Asked when a letter is checked and before it is sent. A plugin that fails here stops the letter, loudly. Since 1.
    """
