"""Central Bedfordshire 2009: three stages. The Code's days at stages 1 and 2 (assumed), none at stage 3."""

from __future__ import annotations

from tests.golden.rows import rows_of

row = rows_of(
    {
        "ack_due": "LGSCO Code 2024, section 6: 5 working days from receipt (assumed, nothing is stated)",
        "stage1_response_due": "LGSCO Code 2024, section 6: 10 working days from acknowledgement (assumed)",
        "stage1_extended_due": "LGSCO Code 2024, section 6: up to 10 more, from the original date (assumed)",
        "stage2_ack_due": "LGSCO Code 2024, stage 2: 5 working days from the request (assumed)",
        "stage2_response_due": "LGSCO Code 2024, stage 2: 20 working days from acknowledgement (assumed)",
        "stage2_extended_due": "LGSCO Code 2024, stage 2: up to 20 more, from the original date (assumed)",
        "stage3_response_due": "Shadow Executive, 17 March 2009: no time limit is stated; a date may be agreed",
        "time_limit_last_day": "LGSCO Code 2024, section 2: within 12 months of knowing (assumed)",
    }
)
NAMES = "central_bedfordshire", "central-bedfordshire-2009"

ROWS = (
    row(
        *NAMES, "stage1", "2009-03-31T23:00Z", "the first minute of vesting day, then Easter 2009",
        ack_due="5wd 2009-04-01: Apr 2 3 6 7 8",
        stage1_response_due="~10wd 2009-04-08: Apr 9 14 15 16 17 20 21 22 23 24",
    ),
    row(
        *NAMES, "stage1", "2025-01-06T10:15Z", "acknowledged on the third day",
        acknowledged="2025-01-09T09:00Z",
        ack_due="5wd 2025-01-06: Jan 7 8 9 10 13",
        stage1_response_due="10wd 2025-01-09: Jan 10 13 14 15 16 17 20 21 22 23",
    ),
    row(
        *NAMES, "stage1", "2026-12-21T10:00Z", "over Christmas 2026 with its substitute on the 28th",
        acknowledged="2026-12-23T10:00Z",
        ack_due="5wd 2026-12-21: Dec 22 23 24 29 30",
        stage1_response_due="10wd 2026-12-23: Dec 24 29 30 31 Jan 4 5 6 7 8 11",
    ),
    row(
        *NAMES, "stage1", "2026-03-23T10:00Z", "extended by 10 over Easter 2026",
        acknowledged="2026-03-25T10:00Z", extend=10,
        ack_due="5wd 2026-03-23: Mar 24 25 26 27 30",
        stage1_response_due="10wd 2026-03-25: Mar 26 27 30 31 Apr 1 2 7 8 9 10",
        stage1_extended_due="10wd 2026-04-10: Apr 13 14 15 16 17 20 21 22 23 24",
    ),
    row(
        *NAMES, "stage2", "2025-01-30T09:00Z", "not acknowledged yet",
        stage2_ack_due="5wd 2025-01-30: Jan 31 Feb 3 4 5 6",
        stage2_response_due="~20wd 2025-02-06: Feb 7 10 11 12 13 14 17 18 19 20 21 24 25 26 27 28 Mar 3 4 5 6",
    ),
    row(
        *NAMES, "stage2", "2027-03-15T09:00Z", "over Easter 2027 and the end of winter time, extended by 20",
        acknowledged="2027-03-17T09:00Z", extend=20,
        stage2_ack_due="5wd 2027-03-15: Mar 16 17 18 19 22",
        stage2_response_due="20wd 2027-03-17: Mar 18 19 22 23 24 25 30 31 Apr 1 2 5 6 7 8 9 12 13 14 15 16",
        stage2_extended_due="20wd 2027-04-16: Apr 19 20 21 22 23 26 27 28 29 30 May 4 5 6 7 10 11 12 13 14 17",
    ),
    row(
        *NAMES, "stage3", "2025-03-03T10:00Z", "no time limit is stated and none is agreed",
        stage3_response_due="none",
    ),
    row(
        *NAMES, "stage3", "2025-03-03T10:00Z", "a date agreed with the person",
        events={"agreed_by": "2025-04-30"},
        stage3_response_due="on 2025-04-30",
    ),
    row(
        *NAMES, "stage1", "2016-02-29T10:00Z", "received on 29 February, a day after the twelve months",
        acknowledged="2016-03-02T10:00Z", events={"first_known": "2015-02-28"},
        ack_due="5wd 2016-02-29: Mar 1 2 3 4 7",
        stage1_response_due="10wd 2016-03-02: Mar 3 4 7 8 9 10 11 14 15 16",
        time_limit_last_day="12m 2015-02-28: 2016-02-28",
    ),
    row(
        *NAMES, "stage2", "2020-04-06T10:00Z", "over Easter 2020 and the May holiday that was moved to the 8th",
        acknowledged="2020-04-08T10:00Z", events={"case.received": "2020-03-02T10:00Z", "first_known": "2019-03-02"},
        stage2_ack_due="5wd 2020-04-06: Apr 7 8 9 14 15",
        stage2_response_due="20wd 2020-04-08: Apr 9 14 15 16 17 20 21 22 23 24 27 28 29 30 May 1 4 5 6 7 11",
        time_limit_last_day="12m 2019-03-02: 2020-03-02",
    ),
    row(
        *NAMES, "stage3", "2026-07-06T10:00Z", "no date for the scrutiny, though the case has its time limit",
        events={"case.received": "2026-02-02T10:00Z", "first_known": "2025-06-30"},
        stage3_response_due="none",
        time_limit_last_day="12m 2025-06-30: 2026-06-30",
    ),
)  # fmt: skip
