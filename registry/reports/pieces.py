"""The pieces of a page: marked text and pictures, two parts side by side, and the page's frame.

Made with reportlab, so it is imported inside the functions that make a document.
"""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from reportlab.graphics import renderPDF
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from registry.reports import look
from registry.reports.tagging import ARTIFACT, END, Structure


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


@dataclass(frozen=True)
class Furniture:
    """What stands around every page."""

    operator: str
    footer: str
    demonstration: bool


class Numbered(Canvas):
    """Keeps every page back until the number of pages is known, then adds what frames it."""

    def __init__(self, furniture: Furniture, *settings: Any, **more: Any) -> None:
        super().__init__(*settings, **more)
        self._furniture = furniture
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
        self.drawString(look.MARGIN, height - 16.5 * mm, self._furniture.operator)

    def _draw_foot(self, pages: int) -> None:
        self.setFillColor(look.MUTED)
        self.setFont(look.BODY, 7.5)
        self.drawString(look.MARGIN, 11 * mm, self._furniture.footer)
        if self._furniture.demonstration:
            self.drawString(look.MARGIN, 7.5 * mm, _("Demonstration, fictional"))
        place = _("Page %(page)s of %(pages)s", page=self._pageNumber, pages=pages)
        self.drawRightString(A4[0] - look.MARGIN, 11 * mm, place)
