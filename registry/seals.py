"""What the log keeps of a published statement, so that a change of any part of it shows.

``parts`` are the rows as they are stored and read; ``seals`` are their hashes, written into the
event of publication. ``standing`` is what events after it change: replies, the day of the grade,
what was withdrawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from registry import ledger
from registry.extensions import Base
from registry.models import Statement

JUDGED = ("assessment", "outcomes", "figures")
"""The parts that are public from the day on which the grade is."""

PARTICULARS = (
    *("reference", "organisation_id", "year", "version", "path"),
    *("period_start", "period_end", "submitted_on", "published_at"),
    *("note", "change_note", "sha256", "document_sha256"),
)
STANDING = (
    *("replies", "grade_public_on", "grade_withdrawn_on", "grade_withdrawn_reason"),
    *("withdrawn_on", "withdrawn_reason"),
)
OF_THE_ROW = {"id", "statement_id"}
FINGERPRINT = 16
"""Hexadecimal digits that tell which finding differs; the whole hash of all shows that one does."""


@dataclass(frozen=True, slots=True)
class Seals:
    """The hash of each part (SHA-256, hex), and the beginning of the hash of each finding."""

    parts: Mapping[str, str]
    findings: Mapping[str, str]

    def as_dict(self) -> dict[str, Any]:
        return {"parts": dict(self.parts), "findings": dict(self.findings)}


def parts(statement: Statement) -> dict[str, Any]:
    """A statement as plain JSON, part by part."""
    return {
        "particulars": {name: _plain(getattr(statement, name)) for name in PARTICULARS},
        "answers": statement.answers,
        "fee_lines": _rows(statement.fee_lines),
        "corridors": _rows(statement.corridors),
        "assessment": statement.assessment,
        "outcomes": {each.criterion: str(each.outcome) for each in statement.findings},
        "figures": _rows([statement.figures]),
    }


def standing(statement: Statement) -> dict[str, Any]:
    """What became of a statement since it was published, as plain JSON."""
    return {name: _plain(getattr(statement, name)) for name in STANDING}


def of_standing(statement: Statement) -> str:
    """The hash that every event about a published statement keeps of how it stands after it."""
    return ledger.digest(standing(statement))


def seals(statement: Statement) -> Seals:
    found = parts(statement)
    return Seals(
        parts={name: ledger.digest(part) for name, part in found.items()},
        findings={
            finding["criterion"]: ledger.digest(finding)[:FINGERPRINT]
            for finding in found["assessment"]["findings"]
        },
    )


def differing(statement: Statement, sealed: Mapping[str, Any]) -> list[str]:
    """The parts of a statement that are not as they were sealed; findings by their criterion."""
    now = seals(statement).as_dict()
    wrong = [name for name, seal in sealed["parts"].items() if now["parts"].get(name) != seal]
    findings = sealed["findings"].keys() | now["findings"].keys()
    return wrong + [
        f"finding {criterion}"
        for criterion in sorted(findings)
        if sealed["findings"].get(criterion) != now["findings"].get(criterion)
    ]


def _rows(rows: Sequence[Base]) -> list[dict[str, Any]]:
    return [
        {
            column.name: _plain(getattr(row, column.name))
            for column in row.__table__.columns
            if column.name not in OF_THE_ROW
        }
        for row in rows
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
