"""What is said about a case without moving it: information, notes, questions, letters, links, and what was erased."""

from __future__ import annotations

from core.domain import commands as c
from core.domain import events as e
from core.domain.deciding.desk import Desk, require
from core.domain.errors import Problem, refuse_if
from core.domain.outcome import LinkKind

LINKS = frozenset(LinkKind)


def add_information(desk: Desk, command: c.AddInformation) -> tuple[e.Event, ...]:
    """Always possible, also on a closed case: whoever writes to us is heard. It never moves a date."""
    refuse_if(require(command.channel, "channel_missing", "channel"))
    return (e.InformationAdded(command.words, command.channel),)


def add_note(desk: Desk, command: c.AddNote) -> tuple[e.Event, ...]:
    return (e.NoteAdded(command.words),)


def ask_person(desk: Desk, command: c.AskPerson) -> tuple[e.Event, ...]:
    """A question is a status; every clock runs on."""
    problems = desk.closed()
    if command.reply_by is not None and command.reply_by < desk.today:
        problems.append(Problem("date_passed", "reply_by"))
    refuse_if(problems)
    return (e.PersonAsked(command.question, command.reply_by, command.letter),)


def send_letter(desk: Desk, command: c.SendLetter) -> tuple[e.Event, ...]:
    """Always possible, also on a closed case: what its letter tells of was decided before."""
    sent = e.LetterSent(
        command.letter, command.track, command.key, command.channel, command.commitment, command.alone
    )
    return (sent,)


def link(desk: Desk, command: c.Link) -> tuple[e.Event, ...]:
    """Tie two cases. A request that became a complaint stays open and is worked on (LGSCO Code 2024, section 1)."""
    problems = []
    if command.kind not in LINKS:
        problems.append(Problem("unknown_link_kind", "kind", (("kind", command.kind),)))
    if command.other in ("", desk.case.id):
        problems.append(Problem("link_needs_other_case", "other"))
    if (command.other, command.kind) in desk.case.links:
        problems.append(Problem("already_linked", "other"))
    refuse_if(problems)
    return (e.Linked(command.other, command.kind),)


def erase(desk: Desk, command: c.EraseWords) -> tuple[e.Event, ...]:
    """Words were destroyed with their keys; the rule that asked for it is kept, the words are not."""
    gone = command.rows or command.letters or command.person
    refuse_if(require(gone, "rows_missing", "rows") + require(command.rule, "rule_missing", "rule"))
    return (e.WordsErased(command.rows, command.rule, command.letters, command.person),)
