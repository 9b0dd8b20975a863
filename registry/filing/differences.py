"""Where a page as one person typed it and as another saved it meanwhile do not say the same."""

from dataclasses import dataclass

from registry.answers_shown import Shown, pages, shown
from registry.filing.sheets import Sheet
from registry.forms.filing import PageForm


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer in both versions, as a page prints it."""

    mine: Shown
    theirs: Shown


def differences(sheet: Sheet, form: PageForm) -> list[Difference]:
    page = next(page for page in pages() if page.name == sheet.name)
    pairs = zip(shown(page, form.answers), shown(page, sheet.part), strict=True)
    return [
        Difference(mine, theirs)
        for mine, theirs in pairs
        if (mine.text, mine.rows) != (theirs.text, theirs.rows)
    ]
