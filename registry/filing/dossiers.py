"""The dossier of an organisation, for those who answer for it: its approvers and signatories."""

from flask import abort, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from registry import dossier, storage
from registry.auth import access
from registry.clock import now
from registry.extensions import db, limiter
from registry.filing import queries, versions
from registry.filing.routes import bp
from registry.forms.dossier import DossierForm
from registry.i18n import language
from registry.models import Dossier, FilerRole, Organisation

PLACE = "/dossier/<int:organisation_id>"
ANSWERING = frozenset({FilerRole.APPROVER, FilerRole.SIGNATORY})
WORK_LIMIT = "10 per minute"
ENDINGS = {dossier.PDF: "pdf", dossier.ZIP: "zip"}


@bp.get(PLACE)
@access("filer")
def dossier_page(organisation_id: int) -> ResponseReturnValue:
    own = _own(organisation_id)
    return _page(own, _form(own))


@bp.post(PLACE)
@access("filer")
@limiter.limit(WORK_LIMIT)
def make_dossier(organisation_id: int) -> ResponseReturnValue:
    own = _own(organisation_id)
    form = _form(own)
    if not form.validate_on_submit():
        return _page(own, form), 422
    try:
        made = dossier.issue(
            own, form.wanted_year, form.media_type,
            by=current_user, at=now(), language=language(), declared=versions.content,
        )  # fmt: skip
    except dossier.TooLarge:
        flash(_("The files are too large for one PDF. Choose the archive instead."), "warning")
        return _page(own, form), 422
    db.session.commit()
    flash(_("The dossier is made. Download it below."), "success")
    return redirect(url_for(".dossier_page", organisation_id=own.id, made=made.id), code=303)


@bp.get(f"{PLACE}/<int:number>")
@access("filer")
def dossier_file(organisation_id: int, number: int) -> ResponseReturnValue:
    found = db.session.get(Dossier, number)
    if found is None or found.organisation_id != _own(organisation_id).id:
        abort(404)
    which = found.year or "all"
    ending = ENDINGS[found.media_type]
    return send_file(
        storage.open(found.sha256),
        mimetype=found.media_type,
        as_attachment=True,
        download_name=f"dossier-{organisation_id}-{which}-{found.at:%Y%m%d}.{ending}",
    )


def _own(organisation_id: int) -> Organisation:
    """An organisation that the user answers for; any other does not exist, a preparer may not."""
    own = {each.id: each for each in queries.own_organisations(current_user)}
    organisation = own.get(organisation_id) or abort(404)
    if not current_user.roles_for(organisation_id) & ANSWERING:
        abort(403)
    return organisation


def _form(organisation: Organisation) -> DossierForm:
    return DossierForm(years=[each.entry.year for each in queries.years(organisation)])


def _page(organisation: Organisation, form: DossierForm) -> str:
    return render_template(
        "filing/dossier.html",
        organisation=organisation,
        form=form,
        issued=dossier.issued(organisation),
        endings=ENDINGS,
    )
