"""Who reads every public table together cannot find a number of people that a statement withholds.

Two attackers. The first tries every filing that there could be and keeps those that look the same
in public: more than one number is left for each that is hidden. The second compares everything
that is public of two registers that differ in a hidden number alone: there is no difference.
"""

from collections import defaultdict
from itertools import product

import pytest

from registry import assessment, publication
from registry.models import FilingVersion
from registry.public_answers import SUPPRESSED
from registry.recruitment import corridors
from registry.suppression import SMALLEST
from tests.factories import AT, a_corridor, a_filing, a_recruiter, complete_answers, filed
from tests.public.statements import a_statement, amended

pytestmark = pytest.mark.usefixtures("session")

COUNTS = (0, 1, 2, 3, 4, 5, 6, 9)
"""Numbers of recruits on both sides of the smallest that is shown."""
AS_KEPT = ("number", "documents", "sha256", "path", "change_note", "submitted_at")
FILES = (
    "corridors/ranges.csv",
    "corridors/recruitment.csv",
    "corridors/repayment.csv",
    *(
        f"corridors/{origin}/{table}.csv"
        for origin in ("NPL", "BGD")
        for table in ("years", "recruitment", "sectors", "distribution", "costs", "statements")
    ),
    "recruiters.csv",
    "recruiters/NPL-1234075076/statements.csv",
)


def pages(first, second, *, workers=40, repaid=40, recruits=20, direct=0):
    """A statement with two corridors, a line on which workers paid, and a recruiter."""
    line = {
        "corridor": "NPL-manufacturing",
        "category": "REC",
        "payer": "worker",
        "amount_myr": "9000.00",
        "workers": workers,
        "recruited_on": "2025-06-01",
        "source": "worker_survey",
        "reimbursed_myr": "900.00",
        "reimbursed_workers": repaid,
    }
    more = line | {"category": "TRV", "workers": 40, "reimbursed_workers": 40}
    both = [
        a_corridor(origin="NPL", recruits=first, direct_recruits=direct),
        a_corridor(origin="BGD", recruits=second, direct_recruits=0),
    ]
    return {
        "corridors": {"corridors_recruited": "yes", "corridors": both},
        "fees": {"fees": [line, more]},
        "recruiters": {
            "recruiters_used": "yes",
            "recruiters": [a_recruiter(recruits=recruits), a_recruiter(country="BGD", recruits=40)],
        },
    }


def test_every_hidden_number_of_recruits_could_be_another():
    filing = a_filing(pages=complete_answers())
    kept = filed(filing)
    filings_that_look_so = defaultdict(list)
    for counts in product(COUNTS, repeat=2):
        version = FilingVersion(
            **{name: getattr(kept, name) for name in AS_KEPT},
            answers={**kept.answers, **pages(*counts)},
        )
        filings_that_look_so[_public_view(filing, version)].append(counts)
    for view, filings in filings_that_look_so.items():
        for place, shown in enumerate(view[0]):
            possible = {counts[place] for counts in filings}
            if shown == SUPPRESSED:
                assert len(possible) > 1, filings
            else:
                assert possible == {shown}
                assert shown == 0 or shown >= SMALLEST


def _public_view(filing, version):
    """What anybody reads of a filing, and the rows of which every table of many is a sum."""
    judged = assessment.assess_version(version, filing)
    public = publication.projected(filing, version, judged, at=AT, note="")
    figures = corridors.figures(public.corridors, public.fee_lines)
    shown = [row["recruits"] for row in public.answers["corridors"]["corridors"]]
    return tuple(shown), repr(figures), repr(corridors.costs(public.fee_lines))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"first": 3, "second": 60}, {"first": 2, "second": 60}),
        ({"first": 3, "second": 2}, {"first": 1, "second": 4}),
        ({"first": 30, "second": 60, "workers": 3}, {"first": 30, "second": 60, "workers": 2}),
        ({"first": 30, "second": 60, "repaid": 2}, {"first": 30, "second": 60, "repaid": 4}),
        ({"first": 30, "second": 60, "recruits": 3}, {"first": 30, "second": 60, "recruits": 1}),
        ({"first": 30, "second": 60, "direct": 3}, {"first": 30, "second": 60, "direct": 28}),
    ],
)
def test_another_hidden_number_changes_nothing_that_is_public(client, one, other):
    a_statement(answers=pages(50, 70))
    statement = a_statement(answers=pages(**one))
    before = everything(client)
    amended(statement, at=AT.replace(day=20), answers=pages(**other))
    assert everything(client) == before


def everything(client):
    return {file: client.get(f"/en/{file}?year=2026").text for file in FILES}
