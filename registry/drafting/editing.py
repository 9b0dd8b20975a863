"""Pages on which a draft of rules is filled in."""

from typing import Any

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from registry import adopted
from registry.auth import access
from registry.clock import now
from registry.drafting import queries, services, shown
from registry.drafting.routes import bp, to_draft
from registry.extensions import db
from registry.forms.drafting import AboutForm, ValuesForm, values_form
from registry.headers import number as small_number
from registry.models import DraftStatus, RuleDraft, SavedMeanwhile
from registry.scoring.adjustable import Subject, entry_of, part_names, settings_of, subjects


@bp.route("/<int:number>/about", methods=["GET", "POST"])
@access("senior")
def about(number: int) -> ResponseReturnValue:
    draft = _open_draft(number)
    form = AboutForm(data=_stored(draft))
    if not form.validate_on_submit():
        return _about_page(draft, form), 422 if form.is_submitted() else 200
    try:
        services.save_about(
            draft,
            title=str(form.title.data),
            since=form.day,
            reason={"en": form.reason_en.data, "ms": form.reason_ms.data},
            revision=_seen(),
            by=current_user,
            at=now(),
        )
    except SavedMeanwhile:
        db.session.rollback()
        return _about_page(queries.draft(number), form, conflict=True), 409
    db.session.commit()
    return to_draft(draft)


@bp.route("/<int:number>/values/<string:part>", methods=["GET", "POST"])
@access("senior")
def values(number: int, part: str) -> ResponseReturnValue:
    draft = _open_draft(number)
    rules = adopted.catalogue()
    if part not in part_names(rules):
        abort(404)
    found = subjects(rules, part)
    form = values_form(found, {e["target"]: settings_of(e) for e in draft.changes})
    if not form.validate_on_submit():
        return _values_page(draft, part, found, form), 422 if form.is_submitted() else 200
    try:
        _save_values(draft, found, form)
    except SavedMeanwhile:
        db.session.rollback()
        return _values_page(queries.draft(number), part, found, form, conflict=True), 409
    db.session.commit()
    flash(_("Saved. Try it to see what it would do."), "success")
    return to_draft(draft)


def _save_values(draft: RuleDraft, found: list[Subject], form: ValuesForm) -> None:
    entries = (entry_of(subject, form.chosen(subject)) for subject in found)
    services.save_changes(
        draft,
        [entry for entry in entries if entry],
        about={subject.id for subject in found},
        revision=_seen(),
        by=current_user,
        at=now(),
    )


def _open_draft(number: int) -> RuleDraft:
    find = queries.draft_to_change if request.method == "POST" else queries.draft
    draft = find(number)
    if draft.status is not DraftStatus.OPEN:
        abort(409)
    return draft


def _seen() -> int:
    """The revision that was on the screen, or -1, which is none."""
    return request.form.get("revision", -1, type=small_number)


def _stored(draft: RuleDraft) -> dict[str, Any]:
    reason = {f"reason_{lang}": text for lang, text in draft.reason.items()}
    return {"title": draft.title, "since": draft.since and draft.since.isoformat(), **reason}


def _about_page(draft: RuleDraft, form: AboutForm, *, conflict: bool = False) -> str:
    return render_template(
        "drafting/about.html",
        draft=draft,
        form=form,
        revision=_revision(draft, form, conflict),
        conflict=conflict,
    )


def _values_page(
    draft: RuleDraft,
    part: str,
    found: list[Subject],
    form: ValuesForm,
    *,
    conflict: bool = False,
) -> str:
    rules = adopted.catalogue()
    mine = {subject.id: form.chosen(subject) for subject in found} if conflict else {}
    return render_template(
        "drafting/values.html",
        draft=draft,
        part=part,
        title=shown.part_title(part, rules),
        subjects=found,
        form=form,
        revision=_revision(draft, form, conflict),
        conflict=conflict,
        overlaps=shown.overlaps(part, rules, mine, draft),
    )


def _revision(draft: RuleDraft, form: Any, conflict: bool) -> int | str:
    """What the next save builds on: what was on the screen, or after a conflict what is stored."""
    was_sent = form.is_submitted() and not conflict
    return request.form.get("revision", "") if was_sent else draft.revision
