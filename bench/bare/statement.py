"""A statement as the register shows it, by SQL and a template alone."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bench.bare import words
from bench.bare.formats import answer, corridor, figure, instant, number, sen, status
from registry.public_answers import SUPPRESSED

Ask = Callable[..., list[Any]]

STATEMENT = """
SELECT s.*, o.name, e.due_on, e.status, e.published_on, e.status_on
FROM register_entry AS e JOIN organisation AS o ON o.id = e.organisation_id
JOIN statement AS s ON s.id = e.statement_id
WHERE e.organisation_id = :number AND e.year = :year
"""
VERSIONS = """
SELECT version, published_at, sha256 FROM statement
WHERE organisation_id = :number AND year = :year ORDER BY version DESC
"""
EARLIER = """
SELECT s.year, s.answers FROM register_entry AS e JOIN statement AS s ON s.id = e.statement_id
WHERE e.organisation_id = :number AND e.year < :year ORDER BY e.year DESC LIMIT 3
"""
LINES = "SELECT * FROM statement_fee_line WHERE statement_id = :id ORDER BY id"
CORRIDOR = {
    "recruits": "count",
    "layers": "count",
    "worker_paid": "money",
    "per_worker": "money",
    "reimbursed": "money",
    "gross_months": "number",
    "net_months": "number",
}
BLANK: tuple[Any, ...] = (None, "", [])


def shown(ask: Ask, organisation: int, year: int, today: str) -> dict[str, Any]:
    of_year = {"number": organisation, "year": year}
    (found,) = ask(STATEMENT, **of_year)
    assessment, answers = _json(found["assessment"]), _json(found["answers"])
    lines = ask(LINES, id=found["id"])
    earlier = [(row["year"], _json(row["answers"])) for row in ask(EARLIER, **of_year)]
    metrics = assessment["metrics"]
    return {
        "found": found,
        "status": words.STATUSES[found["status"]],
        "sentence": status(found, today),
        "judged": str(found["grade_public_on"]) <= today,
        "assessment": assessment,
        "outcomes": [each["outcome"] for each in assessment["findings"]],
        "themes": _themes(assessment),
        "standing_out": _standing_out(assessment["themes"]),
        "passports": _passports(answers),
        "fees": [(of, figure(metrics.get(of.id), of.unit)) for of in words.FEE_FORMULAS],
        "recruitment": [
            (of, figure(metrics.get(of.id), of.unit)) for of in words.RECRUITMENT_FORMULAS
        ],
        "corridors": [_corridor(each) for each in metrics["corridors"]],
        "drawn": [each for each in metrics["corridors"] if each["recruits"] != SUPPRESSED],
        "scale": max([1.0, *(_months(each) for each in metrics["corridors"])]),
        "origins": sorted({each["corridor"][:3] for each in metrics["corridors"]}),
        "payers": {
            payer: label
            for payer, label in words.PAYERS.items()
            if any(line["payer"] == payer for line in lines)
        },
        "costs": _costs(lines),
        "companies": [
            each
            for each in answers.get("period", {}).get("entities") or ()
            if each.get("covered") == "yes"
        ],
        "pages": _pages(answers, _unchanged(answers, earlier)),
        "versions": [
            (row["version"], instant(row["published_at"]), row["sha256"])
            for row in ask(VERSIONS, **of_year)
        ],
    }


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _themes(assessment: Mapping[str, Any]) -> list[tuple[Any, list[Any], list[Any]]]:
    """Each theme with the findings that apply, and those that do not."""
    found: dict[str, tuple[list[Any], list[Any]]] = {
        theme["id"]: ([], []) for theme in assessment["themes"]
    }
    for finding in assessment["findings"]:
        found[finding["theme"]][finding["outcome"] == "does_not_apply"].append(finding)
    return [(theme, *found[theme["id"]]) for theme in assessment["themes"]]


def _standing_out(themes: Sequence[Mapping[str, Any]]) -> tuple[str, str] | None:
    scored = [(float(each["score"]), each["title"]["en"]) for each in themes if each["score"]]
    scored.sort(key=lambda each: each[0])
    return (scored[-1][1], scored[0][1]) if scored and scored[0][0] != scored[-1][0] else None


def _passports(answers: Mapping[str, Any]) -> str:
    return answer(_PASSPORTS, answers.get("passports", {}).get(_PASSPORTS.name))


_PASSPORTS = next(
    question
    for _name, _title, questions in words.pages()
    for question in questions
    if question.name == "doc_passport_holder"
)


def _corridor(figures: Mapping[str, Any]) -> list[str]:
    cells = [figure(figures.get(name), unit) or "–" for name, unit in CORRIDOR.items()]
    if figures["recruits"] == SUPPRESSED:
        cells = ["fewer than 5" for _ in cells]
    return [corridor(figures["corridor"]), *cells]


def _costs(lines: Sequence[Any]) -> list[tuple[str, list[tuple[str, dict[str, Any]]]]]:
    """What was paid: a table for each corridor, a row for each kind of cost."""
    sorted_out: dict[str, dict[str, dict[str, Any]]] = {}
    for line in lines:
        of_corridor = sorted_out.setdefault(line["corridor"], {})
        of_corridor.setdefault(line["category"], {})[line["payer"]] = _cells(line)
    return [
        (corridor(key), [(words.COSTS[cost], costs[cost]) for cost in words.COSTS if cost in costs])
        for key, costs in sorted_out.items()
    ]


def _cells(line: Any) -> tuple[str, str, str]:
    """The amount, for whom and how it is known, and what was repaid."""
    repaid = _few(line, line["reimbursed_sen"])
    if line["reimbursed_sen"] is not None and line["reimbursed_workers"]:
        repaid += f" to {number(line['reimbursed_workers'])} workers"
    workers, note = line["workers"], ""
    if line["amount_sen"] is not None and workers is not None:
        source = words.SOURCES.get(line["source"], line["source"])
        note = f"{number(workers)} workers" + (f" · {source}" if source else "")
    return _few(line, line["amount_sen"]), note, repaid


def _few(line: Any, amount: int | None) -> str:
    return "fewer than 5 people" if amount is None and line["suppressed"] else sen(amount)


def _unchanged(
    answers: Mapping[str, Any], earlier: Sequence[tuple[int, Mapping[str, Any]]]
) -> dict[tuple[str, str], int]:
    """The first year of a row of equal answers. What is hidden may be the same, or not."""
    since: dict[tuple[str, str], int] = {}
    same = {
        (page, name): value
        for page, fields in answers.items()
        for name, value in fields.items()
        if value not in BLANK and not _is_hidden(value)
    }
    for year, before in earlier:
        same = {
            (page, name): value
            for (page, name), value in same.items()
            if before.get(page, {}).get(name) == value
        }
        since.update(dict.fromkeys(same, year))
    return since


def _is_hidden(value: Any) -> bool:
    if isinstance(value, list):
        return any(_is_hidden(each) for each in value)
    return SUPPRESSED in value.values() if isinstance(value, dict) else bool(value == SUPPRESSED)


def _pages(
    answers: Mapping[str, Any], since: Mapping[tuple[str, str], int]
) -> list[tuple[str, list[Any]]]:
    """Title, and each question with its text or rows of cells, and since when it is the same."""
    return [
        (
            title,
            [
                (of, *_said(of, answers.get(name, {}).get(of.name)), since.get((name, of.name)))
                for of in questions
            ],
        )
        for name, title, questions in words.pages()
    ]


def _said(of: words.Question, value: Any) -> tuple[str, list[list[str]]]:
    if not of.columns:
        return answer(of, value), []
    rows = value if isinstance(value, list) else []
    text = words.SAID[value] if value == "do_not_know" else ""
    return text, [[answer(column, row.get(column.name)) for column in of.columns] for row in rows]


def _months(corridor: Mapping[str, Any]) -> float:
    paid = corridor["gross_months"]
    return 0.0 if paid in (None, SUPPRESSED) else float(paid)
