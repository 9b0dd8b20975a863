"""Where a sheet stands: its address, its template, and what comes before and after it."""

from dataclasses import dataclass

from flask import url_for

from registry.filing.asked import pages_asked
from registry.filing.sheets import Sheet
from registry.forms.filing import PAGES, SECTIONS
from registry.forms.filing.fees import OWED_LINES, answered_lines

TEMPLATES = {
    "period": "filing/pages/period.html",
    "differences": "filing/pages/differences.html",
    "fees": "filing/pages/fees.html",
    "followup": "filing/pages/followup.html",
    "disclosure": "filing/pages/disclosure.html",
    "statement": "filing/pages/statement.html",
    "evidence": "filing/pages/evidence.html",
}
"""Pages that look unlike the others."""


@dataclass(frozen=True, slots=True)
class CorridorProgress:
    """How far the fee table of one corridor is; ``is_named``: on the corridors page, too."""

    corridor: str
    url: str
    removal_url: str
    answered: int
    owed: int
    is_named: bool


@dataclass(frozen=True, slots=True)
class Places:
    section: str
    """The heading under which the task list has this page."""
    number: int
    total: int
    url: str
    list_url: str
    next_url: str
    next_title: str
    """Empty after the last page, where the check comes next."""
    autosave_url: str
    lock_url: str
    take_over_url: str
    corridors: list[CorridorProgress]


def template(sheet: Sheet) -> str:
    if sheet.corridor:
        return "filing/pages/corridor.html"
    return TEMPLATES.get(sheet.name, "filing/page.html")


def address(sheet: Sheet) -> str:
    if sheet.corridor:
        return url_for("filing.fees", reference=sheet.filing.reference, corridor=sheet.corridor)
    return url_for("filing.page", reference=sheet.filing.reference, page=sheet.name)


def places(sheet: Sheet) -> Places:
    reference = sheet.filing.reference
    names = _asked_with(sheet)
    next_url, next_title = _next(sheet, names)
    return Places(
        section=next(str(s.title) for s in SECTIONS if sheet.name in s.pages),
        number=names.index(sheet.name) + 1,
        total=len(names),
        url=address(sheet),
        list_url=url_for("filing.tasks", reference=reference),
        next_url=next_url,
        next_title=next_title,
        autosave_url="" if _only_leads_on(sheet) else f"{address(sheet)}/autosave",
        lock_url="" if _only_leads_on(sheet) else f"{address(sheet)}/lock",
        take_over_url=f"{address(sheet)}/take-over",
        corridors=_corridors(sheet) if sheet.name == "fees" else [],
    )


def _asked_with(sheet: Sheet) -> list[str]:
    """The pages that the filing is asked, and this one where it is open without being asked."""
    asked = pages_asked(sheet.filing)
    return [name for name in PAGES if name in asked or name == sheet.name]


def _only_leads_on(sheet: Sheet) -> bool:
    """The list of corridors asks nothing itself: there is nothing to hold or to save on it."""
    return sheet.name == "fees" and not sheet.corridor


def _next(sheet: Sheet, names: list[str]) -> tuple[str, str]:
    """What comes after: of a corridor, the list of corridors."""
    reference = sheet.filing.reference
    after = names.index(sheet.name) + 1
    if sheet.corridor:
        return url_for("filing.page", reference=reference, page="fees"), str(PAGES["fees"].title)
    if after == len(names):
        return url_for("filing.check", reference=reference), ""
    name = names[after]
    return url_for("filing.page", reference=reference, page=name), str(PAGES[name].title)


def _corridors(sheet: Sheet) -> list[CorridorProgress]:
    """Those that the filing names, then those that only have lines left over."""
    reference = sheet.filing.reference
    lines = sheet.stored.get("fees", [])
    named = sheet.facts.corridors
    left_over = {line["corridor"] for line in lines if line.get("corridor")} - set(named)
    return [
        CorridorProgress(
            corridor=corridor,
            url=url_for("filing.fees", reference=reference, corridor=corridor),
            removal_url=url_for("filing.remove_fees", reference=reference, corridor=corridor),
            answered=answered_lines(lines, corridor),
            owed=OWED_LINES,
            is_named=corridor in named,
        )
        for corridor in (*named, *sorted(left_over))
    ]
