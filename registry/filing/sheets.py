"""One page of a filing as it lies open before a person; of the fee page, one corridor's part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy.exc import NoResultFound

from registry import ledger
from registry.filing import carrying, marks, saving, sign_offs
from registry.filing.carrying import Carried
from registry.filing.facts import checks_to_explain, facts_of
from registry.forms.filing import PAGES, Facts, PageForm
from registry.forms.filing.fees import FeesForm
from registry.models import Document, DocumentKind, Filing, FilingPage

FILES = {"statement": DocumentKind.STATEMENT, "evidence": DocumentKind.EVIDENCE}
"""Pages that take files, and of which kind."""

EXPLAINS = "disclosure"
"""The page on which figures are explained that the check asks about."""


@dataclass(frozen=True)
class Sheet:
    filing: Filing
    name: str
    today: date
    corridor: str = ""
    """The corridor whose part of the fee table is open; empty on every other page."""

    @cached_property
    def page(self) -> FilingPage | None:
        """The page as it is stored."""
        return saving.stored_page(self.filing, self.name)

    @cached_property
    def is_open(self) -> bool:
        """Whether it can be changed: the filing is open, and nobody signed the page off."""
        return self.filing.is_editable and self.name not in sign_offs.standing(self.filing)

    @cached_property
    def facts(self) -> Facts:
        facts = facts_of(self.filing, today=self.today)
        if self.name != EXPLAINS:
            return facts
        return replace(facts, checks=checks_to_explain(self.filing, today=self.today))

    @cached_property
    def carried(self) -> Carried | None:
        """What came back on this sheet from the filing of the year before."""
        return carrying.of(self.filing, self.name, self.corridor)

    @property
    def waits(self) -> bool:
        """Whether last year's answers are to be confirmed here."""
        return self.carried is not None and self.carried.waits

    @property
    def _proposal(self) -> dict[str, Any]:
        return self.carried.proposal if self.carried and self.carried.waits else {}

    @property
    def key(self) -> str:
        """What one person at a time has open for editing."""
        return f"{self.name}/{self.corridor}" if self.corridor else self.name

    @property
    def files(self) -> DocumentKind | None:
        """The kind of file that this page takes."""
        return FILES.get(self.name)

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The files of this page, by SHA-256."""
        found = saving.current_documents(self.filing, self.files) if self.files else []
        return {document.sha256: document for document in found}

    @property
    def earlier_evidence(self) -> Sequence[Document]:
        """Files of the last filing that may be used again on this page."""
        can_add = self.name == "evidence" and self.filing.is_editable
        return carrying.earlier_evidence(self.filing) if can_add else ()

    @property
    def revision(self) -> int:
        return self.page.revision if self.page else 0

    @property
    def stored(self) -> dict[str, Any]:
        """All stored answers of the page."""
        return self.page.answers if self.page else {}

    @property
    def part(self) -> dict[str, Any]:
        """The answers that are open on this sheet: those stored, else those that came back."""
        if self.corridor:
            return {"fees": self._lines(ours=True) or self._proposal.get("fees", [])}
        return self.stored if self.page else self._proposal

    @property
    def fingerprint(self) -> str:
        """Changes when the stored answers of this sheet change, and only then."""
        return ledger.digest(self.part)

    def form(self) -> PageForm:
        """The page with what is stored."""
        return self._form(formdata=None, data=self.part)

    def typed(self, sent: Any) -> PageForm:
        """The page with what a person sent, and nothing else.

        The list of corridors asks nothing itself: there, what is stored stands.
        """
        if self.name == "fees" and not self.corridor:
            return self.form()
        return self._form(formdata=sent)

    def with_others(self, part: Mapping[str, Any]) -> dict[str, Any]:
        """The answers to store when ``part`` takes the place of what is open here."""
        if not self.corridor:
            return dict(part)
        return {"fees": [*self._lines(ours=False), *part["fees"]]}

    def is_complete(self, form: PageForm) -> bool:
        """Whether nothing is owed any more, on this sheet or elsewhere on the page."""
        if form.errors:
            return False
        if not self.corridor:
            return True
        whole = FeesForm(
            formdata=None,
            data=self.with_others(form.answers),
            facts=self.facts,
            meta={"csrf": False},
        )
        return bool(whole.validate())

    def _form(self, **options: Any) -> PageForm:
        if self.corridor:
            options["corridor"] = self.corridor
        facts = replace(self.facts, carried=self._proposal)
        form = PAGES[self.name](facts=facts, **options)
        if self.carried:
            marks.put(form, self.name, self.carried)
        return form

    def _lines(self, *, ours: bool) -> list[dict[str, Any]]:
        lines = self.stored.get("fees", [])
        return [line for line in lines if (line.get("corridor") == self.corridor) is ours]


def sheet_of(filing: Filing, name: str, *, today: date) -> Sheet:
    """A page of the task list; any other does not exist."""
    if name not in PAGES:
        raise NoResultFound
    return Sheet(filing, name, today)


def fee_sheet_of(filing: Filing, corridor: str, *, today: date) -> Sheet:
    """The fee table of a corridor that the filing names or has lines for."""
    sheet = Sheet(filing, "fees", today, corridor)
    lines = {line.get("corridor") for line in sheet.stored.get("fees", [])}
    if corridor not in sheet.facts.corridors and corridor not in lines:
        raise NoResultFound
    return sheet
