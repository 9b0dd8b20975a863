"""The words of fictional commitment statements: no two companies, and no two years, say the same.

Each paragraph opens with a sentence of its first list, has one of its second and some of the
others, and names the figures of the filing.
"""

from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

from registry.scoring.shapes import STATES
from seed.answers.setting import Pages, total
from seed.sentences import HIRING, LAW, NEXT, NO_HIRING, OPENING, PAPERS, REPAID, VOICE

PLACES = dict(
    zip(
        STATES,
        (
            "Johor", "Kedah", "Kelantan", "Melaka", "Negeri Sembilan", "Pahang", "Perak", "Perlis",
            "Penang", "Sabah", "Sarawak", "Selangor", "Terengganu", "Kuala Lumpur", "Labuan",
            "Putrajaya",
        ),
        strict=True,
    )
)  # fmt: skip
COUNTRIES = {
    "NPL": "Nepal", "BGD": "Bangladesh", "IDN": "Indonesia", "MMR": "Myanmar", "VNM": "Viet Nam",
    "IND": "India",
}  # fmt: skip

MORE = 4
"""Sentences of a paragraph besides its opening and the one that gives its figures."""
COPIED_PART = slice(0, 2)
"""The paragraphs that a company takes over from elsewhere, where its story says so."""


def paragraphs(name: str, year: int, pages: Pages) -> list[str]:
    """The statement that goes with these answers."""
    dice = Random(f"{name} {year}")
    facts = {"name": name, "year": year, "some": dice.randint(11, 96)} | _figures(pages)
    parts = [
        OPENING,
        HIRING if facts["recruits"] else NO_HIRING,
        *([PAPERS] if facts["papers"] == "worker" else []),
        *([REPAID] if facts["repaid"] != "0" else []),
        *([VOICE] if facts["cases"] else []),
        NEXT,
    ]
    return [_paragraph(part, facts, dice) for part in parts] + [LAW]


def _paragraph(part: tuple[tuple[str, ...], ...], facts: Mapping[str, Any], dice: Random) -> str:
    """An opening sentence, one of the second list, and some of the others in any order."""
    openings, once, *others = part
    more = dice.sample([sentence for sentences in others for sentence in sentences], MORE)
    chosen = [dice.choice(once), *more]
    dice.shuffle(chosen)
    return " ".join(sentence.format(**facts) for sentence in (dice.choice(openings), *chosen))


def _figures(pages: Pages) -> dict[str, Any]:
    people = pages["workforce"]["workforce"]
    corridors = pages.get("corridors", {}).get("corridors", [])
    fees = pages.get("fees", {}).get("fees", [])
    checks = pages.get("monitoring", {})
    post = pages["governance"]["gov_accountable_post"]
    return {
        "heads": f"{total(people, 'headcount'):,}",
        "places": _listed(PLACES[state] for state in dict.fromkeys(r["state"] for r in people)),
        "entities": len(pages["period"]["entities"]),
        "recruits": total(corridors, "recruits"),
        "origins": _listed(COUNTRIES[row["origin"]] for row in corridors),
        "sites": pages["grievance"]["grv_sites_total"],
        "cases": pages.get("cases", {}).get("grv_cases_received", 0),
        "repaid": f"{sum(float(line['reimbursed_myr']) for line in fees):,.0f}",
        "risky": checks.get("mon_suppliers_high_risk", 12),
        "visits": checks.get("mon_suppliers_high_risk", 12) // 2,
        "audited": checks.get("mon_sites_audited", 1),
        "papers": pages.get("passports", {}).get("doc_passport_holder"),
        "post": post[0].lower() + post[1:],
    }


def _listed(names: Iterable[str]) -> str:
    *first, last = dict.fromkeys(names) or [""]
    return f"{', '.join(first)} and {last}" if first else last
