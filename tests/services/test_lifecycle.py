"""A council goes back into shadow only while it has no case, also when one is just being received."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import event

from core.domain.actor import Actor, ActorKind
from core.domain.errors import DomainError
from core.persistence.db import current_session, db
from core.persistence.repositories import registry
from core.persistence.transaction import in_shared_transaction
from core.services import intake, lifecycle
from core.services.intake import Feedback
from tests.support.casework import BOSTON, PUBLIC, casework_app
from tests.support.databases import DatabaseUrls

OPERATOR = Actor(ActorKind.OPERATOR)


@pytest.fixture
def opened(fresh_database: DatabaseUrls) -> Iterator[Flask]:
    with casework_app(fresh_database, BOSTON) as app:
        in_shared_transaction(lambda: registry.add_host(BOSTON, "boston.localhost"))
        lifecycle.go_live(BOSTON, OPERATOR)
        yield app


def test_a_case_that_is_being_received_is_waited_for(opened: Flask) -> None:
    written, go_on = threading.Event(), threading.Event()
    told: list[str] = []

    def hold(session: object) -> None:
        written.set()
        go_on.wait(timeout=30)

    def receive() -> None:
        with opened.app_context():
            event.listen(current_session(), "before_commit", hold)
            intake.receive(BOSTON, PUBLIC, Feedback("complaint", "web", "The bins."))
            db.session.remove()

    def shut() -> None:
        with opened.app_context():
            try:
                lifecycle.go_shadow(BOSTON, OPERATOR)
                told.append("in shadow")
            except DomainError as refused:
                told.extend(problem.code for problem in refused.problems)
            db.session.remove()

    threads = [threading.Thread(target=receive), threading.Thread(target=shut)]
    threads[0].start()
    assert written.wait(timeout=30)
    threads[1].start()
    threads[1].join(timeout=0.5)
    assert told == [], "it waits for the case"
    go_on.set()
    for thread in threads:
        thread.join(timeout=60)
    assert told == ["shadow_needs_no_cases"]
    council = in_shared_transaction(lambda: registry.authority(BOSTON))
    assert council is not None and council.lifecycle == lifecycle.LIVE


def test_without_a_case_it_goes_back_and_its_cases_are_received_there(opened: Flask) -> None:
    assert lifecycle.go_shadow(BOSTON, OPERATOR) == lifecycle.Moved("live", "shadow")
    assert intake.receive(BOSTON, PUBLIC, Feedback("complaint", "web", "The bins.")).reference
    lifecycle.go_live(BOSTON, OPERATOR)
    with pytest.raises(DomainError, match="shadow_needs_no_cases"):
        lifecycle.go_shadow(BOSTON, OPERATOR)
