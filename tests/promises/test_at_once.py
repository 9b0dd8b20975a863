"""Two statements of one organisation that are published at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

from registry import assessment, promises, publication
from registry.extensions import db
from registry.models import Filing, FilingStatus, StaffRole
from registry.promises import Standing, standing
from tests import factories as make

REPAY = {
    "commitment": "Repay every worker of the Nepal corridor",
    "owner": "Head of human resources",
    "metric": "Workers repaid, per cent",
    "target": "100",
}


def filed(organisation, year: int, due_on: str, **pages) -> int:
    made = {"commitments_made": "yes", "commitments": [{**REPAY, "due_on": due_on}]}
    answers = {**make.complete_answers(), "commitments": made, **pages}
    filing = make.a_filing(organisation, year, pages=answers)
    make.filed(filing, at=make.AT.replace(year=year))
    filing.move_to(FilingStatus.PUBLISHED, by=make.a_user(staff=StaffRole.OFFICER), at=make.AT)
    return filing.id


def test_each_knows_what_the_other_says(new_app, database_kind):
    app = new_app()
    together = Barrier(2)

    def publish(number: int) -> None:
        with app.app_context():
            filing = db.session.get_one(Filing, number)
            version = filing.versions[-1]
            judged = assessment.assess_version(version, filing)
            if database_kind == "postgresql":  # SQLite lets the other begin when this one is done
                together.wait()
            publication.publish(filing, version, assessment=judged, at=make.AT, note="")
            db.session.commit()

    with app.app_context():
        organisation = make.an_organisation()
        kept = {"followup": {"followed": [{"number": "2025-1", "outcome": "met"}]}}
        numbers = [
            filed(organisation, 2025, "2025-12-31"),
            filed(organisation, 2026, "2030-12-31", **kept),
        ]
        db.session.commit()
        with ThreadPoolExecutor() as others:
            list(others.map(publish, numbers))
        today = date(2026, 12, 31)
        [found] = promises.of_organisations([organisation.id]).values()
        assert [standing(each, today) for each in found] == [Standing.KEPT, Standing.NOT_YET_DUE]
        assert promises.are_summed_up()
        assert promises.rates([organisation.id], 2026, today)[organisation.id].percent == 100
