"""What a filing says about the organisation: coverage, governance, policy, suppliers, risk."""

from registry.scoring.shapes import (
    POLICY_CATEGORIES,
    Column,
    Field,
    Kind,
    choice,
    choices,
    flag,
    table,
    yes_no,
)

PERIOD = (
    Field("str_entities_total", Kind.COUNT, "period"),
    Field("str_entities_covered", Kind.COUNT, "period"),
    table(
        "entities",
        "period",
        Column("name", Kind.TEXT),
        Column("ssm_number", Kind.TEXT),
        Column("share_percent", Kind.PERCENT),
        flag("covered"),
    ),
    yes_no("period_confirmed", "period"),
)

SCREENING = (
    yes_no("scr_migrants", "screening"),
    yes_no("scr_recruited_abroad", "screening"),
    yes_no("scr_recruiters", "screening"),
    yes_no("scr_contract_labour", "screening"),
    yes_no("scr_housing", "screening"),
    yes_no("scr_target_sector", "screening"),
    yes_no("scr_exposed_suppliers", "screening"),
    yes_no("scr_known_cases", "screening"),
)
"""Eight questions; only a filing that says no to each may leave out what they rule out."""

DIFFERENCES = (
    table(
        "differences",
        "differences",
        Column("entity", Kind.TEXT),
        Column("question", Kind.TEXT),
        Column("said", Kind.TEXT),
    ),
)
"""Where a named subsidiary would answer a question otherwise than the group does."""

GOVERNANCE = (
    choice("gov_approval_body", "governance", "board", "board_committee", "management", "none"),
    Field("gov_approved_on", Kind.DATE, "governance"),
    choice("gov_signatory_role", "governance", "director", "ceo", "company_secretary", "other"),
    Field("gov_accountable_post", Kind.TEXT, "governance"),
    choices(
        "gov_anticorruption_items",
        "governance",
        "agent_payment_review",
        "gift_ban",
        "conflict_check",
        "report_channel",
        "hr_rotation",
    ),
)

POLICY = (
    choices(
        "gov_policy_items",
        "policy",
        "worker_paid_fees",
        "document_retention",
        "freedom_of_movement",
        "free_to_resign",
        "child_labour",
        "violence_threats",
        "forced_overtime",
        "discrimination",
        "association",
        "remedy",
    ),
    choices("gov_policy_scope", "policy", "own", "agents", "suppliers"),
    yes_no("gov_policy_public", "policy"),
    yes_no("fee_policy_written", "policy"),
    choices("fee_policy_categories", "policy", *POLICY_CATEGORIES),
)

SUPPLY_CHAIN = (
    yes_no("str_suppliers_used", "supply_chain"),
    choice("str_tiers_mapped", "supply_chain", "none", "tier1", "tier2", "tier3"),
    yes_no("str_countries_disclosed", "supply_chain"),
    yes_no("str_supplier_list_public", "supply_chain"),
    choices(
        "str_procurement_items",
        "supply_chain",
        "no_forced_labour",
        "no_worker_fees",
        "audit_right",
        "repay_duty",
    ),
)

RISK = (
    yes_no("rsk_assessed", "risk"),
    Field("rsk_assessed_on", Kind.DATE, "risk"),
    choices("rsk_scope", "risk", "own_operations", "recruitment_corridors", "suppliers"),
    yes_no("rsk_worker_input", "risk"),
    yes_no("rsk_outsourced_used", "risk"),
    choices(
        "rsk_outsourced_controls",
        "risk",
        "same_fee_rule",
        "document_check",
        "wage_check",
        "contractor_licence_check",
    ),
)
