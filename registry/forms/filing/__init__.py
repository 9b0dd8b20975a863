"""The pages of a filing in the order of its task list, and the sections that group them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from registry.forms.filing.commitments import CommitmentsForm, FollowUpForm
from registry.forms.filing.company import GovernanceForm, PeriodForm, PolicyForm
from registry.forms.filing.differences import DifferencesForm
from registry.forms.filing.documents import DisclosureForm, EvidenceForm, StatementForm
from registry.forms.filing.fees import FeesForm
from registry.forms.filing.housing import HousingForm
from registry.forms.filing.listening import CasesForm, FindingsForm, GrievanceForm
from registry.forms.filing.oversight import MeasuresForm, MonitoringForm, TrainingForm
from registry.forms.filing.page import Facts, PageForm
from registry.forms.filing.pay import PayForm, WagesForm
from registry.forms.filing.recruitment import RecruitersForm, RepaymentForm
from registry.forms.filing.screening import ScreeningForm
from registry.forms.filing.suppliers import RiskForm, SupplyChainForm
from registry.forms.filing.treatment import ContractsForm, MovementForm, PassportsForm
from registry.forms.filing.workers import CorridorsForm, WorkforceForm


@dataclass(frozen=True, slots=True)
class Section:
    """Pages that belong together, under one heading."""

    name: str
    title: LazyString
    pages: Mapping[str, type[PageForm]]


SECTIONS = (
    Section(
        "organisation",
        _l("About the organisation"),
        {
            "period": PeriodForm,
            "screening": ScreeningForm,
            "governance": GovernanceForm,
            "policy": PolicyForm,
            "supply_chain": SupplyChainForm,
            "risk": RiskForm,
        },
    ),
    Section(
        "recruitment",
        _l("Workers and recruitment"),
        {
            "workforce": WorkforceForm,
            "corridors": CorridorsForm,
            "fees": FeesForm,
            "repayment": RepaymentForm,
            "recruiters": RecruitersForm,
        },
    ),
    Section(
        "treatment",
        _l("How workers are treated"),
        {
            "passports": PassportsForm,
            "contracts": ContractsForm,
            "movement": MovementForm,
            "wages": WagesForm,
            "pay": PayForm,
            "housing": HousingForm,
        },
    ),
    Section(
        "remedy",
        _l("Listening and putting right"),
        {"grievance": GrievanceForm, "cases": CasesForm, "findings": FindingsForm},
    ),
    Section(
        "oversight",
        _l("Checking and disclosing"),
        {
            "training": TrainingForm,
            "monitoring": MonitoringForm,
            "measures": MeasuresForm,
            "followup": FollowUpForm,
            "commitments": CommitmentsForm,
            "differences": DifferencesForm,
            "disclosure": DisclosureForm,
        },
    ),
    Section(
        "statement",
        _l("Statement and evidence"),
        {"statement": StatementForm, "evidence": EvidenceForm},
    ),
)
PAGES: Mapping[str, type[PageForm]] = MappingProxyType(
    {name: form for section in SECTIONS for name, form in section.pages.items()}
)

__all__ = ["PAGES", "SECTIONS", "Facts", "PageForm", "Section"]
