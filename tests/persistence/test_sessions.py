"""Sessions and links hold at their council only, and end at once with what they rest on."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from core.ids import new_id, new_token, token_hash
from core.persistence.db import current_session
from core.persistence.repositories import identities, sessions
from core.persistence.repositories.identities import Member
from core.persistence.repositories.registry import Registered, add_authority
from core.persistence.scope import authority_scope
from tests.support.store import NOW, case_file

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
IDLE = timedelta(minutes=60)


@pytest.fixture(autouse=True)
def rolled_back(context: None) -> Iterator[None]:
    """Each test's rows are gone after it."""
    yield
    current_session().rollback()


@pytest.fixture
def ada() -> Member:
    for code in ("riverton", "hillford"):
        add_authority(Registered(code, code.title(), code[:3].upper(), "live", "england"), [], NOW)
    person = identities.add_identity("ada@riverton.example", "Ada Example", NOW - DAY)
    identities.grant("riverton", person, roles=["caseworker"], services=["bins"], begins=NOW - DAY, granted_by="test")
    identities.grant("hillford", person, roles=["manager"], begins=NOW - DAY, granted_by="test")
    found = identities.membership_of("riverton", person, NOW)
    assert found is not None
    return found


def _sign_in(member: Member) -> str:
    token = token_hash("staff", member.authority, new_token())
    sessions.start_staff_session(token, member, NOW, NOW + DAY, second_factor_at=NOW)
    return token


@pytest.mark.req("ISO-11")
def test_a_session_holds_its_member_at_its_council(ada: Member) -> None:
    with authority_scope("riverton"):
        token = _sign_in(ada)
        found = sessions.staff_session(token, NOW + HOUR - timedelta(seconds=1), IDLE)
        assert found is not None
        assert (found.member, found.second_factor_at) == (ada, NOW)
        assert [each[0] for each in sessions.staff_sessions(ada.id, NOW, IDLE)] == [token]


@pytest.mark.req("ISO-10", "ISO-11")
def test_a_session_means_nothing_at_another_council(ada: Member) -> None:
    with authority_scope("riverton"):
        token = _sign_in(ada)
    with authority_scope("hillford"):
        assert sessions.staff_session(token, NOW, IDLE) is None
        assert sessions.end_staff_session(token) is False
    with authority_scope("riverton"):
        assert sessions.staff_session(token, NOW, IDLE) is not None


@pytest.mark.req("ISO-11", "ISO-13")
def test_a_session_row_that_names_another_councils_member_opens_nothing(ada: Member) -> None:
    elsewhere = identities.membership_of("hillford", ada.identity_id, NOW)
    assert elsewhere is not None
    with authority_scope("riverton"):
        token = token_hash("staff", "riverton", new_token())
        sessions.start_staff_session(token, elsewhere, NOW, NOW + DAY)
        assert sessions.staff_session(token, NOW, IDLE) is None


ENDS: dict[str, Callable[[Member, str], Any]] = {
    "sign-out": lambda ada, token: sessions.end_staff_session(token),
    "ended membership": lambda ada, token: identities.end_membership("riverton", ada.id, NOW + HOUR / 2),
    "new password": lambda ada, token: identities.set_password(ada.identity_id, "hash", NOW + HOUR / 2),
    "new second factor": lambda ada, token: identities.set_totp(ada.identity_id, "secret", NOW + HOUR / 2),
    "disabled": lambda ada, token: identities.disable(ada.identity_id, NOW + HOUR / 2),
    "all of the council ended": lambda ada, token: sessions.end_staff_sessions(ada.id),
}


@pytest.mark.req("SES-03")
@pytest.mark.parametrize("how", ENDS)
def test_a_session_ends_at_once_with(how: str, ada: Member) -> None:
    with authority_scope("riverton"):
        token = _sign_in(ada)
        assert sessions.staff_session(token, NOW + HOUR / 2, IDLE) is not None
        ENDS[how](ada, token)
        assert sessions.staff_session(token, NOW + HOUR / 2, IDLE) is None


@pytest.mark.req("SES-02")
@pytest.mark.parametrize(("at", "holds"), [(NOW + HOUR, False), (NOW + 1.5 * HOUR, True), (NOW + DAY, False)])
def test_a_session_ends_when_idle_and_at_its_latest(at: datetime, holds: bool, ada: Member) -> None:
    with authority_scope("riverton"):
        token = _sign_in(ada)
        if at != NOW + HOUR:
            sessions.touch_staff_session(token, at - HOUR / 2)
        assert (sessions.staff_session(token, at, IDLE) is not None) is holds


@pytest.mark.req("SES-03")
def test_the_other_sessions_end_and_this_one_stays(ada: Member) -> None:
    with authority_scope("riverton"):
        here, there = _sign_in(ada), _sign_in(ada)
        assert sessions.end_staff_sessions(ada.id, but=here) == 1
        assert sessions.staff_session(here, NOW, IDLE) is not None
        assert sessions.staff_session(there, NOW, IDLE) is None


@pytest.mark.req("AUT-04")
def test_an_empty_token_opens_nothing(ada: Member) -> None:
    with authority_scope("riverton"):
        assert sessions.staff_session("", NOW, IDLE) is None
        assert sessions.visit("", NOW) is None
        assert sessions.link("", "follow", NOW) is None
        assert sessions.use_link("", "follow", NOW) is False
        with pytest.raises(ValueError, match="empty"):
            sessions.start_staff_session("", ada, NOW, NOW + DAY)


def test_a_visit_holds_the_case_it_has_proven() -> None:
    with authority_scope("riverton"):
        case = case_file()
        current_session().add(case)
        token = token_hash("follow", "riverton", new_token())
        sessions.start_visit(token, NOW, NOW + HOUR, case_id=case.id)
        found = sessions.visit(token, NOW)
        assert found is not None
        assert found.case_id == case.id
        assert sessions.visit(token, NOW + HOUR) is None
        assert sessions.sweep_sessions(NOW + HOUR) == 1
    with authority_scope("hillford"):
        assert sessions.visit(token, NOW) is None


def _link(case_id: str) -> str:
    token = token_hash("follow", "riverton", new_token())
    given = {"purpose": "follow", "code_hash": "c", "browser_hash": "b", "now": NOW}
    sessions.add_link(token, case_id, **given, expires_at=NOW + timedelta(minutes=10))  # type: ignore[arg-type]
    return token


@pytest.mark.req("AUT-07", "ISO-10")
def test_a_link_works_once_for_its_purpose_at_its_council_and_looking_uses_nothing_up() -> None:
    with authority_scope("riverton"):
        case = case_file()
        current_session().add(case)
        token = _link(case.id)
        for _ in range(20):
            assert sessions.link(token, "follow", NOW) is not None
        assert sessions.use_link(token, "add", NOW) is False
        assert sessions.use_link(token, "follow", NOW + timedelta(minutes=10)) is False
        current_session().flush()
    with authority_scope("hillford"):
        assert sessions.link(token, "follow", NOW) is None
        assert sessions.use_link(token, "follow", NOW) is False
    with authority_scope("riverton"):
        assert [sessions.use_link(token, "follow", NOW) for _ in range(2)] == [True, False]
        assert sessions.link(token, "follow", NOW) is None


@pytest.mark.req("AUT-07")
def test_wrong_codes_use_a_link_up() -> None:
    with authority_scope("riverton"):
        case = case_file()
        current_session().add(case)
        token = _link(case.id)
        assert [sessions.count_try(token, 3, NOW) for _ in range(3)] == [True, True, False]
        assert sessions.use_link(token, "follow", NOW) is False


@pytest.mark.req("ISO-05")
def test_a_link_to_another_councils_case_is_refused_by_the_key() -> None:
    with authority_scope("riverton"):
        _link(new_id())
        with pytest.raises(DBAPIError, match=r"(?i)foreign key"):
            current_session().commit()
        current_session().rollback()
