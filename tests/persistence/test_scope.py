"""Entering and leaving a council's scope: nothing of one council stays in reach of the next."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import make_transient_to_detached

from core.persistence.db import current_session, db, read_only
from core.persistence.models import CaseFile, ReadLog
from core.persistence.scope import (
    ScopeError,
    across_councils,
    authority_or_none,
    authority_scope,
    by_hand,
    current_authority,
)
from tests.support.store import case_file, read_log


def _plant(code: str) -> str:
    with authority_scope(code):
        case = case_file(reference=f"case-of-{code}")
        db.session.add(case)
        db.session.commit()
        return case.id


def _known() -> list[Any]:
    return list(current_session().identity_map.values())


@pytest.mark.req("ISO-04")
def test_a_warm_identity_map_does_not_survive_its_scope(context: None) -> None:
    theirs = _plant("warm-theirs")
    with authority_scope("warm-theirs"):
        assert current_session().get(CaseFile, ("warm-theirs", theirs)) is not None
    assert _known() == []
    with authority_scope("warm-mine"):
        assert current_session().get(CaseFile, ("warm-theirs", theirs)) is None
    current_session().rollback()


@pytest.mark.req("ISO-04")
def test_a_flush_that_finds_nothing_to_write_leaves_no_door_open(context: None) -> None:
    _plant("idle")
    with authority_scope("idle"):
        case = current_session().scalars(select(CaseFile)).one()
        case.service = case.service  # counts as a change, with nothing to write
        current_session().flush()
        with pytest.raises(ScopeError):
            current_session().connection().exec_driver_sql("SELECT * FROM case_file")
        current_session().rollback()


@pytest.mark.req("ISO-04")
def test_objects_kept_from_another_scope_cannot_be_refreshed_or_read_anew(context: None) -> None:
    _plant("kept-theirs")
    with authority_scope("kept-theirs"):
        kept = current_session().scalars(select(CaseFile)).one()
        current_session().expire(kept)
    with authority_scope("kept-mine"):
        with pytest.raises(Exception, match=r"(?i)not persistent|not bound"):
            current_session().refresh(kept)
        with pytest.raises(Exception, match=r"(?i)not bound"):
            _ = kept.service
        with pytest.raises(ScopeError):
            current_session().add(kept)
        current_session().rollback()


@pytest.mark.req("ISO-04")
def test_an_object_made_up_to_look_stored_cannot_fetch_another_councils_row(context: None) -> None:
    theirs = _plant("fake-theirs")
    with authority_scope("fake-mine"):
        fake = CaseFile(authority_id="fake-theirs", id=theirs)
        make_transient_to_detached(fake)
        with pytest.raises(ScopeError):
            current_session().add(fake)
        current_session().rollback()


def test_scopes_nest_for_the_same_council_only(context: None) -> None:
    with authority_scope("one"):
        with authority_scope("one"):
            assert current_authority() == "one"
        assert current_authority() == "one"
        with pytest.raises(ScopeError), authority_scope("two"):
            pass
    with pytest.raises(ScopeError):
        current_authority()


def test_a_scope_needs_a_council(context: None) -> None:
    with pytest.raises(ScopeError), authority_scope(""):
        pass


def test_each_application_context_begins_without_a_council(bare: Flask) -> None:
    with bare.app_context(), authority_scope("outer"):
        with bare.app_context():
            assert authority_or_none() is None
        assert authority_or_none() == "outer"
    assert authority_or_none() is None


def test_pending_rows_must_be_settled_before_a_scope_begins(context: None) -> None:
    current_session().add(read_log())
    with pytest.raises(ScopeError), authority_scope("one"):
        pass
    current_session().rollback()


def test_leaving_by_an_exception_rolls_back(context: None) -> None:
    with pytest.raises(KeyError), authority_scope("undone"):
        current_session().add(read_log())
        current_session().flush()
        raise KeyError
    with authority_scope("undone"):
        assert current_session().scalar(select(func.count()).select_from(ReadLog)) == 0


def test_only_reading_cannot_write(context: None) -> None:
    with authority_scope("reader"), read_only():
        assert current_session().scalars(select(ReadLog)).all() == []
        current_session().add(read_log())
        with pytest.raises(Exception, match=r"(?i)read.?only"):
            current_session().flush()
    with authority_scope("reader"):
        current_session().add(read_log())
        current_session().commit()


@pytest.mark.req("ISO-03")
def test_the_escapes_need_a_reason_and_a_scope(context: None) -> None:
    with pytest.raises(ScopeError), across_councils(""):
        pass
    with pytest.raises(ScopeError), by_hand("no council"):
        pass
