"""A document of the register in the making: A4 pages onto which headings, text and tables flow.

Made with reportlab, so it is imported inside the functions that make a document.
"""

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from flask_babel import gettext as _
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from registry.i18n import WORD_JOINER
from registry.reports import look, pictures
from registry.reports.pieces import Furniture, Numbered, Picture, SideBySide, Text
from registry.reports.tagging import Structure, TableMarks, seal

WIDTH = A4[0] - 2 * look.MARGIN
"""Room between the margins, in points."""
LEAST_UNDER_HEADING = 90
"""A heading with less room than this under it goes to the next page."""


class Paper:
    """Collects the parts in reading order; ``pdf()`` lays them out."""

    def __init__(
        self, *, title: str, language: str, operator: str, footer: str, demonstration: bool
    ) -> None:
        self.title, self.language = title, f"{language}-MY"
        self.furniture = Furniture(operator, footer, demonstration)
        self.structure = Structure()
        self.parts: list[Any] = []
        if demonstration:
            self.text(_("Demonstration: the organisations here are fictional."), "warning")

    def heading(self, text: str, level: int = 2) -> None:
        self.parts.append(CondPageBreak(LEAST_UNDER_HEADING))
        self._add(_marked_up(text), f"h{level}", f"H{level}")

    def text(self, text: str, style: str = "body") -> None:
        """Plain text; a blank line starts another paragraph."""
        for paragraph in text.split("\n\n"):
            self._add(_marked_up(paragraph.strip()), style, "P")

    def note(self, title: str, text: str) -> None:
        """Words of a person, as long as they may be; nothing where there are none."""
        if text:
            self.heading(title, 3)
            self.text(text)

    def points(self, *texts: str) -> None:
        for text in texts:
            self._add(f"•&nbsp; {_marked_up(text)}", "point", "P")

    def space(self, height: float) -> None:
        self.parts.append(Spacer(1, height))

    def picture(self, drawing: Any, alt: str) -> None:
        self.parts.append(Picture(drawing, alt, self.structure))
        self.space(10)

    def grade(self, grade: str, words: str) -> None:
        """The grade's letter with its words beside it."""
        badge = Picture(pictures.grade_badge(grade), words, self.structure)
        style = look.styles()["grade"]
        text = Text(_marked_up(words), style).tagged("P", self.structure)
        self.parts.append(SideBySide(badge, text, badge.width + 12))
        self.space(8)

    def theme_bars(self, themes: Sequence[tuple[str, Decimal | None]]) -> None:
        alt = "; ".join(f"{title}: {'–' if score is None else score}" for title, score in themes)
        self.picture(pictures.theme_bars(themes, WIDTH), alt)

    def wage_months(self, corridors: Sequence[tuple[str, Decimal, Decimal | None]]) -> None:
        """``corridors``: months before repayment, and after it where that can be shown."""
        alt = "; ".join(
            f"{name}: {gross}" if net is None else f"{name}: {gross} → {net}"
            for name, gross, net in corridors
        )
        self.picture(pictures.wage_months(corridors, WIDTH), alt)

    def qr_code(self, address: str, side: float) -> Any:
        alt = _("QR code that leads to %(address)s", address=address)
        return Picture(pictures.qr_code(address, side), alt, self.structure)

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

    def list_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        self.parts.append(self.facts(facts))
        self.space(8)

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
        return Paragraph(_marked_up(text), look.styles()[style])

    def pdf(self) -> bytes:
        out = io.BytesIO()
        document = BaseDocTemplate(
            out, pagesize=A4, title=self.title, author=self.furniture.operator, lang=self.language,
            invariant=1, pageCompression=1, initialFontName=look.BODY,
        )  # fmt: skip
        height = A4[1] - look.BAND - 30 * mm
        frame = Frame(look.MARGIN, 20 * mm, WIDTH, height, 0, 0, 0, 0)
        document.addPageTemplates(PageTemplate(frames=[frame]))
        document.build(self.parts, canvasmaker=self._canvas)
        return seal(out.getvalue(), self.structure, title=self.title, language=self.language)

    def _add(self, marked_up: str, style: str, tag: str) -> None:
        self.parts.append(Text(marked_up, look.styles()[style]).tagged(tag, self.structure))

    def _canvas(self, *settings: Any, **more: Any) -> Any:
        return Numbered(self.furniture, *settings, **more)


def _marked_up(text: str) -> str:
    """The text as reportlab reads it, without a sign that our fonts draw as a box."""
    return escape(text.replace(WORD_JOINER, "")).replace("\n", "<br/>")


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
