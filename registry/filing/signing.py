"""Signing a filing, and the receipt that proves it was filed."""

from flask import abort, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from registry import storage
from registry.auth import access
from registry.clock import now, today
from registry.extensions import db
from registry.filing import checking, people, progress, queries, receipts, services, steps, versions
from registry.filing.routes import at_hand, bp
from registry.forms.workflow import SignForm
from registry.models import Filing
from registry.scoring import value_at


@bp.route("/<string:reference>/sign", methods=["GET", "POST"])
@access("filer")
def sign(reference: str) -> ResponseReturnValue:
    filing = at_hand(reference)
    if filing.status in steps.FILED and filing.latest_version:
        return _to_filed(filing)
    steps.require(steps.why_not_sign(people.standing(filing, current_user)))
    unfinished = progress.unfinished(filing)
    number = versions.number_in_preparation(filing)
    form = SignForm(change_note=queries.reason_to_amend(filing))
    form.for_version(number, unfinished=bool(unfinished))
    if form.validate_on_submit():
        services.submit(filing, by=current_user, at=now(), change_note=form.note)
        db.session.commit()
        return _to_filed(filing)
    return render_template(
        "filing/sign.html",
        filing=filing,
        number=number,
        form=form,
        unfinished=unfinished,
        statement=queries.statement_document(filing),
        check=checking.of(filing, today=today()),
    )


@bp.get("/<string:reference>/filed/<int:number>")
@access("filer")
def filed(reference: str, number: int) -> ResponseReturnValue:
    version = queries.own_version(reference, number, current_user)
    return render_template(
        "filing/filed.html",
        filing=version.filing,
        version=version,
        reply_days=value_at("reply_window_days", on=today()),
    )


@bp.get("/<string:reference>/receipt/<int:number>.pdf")
@access("filer")
def receipt(reference: str, number: int) -> ResponseReturnValue:
    version = queries.own_version(reference, number, current_user)
    if version.receipt_sha256 is None:
        abort(404)
    return send_file(
        storage.open(version.receipt_sha256),
        mimetype=receipts.PDF,
        as_attachment=True,
        download_name=receipts.filename(version),
        etag=version.receipt_sha256,
    )


def _to_filed(filing: Filing) -> ResponseReturnValue:
    number = filing.versions[-1].number
    return redirect(url_for(".filed", reference=filing.reference, number=number), code=303)
