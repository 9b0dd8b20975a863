"""A statement page: what the company said, how it was judged, and what it replied."""

from datetime import UTC, date, datetime

import pypdfium2
import pytest

from registry import publication
from registry.assessment import catalogue
from registry.extensions import db
from registry.models import Filing, PublicStatus, RegisterEntry
from tests.architecture.source import PROJECT
from tests.factories import a_corridor, an_entry, an_organisation, complete_answers, fee_lines
from tests.public.statements import a_statement, amended

pytestmark = pytest.mark.usefixtures("session")

JUST_NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
PAID = fee_lines("REC", by_workers="170000.00", reimbursed_myr="85000.00")


def address(statement, lang="en"):
    return f"/{lang}/organisations/{statement.organisation_id}/{statement.year}"


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_it_shows_grade_findings_and_answers(client, lang):
    page = client.page(address(a_statement(), lang))
    assert page.tree.find(".//*[@id='FEE-03']") is not None
    assert page.tree.find(".//*[@id='grade']") is not None
    assert "Chief sustainability officer" in page.text
    assert "RM12,500.00" in page.text


def test_every_finding_has_its_rule_its_citation_and_its_version(client):
    page = client.page(address(a_statement()))
    cards = page.all(".//article[@id]")
    folded = page.all(".//details[@class='not-applicable']//div[@id]")
    assert len(cards) + len(folded) == len(catalogue().criteria)
    for card in cards:
        assert card.findall(".//ul[@class='citations']/li"), card.get("id")
    assert "version 2026" in page.text


def test_the_grade_and_findings_wait_for_the_right_of_reply(client):
    page = client.page(address(a_statement(at=JUST_NOW)))
    assert "Grade after the right of reply, from 4 Dec 2026" in page.text
    assert page.tree.find(".//*[@id='FEE-03']") is None
    assert "of 100 points" not in page.text


def test_a_reply_stands_beside_the_grade_and_may_release_it(client):
    statement = a_statement(at=JUST_NOW)
    filing = db.session.get_one(Filing, statement.filing_id)
    publication.add_reply(filing, text="We have repaid since.", at=JUST_NOW, release=True)
    page = client.page(address(statement))
    assert "We have repaid since." in page.text
    assert page.tree.find(".//*[@id='FEE-03']") is not None


def test_fees_that_workers_paid_are_shown_in_months_of_wages(client):
    lines = fee_lines("REC", by_workers="170000.00", reimbursed_myr="85000.00")
    page = client.page(address(a_statement(answers={"fees": {"fees": lines}})))
    assert "RM85,000 repaid of RM170,000 that workers paid" in page.text
    assert "Paid by workers: 2.0 months" in page.text
    assert "after repayment: 1.0 months" in page.text


def test_a_year_without_recruitment_says_so_instead_of_missing_figures(client):
    nobody = {"corridors": {"corridors_recruited": "no", "corridors": []}, "fees": {"fees": []}}
    page = client.page(address(a_statement(answers=nobody)))
    assert "declares that it recruited no foreign workers in this period" in page.text
    assert "has no fee table" not in page.text


def test_figures_about_few_people_are_not_shown(client):
    lines = [
        *fee_lines("REC", by_workers="7777.00", workers=3),
        *fee_lines("MED", by_workers="1111.00", workers=50),
    ]
    page = client.page(address(a_statement(answers={"fees": {"fees": lines}})))
    assert "fewer than 5 people" in page.text
    assert "7,777" not in page.text
    assert "1,111" not in page.text, "the other line would give it away"


def test_a_corridor_of_few_people_is_not_shown(client):
    corridors = {"corridors_recruited": "yes", "corridors": [a_corridor(recruits=4)]}
    page = client.page(address(a_statement(answers={"corridors": corridors})))
    assert "fewer than 5 recruits" in page.text


def test_versions_are_all_readable_and_the_old_one_says_so(client):
    first = a_statement()
    amended(first, at=JUST_NOW)
    newest = client.page(address(first))
    assert "Version 2 (this one)" in newest.text
    assert newest.links["Side by side with version 1"].endswith("/versions/2/changes")
    old = client.page(newest.links["Version 1"])
    assert "This is version 1. A newer one was published" in old.text
    assert old.links["Read the newest version"] == address(first)


@pytest.mark.parametrize("status", list(PublicStatus))
def test_a_year_without_a_statement_says_where_the_organisation_stands(client, status):
    if status in {PublicStatus.OVERDUE}:
        return
    organisation = an_organisation("Contoh Senyap Berhad")
    an_entry(organisation, status=status, published_on=date(2026, 5, 1))
    for lang in ("en", "ms"):
        page = client.page(f"/{lang}/organisations/{organisation.id}/2026")
        assert page.heading == "Contoh Senyap Berhad"


def test_an_overdue_year_states_the_day_and_what_it_does_not_mean(client):
    organisation = an_organisation()
    an_entry(organisation)
    page = client.page(f"/en/organisations/{organisation.id}/2026")
    assert "No statement on this register as of 21 Nov 2026 (due 30 Jun 2026)." in page.text
    assert "not a finding that a law was broken" in page.text


@pytest.mark.parametrize("path", ["9", "9/2026", "1/1999", "1/2026/versions/7"])
def test_what_is_not_there_is_not_found(client, path):
    client.page(f"/en/organisations/{path}", status=404)


def test_a_statement_page_takes_few_queries(client, queries):
    url = address(a_statement())
    client.page(url)
    with queries() as made:
        client.page(url)
    assert len(made) <= 10, "\n\n".join(made)


def test_statements_of_an_organisation_are_compared_over_the_years(client, queries):
    organisation = an_organisation("Contoh Bertahun Berhad")
    a_statement(organisation, 2025, answers={"passports": {"doc_passport_holder": "employer"}})
    a_statement(organisation, 2026)
    url = f"/en/organisations/{organisation.id}"
    with queries() as made:
        page = client.page(url)
    assert len(made) <= 10, "\n\n".join(made)
    assert "What changed from 2025 to 2026" in page.text
    assert ["Workers hold their own passports", "Not met", "Met"] in page.rows()


def test_the_organisation_page_gives_its_numbers_and_why_it_reports(client):
    organisation = an_organisation("Contoh Fakta Berhad", ssm_old_number="1312525-A")
    an_entry(organisation)
    page = client.page(f"/en/organisations/{organisation.id}")
    assert f"{organisation.ssm_number} (1312525-A)" in page.text
    assert "Listed company, since 1 Jan 2023" in page.text


def few_lapsed(lapsed):
    return {"movement": {**complete_answers()["movement"], "doc_passes_lapsed": lapsed}}


@pytest.mark.parametrize(
    ("lapsed", "sentence"),
    [(4, "Passes that lapsed: a number not shown of"), (5, "Passes that lapsed: 5 of")],
)
def test_a_finding_does_not_tell_what_the_answers_suppress(client, lapsed, sentence):
    page = client.page(address(a_statement(answers=few_lapsed(lapsed))))
    assert sentence in page.text


def test_a_share_of_few_interviews_is_shown_nowhere():
    corridor = a_corridor() | {"recruits": 50, "interviews_post": 3}
    statement = a_statement(
        answers={"corridors": {"corridors_recruited": "yes", "corridors": [corridor]}}
    )
    public = statement.assessment
    assert public["metrics"]["interview_ratio"] is None
    assert all("6%" not in finding["sentence"]["en"] for finding in public["findings"])
    assert all("6%" not in gate["why"]["en"] for gate in public["gates"])


def test_a_total_of_migrants_gives_no_hidden_headcount_away():
    rows = [("MYS", 20), ("NPL", 3), ("BGD", 50)]
    workforce = [{"nationality": nationality, "headcount": count} for nationality, count in rows]
    statement = a_statement(answers={"workforce": {"workforce": workforce}})
    assert statement.assessment["metrics"]["migrants"] is None


def test_of_a_few_recruits_no_total_is_shown(client):
    corridor = a_corridor() | {"recruits": 3, "direct_recruits": 0}
    lines = fee_lines("REC", by_workers="5100.00", workers=3)
    statement = a_statement(
        answers={
            "corridors": {"corridors_recruited": "yes", "corridors": [corridor]},
            "fees": {"fees": lines},
        }
    )
    page = client.page(address(statement))
    assert "5,100" not in page.text
    assert "no total of what workers paid that can be shown" in page.text
    assert statement.assessment["metrics"]["recruits"] is None


def test_evidence_and_values_of_a_finding_are_said_in_words(client):
    answers = {"policy": {**complete_answers()["policy"], "gov_policy_items": ["remedy"]}}
    card = client.page(address(a_statement(answers=answers))).tree.find(".//*[@id='GOV-03']")
    text = " ".join("".join(card.itertext()).split())
    assert "Evidence: E1, the organisation’s own statement" in text
    assert "['" not in text


def test_a_blank_fee_table_is_not_shown_as_a_zero(client):
    page = client.page(address(a_statement(answers={"fees": {"fees": []}})))
    assert "Not disclosed" in page.text
    assert "0.0 months" not in page.text
    assert "RM0 a worker" not in page.text


@pytest.mark.parametrize("category", ["REC", "DEBT"])
def test_what_few_workers_paid_stands_on_no_page_and_in_no_file(client, category):
    cells = {"amount_myr": "777.77", "workers": 3, "reimbursed_myr": "70.07"}
    pages = complete_answers()
    zeros = [line for line in pages["fees"]["fees"] if line["payer"] != "worker"]
    row = a_corridor(workers_reporting_fee=3, highest_paid_myr="777.77")
    statement = a_statement(
        answers={
            "fees": {"fees": [*zeros, *fee_lines(category, **cells)[1:]]},
            "corridors": {**pages["corridors"], "corridors": [row]},
        }
    )
    statement.grade_public_on = date(2026, 5, 5)
    entry = db.session.get_one(RegisterEntry, (statement.organisation_id, statement.year))
    entry.grade_public_on = statement.grade_public_on
    db.session.commit()
    place = address(statement)
    texts = [client.page(place).text, client.page(address(statement, "ms")).text]
    texts.append(client.get(f"/api/v1/statements/{statement.id}").text)
    document = pypdfium2.PdfDocument(client.get(f"{place}/versions/1/statement.pdf").data)
    texts += [page.get_textpage().get_text_range() for page in document]
    assert not [text for text in texts if "777.77" in text or "70.07" in text]


def test_it_begins_with_what_matters(client):
    page = client.page(address(a_statement(answers={"fees": {"fees": PAID}})))
    [glance] = [each for each in page.tree.iter("dl") if each.get("class") == "glance"]
    said = " ".join("".join(glance.itertext()).split())
    for words in ("RM170,000", "RM85,000 50%", "The workers themselves", "Criteria met"):
        assert words in said
    assert page.links["Compare with others"].endswith("&year=2026")
    assert "Strongest:" in page.text


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_what_a_grade_means_is_said_in_words(client, lang):
    page = client.page(address(a_statement(), lang))
    meaning = page.tree.find(".//section[@id='grade']/p[@class='lead']")
    assert meaning is not None and len(meaning.text) > 20


def test_nothing_is_left_out_where_parts_are_folded(client):
    statement = a_statement(answers={"fees": {"fees": PAID}})
    page = client.page(address(statement))
    folded = " ".join("".join(each.itertext()) for each in page.tree.iter("details"))
    for finding in statement.assessment["findings"]:
        assert finding["sentence"]["en"] in folded
    assert "Chief sustainability officer" in folded


def test_before_the_grade_is_public_no_word_says_what_it_will_be(client):
    page = client.page(address(a_statement(at=JUST_NOW)))
    assert "From 4 Dec 2026" in page.text
    for words in ("Strongest:", "Criteria met", "Leading practice", "Strong with gaps"):
        assert words not in page.text


def test_a_withdrawn_grade_is_in_no_word_either(client):
    statement = a_statement()
    statement.grade_withdrawn_on, statement.grade_withdrawn_reason = date(2026, 11, 1), "False."
    page = client.page(address(statement))
    assert "Withdrawn" in page.text
    assert "Strongest:" not in page.text


def test_it_can_be_shared(client):
    statement = a_statement()
    page = client.page(address(statement, "ms"))
    said = {each.get("property"): each.get("content") for each in page.tree.iter("meta")}
    assert said["og:title"] == f"{statement.organisation.name}, 2026"
    assert said["og:url"].endswith(address(statement, "ms"))
    assert said["og:url"].startswith("http")
    picture = said["og:image"].partition("/static/")[2]
    assert (PROJECT / "registry" / "static" / picture).is_file()
    [canonical] = [each for each in page.tree.iter("link") if each.get("rel") == "canonical"]
    assert canonical.get("href") == said["og:url"]
