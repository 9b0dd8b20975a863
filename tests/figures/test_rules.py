"""Pages about the rules: each number on them stands in the rules as programs take them."""

import json
import re
from datetime import date
from typing import Any

import pytest

from registry.public.criteria.own_filing import examples
from registry.wording import EVIDENCE_LEVELS, GRADES, SECTORS
from tests.figures.bulk import day, number
from tests.figures.marks import HIGH, LEAST, MEDIUM, RULES, SHARES
from tests.figures.page import Shown
from tests.figures.taken import json_of

NUMBER = re.compile(r"\d+(?:\.\d+)?")
ANNOUNCED = (
    rf"Rules {RULES.id} version {RULES.version}\. JSON · YAML SHA-256 {RULES.sha256}",
    r".* has 14 days to reply before .*",
)
CRITERIA = ("FEE-02", "FEE-03", "FEE-07", "AGT-01", "GOV-01", "DOC-01", "GRV-03", "WAG-01")


@pytest.fixture(scope="session")
def rules(register) -> Any:
    with register.app_context():
        return json_of(register.test_client(), "/catalogue.json")


def numbers_in(*found: Any) -> set[str]:
    """Every number of these texts and values; shares also as per cent, days part by part."""
    text = json.dumps(found)
    said = {plain(each) for each in NUMBER.findall(text.replace("-", " "))}
    return said | {plain(str(float(each) * 100)) for each in said}


def plain(text: str) -> str:
    return f"{float(text):g}"


def left_over(shown: Shown, allowed: set[str], *known: str) -> list[str]:
    """Pieces of text with a number that the rules do not name."""
    return [
        text for text in shown.unexplained(*ANNOUNCED, *known)
        if {plain(each) for each in NUMBER.findall(text.replace(",", ""))} - allowed
    ]  # fmt: skip


@pytest.mark.parametrize("criterion", CRITERIA)
def test_a_criterion(bulk, reader, rules, criterion):
    """Its statistics are held to the files by ``test_judged``; here nothing else is left."""
    [rule] = [each for each in rules["criteria"] if each["id"] == criterion]
    shown = Shown(reader.page(f"/en/criteria/{criterion}"))
    found = bulk.findings[bulk.findings["criterion"] == criterion]
    newest = int(found["year"].max())
    shown.table("Outcomes by reporting year")
    shown.table(f"Outcomes by sector, {newest}")
    labels = [*map(str, found["year"].unique()), *map(str, SECTORS.values())]
    for label in labels:
        shown.pictures(f"{label}: ")
    judged = rf"({'|'.join(map(re.escape, labels))}) \d+ statements? judged"
    names = bulk["organisations"]["name"]
    mine = found[(found["year"] == newest) & (found["outcome"] == "met")]
    examples_ = [
        *(re.escape(f"{name}, {newest}") for name in names),
        *(re.escape(f"What it answered : {name}") for name in names),
        *(re.escape(each) for each in mine["sentence_en"]),
        *(re.escape(f"Evidence: {each}") for each in EVIDENCE_LEVELS.values()),
        rf"(By sector, {newest}|.* published statements of {newest} that met .*)",
    ]
    answers = bulk["answers"][bulk["answers"]["statement_id"].isin(mine["statement_id"])]
    answered = set(answers[answers["field"].isin(rule["fields"])]["value"])
    allowed = numbers_in(rule, sorted(answered))
    assert not left_over(shown, allowed, judged, *examples_)


@pytest.mark.parametrize("place", ["criteria", "criteria/gates"])
def test_all_rules(reader, rules, place):
    shown = Shown(reader.page(f"/en/{place}"))
    allowed = numbers_in(rules) | {str(len(rules["criteria"]))}
    assert not left_over(shown, allowed)
    if place == "criteria":
        said = shown.texts()
        for theme in rules["themes"]:
            assert f"Counts for {theme['weight_share']} of the shares of all themes." in said
        for each in rules["criteria"]:
            weight = next(v["weight"] for v in reversed(each["versions"]))
            assert any(
                t.startswith(f"{each['id']} ") and t.endswith(f"weight {weight}") for t in said
            )


def test_about_the_figures(reader, rules):
    shown = Shown(reader.page("/en/figures"))
    assert shown.table("Bands and the points they need") == {
        each["id"]: [each["title"]["en"], str(each["least"])] for each in rules["bands"]
    }
    assert shown.table("Shares of the themes") == {
        each["title"]["en"]: [str(each["weight_share"])] for each in rules["themes"]
    }
    assert not shown.unexplained(
        *ANNOUNCED,
        r".*proxy of SDG indicator 10\.7\.1.*",
        r"Fee table complete = .* × 10 categories of cost",
        r"(Three questions that|What was earned of what).* 100.*",
        r"Verification = .*E0 0, E1 ¼, E2 ½, E3 ¾, E4 1.*",
        r"Met 1, partly met ½, anything else 0; .* in full 1\. .*",
        r"Score of a theme = 100 × .*",
        rf"High from {float(HIGH)}, medium from {float(MEDIUM)}, low below\.",
        r".* was not tested with workers \(G9\)\.",
        r"E[0-4], .*",
        r"Steps of RM2,000 of what a worker paid on average; .*",
    )


def test_what_the_marks_mean(reader, rules):
    """Bands, and three filings as anybody gets them judged by the API."""
    shown = Shown(reader.page("/en/marks"))
    assert shown.table("Grades and the points they need") == {
        f"Grade {each['id']} {each['title']['en']}": [str(each["least"])] for each in rules["bands"]
    }
    judged = [_judged(reader, text) for text in _told()]
    drawn = [(name, number(each["marks"][name], 0), f"{number(each['marks'][name], 1)} of 100")
             for each in [*judged, judged[0]] for name in each["marks"]]  # fmt: skip
    found = [(name, figure, " ".join(words.split()[-3:])) for name, figure, words in shown.marks()]
    assert found == drawn
    first = judged[0]
    gates, score, before = first["gates"], first["score"], number(first["score_before_gates"], 1)
    assert len(gates) == 1
    shown.say(
        f"The themes together give {before} of 100 points before any limit, which is band "
        f"{first['band']}.",
        f"1 limit holds it, so that the grade is {first['grade']} with {number(score, 1)} points. "
        "The limit, and what would lift it, stand below.",
        f"{number(score, 1)} of 100 points",
        f"Score before the limits below: {before} (band {first['band']})",
        f"Rules {RULES.id} version {RULES.version}, applied {day_of(first['on'])}.",
        f"Grade held at {gates[0]['cap']}: {gates[0]['why']['en']} {gates[0]['id']}",
        f"What would lift it: {gates[0]['lift']['en']}",
        *(f"{each['title']['en']} {number(each['score'], 0)} of 100" for each in first["themes"]),
    )
    assert not shown.unexplained(
        *ANNOUNCED,
        r"Three marks, from 0 to 100",
        r"Every criterion gives points; .* a score of 100\. .*",
        r".*the company (has|may reply for) 14 days.*",
    )


def _told() -> list[str]:
    """The filings of the page, in its order."""
    known = examples()
    return [known[f"EXAMPLE-{name}"] for name in ("repaid", "untested", "blank")]


def _judged(reader: Any, text: str) -> Any:
    answer = reader.post("/api/v1/score", data=text, content_type="application/json")
    assert answer.status_code == 200
    return answer.json["assessment"]


def day_of(text: str) -> str:
    return day(date.fromisoformat(text))


def test_bands_and_shares_are_those_of_the_tests(rules):
    assert {each["id"]: each["least"] for each in rules["bands"]} == LEAST
    assert {each["id"]: each["weight_share"] for each in rules["themes"]} == SHARES
    assert set(LEAST) == set(map(str, GRADES))
