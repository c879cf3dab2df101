"""From a template and a case's facts to the sections of a draft: pure, so a preview is the very letter that is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from core.domain.letter_checks import IssueTold
from core.domain.letters import LetterSection, LetterTemplate, Written, bullets, put_in

CONDITIONS = frozenset({"next_stage", "final", "refused", "refused_early", "actions", "promised", "deadline", "upheld"})
"""What a section's `when` may ask for. `refused_early`: points are not taken on, and there is a next stage."""
EACH = frozenset({"accepted", "refused"})
"""What a section's `each` may go through."""


def write(
    template: LetterTemplate,
    language: str,
    values: Mapping[str, str],
    issues: tuple[IssueTold, ...],
    holds: frozenset[str],
    own: Mapping[str, str],
) -> tuple[Written, ...]:
    """The sections of `template`, filled from `values`; a key in `own` is what somebody wrote in its place.

    `holds` are the conditions that are so. Fixed sections are never replaced: they are the council's own words.
    """
    return tuple(_sections(template, language, values, issues, holds, own))


def _sections(
    template: LetterTemplate,
    language: str,
    values: Mapping[str, str],
    issues: tuple[IssueTold, ...],
    holds: frozenset[str],
    own: Mapping[str, str],
) -> Iterator[Written]:
    for section in template.sections:
        if section.when and section.when not in holds:
            continue
        if not section.each:
            yield _written(section, section.key, language, values, own)
            continue
        for issue in issues:
            if issue.status == section.each:
                key = f"{section.key}:{issue.no}"
                yield _written(section, key, language, {**values, **_of_issue(issue)}, own, issue.no)


def _written(
    section: LetterSection, key: str, language: str, values: Mapping[str, str], own: Mapping[str, str], issue: int = 0
) -> Written:
    offered = put_in(section.text.in_language(language), values)
    fixed = section.fill == "fixed"
    return Written(
        key=key,
        heading=put_in(section.heading.in_language(language), values).rstrip(": "),
        text=offered if fixed else own.get(key, offered),
        fill=section.fill,
        prompt=section.prompt.in_language(language),
        issue=issue,
        required=section.required,
        apologises=section.apologises,
    )


def _of_issue(issue: IssueTold) -> dict[str, str]:
    """The placeholders of a section that goes through issues."""
    return {
        "issue": issue.words,
        "issue_no": str(issue.no),
        "point": f": point {issue.no}" if issue.no else "",
        "finding": issue.finding_words,
        "reasons": issue.reasons,
        "issue_actions": bullets(promise.told for promise in issue.promises),
        "ground": issue.ground,
        "refusal": issue.refusal,
        "goes_to": issue.goes_to,
    }
