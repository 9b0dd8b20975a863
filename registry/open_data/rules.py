"""The rows of the tables that say by which rules statements are judged."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from registry.assessment import catalogue
from registry.open_data.reading import Row, in_both, said
from registry.scoring import Catalogue, Criterion, load_parameters, load_sources
from registry.scoring.consistency import CHECKS
from registry.scoring.model import Citation
from registry.scoring.parameters import Parameter
from registry.scoring.parsing import FIRST_DAY
from registry.scoring.wording import plain

TEXTS = ("title", "question", "why_we_ask", "evidence", "advice")


def criteria() -> Iterator[Row]:
    """Every version of every criterion, in the order of the catalogue."""
    rules = catalogue()
    for each in rules.criteria:
        yield from _criterion(each, rules)


def _criterion(found: Criterion, rules: Catalogue) -> Iterator[Row]:
    theme = next(each for each in rules.themes if each.id == found.theme)
    for version, until in zip(found.versions, _ends(found.versions), strict=True):
        yield {
            "criterion": found.id,
            "since": version.since,
            "until": until,
            "theme": theme.id,
            **in_both("theme", theme.title),
            "weight_share": theme.weight_share,
            "weight": version.weight,
            "level": found.level.value,
            "about": found.about.value,
            **_in_both(found, *TEXTS),
            **in_both("rule", version.rule),
            "fields": _listed(found.fields),
            "values": as_text(version.values),
            "sources": _listed(each.ref for each in version.citations),
            **in_both("change", version.change),
        }


def gates() -> Iterator[Row]:
    """Every version of every limit, oldest first."""
    versions: dict[str, list[Any]] = {}
    for gate in catalogue().gates:
        versions.setdefault(gate.id, []).append(gate)
    for found in versions.values():
        for gate, until in zip(found, _ends(found), strict=True):
            yield {
                "limit": gate.id,
                "since": gate.since,
                "until": until,
                "cap": gate.cap,
                **_in_both(gate, "why", "lift", "change"),
                "values": as_text(gate.values),
            }


def checks() -> Iterator[Row]:
    words = catalogue().checks
    for id, check in CHECKS.items():
        yield {
            "check": id,
            "kind": check.kind.value,
            "counts": check.counts,
            **_in_both(words[id], "title", "sentence", "to_do"),
        }


def parameters() -> Iterator[Row]:
    for each in load_parameters().values():
        yield from _parameter(each)


def _parameter(found: Parameter) -> Iterator[Row]:
    for row, each in enumerate(found.values, 1):
        yield {
            "parameter": found.name,
            "row": row,
            "since": each.since if each.since > FIRST_DAY else None,
            "until": each.until,
            "where": as_text(each.where),
            "value": as_text(each.value),
            **_in_both(found, "unit", "about"),
            "sources": _listed(each.cite),
            "verified": each.verified,
            **in_both("note", each.note),
        }


def sources() -> Iterator[Row]:
    for each in cited(catalogue()):
        yield {
            "source": each.ref,
            "title": each.title,
            "section": each.section,
            "url": each.url,
            "verified": each.verified,
        }


def cited(rules: Catalogue) -> list[Citation]:
    """What criteria and dated values rest on, each once, by its name."""
    known = load_sources()
    values = (value for each in load_parameters().values() for value in each.values)
    found = {ref: known.cite("parameters", ref) for value in values for ref in value.cite}
    for criterion in rules.criteria:
        for version in criterion.versions:
            found |= {each.ref: each for each in version.citations}
    return [found[ref] for ref in sorted(found)]


def as_plain(value: Any) -> Any:
    """A value of the rules as JSON; numbers with a point become text, so that nothing is lost."""
    if isinstance(value, Mapping):
        return {str(key): as_plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_plain(item) for item in value]
    return plain(value)


def as_text(value: Any) -> str | None:
    """The same as one cell; None for no value at all."""
    return None if value == {} else json.dumps(as_plain(value), ensure_ascii=False)


def _in_both(found: Any, *names: str) -> Row:
    return {
        key: text for name in names for key, text in in_both(name, getattr(found, name)).items()
    }


def _listed(items: Any) -> str | None:
    return said(" | ".join(items))


def _ends(versions: Sequence[Any]) -> list[date | None]:
    """The day before the next version begins, of each; oldest first."""
    return [*(later.since - timedelta(days=1) for _, later in pairwise(versions)), None]
