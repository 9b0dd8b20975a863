"""An annex for a sustainability statement of a company listed on Bursa Malaysia.

``annex.yaml`` says which figures stand there, and how near each is to what the annexures ask.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from flask_babel import gettext as _

from registry.exchange.as_docx import as_docx
from registry.exchange.as_pdf import as_pdf
from registry.exchange.bursa.figures import figure, names
from registry.exchange.report import Grid, Heading, Pages, Report, Source, Words, opening, whose
from registry.forms.filing import PAGES
from registry.i18n import in_language, speaking
from registry.scoring.strict_yaml import CatalogueError, read_yaml

WIDTHS = (30, 22, 10, 14, 34)
MATCHES = ("near", "none", "own")


def docx(answers: Pages, source: Source, language: str) -> bytes:
    with speaking(language):
        return as_docx(report(answers, source, language))


def pdf(answers: Pages, source: Source, language: str) -> bytes:
    with speaking(language):
        return as_pdf(report(answers, source, language))


def xlsx(answers: Pages, source: Source, language: str) -> bytes:
    """One sheet with a row for each indicator; texts never become formulas."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill

    with speaking(language):
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.title = _("Annex")
        head = [_("Matter"), *_head(), _("Period")]
        lines = [head, *([m, *row, _period(source)] for m, row in _lines(answers))]
        for number, line in enumerate([*_about(source), [], *lines], 1):
            for place, text in enumerate(line, 1):
                cell = sheet.cell(number, place)
                cell.value, cell.data_type = text, "s"
                cell.alignment = Alignment(wrap_text=number > len(_about(source)), vertical="top")
        at = len(_about(source)) + 2
        for cell in sheet[at]:
            cell.font = Font(bold=True, color="FFFFFF")
            cell.fill = PatternFill("solid", fgColor="0F1F4B")
        for letter, width in zip("ABCDEFG", (24, 38, 34, 12, 22, 60, 26), strict=True):
            sheet.column_dimensions[letter].width = width
        sheet.freeze_panes = f"A{at + 1}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def report(answers: Pages, source: Source, language: str) -> Report:
    laid = annex()
    blocks = opening(source)
    blocks += [Words(in_language(laid[each])) for each in ("note", "caution")]
    for matter in laid["matters"]:
        blocks.append(Heading(in_language(matter["title"])))
        rows = [_row(row, answers) for row in matter["rows"]]
        blocks.append(Grid(_head(), rows, WIDTHS))
    return Report(in_language(laid["title"]), language, source, blocks)


def _about(source: Source) -> list[list[str]]:
    laid = annex()
    facts = [[name, value] for name, value in whose(source).pairs]
    notes = [[source.notice]] if source.notice else []
    notes += [[in_language(laid[each])] for each in ("note", "caution")]
    return [[in_language(laid["title"])], *facts, *notes]


def _lines(answers: Pages) -> Iterator[tuple[str, Sequence[str]]]:
    for matter in annex()["matters"]:
        for row in matter["rows"]:
            yield in_language(matter["title"]), _row(row, answers)


def _head() -> list[str]:
    return [_("Indicator"), _("Figure"), _("Match"), _("Page of the filing"), _("Method")]


def _row(row: Mapping[str, Any], answers: Pages) -> list[str]:
    match = {"near": _("near"), "none": _("not asked"), "own": _("the register’s own")}
    page = str(PAGES[row["from"]].title) if row["from"] else "–"
    text = figure(row["figure"], answers) or (_("Not answered") if row["figure"] else "–")
    return [in_language(row["indicator"]), text, match[row["match"]], page,
            in_language(row["method"])]  # fmt: skip


def _period(source: Source) -> str:
    return f"{source.identity.period_start} – {source.identity.period_end}"


@cache
def annex() -> Mapping[str, Any]:
    """The declared figures; CatalogueError for a figure, page or match that does not exist."""
    laid: Mapping[str, Any] = read_yaml(Path(__file__).with_name("annex.yaml"))
    for row in (row for matter in laid["matters"] for row in matter["rows"]):
        known = row["figure"] in names() | {""} and row["from"] in {*PAGES, ""}
        if not known or row["match"] not in MATCHES:
            raise CatalogueError(f"annex.yaml: {row['indicator']['en']}: no such figure or match")
    return laid
