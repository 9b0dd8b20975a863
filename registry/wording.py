"""The words that pages use for the values that tables keep, in the reader's language."""

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale
from flask import Flask, has_app_context
from flask_babel import LazyString, lazy_pgettext

from registry.i18n import LANGUAGES, in_language, language
from registry.i18n import lazy as _l
from registry.models import (
    FilerRole,
    FilingStatus,
    ListingState,
    Market,
    PublicStatus,
    ReportingClass,
    SecondFactor,
    StaffRole,
)
from registry.scoring import load_parameters

Words = Mapping[str, LazyString]
MOST_COUNTRIES = 1024
"""Of both languages, and of codes that mean none."""

SECTORS: Words = {
    "construction": _l("Construction"),
    "consumer": _l("Consumer products and services"),
    "energy": _l("Energy"),
    "financial": _l("Financial services"),
    "health_care": _l("Health care"),
    "industrial": _l("Industrial products and services"),
    "plantation": _l("Plantation"),
    "property": _l("Property"),
    "reit": _l("Real estate investment trusts"),
    "technology": _l("Technology"),
    "telecommunications": _l("Telecommunications and media"),
    "transportation": _l("Transportation and logistics"),
    "utilities": _l("Utilities"),
    "public": _l("Public sector"),
}
"""The thirteen Bursa Malaysia sectors, and one for public bodies."""

TARGET_SECTORS: Words = {
    "plantation": _l("Plantations"),
    "agriculture": _l("Agriculture"),
    "construction": _l("Construction"),
    "manufacturing": _l("Manufacturing"),
    "rubber_products": _l("Rubber products"),
    "electrical_electronics": _l("Electrical and electronics"),
    "furniture": _l("Furniture"),
    "restaurants": _l("Restaurants"),
    "cleaning": _l("Cleaning"),
    "fishing": _l("Fishing"),
    "hospitality": _l("Hospitality"),
    "domestic_work": _l("Domestic work"),
}
"""Sectors that the national action plan (NAPTIP 3.0) and its task force name as targets."""

RECRUITMENT_SECTORS: Words = {
    "manufacturing": _l("Manufacturing"),
    "construction": _l("Construction"),
    "plantation": _l("Plantations"),
    "agriculture": _l("Agriculture"),
    "services": _l("Services"),
    "mining_quarrying": _l("Mining and quarrying"),
    "domestic_work": _l("Domestic work"),
}
"""Sectors in which foreign workers may be employed."""

STATES: Words = {
    "JHR": _l("Johor"),
    "KDH": _l("Kedah"),
    "KTN": _l("Kelantan"),
    "MLK": _l("Melaka"),
    "NSN": _l("Negeri Sembilan"),
    "PHG": _l("Pahang"),
    "PRK": _l("Perak"),
    "PLS": _l("Perlis"),
    "PNG": _l("Pulau Pinang"),
    "SBH": _l("Sabah"),
    "SWK": _l("Sarawak"),
    "SGR": _l("Selangor"),
    "TRG": _l("Terengganu"),
    "KUL": _l("Kuala Lumpur"),
    "LBN": _l("Labuan"),
    "PJY": _l("Putrajaya"),
}

COUNTRIES = {
    "BGD": "BD", "IDN": "ID", "IND": "IN", "KAZ": "KZ", "KHM": "KH", "LAO": "LA", "LKA": "LK",
    "MMR": "MM", "MYS": "MY", "NPL": "NP", "PAK": "PK", "PHL": "PH", "THA": "TH", "TKM": "TM",
    "UZB": "UZ", "VNM": "VN", "CHN": "CN", "SGP": "SG", "HKG": "HK", "TWN": "TW",
}  # fmt: skip
"""ISO 3166-1 alpha-3 to alpha-2, of Malaysia, its source countries and seats of recruiters."""

MARKETS: Words = {
    Market.MAIN: _l("Main Market"),
    Market.ACE: _l("ACE Market"),
    Market.LEAP: _l("LEAP Market"),
    Market.NONE: _l("Not listed"),
}

PUBLIC_STATUSES: Words = {
    PublicStatus.PUBLISHED_ON_TIME: _l("Published on time"),
    PublicStatus.PUBLISHED_LATE: _l("Published late"),
    PublicStatus.AWAITING_REVIEW: _l("Filed, awaiting review"),
    PublicStatus.RETURNED: _l("Returned for correction"),
    PublicStatus.DUE: lazy_pgettext("status", "Due"),
    PublicStatus.OVERDUE: _l("Overdue"),
    PublicStatus.EXEMPT: _l("Exempt"),
    PublicStatus.VOLUNTARY: _l("Voluntary"),
    PublicStatus.NOT_IN_SCOPE: _l("Not in scope"),
    PublicStatus.DELISTED_SUSPENDED: _l("Delisted or suspended"),
}

FILING_STATUSES: Words = {
    FilingStatus.DRAFT: _l("Draft"),
    FilingStatus.READY: _l("Ready to sign"),
    FilingStatus.SUBMITTED: _l("Filed, awaiting review"),
    FilingStatus.RETURNED: _l("Returned for correction"),
    FilingStatus.PUBLISHED: _l("Published"),
}

REPORTING_CLASSES: Words = {
    ReportingClass.LISTED_COMPANY: _l("Listed company"),
    ReportingClass.GOVERNMENT_LINKED_COMPANY: _l("Government-linked company"),
    ReportingClass.STATUTORY_BODY: _l("Statutory body"),
    ReportingClass.GOVERNMENT_AGENCY: _l("Government agency"),
    ReportingClass.VOLUNTARY: _l("Voluntary filer"),
    ReportingClass.EXEMPT: _l("Exempt"),
    ReportingClass.NOT_IN_SCOPE: _l("Not in scope"),
}

LISTING_STATES: Words = {
    ListingState.LISTED: _l("Listed"),
    ListingState.SUSPENDED: _l("Suspended"),
    ListingState.DELISTED: _l("Delisted"),
    ListingState.UNLISTED: _l("Not listed"),
}

ROLES: Words = {
    FilerRole.PREPARER: _l("Preparer"),
    FilerRole.APPROVER: _l("Approver"),
    FilerRole.SIGNATORY: _l("Signatory"),
    StaffRole.OFFICER: _l("Officer"),
    StaffRole.SENIOR_OFFICER: _l("Senior officer"),
    StaffRole.ADMINISTRATOR: _l("Administrator"),
    StaffRole.MONITOR: _l("Monitor"),
}

SECOND_FACTORS: Words = {
    SecondFactor.TOTP: _l("a code of the second factor"),
    SecondFactor.RECOVERY: _l("a recovery code"),
}
"""By what a signatory proved that it was them."""

PAYERS: Words = {
    "worker": _l("Workers"),
    "employer": _l("Employer"),
    "agency": _l("Agency"),
    "government": _l("A government"),
}

FEE_SOURCES: Words = {
    "worker_survey": _l("Workers were asked"),
    "declaration": _l("Workers’ signed declarations"),
    "payroll": _l("Payroll"),
    "invoice": _l("Invoices"),
    "estimate": _l("Estimate"),
}
"""Where the amount of a fee line comes from."""

COST_CATEGORIES: Words = {
    code: LazyString(in_language, {"en": words["en"], "ms": words["ms"]})
    for code, words in load_parameters()["cost_categories"].values[-1].value.items()
}
"""Kinds of recruitment cost in the order of the fee table, in the words of the parameters."""

OUTCOMES: Words = {
    "met": _l("Met"),
    "partly_met": _l("Partly met"),
    "not_met": _l("Not met"),
    "not_disclosed": _l("Not disclosed"),
    "do_not_know": _l("Do not know"),
    "does_not_apply": _l("Does not apply"),
}

EVIDENCE_LEVELS: Words = {
    "E0": _l("E0, not answered"),
    "E1": _l("E1, the organisation’s own statement"),
    "E2": _l("E2, a document"),
    "E3": _l("E3, an internal audit or the workers"),
    "E4": _l("E4, an independent source"),
}

PATHS: Words = {
    "short": _l("Short filing"),
    "full": _l("Full filing"),
}

GRADES: Words = {
    "A": _l("Leading practice"),
    "B": _l("Strong with gaps"),
    "C": _l("Developing"),
    "D": _l("Weak"),
    "E": _l("Not addressed"),
}


def country_name(code: str) -> str:
    """The country of an ISO alpha-3 code in the reader's language; the code itself if unknown."""
    return _country(code, language() if has_app_context() else "en")


@lru_cache(MOST_COUNTRIES)
def _country(code: str, lang: str) -> str:
    territories = Locale.parse(LANGUAGES[lang]).territories
    name = str(territories.get(COUNTRIES.get(code, ""), code))
    return name.partition(" (")[0]  # Myanmar, not Myanmar (Burma)


def corridor_name(key: str) -> str:
    """``BGD-manufacturing`` as people say it: Bangladesh, manufacturing."""
    origin, _, sector = key.partition("-")
    return f"{country_name(origin)} · {RECRUITMENT_SECTORS.get(sector, sector)}"


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        SECTORS=SECTORS,
        TARGET_SECTORS=TARGET_SECTORS,
        RECRUITMENT_SECTORS=RECRUITMENT_SECTORS,
        STATES=STATES,
        MARKETS=MARKETS,
        PUBLIC_STATUSES=PUBLIC_STATUSES,
        FILING_STATUSES=FILING_STATUSES,
        REPORTING_CLASSES=REPORTING_CLASSES,
        LISTING_STATES=LISTING_STATES,
        ROLES=ROLES,
        OUTCOMES=OUTCOMES,
        EVIDENCE_LEVELS=EVIDENCE_LEVELS,
        GRADES=GRADES,
        country_name=country_name,
        corridor_name=corridor_name,
    )
