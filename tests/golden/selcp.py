"""The partnership's policy of 2024: Boston, East Lindsey and South Holland. Counted day by day."""

from __future__ import annotations

from tests.golden.rows import rows_of

row = rows_of(
    {
        "ack_due": "Scrutiny, 14 November 2024, item 117: acknowledged within 5 working days of receipt",
        "stage1_response_due": "Item 117: answered within 10 working days of acknowledgement, 15 in all",
        "stage1_extended_due": "LGSCO Code 2024, section 6: up to 10 working days more, from the original date",
        "stage2_ack_due": "Item 117: the same 5 working days at stage 2",
        "stage2_response_due": "LGSCO Code 2024, stage 2: 20 working days from acknowledgement (assumed)",
        "stage2_extended_due": "LGSCO Code 2024, stage 2: up to 20 working days more, from the original date",
    }
)

ROWS = (
    row(
        "boston", "selcp-2024", "stage1", "2025-01-06T10:15Z", "not acknowledged yet: 15 in all is the projection",
        ack_due="5wd 2025-01-06: Jan 7 8 9 10 13",
        stage1_response_due="~15wd 2025-01-06: Jan 7 8 9 10 13 14 15 16 17 20 21 22 23 24 27",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2025-01-06T10:15Z", "acknowledged early: 10 from that day",
        acknowledged="2025-01-08T09:00Z",
        ack_due="5wd 2025-01-06: Jan 7 8 9 10 13",
        stage1_response_due="10wd 2025-01-08: Jan 9 10 13 14 15 16 17 20 21 22",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2025-01-06T10:15Z", "acknowledged on the last day: both limits agree",
        acknowledged="2025-01-13T16:59Z",
        ack_due="5wd 2025-01-06: Jan 7 8 9 10 13",
        stage1_response_due="10wd 2025-01-13: Jan 14 15 16 17 20 21 22 23 24 27",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2025-01-06T10:15Z", "acknowledged late: the ceiling holds",
        acknowledged="2025-01-16T12:00Z",
        ack_due="5wd 2025-01-06: Jan 7 8 9 10 13",
        stage1_response_due="15wd 2025-01-06: Jan 7 8 9 10 13 14 15 16 17 20 21 22 23 24 27",
    ),
    row(
        "east_lindsey", "selcp-2024", "stage1", "2025-01-11T14:00Z", "a Saturday is day 0 and Monday day 1",
        ack_due="5wd 2025-01-11: Jan 13 14 15 16 17",
        stage1_response_due="~15wd 2025-01-11: Jan 13 14 15 16 17 20 21 22 23 24 27 28 29 30 31",
    ),
    row(
        "south_holland", "selcp-2024", "stage1", "2025-01-12T09:00Z", "a Sunday is day 0 too",
        acknowledged="2025-01-13T09:00Z",
        ack_due="5wd 2025-01-12: Jan 13 14 15 16 17",
        stage1_response_due="10wd 2025-01-13: Jan 14 15 16 17 20 21 22 23 24 27",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2024-12-12T00:00Z", "the first minute of the new policy",
        acknowledged="2024-12-12T10:00Z",
        ack_due="5wd 2024-12-12: Dec 13 16 17 18 19",
        stage1_response_due="10wd 2024-12-12: Dec 13 16 17 18 19 20 23 24 27 30",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2024-12-20T11:00Z", "over Christmas and New Year",
        acknowledged="2024-12-23T11:00Z",
        ack_due="5wd 2024-12-20: Dec 23 24 27 30 31",
        stage1_response_due="10wd 2024-12-23: Dec 24 27 30 31 Jan 2 3 6 7 8 9",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2024-12-24T15:00Z", "Christmas Eve counts for nothing, being day 0",
        ack_due="5wd 2024-12-24: Dec 27 30 31 Jan 2 3",
        stage1_response_due="~15wd 2024-12-24: Dec 27 30 31 Jan 2 3 6 7 8 9 10 13 14 15 16 17",
    ),
    row(
        "east_lindsey", "selcp-2024", "stage1", "2025-12-22T10:00Z",
        "the days between Christmas and New Year count unless published as closed",
        ack_due="5wd 2025-12-22: Dec 23 24 29 30 31",
        stage1_response_due="~15wd 2025-12-22: Dec 23 24 29 30 31 Jan 2 5 6 7 8 9 12 13 14 15",
    ),
    row(
        "east_lindsey", "selcp-2024", "stage1", "2025-12-22T10:00Z", "two published closures",
        settings={"calendar.closed_days": "2025-12-29,2025-12-30"},
        ack_due="5wd 2025-12-22: Dec 23 24 31 Jan 2 5",
        stage1_response_due="~15wd 2025-12-22: Dec 23 24 31 Jan 2 5 6 7 8 9 12 13 14 15 16 19",
    ),
    row(
        "east_lindsey", "selcp-2024", "stage1", "2026-12-18T10:00Z", "28 December 2026 stands in for Boxing Day",
        acknowledged="2026-12-21T10:00Z",
        ack_due="5wd 2026-12-18: Dec 21 22 23 24 29",
        stage1_response_due="10wd 2026-12-21: Dec 22 23 24 29 30 31 Jan 4 5 6 7",
    ),
    row(
        "south_holland", "selcp-2024", "stage1", "2027-12-20T10:00Z",
        "27 and 28 December 2027 and 3 January 2028 are substitutes",
        acknowledged="2027-12-22T10:00Z",
        ack_due="5wd 2027-12-20: Dec 21 22 23 24 29",
        stage1_response_due="10wd 2027-12-22: Dec 23 24 29 30 31 Jan 4 5 6 7 10",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2025-04-10T10:00Z", "over Easter 2025",
        acknowledged="2025-04-14T10:00Z",
        ack_due="5wd 2025-04-10: Apr 11 14 15 16 17",
        stage1_response_due="10wd 2025-04-14: Apr 15 16 17 22 23 24 25 28 29 30",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2026-03-30T10:00Z", "over Easter 2026",
        ack_due="5wd 2026-03-30: Mar 31 Apr 1 2 7 8",
        stage1_response_due="~15wd 2026-03-30: Mar 31 Apr 1 2 7 8 9 10 13 14 15 16 17 20 21 22",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2027-03-22T10:00Z", "over Easter 2027",
        acknowledged="2027-03-24T10:00Z",
        ack_due="5wd 2027-03-22: Mar 23 24 25 30 31",
        stage1_response_due="10wd 2027-03-24: Mar 25 30 31 Apr 1 2 5 6 7 8 9",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2025-05-01T10:00Z", "over both bank holidays of May",
        acknowledged="2025-05-08T10:00Z",
        ack_due="5wd 2025-05-01: May 2 6 7 8 9",
        stage1_response_due="10wd 2025-05-08: May 9 12 13 14 15 16 19 20 21 22",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2025-08-18T10:00Z", "over the August bank holiday",
        acknowledged="2025-08-20T10:00Z",
        ack_due="5wd 2025-08-18: Aug 19 20 21 22 26",
        stage1_response_due="10wd 2025-08-20: Aug 21 22 26 27 28 29 Sep 1 2 3 4",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2025-04-18T10:00Z", "received on Good Friday, a day that does not count",
        ack_due="5wd 2025-04-18: Apr 22 23 24 25 28",
        stage1_response_due="~15wd 2025-04-18: Apr 22 23 24 25 28 29 30 May 1 2 6 7 8 9 12 13",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2025-03-30T00:30Z", "the night that has no half past one",
        acknowledged="2025-03-31T08:00Z",
        ack_due="5wd 2025-03-30: Mar 31 Apr 1 2 3 4",
        stage1_response_due="10wd 2025-03-31: Apr 1 2 3 4 7 8 9 10 11 14",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2026-03-29T01:30Z",
        "half past two that night, an hour after half past midnight",
        ack_due="5wd 2026-03-29: Mar 30 31 Apr 1 2 7",
        stage1_response_due="~15wd 2026-03-29: Mar 30 31 Apr 1 2 7 8 9 10 13 14 15 16 17 20 21",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2026-10-25T00:30Z", "half past one for the first time",
        acknowledged="2026-10-26T09:00Z",
        ack_due="5wd 2026-10-25: Oct 26 27 28 29 30",
        stage1_response_due="10wd 2026-10-26: Oct 27 28 29 30 Nov 2 3 4 5 6 9",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2026-10-25T01:30Z", "half past one for the second time, the same day",
        acknowledged="2026-10-26T09:00Z",
        ack_due="5wd 2026-10-25: Oct 26 27 28 29 30",
        stage1_response_due="10wd 2026-10-26: Oct 27 28 29 30 Nov 2 3 4 5 6 9",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2025-06-30T23:30Z", "already 1 July in London",
        ack_due="5wd 2025-07-01: Jul 2 3 4 7 8",
        stage1_response_due="~15wd 2025-07-01: Jul 2 3 4 7 8 9 10 11 14 15 16 17 18 21 22",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2025-06-08T23:30Z",
        "still Sunday in UTC, Monday in London: Monday is day 0",
        acknowledged="2025-06-09T08:00Z",
        ack_due="5wd 2025-06-09: Jun 10 11 12 13 16",
        stage1_response_due="10wd 2025-06-09: Jun 10 11 12 13 16 17 18 19 20 23",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2025-01-06T10:15Z", "extended by 10 from the original date",
        acknowledged="2025-01-08T09:00Z", extend=10,
        ack_due="5wd 2025-01-06: Jan 7 8 9 10 13",
        stage1_response_due="10wd 2025-01-08: Jan 9 10 13 14 15 16 17 20 21 22",
        stage1_extended_due="10wd 2025-01-22: Jan 23 24 27 28 29 30 31 Feb 3 4 5",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2025-01-06T10:15Z",
        "extended before it is acknowledged: from the projected date",
        extend=5,
        ack_due="5wd 2025-01-06: Jan 7 8 9 10 13",
        stage1_response_due="~15wd 2025-01-06: Jan 7 8 9 10 13 14 15 16 17 20 21 22 23 24 27",
        stage1_extended_due="~5wd 2025-01-27: Jan 28 29 30 31 Feb 3",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2025-03-31T10:00Z", "an extension over Easter",
        acknowledged="2025-04-01T10:00Z", extend=5,
        ack_due="5wd 2025-03-31: Apr 1 2 3 4 7",
        stage1_response_due="10wd 2025-04-01: Apr 2 3 4 7 8 9 10 11 14 15",
        stage1_extended_due="5wd 2025-04-15: Apr 16 17 22 23 24",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2025-01-06T17:00Z", "at the cut-off to the minute the day still counts",
        settings={"calendar.out_of_hours": "next_working_day@17:00"},
        ack_due="5wd 2025-01-06: Jan 7 8 9 10 13",
        stage1_response_due="~15wd 2025-01-06: Jan 7 8 9 10 13 14 15 16 17 20 21 22 23 24 27",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2025-01-06T17:01Z", "after the cut-off the next working day is day 0",
        settings={"calendar.out_of_hours": "next_working_day@17:00"},
        ack_due="5wd 2025-01-07: Jan 8 9 10 13 14",
        stage1_response_due="~15wd 2025-01-07: Jan 8 9 10 13 14 15 16 17 20 21 22 23 24 27 28",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2025-01-11T10:00Z", "a Saturday under that rule: Monday is day 0",
        settings={"calendar.out_of_hours": "next_working_day@17:00"},
        ack_due="5wd 2025-01-13: Jan 14 15 16 17 20",
        stage1_response_due="~15wd 2025-01-13: Jan 14 15 16 17 20 21 22 23 24 27 28 29 30 31 Feb 3",
    ),
    row(
        "boston", "selcp-2024", "stage1", "2025-07-04T16:30Z", "half past five in summer is after five",
        acknowledged="2025-07-04T16:45Z", settings={"calendar.out_of_hours": "next_working_day@17:00"},
        ack_due="5wd 2025-07-07: Jul 8 9 10 11 14",
        stage1_response_due="10wd 2025-07-04: Jul 7 8 9 10 11 14 15 16 17 18",
    ),
    row(
        "boston", "selcp-2024", "stage2", "2025-02-03T09:00Z",
        "not acknowledged yet: 20 from the last day to acknowledge",
        stage2_ack_due="5wd 2025-02-03: Feb 4 5 6 7 10",
        stage2_response_due="~20wd 2025-02-10: Feb 11 12 13 14 17 18 19 20 21 24 25 26 27 28 Mar 3 4 5 6 7 10",
    ),
    row(
        "boston", "selcp-2024", "stage2", "2025-02-03T09:00Z", "acknowledged next day",
        acknowledged="2025-02-04T09:00Z",
        stage2_ack_due="5wd 2025-02-03: Feb 4 5 6 7 10",
        stage2_response_due="20wd 2025-02-04: Feb 5 6 7 10 11 12 13 14 17 18 19 20 21 24 25 26 27 28 Mar 3 4",
    ),
    row(
        "boston", "selcp-2024", "stage2", "2025-02-03T09:00Z", "acknowledged late: 20 from that day all the same",
        acknowledged="2025-02-14T09:00Z",
        stage2_ack_due="5wd 2025-02-03: Feb 4 5 6 7 10",
        stage2_response_due="20wd 2025-02-14: Feb 17 18 19 20 21 24 25 26 27 28 Mar 3 4 5 6 7 10 11 12 13 14",
    ),
    row(
        "south_holland", "selcp-2024", "stage2", "2025-12-15T09:00Z", "over Christmas",
        acknowledged="2025-12-17T09:00Z",
        stage2_ack_due="5wd 2025-12-15: Dec 16 17 18 19 22",
        stage2_response_due="20wd 2025-12-17: Dec 18 19 22 23 24 29 30 31 Jan 2 5 6 7 8 9 12 13 14 15 16 19",
    ),
    row(
        "east_lindsey", "selcp-2024", "stage2", "2026-03-27T09:00Z", "over Easter 2026 and the early May holiday",
        acknowledged="2026-04-02T09:00Z",
        stage2_ack_due="5wd 2026-03-27: Mar 30 31 Apr 1 2 7",
        stage2_response_due="20wd 2026-04-02: Apr 7 8 9 10 13 14 15 16 17 20 21 22 23 24 27 28 29 30 May 1 5",
    ),
    row(
        "boston", "selcp-2024", "stage2", "2025-02-03T09:00Z", "extended by 20",
        acknowledged="2025-02-04T09:00Z", extend=20,
        stage2_ack_due="5wd 2025-02-03: Feb 4 5 6 7 10",
        stage2_response_due="20wd 2025-02-04: Feb 5 6 7 10 11 12 13 14 17 18 19 20 21 24 25 26 27 28 Mar 3 4",
        stage2_extended_due="20wd 2025-03-04: Mar 5 6 7 10 11 12 13 14 17 18 19 20 21 24 25 26 27 28 31 Apr 1",
    ),
    row(
        "boston", "selcp-2024", "stage2", "2025-05-24T09:00Z", "a Saturday before the spring bank holiday",
        acknowledged="2025-05-27T09:00Z",
        stage2_ack_due="5wd 2025-05-24: May 27 28 29 30 Jun 2",
        stage2_response_due="20wd 2025-05-27: May 28 29 30 Jun 2 3 4 5 6 9 10 11 12 13 16 17 18 19 20 23 24",
    ),
)  # fmt: skip
