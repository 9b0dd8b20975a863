"""A public page that is kept shows what it would show if it were made anew."""

import ast
import gzip
import re
import sqlite3
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select, text, update

from registry import assurance, kept_pages
from registry.auth import declared
from registry.extensions import WRITES, db
from registry.kept_pages import rule_of
from registry.models import FactKind, FilerRole, Organisation, RegisterEntry
from tests.architecture.source import modules
from tests.factories import a_filer, an_organisation
from tests.public.conftest import TODAY
from tests.public.statements import a_statement, amended

HOME = "/en/"


@pytest.fixture
def kept(new_app, tmp_path):
    """A register of one statement that keeps its pages, and a stranger's browser."""
    path = tmp_path / "kept.sqlite"
    app = new_app(KEPT_PAGES=str(path), WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    with app.app_context():
        statement = a_statement(an_organisation("Serimbun Sawit Berhad"))
        db.session.commit()
        place = f"/en/organisations/{statement.organisation_id}"
        yield SimpleNamespace(
            app=app,
            path=path,
            browser=app.test_client(),
            statement=statement,
            organisation=place,
            page=f"{place}/{statement.year}",
        )
        db.session.remove()


def count(path):
    with sqlite3.connect(path) as connection:
        return connection.execute("SELECT count(*) FROM page").fetchone()[0]


def test_a_kept_page_is_answered_by_one_look_up(kept, queries):
    first = kept.browser.get(kept.page)
    with queries() as made:
        again = kept.browser.get(kept.page)
    assert again.text == first.text
    assert len(made) == 1
    assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
    assert again.content_type == first.content_type == "text/html; charset=utf-8"


def test_who_has_the_page_is_told_so_by_one_look_up(kept, queries):
    first = kept.browser.get(kept.page)
    with queries() as made:
        again = kept.browser.get(kept.page, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data, len(made)) == (304, b"", 1)
    assert again.headers["ETag"] == first.headers["ETag"]


def test_a_kept_page_does_not_wait_for_somebody_who_writes(kept):
    first = kept.browser.get(kept.page)
    with db.engine.connect().execution_options(**{WRITES: True}) as writer:
        writer.execute(update(Organisation).values(state="SGR"))
        again = kept.browser.get(kept.page)
    assert again.text == first.text


def test_a_reader_gets_a_page_of_ours_though_the_database_fails(kept):
    kept.browser.get(kept.page)
    kept.app.config["PROPAGATE_EXCEPTIONS"] = False
    db.session.execute(text("ALTER TABLE ledger_event RENAME TO elsewhere"))
    db.session.commit()
    answer = kept.browser.get(kept.page)
    assert (answer.status_code, "<h1" in answer.text) == (500, True)


@pytest.mark.parametrize("page", ["page", "organisation"])
def test_what_is_published_shows_at_once(kept, page):
    address = getattr(kept, page)
    first = kept.browser.get(address)
    later = TODAY - timedelta(days=1)
    amended(kept.statement, at=later)
    db.session.commit()
    again = kept.browser.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert again.text == kept.app.test_client().get(f"{address}?anew=1").text.replace("?anew=1", "")


def test_a_grade_appears_on_its_day_at_midnight_in_kuala_lumpur(kept):
    entry = db.session.scalars(select(RegisterEntry).where(RegisterEntry.statement_id > 0)).one()
    public_on = entry.grade_public_on
    eve = TODAY.replace(year=public_on.year, month=public_on.month, day=public_on.day, hour=15)
    eve = eve - timedelta(days=1)
    with time_machine.travel(eve.replace(minute=59), tick=False):
        assert 'id="findings"' not in kept.browser.get(kept.page).text
    with time_machine.travel(eve + timedelta(hours=1), tick=False):
        assert 'id="findings"' in kept.browser.get(kept.page).text


def test_each_language_has_its_page(kept):
    english = kept.browser.get(kept.page).text
    malay = kept.browser.get(kept.page.replace("/en/", "/ms/")).text
    assert '<html lang="en">' in english
    assert '<html lang="ms">' in malay
    assert count(kept.path) == 2


def test_who_has_signed_in_sees_a_page_of_their_own_that_nobody_keeps(kept):
    filer = a_filer(kept.statement.organisation)
    db.session.commit()
    stranger = kept.browser.get(kept.page)
    own = kept.app.test_client().sign_in(filer).get(kept.page)
    assert "/en/filings" in own.text
    assert "ETag" not in own.headers
    assert own.headers["Cache-Control"] == "private, no-store"
    assert kept.browser.get(kept.page).text == stranger.text


def test_who_signs_in_is_not_told_that_the_strangers_page_is_unchanged(kept):
    etag = kept.browser.get(kept.page).headers["ETag"]
    mine = kept.app.test_client().sign_in(a_filer(kept.statement.organisation))
    assert mine.get(kept.page, headers={"If-None-Match": etag}).status_code == 200


def test_what_a_view_does_not_read_makes_a_page_that_is_not_kept(kept):
    kept.browser.get(f"{kept.page}?from=a-letter")
    assert count(kept.path) == 0


def test_errors_are_not_kept(kept):
    assert kept.browser.get("/en/organisations/999").status_code == 404
    assert count(kept.path) == 0


def test_a_question_mark_in_a_path_is_not_the_one_before_a_query(kept):
    assert kept.browser.get("/en/register?year=2026?").status_code == 200
    assert kept.browser.get("/en/register%3Fyear=2026").status_code == 404


def test_a_page_never_repeats_the_host_of_another_reader(kept):
    first = kept.browser.get(kept.page, headers={"Host": "evil.example"})
    assert "evil.example" not in first.text
    assert "evil.example" not in kept.browser.get(kept.page).text


def test_a_page_that_names_its_host_is_not_kept(kept, monkeypatch):
    def named():
        return "<p>Read on at other.example</p>"

    named.kept = kept.app.view_functions["public.home"].kept
    named.access = "anyone"
    monkeypatch.setitem(kept.app.view_functions, "public.home", named)
    assert (
        "other.example" in FlaskClient(kept.app).get(HOME, headers={"Host": "other.example"}).text
    )
    assert count(kept.path) == 0


def test_a_head_request_is_answered_from_the_kept_page(kept):
    page = kept.browser.get(kept.page)
    head = kept.browser.head(kept.page)
    assert head.data == b""
    assert head.headers["ETag"] == page.headers["ETag"]


def test_a_browser_that_knows_gzip_is_sent_less(kept):
    plain = kept.browser.get(kept.page)
    response = FlaskClient(kept.app).get(kept.page, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.data) == plain.data
    assert {"Accept-Encoding", "Cookie"} <= set(re.split(", *", response.headers["Vary"]))


def test_what_the_register_learns_of_people_shows_on_the_page_of_the_organisation(kept):
    organisation = db.session.get_one(Organisation, kept.statement.organisation_id)
    filer = a_filer(organisation, role=FilerRole.SIGNATORY)
    db.session.commit()
    before = kept.browser.get(kept.organisation).text
    assurance.add_fact(FactKind.ATTESTED, organisation, at=TODAY, about=filer, by=filer)
    db.session.commit()
    assert kept.browser.get(kept.organisation).text != before


def test_a_page_with_what_people_typed_is_kept_in_memory_alone(kept, queries):
    asked = "/en/register?q=serimbun+sawit&year=2026"
    first = kept.browser.get(asked)
    with queries() as made:
        again = kept.browser.get(asked, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, len(made)) == (304, 1)
    assert count(kept.path) == 0
    files = kept.path.parent.glob(f"{kept.path.name}*")
    assert not any(b"serimbun" in file.read_bytes() for file in files)


def test_a_list_with_filters_pushes_no_other_page_out_of_the_file(kept):
    kept.browser.get("/en/register?year=2026")
    kept.browser.get("/en/register?year=2026&sector=plantation")
    assert count(kept.path) == 1


def test_a_process_holds_so_much_in_memory_and_forgets_what_nobody_asked_for_longest():
    page = kept_pages.Page("etag", [], ("public.listing", {}), bytes(9_000))
    memory = kept_pages.Memory(100_000)
    for number in range(20):
        memory.put(f"/{number}", "now", page)
        assert memory.get("/0") == ("now", page)
    assert [n for n in range(20) if memory.get(f"/{n}")] == [0, *range(11, 20)]
    memory.put("/large", "now", kept_pages.Page("etag", [], page.asked, bytes(200_000)))
    assert memory.get("/large") is None


def test_processes_share_what_is_kept(kept, queries):
    other = kept_pages.Shelf(str(kept.path), 1)
    kept.browser.get(kept.page)
    with sqlite3.connect(kept.path) as connection:
        address, state = connection.execute("SELECT address, state FROM page").fetchone()
    known, page = other.get(address)
    assert (known, page.plain) == (state, kept.browser.get(kept.page).data)


def test_a_file_that_is_no_database_is_begun_anew(kept):
    kept.path.write_bytes(b"nonsense" * 5000)
    page = kept.browser.get(kept.page)
    assert page.status_code == 200
    kept.browser.get(kept.page)
    assert count(kept.path) == 1


def test_a_file_of_another_version_is_begun_anew(kept):
    with sqlite3.connect(kept.path) as connection:
        connection.execute("CREATE TABLE page (address TEXT)")
    kept.browser.get(kept.page)
    kept.browser.get(kept.page)
    assert count(kept.path) == 1


def test_a_page_that_was_altered_on_disk_is_made_anew(kept):
    page = kept.browser.get(kept.page)
    with sqlite3.connect(kept.path) as connection:
        connection.execute("UPDATE page SET body = ?", (gzip.compress(b"altered"),))
    assert kept.browser.get(kept.page).text == page.text


def test_a_file_that_cannot_be_written_stops_nobody(kept, monkeypatch):
    shelf = kept_pages.Shelf("/proc/nowhere/kept.sqlite", 1)
    monkeypatch.setitem(kept.app.extensions, "kept_pages", shelf)
    assert kept.browser.get(kept.page).status_code == 200


def test_the_file_stays_within_its_size_and_forgets_the_oldest(tmp_path):
    path = tmp_path / "small.sqlite"
    shelf = kept_pages.Shelf(str(path), 1)
    body = bytes(range(256)) * 200
    headers = [("Content-Type", "text/html")]
    page = kept_pages.Page(kept_pages.shelf.digest(body), headers, ("public.home", {}), body)
    for number in range(100):
        shelf.put(f"/{number}", "now", page)
    assert path.stat().st_size <= 2**20
    assert shelf.get("/0") is None
    assert shelf.get("/99") == ("now", page)


def test_another_build_keeps_pages_of_its_own(kept):
    kept.browser.get(kept.page)
    kept.app.extensions["build"] = "another"
    kept.browser.get(kept.page)
    with sqlite3.connect(kept.path) as connection:
        states = connection.execute("SELECT state FROM page").fetchall()
    assert len(states) == 1


def test_pages_are_kept_only_of_views_that_anyone_may_see(app):
    views = [endpoint for endpoint in app.view_functions if rule_of(app, endpoint)]
    assert views
    assert {declared(app, endpoint) for endpoint in views} == {"anyone"}


def test_no_page_depends_on_a_cookie_that_keeping_does_not_know():
    reading = {name for name, tree in modules() if "request.cookies" in ast.unparse(tree)}
    assert reading == {"registry/display.py", "registry/session_life.py"}


def test_a_browser_that_is_remembered_is_known(kept):
    kept.browser.set_cookie("remember_token", "somebody")
    assert "ETag" not in kept.browser.get(kept.page).headers
