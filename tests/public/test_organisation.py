"""An organisation over the years: marks, fees and repayment, every criterion, its sector."""

import csv
import io
from datetime import UTC, date, datetime

import pytest

from registry.extensions import db
from registry.models import ListingState, PublicStatus, RegisterEntry
from registry.public.organisations import over_years, peers
from tests.factories import an_entry, an_organisation, fee_lines, published
from tests.public.statements import a_statement
from tests.short_filings import Office

pytestmark = pytest.mark.usefixtures("session")

JUST_NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
TODAY = date(2026, 11, 21)
HELD = {"passports": {"doc_passport_holder": "employer"}}
PAID = {"fees": {"fees": fee_lines("REC", by_workers="170000.00", reimbursed_myr="85000.00")}}


def address(organisation, lang="en"):
    return f"/{lang}/organisations/{organisation.id}"


def two_years(**second):
    organisation = an_organisation("Contoh Bertahun Berhad")
    a_statement(organisation, 2025, answers={**HELD, **PAID})
    a_statement(organisation, 2026, **second)
    return organisation


def entry_of(organisation, year=2026):
    return db.session.get_one(RegisterEntry, (organisation.id, year))


SVG = "{http://www.w3.org/2000/svg}"


def drawings(page):
    """What the drawings of a page say to who cannot see them."""
    return " ".join(title.text or "" for title in page.tree.iter(f"{SVG}title"))


def drawn(page, tag, name):
    return [each for each in page.tree.iter(SVG + tag) if each.get("class") == name]


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_marks_and_repayment_are_drawn_year_by_year(client, lang):
    page = client.page(address(two_years(), lang))
    words = drawings(page)
    assert "2025" in words and "RM170,000" in words and "RM85,000" in words
    assert len(drawn(page, "svg", "marks-years")) == 1


def test_the_list_of_its_parts_leads_to_each_part_that_is_there(client):
    page = client.page(address(two_years()))
    [contents] = page.all(".//nav[@aria-label='On this page']")
    anchors = [link.get("href").removeprefix("#") for link in contents.iter("a")]
    assert {"years", "marks-title", "repaid-title", "matrix-title", "changed-title"} < set(anchors)
    assert "peers-title" not in anchors
    for anchor in anchors:
        assert page.tree.find(f".//*[@id='{anchor}']") is not None, anchor


def test_what_a_shared_link_says_is_dated_and_names_no_grade(client):
    page = client.page(address(two_years()))
    said = {each.get("property"): each.get("content") for each in page.tree.iter("meta")}
    assert said["og:title"] == "Contoh Bertahun Berhad"
    assert "reporting year 2026: Filed by the deadline of" in said["og:description"]
    assert "rade" not in said["og:description"]


def test_each_drawing_has_its_table_its_file_and_its_explanation(client):
    page = client.page(address(two_years()))
    charts = page.all(".//figure[@class='chart']")
    ours = [each for each in charts if each.find(".//p[@class='chart-links']") is not None]
    assert len(ours) == 2
    for each in ours:
        assert each.find(".//details//table") is not None
        file, about = (link.get("href") for link in each.findall(".//p[@class='chart-links']/a"))
        assert client.get(file).mimetype == "text/csv"
        anchor = about.partition("#")[2]
        assert client.page(about).tree.find(f".//*[@id='{anchor}']") is not None


def test_every_criterion_of_every_year_leads_to_its_finding(client):
    organisation = two_years()
    page = client.page(address(organisation))
    hrefs = {link.get("href") for link in page.all(".//a[@class]") if "matrix" in link.get("class")}
    for year in (2025, 2026):
        assert f"/en/organisations/{organisation.id}/{year}#DOC-01" in hrefs
    assert "Not met, DOC-01, 2025" in page.text
    assert "Met, DOC-01, 2026" in page.text


def test_years_before_the_grade_is_public_have_no_marks_and_no_findings(client):
    organisation = two_years(at=JUST_NOW)
    page = client.page(address(organisation))
    assert "DOC-01, 2026" not in page.text
    assert "From 4 Dec 2026, after the right of reply" in page.text
    assert "2026: no figure" in drawings(page)
    [newest, _] = over_years.years_of(organisation.id, TODAY)
    assert newest.mark("substance") is None


def test_a_withdrawn_grade_has_no_marks(client):
    organisation = two_years()
    entry = entry_of(organisation)
    entry.grade = entry.score_tenths = None
    entry.grade_withdrawn_on, entry.grade_withdrawn_reason = TODAY, "Two answers were false."
    page = client.page(address(organisation))
    assert "Two answers were false." in page.text
    assert "2026: no figure" in drawings(page)


def test_one_without_a_statement_and_one_delisted_have_no_drawings(client):
    silent, gone = an_organisation(), an_organisation()
    gone.listing_state, gone.listing_state_on = ListingState.DELISTED, date(2026, 2, 1)
    an_entry(silent)
    an_entry(gone, status=PublicStatus.DELISTED_SUSPENDED)
    for each in (silent, gone, an_organisation()):
        page = client.page(address(each))
        assert not drawn(page, "svg", "marks-years")
        assert "Compare with others" in page.text


def test_a_short_filing_has_marks_and_no_fees(client):
    office = Office()
    published(office.filing, by=office.signatory)
    page = client.page(address(office.organisation))
    assert drawn(page, "svg", "marks-years")
    assert "Fees found and repaid" not in page.text


def test_where_the_rules_changed_a_line_stands_between_the_years(client):
    organisation = two_years()
    assert not drawn(client.page(address(organisation)), "line", "rules-change")
    entry_of(organisation, 2025).rules = "my-atip 2025-1"
    page = client.page(address(organisation))
    assert drawn(page, "line", "rules-change")
    assert "judged by different versions" in page.text


def test_the_file_says_what_the_page_says(client):
    organisation = two_years()
    text = client.get(f"{address(organisation)}/years.csv").text.removeprefix("\ufeff")
    newest, older = csv.DictReader(io.StringIO(text))
    assert (newest["year"], newest["DOC-01"], older["DOC-01"]) == ("2026", "met", "not_met")
    assert (older["worker_paid"], older["reimbursed"]) == ("170000", "85000")
    statement = entry_of(organisation).statement
    for name, mark in statement.assessment["marks"].items():
        assert float(newest[name]) == float(mark)
    assert newest["grade"] == statement.assessment["grade"]


def test_the_file_holds_back_what_is_not_public_yet(client):
    organisation = two_years(at=JUST_NOW)
    text = client.get(f"{address(organisation)}/years.csv").text.removeprefix("\ufeff")
    newest, _ = csv.DictReader(io.StringIO(text))
    assert newest["version"] == "1"
    for name in ("grade", "score", "substance", "rules", "DOC-01"):
        assert newest[name] == ""


@pytest.mark.parametrize(("others", "shown"), [(peers.FEWEST - 1, False), (peers.FEWEST, True)])
def test_it_stands_beside_its_sector_only_with_enough_others(client, others, shown):
    own = an_organisation()
    for organisation in (own, *(an_organisation() for _ in range(others))):
        a_statement(organisation, answers=None if organisation is own else HELD)
    a_statement(an_organisation(sector="plantation"))
    page = client.page(address(own))
    assert ("Beside others of its sector, 2026" in page.text) is shown


def test_the_quarters_are_those_of_the_others():
    organisations = [an_organisation() for _ in range(peers.FEWEST + 1)]
    for each in organisations:
        a_statement(each, answers=HELD)
    years = over_years.years_of(organisations[0].id, TODAY)
    found = peers.of_newest(years, TODAY)
    substance = next(each for each in found.figures if each.name == "substance")
    assert substance.others == peers.FEWEST
    assert substance.lower == substance.middle == substance.upper == substance.own


def test_others_whose_grade_waits_or_was_withdrawn_are_no_peers():
    organisations = [an_organisation() for _ in range(peers.FEWEST + 2)]
    for place, each in enumerate(organisations):
        a_statement(each, **({"at": JUST_NOW} if place == 1 else {}))
    entry_of(organisations[2]).grade_withdrawn_on = TODAY
    assert peers.of_newest(over_years.years_of(organisations[0].id, TODAY), TODAY) is None


def test_the_page_takes_as_many_queries_for_three_years_as_for_one(client, queries):
    counts = []
    for years in (1, 3):
        organisation = an_organisation()
        for year in range(2027 - years, 2027):
            a_statement(organisation, year)
        place = address(organisation)
        client.page(place)
        with queries() as made:
            client.page(place)
        counts.append(len(made))
    assert counts[0] == counts[1] <= 7, "\n\n".join(made)


def test_answers_of_two_years_stand_side_by_side(client, queries):
    organisation = two_years()
    page = client.page(address(organisation))
    place = page.links["Answers that changed from 2025 to 2026"]
    client.page(place)
    with queries() as made:
        changed = client.page(place)
    assert len(made) <= 5, "\n\n".join(made)
    assert ["Workers hold their own passports", "Not met", "Met"] in changed.rows()
    rows = [cells for cells in changed.rows() if "passports" in cells[0]]
    assert any("The company keeps them" in cells[1] for cells in rows)


def test_outcomes_of_two_years_wait_for_the_right_of_reply(client):
    organisation = two_years(at=JUST_NOW)
    page = client.page(f"{address(organisation)}/2026/since/2025")
    assert "Shown once both assessments are public" in page.text
    assert ["Workers hold their own passports", "Not met", "Met"] not in page.rows()


@pytest.mark.parametrize("years", ["2026/since/2024", "2025/since/2026", "2026/since/2026"])
def test_years_without_two_statements_are_not_found(client, years):
    client.page(f"{address(two_years())}/{years}", status=404)
