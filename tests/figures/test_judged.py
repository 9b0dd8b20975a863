"""Grades, criteria, fees and promises by sector and by criterion, from statements and findings."""

import pytest

from registry.scoring import load_catalogue
from registry.wording import GRADES as LETTERS
from registry.wording import OUTCOMES as OUTCOME_WORDS
from registry.wording import SECTORS
from tests.figures.bulk import (
    GRADES,
    OUTCOMES,
    Bulk,
    Rate,
    day,
    large_money,
    met,
    number,
    outcomes,
    percent,
    rate,
    tally,
    total,
)
from tests.figures.page import Shown
from tests.figures.taken import assert_same, csv_of, json_of
from tests.figures.test_coverage import assert_bars

YEARS = (2024, 2025, 2026)
FEWEST = 5
"""Statements of which a share is shown."""
CRITERIA = {each.id: each for each in load_catalogue().criteria}
SOME_CRITERIA = ("FEE-02", "FEE-03", "FEE-07", "AGT-01", "GOV-01", "DOC-01", "GRV-03")


def statements_of(bulk: Bulk, year: int, sector: str | None = None):
    found = bulk.statements[bulk.statements["year"] == year]
    return found if sector is None else found[found["sector"] == sector]


def findings_of(bulk: Bulk, year: int, sector: str | None = None):
    found = bulk.findings[bulk.findings["year"] == year]
    return found if sector is None else found[found["sector"] == sector]


def promises_of(bulk: Bulk, year: int, sector: str | None = None) -> Rate:
    found = bulk.promises(year)
    return rate(found if sector is None else found[found["sector"] == sector])


def grades_of(statements) -> dict[str, int]:
    found = statements["grade"].value_counts()
    return {grade: int(found.get(grade, 0)) for grade in GRADES}


def record_of(bulk: Bulk, year: int, sector: str):
    """A sector in a year as its file holds it."""
    statements, promised = statements_of(bulk, year, sector), promises_of(bulk, year, sector)
    grades = grades_of(statements)
    return {
        "sector": sector,
        "year": year,
        **tally(bulk.entries_of(year, sector=sector)).record,
        "statements": len(statements),
        "statements_with_fees": int(statements["worker_paid_myr"].notna().sum()),
        "graded": sum(grades.values()),
        **{f"grade_{grade}": count for grade, count in grades.items()},
        "worker_paid": total(statements["worker_paid_myr"]),
        "reimbursed": total(statements["reimbursed_myr"]),
        **{name: total(statements[name]) for name in ("headcount", "migrants", "recruits")},
        "promises_made": promised.made,
        "promises_due": promised.due,
        "promises_kept": promised.kept,
        "promises_kept_percent": promised.percent,
    }


def present(bulk: Bulk, year: int) -> list[str]:
    return [each for each in SECTORS if each in set(bulk.entries_of(year)["sector"])]


@pytest.mark.parametrize("year", YEARS)
def test_files_of_sectors(bulk, reader, year):
    wanted = [record_of(bulk, year, sector) for sector in present(bulk, year)]
    assert_same(csv_of(reader, f"/en/sectors.csv?year={year}"), wanted)
    assert_same(json_of(reader, f"/sectors?year={year}")["sectors"], wanted)
    found = findings_of(bulk, year).groupby(["sector", "criterion"])
    assert_same(csv_of(reader, f"/en/sectors/criteria.csv?year={year}"), [
        {"sector": sector, "year": year, "criterion": criterion, **outcomes(part)}
        for (sector, criterion), part in found
    ])  # fmt: skip


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("sector", ["plantation", "consumer", "reit", "technology"])
def test_sector(bulk, reader, sector, year):
    shown = Shown(reader.page(f"/en/sectors/{sector}?year={year}"))
    own, everybody = tally(bulk.entries_of(year, sector=sector)), tally(bulk.entries_of(year))
    _assert_facts(bulk, shown, sector, year)
    assert_bars(shown, {
        each: tally(bulk.entries_of(each, sector=sector)) for each in bulk.years
    })  # fmt: skip
    _assert_grades(bulk, shown, sector, year)
    _assert_criteria(bulk, shown, sector, year)
    _assert_fees(bulk, shown, sector, year)
    shown.say(
        f"In reporting year {year}, {number(own.published)} of {number(own.expected)} "
        f"organisations expected to report have published ({own.share}; in the whole register "
        f"{everybody.share}), as of {day(bulk.today)}.",
        f"All {number(own.total)} under “Who reported” · All sectors (CSV)",
    )
    shown.table("Status of organisations of this sector in each reporting year")
    assert not shown.unexplained(
        r"[^\d]* 20\d\d", r".*Figures behind which fewer than 5 .*", r".* at least 5\. .*",
        r"Fewer than 5 statements .* for 20\d\d, .*", r"No published statement .* 20\d\d\. .*",
        r"Too few statements .* for 20\d\d\.",
    )  # fmt: skip


def _assert_facts(bulk, shown, sector, year):
    own = tally(bulk.entries_of(year, sector=sector))
    statements = statements_of(bulk, year, sector)
    promised, all_promised = promises_of(bulk, year, sector), promises_of(bulk, year)
    paid, back = (total(statements[f"{n}_myr"]) for n in ("worker_paid", "reimbursed"))
    whole = f"whole register: {number(all_promised.percent)}%"
    wanted = {
        "have published": f"{number(own.published)} of {number(own.expected)} expected to report",
        "are overdue": f"{number(own.statuses['overdue'])} no statement on this register as of "
        f"{day(bulk.today)}",
    }
    if statements["worker_paid_myr"].notna().any():
        wanted["found to be paid by workers"] = (
            f"{large_money(paid)} {large_money(back)} repaid to them"
        )
    if total(statements["headcount"]):
        word = "statement" if len(statements) == 1 else "statements"
        wanted["workers covered"] = (
            f"{number(total(statements['headcount']))} by {len(statements)} published {word}"
        )
    if promised.percent is not None:
        wanted["of commitments kept"] = f"{promised.percent}% {whole}"
    if promised.made:
        wanted |= {
            f"Commitments made up to {year}": number(promised.made),
            "Whose day has come": number(promised.due),
            "Kept in full and in time": number(promised.kept),
            "Rate of commitments kept": " ".join(
                ["–" if promised.percent is None else f"{promised.percent}%",
                 *([whole] if all_promised.percent is not None else [])]
            ),
        }  # fmt: skip
    terms = shown.terms()
    assert terms == wanted
    shown.say(*(text for text in terms.values() if any(map(str.isdigit, text))))


def _assert_grades(bulk, shown, sector, year):
    own, everybody = (grades_of(statements_of(bulk, year, each)) for each in (sector, None))
    if sum(own.values()) < FEWEST:
        return
    label = str(SECTORS[sector])
    assert shown.table(f"Statements by grade, {year}") == {
        f"{letter} {words}": [number(own[letter]), number(everybody[letter])]
        for letter, words in LETTERS.items()
    }
    for name, grades in ((label, own), ("The whole register", everybody)):
        told = ", ".join(f"{letter} {number(count)}" for letter, count in grades.items())
        assert f"{name}: {told}" in shown.pictures(f"{name}: A ")
    [said] = [text for text in shown.texts() if text.startswith("Statements whose grade")]
    assert said.startswith(
        f"Statements whose grade is public: {number(sum(own.values()))} in this sector, "
        f"{number(sum(everybody.values()))} in all."
    )
    shown.say(said)


def _assert_criteria(bulk, shown, sector, year):
    own, everybody = findings_of(bulk, year, sector), findings_of(bulk, year)
    rows = []
    for criterion, part in own.groupby("criterion"):
        counts, of_all = met(part), met(everybody[everybody["criterion"] == criterion])
        if counts[1] >= FEWEST:
            rows.append((-counts[0] / counts[1], criterion, counts, of_all))
    rows.sort()
    most, least = rows[:5], list(reversed(rows[5:]))[:5]
    for caption, wanted in (("Met most often", most), ("Met least often", least)):
        if wanted:
            assert list(shown.table(caption).items()) == [
                (f"{CRITERIA[criterion].title['en']} {criterion}", [_met(own), _met(of_all)])
                for _, criterion, own, of_all in wanted
            ]
        else:
            assert caption not in shown.captions()


def _met(counts):
    return f"{percent(*counts)} {number(counts[0])} of {number(counts[1])}"


def _assert_fees(bulk, shown, sector, year):
    own, everybody = statements_of(bulk, year, sector), statements_of(bulk, year)
    says = int(own["worker_paid_myr"].notna().sum())
    if not says:
        return
    paid, back = total(own["worker_paid_myr"]), total(own["reimbursed_myr"])
    share = percent(back, paid) if paid else "0%"
    all_paid, all_back = (total(everybody[f"{n}_myr"]) for n in ("worker_paid", "reimbursed"))
    words = "statement says" if says == 1 else "statements say"
    shown.say(
        f"{large_money(back)} repaid of {large_money(paid)} that workers paid {share}",
        f"{says} {words} what workers paid to be recruited. In the whole register workers paid "
        f"{large_money(all_paid)}, of which {large_money(all_back)} is repaid.",
    )
    assert f"{share} of what workers paid is repaid" in shown.pictures(share)


@pytest.mark.parametrize("sector", ["plantation", "reit"])
def test_sector_of_the_api(bulk, reader, sector):
    found = json_of(reader, f"/sectors/{sector}?year=2026")
    assert_same([found["figures"]], [record_of(bulk, 2026, sector)])
    assert_same(found["years"], [
        {"year": year, **tally(bulk.entries_of(year, sector=sector)).record} for year in bulk.years
    ])  # fmt: skip
    own = findings_of(bulk, 2026, sector).groupby("criterion")
    assert_same(found["criteria"], [{"criterion": c, **outcomes(part)} for c, part in own])


@pytest.mark.parametrize("criterion", SOME_CRITERIA)
def test_criterion(bulk, reader, criterion):
    found = bulk.findings[bulk.findings["criterion"] == criterion]
    newest = int(found["year"].max())
    shown = Shown(reader.page(f"/en/criteria/{criterion}"))
    years = {str(year): part for year, part in found.groupby("year")}
    of_newest = dict(list(found[found["year"] == newest].groupby("sector")))
    sectors = {str(SECTORS[each]): of_newest[each] for each in SECTORS if each in of_newest}
    assert shown.table("Outcomes by reporting year") == {
        year: _counts(years[year]) for year in sorted(years, reverse=True)
    }
    assert shown.table(f"Outcomes by sector, {newest}") == {
        label: [_share_met(part), *_counts(part)] for label, part in sectors.items()
    }
    drawn = {**years, **{n: part for n, part in sectors.items() if met(part)[1] >= FEWEST}}
    for label, part in drawn.items():
        told = ", ".join(
            f"{OUTCOME_WORDS[each]} {number(count)}"
            for each, count in outcomes(part).items()
            if each != "does_not_apply"
        )
        assert list(shown.pictures(f"{label}: ")) == [f"{label}: {told}"]
        judged = met(part)[1]
        shown.say(f"{label} {judged} statement{'s' if judged != 1 else ''} judged")
    assert not shown.pictures()
    records = [
        {"year": year, "sector": sector, **outcomes(part)}
        for (year, sector), part in found.groupby(["year", "sector"])
    ]
    assert_same(json_of(reader, f"/criteria/{criterion}/outcomes")["outcomes"], records)
    for each in records:
        each["criterion"] = criterion
    assert_same(csv_of(reader, f"/en/criteria/{criterion}.csv"), records)


def _counts(findings):
    return [number(each) for each in (met(findings)[1], *outcomes(findings).values())]


def _share_met(findings):
    """Of too few a share says nothing."""
    counts = met(findings)
    return percent(*counts) if counts[1] >= FEWEST else "–"


@pytest.mark.parametrize("criterion", CRITERIA)
def test_file_of_each_criterion(bulk, reader, criterion):
    found = bulk.findings[bulk.findings["criterion"] == criterion]
    assert_same(csv_of(reader, f"/en/criteria/{criterion}.csv"), [
        {"criterion": criterion, "year": year, "sector": sector, **outcomes(part)}
        for (year, sector), part in found.groupby(["year", "sector"])
    ])  # fmt: skip


@pytest.mark.parametrize("criterion", SOME_CRITERIA)
def test_good_answers(bulk, reader, criterion):
    """Of the 24 statements of the newest year that met it last, those of the best evidence."""
    found = bulk.findings[bulk.findings["criterion"] == criterion]
    newest = int(found["year"].max())
    last = found[(found["year"] == newest) & (found["outcome"] == "met")]
    last = last.sort_values("statement_id", ascending=False).head(24)
    best = last.sort_values("evidence_level", ascending=False, kind="stable").head(3)
    names = bulk["organisations"].set_index("organisation_id")["name"]
    page = reader.page(f"/en/criteria/{criterion}")
    shown = [link for link in page.links if link.endswith(f", {newest}")]
    assert shown == [f"{names[each]}, {newest}" for each in best["organisation_id"]]
    for sentence in best["sentence_en"]:
        assert sentence in page.text


def test_words_of_outcomes_are_those_of_the_files():
    assert set(OUTCOMES) == {str(each) for each in OUTCOME_WORDS}
