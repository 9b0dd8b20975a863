"""Pages lead on to what belongs to them: feeds, following, corridors, recruiters, the log."""

import pytest

from tests.factories import an_organisation
from tests.public.statements import a_statement

pytestmark = pytest.mark.usefixtures("session")


def test_a_statement_leads_to_its_corridors_recruiters_and_the_log(client):
    statement = a_statement()
    links = client.page(f"/en/organisations/{statement.organisation_id}/2026").links.values()
    assert {"/en/corridors/NPL", "/en/recruiters", "/en/log"} <= set(links)
    assert client.get("/en/corridors/NPL").status_code == 200
    vouched = f"/api/v1/log/statements/{statement.reference}/1"
    assert vouched in set(links)
    assert client.get(vouched).status_code == 200


@pytest.mark.parametrize(
    ("place", "feed", "follow"),
    [
        ("", "/en/feed.atom", "/en/follow"),
        ("sectors/energy", "/en/sectors/energy/feed.atom", "/en/follow?sector=energy"),
        ("organisations/{id}", "/en/organisations/{id}/feed.atom", "/en/follow?organisation={id}"),
    ],
)
def test_what_can_be_followed_leads_to_its_feed(client, place, feed, follow):
    own = a_statement(an_organisation(sector="energy")).organisation_id
    page = client.page(f"/en/{place.format(id=own)}")
    told = page.all(".//link[@rel='alternate'][@type='application/atom+xml']")
    assert [each.get("href") for each in told] == [feed.format(id=own)]
    assert {feed.format(id=own), follow.format(id=own)} <= set(page.links.values())
