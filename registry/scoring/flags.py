"""Which criteria concern a filing: computed from its answers, never ticked or left to silence."""

from dataclasses import asdict, dataclass

from registry.scoring.answers import Answers
from registry.scoring.rows import CorridorRow, FindingRow, HousingRow, RecruiterRow
from registry.scoring.screening import Path

PUBLIC_BODIES = frozenset({"government_linked_company", "statutory_body", "government_agency"})
"""Reporting classes that spend public money, of whom ethical procurement is always asked."""


SCREENED = {
    "corridors_recruited": "scr_recruited_abroad",
    "recruiters_used": "scr_recruiters",
    "housing_provided": "scr_housing",
    "findings_found": "scr_known_cases",
}
"""Answers of pages that a short filing is not asked, and the screening answer in their place."""


@dataclass(frozen=True, slots=True)
class Flags:
    employs_migrants: bool
    recruited: bool
    uses_recruiters: bool
    provides_housing: bool
    has_outsourced: bool
    has_suppliers: bool
    has_findings: bool
    filed_before: bool
    public_body: bool

    def as_dict(self) -> dict[str, bool]:
        return asdict(self)


def raise_flags(answers: Answers) -> Flags:
    """A flag falls only when the filing says no and none of its tables says otherwise."""
    listed = any(row != CorridorRow() and row.recruits != 0 for row in answers.corridors)
    recruited = _may(answers, "corridors_recruited") or listed
    migrants = any(row.is_migrant and row.headcount != 0 for row in answers.workforce)
    employs = _may(answers, "workforce_has_migrants") or migrants or listed
    return Flags(
        employs_migrants=employs,
        recruited=recruited,
        uses_recruiters=(recruited or employs) and _may_use_recruiters(answers),
        provides_housing=_may(answers, "housing_provided")
        or any(row != HousingRow() and row.residents != 0 for row in answers.housing),
        has_outsourced=_may(answers, "rsk_outsourced_used")
        or any(row.contract == "outsourced" and row.headcount != 0 for row in answers.workforce),
        has_suppliers=_may(answers, "str_suppliers_used")
        or bool(answers.count("mon_suppliers_high_risk")),
        has_findings=_may(answers, "findings_found")
        or any(row != FindingRow() for row in answers.findings),
        filed_before=bool(answers.count("filing_earlier_statements")),
        public_body=answers.word("filing_reporting_class") in PUBLIC_BODIES,
    )


def _may(answers: Answers, name: str) -> bool:
    return _said(answers, name) is not False


def _said(answers: Answers, name: str) -> bool | None:
    """The answer; in a short filing that was not asked, what the screening answered."""
    is_short = answers.word("filing_path") == Path.SHORT
    if is_short and name in SCREENED and answers.scalars[name] is None:
        return answers.yes(SCREENED[name]) if name not in answers.unknown else None
    return answers.yes(name)


def _may_use_recruiters(answers: Answers) -> bool:
    return (
        _may(answers, "recruiters_used")
        or any(_was_used(row) for row in answers.recruiters)
        or any(_came_through_others(row) for row in answers.corridors)
    )


def _was_used(row: RecruiterRow) -> bool:
    """In use still, or given up after it brought people in the period."""
    return row != RecruiterRow() and (row.in_use or bool(row.recruits))


def _came_through_others(row: CorridorRow) -> bool:
    return (row.direct_recruits or 0) < (row.recruits or 0)
