"""The demo's cases: the same from the same seed, spread over a year, in working hours, and told in words of our own."""

from collections import Counter
from datetime import date, datetime, time

import pytest

from core.domain.calendar import LONDON, ClosedDay, Nation, WorkingCalendar
from core.services.demo_plan import Plan, later, plan
from core.services.demo_words import Dice, topic_for

CALENDAR = WorkingCalendar(
    "authority", "test", Nation.ENGLAND, date(2025, 1, 1), date(2026, 12, 31), (ClosedDay(date(2026, 5, 4), "May Day"),)
)
TYPES = ("complaint", "compliment", "comment", "suggestion", "enquiry", "service_request")
AS_OF, FIRST = date(2026, 6, 30), date(2025, 8, 1)


def _plans(seed: int, how_many: int) -> list[Plan]:
    return [plan(Dice(seed, n), TYPES, ("web", "email", "phone"), CALENDAR, AS_OF, FIRST) for n in range(how_many)]


def _told(plans: list[Plan]) -> list[tuple[str, str, datetime, str]]:
    return [(p.type, p.channel, p.received_at, p.story.name) for p in plans]


def test_the_same_seed_gives_the_same_cases_and_another_gives_others() -> None:
    assert _told(_plans(7, 20)) == _told(_plans(7, 20))
    assert _told(_plans(7, 20)) != _told(_plans(8, 20))


def test_everything_arrives_in_working_hours_within_the_year() -> None:
    for found in _plans(1, 300):
        moment = found.received_at.astimezone(LONDON)
        assert CALENDAR.is_working(moment.date())
        assert time(9) <= moment.time() <= time(16, 31)
        assert FIRST <= moment.date() <= AS_OF


def test_there_is_something_of_everything() -> None:
    plans = _plans(1, 400)
    assert set(TYPES) == {p.type for p in plans}
    assert len({p.story.name for p in plans}) == 11
    assert Counter(p.type for p in plans).most_common(1)[0][0] == "complaint"
    assert len({p.received_at.astimezone(LONDON).strftime("%Y-%m") for p in plans}) > 9


def test_steps_count_working_days() -> None:
    friday = datetime(2026, 5, 1, 10, 0, tzinfo=LONDON)
    assert later(Dice(1), friday, 1, CALENDAR).date() == date(2026, 5, 5)
    assert later(Dice(1), friday, 0, CALENDAR).date() == date(2026, 5, 1)


@pytest.mark.parametrize("type_", [*TYPES, "something else"])
def test_words_are_filled_in(type_: str) -> None:
    for n in range(40):
        topic = topic_for(type_, Dice(n))
        words = " ".join((topic.summary, topic.wanted, *topic.points, *topic.found, topic.promise))
        assert "{" not in words
        assert len(topic.points) == len(topic.found)
        assert bool(topic.points) == (type_ == "complaint")
