"""Whole filings for the cases: a clean one, and the changes that a case makes to it."""

import copy
from typing import Any

from registry.scoring.shapes import POLICY_CATEGORIES

Filing = dict[str, Any]

CORRIDOR = "NPL-manufacturing"


def clean() -> Filing:
    """A filing that meets every criterion: 100 recruits, all asked, none of whom paid anything."""
    return {
        "filing_period_start": "2025-01-01",
        "filing_period_end": "2025-12-31",
        "filing_submitted_on": "2026-06-01",
        "filing_due_on": "2026-06-30",
        "filing_statement_doc": "ab" * 32,
        "filing_reporting_class": "listed_company",
        "filing_earlier_statements": 1,
        "str_entities_total": 3,
        "str_entities_covered": 3,
        "entities": [
            {"name": "Contoh Satu Sdn Bhd", "ssm_number": "201901000005", "covered": "yes"},
            {"name": "Contoh Dua Sdn Bhd", "ssm_number": "201901000006", "covered": "yes"},
        ],
        "period_confirmed": "yes",
        "scr_migrants": "yes",
        "scr_recruited_abroad": "yes",
        "scr_recruiters": "yes",
        "scr_contract_labour": "no",
        "scr_housing": "yes",
        "scr_target_sector": "yes",
        "scr_exposed_suppliers": "yes",
        "scr_known_cases": "no",
        "gov_approval_body": "board",
        "gov_approved_on": "2026-05-20",
        "gov_signatory_role": "director",
        "gov_accountable_post": "Head of sustainability",
        "gov_anticorruption_items": ["agent_payment_review", "gift_ban", "conflict_check"],
        "gov_policy_items": [
            "worker_paid_fees", "document_retention", "freedom_of_movement", "free_to_resign",
            "child_labour", "violence_threats", "forced_overtime", "discrimination",
        ],
        "gov_policy_scope": ["own", "agents", "suppliers"],
        "gov_policy_public": "yes",
        "fee_policy_written": "yes",
        "fee_policy_categories": list(POLICY_CATEGORIES),
        "str_suppliers_used": "yes",
        "str_tiers_mapped": "tier2",
        "str_countries_disclosed": "yes",
        "str_supplier_list_public": "no",
        "str_procurement_items": [
            "no_forced_labour", "no_worker_fees", "audit_right", "repay_duty",
        ],
        "rsk_assessed": "yes",
        "rsk_assessed_on": "2025-10-01",
        "rsk_scope": ["own_operations", "recruitment_corridors", "suppliers"],
        "rsk_worker_input": "yes",
        "rsk_outsourced_used": "no",
        "workforce_has_migrants": "yes",
        "workforce": [
            {"nationality": "NPL", "sex": "male", "contract": "direct", "state": "SGR",
             "headcount": 400},
            {"nationality": "MYS", "sex": "female", "contract": "direct", "state": "SGR",
             "headcount": 600},
        ],
        "corridors_recruited": "yes",
        "corridors": [
            {
                "origin": "NPL", "sector": "manufacturing", "recruits": 100, "direct_recruits": 80,
                "layers": 1, "days_to_deploy": 50, "declarations_pre": 100,
                "declarations_post": 100, "interviews_post": 30, "workers_reporting_fee": 0,
                "first_month_earnings_myr": "1700.00", "basic_wage_myr": "1700.00",
                "highest_paid_myr": "0", "pre_departure_trained": 100,
                "post_arrival_trained": 100,
            }
        ],
        "fees": fee_table(CORRIDOR),
        "fee_remedy_plan": "no",
        "wag_deduction_types": ["none"],
        "recruiters_used": "yes",
        "recruiters": [recruiter()],
        "doc_passport_holder": "worker",
        "doc_storage_terms": ["none"],
        "doc_passports_held": 0,
        "doc_contract_items": [
            "native_language", "signed_in_origin", "copy_given", "wage_hours_deductions",
            "resign_terms",
        ],
        "doc_substitution_cases": 0,
        "doc_movement_items": [
            "leave_dorm_freely", "no_deposit", "resign_no_penalty", "phone_kept",
            "return_ticket_paid",
        ],
        "doc_passes_total": 400,
        "doc_passes_lapsed": 0,
        "doc_pass_cost_payer": "employer",
        "doc_approval_60k": "yes",
        "wages": [
            wage_row(nationality="NPL", workers=400),
            wage_row(nationality="MYS", workers=600),
        ],
        "wag_payment_method": "bank",
        "wag_latest_pay_day": 5,
        "wag_late_cases": 0,
        "wag_deductions_approved": "yes",
        "wag_max_weekly_hours": 58,
        "wag_overtime_voluntary": "yes",
        "wag_rest_day_breaches": 0,
        "wag_schemes_registered": ["socso_injury", "socso_invalidity", "epf"],
        "housing_provided": "yes",
        "housing": [
            {"site": "Asrama Contoh 1", "state": "SGR", "residents": 350,
             "certificate_no": "JTK-446-0001", "certificate_expiry": "2027-03-31",
             "area_m2_per_worker": "3.8", "dorm": "no", "locker_each": "yes"},
        ],
        "grv_channels": ["hotline", "worker_committee", "hr"],
        "grv_languages": ["ms", "en", "ne"],
        "grv_anonymous": "yes",
        "grv_no_retaliation": "yes",
        "grv_sites_total": 3,
        "grv_sites_with_notice": 3,
        "grv_cases_opening": 2,
        "grv_cases_received": 20,
        "grv_cases_women": 8,
        "grv_cases_men": 10,
        "grv_cases_closed": 19,
        "grv_median_days": 21,
        "findings_found": "no",
        "findings": [],
        "training_given": "yes",
        "training": [
            {"audience": "hr", "headcount": 10, "trained": 10, "held_on": "2025-04-10"},
            {"audience": "procurement", "headcount": 8, "trained": 8, "held_on": "2025-04-10"},
            {"audience": "management", "headcount": 20, "trained": 18, "held_on": "2025-04-11"},
        ],
        "mon_audit_types": ["third_party", "unannounced"],
        "mon_worker_interviews": 60,
        "mon_sites_total": 3,
        "mon_sites_audited": 2,
        "mon_worker_rep": ["elected_committee"],
        "mon_suppliers_high_risk": 10,
        "mon_suppliers_assessed": 6,
        "mon_caps_opened": 10,
        "mon_caps_closed": 8,
        "kpis_kept": "yes",
        "kpis": [
            {"name": "Net months of wages", "prior": "1.2", "current": "0", "target": "0"},
            {"name": "Share repaid", "prior": "60", "current": "100", "target": "100"},
            {"name": "Days to close a case", "prior": "40", "current": "21", "target": "20"},
        ],
        "followed": [],
        "commitments_made": "yes",
        "commitments": [
            {"commitment": "Ask every leaver what the job cost", "owner": "Head of human resources",
             "metric": "Leavers asked, per cent", "target": "100", "due_on": "2026-12-31"},
        ],
        "differences": [],
        "dis_limits_stated": "yes",
        "dis_restrictions_disclosed": "yes",
        "dis_assurance": "external",
        "explanations": [],
        "filing_languages": ["ms", "en"],
        "filing_homepage_link": "https://contoh.example/atip",
        "filing_archive_years": 2,
        "evidence": [],
    }  # fmt: skip


def wage_row(**changes: Any) -> Filing:
    """The last month of the period in a listed city, at the minimum wage of that month."""
    return {
        "nationality": "NPL",
        "state": "SGR",
        "area": "A",
        "size": "L",
        "month": "2025-12-01",
        "lowest_basic_myr": "1700.00",
        "workers": 400,
        "workers_below_min": 0,
        **changes,
    }


def recruiter(**changes: Any) -> Filing:
    """A licensed agency in Malaysia that was checked, assessed and audited in the period."""
    return {
        "name": "Agensi Contoh Sdn Bhd",
        "country": "MYS",
        "licence_no": "JTK-C-0001",
        "licence_class": "C",
        "licence_expiry": "2026-12-31",
        "checked_on": "2025-02-01",
        "dd_on": "2024-12-01",
        "audit_on": "2025-09-01",
        "breakdown_received": "yes",
        "contract_no_fee": "yes",
        "contract_no_subagent": "yes",
        "subagents_found": "no",
        "blacklist_checked_on": "2025-11-01",
        "blacklist_hit": "no",
        "active": "yes",
        "recruits": 20,
        **changes,
    }


def fee_table(corridor: str, workers: int = 100) -> list[Filing]:
    """A worker line of zero and an employer line of RM1,000 a head for every required category."""
    return [
        {
            "corridor": corridor,
            "category": category,
            "payer": payer,
            "amount_myr": "0" if payer == "worker" else f"{workers * 1000}.00",
            "workers": workers,
            "recruited_on": "2025-03-01",
            "source": "worker_survey" if payer == "worker" else "invoice",
        }
        for category in POLICY_CATEGORIES
        for payer in ("worker", "employer")
    ]


def changed(changes: Filing) -> Filing:
    """The clean filing with other answers, and with rows edited, added or dropped.

    ``rows`` holds steps such as ``{table: fees, where: {category: TRV}, put: {amount_myr: "1"}}``,
    ``{table: fees, add: {...}}`` and ``{table: fees, drop: {category: TRV}}``.
    """
    filing = copy.deepcopy(clean())
    for name, value in changes.items():
        if name != "rows":
            filing[name] = value
    for step in changes.get("rows", []):
        _change_rows(filing[step["table"]], step)
    return filing


def _change_rows(rows: list[Filing], step: Filing) -> None:
    if "add" in step:
        rows.append(step["add"])
    elif "drop" in step:
        rows[:] = [row for row in rows if not _fits(row, step["drop"])]
    else:
        found = [row for row in rows if _fits(row, step.get("where", {}))]
        assert found, f"no row fits {step}"
        for row in found:
            row.update(step["put"])


def _fits(row: Filing, where: Filing) -> bool:
    return all(row.get(name) == value for name, value in where.items())
