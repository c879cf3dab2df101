"""One's own account: sessions, password, backup codes, and the other councils one works for."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, g, redirect, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from core.domain.errors import DomainError
from core.services import accounts, sessions
from core.services.councils import councils_of
from core.web.access import staff
from core.web.doorstep import attempt, words_others_try_first
from core.web.forms.account import ChangePasswordForm, ConfirmForm
from core.web.language import language, say
from core.web.mailed_links import host_url
from core.web.notice import tell
from core.web.pages import Fact, Link, Page, page
from core.web.sessions import give_cookie
from core.words import dates

blueprint = Blueprint("own_account", __name__, url_prefix="/staff/account")


@dataclass(frozen=True, kw_only=True)
class AccountPage(Page):
    """`sessions` are rows of a table; `others`: there are sessions besides this one."""

    facts: tuple[Fact, ...]
    sessions: tuple[tuple[str, ...], ...]
    others: bool


@dataclass(frozen=True, kw_only=True)
class CodesPage(Page):
    """Backup codes, shown once."""

    codes: tuple[str, ...]
    next_url: str


@dataclass(frozen=True, kw_only=True)
class CouncilsPage(Page):
    """The councils that the reader works for; the one without an address is this one."""

    links: tuple[Link, ...]


@blueprint.get("")
@staff
def show() -> Response:
    """Who I am here, and where I am signed in."""
    mine = current_user.signed_in
    found = sessions.own(g.authority.code, mine)
    roles = (g.runtime.roles[key].title.in_language(language()) for key in mine.roles if key in g.runtime.roles)
    return page(
        "account/show.html",
        AccountPage(
            title=gettext("Your account"),
            facts=(
                Fact(gettext("Name"), mine.name),
                Fact(gettext("E-mail address"), mine.email),
                Fact(gettext("Your roles here"), ", ".join(roles)),
            ),
            sessions=tuple(_session_row(one, mine.token_hash) for one in found),
            others=len(found) > 1,
        ),
    )


def _session_row(one: sessions.OwnSession, mine: str) -> tuple[str, str, str]:
    what = gettext("This browser") if one.token_hash == mine else one.browser
    return (dates.moment(one.since, say()), dates.moment(one.last_used, say()), what)


@blueprint.post("/end-others")
@staff
def end_others() -> Response:
    """End my sessions in other browsers."""
    ended = sessions.end_others(g.authority.code, current_user.signed_in)
    tell(gettext("Your other sessions have ended"), gettext("There were %(n)s.", n=ended))
    return redirect(url_for(".show"), 303)


@blueprint.route("/password", methods=["GET", "POST"])
@staff
def change_password() -> Response:
    """A new password ends every session but the one it begins."""
    form = ChangePasswordForm()
    if request.method == "POST" and form.validate():
        typed = (form.present_password.data or "", form.new_password.data or "")
        try:
            token = accounts.change_password(attempt(), current_user.signed_in, *typed, words_others_try_first())
        except DomainError as error:
            form.add(error)
        else:
            give_cookie(token)
            tell(gettext("Your password is changed"), gettext("Your other sessions have ended, at every council."))
            return redirect(url_for(".show"), 303)
    return page("account/change_password.html", Page(title=gettext("Change your password"), form=form, back=_back()))


@blueprint.route("/backup-codes", methods=["GET", "POST"])
@staff
def backup_codes() -> Response:
    """New backup codes, after the password."""
    form = ConfirmForm()
    if request.method == "POST" and form.validate():
        try:
            codes = accounts.new_backup_codes(attempt(), current_user.signed_in, form.password.data or "")
        except DomainError as error:
            form.add(error)
        else:
            shown = CodesPage(title=gettext("Keep these codes"), codes=tuple(codes), next_url=url_for(".show"))
            return page("account/backup_codes.html", shown)
    return page("account/confirm_codes.html", Page(title=gettext("Make new backup codes"), form=form, back=_back()))


@blueprint.get("/councils")
@staff
def councils() -> Response:
    """Links to the other councils one works for; each asks to sign in there."""
    found = councils_of(current_user.signed_in.identity_id)
    here = g.authority.code
    links = tuple(Link(one.name, "" if one.code == here else host_url(one.host, "/staff/")) for one in found)
    return page("account/councils.html", CouncilsPage(title=gettext("Change council"), links=links, back=_back()))


def _back() -> Link:
    return Link(gettext("Your account"), url_for(".show"))

