"""The forms of the filing pages: they ask what scoring reads, and say back what they were told."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from registry.forms.filing import PAGES, Facts, PageForm
from registry.scoring import FIELDS, on_page
from registry.scoring.fields import FACTS
from registry.scoring.shapes import DO_NOT_KNOW, Field, Kind
from tests.factories import CATEGORIES, complete_answers, fee_lines

FACTS_OF_FILING = Facts(
    today=date(2026, 5, 4),
    period_start=date(2025, 1, 1),
    period_end=date(2025, 12, 31),
    corridors=("NPL-manufacturing",),
    has_statement=True,
)


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Any:
    with app.test_request_context("/en/"):
        yield


def filled(page: str, typed: dict[str, Any], **options: Any) -> PageForm:
    """The page as if this had been typed into it."""
    formdata = MultiDict(
        [(k, v) for k, vs in typed.items() for v in (vs if isinstance(vs, list) else [vs])]
    )
    form = PAGES[page](formdata=formdata, facts=FACTS_OF_FILING, **options)
    form.validate()
    return form


def words(field: Any) -> list[str]:
    return [str(message) for message in field.errors]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_gives_back_exactly_the_answers_it_was_given(page: str) -> None:
    answers = complete_answers()[page]
    assert PAGES[page](formdata=None, data=answers).answers == answers


@pytest.mark.parametrize("page", PAGES)
def test_a_page_sent_back_unchanged_is_complete_and_says_the_same(page: str) -> None:
    answers = complete_answers()[page]
    form = filled(page, typed_from(answers))
    assert form.errors == {}
    assert form.answers == answers


def typed_from(answers: dict[str, Any]) -> dict[str, Any]:
    """What a browser sends for a page filled with these answers."""
    sent: dict[str, Any] = {}
    for name, value in answers.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for number, row in enumerate(value):
                sent |= {f"{name}-{number}-{cell}": str(text) for cell, text in row.items()}
        else:
            sent[name] = value if isinstance(value, list) else str(value)
    return sent


def test_every_field_is_asked_on_its_page_and_nothing_else_is() -> None:
    asked = {
        (page, field.name)
        for page, form in PAGES.items()
        for field in form(formdata=None).questions
    }
    assert asked == {(field.page, field.name) for field in FIELDS.values()} - {
        ("facts", name) for name in FACTS
    }


TABLES = [field for field in FIELDS.values() if field.kind is Kind.TABLE]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_asked_in_its_table(table: Field) -> None:
    row = PAGES[table.page](formdata=None, data={table.name: [{}]})[table.name].entries[0].form
    assert {field.short_name for field in row} == {column.name for column in table.columns}


CHOICES = [
    (field.page, field.name)
    for field in FIELDS.values()
    if field.kind in {Kind.CHOICE, Kind.CHOICES} and field.name not in FACTS
]


@pytest.mark.parametrize(("page", "name"), CHOICES)
def test_every_word_that_scoring_knows_can_be_chosen_and_no_other(page: str, name: str) -> None:
    offered = {choice.value for choice in PAGES[page](formdata=None)[name].choices}
    assert offered - {DO_NOT_KNOW} == set(FIELDS[name].choices)


@pytest.mark.parametrize("page", PAGES)
def test_the_page_refuses_nothing_that_scoring_accepts_of_row_choices(page: str) -> None:
    for table in (field for field in on_page(page) if field.kind is Kind.TABLE):
        row = PAGES[page](formdata=None, data={table.name: [{}]})[table.name].entries[0].form
        for column in table.columns:
            if column.kind is Kind.CHOICE:
                assert {c.value for c in row[column.name].choices} == set(column.choices)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1500", "1500.00"),
        ("1,500.00", "1500.00"),
        ("RM 1,500", "1500.00"),
        ("rm1500.5", "1500.50"),
        (" 12,345,678.90 ", "12345678.90"),
        ("0", "0.00"),
    ],
)
def test_money_is_read_as_people_write_it(typed: str, kept: str) -> None:
    form = filled("corridors", {"corridors-0-basic_wage_myr": typed})
    assert form.answers["corridors"] == [{"basic_wage_myr": kept}]


@pytest.mark.parametrize("typed", ["abc", "-5", "1.500,00", "1,50", "12.345", "1e3", "=1+1"])
def test_what_is_not_money_stays_as_typed_and_is_not_stored(typed: str) -> None:
    form = filled("corridors", {"corridors-0-basic_wage_myr": typed})
    cell = form["corridors"].entries[0].form.basic_wage_myr
    assert words(cell) == [
        "Enter the amount in ringgit such as 1,500.00, or 0 if nothing was paid."
    ]
    assert cell._value() == typed
    assert form.answers["corridors"] == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("2026-04-30", "2026-04-30"), ("30/4/2026", "2026-04-30"), ("30-04-2026", "2026-04-30")],
)
def test_days_are_read_the_malaysian_way_too(typed: str, kept: str) -> None:
    form = filled("governance", {"gov_approved_on": typed})
    assert form.answers["gov_approved_on"] == kept


@pytest.mark.parametrize("typed", ["31/6/2026", "yesterday", "2026-13-01", "0001-01-01"])
def test_a_day_that_does_not_exist_is_shown_again_as_typed(typed: str) -> None:
    field = filled("governance", {"gov_approved_on": typed}).gov_approved_on
    assert words(field) == ["Enter a day that exists, such as 30/6/2026."]
    assert f'type="text" value="{typed}"' in field(type="date")


def test_a_day_to_come_is_refused_where_something_was_done() -> None:
    assert not filled("governance", {"gov_approved_on": "2026-05-04"}).gov_approved_on.errors
    form = filled("governance", {"gov_approved_on": "2026-05-05"})
    assert words(form.gov_approved_on) == ["This day is still to come. Enter the day it was done."]


def test_nobody_knows_is_an_answer() -> None:
    form = filled("passports", {"doc_passports_held": ["", DO_NOT_KNOW]})
    assert form.answers["doc_passports_held"] == DO_NOT_KNOW
    assert not form.doc_passports_held.errors


def test_a_number_and_nobody_knows_contradict_each_other() -> None:
    form = filled("passports", {"doc_passports_held": ["12", DO_NOT_KNOW]})
    assert words(form.doc_passports_held) == ["Give an answer or tick “We do not know”, not both."]
    assert "doc_passports_held" not in form.answers
    assert form.doc_passports_held._value() == "12"


def test_none_of_these_stands_alone() -> None:
    assert filled("contracts", {"doc_contract_items": ["none"]}).answers["doc_contract_items"] == [
        "none"
    ]
    both = filled("contracts", {"doc_contract_items": ["none", "copy_given"]})
    assert words(both.doc_contract_items) == ["Choose the last answer alone, or leave it out."]
    assert "doc_contract_items" not in both.answers
    assert both.doc_contract_items.data == ["none", "copy_given"]


def test_do_not_know_of_several_choices_is_one_word() -> None:
    form = filled("contracts", {"doc_contract_items": [DO_NOT_KNOW]})
    assert form.answers["doc_contract_items"] == DO_NOT_KNOW
    again = PAGES["contracts"](formdata=None, data=form.answers)
    assert [c.value for c in again.doc_contract_items.iter_choices() if c.selected] == [DO_NOT_KNOW]


def test_a_word_that_is_not_offered_is_not_stored() -> None:
    form = filled("passports", {"doc_passport_holder": "nobody"})
    assert words(form.doc_passport_holder) == ["Choose one of the answers in the list."]
    assert form.answers == {}


def test_a_blank_page_says_for_each_question_what_to_do() -> None:
    form = filled("passports", {})
    assert words(form.doc_passport_holder) == ["Choose who holds the passports."]
    assert words(form.doc_storage_terms) == []
    assert words(form.doc_passports_held) == [
        "Enter how many passports were held, or 0 if none was."
    ]


def test_a_follow_up_question_is_owed_only_after_its_answer() -> None:
    form = filled("passports", {"doc_passport_holder": "employer_voluntary"})
    assert words(form.doc_storage_terms) == ["Choose what is assured, or “None of these”."]


def test_rows_may_have_gaps_in_their_numbers_and_blank_rows_say_nothing() -> None:
    form = filled(
        "workforce",
        {
            "workforce-3-nationality": "NPL",
            "workforce-3-headcount": "4",
            "workforce-7-headcount": "",
            "workforce-40-nationality": "MYS",
        },
    )
    assert form.answers["workforce"] == [
        {"nationality": "NPL", "headcount": 4},
        {"nationality": "MYS"},
    ]
    assert words(form.workforce.entries[1].form.headcount) == []
    assert words(form.workforce.entries[2].form.headcount) == ["Enter how many workers."]


def test_a_part_cannot_be_more_than_its_whole() -> None:
    form = filled(
        "corridors",
        {"corridors-0-recruits": "10", "corridors-0-direct_recruits": "11"},
    )
    assert words(form.corridors.entries[0].form.direct_recruits) == [
        "This is more than the workers recruited. Correct one of the two."
    ]
    form = filled("period", {"str_entities_total": "2", "str_entities_covered": "3"})
    assert words(form.str_entities_covered) == [
        "This is more than the companies in the group. Correct one of the two."
    ]


def test_a_corridor_has_one_row() -> None:
    twice = {
        f"corridors-{n}-{name}": value
        for n in (0, 1)
        for name, value in {"origin": "NPL", "sector": "services", "recruits": str(n)}.items()
    }
    form = filled("corridors", twice)
    assert words(form.corridors.entries[1].form.sector) == [
        "Nepal · Services has a row above. Put both together in one row."
    ]
    assert [row["recruits"] for row in form.answers["corridors"]] == [0]


@pytest.mark.parametrize(
    ("name", "licence", "said"),
    [
        (
            "Ahmad bin Ali",
            "",
            ["This seems to be a private person, whose name must not be public."],
        ),
        ("Encik Ravi a/l Maniam", "none", ["This seems to be a private person"]),
        ("Agensi Pekerjaan Bin Sdn Bhd", "", []),
        ("Ahmad bin Ali", "JTK 1234", []),
        ("Contoh Perantara", "", []),
        ("Rina +60 12-345 6789", "JTK 1234", ["This seems to hold a phone number."]),
    ],
)
def test_a_recruiter_is_named_and_a_private_person_is_not(name, licence, said) -> None:
    cells = {"name": name, "country": "MYS", "licence_no": licence}
    form = filled("recruiters", {f"recruiters-0-{k}": value for k, value in cells.items()})
    found = words(form.recruiters.entries[0].form.name)
    assert [text.startswith(start) for text, start in zip(found, said, strict=True)] == [
        True for _ in said
    ]


def test_answers_that_contradict_each_other_are_pointed_out() -> None:
    form = filled(
        "workforce",
        {
            "workforce_has_migrants": "no",
            "workforce-0-nationality": "NPL",
            "workforce-0-headcount": "4",
        },
    )
    assert "Correct one of the two" in words(form.workforce_has_migrants)[0]


def test_more_rows_than_a_page_takes_are_kept_on_it_and_refused() -> None:
    form = filled("workforce", {f"workforce-{n}-headcount": "1" for n in range(501)})
    assert len(form.workforce.entries) == 501
    assert "This page takes 500 rows" in words(form.workforce)[-1]


def test_text_that_looks_like_a_formula_is_text() -> None:
    form = filled("governance", {"gov_accountable_post": '=HYPERLINK("x")\x00'})
    assert form.answers["gov_accountable_post"] == '=HYPERLINK("x")'


@pytest.mark.parametrize("number", ["²", "-1", "x", "9" * 5000, ""])
def test_a_row_number_that_is_none_is_no_row(number: str) -> None:
    form = filled("workforce", {f"workforce-{number}-headcount": "4"})
    assert form.answers["workforce"] == []


def test_a_fee_table_of_thirty_corridors_can_be_complete() -> None:
    corridors = tuple(f"{letter}{other}A-services" for letter in "ABCDEF" for other in "ABCDE")
    lines = [
        line | {"corridor": corridor}
        for corridor in corridors
        for category in CATEGORIES
        for line in fee_lines(category)
    ]
    facts = replace(FACTS_OF_FILING, corridors=corridors)
    form = PAGES["fees"](formdata=None, data={"fees": lines}, facts=facts)
    assert form.validate(), form.errors


@pytest.mark.parametrize(
    ("page", "cell", "most"),
    [("corridors", "corridors-{}-recruits", 500), ("fees", "fees-{}-amount_myr", 2000)],
)
def test_a_forged_form_of_very_many_rows_is_read_up_to_one_too_many(page, cell, most):
    sent = MultiDict((cell.format(number), "1") for number in range(30_000))
    form = PAGES[page](formdata=sent, facts=FACTS_OF_FILING)
    assert len(form[page].entries) == most + 1


@pytest.mark.parametrize(
    ("typed", "kept"), [("3.6", "3.6"), ("3.60", "3.6"), ("1,250", "1250"), ("100", "100")]
)
def test_decimals_are_read_as_people_write_them(typed: str, kept: str) -> None:
    form = filled("measures", {"kpis-0-current": typed})
    assert form.answers["kpis"] == [{"current": kept}]


@pytest.mark.parametrize("typed", ["3,6", "-1", "3.625", "many"])
def test_what_is_no_decimal_stays_as_typed_and_is_not_stored(typed: str) -> None:
    form = filled("measures", {"kpis-0-current": typed})
    cell = form.kpis.entries[0].form.current
    assert words(cell) == ["Enter a number with at most two decimals, such as 3.6."]
    assert cell._value() == typed
    assert form.answers["kpis"] == []


@pytest.mark.parametrize("typed", ["2025-12", "12/2025", "12-2025", "2025-12-31", "31/12/2025"])
def test_a_month_is_kept_as_its_first_day(typed: str) -> None:
    form = filled("wages", {"wages-0-month": typed})
    assert form.answers["wages"] == [{"month": "2025-12-01"}]
    assert form.wages.entries[0].form.month._value() == "2025-12"


@pytest.mark.parametrize("typed", ["13/2025", "December", "2025", "12/25", "0001-01"])
def test_a_month_that_does_not_exist_is_shown_again_as_typed(typed: str) -> None:
    month = filled("wages", {"wages-0-month": typed}).wages.entries[0].form.month
    assert words(month) == ["Enter a month and a year, such as 12/2025."]
    assert f'type="text" value="{typed}"' in month(type="month")


@pytest.mark.parametrize(("typed", "fits"), [("2024-12", False), ("2025-01", True)])
def test_a_wage_is_of_a_month_of_the_period(typed: str, fits: bool) -> None:
    month = filled("wages", {"wages-0-month": typed}).wages.entries[0].form.month
    assert (words(month) == []) is fits


def test_a_row_with_nothing_but_the_usual_size_is_blank() -> None:
    form = filled("wages", {"wages-0-size": "L", "wages-0-nationality": ""})
    assert form.answers["wages"] == []
    assert words(form.wages) == ["Enter at least one group of workers, with its lowest basic wage."]


@pytest.mark.parametrize(
    ("page", "typed", "field"),
    [
        ("wages", {"wages-0-workers": "5", "wages-0-workers_below_min": "6"}, None),
        ("pay", {"wag_latest_pay_day": "32"}, "wag_latest_pay_day"),
        ("pay", {"wag_max_weekly_hours": "169"}, "wag_max_weekly_hours"),
        ("grievance", {"grv_sites_total": "2", "grv_sites_with_notice": "3"}, None),
        (
            "cases",
            {"grv_cases_received": "9", "grv_cases_women": "5", "grv_cases_men": "5"},
            "grv_cases_men",
        ),
        (
            "cases",
            {"grv_cases_opening": "1", "grv_cases_received": "9", "grv_cases_closed": "11"},
            "grv_cases_closed",
        ),
        ("training", {"training-0-headcount": "5", "training-0-trained": "6"}, None),
        ("monitoring", {"mon_sites_total": "5", "mon_sites_audited": "6"}, None),
        ("monitoring", {"mon_caps_opened": "5", "mon_caps_closed": "6"}, None),
    ],
)
def test_numbers_that_cannot_be_true_together_are_pointed_out(page, typed, field) -> None:
    form = filled(page, typed)
    field = field or list(typed)[-1]
    table, _, rest = field.partition("-0-")
    wrong = form[table].entries[0].form[rest] if rest else form[field]
    assert words(wrong)
    corrected = filled(page, typed | {list(typed)[-1]: "0"})
    right = corrected[table].entries[0].form[rest] if rest else corrected[field]
    assert not [w for w in words(right) if "Correct" in w or "Enter" in w]


def test_complaints_without_a_name_are_of_neither_sex() -> None:
    numbers = {"grv_cases_received": "9", "grv_cases_women": "3", "grv_cases_men": "4"}
    assert not filled("cases", numbers).grv_cases_men.errors


@pytest.mark.parametrize(
    ("page", "typed", "owed"),
    [
        ("supply_chain", {"str_suppliers_used": "no"}, {"str_procurement_items"}),
        (
            "risk",
            {"rsk_assessed": "no", "rsk_outsourced_used": "yes"},
            {"rsk_outsourced_controls"},
        ),
        (
            "grievance",
            {"grv_channels": ["none"]},
            {"grv_no_retaliation", "grv_sites_total", "grv_sites_with_notice"},
        ),
        ("housing", {"housing_provided": "no"}, set()),
        ("housing", {"housing_provided": "yes"}, {"housing"}),
        ("findings", {"findings_found": "yes"}, {"findings"}),
        ("training", {"training_given": "do_not_know"}, set()),
        ("measures", {"kpis_kept": "yes"}, {"kpis"}),
    ],
)
def test_what_follows_from_an_answer_is_owed_and_nothing_else(page, typed, owed) -> None:
    assert set(filled(page, typed).errors) == owed


@pytest.mark.parametrize(
    ("page", "question", "row"),
    [
        ("housing", "housing_provided", {"housing-0-residents": "4"}),
        ("findings", "findings_found", {"findings-0-workers": "4"}),
        ("training", "training_given", {"training-0-trained": "4"}),
        ("measures", "kpis_kept", {"kpis-0-current": "4"}),
    ],
)
def test_a_no_that_a_row_contradicts_is_pointed_out(page, question, row) -> None:
    form = filled(page, {question: "no"} | row)
    assert "Correct one of the two" in words(form[question])[0]


def test_a_remedy_is_dated_once_it_is_complete_and_not_before_the_finding() -> None:
    def row(**cells: str) -> Any:
        typed = {f"findings-0-{name}": value for name, value in cells.items()}
        return filled("findings", typed).findings.entries[0].form.remedy_on

    assert not row(remedy_status="in_progress").errors
    assert words(row(remedy_status="complete")) == ["Enter the day on which it was put right."]
    early = row(remedy_status="complete", found_on="2025-05-02", remedy_on="2025-05-01")
    assert words(early) == ["This is before it was found. Check both days."]
