"""What a fictional filing says about recruitment: corridors, fees, repayment, recruiters."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from registry.obligations import Period
from seed.answers import workforce
from seed.answers.setting import Pages, Rows, Setting, minimum_wage, money
from seed.stories import Practice

EMPLOYER_COSTS = {
    "REC": 1900, "MED": 320, "INS": 180, "SKL": 90, "TRG": 120, "EQP": 150, "TRV": 1400, "ADM": 880,
    "LEVY": 1850, "ILL": 0,
}  # fmt: skip
"""Ringgit for each worker, in the order of magnitude that employers report."""
WORKER_SHARES = {"REC": Decimal("0.40"), "TRV": Decimal("0.25"), "ADM": Decimal("0.15"),
                 "MED": Decimal("0.10"), "TRG": Decimal("0.10")}  # fmt: skip
OVER_CAP_SHARES = {"REC": Decimal("0.90"), "MED": Decimal("0.10")}
DAYS_TO_RECRUITMENT = 80
DEARER = {"BGD": Decimal(5), "VNM": Decimal(2), "NPL": Decimal("1.5"), "MMR": Decimal("1.4"),
          "IND": Decimal(1), "IDN": Decimal("0.6")}  # fmt: skip
"""How much dearer a corridor is, so that costs run from US$340 to over US$4,000 as reported."""
MOST_MONTHS = Decimal(13)


def pages(setting: Setting, rows: Rows, people: Rows) -> Pages:
    return {
        "workforce": {
            "workforce_has_migrants": "yes" if setting.company.has_migrants else "no",
            "workforce": people,
        },
        "corridors": {"corridors_recruited": "yes" if rows else "no", "corridors": rows},
        "fees": {"fees": _fees(rows, setting.practice, setting.period)},
        "repayment": _repayment(setting.practice, setting.period),
        "recruiters": _recruiters(rows, setting.practice, setting.period),
    }


def corridors(setting: Setting) -> Rows:
    if not (setting.company.has_migrants and setting.practice.recruits):
        return []
    return [_corridor(setting, origin) for origin in workforce.origins(setting)]


def _corridor(setting: Setting, origin: str) -> dict[str, Any]:
    practice = setting.practice
    recruits = workforce.recruits(setting, origin)
    wage = minimum_wage(setting.period.start + timedelta(days=DAYS_TO_RECRUITMENT))
    earnings = wage + setting.steady(f"overtime {origin}", 0, 4) * 50
    paid = _months_paid(practice, origin) * earnings
    return {
        "origin": origin,
        "sector": setting.company.recruitment_sector,
        "recruits": recruits,
        "direct_recruits": 0 if practice.over_cap else recruits // 2,
        "layers": setting.by_care(1, 2, 3),
        "days_to_deploy": setting.steady(f"days {origin}", 40, 110),
        "declarations_pre": recruits,
        "declarations_post": recruits if practice.tested else recruits // 4,
        "interviews_post": recruits // 3 if practice.tested else 0,
        "workers_reporting_fee": recruits if paid else 0,
        "pre_departure_trained": recruits * _tenths_trained(setting)[0] // 10,
        "post_arrival_trained": recruits * _tenths_trained(setting)[1] // 10,
        "first_month_earnings_myr": money(earnings),
        "basic_wage_myr": money(wage),
        "highest_paid_myr": money(paid * Decimal("1.4")),
    }


def _months_paid(practice: Practice, origin: str) -> Decimal:
    """Months of earnings; who asks for more than the law allows does so in every country."""
    if practice.over_cap:
        return practice.months_paid
    return min(practice.months_paid * DEARER[origin], MOST_MONTHS)


def _tenths_trained(setting: Setting) -> tuple[int, int]:
    """Tenths of the recruits trained before departure, and after arrival."""
    return setting.by_care((10, 10), (5, 8), (0, 4)) if setting.practice.trained else (0, 0)


def _fees(corridors: Rows, practice: Practice, period: Period) -> Rows:
    if practice.fee_table == "blank":
        return []
    lines = [line for c in corridors for line in _lines(c, practice, period)]
    return lines[: len(lines) * 7 // 10] if practice.fee_table == "part" else lines


def _lines(corridor: dict[str, Any], practice: Practice, period: Period) -> Rows:
    recruits = corridor["recruits"]
    months = _months_paid(practice, corridor["origin"])
    total = months * Decimal(corridor["first_month_earnings_myr"]) * recruits
    shares = OVER_CAP_SHARES if practice.over_cap else WORKER_SHARES
    base = {
        "corridor": f"{corridor['origin']}-{corridor['sector']}",
        "workers": recruits,
        "recruited_on": (period.start + timedelta(days=DAYS_TO_RECRUITMENT)).isoformat(),
    }
    lines = []
    for category, cost in EMPLOYER_COSTS.items():
        paid = total * shares.get(category, Decimal(0))
        lines.append(
            base
            | {"category": category, "payer": "employer", "source": "invoice"}
            | {"amount_myr": money(Decimal(cost * recruits)), "reimbursed_myr": "0.00"}
            | {"reimbursed_workers": 0}
        )
        lines.append(
            base
            | {"category": category, "payer": "worker"}
            | _paid(paid, practice, recruits, period)
        )
    return lines


def _paid(paid: Decimal, practice: Practice, recruits: int, period: Period) -> dict[str, Any]:
    repaid = paid * practice.repaid
    line = {
        "source": "worker_survey" if practice.tested else "declaration",
        "amount_myr": money(paid),
        "reimbursed_myr": money(repaid),
        "reimbursed_workers": recruits if repaid else 0,
    }
    if repaid:
        line["reimbursed_on"] = (period.end - timedelta(days=20)).isoformat()
    return line


def _repayment(practice: Practice, period: Period) -> dict[str, Any]:
    answers: dict[str, Any] = {
        "fee_remedy_plan": practice.plan,
        "fee_remedy_process_items": ["worker_interviews", "leavers_included", "independent_check"],
        "wag_deduction_types": ["none"],
    }
    if practice.plan == "yes":
        answers["fee_remedy_plan_by"] = (period.end + timedelta(days=300)).isoformat()
    return answers


def _recruiters(corridors: Rows, practice: Practice, period: Period) -> dict[str, Any]:
    if not corridors:
        return {"recruiters_used": "no", "recruiters": []}
    rows = [_recruiter(n, c, practice, period) for n, c in enumerate(corridors, 1)]
    return {"recruiters_used": "yes", "recruiters": rows}


def _recruiter(
    number: int, corridor: dict[str, Any], practice: Practice, period: Period
) -> dict[str, Any]:
    careful = "yes" if practice.policy == "full" else "no"
    form = "" if period.start.month == 1 else " Pvt Ltd"
    row = {
        "name": f"Contoh Manpower {corridor['origin']} {number}{form}",
        "country": corridor["origin"],
        "licence_expiry": (period.end + timedelta(days=500)).isoformat(),
        "checked_on": (period.start + timedelta(days=20)).isoformat(),
        "breakdown_received": careful,
        "contract_no_fee": "yes",
        "contract_no_subagent": careful,
        "subagents_found": "no",
        "blacklist_checked_on": (period.start + timedelta(days=21)).isoformat(),
        "blacklist_hit": "no",
        "active": "yes",
        "recruits": corridor["recruits"] - corridor["direct_recruits"],
    }
    if practice.licensed or number > 1:
        known = 9000 if practice.over_cap else 1000
        row["licence_no"] = f"CONTOH-{corridor['origin']}-{known + number}"
    if practice.policy == "full":
        row["dd_on"] = (period.start + timedelta(days=25)).isoformat()
        row["audit_on"] = (period.start + timedelta(days=200)).isoformat()
    return row
