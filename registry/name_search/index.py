"""Writes down what names are found by, whenever an organisation is added or changed."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from registry import names
from registry.extensions import db
from registry.models import (
    LONGEST_START,
    NameDeletion,
    NameKind,
    NameStart,
    OrganisationWord,
    table_of,
)
from registry.name_search import deletions, words

WHOLE, PART = 0, 2
"""Ranks of names that begin as typed, and of those that go on so; who does not report adds one."""
COMPANY = 4
"""Rank of companies that statements name: not offered with organisations, which come first."""
AT_ONCE = 500
"""Words in one query: both databases take so many."""
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation as it is found: by its names, the current one first, and its numbers."""

    organisation_id: int
    names: tuple[tuple[NameKind, str], ...]
    numbers: tuple[str, ...]
    reports: bool
    """Whether it is listed or reports for another reason; it is then offered before others."""

    def words(self) -> set[str]:
        found = {word for _kind, name in self.names for word in words.searchable(name)}
        return found.union(*(names.words(number) for number in self.numbers))

    def word_rows(self) -> list[dict[str, Any]]:
        """Rows of ``OrganisationWord``."""
        return [{"organisation_id": self.organisation_id, "word": word} for word in self.words()]

    def starts(self) -> Iterator[dict[str, Any]]:
        """Rows of ``NameStart``: of two names of a kind that read the same, the first."""
        seen = set()
        for kind, name in self.names:
            for place, start in enumerate(words.starts(name)):
                rank = (PART if place else WHOLE) + (not self.reports)
                row = (rank, start[:LONGEST_START], kind)
                if row not in seen:
                    seen.add(row)
                    yield {
                        "rank": rank,
                        "start": start[:LONGEST_START],
                        "organisation_id": self.organisation_id,
                        "kind": kind,
                        "name": name,
                    }


def keep(organisations: Collection[Named]) -> None:
    """Write the names of organisations that have none in the index."""
    rows = [row for named in organisations for row in named.word_rows()]
    starts = [row for named in organisations for row in named.starts()]
    connection = db.session.connection()
    if rows:
        connection.execute(insert(table_of(OrganisationWord)), rows)
    if starts:
        connection.execute(insert(table_of(NameStart)), starts)
    keep_words({row["word"] for row in rows})


def forget(ids: Collection[int]) -> None:
    """Take organisations out of the index. Words stay: nobody is found by one that nobody has."""
    for those in (
        delete(OrganisationWord).where(OrganisationWord.organisation_id.in_(ids)),
        delete(NameStart).where(NameStart.organisation_id.in_(ids), NameStart.rank != COMPANY),
    ):
        db.session.execute(those, execution_options={"synchronize_session": False})


def keep_companies(organisation_id: int, called: Iterable[str]) -> None:
    """Write anew the names of companies that public statements of an organisation give."""
    starts = {words.starts(name)[0][:LONGEST_START]: name for name in called if names.key(name)}
    db.session.execute(
        delete(NameStart).where(
            NameStart.organisation_id == organisation_id, NameStart.rank == COMPANY
        ),
        execution_options={"synchronize_session": False},
    )
    rows = [
        {
            "rank": COMPANY,
            "start": start,
            "organisation_id": organisation_id,
            "kind": NameKind.SUBSIDIARY,
            "name": name,
        }
        for start, name in sorted(starts.items())
    ]
    if rows:
        db.session.connection().execute(insert(table_of(NameStart)), rows)


def keep_words(found: Iterable[str]) -> None:
    """Add words to those that a typing mistake is compared with."""
    correctable = sorted(word for word in found if deletions.is_correctable(word))
    if rows := [row for word in _unknown(correctable) for row in deletion_rows(word)]:
        connection = db.session.connection()
        adding = INSERTS[connection.dialect.name](table_of(NameDeletion))
        connection.execute(adding.on_conflict_do_nothing(), rows)


def deletion_rows(word: str) -> list[dict[str, Any]]:
    """Rows of ``NameDeletion``; none for a word that is never corrected."""
    return [{"deletion": form, "word": word} for form in deletions.stored_forms(word)]


def _unknown(found: list[str]) -> Iterator[str]:
    """Those that are not in the index yet: each stands there under its own beginning."""
    for start in range(0, len(found), AT_ONCE):
        some = found[start : start + AT_ONCE]
        known = set(
            db.session.scalars(
                select(NameDeletion.word).where(
                    NameDeletion.deletion.in_({word[: deletions.BEGINNING] for word in some}),
                    NameDeletion.word.in_(some),
                )
            )
        )
        yield from (word for word in some if word not in known)
