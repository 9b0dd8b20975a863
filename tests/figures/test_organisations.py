"""One organisation over the years, and several side by side."""

import re
import statistics
from decimal import Decimal

from registry.scoring import load_catalogue
from registry.wording import GRADES as LETTERS
from registry.wording import OUTCOMES, PUBLIC_STATUSES, SECTORS, corridor_name
from tests.figures import of_organisation
from tests.figures.bulk import DUE, Bulk, large_money, missing, money, number, percent, rate
from tests.figures.page import Shown
from tests.figures.taken import assert_same, csv_of, json_of, same
from tests.figures.wording import standing

RULES = load_catalogue()
MARKS = ("completeness", "substance", "verification")
FEWEST = 5
"""Others, for a comparison with them."""
UNKNOWN = "–Nothing"


def some_organisations(bulk: Bulk) -> list[int]:
    """Those of which there is something to tell: the fewest that show each kind of thing."""
    statements = bulk["statements"]
    told = [
        bulk["replies"]["organisation_id"],
        statements[statements["withdrawn_on"].notna()]["organisation_id"],
        statements[statements["grade_withdrawn_on"].notna()]["organisation_id"],
        statements[statements["version"] > 1]["organisation_id"],
        statements[statements["worker_paid_myr"].fillna(0) > 0]["organisation_id"],
        statements[statements["path"] == "short"]["organisation_id"],
        bulk["follow_ups"]["organisation_id"],
        bulk["fee_lines"][bulk["fee_lines"]["suppressed"]]["organisation_id"],
        bulk.entries[bulk.entries["status"] == "overdue"]["organisation_id"],
    ]
    ids = {int(found.iloc[place]) for found in told if len(found) for place in (0, -1)}
    return sorted(ids | with_a_course(bulk))


def with_a_course(bulk: Bulk) -> set[int]:
    """Those whose promises of several years have come due."""
    due = bulk["commitments"][bulk["commitments"]["stands"].isin(DUE)]
    years = due.groupby("organisation_id")["year"].nunique()
    return {int(each) for each in years[years > 1].index}


def years_of(bulk: Bulk, organisation_id: int):
    """Each year of an organisation, newest first, with its statement where one counts."""
    entries = bulk.entries[bulk.entries["organisation_id"] == organisation_id]
    statements = bulk.statements.set_index("statement_id")
    for entry in entries.sort_values("year", ascending=False).itertuples():
        yield entry, None if missing(entry.statement_id) else statements.loc[entry.statement_id]


def is_judged(bulk: Bulk, statement) -> bool:
    if statement is None or not missing(statement.grade_withdrawn_on):
        return False
    return bool(statement.grade_public_on <= bulk.today)


def share_repaid(statement) -> str:
    if missing(statement.reimbursed_myr) or not statement.worker_paid_myr:
        return "–"
    return percent(statement.reimbursed_myr, statement.worker_paid_myr)


def findings_of(bulk: Bulk, statement_id) -> dict[str, str]:
    found = bulk["findings"][bulk["findings"]["statement_id"] == statement_id]
    return dict(zip(found["criterion"], found["outcome"], strict=True))


def test_organisations_over_the_years(bulk, reader):
    for organisation_id in some_organisations(bulk):
        shown = Shown(reader.page(f"/en/organisations/{organisation_id}"))
        years = list(years_of(bulk, organisation_id))
        _assert_years(bulk, shown, years)
        _assert_marks(bulk, shown, years)
        _assert_repaid(shown, years)
        _assert_outcomes(bulk, shown, years)
        _assert_promises(bulk, shown, organisation_id)
        _assert_peers(bulk, shown, organisation_id, years)
        _assert_changes(bulk, shown, years)
        wanted = {
            " ".join(each.split()) for each in of_organisation.texts(bulk, organisation_id, years)
        }
        shown.say(*(each for each in wanted if re.search(r"\d", each)))
        assert not shown.unexplained(*of_organisation.KNOWN), organisation_id
        _assert_file(bulk, reader, organisation_id, years)


def _assert_changes(bulk, shown, years):
    """The tables of what changed from each judged year to the next, newest first."""
    judged = [
        of_organisation.findings_of(bulk, entry.statement_id)
        for entry, found in years
        if found is not None and found.grade_public_on <= bulk.today
    ]
    pairs = zip(judged, judged[1:], strict=False)
    wanted = [of_organisation.changed(older, newer) for newer, older in pairs]
    found = shown.tables("Criteria with another outcome than in the year before")
    assert found == [each for each in wanted if each]


def _assert_years(bulk, shown, years):
    table = shown.table("Status, grade and recruitment fees by reporting year")
    assert list(table) == [str(entry.year) for entry, _ in years]
    for entry, statement in years:
        status, grade, *figures = table[str(entry.year)]
        assert status == f"{PUBLIC_STATUSES[entry.status]}{standing(entry, bulk.today)}"
        if not missing(entry.grade):
            assert grade == f"Grade {entry.grade} {LETTERS[entry.grade]}"
        else:
            assert not grade.startswith("Grade ") or grade.startswith("Grade withdrawn")
        assert figures == (
            ["–"] * 3
            if statement is None
            else [
                number(statement.gross_months, 1),
                number(statement.net_months, 1),
                share_repaid(statement),
            ]
        )


def _assert_marks(bulk, shown, years):
    judged = [(entry, found) for entry, found in years if is_judged(bulk, found)]
    caption = "Three marks, of 100, and the grade of each year"
    if not judged:
        assert caption not in shown.captions()
        return
    assert shown.table(caption) == {
        str(entry.year): [
            "–" if missing(found.grade) else found.grade,
            *(number(found[name], 1) for name in MARKS),
            found.rules,
        ]
        for entry, found in judged
    }
    told = []
    for entry, found in reversed(years):
        if not is_judged(bulk, found):
            told.append(f"{entry.year}: no figure")
            continue
        grade = "–" if missing(found.grade) else found.grade
        marks = ", ".join(f"{name.title()} {number(found[name], 0)}" for name in MARKS)
        told.append(f"{entry.year}: grade {grade}, {marks}")
    assert list(shown.pictures(caption)) == [f"{caption}: {'; '.join(told)}"]


def _assert_repaid(shown, years):
    caption = "What workers paid to get their jobs, and what was given back"
    with_statement = [(entry, found) for entry, found in years if found is not None]
    if all(missing(found.worker_paid_myr) for _, found in with_statement):
        assert caption not in shown.captions()
        return
    assert shown.table(caption) == {
        str(entry.year): [
            money(found.worker_paid_myr),
            money(found.reimbursed_myr),
            share_repaid(found),
            number(found.gross_months, 1),
            number(found.net_months, 1),
        ]
        for entry, found in with_statement
    }
    for entry, found in with_statement:
        if not missing(found.worker_paid_myr) and found.worker_paid_myr:
            paid = large_money(found.worker_paid_myr)
            back = large_money(found.reimbursed_myr or 0)
            drawn = shown.pictures(f"{entry.year}: workers paid")
            assert list(drawn) == [f"{entry.year}: workers paid {paid}, repaid {back}"]


def _assert_outcomes(bulk, shown, years):
    judged = [
        (entry.year, findings_of(bulk, entry.statement_id))
        for entry, found in reversed(years)
        if found is not None and found.grade_public_on <= bulk.today
    ]
    for theme in RULES.themes if judged else ():
        table = shown.table(theme.title["en"])
        for rule in (each for each in RULES.criteria if each.theme == theme.id):
            assert table[f"{rule.title['en']} {rule.id}"] == [
                f"{OUTCOMES[found[rule.id]]}, {rule.id}, {year}"
                if rule.id in found
                else "–Not judged"
                for year, found in judged
            ]


def _assert_promises(bulk, shown, organisation_id):
    made = bulk["commitments"][bulk["commitments"]["organisation_id"] == organisation_id]
    caption = "Commitments by the year in which they were made"
    if made.empty:
        assert caption not in shown.captions()
        return
    rates = {year: rate(part) for year, part in made.groupby("year")}
    assert shown.table(caption) == {
        str(year): [str(of.made), str(of.due), str(of.kept), number(of.percent)]
        for year, of in rates.items()
    }
    course = [(year, rates[year].percent) for year in sorted(rates)]
    if sum(percent is not None for _year, percent in course) > 1:
        _assert_course(shown, course)
    whole = rate(made)
    if whole.percent is not None:
        assert f"{whole.percent} per cent {whole.kept} of {whole.due} kept" in shown.words


def _assert_course(shown, course):
    """The line of the rate of each year, oldest first."""
    title = "Commitments kept, per cent, by the year in which they were made"
    told = ", ".join(f"{year} {'no figure' if kept is None else kept}" for year, kept in course)
    written = " ".join(str(year) if kept is None else f"{kept} {year}" for year, kept in course)
    assert shown.pictures(title) == {f"{title}: {told}": written}


def _assert_peers(bulk, shown, organisation_id, years):
    newest = next(((entry, found) for entry, found in years if is_judged(bulk, found)), None)
    if newest is None or not newest[0].sector:
        return
    entry, own = newest
    others = bulk.statements
    others = others[(others["year"] == entry.year) & (others["sector"] == entry.sector)]
    others = others[others["grade_withdrawn_on"].isna() & (others["grade_public_on"] <= bulk.today)]
    others = others[others["organisation_id"] != organisation_id]
    wanted = {}
    for name, title in (
        ("completeness", "Completeness"),
        ("substance", "Substance"),
        ("gross_months", "Months of wages paid"),
    ):
        known = [Decimal(str(each)) for each in others[name].dropna()]
        if not missing(own[name]) and len(known) >= FEWEST:
            parts = statistics.quantiles(known, n=4, method="inclusive")
            cells = [number(own[name], 1), *(number(each, 1) for each in parts)]
            wanted[title] = [*cells, str(len(known))]
    label = str(SECTORS[entry.sector])
    assert (shown.table(label) if wanted else {}) == wanted
    assert wanted or label not in shown.captions()
    if wanted:
        shown.say(f"Beside others of its sector, {entry.year}")
    for title, (mine, lower, middle, upper, count) in wanted.items():
        shown.say(f"{title} {mine}; middle of {count} others {middle}")
        assert list(shown.pictures(f"{title}: ")) == [
            f"{title}: {entry.name} {mine}; half of the others lie from {lower} to {upper}, the"
            f" middle is {middle}"
        ]


def _assert_file(bulk, reader, organisation_id, years):
    assert_same(csv_of(reader, f"/en/organisations/{organisation_id}/years.csv"), [
        {
            "year": entry.year,
            "status": entry.status,
            "grade": entry.grade,
            "score": entry.score,
            **{name: found[name] if is_judged(bulk, found) else None for name in MARKS},
            "worker_paid": None if found is None else found.worker_paid_myr,
            "reimbursed": None if found is None else found.reimbursed_myr,
            "gross_months": None if found is None else found.gross_months,
            "net_months": None if found is None else found.net_months,
            **{
                rule.id: findings_of(bulk, entry.statement_id).get(rule.id)
                for rule in RULES.criteria
            },
        }
        for entry, found in years
    ])  # fmt: skip


def test_compared(bulk, reader):
    chosen = some_organisations(bulk)
    for start in range(0, len(chosen), 6):
        _assert_compared(bulk, reader, chosen[start : start + 6], bulk.years[start % 2])


def _assert_compared(bulk, reader, ids, year):
    address = "&".join([*(f"organisation={each}" for each in ids), f"year={year}"])
    sides = [compared(bulk, each, year) for each in ids]
    names = bulk["organisations"].set_index("organisation_id")["name"]
    columns = [f"{names[each]} ({each})" for each in ids]
    rows = {row["row"]: row for row in csv_of(reader, f"/en/compare.csv?{address}")}
    api = {row["row"]: row for row in json_of(reader, f"/compare?{address}")["rows"]}
    assert api.keys() == rows.keys()
    shown = [row for row in reader.page(f"/en/compare?{address}").rows() if len(row) > len(ids)]
    drawn = [row[1:] for row in shown if row[0] != "What is compared"]
    assert len(drawn) == len(rows)
    for name, cells in zip(rows, drawn, strict=True):
        wanted = [side.get(name) for side in sides]
        for column, said, in_api, cell in zip(
            columns, wanted, api[name]["cells"], cells, strict=True
        ):
            assert same(rows[name][column], said), (name, column, rows[name][column], said)
            assert same(in_api["value"], said), (name, column)
            assert cell == (in_api["text"] or UNKNOWN) or name == "grade", (name, cell)
    told = {name for side in sides for name, said in side.items() if not missing(said)}
    assert told <= rows.keys()


def compared(bulk: Bulk, organisation_id: int, year: int):
    """What the comparison says of an organisation, row by row."""
    found = {
        int(entry.year): (entry, statement) for entry, statement in years_of(bulk, organisation_id)
    }
    if year not in found:
        return {}
    entry, statement = found[year]
    return {
        **{name: text(entry, name) for name in
           ("status", "status_on", "period_end", "due_on", "published_on", "path",
            "reporting_class", "grade")},
        **{name: getattr(entry, name) for name in
           ("score", "promises_made", "promises_due", "promises_kept_percent")},
        "sector": entry.sector,
        "withdrawn_on": withdrawn(bulk, organisation_id, year),
        **(of_statement(bulk, statement) if statement is not None else {}),
    }  # fmt: skip


def text(row, name):
    value = getattr(row, name)
    return None if missing(value) else str(value)


def withdrawn(bulk, organisation_id, year):
    found = bulk["statements"]
    mine = found[(found["organisation_id"] == organisation_id) & (found["year"] == year)]
    days = mine["withdrawn_on"].dropna()
    return str(days.max()) if len(days) else None


def of_statement(bulk, statement):
    number_of = statement.name
    answers = bulk["answers"][bulk["answers"]["statement_id"] == number_of]
    holder = answers[answers["field"] == "doc_passport_holder"]["value"]
    replies = bulk["replies"][bulk["replies"]["statement_id"] == number_of]
    judged = is_judged(bulk, statement)
    return {
        **{name: None if missing(statement[name]) else statement[name]
           for name in ("headcount", "migrants", "recruits", *MARKS, "confidence")},
        **(fees(statement) if statement.recruited else {}),
        "limits": limits(statement) if judged else None,
        "rules": statement.rules if judged else None,
        "reply": reply(bulk, statement, replies),
        "doc_passport_holder": holder.iloc[0] if len(holder) else None,
        **themes(bulk, number_of),
        **findings_of(bulk, number_of),
        **corridors(bulk, number_of),
    }  # fmt: skip


def limits(statement):
    return "" if missing(statement.limits) else statement.limits.replace(" | ", ", ")


def fees(statement):
    paid, back = statement.worker_paid_myr, statement.reimbursed_myr
    share = None
    if not missing(paid) and not missing(back) and paid:
        share = (Decimal(back) / Decimal(paid)).quantize(Decimal("0.0001"))
    months = {name: statement[name] for name in ("gross_months", "net_months")}
    return {"worker_paid": paid, "reimbursed": back, "reimb_ratio": share, **months}


def reply(bulk, statement, replies):
    if len(replies):
        return str(replies["at"].max().tz_convert("Asia/Kuala_Lumpur").date())
    return "none" if statement.grade_public_on <= bulk.today else "open"


def themes(bulk, statement_id):
    found = bulk["themes"][bulk["themes"]["statement_id"] == statement_id]
    return {f"theme:{row.theme}": row.score for row in found.itertuples()}


def corridors(bulk, statement_id):
    found = bulk["corridors"][bulk["corridors"]["statement_id"] == statement_id]
    return {f"corridor:{row.corridor}": row.gross_months for row in found.itertuples()}


def test_names_of_corridors_are_those_of_the_files(bulk):
    for corridor in set(bulk["corridors"]["corridor"].dropna()):
        assert str(corridor_name(corridor))
