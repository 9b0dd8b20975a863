"""What the public reads of the companies of a group, each under its own name."""

import csv
import io

import pytest
from sqlalchemy import text as sql

from registry.public.organisations import subsidiaries
from tests import factories as make
from tests.coverage.groups import KILANG, LADANG, LOGISTIK, a_parent, a_row
from tests.public.statements import a_statement

pytestmark = pytest.mark.usefixtures("session")

HOLDER = "passports.doc_passport_holder"
SAID = "The company keeps passports in a safe."


def differing(number=KILANG, name="Contoh Kilang Sdn Bhd"):
    """The page that says that one company differs in who holds passports."""
    row = {"entity": f"{name} ({number})", "question": HOLDER, "said": SAID}
    return {"differences": {"differences": [row]}}


def words_of(page):
    return " ".join(page.text.split())


def parent(name="Contoh Induk Berhad", **columns):
    return make.an_organisation(name, **columns)


def test_a_statement_lists_whom_it_covers_and_whom_it_leaves_out(client):
    rows = (a_row(KILANG, "Contoh Kilang Sdn Bhd"), a_row(LADANG, "Contoh Ladang", covered="no"))
    own = a_parent(*rows, organisation=parent()).organisation_id
    page = client.page(f"/en/organisations/{own}/2026")
    group = page.all(".//section[@id='group']")[0]
    text = " ".join("".join(group.itertext()).split())
    assert text.index("that this statement does not cover") < text.index("Contoh Ladang")
    assert text.index("No statement covers it.") < text.index("Contoh Kilang Sdn Bhd")
    assert page.links["Contoh Ladang"] == f"/en/subsidiaries/{LADANG}"


def test_an_answer_that_differs_stands_beside_the_answer_itself(client):
    rows = [a_row(KILANG, "Contoh Kilang Sdn Bhd")]
    own = a_parent(*rows, answers=differing()).organisation_id
    page = client.page(f"/en/organisations/{own}/2026")
    said = f"Differs for Contoh Kilang Sdn Bhd ({KILANG}): {SAID}"
    assert said in words_of(page)
    after = words_of(page).index("Who holds workers’ passports?")
    assert words_of(page).rindex(said) > after


def test_a_difference_is_noted_in_the_finding_that_reads_the_answer(client):
    own = a_parent(a_row(KILANG, "Contoh Kilang Sdn Bhd"), answers=differing()).organisation_id
    page = client.page(f"/ms/organisations/{own}/2026")
    noted = [finding for finding in page.all(".//article") if SAID in "".join(finding.itertext())]
    assert noted
    assert all(finding.get("id", "").startswith("DOC") for finding in noted)


def test_a_company_has_a_page_under_its_number(client):
    a_parent(
        a_row(KILANG, "Contoh Kilang Sdn Bhd", share_percent="62.5"),
        organisation=parent(),
        answers=differing(),
    )
    a_parent(a_row(KILANG, "Contoh Kilang", covered="no"), year=2025)
    page = client.page(f"/en/subsidiaries/{KILANG}")
    text = words_of(page)
    assert page.heading == "Contoh Kilang Sdn Bhd"
    assert "Covered by the statement of Contoh Induk Berhad" in text
    assert "62.5% held" in text
    assert SAID in text
    assert "No statement on this register covers this company for 2025" in text


def test_a_company_of_the_register_leads_to_its_own_page(client):
    child = parent("Contoh Anak Berhad", ssm_old_number="1312525-A")
    a_parent(a_row(child.ssm_number), organisation=parent())
    answer = client.get("/en/subsidiaries/1312525-A")
    assert answer.location.endswith(f"/en/organisations/{child.id}")
    make.an_entry(child)
    text = words_of(client.page(f"/en/organisations/{child.id}"))
    assert "2026: Covered by the statement of Contoh Induk Berhad" in text
    assert "100% held" in text
    assert "No statement on this register covers it" not in text
    of_year = words_of(client.page(f"/en/organisations/{child.id}/2026"))
    assert "2026: Covered by the statement of Contoh Induk Berhad" in of_year


def test_an_organisation_that_is_named_and_covered_by_none_says_so(client):
    child = parent("Contoh Anak Berhad")
    a_parent(a_row(child.ssm_number, covered="no"), organisation=parent())
    make.an_entry(child)
    page = f"/en/organisations/{child.id}"
    text = words_of(client.page(page))
    assert "Named as a company of Contoh Induk Berhad, whose statement does not cover it" in text
    assert "No statement on this register covers it for 2026." in text


def test_an_organisation_with_its_own_statement_is_covered_by_it(client):
    child = parent("Contoh Anak Berhad")
    a_parent(a_row(child.ssm_number, covered="no"))
    a_statement(child)
    text = words_of(client.page(f"/en/organisations/{child.id}"))
    assert "No statement on this register covers it" not in text
    assert "Contoh Anak" not in words_of(client.page("/en/subsidiaries"))


def test_a_company_that_nobody_names_is_not_found(client):
    client.page(f"/en/subsidiaries/{KILANG}", status=404)
    client.page("/en/subsidiaries/named-1-x", status=404)


def test_the_list_of_uncovered_companies_is_paged_and_downloaded(client):
    rows = [a_row(f"2019018{n:05d}", f"Contoh {n:02d} Sdn Bhd", covered="no") for n in range(30)]
    a_parent(*rows, a_row(KILANG), organisation=parent())
    page = client.page("/en/subsidiaries?year=2026")
    assert "30 companies" in words_of(page)
    assert len(page.all(".//tbody/tr")) == 25
    following = client.page(_next(page))
    assert len(following.all(".//tbody/tr")) == 5
    lines = list(
        csv.DictReader(io.StringIO(client.get("/en/subsidiaries.csv").text.lstrip("\ufeff")))
    )
    assert len(lines) == 30
    assert lines[0]["named_by"] == "Contoh Induk Berhad"
    assert lines[0]["covered"] == "no"


def _next(page):
    [url] = {url for words, url in page.links.items() if words.startswith("Next")}
    return url


def test_a_damaged_page_and_an_unknown_year_do_no_harm(client):
    assert client.get("/en/subsidiaries?page=%00x").status_code == 200
    client.page("/en/subsidiaries?year=1999", status=404)


def test_a_company_is_found_in_search_under_its_own_name(client):
    make.an_entry(parent("Syarikat Lain Berhad"))
    a_parent(a_row(KILANG, "Kilang Getah Seri Sdn Bhd"), organisation=parent())
    a_parent(a_row(LADANG, "Ladang Seri Sdn Bhd", covered="no"))
    for asked in ("kilang getah", "get kil", "seri getah", KILANG, "KILANG"):
        text = words_of(client.page(f"/en/register?q={asked}"))
        assert "Kilang Getah Seri Sdn Bhd" in text, asked
        assert "Covered by the statement of Contoh Induk Berhad" in text
        assert "No organisation matches" not in text
    text = words_of(client.page("/en/register?q=seri"))
    assert "Ladang Seri Sdn Bhd" in text
    assert "No statement covers it." in text
    assert "Seri" not in words_of(client.page("/en/register?q=seri+xyz"))


def test_a_company_is_found_in_the_year_in_which_it_is_named(client):
    a_parent(a_row(KILANG, "Kilang Getah Sdn Bhd"), year=2025)
    make.an_entry(parent())
    assert "Kilang Getah" in words_of(client.page("/en/register?q=getah&year=2025"))
    assert "Kilang Getah" not in words_of(client.page("/en/register?q=getah&year=2026"))


def test_pages_take_few_queries(client, queries):
    rows = [a_row(f"2019018{n:05d}", f"Contoh {n:02d} Sdn Bhd", covered="no") for n in range(30)]
    a_parent(*rows, a_row(KILANG), answers=differing())
    client.page("/en/register?q=contoh")
    for address, most in {
        "/en/register?q=contoh+anak": 10,
        f"/en/subsidiaries/{KILANG}": 4,
        "/en/subsidiaries": 5,
    }.items():
        with queries() as made:
            client.page(address)
        assert len(made) <= most, "\n\n".join([address, *made])


def test_a_search_walks_an_index_from_its_rarest_word(session):
    rows = [a_row(f"2019018{n:05d}", f"Ladang {n:02d} Sdn Bhd") for n in range(30)]
    a_parent(*rows, a_row(KILANG, "Ladang Zamrud Sdn Bhd"))
    assert subsidiaries._rarest_first(["ladang", "zamrud"]) == ["zamrud", "ladang"]
    if session.connection().dialect.name == "sqlite":
        query = subsidiaries._keys(["zamrud", "ladang"], 2026)
        literal = query.compile(session.connection(), compile_kwargs={"literal_binds": True})
        plan = session.execute(sql(f"EXPLAIN QUERY PLAN {literal}")).all()
        scanned = [row[-1] for row in plan if row[-1].startswith("SCAN")]
        assert scanned == ["SCAN anon_1"], "the first that bear the word, and no table"
    [found] = subsidiaries.found("ladang zam", 2026)
    assert found.key == KILANG
    assert len(subsidiaries.found("ladang", 2026)) == subsidiaries.MOST_FOUND


def test_numbers_that_two_groups_share_are_one_company(client):
    a_parent(a_row(KILANG, covered="no"), organisation=parent())
    a_parent(a_row(KILANG, covered="no"), a_row(LOGISTIK), organisation=parent("Contoh Dua Berhad"))
    page = client.page("/en/subsidiaries")
    assert "1 company" in words_of(page)
    assert {"Contoh Induk Berhad", "Contoh Dua Berhad"} <= page.links.keys()
