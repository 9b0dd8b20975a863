"""The criteria as a decision model of the ZEN engine: what each says, in its own language.

Thresholds and legal values of one day are written into the model when it is built, as they would
be in its editor; every figure is worked out by the model from the tables of the filing. It believes
its input: that numbers are numbers, that corridors and their recruits are named.
"""

import json
from datetime import date
from typing import Any

from bench.zen_figures import DONT_KNOW, each_done, figures, text
from registry.scoring import load_catalogue, value_at

MET, PARTLY, NOT_MET = '"met"', '"partly_met"', '"not_met"'
NOT_DISCLOSED, DOES_NOT_APPLY = '"not_disclosed"', '"does_not_apply"'
LEFT_OUT = {"DIS-01": "counts the cross-checks of the answers, each as long as a criterion"}


def model(on: date) -> str:
    """The decision graph as JSON: the filing, then figures, then an outcome for each criterion."""
    nodes = [
        {"id": "filing", "name": "filing", "type": "inputNode", "content": {"schema": ""}},
        _expressions("figures", figures(on), keep_input=True),
        _expressions("outcomes", outcomes(on), keep_input=False),
        {"id": "answer", "name": "answer", "type": "outputNode", "content": {"schema": ""}},
    ]
    edges = [
        {"id": f"{source}-{target}", "sourceId": source, "targetId": target, "type": "edge"}
        for source, target in (
            ("filing", "figures"), ("figures", "outcomes"), ("outcomes", "answer"),
        )
    ]  # fmt: skip
    return json.dumps({"nodes": nodes, "edges": edges})


def _expressions(name: str, expressions: dict[str, str], *, keep_input: bool) -> dict[str, Any]:
    content = {
        "expressions": [
            {"id": key, "key": key, "value": value} for key, value in expressions.items()
        ],
        "passThrough": keep_input,
        "inputField": None,
        "outputPath": None,
        "executionMode": "single",
    }
    return {"id": name, "name": name, "type": "expressionNode", "content": content}


def outcomes(on: date) -> dict[str, str]:
    """An expression for each criterion, by its id without the hyphen."""
    found: dict[str, str] = {}
    for make in (_governance, _structure, _fees, _documents, _wages, _recruiters, _oversight):
        found |= make(_Values(on))
    return found


class _Values:
    """Thresholds of the criteria in force on a day, as the text of an expression."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._values = {
            criterion.id: version.values for criterion, version in load_catalogue().in_force(on)
        }

    def __call__(self, criterion: str, name: str) -> str:
        return text(self._values[criterion][name])


def when(*cases: tuple[str, str], otherwise: str) -> str:
    """The first case that holds."""
    return "".join(f"({test}) ? ({then}) : " for test, then in cases) + f"({otherwise})"


def asked(*names: str, then: str) -> str:
    """Blank answers are not disclosed; where all that is missing is not known, it is not known."""
    blank = " or ".join(f"{name} == null" for name in names)
    unknown = " or ".join(f"{name} == {DONT_KNOW}" for name in names)
    return when((blank, NOT_DISCLOSED), (unknown, DONT_KNOW), otherwise=then)


def every(items: str, field: str) -> str:
    return f"all({items} as i, i in {field})"


def count(items: str, field: str) -> str:
    return f"len(filter({items} as i, i in {field}))"


def part(items: str, field: str, at_least: str) -> str:
    """Met with every item, partly met with some of them."""
    return when(
        (every(items, field), MET), (f"{count(items, field)} >= {at_least}", PARTLY),
        otherwise=NOT_MET,
    )  # fmt: skip


def _governance(v: _Values) -> dict[str, str]:
    submitted = "(filing_first_submitted_on ?? filing_submitted_on)"
    late = f"(date({submitted}) - date(filing_due_on)) / 86400"
    body = f"gov_approval_body in {v('GOV-02', 'met_bodies')}"
    role = f"gov_signatory_role in {v('GOV-02', 'met_roles')}"
    some = (
        f"gov_approval_body in {v('GOV-02', 'partly_bodies')}"
        f" or gov_signatory_role in {v('GOV-02', 'partly_roles')}"
    )
    covered = f"{count(v('GOV-03', 'items'), 'gov_policy_items')} >= {v('GOV-03', 'met_items')}"
    core = f"{count(v('GOV-03', 'core'), 'gov_policy_items')} < {v('GOV-03', 'partly_core')}"
    controls = count(v("GOV-04", "items"), "gov_anticorruption_items")
    return {
        "GOV01": when(
            (f"filing_statement_doc == null or {submitted} == null", NOT_DISCLOSED),
            ("filing_due_on == null", NOT_DISCLOSED),
            (f"{late} <= 0", MET),
            (f"{late} <= {v('GOV-01', 'grace_days')}", PARTLY),
            otherwise=NOT_MET,
        ),
        "GOV02": when(
            ('gov_approval_body != "none" and gov_approved_on == null', NOT_DISCLOSED),
            otherwise=asked(
                "gov_approval_body",
                "gov_signatory_role",
                then=when(
                    (f"{body} and {role} and {each_done('gov_approved_on')}", MET),
                    (f"({body} and {role}) or {some}", PARTLY),
                    otherwise=NOT_MET,
                ),
            ),
        ),
        "GOV03": asked(
            "gov_policy_items",
            "gov_policy_scope",
            then=when(
                (f"{covered} and {every(v('GOV-03', 'scope'), 'gov_policy_scope')}", MET),
                (core, NOT_MET),
                otherwise=PARTLY,
            ),
        ),
        "GOV04": when(
            ("not recruited", DOES_NOT_APPLY),
            otherwise=asked(
                "gov_anticorruption_items",
                then=when(
                    (f"{controls} >= {v('GOV-04', 'met_items')}", MET),
                    (f"{controls} >= {v('GOV-04', 'partly_items')}", PARTLY),
                    otherwise=NOT_MET,
                ),
            ),
        ),
    }


def _structure(v: _Values) -> dict[str, str]:
    listed = 'len(filter(entities, #.covered == "yes" and #.ssm_number != null))'
    columns = " and ".join(f"#.{name} != null" for name in json.loads(v("STR-02", "columns")))
    published = '(str_countries_disclosed == "yes" or str_supplier_list_public == "yes")'
    assessed = "rsk_assessed_on"
    return {
        "STR01": asked(
            "str_entities_total",
            "str_entities_covered",
            then=when(
                ("str_entities_total == 0", NOT_DISCLOSED),
                (
                    "str_entities_covered == str_entities_total",
                    when((f"1 + {listed} >= str_entities_covered", MET), otherwise=PARTLY),
                ),
                (
                    f"str_entities_covered / str_entities_total >= {v('STR-01', 'partly_share')}",
                    PARTLY,
                ),
                otherwise=NOT_MET,
            ),
        ),
        "STR02": when(
            ("len(workforce) == 0", NOT_DISCLOSED),
            ("some(workforce, #.nationality == null or #.headcount == null)", NOT_MET),
            (f"all(workforce, {columns})", MET),
            otherwise=PARTLY,
        ),
        "STR03": when(
            ("not has_suppliers", DOES_NOT_APPLY),
            (f"not {published} and str_countries_disclosed == null", NOT_DISCLOSED),
            otherwise=asked(
                "str_tiers_mapped",
                then=when(
                    (
                        published,
                        when(
                            (f"str_tiers_mapped in {v('STR-03', 'met_tiers')}", MET),
                            otherwise=PARTLY,
                        ),
                    ),
                    ('str_tiers_mapped == "none"', NOT_MET),
                    otherwise=PARTLY,
                ),
            ),
        ),
        "STR04": when(
            ("not (has_suppliers or public_body)", DOES_NOT_APPLY),
            otherwise=asked(
                "str_procurement_items",
                then=part(
                    v("STR-04", "items"), "str_procurement_items", v("STR-04", "partly_items")
                ),
            ),
        ),
        "RSK01": when(
            ('rsk_assessed == "no"', NOT_MET),
            otherwise=asked(
                "rsk_assessed",
                assessed,
                "rsk_scope",
                "rsk_worker_input",
                then=when(
                    (f"not {each_done(assessed, v('RSK-01', 'partly_days'), v.on)}", NOT_MET),
                    ("none(to_assess as i, i in rsk_scope)", NOT_MET),
                    (f"not {each_done(assessed, v('RSK-01', 'met_days'), v.on)}", PARTLY),
                    ("not all(to_assess as i, i in rsk_scope)", PARTLY),
                    ('rsk_worker_input != "yes"', PARTLY),
                    otherwise=MET,
                ),
            ),
        ),
        "RSK02": when(
            ("not has_outsourced", DOES_NOT_APPLY),
            otherwise=asked(
                "rsk_outsourced_controls",
                then=part(
                    v("RSK-02", "items"), "rsk_outsourced_controls", v("RSK-02", "partly_items")
                ),
            ),
        ),
    }


def _fees(v: _Values) -> dict[str, str]:
    tested = when(("tested", MET), otherwise=PARTLY)
    least = v("FEE-05", "repaid_share")
    above = "some(agency_fees, #.cap != null and #.fee > #.cap)"
    listed_levy = when(("levy.paid > 0", NOT_MET), otherwise=NOT_DISCLOSED)
    repaid = (
        f"repaid_share >= {v('FEE-07', 'met_share')}"
        f" and repaid_workers >= {v('FEE-07', 'met_worker_share')}"
    )
    partly_repaid = (
        f"repaid_share >= {v('FEE-07', 'partly_share')}"
        f" or (repaid_share >= {v('FEE-07', 'plan_share')} and has_plan)"
    )
    return {
        "FEE01": when(
            ("not employs_migrants", DOES_NOT_APPLY),
            ('fee_policy_written == "no"', NOT_MET),
            otherwise=asked(
                "fee_policy_written",
                "fee_policy_categories",
                then=when(
                    (every(v("FEE-01", "all"), "fee_policy_categories"), MET),
                    (every(v("FEE-01", "core"), "fee_policy_categories"), PARTLY),
                    otherwise=NOT_MET,
                ),
            ),
        ),
        "FEE02": when(
            ("not recruited", DOES_NOT_APPLY),
            ("all(by_corridor, len(#.all) == 0)", NOT_DISCLOSED),
            (f"table_complete >= {v('FEE-02', 'met_share')}", MET),
            (f"table_complete >= {v('FEE-02', 'partly_share')}", PARTLY),
            otherwise=NOT_MET,
        ),
        "FEE03": when(
            ("not recruited", DOES_NOT_APPLY),
            ("len(paid) == 0", NOT_DISCLOSED),
            (
                "worker_net > 0",
                when(
                    (
                        "earnings_stated and worker_side"
                        f" and net_months <= {v('FEE-03', 'partly_months')}",
                        PARTLY,
                    ),
                    otherwise=NOT_MET,
                ),
            ),
            ("worker_paid == 0 and reporting > 0", NOT_MET),
            ("not worker_side", when(("worker_paid > 0", NOT_MET), otherwise=NOT_DISCLOSED)),
            ("not reports_counted", when(("worker_paid > 0", PARTLY), otherwise=NOT_DISCLOSED)),
            ("unlisted > 0", PARTLY),
            otherwise=tested,
        ),
        "FEE04": when(
            ("not recruited or not uses_recruiters", DOES_NOT_APPLY),
            ("some(agency_fees, #.cap != null and #.kept > #.cap)", NOT_MET),
            (
                'len(by_corridor) == 0 or some(by_corridor, not ("REC" in #.worker))'
                " or some(agency_fees, #.cap == null and #.kept > 0)",
                when((above, NOT_MET), otherwise=NOT_DISCLOSED),
            ),
            (f"{above} or some(agency_fees, #.cap == null)", PARTLY),
            otherwise=tested,
        ),
        "FEE05": when(
            ("not employs_migrants", DOES_NOT_APPLY),
            otherwise=asked(
                "wag_deduction_types",
                then=when(
                    ('"levy" in wag_deduction_types', NOT_MET),
                    (f"levy.paid > 0 and levy.back / levy.paid < {least}", NOT_MET),
                    ("not recruited", when(("levy.paid > 0", PARTLY), otherwise=MET)),
                    ('some(by_corridor, not ("LEVY" in #.worker))', listed_levy),
                    ("levy.paid > 0", PARTLY),
                    otherwise=tested,
                ),
            ),
        ),
        "FEE06": when(
            ("not recruited", DOES_NOT_APPLY),
            (
                f"declared >= {v('FEE-06', 'met_declared')}"
                f" and interviewed >= {v('FEE-06', 'met_interviewed')}",
                MET,
            ),
            (
                f"declared >= {v('FEE-06', 'partly_declared')}"
                f" or interviewed >= {v('FEE-06', 'partly_interviewed')}",
                PARTLY,
            ),
            otherwise=NOT_MET,
        ),
        "FEE07": when(
            ("not recruited", DOES_NOT_APPLY),
            (
                "worker_paid == 0",
                when(
                    ("reporting > 0", NOT_MET),
                    ("worker_side and reports_counted", DOES_NOT_APPLY),
                    otherwise=NOT_DISCLOSED,
                ),
            ),
            (f"not ({repaid} or {partly_repaid}) or not worker_side", NOT_MET),
            (f"{repaid} and reports_counted", MET),
            otherwise=PARTLY,
        ),
        "FEE08": when(
            ("not recruited", DOES_NOT_APPLY),
            (f"breach.paid > 0 and breach.back / breach.paid < {least}", NOT_MET),
            ("not worker_side", when(("breach.paid > 0", NOT_MET), otherwise=NOT_DISCLOSED)),
            ("breach.paid > 0", PARTLY),
            otherwise=tested,
        ),
        "FEE09": when(
            ("not recruited", DOES_NOT_APPLY),
            (
                f"direct >= {v('FEE-09', 'met_share')}"
                f" or (layers != null and layers <= {v('FEE-09', 'met_layers')})",
                MET,
            ),
            (
                f"direct >= {v('FEE-09', 'partly_share')}"
                f" or (layers != null and layers <= {v('FEE-09', 'partly_layers')})",
                PARTLY,
            ),
            otherwise=NOT_MET,
        ),
    }


def _documents(v: _Values) -> dict[str, str]:
    def for_migrants(*names: str, then: str) -> str:
        return when(("not employs_migrants", DOES_NOT_APPLY), otherwise=asked(*names, then=then))

    items = every(v("DOC-02", "items"), "doc_contract_items")
    lapsed = when(
        ("doc_passes_total == 0", "min([doc_passes_lapsed, 1])"),
        otherwise="doc_passes_lapsed / doc_passes_total",
    )
    return {
        "DOC01": for_migrants(
            "doc_passport_holder",
            then=when(
                ('doc_passport_holder == "worker" and doc_passports_held == null', NOT_DISCLOSED),
                ('doc_passport_holder == "worker" and doc_passports_held == 0', MET),
                ('doc_passport_holder not in ["worker", "employer_voluntary"]', NOT_MET),
                otherwise=asked(
                    "doc_storage_terms",
                    then=when(
                        (every(v("DOC-01", "terms"), "doc_storage_terms"), PARTLY),
                        otherwise=NOT_MET,
                    ),
                ),
            ),
        ),
        "DOC02": for_migrants(
            "doc_contract_items",
            "doc_substitution_cases",
            then=when(
                (f"{items} and doc_substitution_cases <= {v('DOC-02', 'met_swaps')}", MET),
                (f"{items} or {every(v('DOC-02', 'core'), 'doc_contract_items')}", PARTLY),
                otherwise=NOT_MET,
            ),
        ),
        "DOC03": for_migrants(
            "doc_movement_items",
            then=when(
                (every(v("DOC-03", "items"), "doc_movement_items"), MET),
                (every(v("DOC-03", "core"), "doc_movement_items"), PARTLY),
                otherwise=NOT_MET,
            ),
        ),
        "DOC04": for_migrants(
            "doc_passes_total",
            "doc_passes_lapsed",
            "doc_pass_cost_payer",
            "doc_approval_60k",
            then=when(
                ('doc_pass_cost_payer != "employer"', NOT_MET),
                (f"({lapsed}) > {v('DOC-04', 'partly_share')}", NOT_MET),
                (f"doc_passes_lapsed > {v('DOC-04', 'met_lapsed')}", PARTLY),
                ('doc_approval_60k != "yes"', PARTLY),
                otherwise=MET,
            ),
        ),
    }


def _wages(v: _Values) -> dict[str, str]:
    never = f"some({v('WAG-02', 'never')} as i, i in (wag_deduction_types ?? []))"
    approved = f"none({v('WAG-02', 'approval')} as i, i in wag_deduction_types)"
    schemes = text(value_at("social_protection_schemes", v.on))
    return {
        "WAG01": when(
            ("some(wage_lines, #.lowest < #.floor or (#.below ?? 0) > 0)", NOT_MET),
            ("len(wage_lines) == 0 or some(wage_lines, #.below == null)", NOT_DISCLOSED),
            (
                "len(own_workers) == 0 or not all(own_workers as w, some(wage_lines as l, "
                "l.group == w.nationality and l.floor == l.floor_now))",
                NOT_DISCLOSED,
            ),
            otherwise=MET,
        ),
        "WAG02": when(
            ("not employs_migrants", DOES_NOT_APPLY),
            (never, NOT_MET),
            otherwise=asked(
                "wag_deduction_types",
                "wag_payment_method",
                "wag_latest_pay_day",
                "wag_late_cases",
                "wag_deductions_approved",
                then=when(
                    (f"wag_latest_pay_day > {v('WAG-02', 'partly_day')}", NOT_MET),
                    (
                        'wag_payment_method == "bank" and wag_deductions_approved == "yes"'
                        f" and wag_latest_pay_day <= {value_at('wage_due_day', v.on)}"
                        f" and wag_late_cases <= {v('WAG-02', 'met_late_cases')} and {approved}",
                        MET,
                    ),
                    otherwise=PARTLY,
                ),
            ),
        ),
        "WAG03": when(
            ("not employs_migrants", DOES_NOT_APPLY),
            otherwise=asked(
                "wag_max_weekly_hours",
                "wag_overtime_voluntary",
                "wag_rest_day_breaches",
                then=when(
                    ('wag_overtime_voluntary != "yes"', NOT_MET),
                    (f"wag_max_weekly_hours > {v('WAG-03', 'partly_hours')}", NOT_MET),
                    (f"wag_max_weekly_hours > {v('WAG-03', 'met_hours')}", PARTLY),
                    (f"wag_rest_day_breaches > {v('WAG-03', 'met_breaches')}", PARTLY),
                    otherwise=MET,
                ),
            ),
        ),
        "WAG04": when(
            ("not provides_housing", DOES_NOT_APPLY),
            ("len(sites) == 0", NOT_DISCLOSED),
            (
                "housed.under_act > 0"
                f" and housed.certified / housed.under_act < {v('WAG-04', 'partly_share')}",
                NOT_MET,
            ),
            ("some(sites, #.open)", NOT_DISCLOSED),
            ("none(sites, #.short)", MET),
            otherwise=PARTLY,
        ),
        "WAG05": when(
            ("not employs_migrants", DOES_NOT_APPLY),
            otherwise=asked(
                "wag_schemes_registered", then=part(schemes, "wag_schemes_registered", "1")
            ),
        ),
    }


def _recruiters(v: _Values) -> dict[str, str]:
    def in_use(*cases: tuple[str, str], otherwise: str) -> str:
        return when(
            ("not uses_recruiters", DOES_NOT_APPLY),
            ("len(in_use) == 0", NOT_DISCLOSED),
            *cases,
            otherwise=otherwise,
        )

    classes = text(value_at("act246_classes_for_migrants", v.on, work="any"))
    end = f'date("{v.on}")'
    holds = (
        f"#.checked_on != null and {each_done('#.checked_on')} and #.licence_expiry != null"
        f" and date(#.licence_expiry) >= date(#.checked_on) and date(#.licence_expiry) >= {end}"
        f' and (not (#.country == "MYS" or #.country == null) or #.licence_class in {classes})'
    )
    assessed = f"len(filter(in_use, {each_done('#.dd_on')}))"
    clear = (
        '#.blacklist_hit == "no" and '
        f"{each_done('#.blacklist_checked_on', v('AGT-06', 'met_days'), v.on)}"
    )
    breakdown, no_fee = '#.breakdown_received == "yes"', '#.contract_no_fee == "yes"'
    return {
        "AGT01": in_use(
            ("some(in_use, #.licence_no == null)", NOT_MET),
            (f"all(in_use, {holds})", MET),
            otherwise=PARTLY,
        ),
        "AGT02": in_use(
            (f"{assessed} == len(in_use)", MET),
            (f"{assessed} / len(in_use) >= {v('AGT-02', 'partly_share')}", PARTLY),
            otherwise=NOT_MET,
        ),
        "AGT03": in_use(
            (f"all(in_use, {each_done('#.audit_on', v('AGT-03', 'met_days'), v.on)})", MET),
            (f"some(in_use, {each_done('#.audit_on', v('AGT-03', 'partly_days'), v.on)})", PARTLY),
            otherwise=NOT_MET,
        ),
        "AGT04": in_use(
            (f"all(in_use, {breakdown} and {no_fee})", MET),
            (f"all(in_use, {breakdown} or {no_fee})", PARTLY),
            otherwise=NOT_MET,
        ),
        "AGT05": in_use(
            ('some(in_use, #.contract_no_subagent != "yes")', NOT_MET),
            ('all(in_use, #.subagents_found == "no")', MET),
            otherwise=PARTLY,
        ),
        "AGT06": in_use(
            ('some(in_use, #.blacklist_hit == "yes")', NOT_MET),
            (f"all(in_use, {clear})", MET),
            (f"some(in_use, {clear})", PARTLY),
            otherwise=NOT_MET,
        ),
    }


def _oversight(v: _Values) -> dict[str, str]:
    share = f">= {v('TRN-01', 'met_share')}"
    reached = (
        f"len(filter({v('TRN-01', 'audiences')} as a, some(sessions as s, s.audience == a)"
        " and sum(map(filter(sessions as s, s.audience == a), #.trained))"
        f" / sum(map(filter(sessions as s, s.audience == a), #.headcount)) {share}))"
    )
    pre, post = (
        f"min(map(by_corridor, min([#.row.{name}, #.row.recruits]) / #.row.recruits))"
        for name in ("pre_departure_trained", "post_arrival_trained")
    )
    trained = " or ".join(
        f"some(by_corridor, #.row.{name} == null)"
        for name in ("pre_departure_trained", "post_arrival_trained", "recruits")
    )
    audited = "min([mon_sites_audited, mon_sites_total]) / max([mon_sites_total, 1])"
    assessed = "min([mon_suppliers_assessed, mon_suppliers_high_risk])"
    closed = "min([mon_caps_closed, mon_caps_opened])"
    named = "#.name != null and #.current != null"
    linked = "filing_homepage_link != null"
    return {
        "GRV01": when(
            ('grv_channels != null and all(grv_channels, # == "none")', NOT_MET),
            otherwise=asked(
                "grv_channels",
                "grv_languages",
                "grv_anonymous",
                "grv_no_retaliation",
                "grv_sites_total",
                "grv_sites_with_notice",
                then=when(
                    ('grv_no_retaliation != "yes"', NOT_MET),
                    (
                        f"{count(v('GRV-01', 'outside'), 'grv_channels')}"
                        f" >= {v('GRV-01', 'met_outside')}"
                        " and len(groups) > 0 and none(groups, # == null)"
                        " and all(groups as g, some((spoken[g] ?? spoken.OTHER) as l,"
                        ' l in grv_languages)) and grv_anonymous == "yes"'
                        " and grv_sites_total > 0 and grv_sites_total <= grv_sites_with_notice",
                        MET,
                    ),
                    otherwise=PARTLY,
                ),
            ),
        ),
        "GRV02": when(
            ("grv_cases_received == 0 and grv_cases_opening == 0", PARTLY),
            otherwise=asked(
                *(f"grv_cases_{name}" for name in ("opening", "received", "women", "men")),
                "grv_cases_closed",
                "grv_median_days",
                then=when(
                    (
                        "grv_cases_closed / (grv_cases_opening + grv_cases_received)"
                        f" >= {v('GRV-02', 'met_share')}"
                        f" and grv_median_days <= {v('GRV-02', 'met_days')}",
                        MET,
                    ),
                    otherwise=PARTLY,
                ),
            ),
        ),
        "GRV03": when(
            ("not has_findings", DOES_NOT_APPLY),
            ("len(findings) == 0", asked("findings_found", then=NOT_DISCLOSED)),
            ('some(findings, #.remedy_status == "none")', NOT_MET),
            ("some(findings, #.remedy_status == null)", NOT_DISCLOSED),
            ('some(findings, #.remedy_status == "in_progress")', PARTLY),
            otherwise=MET,
        ),
        "TRN01": when(
            (
                "len(training) == 0",
                when(
                    ('training_given == "no"', NOT_MET),
                    otherwise=asked("training_given", then=NOT_DISCLOSED),
                ),
            ),
            ("none(sessions, #.trained > 0)", NOT_MET),
            (f"{reached} >= {v('TRN-01', 'met_audiences')}", MET),
            otherwise=PARTLY,
        ),
        "TRN02": when(
            ("not recruited", DOES_NOT_APPLY),
            (f"len(by_corridor) == 0 or {trained}", NOT_DISCLOSED),
            (f"min([{pre}, {post}]) >= {v('TRN-02', 'met_share')}", MET),
            (f"{post} >= {v('TRN-02', 'partly_share')}", PARTLY),
            otherwise=NOT_MET,
        ),
        "MON01": when(
            ("not employs_migrants", DOES_NOT_APPLY),
            ("mon_worker_interviews == 0", NOT_MET),
            otherwise=asked(
                "mon_audit_types",
                "mon_worker_interviews",
                "mon_sites_total",
                "mon_sites_audited",
                "mon_worker_rep",
                then=when(
                    (
                        f"{count(v('MON-01', 'audits'), 'mon_audit_types')} > 0"
                        f" and {count(v('MON-01', 'elected'), 'mon_worker_rep')} > 0"
                        f" and {audited} >= {v('MON-01', 'met_share')}",
                        MET,
                    ),
                    otherwise=PARTLY,
                ),
            ),
        ),
        "MON02": when(
            ('len(kpis) == 0 and kpis_kept == "no"', NOT_MET),
            (
                f"len(filter(kpis, {named} and #.prior != null and #.target != null))"
                f" >= {v('MON-02', 'met_measures')}",
                MET,
            ),
            (f"len(filter(kpis, {named})) >= {v('MON-02', 'partly_measures')}", PARTLY),
            otherwise=asked("kpis_kept", then=NOT_DISCLOSED),
        ),
        "MON03": when(
            ("not has_suppliers", DOES_NOT_APPLY),
            ("mon_suppliers_assessed == 0", NOT_MET),
            otherwise=asked(
                "mon_suppliers_high_risk",
                "mon_suppliers_assessed",
                "mon_caps_opened",
                "mon_caps_closed",
                then=when(
                    (
                        f"mon_suppliers_high_risk > 0 and {assessed} / mon_suppliers_high_risk"
                        f" >= {v('MON-03', 'met_assessed')}"
                        f" and (mon_caps_opened == 0 or {closed} / mon_caps_opened"
                        f" >= {v('MON-03', 'met_corrected')})",
                        MET,
                    ),
                    otherwise=PARTLY,
                ),
            ),
        ),
        "DIS02": when(
            ("filed_before and filing_archive_years == null", NOT_DISCLOSED),
            otherwise=asked(
                "filing_languages",
                then=when(
                    (
                        f"not {every(v('DIS-02', 'languages'), 'filing_languages')}",
                        when((linked, PARTLY), otherwise=NOT_MET),
                    ),
                    (
                        f"{linked} and (not filed_before"
                        f" or filing_archive_years >= {v('DIS-02', 'archive_years')})",
                        MET,
                    ),
                    otherwise=PARTLY,
                ),
            ),
        ),
        "DIS03": asked(
            "dis_limits_stated",
            "dis_restrictions_disclosed",
            "dis_assurance",
            then=when(
                (
                    'not (dis_limits_stated == "yes" and dis_restrictions_disclosed == "yes")',
                    NOT_MET,
                ),
                (f"dis_assurance == {v('DIS-03', 'met_assurance')}", MET),
                otherwise=PARTLY,
            ),
        ),
    }
