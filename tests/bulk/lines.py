"""Filings as the lines of a file."""

import json
from pathlib import Path

from registry.bulk.chunks import Orders
from registry.scoring import load_catalogue
from tests.scoring.filings import clean

BLANK = b'{"filing_period_end": "2025-12-31"}\n'


def orders(**changes) -> Orders:
    return Orders(**{"catalogue_sha256": load_catalogue().sha256, "brief": True, **changes})


def write_filings(path: Path, count: int) -> Path:
    """Clean filings, each with a reference of its own, and one in ten that cannot be read."""
    lines = [
        "not a filing" if number % 10 == 9 else json.dumps({"reference": f"F-{number}", **clean()})
        for number in range(count)
    ]
    path.write_text("\n".join(lines))
    return path
