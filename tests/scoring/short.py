"""An office without migrant workers, recruiters and exposure, and what it might say beside that."""

from datetime import date
from typing import Any

from registry.scoring import FIELDS
from registry.scoring.screening import LEFT_OUT, QUESTIONS, Known
from tests.scoring.filings import Filing, clean

ENDS = date(2025, 12, 31)
KNOWN = Known(on=ENDS, sectors=("financial",))
STAFF = {
    "nationality": "MYS",
    "sex": "female",
    "contract": "direct",
    "state": "KUL",
    "headcount": 40,
}
WAGE = {
    "nationality": "MYS",
    "state": "KUL",
    "area": "A",
    "size": "L",
    "month": "2025-12-01",
    "lowest_basic_myr": "3200.00",
    "workers": 40,
    "workers_below_min": 0,
}
DENIED = {
    "corridors_recruited": "no",
    "recruiters_used": "no",
    "housing_provided": "no",
    "findings_found": "no",
}
"""What the same office answers on the pages about what it does not have."""


def short(**changes: Any) -> Filing:
    """A short filing: the pages that it is asked, answered well, and none of the others."""
    asked = {
        name: value
        for name, value in clean().items()
        if FIELDS[name].page not in LEFT_OUT | {"facts"}
    }
    facts = {name: value for name, value in clean().items() if FIELDS[name].page == "facts"}
    return {
        **asked,
        **facts,
        **dict.fromkeys(QUESTIONS, "no"),
        "workforce_has_migrants": "no",
        "workforce": [dict(STAFF)],
        "wages": [dict(WAGE)],
        "rsk_outsourced_used": "no",
        "rsk_scope": ["own_operations", "suppliers"],
        "grv_languages": ["ms", "en"],
        "filing_path": "short",
        **changes,
    }
