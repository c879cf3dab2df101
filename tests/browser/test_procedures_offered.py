"""What `test_procedures_walked` walks is all that is offered."""

from __future__ import annotations

from core.domain.canonical import digest, to_bytes
from tests.support.offered_texts import offered
from tests.support.procedure_walks import WAYS
from tests.support.walked_dates import EXPECTED


def test_every_text_that_is_offered_is_walked() -> None:
    """Without exception: a text that a plugin or a council offers and nobody walks is found here."""
    assert {way.name: digest(to_bytes(way.text)) for way in WAYS} == offered()


def test_the_dates_of_every_text_are_worked_by_hand() -> None:
    assert EXPECTED.keys() == offered().keys()
    assert all(expected.shown for expected in EXPECTED.values())
