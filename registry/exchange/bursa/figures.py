"""The figures of the annex: each a function of the answers, in words of the reader's language."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from registry.exchange.report import Pages, questions, shown
from registry.i18n import number_text, percent_text
from registry.money import money_text
from registry.public_answers import SUPPRESSED
from registry.scoring.shapes import DO_NOT_KNOW

Row = Mapping[str, Any]
HIDDEN_OR_UNKNOWN = (SUPPRESSED, DO_NOT_KNOW)


class _Withheld(Exception):
    """A number that the figure needs is hidden or not known."""


def figure(name: str, answers: Pages) -> str:
    """Empty where nothing was answered."""
    if not name:
        return ""
    if name not in COMPUTED:
        return shown(name, answers).text
    try:
        return COMPUTED[name](answers)
    except _Withheld:
        return str(_("Not shown or not known"))


def names() -> set[str]:
    """Every figure that the annex may ask for."""
    return {*COMPUTED, *questions()}


def _rows(answers: Pages, table: str) -> list[Row]:
    rows = answers.get(table, {}).get(table)
    return rows if isinstance(rows, list) else []


def _sum(rows: Iterable[Row], column: str) -> Decimal:
    total = Decimal(0)
    for row in rows:
        if row.get(column) in HIDDEN_OR_UNKNOWN:
            raise _Withheld
        total += Decimal(str(row.get(column) or 0))
    return total


def _count(answers: Pages, page: str, name: str) -> int | None:
    value = answers.get(page, {}).get(name)
    if value in HIDDEN_OR_UNKNOWN:
        raise _Withheld
    return None if value is None else int(value)


def _share(part: Decimal, whole: Decimal) -> str:
    if not whole:
        return ""
    of = _("%(part)s of %(whole)s", part=number_text(part), whole=number_text(whole))
    return f"{percent_text(part / whole)} ({of})"


def _workers(answers: Pages, **wanted: str) -> Decimal:
    rows = [row for row in _rows(answers, "workforce") if wanted.items() <= row.items()]
    return _sum(rows, "headcount")


def _share_outsourced(answers: Pages) -> str:
    return _share(_workers(answers, contract="outsourced"), _workers(answers))


def _share_of_women(answers: Pages) -> str:
    women = _workers(answers, sex="female", contract="direct")
    return _share(women, _workers(answers, contract="direct"))


def _by_contract(answers: Pages) -> str:
    if not _rows(answers, "workforce"):
        return ""
    direct, outsourced = (_workers(answers, contract=each) for each in ("direct", "outsourced"))
    return str(
        _(
            "Employed: %(direct)s; supplied by a contractor: %(outsourced)s",
            direct=number_text(direct),
            outsourced=number_text(outsourced),
        )
    )


def _people_trained(answers: Pages) -> str:
    said = shown("training", answers)
    names = [column.name for column in said.question.columns]
    who, of, trained = (names.index(name) for name in ("audience", "headcount", "trained"))
    return "; ".join(
        _("%(who)s: %(trained)s of %(people)s", who=row[who], trained=row[trained], people=row[of])
        for row in said.rows
    )


def _findings_counted(answers: Pages) -> str:
    if answers.get("findings", {}).get("findings_found") is None:
        return ""
    return number_text(len(_rows(answers, "findings")))


def _suppliers_assessed(answers: Pages) -> str:
    return _part_of(answers, "mon_suppliers_assessed", "mon_suppliers_high_risk")


def _sites_checked(answers: Pages) -> str:
    return _part_of(answers, "mon_sites_audited", "mon_sites_total")


def _part_of(answers: Pages, part: str, whole: str) -> str:
    """Two answers of the page on checks, the one as a share of the other."""
    of, all_of = (_count(answers, "monitoring", name) for name in (part, whole))
    return "" if of is None or all_of is None else _share(Decimal(of), Decimal(all_of))


def _by_workers(answers: Pages, column: str) -> str:
    rows = [row for row in _rows(answers, "fees") if row.get("payer") == "worker"]
    return money_text(_sum(rows, column)) if rows else ""


COMPUTED: Mapping[str, Callable[[Pages], str]] = {
    "people_trained": _people_trained,
    "share_outsourced": _share_outsourced,
    "share_of_women": _share_of_women,
    "by_contract": _by_contract,
    "findings_counted": _findings_counted,
    "suppliers_assessed": _suppliers_assessed,
    "sites_checked": _sites_checked,
    "worker_paid": lambda answers: _by_workers(answers, "amount_myr"),
    "repaid": lambda answers: _by_workers(answers, "reimbursed_myr"),
}
