"""Migrating an empty database gives exactly the tables that the models describe."""

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, select, text

from registry import schema
from registry.extensions import db
from registry.models import Filing, FilingVersion
from registry.models.text_search import is_of_models
from tests import factories as make

COMPARED = {"compare_type": True, "include_name": is_of_models}
SAFEGUARDS = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    "postgresql": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal "
    "ORDER BY tgname",
}


@pytest.fixture
def migrated(new_app):
    app = new_app(empty=True)
    with app.app_context():
        assert not schema.is_up_to_date()
        schema.upgrade()
        yield app


def test_migrations_make_the_tables_of_the_models(migrated):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=COMPARED)
        assert compare_metadata(context, db.metadata) == []


def test_migrations_make_the_triggers_of_the_models(app, migrated):
    found = _safeguards()
    with app.app_context():
        assert found == _safeguards() != []


def test_migrating_again_does_nothing(migrated):
    before = schema.current_version()
    schema.upgrade()
    assert schema.current_version() == before == schema.newest_version()


def test_before_salts_a_filing_has_none_and_afterwards_its_next_version_gets_one(migrated):
    safeguards = _safeguards()
    version = make.filed(make.a_filing(pages=make.complete_answers()))
    sha256, salts = version.sha256, {version.salt, version.filing.salt}
    db.session.commit()
    flask_migrate.downgrade(revision="0022")
    assert not {column["name"] for column in _columns("filing_version")} & {"salt"}
    schema.upgrade()
    assert _safeguards() == safeguards
    db.session.expire_all()
    filing = db.session.scalars(select(Filing)).one()
    assert (len(filing.salt), filing.salt in salts) == (32, False)
    assert db.session.scalars(select(FilingVersion)).one().salt is None
    assert filing.versions[0].sha256 == sha256


def _columns(table):
    return inspect(db.engine).get_columns(table)


def _safeguards():
    with db.engine.connect() as connection:
        found = connection.scalars(text(SAFEGUARDS[connection.dialect.name]))
        return [" ".join(trigger.split()) for trigger in found]
