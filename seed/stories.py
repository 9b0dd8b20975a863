"""What happens to fictional organisations: the facts they file, and how the filing goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Course(StrEnum):
    """How far a filing goes, and when."""

    PUBLISHED = "published"
    PUBLISHED_LATE = "published_late"
    CORRECTED = "corrected"
    AMENDED = "amended"
    REPLIED = "replied"
    AWAITING = "awaiting"
    RETURNED = "returned"
    DRAFT = "draft"
    READY = "ready"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Practice:
    """How an organisation recruits and treats its workers."""

    months_paid: Decimal = Decimal(0)
    """Months of earnings that each recruit paid."""
    repaid: Decimal = Decimal(1)
    """The share of it that was repaid."""
    plan: str = "yes"
    tested: bool = True
    """Whether workers were asked after arrival."""
    fee_table: str = "full"
    """full, blank, or part."""
    passports: str = "worker"
    over_cap: bool = False
    licensed: bool = True
    recruits: bool = True
    policy: str = "full"
    """full, part, or thin."""


PRACTICES: Mapping[str, Practice] = {
    "verified_zero": Practice(),
    "untested_zero": Practice(tested=False),
    "blank_fee_table": Practice(fee_table="blank", tested=False, plan="no"),
    "part_fee_table": Practice(fee_table="part"),
    "honest_and_repaid": Practice(months_paid=Decimal("1.6")),
    "half_repaid_with_plan": Practice(months_paid=Decimal("2.0"), repaid=Decimal("0.5")),
    "not_repaid": Practice(months_paid=Decimal("1.8"), repaid=Decimal(0), plan="no"),
    "deep_debt": Practice(months_paid=Decimal("6.0"), repaid=Decimal("0.1")),
    "passports_held": Practice(passports="employer", tested=False, policy="thin"),
    "safe_keeping": Practice(passports="employer_voluntary"),
    "agency_over_cap": Practice(months_paid=Decimal("1.4"), repaid=Decimal(0), over_cap=True),
    "unlicensed_agent": Practice(licensed=False, policy="part"),
    "no_recruitment": Practice(recruits=False),
    "thin_policy": Practice(policy="thin", tested=False),
}

BETTER = (
    "deep_debt", "not_repaid", "half_repaid_with_plan", "honest_and_repaid", "verified_zero"
)  # fmt: skip
"""A company that mends its ways goes along this road, a step each year."""

SPREAD = (
    "verified_zero", "honest_and_repaid", "untested_zero", "half_repaid_with_plan",
    "blank_fee_table", "safe_keeping", "honest_and_repaid", "part_fee_table", "not_repaid",
    "verified_zero", "passports_held", "thin_policy", "no_recruitment", "unlicensed_agent",
    "deep_debt", "untested_zero", "agency_over_cap", "verified_zero",
)  # fmt: skip

COURSES: Mapping[int, tuple[Course, ...]] = {
    2024: (
        Course.PUBLISHED, Course.NOTHING, Course.PUBLISHED_LATE, Course.PUBLISHED, Course.NOTHING,
    ),
    2025: (
        Course.PUBLISHED, Course.PUBLISHED_LATE, Course.PUBLISHED, Course.AMENDED, Course.NOTHING,
        Course.PUBLISHED, Course.CORRECTED,
    ),
    2026: (
        Course.PUBLISHED, Course.PUBLISHED, Course.REPLIED, Course.AWAITING, Course.PUBLISHED,
        Course.NOTHING, Course.PUBLISHED_LATE, Course.CORRECTED, Course.RETURNED, Course.DRAFT,
        Course.PUBLISHED,
    ),
}  # fmt: skip


def practice_of(number: int, year: int) -> Practice:
    """How the organisation with this number acted in the year it reports on in ``year``."""
    if number % 3 == 0:
        step = (number // 3 + year - 2024) % len(BETTER)
        return PRACTICES[BETTER[max(step, min(year - 2024 + 1, len(BETTER) - 1))]]
    return PRACTICES[SPREAD[(number * 5 + (year - 2024) * (number % 2)) % len(SPREAD)]]


def course_of(number: int, year: int) -> Course:
    courses = COURSES[year]
    return courses[(number * 3 + year) % len(courses)]
