"""A failing plugin costs its own feature only, except where silence could let something through."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, NoReturn

import pytest

from core.api import SYSTEM, Case, Happened, NavItem, Sealed, Submission, Text
from core.domain.events import CaseClosed
from core.host import AuthorityRuntime, ask
from core.host.calls import Caller
from core.host.errors import HookFailed
from core.host.failures import ENOUGH
from tests.fixtures.councils import CORPORATE, Rows, council, host_of, plugin

NOW, TODAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC), date(2026, 3, 2)
CASE = Case("a", "c", 1, "A-1", "complaint", "web", NOW, TODAY, NOW, "", "", Sealed("row", "seal"))
ARRIVED = Submission("complaint", "web", NOW)
LINK = NavItem(Text("Tours"), "/tours")


def _rows(plugin: str) -> Rows:
    return Rows()


def _broken() -> NoReturn:
    raise RuntimeError("the words of a person")


def _breaking(hook: str, function: Callable[..., object]) -> Any:
    return plugin("broken", **{hook: function})


def _runtime(*plugins: Any) -> AuthorityRuntime:
    return host_of(*plugins).runtime(council("a", *(p.info.key for p in plugins)))


@pytest.mark.req("PLG-04")
def test_a_failing_menu_costs_only_that_plugins_links(caplog: pytest.LogCaptureFixture) -> None:
    good = plugin("tours", upheld_nav_items=lambda place: (LINK,))
    runtime = _runtime(_breaking("upheld_nav_items", lambda place: _broken()), good)
    assert ask.nav_items(runtime, SYSTEM, "public") == (LINK,)
    (trouble,) = runtime.failures.recent()
    assert (trouble.plugin, trouble.hook, trouble.what) == ("broken", "upheld_nav_items", "RuntimeError")
    assert "plugin broken failed in upheld_nav_items at a: RuntimeError" in caplog.text
    assert "the words of a person" not in caplog.text


@pytest.mark.req("PLG-04")
def test_a_plugin_that_keeps_failing_is_left_out_until_it_is_switched_on_again() -> None:
    calls: list[str] = []

    def failing(place: str) -> NoReturn:
        calls.append(place)
        raise RuntimeError

    host = host_of(plugin("broken", upheld_nav_items=failing))
    runtime = host.runtime(council("a", "broken"), config_version="1")
    for _ in range(ENOUGH + 3):
        ask.nav_items(runtime, SYSTEM, "public")
    assert len(calls) == ENOUGH
    assert runtime.failures.is_off("broken")
    again = host.runtime(council("a", "broken"), config_version="2")
    assert not again.failures.is_off("broken")


def test_one_good_answer_ends_a_row_of_failures() -> None:
    answers = iter([True] * (ENOUGH - 1) + [False] + [True] * (ENOUGH - 1))

    def shaky(place: str) -> tuple[NavItem, ...]:
        if next(answers):
            raise RuntimeError
        return ()

    runtime = _runtime(plugin("shaky", upheld_nav_items=shaky))
    for _ in range(2 * ENOUGH - 1):
        ask.nav_items(runtime, SYSTEM, "public")
    assert not runtime.failures.is_off("shaky")


@pytest.mark.req("PLG-04")
@pytest.mark.parametrize(
    ("hook", "function", "asking"),
    [
        (
            "upheld_transition_blockers",
            lambda case, move: _broken(),
            lambda r: ask.blockers(r, CASE, CORPORATE.stages[0].moves[0], SYSTEM, TODAY),
        ),
        ("upheld_access_verdicts", lambda actor: _broken(), lambda r: ask.may(r, SYSTEM, "case.view")),
        ("upheld_choose_procedure", lambda submission: _broken(), lambda r: ask.procedure_choice(r, ARRIVED)),
        ("upheld_personal_data", lambda person: _broken(), lambda r: ask.personal_data(r, "p", _rows)),
        ("upheld_erase", lambda person: _broken(), lambda r: ask.erase(r, "p", "rule", _rows, dry_run=True)),
    ],
)
def test_where_silence_could_let_something_through_a_failure_is_loud(
    hook: str, function: Callable[..., object], asking: Any
) -> None:
    with pytest.raises(HookFailed, match=f"plugin broken at a: {hook} failed: RuntimeError"):
        asking(_runtime(_breaking(hook, function)))


@pytest.mark.req("PLG-04")
def test_a_lying_answer_is_a_failure() -> None:
    runtime = _runtime(plugin("lying", upheld_nav_items=lambda place: ("/tours",)))
    assert ask.nav_items(runtime, SYSTEM, "public") == ()
    assert [trouble.what for trouble in runtime.failures.recent()] == ["TypeError"]


@pytest.mark.req("PLG-04")
def test_a_slow_answer_is_used_and_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.host.calls.SLOW", -1.0)
    runtime = _runtime(plugin("slow", upheld_nav_items=lambda place: (LINK,)))
    assert ask.nav_items(runtime, SYSTEM, "public") == (LINK,)
    (trouble,) = runtime.failures.recent()
    assert trouble.plugin == "slow"
    assert trouble.what.endswith(" seconds")


def test_a_failing_reaction_does_not_stop_the_next_and_can_be_tried_again() -> None:
    seen: list[str] = []
    good = plugin("noting", upheld_on_event=lambda happened: seen.append(happened.case))
    runtime = _runtime(_breaking("upheld_on_event", lambda happened: _broken()), good)
    happened = Happened("case-1", 3, NOW, CaseClosed())
    (fault,) = ask.react(runtime, happened, _rows)
    assert (fault.plugin, fault.authority, seen) == ("broken", "a", ["case-1"])
    assert ask.react(runtime, happened, _rows, only="noting") == ()
    assert seen == ["case-1", "case-1"]


def test_a_call_with_other_arguments_than_the_declaration_is_refused() -> None:
    runtime = _runtime()
    with pytest.raises(TypeError, match="upheld_nav_items takes authority, actor, place, not authority"):
        Caller(runtime.hooks.hook.upheld_nav_items, "a", runtime.failures).collect({"authority": runtime.profile})
