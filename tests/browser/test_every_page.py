"""Axe, 320 pixels and wide text on every page that the URL map has, as its own people see it, and in hard states."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser

from core.clock import clock_at
from core.domain.actor import Actor as Who
from core.domain.actor import ActorKind
from core.persistence.repositories.people import PersonDetails
from core.services import intake
from core.services.intake import Feedback
from tests.support.browser import Served, Visit, serve, visit
from tests.support.browser_checks import axe_faults, narrow_faults
from tests.support.bulk import load_many
from tests.support.databases import DatabaseUrls
from tests.support.matrix_actors import PERSON, STAFF, Actor
from tests.support.matrix_policy import Rule
from tests.support.matrix_routes import Route, own
from tests.support.matrix_run import Matrix, open_matrix
from tests.support.matrix_world import HERE, HIRED, NOW
from tests.support.web import Browser as Client
from tests.support.web import hire, install

pytestmark = [pytest.mark.parametrize("database", ["sqlite"], indirect=True, scope="module")]
NOT_PAGES = {"files.file", "files.brand", "health.live", "health.ready", "why.data", "letters.pdf", "follow.letter_pdf",
             "letters.large", "follow.letter_large", "demo_mail.pdf", "set_up.picture"}  # fmt: skip
"""Styles, pictures, JSON and PDFs, each named: a new page is looked at unless somebody says here that it is none."""
ELSEWHERE = {"buckinghamshire"}
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley-Smyth"
RIGHT_TO_LEFT = "لم تُجمع القمامة ثلاث مرات ولم يتصل بي أحد. "
MAIN_BUTTON = "main form[method=post] button.govuk-button:not(.govuk-button--secondary):not(.govuk-visually-hidden)"
EMPTY = "() => document.querySelectorAll('main input[type=text], main input[type=email], main textarea')" \
        ".forEach(box => { box.value = '' })"


@dataclass
class Looked:
    """What was found on the way."""

    name: str
    tell: Callable[[str], None]
    pages: int = 0
    passes: int = 0
    faults: list[str] = field(default_factory=list)
    left_to_people: set[str] = field(default_factory=set)

    def at(self, here: Visit, about: str, *, narrow: bool = True) -> None:
        violations, passes, open_ = axe_faults(here.page)
        found = [*violations, *(narrow_faults(here.page) if narrow else [])]
        self.pages += 1
        self.passes += passes
        self.faults += [f"{about}: {fault}" for fault in found]
        self.left_to_people |= {rule for rule, _ in open_}

    def done(self) -> None:
        rules = ", ".join(sorted(self.left_to_people)) or "none"
        self.tell(f"axe: {self.name}: {self.pages} pages, {self.passes} rules passed; left to people: {rules}")
        assert not self.faults, "\n".join(self.faults[:80])


@pytest.fixture(scope="module")
def matrix(database: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Matrix]:
    with open_matrix(database, tmp_path_factory.mktemp("data")) as opened:
        yield opened


@pytest.fixture(scope="module")
def served(matrix: Matrix) -> Iterator[Served]:
    with serve(matrix.app, NOW) as running:
        yield running


@pytest.fixture
def looked(record_property: Callable[[str, object], None], request: pytest.FixtureRequest) -> Looked:
    name = request.node.name.partition("[")[0].removeprefix("test_").replace("_", " ")
    return Looked(name, lambda line: record_property("told", line))


@pytest.mark.req("A-01", "A-03", "A-10")
def test_every_page_of_the_url_map(matrix: Matrix, served: Served, browser: Browser, looked: Looked) -> None:
    for actor, pairs in _pages(matrix).items():
        with visit(browser, served) as here:
            _be(here, actor)
            for route, _rule in pairs:
                url = route.url(own(matrix.site, route, actor))
                status = here.go(actor.at, url)
                assert status in (200, 404), f"{actor.name}: {url}: {status}"
                looked.at(here, f"{route.endpoint} as {actor.name}")
    looked.done()
    routes = {route.endpoint for pairs in _pages(matrix).values() for route, _ in pairs}
    asked = {name for name, route in matrix.routes.items() if "GET" in route.methods}
    assert routes == asked - NOT_PAGES


@pytest.mark.req("A-01", "A-05")
def test_every_form_that_was_sent_with_nothing_in_it(
    matrix: Matrix, served: Served, browser: Browser, looked: Looked
) -> None:
    summaries = 0
    for actor, pairs in _pages(matrix).items():
        forms = [(route, rule) for route, rule in pairs if "POST" in route.methods and not rule.ends]
        with visit(browser, served) as here:
            for route, _rule in forms:
                _be(here, actor)
                here.go(actor.at, route.url(own(matrix.site, route, actor)))
                button = here.page.locator(MAIN_BUTTON).first
                if not button.count() or route.endpoint == "people.leave":
                    continue
                here.page.evaluate(EMPTY)
                here.arrive(button)
                looked.at(here, f"{route.endpoint} sent empty", narrow=False)
                summaries += _summary_is_first(here, route, looked)
    looked.done()
    assert summaries >= 15


@pytest.mark.req("A-01", "A-03")
def test_long_names_other_scripts_and_twenty_thousand_letters(
    matrix: Matrix, served: Served, browser: Browser, looked: Looked
) -> None:
    assert len(LONG_NAME) >= 70
    reference = _hard_case(matrix)
    officer = matrix.actor("complaints_officer of A")
    with visit(browser, served) as here:
        _be(here, officer)
        for path in (
            f"/staff/cases/{reference}", f"/staff/cases/{reference}/triage/1", f"/staff/cases/{reference}/record",
            f"/staff/log/{reference}", f"/staff/cases/{reference}/assign", "/staff/queue", "/demo/mail",
        ):  # fmt: skip
            assert here.go(HERE, path) == 200, path
            looked.at(here, f"a hard case at {path}")
    looked.done()


@pytest.mark.req("A-01", "A-03")
def test_two_hundred_rows_and_none(matrix: Matrix, served: Served, browser: Browser, looked: Looked) -> None:
    with matrix.app.app_context():
        load_many(200)
    install(matrix.app, *ELSEWHERE)
    (nowhere,) = ELSEWHERE
    with clock_at(HIRED):
        newcomer = hire(matrix.app, nowhere, roles=("complaints_officer", "administrator"), name="New Example")
    empty = Actor("newcomer", Client(matrix.app, nowhere), nowhere, STAFF, ("complaints_officer",), newcomer)
    with clock_at(NOW):
        empty.browser.sign_in(newcomer)
    for actor in (matrix.actor("complaints_officer of A"), empty):
        with visit(browser, served) as here:
            _be(here, actor)
            for path in ("/staff/queue", "/staff/queue?view=late", "/staff/work", "/staff/search", "/demo/mail"):
                assert here.go(actor.at, path) == 200, path
                looked.at(here, f"{path} as {actor.name}")
    looked.done()


def test_the_checks_can_fail(served: Served, browser: Browser, looked: Looked) -> None:
    with visit(browser, served) as here:
        here.go(HERE)
        here.page.evaluate(
            "() => document.querySelector('main').insertAdjacentHTML('beforeend',"
            " '<input id=bare><div class=up-wide>wide</div>')"
        )
        here.page.evaluate("() => { document.querySelector('.up-wide').style.width = '900px' }")
        looked.at(here, "a spoilt page")
        here.page.evaluate("() => fetch('http://elsewhere.example/').catch(() => 0)")
        here.page.wait_for_timeout(100)
        assert any("elsewhere.example" in fault for fault in here.faults)  # the content policy stops it, and says so
        here.faults.clear()
    assert any("label" in fault for fault in looked.faults) and any("320 px" in fault for fault in looked.faults)


def _pages(matrix: Matrix) -> dict[Actor, list[tuple[Route, Rule]]]:
    """Every page, given to the first actor who may see it: staff before strangers, each with most pages first."""
    order = [
        "complaints_officer of A", "administrator of A", "monitoring_officer of A", "lookout of A",
        "follower of the case", "half signed in", "nobody",
    ]  # fmt: skip
    found: dict[Actor, list[tuple[Route, Rule]]] = {}
    for route, rule in matrix.rules():
        if "GET" not in route.methods or route.endpoint in NOT_PAGES:
            continue
        names = order if rule.who in (STAFF, PERSON) else ["nobody"]
        names = ["half signed in"] if rule.get_as.get("half") else names
        actor = next(one for one in map(matrix.actor, names) if matrix.policy.admits(rule, one))
        found.setdefault(actor, []).append((route, rule))
    return found


def _be(here: Visit, actor: Actor) -> None:
    """Take over the actor's session."""
    jar = actor.browser.client
    assert jar._cookies is not None
    here.take_cookies(actor.at, [(one.key, one.value) for one in jar._cookies.values()])


def _summary_is_first(here: Visit, route: Route, looked: Looked) -> int:
    """Where there are errors: the title says so, the summary has the focus, and its links lead to fields."""
    summary = here.page.locator(".govuk-error-summary")
    if not summary.count():
        return 0
    about = f"{route.endpoint} sent empty"
    if not here.page.title().startswith("Error: "):
        looked.faults.append(f"{about}: the title says nothing of errors")
    if not here.page.evaluate("() => document.activeElement.classList.contains('govuk-error-summary')"):
        looked.faults.append(f"{about}: the summary has no focus")
    for link in summary.locator("a[href^='#']").all():
        target = (link.get_attribute("href") or "#")[1:]
        if not here.page.locator(f"[id='{target}']").count():
            looked.faults.append(f"{about}: an error leads to {target}, which is not there")
    return 1


def _hard_case(matrix: Matrix) -> str:
    person = PersonDetails(LONG_NAME, "hard.case@resident.example", address=f"{LONG_NAME}\n{LONG_NAME}",
                           adjustments=RIGHT_TO_LEFT * 3, prefers="email")  # fmt: skip
    words = RIGHT_TO_LEFT * 20 + "x" * 300 + " " + "Bins were missed. " * 1050
    feedback = Feedback("complaint", "web", words[:20_000], RIGHT_TO_LEFT, "waste", person=person)
    with matrix.app.app_context(), clock_at(NOW):
        return intake.receive(HERE, Who(ActorKind.PERSON), feedback).reference
