"""Every figure of a statement, worded in this one place: what it says, and its formula."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import LazyString

from registry.i18n import lazy as _l


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure with its formula: ``top`` divided by ``bottom``, or ``top`` alone."""

    id: str
    """Where it is one of ``assessment["metrics"]`` or ``["marks"]``, its name there."""
    title: LazyString
    says: LazyString
    top: LazyString
    bottom: LazyString | str = ""
    notes: Sequence[LazyString] = ()
    unit: str = ""
    """How to show it: money, months, percent or count; empty for what has a place of its own."""


PEOPLE = _l(
    "The workers concerned are the recruits of the corridor or, where more workers paid, the most "
    "workers on a line that was paid."
)
LIMITED = _l(
    "What is repaid counts at most as far as the line it repays: interest on one line does not "
    "repay another."
)

FEES = (
    Figure(
        id="per_worker",
        title=_l("Worker-paid cost per worker"),
        says=_l("What a worker paid on average to get the job, before anything was repaid."),
        top=_l("worker lines of the fee table, in ringgit"),
        bottom=_l("workers concerned"),
        notes=(PEOPLE, _l("Interest on loans that workers took for it is kept apart.")),
        unit="money",
    ),
    Figure(
        id="gross_months",
        title=_l("Months of wages paid"),
        says=_l("How many months’ earnings a worker paid on average, before repayment."),
        top=_l("sum over corridors of: worker lines ÷ first month’s earnings"),
        bottom=_l("workers concerned"),
        notes=(
            _l("A company-level proxy of SDG indicator 10.7.1."),
            _l(
                "Where first earnings are blank the basic wage is used, and where that is blank "
                "the minimum wage on the last day of the period."
            ),
            PEOPLE,
        ),
        unit="months",
    ),
    Figure(
        id="net_months",
        title=_l("Months of wages left after repayment"),
        says=_l("How many months’ earnings are still with the worker after what was repaid."),
        top=_l("sum over corridors of: (worker lines − repaid) ÷ first month’s earnings"),
        bottom=_l("workers concerned"),
        notes=(_l("A company-level proxy of SDG indicator 10.7.1, after repayment."), LIMITED),
        unit="months",
    ),
    Figure(
        id="reimb_ratio",
        title=_l("Repaid, by ringgit"),
        says=_l("How much of what workers paid has been given back."),
        top=_l("repaid to workers"),
        bottom=_l("worker lines of the fee table"),
        notes=(LIMITED, _l("There is none where workers paid nothing.")),
        unit="percent",
    ),
    Figure(
        id="reimb_worker_ratio",
        title=_l("Repaid, by workers"),
        says=_l("How many of the workers who paid have been repaid."),
        top=_l("workers repaid on paid lines"),
        bottom=_l("workers on paid lines or, where more, workers who reported a fee"),
        unit="percent",
    ),
    Figure(
        id="employer_share",
        title=_l("Paid by the employer"),
        says=_l("The employer’s part of all that recruitment cost."),
        top=_l("employer lines"),
        bottom=_l("employer lines + worker lines + agency lines"),
        unit="percent",
    ),
)
RECRUITMENT = (
    Figure(
        id="direct_share",
        title=_l("Recruited directly"),
        says=_l("The part of recruits hired without an agency or agent."),
        top=_l("direct recruits"),
        bottom=_l("recruits"),
        notes=(_l("There is none while a corridor’s recruits or direct recruits are blank."),),
        unit="percent",
    ),
    Figure(
        id="layers",
        title=_l("Layers of agents"),
        says=_l(
            "How many agents stand between worker and employer, in the corridor with the most."
        ),
        top=_l("the most layers in any corridor"),
        unit="count",
    ),
    Figure(
        id="fee_table_complete",
        title=_l("Fee table complete"),
        says=_l("How much of the fee table is filled in; a zero is an answer, a blank is not."),
        top=_l("pairs of corridor and cost with a worker line and an employer line"),
        bottom=_l("corridors that recruited × 10 categories of cost"),
        notes=(_l("A line counts when amount, workers and source are there."),),
        unit="percent",
    ),
    Figure(
        id="declared_ratio",
        title=_l("Declared"),
        says=_l("Recruits who declared what they paid, both before departure and after arrival."),
        top=_l("the smaller of declarations before and after"),
        bottom=_l("recruits"),
        notes=(_l("A surplus in one corridor does not make up for another."),),
        unit="percent",
    ),
    Figure(
        id="interview_ratio",
        title=_l("Interviewed after arrival"),
        says=_l("Recruits who were asked in private, once here, what they had paid."),
        top=_l("interviews after arrival"),
        bottom=_l("recruits"),
        notes=(_l("A surplus in one corridor does not make up for another."),),
        unit="percent",
    ),
)

MARKS = (
    Figure(
        id="completeness",
        title=_l("Completeness"),
        says=_l("What was disclosed: how much of what the organisation was asked it answered."),
        top=_l("weight of the criteria answered; “do not know” counts half"),
        bottom=_l("weight of the criteria that apply"),
        notes=(_l("An answer that shows a failing is an answer like any other."),),
        unit="mark",
    ),
    Figure(
        id="substance",
        title=_l("Substance"),
        says=_l("What was done: the criteria about conduct, apart from those about telling."),
        top=_l("points earned on criteria about conduct, by weight and by share of the theme"),
        bottom=_l("points that could be earned on them"),
        notes=(_l("A case that was found, disclosed and made good in full earns full points."),),
        unit="mark",
    ),
    Figure(
        id="verification",
        title=_l("Verification"),
        says=_l("How it is known: the evidence behind the answers."),
        top=_l("sum of weight × worth of the evidence (E0 0, E1 ¼, E2 ½, E3 ¾, E4 1)"),
        bottom=_l("weight of the criteria that apply"),
        unit="mark",
    ),
)
NEVER_LOWERED = _l(
    "A case that was disclosed and remedied never lowers a mark: a criterion that applies only "
    "because of a case counts in completeness and verification only where it lifts them, and what "
    "was made good in full earns all its points."
)

GRADING = (
    Figure(
        id="points",
        title=_l("Points of a criterion"),
        says=_l(
            "Met 1, partly met ½, anything else 0; what was found and made good in full 1. “Does "
            "not apply” is left out."
        ),
        top=_l("points × weight of the criterion"),
    ),
    Figure(
        id="theme",
        title=_l("Score of a theme"),
        says=_l("What was earned of what could be earned, of 100."),
        top=_l("100 × sum of points × weight"),
        bottom=_l("sum of the weights of the criteria that apply"),
    ),
    Figure(
        id="score",
        title=_l("Score before the limits"),
        says=_l("The themes that apply, each by its share."),
        top=_l("sum of score of the theme × share of the theme"),
        bottom=_l("sum of the shares of the themes that apply"),
        notes=(_l("Sums are exact; rounding to one decimal happens only where a score is shown."),),
    ),
    Figure(
        id="grade",
        title=_l("Grade"),
        says=_l("The band of the score, held down by the strictest limit that applies."),
        top=_l("the lower of: band of the score, cap of each limit that holds"),
        notes=(_l("A score shown beside a grade never reaches the band above that grade."),),
    ),
    Figure(
        id="confidence",
        title=_l("Confidence"),
        says=_l("How far evidence backs what was answered. It never changes the score."),
        top=_l("sum of weight × worth of the evidence"),
        bottom=_l("sum of the weights of the criteria answered"),
        notes=(
            _l("High from 0.7, medium from 0.4, low below."),
            _l("At most medium while a claim of zero fees was not tested with workers (G9)."),
            _l("Low while more than two disagreements between answers are open."),
        ),
    ),
)

EVIDENCE = {
    "E0": _l("Not answered: nothing is known."),
    "E1": _l("The organisation says so, and shows nothing."),
    "E2": _l("A document backs it, such as a policy, a contract or an invoice."),
    "E3": _l("An internal audit found it, or workers were asked."),
    "E4": _l("Somebody independent of the organisation checked it."),
}
"""What each level of evidence means."""
