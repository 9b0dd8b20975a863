"""What can be taken beside the bulk files: the download of a chart, and an answer of the API."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from tests.client import Client
from tests.figures.bulk import missing


def csv_of(reader: Client, address: str) -> list[dict[str, str]]:
    answer = reader.get(address)
    assert answer.status_code == 200, address
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def json_of(reader: Client, address: str) -> Any:
    answer = reader.get(f"/api/v1{address}")
    assert answer.status_code == 200, address
    return answer.json


def same(shown: Any, wanted: Any) -> bool:
    """Whether a cell is this number, this word, or nothing."""
    if missing(wanted):
        return shown in (None, "")
    if isinstance(wanted, str) or shown in (None, ""):
        return bool(shown == wanted)
    return Decimal(str(shown)) == Decimal(str(wanted))


def assert_same(shown: Sequence[Mapping[str, Any]], wanted: Iterable[Mapping[str, Any]]) -> None:
    """Whether these records, in whatever order, are those that are wanted."""
    left = list(shown)
    for record in wanted:
        found = next((each for each in left if all(same(each[n], record[n]) for n in record)), None)
        assert found is not None, f"not there: {record}; there is {left[:3]}"
        left.remove(found)
    assert not left
