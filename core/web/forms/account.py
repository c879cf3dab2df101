"""Forms of signing in and of one's own account. They check shape; `core.services.accounts` checks the rest."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField, SelectMultipleField, StringField
from wtforms.validators import Length

from core.web.forms.base import BaseForm
from core.web.forms.fields import AtMost, Given

# Long enough for any passphrase, short enough that hashing it costs nothing worth having.


class SignInForm(BaseForm):
    """E-mail and password."""

    email = StringField(_l("E-mail address"), [Given(_l("Enter your e-mail address")), AtMost(320)])
    password = PasswordField(_l("Password"), [Given(_l("Enter your password"))])
    next = HiddenField()
    kept = HiddenField()


class CodeForm(BaseForm):
    """The second factor: a code of the authenticator app, or a backup code."""

    code = StringField(
        _l("Code"),
        [Given(_l("Enter the code")), AtMost(40)],
        description=_l("6 figures from your authenticator app, or one of your backup codes."),
    )
    next = HiddenField()
    kept = HiddenField()


class SetUpForm(BaseForm):
    """A first password and the first code of a new authenticator."""

    password = PasswordField(
        _l("Choose a password"),
        [Given(_l("Choose a password"))],
        description=_l("At least 12 characters. Three or four words that do not belong together work well."),
    )
    code = StringField(
        _l("Code"), [Given(_l("Enter the code that your app shows")), AtMost(40)], description=_l("6 figures.")
    )


class JoinForm(BaseForm):
    """Somebody who has an account at another council joins this one with it."""

    password = PasswordField(_l("Your password"), [Given(_l("Enter your password"))])
    code = StringField(
        _l("Code"), [Given(_l("Enter the code that your app shows")), AtMost(40)], description=_l("6 figures.")
    )


class ChangePasswordForm(BaseForm):
    """A new password, by somebody who knows the present one."""

    present_password = PasswordField(_l("Present password"), [Given(_l("Enter your present password"))])
    new_password = PasswordField(
        _l("New password"),
        [Given(_l("Enter a new password"))],
        description=_l("At least 12 characters. Your other sessions will end."),
    )


class ConfirmForm(BaseForm):
    """A password to confirm something grave."""

    password = PasswordField(_l("Your password"), [Given(_l("Enter your password"))])


class InviteForm(BaseForm):
    """A new member of staff: who, and what they may do."""

    name = StringField(_l("Name"), [Given(_l("Enter their name")), Length(max=200)])
    email = StringField(_l("E-mail address"), [Given(_l("Enter their e-mail address")), AtMost(320)])
    roles = SelectMultipleField(_l("Roles"), [Given(_l("Choose at least one role"))])
    services = SelectMultipleField(
        _l("Services they work in"),
        description=_l("Used where the rules want somebody from outside the service. Leave empty if none."),
    )

    def offer(self, roles: list[tuple[str, str]], services: list[tuple[str, str]]) -> None:
        """The council's own roles and services."""
        self.roles.choices, self.services.choices = roles, services


class RolesForm(InviteForm):
    """What somebody who works here already may do, and where they work."""

    name = None
    email = None


class ButtonForm(BaseForm):
    """A form that is only a button; the token is all it carries."""
