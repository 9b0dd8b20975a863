"""Statements found by their words on the page of the listing."""

import csv
import io
from datetime import date, timedelta
from random import Random

import pytest

from registry import ledger, organisations, statement_withdrawal
from registry.extensions import db
from registry.forms.public import Search
from registry.models import (
    Filing,
    Market,
    Organisation,
    RegisterEntry,
    StaffRole,
    Statement,
    StatementText,
)
from registry.organisations import OrganisationRecord
from registry.public.listing import entries as listing
from registry.public.listing import facets as listing_facets
from registry.public.listing import statements as listing_statements
from registry.text_search import TooCommon, index
from registry.text_search.words import stems
from tests.factories import (
    AT,
    a_document,
    a_filer,
    a_filing,
    a_user,
    an_entry,
    an_organisation,
    complete_answers,
    published,
)
from tests.public.statements import amended
from tests.text_search.test_index import about

pytestmark = pytest.mark.usefixtures("session")

TODAY = date(2026, 11, 21)


def saying(words, name="", year=2026, **facts):
    """A published statement whose document says this."""
    filing = a_filing(an_organisation(name, **facts), year, pages=complete_answers())
    a_document(filing, by=a_filer(filing.organisation), text=words)
    return published(filing)


def named(name, number):
    """A published statement of an organisation that is found by its name."""
    record = OrganisationRecord(name=name, ssm_number=f"2018010{number:05d}")
    (id,) = organisations.add([record])
    filing = a_filing(db.session.get_one(Organisation, id), pages=complete_answers())
    a_document(filing, by=a_filer(filing.organisation), text="A zebra.")
    return published(filing)


def something_happened():
    """An event after which everything is counted anew."""
    db.session.flush()
    ledger.append("replied", "somebody", {}, at=AT)
    db.session.info.clear()


def found(page):
    return [link.text for link in page.all(".//ol[@class='found-list']//h3/a")]


def marked(page):
    return [mark.text for mark in page.all(".//mark")]


def facet(page, label):
    """The values of a filter and the numbers beside them."""
    for group in page.all(".//details[@class='facet']"):
        if group.find("summary").text == label:
            links = group.findall(".//a")
            return {a.find("span[1]").text: "".join(a.find("span[2]").itertext()) for a in links}
    return {}


def test_one_box_answers_with_names_first_and_then_what_statements_say(client):
    organisations.add([OrganisationRecord(name="Contoh Zebra Berhad", ssm_number="201801000001")])
    an_entry(db.session.scalars(db.select(Organisation)).one())
    saying("Two zebras grazed.", "Contoh Lain Berhad")
    page = client.page("/en/register?q=zebra")
    assert "1 organisation of this name or number" in page.text
    assert "1 statement mentions it" in page.text
    assert found(page) == ["Contoh Lain Berhad"]
    assert marked(page) == ["zebras"]
    assert page.text.index("of this name") < page.text.index("mentions it")


def test_words_are_found_in_either_language_and_form(client):
    saying("Syarikat membayar balik yuran kepada pekerja dengan segera.")
    for words in ("bayaran", "dibayar", "yuran+pekerja"):
        assert "1 statement mentions it" in client.page(f"/en/register?q={words}").text
    assert marked(client.page("/ms/register?q=bayaran")) == ["membayar"]


def test_mentions_and_does_not_mention_are_plain_fields(client):
    saying("A zebra and an okapi.", "Contoh Dua Berhad")
    saying("A zebra.", "Contoh Satu Berhad")
    an_entry(an_organisation("Contoh Diam Berhad"))
    page = client.page("/en/register?mentions=zebra&without=okapis")
    assert found(page) == ["Contoh Satu Berhad"]
    page = client.page("/en/register?without=okapi")
    assert found(page) == ["Contoh Satu Berhad"], "of those who published"
    assert "1 statement does not mention it" in page.text
    without_zebra = next(url for words, url in page.links.items() if "okapi ×" in words)
    assert without_zebra.endswith("/register?year=2026")


def test_phrases_and_minus_words_work_in_the_one_box(client):
    saying("A right of reply is given.", "Contoh Jawab Berhad")
    saying("Reply, right away, to the zebra.", "Contoh Cepat Berhad")
    assert found(client.page("/en/register?q=%22right+of+reply%22")) == ["Contoh Jawab Berhad"]
    assert found(client.page("/en/register?q=reply+-zebra")) == ["Contoh Jawab Berhad"]


@pytest.fixture
def no_phrase_in_time(monkeypatch):
    def too_common(*_terms, **_how):
        raise TooCommon

    monkeypatch.setattr(listing_statements.text_search, "matching", too_common)


@pytest.mark.parametrize("field", ["q", "mentions"])
def test_a_phrase_too_common_to_be_looked_for_is_told_and_typed_still(
    client, no_phrase_in_time, field
):
    named("Contoh Biasa Berhad", 1)
    page = client.page(f"/en/register?year=2026&{field}=%22the+workers+contoh%22", status=400)
    assert "could not be looked for in time" in page.text
    (typed,) = page.all(f".//input[@name='{field}']")
    assert typed.get("value") == '"the workers contoh"'


def test_no_file_begins_where_a_phrase_is_too_common(client, no_phrase_in_time):
    saying("A zebra.")
    answer = client.get("/en/register.csv?year=2026&mentions=%22workers+contract%22")
    assert (answer.status_code, answer.mimetype) == (400, "text/html")


def test_what_a_statement_says_is_printed_and_never_run(client):
    saying("<script>zebra</script> & <b>okapi</b>")
    page = client.page("/en/register?q=zebra")
    assert "<script>zebra</script> & <b>okapi</b>" in page.text


def test_filters_count_what_they_would_leave(client):
    saying("A zebra.", sector="plantation", state="SBH")
    saying("A zebra.", sector="plantation", state="JHR", market=Market.ACE)
    saying("A zebra.", sector="energy", state="JHR")
    saying("An okapi.", sector="energy", state="JHR")
    page = client.page("/en/register?q=zebra&state=JHR")
    assert "2 statements mention it" in page.text
    assert facet(page, "Sector") == {"Plantation": "1", "Energy": "1"}
    assert facet(page, "State") == {"Johor": "×Remove", "Sabah": "1"}
    assert facet(page, "Market") == {"Main Market": "1", "ACE Market": "1"}


def test_filters_of_the_listing_count_organisations(client):
    an_entry(an_organisation(sector="plantation"))
    an_entry(an_organisation(sector="energy"), due_on=date(2026, 12, 31))
    page = client.page("/en/register?sector=energy")
    assert facet(page, "Sector") == {"Energy": "×Remove", "Plantation": "1"}
    assert facet(page, "Status") == {"Due": "1"}


def test_a_grade_is_counted_from_the_day_it_is_public(client):
    entry = db.session.get(RegisterEntry, (saying("A zebra.").organisation_id, 2026))
    entry.grade = "A"
    something_happened()
    assert list(facet(client.page("/en/register?q=zebra"), "Grade")) == ["Leading practice"]
    entry.grade_public_on = TODAY + timedelta(1)
    something_happened()
    assert facet(client.page("/en/register?q=zebra"), "Grade") == {}
    assert facet(client.page("/en/register"), "Grade") == {}
    assert found(client.page("/en/register?mentions=zebra&grade=A")) == []


def test_the_years_say_how_many_statements_each_has(client):
    organisation = an_organisation()
    for year in (2025, 2026):
        filing = a_filing(organisation, year, pages=complete_answers())
        a_document(filing, by=a_filer(organisation), text="A zebra.")
        published(filing)
    page = client.page("/en/register?q=zebra")
    assert [tab.text for tab in page.all(".//span[@class='tab-count']")] == ["1", "1"]
    assert found(client.page("/en/register?q=zebra&year=2025"))


def test_only_the_newest_version_that_stands_is_found(client):
    first = saying("A zebra.")
    second = amended(first, at=AT, answers=about("An okapi"))
    filing = db.session.get_one(Filing, first.filing_id)
    assert found(client.page("/en/register?mentions=okapi"))
    statement_withdrawal.withdraw(
        second, filing, by=a_user(staff=StaffRole.OFFICER), at=AT, reason="It was wrong."
    )
    for word in ("zebra", "okapi"):
        assert found(client.page(f"/en/register?mentions={word}")) == []


def test_words_left_behind_in_the_index_lead_nowhere(client):
    """SQLite keeps the words of withdrawn statements; no number counts them."""
    statement = saying("A zebra.")
    db.session.delete(db.session.get_one(StatementText, statement.id))
    db.session.flush()
    assert found(client.page("/en/register?mentions=zebra")) == []
    assert found(client.page("/en/register?without=okapi")) == []


def test_drafts_and_filings_under_review_are_not_found(client):
    filing = a_filing(pages={**complete_answers(), **about("A zebra")})
    a_document(filing, by=a_filer(filing.organisation), text="A zebra.")
    assert found(client.page("/en/register?mentions=zebra")) == []


def test_best_match_first_and_other_orders(client):
    passing = "words about other things " * 300
    saying(f"{passing} zebra", "Contoh A Berhad")
    saying("zebra zebra zebra " * 5, "Contoh B Berhad")
    assert found(client.page("/en/register?q=zebra")) == ["Contoh B Berhad", "Contoh A Berhad"]
    by_name = found(client.page("/en/register?q=zebra&sort=name"))
    assert by_name == ["Contoh A Berhad", "Contoh B Berhad"]


@pytest.mark.parametrize("sort", ["relevance", "name", "deadline", "activity", "score"])
def test_every_page_has_the_next_statements_and_leads_back(client, sort):
    names = {f"Contoh {number:02d} Berhad" for number in range(23)}
    for name in names:
        saying("A zebra.", name)
    seen, back, url = [], [], f"/en/register?q=zebra&in=statements&sort={sort}"
    while url:
        page = client.page(url)
        seen.append(found(page))
        url = page.links.get("Next page")
    assert [len(each) for each in seen] == [10, 10, 3]
    assert {name for each in seen for name in each} == names
    while url := page.links.get("Previous page"):
        page = client.page(url)
        back.append(found(page))
    assert back == seen[:-1][::-1]


def test_names_alone_can_be_asked_for(client):
    for number in range(8):
        named(f"Contoh Zebra {number} Berhad", number)
    page = client.page("/en/register?q=zebra")
    assert len(page.all(".//tbody/tr")) == 5
    page = client.page(page.links["All 8 organisations of this name or number"])
    assert len(page.all(".//tbody/tr")) == 8
    assert found(page) == []


def test_the_same_can_be_taken_away(client):
    saying("A zebra.", "Contoh Satu Berhad")
    saying("An okapi.", "Contoh Dua Berhad")
    page = client.page("/en/register?mentions=zebra")
    answer = client.get(page.links["Download this list (CSV)"])
    rows = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert [row["name"] for row in rows] == ["Contoh Satu Berhad"]


def test_an_address_keeps_its_question_in_the_other_language(client):
    saying("A zebra.")
    page = client.page("/en/register?mentions=zebra&sort=name&sector=industrial")
    malay = client.page(page.all(".//a[@hreflang='ms']")[0].get("href"))
    assert found(malay) == found(page)
    (canonical,) = page.all(".//link[@rel='canonical']")
    assert canonical.get("href").endswith(
        "/en/register?year=2026&mentions=zebra&sector=industrial&sort=name"
    )


@pytest.mark.parametrize(
    "query",
    ["mentions=%22", "without=the", "mentions=-&without=-", "q=%27%29+OR+1%3D1", "q=near%3A%22a%22",
     "mentions=a%2Bb+NOT+%28%29", "in=elsewhere&q=zebra", "mentions=%F0%9F%98%80", "q=%22%22",
     "mentions=zebra&page=garbage", "mentions=zebra&page=WyJuYW1lIiwgMSwgMSwgMF0",
     "mentions=zebra&sort=relevance&in=names&q=zebra", "q=*&mentions=%2A", "mentions=%EF%B7%BA"],
)  # fmt: skip
def test_hostile_words_get_a_sound_page(client, query):
    saying("A zebra.")
    assert client.page(f"/en/register?{query}").heading == "Register"


def test_a_page_of_statements_takes_few_queries(client, queries):
    for _ in range(12):
        saying("A zebra and a zebra crossing.")
    ledger.append("published", "2026", {}, at=AT)
    client.page("/en/register?q=zebra")
    with queries() as made:
        client.page("/en/register?q=zebra&sector=industrial&sort=deadline")
    assert len(made) <= 5, "\n\n".join(made)


def test_numbers_equal_those_of_a_plain_count():
    """Whatever is asked, each number is what counting one by one gives."""
    random = Random(1)
    words = ("zebra", "okapi", "tapir", "membayar", "dibayar", "gajah")
    for _ in range(40):
        statement = saying(
            " ".join(random.choices(words, k=3)),
            year=random.choice((2025, 2026)),
            sector=random.choice(("energy", "plantation", "property")),
            market=random.choice(list(Market)),
            state=random.choice(("JHR", "SBH", "KUL")),
        )
        entry = db.session.get_one(RegisterEntry, (statement.organisation_id, statement.year))
        entry.grade = random.choice("ABC")
        entry.grade_public_on = TODAY + timedelta(random.choice((-1, 1)))
    db.session.flush()
    everything = list(_plainly())
    for _ in range(60):
        search = Search(
            year=random.choice((2025, 2026)),
            mentions=random.choice(("", *words)),
            without=random.choice(("", "", *words)) or "nothing",
            **{
                name: random.choice(("", value))
                for name, value in (("sector", "energy"), ("state", "SBH"), ("grade", "B"))
            },
        )
        meets = [each for each in everything if _says(each, search)]
        assert listing.total(search, TODAY) == len(_filtered(meets, search, None))
        counts = listing_facets.counts(search, TODAY)
        for name in ("sector", "market", "state", "grade", "year"):
            kept = [each[name] for each in _filtered(meets, search, name) if each[name]]
            plain = {value: kept.count(value) for value in kept}
            assert {v: n for v, n in counts[name].items() if v} == plain, (search, name)
        listed = [row.organisation_id for row in listing.everything(search, TODAY)]
        assert sorted(listed) == sorted(
            each["organisation"] for each in _filtered(meets, search, None)
        )


def _plainly():
    """Each statement that stands, as its entry says, with its words."""
    rows = db.session.execute(
        db.select(RegisterEntry, StatementText).join(
            StatementText, StatementText.statement_id == RegisterEntry.statement_id
        )
    )
    for entry, text in rows:
        yield {
            "organisation": entry.organisation_id,
            "year": entry.year,
            "sector": entry.sector,
            "market": entry.market.value,
            "state": entry.state,
            "grade": entry.grade if entry.grade_public_on <= TODAY else None,
            "words": set(stems(f"{text.answers}\n\n{text.document}")),
        }


def _says(each, search):
    def has(word):
        return bool(each["words"] & {stem for term in query(word) for stem in term.stems})

    def query(word):
        return listing_statements.query_of(Search(mentions=word)).wanted

    return (not search.mentions or has(search.mentions)) and not has(search.without)


def _filtered(rows, search, but):
    asked = {**search.chosen, "year": search.year}
    return [row for row in rows if all(row[n] == value for n, value in asked.items() if n != but)]


def test_a_new_version_between_two_pages_breaks_no_page(client):
    statements = [saying("A zebra.", f"Contoh {number:02d} Berhad") for number in range(12)]
    page = client.page("/en/register?mentions=zebra&sort=name")
    last = next(s for s in statements if s.organisation.name == found(page)[-1])
    amended(last, at=AT)
    second = client.page(page.links["Next page"])
    assert found(second) == ["Contoh 10 Berhad", "Contoh 11 Berhad"]


def test_statements_are_found_again_when_the_index_is_made_anew():
    statement = saying("A zebra.")
    index.empty()
    assert listing.total(Search(year=2026, mentions="zebra"), TODAY) == 0
    index.keep(db.session.get_one(Statement, statement.id), "A zebra.")
    something_happened()
    assert listing.total(Search(year=2026, mentions="zebra"), TODAY) == 1
