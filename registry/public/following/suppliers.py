"""A list of suppliers with what the register knows of each, for a page and as CSV."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import FileStorage

from registry.following import matching, reading, standing
from registry.following.matching import Matched
from registry.following.reading import Line
from registry.following.standing import Standing

PICK = "pick-"
PICKED = re.compile(r"pick-[0-9]{1,5}")
NUMBER = re.compile(r"[0-9]{1,10}")
COLUMNS = (
    "line", "supplier", "code", "match", "confidence", "organisation", "ssm_number", "stock_code",
    "year", "status", "last_change", "grade", "score", "address",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One line of the list, whom it means, and where that organisation stands."""

    place: int
    matched: Matched
    standing: Standing | None


@dataclass(frozen=True)
class Result:
    """Every line of a list in its order."""

    rows: Sequence[Row]
    year: int

    @property
    def found(self) -> int:
        return sum(row.standing is not None for row in self.rows)

    @property
    def unsure(self) -> Sequence[Row]:
        return [row for row in self.rows if row.matched.how == "unsure"]

    @property
    def missing(self) -> int:
        return len(self.rows) - self.found - len(self.unsure)


def sent(text: str, file: FileStorage | None) -> list[Line]:
    """The lines of what was pasted or, where there is one, of the file."""
    if file and file.filename:
        with closing(file):
            return reading.of_file(file.stream.read(reading.MOST_BYTES + 1))
    return reading.lines(text)


def picks(form: Mapping[str, str]) -> dict[int, int]:
    """What was chosen, by the place of the line."""
    return {
        int(name.removeprefix(PICK)): int(value)
        for name, value in form.items()
        if PICKED.fullmatch(name) and NUMBER.fullmatch(value)
    }


def result(lines: Sequence[Line], chosen: Mapping[int, int], *, year: int, today: date) -> Result:
    return with_standing(matching.matched(lines, chosen), year=year, today=today)


def with_standing(found: Sequence[Matched], *, year: int, today: date) -> Result:
    ids = {each.organisation_id for each in found if each.organisation_id}
    known = standing.of(ids, year=year, today=today)
    rows = [
        Row(place, each, known.get(each.organisation_id or 0)) for place, each in enumerate(found)
    ]
    return Result(rows, year)


def records(rows: Iterable[Row], address: Callable[[int], str]) -> Iterator[dict[str, Any]]:
    """One record for each line, also for those that nobody was found for."""
    for row in rows:
        found = row.standing
        yield {
            **dict.fromkeys(COLUMNS),
            "line": row.place + 1,
            "supplier": row.matched.line.name,
            "code": row.matched.line.code,
            "match": row.matched.how,
            "confidence": row.matched.confidence,
            **(_record(found, address(found.organisation_id)) if found else {}),
        }


def _record(found: Standing, address: str) -> dict[str, Any]:
    return {
        "organisation": found.name,
        "ssm_number": found.ssm_number,
        "stock_code": found.stock_code,
        "year": found.year,
        "status": found.status.value if found.status else None,
        "last_change": found.since.isoformat() if found.since else None,
        "grade": found.grade,
        "score": found.score,
        "address": address,
    }
