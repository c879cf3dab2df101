"""Pages that only read: the queue, one's own work, a case, searches, and a resident's own case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import select

from core.clock import utc_now
from core.domain.actor import Actor
from core.ids import new_token, token_hash
from core.persistence import models as m
from core.persistence.db import current_session
from core.persistence.repositories import sessions
from core.persistence.transaction import in_one_transaction, reading
from core.services import looking
from tests.bench.browsing import Visitor, sign_in
from tests.bench.measure import Sample, clockwork
from tests.bench.place import COUNCIL
from tests.bench.streams import COMMON_NAME, COMMON_WORD, RARE_NAME, RARE_WORD, vocabulary

_OLDER = re.compile(r'href="(/staff/queue\?[^"]*after=[^"]+)"')
_NTH = 7


@dataclass(frozen=True, slots=True)
class Known:
    """What a person at the screen would know to ask for: references, and the case of a resident who follows it."""

    references: tuple[str, ...]
    own: tuple[tuple[str, str], ...]


def know(app: Flask, how_many: int = 50) -> Known:
    """Some cases, spread over the whole length of the queue and over closed ones."""
    file = m.CaseFile
    with app.app_context(), reading(COUNCIL):
        rows = current_session().execute(select(file.id, file.reference, file.person_id).order_by(file.reference))
        found = rows.all()
    chosen = found[:: max(1, len(found) // how_many)]
    return Known(tuple(row.reference for row in chosen), tuple((row.id, row.person_id) for row in chosen))


def read_pages(app: Flask, officer: Actor, times: int) -> dict[str, Sample]:
    """Each page `times` times, after a first time that is not counted."""
    known = know(app)
    with clockwork(app) as clock:
        staff = Visitor(app, clock)
        sign_in(app, staff, officer)
        for turn in range(times + 1):
            if turn == 1:
                staff.samples.clear()
            for name, path in _paths(known, turn):
                staff.get(path, name)
            for name, typed in searched_for(known, turn).items():
                _search(staff, name, typed)
            _later_in_the_queue(staff)
            _own_case(app, staff, known.own[turn % len(known.own)])
        return staff.samples


def _paths(known: Known, turn: int) -> Iterator[tuple[str, str]]:
    yield "start page", "/"
    yield "queue", "/staff/queue"
    yield "queue, late", "/staff/queue?view=late"
    yield "queue, nobody's", "/staff/queue?view=unassigned"
    yield "queue, closed", "/staff/queue?view=closed"
    yield "my work", "/staff/work"
    yield "case", f"/staff/cases/{known.references[turn % len(known.references)]}"


def searched_for(known: Known, turn: int) -> dict[str, str]:
    """What is typed: by reference, by name and by words, the common and the rare."""
    words = vocabulary()
    return {
        "search: reference": known.references[turn % len(known.references)],
        "search: common name": words[COMMON_NAME],
        "search: rare name": words[RARE_NAME],
        "search: common word": words[COMMON_WORD],
        "search: rare word": words[RARE_WORD],
        "search: two common words": f"{words[1]} {words[2]}",
        "search: beginning of a word": words[3][:3],
        "search: nothing found": "zzyzx",
    }


def _search(staff: Visitor, name: str, typed: str) -> None:
    """Typed and sent, and the page that it leads to; a whole reference leads to its case at once."""
    staff.get("/staff/search", "search box")
    then = staff.post("/staff/search", {"words": typed}, f"{name}, sent")
    staff.get(urlsplit(then).path, f"{name}, found")


def _later_in_the_queue(staff: Visitor) -> None:
    """Some pages on: pages go by key, so it must cost what the first one does."""
    staff.get("/staff/queue")
    for _ in range(_NTH):
        found = _OLDER.search(staff.page)
        if found is None:
            break
        staff.get(found[1].replace("&amp;", "&"))
    found = _OLDER.search(staff.page)
    staff.get(found[1].replace("&amp;", "&") if found else "/staff/queue", "queue, some pages on")


def _own_case(app: Flask, staff: Visitor, case: tuple[str, str]) -> None:
    """A resident who has proven that it is theirs looks at their case."""
    resident = Visitor(app, staff.clock, staff.samples)
    token, now = new_token(), utc_now()

    def visit() -> None:
        hashed = token_hash("follower", COUNCIL, token)
        sessions.start_visit(hashed, now, now.replace(year=now.year + 1), case_id=case[0], person_id=case[1])

    with app.app_context():
        in_one_transaction(COUNCIL, visit)
    resident.become("follower", token)
    resident.get("/follow/case", "resident's own case")


def search_services(app: Flask, officer: Actor, times: int) -> dict[str, Sample]:
    """The same searches by the service alone, the note in the log of reads included."""
    known = know(app)
    samples: dict[str, Sample] = {}
    with clockwork(app) as clock, app.app_context():
        for turn in range(times + 1):
            if turn == 1:
                samples.clear()
            for name, typed in searched_for(known, turn).items():
                with clock.timing(samples.setdefault(name, Sample())):
                    looking.search(COUNCIL, officer, typed)
    return samples
