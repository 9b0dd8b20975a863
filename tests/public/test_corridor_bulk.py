"""Every figure of the corridor and recruiter pages follows from the bulk files alone.

The sums are made again with pandas, from the rows that anybody can take away, by somebody who has
read "About the figures" and not the code.
"""

import csv
import io
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pandas
import pytest

from registry.money import whole_money_text
from tests.open_data.bulk import load_bulk, write_bulk
from tests.public.recruiting import a_register

YEARS = (2026, 2025)
POLICY = {"REC-ORIGIN": "REC"}
"""Finer kinds of cost that this register has, and what they belong to."""


@pytest.fixture
def bulk(session, tmp_path):
    a_register(seed=1)
    write_bulk(tmp_path, today=date(2026, 11, 21))
    return load_bulk(tmp_path)


@pytest.fixture
def rows(bulk):
    return corridors_of(bulk)


def corridors_of(bulk):
    """One row for each corridor of a current statement, also where only the fee table names it."""
    lines = worker_lines(bulk)
    on_lines = lines.groupby(["statement_id", "corridor"]).agg(
        payers=("workers", "max"),
        workers_repaid=("reimbursed_workers", "max"),
        lines_paid=("amount_myr", "sum"),
        lines_repaid=("back", "sum"),
    )
    asked = current(bulk["corridors"]).set_index(["statement_id", "corridor"])
    found = asked.join(on_lines, how="outer").reset_index()
    only_lines = found["corridor_id"].isna()
    found["paid"] = found["worker_paid_myr"].where(~only_lines, found["lines_paid"])
    found["repaid"] = found["reimbursed_myr"].where(~only_lines, found["lines_repaid"])
    numbers = ["payers", "workers_repaid", "recruits", "direct_recruits", "layers"]
    found[numbers] = found[numbers].astype(float)
    found["people"] = found[["payers", "recruits"]].max(axis=1).fillna(0)
    found["origin"] = found["corridor"].str[:3]
    found["sector"] = found["corridor"].str[4:]
    whose = current(bulk["statements"]).set_index("statement_id")[["organisation_id", "year"]]
    found = found.drop(columns=["organisation_id", "year"]).join(whose, on="statement_id")
    found["each"] = [
        None if missing(paid) or not people else each(paid, people)
        for paid, people in zip(found["paid"], found["people"], strict=True)
    ]
    return found


def current(table):
    return table[table["is_current"]]


def worker_lines(bulk):
    """Lines on which workers paid something, without interest on loans."""
    lines = current(bulk["fee_lines"])
    lines = lines[(lines["category"] != "DEBT") & (lines["payer"] == "worker")]
    lines = lines[lines["amount_myr"].notna()]
    lines = lines[lines["amount_myr"] > 0].copy()
    lines["back"] = [
        min(Decimal(0) if missing(back) else back, amount)
        for back, amount in zip(lines["reimbursed_myr"], lines["amount_myr"], strict=True)
    ]
    lines[["workers", "reimbursed_workers"]] = (
        lines[["workers", "reimbursed_workers"]].astype(float).fillna(0)
    )
    return lines


def missing(value):
    return value is None or pandas.isna(value)


def each(amount, people, places="0.01"):
    return (Decimal(amount) / int(people)).quantize(Decimal(places), ROUND_HALF_UP)


def taken(client, address):
    """A download as dictionaries."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def same(shown, expected):
    """Whether a cell of a file is a number, a text, or nothing."""
    if missing(expected):
        return shown == ""
    if isinstance(expected, str):
        return shown == expected
    return shown != "" and Decimal(shown) == Decimal(str(expected))


def assert_rows(found, expected):
    assert len(found) == len(expected)
    for shown, wanted in zip(found, expected, strict=True):
        wrong = {key: (shown[key], value) for key, value in wanted.items()
                 if not same(shown[key], value)}  # fmt: skip
        assert not wrong, shown


def quartile(told, quarters):
    """The least average such that so many quarters of the people have no higher one."""
    ordered = told.sort_values("each")
    so_far = ordered["people"].cumsum()
    return ordered[so_far * 4 >= ordered["people"].sum() * quarters]["each"].iloc[0]


def range_of(rows):
    told = rows[rows["each"].notna()]
    says = rows[rows["paid"].notna()]
    found = {
        "statements": rows["statement_id"].nunique(),
        "disclosing": says["statement_id"].nunique(),
        "people": told["people"].sum(),
    }
    if told.empty:
        return found | dict.fromkeys(("average", "least", "median", "most"))
    return found | {
        "average": each(told["paid"].sum(), told["people"].sum()),
        "least": told["each"].min(),
        "lower_quartile": quartile(told, 1),
        "median": quartile(told, 2),
        "upper_quartile": quartile(told, 3),
        "most": told["each"].max(),
    }


def recruitment_of(rows):
    direct = rows[rows["recruits"].notna() & rows["direct_recruits"].notna()]
    layers = rows["layers"].dropna()
    return {
        "employers": rows["organisation_id"].nunique(),
        "recruits": rows["recruits"].sum(),
        "gross_months": mean_months(rows, "gross_months"),
        "net_months": mean_months(rows, "net_months"),
        "repaid_share": share(rows["repaid"].dropna().sum(), rows["paid"].dropna().sum()),
        "direct_share": share(direct["direct_recruits"].sum(), direct["recruits"].sum()),
        "hiring_directly": rows[rows["direct_recruits"] > 0]["organisation_id"].nunique(),
        "mean_layers": each(Decimal(layers.sum()), len(layers)) if len(layers) else None,
        "most_layers": layers.max() if len(layers) else None,
    }


def mean_months(rows, name):
    known = rows[rows[name].notna()]
    people = int(known["people"].sum())
    months = sum(
        (Decimal(str(months)) * int(weight)
         for months, weight in zip(known[name], known["people"], strict=True)), Decimal(0)
    )  # fmt: skip
    return each(months, people, "0.0001") if people else None


def share(part, whole):
    if not whole:
        return None
    exact = Decimal(str(part)) / Decimal(str(whole))
    return exact.quantize(Decimal("0.0001"), ROUND_HALF_UP)


def each_of(rows, column, what):
    """A record for each value of a column, the costliest on average first."""
    found = [{column: name} | what(part) for name, part in rows.groupby(column)]
    cost = {name: range_of(part).get("average") for name, part in rows.groupby(column)}
    order = sorted(cost, key=lambda name: (-(-1 if cost[name] is None else cost[name]), name))
    return sorted(found, key=lambda record: order.index(record[column]))


def by_year(rows, what):
    return [
        {"year": year} | what(rows[rows["year"] == year])
        for year in YEARS
        if (rows["year"] == year).any()
    ]


def test_countries(client, rows):
    for year in YEARS:
        of_year = rows[rows["year"] == year]
        found = taken(client, f"/en/corridors/ranges.csv?year={year}")
        assert_rows(found, each_of(of_year, "origin", range_of))
        found = taken(client, f"/en/corridors/recruitment.csv?year={year}")
        assert_rows(found, each_of(of_year, "origin", recruitment_of))


def test_found_and_repaid(client, rows):
    def of(part):
        return {
            "paid": part["paid"].dropna().sum(),
            "reimbursed": part["repaid"].dropna().sum(),
            "payers": part["payers"].sum(),
            "workers_repaid": part["workers_repaid"].sum(),
        }

    assert_rows(taken(client, "/en/corridors/repayment.csv"), by_year(rows, of))


def test_one_country(client, rows):
    for origin, part in rows.groupby("origin"):
        place = f"/en/corridors/{origin}"
        assert_rows(taken(client, f"{place}/years.csv"), by_year(part, range_of))
        assert_rows(taken(client, f"{place}/recruitment.csv"), by_year(part, recruitment_of))
        for year, of_year in part.groupby("year"):
            found = taken(client, f"{place}/sectors.csv?year={year}")
            assert_rows(found, each_of(of_year, "sector", range_of))


def test_how_many_statements_say_how_much(client, rows):
    for (origin, year), part in rows[rows["each"].notna()].groupby(["origin", "year"]):
        found = taken(client, f"/en/corridors/{origin}/distribution.csv?year={year}")
        costs = list(part["each"])
        for step in found:
            above, up_to = step["above"], step["up_to"]
            inside = [
                cost for cost in costs
                if (not above or cost > Decimal(above)) and (not up_to or cost <= Decimal(up_to))
            ]  # fmt: skip
            assert int(step["statements"]) == len(inside)
        assert sum(int(step["statements"]) for step in found) == len(costs)


def test_who_paid_for_what(client, bulk):
    lines = current(bulk["fee_lines"])
    lines = lines[(lines["category"] != "DEBT") & lines["amount_myr"].notna()]
    lines = lines.assign(kind=lines["category"].replace(POLICY), origin=lines["corridor"].str[:3])
    for (origin, year), part in lines[lines["amount_myr"] > 0].groupby(["origin", "year"]):
        found = taken(client, f"/en/corridors/{origin}/costs.csv?year={year}")
        assert {row["category"] for row in found} == set(part["kind"])
        for row in found:
            here = part[part["kind"] == row["category"]]
            paid = here.groupby("payer")["amount_myr"].sum().to_dict()
            workers = Decimal(row["worker_repaid"]) + Decimal(row["worker_unpaid"])
            assert Decimal(row["employer"]) == paid.get("employer", 0)
            assert Decimal(row["others"]) == paid.get("agency", 0)
            assert workers == paid.get("worker", 0)


def test_repaid_of_each_kind_of_cost(client, bulk):
    lines = worker_lines(bulk)
    lines = lines.assign(kind=lines["category"].replace(POLICY), origin=lines["corridor"].str[:3])
    for (origin, year), part in lines.groupby(["origin", "year"]):
        found = taken(client, f"/en/corridors/{origin}/costs.csv?year={year}")
        for row in found:
            back = part[part["kind"] == row["category"]]["back"].sum()
            assert Decimal(row["worker_repaid"]) == back


def test_the_statements_behind_a_corridor(client, rows):
    for (origin, year), part in rows.groupby(["origin", "year"]):
        found = taken(client, f"/en/corridors/{origin}/statements.csv?year={year}")
        costs = [Decimal(row["per_worker"] or -1) for row in found]
        assert costs == sorted(costs, reverse=True)
        wanted = {
            (str(row.organisation_id), row.sector): row for row in part.itertuples(index=False)
        }
        assert len(found) == len(wanted)
        for row in found:
            said = wanted[row["organisation_id"], row["sector"]]
            for key, value in (("recruits", said.recruits), ("per_worker", said.each),
                               ("paid", said.paid), ("reimbursed", said.repaid)):  # fmt: skip
                assert same(row[key], value)


def test_recruiters(client, bulk):
    rows = current(bulk["recruiters"])
    licence = rows["licence_no"].fillna("").str.lower().str.replace(r"[^a-z0-9]", "", regex=True)
    rows = rows.assign(licence=licence)
    found = taken(client, "/en/recruiters.csv")
    licensed = rows[(rows["licence"] != "") & (rows["name"] != "Ram Bahadur")]
    wanted = {f"{c}-{n}": part for (c, n), part in licensed.groupby(["country", "licence"])}
    with_licence = {row["key"]: row for row in found if row["licence_no"]}
    assert set(wanted) <= set(with_licence)
    for key, part in wanted.items():
        named = rows[(rows["country"] == key[:3]) & (rows["licence"] == key[4:])]
        row = with_licence[key]
        assert int(row["employers"]) == named["organisation_id"].nunique()
        assert int(row["recruits"]) == named["recruits"].fillna(0).sum()
        assert not part.empty


def test_a_page_shows_what_its_downloads_hold(client, rows):
    page = client.page("/en/corridors?year=2026").text
    for row in taken(client, "/en/corridors/ranges.csv?year=2026"):
        for key in ("average", "median", "most"):
            if row[key]:
                assert whole_money_text(row[key]) in page
    paid = taken(client, "/en/corridors/repayment.csv")
    assert all(whole_money_text(row["paid"]) in page for row in paid)
