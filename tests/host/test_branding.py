"""Contrast is computed as WCAG 2.2 defines it, for every pair that pages use."""

import pytest

from core.api import COLOURS, Branding, branding_problems, contrast


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#ffdd00", "#ffffff", 1.35),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_known_contrast_ratios(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize(
    ("field", "colour", "against", "least"),
    [
        ("link", "#777777", "#ffffff", "4.5"),
        ("link_hover", "#777777", "surface", "4.5"),
        ("header_text", "#12394c", "header_bg", "4.5"),
        ("button_text", "#1d5b79", "button_bg", "4.5"),
        ("button_bg", "#dddddd", "#ffffff", "3"),
        ("brand", "#eeeeee", "#ffffff", "3"),
    ],
)
def test_too_little_contrast_is_told_on_the_colour_to_change(field: str, colour: str, against: str, least: str) -> None:
    problems = branding_problems(Branding("A Council", "A", **{field: colour}))  # type: ignore[arg-type]
    assert (field, against, least) in [(p.field, p.param("against"), p.param("least")) for p in problems]


def test_a_dark_panel_is_told_on_the_panel_since_the_colour_of_text_is_fixed() -> None:
    problems = branding_problems(Branding("A Council", "A", surface="#333333"))
    assert ("surface", "#0b0c0c") in [(p.field, p.param("against")) for p in problems]


@pytest.mark.parametrize("value", ["red", "#FFF", "#12345", "#12345g", "#FFFFFF", "url(x)", "#ffffff;"])
def test_what_is_no_colour_never_reaches_a_style_sheet(value: str) -> None:
    for key in COLOURS:
        (problem,) = branding_problems(Branding("A Council", "A", **{key: value}))  # type: ignore[arg-type]
        assert (problem.code, problem.field) == ("not_a_colour", key)


def test_the_cores_own_look_is_legible() -> None:
    assert branding_problems(Branding("A Council", "A")) == ()
