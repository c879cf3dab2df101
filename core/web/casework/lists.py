"""Cases as lines of a list: what they are about, what is due next, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import url_for

from core.domain.calendar import WorkingCalendar
from core.domain.case import Due
from core.domain.procedure import Procedure
from core.domain.register import Register
from core.host import AuthorityRuntime
from core.persistence.queries.lines import CaseLine
from core.services.opening import Standing
from core.web.access import may
from core.web.casework.clocks import ClockLine
from core.web.casework.handing import WORKS
from core.web.casework.view import service_title, type_title
from core.web.language import language, say
from core.web.pages import Link
from core.words.adjustments import in_words
from core.words.clocks import badge, staff_label
from core.words.dates import short_day_year

ABOUT = 90


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line. `flags` are what must be known before opening it."""

    reference: str
    url: str
    person: str
    about: str
    kind: str
    flags: tuple[str, ...]
    clock: ClockLine | None
    standing: str
    owner: str
    take_url: str
    give_url: str = ""


@dataclass(frozen=True, slots=True)
class Empty:
    """What belongs here, why there is none, one thing to do."""

    text: str
    why: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """Makes rows: what is the same for every line of a page is looked up once.

    `resting`: (procedure, stage, state) where all is answered, so that there is nothing to take.
    """

    runtime: AuthorityRuntime
    stages: dict[str, str]
    resting: frozenset[tuple[str, str, str]]
    calendar: WorkingCalendar | None
    today: date

    def rows(self, lines: Iterable[CaseLine]) -> tuple[CaseRow, ...]:
        return tuple(map(self.row, lines))

    def row(self, line: CaseLine) -> CaseRow:
        """The line as the page shows it."""
        workable = line.status == "open" and bool(line.procedure)
        free = workable and not line.owner and (line.procedure, line.stage, line.state) not in self.resting
        return CaseRow(
            line.reference,
            url_for("cases.show", reference=line.reference),
            line.person or say()("No name given"),
            short(line.summary),
            case_kind(self.runtime, line, self.stages),
            _flags(line),
            self._clock(line),
            _standing(line),
            line.owner_name,
            url_for("actions.take", reference=line.reference) if free and may(WORKS) else "",
            url_for("actions.assign", reference=line.reference) if workable and may("case.assign") else "",
        )

    def _clock(self, line: CaseLine) -> ClockLine | None:
        if line.next_due is None or self.calendar is None:
            return None
        speak = say()
        label = staff_label(line.next_clock, speak)
        due = Due(line.next_clock, line.next_due, line.next_firm, "")
        words = speak("is that the date of %(reference)s: %(clock)s", clock=label, reference=line.reference)
        url = url_for("why.find", reference=line.reference, clock=line.next_clock)
        return ClockLine(label, badge(due, self.today, self.calendar, speak), url, words)


def lines_of(standing: Standing) -> Lines:
    """Makes rows for the council as it stands."""
    council = standing.council
    stages, resting = stage_titles(council.register), resting_states(council.register)
    return Lines(council.runtime, stages, resting, standing.calendar, standing.today)


def _standing(line: CaseLine) -> str:
    """Where a case stands for which no date runs."""
    speak = say()
    if line.status == "closed":
        return speak("Closed %(day)s", day=short_day_year(line.closed_at.date(), speak)) if line.closed_at else ""
    state = line.state.replace("_", " ").capitalize()
    return speak("%(state)s, no date runs", state=state) if state else speak("No dates")


def _flags(line: CaseLine) -> tuple[str, ...]:
    speak, found = say(), []
    if line.adjustments:
        found.append(speak("Needs: %(what)s", what=short(in_words(line.adjustments, speak), 60)))
    if line.waiting:
        found.append(speak("Waiting for the person"))
    if line.open_actions:
        found.append(speak.count("%(n)s promise open", "%(n)s promises open", line.open_actions))
    return tuple(found)


def case_kind(runtime: AuthorityRuntime, line: CaseLine, stages: dict[str, str] | None = None) -> str:
    """ "Complaint, stage 1 · Bins and recycling"."""
    kind = type_title(runtime, line.type)
    if line.stage:
        kind = f"{kind}, {(stages or {}).get(line.stage, line.stage.replace('stage', 'stage ')).lower()}"
    return f"{kind} · {service_title(runtime, line.service)}" if line.service else kind


def short(text: str, most: int = ABOUT) -> str:
    """The first words, for knowing a case by; the whole is on its page."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0].rstrip(" ,.;:") + "…"


def stage_titles(register: Register) -> dict[str, str]:
    """The stages of every procedure that the council has ever followed."""
    found: dict[str, str] = {}
    for text in register.texts.values():
        if isinstance(text, Procedure):
            found |= {stage.key: stage.title.in_language(language()) for stage in text.stages}
    return found


def resting_states(register: Register) -> frozenset[tuple[str, str, str]]:
    """(procedure, stage, state) where a stage rests, of every procedure that the council has ever followed."""
    texts = (text for text in register.texts.values() if isinstance(text, Procedure))
    return frozenset((text.key, stage.key, state) for text in texts for stage in text.stages for state in stage.rests)


def state_titles(register: Register) -> dict[str, str]:
    """Where a track may stand, by the names that the procedures give."""
    states: dict[str, str] = {}
    for text in register.texts.values():
        if isinstance(text, Procedure):
            for stage in text.stages:
                targets = (move.target for move in stage.moves if move.target and ":" not in move.target)
                named = (stage.start, *targets, *stage.rests)
                states |= {state: state.replace("_", " ").capitalize() for state in named}
    return states
