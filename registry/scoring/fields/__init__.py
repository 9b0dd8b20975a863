"""Every fact, answer and table that a filing may hold: the one declaration of names and shapes.

The forms ask these names, the rules read them, and ``docs/filing.schema.json`` is made from them.
"""

from collections.abc import Mapping
from types import MappingProxyType

from registry.scoring.fields import company, oversight, recruitment, treatment
from registry.scoring.shapes import REPORTING_CLASSES, Field, Kind, choice

_FACTS = (
    Field("filing_period_start", Kind.DATE, "facts"),
    Field("filing_period_end", Kind.DATE, "facts"),
    Field("filing_submitted_on", Kind.DATE, "facts"),
    Field("filing_first_submitted_on", Kind.DATE, "facts"),
    Field("filing_due_on", Kind.DATE, "facts"),
    Field("filing_statement_doc", Kind.DIGEST, "facts"),
    choice("filing_reporting_class", "facts", *REPORTING_CLASSES),
    Field("filing_earlier_statements", Kind.COUNT, "facts"),
    choice("filing_path", "facts", "short", "full"),
)

FIELDS: Mapping[str, Field] = MappingProxyType(
    {
        field.name: field
        for field in (
            *_FACTS,
            *company.PERIOD, *company.SCREENING, *company.GOVERNANCE, *company.POLICY,
            *company.SUPPLY_CHAIN, *company.RISK,
            *recruitment.WORKFORCE, *recruitment.CORRIDORS, *recruitment.FEES,
            *recruitment.REPAYMENT, *recruitment.RECRUITERS,
            *treatment.PASSPORTS, *treatment.CONTRACTS, *treatment.MOVEMENT, *treatment.WAGES,
            *treatment.PAY, *treatment.HOUSING,
            *oversight.GRIEVANCE, *oversight.CASES, *oversight.FINDINGS, *oversight.TRAINING,
            *oversight.MONITORING, *oversight.MEASURES, *oversight.FOLLOWUP,
            *oversight.COMMITMENTS, *company.DIFFERENCES, *oversight.STATEMENT,
            *oversight.EVIDENCE, *oversight.DISCLOSURE,
        )
    }
)  # fmt: skip
FACTS: tuple[str, ...] = tuple(field.name for field in _FACTS)
"""Names that the register fills in; nobody types them."""


def on_page(page: str) -> tuple[Field, ...]:
    """The fields that one page of a filing asks, in order."""
    return tuple(field for field in FIELDS.values() if field.page == page)
