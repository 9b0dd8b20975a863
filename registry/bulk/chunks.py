"""Scoring one chunk of lines: what a process of this machine or of a cluster is handed."""

import json
from dataclasses import dataclass
from datetime import date

from registry.bulk.files import Chunk, Unread
from registry.scoring import Assessment, Catalogue, load_catalogue
from registry.scoring.lines import Line, score_line

MOST_TOLD = 20
"""How many mistakes of a chunk are told beside the output; all of them stand in it."""


class OtherRules(RuntimeError):
    """A worker would judge by other rules than the process that asks it."""


@dataclass(frozen=True, slots=True)
class Orders:
    """How to score, the same for every chunk."""

    catalogue_sha256: str
    on: date | None = None
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """The results of a chunk as JSON Lines, in the order of its lines."""

    output: bytes
    filings: int
    mistakes: int
    told: tuple[str, ...]
    """The first mistakes, each with file, line, field and remedy."""


def score_chunk(chunk: Chunk, orders: Orders) -> Scored:
    catalogue = load_catalogue()
    if catalogue.sha256 != orders.catalogue_sha256:
        wanted = f"{catalogue.sha256[:12]}, not {orders.catalogue_sha256[:12]}"
        raise OtherRules(f"a worker has rules {wanted}: install the same release everywhere.")
    results = [_result(chunk.file, each, catalogue, orders) for each in chunk.lines]
    mistakes = [each for each in results if "error" in each]
    return Scored(
        output=b"".join(map(_json_line, results)),
        filings=len(results) - len(mistakes),
        mistakes=len(mistakes),
        told=tuple(map(_sentence, mistakes[:MOST_TOLD])),
    )


def in_brief(assessment: Assessment) -> Line:
    """The grade and what it is made of, without a word of explanation."""
    whole = assessment.grading
    return {
        "on": assessment.on.isoformat(),
        "result": str(whole.result),
        "grade": assessment.grade,
        "score": assessment.shown_score,
        "marks": assessment.marks.as_dict(),
        "gates": [fired.gate.id for fired in whole.gates],
        "confidence": assessment.confidence.label,
        "outcomes": {each.criterion.id: str(each.outcome) for each in assessment.findings},
    }


def _result(
    file: str, numbered: tuple[int, bytes | Unread], catalogue: Catalogue, orders: Orders
) -> Line:
    number, line = numbered
    place: Line = {"file": file, "line": number}
    if isinstance(line, Unread):
        error = {"field": "line", "row": None, "column": None, "remedy": line.remedy}
        return {**place, "error": error}
    show = in_brief if orders.brief else Assessment.as_dict
    try:
        return {**place, **score_line(line, catalogue=catalogue, on=orders.on, show=show)}
    except Exception as error:
        error.add_note(f"while scoring {file}, line {number}")
        raise


def _json_line(result: Line) -> bytes:
    """The result as JSON in UTF-8; half a character, which UTF-8 has not, stays an escape."""
    return json.dumps(result, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _sentence(mistake: Line) -> str:
    error = mistake["error"]
    row = f"row {error['row']}" if error["row"] else ""
    where = ", ".join(part for part in (error["field"], row, error["column"]) if part)
    return f"{mistake['file']}, line {mistake['line']}: {where}: {error['remedy']}"
