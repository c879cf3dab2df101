"""Sentences in the reader's language; what is put in is never a pattern."""

import gettext
from datetime import date

from core.words.dates import day
from core.words.say import ENGLISH, Say, inside


class _Welsh(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return {"Thursday": "Dydd Iau", "January": "Ionawr"}.get(message, message)


def test_a_catalogue_translates_the_parts() -> None:
    assert day(date(2025, 1, 9), Say("cy", _Welsh())) == "Dydd Iau 9 Ionawr 2025"


def test_lists() -> None:
    assert [ENGLISH.listed([*"abc"[:n]]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert ENGLISH.either(["a", "b", "c"]) == "a, b or c"


def test_what_is_put_in_is_never_read_as_a_pattern() -> None:
    assert ENGLISH("%(a)s and %(b)s", a="%(b)s %s {b}", b="x") == "%(b)s %s {b} and x"


def test_inside_a_sentence_only_a_name_keeps_its_capitals() -> None:
    told = ("Freedom of information request", "MP enquiry", "A councillor", "")
    assert [inside(words) for words in told] == ["freedom of information request", "MP enquiry", "a councillor", ""]
