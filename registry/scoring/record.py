"""The finished assessment, and the plain dictionary in which it is kept, shown and exported."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from registry.scoring.catalogue import Catalogue
from registry.scoring.consistency import Inconsistency
from registry.scoring.corridor_figures import CorridorFigures
from registry.scoring.flags import Flags
from registry.scoring.grade import shown
from registry.scoring.marks import Marks
from registry.scoring.metrics import Metrics
from registry.scoring.model import (
    CheckText,
    Confidence,
    Finding,
    FiredGate,
    Grading,
    Outcome,
    ThemeScore,
)
from registry.scoring.wording import fill, plain, trimmed, without

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the catalogue says of one filing; ``on`` is the end of its reporting period."""

    catalogue: Catalogue
    on: date
    findings: tuple[Finding, ...]
    grading: Grading
    confidence: Confidence
    marks: Marks
    inconsistencies: tuple[Inconsistency, ...]
    metrics: Metrics
    flags: Flags

    @property
    def grade(self) -> str | None:
        return self.grading.grade.id if self.grading.grade else None

    @property
    def score(self) -> Fraction | None:
        """The exact score before gates."""
        return self.grading.score

    @property
    def shown_score(self) -> str | None:
        """What may stand beside the grade; None where the filing is not scored."""
        return shown(self.score, self.grading.ceiling) if self.grading.grade else None

    @property
    def legal_gaps(self) -> tuple[str, ...]:
        return tuple(each.criterion.id for each in self.findings if each.is_legal_gap)

    def finding(self, id: str) -> Finding:
        return next(each for each in self.findings if each.criterion.id == id)

    def as_dict(self, *, withheld: Collection[str] = ()) -> Plain:
        """Plain JSON with every sentence in both languages, fit to be frozen at publication.

        ``withheld`` names values and metrics that its readers may not see.
        """
        grading = self.grading
        return {
            "catalogue": {
                "id": self.catalogue.id,
                "version": self.catalogue.version,
                "sha256": self.catalogue.sha256,
            },
            "on": self.on.isoformat(),
            "result": str(grading.result),
            "score_before_gates": _before_gates(self),
            "score": self.shown_score,
            "band": grading.band.id if grading.band else None,
            "grade": self.grade,
            "confidence": {
                "value": f"{float(self.confidence.value):.2f}",
                "label": self.confidence.label,
                "capped_by": list(self.confidence.capped_by),
            },
            "marks": self.marks.as_dict(),
            "themes": [_theme(each) for each in grading.themes],
            "gates": [_gate(fired, withheld) for fired in grading.gates],
            "findings": [_finding(each, withheld) for each in self.findings],
            "consistency": [
                _inconsistency(each, self.catalogue.checks[each.check.id], withheld)
                for each in self.inconsistencies
            ],
            "metrics": {
                name: None if name in withheld else figure
                for name, figure in _metrics(self.metrics).items()
            },
            "flags": self.flags.as_dict(),
            "legal_gaps": list(self.legal_gaps),
        }


def _before_gates(assessment: Assessment) -> str | None:
    """Shown under the next band, so that 84.96 in band B is not printed as 85.0."""
    band = assessment.grading.band
    above = (each.least for each in assessment.catalogue.bands if band and each.least > band.least)
    return shown(assessment.score, min(above, default=None))


def _theme(each: ThemeScore) -> Plain:
    return {
        "id": each.theme.id,
        "title": dict(each.theme.title),
        "weight_share": each.theme.weight_share,
        "score": shown(each.score, None),
    }


def _gate(fired: FiredGate, withheld: Collection[str]) -> Plain:
    values = without(fired.values, withheld)
    return {
        "id": fired.gate.id,
        "cap": fired.gate.cap,
        "why": fill(fired.gate.why, values),
        "lift": fill(fired.gate.lift, values),
    }


def _finding(each: Finding, withheld: Collection[str]) -> Plain:
    criterion, version, verdict = each.criterion, each.version, each.verdict
    reason = each.reason
    found = without(verdict.values, withheld)
    values = {**version.values, **found}
    liftable = each.outcome not in (Outcome.MET, Outcome.DOES_NOT_APPLY)
    return {
        "criterion": criterion.id,
        "theme": criterion.theme,
        "title": dict(criterion.title),
        "question": dict(criterion.question),
        "level": str(criterion.level),
        "about": str(criterion.about),
        "weight": version.weight,
        "outcome": str(verdict.outcome),
        "remedied": reason.remedied,
        "sentence": fill(reason.sentence, values),
        "values": {name: plain(value) for name, value in found.items()},
        "rule": dict(version.rule),
        "advice": dict(criterion.advice),
        "would_change": fill(reason.lift, values) if reason.lift and liftable else None,
        "since": version.since.isoformat(),
        "citations": [
            {
                "ref": citation.ref,
                "title": citation.title,
                "section": citation.section,
                "url": citation.url,
                "verified": citation.verified,
            }
            for citation in version.citations
        ],
        "evidence_level": each.evidence_level,
    }


def _inconsistency(each: Inconsistency, text: CheckText, withheld: Collection[str]) -> Plain:
    return {
        "check": each.check.id,
        "kind": str(each.check.kind),
        "counts": each.check.counts,
        "explained": each.explained,
        "title": dict(text.title),
        "sentence": fill(text.sentence, without(each.found.values, withheld)),
        "to_do": dict(text.to_do),
        "places": [asdict(place) for place in each.found.places],
    }


def _metrics(metrics: Metrics) -> Plain:
    return {
        "headcount": metrics.headcount,
        "migrants": metrics.migrants,
        "recruits": metrics.recruits,
        "workers_reporting_fee": metrics.workers_reporting_fee,
        "worker_paid": _money(metrics.worker_paid),
        "worker_paid_net": _money(None if metrics.worker_paid is None else metrics.worker_paid_net),
        "reimbursed": _money(metrics.reimbursed),
        "employer_paid": _money(metrics.employer_paid),
        "agency_paid": _money(metrics.agency_paid),
        "debt_interest": _money(metrics.debt_interest),
        "per_worker": None if metrics.per_worker is None else plain_money(metrics.per_worker),
        "gross_months": _ratio(metrics.gross_months),
        "net_months": _ratio(metrics.net_months),
        "reimb_ratio": _ratio(metrics.reimb_ratio),
        "reimb_worker_ratio": _ratio(metrics.reimb_worker_ratio),
        "employer_share": _ratio(metrics.employer_share),
        "direct_share": _ratio(metrics.direct_share),
        "layers": metrics.most_layers,
        "fee_table_complete": _ratio(metrics.fee_table_complete),
        "declared_ratio": _ratio(metrics.declared_ratio),
        "interview_ratio": _ratio(metrics.interview_ratio),
        "corridors": [_corridor(corridor) for corridor in metrics.corridors],
    }


def _corridor(figures: CorridorFigures) -> Plain:
    return {
        "corridor": figures.key,
        "origin": figures.origin,
        "sector": figures.sector,
        "recruits": figures.recruits,
        **{name: value if figures.is_disclosed else None for name, value in _paid(figures).items()},
        "layers": figures.layers,
        "earnings_from": figures.earnings_from,
    }


def _paid(figures: CorridorFigures) -> Plain:
    """What workers of a corridor paid; nothing is known where no line says so."""
    per_worker = figures.per_worker
    return {
        "worker_paid": _money(figures.worker_paid),
        "worker_paid_net": _money(figures.worker_paid_net),
        "per_worker": None if per_worker is None else plain_money(per_worker),
        "gross_months": _ratio(figures.months(figures.worker_paid)),
        "net_months": _ratio(figures.months(figures.worker_paid_net)),
        "reimbursed": _money(figures.reimbursed),
    }


def plain_money(amount: Fraction) -> str:
    return f"{Decimal(amount.numerator) / Decimal(amount.denominator):.2f}"


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def _ratio(ratio: Fraction | None) -> str | None:
    return None if ratio is None else trimmed(ratio, 4)
