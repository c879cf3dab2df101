"""Letters as they were sent: on the screen, on paper, for the post, and tried again when the mail server refused."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask
from pypdfium2 import PdfDocument

from core.clock import clock_at
from core.persistence.repositories import outbox
from core.persistence.repositories.people import PersonDetails
from core.persistence.transaction import in_one_transaction
from tests.web.staff.conftest import Desk, Log, Officer
from tests.web.staff.pressing import go, link, press, text

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def _on_the_first_page(pdf: bytes) -> int:
    """How many characters the first page has room for."""
    document = PdfDocument(pdf)
    try:
        return int(document[0].get_textpage().count_chars())
    finally:
        document.close()


def acknowledge(officer: Officer, reference: str) -> None:
    go(officer, f"/staff/cases/{reference}/triage/1")
    press(officer, "Save decisions", {"new0_decision": "take"})
    go(officer, f"/staff/cases/{reference}/moves/1/acknowledge")
    press(officer, "Preview the letter")
    press(officer, "Send the letter")


def test_a_letter_is_kept_as_sent_in_html_and_pdf(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        acknowledge(officer, case.reference)
        go(officer, officer.page.css_first(".up-letters a").attributes["href"])
        assert officer.heading == "What we will look into, and by when"
        assert "Waiting to leave" in text(officer) and "alba@residents.example" in text(officer)
        pdf = officer.get(f"{officer.at}.pdf")
        assert pdf.mimetype == "application/pdf" and pdf.get_data().startswith(b"%PDF")
        assert "alba" not in pdf.headers["Content-Disposition"].lower()


def test_without_an_e_mail_address_the_letter_is_for_the_post(desk: Desk, complaint: Log) -> None:
    case = complaint(person=PersonDetails("Ben Resident", address="2 Sample Street, Sampleton", postcode="ZZ9 9ZZ"))
    with clock_at(NOON):
        officer = desk()
        acknowledge(officer, case.reference)
        assert "Print the letter and post it today." in text(officer)
        assert "To print and post" in text(officer, ".up-letters")
        go(officer, officer.page.css_first(".up-letters a").attributes["href"])
        assert "This letter goes by post" in text(officer)
        assert "2 Sample Street" in text(officer)


def test_a_parked_letter_says_so_and_can_be_tried_again(site: Flask, desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        acknowledge(officer, case.reference)
        with site.app_context():

            def park() -> None:
                found = [one for one in outbox.messages(case_id=case.case_id) if one.letter_id]
                outbox.park(found[0].id, "mailbox_unavailable")

            in_one_transaction("boston", park)
        go(officer, f"/staff/cases/{case.reference}")
        assert "Not sent: needs you" in text(officer, ".up-letters")
        go(officer, officer.page.css_first(".up-letters a").attributes["href"])
        assert "The person does not have it." in text(officer)
        press(officer, "Try sending it again")
        assert "The letter is tried again" in text(officer) and "Waiting to leave" in text(officer)


def test_nobody_is_written_to_who_did_not_say_who_they_are(desk: Desk, complaint: Log) -> None:
    case = complaint(person=None)
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{case.reference}/triage/1")
        press(officer, "Save decisions", {"new0_decision": "take"})
        go(officer, f"/staff/cases/{case.reference}/moves/1/acknowledge")
        assert "so no letter goes out" in text(officer)
        press(officer, "Look at it once more")
        press(officer, "Record: acknowledge")
        assert "Acknowledge: recorded at midday" in text(officer)
        assert "We have not written to them yet." in text(officer)


def test_an_address_that_must_not_be_used_stops_the_letter(desk: Desk, complaint: Log) -> None:
    notes = "Never use alba@residents.example, he reads it"
    case = complaint(person=PersonDetails("Alba Resident", email="alba@residents.example", contact_notes=notes))
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{case.reference}")
        assert notes in text(officer, ".up-alert")
        go(officer, f"/staff/cases/{case.reference}/triage/1")
        press(officer, "Save decisions", {"new0_decision": "take"})
        go(officer, f"/staff/cases/{case.reference}/moves/1/acknowledge")
        answer = press(officer, "Preview the letter")
        assert answer.status_code == 400 and officer.errors


def test_a_question_is_asked_by_letter_and_our_dates_run_on(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        acknowledge(officer, case.reference)
        before = text(officer, ".up-dates")
        go(officer, f"/staff/cases/{case.reference}/write/question")
        press(officer, "Preview the letter", {"need_question": "On which days was it missed?"})
        assert "On which days was it missed?" in text(officer, ".up-letter"), officer.errors
        press(officer, "Send the letter")
        assert "Our dates run on while we wait for their reply." in text(officer)
        assert text(officer, ".up-dates") == before


UPHELD = {
    "issue1_finding": "upheld",
    "issue1_reasons": "The crew's sheet leaves the street out.",
    "section_looked": "The crew's sheets.",
}


def test_upheld_without_an_apology_is_pointed_out_and_not_stopped(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        acknowledge(officer, case.reference)
        go(officer, f"/staff/cases/{case.reference}/moves/1/answer")
        # The part in which to say sorry comes with the finding, and may be left empty.
        press(officer, "Preview the letter", UPHELD)
        assert "Think again" in text(officer, ".up-checks")
        assert "Issue 1 is upheld and the letter does not say sorry" in text(officer, ".up-checks")
        press(officer, "Send the letter")
        assert "departs from the rules: at fault without an apology" in text(officer, ".up-timeline")
        assert "An apology" not in text(officer, ".up-issue")


def test_the_apology_of_the_letter_is_the_apology_of_the_record(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        acknowledge(officer, case.reference)
        go(officer, f"/staff/cases/{case.reference}/moves/1/answer")
        press(officer, "Preview the letter", UPHELD)
        go(officer, officer.page.css_first(".up-checks__item--look a").attributes["href"])
        press(officer, "Preview the letter", {"section_sorry": "I am sorry that we missed your bins."})
        assert "does not say sorry" not in text(officer, ".up-checks")
        press(officer, "Send the letter")
        assert "departs from the rules" not in text(officer, ".up-timeline")
        assert "An apology" in text(officer) and "I am sorry that we missed your bins." in text(officer)


def test_large_print_is_given_where_it_was_asked_for_and_said_before_it_goes(
    site: Flask, desk: Desk, complaint: Log
) -> None:
    person = PersonDetails("Alba Resident", email="alba@residents.example", adjustments="large_print\nRing after six")
    case = complaint(person=person)
    with clock_at(NOON):
        officer = desk()
        go(officer, f"/staff/cases/{case.reference}/triage/1")
        press(officer, "Save decisions", {"new0_decision": "take"})
        go(officer, f"/staff/cases/{case.reference}/moves/1/acknowledge")
        press(officer, "Preview the letter")
        told = "What they need from us Large print; Ring after six. This letter goes in large print (18 point)."
        assert told in text(officer, ".up-alert")
        assert officer.page.css_first(".up-letter--large") is not None
        press(officer, "Send the letter")
        go(officer, f"/staff/cases/{case.reference}")
        go(officer, officer.page.css_first(".up-letters a").attributes["href"])
        assert "Large print (18 point), as they asked" in text(officer, ".up-facts")
        assert "A copy in large print" not in text(officer)
    with site.app_context():
        mails = in_one_transaction("boston", lambda: [m for m in outbox.messages(case_id=case.case_id) if m.letter_id])
    assert ["font-size:24px" in mail.html for mail in mails] == [True]


def test_any_letter_can_be_had_in_large_print_afterwards(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        acknowledge(officer, case.reference)
        go(officer, officer.page.css_first(".up-letters a").attributes["href"])
        large = officer.get(link(officer, "A copy in large print (PDF)"))
        plain = officer.get(link(officer, "The same on paper (PDF)"))
    assert (large.status_code, large.mimetype) == (200, "application/pdf")
    assert f"{case.reference}-acknowledgement-large-print.pdf" in large.headers["Content-Disposition"]
    assert _on_the_first_page(large.data) < 0.9 * _on_the_first_page(plain.data)
