"""Each hook, answered by the plugin `site_visits` that the tests install, as the core asks it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from core.api import (
    SYSTEM,
    Actor,
    ActorKind,
    AuthorityProfile,
    Case,
    Effect,
    Happened,
    LetterDocument,
    LetterTemplate,
    Meaning,
    Move,
    Ports,
    Sealed,
    Submission,
    Text,
)
from core.domain.events import CaseClosed
from core.host import AuthorityRuntime, Host, ask
from tests.fixtures.councils import Rows

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
VISITOR = Actor(ActorKind.STAFF, "v", frozenset({"visitor"}))
NOBODY = Actor(ActorKind.STAFF, "n")
ANSWER = Move("answer", Text("Answer"), ("received",), "answered", Meaning.ANSWER, "answered")


@pytest.fixture(scope="module")
def host() -> Host:
    return Host.discover(plugins=("plugins", "tests.fixtures.plugins"))


@pytest.fixture(scope="module")
def council(host: Host) -> AuthorityProfile:
    return host.profiles()["boston"]


@pytest.fixture(scope="module")
def runtime(host: Host, council: AuthorityProfile) -> AuthorityRuntime:
    return host.runtime(council, (*council.plugins, "site_visits"))


@pytest.fixture(scope="module")
def without(host: Host) -> AuthorityRuntime:
    return host.runtime("boston")


@pytest.fixture
def rows() -> Rows:
    return Rows()


def _case(service: str = "streets") -> Case:
    summary = Sealed("row-1", "seal")
    return Case("boston", "case-1", 1, "BOS-1", "complaint", "web", NOW, TODAY, NOW, "person-1", service, summary)


def _mine(pairs: Any) -> list[Any]:
    return [item for plugin, item in pairs if plugin == "site_visits"]


def test_hook_blueprints(host: Host) -> None:
    assert [blueprint.name for blueprint in _mine(host.setup.blueprints)] == ["site_visits"]


def test_hook_template_folders(host: Host) -> None:
    (folder,) = _mine(host.setup.template_folders)
    assert (folder / "visits.html").is_file()


def test_hook_cli_commands(host: Host) -> None:
    assert [command.name for command in _mine(host.setup.cli_commands)] == ["count"]


def test_hook_jobs(host: Host, council: AuthorityProfile, rows: Rows) -> None:
    (job,) = _mine(host.setup.jobs)
    rows.add("visits", {"case": "case-1", "weather": None})
    for _ in range(2):
        job.run(council, Ports(NOW, _NoCases(), rows))
    assert [row["weather"] for row in rows.find("visits", {})] == ["not noted"]


class _NoCases:
    def case(self, reference: str) -> Case | None:
        return None


def test_hook_permissions(runtime: AuthorityRuntime, without: AuthorityRuntime) -> None:
    assert "site_visits.note" in runtime.permissions
    assert "site_visits.note" not in without.permissions


def test_hook_tables(host: Host) -> None:
    assert [table.name for table in _mine(host.setup.tables)] == ["visits"]


def test_hook_migrations(host: Host) -> None:
    assert [migration.number for migration in _mine(host.setup.migrations)] == [1, 2]


def test_hook_settings_schema(runtime: AuthorityRuntime) -> None:
    spec = runtime.settings["site_visits.days"]
    assert not spec.problems("9")
    assert [problem.code for problem in spec.problems("10")] == ["setting_out_of_bounds"]


def test_hook_procedures(runtime: AuthorityRuntime, without: AuthorityRuntime) -> None:
    assert runtime.offers.text("procedure", "on_site", "1")
    assert runtime.offered_by["procedure", "on_site/1"] == "site_visits"
    with pytest.raises(KeyError):
        without.offers.text("procedure", "on_site", "1")


def test_hook_feedback_types(runtime: AuthorityRuntime, without: AuthorityRuntime) -> None:
    assert runtime.feedback_types["hazard"].procedure == "on_site"
    assert "hazard" not in without.feedback_types


def test_hook_closed_days(runtime: AuthorityRuntime, without: AuthorityRuntime) -> None:
    closure = date(2026, 12, 29)
    assert runtime.offers.calendars[0].why_closed(closure) == "published closure"
    assert without.offers.calendars[0].is_working(closure)


def test_hook_choose_procedure(runtime: AuthorityRuntime, without: AuthorityRuntime) -> None:
    streets, bins = (Submission("complaint", "web", NOW, service) for service in ("streets", "waste"))
    assert ask.procedure_choice(runtime, streets).procedure == "on_site"
    assert ask.procedure_choice(runtime, bins).procedure == "corporate"
    assert ask.procedure_choice(without, streets).procedure == "corporate"
    assert ask.procedure_choice(without, Submission("compliment", "web", NOW)).procedure == ""


def test_hook_transition_blockers(runtime: AuthorityRuntime, without: AuthorityRuntime) -> None:
    (blocker,) = ask.blockers(runtime, _case(), ANSWER, SYSTEM, TODAY)
    assert blocker.code == "nobody_looked"
    assert ask.blockers(runtime, _case("waste"), ANSWER, SYSTEM, TODAY) == ()
    assert ask.blockers(without, _case(), ANSWER, SYSTEM, TODAY) == ()


def test_hook_exclusions(runtime: AuthorityRuntime) -> None:
    assert [found.ground for found in ask.exclusions(runtime, _case(), TODAY)] == ["other_reason"]


def test_hook_signposts(runtime: AuthorityRuntime) -> None:
    assert [found.web for found in ask.signposts(runtime, _case())] == ["www.county.example"]


def test_hook_inbound_channels(runtime: AuthorityRuntime) -> None:
    assert list(runtime.inbound_channels) == ["web", "email", "phone", "in_person", "post", "on_the_spot"]


def test_hook_outbound_channels(runtime: AuthorityRuntime) -> None:
    assert list(runtime.outbound_channels) == ["email", "post", "phone", "doorstep"]


def test_hook_letter_templates(runtime: AuthorityRuntime, without: AuthorityRuntime) -> None:
    assert runtime.letter_templates["visited"].title == Text("We came to look")
    assert "visited" not in without.letter_templates


def test_hook_required_wording(runtime: AuthorityRuntime) -> None:
    (wording,) = ask.required_wording(runtime, runtime.letter_templates["visited"], _case())
    assert wording.source == "a rule of the tests"


def test_hook_letter_problems(runtime: AuthorityRuntime) -> None:
    template: LetterTemplate = runtime.letter_templates["visited"]
    empty = LetterDocument("visited", "en", "Visited", "BOS-1", TODAY, (), "Dear", (), "Yours", ())
    (problem,) = ask.letter_problems(runtime, template, empty, _case())
    assert problem.code == "says_nothing_of_the_visit"


def test_hook_roles(runtime: AuthorityRuntime, without: AuthorityRuntime) -> None:
    assert runtime.granted({"visitor"}) == {"site_visits.note", "case.view", "rules.view"}
    assert without.granted({"visitor"}) == frozenset()


def test_hook_access_verdicts(runtime: AuthorityRuntime) -> None:
    assert ask.may(runtime, VISITOR, "case.view", _case())
    sealed = ask.verdict(runtime, VISITOR, "case.view", _case("sealed"))
    assert (sealed.effect, sealed.reason) == (Effect.DENY, "the site is sealed")
    silent = ask.verdict(runtime, NOBODY, "case.view", _case())
    assert (silent.effect, silent.reason) == (Effect.DENY, "no role here gives case.view")


def test_hook_branding(runtime: AuthorityRuntime) -> None:
    assert runtime.branding.wordmark == "Boston Borough Council"


def test_hook_nav_items(runtime: AuthorityRuntime) -> None:
    assert [item.url for item in ask.nav_items(runtime, VISITOR, "staff")] == ["/staff/site-visits/"]
    assert ask.nav_items(runtime, NOBODY, "staff") == ()
    assert ask.nav_items(runtime, VISITOR, "public") == ()


def test_hook_case_panels(runtime: AuthorityRuntime, rows: Rows) -> None:
    stores: list[str] = []

    def store(plugin: str) -> Rows:
        stores.append(plugin)
        return rows

    assert ask.case_panels(runtime, _case(), VISITOR, store) == ()
    rows.add("visits", {"case": "case-1"})
    ((plugin, panel),) = ask.case_panels(runtime, _case(), VISITOR, store)
    assert (plugin, panel.template) == ("site_visits", "site_visits/visits.html")
    assert ask.case_panels(runtime, _case(), NOBODY, store) == ()
    assert set(stores) == {"site_visits"}


def test_hook_on_event(runtime: AuthorityRuntime, rows: Rows) -> None:
    happened = Happened("case-1", 9, NOW, CaseClosed())
    assert ask.reacting(runtime) == ("site_visits",)
    for _ in range(2):
        assert ask.react(runtime, happened, lambda plugin: rows, only="site_visits") == ()
    assert [row["on"] for row in rows.find("visits", {"case": "case-1"})] == [TODAY]


def test_hook_personal_data(runtime: AuthorityRuntime, rows: Rows) -> None:
    rows.add("visits", {"case": "case-1", "person": "person-1", "seen": "a deep hole", "on": TODAY})
    (extract,) = ask.personal_data(runtime, "person-1", lambda plugin: rows)
    assert (extract.title, extract.words) == ("Site visit on 2026-03-02", "a deep hole")
    assert ask.personal_data(runtime, "person-2", lambda plugin: rows) == ()


def test_hook_erase(runtime: AuthorityRuntime, rows: Rows) -> None:
    rows.add("visits", {"case": "case-1", "person": "person-1", "seen": "a deep hole", "on": TODAY})
    (would_go,) = ask.erase(runtime, "person-1", "rule", lambda plugin: rows, dry_run=True)
    assert (would_go.table, would_go.rows) == ("visits", 1)
    assert rows.find("visits", {})
    ask.erase(runtime, "person-1", "rule", lambda plugin: rows, dry_run=False)
    assert rows.find("visits", {}) == ()
