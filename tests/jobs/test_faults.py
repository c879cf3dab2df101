"""Five hundred messages through every fault of a mail server and a worker: none lost, none wrong, repeats known."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from flask import Flask

from core.clock import clock_at
from core.services import outbox
from core.services.outbox import MOST_TRIES
from core.services.transport import TryAgain
from tests.jobs.conftest import COUNCILS
from tests.jobs.mail import FakeServer, state, write

EACH = 125
NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


class Killed(BaseException):
    """The worker is gone."""


class Troubled(FakeServer):
    """Fails in turn: no connection, 4xx, dropped after the data, killed before and after the server's yes."""

    def __init__(self) -> None:
        super().__init__()
        self.calls = 0
        self.doubtful: set[str] = set()

    def send(self, message: EmailMessage, sender: str, recipient: str) -> None:
        self.calls += 1
        match self.calls % 9:
            case 1:
                raise TryAgain("no_connection")
            case 3:
                raise TryAgain("smtp_451")
            case 4:
                self.doubtful.add(str(message["Message-ID"]))
                super().send(message, sender, recipient)
                raise TryAgain("disconnected")
            case 6:
                raise Killed
            case 8:
                self.doubtful.add(str(message["Message-ID"]))
                super().send(message, sender, recipient)
                raise Killed
            case _:
                super().send(message, sender, recipient)


@pytest.mark.req("R-05")
def test_no_message_is_lost_or_goes_out_under_another_council(working: Flask) -> None:
    server, moment = Troubled(), NOW
    with working.app_context(), clock_at(moment):
        waiting = {(code, write(code, f"m{n}", f"p{n}@resident.example")) for n in range(EACH) for code in COUNCILS}
        expected = {(code, id_): state(code, id_).message_id for code, id_ in waiting}
        addresses = {(code, id_): state(code, id_).to_address for code, id_ in waiting}
    for _ in range(MOST_TRIES - 1):
        if not waiting:
            break
        moment += timedelta(hours=7)
        with working.app_context(), clock_at(moment):
            for code, id_ in sorted(waiting):
                try:
                    outbox.send(code, id_, server)
                except (outbox.NotSent, Killed):
                    continue
                waiting.discard((code, id_))
    assert waiting == set()
    delivered = Counter(str(message["Message-ID"]) for _, _, message in server.taken)
    assert set(delivered) == set(expected.values())
    assert {id_ for id_, times in delivered.items() if times > 1} <= server.doubtful
    by_message = {message_id: place for place, message_id in expected.items()}
    for sender, recipient, message in server.taken:
        code, id_ = by_message[str(message["Message-ID"])]
        assert sender == f"feedback@{code}.example"
        assert recipient == addresses[code, id_]
