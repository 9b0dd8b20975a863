"""A document of the register in the making: A4 pages onto which headings, text and tables flow.

Made with reportlab, so it is imported inside the functions that make a document.
"""

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from flask_babel import gettext as _
from reportlab.graphics import renderPDF
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from registry.reports import look
from registry.reports.tagging import ARTIFACT, END, Structure, TableMarks, seal

WIDTH = A4[0] - 2 * look.MARGIN
"""Room between the margins, in points."""


class Text(Paragraph):
    """A paragraph or heading that is marked as such."""

    tag: str
    structure: Structure

    def tagged(self, tag: str, structure: Structure) -> "Text":
        """Itself. reportlab makes the pieces of a split paragraph and knows nothing of tags."""
        self.tag, self.structure = tag, structure
        return self

    def draw(self) -> None:
        with self.structure.marked(self.canv, self.tag):
            super().draw()

    def split(self, *room: Any) -> Any:
        return [piece.tagged(self.tag, self.structure) for piece in super().split(*room)]


class Picture(Flowable):
    """A drawing with the words that stand for it."""

    def __init__(self, drawing: Any, alt: str, structure: Structure) -> None:
        super().__init__()
        self.drawing, self.alt, self.structure = drawing, alt, structure
        self.width, self.height = drawing.width, drawing.height

    def draw(self) -> None:
        with self.structure.marked(self.canv, "Figure", alt=self.alt):
            renderPDF.draw(self.drawing, self.canv, 0, 0)


class Paper:
    """Collects the parts in reading order; ``pdf()`` lays them out."""

    def __init__(
        self, *, title: str, language: str, operator: str, footer: str, demonstration: bool
    ) -> None:
        self.title, self.language = title, f"{language}-MY"
        self.operator, self.footer = operator, footer
        self.demonstration = demonstration
        self.structure = Structure()
        self.parts: list[Any] = []
        if demonstration:
            self.text(_("Demonstration: the organisations here are fictional."), "warning")

    def heading(self, text: str, level: int = 2) -> None:
        self._add(escape(text), f"h{level}", f"H{level}")

    def text(self, text: str, style: str = "body") -> None:
        """Plain text; a blank line starts another paragraph."""
        for paragraph in text.split("\n\n"):
            marked_up = escape(paragraph.strip()).replace("\n", "<br/>")
            self._add(marked_up, style, "P")

    def points(self, *texts: str) -> None:
        for text in texts:
            self._add(f"•&nbsp; {escape(text)}", "point", "P")

    def space(self, height: float) -> None:
        self.parts.append(Spacer(1, height))

    def picture(self, drawing: Any, alt: str) -> None:
        self.parts.append(Picture(drawing, alt, self.structure))

    def facts(self, facts: Sequence[tuple[str, str]], width: float = WIDTH) -> Any:
        """Names and values in two columns; a fact without a value is left out."""
        rows = [(self.cell(n, "name"), self.cell(v, "value")) for n, v in facts if v]
        style = [*PLAIN, ("LINEBELOW", (0, 0), (-1, -2), 0.5, look.LINE)]
        return Table(
            rows,
            colWidths=[width * 0.34, width * 0.66],
            style=TableStyle(style),
            renderCB=TableMarks(self.structure, header="Row"),
        )

    def table(
        self, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float],
        numbers: Sequence[int] = (),
    ) -> None:  # fmt: skip
        """A table under a header that each page repeats; ``widths`` are shares of the line."""

        def cells(row: Sequence[str], style: str) -> list[Any]:
            return [
                self.cell(text, NUMBER_STYLES[style] if column in numbers else style)
                for column, text in enumerate(row)
            ]

        table = Table(
            [cells(header, "head"), *(cells(row, "cell") for row in rows)],
            colWidths=[WIDTH * width / sum(widths) for width in widths],
            repeatRows=1,
            style=TableStyle(RULED),
            renderCB=TableMarks(self.structure, header="Column"),
            spaceAfter=8,
        )
        self.parts.append(table)

    def beside(self, left: Any, right: Any, width: float) -> None:
        """Two parts side by side, the right one ``width`` wide."""
        self.parts.append(SideBySide(left, right, WIDTH - width))

    def cell(self, text: str, style: str) -> Any:
        """A text for a table: unmarked, because the table marks its cells."""
        return Paragraph(escape(text).replace("\n", "<br/>"), look.styles()[style])

    def pdf(self) -> bytes:
        out = io.BytesIO()
        document = BaseDocTemplate(
            out, pagesize=A4, title=self.title, author=self.operator, lang=self.language,
            invariant=1, pageCompression=1, initialFontName=look.BODY,
        )  # fmt: skip
        height = A4[1] - look.BAND - 34 * mm
        frame = Frame(look.MARGIN, 20 * mm, WIDTH, height, 0, 0, 0, 0)
        document.addPageTemplates(PageTemplate(frames=[frame]))
        document.build(self.parts, canvasmaker=self._canvas)
        return seal(out.getvalue(), self.structure, title=self.title, language=self.language)

    def _add(self, marked_up: str, style: str, tag: str) -> None:
        self.parts.append(Text(marked_up, look.styles()[style]).tagged(tag, self.structure))

    def _canvas(self, *settings: Any, **more: Any) -> Any:
        return Numbered(self, *settings, **more)


class SideBySide(Flowable):
    def __init__(self, left: Any, right: Any, left_width: float) -> None:
        super().__init__()
        self.left, self.right, self.left_width = left, right, left_width

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.heights = [
            self.left.wrap(self.left_width, height)[1],
            self.right.wrap(width - self.left_width, height)[1],
        ]
        return width, max(self.heights)

    def draw(self) -> None:
        top = max(self.heights)
        self.left.drawOn(self.canv, 0, top - self.heights[0])
        self.right.drawOn(self.canv, self.left_width, top - self.heights[1])


class Numbered(Canvas):
    """Keeps every page back until the number of pages is known, then adds what frames it."""

    def __init__(self, paper: Paper, *settings: Any, **more: Any) -> None:
        super().__init__(*settings, **more)
        self._paper = paper
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        pages = self._kept
        for page in pages:
            self.__dict__.update(page)
            self._code.append(ARTIFACT)
            self._draw_band()
            self._draw_foot(len(pages))
            self._code.append(END)
            super().showPage()
        super().save()

    def _draw_band(self) -> None:
        width, height = A4
        self.setFillColor(look.NAVY)
        self.rect(0, height - look.BAND, width, look.BAND, stroke=0, fill=1)
        self.setFillColor(look.GOLD)
        self.rect(0, height - look.BAND - 2, width, 2, stroke=0, fill=1)
        self.setFillColor(look.WHITE)
        self.setFont(look.HEADING, 12)
        self.drawString(look.MARGIN, height - 12 * mm, _("Register of anti-trafficking statements"))
        self.setFont(look.BODY, 8.5)
        self.drawString(look.MARGIN, height - 16.5 * mm, self._paper.operator)

    def _draw_foot(self, pages: int) -> None:
        self.setFillColor(look.MUTED)
        self.setFont(look.BODY, 7.5)
        self.drawString(look.MARGIN, 11 * mm, self._paper.footer)
        if self._paper.demonstration:
            self.drawString(look.MARGIN, 7.5 * mm, _("Demonstration, fictional"))
        place = _("Page %(page)s of %(pages)s", page=self._pageNumber, pages=pages)
        self.drawRightString(A4[0] - look.MARGIN, 11 * mm, place)


NUMBER_STYLES = {"head": "head-number", "cell": "number"}
PLAIN = [
    ("FONT", (0, 0), (-1, -1), look.BODY, 8),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 8),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
]
RULED = [
    *PLAIN,
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ("BACKGROUND", (0, 0), (-1, 0), look.PALE),
    ("LINEBELOW", (0, 0), (-1, -1), 0.5, look.LINE),
]
