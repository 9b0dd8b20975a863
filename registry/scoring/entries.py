"""Turn entries of the catalogue's YAML into frozen objects, refusing what is missing or unknown."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from registry.scoring.fields import FIELDS
from registry.scoring.model import (
    About,
    Band,
    CheckText,
    Citation,
    Criterion,
    Gate,
    Level,
    Reason,
    Text,
    Theme,
    Version,
)
from registry.scoring.strict_yaml import CatalogueError
from registry.scoring.wording import LANGUAGES, SHOW, fill, parts

_TEXTS = ("title", "question", "why_we_ask", "evidence", "advice", "rule")
_CRITERION = {*_TEXTS, "theme", "level", "about", "fields", "reasons", "versions"}
_REASON_MARKS = ("remedied", "beyond_law")
_VERSION = {"since", "weight", "values", "citations"}


class Sources:
    """Standards, laws and plan documents by reference."""

    def __init__(self, entries: Mapping[str, Any]) -> None:
        _keys("sources.yaml", entries, {"documents", "sources"})
        self._documents: Mapping[str, Any] = entries["documents"]
        self._sources: Mapping[str, Any] = entries["sources"]

    def cite(self, place: str, ref: str) -> Citation:
        """An outside source such as ``MY-246``, or a passage such as ``001:474``."""
        document, _, lines = ref.partition(":")
        if lines and document in self._documents:
            return Citation(ref, self._documents[document]["title"], f"line {lines}", None, True)
        if ref not in self._sources:
            raise CatalogueError(f"{place}: describe {ref} in sources.yaml")
        source = self._sources[ref]
        return Citation(
            ref, source["title"], source["section"], source.get("url"), source["verified"]
        )


def read_criterion(
    place: str, id: str, entry: Any, shared: Mapping[str, Reason], sources: Sources
) -> Criterion:
    """One criterion with every version, its words checked in both languages."""
    _keys(place, entry, _CRITERION, optional={"follows_a_case"})
    texts = {name: _text(f"{place} {name}", entry[name]) for name in _TEXTS}
    if unknown := set(entry["fields"]) - FIELDS.keys():
        raise CatalogueError(f"{place} fields: declare {sorted(unknown)} in fields.py")
    return Criterion(
        id=id,
        theme=entry["theme"],
        level=Level(_one_of(f"{place} level", entry["level"], Level)),
        about=About(_one_of(f"{place} about", entry["about"], About)),
        follows_a_case=_true(f"{place} follows_a_case", entry.get("follows_a_case", False)),
        fields=tuple(entry["fields"]),
        reasons={**shared, **read_reasons(place, entry["reasons"])},
        versions=_versions(place, entry["versions"], texts["rule"], sources),
        **texts,
    )


def read_reasons(place: str, entries: Mapping[str, Any]) -> dict[str, Reason]:
    """Sentences by reason, each with what would lift it where something would."""
    reasons = {}
    for key, entry in entries.items():
        _keys(f"{place} {key}", entry, set(LANGUAGES), optional={"lift", *_REASON_MARKS})
        lift = _text(f"{place} {key} lift", entry["lift"]) if "lift" in entry else None
        sentence = _text(f"{place} {key}", {lang: entry[lang] for lang in LANGUAGES})
        marks = {
            name: _true(f"{place} {key} {name}", entry.get(name, False)) for name in _REASON_MARKS
        }
        reasons[key] = Reason(sentence, lift, **marks)
    return reasons


def read_gate(place: str, id: str, entry: Any) -> tuple[Gate, ...]:
    """Every version of a gate, oldest first."""
    _keys(place, entry, {"why", "lift", "versions"})
    why, lift = (_text(f"{place} {name}", entry[name]) for name in ("why", "lift"))
    gates = []
    for number, version in enumerate(entry["versions"], 1):
        where = f"{place} version {number}"
        _keys(where, version, {"since", "cap", "values"}, optional={"change"})
        told = {**version, "change": _change(where, version)}
        gates.append(Gate(id=id, why=why, lift=lift, **told))
    return tuple(sorted(gates, key=lambda gate: gate.since))


def read_check(place: str, entry: Any) -> CheckText:
    _keys(place, entry, {"title", "sentence", "to_do"})
    return CheckText(**{name: _text(f"{place} {name}", text) for name, text in entry.items()})


def read_themes(place: str, entries: Mapping[str, Any]) -> tuple[Theme, ...]:
    return tuple(
        Theme(id, _text(f"{place} {id}", entry["title"]), entry["weight_share"])
        for id, entry in entries.items()
    )


def read_bands(place: str, entries: Mapping[str, Any]) -> tuple[Band, ...]:
    """Bands, best first."""
    bands = (
        Band(id, entry["least"], _text(f"{place} {id}", entry["title"]))
        for id, entry in entries.items()
    )
    return tuple(sorted(bands, key=lambda band: -band.least))


def _versions(
    place: str, entries: Iterable[Any], rule: Text, sources: Sources
) -> tuple[Version, ...]:
    versions = []
    for number, entry in enumerate(entries, 1):
        where = f"{place} version {number}"
        _keys(where, entry, _VERSION, optional={"change"})
        if not isinstance(entry["since"], date) or not isinstance(entry["weight"], int):
            raise CatalogueError(f"{where}: since is a date, weight a whole number")
        if not entry["citations"]:
            raise CatalogueError(f"{where} citations: name at least one source")
        versions.append(
            Version(
                since=entry["since"],
                weight=entry["weight"],
                values=entry["values"],
                citations=tuple(sources.cite(where, str(ref)) for ref in entry["citations"]),
                rule=_filled_rule(where, rule, entry["values"]),
                change=_change(where, entry),
            )
        )
    if not versions:
        raise CatalogueError(f"{place}: write at least one version")
    return tuple(sorted(versions, key=lambda version: version.since))


def _change(place: str, entry: Mapping[str, Any]) -> Text | None:
    """What a version says of itself: what it changed and why."""
    return _text(f"{place} change", entry["change"]) if "change" in entry else None


def _filled_rule(place: str, rule: Text, values: Mapping[str, Any]) -> Text:
    try:
        return fill(rule, values)
    except KeyError as error:
        raise CatalogueError(f"{place}: the rule names {error}, which values lacks") from error


def _one_of(place: str, word: str, known: type[StrEnum]) -> str:
    if word not in set(known):
        raise CatalogueError(f"{place}: write one of {[str(each) for each in known]}")
    return word


def _true(place: str, answer: object) -> bool:
    if not isinstance(answer, bool):
        raise CatalogueError(f"{place}: write true, or leave it out")
    return answer


def _text(place: str, entry: Any) -> Text:
    """The same text in every language, with the same values named in each."""
    _keys(place, entry, set(LANGUAGES))
    named = []
    for lang in LANGUAGES:
        if not isinstance(entry[lang], str) or not entry[lang].strip():
            raise CatalogueError(f"{place} {lang}: write the text")
        found = {(name, spec) for _, name, spec in parts(entry[lang]) if name is not None}
        if unknown := {spec for _, spec in found} - SHOW.keys():
            raise CatalogueError(
                f"{place} {lang}: show a value as one of {sorted(SHOW)}, {unknown}"
            )
        named.append(found)
    if named[0] != named[1]:
        raise CatalogueError(f"{place}: name the same values in both languages")
    return {lang: entry[lang].strip() for lang in LANGUAGES}


def _keys(place: str, entry: Any, needed: set[str], *, optional: Iterable[str] = ()) -> None:
    if not isinstance(entry, dict):
        raise CatalogueError(f"{place}: write a mapping with {sorted(needed)}")
    if missing := needed - entry.keys():
        raise CatalogueError(f"{place}: write {sorted(missing)}")
    if unknown := entry.keys() - needed - set(optional):
        raise CatalogueError(f"{place}: remove {sorted(unknown)}, or correct the spelling")
