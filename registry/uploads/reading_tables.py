"""Look through an uploaded workbook or CSV file: run by ``limited.py``, never imported.

Nothing is worked out or unpacked to a disk; the parts of a workbook are only read and counted.
"""

import csv
import io
import re
import stat
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any

MEGABYTE = 1024 * 1024
MOST_PARTS = 5000
MOST_UNPACKED = 50 * MEGABYTE
"""A workbook of 20,000 fee lines unpacks to about 10 MB."""
MOST_CELLS = 350_000
MOST_TAGS = 1_500_000
"""What is read cell by cell afterwards may have that many of both: seconds of work, no more."""
CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
WORKED_OUT = re.compile(rb"<(?:\w+:)?f[\s/>]")

MOST_LISTED = 5_001
"""Lines of a list, and one of headings."""
MOST_ROWS = 20_000
"""Of a sheet, with the empty ones."""
WIDEST = 20
LONGEST_CELL = 200
MOST_LIST_CELLS = 120_000
MOST_LIST_TEXT = 2_000_000

ENTITIES = tuple(
    word.encode(code)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for code in ("utf-8", "utf-16-le", "utf-16-be")
)
MACROS = re.compile(r"vbaproject|macrosheets|dialogsheets")
LINKED = re.compile(
    r"^xl/(externallinks|embeddings|activex|querytables|model|webextensions|connections\.xml)"
    r"|^customui"
)
"""Parts that bring in other files, sources of data or programs."""
ELSEWHERE = re.compile(
    rb"<Relationship\b(?=[^>]*TargetMode=.External)(?![^>]*/hyperlink[\"'])", re.IGNORECASE
)
"""Something of another place that is not only a link to click on."""
CALLING = re.compile(
    rb"<(?:\w+:)?f\b[^>]*>[^<]*\b(WEBSERVICE|RTD|CALL|REGISTER|REGISTER\.ID|EXEC)\s*\(",
    re.IGNORECASE,
)
"""Functions of a workbook that fetch or start something."""

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")
FORMULA = re.compile(r"[\t\r\n]*([=@]|[+-]\s*[A-Za-z(@=\"'])")
"""What a spreadsheet would work out instead of showing it; a number may have its sign."""


class Refused(Exception):
    """The file is not taken: a word of ``registry.uploads.refusals``, and the place if any."""


def read_workbook(data: bytes) -> dict[str, Any]:
    """Nothing but the fact that no part of it is a bomb, a program, or of another place."""
    if b"%PDF-" in data[:1024]:
        raise Refused("two_kinds")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            refuse_parts([part.filename.lower() for part in parts])
            if any(stat.S_ISLNK(part.external_attr >> 16) for part in parts):
                raise Refused("damaged")
            unpack(archive, parts)
    except zipfile.BadZipFile:
        raise Refused("damaged") from None
    return {"pages": None, "text": ""}


def refuse_parts(names: list[str]) -> None:
    """By their names alone: nothing that is no workbook, leads out of it, runs, or links."""
    if len(names) > MOST_PARTS:
        raise Refused("too_heavy")
    if "xl/workbook.xml" not in names:
        raise Refused("no_workbook")
    if len(names) > len(set(names)) or any(_leads_out(name) for name in names):
        raise Refused("damaged")
    if any(MACROS.search(name) for name in names):
        raise Refused("macros")
    if any(LINKED.search(name) for name in names):
        raise Refused("linked")


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def read_table(data: bytes) -> dict[str, Any]:
    """The same, for a workbook whose cells will be read: they are not too many."""
    found = read_workbook(data)
    if is_longer(contents(data), MOST_CELLS):
        raise Refused("too_many_cells")
    return found


def read_list(data: bytes) -> dict[str, Any]:
    """The texts of the first sheet that shows any, row by row; nothing is worked out."""
    read_workbook(data)
    parts = contents(data)
    if is_longer(parts, MOST_LIST_CELLS):
        raise Refused("list_too_long")
    has_formulas = any(WORKED_OUT.search(part) for part in parts)
    try:
        rows = next(filter(None, listed(data, has_formulas=has_formulas)), [])
    except Refused:
        raise
    except Exception:  # a workbook that is not as its format says breaks openpyxl in any way
        raise Refused("damaged") from None
    return {"rows": rows}


def contents(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [archive.read(part) for part in archive.infolist()]


def is_longer(parts: list[bytes], most_cells: int) -> bool:
    """Whether a workbook has more than can be read cell by cell."""
    tags = sum(part.count(b"<") for part in parts)
    return tags > MOST_TAGS or sum(len(CELL.findall(part)) for part in parts) > most_cells


def listed(data: bytes, *, has_formulas: bool) -> Iterator[list[list[str]]]:
    """The rows of each sheet that is shown, with the values that its formulas had when saved."""
    from openpyxl import load_workbook

    values = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    written = load_workbook(io.BytesIO(data), read_only=True) if has_formulas else values
    for sheet in values.worksheets:
        if sheet.sheet_state == "visible":
            yield rows_of(cells_of(sheet), cells_of(written[sheet.title]))


def cells_of(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(max_row=MOST_ROWS, max_col=WIDEST)
    return rows


def rows_of(values: Iterator[Any], written: Iterator[Any]) -> list[list[str]]:
    """The rows that say anything; Refused names the first with a formula but no value."""
    rows, room = [], MOST_LIST_TEXT
    for number, (cells, sources) in enumerate(zip(values, written, strict=False), 1):
        for cell, source in zip(cells, sources, strict=False):
            if source.data_type == "f" and cell.value is None:
                raise Refused("no_value", number)
        row = [text_of_cell(cell) for cell in cells]
        room -= sum(map(len, row))
        if any(row):
            rows.append(row)
        if len(rows) > MOST_LISTED or room < 0:
            raise Refused("list_too_long")
    return rows


def text_of_cell(cell: Any) -> str:
    """As the sheet shows it: a number without a fraction, with the zeros before it."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    zeros = cell.number_format if isinstance(value, int) else ""
    text = str(value).zfill(len(zeros)) if zeros and set(zeros) == {"0"} else str(value)
    return CONTROL.sub(" ", text)[:LONGEST_CELL]


def unpack(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Unpack every part once, counting what really comes out instead of what the file declares."""
    room = MOST_UNPACKED
    for part in parts:
        if part.flag_bits & 1:
            raise Refused("locked")
        with archive.open(part) as packed:
            content = packed.read(room + 1)
        room -= len(content)
        if room < 0:
            raise Refused("too_heavy")
        refuse_content(part.filename.lower(), content)


def refuse_content(name: str, content: bytes) -> None:
    if any(word in content for word in ENTITIES):
        raise Refused("damaged")
    if name == "[content_types].xml" and b"macroEnabled" in content:
        raise Refused("macros")
    inside = content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    linked = name.endswith(".rels") and ELSEWHERE.search(content)
    if inside or linked or CALLING.search(content):
        raise Refused("linked")


def read_text(data: bytes) -> dict[str, Any]:
    """Nothing but the fact that a table in UTF-8 is plain text and works nothing out."""
    text = data.decode()
    if CONTROL.search(text) or text.lstrip().startswith("<"):
        raise Refused("not_text")
    csv.field_size_limit(len(text) + 1)
    for delimiter in ",;\t":
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for number, row in enumerate(rows, 1):
            if any(FORMULA.match(cell) for cell in row):
                raise Refused("formula", number)
    return {"pages": None, "text": ""}


READERS: Mapping[str, Callable[[bytes], dict[str, Any]]] = {
    "workbook": read_workbook,
    "table": read_table,
    "list": read_list,
    "text": read_text,
}
