"""Drawings for documents: bars of the themes, months of wages, the grade, a QR code.

Made with reportlab, so it is imported inside the functions that make a document.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

import segno
from flask_babel import gettext as _
from reportlab.graphics.shapes import Drawing, Line, Path, Rect, String

from registry.i18n import number_text
from registry.reports import look

LABEL = 190
BAR = 10
STEP = 22
BADGE = 46


def grade_badge(grade: str) -> Drawing:
    """The letter on its colour."""
    drawing = Drawing(BADGE, BADGE)
    colour = look.GRADES[grade]
    drawing.add(Rect(0, 0, BADGE, BADGE, rx=9, ry=9, fillColor=colour, strokeColor=None))
    drawing.add(_words(grade, BADGE / 2, BADGE * 0.26, 28, look.WHITE, look.HEADING, "middle"))
    return drawing


def qr_code(address: str, side: float) -> Drawing:
    """The address as a QR code: one path of dark runs, with the quiet zone of the standard."""
    rows = list(segno.make(address, error="m", micro=False).matrix_iter(border=4))
    module = side / len(rows)
    path = Path(fillColor=look.INK, strokeColor=None)
    for number, row in enumerate(rows, 1):
        bottom = side - number * module
        for start, end in _dark_runs(row):
            path.moveTo(start * module, bottom)
            path.lineTo(end * module, bottom)
            path.lineTo(end * module, bottom + module)
            path.lineTo(start * module, bottom + module)
            path.closePath()
    drawing = Drawing(side, side)
    drawing.add(path)
    return drawing


def _dark_runs(row: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Where each run of dark modules starts and ends (not included)."""
    start = 0
    for dark, modules in groupby(row, key=bool):
        end = start + sum(1 for _module in modules)
        if dark:
            yield start, end
        start = end


def theme_bars(themes: Sequence[tuple[str, Decimal | None]], width: float) -> Drawing:
    """A bar from 0 to 100 for each theme; a theme that was not scored has only its words."""
    drawing = Drawing(width, STEP * len(themes))
    room = width - LABEL - 40
    for number, (title, score) in enumerate(themes, 1):
        bottom = drawing.height - number * STEP + (STEP - BAR) / 2
        drawing.add(_words(title, 0, bottom + 1.5))
        drawing.add(_bar(bottom, room, look.PALE))
        shown = _("Not scored") if score is None else number_text(score, 1)
        if score is not None:
            drawing.add(_bar(bottom, room * float(score) / 100, look.NAVY))
        drawing.add(_words(shown, width, bottom + 1.5, font=look.BOLD, anchor="end"))
    return drawing


def wage_months(corridors: Sequence[tuple[str, Decimal, Decimal | None]], width: float) -> Drawing:
    """Months of wages that workers of each corridor paid: before repayment pale, after it dark."""
    most = max([Decimal(1), *(gross for _name, gross, _net in corridors)])
    room = width - LABEL - 70
    drawing = Drawing(width, STEP * len(corridors) + 14)
    one = LABEL + room / float(most)
    for number, (name, gross, net) in enumerate(corridors, 1):
        bottom = drawing.height - 14 - number * STEP + (STEP - BAR) / 2
        drawing.add(_words(name, 0, bottom + 1.5))
        drawing.add(_bar(bottom, room * float(gross / most), look.GOLD))
        shown = number_text(gross, 1)
        if net is not None:
            drawing.add(_bar(bottom, room * float(net / most), look.NAVY))
            shown = f"{shown} → {number_text(net, 1)}"
        drawing.add(_words(shown, width, bottom + 1.5, font=look.BOLD, anchor="end"))
    top = drawing.height - 9
    for x, colour, words in (
        (0, look.GOLD, _("Before repayment")),
        (LABEL / 2, look.NAVY, _("After repayment")),
    ):
        drawing.add(Rect(x, top, 6, 6, fillColor=colour, strokeColor=None))
        drawing.add(_words(words, x + 10, top, 7, look.MUTED))
    line = Line(one, 0, one, drawing.height - 12, strokeColor=look.MUTED, strokeDashArray=[2, 2])
    drawing.add(line)
    drawing.add(_words(_("One month"), one, top, 7, look.MUTED, anchor="middle"))
    return drawing


def _bar(bottom: float, length: float, colour: object) -> Rect:
    return Rect(LABEL, bottom, length, BAR, rx=2, ry=2, fillColor=colour, strokeColor=None)


def _words(
    text: str,
    x: float,
    y: float,
    size: float = 8.5,
    colour: object = look.INK,
    font: str = look.BODY,
    anchor: str = "start",
) -> String:
    return String(x, y, text, fontName=font, fontSize=size, fillColor=colour, textAnchor=anchor)
