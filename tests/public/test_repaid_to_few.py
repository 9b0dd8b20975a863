"""Where many paid and fewer than five got something back, nothing public tells what these few got.

Nor does anything look as if nothing had been given back.
"""

from datetime import timedelta

import pytest

from registry.models import Statement
from tests import factories as make
from tests.factories import a_corridor, an_organisation
from tests.open_data.bulk import load_bulk, write_bulk
from tests.public.conftest import TODAY
from tests.public.statements import a_statement, amended
from tests.reports.documents import text_of

pytestmark = pytest.mark.usefixtures("session")

LATER = make.AT + timedelta(days=30)
DAY = timedelta(days=1)
SECRETS = ("777.77", "777,77", "44222.23", "0.0173", "1.73%", "RM777", "RM778", "44,222")
"""What three workers got back, what it leaves, and its share."""
HIDDEN = "not shown: fewer than five people"
SENTENCE = "what was repaid is not shown, as fewer than five people got it"


def line(category, workers, amount, *, repaid="0.00", repaid_workers=0):
    return {
        "corridor": make.CORRIDOR,
        "category": category,
        "payer": "worker",
        "amount_myr": amount,
        "workers": workers,
        "recruited_on": "2025-06-01",
        "source": "worker_survey",
        "reimbursed_myr": repaid,
        "reimbursed_workers": repaid_workers,
    }


@pytest.fixture
def statement() -> Statement:
    """Forty workers paid RM40,000, of whom three got RM777.77 back; fifty paid for travel."""
    lines = [
        line("REC", 40, "40000.00", repaid="777.77", repaid_workers=3),
        line("TRV", 50, "5000.00"),
    ]
    pages = {
        "corridors": {"corridors_recruited": "yes", "corridors": [a_corridor(recruits=60)]},
        "fees": {"fees": lines},
    }
    a_statement(answers=pages | {"fees": {"fees": lines[1:]}})  # more than one in every sum
    return a_statement(
        an_organisation("Contoh Bayar Balik Berhad", sector="plantation"), answers=pages
    )


def addresses(statement: Statement, lang: str) -> list[str]:
    own = f"organisations/{statement.organisation_id}"
    pages = [
        *(own, f"{own}/2026", f"{own}/2026/versions/1", f"{own}/years.csv", f"{own}/feed.atom"),
        *(f"compare{kind}?organisation={statement.organisation_id}" for kind in ("", ".csv")),
        *("corridors?year=2026", "corridors/ranges.csv?year=2026", "corridors/repayment.csv"),
        *("corridors/recruitment.csv?year=2026", "corridors/NPL?year=2026"),
        *(
            f"corridors/NPL/{table}.csv?year=2026"
            for table in ("years", "recruitment", "sectors", "distribution", "costs", "statements")
        ),
        *("recruiters", "recruiters.csv", "sectors?year=2026", "sectors.csv?year=2026", ""),
        *("sectors/plantation?year=2026", "register?year=2026", "register.csv?year=2026"),
        *("data/2026.csv", "data/2026.jsonl"),
    ]
    return [f"/{lang}/{page}" for page in pages]


def machine_addresses(statement: Statement) -> list[str]:
    kinds = (
        *(f"organisations/{statement.organisation_id}", f"statements/{statement.id}"),
        *("statements?limit=10", "entries?year=2026", "corridors?year=2026"),
        *("corridors/NPL?year=2026", "sectors?year=2026", "sectors/plantation"),
        *(f"compare?organisation={statement.organisation_id}", "recruiters", "changes"),
    )
    return [f"/api/v1/{kind}" for kind in kinds]


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_no_page_and_no_file_tells_it(client, statement, lang):
    for address in (*addresses(statement, lang), *machine_addresses(statement)):
        answer = client.get(address, follow_redirects=True)
        assert answer.status_code == 200, address
        assert [each for each in SECRETS if each in answer.text] == [], address


def test_no_bulk_file_tells_it(statement, tmp_path):
    write_bulk(tmp_path, today=TODAY.date())
    for name, table in load_bulk(tmp_path).items():
        text = table.to_csv()
        assert [each for each in SECRETS if each in text] == [], name


def test_pages_say_that_it_is_not_shown(client, statement):
    own = f"/en/organisations/{statement.organisation_id}"
    page = client.page(f"{own}/2026")
    assert SENTENCE in page.text
    assert HIDDEN in page.text
    [row] = [row for row in page.rows() if row[0] == "Nepal · Manufacturing" and len(row) == 8]
    assert row.count("not shown") == 2
    assert "after repayment: not shown" in page.text
    organisation = client.page(own)
    assert "RM45,000" in organisation.text
    assert SENTENCE in organisation.text
    assert "RM0" not in organisation.text
    compared = client.page(f"/en/compare?organisation={statement.organisation_id}")
    assert len([row for row in compared.rows() if HIDDEN in row[1]]) == 3


def test_the_document_says_so_too(client, statement):
    own = f"/en/organisations/{statement.organisation_id}/2026/versions/1/statement.pdf"
    with client.get(own) as answer:
        text = text_of(answer.data)
    assert "fewer than five people got it" in " ".join(text.split())
    assert not [each for each in SECRETS if each in text]


def test_an_earlier_version_does_not_give_away_what_a_new_one_hides(client):
    """What the first version shows of a line cannot protect one of few that the second adds."""
    before = line("REC", 40, "40000.00", repaid="9000.00", repaid_workers=40)
    few = line("MED", 3, "700.07", repaid="77.77", repaid_workers=3)
    more = line("TRV", 50, "5000.00", repaid="600.00", repaid_workers=30)
    first = a_statement(answers={"fees": {"fees": [before]}})
    second = amended(first, at=LATER, answers={"fees": {"fees": [before, few]}})
    metrics = second.assessment["metrics"]
    assert (metrics["worker_paid"], metrics["reimbursed"]) == (None, None)
    third = amended(first, at=LATER + DAY, answers={"fees": {"fees": [before, few, more]}})
    metrics = third.assessment["metrics"]
    assert (metrics["worker_paid"], metrics["reimbursed"]) == ("45700.07", "9677.77")
    assert [each.amount_sen for each in third.fee_lines] == [4_000_000, None, None]
    assert [each.reimbursed_sen for each in third.fee_lines] == [900_000, None, None]


def test_an_amendment_that_changes_nothing_hides_no_more_than_before(client):
    lines = [
        line("REC", 40, "40000.00"),
        line("MED", 3, "700.07"),
        line("TRV", 50, "5000.00"),
    ]
    first = a_statement(answers={"fees": {"fees": lines}})
    second = amended(first, at=LATER)
    assert second.assessment["metrics"] == first.assessment["metrics"]
    assert second.answers["fees"] == first.answers["fees"]
