"""What public statements say of corridors and recruiters is written down as they become public."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from registry import statement_withdrawal
from registry.commands.index_statements import index_statements
from registry.extensions import db
from registry.models import CorridorCost, CorridorFigure, Filing, Recruiter, RecruiterUse
from registry.recruitment import recruiters
from tests import factories as make
from tests.factories import AT, CATEGORIES, a_corridor, a_recruiter, fee_lines
from tests.public.statements import a_statement, amended

pytestmark = pytest.mark.usefixtures("session")


def paying(amount="9000.00", *, repaid="0.00", workers=50, category="REC"):
    """Complete fee lines in which workers paid for one kind of cost."""
    lines = [line for each in CATEGORIES if each != category for line in fee_lines(each)]
    paid = fee_lines(
        category,
        by_workers=amount,
        workers=workers,
        reimbursed_myr=repaid,
        reimbursed_workers=workers if repaid != "0.00" else 0,
    )
    return {"fees": {"fees": [*lines, *paid]}}


def figure():
    return db.session.scalars(select(CorridorFigure)).one()


def test_a_corridor_says_what_workers_paid_and_what_was_repaid():
    a_statement(answers=paying("9000.00", repaid="4500.00"))
    row = figure()
    assert (row.origin, row.sector, row.recruits, row.people) == ("NPL", "manufacturing", 50, 50)
    assert (row.worker_paid_sen, row.reimbursed_sen, row.per_worker_sen) == (900000, 450000, 18000)
    assert (row.payers, row.workers_repaid) == (50, 50)
    assert (row.gross_months_e4, row.net_months_e4) == (1059, 529)


def test_a_cost_per_worker_is_that_of_the_statement_page():
    statement = a_statement(answers=paying("9999.99"))
    [corridor] = statement.assessment["metrics"]["corridors"]
    assert f"{figure().per_worker_sen / 100:.2f}" == corridor["per_worker"]


def test_nothing_paid_is_a_zero_and_a_blank_table_is_not():
    a_statement()
    assert figure().per_worker_sen == 0
    a_statement(answers={"fees": {"fees": []}})
    silent = db.session.scalars(select(CorridorFigure).order_by(CorridorFigure.id.desc())).first()
    assert silent.worker_paid_sen is silent.per_worker_sen is None


def test_a_corridor_of_few_recruits_has_no_figures():
    row = a_corridor(recruits=4, direct_recruits=2)
    a_statement(answers={"corridors": {"corridors_recruited": "yes", "corridors": [row]}})
    few = figure()
    assert (few.recruits, few.worker_paid_sen, few.per_worker_sen, few.people) == (None,) * 3 + (0,)


def test_lines_of_few_workers_are_in_no_cost():
    a_statement(answers=paying("900.00", workers=3))
    costs = db.session.scalars(select(CorridorCost).where(CorridorCost.payer == "worker")).all()
    assert costs == []


def test_workers_of_earlier_years_count_with_what_the_fee_table_says():
    lines = fee_lines("REC", by_workers="6000.00", workers=20, corridor="BGD-manufacturing")
    a_statement(answers={"fees": {"fees": [lines[1]]}})
    rows = db.session.scalars(select(CorridorFigure).order_by(CorridorFigure.origin)).all()
    assert [(row.origin, row.recruits, row.per_worker_sen) for row in rows] == [
        ("BGD", None, 30000),
        ("NPL", 50, None),
    ]


def test_an_amended_statement_takes_the_place_of_the_earlier_one():
    first = a_statement(answers=paying("9000.00"))
    second = amended(first, at=AT + timedelta(days=9), answers=paying("1000.00"))
    assert figure().statement_id == second.id
    assert figure().worker_paid_sen == 100000
    assert db.session.scalars(select(Recruiter)).one().statements == 1


def test_a_withdrawn_statement_counts_no_more():
    statement = a_statement()
    filing = db.session.get_one(Filing, statement.filing_id)
    by = make.a_filer(filing.organisation)
    statement_withdrawal.withdraw(statement, filing, by=by, at=AT, reason="Wrong company")
    for table in (CorridorFigure, CorridorCost, RecruiterUse, Recruiter):
        assert db.session.scalars(select(table)).all() == []


def test_what_was_published_earlier_is_written_down_on_demand():
    statement = a_statement()
    before = figure().worker_paid_sen, db.session.scalars(select(Recruiter)).one().key
    for table in (CorridorFigure, CorridorCost, RecruiterUse, Recruiter):
        db.session.query(table).delete()
    index_statements.callback.__wrapped__(words=False)
    assert (figure().worker_paid_sen, db.session.scalars(select(Recruiter)).one().key) == before
    assert figure().statement_id == statement.id


def named(*rows):
    return {"recruiters": {"recruiters_used": "yes", "recruiters": list(rows)}}


def test_one_licence_number_is_one_recruiter_however_it_is_written():
    a_statement(answers=named(a_recruiter(name="Contoh Manpower", licence_no="1234/075/076")))
    a_statement(answers=named(a_recruiter(name="Contoh Man Power Ltd", licence_no="1234 075-076")))
    found = db.session.scalars(select(Recruiter)).one()
    assert (found.key, found.organisations) == ("NPL-1234075076", 2)


def test_the_same_number_in_another_country_is_another_recruiter():
    a_statement(answers=named(a_recruiter(), a_recruiter(country="BGD")))
    assert len(db.session.scalars(select(Recruiter)).all()) == 2


def test_a_name_never_joins_one_with_a_licence_to_one_without():
    a_statement(answers=named(a_recruiter(), a_recruiter(licence_no="")))
    keys = db.session.scalars(select(Recruiter.key).order_by(Recruiter.key)).all()
    assert keys == ["NPL-1234075076", "NPL.contoh-manpower-pvt"]


def test_words_for_no_licence_are_no_number():
    assert [
        recruiters.licence_key(text) for text in ("n/a", "none", "-", "", "A 1", "JTK 1044")
    ] == [
        *("", "", "", "", ""),
        "jtk1044",
    ]


@pytest.mark.parametrize(
    ("name", "licence", "hidden"),
    [
        ("Ram Bahadur", "", True),
        ("Ahmad bin Ali", "jtk123", True),
        ("Agensi Pekerjaan Ahmad bin Ali Sdn Bhd", "", False),
        ("Sunrise", "1234", False),
        ("Sunrise Manpower", "", False),
        ("PT Contoh Sejahtera", "", False),
        ("", "", True),
    ],
)
def test_who_may_be_a_person_is_not_named(name, licence, hidden):
    assert recruiters.may_be_a_person(name, licence) is hidden


def test_an_agent_who_may_be_a_person_is_counted_without_a_name():
    a_statement(answers=named(a_recruiter(name="Ram Bahadur", licence_no="")))
    use = db.session.scalars(select(RecruiterUse)).one()
    assert (use.name, use.key) == ("", "")
    assert db.session.scalars(select(Recruiter)).all() == []
