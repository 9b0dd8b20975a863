"""What a fictional filing says about complaints, findings, training, checks and disclosure."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from seed.answers import commitments, workforce
from seed.answers.setting import Pages, Rows, Setting, share, total
from seed.groups import differences
from seed.stories import Practice

LANGUAGES = {
    "NPL": ("ne",), "BGD": ("bn",), "IDN": ("id",), "MMR": ("my",), "VNM": ("vi",),
    "IND": ("hi", "ta"), "MYS": ("ms", "en"),
}  # fmt: skip
CHANNELS = ["hr", "hotline", "worker_committee", "third_party"]
INDICATORS = ("overtime", "conditions", "wages", "documents", "isolation")
AUDIENCES = (("hr", 6, 14), ("procurement", 4, 12), ("management", 12, 40), ("agents", 3, 9))


def pages(setting: Setting, corridors: Rows, people: Rows) -> Pages:
    return {
        "grievance": _grievance(setting, people),
        "cases": _cases(setting),
        "findings": _findings(setting, people),
        "training": _training(setting, corridors, people),
        "monitoring": _monitoring(setting, corridors),
        "measures": _measures(setting),
        "followup": {"followed": []},
        "commitments": commitments.page(setting),
        "differences": {"differences": _differences(setting)},
        "disclosure": _disclosure(setting),
    }


def _differences(setting: Setting) -> Rows:
    record = setting.company.record
    return differences(record.name, record.ssm_number or "")


def _sites(setting: Setting) -> int:
    return setting.steady("sites", 2, 6)


def _grievance(setting: Setting, people: Rows) -> dict[str, Any]:
    sites = _sites(setting)
    if not setting.practice.channel:
        return {
            "grv_channels": ["none"],
            "grv_languages": ["none"],
            "grv_anonymous": "no",
            "grv_no_retaliation": "no",
            "grv_sites_total": sites,
            "grv_sites_with_notice": 0,
        }
    spoken = dict.fromkeys(
        word for row in [{"nationality": "MYS"}, *people] for word in LANGUAGES[row["nationality"]]
    )
    return {
        "grv_channels": CHANNELS[: setting.by_care(4, 2, 1)],
        "grv_languages": list(spoken)[: None if setting.careful == 2 else 2],
        "grv_anonymous": setting.by_care("yes", "yes", "no"),
        "grv_no_retaliation": setting.by_care("yes", "yes", "no"),
        "grv_sites_total": sites,
        "grv_sites_with_notice": setting.by_care(sites, sites - 1, 0),
    }


def _open_cases(setting: Setting, practice: Practice, year: int) -> int:
    """Cases still open at the end of the period reported in a year."""
    return setting.steady(f"open cases {year}", 0, 3) if practice.channel else 0


def _cases(setting: Setting) -> dict[str, Any]:
    opening = _open_cases(setting, setting.before, setting.year - 1)
    if not setting.practice.channel:
        return {"grv_cases_opening": opening, "grv_cases_received": 0, "grv_cases_women": 0,
                "grv_cases_men": 0, "grv_cases_closed": opening}  # fmt: skip
    received = setting.drifting("cases", 8, 45)
    women = received * 3 // 10
    return {
        "grv_cases_opening": opening,
        "grv_cases_received": received,
        "grv_cases_women": women,
        "grv_cases_men": received - women - received // 10,
        "grv_cases_closed": opening
        + received
        - _open_cases(setting, setting.practice, setting.year),
        "grv_median_days": _days(setting, setting.practice, setting.year),
    }


def _findings(setting: Setting, people: Rows) -> dict[str, Any]:
    remedy = setting.practice.remedy
    if not remedy:
        return {"findings_found": "no", "findings": []}
    found_on = setting.period.start + timedelta(days=setting.this_year("found", 60, 200))
    indicator = "debt" if setting.practice.months_paid else setting.pick("indicator", INDICATORS)
    row = {
        "indicator": indicator,
        "found_on": found_on.isoformat(),
        "workers": min(setting.this_year("workers found", 8, 40), workforce.headcount(people)),
        "remedy_status": remedy,
        "reported_to_authority": "yes" if remedy == "complete" else "no",
    }
    if remedy == "complete":
        row["remedy_on"] = (found_on + timedelta(days=120)).isoformat()
    return {"findings_found": "yes", "findings": [row]}


def _training(setting: Setting, corridors: Rows, people: Rows) -> dict[str, Any]:
    if not setting.practice.trained:
        return {"training_given": "no", "training": []}
    held_on = (setting.period.start + timedelta(days=100)).isoformat()
    rows = [
        _trained(audience, heads, heads * setting.by_care(10, 8, 4) // 10, held_on)
        for audience, heads in _audiences(setting)
    ]
    if corridors:
        heads = workforce.headcount(workforce.migrants(people))
        rows.append(_trained("workers", heads, total(corridors, "post_arrival_trained"), held_on))
    return {"training_given": "yes", "training": rows}


def _audiences(setting: Setting) -> Iterator[tuple[str, int]]:
    for audience, low, high in AUDIENCES[: setting.by_care(4, 2, 1)]:
        yield audience, setting.steady(audience, low, high)


def _trained(audience: str, headcount: int, trained: int, held_on: str) -> dict[str, Any]:
    return {"audience": audience, "headcount": headcount, "trained": trained, "held_on": held_on}


def _sites_audited(setting: Setting, practice: Practice) -> int:
    sites = _sites(setting)
    return {"full": sites - 1, "part": sites // 2, "thin": 0}[practice.policy]


def _monitoring(setting: Setting, corridors: Rows) -> dict[str, Any]:
    asked = total(corridors, "interviews_post")
    risky = setting.steady("risky suppliers", 8, 30)
    opened = setting.drifting("plans", 8, 20)
    return {
        "mon_audit_types": setting.by_care(
            ["third_party", "unannounced"], ["social_compliance"], ["internal"]
        ),
        "mon_worker_interviews": asked + setting.by_care(setting.steady("asked", 15, 60), 6, 0),
        "mon_sites_total": _sites(setting),
        "mon_sites_audited": _sites_audited(setting, setting.practice),
        "mon_worker_rep": setting.by_care(["elected_committee"], ["appointed_committee"], ["none"]),
        "mon_suppliers_high_risk": risky,
        "mon_suppliers_assessed": risky * setting.by_care(7, 3, 0) // 10,
        "mon_caps_opened": setting.by_care(opened, opened // 2, 0),
        "mon_caps_closed": setting.by_care(opened * 4 // 5, opened // 5, 0),
    }


def _measures(setting: Setting) -> dict[str, Any]:
    """Measures whose figure of last year is the one that last year's filing gave."""
    if not setting.careful:
        return {"kpis_kept": "no", "kpis": []}
    now, before, sites = setting.practice, setting.before, _sites(setting)
    rows = [
        ("Months of wages still owed to recruits", _owed(before), _owed(now), "0"),
        (
            "Workplaces audited, per cent",
            share(_sites_audited(setting, before), sites),
            share(_sites_audited(setting, now), sites),
            "100",
        ),
        (
            "Median days to close a case",
            str(_days(setting, before, setting.year - 1)),
            str(_days(setting, now, setting.year)),
            "20",
        ),
    ]
    kept = rows[: setting.by_care(3, 1, 0)]
    names = ("name", "prior", "current", "target")
    return {"kpis_kept": "yes", "kpis": [dict(zip(names, row, strict=True)) for row in kept]}


def _owed(practice: Practice) -> str:
    return str((practice.months_paid * (1 - practice.repaid)).quantize(Decimal("0.01")))


def _days(setting: Setting, practice: Practice, year: int) -> int:
    """The median time to close a case in one year; it falls by three days every year."""
    usual = {"full": 21, "part": 35, "thin": 70}[practice.policy]
    return usual + setting.steady("days", -2, 6) + 3 * (2026 - year)


def _disclosure(setting: Setting) -> dict[str, Any]:
    return {
        "dis_limits_stated": setting.by_care("yes", "yes", "no"),
        "dis_restrictions_disclosed": setting.by_care("yes", "no", "no"),
        "dis_assurance": setting.by_care(
            setting.pick("assurance", ("external", "internal")), "internal", "none"
        ),
        "explanations": [],
    }
