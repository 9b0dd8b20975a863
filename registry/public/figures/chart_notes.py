"""About the charts: of what each is made, what it leaves out, and how its figures are rounded."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import LazyString

from registry.i18n import lazy as _l
from registry.public.figures.formulas import Figure


@dataclass(frozen=True, kw_only=True)
class ChartNote:
    """One chart, or several that are made alike; ``id`` is the anchor that they point to."""

    id: str
    title: LazyString
    says: LazyString
    figures: Sequence[Figure] = ()
    source: LazyString
    """The table of the open data that anybody can add up again."""
    left_out: LazyString
    few: LazyString
    """What is hidden because few people stand behind it."""
    rounding: LazyString


OF_NAMED = _l("Nothing: these are counts of organisations, which are public by name.")
PUBLISHED_CELLS = _l(
    "Each figure is a sum of figures that statements publish themselves. Where fewer than five "
    "people stand behind one, the statement withholds it, with whatever would give it away; it is "
    "in no sum here, so no subtraction between tables, years or pages brings it back. What fewer "
    "than five workers of many who paid got back is withheld so, too: sums of what was repaid, and "
    "shares of it, can be a little lower than what was given back."
)
NEWEST = _l(
    "Statements that were withdrawn, versions that a newer one replaced, and rows that do not say "
    "a country and a sector. Statements that leave their fee table blank are in no average."
)
RINGGIT = _l(
    "Averages to the sen, half a sen upwards. Months to one decimal, shares to one per cent."
)

COVERAGE = ChartNote(
    id="coverage",
    title=_l("Who has published: organisations, sectors and states"),
    says=_l(
        "How organisations stand in a reporting year, one status each, on the day of the page."
    ),
    figures=(
        Figure(
            id="coverage-share",
            title=_l("Share published"),
            says=_l("How much of what was expected is there."),
            top=_l("expected organisations whose statement is public, on time or late"),
            bottom=_l("organisations expected to report"),
        ),
    ),
    source=_l(
        "Table “entries” of the open data: one row for each organisation and reporting year."
    ),
    left_out=_l(
        "From the share: voluntary filers and organisations that are exempt, not in scope, "
        "delisted or suspended. The table itself shows them all."
    ),
    few=OF_NAMED,
    rounding=_l("Counts are exact; shares to one per cent."),
)
SECTORS = ChartNote(
    id="sector-figures",
    title=_l("Grades, criteria, fees and commitments of a sector"),
    says=_l("What the statements of a sector add up to in a year, beside the whole register."),
    figures=(
        Figure(
            id="sector-met",
            title=_l("Share that meets a criterion"),
            says=_l("Of the statements to which it applies."),
            top=_l("statements that meet the criterion"),
            bottom=_l("statements to which it applies"),
        ),
    ),
    source=_l("Tables “statements”, “findings” and “commitments” of the open data."),
    left_out=_l(
        "Grades and criteria before the right of reply has ended or while a grade is withdrawn; "
        "criteria that apply to fewer than five statements."
    ),
    few=PUBLISHED_CELLS,
    rounding=_l("Counts and amounts are exact; shares to one per cent."),
)
RANGES = ChartNote(
    id="corridor-ranges",
    title=_l("What a worker paid: ranges by country, year and sector"),
    says=_l(
        "A statement gives an average for each corridor. Here each of these averages counts once "
        "for every worker it concerns, so that a large employer weighs more than a small one. It "
        "hides who paid more than the average of the employer. A zero is what the statement says, "
        "whether or not workers were asked."
    ),
    figures=(
        Figure(
            id="corridor-average",
            title=_l("Average"),
            says=_l("What a worker paid on average, before anything was repaid."),
            top=_l("what workers paid, where a statement says it"),
            bottom=_l("the workers concerned"),
        ),
        Figure(
            id="corridor-quartiles",
            title=_l("Lower quartile, middle, upper quartile"),
            says=_l("From the cheapest statement upwards."),
            top=_l(
                "the smallest average such that a quarter, half, three quarters of the workers "
                "concerned are at organisations with no higher one"
            ),
        ),
        Figure(
            id="corridor-ends",
            title=_l("Least and most"),
            says=_l("The ends of the line."),
            top=_l("the lowest and the highest average of any statement"),
        ),
    ),
    source=_l("Tables “corridors” and “fee_lines” of the open data, rows with is_current."),
    left_out=NEWEST,
    few=PUBLISHED_CELLS,
    rounding=RINGGIT,
)
RECRUITMENT = ChartNote(
    id="corridor-recruitment",
    title=_l("How workers were recruited, by country and by year"),
    says=_l("Recruits, months of wages, repayment, direct recruitment and layers of agents."),
    figures=(
        Figure(
            id="corridor-months",
            title=_l("Months of wages"),
            says=_l("A company-level proxy of SDG indicator 10.7.1, before and after repayment."),
            top=_l("sum of: months of wages of a corridor in a statement × its workers concerned"),
            bottom=_l("the workers concerned"),
        ),
        Figure(
            id="corridor-direct",
            title=_l("Recruited directly"),
            says=_l("Where a statement publishes both numbers."),
            top=_l("direct recruits"),
            bottom=_l("recruits"),
        ),
        Figure(
            id="corridor-layers",
            title=_l("Layers of agents, on average"),
            says=_l("A corridor of a statement counts once, however many it recruited."),
            top=_l("sum of the layers that statements give"),
            bottom=_l("corridors of statements that give them"),
        ),
    ),
    source=_l("Tables “corridors” and “fee_lines” of the open data, rows with is_current."),
    left_out=NEWEST,
    few=PUBLISHED_CELLS,
    rounding=RINGGIT,
)
