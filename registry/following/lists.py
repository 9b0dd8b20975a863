"""Lists of suppliers that somebody follows: kept, changed, and read under a private address."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from registry.clock import day_of
from registry.extensions import db
from registry.following import addresses
from registry.following.matching import Matched
from registry.following.reading import Line
from registry.models import SupplierLine, SupplierList

OPENED_AGAIN = timedelta(days=30)
"""How long after it was opened last a list is noted as opened again."""


def keep(found: Sequence[Matched], *, at: datetime) -> SupplierList:
    kept = SupplierList(nonce=addresses.nonce(), made_at=at, opened_on=day_of(at))
    db.session.add(kept)
    _write(kept, found)
    return kept


def replace(kept: SupplierList, found: Sequence[Matched]) -> None:
    kept.lines.clear()
    db.session.flush()
    _write(kept, found)


def lines_of(kept: SupplierList) -> list[Line]:
    return [Line(each.name, each.code) for each in kept.lines]


def choices_of(kept: SupplierList, lines: Sequence[Line]) -> Mapping[int, int]:
    """What was decided before about the same lines, by their places."""
    decided = {(each.name, each.code): each.organisation_id or 0 for each in kept.lines}
    return {
        place: decided[line.name, line.code]
        for place, line in enumerate(lines)
        if decided.get((line.name, line.code))
    }


def was_opened_lately(kept: SupplierList, today: date) -> bool:
    """Whether it is noted well enough that somebody still reads it."""
    return today - kept.opened_on < OPENED_AGAIN


def _write(kept: SupplierList, found: Sequence[Matched]) -> None:
    kept.lines.extend(
        SupplierLine(
            number=number,
            name=each.line.name,
            code=each.line.code,
            organisation_id=each.organisation_id,
        )
        for number, each in enumerate(found, 1)
    )
    db.session.flush()
