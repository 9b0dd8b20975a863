"""Companies that statements name: found by their own name, and those that no statement covers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import aliased

from registry import coverage, names
from registry.coverage import Standing
from registry.extensions import db
from registry.groups import Company, Difference, companies, differences, meant
from registry.models import Organisation, Statement, StatementCompany, Subsidiary, SubsidiaryWord
from registry.name_search import begins_with
from registry.public.paging import PAGE, Order, Page, cut, read_cursor, words_key

MOST_FOUND = 5
"""Companies that a search shows beside the organisations."""
MOST_LOOKED_AT = 40
"""Words that lead to them: a company has several that begin alike."""
MOST_WORDS = 8
COMMON = 5_000
"""A word that so many companies have is common."""
STREAMED = 500
MOST_STATEMENTS = 50

BY_NAME = Order("subsidiary", Subsidiary.name_key, Subsidiary.id, words_key)

CSV_COLUMNS = ("year", "name", "ssm_number", "named_by_id", "named_by", "share_percent", "covered")


@dataclass(frozen=True, slots=True)
class Found:
    """A company in a year, with what each statement says of it."""

    key: str
    name: str
    number_said: str
    is_covered: bool
    standings: Sequence[Standing]


@dataclass(frozen=True, slots=True)
class Told:
    """What a statement says that the company would answer otherwise."""

    statement: Standing
    difference: Difference


@dataclass(frozen=True, slots=True)
class Year:
    """A company in one year: named by whom, covered or not, and where it differs."""

    year: int
    standings: Sequence[Standing]
    differences: Sequence[Told]

    @property
    def is_covered(self) -> bool:
        return any(standing.covered for standing in self.standings)


def found(text: str, year: int | None) -> list[Found]:
    """Companies of a year that have, for each word of ``text``, a word that begins with it.

    The rarest word is looked up, the others for what it finds: of a million companies in
    milliseconds. Where even that word is common, only the first that bear it are looked at.
    """
    words = _rarest_first(names.words(text)[:MOST_WORDS])
    if not words:
        return []
    keys = list(dict.fromkeys(db.session.scalars(_keys(words, year))))[:MOST_FOUND]
    if not keys:
        return []
    rows = db.session.execute(
        select(Subsidiary.key, Subsidiary.name, Subsidiary.number_said, Subsidiary.is_covered)
        .where(Subsidiary.key.in_(keys), Subsidiary.year == year)
        .order_by(Subsidiary.name_key, Subsidiary.id)
    )
    return _with_standings([tuple(row) for row in rows], year)


def uncovered(year: int, *, after: str = "", limit: int = PAGE) -> Page[Found]:
    """One page of the companies of a year that a statement names and none covers, by name."""
    cursor = read_cursor(after, BY_NAME) if after else None
    rows = _uncovered(year).limit(limit + 1)
    if cursor:
        rows = rows.where(BY_NAME.beyond(cursor))
    rows = rows.order_by(*BY_NAME.clauses(backwards=bool(cursor and cursor.backwards)))
    listed = db.session.execute(rows).all()
    places = {row.key: (row.name_key, row.id) for row in listed}
    return cut(
        _with_standings([tuple(row)[:4] for row in listed], year),
        order=BY_NAME,
        cursor=cursor,
        limit=limit,
        place=lambda row: places[row.key],
    )


def how_many_uncovered(year: int) -> int:
    """Counted along an index of these companies alone."""
    counted = select(func.count()).where(Subsidiary.year == year, Subsidiary.is_covered.is_(False))
    return db.session.scalar(counted) or 0


def everything_uncovered(year: int) -> Iterator[dict[str, Any]]:
    """A record for each uncovered company and statement that names it, without holding them all."""
    after = ""
    while True:
        page = uncovered(year, after=after, limit=STREAMED)
        for each in page.rows:
            yield from (_record(standing) for standing in each.standings)
        if page.next is None:
            return
        after = page.next


def named(key: str) -> list[dict[str, Any]]:
    """A record for each statement that is public now and names a company, newest year first."""
    return [_record(standing) for standing in _standings(key)]


def years_of(key: str) -> list[Year]:
    """What the statements that are public now say of a company, newest year first."""
    standings = _standings(key)
    told = _differences(standings[:MOST_STATEMENTS])
    return [
        Year(year, said := list(group), [t for t in told if t.statement in said])
        for year, group in groupby(standings, key=lambda standing: standing.year)
    ]


def _standings(key: str) -> list[Standing]:
    """Raises NoResultFound for a company that no statement names."""
    standings = coverage.standings([key])
    if not standings:
        raise NoResultFound
    return standings


def organisation_of(key: str) -> Organisation | None:
    """The organisation of the register that bears this number."""
    return coverage.registered([key]).get(key)


def _rarest_first(words: Sequence[str]) -> list[str]:
    """The words by how many companies have one like it, as far as it is worth counting."""
    if len(words) < 2:
        return list(words)
    counts = [
        select(func.count()).select_from(_bearing(word).subquery()).scalar_subquery()
        for word in words
    ]
    [row] = db.session.execute(select(*(c.label(f"word_{n}") for n, c in enumerate(counts))))
    return [word for _count, word in sorted(zip(row, words, strict=True))]


def _keys(words: Sequence[str], year: int | None) -> Any:
    rarest, *others = words
    bearing = _bearing(rarest).subquery()
    of_year = select(Subsidiary.id).where(Subsidiary.key == bearing.c.key, Subsidiary.year == year)
    return (
        select(bearing.c.key)
        .where(of_year.exists(), *(_has_word(bearing.c.key, word) for word in others))
        .limit(MOST_LOOKED_AT)
    )


def _bearing(word: str) -> Any:
    """The first companies that have a word like it."""
    return (
        select(SubsidiaryWord.word, SubsidiaryWord.key)
        .where(begins_with(SubsidiaryWord.word, word))
        .order_by(SubsidiaryWord.word, SubsidiaryWord.key)
        .limit(COMMON)
    )


def _has_word(key: Any, word: str) -> Any:
    other = aliased(SubsidiaryWord)
    return select(other.key).where(other.key == key, begins_with(other.word, word)).exists()


def _uncovered(year: int) -> Any:
    return select(
        Subsidiary.key,
        Subsidiary.name,
        Subsidiary.number_said,
        Subsidiary.is_covered,
        Subsidiary.name_key,
        Subsidiary.id,
    ).where(and_(Subsidiary.year == year, Subsidiary.is_covered.is_(False)))


def _with_standings(rows: Sequence[Any], year: int | None) -> list[Found]:
    said: dict[str, list[Standing]] = {}
    if rows:
        for standing in coverage.standings([key for key, *_ in rows], year=year):
            said.setdefault(standing.key, []).append(standing)
    return [
        Found(key, name, number, is_covered, said.get(key, ()))
        for key, name, number, is_covered in rows
    ]


def _differences(standings: Sequence[Standing]) -> list[Told]:
    """Read from the answers of these statements, of which each names the company."""
    by_statement = {standing.statement_id: standing for standing in standings}
    rows = db.session.execute(
        select(
            Statement.id,
            Statement.answers["differences"].label("differences"),
            StatementCompany.name,
            StatementCompany.number_said,
        )
        .join(StatementCompany, StatementCompany.statement_id == Statement.id)
        .where(Statement.id.in_(by_statement), StatementCompany.key == standings[0].key)
    )
    return [
        Told(by_statement[id], each)
        for id, page, name, number in rows
        for each in differences({"differences": page})
        if meant(each.company, _one(name, number))
    ]


def _one(name: str, number: str) -> list[Company]:
    return companies([{"name": name, "ssm_number": number}])


def _record(standing: Standing) -> dict[str, Any]:
    words = {True: "yes", False: "no", None: ""}
    return {
        "year": standing.year,
        "name": standing.name,
        "ssm_number": standing.number_said,
        "named_by_id": standing.parent_id,
        "named_by": standing.parent,
        "share_percent": standing.share_percent,
        "covered": words[standing.covered],
    }
