"""The rows of a filing's tables, typed; a cell that was not answered or not known is None."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class EntityRow:
    name: str | None = None
    ssm_number: str | None = None
    share_percent: Decimal | None = None
    covered: bool | None = None


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    entity: str | None = None
    question: str | None = None
    said: str | None = None


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    number: str | None = None
    commitment: str | None = None
    owner: str | None = None
    metric: str | None = None
    target: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class FollowedRow:
    number: str | None = None
    commitment: str | None = None
    outcome: str | None = None
    reached: str | None = None
    why: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class WorkforceRow:
    nationality: str | None = None
    sex: str | None = None
    contract: str | None = None
    state: str | None = None
    headcount: int | None = None

    @property
    def is_migrant(self) -> bool:
        return self.nationality is not None and self.nationality != "MYS"


@dataclass(frozen=True, slots=True)
class CorridorRow:
    origin: str | None = None
    sector: str | None = None
    recruits: int | None = None
    direct_recruits: int | None = None
    layers: int | None = None
    days_to_deploy: int | None = None
    declarations_pre: int | None = None
    declarations_post: int | None = None
    interviews_post: int | None = None
    workers_reporting_fee: int | None = None
    pre_departure_trained: int | None = None
    post_arrival_trained: int | None = None
    first_month_earnings_myr: Decimal | None = None
    basic_wage_myr: Decimal | None = None
    highest_paid_myr: Decimal | None = None

    @property
    def key(self) -> str:
        """What the fee table calls this corridor; a half-named one matches no fee line."""
        return f"{self.origin or '?'}-{self.sector or '?'}"


@dataclass(frozen=True, slots=True)
class FeeRow:
    corridor: str | None = None
    category: str | None = None
    payer: str | None = None
    amount_myr: Decimal | None = None
    workers: int | None = None
    recruited_on: date | None = None
    source: str | None = None
    reimbursed_myr: Decimal | None = None
    reimbursed_workers: int | None = None
    reimbursed_on: date | None = None

    @property
    def is_complete(self) -> bool:
        """Amount, workers and source are all there; a sum that nobody paid is not a figure."""
        if self.amount_myr is None or self.workers is None or self.source is None:
            return False
        return self.workers > 0 or self.amount_myr == 0

    @property
    def is_settled(self) -> bool:
        """Whether something was paid and all of it is repaid."""
        return bool(self.amount_myr) and (self.reimbursed_myr or 0) >= (self.amount_myr or 0)


@dataclass(frozen=True, slots=True)
class RecruiterRow:
    name: str | None = None
    country: str | None = None
    licence_no: str | None = None
    licence_class: str | None = None
    licence_expiry: date | None = None
    checked_on: date | None = None
    dd_on: date | None = None
    audit_on: date | None = None
    breakdown_received: bool | None = None
    contract_no_fee: bool | None = None
    contract_no_subagent: bool | None = None
    subagents_found: bool | None = None
    blacklist_checked_on: date | None = None
    blacklist_hit: bool | None = None
    active: bool | None = None
    recruits: int | None = None

    @property
    def in_use(self) -> bool:
        """Only an explicit "no" takes a recruiter out of the tests."""
        return self.active is not False


@dataclass(frozen=True, slots=True)
class WageRow:
    nationality: str | None = None
    state: str | None = None
    area: str | None = None
    size: str | None = None
    month: date | None = None
    lowest_basic_myr: Decimal | None = None
    workers: int | None = None
    workers_below_min: int | None = None


@dataclass(frozen=True, slots=True)
class HousingRow:
    site: str | None = None
    state: str | None = None
    residents: int | None = None
    certificate_no: str | None = None
    certificate_expiry: date | None = None
    area_m2_per_worker: Decimal | None = None
    dorm: bool | None = None
    locker_each: bool | None = None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding of forced labour that the organisation reports of itself."""

    indicator: str | None = None
    found_on: date | None = None
    workers: int | None = None
    remedy_status: str | None = None
    remedy_on: date | None = None
    reported_to_authority: bool | None = None


@dataclass(frozen=True, slots=True)
class TrainingRow:
    audience: str | None = None
    headcount: int | None = None
    trained: int | None = None
    held_on: date | None = None


@dataclass(frozen=True, slots=True)
class MeasureRow:
    name: str | None = None
    prior: Decimal | None = None
    current: Decimal | None = None
    target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ExplanationRow:
    check: str | None = None
    explanation: str | None = None


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    document: str | None = None
    criterion: str | None = None
    kind: str | None = None
    title: str | None = None


Row = (
    EntityRow
    | WorkforceRow
    | CorridorRow
    | FeeRow
    | RecruiterRow
    | WageRow
    | HousingRow
    | FindingRow
    | TrainingRow
    | MeasureRow
    | FollowedRow
    | CommitmentRow
    | DifferenceRow
    | ExplanationRow
    | EvidenceRow
)

ROWS: Mapping[str, type[Row]] = {
    "entities": EntityRow,
    "workforce": WorkforceRow,
    "corridors": CorridorRow,
    "fees": FeeRow,
    "recruiters": RecruiterRow,
    "wages": WageRow,
    "housing": HousingRow,
    "findings": FindingRow,
    "training": TrainingRow,
    "kpis": MeasureRow,
    "followed": FollowedRow,
    "commitments": CommitmentRow,
    "differences": DifferenceRow,
    "explanations": ExplanationRow,
    "evidence": EvidenceRow,
}
