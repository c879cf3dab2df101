"""A day of receipt that is corrected across a cut-over: the page says so in a sentence, and nothing moves by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from flask import Flask

from core.clock import clock_at
from core.domain.actor import SYSTEM
from core.persistence.record import Stamp
from core.persistence.register_store import read_register, store_adoption
from core.persistence.repositories import registry
from core.persistence.transaction import in_one_transaction
from tests.web.staff.conftest import Desk, Log
from tests.web.staff.pressing import go, press, text

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
CUT_OVER = datetime(2026, 11, 18, 0, 0, tzinfo=UTC)
THEN = "On the corrected day of receipt, Tue 17 Nov 2026, another version was in force: selcp-2024."


def adopt_another() -> None:
    """The same rules under another name, in force from the cut-over."""
    register = read_register()
    text_ = replace(register.procedure("corporate", NOON), version="selcp-2026")
    store_adoption(register, text_, CUT_OVER, Stamp(NOON, SYSTEM.key, "adopts-another"), history=True)
    registry.configuration_changed("boston")


def test_a_receipt_corrected_across_a_cut_over_is_pointed_out(site: Flask, desk: Desk, complaint: Log) -> None:
    with site.app_context():
        in_one_transaction("boston", adopt_another)
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{case.reference}")
        assert "selcp-2026" in text(officer) and THEN not in text(officer)
        go(officer, f"/staff/cases/{case.reference}/correct")
        right = {"fact": "1/case.received", "on-day": "17", "on-month": "November", "on-year": "2026"}
        press(officer, "Put it right", {**right, "reason": "The envelope's stamp says the 17th."})
        shown = text(officer)
    assert THEN in shown and "selcp-2026" in shown and "Kept from when it was first entered." in shown
