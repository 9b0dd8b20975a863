"""Flags and figures of the decision model, each as an expression of the ZEN language."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from registry.scoring import value_at
from registry.scoring.feelines import REQUIRED, WHOLE
from registry.scoring.flags import PUBLIC_BODIES
from registry.scoring.shapes import AREAS, EMPLOYER_SIZES
from registry.scoring.wagelines import minimum_wages

DONT_KNOW = '"do_not_know"'
AGENCY_FEES = '["REC", "REC-RECOVER"]'


def text(value: Any) -> str:
    """A value as the language writes it, which is JSON with exact decimals."""
    if isinstance(value, Decimal):
        return str(value)
    return json.dumps(sorted(value) if isinstance(value, frozenset) else value)


def each_done(day: str, most_days: str = "", on: date | None = None) -> str:
    """That a day had come when the filing was made, not too long before the period ended."""
    by_filing = f"(filing_submitted_on == null or date({day}) <= date(filing_submitted_on))"
    recent = f' and (date("{on}") - date({day})) / 86400 <= {most_days}' if most_days else ""
    return f"({day} != null and {by_filing}{recent})"


def figures(on: date) -> dict[str, str]:
    """In the order in which they are worked out; ``$`` names one that came before."""
    return {**_constants(on), **_fee_table(on), **_flags(), **_sums(), **_other_tables(on)}


def _constants(on: date) -> dict[str, str]:
    months = [on.replace(month=month, day=1) for month in range(1, on.month + 1)]
    floors = {
        str(month): {
            area + size: minimum_wages(month, area, size)[0]
            for area in AREAS
            for size in EMPLOYER_SIZES
        }
        for month in months
    }
    terms = {key: value_at("corridor_rules", on, corridor=key) for key in ("NPL", "BGD", "OTHER")}
    return {
        "whole": text(WHOLE),
        "spoken": text(value_at("languages_of_nationality", on)),
        "floors": text(floors),
        "may_bear": text({key: rule["worker_may_bear"] for key, rule in terms.items()}),
        "caps": text({key: rule.get("origin_cap_myr") for key, rule in terms.items()}),
    }


def _fee_table(on: date) -> dict[str, str]:
    key = 'c.origin + "-" + c.sector'
    complete = (
        "(l.amount_myr != null and l.workers != null and l.source != null"
        " and (l.workers > 0 or number(l.amount_myr) == 0))"
    )

    def whole(payer: str) -> str:
        """Required categories whose lines by a payer are there and complete."""
        belongs = f'l.payer == "{payer}" and $.whole[l.category] == k'
        return (
            f"filter({text(REQUIRED)} as k, some(c.all as l, {belongs})"
            f" and all(c.all as l, not ({belongs}) or {complete}))"
        )

    paid = '#.payer == "worker" and #.amount_myr != null and #.category != "DEBT"'
    return {
        "named": f"map(corridors as c, {{row: c, all: filter(fees as f, f.corridor == {key})}})",
        "listed": "filter($.named, len(#.all) > 0 or #.row.recruits != 0)",
        "by_corridor": (
            f"map($.listed as c, {{row: c.row, all: c.all, worker: {whole('worker')},"
            f" employer: {whole('employer')}, paid: map(filter(c.all, {paid}) as l,"
            " {category: l.category, day: l.recruited_on, workers: l.workers,"
            " reached: l.reimbursed_workers, amount: number(l.amount_myr),"
            " back: min([number(l.reimbursed_myr ?? 0), number(l.amount_myr)])})})"
        ),
        "paid": "flatMap($.by_corridor, #.paid)",
        "owing": (
            "map($.by_corridor as c, {row: c.row, lines: filter(c.paid, #.amount > 0),"
            " bears: $.may_bear[c.row.origin] ?? $.may_bear.OTHER, cap: $.caps[c.row.origin]})"
        ),
        "agency_groups": _agency_groups(),
        "agency_fees": (
            "map($.agency_groups, {cap: #.wage == null ? null : number(#.wage)"
            f" * {value_at('act246_worker_fee_cap_months_basic_wage', on)},"
            " fee: #.paid / max([#.workers, 1]),"
            " kept: (#.paid - #.back) / max([#.workers, 1])})"
        ),
        "levy_lines": 'filter($.paid, #.category == "LEVY")',
        "levy": "{paid: sum(map($.levy_lines, #.amount)), back: sum(map($.levy_lines, #.back))}",
        "breach_lines": _breach_lines(),
        "breach": (
            "{paid: sum(map($.breach_lines, #.amount)), back: sum(map($.breach_lines, #.back))}"
        ),
    }


def _agency_groups() -> str:
    """What each line's group of one corridor and day paid to agencies."""
    same = f"g.day == l.day and g.category in {AGENCY_FEES}"
    group = f"filter(c.lines as g, {same})"
    return (
        f"flatMap($.owing as c, map(filter(c.lines, #.category in {AGENCY_FEES}) as l,"
        f" {{wage: c.row.basic_wage_myr, paid: sum(map({group}, #.amount)),"
        f" back: sum(map({group}, #.back)), workers: max(map({group}, #.workers ?? 0))}}))"
    )


def _breach_lines() -> str:
    """Lines that the agreement forbids: all of a day where what is left is above its cap."""
    allowed = "filter(c.lines as g, g.day == l.day and g.category in c.bears)"
    left = f"sum(map({allowed}, #.amount - #.back))"
    workers = f"max(flatMap([[1], map({allowed}, #.workers ?? 0)], #))"
    over = f"(c.cap != null and {left} > c.cap * {workers})"
    return f"flatMap($.owing as c, filter(c.lines as l, not (l.category in c.bears) or {over}))"


def _flags() -> dict[str, str]:
    return {
        "corridor_listed": "some(corridors, #.recruits != 0)",
        "recruited": '$.corridor_listed or corridors_recruited != "no"',
        "migrant_listed": (
            'some(workforce, #.headcount != 0 and #.nationality != null and #.nationality != "MYS")'
        ),
        "employs_migrants": (
            '$.migrant_listed or $.corridor_listed or workforce_has_migrants != "no"'
        ),
        "uses_recruiters": (
            '($.recruited or $.employs_migrants) and (recruiters_used != "no"'
            ' or some(recruiters, #.active != "no" or (#.recruits ?? 0) > 0)'
            " or some(corridors, (#.direct_recruits ?? 0) < (#.recruits ?? 0)))"
        ),
        "in_use": '$.uses_recruiters ? filter(recruiters, #.active != "no") : []',
        "provides_housing": 'housing_provided != "no" or some(housing, #.residents != 0)',
        "has_outsourced": (
            'rsk_outsourced_used != "no"'
            ' or some(workforce, #.contract == "outsourced" and #.headcount != 0)'
        ),
        "has_suppliers": 'str_suppliers_used != "no" or (mon_suppliers_high_risk ?? 0) > 0',
        "has_findings": 'findings_found != "no" or len(findings) > 0',
        "filed_before": "(filing_earlier_statements ?? 0) > 0",
        "public_body": f"filing_reporting_class in {text(PUBLIC_BODIES)}",
        "has_plan": 'fee_remedy_plan == "yes" and fee_remedy_plan_by != null',
        "to_assess": (
            'filter(["own_operations", "suppliers", "recruitment_corridors"] as i,'
            ' i == "own_operations" or (i == "suppliers" and $.has_suppliers)'
            ' or (i == "recruitment_corridors" and ($.recruited or $.employs_migrants)))'
        ),
    }


def _sums() -> dict[str, str]:
    def share(part: str) -> str:
        return (
            f"sum(map($.by_corridor, min([{part}, #.row.recruits])))"
            " / max([sum(map($.by_corridor, #.row.recruits)), 1])"
        )

    people = "max(flatMap([[c.row.recruits ?? 0], map(c.lines, #.workers ?? 1)], #))"
    earnings = "number(c.row.first_month_earnings_myr ?? c.row.basic_wage_myr ?? 1700)"
    return {
        "worker_paid": "sum(map($.paid, #.amount))",
        "worker_back": "sum(map($.paid, #.back))",
        "worker_net": "$.worker_paid - $.worker_back",
        "repaid_share": "$.worker_paid > 0 ? $.worker_back / $.worker_paid : 0",
        "people": f"sum(map($.owing as c, {people}))",
        "net_months": (
            f"sum(map($.owing as c, sum(map(c.lines, #.amount - #.back)) / {earnings}))"
            " / max([$.people, 1])"
        ),
        "reporting": "sum(map($.by_corridor, #.row.workers_reporting_fee ?? 0))",
        "reports_counted": "all($.by_corridor, #.row.workers_reporting_fee != null)",
        "earnings_stated": (
            "all($.owing as c, sum(map(c.lines, #.amount - #.back)) == 0"
            " or c.row.first_month_earnings_myr != null)"
        ),
        "unlisted": (
            "sum(map($.owing as c, max([(c.row.workers_reporting_fee ?? 0)"
            " - sum(map(c.lines, #.workers ?? 0)), 0])))"
        ),
        "to_repay": (
            "sum(map($.owing as c, max([sum(map(c.lines, #.workers ?? 0)),"
            " c.row.workers_reporting_fee ?? 0])))"
        ),
        "repaid_workers": (
            "$.to_repay > 0 ? sum(map(flatMap($.owing, #.lines),"
            " min([#.reached ?? 0, #.workers ?? 0]))) / $.to_repay : 0"
        ),
        "table_complete": (
            "sum(map($.by_corridor as c, len(filter(c.worker as k, k in c.employer))))"
            f" / (len($.by_corridor) * {len(REQUIRED)})"
        ),
        "worker_side": (
            f"len($.by_corridor) > 0 and all($.by_corridor, len(#.worker) == {len(REQUIRED)})"
        ),
        "interviewed": share("#.row.interviews_post ?? 0"),
        "declared": share("#.row.declarations_pre ?? 0, #.row.declarations_post ?? 0"),
        "direct": share("#.row.direct_recruits ?? 0"),
        "tested": "$.interviewed >= 0.1",
        "layers": (
            "some($.by_corridor, #.row.layers == null) ? null"
            " : max(map($.by_corridor, #.row.layers))"
        ),
    }


def _other_tables(on: date) -> dict[str, str]:
    under_act = '(h.state == null or h.state not in ["SBH", "SWK"])'
    certified = (
        "(h.certificate_no != null and h.certificate_expiry != null"
        f' and date(h.certificate_expiry) >= date("{on}"))'
    )
    least = {
        place: text(value_at("act446_minimum_area_m2", on, place=place))
        for place in ("dorm", "room")
    }
    crowded = (
        "h.area_m2_per_worker == null or number(h.area_m2_per_worker) <"
        f' (h.dorm == "yes" ? {least["dorm"]} : {least["room"]})'
    )
    end = on.replace(day=1)
    return {
        "wage_lines": (
            "map(filter(wages, #.month != null and $.floors[#.month] != null) as w,"
            " {group: w.nationality, lowest: number(w.lowest_basic_myr),"
            " below: w.workers_below_min, floor: $.floors[w.month][w.area + w.size],"
            f' floor_now: $.floors["{end}"][w.area + w.size]}})'
        ),
        "own_workers": ('filter(workforce, #.headcount != 0 and #.contract != "outsourced")'),
        "sites": (
            "map(filter(housing, #.residents != 0) as h, {residents: h.residents ?? 0,"
            f" under_act: {under_act}, lacks: {under_act} and not {certified},"
            " open: h.state == null or h.residents == null or h.area_m2_per_worker == null"
            " or h.locker_each == null,"
            f' short: ({under_act} and not {certified}) or h.locker_each != "yes" or {crowded}}})'
        ),
        "housed": (
            "{under_act: sum(map(filter($.sites, #.under_act), #.residents)), certified:"
            " sum(map(filter($.sites, #.under_act and not #.lacks), #.residents))}"
        ),
        "groups": (
            "flatMap([map(filter(workforce, #.headcount != 0), #.nationality),"
            " map(filter(corridors, #.recruits != 0), #.origin)], #)"
        ),
        "sessions": (
            "filter(training, date(#.held_on) >= date(filing_period_start)"
            f' and date(#.held_on) <= date("{on}"))'
        ),
    }
