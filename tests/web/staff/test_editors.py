"""Two people, or two tabs, on one case: nobody's text is lost, and nobody is troubled by what does not concern them."""

from __future__ import annotations

from datetime import UTC, datetime

from core.clock import clock_at
from tests.web.staff.conftest import Desk, Log, Officer
from tests.web.staff.pressing import go, link, press, text

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def taken_on(officer: Officer, reference: str) -> None:
    go(officer, f"/staff/cases/{reference}/triage/1")
    press(officer, "Save decisions", {"new0_decision": "take"})


def test_a_draft_is_saved_and_taken_up_again(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        taken_on(officer, case.reference)
        go(officer, f"/staff/cases/{case.reference}/moves/1/acknowledge")
        press(officer, "Save and close", {"need_outcome_sought": "A clean bin", "section_thanks": "Thank you, truly."})
        assert "Saved. Nothing has been sent" in text(officer)
        assert "Go on with: Acknowledge" in text(officer)
        go(officer, f"/staff/cases/{case.reference}/moves/1/acknowledge")
        assert officer.page.css_first("#need_outcome_sought").text().strip() == "A clean bin"
        assert officer.page.css_first("#section_thanks").text().strip() == "Thank you, truly."
        assert "A clean bin" in officer.page.css_first("#section_wanted").text(), "parts left alone follow the answers"


def test_a_second_window_shows_both_texts_and_keeps_mine_in_the_box(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        taken_on(officer, case.reference)
        address = f"/staff/cases/{case.reference}/moves/1/acknowledge"
        go(officer, address)
        first_window = officer.page
        press(officer, "Save and close", {"need_outcome_sought": "Theirs, saved first"})
        officer.page, officer.at = first_window, address
        press(officer, "Save and close", {"need_outcome_sought": "Mine, saved second"})
        assert "This was saved from another window while you were writing" in text(officer)
        assert officer.page.css_first("#need_outcome_sought").text().strip() == "Mine, saved second"
        assert "Theirs, saved first" in text(officer, ".up-theirs")
        press(officer, "Save and close")
        go(officer, address)
        assert officer.page.css_first("#need_outcome_sought").text().strip() == "Mine, saved second"


def test_a_letter_is_not_sent_when_its_draft_changed_after_the_preview(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        taken_on(officer, case.reference)
        address = f"/staff/cases/{case.reference}/moves/1/acknowledge"
        go(officer, address)
        press(officer, "Preview the letter")
        preview, at = officer.page, officer.at
        go(officer, address)
        press(officer, "Save and close", {"need_outcome_sought": "Something else"})
        officer.page, officer.at = preview, at
        press(officer, "Send the letter")
        assert "Something changed while you were looking. Nothing was sent." in text(officer)
        go(officer, f"/staff/cases/{case.reference}")
        assert "We have not written to them yet." in text(officer) or "Go on with: Acknowledge" in text(officer)


def test_a_colleague_who_was_quicker_is_told_of_and_the_text_is_kept(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        mine, theirs = desk(), desk(name="Otto Other")
        taken_on(mine, case.reference)
        address = f"/staff/cases/{case.reference}/moves/1/acknowledge"
        go(mine, address)
        press(mine, "Preview the letter")
        go(theirs, address)
        press(theirs, "Preview the letter")
        press(theirs, "Send the letter")
        press(mine, "Send the letter")
        assert mine.heading == "Acknowledge"
        assert "This step cannot be taken now" in text(mine)
        go(mine, f"/staff/cases/{case.reference}")
        assert len(mine.page.css(".up-letters a")) == 2, "one letter went, and my draft is still mine"
        go(mine, link(mine, "Go on with: Acknowledge"))
        press(mine, "Throw away your draft")
        assert "The draft is thrown away" in text(mine)
        assert len(mine.page.css(".up-letters a")) == 1


def test_sending_twice_sends_once(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        taken_on(officer, case.reference)
        go(officer, f"/staff/cases/{case.reference}/note")
        page, at = officer.page, officer.at
        press(officer, "Add note", {"words": "Rang twice, no answer"})
        officer.page, officer.at = page, at
        press(officer, "Add note", {"words": "Rang twice, no answer"})
        go(officer, f"/staff/cases/{case.reference}")
        assert text(officer, ".up-timeline").count("Rang twice, no answer") == 1


def test_an_error_keeps_what_was_typed(desk: Desk, complaint: Log) -> None:
    case = complaint()
    with clock_at(NOON):
        officer = desk()
        taken_on(officer, case.reference)
        go(officer, f"/staff/cases/{case.reference}/extend/1/stage1_response_due")
        answer = press(officer, "Preview the letter", {"days": "11", "reason": "we wait for the sheets"})
        assert answer.status_code == 400
        assert len(officer.errors) == 1 and "good reason" in officer.errors[0].lower()
        assert officer.page.css_first("#days").attributes["value"] == "11"
        assert officer.page.css_first("#reason").text().strip() == "we wait for the sheets"
        press(officer, "Preview the letter", {"good_reason": "The contractor closed for a week"})
        assert officer.heading == "Preview: Take more time: answer stage 1"


def test_what_is_not_filled_in_is_told_once_though_the_letter_would_say_it_too(desk: Desk, complaint: Log) -> None:
    case = complaint(wanted="")
    with clock_at(NOON):
        officer = desk()
        taken_on(officer, case.reference)
        go(officer, f"/staff/cases/{case.reference}/moves/1/acknowledge")
        press(officer, "Preview the letter")
        assert officer.errors == ["Fill in “What the person would like to happen”"]
        press(officer, "Preview the letter", {"need_outcome_sought": "A clean bin"})
        assert officer.errors == []
