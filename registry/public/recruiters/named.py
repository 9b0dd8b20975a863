"""Agencies and agents that public statements name, found by name or licence number."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select

from registry import names
from registry.extensions import db
from registry.i18n import lazy as _l
from registry.models import CorridorFigure, Organisation, Recruiter, RecruiterUse, RecruiterWord
from registry.name_search import begins_with
from registry.public.corridors.totals import share
from registry.public.figures.table import Column, FigureTable, ringgit
from registry.public.paging import PAGE, Order, Page, cut, read_cursor, words_key
from registry.public.unchanged import while_unchanged

MOST_WORDS = 8
MOST_USES = 200
"""Statements that the page of one recruiter lists; its download has them all."""
STREAMED = 1_000

BY_NAME = Order("recruiter", Recruiter.name_key, Recruiter.id, words_key)

COLUMNS = (
    Column("key", _l("Recruiter"), "text"),
    Column("name", _l("Name"), "text"),
    Column("country", _l("Country"), "country"),
    Column("licence_no", _l("Licence number"), "text"),
    Column("employers", _l("Employers that name it")),
    Column("statements", _l("Statements")),
    Column("first_year", _l("First year"), "year"),
    Column("last_year", _l("Latest year"), "year"),
    Column("recruits", _l("Recruited, at least")),
)
USES = (
    Column("organisation_id", _l("Number of the organisation"), "text"),
    Column("organisation", _l("Organisation"), "text"),
    Column("year", _l("Year"), "year"),
    Column("name", _l("Named as"), "text"),
    Column("licence_no", _l("Licence number"), "text"),
    Column("licence_expiry", _l("Licence valid until"), "date"),
    Column("checked_on", _l("Employer checked it on"), "date"),
    Column("subagents_found", _l("Sub-agents found"), "answer"),
    Column("blacklist_hit", _l("On a blacklist"), "answer"),
    Column("recruits", _l("Recruited")),
    Column("per_worker", _l("Workers from there paid, through anybody"), "money"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is narrowed to."""

    text: str = ""
    country: str = ""


@dataclass(frozen=True)
class Found:
    """One recruiter, what statements say of it, and others of its country that are called so."""

    recruiter: Recruiter
    uses: Sequence[Mapping[str, Any]]
    same_name: Sequence[Recruiter]

    @property
    def names(self) -> list[str]:
        """What statements call it, the newest first."""
        return list(dict.fromkeys(use["name"] for use in self.uses if use["name"]))

    @property
    def always_the_same(self) -> set[str]:
        """Columns of names and numbers in which every statement says the same."""
        says = {name: {use[name] for use in self.uses} for name in ("name", "licence_no")}
        return {name for name, found in says.items() if len(found) == 1}

    def table(self) -> FigureTable:
        return FigureTable(USES, self.uses)


def page(asked: Asked, *, after: str = "", limit: int = PAGE) -> Page[Recruiter]:
    cursor = read_cursor(after, BY_NAME) if after else None
    rows = select(Recruiter).where(*_conditions(asked)).limit(limit + 1)
    if cursor:
        rows = rows.where(BY_NAME.beyond(cursor))
    rows = rows.order_by(*BY_NAME.clauses(backwards=bool(cursor and cursor.backwards)))
    return cut(
        db.session.scalars(rows).all(),
        order=BY_NAME,
        cursor=cursor,
        limit=limit,
        place=lambda row: (row.name_key, row.id),
    )


def table(found: Page[Recruiter]) -> FigureTable:
    return FigureTable(COLUMNS, [record(recruiter) for recruiter in found.rows])


def everything(asked: Asked) -> Iterator[Mapping[str, Any]]:
    """All that are found, without holding them all."""
    after: str | None = ""
    while after is not None:
        found = page(asked, after=after, limit=STREAMED)
        yield from map(record, found.rows)
        after = found.next


def total(asked: Asked) -> int:
    counted = select(func.count()).select_from(Recruiter).where(*_conditions(asked))
    return while_unchanged(("recruiters", asked), lambda: db.session.scalar(counted) or 0)


def countries() -> Sequence[str]:
    found = select(Recruiter.country).distinct().order_by(Recruiter.country)
    return while_unchanged("countries of recruiters", lambda: db.session.scalars(found).all())


def unnamed() -> int:
    """How often a statement names somebody who may be a natural person."""
    counted = select(func.count()).where(RecruiterUse.key == "")
    return while_unchanged("unnamed recruiters", lambda: db.session.scalar(counted) or 0)


def recruiter(key: str, *, most: int | None = MOST_USES) -> Found:
    """One recruiter with the statements that name it, newest first."""
    found = db.session.scalars(select(Recruiter).where(Recruiter.key == key)).one()
    called_so = (
        select(Recruiter)
        .where(
            Recruiter.country == found.country,
            Recruiter.name_key == found.name_key,
            Recruiter.id != found.id,
        )
        .order_by(Recruiter.id)
        .limit(MOST_USES)
    )
    return Found(found, list(_uses(key, most)), db.session.scalars(called_so).all())


def _conditions(asked: Asked) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        Recruiter.key.in_(select(RecruiterWord.key).where(begins_with(RecruiterWord.word, word)))
        for word in names.words(asked.text)[:MOST_WORDS]
    ]
    return [*found, Recruiter.country == asked.country] if asked.country else found


def _uses(key: str, most: int | None) -> Iterator[dict[str, Any]]:
    """Beside each statement, what workers from the recruiter's country paid its organisation."""
    known = CorridorFigure.per_worker_sen.is_not(None)
    newest = RecruiterUse.year.desc(), RecruiterUse.id.desc()
    wanted = select(RecruiterUse.id).where(RecruiterUse.key == key).order_by(*newest).limit(most)
    found = db.session.execute(
        select(
            RecruiterUse,
            Organisation.name,
            func.sum(case((known, CorridorFigure.worker_paid_sen))),
            func.sum(case((known, CorridorFigure.people))),
        )
        .join(Organisation, Organisation.id == RecruiterUse.organisation_id)
        .outerjoin(
            CorridorFigure,
            and_(
                CorridorFigure.organisation_id == RecruiterUse.organisation_id,
                CorridorFigure.year == RecruiterUse.year,
                CorridorFigure.origin == RecruiterUse.country,
            ),
        )
        .where(RecruiterUse.id.in_(wanted))
        .group_by(RecruiterUse.id, Organisation.name)
        .order_by(*newest)
    )
    for use, organisation, paid, people in found:
        yield _use(use) | {"organisation": organisation, "per_worker": _each(paid, people)}


def _each(paid: int | None, people: int | None) -> Decimal | None:
    amount = ringgit(int(paid)) if paid is not None else None
    return None if amount is None else share(amount, int(people or 0), "0.01")


def _use(use: RecruiterUse) -> dict[str, Any]:
    own = {column.key for column in USES} - {"organisation", "per_worker"}
    return {name: getattr(use, name) for name in own}


def record(recruiter: Recruiter) -> dict[str, Any]:
    own = {column.key for column in COLUMNS} - {"employers"}
    return {name: getattr(recruiter, name) for name in own} | {"employers": recruiter.organisations}
