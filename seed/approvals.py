"""How fictional approvers and signatories go about it: pages signed off, a comment, a signature."""

from datetime import datetime

from registry.filing import approving, sign_offs, talking, versions
from registry.filing.signatures import Signing
from registry.forms.workflow import DECLARATION
from registry.i18n import speaking
from registry.models import FilerRole, Filing, SecondFactor
from seed.scene import Scene

READ_FIRST = ("period", "screening", "governance")
"""What the approver of the draft in progress has signed off already."""


def approve(scene: Scene, filing: Filing, *, at: datetime) -> None:
    """Where the organisation has an approver, they sign off every page that waits for it."""
    awaited = sign_offs.awaited(filing, sign_offs.standing(filing))
    _sign_off(scene, filing, awaited, at=at)


def approve_first_pages(scene: Scene, filing: Filing, *, at: datetime) -> None:
    """A draft in progress: the approver has read its beginning, and asks about a figure."""
    approver = scene.people.get(FilerRole.APPROVER)
    if approver is None:
        return
    _sign_off(scene, filing, READ_FIRST, at=at)
    talking.say(
        filing,
        "workforce",
        "workforce",
        "Does this include the workers of the new line, who came in December?",
        by=approver,
        at=at,
    )
    talking.say(
        filing,
        "workforce",
        "workforce",
        "Not yet. I have asked human resources for the count of 31 December.",
        by=scene.people[FilerRole.PREPARER],
        at=at,
    )


def reopen(scene: Scene, filing: Filing, page: str, reason: str, *, at: datetime) -> None:
    approver = scene.people.get(FilerRole.APPROVER)
    if approver:
        approving.reopen(filing, page, by=approver, at=at, reason=reason)


def signing(scene: Scene, filing: Filing) -> Signing:
    """The signatory has read the filing as it stands."""
    language = scene.people[FilerRole.SIGNATORY].language
    with speaking(language):
        declaration = str(DECLARATION)
    return Signing(
        seen=versions.digest_now(filing),
        second_factor=SecondFactor.TOTP,
        post="Executive director" if language == "en" else "Pengarah eksekutif",
        declaration=declaration,
        language=language,
    )


def _sign_off(
    scene: Scene, filing: Filing, names: list[str] | tuple[str, ...], *, at: datetime
) -> None:
    approver = scene.people.get(FilerRole.APPROVER)
    if approver is None:
        return
    pages = {page.name: page for page in filing.pages}
    seen = {name: sign_offs.digest_now(filing, pages.get(name), name) for name in names}
    approving.sign_off(filing, seen, by=approver, at=at)
