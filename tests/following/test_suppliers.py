"""A list of suppliers: read as it comes, matched, taken along, kept only when it is followed."""

import csv
import io
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from registry.following import matching, reading, telling
from registry.following.reading import Line, Unreadable
from registry.models import Following, RegisterEntry, SupplierLine, SupplierList
from registry.organisations import OrganisationRecord, add
from tests.following.conftest import MAIL, NOW, link_in
from tests.following.test_feeds import read
from tests.following.test_letters import happens

NAMES = ("Contoh Sawit Berhad", "Contoh Sarung Tangan Berhad", "Contoh Besi Berhad")


@pytest.fixture
def known(session):
    """Three organisations that can be searched for, each with a number."""
    ids = add(
        [
            OrganisationRecord(
                name=name, ssm_number=f"20190100000{n}", stock_code=f"000{n}", sector="plantation"
            )
            for n, name in enumerate(NAMES, 1)
        ]
    )
    session.flush()
    for each in ids:
        session.add(
            RegisterEntry(
                organisation_id=each,
                year=2026,
                period_start=date(2025, 1, 1),
                period_end=date(2025, 12, 31),
                due_on=date(2026, 12, 31),
                reporting_class="listed_company",
                mandatory=True,
                status="due",
                status_on=date(2026, 1, 1),
                name_key="x",
                market="MAIN",
            )
        )
    session.commit()
    return dict(zip(NAMES, ids, strict=True))


SAME = [Line("Contoh Sawit Bhd", "201901000001"), Line("Kilang Café Sdn Bhd", "")]


@pytest.mark.parametrize(
    "data",
    [
        "Supplier name;SSM no.\r\nContoh Sawit Bhd;201901000001\r\nKilang Café Sdn Bhd;\r\n".encode(
            "cp1252"
        ),
        (
            "Nama syarikat\tNo. pendaftaran\n"
            "Contoh Sawit Bhd\t201901000001\nKilang Café Sdn Bhd\t\n"
        ).encode("utf-16"),
        '\ufeffNo,Company\n201901000001,"Contoh Sawit Bhd"\n,"Kilang Café Sdn Bhd"\n'.encode(),
        "Contoh Sawit Bhd|201901000001\nKilang Café Sdn Bhd|\n".encode("utf-16-le"),
        "sep=;\r\n201901000001;Contoh Sawit Bhd\r\n;Kilang Café Sdn Bhd\r\n".encode(),
    ],
)
def test_files_of_every_office_program_are_read(data):
    assert reading.of_file(data) == SAME


def test_pasted_lines_may_have_commas_in_them():
    text = "Foo, Bar & Sons Berhad\nContoh Sawit Berhad\n\n  201901000001 \n"
    assert [line.name or line.code for line in reading.lines(text)] == [
        "Foo, Bar & Sons Berhad",
        "Contoh Sawit Berhad",
        "201901000001",
    ]


def test_what_was_read_reads_the_same_again():
    lines = [Line("Company of Names Berhad", ""), Line('A "B" Berhad', "0001"), Line("", "0002")]
    assert reading.lines(reading.written(lines)) == lines


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04rest", "This file is damaged"),
        (b"x" * 50_001, "larger than 2 MB"),
        (b"\n\n  \n", "No supplier was found"),
        (b"a\n" * 5_002, "5,000 lines"),
        (b"\n" * 45_000, "5,000 lines"),
        (b"\r" * 45_000, "5,000 lines"),
    ],
)
def test_what_cannot_be_read_is_said(client, monkeypatch, data, said):
    monkeypatch.setattr(reading, "MOST_BYTES", 50_000)
    monkeypatch.setattr(reading, "MOST_BREAKS", 40_000)
    with pytest.raises(Unreadable):
        reading.of_file(data)
    answer = client.post("/en/suppliers", data={"file": (io.BytesIO(data), "list.csv")})
    assert answer.status_code == 422
    assert said in answer.text


@pytest.mark.parametrize(
    ("name", "value"), [("pick-0", "9" * 5_000), ("pick-" + "9" * 5_000, "1"), ("pick-0", "²")]
)
def test_a_choice_that_is_no_number_is_left_out(client, known, name, value):
    answer = client.post("/en/suppliers", data={"suppliers": "Contoh Sawit Berhad", name: value})
    assert answer.status_code == 200


def test_a_line_as_wide_as_a_file_is_not_looked_at_once_for_every_line(monkeypatch):
    """Some 2 MB of short lines and one long one kept a process busy for hours."""
    looked_at, is_code = [], reading.is_code
    monkeypatch.setattr(reading, "is_code", lambda cell: looked_at.append(cell) or is_code(cell))
    found = reading.of_file(("a,b\n" * 500 + "x" + "," * 100_000).encode())
    assert len(found) == 501
    assert len(looked_at) <= reading.MOST_COLUMNS * (reading.TRIED_ROWS + 1)


def test_what_is_longer_than_a_number_is_none():
    assert reading.is_code("201901000005 (1312525-A)")
    assert not reading.is_code("(" * 9_000 + "201901000005")


@pytest.mark.parametrize("start", ['sep="\n', "sep=\r\n", "sep= \n"])
def test_what_cannot_divide_cells_divides_none(start):
    assert Line("Contoh Sawit Berhad") in reading.lines(f"{start}Contoh Sawit Berhad\n")


@pytest.mark.parametrize("limit", [131_072, 1_000_000])
def test_a_cell_that_never_ends_is_no_list(client, limit):
    before = csv.field_size_limit(limit)
    answer = client.post("/en/suppliers", data={"suppliers": 'name,code\n"' + "x" * 140_000})
    csv.field_size_limit(before)
    assert answer.status_code == 422
    assert "not a list of lines" in answer.text


def how(lines, chosen=None):
    return [each.how for each in matching.matched(lines, chosen or {})]


def test_numbers_first_then_whole_names_then_what_resembles(known):
    found = matching.matched(
        [
            Line("", "201901000001"),
            Line("Contoh Sarung Tangan Bhd", ""),
            Line("Contoh Sarong Tangan Berhad", ""),
            Line("", "0003"),
            Line("Zzyzx Quux Holdings", ""),
        ],
        {},
    )
    assert [each.how for each in found] == ["number", "name", "similar", "number", "none"]
    assert [each.organisation_id for each in found] == [
        known[NAMES[0]], known[NAMES[1]], known[NAMES[1]], known[NAMES[2]], None,
    ]  # fmt: skip


def test_a_name_and_a_number_that_do_not_go_together_are_not_decided(known):
    line = Line("Perabot Utara Sdn Bhd", "201901000001")
    [found] = matching.matched([line], {})
    assert (found.how, found.organisation_id) == ("unsure", None)
    assert how([line], {0: known[NAMES[0]]}) == ["chosen"]
    assert how([line], {0: 0}) == ["none"]
    assert how([line], {0: known[NAMES[1]]}) == ["none"]


def test_two_of_one_name_are_not_decided(session, known):
    add([OrganisationRecord(name="Contoh Sawit Berhad", ssm_number="201901000009")])
    assert how([Line("Contoh Sawit Berhad", "")]) == ["unsure"]


def paste(client, text, **more):
    return client.post("/en/suppliers", data={"suppliers": text, "email": "", **more})


def rows_of(answer):
    return list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))


def test_a_pasted_list_is_shown_and_taken_along(session, client, known):
    entry = session.get(RegisterEntry, (known[NAMES[0]], 2026))
    entry.status, entry.status_on = "published_on_time", date(2026, 6, 1)
    entry.grade, entry.score_tenths = "B", 712
    entry.grade_public_on = date(2026, 6, 15)
    hidden = session.get(RegisterEntry, (known[NAMES[1]], 2026))
    hidden.grade, hidden.score_tenths = "D", 412
    hidden.grade_public_on = NOW.date() + timedelta(days=1)
    session.commit()
    text = "Contoh Sawit Berhad\nContoh Sarung Tangan Berhad\n=HYPERLINK(1)\n"
    page = paste(client, text)
    assert page.status_code == 200
    assert "2 of 3 found" in page.text
    answer = paste(client, text, do="csv")
    first, second, third = rows_of(answer)
    assert (first["status"], first["grade"], first["score"]) == ("published_on_time", "B", "71.2")
    assert first["last_change"] == "2026-06-15"
    assert first["address"].endswith(f"/en/organisations/{known[NAMES[0]]}")
    assert (second["status"], second["grade"], second["score"]) == ("due", "", "")
    assert third["supplier"] == "'=HYPERLINK(1)"
    assert third["match"] == "none"
    assert session.scalar(select(func.count()).select_from(SupplierList)) == 0


def keep(client, clock, text, **more):
    page = paste(client, text)
    form = page.text
    started = form.partition('name="started"')[2].partition('value="')[2].partition('"')[0]
    clock.shift(timedelta(seconds=10))
    return paste(client, text, do="follow", started=started, website="", **more)


def test_a_list_is_kept_followed_by_mail_and_by_atom_changed_and_deleted(
    session, client, known, clock, letters
):
    answer = keep(client, clock, "Contoh Sawit Berhad\nNobody Berhad", email=MAIL)
    assert answer.status_code == 303
    place = answer.location
    assert client.fill(link_in(letters()[-1], "/following/")).status_code == 303
    happens(session.get(RegisterEntry, (known[NAMES[0]], 2026)).organisation)
    happens(session.get(RegisterEntry, (known[NAMES[1]], 2026)).organisation)
    session.commit()
    assert telling.run(NOW + timedelta(days=1)) == 1
    body = " ".join(letters()[-1].body.split())
    assert "Contoh Sawit Berhad" in body
    assert "Sarung" not in body
    _answer, parsed = read(client, f"{place}/feed.atom")
    assert len(parsed.entries) == 1
    tag = _answer.headers["ETag"]
    text = "name\tcode\nContoh Sarung Tangan Berhad\t\nContoh Besi Berhad\t"
    assert client.post(place, data={"suppliers": text}).status_code == 303
    assert "Contoh Besi Berhad" in client.page(place).text
    again = client.get(f"{place}/feed.atom", headers={"If-None-Match": tag})
    assert again.status_code == 200
    assert b"Sarung" in again.data
    [one, two] = rows_of(client.get(f"{place}/suppliers.csv"))
    assert (one["organisation"], two["organisation"]) == NAMES[1:]
    assert client.post(f"{place}/end").status_code == 303
    assert client.get(place).status_code == 404
    assert client.get(f"{place}/feed.atom").status_code == 404
    for model in (Following, SupplierList, SupplierLine):
        assert session.scalar(select(func.count()).select_from(model)) == 0


def test_without_an_address_it_is_kept_for_atom_until_nobody_reads_it(
    session, client, known, clock
):
    place = keep(client, clock, "Contoh Sawit Berhad").location
    assert client.get(place).headers["Cache-Control"] == "private, no-store"
    clock.shift(timedelta(days=300))
    client.get(f"{place}/feed.atom")
    telling.run(NOW + timedelta(days=500))
    assert client.get(place).status_code == 200
    telling.run(NOW + timedelta(days=1000))
    assert client.get(place).status_code == 404


def test_a_program_that_is_fast_keeps_nothing(session, client, known):
    answer = paste(client, "Contoh Sawit Berhad", do="follow", started="")
    assert answer.status_code == 422
    assert "Contoh Sawit Berhad" in answer.text
    assert session.scalar(select(func.count()).select_from(SupplierList)) == 0


def test_five_thousand_lines_are_answered(client, known):
    text = "name\tcode\n" + "\n".join(f"Contoh Sawit Berhad\t{n:04d}" for n in range(5_000))
    answer = paste(client, text, do="csv")
    assert len(rows_of(answer)) == 5_000
