"""Numbers and names of organisations."""

import pytest

from registry import identifiers, names


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("201901000005", "201901000005"),
        (" 2019 0100 0005 ", "201901000005"),
        ("201901000005 (1312525-A)", "201901000005"),
        ("199406123456", "199406123456"),
    ],
)
def test_registration_numbers_are_kept_as_twelve_digits(typed, kept):
    assert identifiers.ssm_number(typed) == kept


@pytest.mark.parametrize(
    "typed", ["201907000005", "201900000005", "20190100000", "2019010000051", ""]
)
def test_what_is_no_registration_number_is_refused_with_an_example(typed):
    with pytest.raises(identifiers.IdentifierError, match="201901000005"):
        identifiers.ssm_number(typed)


@pytest.mark.parametrize("typed", ["1312525-A", "1312525a", " 1312525 - A "])
def test_old_numbers_have_one_spelling(typed):
    assert identifiers.ssm_old_number(typed) == "1312525-A"


@pytest.mark.parametrize("typed", ["A-1312525", "1312525", "13125250-A"])
def test_what_is_no_old_number_is_refused(typed):
    with pytest.raises(identifiers.IdentifierError):
        identifiers.ssm_old_number(typed)


def test_leading_zeros_belong_to_a_stock_code():
    assert identifiers.stock_code("0012") == "0012"


@pytest.mark.parametrize("typed", ["12", "MAYBANK", "0012345"])
def test_what_is_no_stock_code_is_refused(typed):
    with pytest.raises(identifiers.IdentifierError):
        identifiers.stock_code(typed)


def test_an_lei_needs_its_check_digits():
    assert identifiers.legal_entity_identifier("529900T8BM49AURSDO55") == "529900T8BM49AURSDO55"
    with pytest.raises(identifiers.IdentifierError):
        identifiers.legal_entity_identifier("529900T8BM49AURSDO56")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Contoh Sawit Berhad", "contoh sawit"),
        ("CONTOH SAWIT SDN. BHD.", "contoh sawit"),
        ("Contoh Sawit (M) Sdn Bhd", "contoh sawit"),
        ("Café Contoh PLT", "cafe contoh"),
        ("Berhad", "berhad"),
    ],
)
def test_names_are_compared_without_their_suffixes(name, key):
    assert names.key(name) == key


def test_a_number_is_found_in_both_spellings():
    assert names.words("1312525-A") == names.words("1312525A") == ("1312525a",)


def test_a_word_counts_once():
    assert names.words("Contoh contoh BERHAD") == ("contoh",)


@pytest.mark.parametrize("read", [identifiers.ssm_number, identifiers.ssm_old_number])
@pytest.mark.parametrize("typed", ["20190100000\u0665", "131252\uff15-A"])
def test_digits_of_other_scripts_make_no_second_number(read, typed):
    with pytest.raises(identifiers.IdentifierError):
        read(typed)
