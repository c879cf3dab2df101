"""Signing in and out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, g, redirect, request, url_for
from flask_babel import gettext
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response

from core.domain.errors import DomainError
from core.services import accounts, sessions
from core.services.demo_accounts import DEMO_PASSWORD, code_shown, demo_accounts
from core.services.sessions import HalfOpen
from core.web.access import public, staff
from core.web.csrf import forms_are_public, hidden_inputs
from core.web.doorstep import attempt, know_browser
from core.web.forms.account import CodeForm, SignInForm
from core.web.language import language
from core.web.navigation import staff_navigation
from core.web.notice import tell
from core.web.pages import Page, is_demo_council, page
from core.web.sessions import forget_cookie, give_cookie, half_open, present_token
from core.web.signing_in import open_kept, safe_next, seal_kept

blueprint = Blueprint("account", __name__, url_prefix="/staff")


@dataclass(frozen=True)
class DemoAccount:
    """An invented person of a demonstration."""

    email: str
    about: str


@dataclass(frozen=True, kw_only=True)
class SignInPage(Page):
    """`kept`: something was being written when the session ended."""

    form: SignInForm
    kept: bool = False
    demo_accounts: tuple[DemoAccount, ...] = ()
    demo_password: str = ""


@dataclass(frozen=True, kw_only=True)
class CodePage(Page):
    """`demo_code` only in a demonstration."""

    form: CodeForm
    demo_code: str = ""


@dataclass(frozen=True, kw_only=True)
class ResumePage(Page):
    """What was written when the session ended, to be sent now."""

    action: str
    fields: Markup


@blueprint.get("/")
@staff
def home() -> Response:
    """The first page of the menu, which is what this person works with."""
    links = staff_navigation()
    return redirect(links[0].url if links else url_for("own_account.show"))


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> Response:
    """E-mail and password."""
    wanted = request.args.get("next", "")
    if request.method != "POST" and current_user.is_authenticated:
        return redirect(safe_next(wanted, url_for(".home")))
    form = SignInForm({"next": wanted})
    if request.method == "POST" and form.validate():
        try:
            token = accounts.check_password(attempt(), form.email.data or "", form.password.data or "")
        except DomainError as error:
            form.add(error)
        else:
            give_cookie(token)
            if not form.kept.data:
                return redirect(url_for(".code", next=form.next.data or None), 303)
            onward = CodeForm({"next": form.next.data, "kept": form.kept.data}, posted=False)
            return _code_page(onward, sessions.find_half_open(g.authority.code, token))
    return _sign_in_page(form)


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
@public
def code() -> Response:
    """The second factor."""
    form = CodeForm({"next": request.args.get("next", "")})
    waiting = half_open()
    if waiting is None:
        return _start_again()
    if request.method == "POST" and form.validate():
        try:
            token = accounts.check_code(attempt(), present_token(), form.code.data or "")
        except DomainError as error:
            form.add(error)
        else:
            give_cookie(token, signed_in=True)
            know_browser(waiting.member.identity_id)
            return _arrive(form)
    return _code_page(form, waiting)


@blueprint.post("/sign-out")
@staff
def sign_out() -> Response:
    """End this session, on the server and in the browser."""
    sessions.end(g.authority.code, present_token())
    forget_cookie()
    tell(gettext("You are signed out"))
    return redirect(url_for(".sign_in"), 303)


@blueprint.post("/stay")
@staff
def stay() -> Response:
    """Go on being signed in; asked by the warning before the end."""
    return Response(status=204) if request.headers.get("Sec-Fetch-Mode") != "navigate" else redirect(url_for(".home"))


def sign_in_again(kept: list[tuple[str, str]]) -> Response:
    """The sign-in page for somebody whose session ended while they were writing; their words travel along."""
    forms_are_public()
    form = SignInForm({"kept": seal_kept(kept, request.path)}, posted=False)
    response = _sign_in_page(form)
    response.status_code = 401
    return response


def _sign_in_page(form: SignInForm) -> Response:
    invented = tuple(_invented()) if is_demo_council() else ()
    context = SignInPage(
        title=gettext("Sign in"),
        form=form,
        kept=bool(form.kept.data),
        demo_accounts=invented,
        demo_password=DEMO_PASSWORD if invented else "",
    )
    return page("account/sign_in.html", context)


def _invented() -> Iterator[DemoAccount]:
    for member in demo_accounts(g.authority.code):
        roles = (g.runtime.roles[key].title.in_language(language()) for key in member.roles if key in g.runtime.roles)
        yield DemoAccount(member.email, f"{member.name}: {', '.join(roles)}")


def _code_page(form: CodeForm, waiting: HalfOpen | None) -> Response:
    if waiting is None:
        return _start_again()
    shown = code_shown(g.authority.code, waiting.member.identity_id) if is_demo_council() else ""
    return page("account/code.html", CodePage(title=gettext("Enter your code"), form=form, demo_code=shown))


def _start_again() -> Response:
    tell(gettext("Start again"), gettext("The code was not entered within 10 minutes."), "information")
    return redirect(url_for(".sign_in", next=request.args.get("next") or None), 303)


def _arrive(form: CodeForm) -> Response:
    """Where they wanted to go; or to what they were writing."""
    kept = open_kept(form.kept.data or "")
    if kept is None:
        return redirect(safe_next(form.next.data or "", url_for(".home")), 303)
    action, fields = kept
    return page(
        "account/resume.html",
        ResumePage(title=gettext("You are signed in again"), action=action, fields=hidden_inputs(fields)),
    )
