"""What a letter must say before it may go, and what to think about once more: data and pure functions.

All problems are told at once. They carry the key of the section to mend as their field; sentences are `core.words`'.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from core.domain.errors import Problem
from core.domain.letter_apology import apologises
from core.domain.letters import LetterDocument, LetterTemplate, Written, words_of

_BLANK = re.compile(
    r"\{[a-z][a-z0-9_]*\}|_{3,}|\.{4,}|\b(?:TBC|TBA|XX+|xxx+)\b"
    r"|\[(?:insert|enter|name|date|reason|reasons|address|number|add|details|tbc|xx+)[^\]\n]{0,60}\]",
    re.IGNORECASE,
)
_UNSAID = re.compile(r"[\u202a-\u202e\u2066-\u2069]|^[ \t]*[-•*][ \t]+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Promise:
    """A remedy or action that the letter offers: its kind, what it is, and by when ("" where it is done already).

    `told` is the whole of it as a line of the letter.
    """

    kind: str
    words: str
    by: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class IssueTold:
    """What the letter has to tell of one issue, in words of the letter's language ("" where there are none yet).

    `apologised`: an apology was given or promised for it at an earlier stage. `own_reason`: it is refused on a ground
    that names no reason, so the letter gives the officer's and not the ground.
    """

    no: int
    words: str
    status: str
    finding: str = ""
    finding_words: str = ""
    reasons: str = ""
    promises: tuple[Promise, ...] = ()
    ground: str = ""
    refusal: str = ""
    goes_to: str = ""
    apologised: bool = False
    own_reason: bool = False


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the letter is measured against. Dates are already in words ("Thursday 23 January 2025").

    `dates` are those that the letter has to name. `quoted` are the person's own words, in which blanks are theirs.
    """

    reference: str
    stage: str = ""
    next_stage: str = ""
    ombudsman: str = ""
    ombudsman_web: str = ""
    understanding: str = ""
    wanted: str = ""
    dates: tuple[str, ...] = ()
    reason: str = ""
    question: str = ""
    issues: tuple[IssueTold, ...] = ()
    quoted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """`problems` stop the letter; `warnings` do not. `passed` are the keys of the checks that found all well;
    those that had nothing to look at in this letter are left out."""

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    passed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Letter:
    """What a check looks at; `said` is the whole letter with blanks and cases evened out."""

    said: str
    raw: str
    sections: tuple[Written, ...]
    facts: CaseFacts

    def says(self, phrase: str) -> bool:
        return bool(phrase) and even(phrase) in self.said

    def sorry_for(self, issue: IssueTold) -> bool:
        """Whether it says sorry for that issue, in the part that is there for it or in the answer to the issue."""
        return apologises(self.sections, issue.no, self.facts.quoted)

    def issues(self, *statuses: str) -> Iterator[IssueTold]:
        return (issue for issue in self.facts.issues if issue.status in statuses)


def even(text: str) -> str:
    """`text` as it is compared: small letters, one blank for any, without marks of direction and marks of a list."""
    return " ".join(_UNSAID.sub("", text).split()).casefold()


def check(template: LetterTemplate, sections: Iterable[Written], document: LetterDocument, facts: CaseFacts) -> Checked:
    """All that stands between this letter and the post, and all that deserves a second thought."""
    written = tuple(sections)
    raw = words_of(document)
    letter = _Letter(even(raw), raw, written, facts)
    problems: list[Problem] = []
    passed: list[str] = []
    for key in ("complete", "no_blanks", *template.checks):
        found = list(_CHECKS[key](letter))
        problems.extend(found)
        if not found and _LOOKS_AT.get(key, _anything)(letter):
            passed.append(key)
    warnings = [problem for key in _WARNINGS for problem in _WARNINGS[key](letter)]
    return Checked(tuple(problems), tuple(warnings), tuple(passed))


def letter_problems(
    template: LetterTemplate, sections: Iterable[Written], document: LetterDocument, facts: CaseFacts
) -> tuple[Problem, ...]:
    """All the problems that stop this letter."""
    return check(template, sections, document, facts).problems


def known_checks() -> tuple[str, ...]:
    """The keys a template may list."""
    return tuple(_CHECKS)


def _complete(letter: _Letter) -> Iterator[Problem]:
    for section in letter.sections:
        if section.required and not section.text.strip():
            yield _about("letter_section_empty", section.key, section=section.heading or section.prompt or section.key)


def _no_blanks(letter: _Letter) -> Iterator[Problem]:
    for section in letter.sections:
        text = section.text
        for quoted in letter.facts.quoted:
            text = text.replace(quoted, " ") if quoted else text
        for blank in dict.fromkeys(_BLANK.findall(text)):
            yield _about("letter_blank_left", section.key, blank=blank)


def _reference(letter: _Letter) -> Iterator[Problem]:
    if not letter.says(letter.facts.reference):
        yield _about("letter_reference_missing", "", reference=letter.facts.reference)


def _stage(letter: _Letter) -> Iterator[Problem]:
    if letter.facts.stage and not letter.says(letter.facts.stage):
        yield _about("letter_stage_missing", "", stage=letter.facts.stage)


def _understanding(letter: _Letter) -> Iterator[Problem]:
    """What was typed as our understanding, or else each issue, is in the letter; so is a text of the officer's own."""
    section = next((s for s in letter.sections if s.key == "understanding"), None)
    said = [letter.facts.understanding] if letter.facts.understanding else [i.words for i in letter.issues("accepted")]
    if section is not None and not section.text.strip():
        return  # `complete` says so
    for words in said:
        if not all(letter.says(line) for line in words.splitlines() if line.strip()):
            yield _about("letter_understanding_missing", "understanding", words=_short(words))


def _wanted(letter: _Letter) -> Iterator[Problem]:
    wanted = letter.facts.wanted
    if not wanted or not all(letter.says(line) for line in wanted.splitlines() if line.strip()):
        yield _about("letter_wanted_missing", "wanted")


def _dates(letter: _Letter) -> Iterator[Problem]:
    for told in letter.facts.dates:
        if not letter.says(told):
            yield _about("letter_date_missing", "dates", date=told)


def _issues_answered(letter: _Letter) -> Iterator[Problem]:
    for issue in letter.issues("accepted", "undecided"):
        field = f"answer:{issue.no}"
        number = str(issue.no)
        if issue.status == "undecided":
            yield _about("letter_issue_undecided", field, issue=number)
            continue
        if not issue.finding:
            yield _about("letter_finding_missing", field, issue=number)
        elif not letter.says(issue.finding_words):
            yield _about("letter_finding_not_told", field, issue=number, finding=issue.finding_words)
        if not issue.reasons.strip():
            yield _about("letter_reasons_missing", field, issue=number)
        if not any(s.key == field and s.text.strip() for s in letter.sections) and not letter.says(issue.words):
            yield _about("letter_issue_unanswered", field, issue=number)


def _actions_dated(letter: _Letter) -> Iterator[Problem]:
    for issue in letter.issues("accepted"):
        for promise in issue.promises:
            field = f"answer:{issue.no}"
            if promise.by and not letter.says(promise.by):
                yield _about("letter_action_date_not_told", field, action=_short(promise.words), date=promise.by)
            if promise.words and not letter.says(promise.words):
                yield _about("letter_action_not_told", field, action=_short(promise.words))


def _apology_said(letter: _Letter) -> Iterator[Problem]:
    """An apology without a date is kept as given in this letter, so this letter gives it."""
    part = next((section.key for section in letter.sections if section.apologises), "")
    for issue in letter.issues("accepted"):
        given = any(promise.kind == "apology" and not promise.by for promise in issue.promises)
        if given and not letter.sorry_for(issue):
            yield _about("letter_apology_not_said", part or f"answer:{issue.no}", issue=str(issue.no))


def _next_stage(letter: _Letter) -> Iterator[Problem]:
    if letter.facts.next_stage:
        if not letter.says(letter.facts.next_stage):
            yield _about("letter_next_stage_missing", "disagree", stage=letter.facts.next_stage)
    else:
        yield from _ombudsman(letter)


def _ombudsman(letter: _Letter) -> Iterator[Problem]:
    facts = letter.facts
    if not letter.says(facts.ombudsman):
        yield _about("letter_ombudsman_missing", "ombudsman", ombudsman=facts.ombudsman)
    if not letter.says(facts.ombudsman_web):
        yield _about("letter_ombudsman_web_missing", "ombudsman", web=facts.ombudsman_web)


def _reason(letter: _Letter) -> Iterator[Problem]:
    if not letter.facts.reason.strip():
        yield _about("letter_reason_missing", "reason")
    elif not letter.says(letter.facts.reason):
        yield _about("letter_reason_not_told", "reason")


def _refusals(letter: _Letter) -> Iterator[Problem]:
    refused = list(letter.issues("refused"))
    for issue in refused:
        field = f"refused:{issue.no}"
        for code, words in (
            ("letter_ground_missing", issue.ground),
            ("letter_refusal_reason_missing", issue.refusal),
            ("letter_destination_missing", issue.goes_to),
        ):
            if not letter.says(words) and not (issue.own_reason and code == "letter_ground_missing"):
                yield _about(code, field, issue=str(issue.no))
    if refused:
        yield from _ombudsman(letter)


def _question(letter: _Letter) -> Iterator[Problem]:
    section = next((s for s in letter.sections if s.key == "question"), None)
    if section is not None and "?" not in section.text:
        yield _about("letter_question_missing", "question")


_CHECKS: dict[str, Callable[[_Letter], Iterator[Problem]]] = {
    "complete": _complete,
    "no_blanks": _no_blanks,
    "reference": _reference,
    "stage": _stage,
    "understanding": _understanding,
    "wanted": _wanted,
    "dates": _dates,
    "issues_answered": _issues_answered,
    "actions_dated": _actions_dated,
    "apology_said": _apology_said,
    "next_stage": _next_stage,
    "ombudsman": _ombudsman,
    "reason": _reason,
    "refusals": _refusals,
    "question": _question,
}



def _anything(letter: _Letter) -> bool:
    return True


_LOOKS_AT: dict[str, Callable[[_Letter], bool]] = {
    "refusals": lambda letter: any(letter.issues("refused")),
    "actions_dated": lambda letter: any(issue.promises for issue in letter.issues("accepted")),
}
"""Checks of what only some letters tell."""

# What an apology ought not to say: it puts the fault with the reader, or with nobody.
_UNSORRY = (
    ("letter_sorry_if", re.compile(r"\b(?:sorry|apolog\w+)\b[^.!?\n]{0,40}\bif\b", re.IGNORECASE)),
    ("letter_you_feel", re.compile(r"\b(?:that|how|if|because)?\s*you (?:feel|felt)\b", re.IGNORECASE)),
    ("letter_any_inconvenience", re.compile(r"\bany (?:inconvenience|distress|upset)\b", re.IGNORECASE)),
    (
        "letter_but_after_sorry",
        re.compile(r"\b(?:sorry|apologi[sz]e)\b[^.!?\n]{0,80}\b(?:but|however)\b", re.IGNORECASE),
    ),
    ("letter_mistakes_were_made", re.compile(r"\b(?:mistakes|errors) were made\b", re.IGNORECASE)),
    ("letter_ombudsman_told_us", re.compile(r"\bombudsman (?:has )?(?:told|asked|made) us\b", re.IGNORECASE)),
)
_AVOID = (
    "stakeholder", "customer journey", "going forward", "escalate", "expedite", "liaise", "robust", "service user",
    "isolated incident", "alleged", "lessons learned", "take complaints seriously", "vexatious", "persistent",
    "abusive", "banned", "shortly", "in due course",
)  # fmt: skip


def _apology_wording(letter: _Letter) -> Iterator[Problem]:
    for section in letter.sections:
        for code, pattern in _UNSORRY:
            found = pattern.search(_own_words(section.text, letter.facts))
            if found:
                yield _about(code, section.key, words=_short(" ".join(found[0].split())))


def _apology_given(letter: _Letter) -> Iterator[Problem]:
    """What will be kept as a departure: fault, and an apology neither in this letter nor promised nor made before."""
    part = next((section.key for section in letter.sections if section.apologises), "")
    for issue in letter.issues("accepted"):
        if issue.finding not in ("upheld", "partly_upheld") or issue.apologised or letter.sorry_for(issue):
            continue
        if not any(promise.kind == "apology" for promise in issue.promises):
            yield _about("letter_upheld_without_apology", part or f"answer:{issue.no}", issue=str(issue.no))


def _actions_undated(letter: _Letter) -> Iterator[Problem]:
    """A remedy without a date counts as done in this answer, which is easily a slip."""
    for issue in letter.issues("accepted"):
        for promise in issue.promises:
            if not promise.by and promise.kind not in ("apology", "explanation"):
                yield _about("letter_action_undated", f"answer:{issue.no}", action=_short(promise.words))


def _words_to_avoid(letter: _Letter) -> Iterator[Problem]:
    for section in letter.sections:
        text = even(_own_words(section.text, letter.facts))
        for word in _AVOID:
            if re.search(rf"\b{re.escape(word)}", text):
                yield _about("letter_word_to_avoid", section.key, word=word)


_WARNINGS: dict[str, Callable[[_Letter], Iterator[Problem]]] = {
    "apology_wording": _apology_wording,
    "apology_given": _apology_given,
    "actions_undated": _actions_undated,
    "words_to_avoid": _words_to_avoid,
}


def _own_words(text: str, facts: CaseFacts) -> str:
    """`text` without what it quotes: people may say of us what they like."""
    for quoted in facts.quoted:
        text = text.replace(quoted, " ") if quoted else text
    return text


def _short(text: str) -> str:
    """The first words of `text`, for naming it in a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57].rstrip() + "…"


def _about(code: str, field: str, **params: str) -> Problem:
    return Problem(code, field, tuple(params.items()))
