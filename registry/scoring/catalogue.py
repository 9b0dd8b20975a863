"""Read the criteria, gates, themes and sources, and refuse anything that is not understood."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from registry.scoring.consistency import CHECKS
from registry.scoring.entries import (
    Sources,
    read_bands,
    read_check,
    read_criterion,
    read_gate,
    read_reasons,
    read_themes,
)
from registry.scoring.gates import GATE_RULES
from registry.scoring.model import Band, CheckText, Criterion, Gate, Theme, Version
from registry.scoring.parameters import PARAMETERS
from registry.scoring.rules import RULES
from registry.scoring.strict_yaml import CatalogueError, read_yaml

CRITERIA = Path(__file__).parent / "criteria"
THEME_FILES = (
    "governance", "structure", "risk", "fees", "documents", "wages", "recruiters", "grievance",
    "training", "monitoring", "disclosure",
)  # fmt: skip
"""In the order of the themes."""


@dataclass(frozen=True)
class Catalogue:
    """Every criterion with all its versions, and how findings become a grade."""

    id: str
    version: str
    scores_from: date
    """Periods that end earlier are judged by the laws of their day, and not graded."""
    sha256: str
    criteria: tuple[Criterion, ...]
    themes: tuple[Theme, ...]
    bands: tuple[Band, ...]
    """Best first."""
    gates: tuple[Gate, ...]
    """Every version of every gate, the newest of each last."""
    checks: Mapping[str, CheckText]
    """What the checks of consistency say."""

    def in_force(self, on: date) -> list[tuple[Criterion, Version]]:
        """The criteria for a period that ends on a day, each in the version of that day."""
        pairs = [(criterion, criterion.version_on(on)) for criterion in self.criteria]
        return [(criterion, version) for criterion, version in pairs if version is not None]

    def gates_in_force(self, on: date) -> list[Gate]:
        """The gates for a period that ends on a day, each in the version of that day."""
        return list({gate.id: gate for gate in self.gates if gate.since <= on}.values())

    @cached_property
    def _by_id(self) -> Mapping[str, Criterion]:
        return {criterion.id: criterion for criterion in self.criteria}

    def criterion(self, id: str) -> Criterion:
        return self._by_id[id]

    def band(self, id: str) -> Band:
        return next(band for band in self.bands if band.id == id)

    def asking(self, field: str) -> list[Criterion]:
        """The criteria that read a field, to show why it is asked."""
        return [criterion for criterion in self.criteria if field in criterion.fields]


@lru_cache(maxsize=4)
def load_catalogue(folder: Path = CRITERIA) -> Catalogue:
    """The whole catalogue, or CatalogueError naming the file, the place and the remedy."""
    sources = Sources(read_yaml(folder / "sources.yaml"))
    shared = read_reasons("shared.yaml", read_yaml(folder / "shared.yaml"))
    criteria = tuple(
        read_criterion(f"{name}.yaml: {id}", id, entry, shared, sources)
        for name in THEME_FILES
        for id, entry in read_yaml(folder / f"{name}.yaml").items()
    )
    gates = tuple(
        gate
        for id, entry in read_yaml(folder / "gates.yaml").items()
        for gate in read_gate(f"gates.yaml: {id}", id, entry)
    )
    _must_match("registry/scoring/rules", RULES, [criterion.id for criterion in criteria])
    _must_match("registry/scoring/gates.py", GATE_RULES, list({gate.id: gate for gate in gates}))
    checks = {
        id: read_check(f"consistency.yaml: {id}", entry)
        for id, entry in read_yaml(folder / "consistency.yaml").items()
    }
    _must_match("registry/scoring/consistency", CHECKS, list(checks))
    about = read_yaml(folder / "themes.yaml")
    _must_name("theme", about["themes"], {each.id: each.theme for each in criteria})
    _must_name("cap", about["bands"], {gate.id: gate.cap for gate in gates if gate.cap})
    return Catalogue(
        id=about["catalogue"]["id"],
        version=str(about["catalogue"]["version"]),
        scores_from=about["catalogue"]["scores_from"],
        sha256=_sha256(folder, PARAMETERS),
        criteria=criteria,
        themes=read_themes("themes.yaml", about["themes"]),
        bands=read_bands("themes.yaml", about["bands"]),
        gates=gates,
        checks=checks,
    )


@lru_cache(maxsize=4)
def load_sources(folder: Path = CRITERIA) -> Sources:
    """What criteria and dated values rest on, by reference."""
    return Sources(read_yaml(folder / "sources.yaml"))


def _must_match(place: str, rules: Mapping[str, Any], ids: Sequence[str]) -> None:
    if len(ids) != len(set(ids)):
        raise CatalogueError(f"the same id is in two files: {sorted(ids)}; keep one")
    if without_rule := set(ids) - rules.keys():
        raise CatalogueError(f"write a function in {place} for: {sorted(without_rule)}")
    if without_text := rules.keys() - set(ids):
        raise CatalogueError(f"write an entry in the catalogue for: {sorted(without_text)}")


def _must_name(what: str, known: Mapping[str, Any], named: Mapping[str, str]) -> None:
    for id, name in named.items():
        if name not in known:
            raise CatalogueError(f"{id}: {what}: write one of {list(known)} (themes.yaml)")


def _sha256(*folders: Path) -> str:
    """One hash over every file that holds a rule's words, thresholds or dated values."""
    digest = hashlib.sha256()
    for path in sorted((p for f in folders for p in f.glob("*.yaml")), key=lambda p: p.name):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
