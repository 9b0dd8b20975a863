"""What a dossier is made from, as plain data."""

from datetime import date, datetime
from typing import TypedDict

from registry.reports.statement.data import AnsweredPage


class Happened(TypedDict):
    """Something that was done to a filing, by whom, and what they said."""

    at: datetime
    title: str
    by: str
    note: str
    comments: list[tuple[str, str]]


class IndexedFile(TypedDict):
    """A file of the dossier; ``name`` is where it lies in the archive."""

    name: str
    about: str
    size: int
    sha256: str


class SignedBy(TypedDict):
    """The record of a signature."""

    name: str
    post: str
    at: datetime
    second_factor: str
    declaration: str
    sha256: str
    sign_offs: list[tuple[str, str, datetime]]
    """Page, who signed it off and when."""


class FiledVersion(TypedDict):
    number: int
    submitted_at: datetime
    submitted_by: str
    change_note: str
    sha256: str
    receipt_sha256: str
    signature: SignedBy | None
    files: list[IndexedFile]
    published_at: datetime | None
    grade: str
    """With its score and rules, in words; empty before publication."""


class AskedForTime(TypedDict):
    at: datetime
    by: str
    due_on: date
    wanted_on: date
    reason: str
    decided: str
    """What was decided, when and why; empty while it is open."""


class Letter(TypedDict):
    at: datetime
    to: str
    subject: str
    sha256: str
    """Of the text of the letter."""


class DossierYear(TypedDict):
    """One reporting year: the duty, what was filed, and what was written."""

    year: int
    reference: str
    period_start: date
    period_end: date
    due_on: date
    first_due_on: date | None
    status: str
    requests: list[AskedForTime]
    versions: list[FiledVersion]
    answers: list[AnsweredPage]
    """Of the newest version, in the words of the questions."""
    replies: list[tuple[datetime, str, str]]
    history: list[Happened]
    letters: list[Letter]


class DossierData(TypedDict):
    """All that a dossier says."""

    organisation: str
    ssm_number: str
    as_of: datetime
    """When the newest thing in it happened: the same state always gives the same dossier."""
    people: list[tuple[str, str, str, str]]
    """Name, role, since and until when."""
    years: list[DossierYear]
    files: list[IndexedFile]
    address: str
    """The page where the dossier can be verified; the QR code leads there."""
    operator: str
    demonstration: bool
