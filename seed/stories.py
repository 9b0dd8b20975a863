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
    """How an organisation recruits and treats its workers, and how it answers."""

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
    late_raise: bool = False
    """Whether pay stayed below the minimum wage in the month after it rose."""
    epf: bool = True
    """Whether workers were registered with the provident fund once the law asked for it."""
    housing: str = "certified"
    """certified, uncertified, lapsed, or crowded."""
    remedy: str = ""
    """Of forced labour that it found: complete, in_progress, none; blank where it found nothing."""
    channel: bool = True
    """Whether workers can complain anywhere."""
    trained: bool = True
    outsourced: bool = False
    slips: tuple[str, ...] = ()
    """What disagrees in its figures."""
    explains: bool = False
    blank: tuple[str, ...] = ()
    """Pages it does not fill in."""


PRACTICES: Mapping[str, Practice] = {
    "verified_zero": Practice(outsourced=True),
    "untested_zero": Practice(tested=False),
    "blank_fee_table": Practice(fee_table="blank", tested=False, plan="no"),
    "part_fee_table": Practice(fee_table="part"),
    "honest_and_repaid": Practice(months_paid=Decimal("1.6"), remedy="complete"),
    "half_repaid_with_plan": Practice(
        months_paid=Decimal("2.0"), repaid=Decimal("0.5"), remedy="in_progress"
    ),
    "not_repaid": Practice(months_paid=Decimal("1.8"), repaid=Decimal(0), plan="no"),
    "deep_debt": Practice(months_paid=Decimal("6.0"), repaid=Decimal("0.1"), trained=False),
    "passports_held": Practice(passports="employer", tested=False, policy="thin", channel=False),
    "safe_keeping": Practice(passports="employer_voluntary"),
    "agency_over_cap": Practice(months_paid=Decimal("1.4"), repaid=Decimal(0), over_cap=True),
    "unlicensed_agent": Practice(licensed=False, policy="part"),
    "no_recruitment": Practice(recruits=False),
    "thin_policy": Practice(policy="thin", tested=False),
    "late_raise": Practice(late_raise=True, policy="part"),
    "no_epf": Practice(epf=False),
    "uncertified_housing": Practice(housing="uncertified", policy="part"),
    "lapsed_certificate": Practice(housing="lapsed"),
    "crowded_hostel": Practice(housing="crowded", tested=False, policy="part"),
    "found_and_left": Practice(remedy="none", policy="part", plan="no"),
    "found_and_mending": Practice(remedy="in_progress"),
    "found_and_mended": Practice(remedy="complete", outsourced=True),
    "no_channel": Practice(channel=False, policy="part"),
    "untrained": Practice(trained=False, policy="part"),
    "half_blank": Practice(
        policy="part", blank=("housing", "cases", "training", "monitoring", "measures")
    ),
    "slips": Practice(slips=("residents", "cases", "approval")),
    "slips_explained": Practice(slips=("residents", "cases"), explains=True),
    "interest_repaid": Practice(
        months_paid=Decimal("0.8"), slips=("repaid_more",), explains=True, remedy="complete"
    ),
}

BETTER = (
    "deep_debt", "not_repaid", "half_repaid_with_plan", "honest_and_repaid", "verified_zero"
)  # fmt: skip
"""A company that mends its ways goes along this road, a step each year."""

SPREAD = (
    "verified_zero", "honest_and_repaid", "untested_zero", "half_repaid_with_plan",
    "blank_fee_table", "safe_keeping", "late_raise", "part_fee_table", "not_repaid", "no_epf",
    "passports_held", "uncertified_housing", "no_recruitment", "unlicensed_agent", "found_and_left",
    "thin_policy", "agency_over_cap", "slips", "found_and_mended", "lapsed_certificate",
    "no_channel", "slips_explained", "crowded_hostel", "untrained", "half_blank", "verified_zero",
    "interest_repaid", "found_and_mending", "deep_debt",
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


COPIED: Mapping[tuple[int, int], tuple[int, int]] = {
    (5, 2026): (5, 2025),
    (36, 2026): (36, 2025),
    (44, 2026): (12, 2025),
    (26, 2026): (16, 2025),
    (13, 2026): (13, 2025),
}
"""Number and year of a statement, and of the one from which it takes its first paragraphs."""

FIRST_YEAR = min(COURSES)


def practice_of(number: int, year: int) -> Practice:
    """How the organisation with this number acted in the year it reports on in ``year``."""
    if number % 3 == 0:
        step = (number // 3 + year - 2024) % len(BETTER)
        return PRACTICES[BETTER[max(step, min(year - 2024 + 1, len(BETTER) - 1))]]
    return PRACTICES[SPREAD[(number * 5 + (year - 2024) * (number % 2)) % len(SPREAD)]]


def practice_before(number: int, year: int) -> Practice:
    """How it acted in the year before; nobody knows of years before the register opened."""
    return practice_of(number, max(year - 1, FIRST_YEAR))


def course_of(number: int, year: int) -> Course:
    courses = COURSES[year]
    return courses[(number * 3 + year) % len(courses)]
