"""Naming the companies of a group, one by one or pasted, and saying where one differs."""

from datetime import date
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from registry import groups
from registry.filing import group
from registry.forms.filing import PAGES, Facts
from registry.forms.filing.group import CompanyRow
from tests.coverage.groups import KILANG, LOGISTIK, a_row
from tests.forms.test_filing_pages import request_context

__all__ = ["request_context"]

OWN = "201901000005"
KNOWN = groups.companies([a_row(KILANG), a_row(LOGISTIK)])
HOLDER = "passports.doc_passport_holder"


def facts() -> Facts:
    return Facts(
        today=date(2026, 5, 4),
        period_start=date(2025, 1, 1),
        period_end=date(2025, 12, 31),
        own_numbers=(OWN, "1312525-A"),
        covered=tuple(KNOWN),
        questions=group.questions(),
    )


def filled(page: str, typed: dict[str, Any], *, add: str = "") -> Any:
    form = PAGES[page](formdata=MultiDict(typed), facts=facts())
    form.add_row(add) if add else form.validate()
    return form


def company(position: int, **cells: str) -> dict[str, str]:
    row = a_row(KILANG) | cells
    return {f"entities-{position}-{name}": value for name, value in row.items()}


def errors(form: Any, position: int, column: str) -> str:
    table = next(iter(form.tables.values()))
    return " ".join(str(e) for e in table.entries[position].form[column].errors)


@pytest.mark.parametrize("typed", [f"{KILANG} (1312525-B)", " 2019 0190 0001 "])
def test_a_number_is_kept_in_its_usual_form(typed):
    form = filled("period", company(0, ssm_number=typed))
    assert form.answers["entities"][0]["ssm_number"] == KILANG


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("12345", "Enter 12 digits such as 201901000005"),
        (OWN, "the number of your own company"),
        ("1312525a", "the number of your own company"),
        ("", "Enter the SSM registration number"),
        ("not in Malaysia, Vietnam 0312", ""),
    ],
)
def test_a_number_that_cannot_be_is_explained_and_kept(typed, says):
    form = filled("period", company(0, ssm_number=typed))
    assert says in errors(form, 0, "ssm_number")
    assert bool(errors(form, 0, "ssm_number")) is bool(says)
    if typed == "12345":
        assert form.answers["entities"][0]["ssm_number"] == typed


@pytest.mark.parametrize(
    ("typed", "says"), [("101", "from 0 to 100"), ("-1", "from 0 to 100"), ("", "share"), ("0", "")]
)
def test_a_share_is_from_0_to_100(typed, says):
    form = filled("period", company(0, share_percent=typed))
    assert says in errors(form, 0, "share_percent")
    assert bool(errors(form, 0, "share_percent")) is bool(says)


def test_a_company_stands_in_the_list_once():
    form = filled("period", company(0) | company(1, ssm_number=f"{KILANG} (1-A)", name="Other"))
    assert "Row 1 names this company already" in errors(form, 1, "ssm_number")
    assert errors(form, 0, "ssm_number") == ""
    other = filled("period", company(0) | company(1, ssm_number=LOGISTIK))
    assert errors(other, 1, "ssm_number") == ""


def test_pasted_lines_become_rows_in_the_place_of_blank_ones():
    lines = f"Name\tSSM\tShare\tCovered\nContoh A Sdn Bhd\t{KILANG}\t60%\tya\nContoh B\tx\t200\t?\n"
    form = filled("period", {"entities-0-name": "", "pasted": lines}, add="entities")
    first, second = form.entities.entries
    assert first.form.answer == a_row(KILANG, "Contoh A Sdn Bhd", share_percent="60")
    assert second.form.answer == {"name": "Contoh B", "ssm_number": "x"}
    assert second.form.share_percent._value() == "200", "what was typed stays on the page"
    assert (form.pasted.taken, form.pasted.typed) == (2, "")


def test_lines_that_are_saved_without_the_button_are_not_lost():
    typed = company(0) | {"pasted": f'"Contoh Dua, Sdn Bhd",{LOGISTIK},51,no'}
    form = filled("period", typed)
    names = [row["name"] for row in form.answers["entities"]]
    assert names == [a_row(KILANG)["name"], "Contoh Dua, Sdn Bhd"]
    assert "pasted" not in form.answers


def test_two_hundred_companies_are_pasted_and_judged():
    lines = "\n".join(f"Contoh {n} Sdn Bhd,2019019{n:05d},100,yes" for n in range(200))
    form = filled("period", {"pasted": lines})
    assert len(form.answers["entities"]) == 200
    assert not any(form.entities.errors)


def test_a_line_too_many_is_refused_and_an_empty_paste_adds_a_blank_row():
    lines = "\n".join(f"Contoh {n},2019019{n:05d},100,yes" for n in range(900))
    form = filled("period", {"pasted": lines})
    assert any("500 rows" in str(e) for e in form.entities.errors)
    assert len(filled("period", company(0), add="entities").entities.entries) == 2


def test_the_page_counts_the_list_and_says_whether_the_answers_agree():
    rows = company(0) | company(1, ssm_number=LOGISTIK, covered="no")
    said = {"str_entities_total": "3", "str_entities_covered": "2"}
    tally = filled("period", rows | said).tally
    assert (tally.listed, tally.covered, tally.agrees) == (2, 1, True)
    assert not filled("period", rows | said | {"str_entities_total": "2"}).tally.agrees
    assert filled("period", rows).tally.agrees


def test_the_columns_pasted_are_those_of_the_row():
    with_context = CompanyRow()
    assert list(a_row()) == [field.short_name for field in with_context]


def difference(position: int, **cells: str) -> dict[str, str]:
    row = {"entity": KNOWN[0].label, "question": HOLDER, "said": "The company keeps them."}
    return {f"differences-{position}-{name}": value for name, value in (row | cells).items()}


def test_a_difference_of_a_covered_company_is_taken():
    form = filled("differences", difference(0))
    assert form.errors == {}
    assert form.answers["differences"][0]["entity"] == KNOWN[0].label


@pytest.mark.parametrize("said", [KILANG, KNOWN[0].name, f"Old Name Sdn Bhd ({KILANG})"])
def test_a_company_is_recognised_by_number_or_name(said):
    assert filled("differences", difference(0, entity=said)).answers["differences"][0][
        "entity"
    ] == (KNOWN[0].label)
    stored = PAGES["differences"](
        formdata=None, data={"differences": [{"entity": said}]}, facts=facts()
    )
    assert stored.differences.entries[0].form.entity.data == KNOWN[0].label


def test_a_company_that_is_covered_no_longer_stays_chosen_with_a_remedy():
    form = filled("differences", difference(0, entity="Contoh Lepas Sdn Bhd (201901900009)"))
    assert "is not among the companies that this filing covers" in errors(form, 0, "entity")
    assert "Contoh Lepas" in form.differences.entries[0].form.entity()
    assert form.answers["differences"][0]["entity"].startswith("Contoh Lepas")


def test_only_questions_that_a_company_can_differ_in_are_offered():
    offered = {name for asked in group.questions().values() for name in asked}
    assert HOLDER in offered
    assert "fees.fees" in offered, "in words, a company may differ also in what a table counts"
    assert not {name for name in offered if name.startswith(("screening.", "period."))}
    form = filled("differences", difference(0, question="screening.scr_migrants"))
    assert "does not ask that question" in errors(form, 0, "question")


def test_one_company_differs_in_one_question_once():
    form = filled("differences", difference(0) | difference(1))
    assert "Row 1 says this of the same company" in errors(form, 1, "question")
    other = filled("differences", difference(0) | difference(1, entity=KNOWN[1].label))
    assert other.errors == {}
