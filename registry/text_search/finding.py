"""Asks the index for statements, in the language of each database.

Numbers of statements come back as one text, which costs a fraction of a row for each.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import text

from registry.extensions import db
from registry.models.text_search import INDEX
from registry.text_search.index import STRONG
from registry.text_search.query import Term


@dataclass(frozen=True, slots=True)
class Asking:
    """How a database is asked for words."""

    sql: str
    mark: str
    """Stands around each word; a stem is letters and digits, and needs no escaping."""
    every: str
    some: str
    in_order: str
    phrase: str

    def word(self, stem: str) -> str:
        return f"{self.mark}{stem}{self.mark}"

    def reading(self, stems: Sequence[str]) -> str:
        if len(stems) == 1:
            return self.word(stems[0])
        return self.phrase.format(self.in_order.join(stems))

    def term(self, term: Term) -> str:
        return self.any(map(self.reading, term.readings))

    def all(self, expressions: Iterable[str]) -> str:
        return f"({self.every.join(expressions)})"

    def any(self, expressions: Iterable[str]) -> str:
        return f"({self.some.join(expressions)})"


SQLITE = Asking(
    sql=f"SELECT group_concat(rowid) FROM {INDEX} WHERE {INDEX} MATCH :asked_{{}}",
    mark='"',
    every=" AND ",
    some=" OR ",
    in_order=" ",
    phrase='near : "{}"',
)
POSTGRESQL = Asking(
    sql=f"SELECT string_agg(CAST(statement_id AS text), ',') FROM {INDEX} "
    "WHERE words @@ CAST(:asked_{} AS tsquery)",
    mark="'",
    every=" & ",
    some=" | ",
    in_order="' <-> '",
    phrase="('{}')",
)


def matching(terms: Sequence[Term], *, ranked: bool = False) -> list[str]:
    """Numbers of the statements that have all the terms, as texts of numbers between commas.

    With ``ranked`` a number comes again for each term that its statement speaks of more, and once
    more where it speaks of it much. Whether a statement still stands is for the caller to know.
    """
    asking = _asking()
    everything = asking.all(map(asking.term, terms))
    strongly = _strongly(asking, terms) if ranked else ()
    return _asked(asking, [everything, *(asking.all([everything, more]) for more in strongly)])


def matching_any(terms: Sequence[Term]) -> list[str]:
    """The same for the statements that have one of the terms or more."""
    asking = _asking()
    return _asked(asking, [asking.any(map(asking.term, terms))])


def _strongly(asking: Asking, terms: Sequence[Term]) -> Iterable[str]:
    for term in terms:
        for level in range(1, len(STRONG) + 1):
            yield asking.any(asking.word(f"{stem}+{level}") for stem in sorted(term.stems))


def _asked(asking: Asking, expressions: Sequence[str]) -> list[str]:
    """All expressions in one question, each answered by a row."""
    sql = " UNION ALL ".join(asking.sql.format(n) for n in range(len(expressions)))
    values = {f"asked_{n}": each for n, each in enumerate(expressions)}
    with _through_the_index():
        return [found for found in db.session.scalars(text(sql), values) if found]


@contextmanager
def _through_the_index() -> Iterator[None]:
    """PostgreSQL does not count what it costs to fetch long values, such as the words of a
    statement. It takes their table for small, and would read all of it for a word that many have.
    """
    if _asking() is SQLITE:
        yield
        return
    db.session.execute(text("SET LOCAL enable_seqscan = off"))
    yield
    db.session.execute(text("SET LOCAL enable_seqscan TO DEFAULT"))


def _asking() -> Asking:
    return SQLITE if db.session.connection().dialect.name == "sqlite" else POSTGRESQL
