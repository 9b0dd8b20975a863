"""The answers of a fictional organisation: plain JSON, page by page, as its forms would send it."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

from registry.obligations import Period
from seed.companies import Company
from seed.stories import Practice

CATEGORIES = ("REC", "MED", "INS", "SKL", "TRG", "EQP", "TRV", "ADM", "LEVY", "ILL")
EMPLOYER_COSTS = dict(
    zip(CATEGORIES, (1900, 320, 180, 90, 120, 150, 1400, 880, 1850, 0), strict=True)
)
"""Ringgit for each worker, in the order of magnitude that employers report."""
WORKER_SHARES = {"REC": Decimal("0.40"), "TRV": Decimal("0.25"), "ADM": Decimal("0.15"),
                 "MED": Decimal("0.10"), "TRG": Decimal("0.10")}  # fmt: skip
OVER_CAP_SHARES = {"REC": Decimal("0.90"), "MED": Decimal("0.10")}
ORIGINS = ("NPL", "BGD", "IDN", "MMR", "VNM", "IND")
POLICY_ITEMS = (
    "worker_paid_fees", "document_retention", "freedom_of_movement", "free_to_resign",
    "child_labour", "violence_threats", "forced_overtime", "discrimination", "association",
    "remedy",
)  # fmt: skip
HOW_MUCH = {"full": 10, "part": 5, "thin": 2}

Pages = dict[str, dict[str, Any]]


def answers_of(
    company: Company, practice: Practice, period: Period, *, approved_on: date, random: Random
) -> Pages:
    """Every page but the files; numbers vary with ``random`` and agree with one another."""
    migrants = company.has_migrants
    corridors = _corridors(company, practice, random) if migrants and practice.recruits else []
    pages: Pages = {
        "period": _period(company),
        "governance": _governance(practice, approved_on),
        "policy": _policy(practice),
        "workforce": _workforce(company, corridors, random),
        "corridors": {"corridors_recruited": "yes" if corridors else "no", "corridors": corridors},
        "fees": {"fees": _fees(corridors, practice, period)},
        "repayment": _repayment(practice, period),
        "recruiters": _recruiters(corridors, practice, period),
        "statement": {
            "filing_languages": ["ms", "en"],
            "filing_homepage_link": f"{company.record.homepage or 'https://contoh.example'}/atip",
        },
        "evidence": {"evidence": []},
    }
    return pages | _treatment(practice, random) if migrants else pages


def _period(company: Company) -> dict[str, Any]:
    name = company.record.name.removesuffix(" Berhad")
    sequence = (company.record.ssm_number or "")[6:]
    rows = [("Operations", "100", 1901), ("Services", "70", 1902)]
    return {
        "str_entities_total": 2,
        "str_entities_covered": 2,
        "entities": [
            {
                "name": f"{name} {part} Sdn Bhd",
                "ssm_number": f"{year}01{sequence}",
                "share_percent": share,
                "covered": "yes",
            }
            for part, share, year in rows
        ],
        "period_confirmed": "yes",
    }


def _governance(practice: Practice, approved_on: date) -> dict[str, Any]:
    items = ["agent_payment_review", "gift_ban", "conflict_check", "report_channel"]
    return {
        "gov_approval_body": "board" if practice.policy != "thin" else "board_committee",
        "gov_approved_on": approved_on.isoformat(),
        "gov_signatory_role": "director",
        "gov_accountable_post": "Chief sustainability officer",
        "gov_anticorruption_items": items[: 4 if practice.policy == "full" else 1],
    }


def _policy(practice: Practice) -> dict[str, Any]:
    most = HOW_MUCH[practice.policy]
    return {
        "gov_policy_items": list(POLICY_ITEMS[:most]),
        "gov_policy_scope": ["own", "agents", "suppliers"][: 3 if most > 5 else 1],
        "gov_policy_public": "yes",
        "fee_policy_written": "yes" if most > 2 else "no",
        "fee_policy_categories": list(CATEGORIES) if most > 5 else ["REC", "TRV", "ADM", "LEVY"],
    }


def _workforce(company: Company, corridors: list[dict[str, Any]], random: Random) -> dict[str, Any]:
    state = company.record.state or "SGR"
    heads = [("MYS", sex, random.randint(120, 900)) for sex in ("female", "male")]
    for origin in dict.fromkeys(c["origin"] for c in corridors) or (
        ["NPL"] if company.has_migrants else []
    ):
        recruits = sum(c["recruits"] for c in corridors if c["origin"] == origin)
        heads.append((origin, "male", recruits + random.randint(20, 300)))
        heads.append((origin, "female", random.randint(8, 120)))
    rows = [
        {
            "nationality": nationality,
            "sex": sex,
            "contract": "direct",
            "state": state,
            "headcount": headcount,
        }
        for nationality, sex, headcount in heads
    ]
    has_migrants = "yes" if company.has_migrants else "no"
    return {"workforce_has_migrants": has_migrants, "workforce": rows}


def _corridors(company: Company, practice: Practice, random: Random) -> list[dict[str, Any]]:
    origins = random.sample(ORIGINS, random.choice((1, 1, 2, 3)))
    return [_corridor(company, practice, origin, random) for origin in origins]


def _corridor(company: Company, practice: Practice, origin: str, random: Random) -> dict[str, Any]:
    recruits = random.choice((12, 25, 40, 64, 90, 150, 280))
    earnings = Decimal(random.choice((1700, 1750, 1820, 1900)))
    paid = practice.months_paid * earnings
    return {
        "origin": origin,
        "sector": company.recruitment_sector,
        "recruits": recruits,
        "direct_recruits": 0 if practice.over_cap else recruits // 2,
        "layers": 1 if practice.policy == "full" else 2,
        "days_to_deploy": random.randint(40, 110),
        "declarations_pre": recruits,
        "declarations_post": recruits if practice.tested else recruits // 4,
        "interviews_post": recruits // 3 if practice.tested else 0,
        "workers_reporting_fee": recruits if paid else 0,
        "first_month_earnings_myr": _money(earnings),
        "basic_wage_myr": "1700.00",
        "highest_paid_myr": _money(paid * Decimal("1.4")),
    }


def _fees(
    corridors: list[dict[str, Any]], practice: Practice, period: Period
) -> list[dict[str, Any]]:
    if practice.fee_table == "blank":
        return []
    lines = [line for c in corridors for line in _lines(c, practice, period)]
    return lines[: len(lines) * 7 // 10] if practice.fee_table == "part" else lines


def _lines(corridor: dict[str, Any], practice: Practice, period: Period) -> list[dict[str, Any]]:
    recruits = corridor["recruits"]
    total = practice.months_paid * Decimal(corridor["first_month_earnings_myr"]) * recruits
    shares = OVER_CAP_SHARES if practice.over_cap else WORKER_SHARES
    base = {
        "corridor": f"{corridor['origin']}-{corridor['sector']}",
        "workers": recruits,
        "recruited_on": (period.start + timedelta(days=80)).isoformat(),
    }
    lines = []
    for category, cost in EMPLOYER_COSTS.items():
        paid = total * shares.get(category, Decimal(0))
        lines.append(
            base
            | {"category": category, "payer": "employer", "source": "invoice"}
            | {"amount_myr": _money(Decimal(cost * recruits)), "reimbursed_myr": "0.00"}
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
        "amount_myr": _money(paid),
        "reimbursed_myr": _money(repaid),
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


def _recruiters(
    corridors: list[dict[str, Any]], practice: Practice, period: Period
) -> dict[str, Any]:
    if not corridors:
        return {"recruiters_used": "no", "recruiters": []}
    rows = [_recruiter(n, c, practice, period) for n, c in enumerate(corridors, 1)]
    return {"recruiters_used": "yes", "recruiters": rows}


def _recruiter(
    number: int, corridor: dict[str, Any], practice: Practice, period: Period
) -> dict[str, Any]:
    careful = "yes" if practice.policy == "full" else "no"
    row = {
        "name": f"Contoh Manpower {corridor['origin']} {number}",
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
        row["licence_no"] = f"CONTOH-{corridor['origin']}-{1000 + number}"
    if practice.policy == "full":
        row["dd_on"] = (period.start + timedelta(days=25)).isoformat()
        row["audit_on"] = (period.start + timedelta(days=200)).isoformat()
    return row


def _treatment(practice: Practice, random: Random) -> Pages:
    full = practice.policy == "full"
    held = practice.passports != "worker"
    contract = [
        "native_language",
        "copy_given",
        "signed_in_origin",
        "wage_hours_deductions",
        "resign_terms",
    ]
    movement = [
        "leave_dorm_freely",
        "no_deposit",
        "resign_no_penalty",
        "phone_kept",
        "return_ticket_paid",
    ]
    passes = random.randint(60, 700)
    return {
        "passports": {
            "doc_passport_holder": practice.passports,
            "doc_storage_terms": ["written_request", "any_time_access", "no_penalty"]
            if practice.passports == "employer_voluntary"
            else ["none"],
            "doc_passports_held": passes if held else 0,
        },
        "contracts": {
            "doc_contract_items": contract if full else contract[:2],
            "doc_substitution_cases": 0,
        },
        "movement": {
            "doc_movement_items": movement if full else movement[:2],
            "doc_passes_total": passes,
            "doc_passes_lapsed": 0 if full else 3,
            "doc_pass_cost_payer": "employer",
            "doc_approval_60k": "yes",
        },
    }


def _money(amount: Decimal) -> str:
    return str(amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))
