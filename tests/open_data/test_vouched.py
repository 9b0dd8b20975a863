"""Who signed, who may sign and who helped: on the page, in the API and in the bulk files."""

import pytest

from registry import assurance
from registry.extensions import db
from registry.models import Agency, FactKind, FilerRole, FilingContributor
from registry.open_data.words import LISTS, labels
from tests.factories import (
    AT,
    a_filer,
    a_filing,
    a_user,
    an_authority,
    an_organisation,
    complete_answers,
    published,
)
from tests.open_data.bulk import load_bulk, write_bulk
from tests.pages import text_of
from tests.public.statements import a_statement

TIERS = {
    "none": None,
    "domain": FactKind.ADDRESS_AT_DOMAIN,
    "secretary": FactKind.SECRETARY_CONFIRMED,
    "attested": FactKind.ATTESTED,
}


def test_the_words_are_those_of_the_tiers():
    assert list(LISTS["tiers"]) == list(TIERS) == [tier.name.lower() for tier in assurance.Tier]


@pytest.mark.parametrize("tier", TIERS)
def test_who_vouched_is_told_everywhere_alike(client, tmp_path, tier):
    organisation = an_organisation()
    signatory = a_filer(organisation, FilerRole.SIGNATORY)
    if kind := TIERS[tier]:
        assurance.add_fact(kind, organisation, at=AT, about=signatory)
    filing = a_filing(organisation, pages=complete_answers())
    statement = published(filing, by=signatory)
    db.session.commit()
    write_bulk(tmp_path, today=AT.date())
    assert list(load_bulk(tmp_path)["statements"]["vouched_by"]) == [tier]
    whole = client.get(f"/api/v1/statements/{statement.id}").json
    [listed] = client.get("/api/v1/statements").json["statements"]
    assert (whole["vouched_by"], listed["vouched_by"]) == (tier, tier)
    for language in ("en", "ms"):
        page = client.page(f"/{language}/organisations/{organisation.id}/{filing.year}")
        assert labels("tiers", language)[tier] in text_of(page.tree.find(".//main"))


@pytest.mark.parametrize("tier", TIERS)
def test_who_may_sign_today_is_told_everywhere_alike(client, tmp_path, tier):
    organisation, other = an_organisation(), an_organisation()
    signatory = a_filer(organisation, FilerRole.SIGNATORY)
    a_filer(other, FilerRole.SIGNATORY)
    a_statement(organisation)
    if kind := TIERS[tier]:
        assurance.add_fact(kind, organisation, at=AT, about=signatory)
    db.session.commit()
    write_bulk(tmp_path, today=AT.date())
    found = load_bulk(tmp_path)["organisations"].set_index("organisation_id")["vouched_by"]
    assert (found[organisation.id], found[other.id]) == (tier, "none")
    address = f"/api/v1/organisations/{organisation.id}"
    assert client.get(address).json["vouched_by"] == tier
    for language in ("en", "ms"):
        page = client.page(f"/{language}/organisations/{organisation.id}")
        assert labels("tiers", language)[tier] in text_of(page.tree.find(".//main"))


def test_a_program_sees_at_once_that_somebody_vouched_for_or_left(client):
    organisation = an_organisation()
    signatory = a_filer(organisation, FilerRole.SIGNATORY)
    a_statement(organisation)
    db.session.commit()
    address = f"/api/v1/organisations/{organisation.id}"
    for kind, tier in ((FactKind.ATTESTED, "attested"), (FactKind.LEFT, "none")):
        tag = client.get(address).headers["ETag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
        assurance.add_fact(kind, organisation, at=AT, about=signatory)
        db.session.commit()
        answer = client.get(address, headers={"If-None-Match": tag})
        assert (answer.status_code, answer.json["vouched_by"]) == (200, tier)


def test_the_tiers_of_several_are_those_of_each(session):
    several = [an_organisation() for _ in range(3)]
    for organisation, kind in zip(several, (None, *list(TIERS.values())[2:]), strict=True):
        for person in (a_filer(organisation, FilerRole.SIGNATORY), a_filer(organisation)):
            if kind:
                assurance.add_fact(kind, organisation, at=AT, about=person)
    found = assurance.organisation_tiers([each.id for each in several])
    assert found == {each.id: assurance.organisation_tier(each.id) for each in several}


def test_the_agencies_that_helped_are_told_everywhere_alike(client, tmp_path):
    organisation = an_organisation()
    filing = a_filing(organisation, pages=complete_answers())
    statement = published(filing)
    for name in ("Ejen Dua Sdn Bhd", "Ejen Satu Sdn Bhd"):
        _helped(filing, name)
    a_statement(an_organisation())
    db.session.commit()
    write_bulk(tmp_path, today=AT.date())
    rows = load_bulk(tmp_path)["agencies"]
    told = list(rows["agency"])
    assert told == ["Ejen Dua Sdn Bhd", "Ejen Satu Sdn Bhd"]
    assert set(rows["statement_id"]) == {statement.id}
    assert client.get(f"/api/v1/statements/{statement.id}").json["agencies"] == told
    page = client.page(f"/en/organisations/{organisation.id}/{filing.year}").text
    assert all(f"Prepared with the help of {name}" in page for name in told)


def _helped(filing, name):
    """Somebody of an agency had a hand in the first version."""
    person = a_user()
    authority = an_authority(person, filing.organisation)
    agency = Agency(name=name, ssm_number=f"2019017{person.id:05}", asked_by=person, asked_at=AT)
    db.session.add_all(
        [agency, FilingContributor(filing_id=filing.id, version=1, user_id=person.id)]
    )
    db.session.flush()
    authority.agency_id, authority.decided_at = agency.id, AT
