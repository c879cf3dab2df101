"""Log lines: one event, one line of JSON, whatever somebody typed."""

import json
import logging

import pytest

from core import logs
from core.logs import JsonLines

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
