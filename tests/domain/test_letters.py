"""What a letter must say, and that all of it is told at once."""

from datetime import date

import pytest

from core.domain.canonical import from_bytes
from core.domain.errors import Problem
from core.domain.letter_checks import CaseFacts, IssueTold, Promise, check, known_checks
from core.domain.letters import (
    Bullets,
    Heading,
    KeyFacts,
    LetterDocument,
    LetterTemplate,
    Paragraph,
    Purpose,
    Written,
    blocks_of,
    bullets,
    document_of,
    put_in,
    words_of,
)
from core.domain.text import Text

ANSWER = ("reference", "stage", "issues_answered", "actions_dated", "refusals", "next_stage")
UPHELD = IssueTold(
    1, "Missed bins", "accepted", "upheld", "We were at fault", "The crew left you out.", (Promise("apology", "Sorry"),)
)
FACTS = CaseFacts(
    "REF-1",
    stage="stage 1",
    next_stage="stage 2",
    ombudsman="The Ombudsman",
    ombudsman_web="www.example",
    issues=(UPHELD,),
)
GOOD = "REF-1 stage 1. Missed bins. We were at fault. The crew left you out. Sorry. You can ask for stage 2."


def codes(checks: tuple[str, ...], text: str, facts: CaseFacts, key: str = "body") -> tuple[set[str], set[str]]:
    """The problems and warnings of a letter that says `text`."""
    template = LetterTemplate("x", Text("x"), Text("Title"), Purpose.GENERAL, (), checks)
    sections = (Written(key, "", text),)
    checked = check(template, sections, _document(template, sections), facts)
    return {p.code for p in checked.problems}, {p.code for p in checked.warnings}


def _document(template: LetterTemplate, sections: tuple[Written, ...]) -> LetterDocument:
    return document_of(template, sections, {}, language="en", dated=date(2025, 1, 9), recipient=(), signed=())


def test_a_complete_answer_has_no_problem_and_no_warning() -> None:
    assert codes(ANSWER, GOOD, FACTS) == (set(), set())


def test_every_gap_is_told_at_once() -> None:
    found, _ = codes(ANSWER, "Hello [date]", FACTS)
    assert found == {
        "letter_blank_left",
        "letter_reference_missing",
        "letter_stage_missing",
        "letter_finding_not_told",
        "letter_issue_unanswered",
        "letter_action_not_told",
        "letter_next_stage_missing",
    }


@pytest.mark.parametrize(
    ("issue", "code"),
    [
        (IssueTold(1, "Missed bins", "undecided"), "letter_issue_undecided"),
        (IssueTold(1, "Missed bins", "accepted", reasons="x"), "letter_finding_missing"),
        (IssueTold(1, "Missed bins", "accepted", "upheld", "We were at fault"), "letter_reasons_missing"),
        (
            IssueTold(
                1, "Missed bins", "accepted", "upheld", "We were at fault", "x",
                (Promise("action", "", "Friday 7 March 2025"),),
            ),
            "letter_action_date_not_told",
        ),
        (IssueTold(1, "Fine", "refused", refusal="an appeal", goes_to="the tribunal"), "letter_ground_missing"),
        (IssueTold(1, "Fine", "refused", ground="Missed", goes_to="the tribunal"), "letter_refusal_reason_missing"),
        (IssueTold(1, "Fine", "refused", ground="Missed", refusal="an appeal"), "letter_destination_missing"),
        (IssueTold(1, "Fine", "refused", ground="Missed", refusal="bins", goes_to="bins"), "letter_ombudsman_missing"),
    ],
)  # fmt: skip
def test_each_issue_must_be_answered(issue: IssueTold, code: str) -> None:
    facts = CaseFacts("REF-1", "stage 1", "stage 2", "The Ombudsman", "www.example", issues=(issue,))
    assert code in codes(ANSWER, GOOD, facts)[0]


def test_a_last_answer_names_the_ombudsman_with_an_address() -> None:
    facts = CaseFacts("REF-1", "stage 2", "", "The Ombudsman", "www.example", issues=(UPHELD,))
    assert codes(("next_stage",), GOOD, facts)[0] == {"letter_ombudsman_missing", "letter_ombudsman_web_missing"}
    assert codes(("next_stage",), "Ask The Ombudsman, www.example", facts)[0] == set()


def test_an_extension_needs_its_reason_its_date_and_the_ombudsman() -> None:
    facts = CaseFacts("R", ombudsman="The Ombudsman", ombudsman_web="www.example", dates=("Thursday 23 January 2025",))
    assert codes(("dates", "reason", "ombudsman"), "Later.", facts)[0] == {
        "letter_date_missing",
        "letter_reason_missing",
        "letter_ombudsman_missing",
        "letter_ombudsman_web_missing",
    }


@pytest.mark.parametrize("blank", ["{name}", "[date]", "[insert reasons]", "____", "TBC", "X" * 3, "....."])
def test_blanks_are_found(blank: str) -> None:
    assert codes((), f"By {blank} we hope", FACTS)[0] == {"letter_blank_left"}


@pytest.mark.parametrize("text", ["{{7*7}}", "a {b.c} d", "[sic] was written", "50% of {0}", "wait... and see"])
def test_what_only_looks_like_a_blank_is_left_alone(text: str) -> None:
    assert codes((), text, FACTS)[0] == set()


def test_blanks_and_hard_words_in_what_the_person_wrote_are_theirs() -> None:
    facts = CaseFacts("R", quoted=("You are [name] and vexatious, sorry if",))
    assert codes((), "You said: You are [name] and vexatious, sorry if", facts) == (set(), set())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("We are sorry if this upset you.", "letter_sorry_if"),
        ("We apologise if we were late.", "letter_sorry_if"),
        ("I am sorry that you feel let down.", "letter_you_feel"),
        ("Sorry for any inconvenience.", "letter_any_inconvenience"),
        ("We are sorry, but the rules say so.", "letter_but_after_sorry"),
        ("Mistakes were made.", "letter_mistakes_were_made"),
        ("The ombudsman told us to say sorry.", "letter_ombudsman_told_us"),
        ("We will escalate this going forward.", "letter_word_to_avoid"),
    ],
)
def test_apologies_that_are_none_are_pointed_out(text: str, code: str) -> None:
    problems, warnings = codes((), text, FACTS)
    assert code in warnings and problems == set()


def test_a_plain_apology_is_left_alone() -> None:
    assert codes((), "I am sorry that we missed your bins. If you need help, ring us.", FACTS)[1] == set()


def test_fault_without_an_apology_is_pointed_out() -> None:
    issue = IssueTold(1, "Missed bins", "accepted", "upheld", "We were at fault", "x", (Promise("action", "Check"),))
    assert codes((), GOOD, CaseFacts("R", issues=(issue,)))[1] == {
        "letter_upheld_without_apology",
        "letter_action_undated",
    }


def test_an_empty_part_is_a_gap_only_where_it_is_required() -> None:
    template = LetterTemplate("x", Text("x"), Text("T"), Purpose.GENERAL, ())
    sections = (Written("a", "Heading A", " \n"), Written("b", "", "", required=False))
    problems = check(template, sections, _document(template, sections), FACTS).problems
    assert problems == (Problem("letter_section_empty", "a", (("section", "Heading A"),)),)


def test_a_part_without_a_heading_is_named_by_what_it_asks_for() -> None:
    template = LetterTemplate("x", Text("x"), Text("T"), Purpose.GENERAL, ())
    sections = (Written("words", "", "", prompt="What you want to say"),)
    problems = check(template, sections, _document(template, sections), FACTS).problems
    assert problems == (Problem("letter_section_empty", "words", (("section", "What you want to say"),)),)


def test_every_check_is_known_by_its_key() -> None:
    assert len(known_checks()) == 15


@pytest.mark.req("INJ-09")
@pytest.mark.parametrize("evil", ["{{7*7}}", "{x.__class__}", "%s", "${HOME}", "<% x %>", "{reference}"])
def test_what_is_put_in_is_never_read_again(evil: str) -> None:
    assert put_in("To {name}: {{7*7}} %s {x.__class__} {unknown}", {"name": evil, "reference": "R"}) == (
        f"To {evil}: {{{{7*7}}}} %s {{x.__class__}} {{unknown}}"
    )


def test_plain_text_becomes_paragraphs_and_lists() -> None:
    text = "One\nline\r\n\r\n- first\n• second\nAfter the list\n\n\n   \n* last"
    assert blocks_of(text) == (
        Paragraph("One\nline"),
        Bullets(("first", "second")),
        Paragraph("After the list"),
        Bullets(("last",)),
    )


def test_an_item_of_a_list_keeps_its_paragraphs_and_its_lines() -> None:
    text = "Points:\n- first\n\n  more of it\n  and a line\n\n- second\n\nAfter it"
    assert blocks_of(text) == (
        Paragraph("Points:"),
        Bullets(("first\n\nmore of it\nand a line", "second")),
        Paragraph("After it"),
    )


def test_what_is_made_a_list_is_read_as_that_list() -> None:
    items = ("One paragraph", "Two\nlines\n\nand a paragraph", "Last")
    assert blocks_of(bullets(items)) == (Bullets(items),)
    assert bullets(("", " ")) == "" and blocks_of("  set in, after nothing") == (Paragraph("  set in, after nothing"),)


@pytest.mark.req("VAL-01")
def test_words_are_found_in_a_letter_whatever_marks_a_list_and_turns_text_round() -> None:
    facts = CaseFacts("R", understanding="Two things:\n- the bins\n- \u202ethe phone")
    section = "Two things:\n\n- the bins\n- \u202ethe phone\u202c"
    assert codes(("understanding",), section, facts, key="understanding") == (set(), set())


def test_a_letter_kept_before_letters_could_be_large_keeps_its_bytes() -> None:
    old = (
        '{"blocks":[],"closing":"c","dated":"2025-01-09","key":"k","language":"en","opening":"o","recipient":[],'
        '"reference":"R","signed":[],"title":"t","~":"LetterDocument"}'
    )
    document = from_bytes(old.encode(), LetterDocument)
    assert document.canonical().decode() == old and not document.large


def test_a_document_has_canonical_bytes_that_come_back() -> None:
    document = LetterDocument(
        "k", "en", "T", "R", date(2025, 1, 9), ("A",), "Dear A",
        (Heading("H"), Paragraph("p"), Bullets(("b",)), KeyFacts((("l", "v"),))), "Yours", ("S",),
    )  # fmt: skip
    assert from_bytes(document.canonical(), LetterDocument) == document
    assert len(document.digest) == 64
    assert words_of(document).splitlines() == ["T", "R", "Dear A", "H", "p", "b", "l: v"]
