"""One line of a CSV file of organisations, read into a record or refused with the reason."""

import csv
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import TextIO, TypeVar

from email_validator import EmailNotValidError, validate_email

from registry import identifiers, names
from registry.models import ListingState, Market, ReportingClass
from registry.organisations import ALIASES, OrganisationRecord
from registry.wording import SECTORS, STATES, TARGET_SECTORS

COLUMNS = {
    "name": ("name",),
    "ssm_number": ("ssm_number",),
    "ssm_old_number": ("ssm_old_number",),
    "stock_code": ("stock_code",),
    "lei": ("lei",),
    "market": ("market",),
    "sector": ("sector",),
    "target_sector": ("target_sector",),
    "state": ("state",),
    "financial_year_end": ("fye_day", "fye_month"),
    "listing_state": ("listing_state",),
    "listing_state_on": ("listing_state_on",),
    "homepage": ("homepage",),
    "secretary_email": ("secretary_email",),
    "old_names": ("old_names",),
    "brands": ("brands",),
    "short_names": ("short_names",),
    "aliases": ("aliases",),
    "reporting_class": ("classes",),
    "reporting_class_since": (),
    "reporting_class_reason": (),
}
"""The columns of the file, and what of a record each of them fills."""

CODED = {"sector": SECTORS, "target_sector": TARGET_SECTORS, "state": STATES}
LONGEST_NAME = 200
HOMEPAGE = re.compile(r"https?://\S{1,290}")

E = TypeVar("E", Market, ListingState, ReportingClass)
Line = tuple[int, "OrganisationRecord | LineError"]


class HeaderError(Exception):
    """The file's first line does not name the columns; the message says which are known."""


class LineError(Exception):
    """One line cannot be taken; the message names the column, the value and the remedy."""


def fields_given(header: list[str]) -> frozenset[str]:
    """The fields of a record that a file with these columns speaks about."""
    return frozenset(name for column in header for name in COLUMNS[column])


def read(file: TextIO) -> tuple[list[str], Iterator[Line]]:
    """The file's columns, and its lines with their numbers; HeaderError for unknown columns."""
    reader = csv.DictReader(file)
    header = [(name or "").strip().lower().replace(" ", "_") for name in reader.fieldnames or []]
    _check_header(header)
    reader.fieldnames = header
    return header, _lines(reader)


def _lines(reader: "csv.DictReader[str]") -> Iterator[Line]:
    for row in reader:
        try:
            if None in row:
                raise LineError("The line has more cells than the header. Quote cells with commas")
            yield reader.line_num, record({name: _text(name, row[name]) for name in row})
        except LineError as error:
            yield reader.line_num, error


def _text(column: str, cell: str | None) -> str:
    """The cell in one line; what cannot be seen would make two names look the same."""
    text = (cell or "").strip()
    if text.isprintable():
        return text
    text = " ".join(text.split())
    if not text.isprintable():
        raise LineError(f"{column} holds characters that cannot be seen: {ascii(text)}")
    return text


def _check_header(header: list[str]) -> None:
    if "name" not in header:
        raise HeaderError(f"The first line must name the columns. Known: {', '.join(COLUMNS)}")
    if unknown := sorted(set(header) - set(COLUMNS)):
        raise HeaderError(f"Unknown column {unknown[0]!r}. Known: {', '.join(COLUMNS)}")
    if twice := [name for name in header if header.count(name) > 1]:
        raise HeaderError(f"The column {twice[0]!r} stands twice")


def record(cells: dict[str, str]) -> OrganisationRecord:
    """The record of one line; LineError for a cell that cannot be understood."""
    name = cells.get("name", "")
    if not name or max(len(name), len(names.key(name))) > LONGEST_NAME:
        raise LineError(f"name is {'empty' if not name else 'longer than 200 characters'}")
    fye_day, fye_month = _year_end(cells.get("financial_year_end", ""))
    market = _word(Market, "market", cells, Market.NONE)
    return OrganisationRecord(
        name=name,
        ssm_number=_identifier(identifiers.ssm_number, "ssm_number", cells),
        ssm_old_number=_identifier(identifiers.ssm_old_number, "ssm_old_number", cells),
        stock_code=_identifier(identifiers.stock_code, "stock_code", cells),
        lei=_identifier(identifiers.legal_entity_identifier, "lei", cells),
        market=market,
        sector=_code("sector", cells),
        target_sector=_code("target_sector", cells),
        state=_code("state", cells),
        fye_day=fye_day,
        fye_month=fye_month,
        listing_state=_word(
            ListingState,
            "listing_state",
            cells,
            ListingState.UNLISTED if market is Market.NONE else ListingState.LISTED,
        ),
        listing_state_on=_date("listing_state_on", cells),
        homepage=_homepage(cells),
        secretary_email=_mail(cells),
        **{part: _other_names(part, cells) for part in ALIASES},
        classes=_classes(cells),
    )


def _homepage(cells: dict[str, str]) -> str:
    address = cells.get("homepage", "")
    if address and not HOMEPAGE.fullmatch(address):
        raise LineError(f"homepage is {address!r}. Write it as in https://www.example.com")
    return address


def _mail(cells: dict[str, str]) -> str:
    address = cells.get("secretary_email", "")
    try:
        found = validate_email(address, check_deliverability=False) if address else None
    except EmailNotValidError as error:
        raise LineError(f"secretary_email is {address!r}: {error}") from error
    return found.normalized.lower() if found else ""


def _other_names(column: str, cells: dict[str, str]) -> tuple[str, ...]:
    found = {name.strip() for name in cells.get(column, "").split("|")} - {""}
    if any(len(name) > LONGEST_NAME for name in found):
        raise LineError(f"{column} holds a name longer than 200 characters")
    return tuple(sorted(found))


def _classes(cells: dict[str, str]) -> tuple[tuple[date, ReportingClass, str], ...]:
    if not cells.get("reporting_class"):
        return ()
    reporting_class = _word(ReportingClass, "reporting_class", cells, ReportingClass.LISTED_COMPANY)
    since = _date("reporting_class_since", cells)
    if since is None:
        raise LineError("reporting_class needs reporting_class_since, as in 2026-01-31")
    reason = cells.get("reporting_class_reason", "")
    if reporting_class is ReportingClass.EXEMPT and not reason:
        raise LineError("An exemption needs its reporting_class_reason")
    return ((since, reporting_class, reason),)


def _identifier(read: Callable[[str], str], name: str, cells: dict[str, str]) -> str | None:
    if not cells.get(name):
        return None
    try:
        return read(cells[name])
    except identifiers.IdentifierError as error:
        raise LineError(f"{name}: {error}") from error


def _word(words: type[E], name: str, cells: dict[str, str], default: E) -> E:
    said = cells.get(name, "")
    if not said:
        return default
    for word in words:
        if word.value.lower() == said.lower():
            return word
    raise LineError(f"{name} is {said!r}. Enter one of: {', '.join(words)}")


def _code(column: str, cells: dict[str, str]) -> str:
    said = cells.get(column, "")
    if not said:
        return ""
    codes = _codes(column)
    if said.lower() not in codes:
        raise LineError(
            f"{column} is {said!r}. Enter one of: {', '.join(sorted(set(codes.values())))}"
        )
    return codes[said.lower()]


@cache
def _codes(column: str) -> dict[str, str]:
    """What a cell may say, in lower case, and the code it means: the code itself or its label."""
    words = CODED[column]
    return {
        **{str(label).lower(): code for code, label in words.items()},
        **{code.lower(): code for code in words},
    }


def _date(name: str, cells: dict[str, str]) -> date | None:
    if not cells.get(name):
        return None
    try:
        return date.fromisoformat(cells[name])
    except ValueError as error:
        raise LineError(f"{name} is {cells[name]!r}. Write it as in 2026-01-31") from error


def _year_end(text: str) -> tuple[int, int]:
    """Day and month of ``31-12`` or ``31/12``; the end of December when nothing is said."""
    if not text:
        return 31, 12
    try:
        day, month = (int(part) for part in text.replace("/", "-").split("-"))
        date(2024, month, day)
    except ValueError as error:
        raise LineError(
            f"financial_year_end is {text!r}. Write day and month as in 31-12"
        ) from error
    return day, month
