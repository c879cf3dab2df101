"""What speaks against adopting a text from a minute on, without any database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.adopting import planned
from core.domain.canonical import digest, to_bytes
from core.domain.errors import DomainError
from core.domain.procedure import Procedure
from core.domain.register import EMPTY, Register, adopt
from tests.domain.calendars import ENGLISH
from tests.domain.stories import LONG_AGO, register, utc
from tests.domain.texts import CEILING, TWO_STAGES

NOW, CUT = utc("2026-11-23T10:00"), utc("2026-12-01T00:00")
FORMER = register(TWO_STAGES, ENGLISH)


def refused(book: Register, text: Procedure) -> dict[str, str]:
    with pytest.raises(DomainError) as caught:
        planned(book, text, digest(to_bytes(text)), CUT, NOW)
    return {problem.code: dict(problem.params).get("faults", "") for problem in caught.value.problems}


def test_a_text_with_a_fault_is_refused_and_the_fault_named() -> None:
    first = CEILING.stages[0]
    trap = replace(CEILING, stages=(replace(first, moves=first.moves[:1]), *CEILING.stages[1:]))
    told = refused(FORMER, trap)
    assert list(told) == ["adoption_of_faulty_text"]
    assert told["adoption_of_faulty_text"]


def test_a_text_needs_the_calendar_it_counts_by() -> None:
    assert list(refused(EMPTY, CEILING)) == ["adoption_needs_calendar"]


def test_the_first_text_of_all_has_none_before_it() -> None:
    book = adopt(EMPTY, ENGLISH, LONG_AGO, LONG_AGO, by="x")
    assert planned(book, CEILING, digest(to_bytes(CEILING)), CUT, NOW).before is None


def test_of_two_from_the_same_minute_only_the_last_is_told_as_taking_effect() -> None:
    book = adopt(FORMER, CEILING, CUT, NOW, by="first")
    book = adopt(book, TWO_STAGES, CUT, NOW, by="second")
    assert [a.version for a in book.adopted("procedure", "corporate")] == ["1", "1"]
    assert [a.version for a in book.adoptions if a.kind == "procedure"] == ["1", "ceiling", "1"]
    assert book.procedure("corporate", CUT).version == "1"


def test_a_text_adopted_again_before_another_began_applies_since_its_first_minute() -> None:
    begun = FORMER.adopted("procedure", "corporate")[0].from_
    book = adopt(adopt(FORMER, CEILING, CUT, NOW, by="x"), TWO_STAGES, CUT, NOW, by="x")
    assert book.since("corporate", utc("2026-12-02")) == begun
    book = adopt(book, CEILING, utc("2026-12-08"), NOW, by="x")
    assert book.since("corporate", utc("2026-12-07")) == begun
    assert book.since("corporate", utc("2026-12-09")) == utc("2026-12-08")
    again = adopt(book, TWO_STAGES, utc("2026-12-15"), NOW, by="x")
    assert again.since("corporate", utc("2026-12-16")) == utc("2026-12-15")
