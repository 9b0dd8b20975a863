"""``registry check-counts`` on a register whose sums somebody wrote."""

from sqlalchemy import insert

from registry.commands.context import application
from registry.extensions import db
from registry.models import PromiseSum
from tests import factories as make

SUMS = {"made": 1, "due": 0, "kept": 0, "halves": 0, "percent": None}


def test_a_sum_of_no_promises_is_found_and_mended(run):
    run("migrate")
    assert run("check-counts").exit_code == 0
    with application():
        organisation = make.an_organisation()
        db.session.flush()
        span = {"first_year": 2025, "last_year": 2025}
        span |= {"first_day": make.AT.date(), "last_day": make.AT.date()}
        db.session.execute(insert(PromiseSum), {"organisation_id": organisation.id, **span, **SUMS})
        db.session.commit()
    assert "promise_sum" in run("check-counts").output
    assert run("check-counts", "--anew").exit_code == 0
    assert run("check-counts").exit_code == 0
