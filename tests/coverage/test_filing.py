"""Filing for a group: what the pages say of its companies, and what they may not tell."""

import pytest

from registry.forms.filing import PAGES
from tests import factories as make
from tests.coverage.groups import KILANG, LADANG, a_group, a_parent, a_row

HOLDER = "passports.doc_passport_holder"
SAID = "The company keeps passports in a safe."


@pytest.fixture
def parent(session):
    return make.an_organisation("Contoh Induk Berhad")


def a_draft(organisation, *rows, differences=()):
    pages = {
        **make.complete_answers(),
        "period": a_group(*rows),
        "differences": {"differences": list(differences)},
    }
    return make.a_filing(organisation, by=make.a_filer(organisation), pages=pages)


def opened(client, filing, page="period"):
    """The page as the filer sees it, as text."""
    client.sign_in(filing.pages[0].saved_by)
    return client.page(f"/en/filings/{filing.reference}/pages/{page}")


def text_of(page):
    return " ".join(page.text.split())


def test_the_page_counts_what_the_list_names(client, parent):
    rows = [a_row(), a_row(LADANG, covered="no")]
    text = text_of(opened(client, a_draft(parent, *rows)))
    assert "The list counts 2 companies, 1 of them covered." in text
    assert "3 companies in the group, and 2 in this filing" in text
    assert "Correct one of the two" not in text


def test_lines_are_pasted_without_a_script(client, parent):
    filing = a_draft(parent)
    client.sign_in(filing.pages[0].saved_by)
    url = f"/en/filings/{filing.reference}/pages/period"
    answer = client.fill(url, pasted=f"Contoh A Sdn Bhd,{KILANG},60,yes", add="entities")
    assert "One company was added to the list" in answer.text
    assert KILANG in answer.text


def test_a_company_that_another_statement_covers_is_named_with_it(client, parent):
    other = a_parent(a_row(), organisation=make.an_organisation("Contoh Rakan Berhad"))
    text = text_of(opened(client, a_draft(parent, a_row(name="Contoh Bersama Sdn Bhd"))))
    assert "Already covered by another statement" in text
    assert "covered by the statement of Contoh Rakan Berhad for 2026" in text
    page = opened(client, a_draft(make.an_organisation(), a_row()))
    assert page.links["Read that statement (Contoh Rakan Berhad)"].endswith(
        f"/organisations/{other.organisation_id}/2026"
    )


def test_a_filer_that_another_statement_covers_is_told_so(client, parent):
    a_parent(a_row(parent.ssm_number), organisation=make.an_organisation("Contoh Puncak Berhad"))
    filing = a_draft(parent)
    text = text_of(opened(client, filing))
    assert "Another statement already covers your company" in text
    assert "The statement of Contoh Puncak Berhad for 2026 covers it." in text
    desk = text_of(client.page("/en/filings/"))
    assert "The statement of Contoh Puncak Berhad for 2026 covers it." in desk
    new = make.an_organisation("Contoh Baharu Berhad")
    make.an_entry(new)
    a_parent(a_row(new.ssm_number), organisation=make.an_organisation("Contoh Lagi Berhad"))
    client.sign_in(make.a_filer(new))
    start = text_of(client.page(f"/en/filings/start/{new.id}/2026"))
    assert "The statement of Contoh Lagi Berhad for 2026 covers it." in start


def test_nothing_is_told_of_what_nobody_has_published(client, parent):
    pages = {**make.complete_answers(), "period": a_group(a_row(parent.ssm_number), a_row())}
    a_draft(make.an_organisation("Contoh Draf Berhad"), a_row(parent.ssm_number), a_row())
    make.filed(make.a_filing(make.an_organisation("Contoh Rahsia Berhad"), pages=pages))
    filing = a_draft(parent, a_row())
    for text in (
        text_of(opened(client, filing)),
        text_of(client.page("/en/filings/")),
        text_of(client.page(f"/en/filings/{filing.reference}/check")),
    ):
        assert "Rahsia" not in text
        assert "Contoh Draf Berhad" not in text


def test_a_company_of_the_register_is_recognised_by_its_number(client, parent):
    child = make.an_organisation("Contoh Anak Berhad")
    text = text_of(opened(client, a_draft(parent, a_row(child.ssm_number, "Contoh Anak"))))
    assert "Contoh Anak is on this register as Contoh Anak Berhad." in text


def test_the_name_of_an_organisation_with_another_number_is_asked_about(client, parent):
    child = make.an_organisation("Contoh Anak Berhad")
    text = text_of(opened(client, a_draft(parent, a_row(KILANG, "CONTOH ANAK BHD"))))
    assert "Is this the same company?" in text
    assert f"whose number is {child.ssm_number}" in text


def test_an_answer_that_differs_is_marked_and_leads_to_the_difference(client, parent):
    row = {"entity": f"Contoh Anak 1 Sdn Bhd ({KILANG})", "question": HOLDER, "said": SAID}
    filing = a_draft(parent, a_row(), differences=[row])
    page = opened(client, filing, "passports")
    mark = page.links[f"Differs for Contoh Anak 1 Sdn Bhd ({KILANG})"]
    assert mark.endswith("/pages/differences")
    check = text_of(client.page(f"/en/filings/{filing.reference}/check"))
    assert SAID in check


def test_the_page_of_differences_lists_companies_and_questions(client, parent):
    page = opened(client, a_draft(parent, a_row()), "differences")
    assert f"Contoh Anak 1 Sdn Bhd ({KILANG})" in text_of(page)
    groups = [group.get("label") for group in page.all(".//select/optgroup")]
    assert str(PAGES["passports"].title) in groups
    alone = text_of(opened(client, a_draft(make.an_organisation()), "differences"))
    assert "This filing covers no company beside your own" in alone
