"""Workers' housing beside Act 446: certificate, floor area and lockers of each site."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from registry.scoring.answers import Answers
from registry.scoring.parameters import value_at
from registry.scoring.regions import region_of
from registry.scoring.rows import HousingRow


@dataclass(frozen=True, slots=True)
class Dwelling:
    """One site with its housing at the end of the period."""

    row: HousingRow
    on: date
    region: str | None

    @property
    def name(self) -> str:
        return self.row.site or self.row.certificate_no or "?"

    @property
    def under_act(self) -> bool:
        """Whether the Act asks for a certificate here; a blank state does not take it away."""
        return self.region is None or bool(value_at("act446_in_force", self.on, region=self.region))

    @property
    def has_number(self) -> bool:
        return bool(self.row.certificate_no)

    @property
    def lacks_certificate(self) -> bool:
        """Without a certificate that holds at the end of the period, where the Act asks for one."""
        expiry = self.row.certificate_expiry
        holds = self.has_number and expiry is not None and expiry >= self.on
        return self.under_act and not holds

    @property
    def is_open(self) -> bool:
        """Whether a blank leaves it undecided; a blank certificate is none."""
        row = self.row
        answers = (row.state, row.residents, row.area_m2_per_worker, row.locker_each)
        return any(answer is None for answer in answers)

    @property
    def falls_short(self) -> bool:
        return self.lacks_certificate or not self.row.locker_each or self._is_crowded

    @property
    def _is_crowded(self) -> bool:
        place = "dorm" if self.row.dorm else "room"
        least = value_at("act446_minimum_area_m2", self.on, place=place)
        return self.row.area_m2_per_worker is None or self.row.area_m2_per_worker < least


def dwellings(answers: Answers, on: date) -> list[Dwelling]:
    """Sites where workers live or may live."""
    return [
        Dwelling(row, on, region_of(row.state, on))
        for row in answers.housing
        if row != HousingRow() and row.residents != 0
    ]


def certified_share(sites: Sequence[Dwelling]) -> Fraction | None:
    """Residents of certified sites out of those whom the Act protects; None where it asks none."""
    counted = [(each, each.row.residents or 0) for each in sites if each.under_act]
    residents = sum(number for _, number in counted)
    if not residents:
        return None
    certified = sum(number for each, number in counted if not each.lacks_certificate)
    return Fraction(certified, residents)
