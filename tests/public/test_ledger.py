"""The ledger: one dated status in each square, its basis and the right of reply beside it."""

import csv
import io
from datetime import date, datetime

import pytest

from registry import ledger, publication
from registry.clock import KUALA_LUMPUR
from registry.extensions import db
from registry.models import Filing, Market, PublicStatus, RegisterEntry, ReportingClass
from tests.factories import AT, an_entry, an_organisation
from tests.public.statements import a_statement

pytestmark = pytest.mark.usefixtures("session")

LEDGER = ".//table[@class='table ledger-table']"


def names(page):
    return [
        link.text
        for row in page.all(f"{LEDGER}/tbody/tr")
        for link in row.findall("th/a")
        if link.text
    ]


def squares(page, row=1):
    """The words of each square of a row of the matrix, the newest year first."""
    return [
        " ".join("".join(cell.itertext()).split())
        for cell in page.all(f"{LEDGER}/tbody/tr[{row}]/td")
    ]


def an_organisation_in(statuses, name="Contoh Getah Berhad", **facts):
    """An organisation with these entries, by year."""
    owner = an_organisation(name, **facts)
    for year, columns in statuses.items():
        an_entry(owner, year, **{"mandatory": False, **columns})
    return owner


def test_each_square_has_a_status_and_its_day_and_leads_to_the_year(client):
    on = date(2025, 5, 2)
    published = {"status": PublicStatus.PUBLISHED_ON_TIME, "status_on": on, "published_on": on}
    owner = an_organisation_in({2024: {}, 2025: published, 2026: {"due_on": date(2026, 12, 31)}})
    page = client.page("/en/ledger")
    assert squares(page) == [
        "Due by 31 Dec 2026",
        "Published on time 2 May 2025",
        "Overdue was due 30 Jun 2024",
    ]
    url = f"/en/organisations/{owner.id}/2025"
    assert any(link.get("href") == url for link in page.all(f"{LEDGER}/tbody/tr/td/div/a"))


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"status": PublicStatus.AWAITING_REVIEW}, "Filed, awaiting review 3 Mar 2026"),
        ({"status": PublicStatus.RETURNED}, "Returned for correction 3 Mar 2026"),
        ({"status": PublicStatus.EXEMPT}, "Exempt since 3 Mar 2026"),
        ({"status": PublicStatus.VOLUNTARY}, "Voluntary since 3 Mar 2026"),
        ({"status": PublicStatus.NOT_IN_SCOPE}, "Not in scope since 3 Mar 2026"),
        (
            {"status": PublicStatus.DELISTED_SUSPENDED},
            "Delisted or suspended since 3 Mar 2026",
        ),
        (
            {"first_due_on": date(2026, 3, 31)},
            "Overdue was due 30 Jun 2026 More time: first due 31 Mar 2026",
        ),
        ({"mandatory": True}, "Overdue was due 30 Jun 2026 Required by law"),
    ],
)
def test_the_words_of_a_square_are_dated(client, columns, words):
    an_organisation_in({2026: {"status_on": date(2026, 3, 3), **columns}})
    assert squares(client.page("/en/ledger")) == [words]


def test_a_year_in_which_it_was_not_known_says_so(client):
    an_organisation_in({2025: {}, 2026: {}}, "Contoh Lama Berhad")
    an_organisation_in({2026: {}}, "Contoh Muda Berhad")
    page = client.page("/en/ledger")
    assert squares(page, 2)[1] == "Not on the register"
    assert names(client.page("/en/ledger?year=2025")) == ["Contoh Lama Berhad"]


def test_no_square_says_more_than_the_register_knows(client):
    an_organisation_in({2026: {}})
    page = client.page("/en/ledger")
    assert "It does not say that a law was broken" in page.text
    assert "non-compliant" not in page.text.lower()
    assert "as of 21 Nov 2026" in page.text


def test_every_status_has_its_meaning_its_basis_and_how_it_is_answered(client):
    an_organisation_in({2026: {}})
    page = client.page("/en/ledger")
    meanings = page.all(".//dl[@class='meanings']/div")
    assert len(meanings) == len(PublicStatus)
    for each in meanings:
        words = " ".join("".join(each.itertext()).split())
        assert "On what basis:" in words and "How it answers:" in words
    assert "No law found so far obliges companies to file" in page.text
    assert ["Listed company", "No, expected", "1 Jan 2023"] in [row[:3] for row in page.rows()]


def test_the_basis_stands_beside_each_organisation(client):
    an_organisation_in({2026: {}}, "Contoh A Berhad")
    body = {"reporting_class": ReportingClass.STATUTORY_BODY, "mandatory": True}
    an_organisation_in({2026: body}, "Contoh B Berhad")
    page = client.page("/en/ledger")
    assert "Listed company · expected, not required by law" in page.text
    assert "Statutory body · required by law" in page.text


def test_the_right_of_reply_stands_beside_the_status_and_so_does_the_reply(client):
    statement = a_statement()
    entry = db.session.get(RegisterEntry, (statement.organisation_id, 2026))
    entry.grade_public_on = date(2026, 11, 30)
    assert "May reply before its grade is public on 30 Nov 2026" in client.page("/en/ledger").text
    replied_at = datetime(2026, 11, 22, 0, 30, tzinfo=KUALA_LUMPUR)
    filing = db.session.get(Filing, statement.filing_id)
    publication.add_reply(filing, text="We repaid all of it.", at=replied_at, release=False)
    page = client.page("/en/ledger")
    reply = page.links["Its reply of 22 Nov 2026"]
    assert reply.endswith(f"/{statement.organisation_id}/2026#reply")
    entry.grade_public_on = date(2026, 11, 21)
    shown = client.page(reply.partition("#")[0])
    assert [each.get("id") for each in shown.all(".//*[@id='reply']")] == ["reply"]


def test_organisations_are_chosen_by_their_facts_and_by_how_they_stand_in_a_year(client):
    an_organisation_in(
        {2025: {"status": PublicStatus.EXEMPT}, 2026: {}}, "Contoh Ladang Berhad", state="SBH"
    )
    an_organisation_in({2025: {}, 2026: {}}, "Contoh Besi Berhad", market=Market.ACE)
    assert names(client.page("/en/ledger?state=SBH")) == ["Contoh Ladang Berhad"]
    assert names(client.page("/en/ledger?market=ACE")) == ["Contoh Besi Berhad"]
    assert names(client.page("/en/ledger?status=exempt&year=2025")) == ["Contoh Ladang Berhad"]
    assert names(client.page("/en/ledger?status=exempt&year=2026")) == []
    assert names(client.page("/en/ledger?reporting_class=statutory_body")) == []


def test_every_page_of_the_ledger_leads_on_and_back(client):
    for number in range(30):
        an_organisation_in({2026: {}}, f"Contoh {number:03d} Berhad")
    first = client.page("/en/ledger")
    second = client.page(first.links["Next page"])
    assert names(first) + names(second) == [f"Contoh {n:03d} Berhad" for n in range(30)]
    assert names(client.page(second.links["Previous page"])) == names(first)


def test_the_file_is_what_the_page_shows(client):
    an_organisation_in({2025: {}, 2026: {}}, "=Contoh Getah Berhad", sector="energy")
    an_organisation_in({2026: {}}, "Contoh Lain Berhad", sector="property")
    page = client.page("/en/ledger?sector=energy")
    answer = client.get(page.links["Download this table (CSV)"])
    (row,) = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert row["name"] == "'=Contoh Getah Berhad", "a spreadsheet must not run it"
    assert (row["2025_status"], row["2026_status"]) == ("overdue", "overdue")
    assert (row["2026_due_on"], row["as_of"]) == ("2026-06-30", "2026-11-21")


@pytest.mark.parametrize(
    "query",
    ["page=garbage", "status=%00", "sector=%3Cscript%3E", "q=%25'%22;--", "year=abcd"],
)
def test_hostile_addresses_get_a_sound_first_page(client, query):
    an_organisation_in({2026: {}})
    assert client.page(f"/en/ledger?{query}").heading == "Who reported"


def test_a_year_that_is_not_open_is_not_found(client):
    an_organisation_in({2026: {}})
    client.page("/en/ledger?year=2031", status=404)


@pytest.mark.parametrize("lang", ["en", "ms"])
@pytest.mark.parametrize("page", ["ledger", "ledger/by/sector", "ledger/by/market"])
def test_the_pages_open_before_anything_is_in_the_register(client, lang, page):
    assert client.page(f"/{lang}/{page}").heading


@pytest.mark.parametrize(
    "page",
    ["ledger", "ledger?status=overdue&state=SGR", "ledger?sector=industrial", "ledger/by/sector"],
)
def test_a_page_takes_few_queries_however_many_rows(client, queries, page):
    for _ in range(30):
        an_organisation_in({2025: {}, 2026: {}}, "")
    ledger.append("year_opened", "2026", {}, at=AT)
    db.session.commit()
    with queries() as made:
        client.page(f"/en/{page}")
    assert len(made) <= 5, "\n\n".join(made)
