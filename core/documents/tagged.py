"""PDF/UA on ReportLab: a canvas whose marked content belongs to a tree of elements, and the metadata that goes with it.

ReportLab writes no structure. This adds what ISO 14289-1 asks for: a StructTreeRoot with a ParentTree, MarkInfo, the
title and the PDF/UA identifier in XMP, tab order, and everything that is only furniture marked as an artifact. It
leans on a few of ReportLab's inner names (`_doc`, `_code`, `_timeStamp`), so the version is pinned and a checker runs
in the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from core.documents.fonts import REGULAR, face

# Streams as bytes: spelt in letters (ASCII85) they are a quarter longer, and the spelling costs an eighth of the time.
rl_config.useA85 = 0
for _kind, _names in (
    (pdfdoc.PDFCatalog, ("MarkInfo", "StructTreeRoot", "Metadata")),
    (pdfdoc.PDFPage, ("StructParents", "Tabs")),
):
    # What is not named here is silently not written.
    _kind.__NoDefault__ = [*_kind.__NoDefault__, *(name for name in _names if name not in _kind.__NoDefault__)]

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 pdfuaid:part="1"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<xmp:CreatorTool>{author}</xmp:CreatorTool><xmp:CreateDate>{dated}</xmp:CreateDate><xmp:ModifyDate>{dated}</xmp:ModifyDate>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


class Element:
    """A node of the structure tree. `kids` are elements and marks (page index, number of the mark on that page)."""

    def __init__(self, role: str, parent: Element | None = None, *, scope: str = "", language: str = "") -> None:
        self.role, self.parent, self.scope, self.language = role, parent, scope, language
        self.kids: list[Element | tuple[int, int]] = []
        if parent is not None:
            parent.kids.append(self)


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself. `author` is the council, `dated` (aware) when the letter was written."""

    title: str
    subject: str
    author: str
    language: str
    dated: datetime


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """Draws text for an element of `root`, and everything else as an artifact. `invariant`: same input, same bytes."""

    def __init__(self, file: Any, about: About, *, pagesize: tuple[float, float]) -> None:
        face(REGULAR)  # every page sets an initial font, and Helvetica is never embedded
        super().__init__(
            file,
            pagesize=pagesize,
            invariant=1,
            pdfVersion=(1, 7),
            initialFontName=REGULAR,
            lang=about.language,
            pageCompression=1,
        )
        self.root = Element("Document")
        self._pages_done: list[tuple[Any, list[Element]]] = []
        self._marks: list[Element] = []
        self.setTitle(about.title)
        self.setSubject(about.subject)
        self.setAuthor(about.author)
        self.setCreator(about.author)
        self._date(about.dated)
        self.setViewerPreference("DisplayDocTitle", "true")
        told = (about.title, about.subject, about.author, about.language, about.dated.isoformat())
        names = ("title", "subject", "author", "language", "dated")
        self._packet = _XMP.format(**dict(zip(names, map(escape, told), strict=True))).encode()

    def _date(self, dated: datetime) -> None:
        """The letter's own time, where `invariant` would write the same day of the year 2000 in every file."""
        ahead = int((dated.utcoffset() or timedelta()).total_seconds()) // 60
        stamp = self._doc._timeStamp
        stamp.YMDhms = tuple(dated.timetuple())[:6]
        stamp.dhh, stamp.dmm = divmod(ahead, 60)

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """What is drawn inside belongs to `element`."""
        self._code.append(f"/{element.role} <</MCID {len(self._marks)}>> BDC")
        element.kids.append((len(self._pages_done), len(self._marks)))
        self._marks.append(element)
        yield
        self._code.append("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn inside is furniture: lines, bands, running heads."""
        self._code.append("/Artifact BMC")
        yield
        self._code.append("EMC")

    def showPage(self) -> None:
        at = len(self._doc.Pages.pages)
        super().showPage()
        page = self._doc.Pages.pages[at]
        page.StructParents, page.Tabs = len(self._pages_done), PDFName("S")
        self._pages_done.append((self._doc.Reference(page), self._marks))
        self._marks = []

    def save(self) -> None:
        self._write_tree()
        super().save()

    def _write_tree(self) -> None:
        made: dict[int, Any] = {}
        tree = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        tree_reference = self._doc.Reference(tree)
        tree["K"] = PDFArray([self._made(self.root, tree_reference, made)])
        numbers: list[Any] = []
        for at, (_, marks) in enumerate(self._pages_done):
            numbers += [at, self._doc.Reference(PDFArray([made[id(element)] for element in marks]))]
        tree["ParentTree"] = self._doc.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        tree["ParentTreeNextKey"] = len(self._pages_done)
        catalog = self._doc.Catalog
        catalog.StructTreeRoot = tree_reference
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        packet = pdfdoc.PDFStream(PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}), self._packet)
        packet.filters = None
        catalog.Metadata = self._doc.Reference(packet)

    def _made(self, element: Element, parent: Any, made: dict[int, Any]) -> Any:
        """The structure element as a PDF object, with those under it; `made` finds it again for the parent tree."""
        entry = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(element.role), "P": parent})
        reference = made[id(element)] = self._doc.Reference(entry)
        if element.scope:
            entry["A"] = PDFDictionary({"O": PDFName("Table"), "Scope": PDFName(element.scope)})
        if element.language:
            entry["Lang"] = PDFString(element.language)
        kids: list[Any] = []
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(self._made(kid, reference, made))
                continue
            page = self._pages_done[kid[0]][0]
            entry.dict.setdefault("Pg", page)
            kids.append(PDFDictionary({"Type": PDFName("MCR"), "Pg": page, "MCID": kid[1]}))
        entry["K"] = PDFArray(kids)
        return reference
