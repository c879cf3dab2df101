"""The faces that documents are set in: Open Sans, then Noto for what it lacks. All are open, installed and embedded.

A character that no face can draw is written as its name in square brackets, so that a reader learns what was there.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from reportlab.pdfbase import pdfmetrics, ttfonts

_NOTO = (
    "NotoSans", "NotoSansHebrew", "NotoSansArabic", "NotoSansDevanagari", "NotoSansBengali", "NotoSansGurmukhi",
    "NotoSansGujarati", "NotoSansTamil", "NotoSansTelugu", "NotoSansKannada", "NotoSansMalayalam", "NotoSansSinhala",
    "NotoSansOriya", "NotoSansThai", "NotoSansLao", "NotoSansKhmer", "NotoSansMyanmar", "NotoSansEthiopic",
    "NotoSansArmenian", "NotoSansGeorgian", "NotoSansSymbols", "NotoEmoji",
)  # fmt: skip
_FILES = {
    "OpenSans": ("ttf_opensans", "ttf/OpenSans-Regular.ttf"),
    "OpenSans-Bold": ("ttf_opensans", "ttf/OpenSans-Bold.ttf"),
} | {name: ("manimgx_fonts", f"{name}[wght].ttf") for name in _NOTO}
REGULAR, BOLD = "OpenSans", "OpenSans-Bold"


@dataclass(frozen=True, slots=True)
class Face:
    """An embedded font; `widths` are in thousandths of the size, by code point."""

    name: str
    widths: dict[int, float]

    def has(self, char: str) -> bool:
        return ord(char) in self.widths


@cache
def face(name: str) -> Face:
    """The face called `name`, read once from the package it came in and known to ReportLab from then on."""
    package, file = _FILES[name]
    path = Path(str(resources.files(package))) / file
    font = ttfonts.TTFont(name, str(path))
    pdfmetrics.registerFont(font)
    return Face(name, {code: font.face.charWidths[code] for code in font.face.charToGlyph if code})


@cache
def face_for(char: str, bold: bool) -> Face | None:
    """The first face that has a glyph for `char`; None when none has."""
    return next((found for found in map(face, (BOLD if bold else REGULAR, *_NOTO)) if found.has(char)), None)


def named(char: str) -> str:
    """What stands for a character that no face can draw: "[hot springs]"."""
    return f"[{unicodedata.name(char, f'character {ord(char):04X}').lower()}]"


def _to_unicode(fontname: str, subset: list[int]) -> str:
    """The map from codes to characters by which a PDF's text is searched, copied and read aloud.

    ReportLab's own says U+0000 for the missing glyph and five digits for characters beyond the first plane, neither of
    which is allowed, and it knows nothing of the joined forms of Arabic letters.
    """
    entries = [f"<{at:02X}> <{_utf16(code)}>" for at, code in enumerate(subset)]
    chunks = [entries[at : at + 100] for at in range(0, len(entries), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
            f"/CIDSystemInfo << /Registry ({fontname}) /Ordering ({fontname}) /Supplement 0 >> def",
            f"/CMapName /{fontname} def", "/CMapType 2 def",
            "1 begincodespacerange", f"<00> <{len(subset) - 1:02X}>", "endcodespacerange",
            *(line for chunk in chunks for line in (f"{len(chunk)} beginbfchar", *chunk, "endbfchar")),
            "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end",
        ]
    )  # fmt: skip


def _utf16(code: int) -> str:
    if not code:
        return "FFFD"
    char = chr(code)
    plain = unicodedata.normalize("NFKC", char) if 0xFB50 <= code <= 0xFEFC else char
    return plain.encode("utf-16-be").hex().upper()


ttfonts.makeToUnicodeCMap = _to_unicode
