"""The parts of the document in reading order; each writes what it is named after."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import groupby
from typing import Any

from flask_babel import gettext as _

from registry.i18n import date_text, in_language, instant_text, number_text, percent_text
from registry.reports.statement.answers import write_answers
from registry.reports.statement.data import StatementData
from registry.reports.statement.fees import write_fee_table, write_fees
from registry.wording import GRADES, OUTCOMES, PUBLIC_STATUSES

QR_SIZE = 84


def _facts(paper: Any, data: StatementData) -> None:
    start, end = date_text(data["period_start"]), date_text(data["period_end"])
    status = PUBLIC_STATUSES.get(data["status"], data["status"])
    paper.text(_("Statement for reporting year %(year)s", year=data["year"]), "lead")
    if withdrawn_on := data["withdrawn_on"]:
        withdrawn = _(
            "The organisation withdrew this statement on %(date)s.", date=date_text(withdrawn_on)
        )
        paper.note(withdrawn, data["withdrawn_reason"] or "")
    facts = [
        (_("Status"), str(status)),
        (_("SSM number"), data["ssm_number"]),
        (_("Stock code"), data["stock_code"]),
        (_("Reporting period"), _("%(start)s to %(end)s", start=start, end=end)),
        (_("Due"), date_text(data["due_on"])),
        (_("Filed"), date_text(data["submitted_on"])),
        (_("Published"), instant_text(data["published_at"])),
        (_("Reference"), filed_as(data)),
    ]
    width = 350
    paper.beside(paper.facts(facts, width), paper.qr_code(data["address"], QR_SIZE), QR_SIZE)
    paper.note(_("What changed"), data["change_note"])
    paper.note(_("Officer’s note"), data["note"])


def filed_as(data: StatementData) -> str:
    return f"{data['reference']} · {_('Version %(number)s', number=data['version'])}"


def _grade(paper: Any, data: StatementData) -> None:
    paper.heading(_("Grade"))
    if not data["grade_is_public"]:
        paper.text(
            _(
                "The organisation may reply to its assessment until the grade and the findings "
                "become public on %(date)s.",
                date=date_text(data["grade_public_on"]),
            )
        )
        return
    assessment = data["assessment"]
    if withdrawn_on := data["grade_withdrawn_on"]:
        paper.text(_("Grade withdrawn on %(date)s.", date=date_text(withdrawn_on)), "lead")
        paper.text(data["grade_withdrawn_reason"] or "")
        return
    if assessment["grade"]:
        grade = assessment["grade"]
        paper.grade(grade, _("Grade %(grade)s: %(words)s", grade=grade, words=GRADES[grade]))
    else:
        paper.text(_("Filed, not scored."), "lead")
    paper.points(*_reasons(assessment))
    for gate in assessment["gates"]:
        paper.heading(_("Held at grade %(cap)s", cap=gate["cap"]), 3)
        paper.text(in_language(gate["why"]))
        paper.text(_("What lifts it: %(lift)s", lift=in_language(gate["lift"])), "small")
    themes = [
        (in_language(theme["title"]), theme["score"] and Decimal(theme["score"]))
        for theme in assessment["themes"]
    ]
    paper.heading(_("Themes"), 3)
    paper.theme_bars(themes)


def _reasons(assessment: dict[str, Any]) -> Iterable[str]:
    if assessment["score"]:
        yield _(
            "Score %(score)s of 100 (before limits: %(before)s).",
            score=number_text(assessment["score"], 1),
            before=number_text(assessment["score_before_gates"], 1),
        )
    yield _("Confidence: %(share)s.", share=percent_text(assessment["confidence"]["value"]))
    yield _(
        "Rules: %(id)s, version %(version)s, as in force on %(date)s.",
        id=assessment["catalogue"]["id"],
        version=assessment["catalogue"]["version"],
        date=date_text(assessment["on"]),
    )


def _replies(paper: Any, data: StatementData) -> None:
    if data["replies"]:
        paper.heading(_("The organisation replies"))
    for reply in data["replies"]:
        paper.text(reply["text"])
        paper.text(instant_text(reply["at"]), "small")


def _findings(paper: Any, data: StatementData) -> None:
    if not data["grade_is_public"]:
        return
    titles = {theme["id"]: in_language(theme["title"]) for theme in data["assessment"]["themes"]}
    paper.heading(_("Findings"))
    for theme, findings in groupby(data["assessment"]["findings"], key=lambda f: f["theme"]):
        paper.heading(titles.get(theme, theme), 3)
        for finding in findings:
            _finding(paper, finding)


def _finding(paper: Any, finding: dict[str, Any]) -> None:
    outcome = OUTCOMES[finding["outcome"]]
    paper.text(f"{finding['criterion']} {in_language(finding['title'])}: {outcome}", "outcome")
    paper.text(in_language(finding["sentence"]))
    paper.text(_("Rule: %(rule)s", rule=in_language(finding["rule"])), "small")
    sources = "; ".join(
        ", ".join(part for part in (citation["title"], citation["section"]) if part)
        for citation in finding["citations"]
    )
    if sources:
        paper.text(_("Source: %(sources)s", sources=sources), "small")


def _proof(paper: Any, data: StatementData) -> None:
    paper.heading(_("Fingerprints (SHA-256)"))
    paper.text(_("Of the version that was filed:"), "small")
    paper.text(data["sha256"], "hash")
    if data["document_sha256"]:
        paper.text(_("Of the organisation’s own document:"), "small")
        paper.text(data["document_sha256"], "hash")


PARTS: tuple[Callable[[Any, StatementData], None], ...] = (
    _facts,
    _grade,
    _replies,
    write_fees,
    write_fee_table,
    _findings,
    write_answers,
    _proof,
)
