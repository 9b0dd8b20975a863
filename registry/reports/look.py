"""How the register's PDFs look: its fonts, colours and styles, as on its pages."""

from functools import cache
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONTS = Path(__file__).with_name("fonts")
BODY, BOLD, HEADING = "Inter-Regular", "Inter-SemiBold", "Poppins-SemiBold"

INK = HexColor("#18181b")
MUTED = HexColor("#52525b")
LINE = HexColor("#d4d4d8")
NAVY = HexColor("#0f1f4b")
GOLD = HexColor("#e3b34f")
PRIMARY = HexColor("#1d4ed8")
PALE = HexColor("#dbe4f5")
WHITE = HexColor("#ffffff")
WARNING_WASH = HexColor("#fefce8")
WARNING = HexColor("#854d0e")
GRADES = {
    "A": HexColor("#166534"),
    "B": HexColor("#0f766e"),
    "C": HexColor("#854d0e"),
    "D": HexColor("#9a3412"),
    "E": HexColor("#991b1b"),
}

MARGIN = 18 * mm
BAND = 22 * mm


@cache
def register_fonts() -> None:
    for name in (BODY, BOLD, HEADING):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"{name}.ttf"))
    pdfmetrics.registerFontFamily(BODY, normal=BODY, bold=BOLD, italic=BODY, boldItalic=BOLD)


@cache
def styles() -> dict[str, Any]:
    """Paragraph styles by name; ``h1`` to ``h3`` are headings."""
    register_fonts()
    body = ParagraphStyle(
        "body", fontName=BODY, fontSize=9.5, leading=13.5, textColor=INK, spaceAfter=5
    )
    heading: dict[str, Any] = {"fontName": HEADING, "textColor": NAVY}
    small: dict[str, Any] = {"fontSize": 8, "leading": 11}
    return {
        "body": body,
        "point": ParagraphStyle("point", body, leftIndent=10, firstLineIndent=-10),
        "lead": ParagraphStyle("lead", body, fontSize=11, leading=16, spaceAfter=8),
        "small": ParagraphStyle("small", body, **small, textColor=MUTED),
        "cell": ParagraphStyle("cell", body, **small, spaceAfter=0),
        "number": ParagraphStyle("number", body, **small, spaceAfter=0, alignment=TA_RIGHT),
        "head": ParagraphStyle("head", body, **small, spaceAfter=0, fontName=BOLD),
        "head-number": ParagraphStyle(
            "head-number", body, **small, spaceAfter=0, fontName=BOLD, alignment=TA_RIGHT
        ),
        "name": ParagraphStyle("name", body, **small, spaceAfter=0, textColor=MUTED),
        "value": ParagraphStyle("value", body, fontSize=9.5, leading=13, spaceAfter=0),
        "hash": ParagraphStyle("hash", body, fontSize=8.5, leading=12, splitLongWords=1),
        "outcome": ParagraphStyle(
            "outcome", body, fontName=BOLD, spaceBefore=6, spaceAfter=2, keepWithNext=True
        ),
        "grade": ParagraphStyle("grade", body, **heading, fontSize=14, leading=18, spaceAfter=0),
        "warning": ParagraphStyle(
            "warning", body, textColor=WARNING, backColor=WARNING_WASH, borderColor=GOLD,
            borderWidth=0.75, borderPadding=(5, 7, 5, 7), leftIndent=7, rightIndent=7,
            spaceAfter=12,
        ),
        "h1": ParagraphStyle("h1", body, **heading, fontSize=19, leading=25, spaceAfter=6),
        "h2": ParagraphStyle("h2", body, **heading, fontSize=13, leading=18, spaceBefore=14),
        "h3": ParagraphStyle("h3", body, **heading, fontSize=10, leading=14, spaceBefore=8),
    }  # fmt: skip
