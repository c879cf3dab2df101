"""The page of a case, in the order of its questions: who, what is due, by when, whose job, what to press."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import url_for

from core.domain.case import Case, Issue, IssueStatus, Remedy, Track, TrackStatus
from core.domain.cut_over import text_in_force_then
from core.domain.events import VersionMoved
from core.services.version_moves import name_now
from core.web.casework.clocks import ClockLine
from core.web.casework.handing import Handing
from core.web.casework.panels import PanelBox
from core.web.casework.steps import Steps, rewording_problems
from core.web.casework.timeline import TimelineEntry
from core.web.casework.version_page import move_url, standing_of
from core.web.casework.view import CaseView, channel_title, service_title
from core.web.language import language, say
from core.web.pages import Link, Page
from core.words import outcomes
from core.words.adjustments import in_words
from core.words.dates import day, moment, short_day_year
from core.words.status import issue_for_staff

TAGS = {
    IssueStatus.UNDECIDED: "govuk-tag--yellow",
    IssueStatus.ACCEPTED: "govuk-tag--blue",
    IssueStatus.REFUSED: "govuk-tag--grey",
    IssueStatus.WITHDRAWN: "govuk-tag--grey",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A label and what it says."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Alert:
    """A fact with a next step, above the fold."""

    title: str
    text: str
    kind: str = "information"
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class ActionLine:
    """Something that was promised, or done in the answer itself."""

    kind: str
    words: str
    state: str
    pounds: str = ""
    finish_url: str = ""


@dataclass(frozen=True, slots=True)
class FindingLine:
    stage: str
    finding: str
    reasons: str


@dataclass(frozen=True, slots=True)
class IssueLine:
    """One issue with all that was decided about it."""

    no: int
    words: str
    status: str
    tag: str
    service: str = ""
    refused: bool = False
    ground: str = ""
    cite: str = ""
    reason: str = ""
    goes_to: str = ""
    findings: tuple[FindingLine, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    restore_url: str = ""
    reword_url: str = ""
    rules: str = ""


@dataclass(frozen=True, slots=True)
class RulesLine:
    """`after` says whom the person can turn to after us. `then`: that another text was in force on the corrected day of
    receipt; empty where that is not so. `url` leads to the text, `move_url` to moving the case to another; "" for who
    may not."""

    text: str
    detail: str
    after: str
    then: str = ""
    url: str = ""
    move_url: str = ""


@dataclass(frozen=True, slots=True)
class LetterLine:
    title: str
    url: str
    when: str
    state: str
    tag: str
    rules: str = ""


@dataclass(frozen=True, slots=True)
class DraftLine:
    text: str
    url: str
    saved: str
    rules: str = ""


@dataclass(frozen=True, slots=True)
class LinkedLine:
    kind: str
    reference: str
    url: str


@dataclass(frozen=True, slots=True)
class CaseBody:
    """All that the template of a case asks for."""

    reference: str
    what: str
    facts: tuple[str, ...]
    handing: Handing
    alerts: tuple[Alert, ...]
    steps: Steps
    dates: tuple[ClockLine, ...]
    issues: tuple[IssueLine, ...]
    no_issues: str
    summary: str
    arrived: str
    wanted: str
    person: tuple[Row, ...]
    rules: tuple[RulesLine, ...]
    letters: tuple[LetterLine, ...]
    drafts: tuple[DraftLine, ...]
    linked: tuple[LinkedLine, ...]
    panels: tuple[PanelBox, ...]
    timeline: tuple[TimelineEntry, ...]
    newer_url: str
    older_url: str
    verified: str
    record_url: str


@dataclass(frozen=True, kw_only=True)
class CasePage(Page):
    page: CaseBody = field()


def facts_of(view: CaseView) -> tuple[str, ...]:
    """Under the heading: who, how it came, whose job it is."""
    speak = say()
    channel = channel_title(view.runtime, view.case.channel)
    name = view.person.name if view.person and view.person.name else speak("No name given")
    # Only stages are given to somebody: what follows no procedure has none.
    told = (_whose(view),) if followed(view.case) else ()
    return speak("%(name)s, by %(channel)s", name=name, channel=channel.lower()), *told


def _whose(view: CaseView) -> str:
    """Whose job it is; who answered, where somebody did without having been given it."""
    speak, owner = say(), view.name(view.owner())
    if owner:
        return speak("Owner: %(name)s", name=owner)
    answered = [view.name(t.answerers[t.stage]) for t in view.open_tracks if t.stage in t.answerers]
    if any(answered):
        return speak("Answered by %(names)s", names=speak.listed(list(dict.fromkeys(filter(None, answered)))))
    return speak("Owner: nobody yet")


def alerts_of(view: CaseView) -> tuple[Alert, ...]:
    """What must be known before anybody is rung or written to."""
    speak = say()
    found = []
    if view.person and view.person.contact_notes:
        found.append(Alert(speak("Before you contact them"), view.person.contact_notes, "warning"))
    if view.person and view.person.adjustments:
        found.append(Alert(speak("What they need from us"), in_words(view.person.adjustments, speak)))
    if view.case.waiting_for_person:
        found.append(Alert(speak("We asked them something"), speak("Our dates run on while we wait for their reply.")))
    return tuple(found)


def arrived(view: CaseView) -> str:
    """ "Received Thursday 19 December 2024 at 4:40pm, logged …": both, where they differ."""
    speak = say()
    told = speak("Received %(when)s, %(channel)s", when=moment(view.case.received_at, speak),
                 channel=channel_title(view.runtime, view.case.channel).lower())  # fmt: skip
    if (view.case.logged_at - view.case.received_at).total_seconds() > 3600:
        return speak("%(told)s. Entered %(when)s", told=told, when=moment(view.case.logged_at, speak))
    return told


def person_rows(view: CaseView) -> tuple[Row, ...]:
    """What we know of the person; only what has a value."""
    speak, details = say(), view.person
    if details is None:
        return ()
    channels = view.runtime.outbound_channels
    prefers = channels[details.prefers].title.in_language(language()) if details.prefers in channels else ""
    rows = (
        (speak("Name"), details.name),
        (speak("E-mail"), details.email),
        (speak("Phone"), details.phone),
        (speak("Address"), details.address),
        (speak("Postcode"), details.postcode),
        (speak("Prefers"), prefers),
    )
    return tuple(Row(key, value) for key, value in rows if value)


def rules_of(view: CaseView) -> tuple[RulesLine, ...]:
    """Which text the case follows, and why it keeps it."""
    speak = say()
    lines = []
    for track in view.open_tracks:
        procedure = view.procedure(track)
        standing = standing_of(view, track.procedure_hash)
        moved = [e for e in view.entries if isinstance(e.event, VersionMoved) and e.event.track == track.no]
        then = _then(view, track)
        if moved:
            detail = speak("The case was moved to it on %(when)s.", when=moment(moved[-1].at, speak))
        elif then:
            detail = speak("Kept from when it was first entered.")
        else:
            received = short_day_year(view.case.received_on, speak)
            detail = speak("In force when we received it, %(day)s, and kept to the end.", day=received)
        detail = f"{standing}. {detail}" if standing else detail
        title = procedure.title.in_language(language())
        name = name_now(view, track)
        named = speak("%(title)s: %(version)s", title=title, version=name)
        url = url_for("rules.show", procedure=track.procedure, version=name)
        after = speak("After us: %(ombudsman)s", ombudsman=procedure.ombudsman.name.in_language(language()))
        lines.append(RulesLine(named, detail, after, then, url, move_url(view, track)))
    return tuple(lines)


def _then(view: CaseView, track: Track) -> str:
    """One sentence where the day of receipt was corrected across a cut-over."""
    text = text_in_force_then(view.case, track, view.register)
    if text is None:
        return ""
    received = short_day_year(view.case.received_on, say())
    return say()(
        "On the corrected day of receipt, %(day)s, another version was in force: %(version)s. The dates here do not"
        " follow it.",
        day=received,
        version=text.version,
    )


def issues_of(view: CaseView, *, may_finish: bool, may_decide: bool) -> tuple[IssueLine, ...]:
    """Every issue with its decision, findings and remedies."""
    return tuple(_issue(view, issue, may_finish, may_decide) for issue in view.case.issues)


def _issue(view: CaseView, issue: Issue, may_finish: bool, may_decide: bool) -> IssueLine:
    speak = say()
    track = view.case.track(issue.track)
    procedure = view.procedure(track)
    ground = procedure.ground(issue.ground) if issue.ground else None
    undoes = may_decide and issue.status in (IssueStatus.ACCEPTED, IssueStatus.REFUSED)
    rests = track.state in view.stage(track).rests
    again = undoes and not rests and track.stage not in issue.findings and view.case.status == "open"
    restore = url_for("triage.restore", reference=view.reference, issue=issue.no) if again else ""
    rewordable = not rewording_problems(view, issue)
    return IssueLine(
        issue.no,
        view.read(issue.words),
        issue_for_staff(issue, speak),
        TAGS[issue.status],
        service_title(view.runtime, issue.service) if issue.service else "",
        issue.status is IssueStatus.REFUSED,
        ground.title.in_language(language()) if ground else issue.ground,
        ground.cite if ground else "",
        view.read(issue.refusal),
        view.read(issue.goes_to),
        tuple(_finding(view, track, issue, stage) for stage in issue.findings),
        tuple(_action(view, issue, remedy, may_finish) for remedy in issue.remedies),
        restore,
        url_for("triage.reword", reference=view.reference, issue=issue.no) if may_decide and rewordable else "",
        _rules(view, track),
    )


def _rules(view: CaseView, track: Track) -> str:
    """Which rules an issue follows, and who comes after us, where the case follows several."""
    rules, body = view.beside(track), view.procedure(track).ombudsman.name.in_language(language())
    return say()("%(rules)s; after us: %(ombudsman)s", rules=rules, ombudsman=body) if rules else ""


def _finding(view: CaseView, track: Track, issue: Issue, stage: str) -> FindingLine:
    title = view.procedure(track).stage(stage).title.in_language(language())
    reasons = next((e.event.reasons for e in reversed(view.entries) if _is_finding(e.event, issue.no, stage)), None)
    return FindingLine(title, outcomes.finding_for_staff(issue.findings[stage], say()), view.read(reasons))


def _is_finding(event: object, issue: int, stage: str) -> bool:
    return type(event).__name__ == "FindingMade" and (event.issue, event.stage) == (issue, stage)  # type: ignore[attr-defined]


def _action(view: CaseView, issue: Issue, remedy: Remedy, may_finish: bool) -> ActionLine:
    speak = say()
    open_ = remedy.done is None and may_finish and view.case.status == "open"
    url = url_for("actions.finish", reference=view.reference, issue=issue.no, remedy=remedy.id) if open_ else ""
    pounds = f"£{remedy.pounds}" if remedy.pounds else ""
    kind, state = outcomes.remedy_kind(remedy.kind, speak), outcomes.remedy_state(remedy, speak)
    return ActionLine(kind, view.read(remedy.words), state, pounds, url)


def linked_of(view: CaseView, words: dict[str, str]) -> tuple[LinkedLine, ...]:
    """Other cases of this council that belong to this one."""
    lines = []
    for other, kind in view.case.links:
        reference = view.references.get(other, "")
        if reference:
            lines.append(LinkedLine(words.get(kind, kind), reference, url_for("cases.show", reference=reference)))
    return tuple(lines)


def link_kinds() -> dict[str, str]:
    """How two cases may belong together, in words."""
    speak = say()
    return {
        "related": speak("They are about related things"),
        "duplicate": speak("They are about the same matter"),
        "became": speak("This one became the other"),
        "came_from": speak("This one came from the other"),
    }


def followed(case: Case) -> bool:
    """Whether it follows a procedure now; one put aside when the case was re-typed does not count."""
    return any(track.status is not TrackStatus.PARKED for track in case.tracks)


def no_issues(case: Case) -> str:
    """Why there is no issue yet."""
    speak = say()
    if not followed(case):
        return speak("This kind of feedback is not split into issues.")
    return speak("It has not been split into issues yet.")


def last_changed(view: CaseView) -> str:
    """When something was last recorded."""
    speak = say()
    return speak("Last recorded %(when)s", when=moment(view.entries[-1].at, speak)) if view.entries else ""


def due_day(view: CaseView, remedy: Remedy) -> str:
    return day(remedy.by, say()) if remedy.by else ""
