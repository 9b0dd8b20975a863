"""Lists of answers that more than one page offers, in the words of ``registry.wording``."""

from collections.abc import Iterable, Mapping

from flask_babel import LazyString, lazy_pgettext
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice

from registry.forms.filing.fields import NONE, Text
from registry.scoring.shapes import DO_NOT_KNOW
from registry.wording import (
    COST_CATEGORIES,
    COUNTRIES,
    FEE_SOURCES,
    PAYERS,
    RECRUITMENT_SECTORS,
    STATES,
    country_name,
)

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
PAYER_CHOICES = choices(PAYERS)
SOURCE_CHOICES = choices(FEE_SOURCES)
CATEGORIES = choices(COST_CATEGORIES)
EVIDENCE_KINDS = choices(
    {
        "document": _l("A document of ours (policy, contract, record)"),
        "internal_audit": _l("An internal audit"),
        "worker_sourced": _l("Interviews or a survey of workers"),
        "independent": _l("An independent audit or assurance"),
    }
)
AREAS = choices(
    {
        "A": _l("A – city or municipality"),
        "B": _l("B – elsewhere"),
    }
)
SIZES = choices(
    {
        "L": _l("L – five or more"),
        "S": _l("S – fewer than five"),
    }
)
FORCED_LABOUR_INDICATORS = choices(
    {
        "vulnerability": _l("Abuse of vulnerability"),
        "deception": _l("Deception"),
        "movement": _l("Restriction of movement"),
        "isolation": _l("Isolation"),
        "violence": _l("Physical and sexual violence"),
        "intimidation": _l("Intimidation and threats"),
        "documents": _l("Retention of identity documents"),
        "wages": _l("Withholding of wages"),
        "debt": _l("Debt bondage"),
        "conditions": _l("Abusive working and living conditions"),
        "overtime": _l("Excessive overtime"),
    }
)
REMEDY_STATUSES = choices(
    {
        "none": _l("Nothing done yet"),
        "in_progress": _l("Under way"),
        "complete": lazy_pgettext("remedy", "Complete"),
    }
)
AUDIENCES = choices(
    {
        "hr": _l("Personnel staff"),
        "procurement": _l("Purchasing staff"),
        "management": _l("Management"),
        "agents": _l("Recruiters"),
        "suppliers": _l("Suppliers"),
        "security": _l("Security guards"),
        "workers": _l("Workers"),
    }
)
LANGUAGES = choices(
    {
        "ms": _l("Malay"),
        "en": _l("English"),
        "bn": _l("Bengali"),
        "hi": _l("Hindi"),
        "id": _l("Indonesian"),
        "km": _l("Khmer"),
        "kk": _l("Kazakh"),
        "lo": _l("Lao"),
        "my": _l("Burmese"),
        "ne": _l("Nepali"),
        "si": _l("Sinhala"),
        "ta": _l("Tamil"),
        "th": _l("Thai"),
        "tk": _l("Turkmen"),
        "tl": _l("Tagalog"),
        "ur": _l("Urdu"),
        "uz": _l("Uzbek"),
        "vi": _l("Vietnamese"),
        "zh": _l("Chinese"),
    }
)
