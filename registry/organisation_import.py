"""Adding and updating organisations from a CSV file.

Columns may stand in any order; only ``name`` is required. A line is matched to an organisation by
SSM number, old SSM number, stock code or, without any of these, by name. A line that cannot be
taken is reported with its number and the reason, and the others go in. Importing the same file
again changes nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from itertools import islice
from typing import Any, TextIO, TypeVar

from sqlalchemy import select

from registry import names, organisations
from registry.extensions import db
from registry.models import (
    ListingState,
    Market,
    Organisation,
    OrganisationAlias,
    OrganisationClass,
    ReportingClass,
)
from registry.organisation_lines import Line, LineError, fields_given, read
from registry.organisations import ALIASES, OrganisationRecord

BATCH = 5_000
BEGINNING = date(2023, 1, 1)
"""From when a class holds that was not said: before the register's first reporting year."""

OWN_FIELDS = tuple(
    f.name for f in fields(OrganisationRecord) if f.name not in {*ALIASES, "classes"}
)
PART_OF = {kind: part for part, kind in ALIASES.items()}

T = TypeVar("T")


@dataclass
class Report:
    """What an import did, or in a dry run would do."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: list[tuple[int, str]] = field(default_factory=list)
    """Line number and reason."""


def import_organisations(
    file: TextIO, *, progress: Callable[[int], None] = lambda lines: None
) -> Report:
    """Take a whole file into the tables; the caller commits, or rolls back a dry run.

    ``progress`` hears how many more lines were taken. HeaderError if the columns are unknown.
    """
    report = Report()
    header, lines = read(file)
    given = fields_given(header)
    known = _Known.load()
    for batch in _batches(lines):
        _take(batch, given, known, report)
        progress(len(batch))
    return report


def index_names(*, batch: int = BATCH) -> int:
    """Write anew what every organisation is found by, and say how many there are."""
    records = list(_Known.load().records.items())
    for start in range(0, len(records), batch):
        organisations.index(records[start : start + batch])
    return len(records)


@dataclass
class _Known:
    """The organisations of the register by their identifiers, and as records to compare."""

    ids: dict[tuple[str, str], int]
    records: dict[int, OrganisationRecord]
    taken_by_line: dict[tuple[str, str], int] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "_Known":
        aliases: dict[int, dict[str, list[str]]] = {}
        for organisation_id, kind, name in db.session.execute(
            select(
                OrganisationAlias.organisation_id, OrganisationAlias.kind, OrganisationAlias.name
            ).order_by(OrganisationAlias.name)
        ):
            of_kinds = aliases.setdefault(organisation_id, {})
            of_kinds.setdefault(PART_OF[kind], []).append(name)
        classes: dict[int, list[tuple[date, ReportingClass, str]]] = {}
        for c in db.session.execute(
            select(
                OrganisationClass.organisation_id,
                OrganisationClass.since,
                OrganisationClass.reporting_class,
                OrganisationClass.reason,
            ).order_by(OrganisationClass.since)
        ):
            classes.setdefault(c.organisation_id, []).append((c.since, c.reporting_class, c.reason))
        records = {
            row.id: _as_record(row, aliases.get(row.id, {}), classes.get(row.id, ()))
            for row in db.session.execute(select(Organisation.__table__))
        }
        ids = {key: i for i, record in records.items() for key in keys_of(record)}
        return cls(ids, records)

    def match(self, record: OrganisationRecord) -> int | None:
        """The organisation of a record; LineError if its identifiers belong to several."""
        found = {key: self.ids[key] for key in keys_of(record) if key in self.ids}
        if len(set(found.values())) > 1:
            said = ", ".join(f"{kind} {value}" for kind, value in found)
            raise LineError(f"{said} belong to different organisations. Correct the wrong one")
        return next(iter(found.values()), None)

    def claim(self, record: OrganisationRecord, line: int) -> None:
        """Remember whose line this is; LineError if an earlier line has the same identifiers."""
        for key in keys_of(record):
            if key in self.taken_by_line:
                raise LineError(
                    f"{key[0]} {key[1]} stands on line {self.taken_by_line[key]} already. "
                    "Keep one line for each organisation"
                )
        self.taken_by_line.update(dict.fromkeys(keys_of(record), line))


def keys_of(record: OrganisationRecord) -> list[tuple[str, str]]:
    """The identifiers of a record, strongest first; its name only where it has no other."""
    found = [
        (kind, value)
        for kind in ("ssm_number", "ssm_old_number", "stock_code", "lei")
        if (value := getattr(record, kind))
    ]
    return found or [("name", names.key(record.name))]


def _take(batch: list[Line], given: frozenset[str], known: _Known, report: Report) -> None:
    new: list[OrganisationRecord] = []
    changes: list[tuple[int, OrganisationRecord]] = []
    for number, line in batch:
        try:
            organisation_id, record = _decide(number, line, given, known)
        except LineError as error:
            report.rejected.append((number, str(error)))
            continue
        if organisation_id is None:
            new.append(record)
        elif record != known.records[organisation_id]:
            changes.append((organisation_id, record))
        else:
            report.unchanged += 1
    organisations.add(new)
    organisations.change(changes)
    report.added += len(new)
    report.changed += len(changes)


def _decide(
    number: int, line: OrganisationRecord | LineError, given: frozenset[str], known: _Known
) -> tuple[int | None, OrganisationRecord]:
    """Which organisation a line speaks of (None: a new one), and its record from now on."""
    if isinstance(line, LineError):
        raise line
    organisation_id = known.match(line)
    old = known.records[organisation_id] if organisation_id else None
    record = merge(old, line, given) if old else _completed(line, given)
    known.claim(record, number)
    return organisation_id, record


def merge(
    old: OrganisationRecord, new: OrganisationRecord, given: frozenset[str]
) -> OrganisationRecord:
    """The given fields of a line over the old record; reporting classes are only added to."""
    classes = {c[0]: c for c in (*old.classes, *new.classes)}
    return replace(
        old,
        **{name: getattr(new, name) for name in given - {"classes"}},
        classes=tuple(sorted(classes.values())),
    )


def _completed(record: OrganisationRecord, given: frozenset[str]) -> OrganisationRecord:
    """A new organisation with what follows from its market where the file says nothing."""
    listed = record.market is not Market.NONE
    if "listing_state" not in given and listed:
        record = replace(record, listing_state=ListingState.LISTED)
    if record.classes:
        return record
    usual = ReportingClass.LISTED_COMPANY if listed else ReportingClass.NOT_IN_SCOPE
    return replace(record, classes=((BEGINNING, usual, ""),))


def _as_record(
    row: Any,
    aliases: Mapping[str, Sequence[str]],
    classes: Sequence[tuple[date, ReportingClass, str]],
) -> OrganisationRecord:
    own = {name: getattr(row, name) for name in OWN_FIELDS}
    return OrganisationRecord(
        **own | {part: tuple(sorted(found)) for part, found in aliases.items()},
        classes=tuple(classes),
    )


def _batches(lines: Iterator[T]) -> Iterator[list[T]]:
    while batch := list(islice(lines, BATCH)):
        yield batch
