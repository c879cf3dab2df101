"""2010 Rotherham Ltd, Board of 2 July 2008, item 11: what was current and what was proposed. Counted day by day."""

from __future__ import annotations

from tests.golden.rows import rows_of

PAPER = {
    "corporate_informal_due": "Item 11: no time limit is stated for the informal stage",
    "ack_due": "Item 11: acknowledged within 5 working days of receipt, naming the officer",
    "stage1_response_due": "Item 11: a full response within 10 working days, read as from receipt",
    "stage1_extended_due": "Item 11: a letter says why and when; the new date counts from the original one",
    "stage2_ack_due": "Item 11: acknowledged within 5 working days",
    "stage2_response_due": "Item 11: a written reply within 20 days, read as working days from the request",
    "stage2_extended_due": "LGSCO Code 2024, stage 2: up to 20 more, from the original date (assumed)",
    "stage3_internal_review_due": "Item 11, officers' proposal: reviewed internally in 5 working days of the request",
    "panel_meeting_due": "Item 11: the panel is arranged and meets within 20 days, read as working days",
    "panel_decision_letter_due": "Item 11: the clerk writes within 5 working days of the meeting",
}
row, proposed = rows_of(PAPER), rows_of(PAPER, offered=True)
NAMES, OFFERED = ("rotherham_2010", "current"), ("rotherham_2010", "proposed-2008")

ROWS = (
    row(
        *NAMES, "informal", "2025-01-06T10:15Z", "no time limit is stated",
        corporate_informal_due="none",
    ),
    row(
        *NAMES, "stage1", "2008-07-02T10:00Z", "on the day the Board met",
        ack_due="5wd 2008-07-02: Jul 3 4 7 8 9",
        stage1_response_due="10wd 2008-07-02: Jul 3 4 7 8 9 10 11 14 15 16",
    ),
    row(
        *NAMES, "stage1", "2025-01-06T10:15Z", "an acknowledgement moves nothing; extended by 15, without a limit",
        acknowledged="2025-01-08T10:00Z", extend=15,
        ack_due="5wd 2025-01-06: Jan 7 8 9 10 13",
        stage1_response_due="10wd 2025-01-06: Jan 7 8 9 10 13 14 15 16 17 20",
        stage1_extended_due="15wd 2025-01-20: Jan 21 22 23 24 27 28 29 30 31 Feb 3 4 5 6 7 10",
    ),
    row(
        *NAMES, "stage1", "2025-01-06T10:15Z", "the other reading: from the acknowledgement",
        acknowledged="2025-01-08T10:00Z", settings={"corporate.stage1_response_due.start": "acknowledged"},
        ack_due="5wd 2025-01-06: Jan 7 8 9 10 13",
        stage1_response_due="10wd 2025-01-08: Jan 9 10 13 14 15 16 17 20 21 22",
    ),
    row(
        *NAMES, "stage2", "2025-04-14T10:00Z", "20 working days over Easter and May Day",
        stage2_ack_due="5wd 2025-04-14: Apr 15 16 17 22 23",
        stage2_response_due="20wd 2025-04-14: Apr 15 16 17 22 23 24 25 28 29 30 May 1 2 6 7 8 9 12 13 14 15",
    ),
    row(
        *NAMES, "stage2", "2025-04-14T10:00Z", "the other reading: 20 calendar days",
        settings={"corporate.stage2_response_due.unit": "calendar_days"},
        stage2_ack_due="5wd 2025-04-14: Apr 15 16 17 22 23",
        stage2_response_due="20cd 2025-04-14: Apr 16 May 4",
    ),
    row(
        *NAMES, "stage3", "2025-12-08T10:00Z", "the panel has not met: the letter follows its last day",
        panel_meeting_due="20wd 2025-12-08: Dec 9 10 11 12 15 16 17 18 19 22 23 24 29 30 31 Jan 2 5 6 7 8",
        panel_decision_letter_due="~5wd 2026-01-08: Jan 9 12 13 14 15",
    ),
    row(
        *NAMES, "stage3", "2025-12-08T10:00Z", "the panel met early",
        events={"panel_met": "2025-12-22T14:00Z"},
        panel_meeting_due="20wd 2025-12-08: Dec 9 10 11 12 15 16 17 18 19 22 23 24 29 30 31 Jan 2 5 6 7 8",
        panel_decision_letter_due="5wd 2025-12-22: Dec 23 24 29 30 31",
    ),
    proposed(
        *OFFERED, "informal", "2025-01-06T10:15Z", "no time limit is stated, but a day is agreed",
        events={"agreed_by": "2025-01-10"},
        corporate_informal_due="on 2025-01-10",
    ),
    proposed(
        *OFFERED, "stage1", "2025-08-18T10:00Z", "over the August bank holiday",
        ack_due="5wd 2025-08-18: Aug 19 20 21 22 26",
        stage1_response_due="10wd 2025-08-18: Aug 19 20 21 22 26 27 28 29 Sep 1 2",
    ),
    proposed(
        *OFFERED, "stage2", "2025-10-25T22:59Z", "a Saturday night before the clocks go back, extended by 20",
        extend=20,
        stage2_ack_due="5wd 2025-10-25: Oct 27 28 29 30 31",
        stage2_response_due="20wd 2025-10-25: Oct 27 28 29 30 31 Nov 3 4 5 6 7 10 11 12 13 14 17 18 19 20 21",
        stage2_extended_due="20wd 2025-11-21: Nov 24 25 26 27 28 Dec 1 2 3 4 5 8 9 10 11 12 15 16 17 18 19",
    ),
    proposed(
        *OFFERED, "stage3", "2025-01-06T10:15Z", "the internal review and the panel both count from the request",
        events={"internally_reviewed": "2025-01-10T10:00Z"},
        stage3_internal_review_due="5wd 2025-01-06: Jan 7 8 9 10 13",
        panel_meeting_due="20wd 2025-01-06: Jan 7 8 9 10 13 14 15 16 17 20 21 22 23 24 27 28 29 30 31 Feb 3",
        panel_decision_letter_due="~5wd 2025-02-03: Feb 4 5 6 7 10",
    ),
    row(
        *NAMES, "informal", "2026-01-05T10:00Z", "no time limit is stated, but a day is agreed",
        events={"agreed_by": "2026-01-16"},
        corporate_informal_due="on 2026-01-16",
    ),
    row(
        *NAMES, "stage1", "2027-12-20T10:00Z", "over the three substitutes of Christmas 2027 and New Year 2028",
        ack_due="5wd 2027-12-20: Dec 21 22 23 24 29",
        stage1_response_due="10wd 2027-12-20: Dec 21 22 23 24 29 30 31 Jan 4 5 6",
    ),
    row(
        *NAMES, "stage2", "2008-07-07T10:00Z", "extended by 20 over the August bank holiday of 2008",
        extend=20,
        stage2_ack_due="5wd 2008-07-07: Jul 8 9 10 11 14",
        stage2_response_due="20wd 2008-07-07: Jul 8 9 10 11 14 15 16 17 18 21 22 23 24 25 28 29 30 31 Aug 1 4",
        stage2_extended_due="20wd 2008-08-04: Aug 5 6 7 8 11 12 13 14 15 18 19 20 21 22 26 27 28 29 Sep 1 2",
    ),
    row(
        *NAMES, "stage2", "2026-09-07T10:00Z", "asked for twenty months later: there is no time limit to ask",
        events={"case.received": "2025-01-06T10:15Z"},
        stage2_ack_due="5wd 2026-09-07: Sep 8 9 10 11 14",
        stage2_response_due="20wd 2026-09-07: Sep 8 9 10 11 14 15 16 17 18 21 22 23 24 25 28 29 30 Oct 1 2 5",
    ),
    row(
        *NAMES, "stage3", "2026-03-16T10:00Z", "the other reading: 20 calendar days, to Easter Day, and no rolling on",
        settings={"corporate.panel_meeting_due.unit": "calendar_days"},
        panel_meeting_due="20cd 2026-03-16: Mar 15 Apr 5",
        panel_decision_letter_due="~5wd 2026-04-05: Apr 7 8 9 10 13",
    ),
    row(
        *NAMES, "stage3", "2025-06-02T10:00Z", "the panel met late, and the letter follows the meeting",
        events={"panel_met": "2025-07-04T10:00Z"},
        panel_meeting_due="20wd 2025-06-02: Jun 3 4 5 6 9 10 11 12 13 16 17 18 19 20 23 24 25 26 27 30",
        panel_decision_letter_due="5wd 2025-07-04: Jul 7 8 9 10 11",
    ),
    proposed(
        *OFFERED, "stage1", "2008-12-17T10:00Z", "extended by 5 over Christmas 2008",
        extend=5,
        ack_due="5wd 2008-12-17: Dec 18 19 22 23 24",
        stage1_response_due="10wd 2008-12-17: Dec 18 19 22 23 24 29 30 31 Jan 2 5",
        stage1_extended_due="5wd 2009-01-05: Jan 6 7 8 9 12",
    ),
    proposed(
        *OFFERED, "stage3", "2025-04-14T10:00Z", "over Easter and May Day, the panel met before its last day",
        events={"panel_met": "2025-05-12T10:00Z"},
        stage3_internal_review_due="5wd 2025-04-14: Apr 15 16 17 22 23",
        panel_meeting_due="20wd 2025-04-14: Apr 15 16 17 22 23 24 25 28 29 30 May 1 2 6 7 8 9 12 13 14 15",
        panel_decision_letter_due="5wd 2025-05-12: May 13 14 15 16 19",
    ),
)  # fmt: skip
