"""Fictional filings to be scored, as many as wanted, each different and 40 fee lines long.

``python -m bench.filings 200000 > filings.jsonl`` writes them as JSON Lines, one after another. The
same number gives the same filings.
"""

import json
import sys
from collections.abc import Iterator
from random import Random
from typing import Any

from registry.scoring.shapes import POLICY_CATEGORIES

Filing = dict[str, Any]

FEE_LINES = 40
BLANK = None
DO_NOT_KNOW = "do_not_know"
ORIGINS = ("BGD", "IDN", "MMR", "NPL")
SECTORS = ("construction", "manufacturing", "plantation")
LANGUAGES = {"BGD": "bn", "IDN": "id", "MMR": "my", "NPL": "ne"}

ALWAYS = {
    "filing_period_start": "2025-01-01",
    "filing_period_end": "2025-12-31",
    "filing_due_on": "2026-06-30",
    "filing_statement_doc": "ab" * 32,
    "str_entities_total": 2,
    "gov_accountable_post": "Head of sustainability",
    "corridors_recruited": "yes",
    "mon_sites_total": 4,
    "grv_sites_total": 4,
    "doc_passes_total": 400,
}

CHOICES: dict[str, tuple[Any, ...]] = {
    "filing_submitted_on": ("2026-05-20", "2026-06-29", "2026-08-01", "2026-12-01"),
    "filing_reporting_class": ("listed_company", "listed_company", "statutory_body"),
    "filing_earlier_statements": (0, 1, 2),
    "filing_languages": (["ms", "en"], ["ms", "en"], ["en"], BLANK),
    "filing_homepage_link": ("https://contoh.example/atip", BLANK),
    "filing_archive_years": (0, 2, 3, BLANK),
    "str_entities_covered": (2, 2, 1, 0, BLANK),
    "gov_approval_body": ("board", "board", "board_committee", "management", "none"),
    "gov_approved_on": ("2026-05-12", "2026-05-12", "2026-07-30", BLANK),
    "gov_signatory_role": ("director", "director", "ceo", "other"),
    "gov_policy_public": ("yes", "no"),
    "fee_policy_written": ("yes", "yes", "yes", "no", BLANK),
    "str_suppliers_used": ("yes", "yes", "no", BLANK),
    "str_tiers_mapped": ("none", "tier1", "tier2", "tier3", BLANK),
    "str_countries_disclosed": ("yes", "no", BLANK),
    "str_supplier_list_public": ("yes", "no", BLANK),
    "rsk_assessed": ("yes", "yes", "yes", "no", DO_NOT_KNOW),
    "rsk_assessed_on": ("2025-10-01", "2025-03-01", "2024-06-01", "2023-06-01", BLANK),
    "rsk_worker_input": ("yes", "yes", "no", BLANK),
    "rsk_outsourced_used": ("yes", "no", "no"),
    "workforce_has_migrants": ("yes", "yes", BLANK),
    "fee_remedy_plan": ("yes", "no"),
    "fee_remedy_plan_by": ("2026-12-31", BLANK),
    "recruiters_used": ("yes", "yes", "yes", "no"),
    "doc_passport_holder": ("worker", "worker", "employer_voluntary", "employer", DO_NOT_KNOW),
    "doc_passports_held": (0, 0, 0, 12),
    "doc_substitution_cases": (0, 0, 3, DO_NOT_KNOW),
    "doc_passes_lapsed": (0, 0, 2, 40),
    "doc_pass_cost_payer": ("employer", "employer", "employer", "shared"),
    "doc_approval_60k": ("yes", "yes", "no", BLANK),
    "wag_payment_method": ("bank", "bank", "cash"),
    "wag_latest_pay_day": (5, 7, 9, 14, BLANK),
    "wag_late_cases": (0, 0, 4),
    "wag_deductions_approved": ("yes", "yes", "no"),
    "wag_max_weekly_hours": (48, 58, 66, 80, BLANK),
    "wag_overtime_voluntary": ("yes", "yes", "no"),
    "wag_rest_day_breaches": (0, 0, 5),
    "housing_provided": ("yes", "yes", "no"),
    "grv_anonymous": ("yes", "yes", "no"),
    "grv_no_retaliation": ("yes", "yes", "yes", "no", BLANK),
    "grv_sites_with_notice": (4, 4, 2, 0),
    "grv_cases_opening": (0, 2),
    "grv_cases_received": (0, 10, 20, BLANK),
    "grv_cases_women": (4, 0),
    "grv_cases_men": (6, 0),
    "grv_cases_closed": (0, 10, 18),
    "grv_median_days": (12, 45, 90),
    "findings_found": ("yes", "no", "no", BLANK),
    "training_given": ("yes", "yes", "no"),
    "mon_worker_interviews": (0, 40, 60, BLANK),
    "mon_sites_audited": (0, 1, 2, 4),
    "mon_suppliers_high_risk": (0, 10),
    "mon_suppliers_assessed": (0, 4, 6),
    "mon_caps_opened": (0, 10),
    "mon_caps_closed": (0, 5, 8),
    "kpis_kept": ("yes", "yes", "no", BLANK),
    "dis_limits_stated": ("yes", "yes", "no", BLANK),
    "dis_restrictions_disclosed": ("yes", "yes", "no"),
    "dis_assurance": ("external", "internal", "none"),
}

LISTS: dict[str, tuple[str, ...]] = {
    "gov_anticorruption_items": (
        "agent_payment_review", "gift_ban", "conflict_check", "report_channel", "hr_rotation",
    ),
    "gov_policy_items": (
        "worker_paid_fees", "document_retention", "freedom_of_movement", "free_to_resign",
        "child_labour", "violence_threats", "forced_overtime", "discrimination", "association",
        "remedy",
    ),
    "gov_policy_scope": ("own", "agents", "suppliers"),
    "fee_policy_categories": POLICY_CATEGORIES,
    "str_procurement_items": ("no_forced_labour", "no_worker_fees", "audit_right", "repay_duty"),
    "rsk_scope": ("own_operations", "recruitment_corridors", "suppliers"),
    "rsk_outsourced_controls": (
        "same_fee_rule", "document_check", "wage_check", "contractor_licence_check",
    ),
    "doc_storage_terms": ("written_request", "any_time_access", "no_penalty"),
    "doc_contract_items": (
        "native_language", "signed_in_origin", "copy_given", "wage_hours_deductions",
        "resign_terms",
    ),
    "doc_movement_items": (
        "leave_dorm_freely", "no_deposit", "resign_no_penalty", "phone_kept", "return_ticket_paid",
    ),
    "wag_deduction_types": ("housing_unapproved", "levy", "recruitment_cost"),
    "wag_schemes_registered": ("socso_injury", "socso_invalidity", "epf"),
    "grv_channels": ("hotline", "worker_committee", "third_party", "hr"),
    "mon_audit_types": ("third_party", "unannounced", "internal"),
    "mon_worker_rep": ("union", "elected_committee", "appointed_committee"),
}  # fmt: skip
SELDOM = frozenset({"wag_deduction_types"})
"""Lists of what is wrong, of which most filings have nothing."""


def filings(count: int, seed: int = 1) -> Iterator[Filing]:
    random = Random(seed)
    for number in range(count):
        yield {"reference": f"B-{number}", **_filing(random)}


def _filing(random: Random) -> Filing:
    answers = {**ALWAYS, **{name: random.choice(CHOICES[name]) for name in CHOICES}}
    answers |= {name: _several(random, name) for name in LISTS}
    origins = random.sample(ORIGINS, 2)
    sector = random.choice(SECTORS)
    corridors = [_corridor(random, origin, sector) for origin in origins]
    return {
        **{name: value for name, value in answers.items() if value is not BLANK},
        "grv_languages": ["ms", "en", *(LANGUAGES[origin] for origin in origins)][
            : random.randint(2, 4)
        ],
        "entities": [
            {"name": f"Contoh {n} Sdn Bhd", "ssm_number": f"20190100000{n}", "covered": "yes"}
            for n in range(random.choice((2, 2, 1)))
        ],
        "corridors": corridors,
        "fees": [line for corridor in corridors for line in _fee_lines(random, corridor)],
        "workforce": _workforce(random, origins),
        "recruiters": [_recruiter(random, n, sector) for n in range(random.randint(0, 3))],
        "wages": _wages(random, origins),
        "housing": [_housing(random, n) for n in range(random.randint(1, 3))],
        "findings": [_finding(random) for _ in range(random.choice((0, 0, 0, 1, 2)))],
        "training": _training(random),
        "kpis": _measures(random),
    }


def _several(random: Random, name: str) -> Any:
    """Most of a list, all of it, none of it said in so many words, or nothing at all."""
    words = LISTS[name]
    if random.random() < (0.8 if name in SELDOM else 0.04):
        return ["none"]
    kind = random.random()
    if kind < 0.06:
        return BLANK
    return list(words) if kind < 0.6 else random.sample(words, random.randint(1, len(words)))


def _corridor(random: Random, origin: str, sector: str) -> Filing:
    recruits = random.randint(20, 200)
    several = (recruits, recruits, recruits // 2, 0)
    row = {
        "origin": origin,
        "sector": sector,
        "recruits": recruits,
        "direct_recruits": random.choice(several),
        "layers": random.choice((0, 1, 2, 3, BLANK)),
        "declarations_pre": random.choice(several),
        "declarations_post": random.choice(several),
        "interviews_post": random.choice((*several, recruits // 5)),
        "workers_reporting_fee": random.choice((0, 0, 0, 5, BLANK)),
        "first_month_earnings_myr": random.choice(("1700.00", "2050.50", BLANK)),
        "basic_wage_myr": random.choice(("1700.00", "1750.00", BLANK)),
        "pre_departure_trained": random.choice(several),
        "post_arrival_trained": random.choice(several),
    }
    return _told(row)


def _fee_lines(random: Random, corridor: Filing) -> Iterator[Filing]:
    """Ten kinds of cost, each as workers and as the employer paid it."""
    key = f"{corridor['origin']}-{corridor['sector']}"
    workers = corridor["recruits"]
    practice = random.choice(("nothing paid", "nothing paid", "repaid", "half repaid", "left"))
    silent = random.random() < 0.2
    for category in POLICY_CATEGORIES:
        for payer in ("worker", "employer"):
            amount = workers * random.randint(2, 20) * 25
            if payer == "worker" and (practice == "nothing paid" or random.random() < 0.6):
                amount = 0
            line = {
                "corridor": key,
                "category": _part_of(random, category),
                "payer": payer,
                "amount_myr": f"{amount}.00",
                "workers": workers,
                "recruited_on": random.choice(("2025-03-01", "2025-08-15")),
                "source": random.choice(("worker_survey", "invoice", "payroll")),
            }
            if silent and random.random() < 0.1:
                del line[random.choice(("amount_myr", "workers", "source"))]
            if payer == "worker" and amount and practice.endswith("repaid"):
                share = 1 if practice == "repaid" else 2
                line["reimbursed_myr"] = f"{amount / share:.2f}"
                line["reimbursed_workers"] = workers // share
            yield line


def _part_of(random: Random, category: str) -> str:
    parts = {"REC": "REC-ORIGIN", "MED": "MED-ORIGIN", "TRV": "LODGE", "ADM": "ADM-VISA"}
    return parts[category] if category in parts and random.random() < 0.2 else category


def _workforce(random: Random, origins: list[str]) -> list[Filing]:
    rows = [
        {
            "nationality": nationality,
            "sex": random.choice(("female", "male")),
            "contract": random.choice(("direct", "direct", "direct", "outsourced")),
            "state": random.choice(("SGR", "SGR", "JHR", "SBH", BLANK)),
            "headcount": random.randint(100, 900),
        }
        for nationality in (*origins, "MYS")
    ]
    return [_told(row) for row in rows]


def _recruiter(random: Random, number: int, sector: str) -> Filing:
    row = {
        "name": f"Agensi Contoh {number}",
        "country": random.choice(("MYS", "MYS", "NPL")),
        "licence_no": random.choice(("JTK-C-0001", "JTK-C-0002", "JTK-C-0003", BLANK)),
        "licence_class": random.choice(("C", "C", "C", "B")),
        "licence_expiry": random.choice(("2026-12-31", "2026-12-31", "2025-06-30", BLANK)),
        "checked_on": random.choice(("2025-02-01", "2025-02-01", BLANK)),
        "dd_on": random.choice(("2024-12-01", "2024-12-01", BLANK)),
        "audit_on": random.choice(("2025-09-01", "2024-03-01", "2023-06-01", BLANK)),
        "breakdown_received": random.choice(("yes", "yes", "no")),
        "contract_no_fee": random.choice(("yes", "yes", "no")),
        "contract_no_subagent": random.choice(("yes", "yes", "yes", "no")),
        "subagents_found": random.choice(("no", "no", "yes", BLANK)),
        "blacklist_checked_on": random.choice(("2025-11-01", "2025-11-01", BLANK)),
        "blacklist_hit": random.choice(("no", "no", "no", "yes")),
        "active": random.choice(("yes", "yes", "yes", "no", BLANK)),
        "recruits": random.randint(1, 30),
    }
    return _told(row)


def _wages(random: Random, origins: list[str]) -> list[Filing]:
    return [_told(_wage_row(random, nationality)) for nationality in (*origins, "MYS")]


def _wage_row(random: Random, nationality: str) -> Filing:
    size = random.choice(("L", "L", "S"))
    return {
        "nationality": nationality,
        "state": "SGR",
        "area": random.choice(("A", "B")),
        "size": size,
        "month": random.choice(("2025-12-01", "2025-12-01", "2025-06-01")),
        "lowest_basic_myr": random.choice(("1700.00", "1700.00", "1850.75", "1500.00")),
        "workers": random.randint(1, 4) if size == "S" else random.randint(20, 400),
        "workers_below_min": random.choice((0, 0, 0, 0, 3, BLANK)),
    }


def _housing(random: Random, number: int) -> Filing:
    row = {
        "site": f"Asrama Contoh {number}",
        "state": random.choice(("SGR", "SGR", "JHR", "SBH", BLANK)),
        "residents": random.choice((0, 40, 120, 350)),
        "certificate_no": random.choice(("JTK-446-0001", "JTK-446-0002", BLANK)),
        "certificate_expiry": random.choice(("2027-03-31", "2027-03-31", "2025-06-30", BLANK)),
        "area_m2_per_worker": random.choice(("3.8", "3.8", "3.2", "2.5")),
        "dorm": random.choice(("yes", "no")),
        "locker_each": random.choice(("yes", "yes", "no")),
    }
    return _told(row)


def _finding(random: Random) -> Filing:
    row = {
        "indicator": random.choice(("debt", "wages")),
        "found_on": "2025-05-04",
        "workers": random.randint(1, 40),
        "remedy_status": random.choice(("complete", "complete", "in_progress", "none", BLANK)),
        "reported_to_authority": random.choice(("yes", "no")),
    }
    return _told(row)


def _training(random: Random) -> list[Filing]:
    audiences = ("hr", "procurement", "management", "agents")
    return [
        {
            "audience": audience,
            "headcount": 20,
            "trained": random.choice((20, 18, 10, 0)),
            "held_on": random.choice(("2025-04-10", "2025-04-10", "2024-04-10")),
        }
        for audience in random.sample(audiences, random.randint(0, 4))
    ]


def _measures(random: Random) -> list[Filing]:
    names = ("Net months of wages", "Share repaid", "Days to close a case", "Sites audited")
    rows = [
        {"name": name, "prior": random.choice(("1.2", BLANK)), "current": "0.5", "target": "0"}
        for name in random.sample(names, random.randint(0, 4))
    ]
    return [_told(row) for row in rows]


def _told(row: Filing) -> Filing:
    return {name: value for name, value in row.items() if value is not BLANK}


if __name__ == "__main__":
    for each in filings(int(sys.argv[1])):
        sys.stdout.write(json.dumps(each) + "\n")
