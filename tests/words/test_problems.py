"""Every code that is raised has a sentence, and the sentence says what to do."""

import ast
import re
from collections.abc import Iterator

import pytest

from core.domain.errors import Problem
from core.words.problem_words import SENTENCES
from core.words.problems import known_codes, sentence
from core.words.say import Say
from tests.support.source import called, files, tree_of

_MAKERS = {"Problem": 0, "require": 1, "_about": 0}


def _codes(tree: ast.AST) -> Iterator[str]:
    """Codes written out where a problem is made. A code that is put together elsewhere must be in a table of pairs."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or called(node).rpartition(".")[2] not in _MAKERS:
            continue
        at = _MAKERS[called(node).rpartition(".")[2]]
        given = node.args[at] if len(node.args) > at else None
        if isinstance(given, ast.Constant) and isinstance(given.value, str):
            yield given.value


def _raised() -> set[str]:
    return {code for path in files("core", suffix=".py") for code in _codes(tree_of(path))}


def test_every_code_that_the_core_raises_has_a_sentence() -> None:
    raised = _raised()
    assert len(raised) > 60
    assert sorted(raised - known_codes()) == []


def test_the_search_sees_each_way_of_raising() -> None:
    assert list(_codes(ast.parse("Problem('a'); errors.Problem('b', 'f'); require(x, 'c', 'f'); Problem(code)"))) == [
        "a",
        "b",
        "c",
    ]


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_short_plain_and_never_blames(code: str) -> None:
    text = SENTENCES[code]
    assert text[0].isupper() or text[0] in "“%"
    assert not text.endswith(".")
    assert not re.search(r"invalid|illegal|oops|forbidden|failed|error", text, re.IGNORECASE)
    assert len(text.split()) <= 24


def test_dates_and_names_are_told_as_people_say_them() -> None:
    received = Problem("before_receipt", "happened_at", (("received", "2025-01-06"),))
    assert sentence(received) == "Choose a date on or after the day we got it, Monday 6 January 2025"
    other = Problem("handled_other_stage", "handler", (("stage", "stage1"),))
    assert sentence(other).startswith("Choose somebody who did not answer stage 1")


def test_what_is_mentioned_is_never_a_pattern() -> None:
    assert "%(value)s {0}" in sentence(Problem("bad_setting", "x", (("value", "%(value)s {0}"),)))


def test_a_plugin_that_stands_in_the_way_speaks_for_itself() -> None:
    words = (("words", "Hold the meeting first"), ("words_cy", "Cynhaliwch y cyfarfod"))
    assert sentence(Problem("move_blocked", "move", words)) == "Hold the meeting first"
    assert sentence(Problem("move_blocked", "move", words), Say("cy")) == "Cynhaliwch y cyfarfod"


def test_a_missing_parameter_and_an_unknown_code_break_nothing() -> None:
    assert sentence(Problem("before_receipt")) == "Choose a date on or after the day we got it, "
    assert sentence(Problem("site_visit_missing")) == "This cannot be done (site visit missing)"
