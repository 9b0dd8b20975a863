"""What a comparison of organisations asks for, as it stands in an address.

The address is the comparison: nothing is stored, and who has the address sees the same.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from registry.forms.public import LONGEST_TEXT
from registry.headers import number

MOST = 6
"""More columns than this nobody reads side by side."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The organisations beside each other, in the order in which they were chosen, and a year."""

    organisations: tuple[int, ...] = ()
    year: int | None = None
    only_differences: bool = False
    text: str = field(default="", compare=False)
    """Words by which the reader looks for another organisation."""
    too_many: tuple[int, ...] = field(default=(), compare=False)
    """What was asked for beyond ``MOST``, and left out."""
    refused: tuple[str, ...] = field(default=(), compare=False)
    """What is no number of an organisation, as it stands in the address."""

    @classmethod
    def read(cls, given: "MultiDict[str, str]") -> "Asked":
        """Take what is understood from a query string, and remember what was not."""
        asked = (text.replace("\0", "").strip() for text in given.getlist("organisation"))
        known = {text: _number(text) for text in asked if text}
        ids = tuple(dict.fromkeys(each for each in known.values() if each is not None))
        return cls(
            organisations=ids[:MOST],
            too_many=ids[MOST:],
            refused=tuple(text[:20] for text, read in known.items() if read is None),
            year=_number(given.get("year", "")),
            only_differences=given.get("show") == "differences",
            text=" ".join(given.get("q", "").replace("\0", "").split())[:LONGEST_TEXT],
        )

    @property
    def as_query(self) -> dict[str, Any]:
        """The query string that asks the same again."""
        shown = {"show": "differences"} if self.only_differences else {}
        return {"organisation": list(self.organisations), "year": self.year, **shown}

    @property
    def canonical(self) -> dict[str, Any]:
        """The one query string for these organisations and this year, in whatever order."""
        return {"organisation": sorted(self.organisations), "year": self.year}

    @property
    def is_full(self) -> bool:
        return len(self.organisations) == MOST

    def beside(self, organisation_id: int) -> "Asked":
        return replace(self, organisations=(*self.organisations, organisation_id))

    def without(self, organisation_id: int) -> "Asked":
        kept = tuple(each for each in self.organisations if each != organisation_id)
        return replace(self, organisations=kept)

    def of_year(self, year: int) -> "Asked":
        return replace(self, year=year)

    def showing(self, *, only_differences: bool) -> "Asked":
        return replace(self, only_differences=only_differences)


def _number(text: str) -> int | None:
    try:
        read = number(text) if text.isascii() else -1
    except ValueError:
        return None
    return read if read > 0 else None
