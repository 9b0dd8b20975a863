"""What the register knows of the companies that a filing names, to say beside their table."""

from collections.abc import Sequence
from dataclasses import dataclass

from registry import coverage
from registry.coverage import Standing
from registry.filing import group
from registry.groups import Company
from registry.models import Filing, Organisation


@dataclass(frozen=True, slots=True)
class Recognised:
    """A company that is an organisation of the register itself."""

    company: Company
    organisation: Organisation


@dataclass(frozen=True, slots=True)
class Notes:
    """All of it is public already: of what others prepare, nothing is told."""

    own: Sequence[Standing]
    """Statements of others that cover the organisation that files."""
    companies: Sequence[Standing]
    """Statements of others that cover a company of its group."""
    registered: Sequence[Recognised]
    similar: Sequence[Recognised]
    """Companies that bear the name of an organisation, and not its number."""


def of(filing: Filing) -> Notes:
    """What to say about the companies that are saved."""
    named = group.named(filing)
    covered = coverage.already_covered(filing.organisation, filing.year, named)
    own = group.own_numbers(filing)
    registered = coverage.registered(c.number for c in named if c.number)
    unknown = [c for c in named if c.number not in registered]
    by_name = coverage.registered_by_name(c.name_key for c in unknown)
    return Notes(
        own=[each for each in covered if each.key in own],
        companies=[each for each in covered if each.key not in own],
        registered=[Recognised(c, registered[c.number]) for c in named if c.number in registered],
        similar=[
            Recognised(c, by_name[c.name_key])
            for c in unknown
            if c.name_key in by_name and by_name[c.name_key].id != filing.organisation_id
        ],
    )
