"""What the page of an organisation shows, worked out when a part of the page asks for it.

Most of the page is kept in parts (``registry.kept_pages.parts``): what only such a part shows is
worked out where the part is not kept. What tells parts apart is read for every page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from flask import current_app, url_for

from registry import assurance, coverage, promises
from registry.adopted import newest_adoption
from registry.assurance import Tier
from registry.concerns.queries import ShownConcern
from registry.concerns.queries import shown as shown_concerns
from registry.coverage import Standing as Covering
from registry.models import Organisation
from registry.public import queries
from registry.public.organisations import badge_routes, facts, outcome_matrix, over_years, peers
from registry.public.organisations import standing as organisation_standing
from registry.public.organisations.outcome_matrix import Matrix
from registry.public.organisations.over_years import OfYear
from registry.public.organisations.peers import Peers
from registry.public.organisations.standing import Standing
from registry.public.site import linked_data
from registry.public.statements import comparison
from registry.public.statements import promises as statement_promises
from registry.public.statements.comparison import YearsCompared
from registry.public.statements.promises import OfOrganisation
from registry.public.unchanged import while_unchanged


@dataclass(frozen=True)
class OrganisationShown:
    """An organisation on a day. What nobody ever said of it is not asked for."""

    standing: Standing
    today: date

    @property
    def id(self) -> int:
        return int(self.standing.newest.own_id)

    @property
    def name(self) -> str:
        return str(self.standing.newest.own_name)

    @property
    def has_years(self) -> bool:
        return self.standing.newest.year is not None

    @cached_property
    def known(self) -> tuple[object, ...]:
        """All that the register says of the organisation itself today, and its rules."""
        rules = while_unchanged("newest adoption", lambda: newest_adoption() or ())
        return rules, *self.standing.known

    @cached_property
    def record(self) -> Organisation:
        return queries.organisation(self.id)

    @cached_property
    def years(self) -> list[OfYear]:
        return over_years.of_rows(self.standing.rows, self.today) if self.has_years else []

    @property
    def judged(self) -> tuple[object, ...]:
        """What figures, marks and findings depend on: a statement, a decision or rules."""
        return self.id, self.known[0], *(each.known for each in self.years)

    @property
    def squares(self) -> list[dict[str, Any]]:
        """The status of each year, oldest first."""
        return [
            {"year": each.year, "status": each.status, "url": self._address(each.year)}
            for each in reversed(self.years)
        ]

    def _address(self, year: int) -> str:
        return url_for("public.statement", organisation_id=self.id, year=year)

    @cached_property
    def tier(self) -> Tier:
        if not self.standing.newest.has_facts:
            return Tier.NONE
        return assurance.organisation_tier(self.id)

    @cached_property
    def covered_by(self) -> Sequence[Covering]:
        return coverage.covering(self.record) if self.standing.newest.is_named else []

    @cached_property
    def promises(self) -> OfOrganisation:
        made = promises.of_organisation(self.id) if self.standing.newest.has_promises else []
        return statement_promises.of_organisation(made, self.today)

    @cached_property
    def concerns(self) -> Sequence[ShownConcern]:
        if not self.standing.newest.has_concerns:
            return []
        return shown_concerns(self.id, self.today)

    @cached_property
    def peers(self) -> Peers | None:
        return peers.of_newest(self.years, self.today)

    @property
    def known_peers(self) -> tuple[object, ...] | None:
        """What the comparison with others of its sector depends on, besides its own figures."""
        of = self.standing.judged
        if of is None or not of.sector:
            return None
        return of.year, of.sector, peers.known(of.year, of.sector, self.today)

    @cached_property
    def facts(self) -> facts.Rows:
        return facts.of_organisation(self.record, self.today)

    @cached_property
    def matrix(self) -> Matrix:
        return outcome_matrix.matrix(self.years)

    @cached_property
    def changes(self) -> Sequence[YearsCompared]:
        return comparison.between_years(self.years)

    @property
    def badge(self) -> Mapping[str, str] | None:
        if not self.has_years:
            return None
        return badge_routes.snippet(self.record, current_app.config["PUBLIC_URL"])

    @property
    def linked(self) -> dict[str, Any]:
        return linked_data.organisation(self.record)


def of(organisation_id: int, today: date) -> OrganisationShown:
    return OrganisationShown(organisation_standing.standing(organisation_id, today), today)
