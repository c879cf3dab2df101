"""Children's social care, SI 2006/1738: three stages on the law's own working days. Counted day by day."""

from __future__ import annotations

from tests.golden.rows import rows_of

row = rows_of(
    {
        "stage1_response_due": "Regulation 14: 10 working days from receipt",
        "stage1_extended_due": "Regulation 14: 10 more for a complex complaint, 20 in all",
        "stage2_request_by": "Councils' advice: 20 working days from the stage 1 reply",
        "stage2_response_due": "25 working days from the day the statement of complaint is agreed",
        "stage2_extended_due": "Extended up to 65 working days from the same day",
        "stage2_maximum_due": "65 working days from the same day at the most",
        "stage3_request_by": "20 working days from having the adjudication letter",
        "panel_meeting_due": "Regulation 19: the panel meets within 30 working days of the request",
        "panel_report_due": "The panel reports within 5 working days of its meeting",
        "authority_response_due": "The authority answers within 15 working days of the recommendations",
    },
    "childrens_social_care",
)
BUCKS, BEDS = ("buckinghamshire", "si-2006-1738"), ("central_bedfordshire", "si-2006-1738")

ROWS = (
    row(
        *BUCKS, "stage1", "2025-01-06T10:15Z", "10 from receipt, and 20 to ask for stage 2 from its last day",
        stage1_response_due="10wd 2025-01-06: Jan 7 8 9 10 13 14 15 16 17 20",
        stage2_request_by="~20wd 2025-01-20: Jan 21 22 23 24 27 28 29 30 31 Feb 3 4 5 6 7 10 11 12 13 14 17",
    ),
    row(
        *BEDS, "stage1", "2025-04-10T10:15Z", "answered early, before Easter",
        events={"answered": "2025-04-16T10:00Z"},
        stage1_response_due="10wd 2025-04-10: Apr 11 14 15 16 17 22 23 24 25 28",
        stage2_request_by="20wd 2025-04-16: Apr 17 22 23 24 25 28 29 30 May 1 2 6 7 8 9 12 13 14 15 16 19",
    ),
    row(
        *BUCKS, "stage1", "2025-12-15T10:00Z", "a complex complaint over Christmas: 20 in all",
        extend=10,
        stage1_response_due="10wd 2025-12-15: Dec 16 17 18 19 22 23 24 29 30 31",
        stage1_extended_due="10wd 2025-12-31: Jan 2 5 6 7 8 9 12 13 14 15",
        stage2_request_by="~20wd 2026-01-15: Jan 16 19 20 21 22 23 26 27 28 29 30 Feb 2 3 4 5 6 9 10 11 12",
    ),
    row(
        *BUCKS, "stage1", "2025-02-03T10:00Z", "days spent looking for an advocate do not count",
        events={"advocate_sought": "2025-02-05T10:00Z", "advocate_found": "2025-02-12T10:00Z"},
        waits=("2025-02-05", "2025-02-12"),
        stage1_response_due="10wd 2025-02-03: Feb 4 5 13 14 17 18 19 20 21 24",
        stage2_request_by="~20wd 2025-02-24: Feb 25 26 27 28 Mar 3 4 5 6 7 10 11 12 13 14 17 18 19 20 21 24",
    ),
    row(
        *BUCKS, "stage1", "2025-12-15T10:00Z", "days that the council is closed count all the same",
        settings={"calendar.closed_days": "2025-12-29,2025-12-30"},
        stage1_response_due="10wd 2025-12-15: Dec 16 17 18 19 22 23 24 29 30 31",
        stage2_request_by="~20wd 2025-12-31: Jan 2 5 6 7 8 9 12 13 14 15 16 19 20 21 22 23 26 27 28 29",
    ),
    row(
        *BUCKS, "stage2", "2025-02-24T10:00Z", "the statement is not agreed yet: nothing can be counted",
        stage2_response_due="none", stage2_maximum_due="none", stage3_request_by="none",
    ),
    row(
        *BUCKS, "stage2", "2025-02-24T10:00Z", "25 from the agreed statement, 65 at the most, over Easter and May",
        events={"statement_agreed": "2025-03-03T10:00Z"},
        stage2_response_due="25wd 2025-03-03: Mar 4 5 6 7 10 11 12 13 14 17 18 19 20 21 24 25 26 27 28 31 Apr 1 2 3 "
        "4 7",
        stage2_maximum_due="65wd 2025-03-03: Mar 4 5 6 7 10 11 12 13 14 17 18 19 20 21 24 25 26 27 28 31 Apr 1 2 3 4 "
        "7 8 9 10 11 14 15 16 17 22 23 24 25 28 29 30 May 1 2 6 7 8 9 12 13 14 15 16 19 20 21 22 "
        "23 27 28 29 30 Jun 2 3 4 5 6",
        stage3_request_by="none",
    ),
    row(
        *BEDS, "stage2", "2025-02-24T10:00Z", "extended to the very maximum",
        events={"statement_agreed": "2025-03-03T10:00Z"}, extend=40,
        stage2_response_due="25wd 2025-03-03: Mar 4 5 6 7 10 11 12 13 14 17 18 19 20 21 24 25 26 27 28 31 Apr 1 2 3 "
        "4 7",
        stage2_extended_due="40wd 2025-04-07: Apr 8 9 10 11 14 15 16 17 22 23 24 25 28 29 30 May 1 2 6 7 8 9 12 13 "
        "14 15 16 19 20 21 22 23 27 28 29 30 Jun 2 3 4 5 6",
        stage2_maximum_due="65wd 2025-03-03: Mar 4 5 6 7 10 11 12 13 14 17 18 19 20 21 24 25 26 27 28 31 Apr 1 2 3 4 "
        "7 8 9 10 11 14 15 16 17 22 23 24 25 28 29 30 May 1 2 6 7 8 9 12 13 14 15 16 19 20 21 22 "
        "23 27 28 29 30 Jun 2 3 4 5 6",
        stage3_request_by="none",
    ),
    row(
        *BUCKS, "stage2", "2026-10-19T10:00Z", "the letter had on a Saturday, 20 over Christmas 2026",
        events={"statement_agreed": "2026-10-26T10:00Z", "adjudication_letter_received": "2026-12-05"},
        stage2_response_due="25wd 2026-10-26: Oct 27 28 29 30 Nov 2 3 4 5 6 9 10 11 12 13 16 17 18 19 20 23 24 25 26 "
        "27 30",
        stage2_maximum_due="65wd 2026-10-26: Oct 27 28 29 30 Nov 2 3 4 5 6 9 10 11 12 13 16 17 18 19 20 23 24 25 26 "
        "27 30 Dec 1 2 3 4 7 8 9 10 11 14 15 16 17 18 21 22 23 24 29 30 31 Jan 4 5 6 7 8 11 12 13 "
        "14 15 18 19 20 21 22 25 26 27 28",
        stage3_request_by="20wd 2026-12-05: Dec 7 8 9 10 11 14 15 16 17 18 21 22 23 24 29 30 31 Jan 4 5 6",
    ),
    row(
        *BUCKS, "stage3", "2025-06-09T10:00Z", "not met yet: the report and the answer follow the last days",
        panel_meeting_due="30wd 2025-06-09: Jun 10 11 12 13 16 17 18 19 20 23 24 25 26 27 30 Jul 1 2 3 4 7 8 9 10 11 "
        "14 15 16 17 18 21",
        panel_report_due="~5wd 2025-07-21: Jul 22 23 24 25 28",
        authority_response_due="~15wd 2025-07-28: Jul 29 30 31 Aug 1 4 5 6 7 8 11 12 13 14 15 18",
    ),
    row(
        *BEDS, "stage3", "2025-06-09T10:00Z", "met and reported",
        events={"panel_met": "2025-07-10T10:00Z", "recommendations_received": "2025-07-14T10:00Z"},
        panel_meeting_due="30wd 2025-06-09: Jun 10 11 12 13 16 17 18 19 20 23 24 25 26 27 30 Jul 1 2 3 4 7 8 9 10 11 "
        "14 15 16 17 18 21",
        panel_report_due="5wd 2025-07-10: Jul 11 14 15 16 17",
        authority_response_due="15wd 2025-07-14: Jul 15 16 17 18 21 22 23 24 25 28 29 30 31 Aug 1 4",
    ),
    row(
        *BUCKS, "stage3", "2027-11-22T10:00Z", "30 over three substitute days",
        panel_meeting_due="30wd 2027-11-22: Nov 23 24 25 26 29 30 Dec 1 2 3 6 7 8 9 10 13 14 15 16 17 20 21 22 23 24 "
        "29 30 31 Jan 4 5 6",
        panel_report_due="~5wd 2028-01-06: Jan 7 10 11 12 13",
        authority_response_due="~15wd 2028-01-13: Jan 14 17 18 19 20 21 24 25 26 27 28 31 Feb 1 2 3",
    ),
    row(
        *BEDS, "stage1", "2009-03-31T23:00Z", "the first minute of Central Bedfordshire, then Easter and May Day 2009",
        stage1_response_due="10wd 2009-04-01: Apr 2 3 6 7 8 9 14 15 16 17",
        stage2_request_by="~20wd 2009-04-17: Apr 20 21 22 23 24 27 28 29 30 May 1 5 6 7 8 11 12 13 14 15 18",
    ),
    row(
        *BEDS, "stage1", "2026-04-27T10:00Z", "a complex complaint over both bank holidays of May 2026",
        extend=10,
        stage1_response_due="10wd 2026-04-27: Apr 28 29 30 May 1 5 6 7 8 11 12",
        stage1_extended_due="10wd 2026-05-12: May 13 14 15 18 19 20 21 22 26 27",
        stage2_request_by="~20wd 2026-05-27: May 28 29 Jun 1 2 3 4 5 8 9 10 11 12 15 16 17 18 19 22 23 24",
    ),
    row(
        *BUCKS, "stage1", "2025-12-15T10:00Z", "an advocate looked for from the 18th, found on 5 January",
        events={"advocate_sought": "2025-12-18T10:00Z", "advocate_found": "2026-01-05T10:00Z"},
        waits=("2025-12-18", "2026-01-05"),
        stage1_response_due="10wd 2025-12-15: Dec 16 17 18 Jan 6 7 8 9 12 13 14",
        stage2_request_by="~20wd 2026-01-14: Jan 15 16 19 20 21 22 23 26 27 28 29 30 Feb 2 3 4 5 6 9 10 11",
    ),
    row(
        *BUCKS, "stage2", "2025-09-01T10:00Z", "extended by 15 while the clocks go back; 65 is where it was",
        events={"statement_agreed": "2025-09-08T10:00Z"}, extend=15,
        stage2_response_due="25wd 2025-09-08: Sep 9 10 11 12 15 16 17 18 19 22 23 24 25 26 29 30 Oct 1 2 3 6 7 8 9 10 "
        "13",
        stage2_extended_due="15wd 2025-10-13: Oct 14 15 16 17 20 21 22 23 24 27 28 29 30 31 Nov 3",
        stage2_maximum_due="65wd 2025-09-08: Sep 9 10 11 12 15 16 17 18 19 22 23 24 25 26 29 30 Oct 1 2 3 6 7 8 9 10 "
        "13 14 15 16 17 20 21 22 23 24 27 28 29 30 31 Nov 3 4 5 6 7 10 11 12 13 14 17 18 19 20 21 24 25 26 27 28 Dec "
        "1 2 3 4 5 8",
        stage3_request_by="none",
    ),
    row(
        *BUCKS, "stage3", "2028-01-17T10:00Z", "the panel met in time, its report over 29 February 2028",
        events={"panel_met": "2028-02-24T10:00Z"},
        panel_meeting_due="30wd 2028-01-17: Jan 18 19 20 21 24 25 26 27 28 31 Feb 1 2 3 4 7 8 9 10 11 14 15 16 17 18 "
        "21 22 23 24 25 28",
        panel_report_due="5wd 2028-02-24: Feb 25 28 29 Mar 1 2",
        authority_response_due="~15wd 2028-03-02: Mar 3 6 7 8 9 10 13 14 15 16 17 20 21 22 23",
    ),
    row(
        *BEDS, "stage3", "2026-03-02T10:00Z", "the report a day late after Easter; the answer counts from having it",
        events={"panel_met": "2026-04-01T10:00Z", "recommendations_received": "2026-04-13T10:00Z"},
        panel_meeting_due="30wd 2026-03-02: Mar 3 4 5 6 9 10 11 12 13 16 17 18 19 20 23 24 25 26 27 30 31 Apr 1 2 7 8 "
        "9 10 13 14 15",
        panel_report_due="5wd 2026-04-01: Apr 2 7 8 9 10",
        authority_response_due="15wd 2026-04-13: Apr 14 15 16 17 20 21 22 23 24 27 28 29 30 May 1 5",
    ),
)  # fmt: skip
