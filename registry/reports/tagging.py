"""The structure of a PDF that screen readers follow: headings, paragraphs, tables, pictures.

reportlab writes pages without it. Here each piece is marked while it is drawn (PDF 1.7, 14.6), and
``seal`` adds the tree that says what the marks are. Drawing libraries are not imported at the top
of modules that a web process loads; this one is imported where a document is made.
"""

import io
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

ARTIFACT = "/Artifact BMC"
"""Starts what a screen reader passes over: lines, backgrounds, page furniture."""
END = "EMC"


@dataclass
class Element:
    """A node of the tree; one with a page and a mark is what is drawn there."""

    tag: str
    alt: str = ""
    scope: str = ""
    page: int = 0
    mark: int = 0
    children: list["Element"] = field(default_factory=list)


class Structure:
    """Grows while the pages are drawn, in reading order."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._marks: dict[int, int] = defaultdict(int)

    @contextmanager
    def marked(self, canvas: Any, tag: str, *, alt: str = "") -> Iterator[None]:
        """What is drawn inside is one element of the document."""
        self.begin(canvas, Element(tag, alt), self.root)
        yield
        canvas._code.append(END)

    def begin(self, canvas: Any, element: Element, parent: Element) -> None:
        element.page = canvas.getPageNumber()
        element.mark = self._marks[element.page]
        self._marks[element.page] += 1
        parent.children.append(element)
        canvas._code.append(f"/{element.tag} <</MCID {element.mark}>> BDC")


class TableMarks:
    """reportlab's hook into the drawing of a table: rows and cells become elements."""

    def __init__(self, structure: Structure, *, header: str) -> None:
        self.structure, self.header = structure, header
        self.table = self.row = Element("Table")

    def __call__(self, table: Any, event: str, *details: Any) -> None:
        canvas = table.canv
        if event == "startTable":
            self.table = Element("Table")
            self.structure.root.children.append(self.table)
        elif event == "startRow":
            self.row = Element("TR")
            self.table.children.append(self.row)
        elif event == "startCell":
            self.structure.begin(canvas, self._cell(*details[:2]), self.row)
        elif event in {"startBG", "startLines"}:
            canvas._code.append(ARTIFACT)
        elif event in {"endCell", "endBG", "endLines"}:
            canvas._code.append(END)

    def _cell(self, row: int, column: int) -> Element:
        """The first row names its columns, or the first column its rows, as ``header`` says."""
        if (row if self.header == "Column" else column) == 0:
            return Element("TH", scope=self.header)
        return Element("TD")


def seal(drawn: bytes, structure: Structure, *, title: str, language: str) -> bytes:
    """The PDF with its tree, title and language; the same pages always give the same bytes."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        marks: dict[int, dict[int, Any]] = defaultdict(dict)
        tree.K = _node(pdf, structure.root, tree, marks)
        tree.ParentTree = pdf.make_indirect(Dictionary(Nums=_parents(pdf, marks)))
        tree.ParentTreeNextKey = len(pdf.pages)
        root: Any = pdf.Root
        root.StructTreeRoot, root.Lang = tree, String(language)
        root.MarkInfo = Dictionary(Marked=True)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = title
            metadata["dc:language"] = [language]
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _node(pdf: Any, element: Element, parent: Any, marks: dict[int, dict[int, Any]]) -> Any:
    node = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{element.tag}"), P=parent))
    if element.alt:
        node.Alt = String(element.alt)
    if element.scope:
        node.A = Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
    if element.page:
        node.Pg, node.K = pdf.pages[element.page - 1].obj, element.mark
        marks[element.page - 1][element.mark] = node
    else:
        node.K = Array([_node(pdf, child, node, marks) for child in element.children])
    return node


def _parents(pdf: Any, marks: dict[int, dict[int, Any]]) -> Any:
    """For each page its marks' elements in order, by which a reader goes from text to tree."""
    numbers = Array()
    for page in sorted(marks):
        pdf.pages[page].obj.StructParents = page
        pdf.pages[page].obj.Tabs = Name.S
        numbers.append(page)
        numbers.append(Array([marks[page][mark] for mark in sorted(marks[page])]))
    return numbers
