"""From a template and a case's facts to the sections of a draft: pure, so a preview is the very letter that is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from core.domain.letter_checks import IssueTold
from core.domain.letters import LetterSection, LetterTemplate, Written, bullets, put_in
from core.domain.text import Text

CONDITIONS = frozenset(
    {
        "next_stage", "final", "replied", "replied_last", "refused", "refused_early", "actions", "promised",
        "deadline", "upheld", "first", "later",
    }
)  # fmt: skip
"""What a section's `when` may ask for. `next_stage`: one comes after this, `final`: none does; `replied` and
`replied_last`: so it is, and the letter sends our answer, which some templates do not always. `refused_early`: points
are not taken on, and there is a next stage. `first` and `later`: no stage came before this one, or one did, so that the
person asked for this."""
EACH = frozenset({"accepted", "refused"})
"""What a section's `each` may go through."""
PUTS_RIGHT = Text("To put this right:", "I unioni hyn:")
CANNOT = Text(
    "We cannot look into it. Our policy says when that is so, and this is the part that applies: “{ground}”."
)
CANNOT_FOR = Text("We cannot look into it, for this reason:")
"""Where the ground names no reason: the officer's own words follow."""
_ADDRESS = re.compile(r"[@/]|^www\.")


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
                yield _written(section, key, language, {**values, **_of_issue(issue, language)}, own, issue.no)


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


def _of_issue(issue: IssueTold, language: str) -> dict[str, str]:
    """The placeholders of a section that goes through issues."""
    remedies = bullets(promise.told for promise in issue.promises)
    return {
        "issue": issue.words,
        "issue_no": str(issue.no),
        "point": f": point {issue.no}" if issue.no else "",
        "finding": issue.finding_words,
        "reasons": issue.reasons,
        "issue_actions": f"{PUTS_RIGHT.in_language(language)}\n\n{remedies}" if remedies else "",
        "ground": issue.ground,
        "cannot": put_in((CANNOT_FOR if issue.own_reason else CANNOT).in_language(language), {"ground": issue.ground}),
        "refusal": as_sentence(issue.refusal),
        "goes_to": as_sentence(issue.goes_to),
    }


def as_sentence(text: str) -> str:
    """`text` with a capital at its beginning and a stop at its end; more than a line keeps its end.

    An address in it stays as it was typed: no stop is put behind it, and nobody can take one for a part of it.
    """
    text = text.strip()
    words = text.split()
    if not words:
        return ""
    begun = text if _ADDRESS.search(words[0]) else text[0].upper() + text[1:]
    ended = "\n" in text or _ADDRESS.search(words[-1]) or not (text[-1].isalnum() or text[-1] in ")”’")
    return begun if ended else f"{begun}."
