"""The lists of words that columns of the open data take, with their labels in both languages."""

from collections.abc import Mapping
from functools import cache

from registry.i18n import lazy as _l
from registry.i18n import speaking
from registry.models import AliasKind, ConcernKind
from registry.promises import Standing
from registry.scoring import Level
from registry.scoring.consistency import Kind
from registry.scoring.model import About
from registry.wording import (
    COST_CATEGORIES,
    EVIDENCE_LEVELS,
    FEE_SOURCES,
    GRADES,
    LISTING_STATES,
    MARKETS,
    OUTCOMES,
    PATHS,
    PAYERS,
    PUBLIC_STATUSES,
    RECRUITMENT_SECTORS,
    REPORTING_CLASSES,
    SECTORS,
    STATES,
    TARGET_SECTORS,
    Words,
)

STANDINGS: Words = {
    Standing.KEPT: _l("Kept"),
    Standing.KEPT_LATE: _l("Kept after its day was moved"),
    Standing.PARTLY: _l("Partly met"),
    Standing.MISSED: _l("Missed"),
    Standing.DROPPED: _l("Dropped"),
    Standing.NO_WORD: _l("No word"),
    Standing.AWAITED: _l("Answer awaited"),
    Standing.NOT_YET_DUE: _l("Not yet due"),
}

KINDS: Words = {
    "organisations_imported": _l("Organisations were added or changed"),
    "year_opened": _l("A reporting year was opened"),
    "filed": _l("A statement was filed"),
    "returned": _l("A statement was returned for correction"),
    "published": _l("A statement was published"),
    "replied": _l("The organisation replied"),
    "withdrawn": _l("The organisation withdrew a statement"),
    "grade_withdrawn": _l("A grade was withdrawn"),
    "grade_restored": _l("A grade was restored"),
    "deadline_extended": _l("A deadline was extended"),
    "short_filings_drawn": _l("Short filings were drawn by lot"),
    "short_filing_audited": _l("A short filing was audited"),
    "rules_adopted": _l("A change of the rules was adopted"),
    "concern_published": _l("A question or concern was published"),
    "concern_answer_received": _l("The organisation answered a published question or concern"),
    "concern_answer_returned": _l("An answer went back before it was published"),
    "concern_answered": _l("The answer to a published question or concern was published"),
}
"""Kinds of public acts; others may come, and programs read over those that they do not know."""

CONCERN_KINDS: Words = {
    ConcernKind.QUESTION: _l("A question"),
    ConcernKind.CONCERN: _l("A concern"),
}

CONFIDENCES: Words = {
    "high": _l("High confidence"),
    "medium": _l("Medium confidence"),
    "low": _l("Low confidence"),
}

CHECK_KINDS: Words = {
    Kind.CONFLICT: _l("Both cannot be true"),
    Kind.QUESTION: _l("Unlikely, and possible"),
}

ALIAS_KINDS: Words = {
    AliasKind.OLD_NAME: _l("Former name"),
    AliasKind.BRAND: _l("Brand"),
    AliasKind.SHORT_NAME: _l("Short name"),
    AliasKind.ALIAS: _l("Another name"),
}

LEVELS: Words = {
    Level.LEGAL_MINIMUM: _l("Legal minimum"),
    Level.EXPECTED: _l("Expected"),
    Level.LEADING: _l("Leading practice"),
}

ABOUT: Words = {
    About.DISCLOSURE: _l("about what was told"),
    About.CONDUCT: _l("about what was done"),
}

TIERS: Words = {
    "none": _l("Accepted on request, not confirmed otherwise"),
    "domain": _l("Mail address at a domain of the organisation"),
    "secretary": _l("Confirmed by the company secretary"),
    "attested": _l("Attested by a second director or the regulator"),
}
"""How surely the register knows who signs, by the names of ``registry.assurance.Tier``."""

LISTS: Mapping[str, Words] = {
    "about": ABOUT,
    "alias_kinds": ALIAS_KINDS,
    "check_kinds": CHECK_KINDS,
    "concern_kinds": CONCERN_KINDS,
    "confidences": CONFIDENCES,
    "cost_categories": COST_CATEGORIES,
    "evidence_levels": EVIDENCE_LEVELS,
    "fee_sources": FEE_SOURCES,
    "grades": GRADES,
    "kinds": KINDS,
    "levels": LEVELS,
    "listing_states": LISTING_STATES,
    "markets": MARKETS,
    "outcomes": OUTCOMES,
    "paths": PATHS,
    "payers": PAYERS,
    "recruitment_sectors": RECRUITMENT_SECTORS,
    "reporting_classes": REPORTING_CLASSES,
    "sectors": SECTORS,
    "standings": STANDINGS,
    "states": STATES,
    "statuses": PUBLIC_STATUSES,
    "target_sectors": TARGET_SECTORS,
    "tiers": TIERS,
}

OPEN_LISTS = frozenset({"kinds"})
"""Lists that grow with the register: a package does not promise that no other word comes."""


@cache
def labels(name: str, lang: str) -> Mapping[str, str]:
    """The words of a list with what people call them in a language."""
    with speaking(lang):
        return {str(word): str(label) for word, label in LISTS[name].items()}
