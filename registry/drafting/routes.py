"""Pages on which the regulator changes the rules. The two people meet on the page of a draft."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from registry import adopted, rescoring
from registry.auth import SENIORS, access
from registry.clock import now, today
from registry.drafting import queries, services, shown, steps, trials
from registry.extensions import db, only_read
from registry.forms.drafting import AdoptionForm, StartForm, TrialForm
from registry.i18n import PREFIX
from registry.models import InvalidTransition, RuleDraft

bp = Blueprint("drafting", __name__, url_prefix=f"{PREFIX}/review/rules")


@bp.get("/")
@access("staff_read")
def index() -> ResponseReturnValue:
    return _index(StartForm())


@bp.post("/")
@access("senior")
def start() -> ResponseReturnValue:
    form = StartForm()
    if not form.validate_on_submit():
        return _index(form), 422
    draft = services.start(str(form.title.data), by=current_user, at=now())
    db.session.commit()
    return to_draft(draft)


@bp.get("/<int:number>/")
@access("staff_read")
def draft(number: int) -> ResponseReturnValue:
    return _page(queries.draft(number))


@bp.post("/<int:number>/try")
@access("senior")
def try_out(number: int) -> ResponseReturnValue:
    found = queries.draft(number)
    form = TrialForm(years=rescoring.published_years())
    if not form.validate_on_submit():
        return _page(found, trial_form=form), 422
    if rescoring.how_many(form.year.data) > trials.WHILE_YOU_WAIT:
        flash(_("These are too many filings for a page. Use the command below."), "warning")
        return to_draft(found)
    only_read()
    worked_out = trials.work_out(queries.draft(number), form.year.data)
    db.session.rollback()
    found = queries.draft_to_change(number)
    trials.keep(found, worked_out, at=now())
    db.session.commit()
    return to_draft(found)


@bp.post("/<int:number>/propose")
@access("senior")
def propose(number: int) -> ResponseReturnValue:
    found = _as_seen(number)
    services.propose(found, by=current_user, at=now())
    db.session.commit()
    flash(_("Proposed. The other senior officers have a letter about it."), "success")
    return to_draft(found)


@bp.post("/<int:number>/withdraw")
@access("senior")
def withdraw(number: int) -> ResponseReturnValue:
    found = queries.draft_to_change(number)
    services.withdraw(found, by=current_user, at=now())
    db.session.commit()
    return to_draft(found)


@bp.post("/<int:number>/abandon")
@access("senior")
def abandon(number: int) -> ResponseReturnValue:
    services.abandon(queries.draft_to_change(number), by=current_user, at=now())
    db.session.commit()
    return redirect(url_for(".index"), code=303)


@bp.post("/<int:number>/decide")
@access("senior")
def decide(number: int) -> ResponseReturnValue:
    found = _as_seen(number)
    form = AdoptionForm()
    if not form.validate_on_submit():
        return _page(found, adoption_form=form), 422
    note = str(form.note.data)
    if form.decision.data == "adopt":
        adoption = services.adopt(found, by=current_user, at=now(), note=note)
        flash(_("Adopted: the rules are now version %(label)s.", label=adoption.label), "success")
    else:
        services.refuse(found, by=current_user, at=now(), note=note)
        flash(_("Refused. Who proposed it has a letter about it."), "success")
    db.session.commit()
    return to_draft(found)


def to_draft(found: RuleDraft) -> ResponseReturnValue:
    return redirect(url_for("drafting.draft", number=found.id), code=303)


def _as_seen(number: int) -> RuleDraft:
    """The draft, unless it is another than the one that was on the screen."""
    found = queries.draft_to_change(number)
    if request.form.get("revision", found.revision, type=int) != found.revision:
        raise InvalidTransition(f"draft {number} was changed meanwhile")
    return found


def may_change() -> bool:
    return bool(current_user.staff_roles & SENIORS)


def _index(form: StartForm) -> str:
    return render_template(
        "drafting/index.html",
        form=form,
        rules=adopted.catalogue(),
        drafts=queries.drafts(),
        adoptions=queries.newest_adoptions(),
        may_change=may_change(),
    )


def _page(
    found: RuleDraft,
    *,
    trial_form: TrialForm | None = None,
    adoption_form: AdoptionForm | None = None,
) -> str:
    rules = adopted.catalogue()
    trial = queries.newest_trial(found)
    years = rescoring.published_years()
    grades = [band.id for band in rules.bands]
    sector = request.args.get("sector", "")
    return render_template(
        "drafting/draft.html",
        draft=found,
        rules=rules,
        lines=shown.lines(found.changes, adopted.catalogue_before(found.id)),
        parts=shown.parts(found, rules),
        may_change=may_change(),
        why_not_propose=steps.why_not_propose(found, rules, today()),
        why_not_adopt=steps.why_not_adopt(found, current_user, rules, today()),
        trial=trial,
        trial_is_current=bool(trial and trials.is_of(trial, found, rules)),
        matrix=shown.matrix(trial, sector, grades) if trial else [],
        by_sector=shown.by_sector(trial, grades) if trial else [],
        sector=sector,
        trial_form=trial_form or TrialForm(years=years),
        years=years,
        at_once=trials.WHILE_YOU_WAIT,
        command=trials.command(found),
        command_for_all=trials.command_for_all(trial) if trial else "",
        adoption_form=adoption_form or AdoptionForm(),
    )
