"""The kinds of answer that a filing may hold, and the choices that more than one field offers."""

from dataclasses import dataclass
from enum import StrEnum

DO_NOT_KNOW = "do_not_know"
YES_NO = ("yes", "no")


class Kind(StrEnum):
    """What a value may look like as plain JSON."""

    TEXT = "text"
    URL = "url"
    DIGEST = "digest"
    """A SHA-256 in lower-case hexadecimal."""
    COUNTRY = "country"
    """ISO 3166-1 alpha-3."""
    CORRIDOR = "corridor"
    """Origin and sector, as in ``BGD-manufacturing``."""
    CHOICE = "choice"
    CHOICES = "choices"
    """Several of a list; ``["none"]`` alone says that none applies."""
    COUNT = "count"
    MONEY = "money"
    """Ringgit with at most two decimals."""
    PERCENT = "percent"
    DECIMAL = "decimal"
    """A number with at most two decimals, such as square metres or a measure of progress."""
    DATE = "date"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; its choices are those of a scalar field."""

    name: str
    kind: Kind
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One answer: its page is the page of the filing that asks it, or ``facts``."""

    name: str
    kind: Kind
    page: str
    choices: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()


SECTORS = (
    "manufacturing", "construction", "plantation", "agriculture", "services", "mining_quarrying",
    "domestic_work",
)  # fmt: skip
STATES = (
    "JHR", "KDH", "KTN", "MLK", "NSN", "PHG", "PRK", "PLS", "PNG", "SBH", "SWK", "SGR", "TRG",
    "KUL", "LBN", "PJY",
)  # fmt: skip
AREAS = ("A", "B")
"""A listed city or municipal council, and elsewhere (Minimum Wages Orders)."""
EMPLOYER_SIZES = ("L", "S")
"""Fewer than five employees outside the professional class is S, every other employer L."""
POLICY_CATEGORIES = ("REC", "MED", "INS", "SKL", "TRG", "EQP", "TRV", "ADM", "LEVY", "ILL")
FEE_CATEGORIES = (
    "REC", "REC-ORIGIN", "REC-RECOVER", "MED", "MED-ORIGIN", "INS", "SKL", "TRG", "EQP",
    "TRV", "LODGE", "REPAT", "ADM", "ADM-VISA", "ADM-SEC", "ADM-ORIGIN", "LEVY", "ILL", "DEBT",
)  # fmt: skip
PAYERS = ("employer", "worker", "agency", "government")
SOURCES = ("payroll", "invoice", "worker_survey", "declaration", "estimate")
EVIDENCE_KINDS = ("document", "internal_audit", "worker_sourced", "independent")
GENERAL_EVIDENCE = "general"
FORCED_LABOUR_INDICATORS = (
    "vulnerability", "deception", "movement", "isolation", "violence", "intimidation",
    "documents", "wages", "debt", "conditions", "overtime",
)  # fmt: skip
"""The eleven indicators of forced labour of the International Labour Organization."""
LANGUAGES = (
    "ms", "en", "bn", "hi", "id", "km", "kk", "lo", "my", "ne", "si", "ta", "th", "tk", "tl",
    "ur", "uz", "vi", "zh",
)  # fmt: skip
"""ISO 639-1 codes of the languages in which workers in Malaysia may be spoken to."""
REPORTING_CLASSES = (
    "listed_company", "government_linked_company", "statutory_body", "government_agency",
    "voluntary", "exempt", "not_in_scope",
)  # fmt: skip


def choice(name: str, page: str, *words: str) -> Field:
    return Field(name, Kind.CHOICE, page, words)


def choices(name: str, page: str, *words: str) -> Field:
    """Several of these words, or ``none`` alone."""
    return Field(name, Kind.CHOICES, page, (*words, "none"))


def yes_no(name: str, page: str) -> Field:
    return Field(name, Kind.CHOICE, page, YES_NO)


def flag(name: str) -> Column:
    return Column(name, Kind.CHOICE, YES_NO)


def counts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, Kind.COUNT) for name in names)


def dates(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, Kind.DATE) for name in names)


def money(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, Kind.MONEY) for name in names)


def decimals(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, Kind.DECIMAL) for name in names)


def table(name: str, page: str, *columns: Column) -> Field:
    return Field(name, Kind.TABLE, page, columns=columns)
