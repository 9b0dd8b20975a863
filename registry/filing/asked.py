"""Which pages a filing asks: all of them, or the few of a short filing, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from registry import promises, short_path
from registry.assessment import flat
from registry.extensions import db
from registry.filing.steps import FILED
from registry.forms.filing import PAGES
from registry.models import Filing, FilingPage
from registry.scoring import FIELDS
from registry.scoring.screening import LEFT_OUT, Decision, Path, Reason, Why, all_no
from registry.wording import SECTORS, TARGET_SECTORS

SCREENING = "screening"

OPTIONAL = frozenset({"followup", "differences", "evidence"})
"""Pages that may stay unopened: without them nothing is missing, unless promises are open."""

NO_SUCH_PLACE = frozenset({Why.SECTOR, Why.AUDIT, Why.LAST_YEAR})
"""Reasons that no answer of this filing changes."""


@dataclass(frozen=True, slots=True)
class Told:
    """A reason in words, and the page where the answer stands that it is about, if one does."""

    text: str
    page: str | None


@dataclass(frozen=True, slots=True)
class PathShown:
    """``why``: reasons for asking in full where all eight answers are no; ``is_open``: not sure."""

    asks_less: bool
    why: list[Told]
    is_open: bool


def decision(filing: Filing) -> Decision:
    """Short or full, by what the filing says as it stands and by what the register knows."""
    return short_path.decision(filing, flat({page.name: page.answers for page in filing.pages}))


def path(filing: Filing) -> Path:
    """What the version in preparation would be, were it filed now."""
    return decision(filing).path


def asks_less(filing: Filing) -> bool:
    """Whether pages are left out; of a filing that came in, as it was when it did."""
    if filing.status in FILED and filing.latest_version:
        return filing.latest_version.path is Path.SHORT
    return decision(filing).asks_less


def pages_asked(filing: Filing) -> tuple[str, ...]:
    """The pages that the filing is asked, in order; the others are open to whoever will answer."""
    if not asks_less(filing):
        return tuple(PAGES)
    return tuple(name for name in PAGES if name not in LEFT_OUT)


def optional(filing: Filing) -> frozenset[str]:
    """The pages that may stay unopened."""
    return OPTIONAL - {"followup"} if promises.to_follow_up(filing) else OPTIONAL


def asked_of(filings: Iterable[Filing]) -> dict[int, tuple[str, ...]]:
    """The pages that each filing is asked, by its id; answers are read only where they count."""
    listed = list(filings)
    rows = db.session.execute(
        select(FilingPage.filing_id, FilingPage.answers).where(
            FilingPage.name == SCREENING, FilingPage.filing_id.in_([f.id for f in listed])
        )
    )
    denying = {filing_id for filing_id, answers in rows if all_no(answers)}
    return {f.id: pages_asked(f) if f.id in denying else tuple(PAGES) for f in listed}


def path_shown(filing: Filing) -> PathShown:
    """What the task list says of the path."""
    found = decision(filing)
    plain = any(reason.why in (Why.BLANK, Why.YES) for reason in found.against)
    why = [] if plain else list(dict.fromkeys(_told(reason) for reason in found.against))
    is_open = bool(found.open) and filing.is_editable
    return PathShown(asks_less(filing), why if filing.is_editable else [], is_open)


def _told(reason: Reason) -> Told:
    page = None
    if reason.why not in NO_SUCH_PLACE and reason.name in FIELDS:
        page = FIELDS[reason.name].page
    return Told(str(_words(reason)), page)


def _words(reason: Reason) -> Any:
    match reason.why:
        case Why.SECTOR:
            sector = SECTORS.get(reason.name) or TARGET_SECTORS[reason.name]
            return _("Organisations of this sector answer in full: %(sector)s.", sector=sector)
        case Why.LAST_YEAR:
            return _(
                "The last filing told of migrant workers, recruiters, housing or cases. The year"
                " after, a filing is still asked in full."
            )
        case Why.AUDIT:
            year = reason.name
            return _("The audit of the short filing for %(year)s asks for a full one.", year=year)
        case _:
            page = PAGES[FIELDS[reason.name].page]
            return _("The page “%(page)s” says otherwise.", page=page.title)
