"""The pages that say how filings are judged: everybody can see why."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
import yaml

from registry.assessment import catalogue
from registry.extensions import db
from registry.models import RegisterEntry
from registry.public.criteria import examples, outcomes, rules
from registry.scoring import Outcome, load_parameters
from registry.scoring.consistency import CHECKS
from registry.value_words import THRESHOLDS
from tests.architecture.source import PROJECT
from tests.factories import an_organisation, complete_answers, fee_lines
from tests.public.statements import a_statement, amended

pytestmark = pytest.mark.usefixtures("session")

TODAY = date(2026, 11, 21)
JUST_NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
CASES = PROJECT / "tests" / "scoring" / "cases"
PAGES = ("criteria", "criteria/gates", "criteria/checks", "figures", "parameters")
UNPAID = {"fees": {"fees": fee_lines("REC", by_workers="170000.00")}}


@pytest.mark.parametrize("lang", ["en", "ms"])
@pytest.mark.parametrize("page", PAGES)
def test_each_page_reads_in_both_languages(client, lang, page):
    assert client.page(f"/{lang}/{page}").heading


def test_the_index_leads_to_every_criterion(client):
    links = client.page("/en/criteria").links.values()
    assert {f"/en/criteria/{each.id}" for each in catalogue().criteria} <= set(links)


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_every_criterion_has_a_page_without_blanks_in_its_rule(client, lang):
    for criterion in catalogue().criteria:
        page = client.page(f"/{lang}/criteria/{criterion.id}")
        version = criterion.versions[-1]
        assert page.heading == criterion.title[lang]
        assert version.rule[lang] in page.text
        assert criterion.why_we_ask[lang] in page.text
        assert version.citations[0].title in page.text
        assert "{" not in page.text


def test_a_criterion_that_is_not_there_is_not_found(client):
    assert client.get("/en/criteria/FEE-99").status_code == 404


def test_a_source_that_nobody_checked_says_so(client):
    unchecked = next(
        criterion
        for criterion in catalogue().criteria
        if not all(citation.verified for citation in criterion.versions[-1].citations)
    )
    text = client.page(f"/en/criteria/{unchecked.id}").text
    assert "not yet checked against the source" in text


def test_the_sentences_by_outcome_are_those_of_the_cases():
    """The page says which sentences each outcome may give; the cases show every one of them."""
    shown: dict[str, dict[str, set[str]]] = {}
    for path in CASES.glob("*.yaml"):
        for case in yaml.safe_load(path.read_text()):
            for criterion, (outcome, reason) in case.get("expect", {}).items():
                shown.setdefault(criterion, {}).setdefault(outcome, set()).add(reason)
    listed = yaml.safe_load(rules.REASONS.read_text())
    assert {
        criterion: {outcome: set(reasons) for outcome, reasons in by_outcome.items()}
        for criterion, by_outcome in listed.items()
    } == shown


def test_every_threshold_has_a_name_that_people_say():
    versions = [version for criterion in catalogue().criteria for version in criterion.versions]
    named = {name for each in (*versions, *catalogue().gates) for name in each.values}
    assert named == THRESHOLDS.keys()


def test_every_gate_has_its_place_and_every_version_its_cap(client):
    page = client.page("/en/criteria/gates")
    for gate in catalogue().gates:
        card = page.tree.find(f".//article[@id='{gate.id}']")
        text = " ".join("".join(card.itertext()).split())
        assert "{" not in text
        assert (f"Grade at most {gate.cap}." if gate.cap else "Filed, not scored.") in text


def test_every_check_is_listed(client):
    page = client.page("/en/criteria/checks")
    assert {card.get("id") for card in page.all(".//article[@id]")} == set(CHECKS)


def test_every_dated_value_has_its_days_its_source_and_whether_it_was_checked(client):
    page = client.page("/en/parameters")
    for parameter in load_parameters().values():
        section = page.tree.find(f".//section[@id='{parameter.name}']")
        rows = section.findall(".//tbody/tr")
        assert len(rows) == len(parameter.values)
        marks = "".join(section.itertext())
        assert marks.count("not yet checked") == sum(not each.verified for each in parameter.values)
    assert "RM1,700.00" in page.text
    assert "1900" not in page.text, "as far back as the rules look is no day"


@pytest.mark.parametrize(("lang", "share"), [("en", "10 per cent"), ("ms", "10 peratus")])
def test_a_dated_value_is_read_by_its_unit_and_in_words(client, lang, share):
    tree = client.page(f"/{lang}/parameters").tree
    cells = {
        name: "".join(tree.find(f".//section[@id='{name}']").find(".//tbody/tr/td").itertext())
        for name in ("short_path_audit_share", "short_path_excluded_sectors")
    }
    assert share in cells["short_path_audit_share"]
    assert "health_care" not in cells["short_path_excluded_sectors"]


def test_formulas_stand_beside_the_official_definition(client):
    text = client.page("/en/figures").text
    assert "A proxy of SDG indicator 10.7.1, not the indicator" in text
    assert "Months of wages paid = sum over corridors" in text


def test_how_many_met_a_criterion_is_counted_by_year_and_by_sector(client):
    a_statement(an_organisation(sector="energy"))
    a_statement(an_organisation(sector="energy"), answers=UNPAID)
    a_statement(an_organisation(sector="property"), 2025)
    found = outcomes.outcomes_of("FEE-03", TODAY)
    assert [(year.label, year.judged, year.counts[Outcome.MET]) for year in found.years] == [
        ("2026", 2, 1),
        ("2025", 1, 1),
    ]
    assert [(str(sector.label), sector.judged) for sector in found.sectors] == [("Energy", 2)]
    page = client.page("/en/criteria/FEE-03")
    assert "2 statements judged" in page.text


def test_a_statement_counts_once_its_right_of_reply_has_ended():
    a_statement(at=JUST_NOW)
    assert not outcomes.outcomes_of("FEE-03", TODAY).years
    assert outcomes.outcomes_of("FEE-03", date(2026, 12, 4)).years


def test_only_the_newest_version_of_a_statement_counts():
    statement = a_statement(answers=UNPAID)
    amended(statement, at=datetime(2026, 6, 1, tzinfo=UTC), answers={"fees": {"fees": []}})
    [year] = outcomes.outcomes_of("FEE-02", TODAY).years
    assert year.judged == 1
    assert year.counts[Outcome.NOT_DISCLOSED] == 1


def test_a_statement_whose_grade_was_withdrawn_does_not_count():
    statement = a_statement()
    entry = db.session.get_one(RegisterEntry, (statement.organisation_id, statement.year))
    entry.grade_withdrawn_on, entry.grade_withdrawn_reason = TODAY, "It was false."
    assert not outcomes.outcomes_of("FEE-03", TODAY).years


def test_a_criterion_page_takes_few_queries(client, queries):
    a_statement()
    client.get("/en/criteria/FEE-03")
    with queries() as made:
        client.get("/en/criteria/FEE-04")
    assert len(made) <= 5
    assert sum("assessment" in query for query in made) <= 1, "for the examples alone"
    with queries() as made:
        client.get("/en/criteria/FEE-03")
    assert len(made) <= 2


def test_answers_that_met_it_are_shown_with_the_strongest_evidence_first(client):
    first, second = a_statement(), a_statement()
    finding = next(f for f in second.assessment["findings"] if f["criterion"] == "GRV-01")
    assert finding["outcome"] == "met"
    page = client.page("/en/criteria/GRV-01")
    hrefs = {link.get("href") for link in page.tree.iter("a")}
    for statement in (first, second):
        assert f"/en/organisations/{statement.organisation_id}/2026#GRV-01" in hrefs
    assert finding["sentence"]["en"] in page.text
    assert client.page("/ms/criteria/GRV-01").text.count(finding["sentence"]["ms"]) >= 2


def test_no_example_before_its_grade_is_public_nor_after_it_is_withdrawn(client):
    a_statement(at=JUST_NOW)
    withdrawn = a_statement()
    entry = db.session.get_one(RegisterEntry, (withdrawn.organisation_id, withdrawn.year))
    entry.grade_withdrawn_on, entry.grade_withdrawn_reason = TODAY, "It was false."
    assert "Answers that met it" not in client.page("/en/criteria/GRV-01").text


def test_an_example_shows_no_number_of_few_people():
    page = complete_answers()["grievance"] | {"grv_cases_received": 3}
    a_statement(answers={"grievance": page})
    rule = rules.criterion(catalogue(), "GRV-02")
    for example in examples.of_criterion(rule, 2026, TODAY):
        assert "3" not in [each.text for each in example.answers]


def test_few_statements_of_a_sector_are_neither_drawn_nor_made_a_share():
    for _ in range(outcomes.FEWEST):
        a_statement(an_organisation(sector="energy"))
    a_statement(an_organisation(sector="property"))
    found = outcomes.outcomes_of("FEE-03", TODAY)
    assert [str(each.label) for each in found.drawn_sectors] == ["Energy"]
    assert {str(each.label): each.met_share for each in found.sectors} == {
        "Energy": 1.0,
        "Property": None,
    }


def test_the_file_of_a_criterion_has_the_counts_of_its_page(client):
    a_statement(an_organisation(sector="energy"))
    a_statement(an_organisation(sector="energy"), answers=UNPAID)
    a_statement(an_organisation(sector="property"), 2025)
    text = client.get("/en/criteria/FEE-03.csv").text.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    for year in outcomes.outcomes_of("FEE-03", TODAY).years:
        met = sum(int(row["met"]) for row in rows if row["year"] == year.label)
        assert met == year.counts[Outcome.MET]
    assert client.get("/en/criteria/FEE-99.csv").status_code == 404
