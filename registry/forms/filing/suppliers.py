"""How far the supply chain is known and bound, and which risks were looked for."""

from flask_babel import lazy_gettext as _l

from registry.forms.filing.choices import NONE_OF_THESE, UNKNOWN, YES_NO_UNKNOWN, choices
from registry.forms.filing.days import DateField
from registry.forms.filing.fields import CheckboxesField, RadioField
from registry.forms.filing.page import Answered, NotFuture, PageForm, said

HAS_SUPPLIERS = said("str_suppliers_used", "yes")
IS_ASSESSED = said("rsk_assessed", "yes")


class SupplyChainForm(PageForm):
    title = _l("Supply chain")
    lead = _l("How far you know your suppliers, what the public can see, and what contracts say.")
    why = {
        "str_suppliers_used": _l(
            "It decides which questions apply. Silence counts as yes, so that nothing is missed."
        ),
        "str_supplier_list_public": _l(
            "Names let buyers and workers’ organisations tell you what they see."
        ),
    }

    str_suppliers_used = RadioField(
        _l("Do you buy goods, materials or services from suppliers?"),
        [Answered(_l("Say whether you have suppliers."))],
        description=_l("Cleaning, security, catering and transport count, too."),
        choices=YES_NO_UNKNOWN,
    )
    str_tiers_mapped = RadioField(
        _l("How far do you know who supplies you?"),
        [Answered(_l("Choose how far your suppliers are known."), HAS_SUPPLIERS)],
        description=_l("Leave blank if you have no suppliers."),
        choices=choices(
            {
                "none": _l("We have no list of suppliers"),
                "tier1": _l("Those that supply us (tier 1)"),
                "tier2": _l("Their suppliers, too (tier 2)"),
                "tier3": _l("Farther back, to the raw material (tier 3)"),
            },
            UNKNOWN,
        ),
    )
    str_countries_disclosed = RadioField(
        _l("Does your statement name the countries that you buy from?"),
        [Answered(_l("Say whether the countries are named."), HAS_SUPPLIERS)],
        choices=YES_NO_UNKNOWN,
    )
    str_supplier_list_public = RadioField(
        _l("Is the list of your suppliers public?"),
        [Answered(_l("Say whether the list is public."), HAS_SUPPLIERS)],
        choices=YES_NO_UNKNOWN,
    )
    str_procurement_items = CheckboxesField(
        _l("Which terms stand in your contracts for goods, services and labour?"),
        [Answered(_l("Choose the terms that contracts have, or “None of these”."))],
        description=_l("Contracts with recruiters and labour contractors count, too."),
        choices=choices(
            {
                "no_forced_labour": _l("No forced labour"),
                "no_worker_fees": _l("Workers pay no recruitment fees"),
                "audit_right": _l("We may visit and audit"),
                "repay_duty": _l("Workers who paid are repaid"),
            },
            NONE_OF_THESE,
            UNKNOWN,
        ),
    )


class RiskForm(PageForm):
    title = _l("Risk of forced labour")
    lead = _l("Whether you looked for the risk, where you looked, and who took part.")
    why = {
        "rsk_outsourced_used": _l(
            "It decides which questions apply. Silence counts as yes, so that nothing is missed."
        ),
    }

    rsk_assessed = RadioField(
        _l("Has the risk of forced labour been assessed?"),
        [Answered(_l("Say whether the risk was assessed."))],
        description=_l("By yourselves or by somebody else, in writing."),
        choices=YES_NO_UNKNOWN,
    )
    rsk_assessed_on = DateField(
        _l("When was the last assessment finished?"),
        [Answered(_l("Enter the day of the last assessment."), IS_ASSESSED), NotFuture()],
        description=_l("Leave blank if there was none."),
        offers_unknown=True,
    )
    rsk_scope = CheckboxesField(
        _l("What did it look at?"),
        [Answered(_l("Choose what was looked at, or “None of these”."), IS_ASSESSED)],
        choices=choices(
            {
                "own_operations": _l("Our own operations"),
                "recruitment_corridors": _l("Recruitment, from the country of origin to here"),
                "suppliers": _l("Suppliers"),
            },
            NONE_OF_THESE,
            UNKNOWN,
        ),
    )
    rsk_worker_input = RadioField(
        _l("Did workers or their representatives take part in it?"),
        [Answered(_l("Say whether workers took part."), IS_ASSESSED)],
        choices=YES_NO_UNKNOWN,
    )
    rsk_outsourced_used = RadioField(
        _l("Do workers of contractors work on your sites?"),
        [Answered(_l("Say whether contractors’ workers work on your sites."))],
        description=_l("For example cleaners, guards, builders or harvesters."),
        choices=YES_NO_UNKNOWN,
    )
    rsk_outsourced_controls = CheckboxesField(
        _l("How do you make sure that these workers are treated well?"),
        [
            Answered(
                _l("Choose what you do, or “None of these”."), said("rsk_outsourced_used", "yes")
            )
        ],
        description=_l("Leave blank if no contractor’s workers work on your sites."),
        choices=choices(
            {
                "same_fee_rule": _l("The rule that workers pay no fees binds the contractor"),
                "document_check": _l("We check that workers hold their own passports"),
                "wage_check": _l("We check their wages"),
                "contractor_licence_check": _l("We check the contractor’s licence"),
            },
            NONE_OF_THESE,
            UNKNOWN,
        ),
    )
