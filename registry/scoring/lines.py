"""Score filings that come as JSON Lines, one assessment or one error for each."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from registry.scoring.answers import AnswerError
from registry.scoring.assess import assess
from registry.scoring.catalogue import Catalogue
from registry.scoring.parsing import Unreadable, parse_date
from registry.scoring.schema import LABELS

Line = dict[str, Any]


def score_lines(
    stream: Iterable[str], *, catalogue: Catalogue, on: date | None = None
) -> Iterator[Line]:
    """For each line ``{"line": n, labels..., "assessment": {...}}``, or ``"error"`` in its place.

    Each filing is judged by the criteria of its ``filing_period_end``, or of ``on`` where given.
    An error names the field, the row and the remedy, and the next line is read all the same.
    """
    for number, text in enumerate(stream, 1):
        if text.strip():
            yield _score(number, text, catalogue, on)


def _score(number: int, text: str, catalogue: Catalogue, on: date | None) -> Line:
    try:
        filing = _read(text)
    except AnswerError as error:
        return {"line": number, "error": _explain(error)}
    labels = {name: filing.pop(name) for name in LABELS if name in filing}
    try:
        day = on or _period_end(filing)
        result = {"assessment": assess(filing, on=day, catalogue=catalogue).as_dict()}
    except AnswerError as error:
        result = {"error": _explain(error)}
    return {"line": number, **labels, **result}


def _read(text: str) -> Line:
    try:
        filing = json.loads(text, object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as error:
        raise AnswerError("line", f"write one JSON object on each line ({error})") from None
    if not isinstance(filing, dict):
        raise AnswerError("line", "write one JSON object on each line")
    for name in LABELS:
        if not isinstance(filing.get(name), str | None):
            raise AnswerError(name, "write a text, or leave it out")
    return filing


def _each_once(pairs: list[tuple[str, Any]]) -> Line:
    """An object in which no name stands twice: of two answers nobody knows which is meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise ValueError(f"{twice!r} stands twice")
    return found


def _period_end(filing: Line) -> date:
    try:
        return parse_date(filing.get("filing_period_end"))
    except Unreadable as error:
        raise AnswerError("filing_period_end", str(error)) from None


def _explain(error: AnswerError) -> Line:
    return {
        "field": error.field,
        "row": error.row,
        "column": error.column,
        "remedy": error.remedy,
    }
