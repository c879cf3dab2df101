"""Who works here: people and their roles, invitations, and how somebody leaves."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, g, redirect, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response

from core.domain.errors import DomainError
from core.persistence.repositories.identities import Member
from core.services import invitations
from core.services.addresses import set_up_path
from core.web.access import needs
from core.web.forms.account import ButtonForm, InviteForm, RolesForm
from core.web.language import language, say
from core.web.mailed_links import host_url
from core.web.navigation import Entry
from core.web.notice import tell
from core.web.pages import Link, Page, page
from core.words import dates

blueprint = Blueprint("people", __name__, url_prefix="/staff/admin/people")
NAVIGATION = (Entry("staff", _l("People"), "people.show", order=80),)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One member of staff in the list."""

    name: str
    email: str
    roles: str
    since: str
    change: str
    leave: str


@dataclass(frozen=True, slots=True)
class InviteRow:
    """One open invitation in the list."""

    name: str
    email: str
    until: str


@dataclass(frozen=True, kw_only=True)
class PeoplePage(Page):
    """Who works here, and who is invited."""

    people: tuple[PersonRow, ...]
    invited: tuple[InviteRow, ...]


@dataclass(frozen=True, kw_only=True)
class InvitedPage(Page):
    """The link of a new invitation, which is shown once."""

    email: str
    link: str


@dataclass(frozen=True, kw_only=True)
class RolesPage(Page):
    """What somebody may do, to be changed."""

    who: str
    email: str
    action: str


@dataclass(frozen=True, kw_only=True)
class LeavePage(Page):
    """Asks before somebody's place ends."""

    who: str
    action: str


@blueprint.get("")
@needs("staff.manage")
def show() -> Response:
    """Everybody who works here now, and open invitations."""
    code = g.authority.code
    people = tuple(_row(member) for member in invitations.staff_of(code))
    invited = tuple(
        InviteRow(one.name, one.email, dates.moment(one.expires_at, say()))
        for one in invitations.invitations_of(code)
        if one.state == "open"
    )
    return page("people/show.html", PeoplePage(title=gettext("People and roles"), people=people, invited=invited))


def _row(member: Member) -> PersonRow:
    titles = (g.runtime.roles[key].title.in_language(language()) for key in member.roles if key in g.runtime.roles)
    since = dates.day(member.begins.date(), say())
    change, leave_url = url_for(".roles", member=member.id), url_for(".leave", member=member.id)
    return PersonRow(member.name, member.email, ", ".join(titles), since, change, leave_url)


def _member(member: object) -> Member:
    """Who works here now under that id; a 404 for anybody else's."""
    found = next((one for one in invitations.staff_of(g.authority.code) if one.id == str(member)), None)
    return found or abort(404)


def _offer(form: InviteForm) -> None:
    roles, services = g.runtime.roles.values(), g.runtime.services.values()
    form.offer(
        [(role.key, role.title.in_language(language())) for role in roles],
        [(one.key, one.title.in_language(language())) for one in services],
    )


@blueprint.route("/invite", methods=["GET", "POST"])
@needs("staff.manage")
def invite() -> Response:
    """Invite somebody by a link."""
    form = InviteForm()
    _offer(form)
    back = Link(gettext("People and roles"), url_for(".show"))
    if request.method == "POST" and form.validate():
        try:
            token = invitations.invite(
                g.authority.code,
                email=form.email.data or "",
                name=form.name.data or "",
                roles=form.roles.data or (),
                services=form.services.data or (),
                invited_by=current_user.actor.key,
                known_roles=g.runtime.roles,
            )
        except DomainError as error:
            form.add(error)
        else:
            title, email = gettext("Send this link"), form.email.data or ""
            return page("people/invited.html", InvitedPage(title=title, email=email, link=_link(token), back=back))
    return page("people/invite.html", Page(title=gettext("Invite somebody"), form=form, back=back))


@blueprint.post("/invitations/take-back")
@needs("staff.manage")
def take_back() -> Response:
    """An open invitation stops working."""
    email = request.form.get("email", "")
    if invitations.revoke_invitation(g.authority.code, email, current_user.actor.key):
        tell(gettext("The invitation is taken back"), gettext("The link that was sent no longer works."))
    return redirect(url_for(".show"), 303)


@blueprint.route("/<uuid:member>/roles", methods=["GET", "POST"])
@needs("staff.manage")
def roles(member: object) -> Response:
    """What somebody may do is changed, from their next click on."""
    found = _member(member)
    form = RolesForm({"roles": list(found.roles), "services": list(found.services)})
    _offer(form)
    if request.method == "POST" and form.validate():
        try:
            invitations.change_roles(
                g.authority.code,
                found.id,
                roles=form.roles.data or (),
                services=form.services.data or (),
                by=current_user.actor.key,
                known_roles=g.runtime.roles,
            )
        except DomainError as error:
            form.add(error)
        else:
            tell(gettext("The roles of %(name)s are changed", name=found.name))
            # Whoever gave up the right to be here is not sent back into a refusal.
            mine = found.id == current_user.actor.id
            return redirect(url_for("account.home") if mine else url_for(".show"), 303)
    back = Link(gettext("People and roles"), url_for(".show"))
    title = gettext("Change the roles of %(name)s", name=found.name)
    shown = RolesPage(title=title, form=form, who=found.name, email=found.email, action=request.path, back=back)
    return page("people/roles.html", shown)


@blueprint.route("/<uuid:member>/end", methods=["GET", "POST"])
@needs("staff.manage")
def leave(member: object) -> Response:
    """Somebody leaves: asks first, then ends their place and their sessions."""
    found = _member(member)
    form = ButtonForm()
    if request.method == "POST" and form.validate():
        try:
            invitations.end_place(g.authority.code, found.id, current_user.actor.key)
        except DomainError as error:
            form.add(error)
        else:
            tell(gettext("%(name)s no longer works here", name=found.name), gettext("Their sessions here have ended."))
            return redirect(url_for(".show"), 303)
    back = Link(gettext("People and roles"), url_for(".show"))
    context = LeavePage(
        title=gettext("End somebody's place here"), form=form, who=found.name, action=request.path, back=back
    )
    return page("people/leave.html", context)


def _link(token: str) -> str:
    return host_url(request.environ["upheld.host"], set_up_path(token))
