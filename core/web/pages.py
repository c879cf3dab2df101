"""What a page hands its template, and what every template may use besides.

A page is a frozen dataclass below `Page`; its fields are the template's names, and nothing else of the view reaches it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, g, make_response, render_template
from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from markupsafe import Markup, escape

from core.config import Config
from core.host import AuthorityRuntime, Host
from core.web import navigation
from core.web.brand import style_url
from core.web.csrf import csrf_field, csrf_token
from core.web.files import static_url
from core.web.forms.base import BaseForm
from core.web.language import language
from core.web.notice import take_notice
from core.web.sessions import IDLE
from core.words.direction import closed, reads_right

_REFERENCE = re.compile(r"\b[A-Z]{2,8}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
TEMPLATES = Path(__file__).parents[2] / "templates"


@dataclass(frozen=True, slots=True)
class Link:
    """Words to press and where they lead."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of a summary list; with `href` it gets a Change link, which says `what` is changed."""

    key: str
    value: str
    href: str = ""
    what: str = ""


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every page has. `title` begins the browser's title and is the page's heading, so it names nobody."""

    title: str
    form: BaseForm | None = None
    back: Link | None = None


@dataclass(frozen=True, slots=True)
class CouncilWords:
    """The council as its pages show it, in one language."""

    name: str
    wordmark: str
    phone: str
    hours: str
    email: str
    address: tuple[str, ...]
    footer: str
    theme_colour: str
    style_url: str
    home_url: str = "/"
    staff_url: str = "/staff/"


def page(template: str, context: Page, status: int = 200) -> Response:
    """The answer: the template filled with the page. A form with errors makes it a 400 and the title say so."""
    failed = context.form is not None and context.form.failed
    given = {field.name: getattr(context, field.name) for field in fields(context)}
    body = render_template(template, **given, failed=failed)
    return make_response(body, 400 if failed and status == 200 else status)


def configure_pages(app: Flask, config: Config) -> None:
    """Say where templates come from and what all of them may use."""
    app.jinja_loader = _loader(app.extensions["upheld_host"])
    environment = app.jinja_env
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.auto_reload = config.mode == "development"
    environment.finalize = _contained
    environment.filters["isolated"] = isolated
    environment.filters["unbroken"] = unbroken
    environment.globals.update(
        static_url=static_url,
        csrf_field=csrf_field,
        csrf_token=csrf_token,
        take_notice=take_notice,
        public_navigation=navigation.public_navigation,
        staff_navigation=navigation.staff_navigation,
        footer_navigation=navigation.footer_navigation,
        demo_navigation=navigation.demo_navigation,
        staff_search=navigation.staff_search,
        session_minutes=lambda: int(IDLE.total_seconds() // 60),
        form=None,
        back=None,
        failed=False,
    )
    app.context_processor(_everywhere)


def isolated(text: str) -> str:
    """What a person wrote, between words of ours on one line: its direction stays its own. Blocks take dir="auto"."""
    return Markup("<bdi>{}</bdi>").format(closed(text)) if reads_right(text) else text


def unbroken(text: str) -> Markup:
    """Words in which no case number is parted between two lines."""
    return Markup(_REFERENCE.sub(r'<span class="up-reference">\g<0></span>', str(escape(closed(text)))))  # noqa: S704


def _contained(value: object) -> object:
    """Every text that a template puts out: what it sets about direction ends with it, wherever it stands."""
    return closed(value) if type(value) is str else value


def _loader(host: Host) -> BaseLoader:
    """The core's templates by path, GOV.UK's and each plugin's under their names; nothing depends on the request."""
    named: dict[str, BaseLoader] = {"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}
    for key in {key for key, _ in host.setup.template_folders}:
        named[key] = FileSystemLoader([folder for owner, folder in host.setup.template_folders if owner == key])
    return ChoiceLoader([PrefixLoader(named), FileSystemLoader(TEMPLATES)])


def _everywhere() -> dict[str, Any]:
    runtime: AuthorityRuntime | None = g.get("runtime")
    council = council_words(runtime, g.authority.name, language()) if runtime is not None else None
    demo = runtime is not None and is_demo_council()
    return {"council": council, "language": language(), "demo": demo}


@lru_cache(maxsize=1024)
def council_words(runtime: AuthorityRuntime, name: str, said_in: str) -> CouncilWords:
    """The council's own words; the same for everybody, so made once for each configuration and language."""
    contact, look = runtime.profile.contact, runtime.branding
    return CouncilWords(
        name=name,
        wordmark=look.wordmark,
        phone=contact.phone,
        hours=contact.hours.in_language(said_in),
        email=contact.email,
        address=contact.address,
        footer=look.footer,
        theme_colour=look.header_bg,
        style_url=style_url(look),
    )


def is_demo_council() -> bool:
    """Whether this is a demo council in a demo deployment, which shows sign-ins, codes and mail."""
    config: Config = current_app.extensions["upheld_config"]
    return config.is_demo and bool(g.authority.demo)
