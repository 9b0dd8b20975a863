"""Lists of answers that more than one page offers, in the words of ``registry.wording``."""

from collections.abc import Iterable, Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice

from registry.forms.filing.fields import NONE, Text
from registry.scoring.shapes import DO_NOT_KNOW
from registry.wording import COUNTRIES, RECRUITMENT_SECTORS, STATES, country_name

UNKNOWN = SelectChoice(DO_NOT_KNOW, _l("We do not know"))
NONE_OF_THESE = SelectChoice(NONE, _l("None of these"))


def choices(words: Mapping[str, Text], *more: SelectChoice) -> list[SelectChoice]:
    return [*(SelectChoice(value, label) for value, label in words.items()), *more]


def countries(codes: Iterable[str]) -> list[SelectChoice]:
    return [SelectChoice(code, LazyString(country_name, code)) for code in codes]


YES_NO = choices({"yes": _l("Yes"), "no": _l("No")})
YES_NO_UNKNOWN = [*YES_NO, UNKNOWN]
NATIONALITIES = countries(["MYS", *(code for code in COUNTRIES if code != "MYS")])
ORIGINS = countries(code for code in COUNTRIES if code != "MYS")
SECTORS = choices(RECRUITMENT_SECTORS)
STATE_CHOICES = choices(STATES)
SEXES = choices({"female": _l("Women"), "male": _l("Men")})
CONTRACTS = choices({"direct": _l("Employed by us"), "outsourced": _l("Supplied by a contractor")})
LICENCE_CLASSES = choices(
    {
        "A": _l("A – job seekers within Malaysia"),
        "B": _l("B – abroad, and foreign domestic workers"),
        "C": _l("C – non-citizen employees"),
    }
)
PAYERS = choices(
    {
        "worker": _l("Workers"),
        "employer": _l("Employer"),
        "agency": _l("Agency"),
        "government": _l("A government"),
    }
)
SOURCES = choices(
    {
        "worker_survey": _l("We asked the workers"),
        "declaration": _l("Workers’ signed declarations"),
        "payroll": _l("Payroll"),
        "invoice": _l("Invoices"),
        "estimate": _l("Estimate"),
    }
)
CATEGORIES = choices(
    {
        "REC": _l("Recruitment service and placement fees"),
        "REC-ORIGIN": _l("Agency fee charged in the origin country"),
        "REC-RECOVER": _l("Later recovery of fees from wages"),
        "MED": _l("Medical examinations and vaccinations"),
        "MED-ORIGIN": _l("Medical checks before departure"),
        "INS": _l("Insurance and welfare-fund payments"),
        "SKL": _l("Skills and qualification tests"),
        "TRG": _l("Training and orientation"),
        "EQP": _l("Tools, uniforms and safety gear"),
        "TRV": _l("Travel and lodging during recruitment and return"),
        "LODGE": _l("Lodging in transit or on arrival"),
        "REPAT": _l("Return or repatriation travel"),
        "ADM": _l("Administrative costs (passport, visa, contracts, clearances)"),
        "ADM-VISA": _l("Visa and work pass fees"),
        "ADM-SEC": _l("Security clearance fees"),
        "ADM-ORIGIN": _l("Origin-country documents"),
        "LEVY": _l("Foreign worker levy"),
        "ILL": _l("Bribes, kickbacks, bonds, collateral and other illegitimate costs"),
        "DEBT": _l("Interest on loans taken to pay recruitment costs"),
    }
)
EVIDENCE_KINDS = choices(
    {
        "document": _l("A document of ours (policy, contract, record)"),
        "internal_audit": _l("An internal audit"),
        "worker_sourced": _l("Interviews or a survey of workers"),
        "independent": _l("An independent audit or assurance"),
    }
)
