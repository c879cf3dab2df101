"""What a letter goes with: a step, more time, a question, or nothing but itself; and which letter tells of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from core.domain.case import Case, Track
from core.domain.commands import AskPerson
from core.domain.errors import Problem, UnknownName
from core.domain.letter_apology import part_for_apology, says_sorry
from core.domain.letters import LetterTemplate
from core.domain.outcome import FAULT, RemedyKind
from core.domain.procedure import Move, Procedure, Stage
from core.host import AuthorityRuntime
from core.services.letter_recipient import language_of
from core.services.progress import permission_for
from core.services.steps import FindingGiven, MoreTime, RemedyGiven, Step, to_extend, to_take
from core.services.unit_of_work import Work
from core.words.direction import closed

EXTENSION, QUESTION, GENERAL = "extension", "question", "general"
FOLLOWED = {"answer": "answer", "refuse": "refusal", "acknowledge": "acknowledgement", "settle": "settlement"}
"""The letter of a move that names none, by the move's meaning."""


@dataclass(frozen=True, slots=True)
class Question:
    """Ask the person something, by letter. Every clock runs on."""

    question: str
    reply_by: date | None = None
    track: int = 1


@dataclass(frozen=True, slots=True)
class Message:
    """A letter that goes with no step: thanks for a compliment, a reply, anything else."""

    key: str = GENERAL
    track: int = 1


Act = Step | MoreTime | Question | Message


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the case an act stands. Parts are None for a case that follows no procedure."""

    track: Track | None = None
    procedure: Procedure | None = None
    stage: Stage | None = None
    move: Move | None = None


def place_of(work: Work, case: Case, act: Act) -> Place:
    """Raises UnknownName for a move that the track does not have."""
    track = next((t for t in case.tracks if t.no == act.track), None)
    if track is None:
        return Place()
    procedure = work.register.procedure_by_hash(track.procedure_hash)
    stage = procedure.stage(track.stage)
    if not isinstance(act, Step):
        return Place(track, procedure, stage)
    move = next((m for m in procedure.moves_in(stage) if m.key == act.move), None)
    if move is None:
        raise UnknownName(Problem("unknown_move", "move", (("move", act.move), ("stage", stage.key))))
    return Place(track, procedure, stage, move)


def template_of(runtime: AuthorityRuntime, act: Act, move: Move | None) -> LetterTemplate:
    """The council's letter for the act. Raises UnknownName for a key that it does not have."""
    key = GENERAL
    if isinstance(act, MoreTime):
        key = EXTENSION
    elif isinstance(act, Question):
        key = QUESTION
    elif isinstance(act, Message):
        key = act.key
    elif move is not None:
        key = move.letter or FOLLOWED.get(move.meaning.value, GENERAL)
    found = runtime.letter_templates.get(key)
    if found is None:
        raise UnknownName(Problem("letter_unknown", "letter", (("letter", key),)))
    return found


def draft_key(act: Act) -> str:
    """What a draft of the act is kept under, within its track."""
    if isinstance(act, Step):
        return act.move
    if isinstance(act, MoreTime):
        return f"extend.{act.clock}"
    return QUESTION if isinstance(act, Question) else f"write.{act.key}"


def needs_permission(work: Work, case: Case, act: Act) -> str:
    """What staff need for the act."""
    return permission_for(work, case, act) if isinstance(act, Step) else "case.work"


def quoted_of(work: Work, case: Case) -> tuple[str, ...]:
    """The person's own words, which a letter may repeat without their being ours."""
    held = (case.summary, case.wanted, *(issue.words for issue in case.issues))
    return tuple(dict.fromkeys(filter(None, (closed(work.read(one)) for one in held))))


def carry_out(
    work: Work,
    case: Case,
    act: Act,
    own: Mapping[str, str],
    values: Callable[[], Mapping[str, str]],
    letter: str = "",
    seen: int = 0,
) -> Case:
    """Decide the act inside the unit of work; the case as it is then. Raises DomainError with every problem.

    `own` are the parts of its letter that somebody wrote, `values` gives what fills the others: an apology in them is
    recorded as the remedy that it is.
    """
    if isinstance(act, Step):
        told = _with_apology(work, case, act, own, values)
        return work.handle(case, to_take(work, case, replace(told, letter=letter)), seen=seen)
    if isinstance(act, MoreTime):
        return work.handle(case, to_extend(work, case, replace(act, letter=letter)), seen=seen)
    if isinstance(act, Question):
        words = work.seal(case.id, "question", act.question.strip())
        return work.handle(case, AskPerson(words, act.reply_by, letter), seen=seen)
    return case


def _with_apology(
    work: Work, case: Case, act: Step, own: Mapping[str, str], values: Callable[[], Mapping[str, str]]
) -> Step:
    """The step with an apology as a remedy of each point at fault that the letter says sorry for, told once.

    The remedy keeps the words of the letter's own part for it; an apology among the reasons stands with those.
    """
    if not any(finding.finding in FAULT for finding in act.findings):
        return act
    template = template_of(work.runtime, act, place_of(work, case, act).move)
    sorry = part_for_apology(template, language_of(work.runtime, case.person), own, values())
    answers = [section.key for section in template.sections if section.each == "accepted"]
    quoted = quoted_of(work, case)

    def said(given: FindingGiven) -> bool:
        written = [own[f"{key}:{given.issue}"] for key in answers if f"{key}:{given.issue}" in own]
        offered = [given.reasons, *(remedy.words for remedy in given.remedies)]
        return bool(sorry) or says_sorry("\n".join(written or offered), quoted)

    def told(given: FindingGiven) -> FindingGiven:
        if given.finding not in FAULT or any(r.kind == RemedyKind.APOLOGY for r in given.remedies) or not said(given):
            return given
        return replace(given, remedies=(*given.remedies, RemedyGiven(RemedyKind.APOLOGY.value, sorry)))

    return replace(act, findings=tuple(map(told, act.findings)))
