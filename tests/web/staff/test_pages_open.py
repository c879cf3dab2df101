"""Every staff page opens."""

from flask import Flask
from datetime import UTC, datetime
from core.clock import clock_at
from tests.web.conftest import Open
from tests.web.staff.conftest import Desk, Log
from tests.support.web import Staff

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)

def test_pages_open(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOW):
        b = desk()
        ref = case.reference
        for path in ["/staff/work", "/staff/queue", "/staff/log", "/staff/search", f"/staff/cases/{ref}", f"/staff/cases/{ref}/triage/1",
            f"/staff/cases/{ref}/why/1/ack_due", f"/staff/cases/{ref}/moves/1/acknowledge", f"/staff/cases/{ref}/extend/1/stage1_response_due",
            f"/staff/cases/{ref}/note", f"/staff/cases/{ref}/information", f"/staff/cases/{ref}/close", f"/staff/cases/{ref}/reopen", f"/staff/cases/{ref}/correct",
            f"/staff/cases/{ref}/type", f"/staff/cases/{ref}/link", f"/staff/cases/{ref}/assign", f"/staff/cases/{ref}/write/question", f"/staff/cases/{ref}/moves/1/answer", f"/staff/log/{ref}", f"/staff/cases/{ref}/moves/1/withdraw", f"/staff/cases/{ref}/moves/1/refuse"]:
            r = b.get(path)
            print(path, r.status_code, b.heading)
            assert r.status_code == 200, path
        r = b.get(f"/staff/cases/{ref}/why/1/ack_due.json"); print(r.json)
        assert r.status_code == 200
