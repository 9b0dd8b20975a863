"""What workers paid by country, sector and year: every figure of the pages, from the bulk files.

The sums are those of ``tests.public.test_corridor_bulk``, which holds the downloads to them.
"""

from decimal import Decimal

import pytest

from registry.wording import COST_CATEGORIES, RECRUITMENT_SECTORS, country_name
from tests.figures.bulk import Bulk, day, large_money, missing, money, number, percent, total
from tests.figures.page import Shown
from tests.figures.taken import assert_same, json_of
from tests.public.test_corridor_bulk import (
    POLICY,
    corridors_of,
    current,
    each_of,
    range_of,
    recruitment_of,
    worker_lines,
)

YEARS = (2024, 2025, 2026)
ORIGINS = ("BGD", "NPL", "IDN")
PAGE = 25
"""Statements on one page."""
PROXY = r".* proxy of SDG indicator 10\.7\.1, .*"
RANGE = (
    *("statements", "disclosing", "people", "average"),
    *("least", "lower_quartile", "median", "upper_quartile", "most"),
)


@pytest.fixture(scope="session")
def rows(bulk: Bulk):
    return corridors_of(bulk)


def percent_of(share):
    return "–" if missing(share) else percent(share, 1)


def range_cells(found):
    """A row of a table of ranges; the money of a part of which nothing is said is a dash."""
    counts = [number(found[name]) for name in RANGE[:3]]
    return [*counts, *(money(found.get(name)) for name in RANGE[3:])]


def recruitment_cells(rows):
    found = recruitment_of(rows)
    return [
        number(found["employers"]),
        number(found["recruits"]),
        money(range_of(rows)["average"]),
        *(number(found[name], 1) for name in ("gross_months", "net_months")),
        *(percent_of(found[name]) for name in ("repaid_share", "direct_share")),
        number(found["hiring_directly"]),
        number(found["mean_layers"], 1),
        number(found["most_layers"]),
    ]


def repayment(rows):
    """What workers paid, what was repaid, and at least how many people that concerns."""
    return {
        "paid": total(rows["paid"]),
        "reimbursed": total(rows[rows["paid"].notna()]["repaid"]),
        "payers": int(rows["payers"].sum()),
        "workers_repaid": int(rows["workers_repaid"].sum()),
    }


def assert_stats(shown, rows, last: str, note: str):
    """The four figures at the top; ``note`` stands beside the last."""
    found, sums = recruitment_of(rows), repayment(rows)
    terms = shown.terms()
    assert terms == {
        "paid by a worker, on average": f"{money(range_of(rows)['average'])} before repayment",
        "months of wages": f"{number(found['gross_months'], 1)} "
        f"{number(found['net_months'], 1)} after repayment",
        "of it repaid so far": f"{percent_of(found['repaid_share'])} "
        f"{large_money(sums['reimbursed'])} of {large_money(sums['paid'])}",
        last: note,
    }
    shown.say(*(text for text in terms.values() if any(map(str.isdigit, text))))


def assert_ranges(shown, caption, parts):
    """Bars, their titles, the scale above them, and the table beside them."""
    ranges = {label: range_of(part) for label, part in parts.items()}
    assert shown.table(caption) == {label: range_cells(found) for label, found in ranges.items()}
    for label, found in ranges.items():
        if missing(found["average"]):
            assert not shown.pictures(f"{label}: from ")
            continue
        people = number(found["people"])
        word = "worker" if people == "1" else "workers"
        shown.say(f"{label} {money(found['average'])} on average · {people} {word}")
        assert list(shown.pictures(f"{label}: from ")) == [
            f"{label}: from {money(found['least'])} to {money(found['most'])} a worker; half of the"
            f" workers paid at most {money(found['median'])}, a quarter at most"
            f" {money(found['lower_quartile'])} and three quarters at most"
            f" {money(found['upper_quartile'])}; on average {money(found['average'])}"
        ]
    assert_scale(shown, max((found["most"] or 0 for found in ranges.values()), default=0))


def assert_scale(shown, highest):
    """From nothing to what holds the highest, in equal steps, each drawn where it stands."""
    ticks = shown.scale()
    steps = [amount / place for place, amount in ticks.items() if place]
    assert ticks[0] == 0
    assert max(steps) == pytest.approx(min(steps), rel=0.001)
    assert ticks[100] >= highest


@pytest.mark.parametrize("year", YEARS)
def test_every_country(bulk, reader, rows, year):
    shown = Shown(reader.page(f"/en/corridors?year={year}"))
    of_year = rows[rows["year"] == year]
    found = range_of(of_year)
    note = f"{found['disclosing']} of {found['statements']} that recruited from abroad"
    assert_stats(shown, of_year, "statements say what workers paid", note)
    parts = by_name(of_year, "origin", country_name)
    assert_ranges(shown, f"What a worker paid, by country, {year}", parts)
    assert shown.table(f"Recruitment by country, {year}") == {
        label: recruitment_cells(part) for label, part in parts.items()
    }
    _assert_found_and_repaid(shown, rows)
    assert not shown.unexplained(rf".*as of {day(bulk.today)}\.", rf"[^\d]* {year}")


def by_name(rows, column, words):
    """The rows of each country or sector under its name, the costliest first."""
    order = [record[column] for record in each_of(rows, column, range_of)]
    return {str(words(each)): rows[rows[column] == each] for each in order}


def _assert_found_and_repaid(shown, rows):
    table = {}
    for year in sorted(YEARS, reverse=True):
        sums = repayment(rows[rows["year"] == year])
        paid, back = money(sums["paid"]), money(sums["reimbursed"])
        share = percent(sums["reimbursed"], sums["paid"])
        shown.say(
            f"{year} {back} repaid of {paid} · {share}",
            f"At least {number(sums['workers_repaid'])} workers repaid, of at least "
            f"{number(sums['payers'])} who paid",
        )
        title = f"{year}: workers paid {paid}, of which {back} was repaid"
        assert list(shown.pictures(f"{year}: workers")) == [title]
        table[str(year)] = [
            *(paid, back, money(sums["paid"] - sums["reimbursed"]), share),
            *(number(sums["payers"]), number(sums["workers_repaid"])),
        ]
    assert shown.table("What workers paid and what was repaid") == table


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize("year", YEARS)
def test_one_country(bulk, reader, rows, origin, year):
    name = country_name(origin)
    shown = Shown(reader.page(f"/en/corridors/{origin}?year={year}"))
    mine = rows[rows["origin"] == origin]
    of_year = mine[mine["year"] == year]
    found = recruitment_of(of_year)
    word = "employer" if found["employers"] == 1 else "employers"
    note = f"{number(found['recruits'])} by {number(found['employers'])} {word}"
    assert_stats(shown, of_year, "workers recruited", note)
    years = {str(each): mine[mine["year"] == each] for each in sorted(YEARS, reverse=True)}
    assert_ranges(shown, f"What a worker from {name} paid, by year", years)
    assert shown.table(f"Recruitment from {name}, by year") == {
        label: recruitment_cells(part) for label, part in years.items()
    }
    sectors = by_name(of_year, "sector", RECRUITMENT_SECTORS.__getitem__)
    assert_ranges(shown, f"What a worker paid, by sector, {year}", sectors)
    _assert_distribution(shown, of_year, year)
    _assert_costs(bulk, shown, origin, year)
    _assert_statements(bulk, shown, of_year, origin)
    assert not shown.unexplained(rf".*as of {day(bulk.today)}\.", rf"[^\d]* {year}", PROXY)


def _assert_distribution(shown, rows, year):
    """How many statements lie on each step of two thousand ringgit."""
    costs = [Decimal(each) for each in rows["each"].dropna()]
    caption = f"How many statements say how much, {year}"
    if not costs:
        assert caption not in shown.captions()
        return
    wanted, above = [("–", "–", "Nothing", costs.count(Decimal(0)))], 0
    while above < min(max(costs), 20_000):
        up_to = above + 2_000
        words = f"RM{above:,} to RM{up_to:,}" if above else f"Up to RM{up_to:,}"
        inside = sum(above < cost <= up_to for cost in costs)
        wanted.append((money(above), money(up_to), words, inside))
        above = up_to
    if max(costs) > above:
        more = sum(cost > above for cost in costs)
        wanted.append((money(above), "–", f"More than RM{above:,}", more))
    table = [[low, "RM0" if words == "Nothing" else top, number(count)]
             for low, top, words, count in wanted]  # fmt: skip
    assert shown.rows(caption) == table
    shown.table(caption)
    for _low, _top, words, count in wanted:
        word = "statement" if count == 1 else "statements"
        assert list(shown.pictures(f"{words}: ")) == [f"{words}: {count} {word}"]
        assert shown.step(words) == number(count)


def _assert_costs(bulk, shown, origin, year):
    """Who paid for what, of every line that shows an amount; interest on loans stands apart."""
    lines = current(bulk["fee_lines"])
    lines = lines[(lines["category"] != "DEBT") & lines["amount_myr"].notna()]
    lines = lines[(lines["year"] == year) & (lines["corridor"].str[:3] == origin)]
    lines = lines[lines["amount_myr"] > 0].assign(kind=lines["category"].replace(POLICY))
    repaid = worker_lines(bulk)
    repaid = repaid[(repaid["year"] == year) & (repaid["corridor"].str[:3] == origin)]
    repaid = repaid.assign(kind=repaid["category"].replace(POLICY))
    table = {}
    for kind, part in lines.groupby("kind"):
        paid = {payer: total(each["amount_myr"]) for payer, each in part.groupby("payer")}
        back = total(repaid[repaid["kind"] == kind]["back"])
        others = paid.get("agency", Decimal(0)) + paid.get("government", Decimal(0))
        amounts = (paid.get("employer", 0), back, paid.get("worker", 0) - back, others)
        cells = [money(each) for each in amounts]
        label = str(COST_CATEGORIES[kind])
        table[label] = cells
        shown.say(f"{label} {large_money(sum(amounts))}")
        assert list(shown.pictures(f"{label}: ")) == [
            f"{label}: the employer paid {cells[0]}; workers paid {cells[1]} that was repaid and"
            f" {cells[2]} that was not; an agency or government paid {cells[3]}"
        ]
    caption = f"Costs of recruitment from {country_name(origin)}, by who paid, {year}"
    assert (shown.table(caption) if table else {}) == table


def _assert_statements(bulk, shown, rows, origin):
    names = bulk["organisations"].set_index("organisation_id")["name"]
    caption = f"Statements on recruitment from {country_name(origin)}, the costliest first"
    listed = shown.rows(caption)
    shown.table(caption)
    wanted = sorted(
        [
            names[row.organisation_id],
            str(RECRUITMENT_SECTORS[row.sector]),
            number(row.recruits),
            money(row.each),
            *(number(each, 1) for each in (row.gross_months, row.net_months)),
            *(money(each) for each in (row.paid, row.repaid)),
        ]
        for row in rows.itertuples()
    )
    assert len(listed) == min(len(wanted), PAGE)
    assert all(row in wanted for row in listed)
    costs = [Decimal(row[3].strip("RM–").replace(",", "") or -1) for row in listed]
    assert costs == sorted(costs, reverse=True)


@pytest.mark.parametrize("origin", ORIGINS)
def test_one_country_of_the_api(reader, rows, origin):
    found = json_of(reader, f"/corridors/{origin}?year=2026")
    mine = rows[rows["origin"] == origin]
    assert_same(found["years"], [
        {"year": year} | range_of(part) for year, part in mine.groupby("year")
    ])  # fmt: skip
    assert_same(found["sectors"], [
        {"sector": sector} | range_of(part)
        for sector, part in mine[mine["year"] == 2026].groupby("sector")
    ])  # fmt: skip
