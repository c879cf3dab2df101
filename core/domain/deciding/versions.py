"""Whether a track could follow another text of its procedure: what it has been through must mean something there too.

Only dates are reckoned again. What was done under other moves cannot be replayed, so a text that does not know where
the track is, where it has been, why an issue was refused or what the person was told is refused, with every reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.domain.case import Issue, IssueStatus, Track
from core.domain.errors import Problem
from core.domain.procedure import Procedure
from core.domain.reckon import CASE, EXTENDED, all_clocks

FIELD = "procedure_hash"


def unfit(text: Procedure, now: Procedure, track: Track, issues: Iterable[Issue]) -> Iterator[Problem]:
    """Every reason why `track`, which follows `now`, cannot follow `text`; `issues` are those of the track."""
    issues = tuple(issues)
    known = {stage.key for stage in text.stages}
    if text.calendar != now.calendar:
        yield Problem("version_counts_otherwise", FIELD)
    missing = [stage for stage in _been_through(track, issues) if stage not in known]
    if track.stage not in missing and not knows(text, track):
        yield Problem("version_lacks_state", FIELD, (("state", track.state),))
    for stage in missing:
        yield Problem("version_lacks_stage", FIELD, (("stage", stage),))
    for clock in _told_later(track):
        if not any(other.extends == clock for _, other in all_clocks(text)):
            yield Problem("version_lacks_extension", FIELD, (("clock", clock),))
    for issue in issues:
        refused = issue.status is IssueStatus.REFUSED and now.ground(issue.ground) is not None
        if refused and text.ground(issue.ground) is None:
            yield Problem("version_lacks_ground", FIELD, (("issue", str(issue.no)),))


def knows(text: Procedure, track: Track) -> bool:
    """Whether `text` has the stage and the state that `track` is in."""
    for stage in text.stages:
        if stage.key == track.stage:
            states = {stage.start, *stage.rests, *(move.target for move in stage.moves)}
            return track.state in states | {state for move in stage.moves for state in move.source}
    return False


def _been_through(track: Track, issues: Iterable[Issue]) -> tuple[str, ...]:
    """The stages that something is known of: begun, handled, answered or found at, and the present one."""
    facts = (name.partition(".")[0] for name in track.facts if not name.startswith((EXTENDED, f"{CASE}.")))
    found = (stage for issue in issues for stage in issue.findings)
    return tuple(dict.fromkeys((*facts, *track.handlers, *track.answerers, *found, track.stage)))


def _told_later(track: Track) -> Iterator[str]:
    """The clocks for which the person was told a new date."""
    return (name.removeprefix(EXTENDED) for name in track.facts if name.startswith(EXTENDED))
