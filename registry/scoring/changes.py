"""Changes to weights, values and caps: another catalogue, made from one without touching it.

A change holds plain JSON, because it is kept in the database and in the log. What it says is
checked against the catalogue that it is applied to.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, TypeVar

from registry.scoring.catalogue import Catalogue
from registry.scoring.model import Criterion, Gate, Text, Values, Version
from registry.scoring.strict_yaml import CatalogueError
from registry.scoring.wording import fill

Dated = TypeVar("Dated", Version, Gate)


@dataclass(frozen=True, slots=True)
class Change:
    """Another weight, other values or another cap of one criterion or gate."""

    target: str
    """The id of a criterion or of a gate."""
    since: date
    """Periods that end on this day or later are judged by it."""
    reason: Text
    values: Mapping[str, Any]
    """Only those that change: whole numbers, lists of words, and decimals as text."""
    weight: int | None = None
    cap: str | None = None

    def as_dict(self) -> dict[str, Any]:
        return {
            "target": self.target,
            "since": self.since.isoformat(),
            "reason": dict(self.reason),
            "values": dict(self.values),
            "weight": self.weight,
            "cap": self.cap,
        }


def read_change(entry: Mapping[str, Any]) -> Change:
    """A change as ``as_dict`` wrote it."""
    return Change(**{**entry, "since": date.fromisoformat(entry["since"])})


def with_changes(catalogue: Catalogue, changes: Sequence[Change], *, version: str) -> Catalogue:
    """The catalogue with each change as a new version of its criterion or gate.

    Raises CatalogueError for a change that means nothing in this catalogue.
    """
    for change in changes:
        catalogue = _with(catalogue, change, always=False)
    return replace(catalogue, version=version, sha256=_sha256(catalogue, changes))


def as_if_always(catalogue: Catalogue, changes: Sequence[Change], *, version: str) -> Catalogue:
    """The catalogue as if what changes had been so in every version: to try it on earlier years."""
    for change in changes:
        catalogue = _with(catalogue, change, always=True)
    return replace(catalogue, version=version, sha256=_sha256(catalogue, changes))


def targets(catalogue: Catalogue) -> dict[str, Criterion | Gate]:
    """What can be changed, by its id: each criterion, and the newest version of each gate."""
    criteria: dict[str, Criterion | Gate] = {each.id: each for each in catalogue.criteria}
    return criteria | {gate.id: gate for gate in catalogue.gates}


def newest(target: Criterion | Gate) -> Version | Gate:
    """The version that a change of today builds on."""
    return target.versions[-1] if isinstance(target, Criterion) else target


def like(current: Any, value: Any) -> Any:
    """A plain value as the kind that it replaces; ValueError where it is of another kind."""
    if isinstance(current, Decimal | int) and isinstance(value, str):
        return _decimal(value)
    if type(current) is type(value) is str:
        return value
    if isinstance(current, list) and isinstance(value, list):
        return [str(word) for word in value]
    if type(current) is type(value) is int:
        return value
    raise ValueError(f"{value!r} is not like {current!r}")


def _with(catalogue: Catalogue, change: Change, *, always: bool) -> Catalogue:
    target = targets(catalogue).get(change.target)
    if target is None:
        raise CatalogueError(_about(change, "there is no such criterion or gate"))
    if change.cap is not None and change.cap not in {band.id for band in catalogue.bands}:
        raise CatalogueError(_about(change, f"there is no band {change.cap}"))
    put: Any = _throughout if always else _appended
    if isinstance(target, Gate):
        known = [each for each in catalogue.gates if each.id == target.id]
        others = [each for each in catalogue.gates if each.id != target.id]
        return replace(catalogue, gates=(*others, *put(known, change, _changed_gate)))
    changed = partial(_changed_version, target.rule)
    judged = replace(target, versions=tuple(put(target.versions, change, changed)))
    criteria = tuple(judged if each.id == judged.id else each for each in catalogue.criteria)
    return replace(catalogue, criteria=criteria)


def _appended(
    versions: Sequence[Dated], change: Change, changed: Callable[[Dated, Change], Dated]
) -> list[Dated]:
    """The versions with one more, which builds on the one in force on the day."""
    before = [version for version in versions if version.since <= change.since]
    if not before:
        raise CatalogueError(_about(change, "no version is in force on that day"))
    made = changed(before[-1], change)
    if before[-1].since < change.since:
        later = [version for version in versions if version.since > change.since]
        return before + [made] + later
    if _judges_alike(before[-1], made):
        return list(versions)
    raise CatalogueError(_about(change, "another version begins on that day; give it another day"))


def _throughout(
    versions: Sequence[Dated], change: Change, changed: Callable[[Dated, Change], Dated]
) -> list[Dated]:
    return [replace(changed(each, change), since=each.since) for each in versions]


def _judges_alike(known: Version | Gate, made: Version | Gate) -> bool:
    """Whether a version of the files already says what was adopted for the same day."""
    return replace(made, change=known.change) == known


def _changed_version(rule: Text, version: Version, change: Change) -> Version:
    if change.cap is not None:
        raise CatalogueError(_about(change, "a criterion has no cap"))
    values = _changed_values(version.values, change)
    return replace(
        version,
        since=change.since,
        weight=version.weight if change.weight is None else change.weight,
        values=values,
        rule=fill(rule, values),
        change=change.reason,
    )


def _changed_gate(gate: Gate, change: Change) -> Gate:
    if change.weight is not None:
        raise CatalogueError(_about(change, "a gate has no weight"))
    if change.cap is not None and gate.cap is None:
        raise CatalogueError(_about(change, "the gate says that a filing is not scored at all"))
    return replace(
        gate,
        since=change.since,
        cap=change.cap or gate.cap,
        values=_changed_values(gate.values, change),
        change=change.reason,
    )


def _changed_values(values: Values, change: Change) -> dict[str, Any]:
    if unknown := change.values.keys() - values.keys():
        raise CatalogueError(_about(change, f"there is no value {', '.join(sorted(unknown))}"))
    try:
        return {**values, **{name: like(values[name], new) for name, new in change.values.items()}}
    except ValueError as error:
        raise CatalogueError(_about(change, str(error))) from error


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f"{text!r} is not a number") from error
    if not number.is_finite():
        raise ValueError(f"{text!r} is not a number")
    return number


def _about(change: Change, problem: str) -> str:
    return f"{change.target}, changed for periods ending from {change.since}: {problem}"


def _sha256(catalogue: Catalogue, changes: Iterable[Change]) -> str:
    """One hash over the files of the catalogue and what was changed since, in its order."""
    body = json.dumps([change.as_dict() for change in changes], sort_keys=True)
    return hashlib.sha256(f"{catalogue.sha256}\n{body}".encode()).hexdigest()
