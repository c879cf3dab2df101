"""Buckinghamshire's requests and enquiries: periods that are assumed, and what has none."""

from __future__ import annotations

from tests.golden.rows import rows_of

INFORMATION = rows_of(
    {
        "information_request_due": "Assumed: 20 working days from receipt; the paper states nothing",
        "information_request_review_due": "Policy 2019, appendix 1, item 10: a review, without a time limit",
    },
    "information_request",
)
OWN_DATA = rows_of(
    {
        "subject_access_due": "Assumed: one month from receipt; the paper states nothing",
        "subject_access_review_due": "Policy 2019, appendix 1, item 10: a review, without a time limit",
    },
    "subject_access",
)
ENQUIRY = rows_of(
    {"enquiry_due": "Policy 2019, appendix 1, item 1: a process of its own, without a time limit"},
    "enquiry",
)
NAMES = "buckinghamshire", "buckinghamshire-2020"

ROWS = (
    INFORMATION(
        *NAMES, "request", "2025-12-12T10:00Z", "20 over Christmas",
        information_request_due="20wd 2025-12-12: Dec 15 16 17 18 19 22 23 24 29 30 31 Jan 2 5 6 7 8 9 12 13 14",
    ),
    INFORMATION(
        *NAMES, "review", "2026-02-02T10:00Z", "no time limit is stated",
        information_request_review_due="none",
    ),
    OWN_DATA(
        *NAMES, "request", "2026-01-31T10:00Z", "a month with no 31st",
        subject_access_due="1m 2026-01-31: 2026-02-28",
    ),
    OWN_DATA(
        *NAMES, "review", "2026-03-02T10:00Z", "a date agreed with the person",
        events={"agreed_by": "2026-03-31"},
        subject_access_review_due="on 2026-03-31",
    ),
    INFORMATION(
        *NAMES, "request", "2020-03-31T23:00Z", "the first minute of vesting day, then Easter 2020",
        information_request_due="20wd 2020-04-01: Apr 2 3 6 7 8 9 14 15 16 17 20 21 22 23 24 27 28 29 30 May 1",
    ),
    INFORMATION(
        *NAMES, "review", "2026-02-02T10:00Z", "a date agreed with the person",
        events={"agreed_by": "2026-03-02"},
        information_request_review_due="on 2026-03-02",
    ),
    OWN_DATA(
        *NAMES, "request", "2025-12-31T10:00Z", "from the last of a month to the last of the next",
        subject_access_due="1m 2025-12-31: 2026-01-31",
    ),
    OWN_DATA(
        *NAMES, "request", "2028-01-29T10:00Z", "a month to 29 February 2028, which is there",
        subject_access_due="1m 2028-01-29: 2028-02-29",
    ),
    OWN_DATA(
        *NAMES, "review", "2026-03-02T10:00Z", "no time limit is stated",
        subject_access_review_due="none",
    ),
    ENQUIRY(
        *NAMES, "enquiry", "2026-11-02T10:00Z", "no time limit is stated",
        enquiry_due="none",
    ),
    ENQUIRY(
        *NAMES, "enquiry", "2020-03-31T23:00Z", "the first minute of vesting day, with a date agreed",
        events={"agreed_by": "2020-04-15"},
        enquiry_due="on 2020-04-15",
    ),
)  # fmt: skip
