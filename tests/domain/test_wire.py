"""Events on the wire: stable text, read back equal, old schemas read through upcasters, nothing unknown accepted."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest

from core.domain.case import Due, DueState, Finding, Sealed
from core.domain.events import (
    CaseClosed,
    Event,
    Extended,
    FindingMade,
    IssueAdded,
    Linked,
    MoveMade,
    NoteAdded,
    TrackOpened,
)
from core.domain.wire import EVENTS, UnreadableEvent, from_body, to_body

WORDS = Sealed("row-1", "ab" * 32)
DUE = Due("ack_due", date(2025, 1, 13), True, "limit", DueState.MET, date(2025, 1, 10))
AT = datetime(2025, 1, 6, 10, 15, tzinfo=UTC)


def test_the_text_of_an_event_is_this_for_ever() -> None:
    event = Extended(1, "ack_due", 5, date(2025, 1, 13), date(2025, 1, 20), date(2025, 1, 9), WORDS, dues=(DUE,))
    assert to_body(event) == (
        "Extended",
        1,
        '{"track":1,"clock":"ack_due","days":5,"was":"2025-01-13","now_due":"2025-01-20","told":"2025-01-09",'
        f'"reason":["row-1","{"ab" * 32}"],'
        '"dues":[["ack_due","2025-01-13",true,"limit","met","2025-01-10"]]}',
    )


@pytest.mark.parametrize(
    "event",
    [
        CaseClosed(),
        NoteAdded(WORDS),
        Linked("ünïcode “quoted” \u2028 line", "related"),
        IssueAdded(2, 1, WORDS, "waste"),
        TrackOpened(1, "p", "1", "h", "s", "a", "c", (("s.received", date(2025, 1, 6), AT, True),), (DUE,), (1, 2)),
        FindingMade(1, "stage1", Finding.UPHELD, date(2025, 1, 6), WORDS, (("r", "action", WORDS, None, ""),)),
        MoveMade(1, "m", "step", "s", "b", "s", "s.f", date(2025, 1, 6), AT, True, stated=(("s.d", date(2025, 2, 1)),),
                 words=(("why", WORDS),), choices=(("tick", "yes"),)),
    ],
    ids=lambda event: type(event).__name__,
)  # fmt: skip
def test_an_event_is_read_back_equal(event: Event) -> None:
    body = to_body(event)
    assert "\n" not in body[2]
    assert from_body(*body) == event
    assert to_body(from_body(*body)) == body


def test_every_kind_of_event_has_a_form_on_the_wire() -> None:
    assert set(EVENTS.values()) == set(get_args(Event))
    for kind in EVENTS.values():
        with pytest.raises(UnreadableEvent):
            from_body(kind.__name__, 1, '{"no_such_field":1}')


def test_an_instant_is_written_in_utc_whatever_zone_it_came_in() -> None:
    event = MoveMade(1, "m", "step", "s", "b", "s", at=datetime.fromisoformat("2025-07-01T00:30:00+01:00"))
    assert json.loads(to_body(event)[2])["at"] == "2025-06-30T23:30:00+00:00"


def test_old_text_is_read_through_each_upcaster_in_turn_and_stays_as_it_is() -> None:
    def renamed(fields: dict[str, Any]) -> dict[str, Any]:
        return {"other": fields["case"], "kind": fields["kind"]}

    def grown(fields: dict[str, Any]) -> dict[str, Any]:
        return {**fields, "kind": fields["kind"].lower()}

    old = '{"case":"case-2","kind":"RELATED"}'
    read = from_body("Linked", 1, old, schemas={"Linked": 3}, upcasters={("Linked", 1): renamed, ("Linked", 2): grown})
    assert read == Linked("case-2", "related")
    assert old == '{"case":"case-2","kind":"RELATED"}'


@pytest.mark.parametrize(
    ("type_", "schema", "text"),
    [
        ("Unheard", 1, "{}"),
        ("Linked", 2, '{"other":"x","kind":"related"}'),
        ("Linked", 0, '{"other":"x","kind":"related"}'),
        ("Linked", 1, "not json"),
        ("Linked", 1, "[]"),
        ("Linked", 1, '{"other":"x"}'),
        ("CaseReceived", 1, '{"received_on":"2025-13-01"}'),
    ],
)
def test_what_cannot_be_read_is_refused(type_: str, schema: int, text: str) -> None:
    with pytest.raises(UnreadableEvent):
        from_body(type_, schema, text)
