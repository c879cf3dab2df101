"""A typed function for each hook that is asked while people work; callers need to know neither pluggy nor strictness.

Where silence could let something through (moves, access, letters, erasure) a failing plugin stops it, loudly:
`HookFailed`. Elsewhere it costs its own part only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from core.api import (
    Actor,
    Blocker,
    Case,
    DataExtract,
    Effect,
    ErasureReport,
    Exclusion,
    Happened,
    LetterDocument,
    LetterTemplate,
    Move,
    NavItem,
    Panel,
    PluginStore,
    Problem,
    ProcedureChoice,
    Signpost,
    Submission,
    Verdict,
    Wording,
    deny,
)
from core.host.calls import PerPlugin
from core.host.errors import Fault
from core.host.runtime import AuthorityRuntime

Stores = Callable[[str], PluginStore]
"""Makes the store of a plugin, by its key, at the present council."""


def _items(runtime: AuthorityRuntime, hook: str, *, strict: bool = False, **given: object) -> tuple[Any, ...]:
    found = runtime.ask(hook).collect({"authority": runtime.profile, **given}, strict=strict)
    return tuple(item for _, item in found)


def procedure_choice(runtime: AuthorityRuntime, submission: Submission) -> ProcedureChoice:
    """What a new case follows, and why. The core's own opinion comes last, so there always is one."""
    types = tuple(runtime.feedback_types.values())
    given: dict[str, object] = {"authority": runtime.profile, "submission": submission, "types": types}
    found = runtime.ask("upheld_choose_procedure").decide(given)
    if found is None:
        raise LookupError("nobody chooses a procedure, not even the core")
    choice: ProcedureChoice = found[1]
    return choice


def blockers(runtime: AuthorityRuntime, case: Case, move: Move, actor: Actor, today: date) -> tuple[Blocker, ...]:
    """Reasons why this move may not happen now. Raises HookFailed."""
    return _items(runtime, "upheld_transition_blockers", strict=True, case=case, move=move, actor=actor, today=today)


def verdict(runtime: AuthorityRuntime, actor: Actor, permission: str, subject: Case | None = None) -> Verdict:
    """Whether the actor may: any DENY wins, and without an ALLOW the answer is no. Raises HookFailed."""
    verdicts = _items(
        runtime,
        "upheld_access_verdicts",
        strict=True,
        actor=actor,
        permission=permission,
        granted=runtime.granted(actor.roles),
        subject=subject,
    )
    for found in sorted(verdicts, key=lambda v: v.effect is not Effect.DENY):
        answer: Verdict = found
        return answer
    return deny(f"no role here gives {permission}")


def may(runtime: AuthorityRuntime, actor: Actor, permission: str, subject: Case | None = None) -> bool:
    """Whether `verdict` allows."""
    return verdict(runtime, actor, permission, subject).effect is Effect.ALLOW


def exclusions(runtime: AuthorityRuntime, case: Case, today: date) -> tuple[Exclusion, ...]:
    """Grounds that may fit, for a person to weigh."""
    return _items(runtime, "upheld_exclusions", case=case, today=today)


def signposts(runtime: AuthorityRuntime, case: Case) -> tuple[Signpost, ...]:
    """Other routes worth mentioning."""
    return _items(runtime, "upheld_signposts", case=case)


def required_wording(runtime: AuthorityRuntime, letter: LetterTemplate, case: Case) -> tuple[Wording, ...]:
    """Words that must be in the letter. Raises HookFailed."""
    return _items(runtime, "upheld_required_wording", strict=True, letter=letter, case=case)


def letter_problems(
    runtime: AuthorityRuntime, letter: LetterTemplate, document: LetterDocument, case: Case
) -> tuple[Problem, ...]:
    """What plugins find wrong with the letter. Raises HookFailed."""
    return _items(runtime, "upheld_letter_problems", strict=True, letter=letter, document=document, case=case)


def nav_items(runtime: AuthorityRuntime, actor: Actor, place: str) -> tuple[NavItem, ...]:
    """Links of the menu at `place` ("public" or "staff") that the actor may open, in order."""
    found: tuple[NavItem, ...] = _items(runtime, "upheld_nav_items", actor=actor, place=place)
    mine = (item for item in found if not item.permission or may(runtime, actor, item.permission))
    return tuple(sorted(mine, key=lambda item: item.order))


def case_panels(runtime: AuthorityRuntime, case: Case, actor: Actor, stores: Stores) -> tuple[tuple[str, Panel], ...]:
    """(plugin, box) for a case page, of those the actor may see, in order."""
    given: dict[str, object] = {"case": case, "actor": actor, "store": PerPlugin(stores)}
    found: Iterable[tuple[str, Panel]] = runtime.ask("upheld_case_panels").collect(
        {"authority": runtime.profile, **given}
    )
    mine = (pair for pair in found if may(runtime, actor, pair[1].permission, case))
    return tuple(sorted(mine, key=lambda pair: pair[1].order))


def react(runtime: AuthorityRuntime, happened: Happened, stores: Stores, *, only: str = "") -> tuple[Fault, ...]:
    """Let plugins react to something committed, each by itself; what failed, to be tried again with `only`."""
    given: dict[str, object] = {"happened": happened, "store": PerPlugin(stores)}
    return runtime.ask("upheld_on_event").react({"authority": runtime.profile, **given}, only=only)


def reacting(runtime: AuthorityRuntime) -> tuple[str, ...]:
    """The plugins that react to events here: one delivery each in the outbox."""
    return tuple(impl.plugin_name for impl in runtime.hooks.hook.upheld_on_event.get_hookimpls())


def personal_data(runtime: AuthorityRuntime, person: str, stores: Stores) -> tuple[DataExtract, ...]:
    """Everything that plugins hold on a person. Raises HookFailed: half an answer would be a wrong one."""
    return _items(runtime, "upheld_personal_data", strict=True, person=person, store=PerPlugin(stores))


def erase(
    runtime: AuthorityRuntime, person: str, rule: str, stores: Stores, *, dry_run: bool
) -> tuple[ErasureReport, ...]:
    """Have plugins destroy what they hold on a person, or say what would go. Raises HookFailed."""
    given: dict[str, object] = {"rule": rule, "dry_run": dry_run, "store": PerPlugin(stores)}
    return _items(runtime, "upheld_erase", strict=True, person=person, **given)
