"""What a filing says about recruitment: corridors, the fee table, repayment, recruiters."""

from registry.scoring.shapes import (
    FEE_CATEGORIES,
    PAYERS,
    SECTORS,
    SOURCES,
    STATES,
    Column,
    Field,
    Kind,
    choices,
    counts,
    dates,
    flag,
    money,
    table,
    yes_no,
)

WORKFORCE = (
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

CORRIDORS = (
    yes_no("corridors_recruited", "corridors"),
    table(
        "corridors",
        "corridors",
        Column("origin", Kind.COUNTRY),
        Column("sector", Kind.CHOICE, SECTORS),
        *counts("recruits", "direct_recruits", "layers", "days_to_deploy"),
        *counts("declarations_pre", "declarations_post", "interviews_post"),
        *counts("workers_reporting_fee", "pre_departure_trained", "post_arrival_trained"),
        *money("first_month_earnings_myr", "basic_wage_myr", "highest_paid_myr"),
    ),
)

FEES = (
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

REPAYMENT = (
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

RECRUITERS = (
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
