"""What the statistics pages show, as programs read it."""

import csv
import io

import pytest

from registry.api import sums_shapes
from registry.extensions import db
from tests.factories import a_recruiter, an_entry, an_organisation
from tests.public.statements import a_statement
from tests.recruitment.test_projection import paying

pytestmark = pytest.mark.usefixtures("session")

SHAPES = {
    "years": sums_shapes.YearList,
    "sectors": sums_shapes.SectorList,
    "sectors/energy": sums_shapes.Sector,
    "states": sums_shapes.StateList,
    "criteria/FEE-03/outcomes": sums_shapes.CriterionOutcomes,
    "corridors": sums_shapes.CorridorList,
    "corridors/NPL": sums_shapes.Corridor,
    "recruiters": sums_shapes.RecruiterList,
    "recruiters/NPL-1234075076": sums_shapes.RecruiterWhole,
    "compare?organisation={id}": sums_shapes.Comparison,
}


@pytest.fixture
def published():
    """Two statements of a sector, one of which says what workers paid, and one who is late."""
    energy = {"sector": "energy"}
    recruiters = {"recruiters": {"recruiters_used": "yes", "recruiters": [a_recruiter()]}}
    found = a_statement(an_organisation("Contoh Satu Berhad", **energy),
                        answers=paying("9000.00", repaid="4500.00") | recruiters)  # fmt: skip
    a_statement(an_organisation(**energy))
    an_entry(an_organisation(**energy))
    db.session.commit()
    return found


@pytest.mark.parametrize("address", SHAPES)
def test_an_answer_holds_what_the_document_says(client, published, queries, address):
    url = f"/api/v1/{address.format(id=published.organisation_id)}"
    with queries() as made:
        answer = client.get(url)
    assert len(made) <= 7, "\n".join(made)
    assert answer.status_code == 200
    assert SHAPES[address]().validate(answer.json) == {}
    again = client.get(url, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def _file(client, address):
    return list(csv.DictReader(io.StringIO(client.get(address).text.lstrip("\ufeff"))))


@pytest.mark.parametrize(
    ("address", "rows", "file"),
    [
        ("sectors", "sectors", "sectors.csv"),
        ("states", "states", "states.csv"),
        ("criteria/FEE-03/outcomes", "outcomes", "criteria/FEE-03.csv"),
        ("corridors", "ranges", "corridors/ranges.csv"),
        ("corridors", "recruitment", "corridors/recruitment.csv"),
        ("corridors", "repayment", "corridors/repayment.csv"),
        ("corridors/NPL", "costs", "corridors/NPL/costs.csv"),
        ("recruiters", "recruiters", "recruiters.csv"),
    ],
)
def test_figures_are_those_of_the_download(client, published, address, rows, file):
    given = client.get(f"/api/v1/{address}").json[rows]
    taken = _file(client, f"/en/{file}")
    assert given and len(given) == len(taken)
    for one, other in zip(given, taken, strict=True):
        for name, value in one.items():
            assert _same(value, other[name]), f"{name}: {value} and {other[name]}"


def _same(value, text):
    try:
        return float(value) == float(text)
    except (TypeError, ValueError):
        return ("" if value is None else str(value)) == text


def test_the_statuses_of_a_year_add_up(client, published):
    [year] = client.get("/api/v1/years").json["years"]
    statuses = ("expected_not_yet_due", "overdue", "published_on_time", "published_late")
    assert (year["year"], year["organisations"], year["published"]) == (2026, 3, 2)
    assert sum(year.get(name, 0) for name in statuses) == 3
    assert client.get("/api/v1/years?sector=property").json["years"][0]["organisations"] == 0


def test_money_is_text_and_a_share_is_a_number(client, published):
    [year] = client.get("/api/v1/corridors").json["repayment"]
    assert (year["paid"], year["reimbursed"], year["repaid_share"]) == ("9000.00", "4500.00", 0.5)


def test_organisations_are_compared_in_the_order_asked_for(client, published):
    other = an_organisation("Contoh Dua Berhad")
    an_entry(other)
    ids = [other.id, published.organisation_id]
    body = client.get("/api/v1/compare?" + "&".join(f"organisation={id}" for id in ids)).json
    assert [each["id"] for each in body["organisations"]] == ids
    [status] = [row for row in body["rows"] if row["row"] == "status"]
    assert [cell["value"] for cell in status["cells"]] == ["overdue", "published_on_time"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("sectors?year=1999", 404),
        ("sectors/perhaps", 404),
        ("corridors?year=1999", 404),
        ("corridors/ZZZ", 404),
        ("corridors/%00", 400),
        ("recruiters/nobody", 404),
        ("recruiters/%00", 400),
        ("criteria/XXX-99/outcomes", 404),
        ("compare?organisation=99", 404),
        ("compare", 400),
        ("compare?organisation=x", 400),
        ("compare?" + "organisation=1&" * 7, 400),
        ("years?sector=a&sector=b", 400),
    ],
)
def test_what_is_not_there_or_not_understood_is_told(client, published, address, status):
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
