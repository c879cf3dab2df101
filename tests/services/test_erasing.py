"""What is erased is nowhere any more, in no table of the council, and the record that tells of it stays whole."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import inspect, select, update

from core.clock import clock_at
from core.domain.actor import SYSTEM, Actor
from core.domain.events import LetterSent, WordsErased
from core.persistence import models as m
from core.persistence.db import Base, current_session, db
from core.persistence.repositories import outbox
from core.persistence.repositories.people import PersonDetails
from core.persistence.scope import across_councils
from core.persistence.transaction import in_one_transaction, reading
from core.persistence.verify import verify
from core.services import intake, letter_drafts, letters, progress, triage
from core.services.erasing import erase_details, erase_words
from core.services.intake import Feedback, Received
from core.services.letter_acts import Message, Question
from core.services.looking import search
from core.services.steps import Step
from tests.support.casework import BOSTON, PUBLIC, at, casework_app, officer
from tests.support.databases import DatabaseUrls
from tests.support.stories import stream_of

WROTE, IS = "canaryword", "canaryself"
PERSON = PersonDetails(
    f"{IS} Invented", f"{IS}@resident.example", f"01632 960002 {IS}", "ZZ1 1ZZ", f"1 {IS} Street", "email", "en",
    f"{IS} works nights", f"{IS}: large print",
)  # fmt: skip


@pytest.fixture
def boston(fresh_database: DatabaseUrls) -> Iterator[Flask]:
    with casework_app(fresh_database) as app:
        yield app


@pytest.fixture
def ada(boston: Flask) -> Actor:
    return officer(name="Ada Example")


def told_of(ada: Actor) -> Received:
    """A case in which everything holds what the person wrote or who they are: letters, mail, drafts, what arrived."""
    raw = {"story": f"{WROTE} {IS}"}
    feedback = Feedback("complaint", "web", f"{WROTE} summary", f"{WROTE} wanted", person=PERSON, raw=raw)
    with clock_at(at("2025-01-06T10:15")):
        got = intake.receive(BOSTON, PUBLIC, feedback, follow_url="http://boston.example/follow")
    refusal = triage.Refusal("other_procedure", f"{WROTE} no", f"{WROTE} there", ombudsman_told=True)
    points = [
        triage.Point(f"{WROTE} issue", decision=triage.TAKE),
        triage.Point(f"{WROTE} two", decision=triage.REFUSE, refusal=refusal),
    ]
    answers = {"understanding": f"{WROTE} u", "outcome_sought": f"{WROTE} o", "answer_by": date(2025, 1, 21)}
    with clock_at(at("2025-01-07T09:00")):
        triage.triage(BOSTON, ada, got.reference, points)
        letters.send(BOSTON, ada, got.reference, Step("acknowledge", answers=answers))
        letters.send(BOSTON, ada, got.reference, Question(f"Which {WROTE}?", date(2025, 1, 15)))
        progress.add_information(BOSTON, ada, got.reference, f"More {WROTE}.", "phone")
        progress.add_note(BOSTON, ada, got.reference, f"A note on {WROTE}.")
        typed = {"section_words": [f"Dear {IS}, your {WROTE}"]}
        letter_drafts.save_draft(BOSTON, ada, got.reference, Message("general"), typed)
    return got


def tables_with(words: str) -> set[str]:
    """The tables, the council's and those of none, that hold `words` in any column of any row."""
    there = set(inspect(db.engine).get_table_names())
    models = [mapper.class_ for mapper in Base.registry.mappers if mapper.class_.__tablename__ in there]
    assert len(models) > 25
    with reading(BOSTON):
        found = {model.__tablename__ for model in models if issubclass(model, m.Scoped) if words in held_by(model)}
    with across_councils("a test looks everywhere"):
        found |= {model.__tablename__ for model in models if not issubclass(model, m.Scoped) if words in held_by(model)}
        current_session().rollback()
    return found


def held_by(model: type[Base]) -> str:
    """Every value of every row, in small letters."""
    columns = [getattr(model, prop.key) for prop in model.__mapper__.column_attrs]
    values = [value for row in current_session().execute(select(*columns)) for value in row]
    return " ".join(v.decode(errors="replace") if isinstance(v, bytes) else str(v) for v in values).lower()


def letter_rows() -> int:
    """How many letters there are: what a PDF says is packed, so that no search of its bytes would find it."""
    with reading(BOSTON):
        return len(current_session().scalars(select(m.Letter.id)).all())


@pytest.mark.req("AUD-05")
def test_words_and_details_are_in_no_table_any_more(boston: Flask, ada: Actor) -> None:
    got = told_of(ada)
    assert tables_with(WROTE) >= {"words", "letter", "letter_draft", "outbox", "submission", "search_token"}
    assert tables_with(IS) >= {"person", "letter", "letter_draft", "outbox", "submission", "search_token"}
    assert letter_rows() == 2
    erase_words(BOSTON, SYSTEM, got.case_id, rule="retention_six_years")
    assert tables_with(WROTE) == set() and tables_with(IS) == {"person", "search_token"}
    assert letter_rows() == 0 and verify(BOSTON).whole
    erase_details(BOSTON, SYSTEM, got.case_id, rule="retention_six_years")
    assert tables_with(IS) == set()
    assert verify(BOSTON).whole


@pytest.mark.req("AUD-05")
def test_details_alone_go_with_every_copy_of_them(boston: Flask, ada: Actor) -> None:
    got = told_of(ada)
    erase_details(BOSTON, SYSTEM, got.case_id, rule="erasure_request")
    assert tables_with(IS) == set() and letter_rows() == 0
    assert tables_with(WROTE) == {"words", "search_token"}
    assert [line.reference for line in search(BOSTON, ada, WROTE).lines] == [got.reference]
    assert verify(BOSTON).whole


@pytest.mark.req("AUD-05")
def test_the_record_names_what_was_erased_and_under_which_rule(boston: Flask, ada: Actor) -> None:
    got = told_of(ada)
    sent = {entry.event.letter for entry in stream_of(got.reference).entries if isinstance(entry.event, LetterSent)}
    rows = erase_words(BOSTON, SYSTEM, got.case_id, rule="retention_six_years")
    erase_details(BOSTON, SYSTEM, got.case_id, rule="erasure_request")
    *_, words, details = [entry.event for entry in stream_of(got.reference).entries]
    assert isinstance(words, WordsErased) and isinstance(details, WordsErased)
    assert (len(words.rows), set(words.letters), words.person, words.rule) == (rows, sent, "", "retention_six_years")
    assert details == WordsErased((), "erasure_request", (), got.person_id)


@pytest.mark.req("AUD-05")
def test_all_cases_of_a_person_lose_their_details_and_nobody_elses(boston: Flask, ada: Actor) -> None:
    got, other = told_of(ada), intake.receive(
        BOSTON, PUBLIC, Feedback("complaint", "web", "Bins.", person=PersonDetails("Sam Else", "sam@resident.example"))
    )  # fmt: skip
    child = intake.raise_complaint(BOSTON, ada, got.reference, Feedback("complaint", "phone", "Nothing was done."))
    erase_details(BOSTON, SYSTEM, child.case_id, rule="erasure_request")
    assert tables_with(IS) == set()
    for reference in (got.reference, child.reference):
        assert isinstance(stream_of(reference).entries[-1].event, WordsErased)
    assert [line.reference for line in search(BOSTON, ada, "sam else").lines] == [other.reference]
    with reading(BOSTON):
        assert {message.case_id for message in outbox.messages()} == {other.case_id}
    assert verify(BOSTON).whole


@pytest.mark.req("AUD-05")
def test_some_rows_go_with_every_copy_and_the_rest_stay(boston: Flask, ada: Actor) -> None:
    got = told_of(ada)
    row = stream_of(got.reference).case.summary.row
    assert erase_words(BOSTON, SYSTEM, got.case_id, rule="erasure_request", rows=[row]) == 1
    assert erase_words(BOSTON, SYSTEM, got.case_id, rule="erasure_request", rows=[row]) == 0
    assert tables_with(f"{WROTE} summary") == set() and tables_with(f"{WROTE} wanted") == {"words"}
    assert verify(BOSTON).whole


def test_a_message_that_has_not_left_leaves_no_more_and_a_repeated_command_sends_nothing(
    boston: Flask, ada: Actor
) -> None:
    got = told_of(ada)
    with clock_at(at("2025-01-08T09:00")):
        own = {"words": f"About {WROTE}."}
        sent = letters.send(BOSTON, ada, got.reference, Message("general"), own, command_id="press-once")
        erase_words(BOSTON, SYSTEM, got.case_id, rule="erasure_request")
        again = letters.send(BOSTON, ada, got.reference, Message("general"), own, command_id="press-once")
    assert again.letter == sent.letter and sent.outbox and again.outbox == "" and letter_rows() == 0
    now = at("2025-01-08T09:00")
    assert in_one_transaction(BOSTON, lambda: outbox.start_sending(sent.outbox, now, now)) is None
    with reading(BOSTON):
        assert outbox.messages() == ()


def test_a_person_whose_details_came_back_is_found(boston: Flask, ada: Actor) -> None:
    got = told_of(ada)
    erase_details(BOSTON, SYSTEM, got.case_id, rule="erasure_request")
    back = update(m.Person).where(m.Person.id == got.person_id).values(name="Back again", erased_at=None)
    in_one_transaction(BOSTON, lambda: current_session().execute(back))
    assert [(fault.check, fault.why) for fault in verify(BOSTON).faults if fault.check == "person"] == [
        ("person", "not_erased")
    ]
