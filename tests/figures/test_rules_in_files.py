"""Pages about the rules say what the tables of the rules say: texts, days, values and sources."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from registry.wording import OUTCOMES
from tests.figures.bulk import day, missing
from tests.figures.page import Shown
from tests.figures.taken import json_of
from tests.figures.test_rules import ANNOUNCED, CRITERIA, numbers_in, plain
from tests.pages import text_of

NUMBER = re.compile(r"\d+(?:\.\d+)?")
IN_BRACES = re.compile(r"\{\w+:?\w*\}")
LEVELS = {"legal_minimum": "Legal minimum", "expected": "Expected", "leading": "Leading practice"}
KINDS = {"conflict": "Both cannot be true", "question": "Unlikely, and possible"}


def words(text: Any) -> str:
    return "" if missing(text) else " ".join(text.split())


def without_a_filing(text: str) -> str:
    """A sentence of a rule before any filing is judged."""
    return words(IN_BRACES.sub("…", text).replace("….", "…"))


def pattern(text: str) -> str:
    """These words, whatever stands for what is in braces; a blank takes the stop behind it."""
    head, *rest = (re.escape(each) for each in IN_BRACES.split(words(text)))
    return head + "".join(".+?" + re.sub(r"^\\\.", r"\\.?", each) for each in rest)


def cited(bulk, refs: Any) -> list[str]:
    known = bulk["sources"].set_index("source")
    found = [known.loc[ref] for ref in ("" if missing(refs) else refs).split(" | ") if ref]
    return [
        words(f"{each.title}, {each.section}" if each.section else each.title) for each in found
    ]


def of_class(element, name) -> Iterator[Any]:
    return (each for each in element.iter() if name in (each.get("class") or "").split())


def first(element, name):
    return next(of_class(element, name))


@pytest.fixture
def main(reader):
    def read(place: str) -> Any:
        return reader.page(f"/en/{place}").tree.find(".//main")

    return read


def test_dated_values(bulk, main):
    page, table = main("parameters"), bulk["parameters"]
    sections = {each.get("id"): each for each in of_class(page, "parameter")}
    assert list(sections) == list(table["parameter"].unique())
    for name, rows in table.groupby("parameter"):
        section, told = sections[name], rows.iloc[0]
        more = " ".join(text_of(each) for each in of_class(section, "parameter-more"))
        title = text_of(section.find("h2"))
        assert (f"{title}. {more}" if more else f"{title}.") == words(told.about_en)
        unit = "" if missing(told.unit_en) else f" · {told.unit_en}"
        assert text_of(first(section, "hint")) == f"{name}{unit}"
        lines = [row for body in section.iter("tbody") for row in body.iter("tr")]
        for row, value in zip(lines, in_order(rows, bulk.today), strict=True):
            _assert_value(bulk, row, value)
    open_ = int((~table["verified"]).sum())
    assert f"{open_} of {len(table)} values are not yet checked" in text_of(page)


def in_order(rows, today: date):
    """Those in force, then the others; newest first."""
    newest = sorted(rows.itertuples(), key=lambda row: since(row) or date.min, reverse=True)
    return sorted(newest, key=lambda row: not holds(row, today))


def since(row):
    return None if missing(row.since) else row.since


def holds(row, today: date) -> bool:
    return (since(row) or date.min) <= today and (missing(row.until) or today <= row.until)


def _assert_value(bulk, row, value):
    when, shown, source = row
    where = [] if missing(value.where) else json.loads(value.where)
    assert text_of(when).startswith(days(value)), value
    assert ("in force" in text_of(when)) == holds(value, bulk.today)
    assert len(list(of_class(when, "value-where"))) == len(where)
    content = json.loads(value.value)
    numbers = {plain(each) for each in NUMBER.findall(text_of(shown).replace(",", ""))}
    assert numbers <= numbers_in(content, value.unit_en), value
    if isinstance(content, int | str) and not isinstance(content, bool):
        assert plain(str(content)) in numbers, value
    assert [text_of(each) for each in source.iter("li")] == cited(bulk, value.sources)
    assert bool(list(of_class(source, "verified"))) is value.verified
    assert " ".join(text_of(each) for each in of_class(source, "hint")) == words(value.note_en)


def days(value) -> str:
    if since(value) is None:
        return "always" if missing(value.until) else f"until {day(value.until)}"
    if missing(value.until):
        return f"from {day(value.since)}"
    return f"{day(value.since)} to {day(value.until)}"


def test_consistency_checks(bulk, main, reader):
    articles = list(main("criteria/checks").iter("article"))
    assert [each.get("id") for each in articles] == list(bulk["checks"]["check"])
    for article, check in zip(articles, bulk["checks"].itertuples(), strict=True):
        assert text_of(first(article, "finding-head")) == f"{KINDS[check.kind]}{check.check}"
        assert text_of(first(article, "finding-title")) == words(check.title_en)
        assert text_of(first(article, "finding-sentence")) == without_a_filing(check.sentence_en)
        assert text_of(first(article, "finding-advice")) == without_a_filing(check.to_do_en)
    told = json_of(reader, "/catalogue.json")["checks"]
    assert [(each["id"], each["kind"], each["counts"], each["title"]["ms"]) for each in told] == [
        (each.check, each.kind, each.counts, each.title_ms) for each in bulk["checks"].itertuples()
    ]


def test_limits_that_there_are(bulk, main):
    cards = list(main("criteria/gates").iter("article"))
    assert [each.get("id") for each in cards] == list(bulk["gates"]["limit"].unique())
    for card in cards:
        versions = bulk["gates"][bulk["gates"]["limit"] == card.get("id")]
        versions = versions.sort_values("since", ascending=False)
        now = versions[versions["since"] <= bulk.today].iloc[0]
        cap = "not graded" if missing(now.cap) else now.cap
        assert cap in text_of(first(card, "gate-cap"))
        title = text_of(first(card, "gate-title")).removeprefix(now.limit).strip()
        assert re.fullmatch(pattern(now.why_en), title)
        advice = text_of(first(card, "finding-advice")).removeprefix("What would lift it:").strip()
        assert re.fullmatch(pattern(now.lift_en), advice)
        heads = [text_of(each) for each in card.iter("h3")]
        for head, version in zip(heads, versions.itertuples(), strict=True):
            assert head.removesuffix("in force").strip() == periods(version)
        named = [text_of(each) for each in card.iter("code")]
        values = [json.loads(each) for each in versions["values"].dropna()]
        assert named == [name for each in values for name in each]
        shown = {plain(n) for dd in card.iter("dd") for n in NUMBER.findall(text_of(dd))}
        assert shown <= numbers_in(values)


def periods(version) -> str:
    if missing(version.until):
        return f"For periods that end from {day(version.since)}"
    return f"For periods that end from {day(version.since)} to {day(version.until)}"


def test_all_criteria(bulk, main):
    newest = bulk["criteria"].drop_duplicates("criterion", keep="last").set_index("criterion")
    text = text_of(main("criteria"))
    for id, each in newest.iterrows():
        assert id in text
        assert words(each.title_en) in text
    assert set(newest.index) >= set(bulk["findings"]["criterion"])


@pytest.mark.parametrize("criterion", CRITERIA)
def test_a_criterion(bulk, main, criterion):
    versions = bulk["criteria"][bulk["criteria"]["criterion"] == criterion]
    versions = versions.sort_values("since", ascending=False)
    now = versions[versions["since"] <= bulk.today].iloc[0]
    page = main(f"criteria/{criterion}")
    assert text_of(page.find(".//h1")) == words(now.title_en)
    text = text_of(page)
    for name in ("rule_en", "question_en", "why_we_ask_en", "evidence_en", "advice_en"):
        assert words(now[name]) in text, name
    assert f"{criterion} · {now.theme_en}" in text
    assert f"{LEVELS[now.level]} weight {now.weight}" in text
    shown = list(of_class(page, "rule-version"))
    for article, version in zip(shown, versions.itertuples(), strict=True):
        assert article.get("aria-label") == periods(version)
        assert f"Weight {version.weight}." in text_of(article)
        sources = [text_of(each.find("span")) for each in first(article, "sources").iter("li")]
        assert sources == cited(bulk, version.sources)
        named = [text_of(each) for each in article.iter("code")]
        assert named == ([] if missing(version.values) else list(json.loads(version.values)))


@pytest.mark.parametrize("criterion", CRITERIA)
def test_what_a_finding_may_say(reader, main, criterion):
    """Each sentence of a criterion stands with its outcome in the rules as programs take them."""
    rules = json_of(reader, "/catalogue.json")["criteria"]
    [rule] = [each for each in rules if each["id"] == criterion]
    for box in of_class(main(f"criteria/{criterion}"), "said"):
        [outcome] = [each for each, label in OUTCOMES.items() if text_of(box.find("h3")) == label]
        told = [
            reason["sentence"]["en"]
            for reason in rule["reasons"].values()
            if str(outcome) in reason["outcomes"]
        ]
        shown = [text_of(each) for each in box.iter("li")]
        assert len(shown) == len(told)
        for sentence in told:
            assert any(re.match(pattern(sentence), each) for each in shown), sentence


def test_nothing_else_is_on_the_page_of_checks(reader, bulk):
    """Every figure on it is of a text of the table."""
    shown = Shown(reader.page("/en/criteria/checks"))
    texts = [*bulk["checks"]["sentence_en"], *bulk["checks"]["to_do_en"]]
    known = [
        rf"(X\d+ )?{re.escape(without_a_filing(each))}"
        for each in [*texts, *bulk["checks"]["title_en"]]
    ]
    assert not shown.unexplained(
        *known, *ANNOUNCED, r"(Both cannot|Unlikely, and).* X\d+", r".* Criterion DIS-01 counts .*"
    )
