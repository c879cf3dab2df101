"""What people see when something is not there, not theirs, or broken: in one place, for every page.

The page is in the council's dress where the council is known. It needs no database, so it can say that the database is
down; and it never says more than a reference under which the log tells the rest.
"""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, Response, current_app, g, make_response, render_template, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException

from core.domain.errors import DomainError
from core.persistence.transaction import StreamClash
from core.web.csrf import hidden_inputs

_log = logging.getLogger("upheld.web")
_WITHOUT_LETTERS_THAT_MISLEAD = "23456789BCDFGHJKMNPQRTVWXZ"


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """A heading, what it means, and what to do."""

    title: str
    meaning: str
    next_step: str


def error_words(status: int) -> ErrorWords:
    """What to say for a status; one wording for what is missing and for what is another council's."""
    words = {
        400: (
            gettext("We could not read what was sent"),
            gettext("The page may have been open for a long time, or part of it did not arrive."),
            gettext("Go back, reload the page and try again."),
        ),
        401: (
            gettext("You are not signed in"),
            gettext("Nothing was sent: your session may have ended."),
            gettext("Sign in, then try again."),
        ),
        403: (
            gettext("You may not do this"),
            gettext("Your role here does not allow it."),
            gettext("Ask an administrator of your council if you need it for your work."),
        ),
        404: (
            gettext("Page not found"),
            gettext("This page does not exist, or is not yours to see."),
            gettext("Check the address, or start again from the first page."),
        ),
        405: (
            gettext("That cannot be done here"),
            gettext("The address is right, but not for this kind of request."),
            gettext("Go back and use the buttons of the page."),
        ),
        409: (
            gettext("That cannot be done now"),
            gettext("Something has changed since you opened the page, or a rule does not allow it."),
            gettext("Go back, reload the page and look again."),
        ),
        413: (
            gettext("That is too large"),
            gettext("What was sent is larger than we can take at once."),
            gettext("Send less at a time, or ring us and we will find another way."),
        ),
        429: (
            gettext("Please wait a little"),
            gettext("There were many tries in a short time."),
            gettext("Wait a few minutes, then try again."),
        ),
    }
    if status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return ErrorWords(*words.get(status, words[400]))
    return ErrorWords(
        gettext("Sorry, something is broken on our side"),
        gettext("What you sent before is safe. What you were doing just now may not have been saved."),
        gettext("Try again in a few minutes. If it still does not work, ring us and give this reference."),
    )


def configure_errors(app: Flask) -> None:
    """Answer every error from here."""
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(DomainError, _not_possible)
    app.register_error_handler(StreamClash, _overtaken)
    app.register_error_handler(Exception, _broken)


def _refused(error: HTTPException) -> Response:
    if error.response is not None and isinstance(error.response, Response):
        return error.response
    status = error.code or 500
    if status < 400:
        return make_response(error.get_response())
    response = error_page(status)
    if status == HTTPStatus.METHOD_NOT_ALLOWED and getattr(error, "valid_methods", None):
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))  # type: ignore[attr-defined]
    return response


def _not_possible(error: DomainError) -> Response:
    """A refusal of the rules that no form was there to show."""
    _log.info("refused outside a form: %s", ",".join(problem.code for problem in error.problems))
    return error_page(HTTPStatus.CONFLICT)


def _overtaken(error: StreamClash) -> Response:
    """Others were quicker time after time; nothing of it was written, so it can be sent again."""
    _log.warning("overtaken again and again at %s", request.endpoint)
    return error_page(HTTPStatus.CONFLICT)


def _broken(error: Exception) -> Response:
    if current_app.config.get("PROPAGATE_EXCEPTIONS"):
        raise error
    reference = new_reference()
    _log.error("error %s at %s", reference, request.endpoint, exc_info=error)
    return error_page(HTTPStatus.INTERNAL_SERVER_ERROR, reference)


def new_reference() -> str:
    """Eight letters and figures to read out on the phone."""
    return "".join(secrets.choice(_WITHOUT_LETTERS_THAT_MISLEAD) for _ in range(8))


def error_page(status: int, reference: str = "") -> Response:
    """The page for a status, as rich as the moment allows."""
    words = error_words(status)
    if "runtime" in g and status < HTTPStatus.INTERNAL_SERVER_ERROR:
        try:
            return make_response(_dressed(words, status), status)
        except Exception as error:
            reference = new_reference()
            _log.error("error page %s failed", reference, exc_info=error)
    body = render_template("error_plain.html", title=words.title, words=words, reference=reference)
    return make_response(body, status)


def _dressed(words: ErrorWords, status: int) -> str:
    staff = request.path.startswith("/staff")
    frame = "base_narrow.html" if staff else "base_public.html"
    kept = g.get("kept")
    resend = hidden_inputs(kept) if kept else None
    return render_template(
        "error.html", frame=frame, title=words.title, words=words, status=status, resend=resend,
        action=request.full_path.rstrip("?"),
    )
