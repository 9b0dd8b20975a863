"""Dated values: the day before a change and the day of it."""

from datetime import date

import pytest

from registry.scoring import CatalogueError, ParameterError, load_parameters, value_at
from registry.scoring.catalogue import CRITERIA
from registry.scoring.entries import Sources
from registry.scoring.feelines import WHOLE
from registry.scoring.shapes import FEE_CATEGORIES, LANGUAGES, POLICY_CATEGORIES, STATES
from registry.scoring.strict_yaml import read_yaml

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("day", "size", "area", "wage"),
    [
        (date(2020, 1, 31), "L", "A", 1100),
        (date(2020, 2, 1), "L", "A", 1200),
        (date(2020, 2, 1), "L", "B", 1100),
        (date(2022, 4, 30), "L", "B", 1100),
        (date(2022, 5, 1), "L", "B", 1500),
        (date(2023, 6, 30), "S", "B", 1100),
        (date(2023, 7, 1), "S", "B", 1500),
        (date(2024, 12, 31), "L", "A", 1500),
        (date(2025, 1, 31), "L", "A", 1500),
        (date(2025, 2, 1), "L", "A", 1700),
        (date(2025, 7, 31), "S", "A", 1500),
        (date(2025, 8, 1), "S", "A", 1700),
    ],
)
def test_the_minimum_wage_is_that_of_the_day(day, size, area, wage):
    assert value_at("minimum_wage_monthly_myr", day, size=size, area=area) == wage


@pytest.mark.parametrize(("day", "borne"), [(date(2017, 12, 31), False), (date(2018, 1, 1), True)])
def test_the_levy_is_the_employers_from_2018(day, borne):
    assert value_at("levy_paid_by_employer", day) is borne


@pytest.mark.parametrize(
    ("day", "region", "hours"),
    [
        (date(2022, 12, 31), "peninsular_labuan", 48),
        (date(2023, 1, 1), "peninsular_labuan", 45),
        (date(2025, 4, 30), "sabah_sarawak", 48),
        (date(2025, 5, 1), "sabah_sarawak", 45),
    ],
)
def test_normal_hours_go_by_region_and_day(day, region, hours):
    assert value_at("max_weekly_hours", day, region=region) == hours


@pytest.mark.parametrize(
    ("day", "schemes"),
    [
        (date(2019, 1, 1), ["socso_injury"]),
        (date(2024, 6, 30), ["socso_injury"]),
        (date(2024, 7, 1), ["socso_injury", "socso_invalidity"]),
        (date(2025, 9, 30), ["socso_injury", "socso_invalidity"]),
        (date(2025, 10, 1), ["socso_injury", "socso_invalidity", "epf"]),
    ],
)
def test_social_protection_grows_with_time(day, schemes):
    assert value_at("social_protection_schemes", day) == schemes


def test_a_certificate_is_asked_for_where_the_housing_act_is_in_force():
    asked = {
        region: value_at("act446_in_force", TODAY, region=region)
        for region in value_at("labour_regions", TODAY)
    }
    assert asked == {"peninsular_labuan": True, "sabah_sarawak": False}


def test_every_state_belongs_to_one_region():
    states = [state for states in value_at("labour_regions", TODAY).values() for state in states]
    assert sorted(states) == sorted(STATES)


def test_every_source_country_has_a_language_that_the_form_offers():
    spoken = value_at("languages_of_nationality", TODAY)
    assert {*value_at("source_countries", TODAY), "MYS", "OTHER"} <= spoken.keys()
    assert all(languages and set(languages) <= set(LANGUAGES) for languages in spoken.values())


def test_the_levy_has_a_rate_for_every_permitted_sector_and_region_but_mining():
    for sector in value_at("permitted_sectors", TODAY):
        if sector != "mining_quarrying":
            for region in value_at("labour_regions", TODAY):
                assert value_at("levy_rate_myr_per_year", TODAY, sector=sector, region=region) > 0


def test_every_parameter_is_told_in_both_languages_and_every_number_has_a_unit():
    for parameter in load_parameters().values():
        assert parameter.about["en"] != parameter.about["ms"]
        is_number = not isinstance(parameter.values[-1].value, bool | list | dict)
        assert (parameter.unit is not None) == is_number, parameter.name


def test_the_deadline_is_six_months_after_the_year_end_in_every_year():
    for year in (2023, 2026, 2028, 2030):
        assert value_at("statement_due_months_after_fye", date(year, 6, 30)) == 6


@pytest.mark.parametrize(
    ("name", "day"), [("statement_due_months_after_fye", date(2022, 12, 31)), ("nothing", TODAY)]
)
def test_a_value_that_is_not_known_on_a_day_is_an_error(name, day):
    with pytest.raises(ParameterError, match=name):
        value_at(name, day)


def test_no_two_values_of_a_parameter_hold_on_the_same_day_for_the_same_keys():
    for parameter in load_parameters().values():
        days = {dated.since for dated in parameter.values}
        for dated in parameter.values:
            for day in days:
                if dated.holds(day, dated.where):
                    value_at(parameter.name, day, **{"area": "A", "size": "L", **dated.where})


def test_every_source_of_a_value_is_described():
    sources = Sources(read_yaml(CRITERIA / "sources.yaml"))
    for parameter in load_parameters().values():
        for dated in parameter.values:
            assert dated.cite
            for ref in dated.cite:
                sources.cite(parameter.name, ref)


def test_the_cost_categories_are_those_of_the_fee_table():
    categories = value_at("cost_categories", TODAY)
    assert tuple(categories) == FEE_CATEGORIES
    assert tuple(id for id, each in categories.items() if each.get("required")) == POLICY_CATEGORIES
    assert {id: each.get("parent", id) for id, each in categories.items()} == WHOLE
    assert all(each["en"] and each["ms"] for each in categories.values())


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a: {values: []}", "the keys about and values"),
        ("a: {about: x, values: []}", "a about: write the text in en and ms"),
        ("a: {about: {en: x, ms: y}, unit: {en: x}, values: []}", "a unit: write the text in en"),
        (
            "a: {about: {en: x, ms: y}, values: [{from: 2020-01-01, value: 1, verified: true}]}",
            r"write \['cite'\]",
        ),
        (
            "a: {about: {en: x, ms: y}, values: [{from: 1, value: 1, cite: [], verified: true}]}",
            "from is a date",
        ),
        ("a: {about: {en: x, ms: y}, values: [{form: 2020-01-01}]}", r"remove \['form'\]"),
        ("- a", "a mapping of names to entries"),
    ],
)
def test_a_mistake_in_a_parameter_is_refused(tmp_path, text, complaint):
    (tmp_path / "law.yaml").write_text(text, "utf-8")
    with pytest.raises(CatalogueError, match=complaint):
        load_parameters(tmp_path)


def test_a_parameter_is_in_one_file_only(tmp_path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("wage: {about: {en: x, ms: y}, values: []}", "utf-8")
    with pytest.raises(CatalogueError, match="wage is in two files"):
        load_parameters(tmp_path)
