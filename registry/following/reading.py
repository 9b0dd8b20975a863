"""A list of suppliers as people have it: pasted lines, or a file from a spreadsheet."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from registry import uploads
from registry.identifiers import SSM, SSM_OLD, STOCK_CODE
from registry.uploads.kinds import OLE

MOST_LINES = 5_000
MOST_BREAKS = 20 * MOST_LINES
"""Also empty lines, and those in quotes, take their time."""
MOST_BYTES = 2_000_000
LONGEST_NAME = 200
LONGEST_CODE = 40
LONGEST_CELL = 10_000
"""Characters: more has swallowed the lines after it. Python's own limit is one of a process, which
anything in it may raise.
"""
DELIMITERS = ("\t", ";", ",", "|")
MOST_COLUMNS = 200
"""So far to the right a name or a number is looked for."""
TRIED_LINES = 50
TRIED_ROWS = 500
"""Rows that tell which column is which; the others are read as these."""
REGULAR = 0.8
"""The share of lines with as many cells as most, from which a character divides cells."""
NAME_HEADINGS = {"name", "company", "supplier", "vendor", "nama", "syarikat", "pembekal"}
CODE_HEADINGS = {"ssm", "registration", "number", "no", "code", "lei", "nombor", "pendaftaran"}
CODE_HEADINGS |= {"kod", "stock", "roc", "brn", "saham"}
ZIP = b"PK\x03\x04"
NO_LIST = _l("This is not a list of lines or a CSV file.")
TOO_LONG = _l("A list may have 5,000 lines. Divide it.")
HEADER = "name\tcode"
"""The first line of a list that we wrote ourselves."""


class Unreadable(Exception):
    """The list cannot be read; ``why`` says what to do."""

    def __init__(self, why: LazyString | str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Line:
    """One supplier: a name, a number, or both."""

    name: str
    code: str = ""


def of_file(data: bytes) -> list[Line]:
    """The suppliers of a workbook, or of a text with one in each line."""
    if len(data) > MOST_BYTES:
        raise Unreadable(_l("This file is larger than 2 MB. Divide the list."))
    if not data.startswith((ZIP, OLE)):
        return lines(decoded(data))
    try:
        return _lines(_plain(uploads.rows_of_list(data)))
    except uploads.Refused as refusal:
        raise Unreadable(str(refusal)) from refusal


def decoded(data: bytes) -> str:
    """The text of a file, as Windows, macOS and Linux spreadsheets save it."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:200]:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def lines(text: str) -> list[Line]:
    """The suppliers of a text; lines without any are left out."""
    if text.count("\n") + text.count("\r") > MOST_BREAKS:
        raise Unreadable(TOO_LONG)
    return _lines(_rows(text.lstrip("\ufeff").replace("\0", "")))


def _lines(rows: Sequence[Sequence[str]]) -> list[Line]:
    if len(rows) > MOST_LINES + 1:
        raise Unreadable(TOO_LONG)
    name, code, has_heading = _columns([row[:MOST_COLUMNS] for row in rows[:TRIED_ROWS]])
    found = [
        Line(_cell(row, name)[:LONGEST_NAME], _cell(row, code)[:LONGEST_CODE])
        for row in rows[has_heading:]
    ]
    kept = [line for line in found if line.name or line.code]
    if not kept:
        raise Unreadable(_l("No supplier was found. Paste one a line, or send a CSV file."))
    return kept


def written(found: Sequence[Line]) -> str:
    """The list as text that reads as the same lines again."""
    return "\n".join([HEADER, *(f"{line.name}\t{line.code}" for line in found)])


def _rows(text: str) -> list[list[str]]:
    """The cells of each line that has any."""
    try:
        rows = _divided(text)
    except csv.Error as error:
        raise Unreadable(NO_LIST) from error
    if any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        raise Unreadable(NO_LIST)
    return _plain(rows)


def _plain(rows: Iterable[Sequence[str]]) -> list[list[str]]:
    return [[" ".join(cell.split()) for cell in row] for row in rows if any(map(str.strip, row))]


def _divided(text: str) -> list[list[str]]:
    if match := re.match(r"sep=([^ \r\n\"])\r?\n", text):
        text, delimiter = text[match.end() :], match[1]
    else:
        delimiter = _delimiter(text)
    if not delimiter:
        return [[line] for line in text.splitlines()]
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _delimiter(text: str) -> str:
    """What divides the cells: the same number of times in nearly every line; empty if nothing."""
    start = [line for line in text.splitlines()[:TRIED_LINES] if line.strip()]
    for delimiter in DELIMITERS:
        widths = Counter(len(row) for row in csv.reader(start, delimiter=delimiter))
        width, count = max(widths.items(), key=lambda item: item[1], default=(1, 0))
        if width > 1 and count >= REGULAR * len(start):
            return delimiter
    return ""


def _columns(rows: Sequence[Sequence[str]]) -> tuple[int | None, int | None, bool]:
    """Where names and numbers stand, by the headings or else by what stands there."""
    if not rows:
        return None, None, False
    headings = [set(re.findall(r"[a-z]+", cell.lower())) for cell in rows[0]]
    name = _first(headings, NAME_HEADINGS)
    code = _first(headings, CODE_HEADINGS - (NAME_HEADINGS if name is None else set()), name)
    if (name, code) != (None, None) and not any(is_code(cell) for cell in rows[0]):
        return name, code, True
    width = max(len(row) for row in rows)
    codes = [sum(is_code(_cell(row, n)) for row in rows) for n in range(width)]
    code = codes.index(max(codes)) if max(codes) else None
    letters = [sum(c.isalpha() for row in rows for c in _cell(row, n)) for n in range(width)]
    if code is not None and 2 * codes[code] >= len(rows):
        letters[code] = 0
    else:
        code = None
    return (letters.index(max(letters)) if max(letters) else None), code, False


def _first(headings: Sequence[set[str]], wanted: set[str], other: int | None = None) -> int | None:
    found = (n for n, words in enumerate(headings) if words & wanted and n != other)
    return next(found, None)


def is_code(text: str) -> bool:
    """Whether a cell is an SSM number, a stock code or an LEI."""
    if len(text) > LONGEST_CODE:
        return False
    short = re.sub(r"\(.*\)|[\s-]", "", text).upper()
    return bool(
        SSM.fullmatch(short)
        or SSM_OLD.fullmatch(short)
        or STOCK_CODE.fullmatch(short)
        or re.fullmatch(r"[A-Z0-9]{18}\d{2}", short)
    )


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""
