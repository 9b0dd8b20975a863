"""Entities that more than one filing speaks for, and who may know of it."""

import pytest

from tests import factories as make
from tests.coverage.groups import KILANG, a_row
from tests.cross_checks.filings import a_draft, a_filed, a_published
from tests.cross_checks.test_others import answers, questions

pytestmark = pytest.mark.usefixtures("session")


def naming(*rows):
    return answers(period={"entities": list(rows)})


def an_organisation(name="Contoh Rakan Berhad"):
    return make.an_organisation(name)


def test_an_entity_that_another_statement_covers_is_asked_about():
    a_published(an_organisation(), pages=naming(a_row(KILANG, share_percent="40")))
    question = questions(a_draft(an_organisation(""), pages=naming(a_row(KILANG))))["Y24"]
    assert "Contoh Rakan Berhad" in question["sentence"]["en"]
    assert question["places"] == [{"field": "entities", "row": 1, "column": "covered"}]
    left_out = naming(a_row(KILANG, covered="no"))
    assert "Y24" not in questions(a_draft(an_organisation(""), pages=left_out))


def test_an_entity_that_another_statement_only_names_is_not_covered_twice():
    a_published(an_organisation(), pages=naming(a_row(KILANG, covered="no")))
    assert "Y24" not in questions(a_draft(an_organisation(""), pages=naming(a_row(KILANG))))


def test_parent_and_child_that_both_file_are_both_asked():
    parent, child = an_organisation("Contoh Induk Berhad"), an_organisation("Contoh Anak Berhad")
    rows = naming(a_row(child.ssm_number, child.name))
    a_published(child, pages=naming())
    assert "Contoh Anak Berhad" in questions(a_draft(parent, pages=rows))["Y25"]["sentence"]["ms"]
    a_published(parent, 2025, pages=rows)
    question = questions(a_draft(child, 2025, pages=naming()))["Y26"]
    assert "Contoh Induk Berhad" in question["sentence"]["en"]
    assert question["places"][0]["field"] == "str_entities_covered"


def test_two_that_name_each_other_are_asked():
    one, other = an_organisation("Contoh Satu Berhad"), an_organisation("Contoh Dua Berhad")
    a_published(one, pages=naming(a_row(other.ssm_number, other.name, covered="no")))
    draft = a_draft(other, pages=naming(a_row(one.ssm_number, one.name, covered="no")))
    assert "Contoh Satu Berhad" in questions(draft)["Y27"]["sentence"]["en"]


def test_what_nobody_published_is_told_to_the_staff_alone():
    parent, child = an_organisation("Contoh Rahsia Berhad"), an_organisation("Contoh Anak Berhad")
    a_filed(parent, pages=naming(a_row(KILANG), a_row(child.ssm_number, child.name)))
    draft = a_draft(child, pages=naming(a_row(KILANG), a_row(parent.ssm_number, parent.name)))
    asked = {"Y24", "Y25", "Y26", "Y27"}
    assert not asked & set(questions(draft))
    assert asked <= set(questions(draft, unpublished=True))


def test_a_draft_is_told_to_nobody():
    a_draft(an_organisation("Contoh Draf Berhad"), pages=naming(a_row(KILANG)))
    draft = a_draft(an_organisation(""), pages=naming(a_row(KILANG)))
    assert "Y24" not in questions(draft, unpublished=True)
