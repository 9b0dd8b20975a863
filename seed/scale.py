"""A large register, fast: each practice is assessed and published once a year, and then copied.

Only for measuring: copies differ in who they are, where and when; not in what they answer.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import islice, product

from sqlalchemy import select

from registry import ledger, obligations, organisations, publication, recruitment, storage
from registry.assessment import assess_version
from registry.extensions import db
from registry.models import (
    Filing,
    FilingVersion,
    ListingState,
    Market,
    Recruiter,
    ReportingClass,
)
from registry.obligations import Period
from registry.organisations import OrganisationRecord
from registry.scoring.screening import Path
from registry.wording import STATES
from seed import papers, sentences
from seed.answers import answers_of
from seed.companies import BEGINNING, FIRST_WORDS, KINDS, SMALL_KINDS, Company
from seed.copies import LATE_DAYS, REVIEW_DAYS, Copy, Model, digest, filing_columns, make
from seed.stories import PRACTICES, Practice

YEARS = (2024, 2025, 2026)
BATCH = 2_000
MODELS = len(PRACTICES)
"""The first organisations show one practice each, in every year; the others copy them."""
MARKETS = (Market.MAIN, Market.MAIN, Market.ACE, Market.LEAP)
PLACES = ("", "Utara", "Selatan", "Timur", "Barat", "Tengah", "Raya", "Baru")
EVERY_LATE = 9

Progress = Callable[[int, int], None]


def scale(statements: int, progress: Progress = lambda done, of: None) -> None:
    """Fill an empty register with this many published statements, in two of three years each."""
    copies = max(statements - MODELS * len(YEARS), 0)
    everyone = list(islice(endless_companies(), MODELS + -(-copies // 2)))
    ids = _add(everyone)
    models = _models(everyone[:MODELS], ids[:MODELS])
    wanted = islice(_wanted(ids[MODELS:], models), copies)
    done = 0
    while batch := list(islice(wanted, BATCH)):
        make(batch)
        done += len(batch)
        progress(done, copies)
    recruitment.refresh(db.session.scalars(select(Recruiter.key)).all())
    newest = datetime.combine(models[YEARS[-1]][0].period.due_on, time(), UTC)
    ledger.append("published", "scale", {"copies": copies}, at=newest)
    db.session.commit()


def statements_of(organisations: int) -> int:
    """How many statements this many organisations publish: the models all, the others two each."""
    return MODELS * len(YEARS) + 2 * max(organisations - MODELS, 0)


def endless_companies() -> Iterator[Company]:
    """As many different fictional companies as are asked for, always the same."""
    names = product(range(10**6), FIRST_WORDS, PLACES, (*KINDS, *SMALL_KINDS))
    for number, (again, first, place, kind) in enumerate(names, 1):
        parts = (first, place, kind[0], str(again or ""), "Berhad")
        name = " ".join(part for part in parts if part)
        yield Company(_record(number, name, kind), has_migrants=True)


def _record(number: int, name: str, kind: Sequence[str]) -> OrganisationRecord:
    return OrganisationRecord(
        name=name,
        ssm_number=f"190001{number:06d}",
        ssm_old_number=f"{9000000 + number}-X",
        stock_code=f"{number:06d}",
        market=MARKETS[number % len(MARKETS)],
        sector=kind[1],
        target_sector=kind[2],
        state=list(STATES)[number % len(STATES)],
        listing_state=ListingState.LISTED,
        classes=((BEGINNING, ReportingClass.LISTED_COMPANY, ""),),
    )


def _add(everyone: Sequence[Company]) -> list[int]:
    """Add the organisations in batches; the first ones open the years for all others."""
    ids = organisations.add([company.record for company in everyone[:MODELS]])
    for year in YEARS:
        obligations.open_year(year)
    for start in range(MODELS, len(everyone), BATCH):
        ids += organisations.add([company.record for company in everyone[start : start + BATCH]])
    db.session.commit()
    return ids


def _models(everyone: Sequence[Company], ids: Sequence[int]) -> dict[int, list[Model]]:
    """For each year, a statement of each practice, assessed and published like any other."""
    paper = papers.statement("Serimbun", YEARS[-1], [sentences.LAW])
    document = storage.put(paper.stream).sha256
    found = {
        year: [
            _model(company, organisation_id, year, practice, document)
            for company, organisation_id, practice in zip(
                everyone, ids, PRACTICES.values(), strict=True
            )
        ]
        for year in YEARS
    }
    db.session.commit()
    return found


def _model(
    company: Company, organisation_id: int, year: int, practice: Practice, document: str
) -> Model:
    entry = obligations.entry_for(organisation_id, year)
    period = Period(entry.period_start, entry.period_end, entry.due_on)
    filed_at = datetime.combine(entry.due_on - timedelta(days=20), time(3), UTC)
    plain = Model(0, year, period, None, None, None)
    filing = Filing(**filing_columns(organisation_id, plain), first_submitted_at=filed_at)
    db.session.add(filing)
    db.session.flush()
    version = FilingVersion(
        number=1,
        answers=answers_of(company, practice, period, approved_on=filed_at.date()),
        documents=[{"kind": "statement", "sha256": document}],
        sha256=digest(organisation_id, year),
        submitted_at=filed_at,
        change_note="",
        path=Path.FULL,
    )
    judged = assess_version(version, filing)
    at = filed_at + timedelta(days=REVIEW_DAYS)
    statement = publication.publish(filing, version, assessment=judged, at=at, note="")
    return Model(statement.id, year, period, entry.grade, entry.score_tenths, entry.rules)


def _wanted(ids: Sequence[int], models: dict[int, list[Model]]) -> Iterator[Copy]:
    """Two statements for each organisation; the year it leaves out goes round."""
    for place, organisation_id in enumerate(ids):
        for turn, year in enumerate(YEARS):
            if (place + turn) % len(YEARS):
                model = models[year][(place * len(YEARS) + turn) % MODELS]
                days = -LATE_DAYS if place % EVERY_LATE == 0 else 5 + place % 60
                yield Copy(organisation_id, model, days)
