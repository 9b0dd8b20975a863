"""What a draft would do to filings that are published, without touching them."""

import pytest
from sqlalchemy import select

from registry import adopted, rescoring
from registry.drafting import services, shown, trials
from registry.extensions import db
from registry.models import FilingVersion, RegisterEntry, Statement
from registry.scoring import load_catalogue
from tests import factories as make
from tests.drafting.rules import a_draft

pytestmark = pytest.mark.usefixtures("session")
RULES = "/en/review/rules/"
GRADES = ["A", "B", "C", "D", "E"]


@pytest.fixture
def published(session):
    """One filing that does well, and one in another sector that says nothing."""
    good = make.published(make.a_filing(pages=make.complete_answers()))
    other = make.an_organisation("Contoh Senyap Berhad", sector="plantation")
    return good, make.published(make.a_filing(other, pages={}))


def strict(**values):
    return {"target": "G1", "weight": None, "cap": None, "values": values}


def only_management(by):
    """A draft by which a statement approved by the board alone is not scored."""
    draft = a_draft(by, [strict(bodies=["management"])])
    db.session.commit()
    return draft


def test_filings_move_from_the_grade_in_force_to_that_of_the_draft(senior, published):
    draft = only_management(senior)
    found = trials.work_out(draft, 2026).result
    good = published[0].assessment["grade"]
    assert found["filings"] == 2
    assert found["moved"] == 1
    assert found["sectors"]["industrial"] == [[good, "none", 1]]
    assert found["sectors"]["plantation"] == [["none", "none", 1]]
    [moving] = found["organisations"]
    assert (moving["grade_before"], moving["grade_after"]) == (good, None)
    assert moving["gates_come"] == ["G1"]
    assert found["gates"] == {"G1": 1}


def test_criteria_that_change_are_named(senior, published):
    entry = {"target": "GOV-04", "weight": None, "cap": None, "values": {"met_items": 5}}
    found = rescoring.differences(
        2026,
        rescoring.by(adopted.catalogue()),
        rescoring.by(trials.drafted(a_draft(senior, [entry]), adopted.catalogue())),
    )
    [good] = [each for each in found if each.exists]
    assert good.outcomes == {"GOV-04": ("met", "partly_met")}
    assert rescoring.row(good)["criteria"] == "GOV-04: met > partly_met"


def test_a_trial_touches_nothing(senior, published):
    before = _everything()
    draft = only_management(senior)
    trials.keep(draft, trials.work_out(draft, 2026), at=make.AT)
    db.session.expire_all()
    assert _everything() == before


def _everything():
    tables = (FilingVersion, Statement, RegisterEntry)
    return [row for t in tables for row in db.session.execute(select(t.__table__)).all()]


def test_the_page_shows_who_moves_and_counts_by_sector(client, senior, published):
    draft = only_management(senior)
    place = f"{RULES}{draft.id}/"
    client.sign_in(senior)
    assert "Not tried yet" in client.page(place).text
    client.fill(place, action=f"{place}try", year="2026")
    page = client.page(place)
    assert "would have another grade" in page.text
    assert published[0].organisation.name in page.text
    assert "limit G1 holds" in page.text
    assert "Industrial" in page.text
    client.page(f"{place}?sector=plantation")
    client.page(place.replace("/en/", "/ms/"))


def test_a_trial_of_an_earlier_draft_says_so(client, senior, published):
    draft = only_management(senior)
    place = f"{RULES}{draft.id}/"
    client.sign_in(senior).fill(place, action=f"{place}try", year="2026")
    assert "changed since this was worked out" not in client.page(place).text
    client.fill(f"{place}values/GOV", **{"GOV-01-weight": "1"})
    assert "changed since this was worked out" in client.page(place).text


def test_a_year_that_has_too_many_filings_is_for_the_command(
    client, senior, published, monkeypatch
):
    monkeypatch.setattr(trials, "WHILE_YOU_WAIT", 1)
    draft = only_management(senior)
    place = f"{RULES}{draft.id}/"
    client.sign_in(senior).fill(place, action=f"{place}try", year="2026")
    page = client.page(place)
    assert "too many filings" in page.text
    assert f"registry what-if {draft.id}" in page.text
    assert draft.trials == []


def test_a_year_without_published_filings_cannot_be_tried(client, senior, published):
    place = f"{RULES}{only_management(senior).id}/"
    answer = client.sign_in(senior).post(f"{place}try", data={"year": "2025"})
    assert answer.status_code == 422


def test_the_picture_counts_what_the_table_counts(senior, published):
    draft = only_management(senior)
    trial = trials.keep(draft, trials.work_out(draft, 2026), at=make.AT)
    everyone = shown.matrix(trial, "", GRADES)
    assert sum(cell.count for row in everyone for cell in row) == 2
    plantation = shown.matrix(trial, "plantation", GRADES)
    assert [c for row in plantation for c in row if c.count] == [shown.Cell("none", "none", 1, 4)]
    assert {row["sector"]: row["fall"] for row in shown.by_sector(trial, GRADES)} == {
        "industrial": 1,
        "plantation": 0,
    }


def test_only_the_newest_version_of_the_year_is_judged(senior, published):
    assert rescoring.how_many(2026) == 2
    assert rescoring.how_many(2026, sectors=["plantation"]) == 1
    assert rescoring.how_many(2025) == 0
    assert rescoring.published_years() == [2026]


def test_a_frozen_assessment_is_compared_as_it_is(published):
    found = list(
        rescoring.differences(2026, rescoring.as_published, rescoring.by(load_catalogue()))
    )
    assert [each.exists for each in found] == [False, False]


def test_a_draft_that_changes_nothing_moves_nobody(senior, published):
    draft = services.start("Nothing yet", by=senior, at=make.AT)
    assert trials.work_out(draft, 2026).result["changed"] == 0
