"""Two languages: the address says which, dates and money follow the locale of Malaysia."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.dates import format_date as babel_date
from babel.numbers import format_currency, format_decimal, format_percent
from flask import Flask, current_app, g, request, url_for
from flask_babel import force_locale, get_locale

from registry.clock import KUALA_LUMPUR
from registry.extensions import babel

LANGUAGES = {"en": "en_MY", "ms": "ms_MY"}
PREFIX = "/<any(en, ms):lang>"
DAY = "d MMM y"


def init_app(app: Flask) -> None:
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "en_MY")
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Asia/Kuala_Lumpur")
    babel.init_app(app, locale_selector=lambda: LANGUAGES[language()])
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)
    app.jinja_env.filters.update(
        date=date_text,
        datetime=instant_text,
        money=money_text,
        sen=sen_text,
        number=number_text,
        percent=percent_text,
        in_language=in_language,
    )
    app.jinja_env.globals.update(
        other_language_url=other_language_url, language=language, languages=LANGUAGES
    )


def language() -> str:
    """The language of this page: of its address, else what the browser prefers, else English."""
    chosen: str | None = g.get("lang")
    return chosen or request_language()


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Texts, dates and money in this language, whatever that of the page, as for a letter."""
    before = g.get("lang")
    g.lang = lang
    try:
        with force_locale(LANGUAGES[lang]):
            yield
    finally:
        g.lang = before


def request_language() -> str:
    if not request:
        return "en"
    return request.accept_languages.best_match(list(LANGUAGES)) or "en"


def other_language_url() -> str:
    """The same page in the other language; of a page that only takes a form, the start page."""
    other = "ms" if language() == "en" else "en"
    if not request.endpoint or request.method not in {"GET", "HEAD"}:
        return url_for("public.home", lang=other)
    arguments = {**(request.view_args or {}), **request.args.to_dict(flat=False), "lang": other}
    return url_for(request.endpoint, **arguments)


def in_language(text: dict[str, str] | None) -> str:
    """Choose from a text that is kept in both languages, such as a criterion's title."""
    return text[language()] if text else ""


def date_text(value: date | str | None) -> str:
    if not value:
        return ""
    day = date.fromisoformat(value) if isinstance(value, str) else value
    return babel_date(day, DAY, locale=get_locale())


def instant_text(value: datetime | str | None) -> str:
    if not value:
        return ""
    instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    local = instant.astimezone(KUALA_LUMPUR)
    return f"{date_text(local.date())}, {local:%H:%M}"


def money_text(value: Decimal | str | float | None) -> str:
    """Ringgit, as in RM1,700.00; empty for None."""
    if value is None or value == "":
        return ""
    return format_currency(Decimal(str(value)), "MYR", locale=get_locale())


def sen_text(value: int | None) -> str:
    return "" if value is None else money_text(Decimal(value) / 100)


def number_text(value: Any, places: int | None = None) -> str:
    if value is None or value == "":
        return ""
    pattern = None if places is None else "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(Decimal(str(value)), format=pattern, locale=get_locale())


def percent_text(value: Any) -> str:
    """A share of one as a percentage without decimals."""
    return (
        ""
        if value is None or value == ""
        else format_percent(Decimal(str(value)), locale=get_locale())
    )


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.lang = values.pop("lang", None) if values else None


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    if "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = language()
