"""How the bare pages write days, sums and shares, and what they say of a status."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from bench.bare.words import COUNTRIES, RECRUITMENT_SECTORS, Question
from registry.public_answers import SUPPRESSED
from registry.scoring.shapes import Kind

HERE = ZoneInfo("Asia/Kuala_Lumpur")
MOST, MILLION = 4096, 1_000_000
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec")


@lru_cache(MOST)
def day(value: date | str) -> str:
    """As in 7 May 2026."""
    of = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{of.day} {MONTHS[of.month - 1]} {of.year}"


def instant(value: datetime | str) -> str:
    of = datetime.fromisoformat(value) if isinstance(value, str) else value
    here = (of if of.tzinfo else of.replace(tzinfo=UTC)).astimezone(HERE)
    return f"{day(here.date())}, {here:%H:%M}"


def money(ringgit: Any) -> str:
    return f"RM{float(ringgit):,.2f}"


def sen(value: int | None) -> str:
    return "–" if value is None else f"RM{value / 100:,.2f}"


def sums(ringgit: Any) -> str:
    """A sum to be compared: without sen."""
    return f"RM{float(ringgit):,.0f}"


def large(ringgit: Any) -> str:
    """A sum to be remembered, as in RM82.02 million."""
    value = float(ringgit)
    return f"RM{number(round(value / MILLION, 2))} million" if value >= MILLION else sums(value)


def number(value: Any) -> str:
    """With three decimals at most, and none that are 0."""
    text = f"{float(value):,.3f}"
    return text.rstrip("0").rstrip(".")


def tenth(value: Any) -> str:
    return "–" if value is None else f"{Decimal(value):,.1f}"


def percent(value: Any) -> str:
    return f"{float(value):.0%}"


def share_of(part: Any, whole: Any) -> float:
    """In per cent, of a picture's width."""
    return round(float(part or 0) / float(whole) * 100, 2) if whole else 0


def corridor(key: str) -> str:
    origin, _, sector = key.partition("-")
    return f"{COUNTRIES.get(origin, origin)} · {RECRUITMENT_SECTORS.get(sector, sector)}"


def status(entry: Mapping[str, Any], today: str) -> str:
    """What there is of a year, in a sentence."""
    due, of = day(entry["due_on"]), entry["status"]
    if of == "due" and str(entry["due_on"]) < today:
        return f"No statement on this register as of {day(today)} (due {due})"
    if of == "due":
        return f"No statement on this register yet as of {day(today)} (due {due})"
    if of == "published_on_time":
        return f"Filed by the deadline of {due}, published {day(entry['published_on'])}"
    if of == "published_late":
        return f"Published {day(entry['published_on'])}, filed after the deadline of {due}"
    if of == "awaiting_review":
        return f"Filed {day(entry['status_on'])}, not yet reviewed (due {due})"
    return f"{of} since {day(entry['status_on'])}"


def figure(value: Any, unit: str) -> str:
    """A figure of an assessment; empty where there is none."""
    if value is None:
        return ""
    if value == SUPPRESSED:
        return "fewer than 5"
    return UNITS[unit](value)


UNITS = {
    "money": money,
    "percent": percent,
    "count": number,
    "number": tenth,
    "months": lambda value: f"{tenth(value)} months",
}


def answer(question: Question, value: Any) -> str:
    """An answer in words; empty where nothing was said."""
    if value is None or value == "":
        return ""
    if isinstance(value, list):
        return "; ".join([answer(question, each) for each in value])
    if question.kind is Kind.TEXT:
        return str(question.choices.get(value, value))
    return _known(question.kind, question.choices.get(value), value, question.is_month)


@lru_cache(MOST, typed=True)
def _known(kind: Kind, words: str | None, value: Any, is_month: bool) -> str:
    if words is not None:
        return words
    if kind is Kind.CORRIDOR:
        return corridor(value)
    if kind is Kind.DIGEST:
        return f"{value[:12]}…" if len(value) == 64 else str(value)
    if kind is Kind.MONEY:
        return money(value)
    if kind is Kind.DATE:
        return f"{date.fromisoformat(value):%B %Y}" if is_month else day(value)
    return number(value) if kind in (Kind.COUNT, Kind.DECIMAL) else str(value)
