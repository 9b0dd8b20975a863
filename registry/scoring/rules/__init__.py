"""One pure function for each criterion: a case and the dated values in, a verdict out."""

from collections.abc import Mapping

from registry.scoring.case import Rule
from registry.scoring.rules import (
    disclosure,
    documents,
    fees,
    governance,
    grievance,
    monitoring,
    recruiters,
    risk,
    structure,
    training,
    wages,
)

RULES: Mapping[str, Rule] = {
    **governance.RULES,
    **structure.RULES,
    **risk.RULES,
    **fees.RULES,
    **documents.RULES,
    **wages.RULES,
    **recruiters.RULES,
    **grievance.RULES,
    **training.RULES,
    **monitoring.RULES,
    **disclosure.RULES,
}
