"""A senior officer drafts other rules, tries them, and another one adopts them."""

import pytest

from registry.drafting import services
from tests import factories as make

pytestmark = pytest.mark.usefixtures("session")
RULES = "/en/review/rules/"


def test_a_draft_begins_from_the_rules_in_force(client, senior):
    page = client.sign_in(senior).page(RULES)
    assert "No drafts yet" in page.text
    client.fill(RULES, title="Repay more")
    page = client.page(RULES)
    address = page.links["Repay more"]
    page = client.page(address)
    assert "It changes nothing yet." in page.text
    for part in ("FEE", "gates", "GOV"):
        client.page(f"{address}values/{part}")
    client.page(f"{address}about")
