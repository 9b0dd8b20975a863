"""What the page of an organisation says outside of tables and drawings, from the bulk files."""

from collections.abc import Iterator, Sequence
from typing import Any

from registry.wording import OUTCOMES, PUBLIC_STATUSES, REPORTING_CLASSES
from tests.figures.bulk import Bulk, Frame, Rate, day, large_money, missing, percent, rate
from tests.figures.findings import met_of
from tests.figures.marks import CRITERIA, RULES
from tests.figures.wording import (
    STANDINGS,
    VERDICTS,
    of_concerns,
    promise_card,
    standing,
)

Years = Sequence[tuple[Any, Any]]
"""Each entry with its statement, or None, newest first."""
OTHERWISE = ("kept_late", "partly", "missed", "dropped", "no_word", "awaited", "not_yet_due")
KNOWN = (
    r".*Three marks, of 100, and the grade of each year",
    r"<a href=.*",
    r"\d{1,2} [A-Z][a-z]+",
)
"""Texts that say the same of everybody; the badge to copy; the end of the financial year."""


def texts(bulk: Bulk, organisation_id: int, years: Years) -> Iterator[str]:
    owner = bulk["organisations"].set_index("organisation_id").loc[organisation_id]
    yield owner["name"]
    yield from of_numbers(owner)
    yield from of_classes(bulk, organisation_id)
    for entry, _statement in years:
        yield f"{entry.year} {PUBLIC_STATUSES[entry.status]}"
    if years and years[0][1] is None:
        yield f"{PUBLIC_STATUSES[years[0][0].status]} {standing(years[0][0], bulk.today)}"
    yield from of_newest(bulk, years)
    yield from of_repayment(years)
    judged = [
        (entry.year, findings_of(bulk, entry.statement_id))
        for entry, found in years
        if found is not None and found.grade_public_on <= bulk.today
    ]
    yield from of_themes(judged)
    yield from of_changes(judged)
    yield from of_promises(bulk, organisation_id)
    yield from of_others(bulk, organisation_id, owner, years)
    yield from of_concerns(bulk, organisation_id)


def findings_of(bulk: Bulk, statement_id: int) -> Frame:
    found = bulk["findings"]
    return found[found["statement_id"] == statement_id]


def of_numbers(owner: Any) -> Iterator[str]:
    numbers = "" if missing(owner["ssm_number"]) else owner["ssm_number"]
    if not missing(owner["ssm_old_number"]):
        numbers = f"{numbers} ({owner['ssm_old_number']})"
    yield numbers
    code = "" if missing(owner["stock_code"]) else owner["stock_code"]
    yield code
    yield f"{code} {numbers}"
    for kind in ("lei", "other_names"):
        if not missing(owner[kind]):
            yield from owner[kind].split(" | ")


def of_classes(bulk: Bulk, organisation_id: int) -> Iterator[str]:
    found = bulk["reporting_classes"]
    found = found[found["organisation_id"] == organisation_id]
    newest = found[found["since"] <= bulk.today].sort_values("since").iloc[-1]
    said = f"{REPORTING_CLASSES[newest['reporting_class']]}, since {day(newest['since'])}"
    yield said if missing(newest["reason"]) else f"{said}. {newest['reason']}"


def hides_repaid(statement: Any) -> bool:
    return not missing(statement.worker_paid_myr) and missing(statement.reimbursed_myr)


def hidden(statement: Any) -> str:
    return (
        f"Workers paid {large_money(statement.worker_paid_myr)} to get their jobs; what was "
        "repaid is not shown, as fewer than five people got it."
    )


def of_newest(bulk: Bulk, years: Years) -> Iterator[str]:
    entry, found = next(((e, s) for e, s in years if s is not None), (None, None))
    if found is None:
        return
    yield f"Newest statement, reporting year {entry.year}"
    if found.grade_public_on > bulk.today:
        yield f"Grade after the right of reply, from {day(found.grade_public_on)}"
    elif not missing(entry.grade_withdrawn_on):
        yield f"Withdrawn on {day(entry.grade_withdrawn_on)}: {entry.grade_withdrawn_reason}"
    said = f"{standing(entry, bulk.today)}."
    if hides_repaid(found):
        yield f"{said} {hidden(found)}"
    elif not missing(found.worker_paid_myr) and found.worker_paid_myr:
        paid, back = large_money(found.worker_paid_myr), large_money(found.reimbursed_myr)
        yield f"{said} Workers paid {paid} to get their jobs; {back} was repaid."
    else:
        yield said
    judged = [s.rules for _e, s in years if s is not None and is_judged(bulk, s)]
    if judged:
        yield f"Judged by the rules {', '.join(dict.fromkeys(judged))}."


def is_judged(bulk: Bulk, statement: Any) -> bool:
    return bool(statement.grade_public_on <= bulk.today) and missing(statement.grade_withdrawn_on)


def of_repayment(years: Years) -> Iterator[str]:
    found = [(entry.year, statement) for entry, statement in years if statement is not None]
    if all(missing(statement.worker_paid_myr) for _year, statement in found):
        return
    for year, statement in found:
        paid = statement.worker_paid_myr
        if missing(paid):
            yield f"{year} no figure that can be shown"
        elif not paid:
            yield f"{year} workers paid nothing, as declared"
        elif hides_repaid(statement):
            yield f"{year} {hidden(statement)}"
        else:
            back, share = statement.reimbursed_myr, percent(statement.reimbursed_myr, paid)
            yield f"{year} {large_money(paid)} found, {large_money(back)} repaid · {share}"


def of_themes(judged: Sequence[tuple[int, Frame]]) -> Iterator[str]:
    """The newest year beside each theme of the matrix."""
    for year, findings in judged[:1]:
        for theme in RULES.themes:
            met, applies = met_of(findings[findings["theme"] == theme.id])
            said = f"{met} of {applies} met" if applies else "does not apply"
            yield f"{theme.title['en']} {said} in {year}"


def changed(before: Frame, after: Frame) -> dict[str, list[str]]:
    """The criteria that both judge, with different outcomes."""
    older, newer = (each.set_index("criterion")["outcome"] for each in (before, after))
    return {
        CRITERIA[criterion].title["en"]: [str(OUTCOMES[older[criterion]]), str(OUTCOMES[outcome])]
        for criterion, outcome in newer.items()
        if criterion in older and older[criterion] != outcome
    }


def of_changes(judged: Sequence[tuple[int, Frame]]) -> Iterator[str]:
    for (year, after), (before, older) in zip(judged, judged[1:], strict=False):
        count = len(changed(older, after))
        yield f"What changed from {before} to {year} {count} criteri{'on' if count == 1 else 'a'}"
        yield f"Answers that changed from {before} to {year}"


def of_promises(bulk: Bulk, organisation_id: int) -> Iterator[str]:
    made, told = (
        each[each["organisation_id"] == organisation_id]
        for each in (bulk["commitments"], bulk["follow_ups"])
    )
    if made.empty:
        return
    yield _rate(rate(made), made)
    for year in made["year"].unique():
        yield f"Commitments made in {year}"
    for promise in made.itertuples():
        mine = told[told["number"] == promise.number].sort_values("year")
        yield from promise_card(promise, mine, mine[mine["outcome"].isin(VERDICTS)].tail(1))


def _rate(whole: Rate, made: Frame) -> str:
    if not whole.due:
        return "The day of no commitment has come yet."
    counts = made["stands"].value_counts()
    others = [f"{STANDINGS[each]}: {counts[each]}" for each in OTHERWISE if each in counts]
    said = f"{whole.percent} per cent {whole.kept} of {whole.due} kept"
    return " · ".join([said, *others])


def of_others(bulk: Bulk, organisation_id: int, owner: Any, years: Years) -> Iterator[str]:
    """What statements of others say of it, and the years for which nobody speaks."""
    named = bulk["companies"]
    numbers = {owner["ssm_number"], owner["ssm_old_number"]}
    named = named[named["is_current"] & named["number"].isin(numbers)]
    named = named[named["organisation_id"] != organisation_id]
    names = bulk["organisations"].set_index("organisation_id")["name"]
    filed = {entry.year for entry, statement in years if statement is not None}
    for row in named.itertuples():
        parent = names[row.organisation_id]
        share = "share not stated" if missing(row.share_percent) else f"{row.share_percent:g}% held"
        said = (
            f"Named by {parent}, which does not say whether it covers the company"
            if missing(row.covered)
            else f"Covered by the statement of {parent}"
            if row.covered
            else f"Named as a company of {parent}, whose statement does not cover it"
        )
        yield f"{row.year}: {said} {share}"
    for year, rows in named.groupby("year"):
        if year not in filed and not (rows["covered"] == True).any():  # noqa: E712
            yield f"No statement on this register covers it for {year}."
