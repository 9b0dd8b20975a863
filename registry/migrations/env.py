"""How Alembic reaches the register's database."""

from typing import Any

from alembic import context
from sqlalchemy import JSON, TypeDecorator

from registry.extensions import db
from registry.models.text_search import is_of_models


def render_plainly(kind: str, value: Any, autogen: Any) -> Any:
    """Write our own column types as what the database keeps: a migration outlives the code."""
    if kind == "type" and isinstance(value, TypeDecorator):
        return f"sa.{value.impl_instance!r}"
    if kind == "type" and isinstance(value, JSON):
        autogen.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


with db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        include_name=is_of_models,
        render_item=render_plainly,
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
