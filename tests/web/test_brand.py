"""Each council's look: a style sheet named by its own hash, with what it may change and nothing it may not."""

import re

import pytest
from flask import Flask

from core.api import Branding
from core.web.brand import darker, style_name, style_sheet, style_url

PLAIN = Branding(wordmark="Example Council", signatory="The Complaints Officer")
DARK = Branding(
    wordmark="Dark Council", signatory="", brand="#000000", header_bg="#000000", link="#000000", button_bg="#111111"
)


def test_a_new_look_is_a_new_file() -> None:
    assert style_url(PLAIN) != style_url(DARK)
    assert style_url(PLAIN) == f"/brand/{style_name(PLAIN)}.css"


def test_the_colours_arrive_as_properties() -> None:
    text = style_sheet(DARK)
    assert "--govuk-brand-colour: #000000;" in text
    assert "--up-button-bg: #111111;" in text


@pytest.mark.req("A-04")
def test_text_focus_errors_and_clocks_are_no_councils_to_change() -> None:
    names = re.findall(r"--([a-z-]+):", style_sheet(PLAIN))
    assert not [name for name in names if re.search(r"focus|error|success|text-colour|clock|warning", name)]
    assert re.findall(r"[{};]\s*([.#@a-z])", style_sheet(PLAIN).split("{", 1)[1]) == []


def test_a_wordmark_never_reaches_the_style_sheet() -> None:
    odd = Branding(wordmark="} body { display: none", signatory="")
    assert "display" not in style_sheet(odd)


@pytest.mark.parametrize(("share", "colour"), [(1.0, "#ffffff"), (0.5, "#808080"), (0.0, "#000000")])
def test_darker(share: float, colour: str) -> None:
    assert darker("#ffffff", share) == colour


@pytest.mark.req("A-04")
def test_hovering_over_the_button_keeps_its_contrast(site: Flask) -> None:
    from core.api.branding import contrast

    host = site.extensions["upheld_host"]
    for code in host.profiles():
        look = host.runtime(code).branding
        assert contrast(look.button_text, darker(look.button_bg, 0.85)) >= 4.5
