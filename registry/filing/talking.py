"""What colleagues say to each other about a question: comments, answers, and that it is settled.

Only people of the organisation read it. The regulator and the public have no way to it: nothing
outside this package asks for these rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload

from registry import answers_shown, history, notices
from registry.extensions import db
from registry.filing import people, steps
from registry.forms.filing import PAGES
from registry.models import CommentAct, FilerRole, Filing, FilingPage, PageComment, User


@dataclass(frozen=True, slots=True)
class Said:
    """A comment, and whether it was struck."""

    comment: PageComment
    struck: PageComment | None


@dataclass(frozen=True, slots=True)
class Thread:
    """All that was said about one question, oldest first."""

    page: str
    field: str
    said: list[Said]
    resolved: PageComment | None
    """Set while nothing was said since it was settled."""

    @property
    def is_open(self) -> bool:
        return self.resolved is None and any(each.struck is None for each in self.said)

    @property
    def title(self) -> str:
        return title(self.page, self.field)

    @property
    def last(self) -> PageComment:
        return self.said[-1].comment


def title(page: str, field: str) -> str:
    """The question in words; the page where it as a whole is meant."""
    return history.question(f"{page}.{field}") if field else str(PAGES[page].title)


def require_place(page: str, field: str) -> None:
    """Raise NoResultFound where no such question is asked."""
    if page not in PAGES or (field and f"{page}.{field}" not in answers_shown.labels()):
        raise NoResultFound


def threads(filing: Filing, page: str = "") -> list[Thread]:
    """What was said about the filing, or about one page, in the order of the questions."""
    rows = select(PageComment).where(PageComment.filing_id == filing.id)
    if page:
        rows = rows.where(PageComment.page == page)
    places: dict[tuple[str, str], list[PageComment]] = {}
    for row in db.session.scalars(
        rows.options(joinedload(PageComment.by)).order_by(PageComment.id)
    ):
        places.setdefault((row.page, row.field), []).append(row)
    order = [*PAGES]
    return [
        _thread(*place, places[place]) for place in sorted(places, key=lambda p: order.index(p[0]))
    ]


def thread(filing: Filing, page: str, field: str) -> Thread:
    found = (each for each in threads(filing, page) if each.field == field)
    return next(found, None) or Thread(page, field, [], None)


def say(filing: Filing, page: str, field: str, text: str, *, by: User, at: datetime) -> None:
    """Add a comment and tell those concerned: one letter an hour for each reader and question.

    Sent twice by a double click, it is kept once.
    """
    before = thread(filing, page, field)
    if before.is_open and (before.last.by_id, before.last.text) == (by.id, text):
        return
    _append(filing, page, field, CommentAct.SAID, by=by, at=at, text=text)
    for person in _concerned(filing, before, by):
        notices.write(
            "comment",
            to=person,
            language=person.language,
            once=f"comment-{filing.id}-{page}.{field}-{person.id}-{at:%Y%m%d%H}",
            at=at,
            filing=filing,
            by=by,
            page=page,
            field=field,
            about=title,
            note=text,
        )


def resolve(filing: Filing, page: str, field: str, *, by: User, at: datetime) -> None:
    """Settle what was asked; whoever says something again opens it again."""
    if thread(filing, page, field).is_open:
        _append(filing, page, field, CommentAct.RESOLVED, by=by, at=at)


def strike(filing: Filing, comment_id: int, *, by: User, at: datetime) -> PageComment:
    """Take one's own comment off the page; the row stays, and that it was struck is shown."""
    comment = db.session.scalars(
        select(PageComment).where(
            PageComment.id == comment_id,
            PageComment.filing_id == filing.id,
            PageComment.act == CommentAct.SAID,
        )
    ).one()
    if comment.by_id != by.id:
        raise steps.NotAllowed(steps.NOT_YOUR_COMMENT)
    found = thread(filing, comment.page, comment.field)
    if not any(each.comment.id == comment.id and each.struck for each in found.said):
        act = CommentAct.STRUCK
        _append(filing, comment.page, comment.field, act, by=by, at=at, struck_id=comment.id)
    return comment


def _append(
    filing: Filing,
    page: str,
    field: str,
    act: CommentAct,
    *,
    by: User,
    at: datetime,
    text: str = "",
    struck_id: int | None = None,
) -> None:
    db.session.add(
        PageComment(
            filing_id=filing.id,
            page=page,
            field=field,
            act=act,
            text=text,
            struck_id=struck_id,
            at=at,
            by=by,
        )
    )
    db.session.flush()


def _thread(page: str, field: str, rows: list[PageComment]) -> Thread:
    struck = {row.struck_id: row for row in rows if row.act is CommentAct.STRUCK}
    said = [Said(row, struck.get(row.id)) for row in rows if row.act is CommentAct.SAID]
    newest = [row for row in rows if row.act is not CommentAct.STRUCK][-1]
    return Thread(page, field, said, newest if newest.act is CommentAct.RESOLVED else None)


def _concerned(filing: Filing, before: Thread, by: User) -> Iterable[User]:
    """Who took part, whose page it is, and the approvers; where that is nobody else, everybody."""
    page = db.session.get(FilingPage, (filing.id, before.page))
    ids = {each.comment.by_id for each in before.said} | ({page.saved_by_id} if page else set())
    found = {
        *people.still_here(filing, ids),
        *people.with_role(filing.organisation_id, FilerRole.APPROVER),
    } - {by}
    everybody = (p for role in FilerRole for p in people.with_role(filing.organisation_id, role))
    return sorted(found or set(everybody) - {by}, key=lambda person: person.id)
