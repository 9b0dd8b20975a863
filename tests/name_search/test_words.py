"""Words of names and numbers, as they are kept and as they are typed."""

from itertools import combinations

import pytest

from registry.name_search import deletions, synonyms, words


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Contoh Getah Berhad", ["contoh", "getah"]),
        ("S.P. Contoh Bhd", ["sp", "contoh"]),
        ("S P Contoh Sdn. Bhd.", ["sp", "contoh"]),
        ("Vitamin C Contoh (M) Sdn Bhd", ["vitamin", "c", "contoh"]),
        ("Contoh-Lain & Rakan PLT", ["contoh", "lain", "rakan"]),
        ("Berhad", ["berhad"]),
    ],
)
def test_a_name_without_its_kind_of_company(name, found):
    assert words.of_name(name) == found


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("2019 0100 0005", ("201901000005",)),
        ("1312525-A", ("1312525a",)),
        ("1312525 a", ("1312525a",)),
        ("201901000005 (1312525-A)", ("201901000005", "1312525a")),
        ("5183.KL", ("5183",)),
        ("KLSE: 5183", ("5183",)),
        ("rakan dan rakan", ("rakan",)),
        ("the", ("the",)),
        ("  ", ()),
    ],
)
def test_what_is_asked(typed, asked):
    assert words.asked(typed) == asked


@pytest.mark.parametrize(
    "begun", ["b", "Be", "berha", "bhd", "s", "sdn", "sdn b", "sdn. bhd", "li"]
)
def test_a_kind_of_company_that_is_only_begun_says_nothing(begun):
    left = words.typed(words.without_kind(f"Contoh Getah {begun}"))
    assert left in {"contoh getah", "contoh getah sdn"} - ({"contoh getah sdn"} if begun else set())


def test_a_name_can_be_typed_from_each_of_its_words():
    assert words.starts("Contoh Getah Lama Bhd") == [
        "contoh getah lama",
        "getah lama",
        "lama",
    ]


def test_words_of_one_meaning_stand_together_once():
    for one, other in combinations(set(synonyms.meanings().values()), 2):
        assert not set(one) & set(other)


def test_a_longer_phrase_is_read_before_its_words():
    [phrase, name] = synonyms.grouped(("sarung", "tangan", "contoh"))
    assert phrase[0] == ("sarung", "tangan") and ("gloves",) in phrase
    assert name == (("contoh",),)


@pytest.mark.parametrize(
    ("typed", "word", "away"),
    [
        ("gloves", "gloves", 0),
        ("glovse", "gloves", 1),
        ("glov", "gloves", 0.5),
        ("glvo", "gloves", 1.5),
        ("plantatoin", "plantations", 1.5),
        ("plnatatoins", "plantations", 2),
        ("gloves", "builders", None),
        ("glvse", "gloves", None),
    ],
)
def test_how_far_words_are_apart(typed, word, away):
    assert deletions.distance(typed, word) == away


@pytest.mark.parametrize("word", ["abc", "990001", "sb1x"])
def test_short_words_and_numbers_are_never_corrected(word):
    assert deletions.stored_forms(word) == set()
