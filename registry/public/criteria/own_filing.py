"""Score a filing that somebody brings: nothing of it is stored."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import registry.scoring
from registry.scoring import Assessment, Catalogue, advise
from registry.scoring.lines import score_line
from registry.scoring.schema import LABELS

EXAMPLES = Path(registry.scoring.__file__).with_name("examples.jsonl")
MOST_ADVISED = 200
"""Rows of a filing that is advised on: trying out what would help takes longer with each row."""


@dataclass(frozen=True)
class Problem:
    """What could not be read, and what to write instead."""

    field: str
    row: int | None
    column: str | None
    remedy: str

    @property
    def is_about_json(self) -> bool:
        """The text is not one JSON object, so that no field can be named."""
        return self.field == "line"


@dataclass(frozen=True)
class Scored:
    """Either an assessment as it would be frozen, or the problem in its place."""

    labels: Mapping[str, str]
    assessment: Mapping[str, Any] | None = None
    advice: Mapping[str, Any] | None = None
    """What would meet each finding and lift the grade; None for a filing of very many rows."""
    problem: Problem | None = None


def score(text: str, *, catalogue: Catalogue, lang: str) -> Scored:
    """Judge one filing as plain JSON by the rules of its period, and work out what would help.

    A problem is told in ``lang``.
    """
    judged: list[Assessment] = []
    show = partial(_kept, judged)
    found = score_line(text, catalogue=catalogue, show=show, lang=lang)
    labels = {name: found[name] for name in LABELS if found.get(name)}
    if "error" in found:
        return Scored(labels, problem=Problem(**found["error"]))
    return Scored(labels, found["assessment"], _advice(text, judged[0]))


def _kept(judged: list[Assessment], assessment: Assessment) -> dict[str, Any]:
    judged.append(assessment)
    return assessment.as_dict()


def _advice(text: str, assessment: Assessment) -> dict[str, Any] | None:
    answers = {name: value for name, value in json.loads(text).items() if name not in LABELS}
    rows = sum(len(value) for value in answers.values() if isinstance(value, list))
    if rows > MOST_ADVISED:
        return None
    return advise(
        answers, on=assessment.on, catalogue=assessment.catalogue, assessment=assessment
    ).as_dict()


@cache
def examples() -> Mapping[str, str]:
    """Fictional filings to try, by reference, laid out for reading."""
    lines = [json.loads(line) for line in EXAMPLES.read_text().splitlines()]
    return {line["reference"]: _laid_out(line) for line in lines}


def _laid_out(filing: Mapping[str, Any]) -> str:
    """One line for each answer and for each row of a table."""
    written = [f"  {json.dumps(name)}: {_value(value)}" for name, value in filing.items()]
    return "{\n" + ",\n".join(written) + "\n}\n"


def _value(value: Any) -> str:
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        rows = ",\n    ".join(json.dumps(row, ensure_ascii=False) for row in value)
        return f"[\n    {rows}\n  ]"
    return json.dumps(value, ensure_ascii=False)
