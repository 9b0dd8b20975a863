"""The register for measuring holds what it promises, and its pages open."""

import pytest
from sqlalchemy import func, select

from registry.extensions import db
from registry.models import RegisterEntry, Statement, StatementFeeLine
from seed.scale import MODELS, YEARS, scale

pytestmark = pytest.mark.usefixtures("session")

STATEMENTS = MODELS * len(YEARS) + 7


def test_copies_are_published_statements_like_any_other(client):
    scale(STATEMENTS)
    assert db.session.scalar(select(func.count()).select_from(Statement)) == STATEMENTS
    last = db.session.scalars(select(Statement).order_by(Statement.id.desc()).limit(1)).one()
    entry = db.session.get_one(RegisterEntry, (last.organisation_id, last.year))
    assert entry.statement_id == last.id
    assert entry.grade == last.assessment["grade"]
    lines = select(func.count()).select_from(StatementFeeLine)
    assert db.session.scalar(lines.where(StatementFeeLine.statement_id == last.id)) > 0
    page = client.page(f"/en/organisations/{last.organisation_id}/{last.year}")
    assert page.heading == last.organisation.name
