"""What is offered while somebody types: organisations, and companies that statements name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from registry import name_search
from registry.extensions import db
from registry.identifiers import shown
from registry.models import NameKind, Organisation
from registry.name_search import Hit
from registry.public.organisations import subsidiaries

MOST = 8
SHORTEST = 2
"""One letter says too little."""
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Offered:
    """A line under the box: a name, what tells it from others, and the page it leads to."""

    name: str
    note: str
    endpoint: str
    place: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Offer:
    """All lines, and the words that were meant where the typed ones find nothing."""

    lines: tuple[Offered, ...]
    meant: str | None


NOTES: Mapping[NameKind, Callable[[str], str]] = {
    NameKind.OLD_NAME: lambda name: _("formerly %(name)s", name=name),
    NameKind.BRAND: lambda name: _("brand %(name)s", name=name),
    NameKind.SHORT_NAME: lambda name: _("also known as %(name)s", name=name),
    NameKind.ALIAS: lambda name: _("also known as %(name)s", name=name),
}
"""What an organisation was found by, where it is not its name or number."""


def offer(text: str, year: int) -> Offer:
    """What to offer for a text; companies that only statements name come after organisations."""
    text = " ".join(text[:LONGEST].split())
    if len(text) < SHORTEST:
        return Offer((), None)
    found = name_search.suggestions(text, limit=MOST)
    lines = _organisations(found.hits)
    if len(lines) < MOST and not found.meant:
        lines += _companies(text, year)
    return Offer(tuple(lines[:MOST]), found.meant if lines else None)


def _organisations(hits: Sequence[Hit]) -> list[Offered]:
    ids = [hit.organisation_id for hit in hits]
    if not ids:
        return []
    rows = db.session.execute(
        select(
            Organisation.id,
            Organisation.name,
            Organisation.ssm_number,
            Organisation.ssm_old_number,
            Organisation.stock_code,
        ).where(Organisation.id.in_(ids))
    )
    known = {row.id: row for row in rows}
    return [_organisation(hit, known[hit.organisation_id]) for hit in hits]


def _organisation(hit: Hit, row: Any) -> Offered:
    note = NOTES.get(hit.kind)
    parts = (
        note(hit.name) if note else "",
        shown(row.ssm_number, row.ssm_old_number),
        row.stock_code or "",
    )
    return Offered(
        row.name,
        " · ".join(part for part in parts if part),
        "public.organisation",
        {"organisation_id": row.id},
    )


def _companies(text: str, year: int) -> list[Offered]:
    return [
        Offered(
            each.name,
            _("named by %(name)s", name=each.standings[0].parent) if each.standings else "",
            "public.subsidiary",
            {"key": each.key},
        )
        for each in subsidiaries.found(text, year)
    ]
