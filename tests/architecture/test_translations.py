"""Whatever the register says, it says in Malay too, and a page in Malay says nothing in English."""

import html
import re
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from flask_babel import LazyString

from registry import wording
from registry.i18n import speaking
from registry.models import FilerRole, StaffRole
from tests import factories as make
from tests.architecture.source import APPLICATION, PROJECT
from tests.client import Client

MALAY = APPLICATION / "translations" / "ms" / "LC_MESSAGES" / "messages.po"
FILE = re.compile(r"/files/|\.[a-z]+$")
SAID_TO_BE_ENGLISH = re.compile(r'<(\w+) lang="en">.*?</\1>', re.DOTALL)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
SENTENCE = 3  # words; fewer may be the same in both languages, or stand inside a Malay sentence
CHOICES = {
    name: words
    for name, words in vars(wording).items()
    if isinstance(words, dict) and all(isinstance(word, LazyString) for word in words.values())
}


@pytest.fixture(scope="module")
def malay() -> Catalog:
    with MALAY.open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def english(malay: Catalog) -> set[str]:
    """English texts, and the pieces round their values, that have no place on a page in Malay."""
    pieces = {piece.strip() for text in _english(malay) for piece in PLACEHOLDER.split(text)}
    return {piece for piece in pieces if len(piece.split()) >= SENTENCE}


def test_every_text_has_its_malay_with_the_same_placeholders():
    command = [sys.executable, "scripts/translations.py", "check"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_malay_has_one_form_for_any_number(malay):
    assert malay.num_plurals == 1
    assert malay.plural_expr == "0"


def test_no_sentence_was_left_in_english(malay):
    same = [
        message.id
        for message in malay
        if message.id == message.string and len(message.id.split()) >= SENTENCE
    ]
    assert not same


@pytest.mark.parametrize("name", CHOICES)
def test_choices_that_differ_in_english_differ_in_malay(app, name):
    said = {}
    for lang in ("en", "ms"):
        with app.test_request_context(f"/{lang}/"), speaking(lang):
            said[lang] = {str(word) for word in CHOICES[name].values()}
    assert len(said["ms"]) == len(said["en"])


def test_a_stranger_reads_only_malay(client, english):
    make.published(make.a_filing(pages=make.complete_answers()))
    make.an_entry(make.an_organisation("Contoh Belum Melapor Berhad"))
    _assert_only_malay(client, english, "/ms/", "/ms/register", "/ms/sign-up", "/ms/nowhere")


@pytest.mark.parametrize("role", [FilerRole.PREPARER, FilerRole.SIGNATORY])
def test_a_company_reads_only_malay(client, english, role):
    organisation = make.an_organisation()
    draft = make.a_filing(organisation, pages=make.complete_answers())
    make.published(make.a_filing(organisation, 2025, pages=make.complete_answers()))
    client.sign_in(make.a_filer(organisation, role))
    _assert_only_malay(client, english, "/ms/filings", f"/ms/filings/{draft.reference}/")


@pytest.mark.parametrize("role", [StaffRole.ADMINISTRATOR, StaffRole.MONITOR])
def test_the_regulator_reads_only_malay(client, english, role):
    make.filed(make.a_filing(pages=make.complete_answers()))
    client.sign_in(make.a_user(staff=role))
    _assert_only_malay(client, english, "/ms/review", "/ms/account")


def _assert_only_malay(client: Client, english: set[str], *starts: str) -> None:
    leaks = {
        url: said
        for url, text in _pages(client, starts)
        if (said := [words for words in english if words in text])
    }
    assert not leaks


def _pages(client: Client, starts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """One page of each kind that links lead to, as its address and everything it says."""
    waiting, seen = list(starts), set()
    while waiting:
        url = waiting.pop()
        kind = re.sub(r"\d+", "0", urlsplit(url).path)
        if kind in seen or not kind.startswith("/ms") or FILE.search(kind):
            continue
        seen.add(kind)
        answer = client.get(url, follow_redirects=True)
        if answer.mimetype == "text/html":
            text = SAID_TO_BE_ENGLISH.sub(" ", answer.text)
            yield url, " ".join(html.unescape(text).split())
            waiting.extend(re.findall(r'href="([^"#]+)', html.unescape(answer.text)))


def _english(malay: Catalog) -> Iterator[str]:
    for message in malay:
        ids = [message.id] if isinstance(message.id, str) else message.id
        yield from (text for text in ids if text)
