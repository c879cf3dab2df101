"""What the plugin gives: the Code's own text to adopt, and a hint where a complaint may be too old."""

from collections.abc import Iterable
from datetime import date

from core.api import AuthorityProfile, Case, Exclusion, Procedure, Text, hookimpl
from plugins.code_two_stage.rules import CODE_2024, OVER_12_MONTHS, SECTION_2


@hookimpl
def upheld_procedures(authority: AuthorityProfile) -> Iterable[Procedure]:
    return (CODE_2024,)


@hookimpl
def upheld_exclusions(case: Case, today: date) -> Iterable[Exclusion]:
    """A hint only: discretion beyond 12 months must be considered (section 2)."""
    for track in case.tracks:
        due = track.dues.get("time_limit_last_day")
        if due is not None and due.met_late:
            why = Text("More than 12 months had passed. Is there a good reason for the delay?")
            yield Exclusion(OVER_12_MONTHS.key, why, cite=SECTION_2)
