"""The texts of published statements, and the index of their words.

The index is a table that each database makes in its own way: FTS5 without the text on SQLite, a
column of ``tsvector`` under a GIN index on PostgreSQL. ``registry.text_search`` fills both with
the same words. Its tables are beside the models, so comparing the two leaves them out.
"""

from sqlalchemy import DDL, ForeignKey, Index, Text, event
from sqlalchemy.orm import Mapped, mapped_column

from registry.extensions import Base

INDEX = "statement_words"
"""What the names of the index's tables begin with."""


def is_of_models(name: str | None, kind: str, _parents: object) -> bool:
    """Whether something in the database is there because a model describes it, for Alembic."""
    return not (kind == "table" and name is not None and name.startswith(INDEX))


class StatementText(Base):
    """What a published statement says in words; only of versions that stand in the register."""

    __tablename__ = "statement_text"
    __table_args__ = (Index("ix_statement_text_statement_id", "statement_id"),)
    """Which statements have a text, without a look at the texts."""

    statement_id: Mapped[int] = mapped_column(
        ForeignKey("statement.id"), primary_key=True, autoincrement=False
    )
    answers: Mapped[str] = mapped_column(Text)
    """The public answers that are sentences, a paragraph each."""
    document: Mapped[str] = mapped_column(Text)
    """The text of the commitment statement; empty where it is a picture of a text."""


SQLITE = (
    f"CREATE VIRTUAL TABLE {INDEX} USING "
    "fts5(near, far, content='', tokenize=\"ascii tokenchars '+'\")",
)
POSTGRESQL = (
    f"CREATE TABLE {INDEX} (statement_id INTEGER PRIMARY KEY, words tsvector NOT NULL)",
    f"CREATE INDEX {INDEX}_gin ON {INDEX} USING gin (words)",
)

for _dialect, _statements in (("sqlite", SQLITE), ("postgresql", POSTGRESQL)):
    for _statement in _statements:
        event.listen(
            StatementText.__table__, "after_create", DDL(_statement).execute_if(dialect=_dialect)
        )
    event.listen(
        StatementText.__table__,
        "before_drop",
        DDL(f"DROP TABLE {INDEX}").execute_if(dialect=_dialect),
    )
