"""Signing a filing, and the receipt that proves it was filed."""

from datetime import datetime

from flask import abort, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from registry import second_factor, storage
from registry.auth import access
from registry.clock import now, today
from registry.extensions import db
from registry.filing import (
    people,
    progress,
    queries,
    reading,
    receipts,
    services,
    signatures,
    steps,
    talking,
    versions,
)
from registry.filing.reading import Reading
from registry.filing.routes import at_hand, bp
from registry.filing.signatures import Signing
from registry.forms.workflow import SignForm
from registry.i18n import instant_text, language
from registry.models import Filing
from registry.scoring import AnswerError, value_at
from registry.wording import FEE_SOURCES


@bp.get("/<string:reference>/reading")
@access("filer")
def reading_page(reference: str) -> ResponseReturnValue:
    """Everything on one page, for anybody of the organisation who reads before it is public."""
    filing = queries.own_filing(reference, current_user)
    if filing.status in steps.FILED:
        return redirect(url_for(".tasks", reference=reference))
    return render_template(
        "filing/reading.html", filing=filing, reading=_read(filing), sources=FEE_SOURCES
    )


@bp.route("/<string:reference>/sign", methods=["GET", "POST"])
@access("filer")
def sign(reference: str) -> ResponseReturnValue:
    filing = at_hand(reference)
    if filing.status in steps.FILED and filing.latest_version:
        return _to_filed(filing)
    steps.require(steps.why_not_sign(people.standing(filing, current_user)))
    form = _form(filing)
    if not form.validate_on_submit():
        return _sign_page(filing, form)
    try:
        return _sign(filing, form)
    except steps.ChangedMeanwhile:
        db.session.rollback()
        form.declaration.data = False
        return _sign_page(filing, form, changed=_changed(filing, form), status=409)


def _sign(filing: Filing, form: SignForm) -> ResponseReturnValue:
    """Sign with the code that was typed; with a wrong one, ask again."""
    if form.seen.data != versions.digest_now(filing):
        raise steps.ChangedMeanwhile
    try:
        proved = second_factor.accepted(current_user, form.code.data)
    except second_factor.TooManyTries as refusal:
        form.code.errors = [_too_many(refusal.until)]
        return _sign_page(filing, form, status=429)
    if proved is None:
        form.code.errors = [
            _("This code is wrong, or it was used before. A code works once: wait for the next.")
        ]
        return _sign_page(filing, form)
    signing = Signing(
        seen=form.seen.data,
        second_factor=proved,
        post=form.post.data,
        declaration=str(form.declaration.label.text),
        language=language(),
    )
    services.submit(filing, by=current_user, at=now(), signing=signing, change_note=form.note)
    db.session.commit()
    return _to_filed(filing)


def _form(filing: Filing) -> SignForm:
    form = SignForm(
        change_note=queries.reason_to_amend(filing),
        post=signatures.last_post(filing, current_user),
    )
    number = versions.number_in_preparation(filing)
    return form.for_version(number, unfinished=bool(progress.unfinished(filing)))


def _sign_page(
    filing: Filing, form: SignForm, *, changed: list[str] | None = None, status: int = 0
) -> ResponseReturnValue:
    """Everything that will be public, then the declaration; bound to each other by the hash."""
    read = _read(filing)
    form.seen.data, form.opened_at.data = read.sha256, now().isoformat()
    body = render_template(
        "filing/sign.html",
        filing=filing,
        form=form,
        reading=read,
        sources=FEE_SOURCES,
        changed=changed,
        open_threads=[each for each in talking.threads(filing) if each.is_open],
    )
    return body, status or (422 if form.errors else 200)


def _read(filing: Filing) -> Reading:
    try:
        return reading.of(filing, current_user, at=now())
    except AnswerError as error:
        raise steps.NotAllowed(steps.UNREADABLE) from error


def _changed(filing: Filing, form: SignForm) -> list[str]:
    """What changed since the page was opened, as far as the page said when that was."""
    try:
        opened_at = datetime.fromisoformat(form.opened_at.data or "")
        return reading.changed_since(filing, opened_at)
    except (TypeError, ValueError):
        return []


def _too_many(until: datetime) -> str:
    return str(
        _(
            "There were too many tries in a short time. Try again after %(time)s.",
            time=instant_text(until),
        )
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
