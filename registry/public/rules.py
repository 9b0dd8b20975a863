"""The words of the catalogue as they are before any filing is judged."""

import re
from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from registry.scoring import Catalogue, Gate, Level
from registry.scoring.wording import fill

LEVELS: Mapping[Level, LazyString] = {
    Level.LEGAL_MINIMUM: _l("Legal minimum"),
    Level.EXPECTED: _l("Expected"),
    Level.LEADING: _l("Leading practice"),
}

VALUE = re.compile(r"\{(\w+)(?::\w+)?\}")
BLANK = "…"


def gate_words(catalogue: Catalogue) -> dict[str, dict[str, dict[str, str]]]:
    """Why each gate holds and what lifts it, with a blank for what only a filing can tell."""
    return {
        gate.id: {"why": _general(gate, gate.why), "lift": _general(gate, gate.lift)}
        for gate in catalogue.gates
    }


def _general(gate: Gate, text: Mapping[str, str]) -> dict[str, str]:
    def blank(value: re.Match[str]) -> str:
        return value[0] if value[1] in gate.values else BLANK

    general = {lang: VALUE.sub(blank, words) for lang, words in text.items()}
    return {lang: words.replace("….", "…") for lang, words in fill(general, gate.values).items()}
