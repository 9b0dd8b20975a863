"""What is wrong with the rows of a table beyond single cells."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from registry.exchange.asked import Asked
from registry.exchange.content import Mistake

Row = Mapping[str, Any]


def row_mistakes(
    asked: Asked, rows: Sequence[Row], documents: Collection[str] | None
) -> Iterator[Mistake]:
    """Too many rows, evidence of a file that the filing has not, a corridor that stands twice."""
    if len(rows) > asked.most_rows:
        message = _("This page takes %(most)s rows. Put equal rows together.", most=asked.most_rows)
        yield Mistake(message, asked.name)
    if asked.name == "evidence" and documents is not None:
        yield from _missing_files(rows, documents)
    if asked.name == "corridors":
        yield from _repeated_corridors(rows)


def _missing_files(rows: Sequence[Row], documents: Collection[str]) -> Iterator[Mistake]:
    message = _("The filing has no such file. Upload it on the page “Evidence” first.")
    for number, row in enumerate(rows, 1):
        if row.get("document") not in documents:
            yield Mistake(
                message, "evidence", number, "document", value=str(row.get("document") or "")
            )


def _repeated_corridors(rows: Sequence[Row]) -> Iterator[Mistake]:
    first: dict[tuple[Any, Any], int] = {}
    for number, row in enumerate(rows, 1):
        key = row.get("origin"), row.get("sector")
        if None in key:
            continue
        if key in first:
            message = _("This corridor is already in row %(row)s. Put both in one.", row=first[key])
            yield Mistake(message, "corridors", number, "origin", value=str(key[0]))
        first.setdefault(key, number)
