"""Up to six organisations side by side, as a page and as a file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry.auth import access
from registry.clock import today
from registry.kept_pages import kept
from registry.models import Organisation
from registry.public import counts
from registry.public.compare import reading as compare_reading
from registry.public.compare import rows as compare_rows
from registry.public.compare import table as compare_table
from registry.public.compare.asked import MOST, Asked
from registry.public.compare.reading import Side
from registry.public.compare.table import Group
from registry.public.counts import current_year
from registry.public.csv_files import csv_answer
from registry.public.routes import bp
from registry.safe_csv import csv_lines


@dataclass(frozen=True)
class Compared:
    """What was asked, as far as the register has it."""

    asked: Asked
    years: list[int]
    unknown_year: int | None
    unknown: list[int]
    """Numbers that no organisation has."""
    sides: list[Side]
    groups: list[Group]

    @property
    def shown(self) -> list[Group]:
        """The groups, or what differs of them where that was asked."""
        if self.asked.only_differences and len(self.sides) > 1:
            return compare_table.only_differing(self.groups)
        return self.groups


@bp.get("/compare")
@access("anyone")
@kept("year", "show", passing=("organisation", "q"))
def compare() -> ResponseReturnValue:
    now = today()
    found = _compared(now)
    return render_template(
        "public/compare.html",
        today=now,
        found=found,
        asked=found.asked,
        most=MOST,
        groups=found.shown,
        summary=compare_table.summary(found.groups),
        candidates=_candidates(found.asked),
        statement_urls=_statement_urls(found),
    )


@bp.get("/compare.csv")
@access("anyone")
def compare_csv() -> ResponseReturnValue:
    """The rows of the page of the same address."""
    found = _compared(today())
    names = compare_table.column_names(
        (side.organisation.id, side.organisation.name) for side in found.sides
    )
    lines = csv_lines(compare_table.records(found.shown, names), ["group", "row", "label", *names])
    return csv_answer(lines, f"register-compared-{found.asked.year}")


def _compared(now: date) -> Compared:
    asked = Asked.read(request.args)
    years: Mapping[int, object] = counts.by_year(now)
    known = asked.year is not None and asked.year in years
    year = asked.year if asked.year and known else current_year(years, now.year)
    sides = compare_reading.sides(asked.organisations, year, now)
    there = tuple(side.organisation.id for side in sides)
    return Compared(
        asked=replace(asked, organisations=there, year=year),
        years=list(years),
        unknown_year=asked.year if asked.year not in (None, year) else None,
        unknown=[each for each in asked.organisations if each not in there],
        sides=sides,
        groups=compare_rows.groups(sides, now),
    )


def _candidates(asked: Asked) -> list[tuple[Organisation, dict[str, Any]]]:
    """Organisations that the words find, each with the query that adds it."""
    if not asked.text or asked.is_full:
        return []
    found = compare_reading.candidates(asked.text, asked.organisations)
    return [(each, asked.beside(each.id).as_query) for each in found]


def _statement_urls(found: Compared) -> dict[int, str]:
    """Where the statements are, by organisation."""
    return {
        each.organisation.id: url_for(
            "public.statement", organisation_id=each.organisation.id, year=found.asked.year
        )
        for each in found.sides
        if each.has_statement
    }
