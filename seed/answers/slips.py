"""Figures that cannot both be true, and what a fictional filer says about them."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from registry.obligations import Period
from seed.answers.setting import Pages, money
from seed.stories import Practice

CHECKS = {"repaid_more": "X3", "residents": "X5", "cases": "X8", "approval": "X9"}
"""What is wrong -> the check of consistency that asks about it."""
INTEREST = Decimal("1.06")
EXPLANATIONS = {
    "repaid_more": "The amount includes interest of 6 per cent a year on what workers had paid.",
    "residents": "The hostel also houses workers of two contractors, whom the workforce table "
    "leaves out because we do not employ them.",
    "cases": "Cases of a subsidiary that joined the group in the year were closed with ours.",
    "approval": "The board approved the text before the year ended and confirmed it afterwards.",
}


def slip(pages: Pages, practice: Practice, period: Period) -> None:
    """Make the figures disagree as the practice says, and explain it where it does."""
    for what in practice.slips:
        SLIPS[what](pages, period)
        if practice.explains:
            row = {"check": CHECKS[what], "explanation": EXPLANATIONS[what]}
            pages["disclosure"]["explanations"].append(row)


def _more_residents(pages: Pages, period: Period) -> None:
    heads = sum(row["headcount"] for row in pages["workforce"]["workforce"])
    for site in pages["housing"]["housing"][:1]:
        site["residents"] += heads


def _more_cases_closed(pages: Pages, period: Period) -> None:
    cases = pages["cases"]
    cases["grv_cases_closed"] = cases["grv_cases_opening"] + cases["grv_cases_received"] + 9


def _more_repaid(pages: Pages, period: Period) -> None:
    for line in _paid_by_workers(pages)[:1]:
        line["reimbursed_myr"] = money(Decimal(line["amount_myr"]) * INTEREST)


def _paid_by_workers(pages: Pages) -> list[dict[str, Any]]:
    lines = pages["fees"]["fees"]
    return [line for line in lines if line["payer"] == "worker" and line["amount_myr"] != "0.00"]


def _approved_too_early(pages: Pages, period: Period) -> None:
    early = period.end - timedelta(days=45)
    pages["governance"]["gov_approved_on"] = early.isoformat()


SLIPS: Mapping[str, Callable[[Pages, Period], None]] = {
    "repaid_more": _more_repaid,
    "residents": _more_residents,
    "cases": _more_cases_closed,
    "approval": _approved_too_early,
}
