"""Boston's rule before 12 December 2024: 20 working days, read as from receipt. Counted day by day."""

from __future__ import annotations

from tests.golden.rows import rows_of

row = rows_of(
    {
        "ack_due": "LGSCO Code 2024, section 6: 5 working days from receipt (assumed, nothing is stated)",
        "stage1_response_due": "Scrutiny, 14 November 2024, item 117: formerly 20 working days",
        "stage1_extended_due": "LGSCO Code 2024, section 6: from the original date (assumed)",
        "stage2_ack_due": "LGSCO Code 2024, stage 2: 5 working days from the request (assumed)",
        "stage2_response_due": "LGSCO Code 2024, stage 2: 20 working days from acknowledgement (assumed)",
        "stage2_extended_due": "LGSCO Code 2024, stage 2: up to 20 more, from the original date (assumed)",
    }
)

ROWS = (
    row(
        "boston", "boston-earlier", "stage1", "2024-12-11T23:59Z", "the last minute before the new policy",
        ack_due="5wd 2024-12-11: Dec 12 13 16 17 18",
        stage1_response_due="20wd 2024-12-11: Dec 12 13 16 17 18 19 20 23 24 27 30 31 Jan 2 3 6 7 8 9 10 13",
    ),
    row(
        "boston", "boston-earlier", "stage1", "2024-11-04T10:00Z", "20 from receipt",
        ack_due="5wd 2024-11-04: Nov 5 6 7 8 11",
        stage1_response_due="20wd 2024-11-04: Nov 5 6 7 8 11 12 13 14 15 18 19 20 21 22 25 26 27 28 29 Dec 2",
    ),
    row(
        "boston", "boston-earlier", "stage1", "2024-11-04T10:00Z", "an acknowledgement moves nothing",
        acknowledged="2024-11-08T10:00Z",
        ack_due="5wd 2024-11-04: Nov 5 6 7 8 11",
        stage1_response_due="20wd 2024-11-04: Nov 5 6 7 8 11 12 13 14 15 18 19 20 21 22 25 26 27 28 29 Dec 2",
    ),
    row(
        "boston", "boston-earlier", "stage1", "2024-02-19T10:00Z", "29 February is a working day like another",
        ack_due="5wd 2024-02-19: Feb 20 21 22 23 26",
        stage1_response_due="20wd 2024-02-19: Feb 20 21 22 23 26 27 28 29 Mar 1 4 5 6 7 8 11 12 13 14 15 18",
    ),
    row(
        "boston", "boston-earlier", "stage1", "2024-03-18T10:00Z", "over Easter 2024",
        ack_due="5wd 2024-03-18: Mar 19 20 21 22 25",
        stage1_response_due="20wd 2024-03-18: Mar 19 20 21 22 25 26 27 28 Apr 2 3 4 5 8 9 10 11 12 15 16 17",
    ),
    row(
        "boston", "boston-earlier", "stage1", "2024-04-29T10:00Z", "over both bank holidays of May 2024",
        ack_due="5wd 2024-04-29: Apr 30 May 1 2 3 7",
        stage1_response_due="20wd 2024-04-29: Apr 30 May 1 2 3 7 8 9 10 13 14 15 16 17 20 21 22 23 24 28 29",
    ),
    row(
        "boston", "boston-earlier", "stage1", "2024-08-12T10:00Z", "extended by 10 over the August bank holiday",
        extend=10,
        ack_due="5wd 2024-08-12: Aug 13 14 15 16 19",
        stage1_response_due="20wd 2024-08-12: Aug 13 14 15 16 19 20 21 22 23 27 28 29 30 Sep 2 3 4 5 6 9 10",
        stage1_extended_due="10wd 2024-09-10: Sep 11 12 13 16 17 18 19 20 23 24",
    ),
    row(
        "boston", "boston-earlier", "stage1", "2024-12-09T10:00Z", "over Christmas and New Year",
        ack_due="5wd 2024-12-09: Dec 10 11 12 13 16",
        stage1_response_due="20wd 2024-12-09: Dec 10 11 12 13 16 17 18 19 20 23 24 27 30 31 Jan 2 3 6 7 8 9",
    ),
    row(
        "boston", "boston-earlier", "stage2", "2024-10-07T10:00Z", "20 from the acknowledgement",
        acknowledged="2024-10-09T10:00Z",
        stage2_ack_due="5wd 2024-10-07: Oct 8 9 10 11 14",
        stage2_response_due="20wd 2024-10-09: Oct 10 11 14 15 16 17 18 21 22 23 24 25 28 29 30 31 Nov 1 4 5 6",
    ),
    row(
        "boston", "boston-earlier", "stage2", "2025-01-20T10:00Z",
        "asked for after the cut-over, kept by the rules of its receipt",
        acknowledged="2025-01-22T10:00Z", events={"case.received": "2024-12-02T10:00Z"},
        stage2_ack_due="5wd 2025-01-20: Jan 21 22 23 24 27",
        stage2_response_due="20wd 2025-01-22: Jan 23 24 27 28 29 30 31 Feb 3 4 5 6 7 10 11 12 13 14 17 18 19",
    ),
    row(
        "boston", "boston-earlier", "stage1", "2008-01-01T00:00Z", "the first minute that is known of, a bank holiday",
        ack_due="5wd 2008-01-01: Jan 2 3 4 7 8",
        stage1_response_due="20wd 2008-01-01: Jan 2 3 4 7 8 9 10 11 14 15 16 17 18 21 22 23 24 25 28 29",
    ),
    row(
        "boston", "boston-earlier", "stage1", "2008-03-14T10:00Z", "over the early Easter of 2008",
        ack_due="5wd 2008-03-14: Mar 17 18 19 20 25",
        stage1_response_due="20wd 2008-03-14: Mar 17 18 19 20 25 26 27 28 31 Apr 1 2 3 4 7 8 9 10 11 14 15",
    ),
    row(
        "boston", "boston-earlier", "stage1", "2024-07-01T10:00Z", "the other reading: from the acknowledgement",
        acknowledged="2024-07-04T10:00Z", settings={"corporate.stage1_response_due.start": "acknowledged"},
        ack_due="5wd 2024-07-01: Jul 2 3 4 5 8",
        stage1_response_due="20wd 2024-07-04: Jul 5 8 9 10 11 12 15 16 17 18 19 22 23 24 25 26 29 30 31 Aug 1",
    ),
    row(
        "boston", "boston-earlier", "stage1", "2024-07-01T10:00Z", "the other reading before it is acknowledged",
        settings={"corporate.stage1_response_due.start": "acknowledged"},
        ack_due="5wd 2024-07-01: Jul 2 3 4 5 8",
        stage1_response_due="~20wd 2024-07-08: Jul 9 10 11 12 15 16 17 18 19 22 23 24 25 26 29 30 31 Aug 1 2 5",
    ),
    row(
        "boston", "boston-earlier", "stage2", "2024-11-18T10:00Z", "extended by 20 over Christmas and New Year",
        acknowledged="2024-11-20T10:00Z", extend=20,
        stage2_ack_due="5wd 2024-11-18: Nov 19 20 21 22 25",
        stage2_response_due="20wd 2024-11-20: Nov 21 22 25 26 27 28 29 Dec 2 3 4 5 6 9 10 11 12 13 16 17 18",
        stage2_extended_due="20wd 2024-12-18: Dec 19 20 23 24 27 30 31 Jan 2 3 6 7 8 9 10 13 14 15 16 17 20",
    ),
)  # fmt: skip
