"""Letters on paper: tagged, titled, the same bytes each time, and nothing that anybody typed is lost or obeyed."""

import re
import sys
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import date

import page
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from core.documents.bidi import has_right_to_left
from core.documents.letter_pdf import render_pdf
from core.documents.setting import LONGEST, TooLong, normalised
from core.domain.letters import Block, Bullets, Heading, KeyFacts, Paragraph
from tests.documents.support import BRANDING, letter, read, without_blanks

HOSTILE = (
    "<img src=/etc/passwd>",
    '<img src="file:///etc/passwd"/>',
    "<img src='http://203.0.113.1/x.png'>",
    "<a href='javascript:alert(1)'>press</a>",
    "<b>never closed",
    "<br>",
    "<para fg=\"__import__('os').system('id')\">x</para>",
    "&lt;b&gt; &amp; &#x26;",
    "Jo <jo@x.example>",
    "{{7*7}} {x.__class__} %s ${HOME} <% x %>",
)


def _failures(pdf: bytes) -> list[str]:
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    return [str(failure) for failure in report.failures]


@pytest.mark.req("EXP-03", "A-14")
def test_a_letter_with_every_kind_of_block_over_several_pages_is_pdf_ua() -> None:
    pdf = render_pdf(
        letter(
            KeyFacts((("What we found", "Upheld"), ("What we will do", "Check your street each week. " * 6))),
            Heading("What you told us"),
            *(Paragraph("We looked at the calls and the rounds. " * 12) for _ in range(12)),
            Heading("By when", 3),
            Bullets(("One thing by Friday 7 March 2025", "Another thing. " * 30)),
        ),
        BRANDING,
    )
    assert _failures(pdf) == []
    assert len(PdfDocument(pdf)) > 2


@pytest.mark.req("EXP-03")
@pytest.mark.parametrize(("language", "tag"), [("en", b"en-GB"), ("cy", b"cy-GB")])
def test_title_and_language_are_told(language: str, tag: bytes) -> None:
    pdf = render_pdf(letter(language=language), BRANDING)
    assert PdfDocument(pdf).get_metadata_value("Title") == "Our answer to your complaint, EXA-7K3F-29QX"
    assert re.search(rb"/Lang \(" + tag + rb"\)", pdf)
    assert b"/StructTreeRoot" in pdf and b"/Marked true" in pdf and b"Helvetica" not in pdf


@pytest.mark.parametrize(
    ("dated", "told"), [(date(2025, 1, 23), "D:20250123000000+00'00'"), (date(2025, 7, 1), "D:20250701000000+01'00'")]
)
def test_a_file_says_what_it_is_about_whose_it_is_and_of_which_day(dated: date, told: str) -> None:
    """The day is London's, so that it is the day on the letter in summer too."""
    pdf = render_pdf(replace(letter(), dated=dated), BRANDING)
    names = ("Subject", "Author", "Creator", "CreationDate", "ModDate")
    kept = {name: PdfDocument(pdf).get_metadata_value(name) for name in names}
    council = BRANDING.wordmark
    assert kept == {
        "Subject": "Our answer to your complaint", "Author": council, "Creator": council,
        "CreationDate": told, "ModDate": told,
    }  # fmt: skip
    assert f"<xmp:CreateDate>{dated.isoformat()}T00:00:00+0".encode() in pdf


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert render_pdf(letter(), BRANDING) == render_pdf(letter(), BRANDING)


@pytest.mark.req("EXP-01", "EXP-02", "INJ-09")
@pytest.mark.parametrize("text", HOSTILE)
def test_markup_is_printed_and_obeyed_nowhere(text: str) -> None:
    pdf = render_pdf(letter(Paragraph(text), Heading(text), Bullets((text,)), KeyFacts(((text, text),))), BRANDING)
    assert without_blanks(read(pdf)).count(without_blanks(text)) == 5
    assert b"/XObject <<" not in pdf and b"/URI" not in pdf and b"/JavaScript" not in pdf and b"root:x" not in pdf
    assert _failures(pdf) == []


_ANY = st.text(
    st.characters(exclude_categories=[]) | st.sampled_from("<>&\"'{}%\\()\u202e\u200dאבجب😀\x00\x07\u2028ŵŷ£"),
    max_size=120,
)


_FURNITURE = re.compile(
    r"(ExampleBoroughCouncilEXA-7K3F-29QX)?ExampleBoroughCouncil,TownHall,AnytownPage\d+of\d+", re.DOTALL
)


def _whole(text: str) -> str:
    """What a letter that says `text` says between two words of ours, without what stands on every page."""
    found = without_blanks(read(render_pdf(letter(Paragraph(f"begin\n{text}\nend")), BRANDING)))
    return _FURNITURE.sub("", found).partition("begin")[2].rpartition("end")[0]


@pytest.mark.req("EXP-01")
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_ANY)
@example("Jo <jo@x.example> & co")
@example("שלום עולם 12 (abc) مرحبا 123")
@example("x" * 400)
@example("e\u0301 ﷺ ﬁ ½ 你好 \U0001f469\u200d\U0001f469\u200d\U0001f467")
def test_no_character_is_lost(text: str) -> None:
    wanted = without_blanks(normalised(text))
    found = _whole(text)
    if has_right_to_left(text):
        # The reader puts such lines in an order of its own and turns brackets round: compare what is there.
        assert Counter(_even(found)) == Counter(_even(wanted))
    else:
        assert _even(found) == _even(wanted)


def _even(text: str) -> str:
    """Brackets alike, and compatibility forms that the reader itself takes apart or the font shares, as letters."""
    turned = text.translate(str.maketrans("()[]{}<>«»‹›", "(([[{{<<««‹‹"))
    return "".join(unicodedata.normalize("NFKC", turned).split())


@pytest.mark.req("COD-02", "EXP-03")
@pytest.mark.parametrize("piece", ["a word or two, ", "x", "\n"], ids=["words", "one word", "lines"])
def test_a_letter_of_four_times_the_length_takes_about_four_times_the_work(piece: str) -> None:
    """Work is counted in calls, which no busy machine changes."""
    short, long = (_calls_for(piece * (count // len(piece))) for count in (5_000, 20_000))
    assert long < 5 * short


def _calls_for(text: str) -> int:
    counted = 0

    def count(frame: object, event: str, arg: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        render_pdf(letter(Paragraph(text)), BRANDING)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.req("COD-02")
def test_a_text_beyond_any_that_is_typed_is_refused() -> None:
    with pytest.raises(TooLong):
        render_pdf(letter(Paragraph("x" * (LONGEST + 1))), BRANDING)


def test_a_heading_never_ends_a_page() -> None:
    for count in range(14, 24):
        blocks = [
            *(Paragraph("One line only.") for _ in range(count)),
            Heading("A heading"),
            Paragraph("What follows it."),
        ]
        pages = [
            text.get_textpage().get_text_range()
            for text in PdfDocument(render_pdf(letter(*blocks), BRANDING))
        ]
        together = next(text for text in pages if "A heading" in text)
        assert "What follows it." in together


@pytest.mark.parametrize("last", [Paragraph("What is said last."), Bullets(("What is said last.",))])
def test_the_name_under_a_letter_never_stands_alone_on_a_page(last: Block) -> None:
    turned = set()
    for count in range(6, 30):
        blocks = [*(Paragraph("One line only.") for _ in range(count)), last]
        pages = [text.get_textpage().get_text_range() for text in PdfDocument(render_pdf(letter(*blocks), BRANDING))]
        together = next(text for text in pages if "Yours sincerely" in text)
        assert "What is said last." in together and "Complaints Officer" in together
        turned.add(len(pages))
    assert len(turned) > 1


def test_what_announces_the_next_words_never_ends_a_page() -> None:
    for count in range(6, 20):
        before = (Paragraph("One line only.") for _ in range(count))
        blocks = [*before, Paragraph("You told us:"), Paragraph("The bins.")]
        pages = [text.get_textpage().get_text_range() for text in PdfDocument(render_pdf(letter(*blocks), BRANDING))]
        assert "The bins." in next(text for text in pages if "You told us:" in text)


def test_a_long_line_at_the_foot_is_told_to_its_end() -> None:
    footer = "Example Borough Council, Sample Place, 5 Example Avenue, Much Longer Sampleton-under-Example, ZZ25 1ZZ"
    assert "ZZ25 1ZZ" in read(render_pdf(letter(), replace(BRANDING, footer=footer)))


@pytest.mark.req("EXP-03")
def test_the_paragraphs_of_an_item_stay_beside_its_mark() -> None:
    item = "My bins were missed.\n\nNobody rang me about it, although I had asked for that twice. " * 2
    pdf = render_pdf(letter(Bullets((item, "Second"))), BRANDING)
    assert _failures(pdf) == []
    page = PdfDocument(pdf)[0].get_textpage()
    lefts = {round(page.get_charbox(page.get_text_range().index(words))[0]) for words in ("My bins", "Nobody")}
    assert len(lefts) == 1 and read(pdf).count("•") == 2


@pytest.mark.req("VAL-01")
def test_a_mark_that_turns_text_round_is_not_drawn_and_turns_nothing() -> None:
    assert "missed by us, by Friday" in read(render_pdf(letter(Paragraph("\u202emissed by us, by Friday")), BRANDING))


def test_a_large_letter_is_drawn_in_large_print() -> None:
    document = letter(*(Paragraph("What we looked at, and what we found. " * 9) for _ in range(6)))
    large = render_pdf(replace(document, large=True), BRANDING)
    assert large == render_pdf(replace(document, large=True), BRANDING, large=True) != render_pdf(document, BRANDING)
    assert without_blanks(read(large)).count("Whatwelookedat") == 54
    assert len(PdfDocument(large)) > len(PdfDocument(render_pdf(document, BRANDING)))


def test_a_seventy_letter_name_wraps_in_the_window() -> None:
    name = "Ms " + "Abcdefghij" * 7
    assert name.replace(" ", "") in without_blanks(read(render_pdf(letter(recipient=(name, "1 Any Street")), BRANDING)))
