"""An organisation over the years, as the register shows it, by SQL and a template alone."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Any

from bench.bare import words
from bench.bare.formats import day, large, status, sums, tenth

Ask = Callable[..., list[Any]]

ORGANISATION = "SELECT * FROM organisation WHERE id = :number"
ALIASES = "SELECT kind, name FROM organisation_alias WHERE organisation_id = :number ORDER BY id"
CLASSES = """
SELECT reporting_class, since, reason FROM organisation_class
WHERE organisation_id = :number AND since <= :today ORDER BY since DESC LIMIT 1
"""
YEARS = """
SELECT e.*, f.completeness_tenths, f.substance_tenths, f.verification_tenths, f.worker_paid_sen,
       f.reimbursed_sen, f.gross_months, f.net_months, s.version
FROM register_entry AS e LEFT JOIN statement AS s ON s.id = e.statement_id
LEFT JOIN statement_figures AS f ON f.statement_id = e.statement_id
WHERE e.organisation_id = :number ORDER BY e.year DESC
"""
FINDINGS = """
SELECT f.statement_id, f.criterion, f.outcome FROM statement_finding AS f
WHERE f.criterion IN ({criteria}) AND f.statement_id IN (
  SELECT statement_id FROM register_entry
  WHERE organisation_id = :number AND grade_public_on <= :today)
"""
OF_SECTOR = """
SELECT figure, value, sum(CASE WHEN shown_on = '0001-01-01' THEN n ELSE -n END) AS n
FROM figure_count WHERE year = :year AND sector = :sector
AND (shown_on = '0001-01-01' OR shown_on > :today)
GROUP BY figure, value HAVING sum(CASE WHEN shown_on = '0001-01-01' THEN n ELSE -n END) <> 0
"""
_CRITERIA = ", ".join(f"'{criterion}'" for criterion, _theme, _title in words.CRITERIA)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
CALLED = {"old_name": "Formerly", "brand": "Brands", "short_name": "Short names"}
PEERS = {
    "completeness": "Completeness",
    "substance": "Substance",
    "gross_months": "Months of wages paid",
}
FEWEST = 5


def shown(ask: Ask, number: int, today: str, sectors: dict[Any, Any]) -> dict[str, Any]:
    """``sectors``: figures of sectors that were asked for before; the register stands still."""
    (found,) = ask(ORGANISATION, number=number)
    rows = ask(YEARS, number=number)
    outcomes: dict[int, dict[str, str]] = {}
    for row in ask(FINDINGS.format(criteria=_CRITERIA), number=number, today=today):
        outcomes.setdefault(row["statement_id"], {})[row["criterion"]] = row["outcome"]
    years = [_year(row, outcomes, today) for row in rows]
    judged = [each for each in years if each["findings"]]
    return {
        "found": found,
        "years": years,
        "newest": next((each for each in years if each["version"]), None),
        "judged": judged,
        "places": _places(years[::-1]),
        "most_paid": max((row["worker_paid_sen"] or 0 for row in rows), default=0),
        "matrix": _matrix(judged[::-1]),
        "peers": _peers(ask, judged, today, sectors),
        "changes": _changes(judged),
        "facts": _facts(
            found, ask(ALIASES, number=number), ask(CLASSES, number=number, today=today)
        ),
    }


def _year(row: Any, outcomes: Mapping[int, Mapping[str, str]], today: str) -> dict[str, Any]:
    overdue = row["status"] == "due" and str(row["due_on"]) < today
    paid, repaid = row["worker_paid_sen"], row["reimbursed_sen"]
    return {
        "year": row["year"],
        "version": row["version"],
        "status": words.STATUSES["overdue" if overdue else row["status"]],
        "sentence": status(row, today),
        "grade": row["grade"],
        "rules": row["rules"],
        "is_open": row["status"] in ("due", "returned"),
        "findings": outcomes.get(row["statement_id"], {}),
        "marks": [tenth(_tenths(row[f"{name}_tenths"])) for name in MARKS],
        "dots": {name: _height(row[f"{name}_tenths"]) for name in MARKS},
        "row": row,
        "gross": tenth(row["gross_months"]),
        "net": tenth(row["net_months"]),
        "paid": _sum(paid, large),
        "repaid": _sum(repaid, large),
        "sums": (_sum(paid, sums), _sum(repaid, sums)),
        "share": f"{repaid / paid:.0%}" if paid and repaid is not None else "–",
    }


MARKS = ("completeness", "substance", "verification")


def _tenths(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value) / 10


def _sum(sen: int | None, text_of: Callable[[float], str]) -> str:
    return "–" if sen is None else text_of(sen / 100)


def _height(tenths: int | None) -> float | None:
    """Where a mark lies in its picture, from the top."""
    return None if tenths is None else round(140 - tenths * 0.14, 1)


def _places(years: Sequence[dict[str, Any]]) -> list[tuple[int, dict[str, Any]]]:
    """Where each year lies in the picture of the marks, from the left."""
    step = 320 // max(len(years) - 1, 1)
    return [(place * step, each) for place, each in enumerate(years)]


def _matrix(judged: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Every criterion in every year, theme by theme; oldest year first."""
    themes = []
    for theme, title in words.THEMES:
        lines = [
            (criterion, name, [each["findings"].get(criterion) for each in judged])
            for criterion, of, name in words.CRITERIA
            if of == theme
        ]
        newest = [line[2][-1] for line in lines] if judged else []
        apply = [each for each in newest if each not in (None, "does_not_apply")]
        themes.append(
            {
                "title": title,
                "lines": lines,
                "newest": newest,
                "met": apply.count("met"),
                "apply": len(apply),
            }
        )
    return themes


def _changes(judged: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "year": newer["year"],
            "before": older["year"],
            "changes": [
                (criterion, title, older["findings"][criterion], newer["findings"][criterion])
                for criterion, _theme, title in words.CRITERIA
                if older["findings"].get(criterion) != newer["findings"].get(criterion)
            ],
        }
        for newer, older in zip(judged, judged[1:], strict=False)
    ]


def _peers(
    ask: Ask, judged: Sequence[Mapping[str, Any]], today: str, sectors: dict[Any, Any]
) -> dict[str, Any] | None:
    if not judged or not judged[0]["row"]["sector"]:
        return None
    row = judged[0]["row"]
    place = row["year"], row["sector"]
    if place not in sectors:
        sectors[place] = _sector(ask(OF_SECTOR, year=place[0], sector=place[1], today=today))
    owns = (
        _tenths(row["completeness_tenths"]),
        _tenths(row["substance_tenths"]),
        None if row["gross_months"] is None else Decimal(row["gross_months"]),
    )
    found = [
        (title, own, *_quarters(sectors[place].get(name, {}), own))
        for (name, title), own in zip(PEERS.items(), owns, strict=True)
        if own is not None and sum(sectors[place].get(name, {}).values()) > FEWEST
    ]
    return {"year": row["year"], "sector": words.SECTORS[row["sector"]], "figures": found}


def _sector(rows: Sequence[Any]) -> dict[str, dict[Decimal, int]]:
    found: dict[str, dict[Decimal, int]] = {}
    for row in rows:
        value = Decimal(row["value"]) / (1 if row["figure"] == "gross_months" else 10)
        found.setdefault(row["figure"], {})[value] = int(row["n"])
    return found


def _quarters(values: Mapping[Decimal, int], own: Decimal) -> tuple[Decimal, Decimal, Decimal, int]:
    """What parts the others into four, and how many they are."""
    others = {**values, own: values.get(own, 1) - 1}
    ordered = sorted(value for value, count in others.items() if count)
    places = list(accumulate(others[value] for value in ordered))
    last = places[-1] - 1
    cuts = []
    for quarter in (1, 2, 3):
        before, part = divmod(quarter * last, 4)
        low = ordered[bisect_right(places, before)]
        high = ordered[bisect_right(places, min(before + 1, last))]
        cuts.append((low * (4 - part) + high * part) / 4)
    return cuts[0], cuts[1], cuts[2], last + 1


def _facts(found: Any, aliases: Sequence[Any], classes: Sequence[Any]) -> list[tuple[str, str]]:
    target = words.TARGET_SECTORS.get(found["target_sector"])
    last = min(found["fye_day"], LAST_DAYS[found["fye_month"] - 1])
    old = f" ({found['ssm_old_number']})" if found["ssm_old_number"] else ""
    facts = [
        ("SSM registration number", f"{found['ssm_number'] or ''}{old}"),
        ("Stock code", found["stock_code"]),
        ("LEI", found["lei"]),
        ("Market", words.MARKETS[found["market"]]),
        ("Sector", words.SECTORS.get(found["sector"])),
        ("Target sector of the national action plan", target),
        ("State", words.STATES.get(found["state"])),
        ("Financial year ends", f"{last} {MONTHS[found['fye_month'] - 1]}"),
    ]  # fmt: skip
    for kind, label in CALLED.items():
        facts.append((label, ", ".join(row["name"] for row in aliases if row["kind"] == kind)))
    for row in classes:
        said = f"{words.CLASSES[row['reporting_class']]}, since {day(row['since'])}"
        facts.append(("Why it reports", f"{said}. {row['reason']}" if row["reason"] else said))
    return [(label, value) for label, value in facts if value]
