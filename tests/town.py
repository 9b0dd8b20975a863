"""A small town of companies at every stage of filing, and everybody who has to do with them.

``places(town)`` names every page of the register, who may open it, and what to open it with.
"""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any, NamedTuple

from flask import Flask, url_for

from registry import audits, deadline_extensions, obligations, organisations, storage
from registry.accounts import appointing, identity, invitations
from registry.accounts import services as accounts
from registry.drafting import trials
from registry.extensions import db
from registry.filing import approving, services, sign_offs, talking
from registry.filing.withdrawing import withdraw
from registry.forms.filing import PAGES
from registry.models import (
    AuthorityStatus,
    DocumentKind,
    ExtensionRequest,
    FilerRole,
    Filing,
    ListingState,
    Market,
    Organisation,
    ReportingClass,
    StaffRole,
    User,
)
from registry.review import auditing
from registry.review import services as review
from tests import factories as make
from tests.drafting import rules
from tests.factories import AT
from tests.short_filings import Office
from tests.town_public import Public
from tests.uploads.made import pdf

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SIGNATORY = "tan@contoh.example"
PASSWORD = "copper meadow violin thursday"
LETTER = "link-of-a-letter"
YEARS = (2025, 2026)
SHARED_TEXT = (
    "We asked everyone who joined us in the year what they had paid and to whom, away from their "
    "supervisors and in their own language, and gave back what should never have been taken."
)
"""What every statement of the town says, so that its pages show it side by side."""


class Town:
    """Its people act for every company; ``now`` is the moment of what was published last."""

    def __init__(self, *, now: datetime) -> None:
        self.preparer = make.a_user("Nur Preparer", second_factor=False)
        self.signatory = _guarded(make.a_user("Tan Signatory", email=SIGNATORY, password=PASSWORD))
        self.approver = make.a_user("Daniel Approver", second_factor=False)
        self.officer = _guarded(make.a_user("Devi Officer", staff=StaffRole.OFFICER))
        self.administrator = _guarded(make.a_user("Lim Admin", staff=StaffRole.ADMINISTRATOR))
        self.monitor = make.a_user("Ravi Monitor", staff=StaffRole.MONITOR)
        self.stranger = make.a_user("Siti Stranger")
        self.statement = storage.put(BytesIO(pdf("Statement", "against forced labour"))).sha256
        self.new = self.company("Contoh Baharu Berhad")
        self.draft = self.filing("Contoh Draf Berhad")
        self.ready = self.filing("Contoh Sedia Berhad")
        services.mark_ready(self.ready, by=self.preparer, at=AT)
        self.approved = self.signed_off("Contoh Lulus Berhad")
        self.more_time = self.asks(self.draft)
        self.extended = self.asks(self.ready)
        deadline_extensions.grant(
            self.extended, by=self.officer, at=AT, reason="A flood.", due_on=date(2026, 7, 31)
        )
        self.submitted = self.filed("Contoh Hantar Berhad")
        self.returned = self.filed("Contoh Pulang Berhad")
        self.return_with_comment(self.returned)
        self.published = self.amended("Contoh Terbit Berhad")
        self.withdrawn = self.taken_down("Contoh Tarik Berhad")
        self.silent = self.publish(self.filed("Contoh Senyap Berhad", pages={}), at=AT)
        self.recent = self.publish(self.filed("Contoh Terkini Berhad"), at=now)
        self.short, self.audited = self.short_filings()
        self.request = make.an_authority(
            self.stranger, self.new, FilerRole.APPROVER, status=AuthorityStatus.REQUESTED
        )
        invitations.invite(
            self.signatory,
            organisation=self.new,
            email="invited@contoh.example",
            role=FilerRole.APPROVER,
            at=now,
        ).link_sha256 = identity.digest(LETTER)
        self.new.secretary_email = "cosec@contoh.example"
        code = identity.send_code(
            self.stranger, organisation=self.new, role=FilerRole.PREPARER, at=now
        )
        if code:
            code.link_sha256 = identity.digest(LETTER)
        self.agencies()
        self.public = Public(
            self.published, officer=self.officer, signatory=self.signatory, letter=LETTER, now=now
        )
        self.rules = rules.a_draft(self.administrator)
        trials.keep(self.rules, trials.work_out(self.rules, 2026), at=AT)
        self.proposal = rules.proposed(make.a_user(staff=StaffRole.SENIOR_OFFICER))
        db.session.commit()

    def agencies(self) -> None:
        """One that works for a company and has two people, and one that waits for an officer."""
        self.agent = make.a_user("Lina Agent", second_factor=False)
        agency = appointing.register(
            self.agent, name="Ejen Contoh Sdn Bhd", ssm_number="201901777777", at=AT
        )
        appointing.decide(agency, by=self.officer, accept=True, reason="Seen.", at=AT)
        person = make.a_user("Mei Agent", second_factor=False)
        member = appointing.ask_in(agency, person.email, by=self.agent, at=AT)
        if member:
            appointing.join(member, at=AT)
        self.appointment = appointing.appoint(
            agency,
            self.new,
            role=FilerRole.PREPARER,
            by=self.signatory,
            reason="For 2026.",
            at=AT,
        )
        self.waiting = appointing.register(
            make.a_user("Zul"), name="Ejen Baharu Sdn Bhd", ssm_number="201901777778", at=AT
        )

    def short_filings(self) -> tuple[Office, Office]:
        """A draft on the short path, and one that was published, drawn and asked for evidence."""
        draft, audited = Office("Contoh Pejabat Berhad"), Office("Contoh Cabutan Berhad")
        for office in (draft, audited):
            make.an_authority(self.preparer, office.organisation)
        make.published(audited.filing, by=audited.signatory)
        audits.draw(2026, at=AT)
        auditing.ask(audited.filing, by=self.officer, at=AT, text="The payroll of March.")
        return draft, audited

    def company(self, name: str) -> Organisation:
        """A listed company, found by its words, for which our two people act."""
        record = organisations.OrganisationRecord(
            name=name,
            market=Market.MAIN,
            listing_state=ListingState.LISTED,
            sector="industrial",
            target_sector="manufacturing",
            state="SGR",
            classes=((date(2023, 1, 1), ReportingClass.LISTED_COMPANY, ""),),
        )
        [number] = organisations.add([record])
        for year in YEARS:
            obligations.open_year(year)
        company = db.session.get_one(Organisation, number)
        make.an_authority(self.preparer, company)
        make.an_authority(self.signatory, company, FilerRole.SIGNATORY)
        return company

    def filing(self, name: str, *, pages: dict[str, Any] | None = None) -> Filing:
        """A draft with its statement and a file of evidence."""
        answers = make.complete_answers() if pages is None else pages
        filing = make.a_filing(self.company(name), by=self.preparer)
        self.prepare(filing, answers)
        return filing

    def prepare(self, filing: Filing, answers: dict[str, Any]) -> None:
        for kind in (DocumentKind.STATEMENT, DocumentKind.EVIDENCE):
            make.a_document(
                filing, by=self.preparer, kind=kind, sha256=self.statement, text=SHARED_TEXT
            )
        evidence = {"document": self.statement, "criterion": "general", "title": "Policy"}
        if "evidence" in answers:
            answers["evidence"] = {"evidence": [{**evidence, "kind": "document"}]}
        make.saved(filing, answers, by=self.preparer)

    def asks(self, filing: Filing) -> ExtensionRequest:
        entry = obligations.entry_for(filing.organisation_id, filing.year)
        wanted_on = date(2026, 7, 31)
        return deadline_extensions.ask(
            entry, by=self.signatory, at=AT, wanted_on=wanted_on, reason="The office was flooded."
        )

    def signed_off(self, name: str) -> Filing:
        """A draft with an approver: a page signed off, a question talked about."""
        filing = self.filing(name)
        make.an_authority(self.approver, filing.organisation, FilerRole.APPROVER)
        page = next(page for page in filing.pages if page.name == "governance")
        seen = {"governance": sign_offs.digest_now(filing, page, "governance")}
        approving.sign_off(filing, seen, by=self.approver, at=AT)
        place = ("passports", "doc_passport_holder")
        talking.say(filing, *place, "Is that so in Johor?", by=self.approver, at=AT)
        talking.say(filing, *place, "Yes, since May.", by=self.preparer, at=AT)
        return filing

    def filed(self, name: str, *, pages: dict[str, Any] | None = None) -> Filing:
        filing = self.filing(name, pages=pages)
        make.filed(filing, by=self.signatory)
        return filing

    def return_with_comment(self, filing: Filing) -> None:
        review.send_back(
            filing,
            by=self.officer,
            at=AT,
            note="One figure is unclear.",
            comments={"movement.doc_passes_total": "Please count the passes again."},
            version=1,
        )

    def publish(self, filing: Filing, *, at: datetime, version: int = 1) -> Filing:
        review.publish(filing, by=self.officer, at=at, note="Read.", version=version)
        return filing

    def amended(self, name: str) -> Filing:
        """A filing published in two years; in the second, replied to and amended."""
        filing = self.publish(self.filed(name), at=AT)
        earlier = make.a_filing(filing.organisation, 2025, by=self.preparer)
        self.prepare(earlier, make.complete_answers())
        make.filed(earlier, by=self.signatory)
        self.publish(earlier, at=AT)
        services.reply(filing, by=self.signatory, at=AT, text="We welcome the result.")
        services.amend(filing, by=self.signatory, at=AT, reason="A figure was wrong.")
        self.revise(filing)
        make.filed(filing, by=self.signatory, change_note="A figure was wrong.")
        return self.publish(filing, at=AT, version=2)

    def revise(self, filing: Filing) -> None:
        """Another answer, and another statement in the place of the first."""
        for page in filing.pages:
            if page.name == "movement":
                page.answers = {**page.answers, "doc_passes_total": 158}
        for document in filing.documents:
            if document.kind is DocumentKind.STATEMENT:
                document.removed_at = AT
        revised = storage.put(BytesIO(pdf("Statement", "revised"))).sha256
        text = SHARED_TEXT.replace("supervisors", "foremen")
        make.a_document(filing, by=self.preparer, sha256=revised, text=text)

    def taken_down(self, name: str) -> Filing:
        filing = self.publish(self.filed(name), at=AT)
        withdraw(filing, by=self.signatory, at=AT, reason="It was filed for another company.")
        return filing


def _guarded(user: User) -> User:
    accounts.enrol_totp(user, SECRET)
    return user


class Place(NamedTuple):
    """A page: who opens it, its view, and what the address says."""

    visitor: str
    """The name of somebody in ``Town``, or "reader" for anybody."""
    view: str
    given: dict[str, Any]

    def address(self, app: Flask, language: str) -> str:
        with app.test_request_context():
            return url_for(self.view, lang=language, **self.given)


def places(town: Town) -> Iterator[Place]:
    yield from _public(town)
    yield from _accounts(town)
    yield from _filing(town)
    for visitor in ("officer", "monitor"):
        yield Place(visitor, "review.queue", {})
        yield Place(visitor, "review.read", {"reference": town.submitted.reference})
    yield Place("officer", "review.read", {"reference": town.published.reference})
    yield Place("administrator", "review.grade", {"reference": town.published.reference})
    yield from _rules(town)
    yield from _deadlines(town)
    yield from _short_filings(town)
    for place in town.public.pages(LETTER):
        yield Place(*place)


def _short_filings(town: Town) -> Iterator[Place]:
    audited = town.audited.filing
    own = {"organisation_id": audited.organisation_id, "year": audited.year}
    yield Place("reader", "public.statement", own)
    for year in (2025, 2026):
        yield Place("reader", "public.draws", {"year": year})
    yield Place("preparer", "filing.tasks", {"reference": town.short.filing.reference})
    for visitor in ("officer", "monitor"):
        yield Place(visitor, "review.short_filings", {})
        yield Place(visitor, "review.audit", {"reference": audited.reference})


def _deadlines(town: Town) -> Iterator[Place]:
    for visitor in ("preparer", "signatory"):
        for filing in (town.draft, town.ready):
            own = {"organisation_id": filing.organisation_id, "year": 2026}
            yield Place(visitor, "filing.more_time", own)
        yield Place(visitor, "filing.calendar_page", {})
    owner = {"organisation_id": town.published.organisation_id}
    yield Place("signatory", "filing.dossier_page", owner)
    for visitor in ("officer", "monitor"):
        yield Place(visitor, "review.more_time", {})
        for request in (town.more_time, town.extended):
            yield Place(visitor, "review.more_time_request", {"request_id": request.id})
    for sha256 in (town.statement, "0" * 64):
        yield Place("reader", "public.verify", {"sha256": sha256})
    yield Place("reader", "public.verify", {})


def _rules(town: Town) -> Iterator[Place]:
    for visitor in ("administrator", "monitor"):
        yield Place(visitor, "drafting.index", {})
        for draft in (town.rules, town.proposal):
            yield Place(visitor, "drafting.draft", {"number": draft.id})
    yield Place("administrator", "drafting.draft", {"number": 1, "sector": "industrial"})
    yield Place("administrator", "drafting.about", {"number": town.rules.id})
    for part in ("GOV", "FEE", "gates"):
        yield Place("administrator", "drafting.values", {"number": town.rules.id, "part": part})


def _public(town: Town) -> Iterator[Place]:
    yield from _ledger()
    for name in (
        "home",
        "identity",
        "listing",
        "about",
        "accessibility",
        "data",
        "codebook",
        "editions",
        "api",
        "privacy",
        "contact",
        "questions",
        "site_map",
        "log",
    ):
        yield Place("reader", f"public.{name}", {})
    for name in ("criteria", "gates", "checks", "figures", "parameters", "score"):
        yield Place("reader", f"public.{name}", {})
    yield Place("reader", "public.score", {"example": "EXAMPLE-repaid"})
    yield Place("reader", "public.criterion", {"criterion_id": "FEE-03"})
    yield Place("reader", "public.listing", {"q": "contoh", "sector": "industrial"})
    yield Place("reader", "public.listing", {"q": "zzz"})
    yield Place("reader", "public.listing", {"q": "leavers", "sort": "score"})
    yield Place("reader", "public.listing", {"without": "zzz", "path": "full"})
    for filing in (town.published, town.silent, town.recent, town.draft):
        own = {"organisation_id": filing.organisation_id}
        yield Place("reader", "public.organisation", own)
        yield Place("reader", "public.statement", own | {"year": filing.year})
    yield Place("reader", "public.uncovered", {})
    for name in ("corridors", "recruiters"):
        yield Place("reader", f"public.{name}", {})
    yield Place("reader", "public.corridor", {"origin": "NPL"})
    yield Place("reader", "public.recruiter", {"key": "NPL-1234075076"})
    yield Place("reader", "public.subsidiary", {"key": "201901900001"})
    yield Place("reader", "public.compare", {})
    several = [f.organisation_id for f in (town.published, town.silent, town.recent, town.draft)]
    yield Place("reader", "public.compare", {"organisation": several, "year": 2026, "q": "contoh"})
    yield Place("reader", "public.compare", {"organisation": several * 2 + [99999], "year": 1999})
    own = {"organisation_id": town.published.organisation_id}
    yield Place("reader", "public.version", own | {"year": 2026, "version": 1})
    yield Place("reader", "public.version_changes", own | {"year": 2026, "version": 2})
    own = {"organisation_id": town.withdrawn.organisation_id, "year": 2026}
    yield Place("reader", "public.statement", own)
    yield Place("reader", "public.version", own | {"version": 1})


def _ledger() -> Iterator[Place]:
    for name in ("ledger", "sectors", "states", "marks"):
        yield Place("reader", f"public.{name}", {})
    yield Place("reader", "public.ledger", {"status": "published", "sector": "industrial"})
    yield Place("reader", "public.ledger", {"q": "zzz"})
    yield Place("reader", "public.sector", {"sector": "industrial"})
    yield Place("reader", "public.sector", {"sector": "reit"})
    for part in ("sector", "market"):
        yield Place("reader", "public.ledger_sums", {"part": part})


def _members(town: Town) -> Iterator[Place]:
    own = {"organisation_id": town.new.id}
    for name in ("members", "invite", "leave", "enter_code"):
        yield Place("signatory", f"accounts.{name}", own)
    yield Place("officer", "accounts.members", own)
    signs = next(a for a in town.signatory.authorities if a.organisation_id == town.new.id)
    yield Place("officer", "accounts.attest", {"authority_id": signs.id})
    for name in ("invitation", "secretary"):
        yield Place("reader", f"accounts.{name}", {"link": LETTER})


def _agencies(town: Town) -> Iterator[Place]:
    agency = town.appointment.agency
    yield Place("agent", "accounts.agency", {"agency_id": agency.id})
    yield Place("agent", "accounts.remove_agent", {"member_id": agency.members[1].id})
    yield Place("stranger", "accounts.new_agency", {})
    yield Place("officer", "accounts.agencies", {})
    yield Place("officer", "accounts.decide_agency", {"agency_id": town.waiting.id})
    yield Place("signatory", "accounts.appointments", {"organisation_id": town.new.id})
    end = {"appointment_id": town.appointment.id}
    yield Place("signatory", "accounts.end_appointment", end)


def _accounts(town: Town) -> Iterator[Place]:
    for name in ("login", "register", "send_confirmation", "forgot_password"):
        yield Place("reader", f"security.{name}", {})
    yield Place("reader", "security.confirm_email", {"token": "token-of-a-letter"})
    for name in ("outbox", "demonstration_codes"):
        yield Place("reader", f"accounts.{name}", {})
    for name in ("home", "find_organisation", "second_factor", "second_factor_needed"):
        yield Place("preparer", f"accounts.{name}", {})
    yield Place("preparer", "accounts.find_organisation", {"q": "contoh"})
    yield Place("preparer", "accounts.ask", {"organisation_id": town.new.id})
    for name in ("change_password", "verify"):
        yield Place("preparer", f"security.{name}", {})
    yield Place("signatory", "security.mf_recovery_codes", {})
    yield Place("signatory", "accounts.remove_second_factor", {})
    for visitor in ("signatory", "officer"):
        for name in ("home", "requests", "people"):
            yield Place(visitor, f"accounts.{name}", {})
        yield Place(visitor, "accounts.decide", {"authority_id": town.request.id})
    yield Place("officer", "accounts.revoke", {"authority_id": town.preparer.authorities[0].id})
    yield from _members(town)
    yield from _agencies(town)
    for name in ("staff", "add_staff", "reset_second_factor"):
        yield Place("administrator", f"accounts.{name}", {})
    yield Place("administrator", "accounts.remove_staff", {"user_id": town.officer.id})


def _filing(town: Town) -> Iterator[Place]:
    yield Place("preparer", "filing.home", {})
    yield Place("preparer", "filing.home", {"organisation": town.new.id})
    yield Place("preparer", "filing.start", {"organisation_id": town.new.id, "year": 2026})
    draft = {"reference": town.draft.reference}
    for name in PAGES:
        yield Place("preparer", "filing.page", draft | {"page": name})
    yield Place("preparer", "filing.fees", draft | {"corridor": make.CORRIDOR})
    for name in ("tasks", "check", "history_page", "fee_upload", "exchange"):
        yield Place("preparer", f"filing.{name}", draft)
    approved = {"reference": town.approved.reference}
    for name in ("tasks", "approval", "reading_page", "comments", "history_page"):
        yield Place("approver", f"filing.{name}", approved)
    yield Place("approver", "filing.reopen", approved | {"page": "governance"})
    for page in ("governance", "passports"):
        yield Place("approver", "filing.page", approved | {"page": page})
    yield Place("approver", "filing.thread", approved | {"page": "passports"})
    talked = approved | {"page": "passports", "field": "doc_passport_holder"}
    yield Place("approver", "filing.thread", talked)
    returned = {"reference": town.returned.reference}
    yield Place("preparer", "filing.page", returned | {"page": "movement"})
    for filing in (town.returned, town.ready, town.submitted, town.published):
        yield Place("signatory", "filing.tasks", {"reference": filing.reference})
    for name in ("sign", "take_back"):
        yield Place("signatory", f"filing.{name}", {"reference": town.ready.reference})
    filed = {"reference": town.submitted.reference}
    yield Place("signatory", "filing.filed", filed | {"number": 1})
    yield Place("signatory", "filing.page", filed | {"page": "governance"})
    published = {"reference": town.published.reference}
    for name in ("check", "amend", "withdraw_statement", "history_page"):
        yield Place("signatory", f"filing.{name}", published)
    yield Place("signatory", "filing.reply", {"reference": town.recent.reference})
