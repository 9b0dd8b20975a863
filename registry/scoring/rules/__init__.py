"""One pure function for each criterion: a case and the dated values in, a verdict out."""

from collections.abc import Callable, Mapping

from registry.scoring.case import Case
from registry.scoring.model import Values, Verdict
from registry.scoring.rules import documents, fees, governance, recruiters

Rule = Callable[[Case, Values], Verdict]

RULES: Mapping[str, Rule] = {
    "GOV-01": governance.published_on_time,
    "GOV-02": governance.approved_by_the_board,
    "GOV-03": governance.policy_covers,
    "GOV-04": governance.bribery_controls,
    "FEE-01": fees.policy_names_every_cost,
    "FEE-02": fees.fee_table_complete,
    "FEE-03": fees.no_cost_left_with_workers,
    "FEE-04": fees.agency_fee_within_the_cap,
    "FEE-05": fees.levy_paid_by_the_employer,
    "FEE-06": fees.workers_are_asked,
    "FEE-07": fees.fees_are_repaid,
    "FEE-08": fees.agreement_terms_honoured,
    "FEE-09": fees.hired_directly,
    "DOC-01": documents.workers_hold_their_passports,
    "DOC-02": documents.contract_is_understood,
    "DOC-03": documents.free_to_move,
    "DOC-04": documents.passes_are_valid,
    "AGT-01": recruiters.only_licensed_recruiters,
    "AGT-02": recruiters.assessed_before_use,
    "AGT-03": recruiters.audited_every_year,
    "AGT-04": recruiters.charges_are_itemised,
    "AGT-05": recruiters.no_sub_agents,
    "AGT-06": recruiters.not_blacklisted,
}
