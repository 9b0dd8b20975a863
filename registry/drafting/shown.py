"""A draft and its trial, laid out for reading."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from registry.forms.drafting import label
from registry.i18n import in_language, number_text
from registry.models import RuleDraft, RuleTrial
from registry.rescoring import UNGRADED
from registry.scoring import Catalogue
from registry.scoring.adjustable import (
    Setting,
    Sort,
    Subject,
    part_names,
    settings_of,
    subjects,
)
from registry.scoring.adjustable import subject as subject_of
from registry.scoring.changes import like
from registry.scoring.wording import words


@dataclass(frozen=True, slots=True)
class Line:
    """One setting that a draft changes."""

    target: str
    title: str
    setting: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Part:
    """A theme or the gates, and how many of its criteria a draft changes."""

    name: str
    title: str
    changed: int


@dataclass(frozen=True, slots=True)
class Cell:
    """How many filings went from one grade to another; ``shade`` runs from 0 to 4."""

    before: str
    after: str
    count: int
    shade: int


def parts(draft: RuleDraft, rules: Catalogue) -> list[Part]:
    changed = {entry["target"] for entry in draft.changes}
    return [
        Part(
            name,
            part_title(name, rules),
            sum(subject.id in changed for subject in subjects(rules, name)),
        )
        for name in part_names(rules)
    ]


def part_title(part: str, rules: Catalogue) -> str:
    titles = {theme.id: theme.title for theme in rules.themes}
    return in_language(dict(titles[part])) if part in titles else _("Limits to the grade")


def lines(changes: Iterable[Mapping[str, Any]], rules: Catalogue) -> list[Line]:
    """What changes, setting by setting, as the rules in force have it and as it would be."""
    found = []
    for entry in changes:
        subject, changed = subject_of(rules, entry["target"]), settings_of(entry)
        found += [
            _line(subject, setting, changed[setting.name])
            for setting in subject.settings
            if setting.name in changed
        ]
    return found


def _line(subject: Subject, setting: Setting, after: Any) -> Line:
    return Line(
        target=subject.id,
        title=in_language(dict(subject.title)),
        setting=label(setting),
        before=shown(setting, setting.plain),
        after=shown(setting, after),
    )


def shown(setting: Setting, plain: Any) -> str:
    value = like(setting.current, plain)
    if setting.sort is Sort.SHARE:
        return f"{number_text(Decimal(value) * 100)}%"
    if setting.sort in (Sort.WORDS, Sort.WORD, Sort.BAND):
        known, named = words(), value if isinstance(value, list) else [value]
        return ", ".join(in_language(dict(known[w])) if w in known else w for w in named)
    return number_text(value)


def overlaps(
    part: str, rules: Catalogue, mine: Mapping[str, Mapping[str, Any]], draft: RuleDraft
) -> list[Line]:
    """Where what somebody typed and what another saved meanwhile do not say the same."""
    stored = {entry["target"]: settings_of(entry) for entry in draft.changes}
    found = []
    for subject in subjects(rules, part):
        theirs = stored.get(subject.id, {})
        for setting in subject.settings:
            one = mine.get(subject.id, {}).get(setting.name)
            other = theirs.get(setting.name, setting.plain)
            if one is not None and like(setting.current, one) != like(setting.current, other):
                pair = shown(setting, one), shown(setting, other)
                found.append(Line(subject.id, "", label(setting), *pair))
    return found


def matrix(trial: RuleTrial, sector: str, grades: Sequence[str]) -> list[list[Cell]]:
    """A row for each grade before, a cell for each grade after; of one sector, or of all."""
    counts: dict[tuple[str, str], int] = {}
    for name, pairs in trial.result["sectors"].items():
        for before, after, count in pairs if sector in ("", name) else ():
            counts[before, after] = counts.get((before, after), 0) + count
    most = max(counts.values(), default=0)
    order = [*grades, UNGRADED]
    return [
        [_cell(before, after, counts.get((before, after), 0), most) for after in order]
        for before in order
    ]


def _cell(before: str, after: str, count: int, most: int) -> Cell:
    return Cell(before, after, count, -(-4 * count // most) if count else 0)


def by_sector(trial: RuleTrial, grades: Sequence[str]) -> list[dict[str, Any]]:
    """How many filings of each sector fall, stay and rise."""
    order = {grade: place for place, grade in enumerate([*grades, UNGRADED])}
    return [
        {"sector": sector, **_ways(pairs, order)}
        for sector, pairs in trial.result["sectors"].items()
    ]


def _ways(pairs: Sequence[Sequence[Any]], order: Mapping[str, int]) -> dict[str, int]:
    ways = {"fall": 0, "stay": 0, "rise": 0}
    for before, after, count in pairs:
        step = order[after] - order[before]
        ways["stay" if step == 0 else "fall" if step > 0 else "rise"] += count
    return ways
