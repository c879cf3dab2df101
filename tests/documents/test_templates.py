"""Every letter that ships: complete when it is filled in, in plain words, and a tagged PDF."""

import re
from dataclasses import replace

import page
import pytest

from core.defaults.letters_parts import REFUSED_ALL
from core.documents.letter_pdf import render_pdf
from core.domain.letter_checks import IssueTold, known_checks
from core.domain.letter_writing import CONDITIONS, EACH, as_sentence, write
from core.domain.letters import Fill, words_of
from core.host import Host
from tests.documents.examples import TEMPLATES, VALUES, example
from tests.documents.support import BRANDING

_OF_ISSUES = {"issue", "issue_no", "point", "finding", "reasons", "issue_actions", "ground", "cannot", "refusal",
              "goes_to"}  # fmt: skip


@pytest.mark.req("EXP-03", "A-14")
@pytest.mark.parametrize("key", TEMPLATES)
@pytest.mark.parametrize("large", [False, True], ids=["14 point", "18 point"])
def test_every_letter_is_pdf_ua(key: str, large: bool) -> None:
    report = page.validate_pdf_bytes(
        render_pdf(example(key).document, BRANDING, large=large), profile=page.ValidationProfile.PDF_UA_1
    )
    assert [str(failure) for failure in report.failures] == []


@pytest.mark.parametrize("key", TEMPLATES)
def test_a_letter_that_is_filled_in_has_no_gaps(key: str) -> None:
    checked = example(key).checked
    assert checked.problems == ()
    # Only the answer has a part in which to say sorry for the second point of the example, which is partly upheld.
    allowed = set() if key == "answer" else {"letter_upheld_without_apology"}
    assert {warning.code for warning in checked.warnings} <= allowed


@pytest.mark.parametrize("key", TEMPLATES)
def test_templates_use_what_there_is(key: str) -> None:
    template = TEMPLATES[key]
    assert set(template.checks) <= set(known_checks())
    for section in template.sections:
        assert not section.when or section.when in CONDITIONS
        assert not section.each or section.each in EACH
        known = set(VALUES) | (_OF_ISSUES if section.each else set())
        assert set(re.findall(r"\{(\w+)\}", section.heading.en + section.text.en)) <= known
        assert section.prompt.en or section.fill is Fill.FIXED or section.text.en


@pytest.mark.parametrize("key", TEMPLATES)
def test_sentences_are_short(key: str) -> None:
    said = words_of(example(key).document)
    sentences = re.split(r"[.!?:]\s|\n", said)
    assert max(len(sentence.split()) for sentence in sentences) <= 30


def test_the_last_answer_names_the_ombudsman_and_no_further_stage() -> None:
    made = example("answer", final=True)
    said = words_of(made.document)
    assert made.checked.problems == ()
    assert "This is our last answer" in said and "www.lgo.org.uk" in said and "You can ask for stage" not in said


def test_fixed_words_of_the_council_cannot_be_written_over() -> None:
    said = words_of(example("extension", ombudsman="There is nobody to ask.").document)
    assert "There is nobody to ask." not in said and "www.lgo.org.uk" in said


def _places() -> list[tuple[str, str]]:
    """Each ground of each text that any council may adopt, and where it sends people."""
    host = Host.discover()
    texts = [text for profile in host.profiles().values() for text in host.runtime(profile).offers.procedures]
    return sorted({(ground.title.en, ground.goes_to.en) for text in texts for ground in text.grounds})


def test_every_ground_and_every_place_stands_in_a_sentence_of_its_own() -> None:
    places = _places()
    assert len(places) > 20
    for title, place in [*places, ("A planning decision", "ask the inspectorate to look at the decision")]:
        issue = IssueTold(0, "The wall", "refused", ground=title, refusal="there is an appeal", goes_to=place)
        (part,) = write(replace(TEMPLATES["refusal"], sections=(REFUSED_ALL,)), "en", {}, (issue,), frozenset(), {})
        *_, ground, reason, where, last = part.text.split("\n\n")
        assert ground.endswith(f"this is the part that applies: “{title}”.") and reason == "There is an appeal."
        assert where == "Where you can go with it instead:"
        assert last == f"{place[0].upper()}{place[1:]}."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("the courts", "The courts."),
        ("Ask the inspectorate. ", "Ask the inspectorate."),
        ("Can you appeal?", "Can you appeal?"),
        ("Appeal (within 28 days)", "Appeal (within 28 days)."),
        ("www.example/appeal", "www.example/appeal"),
        ("One\nTwo", "One\nTwo"),
        ("", ""),
    ],
)
def test_what_was_typed_as_a_name_or_as_a_sentence_is_one_sentence(typed: str, said: str) -> None:
    assert as_sentence(typed) == said
