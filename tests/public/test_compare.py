"""Organisations side by side: what is shown of each, what is held back, and how they differ."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from registry import organisations
from registry.assessment import catalogue
from registry.extensions import db
from registry.models import ListingState, PublicStatus, RegisterEntry
from registry.organisations import OrganisationRecord
from registry.public.compare import reading as compare_reading
from registry.public.compare import rows as compare_rows
from registry.public.compare.asked import MOST
from tests.factories import (
    a_corridor,
    an_entry,
    an_organisation,
    fee_lines,
    published,
)
from tests.public.statements import a_statement
from tests.short_filings import Office

pytestmark = pytest.mark.usefixtures("session")

JUST_NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
TODAY = date(2026, 11, 21)
SILENT = {"–Nothing", "nothing to repay", "None"}
HELD = {"passports": {"doc_passport_holder": "employer"}}


def address(*organisations, lang="en", **more):
    numbers = [f"organisation={getattr(each, 'id', each)}" for each in organisations]
    return f"/{lang}/compare?" + "&".join([*numbers, *(f"{k}={v}" for k, v in more.items())])


def row(page, label):
    """The cells of the row that begins with these words."""
    return next(cells[1:] for cells in page.rows() if cells[0].startswith(label))


def two_statements():
    first, second = an_organisation("Contoh Satu Berhad"), an_organisation("Contoh Dua Berhad")
    a_statement(first)
    a_statement(second, answers=HELD)
    return first, second


def withdraw_grade(organisation):
    entry = db.session.get_one(RegisterEntry, (organisation.id, 2026))
    entry.grade, entry.score_tenths = None, None
    entry.grade_withdrawn_on, entry.grade_withdrawn_reason = TODAY, "Two answers were false."


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_nothing_chosen_leads_to_a_search(client, lang):
    assert client.page(f"/{lang}/compare").heading


def test_two_organisations_stand_side_by_side(client):
    page = client.page(address(*two_statements()))
    assert row(page, "Status") == ["Published on time", "Published on time"]
    assert row(page, "Workers hold their own passports") == ["Met", "Not met"]
    assert row(page, "Who holds") == ["The workers themselves", "The company keeps them"]
    assert "Workers hold their own passports Different" in page.text
    assert len([cells for cells in page.rows() if cells[0].startswith("Score of the theme")]) == 11


def test_each_outcome_leads_to_its_finding(client):
    first, second = two_statements()
    page = client.page(address(first, second))
    hrefs = {link.get("href") for link in page.tree.iter("a")}
    assert f"/en/organisations/{second.id}/2026#DOC-01" in hrefs


def test_the_order_of_the_address_is_kept_and_machines_have_one(client):
    first, second = two_statements()
    page = client.page(address(second, first, year=2026))
    assert page.rows()[0][1:] == ["Contoh Dua Berhad", "Contoh Satu Berhad"]
    [link] = [each for each in page.tree.iter("link") if each.get("rel") == "canonical"]
    own = f"/en/compare?organisation={first.id}&organisation={second.id}&year=2026"
    assert link.get("href").endswith(own)


def test_a_grade_is_held_back_until_the_right_of_reply_has_ended(client):
    first, second = an_organisation(), an_organisation()
    a_statement(first)
    a_statement(second, at=JUST_NOW)
    page = client.page(address(first, second))
    assert row(page, "Grade")[1] == "From 4 Dec 2026, after the right of reply"
    assert row(page, "Right of reply") == ["Has not replied", "Open until 4 Dec 2026"]
    for label in ("Points of 100", "Substance", "Confidence", "Rules", "Score of the theme"):
        assert row(page, label)[1] == "–Nothing"
    for criterion in catalogue().criteria:
        assert row(page, criterion.title["en"])[1] == "–Nothing"


def test_a_withdrawn_grade_is_not_shown(client):
    first, second = two_statements()
    withdraw_grade(first)
    page = client.page(address(first, second))
    assert row(page, "Grade")[0] == "Withdrawn on 21 Nov 2026"
    assert row(page, "Substance")[0] == "–Nothing"
    assert row(page, "Score of the theme")[0] == "–Nothing"


def test_a_withdrawn_statement_is_compared_no_more(client):
    first, second = two_statements()
    entry = db.session.get_one(RegisterEntry, (first.id, 2026))
    statement = entry.statement
    statement.withdrawn_on, statement.withdrawn_reason = TODAY, "Filed for another company."
    entry.statement_id = entry.grade = entry.score_tenths = entry.rules = None
    entry.status, entry.published_on = PublicStatus.DUE, None
    page = client.page(address(first, second))
    assert row(page, "Statement withdrawn") == ["21 Nov 2026", "–Nothing"]
    assert row(page, "Grade")[0] == "No statement"


def test_one_without_a_statement_one_delisted_and_one_not_listed_that_year(client):
    silent, gone, new = an_organisation(), an_organisation(), an_organisation()
    gone.listing_state, gone.listing_state_on = ListingState.DELISTED, date(2026, 2, 1)
    an_entry(silent)
    an_entry(gone, status=PublicStatus.DELISTED_SUSPENDED)
    page = client.page(address(silent, gone, new, year=2026))
    said = ["Overdue", "Delisted or suspended", "Not on the register for this year"]
    assert row(page, "Status") == said
    assert row(page, "Grade") == ["No statement"] * 3


def test_a_short_filing_says_that_it_is_one(client):
    office = Office()
    published(office.filing, by=office.signatory)
    full = an_organisation()
    a_statement(full)
    page = client.page(address(office.organisation, full))
    assert row(page, "Kind of filing") == ["Short filing", "Full filing"]
    assert row(page, "Fees found that workers paid")[0] == "Nobody recruited"
    assert row(page, "Who holds")[0] == "No migrant workers"


def test_fees_and_repayment_stand_beside_each_other(client):
    first, second = an_organisation(), an_organisation()
    lines = fee_lines("REC", by_workers="170000.00", reimbursed_myr="85000.00")
    a_statement(first, answers={"fees": {"fees": lines}})
    a_statement(second)
    page = client.page(address(first, second))
    assert row(page, "Fees found that workers paid") == ["RM170,000", "RM0"]
    assert row(page, "Repaid, by ringgit") == ["50%", "nothing to repay"]
    assert row(page, "Months of wages paid") == ["2.0", "0.0"]
    assert "From RM0 to RM170,000" in page.text


def test_figures_about_few_people_are_not_compared(client):
    few = {"corridors": {"corridors_recruited": "yes", "corridors": [a_corridor(recruits=4)]}}
    lines = {"fees": {"fees": fee_lines("REC", by_workers="7777.00", workers=3)}}
    first, second = an_organisation(), an_organisation()
    a_statement(first, answers={**few, **lines})
    a_statement(second)
    for place in (address(first, second), address(first, second).replace("?", ".csv?")):
        assert "7,777" not in client.get(place).text
        assert "7777" not in client.get(place).text
    assert row(client.page(address(first, second)), "Nepal")[0] == "fewer than 5"


def test_a_seventh_is_refused_clearly(client):
    everyone = [an_organisation() for _ in range(MOST + 1)]
    page = client.page(address(*everyone))
    assert "No more than 6 fit side by side" in page.text
    assert "1 more was asked for and left out" in page.text
    assert everyone[MOST].name not in page.text
    assert "Remove one to add another" in page.text


def test_what_is_not_known_is_named_and_loses_nothing(client):
    first, second = two_statements()
    page = client.page(address(first, 99999, "abc", second, year=1999))
    assert "No organisation has the number 99999" in page.text
    assert "This is not the number of an organisation: abc" in page.text
    assert "1999 is no reporting year of this register; 2026 is shown" in page.text
    assert row(page, "Workers hold their own passports") == ["Met", "Not met"]


@pytest.mark.parametrize("odd", ["-1", "0", "99999999999999999999", "%00", "1e3", "٣"])
def test_odd_numbers_break_nothing(client, odd):
    assert client.get(f"/en/compare?organisation={odd}&year={odd}&q={odd}").status_code == 200


def test_one_is_added_by_a_search_and_removed_by_a_link(client):
    first, _second = two_statements()
    organisations.add([OrganisationRecord(name="Contoh Getah Berhad", ssm_number="201901000099")])
    page = client.page(address(first, year=2026, q="getah"))
    assert "Add a second organisation" in page.text
    both = client.page(page.links["Add Contoh Getah Berhad"])
    assert row(both, "Grade") == ["Grade A Leading practice", "No statement"]
    one = client.page(both.links["× Remove Contoh Satu Berhad"])
    assert "Contoh Satu Berhad" not in one.text
    assert "Contoh Getah Berhad" in one.text


def test_a_search_that_finds_nobody_says_what_to_do(client):
    page = client.page(address(an_organisation(), q="zzzz"))
    assert "No other organisation is found by “zzzz”" in page.text


def test_only_what_differs(client):
    first, second = two_statements()
    whole = client.page(address(first, second))
    page = client.page(whole.links["Show only what differs"])
    assert row(page, "Workers hold their own passports") == ["Met", "Not met"]
    assert "Kind of filing" not in page.text
    assert len(page.rows()) < len(whole.rows()) / 2


@pytest.mark.parametrize("show", ["", "differences"])
def test_the_file_has_the_lines_of_the_page(client, show):
    both = two_statements()
    page = client.page(address(*both, year=2026, show=show))
    answer = client.get(page.links["Download this comparison (CSV)"])
    lines = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    names = [f"{each.name} ({each.id})" for each in both]
    assert lines[0] == ["group", "row", "label", *names]
    shown = [cells for cells in page.rows() if len(cells) == 3 and cells[0] != "What is compared"]
    assert len(lines) - 1 == len(shown)
    for line, cells in zip(lines[1:], shown, strict=True):
        assert cells[0].startswith(line[2])
        silent = [not value for value in line[3:]]
        assert silent == [cell in SILENT for cell in cells[1:]], line


def test_the_lines_agree_with_the_statements():
    first, second = two_statements()
    sides = compare_reading.sides([first.id, second.id], 2026, TODAY)
    rows = {each.key: each for group in compare_rows.groups(sides, TODAY) for each in group.rows}
    for place, organisation in enumerate((first, second)):
        statement = db.session.get_one(RegisterEntry, (organisation.id, 2026)).statement
        for finding in statement.assessment["findings"]:
            assert rows[finding["criterion"]].cells[place].value == finding["outcome"]
        for theme in statement.assessment["themes"]:
            shown = rows[f"theme:{theme['id']}"].cells[place].value
            assert shown == (theme["score"] and Decimal(theme["score"]))
        for mark, value in statement.assessment["marks"].items():
            assert rows[mark].cells[place].value == Decimal(value)


@pytest.mark.parametrize("count", [1, MOST])
def test_a_comparison_takes_few_queries_for_six_as_for_one(client, queries, count):
    everyone = [a_statement().organisation_id for _ in range(count)]
    client.page(address(*everyone))
    with queries() as made:
        client.page(address(*everyone))
    assert len(made) <= 5, "\n\n".join(made)
