"""What a page of a filing must know of it, to ask and to check."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from registry.forms.filing.fields import Text
from registry.groups import Company
from registry.promises import Commitment


@dataclass(frozen=True)
class Facts:
    """What a page must know of its filing to ask and to check."""

    today: date
    period_start: date
    period_end: date
    corridors: tuple[str, ...] = ()
    documents: Mapping[str, str] | None = None
    """File names of the evidence, by SHA-256."""
    criteria: Mapping[str, str] | None = None
    """Titles of the criteria in force, by id."""
    checks: Mapping[str, str] | None = None
    """What each check of consistency asks about, by its id."""
    has_statement: bool = False
    nobody_recruited: bool = False
    own_numbers: tuple[str, ...] = ()
    """SSM numbers of the organisation that files, in both forms."""
    covered: tuple[Company, ...] = ()
    """The companies of the group that the filing covers."""
    differing: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Name of an answer -> the companies for which it differs."""
    questions: Mapping[Text, Mapping[str, Text]] | None = None
    """What the pages ask, as words by ``page.field``, under the title of each page."""
    year: int | None = None
    """The reporting year, which numbers the commitments that the filing makes."""
    numbers_taken: tuple[str, ...] = ()
    """Numbers that filed versions of the filing gave to commitments."""
    promises: Sequence[Commitment] | None = None
    """Earlier commitments that the filing has to account for."""
    carried: Mapping[str, Any] | None = None
    """Last year's answers that came back on the page, until somebody confirms them."""
