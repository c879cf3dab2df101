"""What pages read: by key in both directions, by a fixed number of queries, and only what exists for who looks."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from core.clock import clock_at
from core.domain.actor import SYSTEM, Actor, ActorKind
from core.persistence.queries.case_view import CaseView, case_view
from core.persistence.queries.my_work import my_work
from core.persistence.queries.public_view import public_view
from core.persistence.queries.visible import Viewer
from core.persistence.queries.worklist import NOBODY, BadCursor, Filters, Worklist, worklist
from core.persistence.transaction import reading
from core.services import progress
from core.services.intake import Received
from tests.support.casework import BOSTON, BUCKS, at, casework_app, officer
from tests.support.counting import counted
from tests.support.databases import DatabaseUrls
from tests.support.stories import accept, answered_case, complain

TODAY = date(2025, 1, 22)
DAYS = ["2025-01-06", "2025-01-08", "2025-01-07", "2025-01-07", "2025-01-09", "2025-01-03", "2025-01-10"]


@pytest.fixture(scope="module")
def boston(database: DatabaseUrls) -> Iterator[Flask]:
    with casework_app(database, BOSTON, BUCKS) as app:
        yield app


@pytest.fixture(scope="module")
def ada(boston: Flask) -> Actor:
    return officer(name="Ada Example")


@pytest.fixture(scope="module")
def cases(boston: Flask, ada: Actor) -> list[Received]:
    made = [complain(f"Complaint {n}", when=f"{day}T10:00") for n, day in enumerate(DAYS)]
    complain("A kind word", type="compliment", when="2025-01-02T10:00")
    return made


@pytest.fixture(scope="module")
def answered(cases: list[Received], ada: Actor) -> Received:
    return answered_case(ada, "Answered long ago")


def seeing(actor: Actor) -> Viewer:
    return Viewer(actor, sees_cases=True)


def queue(filters: Filters | None = None, **options: object) -> Worklist:
    with reading(BOSTON):
        return worklist(Viewer(SYSTEM), filters or Filters(type="complaint"), TODAY, **options)  # type: ignore[arg-type]


def test_open_cases_come_by_what_is_due_next(cases: list[Received]) -> None:
    lines = queue(Filters()).lines
    assert [line.next_due for line in lines[:-1]] == sorted(line.next_due for line in lines[:-1] if line.next_due)
    assert (lines[-1].type, lines[-1].next_due) == ("compliment", None)
    assert (lines[0].person, lines[0].summary) == ("Rosa Invented", "Complaint 5")


def test_pages_by_key_go_forth_and_back_without_loss_or_repeat(cases: list[Received]) -> None:
    whole = [line.reference for line in queue().lines]
    pages, after = [], ""
    while True:
        page = queue(size=3, after=after)
        pages.append(page)
        assert page.total == len(whole)
        if not page.after:
            break
        after = page.after
    assert [line.reference for page in pages for line in page.lines] == whole
    assert pages[0].before == "" and pages[-1].after == ""
    back = [queue(size=3, before=pages[-1].before)]
    while back[0].before:
        back.insert(0, queue(size=3, before=back[0].before))
    assert [line.reference for page in back for line in page.lines] == whole[: -len(pages[-1].lines)]
    assert back[0].after and back[-1].after


def test_a_page_that_lost_all_its_lines_leads_back(cases: list[Received]) -> None:
    last = queue().lines[-1]
    beyond = queue(after=f"9999-12-31_{'f' * 8}-ffff-7fff-bfff-{'f' * 12}")
    assert beyond.lines == () and beyond.total >= 7
    assert last.reference


@pytest.mark.parametrize("cursor", ["", "x", "2025-01-01", "2025-01-01_1", "2025-13-01_" + "0" * 36, "_'; --"])
def test_a_made_up_cursor_is_refused(cases: list[Received], cursor: str) -> None:
    if cursor:
        with pytest.raises(BadCursor):
            queue(after=cursor)


def test_closed_cases_come_by_receipt_the_latest_first(boston: Flask, ada: Actor, cases: list[Received]) -> None:
    for day in ("2025-01-06", "2025-01-08", "2025-01-07"):
        got = complain("Thanks", type="compliment", when=f"{day}T11:00")
        with clock_at(at("2025-01-09T09:00")):
            progress.close(BOSTON, ada, got.reference)
    first = queue(Filters(status="closed"), size=2)
    second = queue(Filters(status="closed"), size=2, after=first.after)
    assert [line.received_on.day for line in (*first.lines, *second.lines)] == [8, 7, 6]
    assert queue(Filters(status="closed"), size=2, before=second.before).lines == first.lines


def test_filters_narrow_the_list_and_the_count(answered: Received, ada: Actor) -> None:
    assert queue(Filters(owner=ada.id)).total == 1
    assert queue(Filters(owner=NOBODY, type="complaint")).total == len(DAYS)
    assert {line.reference for line in queue(Filters(state="answered")).lines} == {answered.reference}
    late = queue(Filters(late=True))
    assert late.total == len(late.lines) == len(DAYS) and all(line.late(TODAY) for line in late.lines)
    assert queue(Filters(due_by=date(2025, 1, 10))).total == 1
    assert queue(Filters(service="no-such-service")) == Worklist((), 0, "", "")


@pytest.mark.parametrize("size", [2, 6])
def test_the_queue_costs_at_most_three_queries_however_long_it_is(answered: Received, size: int) -> None:
    with counted() as sent:
        assert len(queue(Filters(status=""), size=size).lines) == size
    assert len(sent) <= 3


def test_my_work_counts_and_lists_what_is_mine(answered: Received, ada: Actor) -> None:
    mine = officer(name="Mia Example")
    for n, day in enumerate(("2025-01-07", "2025-01-14", "2025-01-15")):
        got = complain(f"Mine {n}", when=f"{day}T10:00")
        accept(got.reference, mine, when=f"{day}T11:00")
    with counted() as sent, reading(BOSTON):
        work = my_work(seeing(mine), TODAY)
    assert (work.late, work.today, work.this_week, work.later) == (2, 1, 0, 0)
    assert [line.summary for line in work.lines] == ["Mine 0", "Mine 1", "Mine 2"]
    assert len(sent) == 4
    with reading(BOSTON):
        (action,) = my_work(seeing(ada), TODAY).actions
    assert (action.reference, action.kind, action.words) == (answered.reference, "procedure_change", "A new round.")


def look(actor: Actor, reference: str) -> CaseView | None:
    with reading(BOSTON):
        return case_view(seeing(actor), reference)


def test_a_case_page_has_all_it_needs_by_six_queries_at_most(answered: Received, ada: Actor) -> None:
    with counted() as sent:
        view = look(ada, answered.reference)
    assert view is not None and len(sent) <= 6
    assert view.person is not None and view.person.details.name == "Rosa Invented"
    assert view.names[f"staff:{ada.id}"] == "Ada Example"
    assert view.words[view.case.issue(1).words.row] == "Missed collections"
    assert [entry.seq for entry in view.entries] == list(range(1, view.case.seq + 1))


@pytest.mark.req("ISO-01")
def test_a_case_of_another_council_does_not_exist(answered: Received, ada: Actor) -> None:
    with reading(BUCKS):
        assert case_view(seeing(ada), answered.reference) is None
        assert worklist(seeing(ada), Filters(status=""), TODAY).total == 0


def test_what_somebody_may_not_see_does_not_exist_in_any_list_or_count(answered: Received, ada: Actor) -> None:
    strangers = (
        Viewer(ada, sees_cases=False),
        Viewer(Actor(ActorKind.PERSON)),
        Viewer(Actor(ActorKind.PERSON, ada.id)),
        Viewer(Actor(ActorKind.OPERATOR, "1")),
    )
    for stranger in strangers:
        with reading(BOSTON):
            assert case_view(stranger, answered.reference) is None
            assert worklist(stranger, Filters(status=""), TODAY) == Worklist((), 0, "", "")


def test_a_person_sees_their_own_case_without_notes_or_reasons_kept_from_them(
    answered: Received, cases: list[Received], ada: Actor
) -> None:
    with clock_at(at("2025-01-22T09:00")):
        progress.add_note(BOSTON, ada, answered.reference, "Between us: awkward.")
    person = Viewer(Actor(ActorKind.PERSON, answered.person_id))
    with counted() as sent, reading(BOSTON):
        view = public_view(person, answered.reference)
        assert public_view(person, cases[0].reference) is None
    assert view is not None and len(sent) <= 5
    assert "Between us: awkward." not in view.words.values()
    assert {"Answered long ago", "The round was short of a driver.", "A new round."} <= set(view.words.values())
    assert not {type(entry.event).__name__ for entry in view.entries} & {"NoteAdded", "Assigned", "IssueAdded"}


def test_the_person_is_told_the_earliest_date_that_is_owed(cases: list[Received]) -> None:
    with reading(BOSTON):
        view = public_view(Viewer(Actor(ActorKind.PERSON, cases[0].person_id)), cases[0].reference)
    assert view is not None and view.next_due is not None
    assert (view.next_due.clock, view.next_due.on) == ("ack_due", date(2025, 1, 13))
