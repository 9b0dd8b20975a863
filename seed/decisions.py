"""How a fictional filing ends: returned, corrected, published, replied to, amended."""

from datetime import datetime, timedelta

from registry.filing import saving
from registry.filing import services as filing_services
from registry.models import FilerRole, Filing
from registry.review import services as review_services
from seed import approvals
from seed.scene import Scene
from seed.stories import Course

IN_BRIEF = "Published after reading the statement, the fee table and the evidence."


def decide(scene: Scene, filing: Filing, *, at: datetime) -> None:
    if scene.course in {Course.RETURNED, Course.CORRECTED}:
        _return(scene, filing, at=at)
        if scene.course is Course.RETURNED:
            return
        at = _correct(scene, filing, at=at + timedelta(days=6)) + timedelta(days=4)
    _publish(scene, filing, at=at)
    if scene.course is Course.REPLIED:
        filing_services.reply(
            filing,
            by=scene.people[FilerRole.SIGNATORY],
            at=at + timedelta(days=3),
            text="We have read the assessment. What remains is in our plan, and we will report on "
            "it next year.",
        )
    if scene.course is Course.AMENDED:
        _amend(scene, filing, at=at + timedelta(days=30))


def _publish(scene: Scene, filing: Filing, *, at: datetime) -> None:
    review_services.publish(
        filing, by=scene.officer, at=at, note=IN_BRIEF, version=len(filing.versions)
    )


def _return(scene: Scene, filing: Filing, *, at: datetime) -> None:
    review_services.send_back(
        filing,
        by=scene.officer,
        at=at,
        note="Thank you. Two answers need another look before we can publish.",
        comments={
            "governance.gov_accountable_post": "Name the post, not the department.",
            "workforce.workforce": "Does this include workers supplied by contractors?",
        },
        version=len(filing.versions),
    )


def _correct(scene: Scene, filing: Filing, *, at: datetime) -> datetime:
    _change_post(scene, filing, "Group chief executive officer", at=at)
    return _sign_again(scene, filing, "Corrected as asked.", at=at)


def _amend(scene: Scene, filing: Filing, *, at: datetime) -> None:
    filing_services.amend(
        filing,
        by=scene.people[FilerRole.SIGNATORY],
        at=at,
        reason="The post that answers for this statement changed.",
    )
    approvals.reopen(scene, filing, "governance", "Name the new post.", at=at)
    _change_post(scene, filing, "Chief people officer", at=at + timedelta(days=1))
    signed = _sign_again(scene, filing, "The accountable post changed.", at=at + timedelta(days=2))
    _publish(scene, filing, at=signed + timedelta(days=5))


def _change_post(scene: Scene, filing: Filing, post: str, *, at: datetime) -> None:
    page = saving.stored_page(filing, "governance")
    if page is None:
        raise LookupError(f"{filing.reference} has no page on governance")
    saving.save_page(
        filing,
        "governance",
        page.answers | {"gov_accountable_post": post},
        complete=True,
        revision=page.revision,
        by=scene.people[FilerRole.PREPARER],
        at=at,
    )


def _sign_again(scene: Scene, filing: Filing, change_note: str, *, at: datetime) -> datetime:
    sender = scene.people.get(FilerRole.APPROVER) or scene.people[FilerRole.PREPARER]
    approvals.approve(scene, filing, at=at)
    filing_services.mark_ready(filing, by=sender, at=at)
    signed = at + timedelta(days=1)
    filing_services.submit(
        filing,
        by=scene.people[FilerRole.SIGNATORY],
        at=signed,
        signing=approvals.signing(scene, filing),
        change_note=change_note,
    )
    return signed
