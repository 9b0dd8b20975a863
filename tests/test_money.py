"""Sums as pages say them: to be compared, or to be remembered; files say them to the sen."""

from decimal import Decimal

import pytest

from registry.i18n import speaking
from registry.money import large_money_text, ringgit_text, whole_money_text

pytestmark = pytest.mark.usefixtures("session")


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (None, ""),
        ("0.00", "RM0"),
        ("12.50", "RM12.50"),
        ("99.99", "RM99.99"),
        ("100.40", "RM100"),
        ("5886.95", "RM5,887"),
        ("3944000.00", "RM3,944,000"),
    ],
)
def test_a_sum_to_be_compared_has_sen_only_where_they_matter(amount, words):
    with speaking("en"):
        assert whole_money_text(amount) == words


@pytest.mark.parametrize(
    ("lang", "sen", "words"),
    [
        ("en", None, ""),
        ("en", 45_052_800, "RM450,528"),
        ("en", 99_999_949, "RM999,999"),
        ("en", 100_000_000, "RM1 million"),
        ("en", 8_202_000_000, "RM82.02 million"),
        ("ms", 8_202_000_000, "RM82.02 juta"),
    ],
)
def test_a_sum_to_be_remembered_is_said_in_millions(lang, sen, words):
    with speaking(lang):
        assert ringgit_text(sen) == words
        assert large_money_text(None if sen is None else Decimal(sen) / 100) == words
