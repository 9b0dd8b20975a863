"""Who has reported: home, ledger, sectors and states, their files and the API, from the entries."""

import pytest

from registry.wording import MARKETS, PUBLIC_STATUSES, SECTORS, STATES
from tests.figures.bulk import STATUSES, Bulk, day, large_money, number, percent, tally, total
from tests.figures.page import Shown
from tests.figures.taken import assert_same, csv_of, json_of

YEARS = (2024, 2025, 2026)
WORDS = {status: str(PUBLIC_STATUSES[status]) for status in STATUSES}
A_DAY = r".* \d{1,2} [A-Z][a-z]+ \d{4}"
LEGAL = (r"How it answers: .*", r"No law found so far .*", r"Each deadline is \d+ months .*")
A_YEAR = r"[^\d]* 20\d\d"


@pytest.fixture
def tallies(bulk: Bulk):
    return {year: tally(bulk.entries_of(year)) for year in bulk.years}


def parts_of(found):
    """The statuses of a bar with how many have them; who is not expected to report stands last."""
    counts = {WORDS[each]: n for each, n in found.statuses.items() if n and each in STATUSES[:6]}
    order = [WORDS[each] for each in (*STATUSES[:4], "overdue", "due")]
    rest = found.total - sum(counts.values())
    laid = [f"{word} {number(counts[word])}" for word in order if word in counts]
    return ", ".join([*laid, *([f"Not expected to report {number(rest)}"] if rest else [])])


def assert_bars(shown, tallies):
    """The bars of the years, their titles, and the table beside them."""
    shown.say(*(
        f"{year} {number(found.published)} of {number(found.expected)} expected have published"
        f" ({found.share})"
        if found.expected else f"{year} nobody is expected to report"
        for year, found in tallies.items()
    ))  # fmt: skip
    drawn = shown.pictures("Organisations by status")
    assert list(drawn) == [
        f"Organisations by status, {year}: {parts_of(found)}" for year, found in tallies.items()
    ]
    caption = "Organisations by status and reporting year"
    assert shown.heads(caption) == ["Status", *map(str, tallies)]
    assert shown.table(caption) == {
        **{
            word: [number(found.statuses[status]) for found in tallies.values()]
            for status, word in WORDS.items()
        },
        "Organisations in all": [number(found.total) for found in tallies.values()],
        "Of these expected to report": [number(found.expected) for found in tallies.values()],
        "Published, of those expected": [number(found.published) for found in tallies.values()],
        "Published voluntarily": [number(found.volunteers) for found in tallies.values()],
    }


def deadlines_of(bulk, year):
    """Of each deadline: how many were expected, had published when it passed, and have today."""
    entries = bulk.entries_of(year)
    for due_on, part in entries[entries["is_expected"]].groupby("due_on"):
        published = part[part["is_published"]]
        then = int((published["published_on"] <= due_on).sum())
        yield due_on, len(part), then if due_on < bulk.today else None, len(published)


def test_home(bulk, reader, tallies):
    year = bulk.years[0]
    found = tallies[year]
    shown = Shown(reader.page("/en"))
    published, expected = number(found.published), number(found.expected)
    overdue = found.expected_statuses["overdue"]
    statements = bulk.statements[bulk.statements["year"] == year]
    paid, repaid = (total(statements[f"{name}_myr"]) for name in ("worker_paid", "reimbursed"))
    shown.say(
        f"{published} of {expected} organisations have reported on forced labour for {year}. "
        f"{number(overdue)} {'is' if overdue == 1 else 'are'} overdue.",
        found.share,
        *(f"{number(n)} {WORDS[each]}" for each, n in found.expected_statuses.items() if n),
    )
    terms = shown.terms()
    assert terms == {
        "have published": f"{published} of {expected} expected to report",
        "are overdue": f"{number(overdue)} no statement here as of {day(bulk.today)}",
        "found to be paid by workers": f"{large_money(paid)} {large_money(repaid)} of it repaid"
        " to them",
        "workers covered": f"{number(total(statements['headcount']))} by "
        f"{number(len(statements))} published statements",
    }
    shown.say(*terms.values())
    assert_bars(shown, tallies)
    _assert_curve(bulk, shown, year, found)
    _assert_sectors_of_home(bulk, shown, year)
    if found.volunteers:
        shown.say(f"Another {number(found.volunteers)} published voluntarily.")
    assert not shown.unexplained(
        *(A_DAY, r".*as of \d.*", r".*, 2026", r"Published day by day in \d+, .*"),
        r"(of those expected|Each square is) .*one in a hundred .*",
    )


def _assert_curve(bulk, shown, year, found):
    rows = list(deadlines_of(bulk, year))
    everybody = ["Everybody", *(sum(row[n] or 0 for row in rows) for n in (1, 2, 3))]
    assert shown.table("How it stood when each deadline passed, and today") == {
        day(due_on): [number(expected), number(then), number(now)]
        for due_on, expected, then, now in rows
    } | {"Everybody": [number(each) for each in everybody[1:]]}
    passed = sum(row[1] for row in rows if row[0] < bulk.today)
    [(title, written)] = shown.pictures("Published and expected").items()
    assert title == (
        f"Published and expected, {year}: {number(found.published)} published by "
        f"{day(bulk.today)}, of {number(passed)} whose deadline had passed"
    )
    assert written.split()[:2] == [number(found.expected // 2), number(found.expected)]


def _assert_sectors_of_home(bulk, shown, year):
    caption = f"How many of those expected to report have published in {year}, by sector"
    found = {
        str(SECTORS[sector]): tally(bulk.entries_of(year, sector=sector)) for sector in SECTORS
    }
    assert shown.table(caption) == {
        label: [each.share, number(each.published), number(each.expected)]
        for label, each in found.items()
        if each.expected
    }


@pytest.mark.parametrize("year", YEARS)
def test_deadlines_file(bulk, reader, year):
    assert_same(csv_of(reader, f"/en/ledger/deadlines/{year}.csv"), [
        {"year": year, "due_on": str(due_on), "expected": expected,
         "published_by_then": then, "published_by_now": now, "as_of": str(bulk.today)}
        for due_on, expected, then, now in deadlines_of(bulk, year)
    ])  # fmt: skip


LEDGERS = [
    {},
    {"sector": "plantation"},
    {"market": "ACE"},
    {"state": "JHR"},
    {"sector": "consumer", "state": "JHR"},
]


@pytest.mark.parametrize("facts", LEDGERS, ids=str)
def test_ledger(bulk, reader, facts):
    tallies = {year: tally(bulk.entries_of(year, **facts)) for year in bulk.years}
    newest = tallies[bulk.years[0]]
    address = "&".join(f"{name}={value}" for name, value in facts.items())
    shown = Shown(reader.page(f"/en/ledger?{address}"))
    shown.say(f"{number(newest.total)} organisations")
    assert_bars(shown, tallies)
    table = shown.table("Status of each organisation in each reporting year")
    assert table["Organisations in all"] == [number(each.total) for each in tallies.values()]
    assert table["Published, of those expected"] == [
        f"{each.share} {number(each.published)} published of {number(each.expected)} expected"
        if each.expected else "–"
        for each in tallies.values()
    ]  # fmt: skip
    shown.table("Whether a law obliges each class of organisation to report")
    assert not shown.unexplained(*LEGAL, r".*as of \d.*", r"Chosen by .* reporting year \d+; .*")


@pytest.mark.parametrize("status", ["published", "expected", "overdue", "volunteers"])
def test_ledger_of_a_status(bulk, reader, status):
    """The sums of every year are those of who has the status in the year that is asked for."""
    chosen = bulk.entries_of(2026)
    is_chosen = {
        "published": chosen["is_published"] & chosen["is_expected"],
        "volunteers": chosen["is_published"] & ~chosen["is_expected"],
        "expected": chosen["is_expected"],
        "overdue": chosen["status"] == "overdue",
    }[status]
    ids = chosen[is_chosen]["organisation_id"]
    of_them = bulk.entries[bulk.entries["organisation_id"].isin(ids)]
    tallies = {year: tally(of_them[of_them["year"] == year]) for year in bulk.years}
    shown = Shown(reader.page(f"/en/ledger?year=2026&status={status}"))
    word = "organisation" if len(ids) == 1 else "organisations"
    shown.say(f"{number(len(ids))} {word}")
    assert_bars(shown, tallies)


def test_each_square_of_the_ledger(bulk, reader):
    """Status, day and deadline of each organisation in each year, as the file holds them."""
    entries = bulk.entries.set_index(["organisation_id", "year"])
    replies = bulk["replies"][bulk["replies"]["is_current"]]
    last = replies.groupby(["organisation_id", "year"])["at"].max()
    for row in csv_of(reader, "/en/ledger.csv?year=2026"):
        for year in YEARS:
            place = (int(row["organisation_id"]), year)
            if place not in entries.index:
                assert row[f"{year}_status"] == ""
                continue
            wanted = entries.loc[place]
            told = [row[f"{year}_{name}"] for name in ("status", "status_on", "due_on")]
            assert told == [wanted.status, str(wanted.status_on), str(wanted.due_on)]
            replied = last.get(place)
            on = "" if replied is None else str(replied.tz_convert("Asia/Kuala_Lumpur").date())
            assert row[f"{year}_replied_on"] == on


@pytest.mark.parametrize(("part", "words"), [("sector", SECTORS), ("market", MARKETS)])
def test_sums_of_the_ledger(bulk, reader, part, words):
    values = [each for each in words if each in set(bulk.entries[part])]
    found = {
        (value, year): tally(bulk.entries_of(year, **{part: value}))
        for value in values for year in bulk.years
    }  # fmt: skip
    shown = Shown(reader.page(f"/en/ledger/by/{part}"))
    table = shown.table(f"Who reported, by {part}")
    for value in values:
        assert table[str(words[value])] == [_cell(found[value, year]) for year in bulk.years]
    assert table["Everybody"] == [_cell(tally(bulk.entries_of(year))) for year in bulk.years]
    assert len(table) == len(values) + 1
    assert not shown.unexplained(r".*as of \d.*")
    assert_same(csv_of(reader, f"/en/ledger/by/{part}.csv"), [
        {part: value, "year": year, **each.record, "as_of": str(bulk.today)}
        for (value, year), each in found.items()
    ])  # fmt: skip


def _cell(found):
    """The total stands there where it is another number than that of those expected."""
    word = "organisation" if found.total == 1 else "organisations"
    is_said = found.total != found.expected
    all_of_them = f"of {number(found.total)} {word} in all" if is_said else ""
    if not found.expected:
        return f"–{all_of_them}"
    told = f"{number(found.published)} published of {number(found.expected)} expected"
    return f"{found.share} {told}{all_of_them}"


@pytest.mark.parametrize("year", YEARS)
def test_sectors(bulk, reader, year):
    shown = Shown(reader.page(f"/en/sectors?year={year}"))
    all_years = {
        sector: {each: tally(bulk.entries_of(each, sector=sector)) for each in bulk.years}
        for sector in SECTORS
        if sector in set(bulk.entries["sector"])
    }
    here = {sector: years for sector, years in all_years.items() if years[year].total}
    everybody = tally(bulk.entries_of(year))
    shown.say(
        f"In reporting year {year}, {number(everybody.published)} of {number(everybody.expected)} "
        f"organisations expected to report have published, as of {day(bulk.today)}.",
        *(
            f"{years[year].share} {number(years[year].published)} of "
            f"{number(years[year].expected)} published"
            for years in here.values() if years[year].expected
        ),
    )  # fmt: skip
    drawn = shown.pictures("Share published, ")
    for sector, years in here.items():
        course = {each: found.share for each, found in sorted(years.items())}
        told = ", ".join(
            f"{each} {'no figure%' if share == '–' else share}" for each, share in course.items()
        )
        written = drawn[f"Share published, {SECTORS[sector]}: {told}"]
        dots = [f"{share} {each}" if share != "–" else str(each) for each, share in course.items()]
        assert written == " ".join(dots)
    caption = "How many of those expected to report have published, by sector and reporting year"
    table = shown.table(caption)
    for sector, years in all_years.items():
        assert table[str(SECTORS[sector])] == [
            f"{number(each.published)} of {number(each.expected)}" if each.expected else "–"
            for each in years.values()
        ]
    assert not shown.unexplained()


@pytest.mark.parametrize("year", YEARS)
def test_states(bulk, reader, year):
    found = {
        state: tally(bulk.entries_of(year, state=state))
        for state in STATES
    }  # fmt: skip
    everybody = tally(bulk.entries_of(year))
    shown = Shown(reader.page(f"/en/states?year={year}"))
    [(_, written)] = shown.pictures("Share published by state").items()
    words = written.split()
    for state, each in found.items():
        place = words.index(state)
        wanted = [each.share]
        if each.expected:
            wanted.append(f"{number(each.published)}/{number(each.expected)}")
        assert words[place + 1 : place + 1 + len(wanted)] == wanted, state
    caption = f"How many of those expected to report have published, by state, {year}"
    rows = {str(STATES[state]): each for state, each in found.items() if each.total}
    if (bulk.entries_of(year)["state"] == "").any():
        rows["No state"] = tally(bulk.entries_of(year, state=""))
    assert shown.table(caption) == {
        label: [_of_state(each), number(each.statuses["overdue"]), number(each.total)]
        for label, each in (rows | {"Everybody": everybody}).items()
    }
    assert not shown.unexplained(r".*as of \d.*", A_YEAR, r"(up to|more than) \d+%")
    wanted = [
        {"state": state, "year": year, **each.record}
        for state, each in found.items() if each.total
    ]  # fmt: skip
    if "No state" in rows:
        wanted.append({"state": "", "year": year, **rows["No state"].record})
    assert_same(csv_of(reader, f"/en/states.csv?year={year}"), wanted)
    for each in wanted:
        del each["year"]
    assert_same(json_of(reader, f"/states?year={year}")["states"], wanted)


def _of_state(found):
    if not found.expected:
        return "–"
    return f"{found.share} {number(found.published)} published of {number(found.expected)} expected"


@pytest.mark.parametrize("asked", ["", "?sector=plantation", "?market=ACE"])
def test_years_of_the_api(bulk, reader, asked):
    facts = dict(each.split("=") for each in asked.removeprefix("?").split("&") if each)
    wanted = [{"year": year, **tally(bulk.entries_of(year, **facts)).record} for year in bulk.years]
    assert_same(json_of(reader, f"/years{asked}")["years"], wanted)


def test_share_of_the_year_is_that_of_the_squares(bulk, reader, tallies):
    """A hundred squares, in proportion to who stands where; something is never nothing."""
    page = reader.page("/en")
    found = tallies[bulk.years[0]]
    [drawn] = [each for each in page.tree.iter() if (each.get("class") or "") == "squares"]
    squares = [each.get("class") for each in drawn if each.tag.endswith("rect")]
    assert len(squares) == 100
    drawn_as = ("success", "warning", "primary", "navy", "plain", "danger")
    kinds = dict(zip(STATUSES[:6], drawn_as, strict=True))
    for status, kind in kinds.items():
        here = squares.count(f"part-{kind}")
        count = found.expected_statuses[status]
        assert bool(here) == bool(count)
        assert abs(here - 100 * count / found.expected) <= 1, percent(count, found.expected)
