"""Buckinghamshire's requests for information: periods that are assumed, and a review that has none."""

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
)  # fmt: skip
