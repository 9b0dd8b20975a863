"""About the charts of days, marks, criteria and commitments; the rest is in ``chart_notes``."""

from registry.i18n import lazy as _l
from registry.public.figures.chart_notes import OF_NAMED, ChartNote
from registry.public.figures.formulas import Figure

BY_DAY = ChartNote(
    id="published-by-day",
    title=_l("Published day by day"),
    says=_l(
        "How many statements of a reporting year were public at the end of each day, and how many "
        "were expected by then."
    ),
    source=_l("Table “entries” of the open data: the columns published_on and due_on."),
    left_out=_l("Organisations that are not expected to report, and voluntary filers."),
    few=OF_NAMED,
    rounding=_l("Counts are exact."),
)
OUTCOMES = ChartNote(
    id="criterion-outcomes",
    title=_l("How many statements meet a criterion"),
    says=_l("What the newest statement of each organisation got for it, year by year."),
    source=_l("Table “findings” of the open data, rows with is_current."),
    left_out=_l(
        "Statements whose right of reply has not ended or whose grade is withdrawn, and from the "
        "bars those to which the criterion does not apply."
    ),
    few=OF_NAMED,
    rounding=_l("Counts are exact."),
)
PEERS = ChartNote(
    id="peers",
    title=_l("An organisation beside others of its sector"),
    says=_l("Its figure, and where the figures of the others part into four quarters."),
    figures=(
        Figure(
            id="peers-quarters",
            title=_l("Lower quarter, middle, upper quarter"),
            says=_l("Each organisation counts once, whatever its size."),
            top=_l("the values that part the ordered figures of the others into four quarters"),
        ),
    ),
    source=_l("Tables “entries” and “statements” of the open data."),
    left_out=_l(
        "The organisation itself, others whose grade is not public, and figures that fewer than "
        "five others give."
    ),
    few=OF_NAMED,
    rounding=_l("To one decimal."),
)
COMMITMENTS = ChartNote(
    id="commitments",
    title=_l("Commitments kept"),
    says=_l("What became of commitments, held to the words and the day published first."),
    figures=(
        Figure(
            id="commitments-rate",
            title=_l("Rate"),
            says=_l("Of the commitments whose day has come."),
            top=_l("kept by the day + half of those partly met, or met after the day was moved"),
            bottom=_l("commitments whose day has come"),
        ),
    ),
    source=_l("Tables “commitments” and “follow_ups” of the open data."),
    left_out=_l("Commitments whose day has not come."),
    few=OF_NAMED,
    rounding=_l("To one per cent."),
)
