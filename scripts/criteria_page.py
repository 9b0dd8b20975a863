"""``docs/criteria.md``, written from the catalogue: ``update`` writes it, ``check`` compares it."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from registry.scoring.catalogue import Catalogue, load_catalogue
from registry.scoring.consistency import CHECKS
from registry.scoring.model import Criterion, Version
from registry.scoring.wording import fill

PAGE = Path(__file__).parents[1] / "docs" / "criteria.md"
FIGURE = re.compile(r"\{[^}]*\}")
"""A figure of the filing in the words of a gate."""
START = """# The criteria

Written by `scripts/criteria_page.py` from `registry/scoring/criteria/`; change the YAML and run
`make docs`. The public page *Criteria* has the same words in both languages.
`registry/scoring/README.md` says how to add or change one.
"""


def page(catalogue: Catalogue) -> str:
    gates = ["## Gates", "", *_gates(catalogue), ""]
    checks = ["## Checks of consistency", "", *_checks(catalogue)]
    return "\n".join([START, *_themes(catalogue), *gates, *checks]) + "\n"


def _themes(catalogue: Catalogue) -> Iterator[str]:
    for theme in catalogue.themes:
        of_theme = [each for each in catalogue.criteria if each.theme == theme.id]
        if of_theme:
            yield f"## {theme.title['en']} / {theme.title['ms']} ({theme.id})\n"
            yield from (_criterion(each) for each in of_theme)


def _criterion(criterion: Criterion) -> str:
    fields = ", ".join(f"`{name}`" for name in criterion.fields)
    lines = [
        f"### {criterion.id} {criterion.title['en']}",
        f"*{criterion.title['ms']}*. Level: {criterion.level.replace('_', ' ')}. "
        f"Judges {criterion.about}. Reads {fields}.",
        *(_version(version) for version in criterion.versions),
    ]
    return "\n\n".join(lines) + "\n"


def _version(version: Version) -> str:
    sources = "; ".join(
        " ".join(filter(None, (citation.title, citation.section))) for citation in version.citations
    )
    rule = fill(version.rule, version.values)["en"]
    since = f"For periods ending from {version.since}, weight {version.weight}"
    change = f" {version.change['en']}" if version.change else ""
    return f"{since}: {rule} Sources: {sources}.{change}"


def _gates(catalogue: Catalogue) -> Iterator[str]:
    for gate in catalogue.gates:
        highest = (
            f"caps the grade at {gate.cap}" if gate.cap else "leaves the filing without a grade"
        )
        why = FIGURE.sub("…", gate.why["en"])
        yield f"- **{gate.id}**, from {gate.since}, {highest}: {why}"


def _checks(catalogue: Catalogue) -> Iterator[str]:
    for id, text in catalogue.checks.items():
        kind = CHECKS[id].kind if CHECKS[id].counts else f"{CHECKS[id].kind}, not counted"
        yield f"- **{id}** ({kind}): {text.title['en']} / {text.title['ms']}. {text.to_do['en']}"


def main(command: str) -> int:
    written = page(load_catalogue())
    if command == "update":
        PAGE.write_text(written)
    elif not PAGE.exists() or PAGE.read_text() != written:
        print("docs/criteria.md is not what the catalogue says. Run: make docs")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:] or ["check"]))
