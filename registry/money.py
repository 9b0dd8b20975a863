"""Ringgit as pages and documents say them; files hold plain numbers."""

from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_compact_decimal, format_currency
from flask import Flask

from registry.i18n import LANGUAGES, language, number_text

HUNDRED = Decimal(100)
MILLION = Decimal(1_000_000)


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        money=money_text,
        sen=sen_text,
        ringgit=ringgit_text,
        large_money=large_money_text,
        whole_money=whole_money_text,
    )


def money_text(value: Decimal | str | float | None) -> str:
    """Ringgit, as in RM1,700.00; empty for None."""
    if value is None or value == "":
        return ""
    return _ringgit(str(value), language())


def sen_text(value: int | None) -> str:
    return "" if value is None else money_text(Decimal(value) / 100)


def whole_money_text(value: Decimal | str | float | None) -> str:
    """A sum to be compared, as in RM5,887: sen only where they matter; empty for None.

    Files and the lines of a statement say it to the sen.
    """
    if value is None or value == "":
        return ""
    amount = Decimal(str(value))
    if abs(amount) < HUNDRED and amount % 1:
        return _ringgit(str(amount), language())
    return f"RM{number_text(amount, 0)}"


def large_money_text(value: Decimal | str | float | None) -> str:
    """A sum to be remembered, as in RM82.02 million; empty for None."""
    if value is None or value == "":
        return ""
    amount = Decimal(str(value))
    return _millions(amount, language()) if amount >= MILLION else whole_money_text(amount)


def ringgit_text(sen: int | None) -> str:
    return "" if sen is None else large_money_text(Decimal(sen) / 100)


@lru_cache(maxsize=4096)
def _ringgit(value: str, lang: str) -> str:
    return format_currency(Decimal(value), "MYR", locale=LANGUAGES[lang])


@lru_cache(maxsize=4096)
def _millions(amount: Decimal, lang: str) -> str:
    digits = format_compact_decimal(
        amount, format_type="long", locale=LANGUAGES[lang], fraction_digits=2
    )
    return f"RM{digits}"
