"""Asks the index for statements, in the language of each database.

Numbers of statements come back as one text, which costs a fraction of a row for each. The index of
PostgreSQL keeps no places: for a phrase it looks into every statement that has the words, and so it
is given a time to do it in.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass

from psycopg.errors import QueryCanceled
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import BadRequest

from registry.extensions import db
from registry.models.text_search import INDEX
from registry.text_search.index import STRONG
from registry.text_search.query import Term

MOST_SECONDS = 5
"""That PostgreSQL may look for a phrase; a hundred thousand statements take it one or two."""


class TooCommon(BadRequest):
    """The words of a phrase are in too many statements for it to be found in time."""

    description = (
        "The words of a phrase are in too many statements for it to be found in time. "
        "Add a rarer word, or leave out the quotation marks."
    )


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

    def words(self, term: Term) -> str:
        """The same without their order, which costs a look at each statement."""
        return self.any(self.all(map(self.word, reading)) for reading in term.readings)

    def all(self, expressions: Iterable[str]) -> str:
        return f"({self.every.join(expressions)})"

    def any(self, expressions: Iterable[str]) -> str:
        return f"({self.some.join(expressions)})"


SQLITE = Asking(
    sql=f"SELECT {{n}}, group_concat(rowid) FROM {INDEX} WHERE {INDEX} MATCH :asked_{{n}}",
    mark='"',
    every=" AND ",
    some=" OR ",
    in_order=" ",
    phrase='near : "{}"',
)
POSTGRESQL = Asking(
    sql=f"SELECT {{n}}, string_agg(CAST(statement_id AS text), ',') FROM {INDEX} "
    "WHERE words @@ CAST(:asked_{n} AS tsquery)",
    mark="'",
    every=" & ",
    some=" | ",
    in_order="' <-> '",
    phrase="('{}')",
)


def matching(terms: Sequence[Term], *, ranked: bool = False) -> list[str]:
    """Numbers of the statements that have all the terms, as texts of numbers between commas.

    With ``ranked`` the first text is followed by others. They name a statement again for each term
    that it speaks of more, and once more where it speaks of it much; they may name others, too,
    that have all the words, but not as phrases. Whether a statement still stands is for the caller
    to know.
    """
    asking = _asking()
    strongly = _strongly(asking, terms) if ranked else ()
    words = asking.all(map(asking.words, terms))
    asked = [asking.all(map(asking.term, terms))]
    return _asked(asking, [*asked, *(asking.all([words, more]) for more in strongly)], terms)


def matching_any(terms: Sequence[Term]) -> list[str]:
    """The same for the statements that have one of the terms or more."""
    asking = _asking()
    return _asked(asking, [asking.any(map(asking.term, terms))], terms)


def _strongly(asking: Asking, terms: Sequence[Term]) -> Iterable[str]:
    for term in terms:
        for level in range(1, len(STRONG) + 1):
            yield asking.any(asking.word(f"{stem}+{level}") for stem in sorted(term.stems))


def _asked(asking: Asking, expressions: Sequence[str], terms: Sequence[Term]) -> list[str]:
    """All expressions in one question, each answered by a row."""
    sql = " UNION ALL ".join(asking.sql.format(n=n) for n in range(len(expressions)))
    values = {f"asked_{n}": each for n, each in enumerate(expressions)}
    with _manner(terms):
        found = {place: numbers or "" for place, numbers in db.session.execute(text(sql), values)}
    return [found[place] for place in range(len(expressions))]


def _manner(terms: Sequence[Term]) -> AbstractContextManager[None]:
    """How the database is to look for terms."""
    if _asking() is SQLITE:
        return nullcontext()
    has_phrase = any(len(reading) > 1 for term in terms for reading in term.readings)
    return _in_time() if has_phrase else _through_the_index()


@contextmanager
def _in_time() -> Iterator[None]:
    """What was asked before can still be used where time runs out."""
    try:
        with (
            db.session.begin_nested(),
            _set("statement_timeout", f"'{MOST_SECONDS}s'"),
            _through_the_index(),
        ):
            yield
    except OperationalError as error:
        if isinstance(error.orig, QueryCanceled):
            raise TooCommon from error
        raise


def _through_the_index() -> AbstractContextManager[None]:
    """PostgreSQL does not count what it costs to fetch long values, such as the words of a
    statement. It takes their table for small, and would read all of it for a word that many have.
    """
    return _set("enable_seqscan", "off")


@contextmanager
def _set(setting: str, value: str) -> Iterator[None]:
    """What an error leaves set is gone with its savepoint or its transaction."""
    db.session.execute(text(f"SET LOCAL {setting} = {value}"))
    yield
    db.session.execute(text(f"SET LOCAL {setting} TO DEFAULT"))


def _asking() -> Asking:
    return SQLITE if db.session.connection().dialect.name == "sqlite" else POSTGRESQL
