"""What a fictional filing says about treatment: documents, movement, pay, hours, housing."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from seed.answers import workforce
from seed.answers.setting import CITIES, Pages, Rows, Setting, minimum_wage, money, total

CONTRACT_ITEMS = [
    "native_language", "copy_given", "signed_in_origin", "wage_hours_deductions", "resign_terms",
]  # fmt: skip
MOVEMENT_ITEMS = [
    "leave_dorm_freely", "no_deposit", "resign_no_penalty", "phone_kept", "return_ticket_paid",
]  # fmt: skip
SCHEMES = ["socso_injury", "socso_invalidity"]
EPF_FROM = date(2025, 10, 1)
WAGE_OF_2025 = date(2025, 2, 1)
SHORTFALL = 200
"""Ringgit by which pay stayed behind in the month after the minimum wage rose."""


def migrant_pages(setting: Setting, people: Rows) -> Pages:
    """The pages that only employers of migrant workers are asked."""
    passes = total([row for row in people if row["nationality"] != "MYS"], "headcount")
    held = setting.practice.passports != "worker"
    voluntary = setting.practice.passports == "employer_voluntary"
    terms = ["written_request", "any_time_access", "no_penalty"] if voluntary else ["none"]
    return {
        "passports": {
            "doc_passport_holder": setting.practice.passports,
            "doc_storage_terms": terms,
            "doc_passports_held": passes if held else 0,
        },
        "contracts": {
            "doc_contract_items": CONTRACT_ITEMS[
                : setting.by_care(setting.steady("contract", 3, 5), 2, 2)
            ],
            "doc_substitution_cases": 0,
        },
        "movement": {
            "doc_movement_items": MOVEMENT_ITEMS[
                : setting.by_care(setting.steady("movement", 3, 5), 2, 1)
            ],
            "doc_passes_total": passes,
            "doc_passes_lapsed": setting.by_care(0, setting.steady("lapsed", 0, 3), 7),
            "doc_pass_cost_payer": "employer",
            "doc_approval_60k": "yes",
        },
    }


def pages(setting: Setting, people: Rows) -> Pages:
    return {
        "wages": {"wages": list(_wages(setting, workforce.direct(people)))},
        "pay": _pay(setting),
        "housing": _housing(setting, workforce.migrants(people)),
    }


def _wages(setting: Setting, people: Rows) -> Iterator[dict[str, Any]]:
    """The last month of every group; of a company that was late to raise pay, also that month."""
    groups = dict.fromkeys((row["nationality"], row["state"]) for row in people)
    for nationality, state in groups:
        workers = workforce.headcount(people, nationality=nationality, state=state)
        above = 0 if nationality != "MYS" else setting.steady("local pay", 5, 30) * 10
        if setting.practice.late_raise and nationality != "MYS":
            month = _month_of_rise(setting)
            short = workers * 2 // 5
            yield _wage(nationality, state, month, workers, -SHORTFALL, below=short)
        yield _wage(nationality, state, setting.period.end, workers, above)


def _month_of_rise(setting: Setting) -> date:
    """February 2025 where the period holds it; else the first month of the period."""
    period = setting.period
    return WAGE_OF_2025 if period.start <= WAGE_OF_2025 <= period.end else period.start


def _wage(
    nationality: str, state: str, on: date, workers: int, above: int, *, below: int = 0
) -> dict[str, Any]:
    return {
        "nationality": nationality,
        "state": state,
        "area": "A" if state in CITIES else "B",
        "size": "L",
        "month": on.replace(day=1).isoformat(),
        "lowest_basic_myr": money(minimum_wage(on) + above),
        "workers": workers,
        "workers_below_min": below,
    }


def _pay(setting: Setting) -> dict[str, Any]:
    asked = [*SCHEMES, "epf"] if setting.period.end >= EPF_FROM else SCHEMES
    return {
        "wag_payment_method": setting.by_care("bank", "bank", "mixed"),
        "wag_latest_pay_day": setting.by_care(5, 7, 12),
        "wag_late_cases": setting.by_care(0, 0, 6),
        "wag_deductions_approved": setting.by_care("yes", "yes", "no"),
        "wag_max_weekly_hours": setting.by_care(setting.steady("hours", 54, 64), 60, 70),
        "wag_overtime_voluntary": setting.by_care("yes", "yes", "no"),
        "wag_rest_day_breaches": setting.by_care(0, 0, 14),
        "wag_schemes_registered": asked if setting.practice.epf else SCHEMES,
    }


def _housing(setting: Setting, migrants: Rows) -> dict[str, Any]:
    if not migrants:
        return {"housing_provided": "no", "housing": []}
    sites = [_site(setting, n, row) for n, row in enumerate(_by_state(migrants).items(), 1)]
    return {"housing_provided": "yes", "housing": sites}


def _by_state(people: Rows) -> dict[str, int]:
    states = dict.fromkeys(row["state"] for row in people)
    return {state: workforce.headcount(people, state=state) for state in states}


def _site(setting: Setting, number: int, place: tuple[str, int]) -> dict[str, Any]:
    state, people = place
    estates = state in {"SBH", "SWK"}
    certified = setting.practice.housing == "certified"
    crowded = setting.practice.housing == "crowded"
    until = setting.period.end + timedelta(days=300 if certified or crowded else -40)
    row = {
        "site": f"{'Rumah pekerja ladang' if estates else 'Asrama'} Contoh {number}",
        "state": state,
        "residents": people * setting.steady("residents", 62, 88) // 100,
        "area_m2_per_worker": "2.70" if crowded else setting.by_care("3.90", "3.70", "3.60"),
        "dorm": "no",
        "locker_each": "no" if crowded else "yes",
    }
    if setting.practice.housing != "uncertified":
        row["certificate_no"] = f"CONTOH-446-{state}-{setting.steady('certificate', 1000, 9999)}"
        row["certificate_expiry"] = until.isoformat()
    return row
