"""The language of a page: the council's first, until people can choose among those it lists."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, g
from flask_babel import Babel, get_translations

from core.words.direction import apart
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


@dataclass(frozen=True, slots=True)
class PageSay(Say):
    """Says things on a page. What is put into a sentence may be anybody's words: it keeps its direction to itself."""

    def __call__(self, message: str, /, **what: str) -> str:
        return Say.__call__(self, message, **{name: apart(given) for name, given in what.items()})

    def count(self, one: str, many: str, n: int, /, **what: str) -> str:
        return Say.count(self, one, many, n, **{name: apart(given) for name, given in what.items()})


def say() -> Say:
    """What `core.words` needs to speak the language of the present request."""
    if "say" not in g:
        g.say = PageSay(language(), get_translations())
    found: Say = g.say
    return found


def speaker(code: str) -> Say:
    """Speaks the language of a letter, which need not be that of the page."""
    return Say(code, get_translations()) if code == language() else Say(code)
