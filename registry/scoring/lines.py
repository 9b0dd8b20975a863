"""Score a filing that comes as a line of JSON: its assessment, or its error."""

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from registry.scoring.answers import AnswerError
from registry.scoring.assess import assess
from registry.scoring.catalogue import Catalogue
from registry.scoring.parsing import Unreadable, parse_date
from registry.scoring.record import Assessment
from registry.scoring.remedies import remedy
from registry.scoring.schema import LABELS

Line = dict[str, Any]
HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")
"""Where half of a character may be named; two such halves make a whole one."""


def score_line(
    text: str | bytes,
    *,
    catalogue: Catalogue,
    on: date | None = None,
    show: Callable[[Assessment], Line] = Assessment.as_dict,
    lang: str = "en",
) -> Line:
    """One filing's labels and its ``"assessment"`` as ``show`` makes it, or its ``"error"``.

    It is judged by the criteria of its ``filing_period_end``, or of ``on`` where given. An error
    names the field, the row and the remedy.
    ``lang`` is the language of the remedy; an assessment has its sentences in both.
    """
    try:
        filing = _read(text)
    except AnswerError as error:
        return {"error": _explain(error, lang)}
    labels = {name: filing.pop(name) for name in LABELS if name in filing}
    try:
        day = on or _period_end(filing)
        return {**labels, "assessment": show(assess(filing, on=day, catalogue=catalogue))}
    except AnswerError as error:
        return {**labels, "error": _explain(error, lang)}


def _read(text: str | bytes) -> Line:
    filing = _json(text)
    if not isinstance(filing, dict):
        raise AnswerError("line", remedy("json"))
    for name in LABELS:
        if not isinstance(filing.get(name), str | None):
            raise AnswerError(name, remedy("label"))
    return filing


def _json(text: str | bytes) -> object:
    try:
        written = text if isinstance(text, str) else text.decode()
        filing = json.loads(written, object_pairs_hook=_each_once)
        _refuse_half_characters(written, filing)
    except UnicodeDecodeError as error:
        raise AnswerError("line", remedy("utf8", byte=error.start + 1)) from None
    except AnswerError:
        raise
    except json.JSONDecodeError as error:
        stopped = remedy("json_stops", line=error.lineno, character=error.colno)
        raise AnswerError("line", stopped) from None
    except (ValueError, RecursionError):  # nested too deep, or a number of thousands of digits
        raise AnswerError("line", remedy("json")) from None
    return filing


def _refuse_half_characters(written: str, filing: object) -> None:
    """JSON can name half of a character, as ``\\ud83d`` does, which cannot be written again."""
    if not HALF_CHARACTER.search(written):
        return
    try:
        json.dumps(filing, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        half = error.object[error.start]
        raise AnswerError("line", remedy("half_character", half=repr(half))) from None


def _each_once(pairs: list[tuple[str, Any]]) -> Line:
    """An object in which no name stands twice: of two answers nobody knows which is meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise AnswerError("line", remedy("twice", name=repr(twice)))
    return found


def _period_end(filing: Line) -> date:
    try:
        return parse_date(filing.get("filing_period_end"))
    except Unreadable as error:
        raise AnswerError("filing_period_end", error.remedy) from None


def _explain(error: AnswerError, lang: str) -> Line:
    return {
        "field": error.field,
        "row": error.row,
        "column": error.column,
        "remedy": error.remedy[lang],
    }
