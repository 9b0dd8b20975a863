"""About the charts of fees, repayment and recruiters; the rest is in ``chart_notes``."""

from registry.i18n import lazy as _l
from registry.public.figures.chart_notes import (
    COVERAGE,
    NEWEST,
    PUBLISHED_CELLS,
    RANGES,
    RECRUITMENT,
    RINGGIT,
    SECTORS,
    ChartNote,
)
from registry.public.figures.chart_notes_marks import BY_DAY, COMMITMENTS, OUTCOMES, PEERS
from registry.public.figures.formulas import Figure

DISTRIBUTION = ChartNote(
    id="corridor-distribution",
    title=_l("How many statements say how much"),
    says=_l(
        "Steps of RM2,000 of what a worker paid on average; nothing at all stands alone. The last "
        "step that any statement reaches ends the chart."
    ),
    source=_l("Tables “corridors” and “fee_lines” of the open data, rows with is_current."),
    left_out=NEWEST,
    few=PUBLISHED_CELLS,
    rounding=_l("Counts are exact. An amount on an edge belongs to the lower step."),
)
COSTS = ChartNote(
    id="corridor-costs",
    title=_l("Who paid for what"),
    says=_l(
        "Lines of the fee table, by the ten kinds of cost of the fee policy; finer kinds count "
        "with the one they belong to. What workers paid is parted into what was repaid and what "
        "was not."
    ),
    figures=(
        Figure(
            id="corridor-cost-repaid",
            title=_l("Workers, repaid since"),
            says=_l("Line by line."),
            top=_l("the smaller of: amount of a worker line, what of it was repaid"),
        ),
    ),
    source=_l("Table “fee_lines” of the open data, rows with is_current."),
    left_out=_l(
        "Interest on loans that workers took; lines whose amount the statement withholds. Sums can "
        "therefore be lower than what workers paid by corridor, which counts such lines."
    ),
    few=PUBLISHED_CELLS,
    rounding=_l("Amounts are exact."),
)
REPAYMENT = ChartNote(
    id="found-and-repaid",
    title=_l("Found and repaid, year by year"),
    says=_l("What statements of a year say that workers paid, and what of it was given back."),
    figures=(
        Figure(
            id="repayment-share",
            title=_l("Share repaid"),
            says=_l("By ringgit."),
            top=_l("repaid to workers"),
            bottom=_l("paid by workers"),
        ),
        Figure(
            id="repayment-workers",
            title=_l("Workers who paid, workers repaid"),
            says=_l("At least so many: a worker may stand on several lines of a fee table."),
            top=_l("sum over corridors of statements of: the most workers on one worker line"),
        ),
    ),
    source=_l("Tables “corridors” and “fee_lines” of the open data, rows with is_current."),
    left_out=NEWEST,
    few=PUBLISHED_CELLS,
    rounding=RINGGIT,
)
RECRUITERS = ChartNote(
    id="recruiters",
    title=_l("Recruiters that statements name"),
    says=_l(
        "Rows with the same licence number in the same country are one recruiter; letters and "
        "digits count, spaces and strokes do not. A row without a licence number is known by its "
        "name, without forms such as Sdn Bhd. A licence number has a digit and three or more signs."
    ),
    figures=(
        Figure(
            id="recruiter-paid",
            title=_l("Workers from there paid, through anybody"),
            says=_l(
                "Statements do not say what went through whom, so it is not what the recruiter "
                "charged. There is none for recruiters in Malaysia."
            ),
            top=_l("what workers from the recruiter’s country paid at this employer in this year"),
            bottom=_l("the workers concerned"),
        ),
    ),
    source=_l("Table “recruiters” of the open data, rows with is_current."),
    left_out=_l(
        "Names that may be those of private persons: without a licence number, and without a word "
        "that firms have in their names. They are counted, not named."
    ),
    few=_l("Numbers of recruits that a statement withholds are in no sum, so sums say “at least”."),
    rounding=_l("Counts are exact; averages to the sen, half a sen upwards."),
)

CHARTS = (
    COVERAGE,
    BY_DAY,
    SECTORS,
    OUTCOMES,
    PEERS,
    COMMITMENTS,
    RANGES,
    RECRUITMENT,
    DISTRIBUTION,
    COSTS,
    REPAYMENT,
    RECRUITERS,
)
