"""The outcomes and figures that are compared: written with each statement, also for older ones."""

import flask_migrate
import pytest
from sqlalchemy import select

from registry.extensions import db
from registry.models import StatementFigures, StatementFinding
from tests.factories import fee_lines
from tests.public.statements import a_statement

BEFORE = "0002"
"""The tables as they were before findings were kept."""


@pytest.mark.usefixtures("session")
def test_each_finding_of_a_statement_is_kept_with_its_outcome():
    statement = a_statement()
    assert {each.criterion: each.outcome for each in statement.findings} == {
        each["criterion"]: each["outcome"] for each in statement.assessment["findings"]
    }


@pytest.mark.usefixtures("session")
def test_the_figures_of_a_statement_are_kept():
    lines = fee_lines("REC", by_workers="170000.00", reimbursed_myr="85000.00")
    statement = a_statement(answers={"fees": {"fees": lines}})
    figures, marks = statement.figures, statement.assessment["marks"]
    assert (figures.worker_paid_sen, figures.reimbursed_sen) == (17_000_000, 8_500_000)
    assert figures.substance_tenths == float(marks["substance"]) * 10
    assert figures.gross_months == statement.assessment["metrics"]["gross_months"]


def test_what_was_published_before_is_filled_in_from_its_assessment(new_app):
    with new_app().app_context():
        a_statement()
        db.session.commit()
        written = _kept()
        db.session.remove()
        flask_migrate.downgrade(revision=BEFORE)
        flask_migrate.upgrade()
        assert _kept() == written != []


def _kept() -> list[tuple[object, ...]]:
    found = db.session.execute(
        select(StatementFinding.criterion, StatementFinding.statement_id, StatementFinding.outcome)
    )
    figures = db.session.execute(select(StatementFigures.__table__))
    return [*sorted(tuple(row) for row in found), *(tuple(row) for row in figures)]
