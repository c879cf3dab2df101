"""When a letter says sorry: in its own part for that, or in our own name where the point is answered."""

from dataclasses import replace
from datetime import date

import pytest

from core.domain.letter_apology import apologises, part_for_apology, says_sorry
from core.domain.letter_checks import CaseFacts, IssueTold, Promise, check
from core.domain.letters import Fill, LetterSection, LetterTemplate, Purpose, Written, document_of
from core.domain.text import Text

SORRY_PART = Written("sorry", "We are sorry", "We left you with three full bins.", apologises=True)
EMPTY_PART = Written("sorry", "We are sorry", " \n", required=False, apologises=True)


@pytest.mark.parametrize(
    "text",
    [
        "We are sorry that we missed your bins.",
        "I’m so sorry that nobody rang.",
        "We are sorry to have kept you waiting.",
        "We are sorry that you were left without heat.",
        "The crew left you out, for which we apologise.",
        "I would like to apologise for the wait.",
        "Please accept our sincere apologies.",
        "Our apologies for the three missed collections.",
        "We say sorry in this letter",
        "The council is very sorry that this happened.",
        "Mae'n wir ddrwg gennym am hyn.",
        "Ymddiheurwn am hyn.",
    ],
)
def test_a_sentence_in_which_we_say_sorry_is_an_apology(text: str) -> None:
    assert says_sorry(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody said sorry to you, and somebody should have.",
        "You asked for an apology.",
        "We are sorry to hear that you are unhappy.",
        "We are sorry to inform you that we cannot refund the charge.",
        "I am sorry to have to tell you that the tree will be felled.",
        "We are sorry if this upset you.",
        "We are sorry that you feel this way.",
        "Mae'n ddrwg gennym glywed hyn.",
        "We do not apologise for the charge.",
        "The contractor apologised at the door.",
        "You wrote: we are sorry",
        "",
    ],
)
def test_a_sentence_about_apologies_is_none(text: str) -> None:
    assert not says_sorry(text, ("You wrote: we are sorry",))


def test_what_stands_in_the_part_for_it_is_the_apology_for_every_point() -> None:
    assert apologises((SORRY_PART,), 1) and apologises((SORRY_PART,), 2)
    assert not apologises((EMPTY_PART,), 1)


def test_an_apology_among_the_reasons_is_one_for_that_point_only() -> None:
    answer = Written("answer:1", "Point 1", "You said: bins\n\nI am sorry that we left you out.", issue=1)
    assert apologises((answer, EMPTY_PART), 1) and not apologises((answer, EMPTY_PART), 2)


def test_the_part_for_it_may_hold_words_that_the_council_offers() -> None:
    sections = (
        LetterSection("a", text=Text("We are sorry.", "Mae'n ddrwg gennym."), apologises=True),
        LetterSection("b", text=Text("Not this")),
    )
    template = LetterTemplate("x", Text("x"), Text("x"), Purpose.ANSWER, sections)
    assert part_for_apology(template, "en", {}, {}) == "We are sorry."
    assert part_for_apology(template, "cy", {}, {}) == "Mae'n ddrwg gennym."
    assert part_for_apology(template, "en", {"a": "I am sorry. "}, {}) == "I am sorry."
    assert part_for_apology(template, "en", {"a": " "}, {}) == ""
    named = replace(template, sections=(replace(sections[0], text=Text("We are sorry, {name}.")),))
    assert part_for_apology(named, "en", {}, {"name": "Rosa"}) == "We are sorry, Rosa."
    assert part_for_apology(named, "en", {"a": "I am sorry, {name}."}, {"name": "Rosa"}) == "I am sorry, {name}."
    fixed = replace(template, sections=(replace(sections[0], fill=Fill.FIXED),))
    assert part_for_apology(fixed, "en", {"a": "Not in the letter"}, {}) == "We are sorry."


def _checked(issue: IssueTold, *sections: Written) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    template = LetterTemplate("x", Text("x"), Text("x"), Purpose.ANSWER, (), ("apology_said",))
    document = document_of(template, sections, {}, language="en", dated=date(2025, 1, 9), recipient=(), signed=())
    checked = check(template, sections, document, CaseFacts("R", issues=(issue,)))
    told = {(w.code, w.field) for w in checked.warnings if "apology" in w.code}
    return {(p.code, p.field) for p in checked.problems}, told


def _issue(*promises: Promise, apologised: bool = False, finding: str = "upheld") -> IssueTold:
    return IssueTold(
        1, "Bins", "accepted", finding, "We were at fault", "Left out", promises, apologised=apologised
    )


def test_fault_is_pointed_out_where_nobody_says_sorry_now_later_or_before() -> None:
    missing = {("letter_upheld_without_apology", "sorry")}
    assert _checked(_issue(), EMPTY_PART) == (set(), missing)
    assert _checked(_issue(finding="partly_upheld")) == (set(), {("letter_upheld_without_apology", "answer:1")})
    assert _checked(_issue(finding="not_upheld"), EMPTY_PART) == (set(), set())
    assert _checked(_issue(), SORRY_PART) == (set(), set())
    assert _checked(_issue(Promise("apology", "By the director", "Friday 7 March 2025")), EMPTY_PART) == (set(), set())
    assert _checked(_issue(apologised=True), EMPTY_PART) == (set(), set())


def test_an_apology_recorded_as_given_has_to_be_in_the_letter() -> None:
    given = _issue(Promise("apology", ""))
    assert _checked(given, EMPTY_PART) == ({("letter_apology_not_said", "sorry")}, set())
    assert _checked(given) == ({("letter_apology_not_said", "answer:1")}, set())
    assert _checked(given, SORRY_PART) == (set(), set())
    assert _checked(given, Written("answer:1", "", "We are sorry that we left you out.", issue=1)) == (set(), set())
