"""The rows of each table, streamed from the read tables: what pages show, and nothing else."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import selectinload

from registry import assurance, promises
from registry.concerns import queries
from registry.extensions import db
from registry.models import (
    Organisation,
    OrganisationAlias,
    OrganisationClass,
    Promise,
    PromiseSum,
    RegisterEntry,
    status_as_of,
    status_since,
)
from registry.promises import Commitment

Row = dict[str, Any]

AT_ONCE = 500
"""Rows that are read and held at once."""


def streamed(query: Any, at_once: int = AT_ONCE) -> Iterator[Any]:
    """The rows of a query; only ``at_once`` of them are in memory."""
    return iter(db.session.execute(query.execution_options(yield_per=at_once)))


def ringgit(sen: int | None) -> Decimal | None:
    return None if sen is None else Decimal(sen).scaleb(-2)


def said(text: str | None) -> str | None:
    """A text; None where nothing was said."""
    return text or None


def in_both(name: str, text: Mapping[str, str] | None) -> Row:
    """A text in a column for each language; both empty where nothing was said."""
    return {f"{name}_{lang}": text[lang] if text else None for lang in ("en", "ms")}


def organisations(public_url: str) -> Iterator[Row]:
    found = streamed(
        select(Organisation).options(selectinload(Organisation.aliases)).order_by(Organisation.id)
    )
    while rows := list(islice(found, AT_ONCE)):
        tiers = assurance.organisation_tiers([each.id for (each,) in rows])
        for (each,) in rows:
            vouched_by = tiers[each.id].name.lower()
            yield {**organisation(each, public_url), "vouched_by": vouched_by}
            db.session.expunge(each)


def organisation(each: Organisation, public_url: str) -> Row:
    return {
        "organisation_id": each.id,
        "name": each.name,
        "other_names": said(" | ".join(alias.name for alias in each.aliases)),
        "ssm_number": each.ssm_number,
        "ssm_old_number": each.ssm_old_number,
        "stock_code": each.stock_code,
        "lei": each.lei,
        "market": each.market.value,
        "sector": said(each.sector),
        "target_sector": said(each.target_sector),
        "state": said(each.state),
        "listing_state": each.listing_state.value,
        "homepage": said(each.homepage),
        "address": f"{public_url}/id/organisation/{each.id}",
    }


def other_names() -> Iterator[Row]:
    """Former names, brands and short forms, one by one."""
    columns = (OrganisationAlias.organisation_id, OrganisationAlias.name, OrganisationAlias.kind)
    for row in streamed(select(*columns).order_by(columns[0], OrganisationAlias.id)):
        yield {**row._mapping, "kind": row.kind.value}


def concerns(today: date) -> Iterator[Row]:
    """What the public asked and was answered, as far as everybody reads it on a day."""
    for organisation_id, each in queries.everything(today):
        yield {
            "reference": each.reference,
            "organisation_id": organisation_id,
            "year": each.year,
            "kind": each.kind.value,
            "text": each.text,
            "who": said(each.who),
            "sent_on": each.sent_on,
            "answer_by": each.answer_by,
            "answer": said(each.answer),
            "answered_at": each.answered_at,
            "as_of": today,
        }


def reporting_classes() -> Iterator[Row]:
    columns = (
        OrganisationClass.organisation_id,
        OrganisationClass.since,
        OrganisationClass.reporting_class,
        OrganisationClass.reason,
    )
    for row in streamed(select(*columns).order_by(*columns[:2], OrganisationClass.id)):
        yield {
            **row._mapping,
            "reporting_class": row.reporting_class.value,
            "reason": said(row.reason),
        }


_ENTRIES = (
    select(
        RegisterEntry,
        Organisation.name,
        func.coalesce(PromiseSum.made, 0).label("promises_made"),
        func.coalesce(PromiseSum.due, 0).label("promises_due"),
        PromiseSum.percent.label("promises_kept_percent"),
    )
    .join(Organisation, Organisation.id == RegisterEntry.organisation_id)
    .order_by(RegisterEntry.year, RegisterEntry.organisation_id)
)


def entries(today: date, year: int | None = None) -> Iterator[Row]:
    """Every organisation and year, or those of one year, as they stand on a day."""
    own = PromiseSum.organisation_id == RegisterEntry.organisation_id
    asked = _ENTRIES.outerjoin(PromiseSum, and_(own, promises.hold(RegisterEntry.year, today)))
    found = asked if year is None else asked.where(RegisterEntry.year == year)
    for row in streamed(found):
        beside = dict(row._mapping)
        entry = beside.pop("RegisterEntry")
        yield {**_entry(entry, today), **beside}
        db.session.expunge(entry)


_AS_THEY_ARE = (
    *("year", "organisation_id", "mandatory", "period_start", "period_end", "due_on"),
    *("first_due_on", "published_on", "statement_id", "rules", "grade_public_on"),
    *("grade_withdrawn_on", "grade_withdrawn_reason"),
)


def _entry(entry: RegisterEntry, today: date) -> Row:
    status = status_as_of(entry.status, entry.due_on, today)
    public = entry.grade_public_on is not None and entry.grade_public_on <= today
    score = entry.score_tenths if public else None
    return {
        **{column: getattr(entry, column) for column in _AS_THEY_ARE},
        "reporting_class": entry.reporting_class.value,
        "market": entry.market.value,
        "sector": said(entry.sector),
        "state": said(entry.state),
        "status": status.value,
        "status_on": status_since(status, entry.status_on, entry.due_on),
        "as_of": today,
        "reason": said(entry.reason),
        "path": entry.path.value if entry.path else None,
        "grade": entry.grade if public else None,
        "score": None if score is None else score / 10,
    }


def commitments(today: date) -> Iterator[Row]:
    for organisation_id, each in _promised():
        yield {
            "organisation_id": organisation_id,
            "number": each.number,
            "year": each.year,
            "commitment": each.commitment,
            "owner": said(each.owner),
            "metric": said(each.metric),
            "target": said(each.target),
            "due_on": each.due_on,
            "due_now": each.due_now,
            "stands": promises.standing(each, today).value,
            "as_of": today,
        }


def follow_ups() -> Iterator[Row]:
    for organisation_id, each in _promised():
        for told in each.followed:
            yield {
                "organisation_id": organisation_id,
                "number": each.number,
                "year": told.year,
                "outcome": told.outcome.value if told.outcome else None,
                "reached": said(told.reached),
                "why": said(told.why),
                "due_on": told.due_on,
            }


def _promised() -> Iterator[tuple[int, Commitment]]:
    """Every commitment with its organisation, some hundred organisations at a time."""
    ids = db.session.scalars(
        select(Promise.organisation_id).distinct().order_by(Promise.organisation_id)
    ).all()
    for start in range(0, len(ids), AT_ONCE):
        found = promises.of_organisations(ids[start : start + AT_ONCE])
        yield from ((id, each) for id, several in found.items() for each in several)
