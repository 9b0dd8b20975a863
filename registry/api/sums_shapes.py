"""What the answers of the statistics hold, and figures as JSON: the columns of their downloads."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from marshmallow import Schema, fields

from registry.api.shapes import MONEY, Next, several, text, whole
from registry.models import PublicStatus
from registry.open_data.formats import json_value
from registry.public.corridors import tables as corridor_tables
from registry.public.figures.table import Column, FigureTable
from registry.public.ledger.table import SUMS
from registry.public.recruiters import named
from registry.public.sectors.table import SECTOR_COLUMNS
from registry.scoring import Outcome

Json = dict[str, Any]

MEASURES = {"months", "percent"}
MONEY_OF_SECTORS = ("worker_paid", "reimbursed")


def _measure(about: str = "") -> fields.Float:
    return fields.Float(required=True, allow_none=True, metadata={"description": about})


def _money(about: str = "Ringgit.") -> fields.String:
    return text(about, null=True, pattern=MONEY)


def _of_unit(unit: str) -> fields.Field[Any]:
    if unit == "money":
        return _money()
    if unit == "percent":
        return _measure("A share, 0 to 1.")
    if unit == "months":
        return _measure()
    return whole(null=True) if unit in {"count", "year"} else text(null=True)


def _of_columns(name: str, *columns: Column) -> type[Schema]:
    return Schema.from_dict({each.key: _of_unit(each.unit) for each in columns}, name=name)


def cells(table: FigureTable) -> list[Json]:
    """The records of a table: money as text in ringgit, shares and months as numbers."""
    units = {column.key: column.unit for column in table.columns}
    return [{name: _cell(row[name], unit) for name, unit in units.items()} for row in table.records]


def _cell(value: Any, unit: str) -> Any:
    if value is None or unit in MEASURES:
        return None if value is None else float(value)
    return f"{value:.2f}" if unit == "money" else json_value(value)


def of_sectors(rows: Iterable[Mapping[str, Any]]) -> list[Json]:
    """The records of sectors with their money as text."""
    return [{**row, **{name: f"{row[name]:.2f}" for name in MONEY_OF_SECTORS}} for row in rows]


def plain_cell(value: Any) -> Any:
    """A value of a comparison; a figure with a fraction stays exact, as text."""
    return str(value) if isinstance(value, Decimal) else value


def _of_names(names: Sequence[str]) -> dict[str, fields.Field[Any]]:
    """Counts, but for what is a word, a share of 100 or money."""
    found: dict[str, fields.Field[Any]] = {str(name): whole() for name in names}
    known = found.keys()
    found |= {name: _measure("Of 100.") for name in known if str(name).endswith("_percent")}
    found |= {name: _money() for name in MONEY_OF_SECTORS if name in known}
    return found


def _sums(name: str, **more: Any) -> type[Schema]:
    return Schema.from_dict({**more, **_of_names([*SUMS, *PublicStatus])}, name=name)


def _outcomes(name: str, **more: Any) -> type[Schema]:
    return Schema.from_dict({**more, **_of_names(list(Outcome))}, name=name)


_OF_SECTOR = [name for name in SECTOR_COLUMNS if name not in {"sector", "as_of"}]

YearSums = _sums("YearSums", year=whole())
StateSums = _sums("StateSums", state=text("Empty where none is known."))
SectorSums = Schema.from_dict({"sector": text(), **_of_names(_OF_SECTOR)}, name="SectorSums")
CriterionOfSector = _outcomes("CriterionOfSector", criterion=text())
OutcomesOfYear = _outcomes("OutcomesOfYear", year=whole(), sector=text())
RangeByOrigin = _of_columns("RangeByOrigin", corridor_tables.ORIGIN, *corridor_tables.RANGE)
RangeByYear = _of_columns("RangeByYear", corridor_tables.YEAR, *corridor_tables.RANGE)
RangeBySector = _of_columns("RangeBySector", corridor_tables.SECTOR, *corridor_tables.RANGE)
RecruitmentByOrigin = _of_columns(
    "RecruitmentByOrigin", corridor_tables.ORIGIN, *corridor_tables.RECRUITMENT
)
RecruitmentByYear = _of_columns(
    "RecruitmentByYear", corridor_tables.YEAR, *corridor_tables.RECRUITMENT
)
Repaid = _of_columns("Repaid", *corridor_tables.REPAYMENT)
Step = _of_columns("Step", *corridor_tables.DISTRIBUTION)
CostOfKind = _of_columns("CostOfKind", *corridor_tables.COSTS)
RecruiterSummary = _of_columns("RecruiterSummary", *named.COLUMNS)
RecruiterUse = Schema.from_dict(
    {**{each.key: _of_unit(each.unit) for each in named.USES}, "organisation_id": whole()},
    name="RecruiterUse",
)


class OfDay(Schema):
    as_of = fields.Date(required=True)


class YearList(OfDay):
    years = several(YearSums, "Newest first; the statuses add up to the organisations.")


class StateList(OfDay):
    year = whole()
    states = several(StateSums)


class SectorList(OfDay):
    year = whole()
    sectors = several(SectorSums)


class Sector(OfDay):
    sector = text()
    year = whole()
    years = several(YearSums, "Newest first.")
    figures = fields.Nested(SectorSums, required=True, allow_none=True)
    criteria = several(CriterionOfSector, "How many statements of the year had which outcome.")


class CriterionOutcomes(OfDay):
    criterion = text()
    outcomes = several(OutcomesOfYear, "One for each year and sector, newest first.")


class CorridorList(OfDay):
    year = whole()
    ranges = several(RangeByOrigin, "Cost per worker.")
    recruitment = several(RecruitmentByOrigin)
    repayment = several(Repaid, "Every year, whatever `year` says.")


class Corridor(OfDay):
    origin = text()
    year = whole("Of `sectors`, `distribution` and `costs`.")
    years = several(RangeByYear)
    recruitment = several(RecruitmentByYear)
    sectors = several(RangeBySector)
    distribution = several(Step, "How many statements by cost per worker.")
    costs = several(CostOfKind)


class RecruiterList(Next):
    total = whole("How many the search finds.")
    recruiters = several(RecruiterSummary)
    previous = text("The address of the page before; null on the first.", null=True)


class RecruiterWhole(OfDay):
    recruiter = fields.Nested(RecruiterSummary, required=True)
    statements = several(RecruiterUse, "Statements that name it, newest first.")
    same_name = several(RecruiterSummary, "Others of its country that are called so.")


class Compared(Schema):
    id = whole()
    name = text()
    statement_id = whole(null=True)


class ComparedCell(Schema):
    value = fields.Raw(
        required=True, allow_none=True, metadata={"description": "A word, a number or a day."}
    )
    text = text("As the page shows it; without a value, why there is none.")


class ComparedRow(Schema):
    group = text()
    row = text()
    label = text()
    cells = several(ComparedCell, "One for each organisation, in their order.")


class Comparison(OfDay):
    year = whole()
    organisations = several(Compared, "In the order in which they were asked for.")
    rows = several(ComparedRow)
