"""The daily anchor: what was cut off or altered after it was written shows, and history loaded later breaks nothing."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from core.clock import clock_at
from core.persistence.verify import verify
from core.services.council import host
from core.services.demo import make_cases
from core.services.demo_setup import install_demo
from core.services.heads import anchor_heads

MORNING = datetime(2026, 6, 16, 0, 20, tzinfo=UTC)


def _install(app: Flask, cases: int) -> None:
    with app.app_context(), clock_at(datetime(2026, 6, 15, 18, 0, tzinfo=UTC)):
        install_demo(host(), "localhost")
        make_cases("boston", cases, seed="heads")


@pytest.mark.req("AUD-04")
def test_each_day_with_events_has_one_anchor_chained_to_the_one_before(working: Flask) -> None:
    _install(working, 6)
    with working.app_context(), clock_at(MORNING):
        written = anchor_heads("boston")
        assert anchor_heads("boston") == ()
        assert verify("boston").whole
    assert written and [one.day for one in written] == sorted({one.day for one in written})
    assert written[-1].day <= date(2026, 6, 15)
    assert [one.prev for one in written] == ["", *(one.digest for one in written[:-1])]
    assert all(one.heads for one in written)


def test_history_that_is_loaded_later_leaves_the_anchors_whole(working: Flask) -> None:
    _install(working, 4)
    with working.app_context(), clock_at(MORNING):
        anchor_heads("boston")
        make_cases("boston", 4, seed="later")
        assert verify("boston").whole


def test_an_anchor_is_mailed_out_of_the_system_once(working: Flask) -> None:
    _install(working, 2)
    with working.app_context(), clock_at(MORNING):
        written = anchor_heads("boston", mail_to="records@archive.example")
        anchor_heads("boston", mail_to="records@archive.example")
        from core.persistence.repositories import outbox
        from core.persistence.transaction import reading

        with reading("boston"):
            sent = [m for m in outbox.messages(most=200) if m.kind == "heads"]
    assert len(sent) == len(written)
    assert {m.to_address for m in sent} == {"records@archive.example"}
    assert all(any(one.digest in m.text for one in written) for m in sent)
