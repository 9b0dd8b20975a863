"""The pages of a filing, in the order of its task list."""

from collections.abc import Mapping
from types import MappingProxyType

from registry.forms.filing.company import GovernanceForm, PeriodForm, PolicyForm
from registry.forms.filing.documents import EvidenceForm, StatementForm
from registry.forms.filing.fees import FeesForm
from registry.forms.filing.page import Facts, PageForm
from registry.forms.filing.recruitment import RecruitersForm, RepaymentForm
from registry.forms.filing.treatment import ContractsForm, MovementForm, PassportsForm
from registry.forms.filing.workers import CorridorsForm, WorkforceForm

PAGES: Mapping[str, type[PageForm]] = MappingProxyType(
    {
        "period": PeriodForm,
        "governance": GovernanceForm,
        "policy": PolicyForm,
        "workforce": WorkforceForm,
        "corridors": CorridorsForm,
        "fees": FeesForm,
        "repayment": RepaymentForm,
        "recruiters": RecruitersForm,
        "passports": PassportsForm,
        "contracts": ContractsForm,
        "movement": MovementForm,
        "statement": StatementForm,
        "evidence": EvidenceForm,
    }
)

__all__ = ["PAGES", "Facts", "PageForm"]
