"""What every page must be, whoever fetched it: checked on each answer that a test's browser gets."""

from __future__ import annotations

import re

from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser, LexborNode
from werkzeug.test import TestResponse

from core.web.security import CONTENT_POLICY, TEMPLATE_SCRIPT

_ALWAYS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_TYPED = ("input", "select", "textarea")
_UNTYPED = {"hidden", "submit", "button", "image"}
_KEPT_FOR_ALL = re.compile(r"^/(static|brand)/")
_BUSY = ("onclick", "onload", "onsubmit", "onchange", "onerror", "style")


def check_answer(response: TestResponse) -> None:
    """Headers and cookies of any answer, then the page if it is one. Raises AssertionError with everything wrong."""
    faults = [*header_faults(response), *cookie_faults(response)]
    is_page = response.mimetype == "text/html" and response.request.method not in {"HEAD", "OPTIONS"}
    if is_page and not 300 <= response.status_code < 400:
        faults += page_faults(response.get_data(as_text=True))
    assert not faults, f"{response.request.method} {response.request.path} → {response.status_code}: {faults}"


def header_faults(response: TestResponse) -> list[str]:
    """Security headers that are missing or different (WEB-03), and personal pages that a cache might keep (DAT-02)."""
    sent = response.headers
    wrong = [f"{name}: {sent.get(name)}" for name, value in _ALWAYS.items() if sent.get(name) != value]
    if response.headers.get("Access-Control-Allow-Origin"):
        wrong.append("CORS")
    if response.request.scheme == "https" and "max-age=31536000" not in response.headers.get(
        "Strict-Transport-Security", ""
    ):
        wrong.append("no HSTS")
    if not _KEPT_FOR_ALL.match(response.request.path) and response.headers.get("Cache-Control") != "no-store":
        wrong.append(f"may be kept: {response.headers.get('Cache-Control')}")
    return wrong


def cookie_faults(response: TestResponse) -> list[str]:
    """Cookies as WEB-02 wants them; without TLS, on loopback only, they lose prefix and Secure."""
    wrong = []
    for cookie in response.headers.getlist("Set-Cookie"):
        name = cookie.split("=", 1)[0]
        secure = response.request.scheme == "https"
        parts = {part.strip().lower() for part in cookie.split(";")[1:]}
        if "httponly" not in parts or "samesite=lax" not in parts or "path=/" not in parts:
            wrong.append(f"cookie {name}: {sorted(parts)}")
        if any(part.startswith("domain") for part in parts) or len(cookie) > 4096:
            wrong.append(f"cookie {name} has a domain or is too long")
        if secure and ("secure" not in parts or not name.startswith("__Host-")):
            wrong.append(f"cookie {name} is not __Host- and Secure")
    return wrong


def page_faults(html: str) -> list[str]:
    """What is wrong with a page's markup."""
    tree = LexborHTMLParser(html)
    return [
        *_head_faults(tree),
        *_inline_faults(tree),
        *(fault for form in tree.css("form") for fault in _form_faults(form)),
        *_label_faults(tree),
        *_id_faults(tree),
    ]


def _head_faults(tree: LexborHTMLParser) -> list[str]:
    wrong = []
    headings = [_text(node) for node in tree.css("h1")]
    title_node = tree.css_first("title")
    title = _text(title_node) if title_node else ""
    if len(headings) != 1:
        wrong.append(f"{len(headings)} h1")
    elif not title.removeprefix("Error: ").startswith(headings[0]):
        wrong.append(f"title {title!r} does not start with {headings[0]!r}")
    has_errors = tree.css_first(".govuk-error-summary") is not None
    if has_errors != title.startswith("Error: "):
        wrong.append(f"title {title!r}, errors shown: {has_errors}")
    root = tree.css_first("html")
    if root is None or root.attributes.get("lang") not in {"en", "cy"}:
        wrong.append("no lang")
    if len(tree.css("main#main-content")) != 1:
        wrong.append("no main")
    return wrong


def _inline_faults(tree: LexborHTMLParser) -> list[str]:
    scripts = [node.text() for node in tree.css("script") if "src" not in node.attributes]
    wrong = [f"inline script {script[:40]!r}" for script in scripts if script != TEMPLATE_SCRIPT]
    wrong += ["style element"] * len(tree.css("style"))
    return wrong + [f"attribute {name}" for name in _BUSY for _ in tree.css(f"[{name}]")]


def _form_faults(form: LexborNode) -> list[str]:
    wrong = []
    method = (form.attributes.get("method") or "").lower()
    if method not in {"get", "post"}:
        wrong.append(f"form method {method!r}")
    if not form.attributes.get("action"):
        wrong.append("form without action")
    token = form.css_first('input[name="csrf_token"]')
    if method == "post" and (token is None or not token.attributes.get("value")):
        wrong.append(f"form {form.attributes.get('action')} without token")
    if method == "get" and token is not None:
        wrong.append("token in an address")
    return wrong


def _label_faults(tree: LexborHTMLParser) -> list[str]:
    labelled = {node.attributes.get("for") for node in tree.css("label")}
    wrong = []
    for node in (found for tag in _TYPED for found in tree.css(tag)):
        if node.attributes.get("type") in _UNTYPED or "hidden" in node.attributes:
            continue
        if node.attributes.get("id") not in labelled and not node.attributes.get("aria-label"):
            wrong.append(f"no label for {node.attributes.get('name')}")
    return wrong


def _id_faults(tree: LexborHTMLParser) -> list[str]:
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    wrong = [f"id {one} twice" for one in {one for one in ids if ids.count(one) > 1}]
    for node in tree.css("[aria-describedby]"):
        for one in (node.attributes["aria-describedby"] or "").split():
            if one not in ids:
                wrong.append(f"described by {one}, which is not there")
    for node in tree.css(".govuk-error-summary a"):
        where, _, target = (node.attributes.get("href") or "#").partition("#")
        if not where and target not in ids:  # the last look before sending leads back to the page where it was typed
            wrong.append(f"error leads to {target!r}, which is not there")
    return wrong


def _text(node: LexborNode) -> str:
    return " ".join(node.text().split())


class CheckedClient(FlaskClient):
    """A browser for tests. Every answer it gets is checked; `expects` is off only for tests of the check itself."""

    def open(self, *args: object, **given: object) -> TestResponse:
        response = super().open(*args, **given)
        check_answer(response)
        return response
