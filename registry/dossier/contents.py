"""What stands in a dossier: rows of the register as plain data, and the files that go with it."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from registry import answers_shown, deadline_extensions, history, identifiers, notices
from registry.answered_pages import answered_pages
from registry.clock import day_of
from registry.dossier import enclosed, sources
from registry.dossier.enclosed import Declared, Enclosure
from registry.i18n import date_text, instant_text, language
from registry.models import (
    ExtensionDecision,
    ExtensionOutcome,
    ExtensionRequest,
    Filing,
    FilingVersion,
    Organisation,
    OutboxMessage,
    RegisterEntry,
    Signature,
    Statement,
)
from registry.reports.dossier.data import (
    AskedForTime,
    DossierData,
    DossierYear,
    FiledVersion,
    Happened,
    Letter,
    SignedBy,
)
from registry.reports.statement.data import AnsweredPage
from registry.wording import PUBLIC_STATUSES, ROLES

MADE = "dossier_made"
"""Making a dossier is in the history and not in the dossier: it would never be the same twice."""


@dataclass(frozen=True, slots=True)
class Contents:
    data: DossierData
    files: Sequence[Enclosure]


@dataclass(frozen=True, slots=True)
class _Year:
    """One year as it is written, with its files."""

    written: DossierYear
    files: Sequence[Enclosure]


def contents(
    organisation: Organisation, year: int | None, *, declared: Declared, at: datetime
) -> Contents:
    """The dossier of one year, or of all, in the language of the page; ``at`` decides statuses."""
    years = [_year(entry, declared, at) for entry in sources.entries(organisation, year)]
    files = [file for each in years for file in each.files]
    people = sources.authorities(organisation)
    written = [each.written for each in years]
    begun = min((a.requested_at for a in people), default=at)
    data = DossierData(
        organisation=organisation.name,
        ssm_number=identifiers.shown(organisation.ssm_number, organisation.ssm_old_number),
        as_of=max(_instants(written), default=begun),
        people=[
            (
                a.user.name,
                str(ROLES[a.role]),
                instant_text(a.decided_at),
                instant_text(a.revoked_at),
            )
            for a in people
        ],
        years=written,
        files=[file.indexed() for file in files],
        address=notices.address("public.verify", language=language()),
        operator=current_app.config["OPERATOR"],
        demonstration=current_app.config["DEMONSTRATION"],
    )
    return Contents(data, files)


def _instants(years: Iterable[DossierYear]) -> Iterator[datetime]:
    for year in years:
        yield from (each["at"] for each in year["history"])
        yield from (letter["at"] for letter in year["letters"])
        yield from (asked["at"] for asked in year["requests"])


def _year(entry: RegisterEntry, declared: Declared, at: datetime) -> _Year:
    filing = sources.filing(entry)
    letters = sources.letters(entry)
    versions = list(_versions(filing, declared)) if filing else []
    files = [file for _version, enclosures in versions for file in enclosures]
    files += enclosed.of_letters(entry.year, letters)
    today = day_of(at)
    written = DossierYear(
        year=entry.year,
        reference=filing.reference if filing else "",
        period_start=entry.period_start,
        period_end=entry.period_end,
        due_on=entry.due_on,
        first_due_on=entry.first_due_on,
        status=str(PUBLIC_STATUSES[entry.status_as_of(today)]),
        requests=[_asked(each) for each in deadline_extensions.requests_of(entry)[::-1]],
        versions=[version for version, _enclosures in versions],
        answers=_answers(filing.latest_version) if filing and filing.latest_version else [],
        replies=[(r.at, r.by.name, r.text) for r in sources.replies(filing)] if filing else [],
        history=_history(filing) if filing else [],
        letters=[_letter(letter) for letter in letters],
    )
    return _Year(written, files)


def _versions(filing: Filing, declared: Declared) -> Iterator[tuple[FiledVersion, list[Enclosure]]]:
    published = sources.statements(filing)
    for version in filing.versions:
        files = list(enclosed.of_version(filing, version, declared))
        yield _version(version, published.get(version.number), files), files


def _version(
    version: FilingVersion, statement: Statement | None, files: Sequence[Enclosure]
) -> FiledVersion:
    return FiledVersion(
        number=version.number,
        submitted_at=version.submitted_at,
        submitted_by=version.submitted_by.name,
        change_note=version.change_note,
        sha256=version.sha256,
        receipt_sha256=version.receipt_sha256 or "",
        signature=_signed(version.signature) if version.signature else None,
        files=[file.indexed() for file in files],
        published_at=statement.published_at if statement else None,
        grade=_grade(version.assessment) if version.assessment else "",
    )


def _grade(assessment: dict[str, Any]) -> str:
    rules = assessment["catalogue"]
    return str(
        _(
            "Grade %(grade)s, score %(score)s of 100, by the rules %(rules)s, version %(version)s",
            grade=assessment["grade"] or "–",
            score=assessment["score"] or "–",
            rules=rules["id"],
            version=rules["version"],
        )
    )


def _signed(signature: Signature) -> SignedBy:
    titles = {page.name: str(page.title) for page in answers_shown.pages()}
    factors = {"totp": _("a code of the second factor"), "recovery": _("a recovery code")}
    return SignedBy(
        name=signature.name,
        post=signature.post,
        at=signature.at,
        second_factor=str(factors[signature.second_factor]),
        declaration=signature.declaration,
        sha256=signature.sha256,
        sign_offs=[
            (titles.get(s["page"], s["page"]), s["name"], datetime.fromisoformat(s["at"]))
            for s in signature.sign_offs
        ],
    )


def _asked(request: ExtensionRequest) -> AskedForTime:
    return AskedForTime(
        at=request.at,
        by=request.by.name,
        due_on=request.due_on,
        wanted_on=request.wanted_on,
        reason=request.reason,
        decided=_decision(request.decision) if request.decision else "",
    )


def _decision(decision: ExtensionDecision) -> str:
    told = {"instant": instant_text(decision.at), "reason": decision.reason}
    if decision.outcome is ExtensionOutcome.GRANTED:
        day = date_text(decision.due_on)
        return str(_("%(instant)s: extended to %(day)s. Reason: %(reason)s", day=day, **told))
    if decision.outcome is ExtensionOutcome.REFUSED:
        return str(_("%(instant)s: refused. Reason: %(reason)s", **told))
    return str(_("%(instant)s: taken back.", instant=told["instant"]))


def _history(filing: Filing) -> list[Happened]:
    made = history.title(MADE)
    return [
        Happened(at=item.at, title=item.title, by=item.by, note=item.note, comments=item.comments)
        for item in reversed(history.of(filing))
        if item.title != made
    ]


def _letter(letter: OutboxMessage) -> Letter:
    sha256 = hashlib.sha256(letter.body.encode()).hexdigest()
    return Letter(at=letter.created_at, to=letter.recipient, subject=letter.subject, sha256=sha256)


def _answers(version: FilingVersion) -> list[AnsweredPage]:
    pages = (page for page in answers_shown.pages() if version.answers.get(page.name))
    return answered_pages(version.answers, pages)
