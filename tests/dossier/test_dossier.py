"""The dossier: what is in it, who gets it, and that it is the same for the same state."""

import hashlib
import io
import json
import zipfile
from datetime import date, timedelta

import pikepdf
import pypdfium2
import pytest
from sqlalchemy import func, select

from registry import deadline_extensions as extensions
from registry import dossier, obligations, storage
from registry.dossier import binding
from registry.filing import services, versions
from registry.models import Dossier, FilerRole, FilingStatus, OutboxMessage, Reply, StaffRole
from registry.review import services as review
from tests import factories as make
from tests.filing.house import House
from tests.uploads.made import pdf


@pytest.fixture
def officer(session):
    return make.a_user("Devi Officer", staff=StaffRole.OFFICER)


@pytest.fixture
def house(session, officer):
    """A company whose filing was extended, filed, returned, filed again and published."""
    house = House()
    house.statement = storage.put(io.BytesIO(pdf("Statement", "No forced labour"))).sha256
    for document in house.filing.documents:
        document.sha256, document.size = house.statement, storage.size(house.statement)
    entry = obligations.entry_for(house.organisation.id, 2026)
    asked = extensions.ask(
        entry, by=house.signatory, at=make.AT, wanted_on=date(2026, 7, 31), reason="A flood."
    )
    extensions.grant(asked, by=officer, at=make.AT, reason="Flooded.", due_on=date(2026, 7, 31))
    make.filed(house.filing, by=house.signatory)
    review.send_back(
        house.filing, by=officer, at=make.AT, note="One figure is unclear.",
        comments={"movement.doc_passes_total": "Count again."}, version=1,
    )  # fmt: skip
    make.filed(house.filing, by=house.signatory, change_note="Counted again.")
    review.publish(house.filing, by=officer, at=make.AT, note="Read.", version=2)
    services.reply(house.filing, by=house.signatory, at=make.AT, text="We welcome the result.")
    return house


def issue(house, media_type=dossier.PDF, year=2026, *, language="en", at=make.AT):
    from registry.i18n import speaking

    with speaking(language):
        return dossier.issue(
            house.organisation, year, media_type,
            by=house.signatory, at=at, language=language, declared=versions.content,
        )  # fmt: skip


def read(made):
    with storage.open(made.sha256) as file:
        return file.read()


def text_of(content):
    document = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def attachments(content):
    with pikepdf.open(io.BytesIO(content)) as found:
        return {name: found.attachments[name].get_file().read_bytes() for name in found.attachments}


def test_the_pdf_tells_the_story_and_carries_every_file(session, house):
    made = issue(house)
    content = read(made)
    assert hashlib.sha256(content).hexdigest() == made.sha256
    text = text_of(content)
    for words in (
        "Dossier of Contoh Sarung Tangan Berhad",
        "proves neither an offence nor the absence of one",
        "Section 64 of the Anti-Trafficking in Persons",
        house.reference,
        "31 Jul 2026 in place of 30 Jun 2026",
        "Flooded.",
        "One figure is unclear.",
        "Count again.",
        "Counted again.",
        "We welcome the result.",
        "Version 2",
        "Signed by Tan Signatory",
        "2026/version-1/declared.json",
    ):
        assert words in text, words
    files = attachments(content)
    assert set(files) >= {
        "2026-version-1-declared.json",
        "2026-version-1-01-statement.pdf",
        "2026-version-1-receipt.pdf",
        "2026-version-2-assessment.json",
        "2026-letters.txt",
    }
    assert hashlib.sha256(files["2026-version-2-01-statement.pdf"]).hexdigest() == house.statement
    for version in house.filing.versions:
        declared = files[f"2026-version-{version.number}-declared.json"]
        assert hashlib.sha256(declared).hexdigest() == version.sha256
        assert json.loads(declared)["reference"] == house.reference
        receipt = files[f"2026-version-{version.number}-receipt.pdf"]
        assert hashlib.sha256(receipt).hexdigest() == version.receipt_sha256
    assert b"One figure is unclear." in files["2026-letters.txt"]


def test_every_file_in_the_list_has_its_hash(session, house):
    content = read(issue(house))
    text = text_of(content).replace(" ", "")
    for file in attachments(content).values():
        assert hashlib.sha256(file).hexdigest() in text


def test_the_files_are_associated_as_in_pdf_a_3(session, house):
    with pikepdf.open(io.BytesIO(read(issue(house)))) as found:
        assert len(found.Root.AF) == len(found.attachments)
        assert {str(spec.AFRelationship) for spec in found.Root.AF} == {"/Data"}


def test_the_archive_has_the_pdf_the_files_and_their_sums(session, house, tmp_path):
    archive = zipfile.ZipFile(io.BytesIO(read(issue(house, dossier.ZIP))))
    assert archive.testzip() is None
    names = archive.namelist()
    assert names[0] == "dossier.pdf"
    sums = dict(
        reversed(line.split("  ", 1)) for line in archive.read("SHA256SUMS").decode().splitlines()
    )
    assert set(sums) == set(names) - {"dossier.pdf", "SHA256SUMS"}
    for name, sha256 in sums.items():
        assert hashlib.sha256(archive.read(name)).hexdigest() == sha256


@pytest.mark.parametrize("media_type", [dossier.PDF, dossier.ZIP])
def test_the_same_state_gives_the_same_bytes_and_one_row(session, house, media_type):
    first = issue(house, media_type)
    again = issue(house, media_type, at=make.AT + timedelta(hours=5))
    assert again.id == first.id
    assert session.scalar(select(func.count()).select_from(Dossier)) == 1
    assert [e.kind for e in house.filing.events].count("dossier_made") == 1
    house.filing.record("released", by=house.signatory, at=make.AT + timedelta(days=1))
    session.flush()
    session.expire(house.filing)
    assert issue(house, media_type).sha256 != first.sha256


def test_all_years_and_a_year_in_which_nothing_was_filed(session, house):
    make.an_entry(house.organisation, 2025)
    text = text_of(read(issue(house, year=None)))
    assert "Reporting year 2026" in text
    assert "Reporting year 2025" in text
    assert "Nothing was filed for this year so far." in text


def test_in_malay(session, house):
    assert issue(house, language="ms").sha256 != issue(house).sha256


def test_letters_to_others_are_not_in_it(session, house, officer):
    session.add(
        OutboxMessage(
            recipient=officer.email, subject="Internal", body="Between us.", created_at=make.AT,
            organisation_id=house.organisation.id, year=2026,
        )
    )  # fmt: skip
    session.flush()
    assert b"Between us." not in attachments(read(issue(house)))["2026-letters.txt"]


def test_what_is_too_large_for_a_pdf_goes_into_the_archive(session, house, monkeypatch):
    monkeypatch.setattr(binding, "LARGEST_ATTACHED", 100)
    with pytest.raises(dossier.TooLarge):
        issue(house)
    assert issue(house, dossier.ZIP).size > 100


def test_odd_names_of_files_do_no_harm(session, house):
    make.a_document(
        house.filing, by=house.preparer, filename="../../etc/pass wd;\n.pdf", sha256=house.statement
    )
    house.filing.move_to(FilingStatus.DRAFT, by=house.signatory, at=make.AT)
    make.filed(house.filing, by=house.signatory)
    names = zipfile.ZipFile(io.BytesIO(read(issue(house, dossier.ZIP)))).namelist()
    assert not [name for name in names if ".." in name or " " in name or name.startswith("/")]
    assert len(set(names)) == len(names)


def test_a_signatory_makes_and_downloads_it(client, session, house):
    client.sign_in(house.signatory)
    where = f"/en/filings/dossier/{house.organisation.id}"
    answer = client.fill(where, year="2026", kind="zip")
    assert answer.status_code == 303
    made = session.scalars(select(Dossier)).one()
    assert made.sha256 in client.page(where).text
    file = client.get(f"{where}/{made.id}")
    assert file.headers["Content-Disposition"].startswith("attachment; filename=dossier-")
    assert file.headers["Cache-Control"] == "private, no-store"
    assert hashlib.sha256(file.data).hexdigest() == made.sha256
    file.close()


def test_only_those_who_answer_for_the_organisation_get_it(client, new_client, session, house):
    made = issue(house)
    where = f"/en/filings/dossier/{house.organisation.id}"
    client.sign_in(house.preparer)
    assert client.get(where).status_code == 403
    assert client.get(f"{where}/{made.id}").status_code == 403
    assert client.post(where, data={"year": "2026", "kind": "pdf"}).status_code == 403
    other = make.an_organisation()
    stranger = new_client().sign_in(make.a_filer(other, FilerRole.SIGNATORY))
    assert stranger.get(where).status_code == 404
    assert stranger.get(f"{where}/{made.id}").status_code == 404
    assert stranger.get(f"/en/filings/dossier/{other.id}/{made.id}").status_code == 404


def test_a_reply_is_there_with_its_author(session, house):
    assert session.scalars(select(Reply)).one().by.name in text_of(read(issue(house)))
