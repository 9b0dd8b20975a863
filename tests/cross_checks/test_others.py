"""What other filings say of the same entities, recruiters and corridors, and who may know it."""

from decimal import Decimal

import pytest

from registry import cross_checks
from registry.cross_checks.others import LEAST_FILERS
from registry.models import FilingMention, StaffRole
from registry.review import services as review
from tests import factories as make
from tests.cross_checks.filings import a_draft, a_filed, a_published

pytestmark = pytest.mark.usefixtures("session")

JOINT = {"name": "Contoh Bersama Sdn Bhd", "ssm_number": "190301000021", "covered": "yes"}


def answers(**pages):
    """The complete answers with these pages' answers in place of theirs."""
    found = make.complete_answers()
    return {name: {**page, **pages.get(name, {})} for name, page in found.items()}


def listing(share, number=JOINT["ssm_number"]):
    row = JOINT | {"share_percent": share, "ssm_number": number}
    return answers(period={"entities": [row]})


def licensed(licence):
    row = make.a_recruiter(name="Contoh Manpower", country="NPL", licence_no=licence)
    return answers(recruiters={"recruiters": [row]})


def questions(filing, *, unpublished=False):
    flat = {n: value for page in filing.pages for n, value in page.answers.items()}
    found = cross_checks.check(
        filing, flat, "", on=filing.due_on, unpublished=unpublished
    ).questions
    return {question["check"]: question for question in found}


def test_shares_of_two_filers_that_exceed_the_whole_are_asked_about():
    a_published(make.an_organisation("Contoh Rakan Berhad"), pages=listing("55"))
    draft = a_draft(make.an_organisation(), pages=listing("60"))
    question = questions(draft)["Y20"]
    assert "Contoh Rakan Berhad" in question["sentence"]["en"]
    assert "115" in question["sentence"]["ms"]
    assert question["places"] == [{"field": "entities", "row": 1, "column": "share_percent"}]
    assert "Y20" not in questions(a_draft(make.an_organisation(), pages=listing("45")))


def test_what_nobody_published_is_told_to_the_staff_alone():
    filed = listing("55") | {"recruiters": licensed("A-1")["recruiters"]}
    a_filed(make.an_organisation("Contoh Rahsia Berhad"), pages=filed)
    pages = listing("60") | {"recruiters": licensed("B-2")["recruiters"]}
    draft = a_draft(make.an_organisation(), pages=pages)
    assert not {"Y20", "Y22"} & set(questions(draft))
    assert {"Y20", "Y22"} <= set(questions(draft, unpublished=True))


def test_an_entity_that_denies_migrants_in_its_own_filing():
    member = make.an_organisation("Contoh Anak Berhad")
    denial = answers(workforce={"workforce_has_migrants": "no", "workforce": []})
    draft = a_draft(make.an_organisation(), pages=listing("51", member.ssm_number))
    filed = a_filed(member, pages=denial)
    assert "Y21" not in questions(draft)
    assert "Y21" in questions(draft, unpublished=True)
    review.publish(filed, by=make.a_user(staff=StaffRole.OFFICER), at=make.AT, note="", version=1)
    assert "Y21" in questions(draft)


def test_the_licence_that_more_filings_give_is_asked_about():
    a_published(pages=licensed("A-1"))
    draft = a_draft(make.an_organisation(), pages=licensed("B-2"))
    assert "A-1" in questions(draft)["Y22"]["sentence"]["en"]
    a_published(pages=licensed("B-2"))
    assert "Y22" not in questions(draft)


def test_fees_far_below_the_median_of_enough_others_are_asked_about(session):
    draft = a_draft(make.an_organisation(), pages=answers())
    for _ in range(LEAST_FILERS):
        assert "Y23" not in questions(draft)
        session.add(paid_elsewhere("6000.00"))
        session.flush()
    question = questions(draft)["Y23"]
    assert str(LEAST_FILERS) in question["sentence"]["en"]


def test_whoever_reports_more_than_others_is_not_asked(session):
    lines = make.fee_lines("REC", by_workers="900000.00")
    draft = a_draft(make.an_organisation(), pages=answers(fees={"fees": lines}))
    for _ in range(LEAST_FILERS):
        session.add(paid_elsewhere("0.00"))
    session.flush()
    assert "Y23" not in questions(draft)


def paid_elsewhere(amount):
    filing = make.a_filing()
    return FilingMention(
        filing_id=filing.id,
        organisation_id=filing.organisation_id,
        year=filing.year,
        kind="corridor",
        key=make.CORRIDOR,
        value=str(Decimal(amount)),
        is_public=True,
    )
