"""A filing that begins with last year's answers: what comes back; nothing counts unseen."""

import pytest
from sqlalchemy import select

from registry import carried
from registry.carried import Way
from registry.extensions import db
from registry.filing import carrying, progress, queries, services, steps
from registry.models import CarriedPage, DocumentKind, Filing, FilingPage
from registry.scoring.fields import FIELDS
from registry.scoring.shapes import Kind
from tests import factories as make
from tests.filing.house import House
from tests.pages import Page, text_of, values_of


@pytest.fixture
def last_year(house) -> House:
    """The house with its filing for 2026 published, and an entry for 2027."""
    make.published(house.filing)
    make.an_entry(house.organisation, 2027)
    return house


@pytest.fixture
def draft(last_year) -> Filing:
    """The filing for 2027, begun with the answers of 2026."""
    entry = queries.own_entry(last_year.organisation.id, 2027, last_year.preparer)
    like = carrying.source(last_year.organisation.id, 2027)
    filing = services.start(entry, by=last_year.preparer, at=make.AT, like=like)
    db.session.flush()
    return filing


def url(filing: Filing, page: str) -> str:
    return f"/en/filings/{filing.reference}/pages/{page}"


def mark(page: Page, field: str) -> str:
    """What stands beside a question about last year."""
    found = page.all(f".//p[@id='{field}-mark']")
    return text_of(found[0]) if found else ""


def stored(filing: Filing, name: str) -> FilingPage:
    return db.session.get_one(FilingPage, (filing.id, name))


def test_every_answer_comes_back_in_one_declared_way():
    names = {
        name
        for field in FIELDS.values()
        for name in (field.page, field.name, *(f"{field.name}.{c.name}" for c in field.columns))
    }
    assert set(carried.WAYS) <= names
    assert all(reason for _way, reason in carried.WAYS.values())
    assert {carried.way(field) for field in FIELDS.values()} == set(Way)


def test_a_day_of_last_year_never_comes_back_unless_it_still_holds():
    kept = {name for name in carried.WAYS if carried.WAYS[name][0] is not Way.ANEW}
    dates = {
        f"{field.name}.{c.name}" for field in FIELDS.values() for c in field.columns
        if c.kind is Kind.DATE
    }  # fmt: skip
    came = carried.brought_back(make.complete_answers())
    found = {
        f"{name}.{cell}"
        for answers in came.values()
        for name, rows in answers.items()
        if FIELDS[name].kind is Kind.TABLE
        for row in rows
        for cell in row
    }
    assert found & dates <= kept
    assert "gov_approved_on" not in came["governance"]
    assert "period_confirmed" not in came["period"]


def test_findings_promises_and_explanations_are_never_repeated():
    came = carried.brought_back(make.complete_answers())
    assert not {"findings", "commitments", "followup", "evidence"} & came.keys()


def test_a_measure_comes_back_with_its_figure_as_that_of_last_year():
    rows = carried.brought_back(make.complete_answers())["measures"]["kpis"]
    assert rows[0] == {"name": "Net wage months", "prior": "0", "target": "0"}


def test_complaints_left_open_are_those_open_when_the_next_year_begins():
    answers = {"grv_cases_opening": 4, "grv_cases_received": 20, "grv_cases_closed": 21}
    assert carried.page_brought_back("cases", answers)["grv_cases_opening"] == 3


@pytest.mark.parametrize("answers", [{}, {"grv_cases_received": "do_not_know"}])
def test_complaints_open_at_the_start_are_asked_where_last_year_does_not_tell(answers):
    assert "grv_cases_opening" not in carried.page_brought_back("cases", answers)


def test_the_start_offers_last_years_answers_and_takes_them_unless_told_otherwise(
    client, last_year
):
    client.sign_in(last_year.preparer)
    start = f"/en/filings/start/{last_year.organisation.id}/2027"
    assert "You filed for 2026 on" in client.page(start).text
    client.fill(start)
    assert db.session.scalars(select(CarriedPage)).all()


def test_who_wants_blank_pages_gets_them(client, last_year):
    client.sign_in(last_year.preparer)
    client.fill(f"/en/filings/start/{last_year.organisation.id}/2027", begin="blank")
    assert db.session.scalars(select(CarriedPage)).all() == []


def test_a_first_filing_has_nothing_to_begin_with(client, house):
    make.an_entry(house.organisation, 2027)
    client.sign_in(house.preparer)
    page = client.page(f"/en/filings/start/{house.organisation.id}/2027")
    assert page.all(".//input[@name='begin']") == []


def test_nothing_that_came_back_counts_before_somebody_confirms_it(app, draft):
    assert draft.pages == []
    assert "policy" in carrying.waiting(draft)
    assert "Policy" in progress.unfinished(draft)
    with app.test_request_context("/en/"):
        gaps = progress.gaps(draft, today=make.AT.date())
    [gap] = [each for each in gaps if each.page == "policy"]
    assert "confirm" in gap.message


def test_a_page_of_standing_facts_is_confirmed_by_saving_it(client, draft, last_year):
    client.sign_in(last_year.preparer)
    client.fill(url(draft, "policy"))
    page = stored(draft, "policy")
    assert page.answers == make.complete_answers()["policy"]
    assert page.complete
    assert "policy" not in carrying.waiting(draft)


def test_figures_need_the_tick_that_they_were_checked(client, draft, last_year):
    client.sign_in(last_year.preparer)
    answer = client.fill(url(draft, "workforce"))
    assert answer.status_code == 422
    assert "Check the figures" in answer.text
    assert "workforce" in carrying.waiting(draft)
    client.fill(url(draft, "workforce"), figures_checked="y")
    assert "workforce" not in carrying.waiting(draft)
    assert stored(draft, "workforce").complete


def test_who_changes_every_figure_needs_no_tick(client, draft, last_year):
    client.sign_in(last_year.preparer)
    counts = {f"workforce-{n}-headcount": str(500 + n) for n in range(4)}
    client.fill(url(draft, "workforce"), **counts, workforce_has_migrants="do_not_know")
    assert "workforce" not in carrying.waiting(draft)


def test_what_is_kept_while_somebody_types_confirms_nothing(client, draft, last_year):
    client.sign_in(last_year.preparer)
    sent = values_of(client.page(url(draft, "policy")).form())
    client.post(f"{url(draft, 'policy')}/autosave", data={**sent, "gov_policy_public": "no"})
    assert stored(draft, "policy").answers["gov_policy_public"] == "no"
    assert "policy" in carrying.waiting(draft)


def test_marks_say_what_came_back_what_is_unchanged_and_what_it_was(client, draft, last_year):
    client.sign_in(last_year.preparer)
    page = client.page(url(draft, "governance"))
    assert mark(page, "gov_approval_body") == "From 2026"
    assert mark(page, "gov_approved_on") == "In 2026: 20 Apr 2026"
    assert values_of(page.form())["gov_approved_on"] == [""]
    client.fill(url(draft, "governance"), gov_approved_on="2026-05-01", gov_signatory_role="ceo")
    page = client.page(url(draft, "governance"))
    assert mark(page, "gov_approval_body") == "Unchanged since 2026"
    assert mark(page, "gov_signatory_role") == "In 2026: A director"


def test_a_cell_of_a_row_is_marked_by_the_row_of_the_same_thing(client, draft, last_year):
    client.sign_in(last_year.preparer)
    page = client.page(url(draft, "workforce"))
    assert mark(page, "workforce-2-headcount") == "As in 2026: check it"
    assert mark(page, "workforce-2-nationality") == ""


def test_the_fee_table_comes_back_corridor_by_corridor(client, draft, last_year):
    client.sign_in(last_year.preparer)
    assert "fees" not in carrying.waiting(draft)
    client.fill(url(draft, "corridors"), figures_checked="y")
    assert "fees" in carrying.waiting(draft)
    client.fill(url(draft, f"fees/{make.CORRIDOR}"), figures_checked="y")
    fees = stored(draft, "fees")
    assert fees.complete
    assert len(fees.answers["fees"]) == 20
    assert "recruited_on" not in fees.answers["fees"][0]
    assert "fees" not in carrying.waiting(draft)


def test_a_filing_is_not_sent_while_last_years_answers_wait(draft, last_year):
    make.a_document(draft, by=last_year.preparer)
    with pytest.raises(steps.NotAllowed) as refused:
        services.mark_ready(draft, by=last_year.preparer, at=make.AT)
    assert refused.value.why == steps.UNCONFIRMED


def test_what_came_back_is_the_version_filed_last(last_year):
    services.amend(last_year.filing, by=last_year.preparer, at=make.AT, reason="A correction")
    page = next(page for page in last_year.filing.pages if page.name == "policy")
    page.answers = {**page.answers, "gov_policy_public": "no"}
    make.published(last_year.filing)
    version = carrying.source(last_year.organisation.id, 2027)
    assert version.number == 2
    assert version.answers["policy"]["gov_policy_public"] == "no"


def test_the_list_says_which_pages_wait(client, draft, last_year):
    client.sign_in(last_year.preparer)
    page = client.page(f"/en/filings/{draft.reference}/")
    assert page.text.count("To confirm") == len(carrying.waiting(draft))


def test_of_two_who_confirm_the_same_page_one_comes_second(client, draft, last_year):
    client.sign_in(last_year.preparer)
    client.fill(url(draft, "policy"))
    answer = client.fill(url(draft, "policy"), revision="0", gov_policy_public="no")
    assert answer.status_code == 409
    assert "Save mine over it" in answer.text


def with_evidence(filing: Filing, by, *, title: str = "Recruitment policy") -> str:
    """Put a described file into a filing; its hash."""
    document = make.a_document(filing, by=by, kind=DocumentKind.EVIDENCE, filename="policy.pdf")
    row = {"document": document.sha256, "criterion": "general", "kind": "document", "title": title}
    stored(filing, "evidence").answers = {"evidence": [row]}
    return document.sha256


def test_a_file_that_still_proves_something_is_used_again_by_choice(client, house):
    sha256 = with_evidence(house.filing, house.preparer)
    make.published(house.filing)
    draft = make.a_filing(house.organisation, 2027)
    client.sign_in(house.preparer)
    page = client.page(url(draft, "evidence"))
    assert "Files of your last filing" in page.text
    [box] = page.all(".//input[@name='document']")
    client.fill(
        url(draft, "evidence"),
        action=f"/en/filings/{draft.reference}/evidence-again",
        document=box.get("value"),
    )
    [document] = draft.documents
    assert document.sha256 == sha256
    page = stored(draft, "evidence")
    assert page.complete
    assert page.answers["evidence"][0]["title"] == "Recruitment policy"
    assert "Files of your last filing" not in client.page(url(draft, "evidence")).text


def test_a_file_of_somebody_else_is_never_taken_over(client, house):
    other = House()
    with_evidence(other.filing, other.preparer)
    make.published(other.filing)
    [theirs] = [d for d in other.filing.documents if d.kind is DocumentKind.EVIDENCE]
    make.published(house.filing)
    draft = make.a_filing(house.organisation, 2027)
    client.sign_in(house.preparer)
    again = f"/en/filings/{draft.reference}/evidence-again"
    sent = values_of(client.page(url(draft, "evidence")).form())
    client.post(again, data={"csrf_token": sent.get("csrf_token", ""), "document": theirs.id})
    assert draft.documents == []
