"""What a letter can say of a case: the placeholders of templates, and the facts that its checks measure it by.

Dates are those after the act, so the letter tells what will be so once it is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from core.domain.case import Case, Due, DueState, Finding, Issue, IssueStatus, Sealed, TrackStatus
from core.domain.errors import Problem
from core.domain.explain import explain
from core.domain.letter_checks import CaseFacts, IssueTold, Promise, even
from core.domain.letters import bullets
from core.domain.outcome import FAULT, RemedyKind
from core.domain.procedure import OWN_REASON, ClockKind, Meaning, Stage
from core.domain.standing import in_force
from core.domain.telling import TELLING, told_of_points
from core.services.letter_acts import Act, Place, Question, place_of, quoted_of
from core.services.letter_recipient import Recipient
from core.services.steps import FindingGiven, MoreTime, Step
from core.services.unit_of_work import Work
from core.words.clocks import resident_label, resident_sentence
from core.words.dates import by, day, working_days
from core.words.direction import closed
from core.words.outcomes import finding_for_person, remedy_kind
from core.words.reasons import because
from core.words.say import Say, inside

Speaker = Callable[[str], Say]
"""Gives the `Say` of a language."""


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a letter is made from. `holds` are the conditions of sections that are so.

    `rows` stand at the top: the answer first, then the reasons. `about` is the procedure that the letter is about where
    the case follows several; otherwise "".
    """

    values: dict[str, str]
    facts: CaseFacts
    holds: frozenset[str]
    rows: tuple[tuple[str, str], ...] = ()
    warnings: tuple[Problem, ...] = ()
    about: str = ""


@dataclass(slots=True)
class _Gathering:
    work: Work
    case: Case
    act: Act
    place: Place
    after: Case
    say: Say
    dates: list[str] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @property
    def language(self) -> str:
        return self.say.language

    def answer(self, key: str) -> str:
        """What a need of the step was answered with, as text."""
        given = self.act.answers.get(key, "") if isinstance(self.act, Step) else ""
        return closed(given.strip()) if isinstance(given, str) else ""

    def read(self, sealed: Sealed | None) -> str:
        """Words as they may stand between ours: they turn no text round but their own."""
        return closed(self.work.read(sealed))

    def answered_on(self, key: str) -> date | None:
        given = self.act.answers.get(key) if isinstance(self.act, Step) else None
        return given if isinstance(given, date) else None

    def due(self) -> Due | None:
        """The limit by which we must answer, after the act."""
        if self.place.track is None or self.place.procedure is None or self.place.stage is None:
            return None
        track = self.after.track(self.place.track.no)
        for clock in self.place.stage.clocks:
            if clock.kind is ClockKind.LIMIT and clock.met_by[:1] == ("answered",) and not clock.extends:
                return in_force(self.place.procedure, track, clock.key)
        return None


def material(work: Work, case: Case, act: Act, after: Case, to: Recipient, speaker: Speaker) -> Material:
    """Gather what the letter of `act` needs; `after` is the case as it will be, or `case` where that is refused."""
    found = _Gathering(work, case, act, place_of(work, case, act), after, speaker(to.language))
    issues = _issues(found)
    values = _council(found) | _of_case(found, to, issues) | _of_stage(found) | _of_dates(found)
    facts = CaseFacts(
        reference=case.reference,
        stage=values["stage"],
        next_stage=values["next_stage"],
        ombudsman=values["ombudsman"],
        ombudsman_web=values["ombudsman_web"],
        understanding=found.answer("understanding"),
        wanted=values["wanted"],
        dates=tuple(found.dates),
        reason=values["reason"],
        question=values["question"],
        issues=issues,
        quoted=_quoted(found, values),
    )
    return Material(
        values, facts, _holds(found, issues, values), _rows(found, issues, values), tuple(found.warnings), _about(found)
    )


def _about(found: _Gathering) -> str:
    """The title of the procedure that the act belongs to, where the case follows several at once."""
    live = [track for track in found.case.tracks if track.status is not TrackStatus.PARKED]
    if found.place.procedure is None or len(live) < 2 or not isinstance(found.act, Step | MoreTime):
        return ""
    return found.place.procedure.title.in_language(found.language)


def _council(found: _Gathering) -> dict[str, str]:
    profile = found.work.runtime.profile
    contact, language = profile.contact, found.language
    return {
        "council": profile.name,
        "phone": contact.phone,
        "email": contact.email,
        "hours": contact.hours.in_language(language),
    }


def _of_case(found: _Gathering, to: Recipient, issues: tuple[IssueTold, ...]) -> dict[str, str]:
    case, work, say = found.case, found.work, found.say
    kind = work.runtime.feedback_types.get(case.type)
    accepted = [issue.words for issue in issues if issue.status == "accepted"]
    said = even(found.answer("understanding"))
    points = bullets(words for words in accepted if even(words) not in said)
    understanding = "\n\n".join(filter(None, (found.answer("understanding"), points))) or found.read(case.summary)
    promises = [promise for issue in issues for promise in issue.promises]
    return {
        "name": closed(to.name),
        "thing": inside(kind.title.in_language(found.language)) if kind else case.type,
        "reference": case.reference,
        "received": day(case.received_on, say),
        "summary": found.read(case.summary),
        "wanted": found.answer("outcome_sought") or found.read(case.wanted),
        "understanding": understanding,
        "actions": bullets(promise.told for promise in promises if promise.by),
        "promised": bullets(promise.told for promise in promises),
        "how": found.answer("how"),
        "reason": closed(found.act.reason.strip()) if isinstance(found.act, MoreTime) else "",
        "question": closed(found.act.question.strip()) if isinstance(found.act, Question) else "",
    }


def _of_stage(found: _Gathering) -> dict[str, str]:
    """The stage, and what comes after it."""
    blank = dict.fromkeys(("stage", "stage_received", "next_stage", "next_stage_how", "ombudsman", "ombudsman_web"), "")
    procedure, stage, track = found.place.procedure, found.place.stage, found.place.track
    if procedure is None or stage is None or track is None:
        return blank | {"stage_received": day(found.case.received_on, found.say)}
    begun = track.facts.get(f"{stage.key}.received")
    language = found.language
    told = blank | {
        "stage": stage.title.in_language(language).lower(),
        "stage_received": day(begun.on if begun else found.case.received_on, found.say),
        "ombudsman": procedure.ombudsman.name.in_language(language),
        "ombudsman_web": procedure.ombudsman.web,
    }
    following = next((s for s in procedure.stages if s.key == stage.signpost), None)
    if following is not None:
        asking = next(
            (m for m in stage.moves if m.meaning is Meaning.ASK and m.target == f"stage:{following.key}"), None
        )
        wanted = [need for need in asking.needs if not need.optional] if asking else []
        free, bound = (
            found.say("You need not give a reason."),
            found.say("Please tell us which parts are still not right, and what should happen now."),
        )
        told |= {
            "next_stage": following.title.in_language(language).lower(),
            "next_stage_how": " ".join((*_what_it_is(found, stage, following), bound if wanted else free)),
        }
    return told


def _what_it_is(found: _Gathering, stage: Stage, following: Stage) -> Iterator[str]:
    """What the person gets by asking for the stage that follows."""
    if following.findings and not stage.findings:
        yield found.say("That makes it a formal complaint.")
    if following.not_by:
        yield found.say("Someone new to this will look at it again.")


def _of_dates(found: _Gathering) -> dict[str, str]:
    """Every date that the letter tells; those that it must tell are kept in `found.dates`."""
    say, due = found.say, found.due()
    told = dict.fromkeys(("answer_by", "current_date", "next_date", "was", "days", "new_date", "reply_by"), "")
    if due is not None and due.on is not None:
        told["current_date"] = f"{resident_label(due.clock, due.firm, say)} {day(due.on, say)}"
        told["next_date"] = resident_sentence(due, say)
        told["answer_by"] = by(due.on, _why(found, due), say)
    stated = found.answered_on("answer_by")
    if stated is not None:
        same = due is not None and due.on == stated
        told["answer_by"] = by(stated, _why(found, due) if same and due else "", say)
        if due is not None and due.on is not None and stated > due.on:
            params = (("date", stated.isoformat()), ("due", due.on.isoformat()))
            found.warnings.append(Problem("letter_date_after_due", "answer_by", params))
    if isinstance(found.act, MoreTime):
        told |= _extension(found, found.act)
    elif isinstance(found.act, Question) and found.act.reply_by is not None:
        told["reply_by"] = by(found.act.reply_by, "", say)
        found.dates.append(day(found.act.reply_by, say))
    elif stated is not None:
        found.dates.append(day(stated, say))
    elif not isinstance(found.act, Question) and due is not None and due.on is not None:
        found.dates += [day(due.on, say)] if due.state is DueState.RUNNING else []
    return told


def _extension(found: _Gathering, act: MoreTime) -> dict[str, str]:
    place, say = found.place, found.say
    if place.track is None or place.procedure is None:
        return {}
    before = in_force(place.procedure, place.track, act.clock)
    now = in_force(place.procedure, found.after.track(place.track.no), act.clock)
    new = day(now.on, say) if now and now.on and found.after is not found.case else ""
    found.dates += [new] if new else []
    was = day(before.on, say) if before and before.on else ""
    return {"was": was, "new_date": new, "days": working_days(act.days, say)}


def _why(found: _Gathering, due: Due) -> str:
    """The reason in brackets behind the date; none for a date that an extension stated."""
    if found.place.track is None:
        return ""
    track = found.after.track(found.place.track.no)
    return because(explain(track, due.clock, found.work.register).reason, found.say)


def _issues(found: _Gathering) -> tuple[IssueTold, ...]:
    """The issues of the track as the letter tells them, with the findings that this act makes."""
    track = found.place.track.no if found.place.track else 0
    findings = {f.issue: f for f in found.act.findings} if isinstance(found.act, Step) else {}
    told = [_issue(found, issue, findings.get(issue.no)) for issue in found.case.issues if issue.track in (track, 0)]
    known = _refusals_told(found)
    told = [issue for issue in told if issue.status != "refused" or issue.no not in known]
    if found.place.move is not None and found.place.move.meaning is Meaning.REFUSE:
        points = [issue for issue in told if issue.status == "refused"]
        whole = IssueTold(
            0, found.read(found.case.summary), "refused", ground=_ground(found, found.answer("ground")),
            refusal=found.answer("reason"), goes_to=found.answer("goes_to"),
            own_reason=found.answer("ground") == OWN_REASON,
        )  # fmt: skip
        return tuple(points if _says_no_more(whole, points) else [whole, *points])
    return tuple(told)


def _says_no_more(whole: IssueTold, points: list[IssueTold]) -> bool:
    """Whether the whole is refused on the grounds, for the reasons and to the places of its points, and no others."""
    every = (
        {even(whole.refusal), even("\n\n".join(dict.fromkeys(point.refusal for point in points)))},
        {even(whole.goes_to), even("\n\n".join(dict.fromkeys(point.goes_to for point in points)))},
    )
    return whole.ground in {point.ground for point in points} and all(len(same) == 1 for same in every)


def _refusals_told(found: _Gathering) -> frozenset[int]:
    """The points whose refusal this letter leaves out: a step that tells them tells each once, and nothing else does.

    An answer tells what no letter told before it. An acknowledgement, and a refusal of the whole, tell them all.
    """
    move = found.place.move
    if move is None or move.meaning not in TELLING:
        return frozenset(issue.no for issue in found.case.issues)
    if move.meaning is not Meaning.ANSWER:
        return frozenset()
    entries = found.work.stream(found.case.id).entries
    return told_of_points((entry.seq, entry.event) for entry in entries if entry.seq <= found.case.seq).issues


def _issue(found: _Gathering, issue: Issue, given: FindingGiven | None) -> IssueTold:
    read, say = found.read, found.say
    finding = Finding(given.finding) if given and given.finding in {f.value for f in Finding} else None
    return IssueTold(
        no=issue.no,
        words=read(issue.words),
        status=issue.status.value,
        finding=finding.value if finding else "",
        finding_words=finding_for_person(finding, say) if finding else "",
        reasons=closed(given.reasons.strip()) if given else "",
        promises=tuple(_promise(found, r.kind, r.words, r.by) for r in given.remedies) if given else (),
        ground=_ground(found, issue.ground) if issue.status is IssueStatus.REFUSED else "",
        refusal=read(issue.refusal),
        goes_to=read(issue.goes_to),
        apologised=any(remedy.kind == RemedyKind.APOLOGY for remedy in issue.remedies),
        own_reason=issue.ground == OWN_REASON,
    )


def _promise(found: _Gathering, kind: str, words: str, until: date | None) -> Promise:
    say, text = found.say, closed(words.strip().rstrip("."))
    what = text or remedy_kind(kind, say)
    told = say("%(what)s, %(by)s", what=what, by=by(until, "", say)) if until else what
    return Promise(kind, text, day(until, say) if until else "", told)


def _ground(found: _Gathering, key: str) -> str:
    grounds = found.place.procedure.grounds if found.place.procedure else ()
    title = next((ground.title for ground in grounds if ground.key == key), None)
    return title.in_language(found.language).rstrip(".") if title else ""


def _rows(found: _Gathering, issues: tuple[IssueTold, ...], values: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The news in a few lines: the new date, or what was found on each point."""
    say = found.say
    if isinstance(found.act, MoreTime) and values["new_date"]:
        return (say("Date before"), values["was"]), (say("New date"), values["new_date"])
    told = [issue for issue in issues if issue.finding_words]
    one = len(told) == 1
    return tuple(
        (say("What we found") if one else say("Point %(n)s", n=str(issue.no)), issue.finding_words) for issue in told
    )


def _quoted(found: _Gathering, values: dict[str, str]) -> tuple[str, ...]:
    """The person's own words: blanks and hard words in them are theirs."""
    return tuple(dict.fromkeys(filter(None, (*quoted_of(found.work, found.case), values["wanted"]))))


def _asked_again(place: Place) -> bool:
    """Whether the person asked for this stage: one before it was gone through."""
    if place.procedure is None or place.stage is None or place.track is None:
        return False
    before = takewhile(lambda stage: stage.key != place.track.stage, place.procedure.stages)
    return any(f"{stage.key}.received" in place.track.facts for stage in before)


def _holds(found: _Gathering, issues: tuple[IssueTold, ...], values: dict[str, str]) -> frozenset[str]:
    due, deadline = found.due(), bool(values["reply_by"])
    refused = any(issue.status == "refused" for issue in issues)
    upheld = any(issue.finding in {f.value for f in FAULT} for issue in issues)
    answers = found.place.move is not None and found.place.move.meaning is Meaning.ANSWER
    conditions = {
        "next_stage": bool(values["next_stage"]),
        "final": bool(values["stage"]) and not values["next_stage"],
        "replied": answers and bool(values["next_stage"]),
        "replied_last": answers and not values["next_stage"],
        "refused": refused,
        "refused_early": refused and bool(values["next_stage"]),
        "actions": bool(values["actions"]),
        "promised": bool(values["promised"]),
        "deadline": deadline or (not isinstance(found.act, Question) and due is not None),
        "upheld": upheld,
        "first": not _asked_again(found.place),
        "later": _asked_again(found.place),
    }
    return frozenset(name for name, so in conditions.items() if so)
