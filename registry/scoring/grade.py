"""Findings into themes, a score, a band, and the grade that the gates leave.

Every sum is exact; rounding happens only when a score is shown.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from registry.scoring.case import Case
from registry.scoring.catalogue import Catalogue
from registry.scoring.gates import GATE_RULES
from registry.scoring.means import mean
from registry.scoring.model import (
    Band,
    Finding,
    FiredGate,
    Grading,
    Result,
    Theme,
    ThemeScore,
)
from registry.scoring.wording import rounded

TENTH = Decimal("0.1")


def grade(case: Case, findings: Sequence[Finding], catalogue: Catalogue) -> Grading:
    """The grade of a filing: the band of its score, lowered by the strictest gate that fires."""
    themes = score_themes(findings, catalogue.themes)
    score = overall(themes)
    gates = fired_gates(case, findings, catalogue)
    scored = (
        score is not None
        and case.on >= catalogue.scores_from
        and all(fired.gate.cap is not None for fired in gates)
    )
    if score is None or not scored:
        return Grading(Result.FILED_NOT_SCORED, score, None, None, None, themes, gates)
    band = band_of(score, catalogue.bands)
    caps = [catalogue.band(fired.gate.cap) for fired in gates if fired.gate.cap]
    final = min([band, *caps], key=lambda each: each.least)
    return Grading(
        Result.GRADED, score, band, final, least_above(final, catalogue.bands), themes, gates
    )


def score_themes(findings: Iterable[Finding], themes: Sequence[Theme]) -> tuple[ThemeScore, ...]:
    """100 x earned weight / weight of the criteria that apply, for each theme."""
    applies: dict[str, list[Finding]] = {theme.id: [] for theme in themes}
    for finding in findings:
        if finding.applies:
            applies[finding.criterion.theme].append(finding)
    return tuple(ThemeScore(theme, _score(applies[theme.id])) for theme in themes)


def _score(findings: Iterable[Finding]) -> Fraction | None:
    share = mean(findings, lambda finding: finding.points)
    return None if share is None else 100 * share


def overall(themes: Sequence[ThemeScore]) -> Fraction | None:
    """The mean of the themes that apply, by their weight shares."""
    scored = [(each.theme.weight_share, each.score) for each in themes if each.score is not None]
    shares = sum(share for share, _ in scored)
    if not shares:
        return None
    return sum((share * score for share, score in scored), Fraction(0)) / shares


def fired_gates(
    case: Case, findings: Sequence[Finding], catalogue: Catalogue
) -> tuple[FiredGate, ...]:
    """The gates of the period that hold, strictest first."""
    fired = []
    for gate in catalogue.gates_in_force(case.on):
        values = GATE_RULES[gate.id](case, findings, gate.values)
        if values is not None:
            fired.append(FiredGate(gate, {**gate.values, **values}))
    order = {band.id: band.least for band in catalogue.bands}
    return tuple(sorted(fired, key=lambda each: order[each.gate.cap] if each.gate.cap else -1))


def band_of(score: Fraction, bands: Sequence[Band]) -> Band:
    """By the exact score: 84.99 is not yet 85."""
    return next(band for band in bands if score >= band.least)


def least_above(band: Band, bands: Sequence[Band]) -> int | None:
    return min((each.least for each in bands if each.least > band.least), default=None)


def shown(score: Fraction | None, ceiling: int | None) -> str | None:
    """One decimal, half up, and always under the band above the grade."""
    if score is None:
        return None
    figure = rounded(score, 1)
    if ceiling is not None:
        figure = min(figure, ceiling - TENTH)
    return f"{figure:f}"
