"""Log lines: one event, one line of JSON, whatever somebody typed."""

import json
import logging
import sys

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from core import logs
from core.logs import JsonLines
from core.persistence import models as m
from core.persistence.rows import put_all
from core.persistence.transaction import in_one_transaction

ODD = ["two\nlines", 'a\r\n{"event": "signed_in"}', "\x1b[31mred\x1b[0m", '=HYPERLINK("x")', "\u2028sep", "\ud800"]


def line_of(message: str, **fields: str) -> str:
    record = logging.LogRecord("upheld.test", logging.WARNING, __file__, 1, "%s", (message,), None)
    record.fields = fields
    return JsonLines().format(record)


@pytest.mark.req("LOG-03")
@pytest.mark.parametrize("typed", ODD)
def test_nothing_typed_makes_a_second_line(typed: str) -> None:
    line = line_of(typed, reason=typed)
    assert len(line.splitlines()) == 1
    assert "\x1b" not in line
    read = json.loads(line)
    assert (read["message"], read["reason"]) == (typed, typed)


@pytest.mark.req("LOG-03")
def test_a_line_says_when_in_utc_and_where() -> None:
    token = logs.context.set({"authority": "boston", "origin": "203.0.113.1"})
    try:
        read = json.loads(line_of("x"))
    finally:
        logs.context.reset(token)
    assert read["at"].endswith("+00:00")
    assert (read["authority"], read["origin"], read["level"]) == ("boston", "203.0.113.1", "warning")


@pytest.mark.req("LOG-02")
def test_a_database_fault_is_logged_without_the_row_it_quotes(site: Flask) -> None:
    words = "Zebedee painted my fence."
    row = {"authority_id": "boston", "id": "01940000-0000-7000-8000-000000000000", "stream_id": None, "body": words}
    try:
        with site.app_context():
            in_one_transaction("boston", lambda: put_all(m.Words, [{**row, "field": "note", "key": b"k" * 32}]))
    except IntegrityError:
        failed = logging.LogRecord("upheld.test", logging.ERROR, __file__, 1, "failed", (), sys.exc_info())
    line = json.loads(JsonLines().format(failed))
    assert "Zebedee" not in line["trace"]
    assert "in put_all" in line["trace"]
    assert line["trace"].endswith("sqlalchemy.exc.IntegrityError")


def test_a_fault_of_our_own_is_logged_with_what_it_says_and_its_cause() -> None:
    try:
        try:
            raise LookupError("no such shelf")
        except LookupError as error:
            raise RuntimeError("the parcel is lost") from error
    except RuntimeError as error:
        trace = logs.trace_of(error)
    assert trace.index("LookupError: no such shelf") < trace.index("RuntimeError: the parcel is lost")
