"""Files speak through the application's catalogue, so each test has its context."""

from collections.abc import Iterator

import pytest
from flask import Flask

from registry.exchange import AskedPage, Identity, asked_pages
from tests.exchange.filings import FACTS


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.fixture
def pages(context: None) -> tuple[AskedPage, ...]:
    return asked_pages(FACTS)


@pytest.fixture
def identity() -> Identity:
    return Identity(
        reference="ATIP-2026-0000018",
        organisation="=Contoh Jaya Berhad",
        ssm_number="201901000005",
        year="2026",
        period_start="2025-01-01",
        period_end="2025-12-31",
    )
