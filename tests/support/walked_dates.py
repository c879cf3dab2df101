"""What each walk must show: dates worked by hand from the papers and the holidays of England, and the ombudsman.

Nothing here comes from the code. The walks receive on Tuesday 3 November 2026, except that Boston's earlier rule is
walked from Wednesday 11 December 2024 and what must be adopted first from Tuesday 1 December 2026; each move is made
on the weekday after the one before. No working days: 25 and 26 December 2024, 1 January 2025, 25 and 28 December 2026
and 1 January 2027. A date that is agreed is Friday 18 December 2026.
"""

from __future__ import annotations

from dataclasses import dataclass

LGSCO, HOUSING = "Local Government and Social Care Ombudsman", "Housing Ombudsman"
COMMISSIONER = "Information Commissioner"

Shown = dict[tuple[str, str], tuple[str, ...]]
"""By stage and the move just made ("received" as the stage begins): what the case's page says."""


@dataclass(frozen=True)
class Expected:
    ombudsman: str
    shown: Shown
    beside: tuple[str, ...] = ()
    """Moves of any time that are made once, after the acknowledgement."""


NO_DATE, AGREED = "No date yet", "Due Fri 18 Dec"

# 5 working days from receipt; 10 from the acknowledgement of Wednesday 4 November. At stage 2, asked for on Friday
# 6 November and acknowledged on Monday 9 November: 5 and 20. Before an acknowledgement its last day is counted from.
TWO_STAGES: Shown = {
    ("stage1", "received"): ("Acknowledge Due Tue 10 Nov", "Answer stage 1 Expected Tue 24 Nov"),
    ("stage1", "acknowledge"): ("Acknowledge Met Wed 4 Nov due Tue 10 Nov", "Answer stage 1 Due Wed 18 Nov"),
    ("stage1", "answer"): ("Answer stage 1 Met Thu 5 Nov due Wed 18 Nov",),
    ("stage2", "received"): ("Acknowledge stage 2 Due Fri 13 Nov", "Answer stage 2 Expected Fri 11 Dec"),
    ("stage2", "acknowledge"): ("Answer stage 2 Due Mon 7 Dec",),
    ("stage2", "answer"): ("Answer stage 2 Met Tue 10 Nov due Mon 7 Dec",),
}

# The panel of either text, from Friday 13 November: 20 working days to its meeting, 5 more for its letter.
ROTHERHAM_CURRENT: Shown = {
    ("informal", "received"): (NO_DATE,),
    ("informal", "agree_date"): (AGREED,),
    ("stage1", "received"): ("Acknowledge Due Thu 12 Nov", "Answer stage 1 Due Thu 19 Nov"),
    ("stage2", "received"): ("Acknowledge stage 2 Due Tue 17 Nov", "Answer stage 2 Due Tue 8 Dec"),
    ("stage3", "received"): ("Panel meets Due Fri 11 Dec", "Panel's decision letter Expected Fri 18 Dec"),
    ("stage3", "hold_panel"): ("Panel meets Met Thu 19 Nov due Fri 11 Dec", "decision letter Due Thu 26 Nov"),
    ("stage3", "answer"): ("decision letter Met Fri 20 Nov due Thu 26 Nov",),
}
# Two steps more before the informal answer; over the turn of the year. The internal review has 5 working days, and the
# panel 20, from the request of Tuesday 15 December.
ROTHERHAM_PROPOSED: Shown = {
    ("informal", "received"): (NO_DATE,),
    ("informal", "agree_date"): (AGREED,),
    ("stage1", "received"): ("Acknowledge Due Mon 14 Dec", "Answer stage 1 Due Mon 21 Dec"),
    ("stage2", "received"): ("Acknowledge stage 2 Due Thu 17 Dec", "Answer stage 2 Due Tue 12 Jan"),
    ("stage3", "received"): (
        "Internal review Due Tue 22 Dec",
        "Panel meets Due Fri 15 Jan",
        "Panel's decision letter Expected Fri 22 Jan",
    ),
    ("stage3", "review_internally"): ("Internal review Met Wed 16 Dec due Tue 22 Dec",),
    ("stage3", "hold_panel"): ("decision letter Due Thu 31 Dec",),
    ("stage3", "answer"): ("decision letter Met Wed 23 Dec due Thu 31 Dec",),
}
# 20 working days from receipt, whenever it is acknowledged; stage 2, from Monday 16 December, as in the Code.
BOSTON_EARLIER: Shown = {
    ("stage1", "received"): ("Acknowledge Due Wed 18 Dec", "Answer stage 1 Due Mon 13 Jan"),
    ("stage1", "acknowledge"): ("Answer stage 1 Due Mon 13 Jan",),
    ("stage2", "received"): ("Acknowledge stage 2 Due Mon 23 Dec", "Answer stage 2 Expected Thu 23 Jan"),
    ("stage2", "acknowledge"): ("Answer stage 2 Due Fri 17 Jan",),
    ("stage2", "answer"): ("Answer stage 2 Met Wed 18 Dec due Fri 17 Jan",),
}
# 3 working days, an aim of 10 and a limit of 20, 84 days in all; at stage 2, from Friday 6 November, 5 and 20.
BUCKINGHAMSHIRE: Shown = {
    ("stage1", "received"): (
        "Acknowledge Due Fri 6 Nov",
        "Answer, our aim What we aim for Due Tue 17 Nov",
        "Answer stage 1 Due Tue 1 Dec",
        "All stages together Watches the whole Due Tue 26 Jan",
    ),
    ("stage1", "answer"): ("Answer stage 1 Met Thu 5 Nov due Tue 1 Dec",),
    ("stage2", "received"): ("Decide on the review Due Fri 13 Nov", "Answer stage 2 Due Fri 4 Dec"),
    ("stage2", "accept_review"): ("Decide on the review Met Mon 9 Nov", "Answer stage 2 Due Fri 4 Dec"),
    ("stage2", "answer"): ("Answer stage 2 Met Tue 10 Nov due Fri 4 Dec",),
}
# 10 working days; 20 to ask on. 25, and 65 at most, from the statement of Friday 6 November. A panel in 30 from
# Wednesday 11 November, its report 5 after it met, the response 15 after the report.
CHILDREN: Shown = {
    ("stage1", "received"): ("Answer stage 1 Due Tue 17 Nov", "Until Tue 15 Dec"),
    ("stage1", "answer"): ("Answer stage 1 Met Wed 4 Nov", "ask for stage 2 The person's own time Until Wed 2 Dec"),
    ("stage2", "agree_statement"): ("Answer stage 2 Due Fri 11 Dec", "Answer stage 2 at the latest Due Wed 10 Feb"),
    ("stage2", "answer"): ("Person may ask for stage 3 The person's own time Until Tue 8 Dec",),
    ("stage3", "received"): (
        "Panel meets Due Wed 23 Dec",
        "Panel's report Expected Mon 4 Jan",
        "Authority's response Expected Mon 25 Jan",
    ),
    ("stage3", "panel_meets"): ("Panel's report Due Fri 20 Nov",),
    ("stage3", "receive_recommendations"): ("Authority's response Due Mon 7 Dec",),
}
# 3 working days; to the end of the next one where it is put right at once; six months that begin with the receipt.
ADULTS: Shown = {
    ("stage1", "received"): (
        "oral resolution A time that may be used Until Wed 4 Nov",
        "Acknowledge Due Fri 6 Nov",
        "Relevant period ends Due Sun 2 May",
    ),
    ("stage1", "agree_plan"): ("Answer stage 1 Due Fri 18 Dec",),
    ("stage1", "answer"): ("Ended Wed 4 Nov", "Answer stage 1 Met Thu 5 Nov due Fri 18 Dec"),
}
# 30 days, the day after receipt being the first.
DATA: Shown = {
    ("stage1", "received"): ("Acknowledge, data protection Due Thu 3 Dec", f"Answer stage 1 {NO_DATE}"),
    ("stage1", "agree_date"): (f"Answer stage 1 {AGREED}",),
}


def _request(first: str) -> Shown:
    """Answered by a date; its review has none until one is agreed."""
    return {
        ("request", "received"): (first,),
        ("review", "received"): (NO_DATE,),
        ("review", "agree_date"): (AGREED,),
    }


EXPECTED: dict[tuple[str, str], Expected] = {
    ("corporate", "lgsco-code-2024"): Expected(LGSCO, TWO_STAGES),
    ("corporate", "selcp-2024"): Expected(LGSCO, TWO_STAGES, beside=("take_to_clinic",)),
    ("corporate", "boston-earlier"): Expected(LGSCO, BOSTON_EARLIER),
    ("corporate", "buckinghamshire-2020"): Expected(LGSCO, BUCKINGHAMSHIRE, beside=("suggest_provider",)),
    ("corporate", "central-bedfordshire-2009"): Expected(
        LGSCO,
        TWO_STAGES | {("stage3", "received"): (NO_DATE,), ("stage3", "agree_date"): (f"Answer stage 3 {AGREED}",)},
        beside=("offer_adr", "accept_adr", "end_adr"),
    ),
    ("corporate", "east-cambridgeshire-2016"): Expected(LGSCO, TWO_STAGES, beside=("note_learning",)),
    ("corporate", "current"): Expected(HOUSING, ROTHERHAM_CURRENT),
    ("corporate", "proposed-2008"): Expected(HOUSING, ROTHERHAM_PROPOSED, beside=("propose_compensation",)),
    ("housing", "housing-ombudsman-code-2024"): Expected(HOUSING, TWO_STAGES),
    ("childrens_social_care", "si-2006-1738"): Expected(LGSCO, CHILDREN),
    ("adult_social_care", "si-2009-309"): Expected(LGSCO, ADULTS, beside=("involve_provider",)),
    ("data_protection", "section-164a"): Expected(COMMISSIONER, DATA, beside=("tell_progress",)),
    # 20 working days, and one month.
    ("information_request", "buckinghamshire-2020"): Expected(
        COMMISSIONER, _request("Information request Due Tue 1 Dec")
    ),
    ("subject_access", "buckinghamshire-2020"): Expected(COMMISSIONER, _request("Subject access Due Thu 3 Dec")),
    ("enquiry", "buckinghamshire-2020"): Expected(
        LGSCO, {("enquiry", "received"): (f"Enquiry {NO_DATE}",), ("enquiry", "agree_date"): (f"Enquiry {AGREED}",)}
    ),
}
