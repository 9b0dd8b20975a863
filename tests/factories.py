"""Ready-made people, organisations and filings: each with defaults, added to the session.

``answers = complete_answers()`` is a filing that does everything well; change what a test is about.
"""

import itertools
import secrets
from datetime import UTC, date, datetime
from typing import Any

from flask_security import hash_password
from sqlalchemy import select

from registry import assessment, names, publication
from registry.extensions import db
from registry.filing import queries, services, versions
from registry.filing.signatures import Signing
from registry.models import (
    Authority,
    AuthorityStatus,
    Document,
    DocumentKind,
    FilerRole,
    Filing,
    FilingContributor,
    FilingPage,
    FilingStatus,
    FilingVersion,
    Market,
    Organisation,
    OrganisationClass,
    PublicStatus,
    RegisterEntry,
    ReportingClass,
    Role,
    SecondFactor,
    StaffRole,
    Statement,
    User,
)

AT = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)
"""A working morning in Kuala Lumpur, before the deadline of the year 2026."""

_numbers = itertools.count(1)

CATEGORIES = ("REC", "MED", "INS", "SKL", "TRG", "EQP", "TRV", "ADM", "LEVY", "ILL")
CORRIDOR = "NPL-manufacturing"


def a_user(
    name: str = "Aisyah binti Rahman",
    *,
    email: str = "",
    staff: StaffRole | None = None,
    second_factor: bool = True,
    password: str | None = None,
    **columns: Any,
) -> User:
    """A person with a confirmed account; ``staff`` makes an officer, a monitor and so on."""
    user = User(
        name=name,
        email=email or f"person{next(_numbers)}@example.invalid",
        password=hash_password(password) if password else None,
        active=True,
        confirmed_at=AT.replace(tzinfo=None),
        fs_uniquifier=secrets.token_hex(16),
        tf_primary_method="authenticator" if second_factor else None,
        **columns,
    )
    if staff:
        user.roles.append(_role(staff))
    return _added(user)


def _role(name: StaffRole) -> Role:
    found = db.session.scalar(select(Role).where(Role.name == name.value))
    return found or _added(Role(name=name.value))


def an_organisation(
    name: str = "",
    *,
    reporting_class: ReportingClass = ReportingClass.LISTED_COMPANY,
    **columns: Any,
) -> Organisation:
    """A fictional company on the Main Market whose financial year is the calendar year."""
    number = next(_numbers)
    name = name or f"Contoh Jaya {number:06d} Berhad"  # in lists too, the first made comes first
    organisation = Organisation(
        **{
            "name": name,
            "name_key": names.key(name),
            "ssm_number": f"201701{number:06d}",  # a month in which no test founds its own
            "stock_code": f"{number:06d}",
            "market": Market.MAIN,
            "sector": "industrial",
            "target_sector": "manufacturing",
            "state": "SGR",
        }
        | columns
    )
    organisation.reporting_classes.append(
        OrganisationClass(reporting_class=reporting_class, since=date(2023, 1, 1))
    )
    return _added(organisation)


def an_entry(organisation: Organisation, year: int = 2026, **columns: Any) -> RegisterEntry:
    """The organisation's due entry of a reporting year, for a financial year ending in December."""
    return _added(
        RegisterEntry(
            **{
                "organisation_id": organisation.id,
                "year": year,
                "period_start": date(year - 1, 1, 1),
                "period_end": date(year - 1, 12, 31),
                "due_on": date(year, 6, 30),
                "reporting_class": ReportingClass.LISTED_COMPANY,
                "mandatory": True,
                "status": PublicStatus.DUE,
                "status_on": date(year, 1, 1),
                "name_key": organisation.name_key,
                "sector": organisation.sector,
                "market": organisation.market,
                "state": organisation.state,
            }
            | columns
        )
    )


def an_authority(
    user: User,
    organisation: Organisation,
    role: FilerRole = FilerRole.PREPARER,
    *,
    status: AuthorityStatus = AuthorityStatus.ACCEPTED,
) -> Authority:
    authority = Authority(
        user=user, organisation=organisation, role=role, status=status, requested_at=AT
    )
    return _added(authority)


def a_filer(organisation: Organisation, role: FilerRole = FilerRole.PREPARER, **user: Any) -> User:
    """A person who may act for the organisation in one role."""
    person = a_user(**user)
    an_authority(person, organisation, role)
    return person


def a_filing(
    organisation: Organisation | None = None,
    year: int = 2026,
    *,
    by: User | None = None,
    pages: dict[str, dict[str, Any]] | None = None,
    **columns: Any,
) -> Filing:
    """A draft with its entry; ``pages`` are saved as complete by ``by``."""
    organisation = organisation or an_organisation()
    entry = db.session.get(RegisterEntry, (organisation.id, year)) or an_entry(organisation, year)
    filing = Filing(
        **{
            "reference": f"ATIP-{year}-T{next(_numbers):06d}",
            "organisation": organisation,
            "year": year,
            "period_start": entry.period_start,
            "period_end": entry.period_end,
            "due_on": entry.due_on,
        }
        | columns
    )
    _added(filing)
    if pages:
        saved(filing, pages, by=by or a_filer(organisation))
    return filing


def saved(
    filing: Filing, pages: dict[str, dict[str, Any]], *, by: User, at: datetime = AT
) -> Filing:
    """The filing with these pages saved by one person, who thereby contributed to the version."""
    for name, answers in pages.items():
        filing.pages.append(
            FilingPage(name=name, answers=answers, complete=True, saved_at=at, saved_by=by)
        )
    version = len(filing.versions) + 1
    db.session.add(FilingContributor(filing_id=filing.id, version=version, user_id=by.id))
    db.session.flush()
    return filing


def a_document(
    filing: Filing,
    *,
    by: User,
    kind: DocumentKind = DocumentKind.STATEMENT,
    sha256: str = "",
    **columns: Any,
) -> Document:
    """A row of an uploaded PDF; give the ``sha256`` of a stored file where bytes are read."""
    document = Document(
        **{
            "kind": kind,
            "filename": "statement.pdf",
            "media_type": "application/pdf",
            "size": 1000,
            "sha256": sha256 or secrets.token_hex(32),
            "pages": 2,
            "uploaded_at": AT,
            "uploaded_by": by,
        }
        | columns
    )
    filing.documents.append(document)
    return _added(document)


def filed(
    filing: Filing, *, by: User | None = None, at: datetime = AT, change_note: str = ""
) -> FilingVersion:
    """The filing signed and filed; it needs a statement, and gets one if it has none."""
    by = by or a_filer(filing.organisation, FilerRole.SIGNATORY)
    if not queries.statement_document(filing):
        a_document(filing, by=a_filer(filing.organisation))
    if filing.status is not FilingStatus.READY:
        filing.move_to(FilingStatus.READY, by=by, at=at)
    return services.submit(filing, by=by, at=at, signing=signing(filing), change_note=change_note)


def signing(filing: Filing) -> Signing:
    """What a signatory does who has read the filing as it stands."""
    return Signing(
        seen=versions.digest_now(filing),
        second_factor=SecondFactor.TOTP,
        post="Executive director",
        declaration="I am authorised to sign for the organisation.",
        language="en",
    )


def published(filing: Filing, *, by: User | None = None, at: datetime = AT) -> Statement:
    """The filing filed and published as it is, with the assessment that the rules give."""
    version = filed(filing, by=by, at=at)
    filing.move_to(FilingStatus.PUBLISHED, by=a_user(staff=StaffRole.OFFICER), at=at)
    judged = assessment.assess_version(version, filing)
    return publication.publish(filing, version, assessment=judged, at=at, note="")


def complete_answers() -> dict[str, dict[str, Any]]:
    """Every page of a company that pays all costs itself and has asked its workers."""
    return {
        "period": {
            "str_entities_total": 3,
            "str_entities_covered": 3,
            "entities": [
                {
                    "name": "Contoh Kilang Sdn Bhd",
                    "ssm_number": "201901900001",
                    "share_percent": "100",
                    "covered": "yes",
                },
                {
                    "name": "Contoh Logistik Sdn Bhd",
                    "ssm_number": "201901900002",
                    "share_percent": "70",
                    "covered": "yes",
                },
            ],
            "period_confirmed": "yes",
        },
        "screening": {
            "scr_migrants": "yes",
            "scr_recruited_abroad": "yes",
            "scr_recruiters": "yes",
            "scr_contract_labour": "no",
            "scr_housing": "yes",
            "scr_target_sector": "yes",
            "scr_exposed_suppliers": "yes",
            "scr_known_cases": "no",
        },
        "governance": {
            "gov_approval_body": "board",
            "gov_approved_on": "2026-04-20",
            "gov_signatory_role": "director",
            "gov_accountable_post": "Chief sustainability officer",
            "gov_anticorruption_items": [
                "agent_payment_review",
                "gift_ban",
                "conflict_check",
                "report_channel",
            ],
        },
        "policy": {
            "gov_policy_items": [
                "worker_paid_fees",
                "document_retention",
                "freedom_of_movement",
                "free_to_resign",
                "child_labour",
                "violence_threats",
                "forced_overtime",
                "discrimination",
                "association",
                "remedy",
            ],
            "gov_policy_scope": ["own", "agents", "suppliers"],
            "gov_policy_public": "yes",
            "fee_policy_written": "yes",
            "fee_policy_categories": list(CATEGORIES),
        },
        "supply_chain": {
            "str_suppliers_used": "yes",
            "str_tiers_mapped": "tier2",
            "str_countries_disclosed": "yes",
            "str_supplier_list_public": "no",
            "str_procurement_items": [
                "no_forced_labour",
                "no_worker_fees",
                "audit_right",
                "repay_duty",
            ],
        },
        "risk": {
            "rsk_assessed": "yes",
            "rsk_assessed_on": "2025-10-01",
            "rsk_scope": ["own_operations", "recruitment_corridors", "suppliers"],
            "rsk_worker_input": "yes",
            "rsk_outsourced_used": "no",
        },
        "workforce": {
            "workforce_has_migrants": "yes",
            "workforce": [
                _workers("MYS", "female", 210),
                _workers("MYS", "male", 180),
                _workers("NPL", "male", 120),
                _workers("NPL", "female", 40),
            ],
        },
        "corridors": {"corridors_recruited": "yes", "corridors": [a_corridor()]},
        "fees": {"fees": [line for c in CATEGORIES for line in fee_lines(c)]},
        "repayment": {
            "fee_remedy_plan": "yes",
            "fee_remedy_plan_by": "2026-12-31",
            "fee_remedy_process_items": [
                "worker_interviews",
                "leavers_included",
                "independent_check",
                "no_receipt_needed",
                "paid_to_bank_account",
            ],
            "wag_deduction_types": ["none"],
        },
        "recruiters": {"recruiters_used": "yes", "recruiters": [a_recruiter()]},
        "passports": {
            "doc_passport_holder": "worker",
            "doc_storage_terms": ["written_request", "any_time_access", "no_penalty"],
            "doc_passports_held": 0,
        },
        "contracts": {
            "doc_contract_items": [
                "native_language",
                "signed_in_origin",
                "copy_given",
                "wage_hours_deductions",
                "resign_terms",
            ],
            "doc_substitution_cases": 0,
        },
        "movement": {
            "doc_movement_items": [
                "leave_dorm_freely",
                "no_deposit",
                "resign_no_penalty",
                "phone_kept",
                "return_ticket_paid",
            ],
            "doc_passes_total": 160,
            "doc_passes_lapsed": 0,
            "doc_pass_cost_payer": "employer",
            "doc_approval_60k": "yes",
        },
        "wages": {"wages": [a_wage("MYS", 390), a_wage("NPL", 160)]},
        "pay": {
            "wag_payment_method": "bank",
            "wag_latest_pay_day": 5,
            "wag_late_cases": 0,
            "wag_deductions_approved": "yes",
            "wag_max_weekly_hours": 58,
            "wag_overtime_voluntary": "yes",
            "wag_rest_day_breaches": 0,
            "wag_schemes_registered": ["socso_injury", "socso_invalidity", "epf"],
        },
        "housing": {"housing_provided": "yes", "housing": [a_site()]},
        **_listening(),
        **_oversight(),
        "statement": {
            "filing_languages": ["ms", "en"],
            "filing_homepage_link": "https://contoh.example/atip",
            "filing_archive_years": 2,
        },
        "evidence": {"evidence": []},
    }


def _listening() -> dict[str, dict[str, Any]]:
    return {
        "grievance": {
            "grv_channels": ["hotline", "worker_committee", "hr"],
            "grv_languages": ["ms", "en", "ne"],
            "grv_anonymous": "yes",
            "grv_no_retaliation": "yes",
            "grv_sites_total": 3,
            "grv_sites_with_notice": 3,
        },
        "cases": {
            "grv_cases_opening": 0,
            "grv_cases_received": 26,
            "grv_cases_women": 9,
            "grv_cases_men": 12,
            "grv_cases_closed": 26,
            "grv_median_days": 21,
        },
        "findings": {"findings_found": "no", "findings": []},
    }


def _oversight() -> dict[str, dict[str, Any]]:
    return {
        "training": {
            "training_given": "yes",
            "training": [
                _trained("hr", 10),
                _trained("procurement", 8),
                _trained("management", 20),
            ],
        },
        "monitoring": {
            "mon_audit_types": ["third_party", "unannounced"],
            "mon_worker_interviews": 60,
            "mon_sites_total": 3,
            "mon_sites_audited": 2,
            "mon_worker_rep": ["elected_committee"],
            "mon_suppliers_high_risk": 10,
            "mon_suppliers_assessed": 6,
            "mon_caps_opened": 10,
            "mon_caps_closed": 8,
        },
        "measures": {
            "kpis_kept": "yes",
            "kpis": [
                _measure("Net wage months", "1.2", "0"),
                _measure("Workers repaid, per cent", "60", "100"),
                _measure("Days to close a complaint", "40", "21"),
            ],
        },
        "followup": {"followed": []},
        "commitments": {
            "commitments_made": "yes",
            "commitments": [
                {
                    "commitment": "Ask every leaver of 2025 what the job cost them",
                    "owner": "Head of human resources",
                    "metric": "Leavers asked, per cent",
                    "target": "100",
                    "due_on": "2026-12-31",
                    "number": "2026-1",
                }
            ],
        },
        "differences": {"differences": []},
        "disclosure": {
            "dis_limits_stated": "yes",
            "dis_restrictions_disclosed": "yes",
            "dis_assurance": "external",
            "explanations": [],
        },
    }


def a_wage(nationality: str, workers: int, **cells: Any) -> dict[str, Any]:
    """The last month of the period in a listed city, at the minimum wage of that month."""
    return {
        "nationality": nationality,
        "state": "SGR",
        "area": "A",
        "size": "L",
        "month": "2025-12-01",
        "lowest_basic_myr": "1700.00",
        "workers": workers,
        "workers_below_min": 0,
    } | cells


def a_site(**cells: Any) -> dict[str, Any]:
    """Rooms with a certificate and lockers for 140 workers."""
    return {
        "site": "Asrama Contoh 1",
        "state": "SGR",
        "residents": 140,
        "certificate_no": "JTK-446-0001",
        "certificate_expiry": "2027-03-31",
        "area_m2_per_worker": "3.8",
        "dorm": "no",
        "locker_each": "yes",
    } | cells


def _trained(audience: str, people: int) -> dict[str, Any]:
    return {
        "audience": audience,
        "headcount": people,
        "trained": people,
        "held_on": "2025-04-10",
    }


def _measure(name: str, prior: str, current: str) -> dict[str, Any]:
    return {"name": name, "prior": prior, "current": current, "target": current}


def _workers(nationality: str, sex: str, headcount: int) -> dict[str, Any]:
    return {
        "nationality": nationality,
        "sex": sex,
        "contract": "direct",
        "state": "SGR",
        "headcount": headcount,
    }


def a_corridor(**cells: Any) -> dict[str, Any]:
    """Fifty workers from Nepal, all declared and most interviewed, none of whom paid."""
    return {
        "origin": "NPL",
        "sector": "manufacturing",
        "recruits": 50,
        "direct_recruits": 45,
        "layers": 1,
        "days_to_deploy": 60,
        "declarations_pre": 50,
        "declarations_post": 50,
        "interviews_post": 30,
        "workers_reporting_fee": 0,
        "pre_departure_trained": 50,
        "post_arrival_trained": 50,
        "first_month_earnings_myr": "1700.00",
        "basic_wage_myr": "1700.00",
        "highest_paid_myr": "0.00",
    } | cells


def fee_lines(category: str, *, by_workers: str = "0.00", **cells: Any) -> list[dict[str, Any]]:
    """What the employer and what the workers paid for one category in the corridor of Nepal."""
    line = {
        "corridor": CORRIDOR,
        "category": category,
        "workers": 50,
        "recruited_on": "2025-06-01",
        "source": "payroll",
        "reimbursed_myr": "0.00",
        "reimbursed_workers": 0,
    }
    employer = "0.00" if category == "ILL" else "12500.00"
    return [
        line | {"payer": "employer", "amount_myr": employer},
        line | {"payer": "worker", "source": "worker_survey", "amount_myr": by_workers} | cells,
    ]


def a_recruiter(**cells: Any) -> dict[str, Any]:
    """A licensed agency in Nepal with every check made."""
    return {
        "name": "Contoh Manpower Pvt Ltd",
        "country": "NPL",
        "licence_no": "1234/075/076",
        "licence_expiry": "2027-12-31",
        "checked_on": "2025-02-01",
        "dd_on": "2025-02-15",
        "audit_on": "2025-09-01",
        "breakdown_received": "yes",
        "contract_no_fee": "yes",
        "contract_no_subagent": "yes",
        "subagents_found": "no",
        "blacklist_checked_on": "2025-02-01",
        "blacklist_hit": "no",
        "active": "yes",
        "recruits": 5,
    } | cells


def _added(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row
