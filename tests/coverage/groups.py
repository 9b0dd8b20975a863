"""Groups of companies to file for."""

from typing import Any

from registry.models import Organisation, Statement
from tests import factories as make
from tests.public.statements import a_statement

KILANG = "201901900001"
LOGISTIK = "201901900002"
LADANG = "201901900003"


def a_row(number: str = KILANG, name: str = "", **cells: Any) -> dict[str, Any]:
    """A company of the group, wholly owned and covered."""
    return {
        "name": name or f"Contoh Anak {number[-1]} Sdn Bhd",
        "ssm_number": number,
        "share_percent": "100",
        "covered": "yes",
    } | cells


def a_group(*rows: dict[str, Any]) -> dict[str, Any]:
    """The page ``period`` of a parent with these companies, whose counts agree with them."""
    return {
        "str_entities_total": 1 + len(rows),
        "str_entities_covered": 1 + sum(row["covered"] == "yes" for row in rows),
        "entities": list(rows),
        "period_confirmed": "yes",
    }


def a_parent(
    *rows: dict[str, Any], organisation: Organisation | None = None, **given: Any
) -> Statement:
    """The published statement of a parent that names these companies."""
    answers = {"period": a_group(*rows)} | given.pop("answers", {})
    return a_statement(organisation or make.an_organisation(), answers=answers, **given)
