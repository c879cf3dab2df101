"""The daily anchor: what was cut off or altered after it was written shows, and history loaded later breaks nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from core.clock import clock_at, utc_now
from core.config import Config
from core.jobs.guard import ClockGuard
from core.jobs.runner import Runner
from core.jobs.setup import HEADS, core_kinds
from core.persistence.repositories import outbox
from core.persistence.repositories.outbox import Message
from core.persistence.transaction import reading
from core.persistence.verify import verify
from core.services import work_list
from core.services.council import host
from core.services.demo import make_cases
from core.services.demo_setup import install_demo
from core.services.heads import anchor_heads
from tests.jobs.mail import FakeServer
from tests.support.behind import behind_its_back
from tests.support.databases import DatabaseUrls

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


def _mailed(authority: str) -> list[Message]:
    with reading(authority):
        return [message for message in outbox.messages(most=200) if message.kind == "heads"]


@pytest.mark.req("AUD-04")
def test_the_newest_head_is_mailed_to_each_address_once(working: Flask) -> None:
    _install(working, 2)
    to = ("records@archive.example", "audit@elsewhere.example")
    with working.app_context(), clock_at(MORNING):
        written = anchor_heads("boston", mail_to=to)
        anchor_heads("boston", mail_to=to)
        sent = _mailed("boston")
        assert _mailed("buckinghamshire") == []
    last = written[-1]
    assert sorted(m.to_address for m in sent) == sorted(to)
    for message in sent:
        assert message.subject == f"boston: record of {last.day.isoformat()}, {last.digest[:16]}"
        assert f"upheld verify --authority boston --anchor {last.day.isoformat()}={last.digest}\n" in message.text
        for one in written:
            count = "1 event" if one.events == 1 else f"{one.events} events"
            assert f"{one.day.isoformat()}  {one.digest}  {count}\n" in message.text
    assert {one.events == 1 for one in written} == {True, False}


def test_a_day_without_events_mails_nothing(working: Flask) -> None:
    _install(working, 2)
    with working.app_context():
        with clock_at(MORNING):
            anchor_heads("boston")
        with clock_at(MORNING + timedelta(days=1)):
            assert [one.day for one in anchor_heads("boston", mail_to=("records@archive.example",))] == []
            assert _mailed("boston") == []


def test_the_worker_mails_the_head_where_its_settings_say(working: Flask) -> None:
    _install(working, 2)
    given = {"UPHELD_MODE": "test", "UPHELD_HEADS_TO": "all@archive.example, buckinghamshire=bucks@archive.example"}
    heads_for = Config.from_environment(given).heads_for
    assert heads_for("buckinghamshire") == ("all@archive.example", "bucks@archive.example")
    server = FakeServer()
    runner = Runner(working, {kind.key: kind for kind in core_kinds(server, heads_for)}, ClockGuard(utc_now))
    with clock_at(MORNING):
        with working.app_context():
            work_list.add(HEADS, "boston", "heads:boston:2026-06-16T00:20")
        while runner.run_due():
            pass
    heads = [(to, str(m["Subject"])) for _, to, m in server.taken if to.endswith("@archive.example")]
    assert len(heads) == 1 and heads[0][0] == "all@archive.example"
    assert heads[0][1].startswith("boston: record of 2026-06-")


@pytest.mark.req("AUD-04", "R-15")
def test_a_kept_head_shows_that_the_record_was_replaced_by_an_older_copy(
    working: Flask, fresh_database: DatabaseUrls
) -> None:
    """Anchors and events cut off together are whole by themselves; only what was kept outside tells."""
    _install(working, 6)
    with working.app_context(), clock_at(MORNING):
        last = anchor_heads("boston")[-1]
        kept = [(last.day, last.digest)]
        assert verify("boston", kept=kept).whole
        assert verify("boston", kept=[(last.day, last.digest[:16])]).whole
        (fault,) = verify("boston", kept=[(last.day, "0" * 16)]).faults
        assert (fault.check, fault.why) == ("anchor", f"{last.day.isoformat()} not_as_kept")
        behind_its_back(fresh_database, "DELETE FROM daily_head WHERE day = (SELECT max(day) FROM daily_head)")
        assert verify("boston", chain_only=True).whole
        (fault,) = verify("boston", kept=kept).faults
        assert (fault.check, fault.why) == ("anchor", f"{last.day.isoformat()} not_here")
