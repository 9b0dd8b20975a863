"""What a new version of a statement changed: side by side, for anybody."""

from datetime import UTC, datetime, timedelta

import pytest

from registry.extensions import db
from registry.models import Filing, FilingStatus, StatementRevision
from tests import factories as make
from tests.public.statements import a_statement, amended

pytestmark = pytest.mark.usefixtures("session")

LATER = make.AT + timedelta(days=30)
JUST_NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
OLD = "We pay every cost of recruitment.\n\nWe asked two hundred workers.\n\nThe board approved."
PASSPORTS = {"doc_passport_holder": "employer_voluntary", "doc_passports_held": 40}


def address(statement, version=2, lang="en"):
    own = f"/{lang}/organisations/{statement.organisation_id}/{statement.year}"
    return f"{own}/versions/{version}/changes"


def with_document(statement, text):
    """Put another statement in the place of the one that the filing holds."""
    filing = db.session.get_one(Filing, statement.filing_id)
    for document in filing.documents:
        document.removed_at = make.AT
    make.a_document(filing, by=make.a_filer(filing.organisation), text=text)


def first_of_two(text=OLD, new_text=None, *, at=LATER, **change):
    """A statement and its amendment; the document changes where there is a new text."""
    organisation = make.an_organisation()
    filing = make.a_filing(organisation, pages=make.complete_answers())
    make.a_document(filing, by=make.a_filer(organisation), text=text)
    first = make.published(filing)
    if new_text is not None:
        with_document(first, new_text)
    amended(first, at=at, **change)
    return first


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_an_answer_stands_as_it_was_and_as_it_is(client, lang, queries):
    first = first_of_two(answers={"passports": PASSPORTS})
    with queries() as made:
        page = client.page(address(first, lang=lang))
    assert len(made) <= 6
    assert [row for row in page.rows() if row[-2:] == ["0", "40"]]


def test_of_a_table_only_the_rows_that_differ_are_shown(client):
    rows = make.complete_answers()["period"]["entities"]
    changed = [rows[0], rows[1] | {"share_percent": "55"}]
    page = client.page(address(first_of_two(answers={"period": {"entities": changed}})))
    [row] = [row for row in page.rows() if "Contoh Logistik" in row[1]]
    assert "70" in row[1]
    assert "55" in row[2]
    assert "Contoh Kilang" not in row[1]


def test_a_zero_that_becomes_a_blank_is_a_change(client):
    first = first_of_two(answers={"passports": {"doc_passports_held": None}})
    [row] = [row for row in client.page(address(first)).rows() if row[-1] == "Not answered"]
    assert row[-2] == "0"


def test_outcomes_are_compared_once_both_assessments_are_public(client):
    change = {"answers": {"passports": PASSPORTS}}
    assert (
        "Shown once both assessments are public"
        in client.page(address(first_of_two(at=JUST_NOW, **change))).text
    )
    page = client.page(address(first_of_two(**change)))
    assert page.all(".//*[@id='outcomes']")
    assert any("passport" in row[0].lower() for row in page.rows() if row[-1] != row[-2])
    assert not page.text.count("Shown once both")


def test_the_words_of_the_document_that_came_and_went_are_marked(client):
    page = client.page(address(first_of_two(new_text=OLD.replace("two hundred", "ninety"))))
    marked = ["".join(mark.itertext()) for mark in page.all(".//mark")]
    assert [text for text in marked if "two hundred" in text]
    assert [text for text in marked if "ninety" in text]
    assert page.text.count("One paragraph is unchanged") == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (OLD, None, "Both versions hold the same document."),
        (OLD, OLD.replace("\n\n", "\n"), "every word in it is the same"),
        (OLD, "", "The texts cannot be compared here"),
        ("", OLD, "The texts cannot be compared here"),
    ],
)
def test_it_says_why_no_words_differ(client, old, new, said):
    assert said in client.page(address(first_of_two(old, new))).text


def test_an_older_version_can_be_asked_for(client):
    first = first_of_two()
    with_document(first, OLD.replace("board", "chair"))
    amended(first, at=LATER)
    third = client.page(address(first, version=3))
    assert "Compare with: version 2, version 1" in third.text
    assert third.all(".//mark")
    oldest = client.page(third.links["version 1"])
    assert "another version was published between them" in oldest.text


def test_a_version_that_was_returned_is_nothing_to_compare_with(client):
    first = a_statement()
    filing = db.session.get_one(Filing, first.filing_id)
    filing.move_to(FilingStatus.DRAFT, by=None, at=LATER)
    make.filed(filing, at=LATER)
    filing.move_to(FilingStatus.RETURNED, by=None, at=LATER)
    make.published(filing, at=LATER)
    page = client.page(address(first, version=3))
    assert "Beside version 1, which stays on the record." in page.text


@pytest.mark.parametrize("version", [1, 3])
def test_what_has_nothing_before_it_has_no_changes(client, version):
    client.page(address(first_of_two(), version=version), status=404)


@pytest.mark.parametrize("since", ["2", "9", "-1", "x"])
def test_only_an_earlier_version_can_be_compared_with(client, since):
    page = client.get(f"{address(first_of_two())}?since={since}")
    assert page.status_code == (200 if since == "x" else 404)


def test_what_changed_is_kept_at_publication_and_for_good():
    first_of_two(new_text=OLD.replace("two", "three"))
    [kept] = db.session.query(StatementRevision)
    assert kept.previous == 1
    assert kept.text[1]["after"] == [
        ["We asked", True], ["three", False], ["hundred workers.", True],
    ]  # fmt: skip


def test_the_first_statement_has_nothing_kept(client):
    a_statement()
    assert not db.session.query(StatementRevision).count()
