"""What every answer carries, and what an unsafe request must bring: headers, limits, and where a form came from."""

from __future__ import annotations

import base64
import hashlib
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, request

from core.config import Config
from core.logs import security_event

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# The template's one line that says scripts run. A test renders a page and compares, so an upgrade cannot break it.
TEMPLATE_SCRIPT = (
    "document.body.className += ' js-enabled' + "
    "('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');"
)
MOST_BYTES = 12 * 1024 * 1024
MOST_FORM_BYTES = 1024 * 1024
MOST_FORM_PARTS = 500
_YEAR = 365 * 24 * 60 * 60


def script_hash(script: str) -> str:
    """How a content policy names one inline script."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"


CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src 'self' {script_hash(TEMPLATE_SCRIPT)}",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'none'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    ("Content-Security-Policy", CONTENT_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
)


def security_headers(https: bool) -> tuple[tuple[str, str], ...]:
    """The headers of every answer: pages, files, redirects and errors alike."""
    if not https:
        return HEADERS
    return (*HEADERS, ("Strict-Transport-Security", f"max-age={_YEAR}; includeSubDomains"))


def configure_security(app: Flask, config: Config) -> None:
    """Set limits and have every answer carry the headers; nothing is kept by browsers unless a view says so."""
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = MOST_FORM_BYTES
    app.config["MAX_FORM_PARTS"] = MOST_FORM_PARTS
    headers = security_headers(config.https)

    def dress(response: Response) -> Response:
        for name, value in headers:
            response.headers[name] = value
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response

    app.after_request(dress)


def came_from_us() -> bool | None:
    """Whether an unsafe request started on a page of this very host: True, False, or None when nothing says so."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("Origin")
    if origin is not None:
        parts = urlsplit(origin)
        secure_enough = parts.scheme == "https" or not current_app.extensions["upheld_config"].https
        return secure_enough and parts.netloc.lower() == request.host.lower()
    return True if site == "same-origin" else None


def refuse_nul() -> None:
    """PostgreSQL breaks off at a NUL, which nothing of ours holds: such an address or form leads nowhere."""
    if "\0" in request.path or any("\0" in value for value in request.args.values()):
        abort(404)
    if request.method not in SAFE_METHODS and any("\0" in value for _, value in request.form.items(multi=True)):
        abort(400)


def refuse_other_sites() -> None:
    """Stop an unsafe request that another site, a sibling council's host included, made the browser send."""
    if request.method in SAFE_METHODS or came_from_us() is not False:
        return
    security_event("cross_site_request", object=request.endpoint or "")
    abort(403)
