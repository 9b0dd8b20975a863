"""The corridors of one public statement, from its own rows and lines and nothing else.

Pure: what is worked out here follows from what anybody reads in the statement, so that no figure of
many statements can tell what a single one withholds.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from registry.models import StatementCorridor, StatementFeeLine
from registry.models.kept_corridors import NOT_SAID
from registry.scoring.feelines import DEBT

ORIGIN = re.compile(r"[A-Z]{3}")
Lines = list[StatementFeeLine]
Row = dict[str, Any]


def figures(rows: Iterable[StatementCorridor], lines: Iterable[StatementFeeLine]) -> list[Row]:
    """One row for each corridor that says its country and sector."""
    payments = _payments(lines)
    asked = {row.corridor: row for row in rows}
    return [
        _figure(key, asked.get(key), payments.get(key, []))
        for key in sorted(asked.keys() | payments.keys())
        if _is_corridor(key)
    ]


def reach(figures: Iterable[Row]) -> list[Row]:
    """Every country of these figures, and any of them, with what the statement tells there."""
    found: dict[str, Row] = {}
    for figure in figures:
        for origin in ("", figure["origin"]):
            row = found.setdefault(origin, {"discloses": False, "hires_directly": False})
            row["discloses"] |= figure["worker_paid_sen"] is not None
            row["hires_directly"] |= (figure["direct_recruits"] or 0) > 0
    return [{"origin": origin, **row} for origin, row in sorted(found.items())]


def costs(lines: Iterable[StatementFeeLine]) -> list[Row]:
    """What each payer paid for each kind of cost, by country; loan interest is kept apart."""
    sums: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for line in _told(lines):
        if line.payer and line.category and _is_corridor(line.corridor):
            total = sums[line.corridor[:3], line.category, line.payer]
            total[0] += line.amount_sen or 0
            total[1] += _repaid(line)
    return [
        {
            "origin": origin,
            "category": category,
            "payer": payer,
            "amount_sen": amount,
            "reimbursed_sen": reimbursed,
        }
        for (origin, category, payer), (amount, reimbursed) in sorted(sums.items())
    ]


def _is_corridor(key: str) -> bool:
    origin, _, sector = key.partition("-")
    return bool(ORIGIN.fullmatch(origin) and sector not in ("", "None", "?"))


def _told(lines: Iterable[StatementFeeLine]) -> Iterable[StatementFeeLine]:
    """Lines with a published amount that is not nothing, without interest on loans."""
    return (line for line in lines if line.amount_sen and line.category != DEBT)


def _payments(lines: Iterable[StatementFeeLine]) -> Mapping[str, Lines]:
    """Published lines on which workers paid something, by corridor."""
    found: dict[str, Lines] = defaultdict(list)
    for line in _told(lines):
        if line.payer == "worker":
            found[line.corridor].append(line)
    return found


def _figure(key: str, row: StatementCorridor | None, lines: Lines) -> Row:
    origin, _, sector = key.partition("-")
    payers = max((line.workers or 0 for line in lines), default=0)
    people = max(payers, (row.recruits or 0) if row else 0)
    paid, reimbursed = _money(row, lines)
    per_worker = None if paid is None or not people else rounded(paid, people)
    return {
        "origin": origin,
        "sector": sector[:40],
        "recruits": row.recruits if row else None,
        "direct_recruits": row.direct_recruits if row else None,
        "layers": row.layers if row else None,
        "people": people,
        "payers": payers,
        "workers_repaid": max((line.reimbursed_workers or 0 for line in lines), default=0),
        "worker_paid_sen": paid,
        "reimbursed_sen": reimbursed,
        "per_worker_sen": per_worker,
        "ordered_sen": NOT_SAID if per_worker is None else per_worker,
        "gross_months_e4": _months(row.gross_months) if row else None,
        "net_months_e4": _months(row.net_months) if row else None,
    }


def _money(row: StatementCorridor | None, lines: Lines) -> tuple[int | None, int | None]:
    """What the row says; of a corridor that only the fee table names, the sum of its lines."""
    if row:
        return row.worker_paid_sen, row.reimbursed_sen
    return sum(line.amount_sen or 0 for line in lines), sum(map(_repaid, lines))


def _repaid(line: StatementFeeLine) -> int:
    """At most the amount of the line: interest on one line does not repay another."""
    return min(line.reimbursed_sen or 0, line.amount_sen or 0)


def _months(text: str | None) -> int | None:
    return None if text is None else int(Decimal(text) * 10_000)


def rounded(amount: int, people: int) -> int:
    """Sen for each of the people, a half sen upwards."""
    return int((Decimal(amount) / people).to_integral_value(ROUND_HALF_UP))
