"""From an invitation's link to an account: a password, an authenticator app, and backup codes shown once."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, abort, current_app, g, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from core.domain.errors import DomainError
from core.services import invitations, second_factor
from core.services.invitations import OpenInvitation
from core.web.access import public
from core.web.doorstep import attempt, know_browser, words_others_try_first
from core.web.forms.account import JoinForm, SetUpForm
from core.web.notice import tell
from core.web.pages import Page, page
from core.web.sessions import give_cookie
from core.web.views.own_account import CodesPage

blueprint = Blueprint("set_up", __name__, url_prefix="/staff/set-up")


@dataclass(frozen=True, kw_only=True)
class SetUpPage(Page):
    """`joining`: the person has an account already; else `picture` and `secret` set up their authenticator."""

    invited_name: str
    invited_email: str
    action: str
    joining: bool
    picture: str = ""
    secret: str = ""


@blueprint.route("/<token>", methods=["GET", "POST"])
@public
def set_up(token: str) -> AnyResponse:
    """The one page of setting up. Opening it uses nothing up; sending it does."""
    found = invitations.open_invitation(g.authority.code, token)
    if found is None:
        return page("account/link_over.html", Page(title=gettext("This link no longer works")), 404)
    form = JoinForm() if found.joining else SetUpForm()
    if request.method == "POST" and not form.validate():
        _weigh(form, found)
    elif request.method == "POST":
        typed = (form.password.data or "", form.code.data or "")
        try:
            accepted = invitations.accept(attempt(), token, *typed, words_others_try_first())
        except DomainError as error:
            form.add(error)
        else:
            return _arrived(accepted)
    return page("account/set_up.html", _page(found, form, token))


def _weigh(form: SetUpForm | JoinForm, found: OpenInvitation) -> None:
    """Say what is wrong with the new password too where something else is missing: all at once, not one by one."""
    if form.password.data and not form.password.errors and not found.joining:
        weak = invitations.password_problems(found.invitation, form.password.data, words_others_try_first())
        if weak:
            form.add(DomainError(*weak))


def _page(found: OpenInvitation, form: SetUpForm | JoinForm, token: str) -> SetUpPage:
    secret = "" if found.joining else _secret(token)
    return SetUpPage(
        title=gettext("Join with your account") if found.joining else gettext("Set up your account"),
        form=form,
        invited_name=found.invitation.name,
        invited_email=found.invitation.email,
        action=url_for(".set_up", token=token),
        joining=found.joining,
        picture=url_for(".picture", token=token),
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
    )


def _arrived(accepted: invitations.Accepted) -> AnyResponse:
    give_cookie(accepted.token, signed_in=True)
    know_browser(accepted.identity_id)
    if not accepted.backup_codes:
        tell(gettext("You have joined %(council)s", council=g.authority.name))
        return redirect(url_for("account.home"), 303)
    shown = CodesPage(title=gettext("Keep these codes"), codes=accepted.backup_codes, next_url=url_for("account.home"))
    return page("account/backup_codes.html", shown)


@blueprint.get("/<token>/picture.svg")
@public
def picture(token: str) -> Response:
    """The picture for the authenticator app; only for an open invitation of somebody new."""
    found = invitations.open_invitation(g.authority.code, token)
    if found is None or found.joining:
        abort(404)
    drawn = second_factor.picture(_secret(token), found.invitation.email, g.authority.name)
    return Response(drawn, mimetype="image/svg+xml")


def _secret(token: str) -> str:
    return second_factor.secret_of_invitation(str(current_app.secret_key), token)
