"""The LGSCO Complaint Handling Code 2024 where a council has said nothing else. Counted day by day."""

from __future__ import annotations

from tests.golden.rows import rows_of

row = rows_of(
    {
        "ack_due": "LGSCO Code 2024, section 6: 5 working days from receipt",
        "stage1_response_due": "LGSCO Code 2024, section 6: 10 working days from acknowledgement",
        "stage1_extended_due": "LGSCO Code 2024, section 6: up to 10 working days more, from the original date",
        "stage2_ack_due": "LGSCO Code 2024, stage 2: 5 working days from the request",
        "stage2_response_due": "LGSCO Code 2024, stage 2: 20 working days from acknowledgement",
        "stage2_extended_due": "LGSCO Code 2024, stage 2: up to 20 working days more, from the original date",
        "time_limit_last_day": "LGSCO Code 2024, section 2: within 12 months of knowing",
    }
)

ROWS = (
    row(
        "", "lgsco-code-2024", "stage1", "2025-01-06T10:15Z",
        "not acknowledged yet: 10 from the last day to acknowledge",
        ack_due="5wd 2025-01-06: Jan 7 8 9 10 13",
        stage1_response_due="~10wd 2025-01-13: Jan 14 15 16 17 20 21 22 23 24 27",
    ),
    row(
        "", "lgsco-code-2024", "stage1", "2025-01-06T10:15Z", "acknowledged the same day",
        acknowledged="2025-01-06T15:00Z",
        ack_due="5wd 2025-01-06: Jan 7 8 9 10 13",
        stage1_response_due="10wd 2025-01-06: Jan 7 8 9 10 13 14 15 16 17 20",
    ),
    row(
        "", "lgsco-code-2024", "stage1", "2025-01-06T10:15Z",
        "acknowledged late: 10 from that day, beside the breach",
        acknowledged="2025-01-20T10:00Z",
        ack_due="5wd 2025-01-06: Jan 7 8 9 10 13",
        stage1_response_due="10wd 2025-01-20: Jan 21 22 23 24 27 28 29 30 31 Feb 3",
    ),
    row(
        "", "lgsco-code-2024", "stage1", "2025-01-06T10:15Z", "10 and 10 make 20 from the acknowledgement",
        acknowledged="2025-01-08T10:00Z", extend=10,
        ack_due="5wd 2025-01-06: Jan 7 8 9 10 13",
        stage1_response_due="10wd 2025-01-08: Jan 9 10 13 14 15 16 17 20 21 22",
        stage1_extended_due="10wd 2025-01-22: Jan 23 24 27 28 29 30 31 Feb 3 4 5",
    ),
    row(
        "", "lgsco-code-2024", "stage1", "2026-04-30T10:00Z", "over the early May bank holiday 2026",
        acknowledged="2026-05-01T10:00Z",
        ack_due="5wd 2026-04-30: May 1 5 6 7 8",
        stage1_response_due="10wd 2026-05-01: May 5 6 7 8 11 12 13 14 15 18",
    ),
    row(
        "", "lgsco-code-2024", "stage1", "2025-02-28T10:00Z",
        "first known on 29 February 2024: 28 February is the last day in time",
        events={"first_known": "2024-02-29"},
        ack_due="5wd 2025-02-28: Mar 3 4 5 6 7",
        stage1_response_due="~10wd 2025-03-07: Mar 10 11 12 13 14 17 18 19 20 21",
        time_limit_last_day="12m 2024-02-29: 2025-02-28",
    ),
    row(
        "", "lgsco-code-2024", "stage1", "2025-09-15T10:00Z", "first known a year and a day before",
        events={"first_known": "2024-09-14"},
        ack_due="5wd 2025-09-15: Sep 16 17 18 19 22",
        stage1_response_due="~10wd 2025-09-22: Sep 23 24 25 26 29 30 Oct 1 2 3 6",
        time_limit_last_day="12m 2024-09-14: 2025-09-14",
    ),
    row(
        "", "lgsco-code-2024", "stage2", "2025-06-02T10:00Z", "not acknowledged yet",
        stage2_ack_due="5wd 2025-06-02: Jun 3 4 5 6 9",
        stage2_response_due="~20wd 2025-06-09: Jun 10 11 12 13 16 17 18 19 20 23 24 25 26 27 30 Jul 1 2 3 4 7",
    ),
    row(
        "", "lgsco-code-2024", "stage2", "2025-06-02T10:00Z",
        "acknowledged on the last day at half past eleven at night",
        acknowledged="2025-06-09T22:30Z",
        stage2_ack_due="5wd 2025-06-02: Jun 3 4 5 6 9",
        stage2_response_due="20wd 2025-06-09: Jun 10 11 12 13 16 17 18 19 20 23 24 25 26 27 30 Jul 1 2 3 4 7",
    ),
    row(
        "", "lgsco-code-2024", "stage2", "2025-12-01T10:00Z", "over Christmas, extended by 20",
        acknowledged="2025-12-03T10:00Z", extend=20,
        stage2_ack_due="5wd 2025-12-01: Dec 2 3 4 5 8",
        stage2_response_due="20wd 2025-12-03: Dec 4 5 8 9 10 11 12 15 16 17 18 19 22 23 24 29 30 31 Jan 2 5",
        stage2_extended_due="20wd 2026-01-05: Jan 6 7 8 9 12 13 14 15 16 19 20 21 22 23 26 27 28 29 30 Feb 2",
    ),
    row(
        "", "lgsco-code-2024", "stage1", "2024-03-25T10:00Z", "acknowledged on the Thursday before Easter 2024",
        acknowledged="2024-03-28T10:00Z",
        ack_due="5wd 2024-03-25: Mar 26 27 28 Apr 2 3",
        stage1_response_due="10wd 2024-03-28: Apr 2 3 4 5 8 9 10 11 12 15",
    ),
    row(
        "", "lgsco-code-2024", "stage2", "2027-03-26T10:00Z", "asked for on Good Friday 2027, known since July before",
        events={"case.received": "2027-01-11T10:00Z", "first_known": "2026-07-31"},
        stage2_ack_due="5wd 2027-03-26: Mar 30 31 Apr 1 2 5",
        stage2_response_due="~20wd 2027-04-05: Apr 6 7 8 9 12 13 14 15 16 19 20 21 22 23 26 27 28 29 30 May 4",
        time_limit_last_day="12m 2026-07-31: 2027-07-31",
    ),
    row(
        "", "lgsco-code-2024", "stage1", "2025-01-06T10:15Z", "acknowledged late, with the ceiling that may be set",
        acknowledged="2025-01-20T10:00Z", settings={"corporate.stage1_response_due.ceiling": "on"},
        ack_due="5wd 2025-01-06: Jan 7 8 9 10 13",
        stage1_response_due="15wd 2025-01-06: Jan 7 8 9 10 13 14 15 16 17 20 21 22 23 24 27",
    ),
)  # fmt: skip
