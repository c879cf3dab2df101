"""A small form on a case, from the first look to the redirect: the same road for every one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.fields.core import Field

from core.domain.errors import DomainError
from core.ids import new_id
from core.services.unit_of_work import NoSuchCase, NotPermitted
from core.web.casework.case_page import Row
from core.web.casework.view import CaseView
from core.web.forms.cases import CaseForm
from core.web.language import say
from core.web.notice import tell
from core.web.pages import Link, Page, page

HIDDEN = ("csrf_token", "seen", "once")
CHANGED = "changed_meanwhile"


@dataclass(frozen=True, slots=True)
class ActBody:
    """What the template of a small form asks for. `refused`: it cannot be done now, and `reasons` say why."""

    reference: str
    action: str
    case_url: str
    button: str
    intro: tuple[str, ...] = ()
    facts: tuple[Row, ...] = ()
    hints: Mapping[str, str] = field(default_factory=dict)
    widths: Mapping[str, str] = field(default_factory=dict)
    button_kind: str = ""
    refused: str = ""
    refused_words: str = ""
    reasons: tuple[str, ...] = ()
    theirs: Mapping[str, str] = field(default_factory=dict)

    def fields(self, form: CaseForm) -> Iterable[Field]:
        """The fields to ask, in the form's order."""
        return (one for one in form if one.name not in HIDDEN)


@dataclass(frozen=True, kw_only=True)
class ActPage(Page):
    page: ActBody


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done with a case: how it is called, what it says before, and what after.

    `theirs`: what somebody else wrote in a field since the page was opened, by the field's name.
    """

    title: str
    button: str
    done: str
    intro: tuple[str, ...] = ()
    detail: str = ""
    facts: tuple[Row, ...] = ()
    hints: Mapping[str, str] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    kind: str = ""
    theirs: Mapping[str, str] = field(default_factory=dict)


def start_values(view: CaseView) -> dict[str, str]:
    """What every form on a case starts with: the version that is being looked at, and a name for this very act."""
    return {"seen": str(view.case.seq), "once": new_id()}


def act(view: CaseView, form: CaseForm, about: Act, do: Callable[[CaseForm], object]) -> Response:
    """Show the form, or do what it asks and go back to the case. What was typed stays where it cannot be done.

    `do` calls one service; it may return an address to go to instead of the case.
    """
    case_url = url_for("cases.show", reference=view.reference)
    shown: Mapping[str, str] = {}
    if request.method == "POST" and not about.reasons and form.validate():
        try:
            where = do(form)
        except NoSuchCase:
            abort(404)
        except NotPermitted:
            abort(403)
        except DomainError as error:
            form.add(error)
            if about.theirs and any(problem.code == CHANGED for problem in error.problems):
                # Both are on the page now: pressing again is meant for the case as it is shown here.
                shown, form.seen.data = about.theirs, str(view.case.seq)
        else:
            tell(about.done, about.detail)
            return redirect(where if isinstance(where, str) else case_url)
    speak = say()
    body = ActBody(
        reference=view.reference,
        action=request.path,
        case_url=case_url,
        button=about.button,
        intro=about.intro,
        facts=about.facts,
        hints=about.hints,
        button_kind=about.kind,
        refused=speak("This cannot be done now") if about.reasons else "",
        refused_words=speak("Nothing has been changed. This stands in the way:"),
        reasons=about.reasons,
        theirs=shown,
    )
    back = Link(speak("Back to the case"), case_url)
    return page("staff/act.html", ActPage(title=about.title, form=form, back=back, page=body))
