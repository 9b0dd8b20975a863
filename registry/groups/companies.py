"""The companies that a filing names beside the one that files, and how each is known."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from registry import identifiers, names

ABROAD = re.compile(
    r"(?:not in|outside|bukan di|di luar|luar) malaysia\b[\s,.:;–-]*(?P<number>.*)", re.IGNORECASE
)
"""How a filer says that a company is not registered in Malaysia; its own number may follow."""
NOT_IN_MALAYSIA = "not in Malaysia"
LONGEST_NAME = 200
LONGEST_NUMBER = 80
LONGEST_KEY = 160


@dataclass(frozen=True, slots=True)
class Company:
    """A row of the table of companies, as far as it can be read."""

    row: int
    """From 1, as it stands in the table."""
    name: str
    number: str | None
    """The SSM registration number in its usual form; None where there is none to look up."""
    number_said: str
    share: Decimal | None
    """Of it that the group holds, in per cent."""
    covered: bool | None
    """Whether the filing says that it covers the company; None where it does not say."""

    @property
    def label(self) -> str:
        return label(self.name, self.number_said)

    @property
    def name_key(self) -> str:
        return names.key(self.name)[:LONGEST_NAME]

    def key(self, filer: int) -> str:
        """What tells the company from every other: its number; without one, its name and filer.

        Two groups may each have a company abroad of the same name.
        """
        slug = re.sub(r"\s+", "-", self.name_key)[:LONGEST_NUMBER]
        return self.number or f"named-{filer}-{slug}"


def companies(rows: Any) -> list[Company]:
    """The companies of the table ``entities``; a row without a name names nobody."""
    if not isinstance(rows, list):
        return []
    return [
        Company(
            row=number,
            name=name,
            number=number_of(row.get("ssm_number")),
            number_said=str(row.get("ssm_number") or "").strip()[:LONGEST_NUMBER],
            share=_share(row.get("share_percent")),
            covered={"yes": True, "no": False}.get(str(row.get("covered"))),
        )
        for number, row in enumerate(rows, 1)
        if isinstance(row, Mapping) and (name := _name(row.get("name")))
    ]


def number_of(text: Any) -> str | None:
    """The SSM registration number in a text: twelve digits, else the old form; None if neither."""
    for read in (identifiers.ssm_number, identifiers.ssm_old_number):
        try:
            return read(str(text or ""))
        except identifiers.IdentifierError:
            continue
    return None


def as_written(text: str) -> str | None:
    """A number as it is kept: in its usual form, or said not to be of Malaysia; else None."""
    if number := number_of(text):
        return number
    if found := ABROAD.fullmatch(text.strip()):
        return f"{NOT_IN_MALAYSIA}, {found['number']}" if found["number"] else NOT_IN_MALAYSIA
    return None


def own_number(text: str) -> str:
    """The digits and letters of a number, without the words that it is not of Malaysia."""
    found = ABROAD.fullmatch(text.strip())
    return found["number"] if found else text


def label(name: str, number: str) -> str:
    """A company by its name, with its number where it has one: how a difference names it."""
    return f"{name} ({number})" if number else name


def meant(text: str, known: Iterable[Company]) -> Company | None:
    """The company that somebody means by its label, its number or its name."""
    said = str(text or "").strip()
    bracketed = re.search(r"\(([^()]+)\)$", said)
    number = number_of(said) or (number_of(bracketed[1]) if bracketed else None)
    by_label = {company.label: company for company in known}
    by_number = {company.number: company for company in known if company.number}
    by_name = {company.name_key: company for company in known}
    return by_label.get(said) or by_number.get(number or "") or by_name.get(names.key(said))


def entity_key(number: str | None) -> str:
    """A number without blanks and hyphens, in small letters: how filings are compared."""
    return names.plain(number or "").replace(" ", "").replace("-", "")[:LONGEST_KEY]


def share_text(share: Decimal | None) -> str | None:
    """A share as filings write it: 62.5."""
    return None if share is None else f"{share.normalize():f}"


def _name(text: Any) -> str:
    return str(text or "").strip()[:LONGEST_NAME]


def _share(text: Any) -> Decimal | None:
    try:
        share = Decimal(str(text))
    except InvalidOperation:
        return None
    return share if share.is_finite() and 0 <= share <= 100 else None
