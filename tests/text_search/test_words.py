"""How texts and questions are read."""

import pytest

from registry import text_search
from registry.text_search.words import stems


def words(text: str) -> list[str]:
    return list(stems(text))


def test_english_words_lose_their_endings_and_small_words_are_left_out():
    assert words("The recruiters recruited for a fee, or for fees.") == [
        "recruit", "recruit", "fee", "fee",
    ]  # fmt: skip


def test_malay_words_lose_what_stands_before_and_after_them():
    assert words("Pekerja yang membayar yuran dibayar balik oleh syarikat.") == [
        "kerja", "bayar", "yuran", "bayar", "balik", "syarikat",
    ]  # fmt: skip


def test_each_part_of_a_text_is_read_in_its_own_language():
    both = words("The workers were recruited in Nepal.\n\nPengambilan pekerja dengan bayaran.")
    assert both == ["worker", "recruit", "nepal", "ambil", "kerja", "bayar"]


def test_accents_capitals_and_signs_make_no_difference():
    assert words("CAFÉ – Café; caf\u00e9") == ["cafe"] * 3
    assert words("RM1,700.00 (ILO_C181)") == ["rm1", "700", "00", "ilo", "c181"]


@pytest.mark.parametrize("text", ["", "  ", "the of and", "-", '"', '""', '-"" - "', "…"])
def test_nothing_but_small_words_asks_nothing(text):
    assert not text_search.read(text)


def test_words_phrases_and_minus_are_told_apart():
    query = text_search.read('fees "right of reply" -passport -"held back" re-hired')
    assert [term.readings[0] for term in query.wanted] == [
        ("fee",), ("right", "repli"), ("re", "hire"),
    ]  # fmt: skip
    assert [term.readings[0] for term in query.unwanted] == [("passport",), ("held", "back")]


def test_a_phrase_without_its_end_is_still_one():
    (term,) = text_search.read('"recruitment fee').wanted
    assert term.readings[0] == ("recruit", "fee")


def test_without_takes_each_word_alone():
    query = text_search.without("passport -retention")
    assert not query.wanted
    assert [term.readings[0] for term in query.unwanted] == [("passport",), ("retent",)]


def marked(text: str, asked: str, **options: int) -> list[str]:
    return [
        str(each) for each in text_search.passages(text, text_search.read(asked).wanted, **options)
    ]


def test_a_passage_marks_the_words_in_whatever_form():
    assert marked("We repaid the recruitment fees.", "fee recruiter") == [
        "We repaid the <mark>recruitment</mark> <mark>fees</mark>."
    ]
    assert marked("Yuran itu dibayar balik.", "bayaran") == [
        "Yuran itu <mark>dibayar</mark> balik."
    ]


def test_a_passage_keeps_apart_what_stood_in_paragraphs_of_their_own():
    assert marked("Head of procurement\n\nWorkplaces audited\nonce a year", "audited") == [
        "Head of procurement · Workplaces <mark>audited</mark> once a year"
    ]


def test_a_passage_is_safe_to_print():
    (passage,) = marked("<script>alert('fee')</script> & more", "fee")
    assert passage == "&lt;script&gt;alert(&#39;<mark>fee</mark>&#39;)&lt;/script&gt; &amp; more"


def test_a_long_text_is_cut_between_words_where_it_has_most_of_what_was_asked():
    text = "A fee. " + "nothing here " * 100 + "passport and fee " + "or there " * 100
    first = marked(text, "passport fee", most=1)
    assert len(first) == 1
    assert "<mark>passport</mark> and <mark>fee</mark>" in first[0]
    assert first[0].startswith("… ") and first[0].endswith(" …")
    assert len(first[0]) < 300


def test_a_phrase_is_marked_as_one_and_only_where_its_words_follow():
    text = "A fee for recruitment. Later, recruitment of\nfees was ended."
    assert marked(text, '"recruitment fee"') == [
        "A fee for recruitment. Later, <mark>recruitment of fees</mark> was ended."
    ]


def test_two_passages_come_in_their_order_and_do_not_overlap():
    text = "The first passport. " + "words between " * 60 + "The second passport."
    first, second = marked(text, "passports")
    assert first.startswith("The first <mark>passport</mark>")
    assert second.endswith("second <mark>passport</mark>.")


def test_letters_whose_lower_case_is_longer_are_no_obstacle():
    assert marked("İİİ " * 20 + "FEES", "fees")[0].endswith("<mark>FEES</mark>")
