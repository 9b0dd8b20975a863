"""Who asks something without a name cannot be told by the minute at which it was sent."""

from datetime import UTC, date, datetime, timedelta

import pytest

from registry.models import Concern, ConcernAct, ConcernActKind, ConcernKind, ConcernState
from registry.open_data import reading
from tests import factories as make
from tests.public.statements import a_statement

SENT = datetime(2026, 6, 1, 17, 43, 29, 816000, tzinfo=UTC)
"""In Malaysia it is the second of June, 1:43 in the morning."""
TOLD = ("17:43", "01:43", "1:43", "43:29", "816")
PUBLIC_ON = date(2026, 6, 24)


@pytest.fixture
def concern(session) -> Concern:
    statement = a_statement(make.an_organisation("Contoh Tanya Berhad"))
    concern = Concern(
        reference="Q-ASKED123",
        link_sha256="0" * 64,
        organisation_id=statement.organisation_id,
        year=statement.year,
        kind=ConcernKind.QUESTION,
        text="",
        text_sha256="1" * 64,
        language="en",
        sent_at=SENT,
        state=ConcernState.ASKED,
        answer_by=PUBLIC_ON - timedelta(days=1),
        public_on=PUBLIC_ON,
    )
    accepted = ConcernAct(kind=ConcernActKind.ACCEPTED, at=make.AT, text="Who pays for visas?")
    concern.acts.append(accepted)
    session.add(concern)
    session.commit()
    return concern


@pytest.mark.parametrize(
    "address",
    ["/en/organisations/{0}", "/en/organisations/{0}/2026", "/api/v1/organisations/{0}/concerns"],
)
def test_everybody_reads_the_day_on_which_it_was_sent(client, concern, address):
    shown = client.get(address.format(concern.organisation_id)).text
    assert "Who pays for visas?" in shown
    assert "2 Jun 2026" in shown or "2026-06-02" in shown
    assert not [time for time in TOLD if time in shown.partition("Who pays")[2][:400]]


def test_the_bulk_file_says_the_day(concern):
    [row] = reading.concerns(PUBLIC_ON)
    assert row["sent_on"] == date(2026, 6, 2)
    assert not [value for value in row.values() if value == SENT]


def test_the_organisation_reads_the_day(client, concern):
    client.sign_in(make.a_filer(concern.organisation))
    for address in ("/en/filings/concerns", f"/en/filings/concerns/{concern.id}"):
        shown = client.get(address).text
        assert "2 Jun 2026" in shown, address
        assert not [time for time in TOLD[:3] if f", {time}" in shown], address
