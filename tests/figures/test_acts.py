"""What was done in public: the log of acts, lots among short filings, companies nobody covers."""

import hashlib

import pytest

from registry.identifiers import IdentifierError, ssm_number, ssm_old_number
from registry.open_data.words import KINDS
from tests.figures.bulk import Bulk, day, instant, missing, number
from tests.figures.page import Shown
from tests.figures.taken import assert_same, csv_of, json_of

PAGE = 25
HELD = {False: "No", True: "Yes"}
SAID = {False: "no", True: "yes", None: ""}


@pytest.mark.parametrize("before", [None, 60, 7])
def test_log(bulk, reader, before):
    """Every event with its place, newest first, and how many there are."""
    events = bulk["events"].sort_values("event_id").reset_index(drop=True)
    asked = f"?before={before}" if before else ""
    shown = Shown(reader.page(f"/en/log{asked}"))
    size, newest = len(events), events.iloc[-1]
    told = reader.get("/api/v1/log/checkpoint").text
    assert told.splitlines()[1] == str(size)
    shown.say(number(size), instant(newest["at"]), " ".join(told.split()))
    top = before or size
    for place in range(max(top - PAGE, 0), top):
        event = events.loc[place]
        shown.say(
            f"Event {place}, {instant(event['at'])} · Content of event {place} · Proof of event "
            f"{place}"
        )
    listed = [_words(events.loc[place]) for place in range(top - 1, max(top - PAGE, 0) - 1, -1)]
    assert shown.titles("timeline-title") == listed
    shown.say(*(text for text in listed if any(map(str.isdigit, text))))
    assert not shown.unexplained(
        r"Root of the tree .*", *HASHES, r".*lines to read.*", r"Run it,.*"
    )


HASHES = (r"[0-9a-f]{64}", r".*/log\+[0-9a-f]+\+.*")


def _words(event):
    """The kind of an event, and the filing that it is about."""
    subject = event["subject"] or ""
    said = str(KINDS[event["kind"]])
    return f"{said} {subject}" if subject.startswith("ATIP-") else said


def test_each_event_of_the_log_is_in_the_files(bulk, reader):
    events = bulk["events"].sort_values("event_id")
    given = json_of(reader, "/changes?since=0&limit=500")["changes"]
    assert_same(given[:PAGE], [
        {name: getattr(row, name) for name in ("event_id", "kind", "sha256")}
        for row in events.head(PAGE).itertuples()
    ])  # fmt: skip


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_lots(bulk, reader, year):
    """Each pool in the order of its lot, drawn again from its seed."""
    shown = Shown(reader.page(f"/en/short-filings/{year}"))
    lots = bulk["lots"][bulk["lots"]["year"] == year]
    for drawn_at, pool in lots.groupby("drawn_at"):
        seed, share = pool["seed"].iloc[0], int(pool["share_percent"].iloc[0])
        order = sorted((_place(seed, each), each) for each in pool["reference"])
        chosen = -(-len(order) * share // 100)
        shown.say(
            f"Drawn on {instant(drawn_at)}",
            f"{chosen} of {len(order)} short filings drawn; share {share} per cent, rounded up.",
            seed,
        )
        wanted = [[each, place, HELD[n < chosen]] for n, (place, each) in enumerate(order)]
        assert shown.rows("The pool, in the order of the lot") == wanted
        shown.table("The pool, in the order of the lot")
        assert pool[["reference", "place"]].values.tolist() == [row[:2] for row in wanted]
        assert [HELD[each] for each in pool["drawn"]] == [row[2] for row in wanted]
        assert seed == _newest_before(bulk, drawn_at)
        assert set(pool["reference"]) <= set(_short(bulk, year))
    assert_same(csv_of(reader, f"/en/short-filings/{year}.csv"), [
        {"reference": row.reference, "seed": row.seed, "place": row.place,
         "drawn": str(row.drawn).lower(), "outcome": row.outcome, "note": row.note}
        for row in lots.itertuples()
    ])  # fmt: skip
    assert not shown.unexplained(rf"Audits of short filings, {year}", r".*SHA-256.*", r"printf .*")


def test_there_are_lots(bulk):
    assert bulk["lots"]["drawn"].any()
    assert bulk["lots"]["outcome"].notna().any()


def _place(seed: str, reference: str) -> str:
    return hashlib.sha256(f"{seed}\n{reference}".encode()).hexdigest()


def _newest_before(bulk: Bulk, at) -> str:
    """The hash of the event before the draw, in the order of the log."""
    events = bulk["events"].sort_values("event_id")
    is_draw = (events["kind"] == "short_filings_drawn") & (events["at"] == at)
    return str(events["sha256"].shift()[is_draw].iloc[0])


def _short(bulk: Bulk, year: int):
    found = bulk.statements
    return found[(found["year"] == year) & (found["path"] == "short")]["reference"]


def uncovered(bulk: Bulk, year: int):
    """Companies of a year that a statement names and none covers: who names each."""
    named = bulk["companies"]
    named = named[named["is_current"] & (named["year"] == year)]
    keys = [key_of(row) for row in named.itertuples()]
    named = named.assign(key=keys)
    left_out = named.groupby("key").filter(lambda rows: not (rows["covered"] == True).any())  # noqa: E712
    return left_out[~left_out["key"].isin(with_a_statement(bulk, year))]


def key_of(row) -> str:
    """A company is known by its SSM number; without one by its name and who names it."""
    for read in (ssm_number, ssm_old_number):
        try:
            return str(read(row.number or ""))
        except IdentifierError:
            continue
    return f"{row.organisation_id} {row.name.casefold()}"


def with_a_statement(bulk: Bulk, year: int) -> set[str]:
    """Numbers of the organisations that filed for themselves."""
    filed = bulk.entries_of(year)
    filed = filed[filed["statement_id"].notna()]["organisation_id"]
    owners = bulk["organisations"]
    owners = owners[owners["organisation_id"].isin(filed)]
    return {*owners["ssm_number"].dropna(), *owners["ssm_old_number"].dropna()}


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_uncovered(bulk, reader, year):
    shown = Shown(reader.page(f"/en/subsidiaries?year={year}"))
    found = uncovered(bulk, year)
    names = bulk["organisations"].set_index("organisation_id")["name"]
    by_company = {key: rows.sort_values("statement_id") for key, rows in found.groupby("key")}
    known = [rf"Named as a company .* for {year}, .* as of {day(bulk.today)}\."]
    if not by_company:
        known.append(f"No company is listed for {year}")
    else:
        word = "company" if len(by_company) == 1 else "companies"
        shown.say(f"{len(by_company)} {word}")
        listed = shown.rows(f"Companies that no statement covers, {year}")
        shown.table(f"Companies that no statement covers, {year}")
        assert sorted(listed) == sorted(_listed(rows, names) for rows in by_company.values())
    assert not shown.unexplained(*known)
    assert_same(csv_of(reader, f"/en/subsidiaries.csv?year={year}"), [
        {"year": year, "name": row.name, "ssm_number": row.number,
         "named_by_id": row.organisation_id, "named_by": names[row.organisation_id],
         "share_percent": row.share_percent,
         "covered": "" if missing(row.covered) else "no"}
        for row in found.itertuples()
    ])  # fmt: skip


def _listed(rows, names):
    """A row of the list: the company as the newest statement calls it, and who names it."""
    newest = rows.iloc[-1]
    parents = sorted((names[row.organisation_id], row.share_percent) for row in rows.itertuples())
    named_by = "".join(f"{name} {_share(share)}" for name, share in parents)
    return [newest["name"], newest["number"] or "–", named_by]


def _share(percent):
    return "share not stated" if missing(percent) else f"{number(percent)}% held"


def test_one_company(bulk, reader):
    """Each year in which statements name it, whether one covers it, and what each says."""
    named = bulk["companies"]
    named = named[named["is_current"]]
    named = named.assign(key=[key_of(row) for row in named.itertuples()])
    names = bulk["organisations"].set_index("organisation_id")["name"]
    registered = {*bulk["organisations"]["ssm_number"], *bulk["organisations"]["ssm_old_number"]}
    with_number = named[named["key"].str.isdigit() & ~named["key"].isin(registered)]
    twice = [key for key, rows in with_number.groupby("key") if len(rows) > 1]
    alone = [key for key in uncovered(bulk, 2024)["key"] if key.isdigit()]
    assert twice
    assert alone
    for key in (*twice[:2], *alone):
        shown = Shown(reader.page(f"/en/subsidiaries/{key}"))
        rows = named[named["key"] == key].sort_values("year", ascending=False)
        wanted = {
            f"{_standing(row, names)} {_share(row.share_percent)}" for row in rows.itertuples()
        }
        for year, of_year in rows.groupby("year"):
            is_covered = (of_year["covered"] == True).any()  # noqa: E712
            wanted.add(f"{year} {'Covered' if is_covered else 'No statement covers it'}")
        shown.say(*wanted)
        assert_same(csv_of(reader, f"/en/subsidiaries/{key}/statements.csv"), [
            {"year": row.year, "name": row.name, "named_by": names[row.organisation_id],
             "share_percent": row.share_percent, "covered": SAID[row.covered]}
            for row in rows.itertuples()
        ])  # fmt: skip
        assert not shown.unexplained(key, rf"No statement .* as of {day(bulk.today)}\. .*")


def _standing(row, names):
    parent = names[row.organisation_id]
    if missing(row.covered):
        return f"Named by {parent}, which does not say whether it covers the company"
    if row.covered:
        return f"Covered by the statement of {parent}"
    return f"Named as a company of {parent}, whose statement does not cover it"
