"""The bulk files as somebody reads them who took them away."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas

from registry.open_data.codebook import tables
from registry.open_data.files import write_tables


def write_bulk(folder: Path, *, today: date) -> dict[str, int]:
    """Write every table of the register into a folder; return how many rows each has."""
    return write_tables(folder, today=today, public_url="https://register.example")


def load_bulk(folder: Path) -> dict[str, Any]:
    """The Parquet files of a folder as one data frame for each table."""
    return {name: pandas.read_parquet(folder / f"{name}.parquet") for name in tables()}
