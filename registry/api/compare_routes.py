"""Up to six organisations beside each other, row by row as on the page."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import abort
from flask.typing import ResponseReturnValue

from registry.api import asked, sums_shapes
from registry.api.blueprint import Json, asks, bp, unless_known
from registry.api.described import answers
from registry.api.sums_routes import year_of
from registry.api.sums_shapes import plain_cell
from registry.auth import access
from registry.clock import today
from registry.i18n import speaking
from registry.public import counts
from registry.public.compare import reading as compare_reading
from registry.public.compare import rows as compare_rows
from registry.public.compare.reading import Side
from registry.public.compare.table import Row


@bp.get("/compare")
@access("anyone")
@answers(sums_shapes.Comparison, 404, summary="Up to six organisations side by side")
@asks(asked.Comparison)
def compare(asked: Mapping[str, Any]) -> ResponseReturnValue:
    """``organisation`` stands once for each of them; an unknown one is 404."""
    now = today()
    return unless_known(now, lambda: _compared(asked, now))


def _compared(asked: Mapping[str, Any], now: date) -> Json:
    year = year_of(asked, counts.by_year(now), now)
    sides = _sides(tuple(dict.fromkeys(asked["organisation"])), year, now)
    with speaking("en"):
        rows = [
            _row(group.id, row) for group in compare_rows.groups(sides, now) for row in group.rows
        ]
    return {
        "as_of": str(now),
        "year": year,
        "organisations": [_organisation(side) for side in sides],
        "rows": rows,
    }


def _sides(ids: Sequence[int], year: int, now: date) -> list[Side]:
    found = compare_reading.sides(ids, year, now)
    if missing := set(ids) - {side.organisation.id for side in found}:
        abort(404, f"No organisation has the number {min(missing)}.")
    return found


def _organisation(side: Side) -> Json:
    statement_id = side.entry.statement_id if side.entry else None
    return {
        "id": side.organisation.id,
        "name": side.organisation.name,
        "statement_id": statement_id,
    }


def _row(group: str, row: Row) -> Json:
    cells = [{"value": plain_cell(cell.value), "text": cell.text} for cell in row.cells]
    return {"group": group, "row": row.key, "label": row.label, "cells": cells}
