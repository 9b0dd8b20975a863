"""What a fictional filing says about the company: coverage, governance, policy, suppliers, risk."""

from datetime import timedelta
from typing import Any

from seed.answers.setting import Pages, Setting
from seed.groups import SHARED_ENTITIES

POLICY_ITEMS = (
    "worker_paid_fees", "document_retention", "freedom_of_movement", "free_to_resign",
    "child_labour", "violence_threats", "forced_overtime", "discrimination", "association",
    "remedy",
)  # fmt: skip
POSTS = (
    "Chief sustainability officer", "Head of human resources", "Chief risk officer",
    "Group general counsel", "Head of procurement", "Chief operating officer",
)  # fmt: skip
CATEGORIES = ["REC", "MED", "INS", "SKL", "TRG", "EQP", "TRV", "ADM", "LEVY", "ILL"]
PROCUREMENT_ITEMS = ["no_forced_labour", "no_worker_fees", "audit_right", "repay_duty"]
CONTROLS = ["same_fee_rule", "document_check", "wage_check", "contractor_licence_check"]


def pages(setting: Setting) -> Pages:
    return {
        "period": _period(setting),
        "screening": _screening(setting),
        "governance": _governance(setting),
        "policy": _policy(setting),
        "supply_chain": _supply_chain(setting),
        "risk": _risk(setting),
        "statement": _statement(setting),
        "evidence": {"evidence": []},
    }


def _period(setting: Setting) -> dict[str, Any]:
    record = setting.company.record
    name = record.name.removesuffix(" Berhad")
    sequence = (record.ssm_number or "")[6:]
    own = [
        {
            "name": f"{name} {part} Sdn Bhd",
            "ssm_number": f"{year}01{sequence}",
            "share_percent": percent,
            "covered": "yes",
        }
        for part, percent, year in (("Operations", "100", 1901), ("Services", "70", 1902))
    ]
    entities = own + SHARED_ENTITIES.get(record.ssm_number or "", [])
    return {
        "str_entities_total": 1 + len(entities),
        "str_entities_covered": 1 + sum(each["covered"] == "yes" for each in entities),
        "entities": entities,
        "period_confirmed": "yes",
    }


def _screening(setting: Setting) -> dict[str, Any]:
    """No fictional company leaves anything out: each works in a sector that is exposed."""
    migrants = "yes" if setting.company.has_migrants else "no"
    outsourced = "yes" if setting.practice.outsourced else "no"
    return {
        "scr_migrants": migrants,
        "scr_recruited_abroad": migrants,
        "scr_recruiters": migrants,
        "scr_contract_labour": outsourced,
        "scr_housing": migrants,
        "scr_target_sector": "yes",
        "scr_exposed_suppliers": "yes",
        "scr_known_cases": "no",
    }


def _governance(setting: Setting) -> dict[str, Any]:
    items = ["agent_payment_review", "gift_ban", "conflict_check", "report_channel"]
    return {
        "gov_approval_body": setting.by_care("board", "board", "board_committee"),
        "gov_approved_on": setting.approved_on.isoformat(),
        "gov_signatory_role": "director",
        "gov_accountable_post": setting.pick("post", POSTS),
        "gov_anticorruption_items": items[
            : setting.by_care(setting.steady("integrity", 2, 4), 1, 1)
        ],
    }


def _policy(setting: Setting) -> dict[str, Any]:
    return {
        "gov_policy_items": list(
            POLICY_ITEMS[: setting.by_care(setting.steady("policy", 7, 10), 5, 2)]
        ),
        "gov_policy_scope": ["own", "agents", "suppliers"][: setting.by_care(3, 1, 1)],
        "gov_policy_public": "yes",
        "fee_policy_written": setting.by_care("yes", "yes", "no"),
        "fee_policy_categories": setting.by_care(CATEGORIES, *[["REC", "TRV", "ADM", "LEVY"]] * 2),
    }


def _supply_chain(setting: Setting) -> dict[str, Any]:
    return {
        "str_suppliers_used": "yes",
        "str_tiers_mapped": setting.by_care(
            setting.pick("tiers", ("tier2", "tier3")), "tier1", "none"
        ),
        "str_countries_disclosed": setting.by_care("yes", "yes", "no"),
        "str_supplier_list_public": setting.by_care(
            setting.pick("list", ("yes", "no")), "no", "no"
        ),
        "str_procurement_items": PROCUREMENT_ITEMS[
            : setting.by_care(setting.steady("terms", 3, 4), 2, 1)
        ],
    }


def _risk(setting: Setting) -> dict[str, Any]:
    outsourced = setting.practice.outsourced
    answers: dict[str, Any] = {
        "rsk_assessed": setting.by_care("yes", "yes", "no"),
        "rsk_outsourced_used": "yes" if outsourced else "no",
    }
    if setting.careful:
        months_ago = timedelta(days=setting.by_care(90, 500, 0))
        answers |= {
            "rsk_assessed_on": (setting.period.end - months_ago).isoformat(),
            "rsk_scope": ["own_operations", "recruitment_corridors", "suppliers"][
                : setting.by_care(3, 1, 0)
            ],
            "rsk_worker_input": setting.by_care(
                setting.pick("worker input", ("yes", "no")), "no", "no"
            ),
        }
    if outsourced:
        answers["rsk_outsourced_controls"] = CONTROLS[: setting.by_care(4, 2, 1)]
    return answers


def _statement(setting: Setting) -> dict[str, Any]:
    record = setting.company.record
    return {
        "filing_languages": ["ms", "en"],
        "filing_homepage_link": f"{record.homepage or 'https://contoh.example'}/atip",
        "filing_archive_years": setting.by_care(max(setting.year - 2024, 0), 1, 0),
    }
