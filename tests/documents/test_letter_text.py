"""Letters as HTML and as plain text say what the paper says, and escape what was typed."""

import html5lib
import pytest

from core.documents.letter_text import render_html, render_text
from core.domain.letters import Bullets, Heading, KeyFacts, Paragraph
from tests.documents.support import letter


@pytest.mark.req("EXP-02", "INJ-09")
def test_what_was_typed_is_text() -> None:
    evil = "<img src=/etc/passwd onerror=x> & {{7*7}}"
    html = render_html(
        letter(Paragraph(evil), Heading(evil), Bullets((evil,)), KeyFacts(((evil, evil),)), opening=evil)
    )
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(str(html))
    assert tree.findall(".//img") == []
    assert "".join(tree.itertext()).count(evil) == 6


def test_html_has_headings_in_order_and_no_styles() -> None:
    html = str(render_html(letter(Heading("What you told us"), Paragraph("Two\nlines"), Heading("Deeper", 3)), level=2))
    assert "<h2>Our answer to your complaint</h2>" in html
    assert "<h3>What you told us</h3>" in html and "<h4>Deeper</h4>" in html
    assert "Two<br>lines" in html
    assert "style" not in html and 'lang="en-GB"' in html


def test_a_letter_in_welsh_says_so() -> None:
    assert 'lang="cy"' in render_html(letter(language="cy"))


def test_plain_text_holds_everything_and_wraps() -> None:
    text = render_text(
        letter(
            Heading("Next"),
            Paragraph("word " * 40),
            Bullets(("first", "second " * 20)),
            KeyFacts((("Found", "Upheld"),)),
        )
    )
    assert text.startswith("Ms A. Resident\n1 Any Street\n")
    assert "Our answer to your complaint\n============================" in text
    assert "Next\n----" in text and "\n- first\n- second" in text and "Found: Upheld" in text
    assert max(map(len, text.splitlines())) <= 76
    assert text.endswith("J. Officer\nComplaints Officer\n")


TWO_PARAGRAPHS = Bullets(("My bins were missed.\nThree times.\n\nNobody rang me.", "The fine"))


def test_the_paragraphs_of_an_item_stay_in_it() -> None:
    html = str(render_html(letter(TWO_PARAGRAPHS)))
    assert (
        '<ul><li><p dir="auto">My bins were missed.<br>Three times.</p><p dir="auto">Nobody rang me.</p></li>'
        '<li dir="auto">The fine</li></ul>' in html
    )
    text = render_text(letter(TWO_PARAGRAPHS))
    assert "- My bins were missed.\n  Three times.\n\n  Nobody rang me.\n- The fine" in text


def test_a_letter_in_large_print_says_so_to_the_page_and_to_the_mail() -> None:
    assert 'class="up-letter up-letter--large"' in render_html(letter(large=True))
    assert "large" not in render_html(letter())


@pytest.mark.req("VAL-01")
def test_a_name_turns_nothing_round_but_itself() -> None:
    html = str(render_html(letter(opening="Dear \u202easoR", closing="Yours \u2067x")))
    assert "<p>Dear \u202easoR\u202c</p>" in html and "<p>Yours \u2067x\u2069</p>" in html


def test_an_address_is_never_cut() -> None:
    address = "https://www.example/" + "a" * 100
    assert address in render_text(letter(Paragraph(f"Look at {address} please")))


def test_control_characters_are_left_out() -> None:
    assert "a\x00b" not in render_text(letter(Paragraph("a\x00b\x1b[31m")))
    assert "\x1b" not in render_html(letter(Paragraph("a\x00b\x1b[31m")))


@pytest.mark.req("VAL-01")
def test_a_mark_that_turns_text_round_ends_with_its_line() -> None:
    document = letter(Bullets((f"It said \u202e{'word ' * 30}", "After")))
    assert "word \u202c</li>" in render_html(document)
    lines = render_text(document).split("\n")
    assert [line.count("\u202e") for line in lines] == [line.count("\u202c") for line in lines]
