"""Registers at random, to add up: organisations with whatever status each of three years gives."""

from datetime import date, timedelta
from random import Random

from registry.models import Market, PublicStatus, ReportingClass
from registry.wording import SECTORS, STATES
from tests.factories import an_entry, an_organisation

YEARS = (2024, 2025, 2026)
STORED = [status for status in PublicStatus if status is not PublicStatus.OVERDUE]
PUBLISHED = {PublicStatus.PUBLISHED_ON_TIME, PublicStatus.PUBLISHED_LATE}


def a_register(seed: int, organisations: int = 40) -> None:
    """Some are not known yet in the first year, some have no sector or state."""
    random = Random(seed)  # the same for everybody: a failure can be looked at
    for number in range(organisations):
        facts = {
            "sector": random.choice([*SECTORS, ""]),
            "market": random.choice(list(Market)),
            "state": random.choice([*STATES, ""]),
        }
        owner = an_organisation(f"Contoh {number:03d} Berhad", **facts)
        for year in YEARS[random.choice([0, 0, 0, 1]) :]:
            _an_entry(random, owner, year)


def _an_entry(random: Random, owner, year: int) -> None:
    status = random.choice(STORED)
    on = date(year, 1, 1) + timedelta(days=random.randrange(300))
    an_entry(
        owner,
        year,
        status=status,
        status_on=on,
        published_on=on if status in PUBLISHED else None,
        due_on=random.choice([date(year, 6, 30), date(year, 9, 30), date(year, 12, 31)]),
        reporting_class=random.choice(list(ReportingClass)[:5]),
        mandatory=False,
    )
