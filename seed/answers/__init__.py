"""The answers of a fictional organisation: plain JSON, page by page, as its forms would send it."""

from datetime import date

from registry.obligations import Period
from seed.answers import company, oversight, recruitment, treatment, workforce
from seed.answers.setting import Pages, Rows, Setting
from seed.answers.short import short
from seed.answers.slips import slip
from seed.companies import Company
from seed.stories import Practice


def answers_of(
    whose: Company,
    practice: Practice,
    period: Period,
    *,
    approved_on: date,
    before: Practice | None = None,
) -> Pages:
    """Every page but the files; numbers agree with one another and with last year's practice.

    What the practice leaves blank is left out, and what it gets wrong is got wrong.
    """
    setting = Setting(whose, practice, before or practice, period, approved_on)
    pages = _pages(setting, recruitment.corridors(setting))
    slip(pages, practice, period)
    if whose.is_office:
        return short(pages)
    return {name: page for name, page in pages.items() if name not in practice.blank}


def _pages(setting: Setting, corridors: Rows) -> Pages:
    people = workforce.rows(setting)
    return (
        company.pages(setting)
        | recruitment.pages(setting, corridors, people)
        | (treatment.migrant_pages(setting, people) if setting.company.has_migrants else {})
        | treatment.pages(setting, people)
        | oversight.pages(setting, corridors, people)
    )
