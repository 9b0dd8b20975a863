"""The register of one year as a workbook: a row an organisation, and what the columns mean."""

import io
from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from registry.i18n import LANGUAGES, speaking
from registry.wording import (
    GRADES,
    MARKETS,
    PATHS,
    PUBLIC_STATUSES,
    REPORTING_CLASSES,
    SECTORS,
    STATES,
)

COLUMNS: Mapping[str, LazyString] = {
    "year": _l("Reporting year: the calendar year in which the deadline falls"),
    "organisation_id": _l("The organisation's number on this register"),
    "name": _l("Name of the organisation"),
    "ssm_number": _l("SSM registration number, 12 digits"),
    "ssm_old_number": _l("SSM registration number, old form"),
    "stock_code": _l("Bursa Malaysia stock code"),
    "market": _l("Market of Bursa Malaysia"),
    "sector": _l("Sector of Bursa Malaysia"),
    "state": _l("State of the registered office"),
    "reporting_class": _l("Why the organisation must or may file"),
    "mandatory": _l("Whether it must file by law in this year"),
    "period_start": _l("First day of the financial year reported on"),
    "period_end": _l("Last day of the financial year reported on"),
    "due_on": _l("Day by which the statement is due"),
    "status": _l("Public status"),
    "status_on": _l("Day from which the organisation has this status"),
    "as_of": _l("Day for which this file says the status"),
    "reason": _l("Reason of an exemption"),
    "published_on": _l("Day on which the first version was published"),
    "statement_id": _l("Number of the published statement, to read it through the API"),
    "path": _l("Whether its published statement is a short filing"),
    "grade": _l("Grade from A to E, once public"),
    "score": _l("Score from 0 to 100, once public"),
    "rules": _l("Name and version of the rules behind the grade"),
    "grade_public_on": _l("Day from which the grade is public"),
    "grade_withdrawn_on": _l("Day on which the grade was withdrawn"),
    "grade_withdrawn_reason": _l("Why the grade was withdrawn"),
    "promises_made": _l("Commitments made in the statements of this year and before"),
    "promises_due": _l("Those of them whose day has come"),
    "promises_kept_percent": _l("Promise-kept rate of those whose day has come, in per cent"),
}
"""Names that stay the same from year to year, and what each means."""

VALUES: Mapping[str, Mapping[str, LazyString]] = {
    "market": MARKETS,
    "sector": SECTORS,
    "state": STATES,
    "reporting_class": REPORTING_CLASSES,
    "status": PUBLIC_STATUSES,
    "path": PATHS,
    "grade": GRADES,
}
DATES = [name for name in COLUMNS if name.startswith("period_") or name.endswith("_on")]
WIDTHS = {
    "name": 44,
    "reason": 40,
    "grade_withdrawn_reason": 40,
    "sector": 18,
    "reporting_class": 26,
    "status": 22,
}
USUAL_WIDTH = 15


def xlsx(records: Iterable[Mapping[str, Any]]) -> bytes:
    """A workbook of records with the names of COLUMNS; dates as ISO text, None where unknown.

    Three sheets: ``register``, ``columns`` and ``values``, the last two in both languages.
    """
    import pandas as pd

    table = pd.DataFrame.from_records([_clean(record) for record in records], columns=[*COLUMNS])
    for name in DATES:
        table[name] = pd.to_datetime(table[name]).dt.date
    out = io.BytesIO()
    with pd.ExcelWriter(out, engine="openpyxl", date_format="yyyy-mm-dd") as writer:
        table.to_excel(writer, sheet_name="register", index=False)
        pd.DataFrame(_meanings()).to_excel(writer, sheet_name="columns", index=False)
        pd.DataFrame(_words()).to_excel(writer, sheet_name="values", index=False)
        for sheet in writer.sheets.values():
            _make_safe(sheet)
            _dress(sheet)
    return out.getvalue()


def _clean(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record without control characters, which no workbook may hold."""
    return {
        name: "".join(c for c in value if c >= " " or c == "\n")
        if isinstance(value, str)
        else value
        for name, value in record.items()
    }


def _make_safe(sheet: Any) -> None:
    """A text that begins with an equals sign stays a text: openpyxl would make it a formula."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                cell.data_type = "s"


def _dress(sheet: Any) -> None:
    from openpyxl.styles import Font

    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        wide = 60 if cell.value in LANGUAGES else WIDTHS.get(cell.value, USUAL_WIDTH)
        sheet.column_dimensions[cell.column_letter].width = wide


def _meanings() -> list[dict[str, str]]:
    return [{"column": name, **_in_both(meaning)} for name, meaning in COLUMNS.items()]


def _words() -> list[dict[str, str]]:
    return [
        {"column": column, "value": str(value), **_in_both(words)}
        for column, choices in VALUES.items()
        for value, words in choices.items()
    ]


def _in_both(text: LazyString) -> dict[str, str]:
    found = {}
    for lang in LANGUAGES:
        with speaking(lang):
            found[lang] = str(text)
    return found
