"""The JSON Schema of one line of filings, made from the declared fields.

``python -m registry.scoring.schema > docs/filing.schema.json`` writes it anew.
"""

import json
import sys
from typing import Any

from registry.scoring.fields import FIELDS
from registry.scoring.parsing import (
    CORRIDOR,
    COUNT,
    COUNTRY,
    DATE,
    DECIMAL,
    DIGEST,
    LONGEST_TEXT,
    MONEY,
    PERCENT,
    URL,
)
from registry.scoring.shapes import DO_NOT_KNOW, Column, Field, Kind

LABELS = ("format", "reference", "organisation", "ssm_number", "year")
"""Names that a line may carry for its reader; scoring repeats them and reads nothing into them."""

_PATTERNS = {
    Kind.DATE: DATE,
    Kind.DIGEST: DIGEST,
    Kind.COUNTRY: COUNTRY,
    Kind.CORRIDOR: CORRIDOR,
    Kind.URL: URL,
}
_NUMBERS = {
    Kind.MONEY: (MONEY, {"type": "number", "minimum": 0}),
    Kind.COUNT: (COUNT, {"type": "integer", "minimum": 0}),
    Kind.DECIMAL: (DECIMAL, {"type": "number", "minimum": 0}),
    Kind.PERCENT: (PERCENT, {"type": "number", "minimum": 0, "maximum": 100}),
}
_UNKNOWN = {"enum": [None, "", DO_NOT_KNOW]}


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of one filing: labels, facts and answers under flat names."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://example.org/atip/filing.schema.json",
        "title": "A filing: facts and answers",
        "description": (
            "One JSON object on each line. Money is ringgit, as a string with at most two decimals."
            " A name that is absent, null or empty was not answered."
        ),
        "type": "object",
        "additionalProperties": False,
        "required": ["filing_period_end"],
        "properties": {
            **{name: {"type": ["string", "null"]} for name in LABELS},
            **{name: _field(field) for name, field in FIELDS.items()},
        },
    }


def as_text() -> str:
    return json.dumps(schema(), indent=2) + "\n"


def _field(field: Field) -> dict[str, Any]:
    if field.kind is not Kind.TABLE:
        return {**_cell(field), "description": f"Page: {field.page}"}
    row = {
        "type": "object",
        "additionalProperties": False,
        "properties": {column.name: _cell(column) for column in field.columns},
    }
    return {"type": ["array", "null"], "items": row, "description": f"Page: {field.page}"}


def _cell(field: Field | Column) -> dict[str, Any]:
    """What the answer may be, or that it is blank or not known."""
    return {"anyOf": [*_shapes(field), _UNKNOWN]}


def _shapes(field: Field | Column) -> list[dict[str, Any]]:
    if field.kind is Kind.CHOICE:
        return [{"enum": list(field.choices)}]
    if field.kind is Kind.CHOICES:
        return [_several(field.choices)]
    if field.kind in _NUMBERS:
        pattern, number = _NUMBERS[field.kind]
        return [{"type": "string", "pattern": _whole(pattern.pattern)}, number]
    if field.kind in _PATTERNS:
        return [{"type": "string", "pattern": _whole(_PATTERNS[field.kind].pattern)}]
    return [{"type": "string", "maxLength": LONGEST_TEXT}]


def _several(choices: tuple[str, ...]) -> dict[str, Any]:
    """Any of the words, or "none" alone."""
    words = [word for word in choices if word != "none"]
    several: dict[str, Any] = {"type": "array", "items": {"enum": words}}
    return several if len(words) == len(choices) else {"anyOf": [several, {"const": ["none"]}]}


def _whole(pattern: str) -> str:
    return f"^({pattern})$"


if __name__ == "__main__":
    sys.stdout.write(as_text())
