"""What a filing says about how workers are treated: documents, movement, pay, hours, housing."""

from registry.scoring.shapes import (
    AREAS,
    EMPLOYER_SIZES,
    STATES,
    Column,
    Field,
    Kind,
    choice,
    choices,
    counts,
    dates,
    decimals,
    flag,
    money,
    table,
    yes_no,
)

PASSPORTS = (
    choice("doc_passport_holder", "passports", "worker", "employer_voluntary", "employer", "agent"),
    choices("doc_storage_terms", "passports", "written_request", "any_time_access", "no_penalty"),
    Field("doc_passports_held", Kind.COUNT, "passports"),
)

CONTRACTS = (
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

MOVEMENT = (
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

WAGES = (
    table(
        "wages",
        "wages",
        Column("nationality", Kind.COUNTRY),
        Column("state", Kind.CHOICE, STATES),
        Column("area", Kind.CHOICE, AREAS),
        Column("size", Kind.CHOICE, EMPLOYER_SIZES),
        *dates("month"),
        *money("lowest_basic_myr"),
        *counts("workers", "workers_below_min"),
    ),
)
"""A row is the lowest basic wage of a group in one month; ``month`` is any day of that month.

Area A is a listed city or municipal council and B is elsewhere; size S is an employer of fewer
than five outside the professional class and L is every other (Minimum Wages Orders).
"""

PAY = (
    choice("wag_payment_method", "pay", "bank", "cash", "mixed"),
    Field("wag_latest_pay_day", Kind.COUNT, "pay"),
    Field("wag_late_cases", Kind.COUNT, "pay"),
    yes_no("wag_deductions_approved", "pay"),
    Field("wag_max_weekly_hours", Kind.COUNT, "pay"),
    yes_no("wag_overtime_voluntary", "pay"),
    Field("wag_rest_day_breaches", Kind.COUNT, "pay"),
    choices("wag_schemes_registered", "pay", "socso_injury", "socso_invalidity", "epf"),
)
"""``wag_latest_pay_day`` is a day of the month after the one worked, 0 for the last day of it."""

HOUSING = (
    yes_no("housing_provided", "housing"),
    table(
        "housing",
        "housing",
        Column("site", Kind.TEXT),
        Column("state", Kind.CHOICE, STATES),
        *counts("residents"),
        Column("certificate_no", Kind.TEXT),
        *dates("certificate_expiry"),
        *decimals("area_m2_per_worker"),
        flag("dorm"),
        flag("locker_each"),
    ),
)
