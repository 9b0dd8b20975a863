"""Values inside sentences, in both languages."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from babel.dates import format_date

from registry.scoring.wording import fill, plain


@pytest.mark.parametrize(
    ("show", "value", "en", "ms"),
    [
        ("money", Decimal("1700"), "RM1,700.00", "RM1,700.00"),
        ("money", Fraction(1000, 3), "RM333.33", "RM333.33"),
        ("percent", Decimal("0.95"), "95%", "95%"),
        ("percent", Fraction(1, 3), "33.33%", "33.33%"),
        ("percent", 1, "100%", "100%"),
        ("number", 12345, "12,345", "12,345"),
        ("number", Fraction(5, 2), "2.5", "2.5"),
        ("number", Decimal("0.5"), "0.5", "0.5"),
        ("date", date(2026, 6, 30), "30 Jun 2026", "30 Jun 2026"),
        ("date", date(2026, 8, 1), "1 Aug 2026", "1 Ogo 2026"),
        ("word", "board", "the board", "lembaga pengarah"),
        ("words", ["REC"], "recruitment fees", "fi pengambilan"),
        ("words", ["REC", "TRV", "ILL"],
         "recruitment fees, travel and lodging and bribes and other illegitimate costs",
         "fi pengambilan, perjalanan dan penginapan dan rasuah dan kos tidak sah lain"),
        ("names", ["Satu", "Dua"], "Satu and Dua", "Satu dan Dua"),
        ("country", "BGD", "Bangladesh", "Bangladesh"),
        ("countries", ["KHM", "CHN", "MYS"], "Cambodia, CHN and Malaysia",
         "Kemboja, CHN dan Malaysia"),
        ("month", date(2025, 8, 31), "Aug 2025", "Ogo 2025"),
        ("corridor", "BGD-manufacturing", "Bangladesh, manufacturing", "Bangladesh, perkilangan"),
        ("corridors", ["KHM-services", "CHN-services"], "Cambodia, services; CHN, services",
         "Kemboja, perkhidmatan; CHN, perkhidmatan"),
        ("money", None, "not stated", "tidak dinyatakan"),
    ],
)  # fmt: skip
def test_a_value_is_shown_as_readers_write_it(show, value, en, ms):
    text = dict.fromkeys(("en", "ms"), f"<{{value:{show}}}>")
    assert fill(text, {"value": value}) == {"en": f"<{en}>", "ms": f"<{ms}>"}


def test_kept_values_are_plain_json():
    assert plain(Decimal("1700")) == "1700.00"
    assert plain(Fraction(1, 3)) == "0.3333"
    assert plain(date(2026, 6, 30)) == "2026-06-30"
    assert plain(("a", Decimal(1))) == ["a", "1.00"]
    assert plain(None) is None


@pytest.mark.parametrize("lang", ["en", "ms"])
def test_days_in_sentences_read_as_on_the_pages_around_them(lang):
    for month in range(1, 13):
        day = date(2026, month, 7)
        sentence = fill({"en": "{day:date}", "ms": "{day:date}"}, {"day": day})[lang]
        assert sentence == format_date(day, "d MMM y", locale=f"{lang}_MY")
