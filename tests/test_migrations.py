"""Migrating an empty database gives exactly the tables that the models describe."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from registry import schema
from registry.extensions import db
from registry.models.text_search import is_of_models

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


def _safeguards():
    with db.engine.connect() as connection:
        found = connection.scalars(text(SAFEGUARDS[connection.dialect.name]))
        return [" ".join(trigger.split()) for trigger in found]
