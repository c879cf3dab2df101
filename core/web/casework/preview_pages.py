"""The last look before a step is taken: the letter as it will go, every check, the dates before and after."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g, redirect, request, url_for
from flask_babel import gettext
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response

from core.domain.errors import DomainError, Problem
from core.domain.standing import DueChange, changes, moved
from core.ids import new_id
from core.persistence.repositories.letters import LetterDraft
from core.services import letter_drafts
from core.web.casework.case_page import Alert, Row
from core.web.casework.effects import DateChange, date_changes
from core.web.casework.letter_words import check_names
from core.web.casework.move_pages import dry_run, problems_of
from core.web.casework.moving import Filled, Target, fill
from core.web.casework.sending import send_it
from core.web.csrf import FIELD
from core.web.forms.cases import version_of
from core.web.forms.once import command_id
from core.web.language import say
from core.web.pages import Link, Page, page
from core.words.adjustments import in_words
from core.words.dates import day
from core.words.problems import sentence


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the list beside a letter. `url` leads to the part to mend."""

    verdict: str
    text: str
    state: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class PreviewBody:
    """What the template of the last look asks for. `shown` is the digest of the letter that is being looked at."""

    reference: str
    stage: str
    edit_url: str
    send_url: str
    case_url: str
    send_button: str
    seen: int
    once: str
    draft_version: int
    shown: str
    letter: Markup | None
    to: str
    problems: tuple[Link, ...]
    problems_title: str
    notes: tuple[Alert, ...]
    facts: tuple[Row, ...]
    checks: tuple[CheckLine, ...]
    checks_title: str
    dates: tuple[DateChange, ...]


@dataclass(frozen=True, kw_only=True)
class PreviewPage(Page):
    page: PreviewBody


def looked_at(target: Target) -> Response:
    """Show what will go; take the step when it is pressed and nothing has changed since it was shown."""
    if target.barred or (target.writing and not target.writes):
        return redirect(target.url)
    draft = letter_drafts.draft_of(g.authority.code, current_user.actor, target.view.case.id, target.empty())
    if draft is None:
        return redirect(target.url)
    made = fill(target, draft.typed)
    if request.method != "POST":
        return _page(target, made, draft)
    if request.form.get("draft_version") != str(draft.version) or request.form.get("shown") != shown_of(made):
        return _page(target, made, draft, note=_changed())
    try:
        return send_it(target, made, version_of(request.form.get("seen")) or 0, command_id())
    except DomainError as error:
        return _page(target, made, draft, refused=error.problems)


def shown_of(made: Filled) -> str:
    """What tells whether a letter is still the one that was looked at."""
    return made.letter.document.digest if made.letter else ""


def _changed() -> Alert:
    words = gettext("Something changed while you were looking. Nothing was sent. Look at it as it is now.")
    return Alert(gettext("Look again"), words, "warning")


def _page(
    target: Target,
    made: Filled,
    draft: LetterDraft,
    *,
    note: Alert | None = None,
    refused: tuple[Problem, ...] = (),
) -> Response:
    speak, view = say(), target.view
    problems = _problems(target, made, refused)
    letter = made.letter
    warnings = letter.warnings if letter else ()
    notes = [one for one in (note, *_needs(made)) if one is not None]
    body = PreviewBody(
        reference=view.reference,
        stage=target.where,
        edit_url=target.url,
        send_url=f"{target.url}/preview",
        case_url=url_for("cases.show", reference=view.reference),
        send_button=_button(target, made),
        seen=view.case.seq,
        once=new_id(),
        draft_version=draft.version,
        shown=shown_of(made),
        letter=Markup(letter.html) if letter else None,  # noqa: S704 - the letter's renderer escapes all it draws
        to=_to(made),
        problems=problems,
        problems_title=speak("Nothing has been sent yet. Before this can go:"),
        notes=tuple(notes),
        facts=() if letter else _facts(made),
        checks=_checks(target, made, problems, warnings),
        checks_title=_checks_title(made, problems),
        dates=date_changes(target, _effects(target, made)),
    )
    title = speak("Preview: %(what)s", what=target.title)
    answer = page("staff/preview.html", PreviewPage(title=title, back=Link(speak("Change it"), target.url), page=body))
    answer.status_code = 400 if refused else 200
    return answer


def _needs(made: Filled) -> list[Alert]:
    """What the person asked us to do for them, and which of it the letter does by itself."""
    if made.letter is None or not made.letter.recipient.adjustments:
        return []
    speak = say()
    told = [in_words(made.letter.recipient.adjustments, speak).rstrip(".") + "."]
    if made.letter.document.large:
        told.append(speak("This letter goes in large print (18 point)."))
    return [Alert(speak("What they need from us"), " ".join(told))]


def _problems(target: Target, made: Filled, refused: tuple[Problem, ...]) -> tuple[Link, ...]:
    """Every gap, each leading to the field that fills it."""
    form = made.form
    if FIELD in form:
        del form[FIELD]
    form.validate()
    found = refused or problems_of(target, made)
    form.add_problems([(problem, sentence(problem, say())) for problem in found])
    return tuple(Link(line.text, f"{target.url}{line.href}") for line in form.summary())


def _effects(target: Target, made: Filled) -> tuple[DueChange, ...]:
    if made.letter is not None:
        return made.letter.effects
    seen = dry_run(target, made)
    if seen.after is None:
        return ()
    before, after = target.on.dues, seen.after.track(target.on.no).dues
    return changes(before, moved(before, after))


def _checks(
    target: Target, made: Filled, problems: tuple[Link, ...], warnings: tuple[Problem, ...]
) -> tuple[CheckLine, ...]:
    """What was checked: first what is missing, then what deserves a second thought, then what is well."""
    speak = say()
    lines = [CheckLine(speak("No"), problem.text, "no", problem.url) for problem in problems]
    for warning in warnings:
        name = made.form.field_for(warning)
        url = f"{target.url}#{name}" if name else target.url
        lines.append(CheckLine(speak("Think again"), sentence(warning, speak), "look", url))
    if made.letter is not None:
        names = check_names()
        lines += [CheckLine(speak("OK"), names[key], "ok") for key in made.letter.passed if key in names]
    return tuple(lines)


def _checks_title(made: Filled, problems: tuple[Link, ...]) -> str:
    speak = say()
    if made.letter is None:
        return speak("Before this can be recorded")
    well = len(made.letter.passed)
    return speak("Before this can go: %(well)s of %(all)s", well=str(well), all=str(well + len(problems)))


def _button(target: Target, made: Filled) -> str:
    speak = say()
    if made.letter is None:
        return speak("Record: %(what)s", what=target.title.lower())
    if target.extendable is not None:
        return speak("Extend and tell the person")
    return speak("Send the letter")


def _to(made: Filled) -> str:
    """Whom the letter goes to, and how."""
    if made.letter is None:
        return ""
    to, speak = made.letter.recipient, say()
    where = to.address.replace("\n", ", ") or speak("nowhere yet")
    return speak("To %(name)s, %(where)s", name=to.name or speak("the person"), where=where)


def _facts(made: Filled) -> tuple[Row, ...]:
    """What a step without a letter records."""
    speak, rows = say(), []
    for need, entered in made.form.needs():
        value = entered.data
        if value in (None, "", False):
            continue
        choices = dict(need.choices)
        shown = choices.get(str(value), day(value, speak) if hasattr(value, "isoformat") else str(value))
        rows.append(Row(need.label, speak("Yes") if value is True else shown))
    if made.form.shape.backdated and made.form.earlier and made.form.happened_on.data:
        rows.append(Row(speak("When"), day(made.form.happened_on.data, speak)))
    for issue in made.form.issues():
        finding = dict(made.form.shape.findings).get(issue.finding.data or "", "")
        told = "\n\n".join(filter(None, (finding, issue.reasons_told)))
        rows.append(Row(speak("Issue %(number)s", number=str(issue.no)), told))
    return tuple(rows) or (Row(speak("What"), speak("Nothing more is needed.")),)
