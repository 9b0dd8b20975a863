"""Recruiters as statements write them: which two are the same, and which names may be shown.

Two rows are the same recruiter where they give the same licence number in the same country. Without
a licence number the name has to do, in the same country and normalised as names of organisations
are. A name alone is never enough to join a row with a licence to one without.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from registry import names
from registry.answer_values import count_of, date_of

LONGEST_KEY = 110
LICENCE = re.compile(r"(?=.*\d)[a-z0-9]{3,}")
"""A licence number has a digit: "none" and "n/a" are not one."""

COMPANY = re.compile(
    r"\b(?:sdn|bhd|berhad|plt|pvt|ltd|limited|llc|llp|inc|jsc|pt|cv|corp\w*|company|co|group|"
    r"enterprises?|agenc(?:y|ies)|agensi|agen|pekerjaan|syarikat|perusahaan|perkhidmatan|manpower|"
    r"recruit\w*|employment|overseas|international|services?|resources?|consult\w*|placements?|"
    r"labou?r|solutions?|management|holdings|trading|bureau|foundation|tenaga|office)\b"
)
"""Words that tell a firm from a person."""
PERSON = re.compile(r"\b(?:bin|binti|bte|mr|mrs|ms|encik|puan|haji|hajah)\b|\ba/[lp]\b")

UNKNOWN_COUNTRY = "XXX"
Row = dict[str, Any]


def uses(rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The recruiters of one public statement; rows without name and licence say nothing."""
    return [_use(row) for row in rows if _text(row, "name") or _text(row, "licence_no")]


def licence_key(number: str) -> str:
    """The letters and digits of a licence number; empty where it is not one."""
    found = re.sub(r"[^a-z0-9]", "", names.plain(number))
    return found if LICENCE.fullmatch(found) else ""


def same_name(name: str) -> str:
    """The name as two of them are compared."""
    return names.key(name)[:200]


def words(name: str, licence_no: str) -> set[str]:
    """By what it is found: its name, its licence number in parts and in one piece."""
    licence = licence_key(licence_no)[: names.LONGEST_WORD]
    parts = names.words(licence_no) if licence else ()
    return {*names.words(name), *parts, licence} - {""}


def may_be_a_person(name: str, licence: str) -> bool:
    """Whether a name could be that of a natural person, who is not named on these pages.

    A firm says so in its name; a licence speaks for a firm unless the name speaks for a person.
    """
    plain = names.plain(name)
    if COMPANY.search(plain):
        return False
    return bool(PERSON.search(plain)) or not licence


def is_private_person(name: str, licence: str) -> bool:
    """Whether a name speaks for a person who has no licence: nobody whose trade is public."""
    plain = names.plain(name)
    return bool(PERSON.search(plain)) and not COMPANY.search(plain) and not licence_key(licence)


def without_persons(rows: Iterable[Any]) -> list[Any]:
    """The rows of a statement without the names that are not shown across statements."""
    return [_without_person(row) if isinstance(row, Mapping) else row for row in rows]


def _without_person(row: Mapping[str, Any]) -> Mapping[str, Any]:
    licence = licence_key(_text(row, "licence_no"))
    return {**row, "name": ""} if may_be_a_person(_text(row, "name"), licence) else row


def _use(row: Mapping[str, Any]) -> Row:
    name, number = _text(row, "name")[:200], _text(row, "licence_no")[:80]
    country = _text(row, "country")[:3] or UNKNOWN_COUNTRY
    licence = licence_key(number)
    is_hidden = may_be_a_person(name, licence)
    return {
        "key": "" if is_hidden else _key(country, name, licence),
        "name": "" if is_hidden else name,
        "country": country,
        "licence_no": number,
        "licence_class": _text(row, "licence_class")[:8],
        "licence_expiry": date_of(row.get("licence_expiry")),
        "checked_on": date_of(row.get("checked_on")),
        "subagents_found": _text(row, "subagents_found")[:16],
        "blacklist_hit": _text(row, "blacklist_hit")[:16],
        "recruits": count_of(row.get("recruits")),
    }


def _key(country: str, name: str, licence: str) -> str:
    """``NPL-1234075076`` by licence, ``NPL.contoh-manpower`` by name."""
    if licence:
        return f"{country}-{licence}"[:LONGEST_KEY]
    return f"{country}.{same_name(name).replace(' ', '-')}"[:LONGEST_KEY]


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""
