"""A council's runtime: built once, from its own plugins only, the last one winning, refused when it does not fit."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.api import Branding, ClosedDay, FeedbackType, Nation, Permission, Role, Text
from core.host import Host, HostError
from core.host.host import DEFAULT_NAMES
from tests.fixtures.councils import CORPORATE, council, host_of, plugin


def _role(key: str, *permissions: str, **more: Any) -> Role:
    return Role(key, Text(key), permissions, **more)


def test_a_runtime_is_built_once_for_a_profile_its_plugins_and_a_version_of_its_configuration() -> None:
    host = host_of()
    anywhere = council("anywhere")
    assert host.runtime(anywhere, config_version="1") is host.runtime(anywhere, config_version="1")
    assert host.runtime(anywhere, config_version="1") is not host.runtime(anywhere, config_version="2")


def test_councils_with_the_same_plugins_share_a_manager_and_others_do_not() -> None:
    host = host_of(plugin("extra"))
    one, same, other = council("one"), council("two"), council("three", "extra")
    assert host.runtime(one).hooks is host.runtime(same).hooks
    assert host.runtime(one).hooks is not host.runtime(other).hooks


@pytest.mark.req("PLG-02")
def test_a_plugin_that_is_off_is_never_asked() -> None:
    asked: list[str] = []

    def roles(authority: Any) -> tuple[Role, ...]:
        asked.append(authority.code)
        return ()

    host = host_of(plugin("curious", upheld_roles=roles))
    host.runtime(council("without"))
    host.runtime(council("with", "curious"))
    assert asked == ["with"]


def test_the_last_plugin_of_the_list_wins_and_the_core_comes_first() -> None:
    def plain(name: str) -> Any:
        return plugin(name, upheld_branding=lambda authority: Branding(name, name))

    host = host_of(plain("early"), plain("late"))
    assert host.runtime(council("a")).branding.wordmark == "A Council"
    assert host.runtime(council("a", "early", "late")).branding.wordmark == "late"
    assert host.runtime(council("a", "late", "early")).branding.wordmark == "early"


def test_a_partnership_comes_before_the_council_and_after_the_plugins() -> None:
    runtime = Host.discover().runtime("boston")
    names = [name for name, _ in runtime.hooks.list_name_plugin()]
    assert names == [*DEFAULT_NAMES, *runtime.plugins, "selcp", "boston"]


def test_a_later_role_replaces_an_earlier_one_of_the_same_key() -> None:
    host = host_of(plugin("frugal", upheld_roles=lambda authority: (_role("intake", "case.log"),)))
    assert host.runtime(council("a", "frugal")).roles["intake"].permissions == ("case.log",)
    assert "case.view" in host.runtime(council("a")).roles["intake"].permissions


def test_permissions_of_a_plugin_are_known_only_where_it_is_on() -> None:
    key = "tours.lead"
    host = host_of(plugin("tours", upheld_permissions=lambda: (Permission(key, Text("Lead tours")),)))
    assert key not in host.runtime(council("a")).permissions
    assert key in host.runtime(council("a", "tours")).permissions


def test_roles_give_what_their_permissions_imply() -> None:
    runtime = host_of().runtime(council("a"))
    granted = runtime.granted({"complaints_officer"})
    assert {"case.answer", "case.work", "case.view"} <= granted
    assert runtime.granted({"no_such_role"}) == frozenset()


def test_figures_only_means_no_case() -> None:
    runtime = host_of().runtime(council("a"))
    assert runtime.granted({"member_responsible"}) == {"report.view"}
    assert "case.view" not in runtime.granted({"administrator"})


@pytest.mark.parametrize(
    ("hook", "answer", "words"),
    [
        ("upheld_roles", ("intake",), "upheld_roles failed: TypeError: answered str where Role was asked for"),
        ("upheld_roles", "intake", "upheld_roles failed: TypeError: answered str where a list of Role was asked for"),
        ("upheld_branding", False, "upheld_branding failed: TypeError: answered bool where Branding was asked for"),
        ("upheld_roles", (_role("r", "case.fly"),), "the role r gives case.fly, which is no permission here"),
        ("upheld_roles", (_role("r"), _role("r")), "gives the role r twice"),
        ("upheld_roles", (_role("r", "case.view", aggregate_only=True),), "sees figures only, yet it opens cases"),
        ("upheld_branding", Branding("A", "", link="#dddddd"), "branding link: contrast_too_low"),
        ("upheld_branding", Branding("A", "", link="blue"), "branding link: not_a_colour"),
    ],
)
def test_what_does_not_fit_names_plugin_and_council(hook: str, answer: object, words: str) -> None:
    host = host_of(plugin("odd", **{hook: lambda authority: answer}))
    with pytest.raises(HostError) as refused:
        host.runtime(council("somewhere", "odd"))
    assert any(str(f).startswith("plugin odd at somewhere: ") and words in str(f) for f in refused.value.faults)


def test_the_same_version_with_two_texts_is_refused() -> None:
    other = replace(CORPORATE, source="another paper")
    host = host_of(plugin("rival", upheld_procedures=lambda authority: (other,)))
    with pytest.raises(HostError, match="plugin rival at a: offers corporate 1, which rules offers with another text"):
        host.runtime(council("a", "rival"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"by": ("wizard",)}, "other/1 has a move by wizard, which is no role here"),
        ({"letter": "owl"}, "other/1 sends owl, which is no letter here"),
    ],
)
def test_a_text_may_name_only_roles_and_letters_that_the_council_has(change: dict[str, Any], words: str) -> None:
    (stage,) = CORPORATE.stages
    moves = tuple(replace(move, **change) for move in stage.moves)
    text = replace(CORPORATE, key="other", stages=(replace(stage, moves=moves),))
    host = host_of(plugin("odd", upheld_procedures=lambda authority: (text,)))
    with pytest.raises(HostError, match=f"plugin odd at a: {words}"):
        host.runtime(council("a", "odd"))


def test_a_kind_of_feedback_follows_only_what_somebody_offers() -> None:
    kind = FeedbackType("concern", Text("Concern"), Text("A first report."), procedure="concern")
    host = host_of(plugin("odd", upheld_feedback_types=lambda authority: (kind,)))
    with pytest.raises(HostError, match="plugin odd at a: concern follows concern, which nobody offers"):
        host.runtime(council("a", "odd"))


def test_closures_shape_the_councils_calendar_and_never_the_statutory_one() -> None:
    closure = ClosedDay(date(2026, 12, 29), "published closure", "closure")
    days = plugin("shut", upheld_closed_days=lambda authority, year: (closure,) if year == 2026 else ())
    host = host_of(days)
    own, statutory = host.runtime(council("a", "shut")).offers.calendars
    plain, _ = host.runtime(council("a")).offers.calendars
    assert (own.key, statutory.key) == ("authority", "statutory")
    assert own.why_closed(date(2026, 12, 29)) == "published closure"
    assert statutory.is_working(date(2026, 12, 29))
    assert own.version != plain.version


@pytest.mark.parametrize(
    ("nation", "day", "why"),
    [
        (Nation.ENGLAND, date(2026, 12, 28), "Boxing Day (observed)"),
        (Nation.ENGLAND, date(2027, 12, 27), "Christmas Day (observed)"),
        (Nation.ENGLAND, date(2028, 1, 3), "New Year's Day (observed)"),
        (Nation.WALES, date(2026, 4, 6), "Easter Monday"),
        (Nation.SCOTLAND, date(2026, 1, 2), "New Year Holiday"),
        (Nation.SCOTLAND, date(2026, 4, 6), ""),
        (Nation.SCOTLAND, date(2026, 11, 30), "Saint Andrew's Day"),
        (Nation.NORTHERN_IRELAND, date(2026, 3, 17), "Saint Patrick's Day"),
        (Nation.NORTHERN_IRELAND, date(2026, 7, 13), "Battle of the Boyne (observed)"),
    ],
)
def test_each_nation_keeps_its_own_holidays(nation: Nation, day: date, why: str) -> None:
    calendar, _ = host_of().runtime(council("a", nation=nation)).offers.calendars
    assert calendar.why_closed(day) == why


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
        (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
    ],
)
def test_the_holidays_of_england(year: int, days: str) -> None:
    calendar, _ = host_of().runtime(council("a")).offers.calendars
    found = [day.on.strftime("%m-%d") for day in calendar.closed if day.on.year == year]
    assert " ".join(found) == days


def test_a_council_takes_the_kinds_of_feedback_that_it_names_and_no_unknown_one() -> None:
    from dataclasses import replace

    host = host_of()
    named = replace(council("a"), takes=("compliment", "complaint"))
    assert list(host.runtime(named).feedback_types) == ["compliment", "complaint"]
    with pytest.raises(HostError, match="takes praise, which is no feedback type here"):
        host.runtime(replace(council("b"), takes=("praise",)))
