"""What publishing a statement says of the companies that it names."""

import pytest
from sqlalchemy import select

from registry import coverage
from registry.extensions import db
from registry.models import (
    RegisterEntry,
    Statement,
    StatementCompany,
    Subsidiary,
    SubsidiaryWord,
)
from tests import factories as make
from tests.coverage.groups import KILANG, LADANG, LOGISTIK, a_group, a_parent, a_row
from tests.factories import AT
from tests.public.statements import a_statement, amended

pytestmark = pytest.mark.usefixtures("session")


def standing(key, year=2026):
    """Whether a company is covered in a year; None where nobody names it."""
    return db.session.scalar(
        select(Subsidiary.is_covered).where(Subsidiary.key == key, Subsidiary.year == year)
    )


def test_covered_and_uncovered_companies_are_written_down():
    a_parent(a_row(KILANG), a_row(LADANG, covered="no"), a_row(LOGISTIK, covered=None))
    assert (standing(KILANG), standing(LADANG), standing(LOGISTIK)) == (True, False, False)
    rows = db.session.scalars(select(StatementCompany).order_by(StatementCompany.row)).all()
    assert [(r.key, r.share_percent, r.covered) for r in rows] == [
        (KILANG, "100", True),
        (LADANG, "100", False),
        (LOGISTIK, "100", None),
    ]


def test_nothing_of_a_filing_that_nobody_published_is_written_down():
    make.filed(make.a_filing(pages={**make.complete_answers(), "period": a_group(a_row())}))
    assert standing(KILANG) is None


def test_one_yes_covers_that_company_and_no_other_of_the_group():
    a_parent(a_row(KILANG), a_row(LADANG, covered="no"))
    a_parent(a_row(LADANG, share_percent="30", covered="no"))
    assert standing(LADANG) is False
    a_parent(a_row(LADANG, share_percent="20"))
    assert standing(LADANG) is True


def test_a_company_with_a_statement_of_its_own_is_covered():
    child = make.an_organisation("Contoh Anak Berhad", ssm_old_number="1312525-A")
    a_parent(a_row(child.ssm_number, covered="no"), a_row("1312525-A", covered="no"))
    assert standing(child.ssm_number) is False
    a_statement(child)
    assert standing(child.ssm_number) is True
    assert standing("1312525-A") is True


def test_a_new_version_takes_the_place_of_the_one_before():
    first = a_parent(a_row(KILANG), a_row(LOGISTIK))
    amended(first, at=AT, answers={"period": a_group(a_row(KILANG, covered="no"))})
    assert standing(KILANG) is False
    assert standing(LOGISTIK) is None
    assert len(coverage.members(first)) == 2, "the old version still says what it said"
    assert [s.covered for s in coverage.standings([KILANG])] == [False]


def test_each_year_stands_for_itself():
    parent = make.an_organisation()
    a_parent(a_row(KILANG), organisation=parent, year=2025)
    a_parent(a_row(KILANG, covered="no"), organisation=parent)
    assert (standing(KILANG, 2025), standing(KILANG, 2026)) == (True, False)
    assert [s.year for s in coverage.standings([KILANG])] == [2026, 2025]


def test_a_statement_that_is_public_no_longer_covers_nobody():
    statement = a_parent(a_row(KILANG))
    entry = db.session.get_one(RegisterEntry, (statement.organisation_id, 2026))
    entry.statement_id = None
    coverage.follow(db.session.get_one(Statement, statement.id))
    assert standing(KILANG) is None
    assert len(coverage.members(statement)) == 1


def test_a_company_is_found_by_every_word_of_its_names_and_its_number():
    parent = make.an_organisation()
    a_parent(a_row(KILANG, "Contoh Getah Sdn Bhd"), organisation=parent, year=2025)
    a_parent(a_row(KILANG, "Contoh Lateks (M) Sdn Bhd"), organisation=parent)
    words = set(db.session.scalars(select(SubsidiaryWord.word).where(SubsidiaryWord.key == KILANG)))
    assert words == {"contoh", "getah", "lateks", KILANG}


def test_companies_abroad_of_the_same_name_are_two():
    row = a_row(name="Contoh Vietnam Ltd", ssm_number="not in Malaysia, Vietnam 0312")
    one, other = a_parent(row), a_parent(row | {"covered": "no"})
    assert standing(f"named-{one.organisation_id}-contoh-vietnam") is True
    assert standing(f"named-{other.organisation_id}-contoh-vietnam") is False


def test_what_covers_a_filer_or_its_companies_comes_from_statements_of_others():
    child = make.an_organisation("Contoh Anak Berhad")
    other = a_parent(a_row(child.ssm_number), a_row(KILANG), a_row(LADANG, covered="no"))
    a_parent(a_row(KILANG), organisation=child)
    found = coverage.already_covered(child, 2026, [])
    assert [(s.key, s.parent_id) for s in found] == [(child.ssm_number, other.organisation_id)]
    assert coverage.already_covered(child, 2025, []) == []
    assert [s.parent_id for s in coverage.covering(child)] == [other.organisation_id]


def test_five_hundred_companies_are_written_down_in_few_queries(queries):
    rows = [a_row(f"2019019{n:05d}", f"Contoh Ladang {n} Sdn Bhd") for n in range(500)]
    with queries() as made:
        a_parent(*rows)
    assert len([each for each in made if "subsidiary" in each]) < 20
    assert len(db.session.scalars(select(Subsidiary.id)).all()) == 500
