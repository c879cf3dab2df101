"""Words for people in each language that an authority may list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A phrase in English and, where it has been translated, in Welsh."""

    en: str
    cy: str = ""

    def in_language(self, language: str) -> str:
        """The phrase in `language` ("en" or "cy"); English where no translation exists."""
        return self.cy if language == "cy" and self.cy else self.en
