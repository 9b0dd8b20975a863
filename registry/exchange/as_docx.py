"""A report as a DOCX document that a company can edit."""

import io
from typing import Any

from flask_babel import gettext as _

from registry.exchange.report import Facts, Grid, Heading, Report, Rows, Words

NAVY = (0x0F, 0x1F, 0x4B)
MUTED = (0x52, 0x52, 0x5B)


def as_docx(report: Report) -> bytes:
    from docx import Document

    document = Document()
    _set_up(document, report)
    document.add_heading(report.title, 0)
    if report.source.demonstration:
        document.add_paragraph(_("Demonstration: the organisations here are fictional."))
    for block in report.blocks:
        _WRITERS[type(block)](document, block)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Any, report: Report) -> None:
    """Fonts, margins, language and what stands at the foot of every page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), f"{report.language}-MY")
    normal.element.rPr.append(spoken)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        style = document.styles[name]
        style.font.name, style.font.color.rgb = "Calibri", RGBColor(*NAVY)
    document.styles["Title"].font.size = Pt(22)
    section.footer.paragraphs[0].text = report.footer
    core = document.core_properties
    core.title, core.author, core.language = report.title, report.source.operator, report.language


def _heading(document: Any, block: Heading) -> None:
    document.add_heading(_legal(block.text), block.level - 1)


def _words(document: Any, block: Words) -> None:
    from docx.shared import Pt, RGBColor

    run = document.add_paragraph().add_run(_legal(block.text))
    if block.is_small:
        run.font.size, run.font.color.rgb = Pt(9), RGBColor(*MUTED)


def _facts(document: Any, block: Facts) -> None:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for name, value in block.pairs:
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(_legal(name)).bold = True
        cells[1].text = _legal(value or _("Not answered"))
    document.add_paragraph()


def _rows(document: Any, block: Rows) -> None:
    """Each row in one line of words: most tables have more columns than a page is wide."""
    document.add_paragraph().add_run(_legal(block.question)).bold = True
    if not block.rows:
        document.add_paragraph(_("No rows"))
    for row in block.rows:
        text = "; ".join(f"{label}: {value}" for label, value in row)
        document.add_paragraph(_legal(text), style="List Number")


def _grid(document: Any, block: Grid) -> None:
    from docx.shared import Mm

    table = document.add_table(rows=1, cols=len(block.head), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, block.head, strict=True):
        cell.paragraphs[0].add_run(_legal(text)).bold = True
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = _legal(text)
    for column, width in zip(table.columns, block.widths, strict=True):
        for cell in column.cells:
            cell.width = Mm(170 * width / sum(block.widths))
    document.add_paragraph()


def _legal(text: str) -> str:
    """Without the two characters that no XML document can hold."""
    return "".join(c for c in text if c not in "\ufffe\uffff" and (c >= " " or c in "\n\t"))


_WRITERS: dict[type, Any] = {
    Heading: _heading,
    Words: _words,
    Facts: _facts,
    Rows: _rows,
    Grid: _grid,
}
