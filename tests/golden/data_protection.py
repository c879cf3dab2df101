"""Data protection complaints since 19 June 2026: 30 days from the day after receipt, rolled on to a working day."""

from __future__ import annotations

from tests.golden.rows import rows_of

row = rows_of(
    {
        "dp_ack_due": "Section 164A: 30 days; the Information Commissioner counts from the day after and rolls on",
        "stage1_response_due": "Section 164A: without undue delay, so no time limit is stated",
    },
    "data_protection",
)

ROWS = (
    row(
        "boston", "section-164a", "stage1", "2026-06-18T23:00Z", "the first minute of the law, to a Sunday",
        dp_ack_due="30cd 2026-06-19: Jun 11 Jul 19 > 2026-07-20", stage1_response_due="none",
    ),
    row(
        "east_lindsey", "section-164a", "stage1", "2026-07-01T10:00Z", "the 30th day is a Friday and stays",
        dp_ack_due="30cd 2026-07-01: Jul 30", stage1_response_due="none",
    ),
    row(
        "south_holland", "section-164a", "stage1", "2026-08-01T10:00Z", "a Saturday to the August bank holiday",
        dp_ack_due="30cd 2026-08-01: Aug 30 > 2026-09-01", stage1_response_due="none",
    ),
    row(
        "buckinghamshire", "section-164a", "stage1", "2026-11-25T10:00Z", "the 30th day is Christmas Day",
        dp_ack_due="30cd 2026-11-25: Nov 5 Dec 25 > 2026-12-29", stage1_response_due="none",
    ),
    row(
        "central_bedfordshire", "section-164a", "stage1", "2027-02-24T10:00Z", "the 30th day is Good Friday",
        dp_ack_due="30cd 2027-02-24: Feb 4 Mar 26 > 2027-03-30", stage1_response_due="none",
    ),
    row(
        "rotherham_2010", "section-164a", "stage1", "2026-12-02T10:00Z", "the 30th day is New Year's Day",
        dp_ack_due="30cd 2026-12-02: Dec 29 Jan 1 > 2027-01-04", stage1_response_due="none",
    ),
    row(
        "east_cambridgeshire", "section-164a", "stage1", "2026-10-25T00:30Z",
        "the clocks go back, and a date is agreed",
        events={"agreed_by": "2026-11-20"},
        dp_ack_due="30cd 2026-10-25: Oct 6 Nov 24", stage1_response_due="on 2026-11-20",
    ),
    row(
        "boston", "section-164a", "stage1", "2026-06-20T10:00Z", "received on a Saturday: Sunday is the first day",
        dp_ack_due="30cd 2026-06-20: Jun 10 Jul 20", stage1_response_due="none",
    ),
    row(
        "east_lindsey", "section-164a", "stage1", "2026-07-31T23:30Z", "already August in London, to a bank holiday",
        dp_ack_due="30cd 2026-08-01: Aug 30 > 2026-09-01", stage1_response_due="none",
    ),
    row(
        "south_holland", "section-164a", "stage1", "2028-01-30T10:00Z", "30 days that end on 29 February 2028",
        dp_ack_due="30cd 2028-01-30: Jan 1 Feb 29", stage1_response_due="none",
    ),
    row(
        "central_bedfordshire", "section-164a", "stage1", "2027-11-27T10:00Z", "to the first of two substitute days",
        dp_ack_due="30cd 2027-11-27: Nov 3 Dec 27 > 2027-12-29", stage1_response_due="none",
    ),
    row(
        "rotherham_2010", "section-164a", "stage1", "2026-11-25T10:00Z", "rolled on to a day when the company is shut",
        settings={"calendar.closed_days": "2026-12-29,2026-12-30"},
        dp_ack_due="30cd 2026-11-25: Nov 5 Dec 25 > 2026-12-29", stage1_response_due="none",
    ),
)  # fmt: skip
