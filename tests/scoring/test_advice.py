"""What is advised does what it says, is as little as possible, and asks for no untruth."""

import string
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings

from registry.scoring import FIELDS, Outcome, advise, assess, load_catalogue
from registry.scoring.advice import applied
from registry.scoring.advice.advise import MOST_CORRIDORS
from registry.scoring.advice.levers import Move, load_levers
from registry.scoring.advice.trials import COMPARING
from registry.scoring.shapes import Kind
from registry.scoring.wording import fill, parts, words
from tests.scoring.filings import changed, clean, recruiter
from tests.scoring.test_cases import CASES
from tests.scoring.test_properties import fee_lines, surroundings

CATALOGUE = load_catalogue()
ENDS = date(2025, 12, 31)
SETTLED = (Outcome.MET, Outcome.DOES_NOT_APPLY)
BETTER = {
    Outcome.PARTLY_MET: (Outcome.PARTLY_MET, *SETTLED),
    Outcome.MET: SETTLED,
    Outcome.DOES_NOT_APPLY: SETTLED,
}
LEVERS = load_levers()
few = settings(
    max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


def judge(filing, on=ENDS):
    return assess(filing, on=on, catalogue=CATALOGUE)


def advice_on(filing, on=ENDS):
    return advise(filing, on=on, catalogue=CATALOGUE)


def outcome(filing, edits, id, on=ENDS):
    return judge(applied(filing, edits), on).finding(id).outcome


@cache
def corpus():
    """The filings of the cases, by their expectations: each outcome and reason of each rule."""
    found = []
    for param in CASES:
        case = param.values[0]
        filing = changed(case.get("change", {}))
        ends = case.get("ends") or date.fromisoformat(filing["filing_period_end"])
        found.append((param.id, filing, ends, frozenset(case.get("expect", {}))))
    return found


@cache
def advised():
    """The filings of the cases with the advice on each."""
    return [(*each, advice_on(each[1], each[2])) for each in corpus()]


def assert_smallest(filing, each, on):
    """Made, the changes bring the finding where they say; without any one of them, they do not."""
    id = each.finding.criterion.id
    assert outcome(filing, each.edits, id, on) is each.reaches, id
    for left_out in each.edits:
        rest = [edit for edit in each.edits if edit is not left_out]
        assert outcome(filing, rest, id, on) not in BETTER[each.reaches], (id, left_out)


@pytest.mark.parametrize("part", range(8))
def test_advice_meets_each_finding_of_the_cases_and_nothing_can_be_left_out(part):
    for name, filing, ends, ids, advice in advised()[part::8]:
        for each in advice.findings:
            if each.finding.criterion.id in ids and each.edits:
                assert_smallest(filing, each, ends)
            elif each.finding.criterion.id in ids - COMPARING:
                assert each.is_closed, f"{name}: no step, and not closed either"


@few
@given(surroundings(), fee_lines())
def test_advice_meets_each_finding_of_any_filing(filing, lines):
    filing["fees"] = lines
    advice = advice_on(filing)
    for each in advice.findings:
        if each.edits:
            assert outcome(filing, each.edits, each.finding.criterion.id) is each.reaches
    assert advice.as_dict() == advice_on(filing).as_dict()
    if advice.lift:
        assert_lifts(filing, advice.lift)


def assert_lifts(filing, lift):
    def least(edits):
        grade = judge(applied(filing, edits)).grading.grade
        return -1 if grade is None else grade.least

    now, after = least([]), least(lift.edits)
    assert after > now
    above = min(band.least for band in CATALOGUE.bands if band.least > now)
    for left_out in lift.parts:
        rest = [edit for part in lift.parts if part is not left_out for edit in part.edits]
        assert now < 0 or least(rest) < above, left_out


def edits_of(advice):
    found = [edit for each in advice.findings for edit in each.edits]
    return found + list(advice.lift.edits if advice.lift else ())


def test_nothing_is_advised_that_is_not_a_lever():
    for _name, filing, _ends, _ids, advice in advised():
        for edit in edits_of(advice):
            assert_honest(edit, filing)


def assert_honest(edit, filing):
    """An answer that was given changes only by an act that is still open, and only upwards."""
    if edit.is_new_row:
        return
    lever = (
        LEVERS.tables[edit.field].columns[edit.column]
        if edit.column
        else LEVERS.scalars[edit.field]
    )
    assert lever.may is not Move.NEVER
    said = edit.before not in (None, "", [], "do_not_know")
    if lever.may is Move.ANSWER:
        assert not said, edit
        assert edit.to is None
    if lever.may in (Move.RAISE, Move.REPAY) and said and edit.to is not None:
        assert Decimal(str(edit.to)) > Decimal(str(edit.before))
    if lever.may is Move.REPAY:
        row = filing[edit.field][edit.row - 1]
        assert Decimal(str(edit.to)) <= Decimal(str(row["amount_myr"]))
    if lever.may is Move.ADD:
        assert edit.to not in (edit.before or ())


FACTS_OF_THE_PAST = {
    "amount_myr", "workers_reporting_fee", "recruits", "headcount", "lowest_basic_myr",
    "workers_below_min", "doc_substitution_cases", "doc_passes_lapsed", "wag_late_cases",
    "wag_rest_day_breaches", "wag_max_weekly_hours", "wag_deduction_types", "subagents_found",
    "blacklist_hit", "direct_recruits", "layers", "declarations_pre",
}  # fmt: skip
WHOM_IT_CONCERNS = {
    "workforce_has_migrants", "corridors_recruited", "recruiters_used", "housing_provided",
    "rsk_outsourced_used", "str_suppliers_used", "filing_reporting_class",
    "filing_earlier_statements",
}  # fmt: skip


def test_facts_of_the_past_are_only_asked_for_and_scope_never_changes():
    levers = dict(LEVERS.scalars)
    for table in LEVERS.tables.values():
        levers |= table.columns
    for name in FACTS_OF_THE_PAST:
        assert levers[name].may in (Move.ANSWER, Move.NEVER), name
    for name in WHOM_IT_CONCERNS:
        assert levers[name].may is Move.NEVER, name


def test_every_answer_and_column_has_a_lever_or_a_reason_why_not():
    assert LEVERS.scalars.keys() == {
        name for name, field in FIELDS.items() if field.kind is not Kind.TABLE
    }
    for name, field in FIELDS.items():
        if field.kind is Kind.TABLE:
            assert set(LEVERS.tables[name].columns) == {column.name for column in field.columns}


def texts():
    """Every text of the levers, by its place."""
    for name, lever in LEVERS.scalars.items():
        yield from ((name, text) for text in (lever.say, lever.open, *lever.words.values()))
    for name, table in LEVERS.tables.items():
        yield from ((name, text) for text in (table.name, *table.words.values()))
        yield from ((name, new.say) for new in table.new)
        for column, lever in table.columns.items():
            yield from ((f"{name} {column}", text) for text in (lever.say, lever.open))
    yield from LEVERS.sentences.items()
    yield "recruitment", LEVERS.recruitment.say
    yield "wages", LEVERS.wages.say


def test_the_words_name_the_same_values_in_both_languages():
    for place, text in texts():
        if text:
            assert text.keys() == {"en", "ms"}, place
            named = [{(name, spec) for _, name, spec in parts(text[lang]) if name} for lang in text]
            assert named[0] == named[1], place


def test_every_word_that_may_be_ticked_has_a_name():
    for name, lever in LEVERS.scalars.items():
        if lever.may is Move.ADD:
            offered = set(FIELDS[name].choices) - {"none", *lever.not_offered}
            assert offered <= lever.words.keys() | words().keys(), name
        if lever.may not in (Move.NEVER, Move.ADD):
            assert lever.say, name


def sentences(filing, id, on=ENDS, lang="en"):
    return [step["sentence"][lang] for step in advice_on(filing, on).as_dict()["findings"][id]]


def test_the_next_step_stands_where_it_is_taken_in_words_of_both_languages():
    filing = changed(
        {
            "rows": [
                {
                    "table": "fees",
                    "where": {"category": "TRV", "payer": "worker"},
                    "put": {"amount_myr": "1500.00", "reimbursed_myr": "300.00"},
                }
            ]
        }
    )
    assert advice_on(filing).as_dict()["findings"]["FEE-03"] == [
        {
            "field": "fees",
            "row": 13,
            "column": "reimbursed_myr",
            "corridor": "NPL-manufacturing",
            "from": "300.00",
            "to": "1500.00",
            "sentence": {
                "en": "Fee table, row 13 (Nepal, manufacturing; travel and lodging):"
                " repay workers RM1,200.00 more.",
                "ms": "Jadual fi, baris 13 (Nepal, perkilangan; perjalanan dan penginapan):"
                " bayar balik RM1,200.00 lagi kepada pekerja.",
            },
        }
    ]


def test_only_as_many_are_interviewed_as_the_rule_asks():
    filing = changed({"rows": [{"table": "corridors", "put": {"interviews_post": 3}}]})
    assert sentences(filing, "FEE-03") == [
        "Corridors, row 1 (Nepal, manufacturing):"
        " interview recruits in private after arrival, at least 10."
    ]
    assert sentences(filing, "FEE-06")[0].endswith("at least 20.")


def test_what_only_the_filer_knows_is_asked_for_and_not_invented():
    filing = changed({"recruiters": [recruiter(licence_no=None)]})
    (step,) = advice_on(filing).as_dict()["findings"]["AGT-01"]
    assert (step["row"], step["column"], step["to"]) == (1, "licence_no", None)


def test_a_listed_recruiter_is_no_longer_used():
    filing = changed({"recruiters": [recruiter(), recruiter(name="B", blacklist_hit="yes")]})
    (step,) = advice_on(filing).as_dict()["findings"]["AGT-06"]
    assert (step["row"], step["column"], step["to"]) == (2, "active", "no")


def test_who_hands_every_passport_back_keeps_none():
    filing = changed({"doc_passport_holder": "employer", "doc_passports_held": 400})
    (edit,) = next(each.edits for each in advice_on(filing).findings)
    assert applied(filing, [edit])["doc_passports_held"] == 0


def test_fees_that_workers_reported_are_entered_and_repaid():
    filing = changed({"rows": [{"table": "corridors", "put": {"workers_reporting_fee": 5}}]})
    (step,) = advice_on(filing).as_dict()["findings"]["FEE-03"]
    assert step["field"] == "fees"
    assert step["to"]["workers"] == 5


def test_late_is_late():
    filing = changed({"filing_submitted_on": "2026-08-01"})
    found = advice_on(filing).as_dict()
    assert "GOV-01" not in found["findings"]
    assert found["closed"]["GOV-01"]["outcome"] == "partly_met"
    assert all(found["closed"]["GOV-01"]["sentence"].values())


def test_a_filing_that_meets_everything_needs_no_advice():
    assert advice_on(clean()).as_dict() == {
        "findings": {},
        "closed": {},
        "lift": None,
        "held_by": [],
    }


def test_sentences_are_whole():
    for _name, _filing, _ends, _ids, advice in advised():
        found = advice.as_dict()
        steps = [step for listed in found["findings"].values() for step in listed]
        for step in steps:
            for text in step["sentence"].values():
                assert text.endswith("."), text
                assert "{" not in text
                assert text[0].isupper()


def test_the_words_for_what_is_closed_take_the_advice_of_the_criterion():
    text = fill(LEVERS.sentences["closed"], {"advice": "Publish it."})
    assert text["en"].endswith("For next year: Publish it.")


def test_advice_on_the_last_period_of_all_asks_for_no_day_after_it():
    filing = {"filing_period_end": "2200-12-31"}
    assert "GOV-02" in advice_on(filing, date(2200, 12, 31)).as_dict()["findings"]


def test_a_filing_of_very_many_corridors_is_judged_without_advice():
    [row] = clean()["corridors"]
    rows = [row | {"origin": f"A{letter}A"} for letter in string.ascii_uppercase]
    filing = {**clean(), "corridors": rows, "gov_approved_on": None}
    assert advice_on({**filing, "corridors": rows[:MOST_CORRIDORS]}).findings
    assert not advice_on(filing).findings
