"""Every page as an approver goes through it: read by whom, signed off by whom, or still to be."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from registry.filing import carrying, people, sign_offs
from registry.filing.approving import at_work_on
from registry.filing.asked import pages_asked
from registry.filing.steps import Obstacles
from registry.forms.filing import PAGES
from registry.models import Filing, FilingPage, PageSignOff, User


@dataclass(frozen=True, slots=True)
class Line:
    """A page, and whether the person who looks may sign it off."""

    name: str
    title: str
    url: str
    page: FilingPage | None
    sign_off: PageSignOff | None
    sha256: str
    """What signing off is bound to."""
    is_own: bool
    """Whether it is the person's own work."""
    waits: bool
    """Whether last year's answers are to be confirmed on it first."""

    @property
    def is_complete(self) -> bool:
        return self.page is not None and self.page.complete

    @property
    def can_be_signed_off(self) -> bool:
        return not (self.sign_off or self.is_own or self.waits)


@dataclass(frozen=True, slots=True)
class Panel:
    """What stands at the foot of a page, and of the person what they may do with it."""

    line: Line
    obstacles: Obstacles

    @property
    def is_locked(self) -> bool:
        return self.line.sign_off is not None


def panel(filing: Filing, name: str, user: User) -> Panel:
    return Panel(line(filing, name, user), Obstacles.of(people.standing(filing, user)))


def lines(filing: Filing, user: User) -> list[Line]:
    """The pages that are asked, and others that somebody answered."""
    opened = {page.name for page in filing.pages}
    asked = opened | set(pages_asked(filing))
    return _lines(filing, user, [name for name in PAGES if name in asked])


def line(filing: Filing, name: str, user: User) -> Line:
    return _lines(filing, user, [name])[0]


def _lines(filing: Filing, user: User, names: Sequence[str]) -> list[Line]:
    held, waiting = sign_offs.standing(filing), carrying.waiting(filing)
    pages = {page.name: page for page in filing.pages}
    return [
        Line(
            name=name,
            title=str(PAGES[name].title),
            url=url_for("filing.page", reference=filing.reference, page=name),
            page=pages.get(name),
            sign_off=held.get(name),
            sha256=sign_offs.digest_now(filing, pages.get(name), name),
            is_own=user.id in at_work_on(filing, pages.get(name), name),
            waits=name in waiting,
        )
        for name in names
    ]
