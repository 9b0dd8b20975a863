"""The rules as plain data: everything that a reader needs to judge a filing by hand."""

import json
from functools import lru_cache
from typing import Any

import yaml

from registry.open_data.rules import as_plain, cited
from registry.public.criteria.rules import outcomes_of_reasons
from registry.scoring import Catalogue, Criterion, Gate, load_parameters
from registry.scoring.consistency import CHECKS
from registry.scoring.model import CheckText, Citation, Version
from registry.scoring.parameters import DatedValue, Parameter

Json = dict[str, Any]


def as_json(catalogue: Catalogue) -> str:
    """Canonical JSON: names sorted, no space, UTF-8 as it is; the same rules, the same bytes."""
    body = as_dict(catalogue)
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def as_yaml(catalogue: Catalogue) -> str:
    """The same for people to read, in the order in which the catalogue lists it."""
    return _yaml(json.dumps(as_dict(catalogue)))


@lru_cache(maxsize=4)
def _yaml(body: str) -> str:
    """Written once for the same rules: it takes a while."""
    return str(
        yaml.dump(
            json.loads(body),
            Dumper=yaml.CSafeDumper,
            allow_unicode=True,
            sort_keys=False,
            width=110,
        )
    )


def as_dict(catalogue: Catalogue) -> Json:
    return {
        "id": catalogue.id,
        "version": catalogue.version,
        "sha256": catalogue.sha256,
        "scores_from": catalogue.scores_from.isoformat(),
        "themes": [
            {"id": each.id, "title": dict(each.title), "weight_share": each.weight_share}
            for each in catalogue.themes
        ],
        "bands": [
            {"id": each.id, "title": dict(each.title), "least": each.least}
            for each in catalogue.bands
        ],
        "gates": [_gate(each) for each in catalogue.gates],
        "criteria": [_criterion(each) for each in catalogue.criteria],
        "checks": [_check(id, each) for id, each in catalogue.checks.items()],
        "parameters": [_parameter(each) for each in load_parameters().values()],
        "sources": [_citation(each) for each in cited(catalogue)],
    }


def _gate(gate: Gate) -> Json:
    return {
        "id": gate.id,
        "since": gate.since.isoformat(),
        "cap": gate.cap,
        "values": as_plain(gate.values),
        "why": dict(gate.why),
        "lift": dict(gate.lift),
        "change": dict(gate.change) if gate.change else None,
    }


def _criterion(criterion: Criterion) -> Json:
    outcomes = outcomes_of_reasons(criterion.id)
    return {
        "id": criterion.id,
        "theme": criterion.theme,
        "level": str(criterion.level),
        "about": str(criterion.about),
        "follows_a_case": criterion.follows_a_case,
        **{
            name: dict(getattr(criterion, name))
            for name in ("title", "question", "why_we_ask", "evidence", "advice")
        },
        "fields": list(criterion.fields),
        "reasons": {
            key: {
                "outcomes": outcomes.get(key, []),
                "sentence": dict(reason.sentence),
                "lift": dict(reason.lift) if reason.lift else None,
                "remedied": reason.remedied,
                "beyond_law": reason.beyond_law,
            }
            for key, reason in criterion.reasons.items()
        },
        "versions": [_version(version) for version in criterion.versions],
    }


def _version(version: Version) -> Json:
    return {
        "since": version.since.isoformat(),
        "weight": version.weight,
        "values": as_plain(version.values),
        "rule": dict(version.rule),
        "change": dict(version.change) if version.change else None,
        "citations": [_citation(each) for each in version.citations],
    }


def _citation(each: Citation) -> Json:
    return {
        "ref": each.ref,
        "title": each.title,
        "section": each.section,
        "url": each.url,
        "verified": each.verified,
    }


def _check(id: str, words: CheckText) -> Json:
    check = CHECKS[id]
    return {
        "id": id,
        "kind": check.kind.value,
        "counts": check.counts,
        **{name: dict(getattr(words, name)) for name in ("title", "sentence", "to_do")},
    }


def _parameter(parameter: Parameter) -> Json:
    return {
        "name": parameter.name,
        "about": dict(parameter.about),
        "unit": dict(parameter.unit) if parameter.unit else None,
        "values": [_dated(each) for each in parameter.values],
    }


def _dated(each: DatedValue) -> Json:
    return {
        "from": each.since.isoformat(),
        "to": each.until.isoformat() if each.until else None,
        "where": dict(each.where),
        "value": as_plain(each.value),
        "cite": list(each.cite),
        "verified": each.verified,
        "note": dict(each.note) if each.note else None,
    }
