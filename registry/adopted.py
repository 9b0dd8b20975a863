"""The rules in force: the catalogue of the files, with every change that was adopted since."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from sqlalchemy import select

from registry.extensions import db
from registry.models import RuleAdoption
from registry.scoring import Catalogue, load_catalogue
from registry.scoring.changes import Change, read_change, with_changes

NEWEST = "newest adoption"
_NEWEST = select(RuleAdoption.id, RuleAdoption.sha256).order_by(RuleAdoption.id.desc()).limit(1)


def catalogue() -> Catalogue:
    """The catalogue in force. Another process may have adopted changes: a session asks once."""
    newest = newest_adoption()
    return _with_adoptions(*newest) if newest else load_catalogue()


def catalogue_before(draft_id: int) -> Catalogue:
    """The catalogue as it was when this draft was adopted; in force, where it is not."""
    made = list(takewhile(lambda adoption: adoption.draft_id != draft_id, adoptions()))
    return _built(made) if made else load_catalogue()


def catalogue_with(changes: Sequence[Change]) -> Catalogue:
    """The catalogue as it would be if these changes were adopted now."""
    return _built(adoptions(), changes)


def adoptions() -> Sequence[RuleAdoption]:
    """Every adoption, oldest first."""
    return db.session.scalars(select(RuleAdoption).order_by(RuleAdoption.id)).all()


def forget() -> None:
    """Ask anew in this session: it has just adopted something itself."""
    db.session.info.pop(NEWEST, None)


def newest_adoption() -> tuple[int, str] | None:
    """Number and hash of the newest adoption; the hash stands for it and for all before it."""
    known: dict[str, tuple[int, str] | None] = db.session.info
    if NEWEST not in known:
        found = db.session.execute(_NEWEST).first()
        known[NEWEST] = (found.id, found.sha256) if found else None
    return known[NEWEST]


@lru_cache(maxsize=4)
def _with_adoptions(newest: int, sha256: str) -> Catalogue:
    """``sha256`` tells the registers of one process apart."""
    return _built([adoption for adoption in adoptions() if adoption.id <= newest])


def _built(made: Sequence[RuleAdoption], further: Sequence[Change] = ()) -> Catalogue:
    """Its version counts the adoptions behind that of the files: 2026-2+1."""
    files = load_catalogue()
    changes = [read_change(entry) for adoption in made for entry in adoption.changes]
    number = len(made) + bool(further)
    return with_changes(files, [*changes, *further], version=f"{files.version}+{number}")
