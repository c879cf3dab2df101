"""A council's look as a style sheet of its own: custom properties, and rules for what has none.

Its name is the hash of what is in it, so that browsers may keep it for ever and a new look is a new file.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

from core.api import Branding

_RULES = """\
:root {{
  --govuk-brand-colour: {brand};
  --govuk-link-colour: {link};
  --govuk-link-visited-colour: {link};
  --govuk-link-hover-colour: {link_hover};
  --govuk-link-active-colour: {link_hover};
  --up-header-bg: {header_bg};
  --up-header-text: {header_text};
  --up-surface: {surface};
  --up-button-bg: {button_bg};
  --up-button-hover: {button_hover};
  --up-button-shadow: {button_shadow};
  --up-button-text: {button_text};
}}
"""


@lru_cache(maxsize=1024)
def style_sheet(branding: Branding) -> str:
    """The style sheet's text. Colours were checked for contrast when the council's runtime was built."""
    return _RULES.format(
        brand=branding.brand,
        link=branding.link,
        link_hover=branding.link_hover,
        header_bg=branding.header_bg,
        header_text=branding.header_text,
        surface=branding.surface,
        button_bg=branding.button_bg,
        button_text=branding.button_text,
        button_hover=darker(branding.button_bg, 0.85),
        button_shadow=darker(branding.button_bg, 0.55),
    )


@lru_cache(maxsize=1024)
def style_name(branding: Branding) -> str:
    """The style sheet's name: 16 hexadecimal figures of its hash."""
    return hashlib.sha256(style_sheet(branding).encode()).hexdigest()[:16]


def style_url(branding: Branding) -> str:
    """Where the council's own host serves it."""
    return f"/brand/{style_name(branding)}.css"


def darker(colour: str, share: float) -> str:
    """`colour` ("#rrggbb") with each channel cut to `share` of itself."""
    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(channel * share):02x}" for channel in channels)
