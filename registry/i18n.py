"""Two languages: the address says which, dates and numbers follow the locale of Malaysia."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlencode

from babel.dates import format_date as babel_date
from babel.numbers import format_decimal, format_percent
from flask import Flask, current_app, g, has_app_context, request, url_for
from flask_babel import Domain, LazyString, force_locale, get_translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from registry.clock import KUALA_LUMPUR
from registry.extensions import babel

LANGUAGES = {"en": "en_MY", "ms": "ms_MY"}
PREFIX = "/<any(en, ms):lang>"
DAY = "d MMM y"
MONTH = "MMMM y"
DAY_OF_YEAR = "d MMMM"
MOST_TEXTS = 16384
"""Of both languages together; the whole catalogue fits."""
WORD_JOINER = "\u2060"


def init_app(app: Flask) -> None:
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "en_MY")
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Asia/Kuala_Lumpur")
    babel.init_app(app, locale_selector=lambda: LANGUAGES[language()])
    babel.domain_instance = Remembering()
    app.jinja_env.newstyle_gettext = True  # type: ignore[attr-defined]
    app.jinja_env.globals.update(_=_shown, gettext=_shown, ngettext=_shown_number)
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)
    app.jinja_env.filters.update(
        date=date_text,
        datetime=instant_text,
        number=number_text,
        percent=percent_text,
        in_language=in_language,
    )
    app.jinja_env.globals.update(
        other_language_url=other_language_url, language=language, languages=LANGUAGES
    )


def language() -> str:
    """The language of this page: of its address, else what the browser prefers, else English.

    A page asks hundreds of times: past the proxy of ``g`` it takes half as long.
    """
    chosen: str | None = g._get_current_object().get("lang")
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
    """What the address begins with, though no page is there; else what the browser prefers."""
    if not request:
        return "en"
    first = request.path.split("/")[1]
    return first if first in LANGUAGES else request.accept_languages.best_match(LANGUAGES) or "en"


def other_language_url() -> str:
    """The same page in the other language; of a page that only takes a form, the start page."""
    other = "ms" if language() == "en" else "en"
    if not request.endpoint or request.method not in {"GET", "HEAD"}:
        return url_for("public.home", lang=other)
    place = url_for(request.endpoint, **{**(request.view_args or {}), "lang": other})
    asked = urlencode(list(request.args.items(multi=True)))  # no argument of ``url_for``
    return f"{place}?{asked}" if asked else place


def lazy(text: str) -> LazyString:
    """A text that is put into the reader's language when it is shown."""
    return LazyString(_gettext, text)


def in_language(text: Mapping[str, str] | None) -> str:
    """Choose from a text that is kept in both languages, such as a criterion's title."""
    return text[language()] if text else ""


def date_text(value: date | str | None) -> str:
    if not value:
        return ""
    day = date.fromisoformat(value) if isinstance(value, str) else value
    return _day(day, language(), DAY)


def month_text(value: str | None) -> str:
    """The month of a day, as in December 2025."""
    return _day(date.fromisoformat(value), language(), MONTH) if value else ""


def day_of_year_text(value: date) -> str:
    """A day of every year, as in 31 December."""
    return _day(value, language(), DAY_OF_YEAR)


def instant_text(value: datetime | str | None) -> str:
    if not value:
        return ""
    instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    local = instant.astimezone(KUALA_LUMPUR)
    return f"{date_text(local.date())}, {local:%H:%M}"


def number_text(value: Any, places: int | None = None) -> str:
    if value is None or value == "":
        return ""
    return _number(str(value), places, language())


def percent_text(value: Any) -> str:
    """A share of one as a percentage without decimals."""
    return "" if value is None or value == "" else _percent(str(value), language())


# Pages ask for the same days, figures and texts over and over: what is made of them is remembered.


@lru_cache(maxsize=4096)
def _day(day: date, lang: str, pattern: str) -> str:
    return babel_date(day, pattern, locale=LANGUAGES[lang])


@lru_cache(maxsize=4096)
def _number(value: str, places: int | None, lang: str) -> str:
    pattern = None if places is None else "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(Decimal(value), format=pattern, locale=LANGUAGES[lang])


@lru_cache(maxsize=4096)
def _percent(value: str, lang: str) -> str:
    return format_percent(Decimal(value), locale=LANGUAGES[lang])


@cache
def _texts(lang: str) -> Any:
    """The catalogue of a language."""
    with force_locale(LANGUAGES[lang]):
        return get_translations()


@lru_cache(MOST_TEXTS)
def _text(text: str, lang: str) -> str:
    return _unbroken(str(_texts(lang).ugettext(text)))


def _unbroken(text: str) -> str:
    """No line ends beside a word joiner. Nobody sees or hears it, and a search looks past it."""
    return text.replace("e-mel", f"e-{WORD_JOINER}mel").replace("E-mel", f"E-{WORD_JOINER}mel")


@lru_cache(MOST_TEXTS)
def text_of_pages(text: str, lang: str) -> Markup:
    """A text of ours as a part of a page; what is put into its places is escaped."""
    return Markup(_text(text, lang))


@lru_cache(MOST_TEXTS)
def text_without_places(text: str, lang: str) -> Markup:
    return text_of_pages(text, lang) % {}


def _gettext(text: str) -> str:
    return _text(text, language()) if has_app_context() else text


class Remembering(Domain):
    """Texts that modules declare with ``lazy_gettext``, and those that code asks for."""

    def gettext(self, string: str, **variables: Any) -> str:
        text = _gettext(string)
        return text % variables if variables else text


@pass_eval_context
def _shown(context: EvalContext, text: str, /, **values: Any) -> str:
    """``_`` and ``trans`` of templates, as of jinja2.ext.i18n in its newer style."""
    lang = language()
    if not context.autoescape:
        return str(_texts(lang).ugettext(text)) % values
    return text_of_pages(text, lang) % values if values else text_without_places(text, lang)


@pass_eval_context
def _shown_number(context: EvalContext, one: str, many: str, count: int, /, **values: Any) -> str:
    text = str(_texts(language()).ungettext(one, many, count))
    return (Markup(_unbroken(text)) if context.autoescape else text) % {"num": count, **values}


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.lang = values.pop("lang", None) if values else None


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    if "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = language()
