"""Fills A4 pages with lines of text that belong to a structure tree. Knows nothing of letters.

A strip is one line across the page. Strips are laid out first and drawn after, so that every page can say how many
there are. A heading stays with what follows, and no paragraph leaves one line alone at either end of a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from core.documents.setting import Line, lines_of
from core.documents.tagged import About, Element, TaggedCanvas

WIDTH, HEIGHT = A4
MOST_PAGES = 1_000


@dataclass(frozen=True, slots=True)
class Style:
    """Points. `before` is the room above the first line, `after` below the last."""

    size: float
    leading: float
    bold: bool = False
    before: float = 0.0
    after: float = 0.0
    colour: str = "#0b0c0c"
    keep_with_next: bool = False


@dataclass(slots=True)
class Piece:
    """Something on a strip: a line of text at `x`, `room` points wide, for one element of the tree."""

    x: float
    room: float
    line: Line
    style: Style
    element: Element


@dataclass(slots=True)
class Strip:
    """One line across the page. `tied` strips stay on the page of the next one."""

    pieces: list[Piece]
    height: float
    before: float = 0.0
    tied: bool = False
    rule: bool = False


@dataclass(slots=True)
class Frame:
    """Where strips go on a page, in points from the bottom left; the first page may begin lower."""

    left: float
    right: float
    top: float
    bottom: float
    first_top: float

    @property
    def width(self) -> float:
        return float(WIDTH) - self.left - self.right


@dataclass(slots=True)
class Flow:
    """Strips in reading order, with the elements they belong to."""

    frame: Frame
    strips: list[Strip] = field(default_factory=list)

    def text(self, element: Element, text: str, style: Style, *, indent: float = 0.0) -> None:
        """A paragraph."""
        room = self.frame.width - indent
        lines = lines_of(text, style.size, room, style.bold)
        for at, line in enumerate(lines):
            piece = Piece(self.frame.left + indent, room, line, style, element)
            self.strips.append(
                Strip([piece], style.leading, style.before if at == 0 else 0.0, _tied(at, len(lines), style))
            )
        self._room_after(style.after)

    def item(self, parent: Element, label: str, text: str, style: Style, indent: float) -> None:
        """One item of a list: its mark, and its text beside it, which a blank line parts into paragraphs."""
        entry = Element("LI", parent)
        mark, body = Element("Lbl", entry), Element("LBody", entry)
        first = len(self.strips)
        paragraphs = text.split("\n\n")
        for paragraph in paragraphs:
            self.text(body if len(paragraphs) == 1 else Element("P", body), paragraph, style, indent=indent)
        strip = self.strips[first]
        line = lines_of(label, style.size, indent, style.bold)[0]
        strip.pieces.insert(0, Piece(self.frame.left + indent - line.width - 6, line.width, line, style, mark))

    def row(self, parent: Element, label: str, value: str, style: Style, head: float) -> None:
        """A row of two cells, the first of which names the second; a rule is drawn under it."""
        entry = Element("TR", parent)
        name, cell = Element("TH", entry, scope="Row"), Element("TD", entry)
        bold = Style(style.size, style.leading, bold=True, colour=style.colour)
        names = lines_of(label, style.size, head - 8, True)
        values = lines_of(value, style.size, self.frame.width - head, False)
        count = max(len(names), len(values))
        for at in range(count):
            pieces = []
            if at < len(names):
                pieces.append(Piece(self.frame.left, head - 8, names[at], bold, name))
            if at < len(values):
                pieces.append(Piece(self.frame.left + head, self.frame.width - head, values[at], style, cell))
            self.strips.append(Strip(pieces, style.leading, 5.0 if at == 0 else 0.0, at < count - 1))
        self.strips[-1].rule = True
        self._room_after(5.0)

    def keep_last(self) -> None:
        """Let what comes next stay on the page of the text before it."""
        last = next((strip for strip in reversed(self.strips) if strip.pieces), None)
        if last is not None:
            last.tied = True

    def gap(self, points: float) -> None:
        """Room that is lost at the foot of a page."""
        self.strips.append(Strip([], 0.0, points))

    def _room_after(self, points: float) -> None:
        if points:
            self.gap(points)

    def pages(self) -> list[list[tuple[float, Strip]]]:
        """Which strips stand on which page, each with the height of its base line above the foot of the page."""
        pages: list[list[tuple[float, Strip]]] = [[]]
        y = self.frame.first_top
        for group in self._groups():
            needed = sum(strip.before + strip.height for strip in group)
            if pages[-1] and y - needed < self.frame.bottom:
                pages.append([])
                y = self.frame.top
            for strip in group:
                if pages[-1] and y - strip.before - strip.height < self.frame.bottom:
                    pages.append([])
                    y = self.frame.top
                if pages[-1] or strip.pieces:
                    y -= strip.height + (strip.before if pages[-1] else 0.0)
                    pages[-1].append((y, strip))
        return pages

    def _groups(self) -> Iterator[list[Strip]]:
        """Strips that belong on one page."""
        group: list[Strip] = []
        for strip in self.strips:
            group.append(strip)
            if not strip.tied and (strip.pieces or len(group) == 1):
                yield group
                group = []
        if group:
            yield group


def _tied(at: int, count: int, style: Style) -> bool:
    """The first two lines of a paragraph stay together, and so do the last two."""
    if at == count - 1:
        return style.keep_with_next
    return at == 0 or at == count - 2 or style.keep_with_next


Furniture = Callable[[TaggedCanvas, int, int], None]


def draw_pages(
    flow: Flow,
    root: Element,
    about: About,
    furniture: Furniture,
    head: Iterable[tuple[float, Strip]] = (),
) -> bytes:
    """The PDF. `furniture` draws what is on every page (page number from 1, how many there are); `head` is fixed."""
    pages = flow.pages()
    pages[0] = [*head, *pages[0]]
    if len(pages) > MOST_PAGES:
        raise ValueError(f"{len(pages)} pages")
    file = BytesIO()
    canvas = TaggedCanvas(file, about, pagesize=A4)
    canvas.root = root
    for number, page in enumerate(pages, 1):
        for element, lines in _by_element(page):
            with canvas.content(element):
                for y, piece in lines:
                    draw_line(canvas, piece.x, y, piece.room, piece.line, piece.style)
        with canvas.artifact():
            furniture(canvas, number, len(pages))
            for y, strip in page:
                if strip.rule:
                    rule(canvas, flow.frame, y - 6)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _by_element(page: list[tuple[float, Strip]]) -> list[tuple[Element, list[tuple[float, Piece]]]]:
    """What a page shows, element by element: programs that follow the drawing read a cell to its end."""
    found: dict[int, tuple[Element, list[tuple[float, Piece]]]] = {}
    for y, strip in page:
        for piece in strip.pieces:
            found.setdefault(id(piece.element), (piece.element, []))[1].append((y, piece))
    return list(found.values())


def draw_line(canvas: TaggedCanvas, x: float, y: float, room: float, line: Line, style: Style) -> None:
    """One line of text with its base line at `y`."""
    canvas.setFillColor(HexColor(style.colour))
    text = canvas.beginText(x + (room - line.width if line.from_right else 0.0), y + style.leading * 0.25)
    for name, run in line.runs:
        text.setFont(name, style.size)
        text.textOut(run)
    canvas.drawText(text)


def rule(canvas: TaggedCanvas, frame: Frame, y: float, colour: str = "#b1b4b6") -> None:
    """A thin line across the frame."""
    canvas.setStrokeColor(HexColor(colour))
    canvas.setLineWidth(0.6)
    canvas.line(frame.left, y, WIDTH - frame.right, y)


def millimetres(n: float) -> float:
    """`n` millimetres in points."""
    return float(n * mm)
