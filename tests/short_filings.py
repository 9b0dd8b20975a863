"""An office that may file on the short path, and what it answers there."""

from typing import Any

from registry.extensions import db
from registry.filing import asked
from registry.models import FilerRole, Filing, FilingPage, Organisation
from registry.scoring.screening import LEFT_OUT, QUESTIONS
from tests import factories as make

STAFF = {
    "nationality": "MYS",
    "sex": "female",
    "contract": "direct",
    "state": "KUL",
    "headcount": 40,
}


def an_office(name: str = "Contoh Pejabat Berhad", **columns: Any) -> Organisation:
    """An organisation of a sector that no list names."""
    return make.an_organisation(name, **{"sector": "financial", "target_sector": ""} | columns)


def short_pages() -> dict[str, dict[str, Any]]:
    """The pages that a short filing is asked, each complete."""
    pages = {n: p for n, p in make.complete_answers().items() if n not in LEFT_OUT}
    pages["period"] |= {"str_entities_total": 1, "str_entities_covered": 1}
    pages["period"]["entities"] = pages["period"]["entities"][:1]
    pages["screening"] = dict.fromkeys(QUESTIONS, "no")
    pages["workforce"] = {"workforce_has_migrants": "no", "workforce": [dict(STAFF)]}
    pages["wages"] = {"wages": [make.a_wage("MYS", 40)]}
    pages["risk"] |= {"rsk_scope": ["own_operations", "suppliers"], "rsk_outsourced_used": "no"}
    pages["grievance"] |= {"grv_languages": ["ms", "en"]}
    return pages


class Office:
    """An office with a preparer and a signatory, and its complete short filing for 2026."""

    def __init__(self, name: str = "Contoh Pejabat Berhad", year: int = 2026) -> None:
        self.organisation = an_office(name)
        self.preparer = make.a_filer(self.organisation, name="Nur Preparer")
        self.signatory = make.a_filer(self.organisation, FilerRole.SIGNATORY, name="Tan Signatory")
        self.filing = self.begin(year)

    def begin(self, year: int) -> Filing:
        filing = make.a_filing(self.organisation, year, by=self.preparer, pages=short_pages())
        make.a_document(filing, by=self.preparer)
        return filing

    def url(self, step: str = "", lang: str = "en") -> str:
        return f"/{lang}/filings/{self.filing.reference}/{step}"

    def answer(self, page: str, **answers: Any) -> None:
        """Change some answers of a page as it is stored, or add the page."""
        stored = next((p for p in self.filing.pages if p.name == page), None)
        if stored is None:
            stored = FilingPage(
                name=page, complete=True, saved_at=make.AT, saved_by=self.preparer, answers={}
            )
            self.filing.pages.append(stored)
        stored.answers = {**stored.answers, **answers}
        db.session.flush()

    @property
    def path(self) -> str:
        return asked.path(self.filing)
