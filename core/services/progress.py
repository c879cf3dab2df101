"""Working a case: steps of its procedure, more time, notes, questions, what was promised, closing.

Each function is one commit, by staff unless it says otherwise. `seen` is the number of the last event that the user
had seen: they are troubled only where it matters. The `…_in` functions do the same inside a unit of work, for letters
and previews. All raise DomainError with every problem, NoSuchCase and NotPermitted.
"""

from __future__ import annotations

from datetime import date

from core.domain.actor import Actor, ActorKind
from core.domain.case import Case
from core.domain.commands import (
    AddInformation,
    AddNote,
    AskPerson,
    Close,
    CorrectFact,
    FinishAction,
    Link,
    MoveVersion,
    Recalculate,
    Reopen,
)
from core.domain.errors import DomainError, Problem
from core.domain.procedure import PERSON, Meaning, Move
from core.services.on_case import on_case
from core.services.results import Done, done
from core.services.steps import MoreTime, Step, to_extend, to_take
from core.services.unit_of_work import Work, perform

DECIDES = (Meaning.ANSWER, Meaning.REFUSE, Meaning.SETTLE)


def take(authority: str, actor: Actor, reference: str, step: Step, *, seen: int = 0, command_id: str = "") -> Done:
    """Take a move of the procedure."""
    return perform(authority, actor, lambda w: done(take_in(w, reference, step, seen=seen)), command_id=command_id)


def take_in(work: Work, reference: str, step: Step, *, seen: int = 0) -> Case:
    case = work.case_of(reference)
    work.needs(permission_for(work, case, step))
    return work.handle(case, to_take(work, case, step), seen=seen)


def permission_for(work: Work, case: Case, step: Step) -> str:
    """What a move takes of staff: deciding and answering is more than working a case."""
    track = next((t for t in case.tracks if t.no == step.track), None)
    if track is None:
        return "case.work"
    procedure = work.register.procedure_by_hash(track.procedure_hash)
    moves = procedure.moves_in(procedure.stage(track.stage))
    meaning = next((move.meaning for move in moves if move.key == step.move), Meaning.STEP)
    return "case.answer" if meaning in DECIDES else "case.work"


def extend(
    authority: str, actor: Actor, reference: str, more: MoreTime, *, seen: int = 0, command_id: str = ""
) -> Done:
    """Tell the person a new date for a clock of ours, and why."""
    return perform(authority, actor, lambda w: done(extend_in(w, reference, more, seen=seen)), command_id=command_id)


def extend_in(work: Work, reference: str, more: MoreTime, *, seen: int = 0) -> Case:
    work.needs("case.work")
    case = work.case_of(reference)
    return work.handle(case, to_extend(work, case, more), seen=seen)


def correct_fact(
    authority: str,
    actor: Actor,
    reference: str,
    fact: str,
    on: date,
    reason: str,
    *,
    track: int = 1,
    seen: int = 0,
    command_id: str = "",
) -> Done:
    """Put a fact on its right day (`case.received`, `stage1.acknowledged` …); the dates that hang on it move."""

    def do(work: Work, case: Case) -> Case:
        why = work.seal_if(case.id, "correction_reason", reason)
        return work.handle(case, CorrectFact(track, fact, on, why), seen=seen)

    return on_case(authority, actor, reference, "case.work", do, command_id=command_id)


def ask_person(
    authority: str,
    actor: Actor,
    reference: str,
    question: str,
    reply_by: date | None = None,
    *,
    seen: int = 0,
    command_id: str = "",
) -> Done:
    """Ask the person something. Every clock runs on."""

    def do(work: Work, case: Case) -> Case:
        words = work.seal(case.id, "question", _words(question, "question"))
        return work.handle(case, AskPerson(words, reply_by), seen=seen)

    return on_case(authority, actor, reference, "case.work", do, command_id=command_id)


def add_note(authority: str, actor: Actor, reference: str, note: str, *, command_id: str = "") -> Done:
    """An internal note, which the person is not shown."""

    def do(work: Work, case: Case) -> Case:
        return work.handle(case, AddNote(work.seal(case.id, "note", _words(note, "note"))))

    return on_case(authority, actor, reference, "case.work", do, command_id=command_id)


def add_information(
    authority: str, actor: Actor, reference: str, words: str, channel: str, *, command_id: str = ""
) -> Done:
    """Something the person adds, or that staff enter for them; possible at any time, also on a closed case."""

    def do(work: Work, case: Case) -> Case:
        known = work.runtime.inbound_channels.get(channel)
        if known is None or (work.actor.kind is ActorKind.PERSON and not known.by_person):
            raise DomainError(Problem("unknown_channel", "channel", (("channel", channel),)))
        sealed = work.seal(case.id, "information", _words(words, "words"))
        return work.handle(case, AddInformation(sealed, channel))

    return on_case(authority, actor, reference, "case.log", do, command_id=command_id)


def ask_next_stage(
    authority: str, actor: Actor, reference: str, reason: str = "", *, track: int = 0, command_id: str = ""
) -> Done:
    """The person (or staff who heard them ask) asks for the next stage: the move of the present state that asks.

    Raises `no_next_stage` where the rules offer none now.
    """

    def do(work: Work, case: Case) -> Case:
        if work.repeated:
            return case
        no, move = _asking(work, case, track)
        need = next((need.key for need in move.needs if need.kind == "text"), "")
        answers = {need: reason} if need else {}
        case = work.handle(case, to_take(work, case, Step(move.key, no, answers)))
        if reason.strip() and not need:
            channel = next((c.key for c in work.runtime.inbound_channels.values() if c.by_person), "")
            sealed = work.seal(case.id, "information", reason.strip())
            case = work.handle(case, AddInformation(sealed, channel))
        return case

    return on_case(authority, actor, reference, "case.work", do, command_id=command_id)


def _asking(work: Work, case: Case, wanted: int) -> tuple[int, Move]:
    for track in case.tracks:
        if wanted and track.no != wanted:
            continue
        procedure = work.register.procedure_by_hash(track.procedure_hash)
        for move in procedure.stage(track.stage).moves:
            if move.meaning is Meaning.ASK and track.state in move.source and PERSON in move.by:
                return track.no, move
    raise DomainError(Problem("no_next_stage"))


def finish_action(
    authority: str,
    actor: Actor,
    reference: str,
    issue: int,
    remedy: str,
    on: date,
    evidence: str = "",
    *,
    seen: int = 0,
    command_id: str = "",
) -> Done:
    """A promised remedy is done."""

    def do(work: Work, case: Case) -> Case:
        shown = work.seal_if(case.id, "evidence", evidence)
        return work.handle(case, FinishAction(issue, remedy, on, shown), seen=seen)

    return on_case(authority, actor, reference, "case.work", do, command_id=command_id)


def link(
    authority: str, actor: Actor, reference: str, other: str, kind: str, *, seen: int = 0, command_id: str = ""
) -> Done:
    """Tie the case to another of the same council, by its reference; both say so."""

    def do(work: Work, case: Case) -> Case:
        also = work.case_of(other)
        case = work.handle(case, Link(also.id, kind), seen=seen)
        work.handle(also, Link(case.id, kind))
        return case

    return on_case(authority, actor, reference, "case.work", do, command_id=command_id)


def close(
    authority: str, actor: Actor, reference: str, reason: str = "", *, seen: int = 0, command_id: str = ""
) -> Done:
    """Close the case; refused while anything is undecided, unanswered or promised and not done."""

    def do(work: Work, case: Case) -> Case:
        return work.handle(case, Close(work.seal_if(case.id, "closing_reason", reason)), seen=seen)

    return on_case(authority, actor, reference, "case.work", do, command_id=command_id)


def reopen(
    authority: str, actor: Actor, reference: str, reason: str, *, seen: int = 0, command_id: str = ""
) -> Done:
    """Open a closed case again, with a reason."""

    def do(work: Work, case: Case) -> Case:
        return work.handle(case, Reopen(work.seal_if(case.id, "reopening_reason", reason)), seen=seen)

    return on_case(authority, actor, reference, "case.work", do, command_id=command_id)


def move_version(
    authority: str,
    actor: Actor,
    reference: str,
    procedure_hash: str,
    reason: str,
    *,
    track: int = 1,
    seen: int = 0,
    command_id: str = "",
) -> Done:
    """Move a track to another adopted text of its procedure, with its dates before and after."""

    def do(work: Work, case: Case) -> Case:
        why = work.seal_if(case.id, "version_reason", reason)
        return work.handle(case, MoveVersion(track, procedure_hash, why), seen=seen)

    return on_case(authority, actor, reference, "case.rules", do, command_id=command_id)


def recalculate(authority: str, actor: Actor, case_id: str, *, command_id: str = "") -> Done:
    """Let the calendar in force now reach the case; nothing is written where no date moves."""
    return perform(
        authority, actor, lambda w: done(w.handle(w.case(case_id), Recalculate())), command_id=command_id
    )


def _words(given: str, name: str) -> str:
    text = given.strip()
    if not text:
        raise DomainError(Problem("words_missing", name))
    return text
