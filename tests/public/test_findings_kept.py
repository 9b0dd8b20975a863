"""The outcomes that are counted: written with each statement, and filled in for those before."""

import flask_migrate
import pytest
from sqlalchemy import select

from registry.extensions import db
from registry.models import StatementFinding
from tests.public.statements import a_statement

BEFORE = "0002"
"""The tables as they were before findings were kept."""


@pytest.mark.usefixtures("session")
def test_each_finding_of_a_statement_is_kept_with_its_outcome():
    statement = a_statement()
    assert {each.criterion: each.outcome for each in statement.findings} == {
        each["criterion"]: each["outcome"] for each in statement.assessment["findings"]
    }


def test_what_was_published_before_is_filled_in_from_its_assessment(new_app):
    with new_app().app_context():
        a_statement()
        db.session.commit()
        written = _kept()
        db.session.remove()
        flask_migrate.downgrade(revision=BEFORE)
        flask_migrate.upgrade()
        assert _kept() == written != []


def _kept() -> list[tuple[str, int, str]]:
    found = db.session.execute(
        select(StatementFinding.criterion, StatementFinding.statement_id, StatementFinding.outcome)
    )
    return sorted(tuple(row) for row in found)
