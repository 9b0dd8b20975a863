"""Anybody verifies a file by its hash or by the file; one byte more or less, and it is unknown."""

import hashlib
import io
import secrets

import pytest
from flask.testing import FlaskClient

from registry import dossier, publication, storage
from registry.assessment import assess_version
from registry.filing import versions
from registry.i18n import speaking
from registry.models import FilingStatus, StaffRole
from registry.public.site.verify_routes import Hashing
from tests import factories as make
from tests.filing.house import House
from tests.uploads.made import pdf

UNKNOWN = "Unknown to this register"


@pytest.fixture
def house(session):
    house = House()
    house.statement = storage.put(io.BytesIO(pdf("Statement", secrets.token_hex(8)))).sha256
    house.filing.documents[0].sha256 = house.statement
    house.filing.documents[0].size = storage.size(house.statement)
    house.version = make.filed(house.filing, by=house.signatory)
    return house


@pytest.fixture
def published(house):
    officer = make.a_user(staff=StaffRole.OFFICER)
    house.filing.move_to(FilingStatus.PUBLISHED, by=officer, at=make.AT)
    judged = assess_version(house.version, house.filing)
    publication.publish(house.filing, house.version, assessment=judged, at=make.AT, note="")
    return house


def asked(client, sha256):
    return client.page(f"/en/verify?sha256={sha256}").text


def stored(sha256):
    with storage.open(sha256) as file:
        return file.read()


def test_a_receipt_of_a_published_version(client, published):
    text = asked(client, published.version.receipt_sha256)
    assert (
        "This is the receipt of version 1 of the statement of Contoh Sarung Tangan Berhad for "
        "2026, filed on 4 May 2026, 11:00." in text
    )


def test_the_statement_and_the_fingerprint_of_a_published_version(client, published):
    assert "This is the document of the organisation" in asked(client, published.statement)
    assert "every answer and every file of it" in asked(client, published.version.sha256)
    signature = published.version.signature
    assert signature is None or "record of the signature" in asked(client, signature.sha256)


def test_what_is_not_public_is_confirmed_and_not_named(client, house):
    text = asked(client, house.version.receipt_sha256)
    assert "a receipt that the register issued on 4 May 2026, 11:00" in text
    assert "It is not public" in asked(client, house.version.sha256)
    for sha256 in (house.version.receipt_sha256, house.version.sha256):
        assert "Sarung Tangan" not in asked(client, sha256)
        body = client.get(f"/api/v1/verify/{sha256}").get_json()
        assert (body["known"], body["proofs"][0]["statement"]) == (True, None)
    assert UNKNOWN in asked(client, house.statement)


def test_a_dossier_is_confirmed_with_its_day_and_nothing_more(client, published):
    with speaking("en"):
        made = dossier.issue(
            published.organisation, 2026, dossier.PDF,
            by=published.signatory, at=make.AT, language="en", declared=versions.content,
        )  # fmt: skip
    text = asked(client, made.sha256)
    assert "This is a dossier that the register made on 4 May 2026, 11:00" in text
    assert "Sarung Tangan" not in text


@pytest.mark.parametrize("place", [0, 1000, -1])
def test_one_byte_altered_is_unknown(client, published, place):
    content = bytearray(stored(published.version.receipt_sha256))
    content[place] ^= 1
    altered = hashlib.sha256(content).hexdigest()
    assert UNKNOWN in asked(client, altered)
    assert client.get(f"/api/v1/verify/{altered}").get_json()["known"] is False


def test_one_byte_of_a_dossier_altered_is_unknown(client, published):
    with speaking("en"):
        made = dossier.issue(
            published.organisation, None, dossier.ZIP,
            by=published.signatory, at=make.AT, language="en", declared=versions.content,
        )  # fmt: skip
    content = stored(made.sha256)
    assert UNKNOWN in asked(client, hashlib.sha256(content + b"\n").hexdigest())
    assert UNKNOWN in asked(client, hashlib.sha256(content[:-1]).hexdigest())


def test_a_file_is_sent_hashed_and_not_kept(client, published, app):
    content = stored(published.version.receipt_sha256)
    sent = {"file": (io.BytesIO(content), "receipt.pdf")}
    answer = client.post("/en/verify", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"?sha256={published.version.receipt_sha256}")
    other = {"file": (io.BytesIO(content + b" "), "receipt.pdf")}
    answer = client.post("/en/verify", data=other, content_type="multipart/form-data")
    unknown = answer.headers["Location"].rpartition("=")[2]
    assert not storage.exists(unknown)
    assert UNKNOWN in asked(client, unknown)


def test_a_large_file_is_hashed_as_it_arrives(client, session):
    content = secrets.token_bytes(1024) * 30_000
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="d.zip"\r\n\r\n'
    body = head + content + b"\r\n--x--\r\n"
    answer = client.post("/en/verify", data=body, content_type="multipart/form-data; boundary=x")
    assert answer.headers["Location"].endswith(hashlib.sha256(content).hexdigest())


def test_what_hashes_keeps_no_byte():
    hashing = Hashing()
    hashing.write(b"ab")
    hashing.write(b"c")
    assert hashing.digest.hexdigest() == hashlib.sha256(b"abc").hexdigest()
    assert vars(hashing).keys() == {"digest", "size"}


@pytest.mark.parametrize("sent", [{}, {"file": (io.BytesIO(b""), "")}, {"file": "a text"}])
def test_without_a_file_it_asks_for_one(client, session, sent):
    answer = client.post("/en/verify", data=sent, content_type="multipart/form-data")
    assert "no_file" in answer.headers["Location"]
    assert "Choose a file first" in client.page("/en/verify?no_file=").text


@pytest.mark.parametrize("typed", ["abc", "g" * 64, "0" * 63, "<script>"])
def test_what_is_no_hash_is_said_so_and_kept(client, session, typed):
    assert "This is not a SHA-256" in client.page(f"/en/verify?sha256={typed}", status=422).text
    assert client.get(f"/api/v1/verify/{typed}").status_code in {400, 404}


def test_a_hash_is_read_however_it_is_pasted(client, published):
    sha256 = published.version.receipt_sha256
    for typed in (sha256.upper(), f" {sha256[:32]} {sha256[32:]} ", f"SHA256:{sha256}"):
        assert "This is the receipt of version 1" in asked(client, typed)


def test_the_api_says_the_same(client, published):
    body = client.get(f"/api/v1/verify/{published.version.receipt_sha256}").get_json()
    assert body["proofs"] == [
        {
            "kind": "receipt",
            "at": make.AT.isoformat(),
            "statement": {
                "organisation_id": published.organisation.id,
                "organisation": "Contoh Sarung Tangan Berhad",
                "year": 2026,
                "version": 1,
                "reference": published.reference,
                "is_withdrawn": False,
                "url": f"/en/organisations/{published.organisation.id}/2026/versions/1",
            },
        }
    ]


def test_it_can_be_asked_only_so_often(new_app):
    limited = new_app(WTF_CSRF_ENABLED=True, RATELIMIT_ENABLED=True).test_client(use_cookies=False)
    answers = [FlaskClient.open(limited, "/en/verify", method="POST") for _ in range(11)]
    assert [answer.status_code for answer in answers] == [303] * 10 + [429]
