"""The Housing Ombudsman's Code 2024 at South Holland, a landlord. Counted day by day."""

from __future__ import annotations

from tests.golden.rows import rows_of

row = rows_of(
    {
        "ack_due": "Housing Ombudsman Code 2024: acknowledged, defined and logged within 5 working days",
        "stage1_response_due": "Housing Ombudsman Code 2024: 10 working days from acknowledgement",
        "stage1_extended_due": "Housing Ombudsman Code 2024: up to 10 working days more",
        "stage2_ack_due": "Housing Ombudsman Code 2024: stage 2 acknowledged within 5 working days",
        "stage2_response_due": "Housing Ombudsman Code 2024: 20 working days from acknowledgement",
        "stage2_extended_due": "Housing Ombudsman Code 2024: up to 20 working days more",
        "time_limit_last_day": "Housing Ombudsman Code 2024: within 12 months (formerly 6)",
    },
    "housing",
)
NAMES = "south_holland", "housing-ombudsman-code-2024"

ROWS = (
    row(
        *NAMES, "stage1", "2024-03-31T23:00Z", "the first minute of the law, which is Easter Monday",
        ack_due="5wd 2024-04-01: Apr 2 3 4 5 8",
        stage1_response_due="~10wd 2024-04-08: Apr 9 10 11 12 15 16 17 18 19 22",
    ),
    row(
        *NAMES, "stage1", "2025-01-06T10:15Z", "a late acknowledgement moves the answer: there is no ceiling",
        acknowledged="2025-01-16T10:00Z",
        ack_due="5wd 2025-01-06: Jan 7 8 9 10 13",
        stage1_response_due="10wd 2025-01-16: Jan 17 20 21 22 23 24 27 28 29 30",
    ),
    row(
        *NAMES, "stage1", "2024-12-18T10:00Z", "extended by 10 over Christmas and New Year",
        acknowledged="2024-12-20T10:00Z", extend=10,
        ack_due="5wd 2024-12-18: Dec 19 20 23 24 27",
        stage1_response_due="10wd 2024-12-20: Dec 23 24 27 30 31 Jan 2 3 6 7 8",
        stage1_extended_due="10wd 2025-01-08: Jan 9 10 13 14 15 16 17 20 21 22",
    ),
    row(
        *NAMES, "stage2", "2026-05-18T10:00Z", "acknowledged on the last day before the late May bank holiday",
        acknowledged="2026-05-22T10:00Z",
        stage2_ack_due="5wd 2026-05-18: May 19 20 21 22 26",
        stage2_response_due="20wd 2026-05-22: May 26 27 28 29 Jun 1 2 3 4 5 8 9 10 11 12 15 16 17 18 19 22",
    ),
    row(
        *NAMES, "stage2", "2026-03-16T10:00Z", "extended by 20, first known twelve months before to the day",
        acknowledged="2026-03-16T15:00Z", extend=20, events={"first_known": "2025-03-16"},
        stage2_ack_due="5wd 2026-03-16: Mar 17 18 19 20 23",
        stage2_response_due="20wd 2026-03-16: Mar 17 18 19 20 23 24 25 26 27 30 31 Apr 1 2 7 8 9 10 13 14 15",
        stage2_extended_due="20wd 2026-04-15: Apr 16 17 20 21 22 23 24 27 28 29 30 May 1 5 6 7 8 11 12 13 14",
        time_limit_last_day="12m 2025-03-16: 2026-03-16",
    ),
    row(
        *NAMES, "stage1", "2025-08-22T10:00Z", "over the August bank holiday, a day after the twelve months",
        acknowledged="2025-08-26T10:00Z", events={"first_known": "2024-08-21"},
        ack_due="5wd 2025-08-22: Aug 26 27 28 29 Sep 1",
        stage1_response_due="10wd 2025-08-26: Aug 27 28 29 Sep 1 2 3 4 5 8 9",
        time_limit_last_day="12m 2024-08-21: 2025-08-21",
    ),
    row(
        *NAMES, "stage1", "2026-02-27T17:05Z", "five past five on a Friday: Monday is day 0 where that rule is set",
        settings={"calendar.out_of_hours": "next_working_day@17:00"},
        ack_due="5wd 2026-03-02: Mar 3 4 5 6 9",
        stage1_response_due="~10wd 2026-03-09: Mar 10 11 12 13 16 17 18 19 20 23",
    ),
    row(
        *NAMES, "stage2", "2027-12-13T10:00Z", "not acknowledged yet, over three substitute days",
        stage2_ack_due="5wd 2027-12-13: Dec 14 15 16 17 20",
        stage2_response_due="~20wd 2027-12-20: Dec 21 22 23 24 29 30 31 Jan 4 5 6 7 10 11 12 13 14 17 18 19 20",
    ),
)  # fmt: skip
