"""The listing: everybody is in it, and whatever is asked of it has an address."""

from datetime import date

import pytest

from registry import ledger, obligations, organisations
from registry.extensions import db
from registry.models import Market, PublicStatus, RegisterEntry, ReportingClass
from registry.organisations import OrganisationRecord
from tests.factories import AT, an_entry, an_organisation
from tests.public.statements import a_statement

pytestmark = pytest.mark.usefixtures("session")


def listed(page):
    """The names on a page of the listing, in its order."""
    return [
        link.text for row in page.all(".//tbody/tr") for link in row.findall("th/a") if link.text
    ]


def a_record(name, number=1, **facts):
    """An organisation as an import adds it, with its words; its entry comes with the year 2026."""
    record = OrganisationRecord(
        name=name,
        ssm_number=f"2019010{number:05d}",
        classes=((date(2023, 1, 1), ReportingClass.LISTED_COMPANY, ""),),
        **facts,
    )
    organisations.add([record])
    obligations.open_year(2026)


def test_an_overdue_organisation_is_listed_with_the_day_and_its_deadline(client):
    an_entry(an_organisation("Contoh Getah Berhad"))
    page = client.page("/en/register")
    assert "Contoh Getah Berhad" in listed(page)
    assert "No statement on this register as of 21 Nov 2026 (due 30 Jun 2026)" in page.text
    assert "non-compliant" not in page.text.lower()


def test_the_listing_speaks_malay(client):
    an_entry(an_organisation("Contoh Getah Berhad"))
    page = client.page("/ms/register?year=2026")
    assert page.tree.get("lang").startswith("ms")
    assert listed(page) == ["Contoh Getah Berhad"]


@pytest.mark.parametrize(
    ("due_on", "status"),
    [(date(2026, 11, 20), "overdue"), (date(2026, 11, 21), "due"), (date(2026, 12, 31), "due")],
)
def test_overdue_begins_the_day_after_the_deadline(client, due_on, status):
    an_entry(an_organisation("Contoh Sehari Berhad"), due_on=due_on)
    other = {"overdue": "due", "due": "overdue"}[status]
    assert listed(client.page(f"/en/register?status={status}")) == ["Contoh Sehari Berhad"]
    assert listed(client.page(f"/en/register?status={other}")) == []


def test_filters_narrow_the_list_and_can_be_taken_away(client):
    an_entry(an_organisation("Contoh Ladang Berhad", sector="plantation", state="SBH"))
    an_entry(an_organisation("Contoh Besi Berhad", market=Market.ACE))
    page = client.page("/en/register?year=2026&sector=plantation&state=SBH")
    assert listed(page) == ["Contoh Ladang Berhad"]
    without_sector = next(url for words, url in page.links.items() if "Plantation ×" in words)
    assert "state=SBH" in without_sector and "sector" not in without_sector
    assert listed(client.page("/en/register?market=ACE")) == ["Contoh Besi Berhad"]


@pytest.mark.parametrize(
    "words",
    ["getah", "CONTOH GE", "sarung", "201901000077", "1312525-A", "1312525a", "0077", "gloves g"],
)
def test_one_box_finds_names_aliases_and_numbers(client, words):
    an_entry(an_organisation("Contoh Lain Berhad"))
    a_record(
        "Contoh Getah Berhad",
        77,
        ssm_old_number="1312525-A",
        stock_code="0077",
        aliases=("Sarung Tangan Contoh", "Gloves Group"),
    )
    assert listed(client.page(f"/en/register?q={words}")) == ["Contoh Getah Berhad"]


def test_words_must_all_match(client):
    a_record("Contoh Getah Utara Berhad", 1)
    a_record("Contoh Getah Selatan Berhad", 2)
    assert listed(client.page("/en/register?q=getah+sel")) == ["Contoh Getah Selatan Berhad"]


def test_nothing_found_says_what_to_try(client):
    an_entry(an_organisation())
    page = client.page("/en/register?q=zzz")
    assert "No organisation matches" in page.text
    assert any(url.endswith("/en/register?year=2026") for url in page.links.values())


def test_a_typing_error_shows_the_results_for_what_was_meant_and_says_so(client):
    a_record("Contoh Getah Utara Berhad", 1)
    answer = client.get("/en/register?q=gteah+utara&sector=plantation")
    assert "q=getah+utara" in answer.location and "sector=plantation" in answer.location
    page = client.page(client.get("/en/register?q=gteah+utara").location)
    assert listed(page) == ["Contoh Getah Utara Berhad"]
    assert (
        "No name has the words “gteah utara”. These are the results for “getah utara”." in page.text
    )
    assert "No name has" not in client.page("/en/register?q=zzzzzz").text


def test_every_page_has_the_next_rows_and_leads_back(client):
    for number in range(60):
        an_entry(an_organisation(f"Contoh {number:03d} Berhad"))
    seen, url, pages = [], "/en/register?year=2026", []
    while url:
        page = client.page(url)
        pages.append(listed(page))
        seen += pages[-1]
        assert "60 organisations" in page.text
        url = page.links.get("Next page")
    assert seen == [f"Contoh {number:03d} Berhad" for number in range(60)]
    assert len(pages) == 3
    back = client.page(page.links["Previous page"])
    assert listed(back) == pages[1]
    assert listed(client.page(back.links["First page"])) == pages[0]
    assert listed(client.page(back.links["Previous page"])) == pages[0]


@pytest.mark.parametrize("sort", ["name", "activity", "deadline", "score"])
def test_every_order_walks_through_everybody_once(client, sort):
    for number in range(30):
        an_entry(an_organisation(f"Contoh {number:03d} Berhad"), due_on=date(2026, 6, 30))
    seen, url = [], f"/en/register?year=2026&sort={sort}"
    while url:
        page = client.page(url)
        seen += listed(page)
        url = page.links.get("Next page")
    assert sorted(seen) == [f"Contoh {number:03d} Berhad" for number in range(30)]


def test_becoming_overdue_is_a_change_like_any_other(client):
    an_entry(an_organisation("Contoh Lewat Berhad"), due_on=date(2026, 9, 30))
    published = {"status": PublicStatus.PUBLISHED_ON_TIME, "published_on": date(2026, 8, 1)}
    an_entry(an_organisation("Contoh Ogos Berhad"), status_on=date(2026, 8, 1), **published)
    published["published_on"] = date(2026, 11, 1)
    an_entry(an_organisation("Contoh Baru Berhad"), status_on=date(2026, 11, 1), **published)
    page = client.page("/en/register?sort=activity")
    assert listed(page) == ["Contoh Baru Berhad", "Contoh Lewat Berhad", "Contoh Ogos Berhad"]


def test_a_score_ranks_nobody_before_it_is_public(client):
    public = {"grade_public_on": date(2026, 11, 21), "grade": "C", "score_tenths": 600}
    waiting = {"grade_public_on": date(2026, 11, 22), "grade": "A", "score_tenths": 950}
    an_entry(an_organisation("Contoh Menunggu Berhad"), **waiting)
    an_entry(an_organisation("Contoh Terbuka Berhad"), **public)
    page = client.page("/en/register?sort=score")
    assert listed(page) == ["Contoh Terbuka Berhad", "Contoh Menunggu Berhad"]
    assert listed(client.page("/en/register?grade=A")) == []
    assert listed(client.page("/en/register?grade=C")) == ["Contoh Terbuka Berhad"]


def test_a_grade_waits_for_the_right_of_reply(client):
    statement = a_statement()
    entry = db.session.get(RegisterEntry, (statement.organisation_id, 2026))
    entry.grade_public_on = date(2026, 11, 30)
    page = client.page("/en/register")
    assert "Grade after the right of reply, from 30 Nov 2026" in page.text
    assert "Leading practice" not in " ".join(cell for row in page.rows() for cell in row)


@pytest.mark.parametrize(
    "query",
    [
        "page=garbage",
        "page=WyJuYW1lIiwgMSwgMSwgMF0",
        "page=W10",
        "page=%00",
        "page=" + "A" * 3000,
        "sort=nonsense",
        "q=%00",
        "q=%25%5F'%22;--",
        "status=unknown&sector=%3Cscript%3E",
        "year=",
        "year=abcd",
        "year=%D9%A2%D9%A0%D9%A2%D9%A6",
    ],
)
def test_hostile_addresses_get_a_sound_first_page(client, query):
    an_entry(an_organisation("Contoh Getah Berhad"))
    page = client.page(f"/en/register?{query}")
    assert page.heading == "Register"


def test_an_unknown_filter_is_left_out_and_named(client):
    an_entry(an_organisation("Contoh Getah Berhad"))
    page = client.page("/en/register?status=perhaps")
    assert "left out: status" in page.text
    assert listed(page) == ["Contoh Getah Berhad"]


def test_long_words_are_cut_with_a_message(client):
    an_entry(an_organisation())
    assert "only its first words were used" in client.page(f"/en/register?q={'a' * 500}").text
    many = "+".join("abcdefghijkl")
    assert "“a b c d e f g h”" in client.page(f"/en/register?q={many}").text


def test_a_year_that_is_not_open_is_not_found(client):
    an_entry(an_organisation())
    client.page("/en/register?year=2031", status=404)


def test_a_page_of_the_listing_takes_few_queries(client, queries):
    for _ in range(30):
        an_entry(an_organisation(), status=PublicStatus.EXEMPT)
    ledger.append("year_opened", "2026", {}, at=AT)
    client.page("/en/register")
    with queries() as made:
        client.page("/en/register?status=exempt&sort=deadline")
    assert len(made) <= 5, "\n\n".join(made)
