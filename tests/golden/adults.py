"""Adult social care, SI 2009/309: three working days, a plan, and six months that commence on the day of receipt."""

from __future__ import annotations

from tests.golden.rows import rows_of

row = rows_of(
    {
        "ack_due": "Acknowledged not later than 3 working days after the day received",
        "adult_social_care_oral_resolution_by": "An oral complaint resolved by the end of the next working day",
        "stage1_response_due": "The date agreed with the person in the plan",
        "relevant_period_end": "Six months commencing on the day of receipt",
        "adult_social_care_longer_period_end": "A longer period agreed before the six months are over",
        "time_limit_last_day": "12 months from the event or from knowing",
    },
    "adult_social_care",
)
BUCKS, BEDS = ("buckinghamshire", "si-2009-309"), ("central_bedfordshire", "si-2009-309")

ROWS = (
    row(
        *BUCKS, "stage1", "2026-05-15T10:00Z", "15 May to 14 November; no plan agreed yet",
        ack_due="3wd 2026-05-15: May 18 19 20",
        adult_social_care_oral_resolution_by="1wd 2026-05-15: May 18",
        stage1_response_due="none",
        relevant_period_end="6mc 2026-05-15: 2026-11-14",
    ),
    row(
        *BEDS, "stage1", "2025-08-31T10:00Z", "31 August, a Sunday, to the last of February",
        ack_due="3wd 2025-08-31: Sep 1 2 3",
        adult_social_care_oral_resolution_by="1wd 2025-08-31: Sep 1",
        stage1_response_due="none",
        relevant_period_end="6mc 2025-08-31: 2026-02-28",
    ),
    row(
        *BUCKS, "stage1", "2025-03-01T10:00Z", "1 March to 31 August",
        ack_due="3wd 2025-03-01: Mar 3 4 5",
        adult_social_care_oral_resolution_by="1wd 2025-03-01: Mar 3",
        stage1_response_due="none",
        relevant_period_end="6mc 2025-03-01: 2025-08-31",
    ),
    row(
        *BUCKS, "stage1", "2024-02-29T10:00Z", "29 February to 28 August",
        ack_due="3wd 2024-02-29: Mar 1 4 5",
        adult_social_care_oral_resolution_by="1wd 2024-02-29: Mar 1",
        stage1_response_due="none",
        relevant_period_end="6mc 2024-02-29: 2024-08-28",
    ),
    row(
        *BEDS, "stage1", "2025-12-23T10:00Z", "over Christmas, with a date agreed in the plan",
        acknowledged="2025-12-24T10:00Z", events={"plan_by": "2026-02-13"},
        ack_due="3wd 2025-12-23: Dec 24 29 30",
        adult_social_care_oral_resolution_by="1wd 2025-12-23: Dec 24",
        stage1_response_due="on 2026-02-13",
        relevant_period_end="6mc 2025-12-23: 2026-06-22",
    ),
    row(
        *BUCKS, "stage1", "2025-04-17T10:00Z", "the Thursday before Easter: the next working day is Tuesday",
        events={"first_known": "2024-04-17"},
        ack_due="3wd 2025-04-17: Apr 22 23 24",
        adult_social_care_oral_resolution_by="1wd 2025-04-17: Apr 22",
        stage1_response_due="none",
        relevant_period_end="6mc 2025-04-17: 2025-10-16",
        time_limit_last_day="12m 2024-04-17: 2025-04-17",
    ),
    row(
        *BUCKS, "stage1", "2025-10-31T10:00Z", "31 October to 30 April, which has no 31st; 20 days longer agreed",
        extend=20,
        ack_due="3wd 2025-10-31: Nov 3 4 5",
        adult_social_care_oral_resolution_by="1wd 2025-10-31: Nov 3",
        stage1_response_due="none",
        relevant_period_end="6mc 2025-10-31: 2026-04-30",
        adult_social_care_longer_period_end="20wd 2026-04-30: May 1 5 6 7 8 11 12 13 14 15 18 19 20 21 22 26 27 28 "
        "29 Jun 1",
    ),
    row(
        *BEDS, "stage1", "2009-03-31T23:00Z", "the first minute of the regulations; 1 April to 30 September",
        ack_due="3wd 2009-04-01: Apr 2 3 6",
        adult_social_care_oral_resolution_by="1wd 2009-04-01: Apr 2",
        stage1_response_due="none",
        relevant_period_end="6mc 2009-04-01: 2009-09-30",
    ),
    row(
        *BEDS, "stage1", "2026-01-30T10:00Z", "30 January to 29 July, 10 days longer agreed",
        extend=10, events={"first_known": "2025-01-31"},
        ack_due="3wd 2026-01-30: Feb 2 3 4",
        adult_social_care_oral_resolution_by="1wd 2026-01-30: Feb 2",
        stage1_response_due="none",
        relevant_period_end="6mc 2026-01-30: 2026-07-29",
        adult_social_care_longer_period_end="10wd 2026-07-29: Jul 30 31 Aug 3 4 5 6 7 10 11 12",
        time_limit_last_day="12m 2025-01-31: 2026-01-31",
    ),
    row(
        *BUCKS, "stage1", "2025-08-30T10:00Z", "30 August: February has no 30th, so its last day",
        ack_due="3wd 2025-08-30: Sep 1 2 3",
        adult_social_care_oral_resolution_by="1wd 2025-08-30: Sep 1",
        stage1_response_due="none",
        relevant_period_end="6mc 2025-08-30: 2026-02-28",
    ),
    row(
        *BUCKS, "stage1", "2027-08-29T10:00Z", "29 August to 28 February 2028, a year that has a 29th",
        ack_due="3wd 2027-08-29: Aug 31 Sep 1 2",
        adult_social_care_oral_resolution_by="1wd 2027-08-29: Aug 31",
        stage1_response_due="none",
        relevant_period_end="6mc 2027-08-29: 2028-02-28",
    ),
    row(
        *BUCKS, "stage1", "2026-12-24T10:00Z", "Christmas Eve 2026, its next working day the 29th, with a plan",
        acknowledged="2026-12-31T10:00Z", events={"plan_by": "2027-01-29"},
        ack_due="3wd 2026-12-24: Dec 29 30 31",
        adult_social_care_oral_resolution_by="1wd 2026-12-24: Dec 29",
        stage1_response_due="on 2027-01-29",
        relevant_period_end="6mc 2026-12-24: 2027-06-23",
    ),
)  # fmt: skip
