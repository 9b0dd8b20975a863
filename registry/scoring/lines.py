"""Score filings that come as JSON Lines, one assessment or one error for each."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from registry.scoring.answers import AnswerError
from registry.scoring.assess import assess
from registry.scoring.catalogue import Catalogue
from registry.scoring.parsing import Unreadable, parse_date
from registry.scoring.record import Assessment
from registry.scoring.schema import LABELS

Line = dict[str, Any]
HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")
"""Where half of a character may be named; two such halves make a whole one."""


def score_lines(
    stream: Iterable[str | bytes], *, catalogue: Catalogue, on: date | None = None
) -> Iterator[Line]:
    """For each line ``{"line": n, labels..., "assessment": {...}}``, or ``"error"`` in its place.

    Each filing is judged by the criteria of its ``filing_period_end``, or of ``on`` where given.
    An error names the field, the row and the remedy, and the next line is read all the same.
    """
    for number, text in enumerate(stream, 1):
        if text.strip():
            yield {"line": number, **score_line(text, catalogue=catalogue, on=on)}


def score_line(
    text: str | bytes,
    *,
    catalogue: Catalogue,
    on: date | None = None,
    show: Callable[[Assessment], Line] = Assessment.as_dict,
) -> Line:
    """One filing's labels and its ``"assessment"`` as ``show`` makes it, or its ``"error"``."""
    try:
        filing = _read(text)
    except AnswerError as error:
        return {"error": _explain(error)}
    labels = {name: filing.pop(name) for name in LABELS if name in filing}
    try:
        day = on or _period_end(filing)
        return {**labels, "assessment": show(assess(filing, on=day, catalogue=catalogue))}
    except AnswerError as error:
        return {**labels, "error": _explain(error)}


def _read(text: str | bytes) -> Line:
    try:
        written = text if isinstance(text, str) else text.decode()
        filing = json.loads(written, object_pairs_hook=_each_once)
        _refuse_half_characters(written, filing)
    except UnicodeDecodeError as error:
        remedy = f"write the file in UTF-8: byte {error.start + 1} of this line is not"
        raise AnswerError("line", remedy) from None
    except (ValueError, RecursionError) as error:
        raise AnswerError("line", f"write one JSON object on each line ({error})") from None
    if not isinstance(filing, dict):
        raise AnswerError("line", "write one JSON object on each line")
    for name in LABELS:
        if not isinstance(filing.get(name), str | None):
            raise AnswerError(name, "write a text, or leave it out")
    return filing


def _refuse_half_characters(written: str, filing: object) -> None:
    """JSON can name half of a character, as ``\\ud83d`` does, which cannot be written again."""
    if not HALF_CHARACTER.search(written):
        return
    try:
        json.dumps(filing, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        half = error.object[error.start]
        raise ValueError(f"{half!r} is half of a character") from None


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
