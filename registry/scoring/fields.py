"""Every fact, answer and table that a filing may hold: the one declaration of names and shapes.

The forms ask these names, the rules read them, and ``docs/filing.schema.json`` is made from them.
"""

from collections.abc import Mapping
from types import MappingProxyType

from registry.scoring.shapes import (
    EVIDENCE_KINDS,
    FEE_CATEGORIES,
    PAYERS,
    POLICY_CATEGORIES,
    SECTORS,
    SOURCES,
    STATES,
    Column,
    Field,
    Kind,
    choice,
    choices,
    counts,
    dates,
    flag,
    money,
    table,
    yes_no,
)

_FACTS = (
    Field("filing_period_start", Kind.DATE, "facts"),
    Field("filing_period_end", Kind.DATE, "facts"),
    Field("filing_submitted_on", Kind.DATE, "facts"),
    Field("filing_first_submitted_on", Kind.DATE, "facts"),
    Field("filing_due_on", Kind.DATE, "facts"),
    Field("filing_statement_doc", Kind.DIGEST, "facts"),
)

_PERIOD = (
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

_GOVERNANCE = (
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

_POLICY = (
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

_WORKFORCE = (
    yes_no("workforce_has_migrants", "workforce"),
    table(
        "workforce",
        "workforce",
        Column("nationality", Kind.COUNTRY),
        Column("sex", Kind.CHOICE, ("female", "male")),
        Column("contract", Kind.CHOICE, ("direct", "outsourced")),
        Column("state", Kind.CHOICE, STATES),
        Column("headcount", Kind.COUNT),
    ),
)

_CORRIDORS = (
    yes_no("corridors_recruited", "corridors"),
    table(
        "corridors",
        "corridors",
        Column("origin", Kind.COUNTRY),
        Column("sector", Kind.CHOICE, SECTORS),
        *counts("recruits", "direct_recruits", "layers", "days_to_deploy"),
        *counts("declarations_pre", "declarations_post", "interviews_post"),
        *counts("workers_reporting_fee"),
        *money("first_month_earnings_myr", "basic_wage_myr", "highest_paid_myr"),
    ),
)

_FEES = (
    table(
        "fees",
        "fees",
        Column("corridor", Kind.CORRIDOR),
        Column("category", Kind.CHOICE, FEE_CATEGORIES),
        Column("payer", Kind.CHOICE, PAYERS),
        *money("amount_myr"),
        *counts("workers"),
        *dates("recruited_on"),
        Column("source", Kind.CHOICE, SOURCES),
        *money("reimbursed_myr"),
        *counts("reimbursed_workers"),
        *dates("reimbursed_on"),
    ),
)

_REPAYMENT = (
    yes_no("fee_remedy_plan", "repayment"),
    Field("fee_remedy_plan_by", Kind.DATE, "repayment"),
    choices(
        "fee_remedy_process_items",
        "repayment",
        "worker_interviews",
        "leavers_included",
        "independent_check",
        "no_receipt_needed",
        "paid_to_bank_account",
    ),
    choices(
        "wag_deduction_types",
        "repayment",
        "recruitment_cost",
        "levy",
        "discipline",
        "runaway_deposit",
        "housing_unapproved",
    ),
)

_RECRUITERS = (
    yes_no("recruiters_used", "recruiters"),
    table(
        "recruiters",
        "recruiters",
        Column("name", Kind.TEXT),
        Column("country", Kind.COUNTRY),
        Column("licence_no", Kind.TEXT),
        Column("licence_class", Kind.CHOICE, ("A", "B", "C")),
        *dates("licence_expiry", "checked_on", "dd_on", "audit_on"),
        flag("breakdown_received"),
        flag("contract_no_fee"),
        flag("contract_no_subagent"),
        flag("subagents_found"),
        *dates("blacklist_checked_on"),
        flag("blacklist_hit"),
        flag("active"),
        *counts("recruits"),
    ),
)

_PASSPORTS = (
    choice("doc_passport_holder", "passports", "worker", "employer_voluntary", "employer", "agent"),
    choices("doc_storage_terms", "passports", "written_request", "any_time_access", "no_penalty"),
    Field("doc_passports_held", Kind.COUNT, "passports"),
)

_CONTRACTS = (
    choices(
        "doc_contract_items",
        "contracts",
        "native_language",
        "signed_in_origin",
        "copy_given",
        "wage_hours_deductions",
        "resign_terms",
    ),
    Field("doc_substitution_cases", Kind.COUNT, "contracts"),
)

_MOVEMENT = (
    choices(
        "doc_movement_items",
        "movement",
        "leave_dorm_freely",
        "no_deposit",
        "resign_no_penalty",
        "phone_kept",
        "return_ticket_paid",
    ),
    Field("doc_passes_total", Kind.COUNT, "movement"),
    Field("doc_passes_lapsed", Kind.COUNT, "movement"),
    choice("doc_pass_cost_payer", "movement", "employer", "worker", "shared"),
    yes_no("doc_approval_60k", "movement"),
)

_STATEMENT = (
    Field("filing_languages", Kind.CHOICES, "statement", ("ms", "en")),
    Field("filing_homepage_link", Kind.URL, "statement"),
)

_EVIDENCE = (
    table(
        "evidence",
        "evidence",
        Column("document", Kind.DIGEST),
        Column("criterion", Kind.TEXT),
        Column("kind", Kind.CHOICE, EVIDENCE_KINDS),
        Column("title", Kind.TEXT),
    ),
)

FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        field.name: field
        for field in (
            *_FACTS, *_PERIOD, *_GOVERNANCE, *_POLICY, *_WORKFORCE, *_CORRIDORS, *_FEES,
            *_REPAYMENT, *_RECRUITERS, *_PASSPORTS, *_CONTRACTS, *_MOVEMENT, *_STATEMENT,
            *_EVIDENCE,
        )
    }
)  # fmt: skip
FACTS: tuple[str, ...] = tuple(field.name for field in _FACTS)
"""Names that the register fills in; nobody types them."""


def on_page(page: str) -> tuple[Field, ...]:
    """The fields that one page of a filing asks, in order."""
    return tuple(field for field in FIELDS.values() if field.page == page)
