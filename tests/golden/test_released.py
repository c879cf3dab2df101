"""The golden corpus: no released text may change by a byte, and each has its worked dates."""

from __future__ import annotations

from tests.golden.released import RELEASED
from tests.golden.worked_dates import ROWS
from tests.support.offered_texts import offered


def test_the_texts_on_offer_are_the_released_ones_byte_for_byte() -> None:
    assert offered() == RELEASED


def test_every_text_in_the_corpus_has_worked_dates() -> None:
    assert {(row.procedure, row.version) for row in ROWS if row.clocks or row.undated} == set(RELEASED)
