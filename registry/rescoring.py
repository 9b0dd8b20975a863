"""Published filings judged again by other rules: what would differ, and nothing is changed."""

from collections import Counter
from collections.abc import Callable, Collection, Generator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from registry.assessment import judged_answers
from registry.extensions import db
from registry.models import Filing, FilingVersion, Organisation, RegisterEntry, Statement
from registry.scoring import Catalogue, assess

STREAMED = 100
UNGRADED = "none"
"""Stands for the grade of a filing that is not scored."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What of an assessment is compared."""

    grade: str | None
    score: str | None
    marks: Mapping[str, str | None]
    outcomes: Mapping[str, str]
    gates: frozenset[str]

    @classmethod
    def of(cls, assessment: Mapping[str, Any]) -> "Judged":
        """From ``Assessment.as_dict()``, as it is made or as it was frozen."""
        return cls(
            grade=assessment["grade"],
            score=assessment["score"],
            marks=assessment.get("marks") or {},
            outcomes={each["criterion"]: each["outcome"] for each in assessment["findings"]},
            gates=frozenset(gate["id"] for gate in assessment["gates"]),
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """One published filing before and after."""

    organisation_id: int
    organisation: str
    reference: str
    version: int
    sector: str
    before: Judged
    after: Judged

    @property
    def exists(self) -> bool:
        """Whether anything differs; assessments frozen before there were marks have none."""
        before, after = self.before, self.after
        if not (before.marks and after.marks):
            before, after = replace(before, marks={}), replace(after, marks={})
        return before != after

    @property
    def moves(self) -> bool:
        return self.before.grade != self.after.grade

    @property
    def outcomes(self) -> dict[str, tuple[str | None, str | None]]:
        """Before and after of each criterion whose outcome is another."""
        known = {**self.before.outcomes, **self.after.outcomes}
        pairs = {id: (self.before.outcomes.get(id), self.after.outcomes.get(id)) for id in known}
        return {id: pair for id, pair in pairs.items() if pair[0] != pair[1]}

    @property
    def gates_come(self) -> list[str]:
        return sorted(self.after.gates - self.before.gates)

    @property
    def gates_gone(self) -> list[str]:
        return sorted(self.before.gates - self.after.gates)

    def as_dict(self) -> dict[str, Any]:
        """As plain JSON."""
        return {
            "organisation_id": self.organisation_id,
            "organisation": self.organisation,
            "reference": self.reference,
            "version": self.version,
            "sector": self.sector,
            "grade_before": self.before.grade,
            "grade_after": self.after.grade,
            "score_before": self.before.score,
            "score_after": self.after.score,
            "marks_before": dict(self.before.marks),
            "marks_after": dict(self.after.marks),
            "criteria": {id: list(pair) for id, pair in self.outcomes.items()},
            "gates_come": self.gates_come,
            "gates_gone": self.gates_gone,
        }


COLUMNS = (
    "organisation_id", "organisation", "reference", "version", "sector", "grade_before",
    "grade_after", "score_before", "score_after", "completeness_before", "completeness_after",
    "substance_before", "substance_after", "verification_before", "verification_after", "criteria",
    "gates_come", "gates_gone",
)  # fmt: skip


def row(found: Difference) -> dict[str, Any]:
    """A difference as one line of a table with ``COLUMNS``."""
    plain = found.as_dict()
    for when in ("before", "after"):
        marks = plain.pop(f"marks_{when}")
        for name in ("completeness", "substance", "verification"):
            plain[f"{name}_{when}"] = marks.get(name)
    return {
        **plain,
        "criteria": "; ".join(
            f"{id}: {before or '-'} > {after or '-'}"
            for id, (before, after) in found.outcomes.items()
        ),
        "gates_come": " ".join(found.gates_come),
        "gates_gone": " ".join(found.gates_gone),
    }


@dataclass
class Totals:
    """How many filings of each sector went from which grade to which."""

    filings: int = 0
    changed: int = 0
    moved: int = 0
    grades: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)
    criteria: Counter[str] = field(default_factory=Counter)
    gates: Counter[str] = field(default_factory=Counter)

    def add(self, found: Difference) -> None:
        self.filings += 1
        self.changed += found.exists
        self.moved += found.moves
        pair = (found.before.grade or UNGRADED, found.after.grade or UNGRADED)
        self.grades.setdefault(found.sector, Counter())[pair] += 1
        self.criteria.update(found.outcomes.keys())
        self.gates.update([*found.gates_come, *found.gates_gone])

    def as_dict(self) -> dict[str, Any]:
        return {
            "filings": self.filings,
            "changed": self.changed,
            "moved": self.moved,
            "sectors": {
                sector: [[before, after, count] for (before, after), count in sorted(pairs.items())]
                for sector, pairs in sorted(self.grades.items())
            },
            "criteria": dict(self.criteria.most_common()),
            "gates": dict(self.gates.most_common()),
        }


Judge = Callable[[FilingVersion, Mapping[str, Any]], Judged]
"""Takes a version, and the answers and facts that it is judged by."""


def as_published(version: FilingVersion, answers: Mapping[str, Any]) -> Judged:
    """The assessment that was frozen when the version was published."""
    return Judged.of(version.assessment or {})


def by(catalogue: Catalogue) -> Judge:
    """Judge what was filed by the rules of a catalogue."""

    def judge(version: FilingVersion, answers: Mapping[str, Any]) -> Judged:
        on = version.filing.period_end
        return Judged.of(assess(answers, on=on, catalogue=catalogue).as_dict())

    return judge


def differences(
    year: int, before: Judge, after: Judge, *, sectors: Collection[str] = ()
) -> Generator[Difference, None, None]:
    """Each newest published version of a year, judged twice, a few in memory at a time."""
    found = _published(year, sectors).execution_options(yield_per=STREAMED)
    with db.session.execute(found) as rows:
        for version, sector, name in rows:
            answers = judged_answers(version, version.filing)
            yield Difference(
                organisation_id=version.filing.organisation_id,
                organisation=name,
                reference=version.filing.reference,
                version=version.number,
                sector=sector,
                before=before(version, answers),
                after=after(version, answers),
            )


def how_many(year: int, *, sectors: Collection[str] = ()) -> int:
    """How many published filings a year has."""
    found = _published(year, sectors).with_only_columns(FilingVersion.id).order_by(None)
    return db.session.scalar(select(func.count()).select_from(found.subquery())) or 0


def published_years() -> list[int]:
    """The years with published filings, newest first."""
    years = (
        select(RegisterEntry.year)
        .where(RegisterEntry.statement_id.is_not(None))
        .group_by(RegisterEntry.year)
        .order_by(RegisterEntry.year.desc())
    )
    return list(db.session.scalars(years))


def _published(year: int, sectors: Collection[str]) -> Select[FilingVersion, str, str]:
    found = (
        select(FilingVersion, RegisterEntry.sector, Organisation.name)
        .join(Statement, Statement.filing_id == FilingVersion.filing_id)
        .join(RegisterEntry, RegisterEntry.statement_id == Statement.id)
        .join(Organisation, Organisation.id == RegisterEntry.organisation_id)
        .where(RegisterEntry.year == year, FilingVersion.number == Statement.version)
        .order_by(RegisterEntry.name_key, RegisterEntry.organisation_id)
        .options(
            joinedload(FilingVersion.filing)
            .joinedload(Filing.organisation)
            .selectinload(Organisation.reporting_classes)
        )
    )
    return found.where(RegisterEntry.sector.in_(sectors)) if sectors else found
