"""The dossier of an organisation: what it filed, who approved it, and what was written about it."""

from flask_babel import gettext as _

from registry.i18n import instant_text, speaking
from registry.reports.dossier.data import DossierData
from registry.reports.dossier.parts import write

__all__ = ["DossierData", "dossier_pdf"]


def dossier_pdf(data: DossierData, language: str) -> bytes:
    """The dossier in one language; the same data always gives the same bytes."""
    from registry.reports.paper import Paper

    with speaking(language):
        title = _("Dossier of %(organisation)s", organisation=data["organisation"])
        paper = Paper(
            title=title,
            language=language,
            operator=data["operator"],
            footer=_(
                "%(title)s, as of %(instant)s", title=title, instant=instant_text(data["as_of"])
            ),
            demonstration=data["demonstration"],
        )
        write(paper, data)
        return paper.pdf()
