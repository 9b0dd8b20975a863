"""Single sign-on against a real provider over HTTP: who gets in, who does not, and why."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import func, select

from registry.extensions import db, limiter
from registry.models import FilerRole, LinkedIdentity, User
from tests.accounts import oidc_provider
from tests.accounts.conftest import PASSWORD, code
from tests.factories import AT, a_filer, a_user, an_organisation
from tests.pages import Page
from tests.server import free_port

LABEL = "Contoh ID"
EMAIL = "siti@contoh.example"
CONFIRMED = {"email": EMAIL, "email_verified": True, "name": "Siti  Aminah"}
ELSEWHERE = (
    *("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"),
    *("///evil.example", "\\\\evil.example", "\\/evil.example", "//evil.example@here.example"),
    *("http:evil.example", "https:evil.example", "http:/evil.example", "https:///evil.example"),
    *("/\t/evil.example", "\t//evil.example", "\t///evil.example", "/\n/evil.example"),
    *("\r//evil.example", "/\nevil.example", "/\r\nSet-Cookie: a=b", " //evil.example"),
    *("/\x01/evil.example", "\x00//evil.example", "/\u2028/evil.example"),
)
"""Where browsers go that leave out tabs and breaks, and read a backslash as a slash."""
OURS = (
    "/ms/account/messages",
    "/en/filings/?year=2026",
    "%2f%2fevil.example",
    "%5c%5cevil.example",
)
"""An escaped slash is a letter like any other in an address of ours."""


@pytest.fixture(scope="module")
def provider():
    with oidc_provider.running() as running:
        yield running


@pytest.fixture(scope="module")
def app(new_app, provider):
    return new_app(
        WTF_CSRF_ENABLED=False,
        RATELIMIT_ENABLED=False,
        OIDC_ISSUER=provider.url,
        OIDC_CLIENT_ID="register",
        OIDC_CLIENT_SECRET="client-secret",
        OIDC_LABEL=LABEL,
        OIDC_STRONG="phrh urn:contoh:strong",
    )


@pytest.fixture
def visit(client, provider):
    """Go to the provider as somebody it knows, and come back: the register's answer."""

    def come_back(subject="siti", next_page="", browser=client, **claims):
        provider.knows(subject, **claims or CONFIRMED)
        there = browser.get("/en/sign-in/provider", query_string={"next": next_page}).location
        return browser.get(_here(provider.answer(there, subject)))

    return come_back


def _here(address):
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def linked(session):
    return session.scalar(select(func.count()).select_from(LinkedIdentity))


def is_signed_in(client):
    return client.get("/en/account").status_code == 200


def new_account(client, visit, **claims):
    """Open an account with the provider, as a first visit."""
    door = visit(**claims).location
    answer = client.fill(door)
    assert answer.status_code == 303
    client.post("/en/sign-out")


def test_the_button_leads_to_the_provider_with_state_nonce_and_pkce(client, provider):
    links = client.page("/en/sign-in").links
    there = client.get(links[f"Sign in with {LABEL}"]).location
    asked = parse_qs(urlsplit(there).query)
    assert there.startswith(provider.url)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://127.0.0.1:8000/en/sign-in/provider/return"]
    assert all(len(asked[name][0]) >= 20 for name in ("state", "nonce", "code_challenge"))


def test_a_first_visit_opens_an_account_after_asking_for_the_name(client, session, visit, letters):
    door = visit().location
    assert not is_signed_in(client)
    assert EMAIL in client.page(door).text
    assert client.fill(door, name="Siti Aminah binti Ali").status_code == 303
    user = session.scalars(select(User).filter_by(email=EMAIL)).one()
    assert (user.name, user.password) == ("Siti Aminah binti Ali", None)
    assert user.confirmed_at
    assert is_signed_in(client)
    assert LABEL in letters(EMAIL)[-1].subject


def test_the_second_visit_signs_in_and_goes_on_where_one_wanted(client, visit):
    new_account(client, visit)
    assert not is_signed_in(client)
    assert visit(next_page="/en/account/people").location == "/en/account/people"
    assert is_signed_in(client)


def test_it_is_the_subject_that_counts_and_not_the_address(client, session, visit):
    new_account(client, visit)
    other = {"email": "moved@contoh.example", "email_verified": True}
    visit(**other)
    assert "siti@contoh.example" in client.page("/en/account").text
    client.post("/en/sign-out")
    visit("somebody-else")
    assert not is_signed_in(client)
    assert linked(session) == 1


def test_an_account_is_never_taken_over_but_linked_after_its_password(
    client, person, session, visit
):
    door = visit().location
    assert "/en/sign-in" in door
    assert not is_signed_in(client)
    assert "sign in to it once" in client.page(door).text.lower()
    question = client.fill(door, email=person.email, password=PASSWORD).location
    assert question.endswith("/en/account/link-sign-in")
    assert linked(session) == 0
    assert client.fill(question).location.endswith("/en/account")
    client.post("/en/sign-out")
    visit()
    assert is_signed_in(client)


@pytest.fixture
def link(session, provider):
    """Let the provider's "siti" open an account."""

    def make(user):
        row = LinkedIdentity(user=user, issuer=provider.url, subject="siti", linked_at=AT)
        session.add(row)
        session.commit()

    return make


def test_an_account_with_a_second_factor_is_asked_for_it(client, guarded, link, visit):
    link(guarded)
    answer = visit(next_page="/en/account/people")
    assert "/en/second-factor" in answer.location
    assert not is_signed_in(client)
    onwards = client.post(answer.location, data={"code": code()}).location
    assert onwards.endswith("/en/account/people")
    assert is_signed_in(client)


@pytest.mark.parametrize("claim", [{"acr": "urn:contoh:strong"}, {"amr": ["pwd", "phrh"]}])
def test_a_sign_in_that_the_operator_calls_strong_needs_no_other_factor(
    client, guarded, link, visit, claim
):
    link(guarded)
    visit(**CONFIRMED, **claim)
    assert is_signed_in(client)


def test_signatories_act_with_a_second_factor_unless_the_provider_asked_for_one(
    client, link, visit
):
    signatory = a_filer(an_organisation(), FilerRole.SIGNATORY, second_factor=False)
    link(signatory)
    visit()
    assert "second-factor-needed" in client.get("/en/account/requests").location
    client.post("/en/sign-out")
    visit(**CONFIRMED, acr="urn:contoh:strong")
    assert client.get("/en/account/requests").status_code == 200


def test_a_strong_sign_in_is_not_remembered_for_the_next_person(client, link, visit, person):
    link(person)
    visit(**CONFIRMED, acr="urn:contoh:strong")
    client.post("/en/sign-out")
    role = FilerRole.SIGNATORY
    next_person = {"email": "tan@contoh.example", "password": PASSWORD, "second_factor": False}
    a_filer(an_organisation(), role, **next_person)
    client.fill("/en/sign-in", email="tan@contoh.example", password=PASSWORD)
    assert "second-factor-needed" in client.get("/en/account/requests").location


@pytest.mark.parametrize(
    "claims",
    [
        {"email": EMAIL, "email_verified": False},
        {"email": EMAIL},
        {"email": EMAIL, "email_verified": "true"},
        {"email_verified": True},
    ],
)
def test_an_address_that_is_not_confirmed_opens_nothing(client, session, visit, claims):
    answer = visit("unconfirmed", **claims)
    assert answer.status_code == 403
    assert "not confirmed" in Page(answer.text).heading
    assert linked(session) == 0
    assert client.get("/en/sign-in/provider/new-account").status_code == 404


@pytest.mark.parametrize("lie", oidc_provider.LIES)
def test_an_id_token_that_cannot_be_believed_signs_nobody_in(client, person, link, visit, lie):
    link(person)
    answer = visit(**CONFIRMED, lie=lie)
    assert answer.status_code == 502
    page = Page(answer.text)
    assert "did not work" in page.heading
    assert page.links["Go to sign-in"].endswith("/en/sign-in")
    assert not is_signed_in(client)


def test_a_code_works_once(client, new_client, person, link, provider, visit):
    link(person)
    provider.knows("siti", **CONFIRMED)
    there = client.get("/en/sign-in/provider").location
    back = _here(provider.answer(there, "siti"))
    assert client.get(back).status_code == 303
    client.post("/en/sign-out")
    assert client.get(back).status_code == 502
    assert not is_signed_in(client)
    assert new_client().get(back).status_code == 502


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(client, new_client, provider):
    """Somebody else's answer, planted in a link, must not sign a visitor in as them."""
    attacker = new_client()
    provider.knows("siti", **CONFIRMED)
    there = attacker.get("/en/sign-in/provider").location
    back = _here(provider.answer(there, "siti"))
    assert client.get(back).status_code == 502
    assert client.get("/en/sign-in/provider/new-account").status_code == 404
    assert client.get("/en/sign-in/provider/return").status_code == 502


def test_the_answer_of_another_issuer_is_refused(client, person, link, provider):
    link(person)
    provider.knows("siti", **CONFIRMED)
    there = client.get("/en/sign-in/provider").location
    back = _here(provider.answer(there, "siti"))
    assert client.get(f"{back}&iss=https://another.example").status_code == 502


def test_who_says_no_there_comes_back_to_the_normal_sign_in(client, provider):
    there = client.get("/en/sign-in/provider").location
    answer = client.get(_here(provider.refuse(there)), follow_redirects=True)
    assert "You did not sign in" in answer.text
    assert Page(answer.text).heading == "Sign in"


@pytest.mark.parametrize("place", ELSEWHERE)
def test_it_leads_nowhere_else(client, person, link, visit, place):
    link(person)
    assert visit(next_page=place).location == "/en/account/start"


@pytest.mark.parametrize("place", OURS)
def test_it_leads_back_to_a_page_of_ours(client, person, link, visit, place):
    link(person)
    assert visit(next_page=place).location == place


@pytest.mark.parametrize("place", ELSEWHERE)
def test_the_way_through_the_second_factor_leads_nowhere_else(client, guarded, link, visit, place):
    link(guarded)
    visit(next_page=place)
    answer = client.fill("/en/second-factor", code=code())
    assert answer.location == "/en/account/start"


def test_a_closed_account_stays_closed(client, person, link, visit):
    link(person)
    person.active = False
    visit()
    assert not is_signed_in(client)


def test_a_demonstration_account_is_not_opened_in_earnest(client, person, link, visit):
    link(person)
    person.is_demonstration = True
    visit()
    assert not is_signed_in(client)


def test_linking_asks_first_because_somebody_elses_account_may_have_come_back(
    client, person, session, visit
):
    client.sign_in(person)
    question = visit("attacker", email="mallory@evil.example", email_verified=True).location
    assert question.endswith("/en/account/link-sign-in")
    assert "mallory@evil.example" in client.page(question).text
    assert linked(session) == 0


def test_an_identity_opens_one_account_and_an_account_has_one(
    client, new_client, person, session, visit
):
    client.sign_in(person)
    client.fill(visit().location)
    other = new_client().sign_in(a_user(second_factor=False))
    assert visit(browser=other).location.endswith("/en/account")
    assert "opens another account" in other.get("/en/account").text
    assert client.fill(visit("second", **CONFIRMED).location).status_code == 409
    assert linked(session) == 1


def test_unlinking_leaves_the_password(client, person, link, session, visit, letters):
    link(person)
    client.sign_in(person)
    assert "Linked" in client.page("/en/account").text
    assert client.fill("/en/account/unlink-sign-in").status_code == 303
    assert linked(session) == 0
    assert "no longer" in letters(person.email)[-1].subject


def test_who_has_no_password_does_not_lock_themselves_out(client, session, visit):
    client.fill(visit().location)
    page = client.page("/en/account/unlink-sign-in")
    assert page.heading == "Choose a password first"
    client.post("/en/account/unlink-sign-in")
    assert linked(session) == 1


def test_the_provider_proves_again_who_one_is_before_the_account_is_changed(
    client, person, link, visit, provider
):
    link(person)
    client.sign_in(person)
    with client.session_transaction() as cookie:
        cookie["fs_paa"] = time.time() - 45 * 60
    assert "/en/sign-in-again" in client.get("/en/account/second-factor").location
    assert visit(auth_time=int(time.time()), **CONFIRMED).status_code == 303
    assert client.get("/en/account/second-factor").status_code == 200
    assert parse_qs(urlsplit(client.get("/en/sign-in/provider").location).query)["prompt"] == [
        "login"
    ]


def test_an_old_sign_in_at_the_provider_proves_nothing_anew(client, person, link, visit):
    link(person)
    client.sign_in(person)
    with client.session_transaction() as cookie:
        cookie["fs_paa"] = time.time() - 45 * 60
    visit(auth_time=int(time.time()) - 3600, **CONFIRMED)
    assert "/en/sign-in-again" in client.get("/en/account/second-factor").location


def test_a_provider_that_is_down_or_not_who_it_should_be_leaves_the_normal_sign_in(
    new_app, provider
):
    for issuer in (
        f"http://127.0.0.1:{free_port()}",
        provider.url.replace("127.0.0.1", "localhost"),
    ):
        app = new_app(OIDC_ISSUER=issuer, OIDC_CLIENT_ID="register", OIDC_CLIENT_SECRET="x")
        with app.app_context():
            browser = app.test_client()
            answer = browser.get("/en/sign-in/provider")
            assert (answer.status_code == 502) is ("localhost" not in issuer)
            assert browser.get("/en/sign-in").status_code == 200
            db.session.remove()


def test_it_is_off_unless_it_is_set_up(new_app):
    app = new_app(RATELIMIT_ENABLED=False)
    with app.app_context():
        browser = app.test_client()
        assert "Sign in with" not in browser.get("/en/sign-in").text
        assert browser.get("/en/sign-in/provider").status_code == 404
        assert browser.get("/en/sign-in/provider/return").status_code == 404
        db.session.remove()


def test_going_there_too_often_is_refused(new_app, provider):
    limiter.reset()
    app = new_app(
        RATELIMIT_ENABLED=True,
        OIDC_ISSUER=provider.url,
        OIDC_CLIENT_ID="register",
        OIDC_CLIENT_SECRET="x",
    )
    with app.app_context():
        browser = app.test_client()
        answers = [browser.get("/en/sign-in/provider/return").status_code for _ in range(61)]
        assert answers[0] == 502
        assert answers[-1] == 429
        db.session.remove()
    limiter.reset()
