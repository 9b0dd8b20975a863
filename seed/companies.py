"""Fictional organisations. Their SSM numbers begin with 1900 and their stock codes with 99.

No company was registered under such a number, and Bursa Malaysia gives no code of six digits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import cycle

from registry.models import ListingState, Market, ReportingClass
from registry.organisations import OrganisationRecord

BEGINNING = date(2023, 1, 1)

FIRST_WORDS = (
    "Serimbun", "Kenyalara", "Cengalindah", "Merbukjaya", "Temburu", "Layangmas", "Warisegar",
    "Gemilara", "Purnamajati", "Ombakria", "Bayutama", "Rimbakasih", "Senandika", "Embunpadi",
    "Jentayu Biru", "Lembayara", "Tanjungsari", "Mutiaracana", "Cahayakota", "Damarwangi",
)  # fmt: skip
"""Invented words, so that no name meets a real company's."""

KINDS = (
    ("Gloves", "health_care", "rubber_products", "SGR"),
    ("Plantations", "plantation", "plantation", "SBH"),
    ("Electronics", "technology", "electrical_electronics", "PNG"),
    ("Builders", "construction", "construction", "JHR"),
    ("Furniture", "consumer", "furniture", "JHR"),
    ("Foods", "consumer", "manufacturing", "PRK"),
)
"""What a company does: the noun in its name, Bursa sector, target sector, state."""

SMALL_KINDS = (
    ("Properties", "property", "", "KUL"),
    ("Capital", "financial", "", "KUL"),
    ("REIT", "reit", "", "KUL"),
    ("Energy", "energy", "", "TRG"),
    ("Telecom", "telecommunications", "", "PJY"),
    ("Logistics", "transportation", "", "SGR"),
    ("Waterworks", "utilities", "", "NSN"),
    ("Hotels", "consumer", "hospitality", "MLK"),
    ("Steel", "industrial", "manufacturing", "PHG"),
    ("Fisheries", "consumer", "fishing", "SWK"),
)
OFFICES = frozenset({14, 84, 95})
"""Places of companies on the short path."""
YEAR_ENDS = ((31, 12), (31, 12), (30, 6), (31, 3), (30, 9))

ONCE = ("Syarikat Bersatu", "Perniagaan Setia", "Usaha Sama")
"""How companies were called before."""
BRANDS = {"Foods": "rasa", "Furniture": "sofa", "Gloves": "sentuh", "Hotels": "inap"}
"""How the brands of a kind of company end; they begin like its name."""

PUBLIC_BODIES = (
    ("Perbadanan Pelabuhan Kenyalara", ReportingClass.STATUTORY_BODY, "SWK"),
    ("Lembaga Air Rimbakasih", ReportingClass.STATUTORY_BODY, "PHG"),
    ("Jabatan Perolehan Contoh", ReportingClass.GOVERNMENT_AGENCY, "PJY"),
    ("Serimbun Infrastruktur Holdings", ReportingClass.GOVERNMENT_LINKED_COMPANY, "KUL"),
    ("Gemilara Tenaga Negara", ReportingClass.GOVERNMENT_LINKED_COMPANY, "KUL"),
)


@dataclass(frozen=True, slots=True)
class Company:
    """A fictional organisation, and whether it employs migrant workers.

    ``is_office``: nobody but its own staff works there, so it files on the short path.
    """

    record: OrganisationRecord
    has_migrants: bool
    is_office: bool = False

    @property
    def recruitment_sector(self) -> str:
        known = {"plantation", "construction", "agriculture"}
        target = self.record.target_sector
        if target in known:
            return target
        return "services" if target in {"hospitality", "fishing"} else "manufacturing"


def companies() -> list[Company]:
    """About 120 organisations, always the same."""
    listed = list(_listed())
    return [*listed, *_bodies(len(listed)), *_without_duty(len(listed) + len(PUBLIC_BODIES))]


def _listed() -> Iterator[Company]:
    number = 0
    year_ends = cycle(YEAR_ENDS)
    for place, first in enumerate(FIRST_WORDS):
        usual = KINDS[:3] if place % 2 else KINDS[3:]
        for kind in (*usual, SMALL_KINDS[place % 10], SMALL_KINDS[(place + 3) % 10]):
            number += 1
            yield _company(number, f"{first} {kind[0]} Berhad", kind, next(year_ends))


def _company(number: int, name: str, kind: tuple[str, ...], year_end: tuple[int, int]) -> Company:
    market = Market.LEAP if number % 15 == 0 else Market.ACE if number % 4 == 0 else Market.MAIN
    words = name.removesuffix(" Berhad").split()
    record = OrganisationRecord(
        name=name,
        ssm_number=f"190001{number:06d}",
        ssm_old_number=f"{9000000 + number}-X",
        stock_code=f"99{number:04d}",
        market=market,
        sector=kind[1],
        target_sector=kind[2],
        state=kind[3],
        fye_day=year_end[0],
        fye_month=year_end[1],
        listing_state=ListingState.LISTED,
        homepage=f"https://{words[0].lower()}-{words[-1].lower()}.example",
        secretary_email=f"cosec@{words[0].lower()}-{words[-1].lower()}.example",
        short_names=("".join(word[0] for word in words) + f"{number}",),
        old_names=_old_names(number, words[0]),
        brands=_brands(words[0], kind[0]),
        classes=((BEGINNING, ReportingClass.LISTED_COMPANY, ""),),
    )
    return Company(record, has_migrants=bool(kind[2]), is_office=number in OFFICES)


def _old_names(number: int, first: str) -> tuple[str, ...]:
    """Every ninth company was called otherwise, before its group took one name."""
    return (f"{ONCE[number // 9 % len(ONCE)]} {first} Bhd",) if number % 9 == 0 else ()


def _brands(first: str, kind: str) -> tuple[str, ...]:
    """What consumers know of those that sell to them."""
    return (f"{first[:4]}{BRANDS[kind]}",) if kind in BRANDS else ()


def _bodies(before: int) -> Iterator[Company]:
    for number, (name, reporting_class, state) in enumerate(PUBLIC_BODIES, before + 1):
        record = OrganisationRecord(
            name=name,
            ssm_number=f"190001{number:06d}",
            sector="public",
            state=state,
            classes=((BEGINNING, reporting_class, ""),),
        )
        yield Company(record, has_migrants=False)


def _without_duty(before: int) -> Iterator[Company]:
    """Voluntary, exempt, out of scope, suspended and delisted organisations."""
    standings = (
        ("Purnamajati Sawmill", ReportingClass.VOLUNTARY, "", ListingState.UNLISTED),
        ("Damarwangi Knitwear", ReportingClass.VOLUNTARY, "", ListingState.UNLISTED),
        (
            "Bayutama Shell",
            ReportingClass.EXEMPT,
            "Dormant: no employees and no revenue since 2022",
            ListingState.LISTED,
        ),
        (
            "Ombakria Winding-Up",
            ReportingClass.EXEMPT,
            "In liquidation by order of court",
            ListingState.LISTED,
        ),
        ("Embunpadi Trading", ReportingClass.NOT_IN_SCOPE, "", ListingState.UNLISTED),
        ("Lembayara Resources", ReportingClass.LISTED_COMPANY, "", ListingState.SUSPENDED),
        ("Temburu Textiles", ReportingClass.LISTED_COMPANY, "", ListingState.DELISTED),
    )
    for number, (name, reporting_class, reason, state) in enumerate(standings, before + 1):
        listed = state is not ListingState.UNLISTED
        record = OrganisationRecord(
            name=f"{name} {'Berhad' if listed else 'Sdn Bhd'}",
            ssm_number=f"190001{number:06d}",
            stock_code=f"99{number:04d}" if listed else None,
            market=Market.MAIN if listed else Market.NONE,
            sector="industrial",
            target_sector="manufacturing",
            state="SGR",
            listing_state=state,
            listing_state_on=date(2025, 2, 10) if state not in _LISTED_OR_NOT else None,
            classes=((BEGINNING, reporting_class, reason),),
        )
        yield Company(record, has_migrants=reporting_class is ReportingClass.VOLUNTARY)


_LISTED_OR_NOT = {ListingState.LISTED, ListingState.UNLISTED}
