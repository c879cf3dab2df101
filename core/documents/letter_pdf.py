"""A letter on A4 in the council's colours: address in the window, 14 point text, tagged for screen readers.

The same document and the same look give the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from reportlab.lib.colors import HexColor

from core.api.branding import Branding
from core.documents.pages import (
    HEIGHT,
    WIDTH,
    Flow,
    Frame,
    Piece,
    Strip,
    Style,
    draw_line,
    draw_pages,
    millimetres,
    rule,
)
from core.documents.setting import lines_of
from core.documents.tagged import About, Element, TaggedCanvas
from core.domain.calendar import LONDON
from core.domain.letters import Bullets, Heading, KeyFacts, LetterDocument, Paragraph
from core.words.dates import day
from core.words.say import ENGLISH, Say

# 14 point is the least that the Code's guidance for complaint handlers allows in letters.
BODY_SIZE, LARGE_SIZE = 14.0, 18.0
ADDRESS = Style(12, 15.5)
SMALL = Style(10, 13.5)
FRAME = Frame(
    left=millimetres(20),
    right=millimetres(20),
    top=HEIGHT - millimetres(28),
    bottom=millimetres(24),
    first_top=HEIGHT - millimetres(96),
)
_BAND = millimetres(7)
# A DL envelope's window: 20 mm from the left, 50 mm from the top, 85 by 33 mm.
_WINDOW_TOP, _WINDOW_WIDTH = HEIGHT - millimetres(50), millimetres(85)
_SENDER_LEFT, _SENDER_TOP = millimetres(122), HEIGHT - millimetres(20)


@dataclass(frozen=True, slots=True)
class _Styles:
    """The styles of a letter whose text is `size` points."""

    size: float

    def text(self, **more: Any) -> Style:
        return Style(self.size, self.size * 1.42, **more)

    def heading(self, level: int) -> Style:
        size = self.size * {1: 1.42, 2: 1.14}.get(level, 1.0)
        before, after = {1: (4, 8), 2: (10, 3)}.get(level, (6, 2))
        return Style(size, size * 1.3, bold=True, before=before, after=after, keep_with_next=True)


def render_pdf(document: LetterDocument, branding: Branding, say: Say = ENGLISH, *, large: bool = False) -> bytes:
    """The letter as PDF/UA bytes, in large print where it is a large one or `large` asks for it.

    Raises `setting.TooLong`.
    """
    root = Element("Document")
    flow = Flow(FRAME)
    head = _head(document, branding, root)
    lowest = min((y for y, _ in head), default=FRAME.first_top)
    flow.frame = Frame(FRAME.left, FRAME.right, FRAME.top, FRAME.bottom, min(FRAME.first_top, lowest - 14))
    _body(document, flow, root, say, _Styles(LARGE_SIZE if large or document.large else BODY_SIZE))
    return draw_pages(
        flow,
        root,
        About(
            _title(document),
            document.title,
            branding.wordmark,
            "cy-GB" if document.language == "cy" else "en-GB",
            # The day that the letter bears: what is looked at before it goes has the very bytes that go.
            datetime.combine(document.dated, time.min, LONDON),
        ),
        lambda canvas, page, pages: _furniture(canvas, page, pages, document, branding, say),
        head,
    )


def _title(document: LetterDocument) -> str:
    """The title that a reader's window shows: never a name."""
    return f"{document.title}, {document.reference}" if document.reference else document.title


def _head(document: LetterDocument, branding: Branding, root: Element) -> list[tuple[float, Strip]]:
    """The council beside the window, and the address in it: both stand at fixed places of the first page."""
    placed: list[tuple[float, Strip]] = []
    room = WIDTH - _SENDER_LEFT - millimetres(14)
    name = Style(17, 21, bold=True, colour=branding.brand)
    y = _place(placed, Element("P", root), branding.wordmark, name, _SENDER_LEFT, _SENDER_TOP, room) - 3
    for line in document.sender:
        y = _place(placed, Element("P", root), line, SMALL, _SENDER_LEFT, y, room)
    y = _WINDOW_TOP
    address = Element("P", root)
    for line in document.recipient:
        y = _place(placed, address, line, ADDRESS, FRAME.left, y, _WINDOW_WIDTH)
    return placed


def _place(
    placed: list[tuple[float, Strip]], element: Element, text: str, style: Style, x: float, y: float, room: float
) -> float:
    for line in lines_of(text, style.size, room, style.bold):
        y -= style.leading
        placed.append((y, Strip([Piece(x, room, line, style, element)], style.leading)))
    return y


def _body(document: LetterDocument, flow: Flow, root: Element, say: Say, styles: _Styles) -> None:
    dated, body = styles.text(), styles.text(after=9)
    flow.text(Element("P", root), day(document.dated, say), dated)
    if document.reference:
        flow.text(Element("P", root), say("Our reference: %(reference)s", reference=document.reference), dated)
    flow.gap(12)
    flow.text(Element("P", root), document.opening, body)
    flow.text(Element("H1", root), document.title, styles.heading(1))
    for block in document.blocks:
        match block:
            case Heading(text, level):
                flow.text(Element("H2" if level == 2 else "H3", root), text, styles.heading(level))
            case Paragraph(text):
                # What announces the next words stands above them, and not at the foot of the page before.
                leads = text.rstrip().endswith(":")
                flow.text(Element("P", root), text, styles.text(after=9, keep_with_next=True) if leads else body)
            case Bullets(items):
                parent = Element("L", root)
                for item in items:
                    flow.item(parent, "•", item, styles.text(after=3), 20)
                flow.gap(6)
            case KeyFacts(rows):
                table = Element("Table", root)
                for label, value in rows:
                    flow.row(table, label, value, styles.text(), millimetres(52))
                flow.gap(14)
    _signature(document, flow, root, styles)


def _signature(document: LetterDocument, flow: Flow, root: Element, styles: _Styles) -> None:
    flow.keep_last()  # a page with nothing but a name on it could be put under any letter
    closing = styles.text(before=8, after=4, keep_with_next=True)
    flow.text(Element("P", root), document.closing, closing)
    for at, line in enumerate(document.signed):
        last = at == len(document.signed) - 1
        flow.text(Element("P", root), line, styles.text(bold=at == 0, keep_with_next=not last))


def _furniture(
    canvas: TaggedCanvas, page: int, pages: int, document: LetterDocument, branding: Branding, say: Say
) -> None:
    """Band, running head, page number: everything that a screen reader need not repeat on each page."""
    canvas.setFillColor(HexColor(branding.header_bg))
    canvas.rect(0, HEIGHT - _BAND, WIDTH, _BAND, stroke=0, fill=1)
    if page > 1:
        y = HEIGHT - millimetres(20)
        _small(canvas, FRAME.left, y, branding.wordmark)
        _small(canvas, 0, y, document.reference, to_right=True)
    y = millimetres(12)
    rule(canvas, FRAME, y + 16, branding.brand)
    number = say("Page %(page)s of %(pages)s", page=str(page), pages=str(pages))
    _small(canvas, 0, y, number, to_right=True)
    # Two lines at most: a third would stand where a printer cannot print.
    for at, line in enumerate(lines_of(branding.footer, SMALL.size, FRAME.width * 0.78)[:2]):
        draw_line(canvas, FRAME.left, y - at * SMALL.leading, line.width, line, SMALL)


def _small(canvas: TaggedCanvas, x: float, y: float, text: str, to_right: bool = False) -> None:
    if not text:
        return
    line = lines_of(text, SMALL.size, FRAME.width * 0.8)[0]
    draw_line(canvas, WIDTH - FRAME.right - line.width if to_right else x, y, line.width, line, SMALL)
