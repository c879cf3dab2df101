"""Canonical bytes: stable, read back without change, and deaf to fields that are added later with a default."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from core.domain import procedure
from core.domain.calendar import WorkingCalendar
from core.domain.canonical import digest, from_bytes, to_bytes
from core.domain.procedure import Need, Procedure
from core.domain.text import Text
from tests.domain.calendars import ENGLISH
from tests.domain.texts import CEILING, DATA, REQUEST, TWO_STAGES


@pytest.mark.parametrize("text", [TWO_STAGES, CEILING, REQUEST, DATA], ids=lambda p: f"{p.key} {p.version}")
def test_a_procedure_is_read_back_from_its_bytes_without_change(text: Procedure) -> None:
    data = to_bytes(text)
    assert from_bytes(data, Procedure) == text
    assert to_bytes(from_bytes(data, Procedure)) == data


def test_a_calendar_is_read_back_and_its_bytes_do_not_depend_on_its_use() -> None:
    before = to_bytes(ENGLISH)
    assert ENGLISH.is_working(ENGLISH.last) in (True, False)
    assert to_bytes(ENGLISH) == before and from_bytes(before, WorkingCalendar) == ENGLISH


def test_the_bytes_of_a_value_are_these() -> None:
    need = Need("answer_by", Text("When we will answer", "Pryd"), kind="date")
    assert to_bytes(need) == (
        b'{"key":"answer_by","kind":"date","words":{"cy":"Pryd","en":"When we will answer","~":"Text"},"~":"Need"}'
    )


def test_a_field_added_with_a_default_leaves_every_hash_alone() -> None:
    @dataclass(frozen=True)
    class Need:  # the same name, a later version
        key: str
        words: Text
        kind: str = "text"
        helped_by: str = ""

    words = Text("Why")
    assert digest(to_bytes(Need("reason", words))) == digest(to_bytes(procedure.Need("reason", words)))


def test_any_change_of_a_text_is_another_hash() -> None:
    assert len({digest(to_bytes(text)) for text in (TWO_STAGES, CEILING, REQUEST, DATA)}) == 4


def test_what_has_no_canonical_form_is_refused() -> None:
    with pytest.raises(TypeError):
        to_bytes(Need("key", Text("words"), kind=1.5))  # type: ignore[arg-type]
