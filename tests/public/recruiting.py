"""A register of employers that recruited from several countries, small numbers among them."""

from collections.abc import Mapping
from datetime import timedelta
from random import Random
from typing import Any

from registry import statement_withdrawal
from registry.extensions import db
from registry.models import Filing, Statement
from tests import factories as make
from tests.factories import AT, a_corridor, a_recruiter
from tests.public.statements import a_statement, amended

ORIGINS = ("BGD", "NPL", "IDN")
SECTORS = ("manufacturing", "services")
CATEGORIES = ("REC", "REC-ORIGIN", "TRV", "MED", "DEBT")
FEW_OR_MANY = (0, 1, 3, 4, 5, 6, 12, 40, 75)


def a_register(seed: int, statements: int = 12) -> list[Statement]:
    """Statements of two years; the first is amended and the second withdrawn."""
    dice = Random(seed)
    found = [
        a_statement(year=dice.choice((2025, 2026)), answers=answers(dice))
        for _ in range(statements)
    ]
    found[0] = amended(found[0], at=AT + timedelta(days=9), answers=answers(dice))
    withdraw(found.pop(1))
    return found


def withdraw(statement: Statement) -> None:
    filing = db.session.get_one(Filing, statement.filing_id)
    by = make.a_filer(filing.organisation)
    statement_withdrawal.withdraw(statement, filing, by=by, at=AT, reason="Of another company")


def answers(dice: Random) -> dict[str, Mapping[str, Any]]:
    """Corridors with recruits few and many, lines of who paid, and recruiters."""
    chosen = [
        (origin, sector) for origin in ORIGINS for sector in SECTORS if dice.random() < 0.5
    ] or [("NPL", "services")]
    rows = [_corridor(dice, *each) for each in chosen]
    lines = [line for row in rows for line in _lines(dice, row)]
    recruiters = [_recruiter(dice, number) for number in range(dice.randint(0, 3))]
    return {
        "corridors": {"corridors_recruited": "yes", "corridors": rows},
        "fees": {"fees": lines},
        "recruiters": {"recruiters_used": "yes", "recruiters": recruiters},
    }


def _corridor(dice: Random, origin: str, sector: str) -> dict[str, Any]:
    recruits = dice.choice(FEW_OR_MANY)
    return a_corridor(
        origin=origin,
        sector=sector,
        recruits=recruits,
        direct_recruits=dice.choice((None, 0, dice.randint(0, recruits))),
        layers=dice.choice((None, 0, 1, 2)),
        first_month_earnings_myr=f"{dice.randint(1500, 2100)}.00",
    )


def _lines(dice: Random, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        _line(dice, row, category, payer)
        for category in CATEGORIES
        for payer in ("employer", "worker", "agency")
        if dice.random() < 0.5
    ]


def _line(dice: Random, row: Mapping[str, Any], category: str, payer: str) -> dict[str, Any]:
    workers = dice.choice((row["recruits"], dice.choice(FEW_OR_MANY)))
    amount = dice.choice((0, dice.randint(1, 999_999)))
    repaid = dice.choice((0, amount // 3, amount))
    return {
        "corridor": f"{row['origin']}-{row['sector']}",
        "category": category,
        "payer": payer,
        "amount_myr": f"{amount / 100:.2f}",
        "workers": workers,
        "recruited_on": "2025-06-01",
        "source": "worker_survey",
        "reimbursed_myr": f"{repaid / 100:.2f}",
        "reimbursed_workers": dice.randint(0, workers) if repaid else 0,
    }


def _recruiter(dice: Random, number: int) -> dict[str, Any]:
    country = dice.choice(ORIGINS)
    return a_recruiter(
        name=dice.choice(("Contoh Manpower Ltd", "Contoh Overseas", "Ram Bahadur")),
        country=country,
        licence_no=dice.choice(("", f"{country} 10/{number}", f"{country}-10-{number}")),
        recruits=dice.choice(FEW_OR_MANY),
    )
