"""East Cambridgeshire 2016: the Code's two stages, every date assumed. Counted day by day."""

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
        "time_limit_last_day": "LGSCO Code 2024, section 2: within 12 months of knowing (assumed)",
    }
)
NAMES = "east_cambridgeshire", "east-cambridgeshire-2016"

ROWS = (
    row(
        *NAMES, "stage1", "2016-04-03T23:00Z", "the first minute of the day the committee met",
        ack_due="5wd 2016-04-04: Apr 5 6 7 8 11",
        stage1_response_due="~10wd 2016-04-11: Apr 12 13 14 15 18 19 20 21 22 25",
    ),
    row(
        *NAMES, "stage1", "2024-02-28T10:00Z", "29 February is a working day like another",
        acknowledged="2024-02-29T10:00Z",
        ack_due="5wd 2024-02-28: Feb 29 Mar 1 4 5 6",
        stage1_response_due="10wd 2024-02-29: Mar 1 4 5 6 7 8 11 12 13 14",
    ),
    row(
        *NAMES, "stage1", "2027-12-22T10:00Z", "over the substitutes of Christmas 2027 and New Year 2028",
        acknowledged="2027-12-24T10:00Z",
        ack_due="5wd 2027-12-22: Dec 23 24 29 30 31",
        stage1_response_due="10wd 2027-12-24: Dec 29 30 31 Jan 4 5 6 7 10 11 12",
    ),
    row(
        *NAMES, "stage2", "2026-04-30T10:00Z", "over both bank holidays of May 2026",
        acknowledged="2026-05-05T10:00Z", events={"first_known": "2026-01-31"},
        stage2_ack_due="5wd 2026-04-30: May 1 5 6 7 8",
        stage2_response_due="20wd 2026-05-05: May 6 7 8 11 12 13 14 15 18 19 20 21 22 26 27 28 29 Jun 1 2 3",
        time_limit_last_day="12m 2026-01-31: 2027-01-31",
    ),
    row(
        *NAMES, "stage1", "2016-12-19T10:00Z",
        "extended by 10 over Christmas 2016, whose Sundays have substitutes; known for a year to the day",
        acknowledged="2016-12-21T10:00Z", extend=10, events={"first_known": "2015-12-19"},
        ack_due="5wd 2016-12-19: Dec 20 21 22 23 28",
        stage1_response_due="10wd 2016-12-21: Dec 22 23 28 29 30 Jan 3 4 5 6 9",
        stage1_extended_due="10wd 2017-01-09: Jan 10 11 12 13 16 17 18 19 20 23",
        time_limit_last_day="12m 2015-12-19: 2016-12-19",
    ),
    row(
        *NAMES, "stage2", "2025-12-22T10:00Z", "extended by 20, acknowledged between Christmas and New Year",
        acknowledged="2025-12-29T10:00Z", extend=20,
        stage2_ack_due="5wd 2025-12-22: Dec 23 24 29 30 31",
        stage2_response_due="20wd 2025-12-29: Dec 30 31 Jan 2 5 6 7 8 9 12 13 14 15 16 19 20 21 22 23 26 27",
        stage2_extended_due="20wd 2026-01-27: Jan 28 29 30 Feb 2 3 4 5 6 9 10 11 12 13 16 17 18 19 20 23 24",
    ),
)  # fmt: skip
