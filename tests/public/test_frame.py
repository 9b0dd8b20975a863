"""What stands around every public page."""

import pytest

from registry import splask
from tests.public.statements import a_statement

PAGES = ("questions", "contact", "site-map")


@pytest.mark.parametrize("language", ["en", "ms"])
@pytest.mark.parametrize("page", PAGES)
def test_pages_about_the_register(client, session, language, page):
    assert client.get(f"/{language}/{page}").status_code == 200


def test_every_link_of_the_site_map_and_the_footer_leads_somewhere(client, session):
    a_statement()
    page = client.page("/en/site-map")
    places = {link.get("href") for link in page.tree.iter("a")}
    for place in places:
        if place and place.startswith("/"):
            assert client.get(place, follow_redirects=True).status_code == 200, place


def test_the_day_of_the_last_change(client, session):
    assert "Last updated" not in client.get("/en/").text
    a_statement()
    for page in ("", "register", "follow", "suppliers", "sign-in", "sign-up", "reset-password"):
        assert "Last updated" in client.get(f"/en/{page}").text


@pytest.mark.parametrize("wanted", [True, False])
def test_marks_for_the_crawler_only_when_the_operator_wants_them(new_app, wanted):
    app = new_app(SPLASK=wanted)
    with app.app_context():
        client = app.test_client()
        shown = "".join(client.get(f"/en/{page}").text for page in ("", *PAGES))
    marks = [f'splwpk-{part}="splwpk-{part}"' in shown for part in splask.PARTS]
    assert set(marks) == {wanted}


def test_a_mark_that_the_crawler_does_not_know(app):
    with app.app_context(), pytest.raises(ValueError, match="nonsense"):
        splask.mark("nonsense")


def test_no_line_ends_inside_the_malay_word_for_mail(client, session):
    """The sign between is one that a search of the page looks past."""
    for page in ("follow", "sign-in"):
        text = client.get(f"/ms/{page}").text
        assert "e-\u2060mel" in text
        assert "e-mel" not in text


@pytest.mark.parametrize("language", ["en", "ms"])
def test_a_page_is_called_by_the_name_that_the_site_map_gives_it(client, session, language):
    a_statement()
    page = client.page(f"/{language}/site-map")
    links = page.all(".//main//section[@class='card']//a")
    names = {link.get("href"): "".join(link.itertext()) for link in links}
    del names[f"/{language}/"]  # the start page says the state of the year
    assert {place: client.page(place).heading for place in names} == names
