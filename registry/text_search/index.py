"""Writes the index of words: FTS5 on SQLite, a tsvector on PostgreSQL, with the same stems.

Words within ``REACH`` of the beginning have their places, so that phrases are found. Those further
on, and how strongly a statement speaks of a word, are kept without places.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from flask import current_app
from sqlalchemy import delete, select, text

from registry.extensions import db
from registry.models import Statement, StatementText
from registry.models.text_search import INDEX
from registry.text_search.texts import answers_text
from registry.text_search.words import stems

REACH = 16_000
"""About fifty pages. PostgreSQL keeps no places beyond 16,383, and 255 of one word."""
MOST_PLACES = 255
MOST_WORDS = 100_000
"""More than the 300 pages that the register takes hold."""

SATURATION, SHORT_TEXT, USUAL_LENGTH = 1.2, 0.25, 1_000
"""As in BM25: how soon more mentions add nothing, and how much the length of a text counts."""
STRONG = (1.2, 1.7)
"""Weights, of at most 2.2, from which a statement speaks of a word more, or much."""

SQLITE = text(f"INSERT INTO {INDEX} (rowid, near, far) VALUES (:id, :near, :far)")
POSTGRESQL = text(
    f"INSERT INTO {INDEX} (statement_id, words) VALUES (:id, CAST(:words AS tsvector))"
)


def try_to_keep(statement: Statement, document: str) -> None:
    """Index a statement as it is published; whatever goes wrong with it stops no publication.

    ``registry index-statements`` takes what is missing.
    """
    try:
        with db.session.begin_nested():
            keep(statement, document)
    except Exception:
        current_app.logger.exception("statement %s is not in the index", statement.id)


def keep(statement: Statement, document: str) -> None:
    """Index a statement that is public, in place of its earlier versions.

    ``document`` is the text of its commitment statement.
    """
    for earlier in _kept_of(statement):
        _forget(earlier)
    answers = answers_text(statement.answers)
    db.session.add(StatementText(statement_id=statement.id, answers=answers, document=document))
    write(statement.id, list(stems(f"{answers}\n\n{document}"))[:MOST_WORDS])


def forget(statement: Statement) -> None:
    """A statement was withdrawn: what it says is found no more."""
    _forget(statement.id)


def is_kept(statement: Statement) -> bool:
    return db.session.get(StatementText, statement.id) is not None


def empty() -> None:
    """Begin the whole index anew, as after a change of how words are read."""
    db.session.execute(delete(StatementText))
    if _is_sqlite():
        db.session.execute(
            text("INSERT INTO statement_words(statement_words) VALUES('delete-all')")
        )
    else:
        db.session.execute(text("DELETE FROM statement_words"))


def _kept_of(statement: Statement) -> Sequence[int]:
    return db.session.scalars(
        select(StatementText.statement_id)
        .join(Statement, Statement.id == StatementText.statement_id)
        .where(Statement.filing_id == statement.filing_id)
    ).all()


def _forget(statement_id: int) -> None:
    """Take out what people read. On SQLite the words stay and lead to nothing: whoever searches
    counts only statements that stand in the register and have a text.
    """
    kept = db.session.get(StatementText, statement_id)
    if kept:
        db.session.delete(kept)
        db.session.flush()
    if not _is_sqlite():
        gone = text(f"DELETE FROM {INDEX} WHERE statement_id = :id")
        db.session.execute(gone, {"id": statement_id})


def write(statement_id: int, words: Sequence[str]) -> None:
    write_rows([{"id": statement_id, **columns(words)}])


def columns(words: Sequence[str]) -> dict[str, str]:
    """What the index of this database keeps of the words of a statement."""
    near, far = words[:REACH], [*sorted(set(words[REACH:])), *strong(words)]
    if _is_sqlite():
        return {"near": " ".join(near), "far": " ".join(far)}
    return {"words": _vector(near, far)}


def write_rows(rows: Sequence[Mapping[str, object]]) -> None:
    """The ``id`` of each statement and its columns."""
    db.session.execute(SQLITE if _is_sqlite() else POSTGRESQL, rows)


def strong(words: Sequence[str]) -> Iterator[str]:
    """``fee+1`` where a text speaks of fees more than once in passing, ``fee+2`` where much."""
    pressed = SATURATION * (SHORT_TEXT + (1 - SHORT_TEXT) * len(words) / USUAL_LENGTH)
    for word, count in Counter(words).items():
        weight = count * (SATURATION + 1) / (count + pressed)
        for level, least in enumerate(STRONG, 1):
            if weight >= least:
                yield f"{word}+{level}"


def _vector(near: Sequence[str], far: Sequence[str]) -> str:
    places: dict[str, list[int]] = {word: [] for word in far}
    for place, word in enumerate(near, 1):
        places.setdefault(word, []).append(place)
    return " ".join(
        f"'{word}'" + (":" + ",".join(map(str, where[:MOST_PLACES])) if where else "")
        for word, where in places.items()
    )


def _is_sqlite() -> bool:
    return db.session.connection().dialect.name == "sqlite"
