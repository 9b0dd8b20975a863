"""The fee table as a file: laid out for people to fill in, and read back cell by cell."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from registry.i18n import speaking
from registry.reports.fee_template.laying import as_csv, as_workbook, lines
from registry.reports.fee_template.reading import CellError, Row, read_lines, read_table

__all__ = ["CellError", "read", "write"]


def write(
    corridors: Sequence[str],
    language: str,
    kind: str = "xlsx",
    rows: Iterable[Mapping[str, Any]] = (),
) -> bytes:
    """A line for each corridor, required category and payer; ``rows`` are answers kept so far.

    ``kind`` is ``xlsx`` or ``csv``; corridors are keys such as ``BGD-manufacturing``.
    """
    with speaking(language):
        laid = lines(corridors, rows)
        return as_csv(laid) if kind == "csv" else as_workbook(laid, corridors)


def read(data: bytes, filename: str, corridors: Sequence[str]) -> tuple[list[Row], list[CellError]]:
    """The lines that are filled in, as answers, and every cell that cannot be taken.

    Lines left blank are no answers; messages are in the language of the page.
    """
    table = read_table(data, is_csv=filename.lower().endswith(".csv"))
    if isinstance(table, CellError):
        return [], [table]
    return read_lines(table, corridors)
