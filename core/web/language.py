"""The language of a page: the council's first, until people can choose among those it lists."""

from __future__ import annotations

from flask import Flask, g
from flask_babel import Babel, get_translations

from core.words.say import Say


def configure_language(app: Flask) -> None:
    """Give templates and forms their translations."""
    app.config["BABEL_DEFAULT_LOCALE"] = "en"
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/London"
    Babel(app, locale_selector=language)
    # A page says forty things, so the catalogue is found once a request and not once a sentence.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: say().catalogue.gettext(message),
        lambda one, many, n: say().catalogue.ngettext(one, many, n),
        newstyle=True,
    )


def language() -> str:
    """The language of the present request: "en" or "cy"."""
    return str(g.get("language", "en"))


def say() -> Say:
    """What `core.words` needs to speak the language of the present request."""
    if "say" not in g:
        g.say = Say(language(), get_translations())
    found: Say = g.say
    return found
