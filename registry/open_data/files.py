"""Every table of the register written into a folder, as of one day."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from registry.open_data import changes, judged, lots, reading, rules, statements
from registry.open_data.codebook import tables
from registry.open_data.formats import write_table
from registry.open_data.reading import Row

Reader = Callable[[], Iterator[Row]]


def readers(today: date, public_url: str) -> Mapping[str, Reader]:
    """What reads the rows of each table."""
    return {
        "organisations": lambda: reading.organisations(public_url),
        "other_names": reading.other_names,
        "reporting_classes": reading.reporting_classes,
        "entries": lambda: reading.entries(today),
        "statements": lambda: statements.statements(today),
        "findings": lambda: judged.findings(today),
        "limits": lambda: judged.limits(today),
        "disagreements": lambda: judged.disagreements(today),
        "themes": lambda: judged.themes(today),
        "answers": statements.answers,
        "fee_lines": statements.fee_lines,
        "corridors": statements.corridors,
        "recruiters": statements.recruiters,
        "companies": statements.companies,
        "agencies": statements.agencies,
        "commitments": lambda: reading.commitments(today),
        "follow_ups": reading.follow_ups,
        "replies": statements.replies,
        "lots": lots.drawn,
        "concerns": lambda: reading.concerns(today),
        "events": changes.everything,
        "criteria": rules.criteria,
        "gates": rules.gates,
        "checks": rules.checks,
        "parameters": rules.parameters,
        "sources": rules.sources,
    }


BY_YEAR = frozenset({"entries", "statements", "findings", "fee_lines"})
"""Tables of which each reporting year has files of its own."""


def write_tables(folder: Path, *, today: date, public_url: str) -> dict[str, int]:
    """Write every table in every format; return how many rows each file has, without its ending."""
    read = readers(today, public_url)
    counts: dict[str, int] = {}
    for name, table in tables().items():
        counts |= write_table(table, read[name](), folder, by_year=name in BY_YEAR)
    return counts
