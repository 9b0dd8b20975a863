"""Taking over answers from a file: what would change, and the act itself."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from registry import assessment, cross_checks
from registry.answers_compared import Changed, changed_pages
from registry.exchange import AskedPage, Content, Identity, PageChange, asked_pages, changes, merged
from registry.filing import carrying, locks, saving, sign_offs
from registry.filing.facts import facts_of
from registry.filing.versions import frozen_answers
from registry.forms.filing import PAGES, Facts
from registry.i18n import in_language
from registry.models import Filing, FilingPage, User


@dataclass(frozen=True, slots=True)
class PagePreview:
    """What a file would do to one page."""

    change: PageChange
    answers: list[Changed]
    revision: int
    """Of the page as it is stored now; 0 for none."""
    why_closed: str
    """Why the page cannot be changed; empty where it can."""
    opened_by: str
    """Who has the page open at this moment, if a colleague has."""

    @property
    def name(self) -> str:
        return self.change.page.name

    @property
    def can_be_taken(self) -> bool:
        return self.change.differs and not self.change.is_spoilt and not self.why_closed


@dataclass(frozen=True, slots=True)
class Taken:
    """Titles of the pages that were taken over, and of those that still owe something."""

    pages: list[str]
    unfinished: list[str]


def facts_for(filing: Filing, *, today: date) -> Facts:
    """The filing's facts with every check that an explanation may name: which are owed is not yet
    known of a filing that comes out of a file."""
    texts = {**assessment.catalogue().checks, **cross_checks.words()}
    checks = {check: f"{check} · {in_language(dict(text.title))}" for check, text in texts.items()}
    return replace(facts_of(filing, today=today), checks=checks)


def identity_of(filing: Filing) -> Identity:
    organisation = filing.organisation
    return Identity(
        reference=filing.reference,
        organisation=organisation.name,
        ssm_number=organisation.ssm_number or organisation.ssm_old_number or "",
        year=str(filing.year),
        period_start=filing.period_start.isoformat(),
        period_end=filing.period_end.isoformat(),
    )


def preview(
    filing: Filing, content: Content, facts: Facts, *, by: User, at: datetime
) -> list[PagePreview]:
    """Every page with what the file would change there."""
    stored = frozen_answers(filing)
    found = changes(asked_pages(facts), stored, content)
    after = {c.page.name: merged(c.page, stored.get(c.page.name, {}), content.answers)
             for c in found}  # fmt: skip
    compared = {each.page.name: each.answers for each in changed_pages(stored, after)}
    revisions = {page.name: page.revision for page in filing.pages}
    closed = {name: sign_offs.words(row) for name, row in sign_offs.standing(filing).items()}
    others = locks.others_at_work(filing, than=by, at=at)
    return [
        PagePreview(
            change,
            compared.get(change.page.name, []),
            revisions.get(change.page.name, 0),
            closed.get(change.page.name, ""),
            others[change.page.name].holder.name if change.page.name in others else "",
        )
        for change in found
    ]


def take_over(
    filing: Filing,
    answers: Mapping[str, Any],
    revisions: Mapping[str, int],
    *,
    filename: str,
    by: User,
    at: datetime,
    today: date,
) -> Taken:
    """Store the answers of the pages in ``revisions``, the revision of each as it was shown.

    All or none, which is the caller's transaction: raises SavedMeanwhile where somebody saved a
    page since, InvalidTransition where one cannot be changed. Hold the filing. A page is complete
    when its form owes nothing more, judged after all of them are stored.
    """
    pages = {page.name: page for page in asked_pages(facts_for(filing, today=today))}
    chosen = [name for name in PAGES if name in revisions]
    before = {page.name: page.revision for page in filing.pages}
    for name in chosen:
        _store(filing, pages[name], answers, revisions[name], by=by, at=at)
    facts = facts_for(filing, today=today)
    unfinished = [name for name in chosen if not _complete(filing, name, facts)]
    if any(page.revision != before.get(page.name) for page in filing.pages):
        filing.record("imported", by=by, at=at, note=filename)
    return Taken(_titles(chosen), _titles(unfinished))


def _store(
    filing: Filing,
    page: AskedPage,
    answers: Mapping[str, Any],
    revision: int,
    *,
    by: User,
    at: datetime,
) -> None:
    stored = saving.stored_page(filing, page.name)
    whole = merged(page, stored.answers if stored else {}, answers)
    saving.save_page(filing, page.name, whole, complete=False, revision=revision, by=by, at=at)
    for corridor in _parts(page.name, whole):
        carrying.confirm(carrying.of(filing, page.name, corridor), by=by, at=at)


def _parts(page: str, answers: Mapping[str, Any]) -> list[str]:
    """The sheets of which a page is made: the corridors of the fee table, else one."""
    if page != "fees":
        return [""]
    corridors = (line.get("corridor") for line in answers.get("fees") or [])
    return sorted({corridor for corridor in corridors if corridor})


def _complete(filing: Filing, name: str, facts: Facts) -> bool:
    """Whether the page owes nothing more, and say so on it."""
    page: FilingPage | None = saving.stored_page(filing, name)
    if page is None:
        return False
    form = PAGES[name](formdata=None, data=page.answers, facts=facts, meta={"csrf": False})
    page.complete = form.validate()
    return page.complete


def _titles(names: Collection[str]) -> list[str]:
    return [str(PAGES[name].title) for name in names]
