"""Names: what type-ahead and the correction of typing mistakes cost among a million of them.

The names are made of words of made-up syllables, common ones far more often than rare ones, as in
a real register, with the trades and forms of Malaysian companies behind them. What is measured is
the whole call by the clock, and beside it the same statements alone, sent to the database again:
the processor time of the database and of who reads its answer.
"""

import argparse
import random
import string
import time
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate, islice
from typing import Any

from sqlalchemy import event, text

from bench.printing import say
from bench.processor import Processor
from bench.register import in_haste, register
from registry import name_search, names
from registry.extensions import db
from registry.models import (
    ListingState,
    Market,
    NameDeletion,
    NameStart,
    Organisation,
    OrganisationWord,
)
from registry.name_search import deletions, index
from registry.organisations import OrganisationRecord

NAMES = 1_000_000
VOCABULARY = 120_000
QUESTIONS = 1_000
BATCH = 5_000
SAID = 100_000
"""How far it is, is said after so many."""
SEED = 5
FIRST = 10
"""Among so many the right name must be."""
LISTED_EVERY = 25

STARTS = ("b", "c", "d", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w", "ng", "sy", "")
VOWELS = ("a", "a", "e", "i", "o", "u", "ai", "au")
ENDS = ("", "", "", "n", "ng", "r", "s", "t", "k", "m", "h", "l")
TRADES = (
    *("Gloves", "Plantations", "Electronics", "Builders", "Furniture", "Foods", "Properties"),
    *("Capital", "Energy", "Telecom", "Logistics", "Hotels", "Steel", "Trading", "Jaya", "Maju"),
    *("Holdings", "Resources", "Industries", "Engineering", "Sawit", "Perkasa", "Bersatu"),
)
TIDY = {"sqlite": "ANALYZE", "postgresql": "VACUUM ANALYZE"}
"""What the database does by itself after some time."""
KINDS = ("Berhad", "Sdn Bhd", "Sdn. Bhd.", "Bhd", "(M) Sdn Bhd")


def add_options(parser: argparse._ArgumentGroup) -> None:
    parser.add_argument(
        "--names", type=int, default=NAMES, metavar="N", help="organisations to search among"
    )


def measure(options: argparse.Namespace) -> None:
    for kind in options.databases:
        with register(kind) as (app, _file), app.app_context():
            start = time.perf_counter()
            with in_haste():
                words = _fill(options.names)
            say(f"\n{options.names:,} names of {words:,} different words on {kind}")
            say(f"({time.perf_counter() - start:,.0f} s to add); milliseconds\n")
            say(f"{'':34}{'the call':^20}{'the database':^20}{'right name':>12}")
            say(f"{'':34}{'p50':>10}{'p99':>10}{'p50':>10}{'p99':>10}{'in ten':>12}")
            processor = Processor(db.engine)
            known = _some_names(options.names)
            for title, spoil in QUERIES.items():
                say(_line(title, _asked(known, spoil, processor)))


def _fill(count: int) -> int:
    """Add the organisations, a batch at a time, with what the register writes for each."""
    made = enumerate(records(count), 1)
    vocabulary: set[str] = set()
    while batch := list(islice(made, BATCH)):
        named = [record.named(number) for number, record in batch]
        _write(Organisation, [{"id": i, **record.columns()} for i, record in batch])
        _write(OrganisationWord, [row for each in named for row in each.word_rows()])
        _write(NameStart, [row for each in named for row in each.starts()])
        new = {word for each in named for word in each.words()} - vocabulary
        _write(NameDeletion, [row for word in new for row in index.deletion_rows(word)])
        vocabulary |= new
        db.session.commit()
        if not batch[-1][0] % SAID:
            say(f"  {batch[-1][0]:,} names added")
    db.session.commit()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(TIDY[db.engine.dialect.name]))
        connection.commit()
    return sum(deletions.is_correctable(word) for word in vocabulary)


def _write(model: Any, rows: list[dict[str, Any]]) -> None:
    """Many rows at once: by COPY where the database has it."""
    columns = list(rows[0])
    listed = ", ".join(columns)
    values = ([row[name] for name in columns] for row in rows)
    cursor = db.session.connection().connection.cursor()
    if db.engine.dialect.name == "postgresql":
        with cursor.copy(f"COPY {model.__tablename__} ({listed}) FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)
    else:
        places = ", ".join("?" * len(columns))
        table = model.__tablename__
        cursor.executemany(f"INSERT INTO {table} ({listed}) VALUES ({places})", values)
    cursor.close()


def records(count: int) -> Iterator[OrganisationRecord]:
    chance = random.Random(SEED)
    words = _vocabulary(chance)
    weights = list(accumulate(1 / (place + 20) for place in range(len(words))))

    def word() -> str:
        return words[bisect(weights, chance.random() * weights[-1])]

    for number in range(count):
        parts = [word() for _ in range(chance.choice((1, 1, 2, 2, 2, 3)))]
        parts += [chance.choice(TRADES)] * (chance.random() < 0.7)
        listed = number % LISTED_EVERY == 0
        yield OrganisationRecord(
            name=" ".join((*parts, chance.choice(KINDS))).title(),
            ssm_number=f"201901{number:06d}",
            market=Market.MAIN if listed else Market.NONE,
            listing_state=ListingState.LISTED if listed else ListingState.UNLISTED,
        )


def _vocabulary(chance: random.Random) -> list[str]:
    """Different words of two to four syllables, the shorter ones more common."""
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        syllables = 2 + (len(found) > VOCABULARY // 12) + (chance.random() < 0.3)
        found["".join(_syllable(chance) for _ in range(syllables))] = None
    return list(found)


def _syllable(chance: random.Random) -> str:
    return chance.choice(STARTS) + chance.choice(VOWELS) + chance.choice(ENDS)


def _some_names(count: int) -> list[str]:
    """Names from all over the register."""
    step = max(count // QUESTIONS, 1)
    rows = db.session.execute(
        text("SELECT name FROM organisation WHERE id % :step = 1 ORDER BY id"), {"step": step}
    )
    return [row.name for row in rows][:QUESTIONS]


def _begun(name: str, chance: random.Random) -> str:
    """The beginning of a name, two letters of it or more."""
    return name[: chance.randint(2, max(len(name) // 2, 3))]


def _later_word(name: str, chance: random.Random) -> str:
    """The beginning of one of its words."""
    word = chance.choice(name_search.words_of(name))
    return word[: chance.randint(2, len(word))] if len(word) > 1 else word


def _slipped(name: str, chance: random.Random) -> str:
    """The name without its kind of company, with one letter wrong in one of its words."""
    words = name_search.words_of(name)
    place = chance.choice([i for i, word in enumerate(words) if len(word) > 3] or [0])
    words[place] = _slip(words[place], chance)
    return " ".join(words)


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    letter = chance.choice(string.ascii_lowercase)
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        )
    )


def _shuffled(name: str, chance: random.Random) -> str:
    words = name_search.words_of(name)
    chance.shuffle(words)
    return " ".join(words)


QUERIES: dict[str, Callable[[str, random.Random], str]] = {
    "type-ahead: a name begun": _begun,
    "type-ahead: one of its words begun": _later_word,
    "its words in any order": _shuffled,
    "one typing mistake": _slipped,
}


class Asked:
    """Seconds of each call and of its statements alone, and how often the name was among ten."""

    def __init__(self) -> None:
        self.calls: list[float] = []
        self.statements: list[float] = []
        self.right = 0

    @property
    def share(self) -> float:
        return self.right / len(self.calls)


def _asked(
    known: Sequence[str], spoil: Callable[[str, random.Random], str], processor: Processor
) -> Asked:
    chance = random.Random(SEED)
    asked = Asked()
    for name in known:
        query = spoil(name, chance)
        sent: list[tuple[str, Any]] = []
        with _listening(sent):
            start = time.perf_counter()
            found = name_search.suggestions(query, limit=FIRST)
            asked.calls.append(time.perf_counter() - start)
        asked.right += names.key(name) in {names.key(hit.name) for hit in found.hits}
        asked.statements.append(_again(sent, processor))
    return asked


@contextmanager
def _listening(sent: list[tuple[str, Any]]) -> Iterator[None]:
    """Note the statements that are sent meanwhile."""

    def note(_c: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        sent.append((statement, values))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def _again(sent: Sequence[tuple[str, Any]], processor: Processor) -> float:
    cursor = db.session.connection().connection.cursor()
    start = processor.spent()
    for statement, values in sent:
        cursor.execute(statement, values)
        cursor.fetchall()
    spent = processor.spent() - start
    cursor.close()
    return spent


def _line(title: str, asked: Asked) -> str:
    def columns(seconds: list[float]) -> str:
        ordered = sorted(seconds)
        return f"{_at(ordered, 0.50):10.2f}{_at(ordered, 0.99):10.2f}"

    return f"{title:34}{columns(asked.calls)}{columns(asked.statements)}{asked.share:12.1%}"


def _at(ordered: Sequence[float], share: float) -> float:
    return 1000 * ordered[min(int(len(ordered) * share), len(ordered) - 1)]
