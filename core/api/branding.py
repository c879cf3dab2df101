"""A council's look: colours and a wordmark, with the contrast of every pair that is used computed, not hoped for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.domain.errors import Problem

WHITE, TEXT = "#ffffff", "#0b0c0c"
_COLOUR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Branding:
    """Colours are "#rrggbb" in lower case. `wordmark` is the council's name as its pages and letters write it.

    `signatory` ends letters where nobody else does; `footer` is the last line of a page and of a letter.
    """

    wordmark: str
    signatory: str
    footer: str = ""
    brand: str = "#1d5b79"
    header_bg: str = "#12394c"
    header_text: str = WHITE
    link: str = "#1a5276"
    link_hover: str = "#0f3044"
    button_bg: str = "#1d5b79"
    button_text: str = WHITE
    surface: str = "#f3f6f8"


COLOURS = ("brand", "header_bg", "header_text", "link", "link_hover", "button_bg", "button_text", "surface")

# What is drawn on what, and the ratio that WCAG 2.2 asks for: 4.5 for text (1.4.3), 3 for shapes (1.4.11).
_PAIRS = (
    ("brand", WHITE, 3.0),
    ("header_text", "header_bg", 4.5),
    ("link", WHITE, 4.5),
    ("link", "surface", 4.5),
    ("link_hover", WHITE, 4.5),
    ("link_hover", "surface", 4.5),
    ("button_text", "button_bg", 4.5),
    ("button_bg", WHITE, 3.0),
    (TEXT, "surface", 4.5),
)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (1 to 21), as WCAG 2.2 defines it. Raises ValueError for no colour."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def branding_problems(branding: Branding) -> tuple[Problem, ...]:
    """Colours that are none, and pairs in use whose contrast is too low, each on the field to change."""
    bad = [key for key in COLOURS if not _COLOUR.fullmatch(getattr(branding, key))]
    if bad:
        return tuple(Problem("not_a_colour", key, (("value", getattr(branding, key)),)) for key in bad)
    problems = []
    for front, back, least in _PAIRS:
        ratio = contrast(getattr(branding, front, front), getattr(branding, back, back))
        if ratio < least:
            field, against = (front, back) if front in COLOURS else (back, front)
            params = (("against", against), ("ratio", f"{ratio:.2f}"), ("least", f"{least:g}"))
            problems.append(Problem("contrast_too_low", field, params))
    return tuple(problems)


def _luminance(colour: str) -> float:
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"{colour!r} is not a colour such as #1d5b79")
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
