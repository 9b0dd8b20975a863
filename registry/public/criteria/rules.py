"""The catalogue as it reads before any filing is judged: what only a filing can tell is a blank."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from registry.public.criteria.values import Readable, fits, thresholds
from registry.scoring import Catalogue, Criterion, Gate, Outcome
from registry.scoring.consistency import CHECKS, Kind
from registry.scoring.model import Citation, Text, Version
from registry.scoring.strict_yaml import read_yaml
from registry.scoring.wording import fill

REASONS = Path(__file__).parent / "reasons.yaml"
VALUE = re.compile(r"\{(\w+):?(\w*)\}")
BLANK = "…"


@dataclass(frozen=True)
class Dated:
    """One version of a criterion or a gate, and the last day on which a period ends under it."""

    since: date
    until: date | None
    is_current: bool
    thresholds: Sequence[Readable]
    change: Text | None
    rule: Text | None = None
    weight: int | None = None
    citations: Sequence[Citation] = ()
    cap: str | None = None


@dataclass(frozen=True)
class Said:
    """A sentence that a finding may say, and what would lift it."""

    sentence: Text
    lift: Text | None
    remedied: bool
    """It tells of something found and made good in full, which earns all points."""


@dataclass(frozen=True)
class GateShown:
    """A gate in words, with every version of it, newest first."""

    id: str
    cap: str | None
    why: Text
    lift: Text
    versions: Sequence[Dated]


@dataclass(frozen=True)
class CheckShown:
    """A check of consistency: what it finds, and what to do about it."""

    id: str
    is_conflict: bool
    title: Text
    sentence: Text
    to_do: Text


def criterion(catalogue: Catalogue, id: str) -> Criterion | None:
    return next((each for each in catalogue.criteria if each.id == id), None)


def neighbours(catalogue: Catalogue, found: Criterion) -> tuple[Criterion | None, Criterion | None]:
    """The criteria before and after one, as the catalogue lists them."""
    before, after = [None, *catalogue.criteria], [*catalogue.criteria[1:], None]
    place = catalogue.criteria.index(found)
    return before[place], after[place]


def versions(found: Criterion, today: date) -> list[Dated]:
    """Every version, newest first."""
    current = found.version_on(today)
    return [
        Dated(
            since=version.since,
            until=until,
            is_current=version is current,
            thresholds=thresholds(found, version.values),
            change=version.change,
            rule=version.rule,
            weight=version.weight,
            citations=version.citations,
        )
        for version, until in _with_ends(found.versions)
    ]


def reasons(found: Criterion) -> list[tuple[Outcome, list[Said]]]:
    """Each sentence that a finding of the criterion may say, by outcome, best first."""
    version = found.versions[-1]
    by_outcome = _reasons_by_outcome().get(found.id, {})
    return [
        (outcome, [_said(found, key, version, outcome) for key in by_outcome[outcome]])
        for outcome in Outcome
        if outcome in by_outcome
    ]


def outcomes_of_reasons(criterion_id: str) -> Mapping[str, list[str]]:
    """The outcomes that each reason of a criterion may give, best first."""
    found: dict[str, list[str]] = {}
    by_outcome = _reasons_by_outcome().get(criterion_id, {})
    for outcome in (each for each in Outcome if each in by_outcome):
        for reason in by_outcome[outcome]:
            found.setdefault(reason, []).append(outcome.value)
    return found


def gates(catalogue: Catalogue, today: date) -> list[GateShown]:
    by_id: dict[str, list[Gate]] = {}
    for gate in catalogue.gates:
        by_id.setdefault(gate.id, []).append(gate)
    return [_gate(found, today) for found in by_id.values()]


def checks(catalogue: Catalogue) -> list[CheckShown]:
    """The checks whether the answers of one filing agree with each other."""
    return [
        CheckShown(
            id=id,
            is_conflict=check.kind is Kind.CONFLICT,
            title=catalogue.checks[id].title,
            sentence=general(catalogue.checks[id].sentence, {}),
            to_do=general(catalogue.checks[id].to_do, {}),
        )
        for id, check in CHECKS.items()
    ]


def general(text: Text, values: Mapping[str, Any]) -> dict[str, str]:
    """The text with the values that are known, and a blank for each that a filing gives."""

    def blank(value: re.Match[str]) -> str:
        name, spec = value.groups()
        return value[0] if name in values and fits(values[name], spec) else BLANK

    known = {lang: VALUE.sub(blank, words) for lang, words in text.items()}
    return {lang: words.replace("….", "…") for lang, words in fill(known, values).items()}


@cache
def _reasons_by_outcome() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Which reasons each outcome of a criterion may give; a test holds it against every case."""
    return read_yaml(REASONS)


def _said(found: Criterion, key: str, version: Version, outcome: Outcome) -> Said:
    reason = found.reasons[key]
    lifts = outcome not in (Outcome.MET, Outcome.DOES_NOT_APPLY)
    return Said(
        general(reason.sentence, version.values),
        general(reason.lift, version.values) if reason.lift and lifts else None,
        reason.remedied,
    )


def _gate(found: Sequence[Gate], today: date) -> GateShown:
    in_force = [gate for gate in found if gate.since <= today]
    current = in_force[-1] if in_force else found[0]
    return GateShown(
        id=current.id,
        cap=current.cap,
        why=general(current.why, current.values),
        lift=general(current.lift, current.values),
        versions=[
            Dated(
                since=gate.since,
                until=until,
                is_current=gate is current,
                thresholds=thresholds(gate, gate.values),
                change=gate.change,
                cap=gate.cap,
            )
            for gate, until in _with_ends(found)
        ],
    )


def _with_ends(dated: Sequence[Any]) -> Iterator[tuple[Any, date | None]]:
    """Newest first, each with the day before the next one begins."""
    ends = [each.since - timedelta(days=1) for each in dated[1:]]
    yield from reversed(list(zip(dated, [*ends, None], strict=True)))
