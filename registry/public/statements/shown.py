"""What the page of a statement shows, worked out when a part of the page asks for it.

Most of the page is kept in parts (``registry.kept_pages.parts``). What is large, the answers and
the assessment, and what takes long is read and worked out only for a part that is not kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from registry import (
    agents,
    answers_shown,
    assurance,
    carried,
    coverage,
    differences_shown,
    fee_table,
    groups,
    promises,
)
from registry.answers_shown import Page, Shown
from registry.assurance import Tier
from registry.concerns.queries import shown as shown_concerns
from registry.coverage import Member
from registry.fee_table import CorridorCosts
from registry.kept_pages.parts import are_kept
from registry.models import RegisterEntry, Statement
from registry.public.figures import assessed
from registry.public.figures.assessed import Sheet
from registry.public.queries import is_past
from registry.public.site import linked_data
from registry.public.statements import findings, plain_words, queries, short_filings
from registry.public.statements import promises as statement_promises
from registry.public.statements.findings import OfTheme
from registry.public.statements.promises import OfStatement
from registry.public.statements.queries import Published
from registry.public.statements.short_filings import ShortFiling
from registry.public_answers import SUPPRESSED

Pages = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class StatementShown:
    """One version of the statement of an organisation and year, on a day."""

    entry: RegisterEntry
    published: Published
    versions: Sequence[Statement]
    """All of them, newest first."""
    today: date

    @property
    def statement(self) -> Statement:
        return self.published.statement

    @property
    def known(self) -> tuple[object, ...]:
        """What tells this version from every other, in every register there ever was.

        Nothing of it changes, but when its grade may be shown and whether it was withdrawn.
        """
        of = self.statement
        return of.id, of.sha256, of.published_at.isoformat()

    @property
    def grade_is_public(self) -> bool:
        return is_past(self.statement.grade_public_on, self.today)

    @property
    def is_current(self) -> bool:
        return self.entry.statement_id == self.statement.id

    @cached_property
    def _whole(self) -> tuple[dict[str, Any], dict[str, Any]]:
        return queries.whole(self.statement.id)

    @property
    def answers(self) -> Pages:
        return self._whole[0]

    @property
    def assessment(self) -> Mapping[str, Any]:
        return self._whole[1]

    @cached_property
    def signing_tier(self) -> Tier:
        if not self.published.has_facts:
            return Tier.NONE
        return assurance.signing_tier(self.statement.filing_id, self.statement.version)

    @cached_property
    def agencies(self) -> list[str]:
        if not self.published.has_agents:
            return []
        return agents.who_helped(self.statement.filing_id, self.statement.version)

    @cached_property
    def sheet(self) -> Sheet:
        return assessed.sheet(self.assessment["metrics"])

    @cached_property
    def standing_out(self) -> tuple[str, str] | None:
        return plain_words.standing_out(self.assessment)

    @cached_property
    def passports(self) -> str:
        return plain_words.passports(self.answers)

    @cached_property
    def _fee_lines(self) -> Sequence[Any]:
        return queries.fee_lines(self.statement.id)

    @cached_property
    def costs(self) -> list[CorridorCosts]:
        return fee_table.by_corridor(self._fee_lines)

    @cached_property
    def payers(self) -> Mapping[str, Any]:
        return fee_table.payers(self._fee_lines)

    @cached_property
    def pages(self) -> list[tuple[Page, list[Shown]]]:
        return [
            (page, answers_shown.shown(page, self.answers.get(page.name, {})))
            for page in answers_shown.pages()
        ]

    @cached_property
    def eight_answers(self) -> list[Shown]:
        """Those that a short filing rests on."""
        return next(shown for page, shown in self.pages if page.name == "screening")

    @cached_property
    def promises(self) -> OfStatement:
        whose = self.statement.organisation_id
        made = promises.of_organisation(whose) if self.published.has_promises else []
        return statement_promises.of_statement(self.statement, made, self.today)

    @cached_property
    def concerns(self) -> Sequence[Any]:
        if not self.published.has_concerns:
            return []
        return shown_concerns(self.entry.organisation_id, self.today, self.entry.year)

    @cached_property
    def earlier(self) -> tuple[tuple[object, ...], ...]:
        """What tells apart the statements of which ``since`` tells; empty where nothing is kept."""
        if not are_kept():
            return ()
        return tuple(
            (of.year, of.id, of.sha256, of.published_at.isoformat())
            for of in queries.earlier(self.entry)
        )

    @cached_property
    def since(self) -> dict[str, int]:
        """``page.field`` -> the first year in which the answer was the same."""
        before = queries.earlier_answers(self.entry)
        return carried.unchanged_since(self.answers, before, SUPPRESSED)

    @cached_property
    def short(self) -> ShortFiling | None:
        return short_filings.of_statement(self.statement, self.versions)

    @cached_property
    def members(self) -> list[Member]:
        return coverage.members_in(self.published.entities, self.statement)

    @cached_property
    def differing(self) -> Mapping[str, Any]:
        return groups.by_question(self.answers)

    @cached_property
    def themes(self) -> Sequence[OfTheme]:
        """The findings, with what companies of the group would answer otherwise."""
        return findings.by_theme(differences_shown.noted(self.assessment, self.answers))

    @cached_property
    def linked(self) -> dict[str, Any]:
        return linked_data.statement(self.statement, self.entry)
