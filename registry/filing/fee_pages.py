"""Filling the fee table from a spreadsheet: the template, reading it back, replacing the lines."""

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from registry import storage, uploads
from registry.auth import access
from registry.clock import now, today
from registry.extensions import db
from registry.filing import carrying, queries, saving
from registry.filing.routes import bp
from registry.filing.sheets import Sheet, fee_sheet_of, sheet_of
from registry.forms.filing.fees import FeesForm, FeeUploadForm
from registry.headers import number
from registry.i18n import language
from registry.models import Filing, SavedMeanwhile
from registry.reports import fee_template as spreadsheet
from registry.uploads.kinds import MEDIA_TYPES, FileKind


@dataclass(frozen=True, slots=True)
class Replacement:
    """How many lines a corridor has, and how many the file puts in their place."""

    corridor: str
    now: int
    then: int


@bp.post("/<string:reference>/pages/fees/<string:corridor>/removal")
@access("filer")
def remove_fees(reference: str, corridor: str) -> ResponseReturnValue:
    """Remove every line of a corridor."""
    filing = queries.lock_filing(reference, current_user)
    sheet = fee_sheet_of(filing, corridor, today=today())
    return _replace_lines(sheet, sheet.with_others({"fees": []})["fees"], {corridor})


@bp.get("/<string:reference>/fee-template.<any(xlsx, csv):kind>")
@access("filer")
def fee_template(reference: str, kind: str) -> ResponseReturnValue:
    """The owed lines of every corridor, with the amounts that are saved already."""
    sheet = sheet_of(queries.own_filing(reference, current_user), "fees", today=today())
    corridors = sheet.facts.corridors
    return send_file(
        BytesIO(spreadsheet.write(corridors, language(), kind, sheet.stored.get("fees", []))),
        mimetype=MEDIA_TYPES[FileKind(kind)],
        as_attachment=True,
        download_name=f"{reference}-fees.{kind}",
    )


@bp.route("/<string:reference>/fee-upload", methods=["GET", "POST"])
@access("filer")
def fee_upload(reference: str) -> ResponseReturnValue:
    """Read a filled template and show what it would replace; nothing is replaced here."""
    filing = queries.own_filing(reference, current_user)
    sheet = sheet_of(filing, "fees", today=today())
    form = FeeUploadForm()
    if not form.validate_on_submit():
        return _upload_page(filing, form, status=422 if form.errors else 200)
    try:
        lines, mistakes = _read(form.file.data, sheet)
    except uploads.Refused as refusal:
        form.file.errors = [str(refusal)]
        return _upload_page(filing, form, status=422)
    if mistakes:
        return _upload_page(filing, form, mistakes=mistakes, status=422)
    filled = FeesForm(formdata=None, data={"fees": lines}, facts=sheet.facts)
    return render_template(
        "filing/pages/fee_replacement.html",
        filing=filing,
        form=filled,
        revision=sheet.revision,
        replacements=_replacements(sheet, filled),
    )


@bp.post("/<string:reference>/fee-replacement")
@access("filer")
def fee_replacement(reference: str) -> ResponseReturnValue:
    """Put the lines of the file in the place of the lines of the same corridors."""
    filing = queries.lock_filing(reference, current_user)
    sheet = sheet_of(filing, "fees", today=today())
    form = FeesForm(formdata=request.form, facts=sheet.facts)
    new = [line for line in form.answers["fees"] if line.get("corridor") in sheet.facts.corridors]
    corridors = {line["corridor"] for line in new}
    return _replace_lines(sheet, [*_lines_that_stay(sheet, form), *new], corridors)


def _replace_lines(
    sheet: Sheet, lines: list[dict[str, Any]], corridors: Set[str]
) -> ResponseReturnValue:
    """Store the whole fee table, unless somebody else did since this person saw it.

    What it says now of these corridors is this year's, whatever came back from last year.
    """
    whole = FeesForm(formdata=None, data={"fees": lines}, facts=sheet.facts)
    back = url_for(".page", reference=sheet.filing.reference, page="fees")
    try:
        saving.save_page(
            sheet.filing,
            "fees",
            {"fees": lines},
            complete=whole.validate(),
            revision=request.form.get("revision", -1, type=number),
            by=current_user,
            at=now(),
        )
    except SavedMeanwhile:
        db.session.rollback()
        flash(
            _("Someone else changed the fee table meanwhile. Look at it and try again."), "warning"
        )
        return redirect(back, code=303)
    for corridor in corridors:
        carrying.confirm(carrying.of(sheet.filing, "fees", corridor), by=current_user, at=now())
    db.session.commit()
    flash(_("The fee table has %(number)s lines now.", number=len(lines)), "success")
    return redirect(back, code=303)


def _read(file: Any, sheet: Sheet) -> tuple[list[dict[str, Any]], list[Any]]:
    """The lines of the file, and the cells that cannot be read; nobody waits for it meanwhile."""
    corridors = sheet.facts.corridors
    db.session.rollback()
    accepted = uploads.check(file, uploads.TABLE)
    with storage.open(accepted.sha256) as stream:
        return spreadsheet.read(stream.read(), accepted.filename, corridors)


def _replacements(sheet: Sheet, form: FeesForm) -> list[Replacement]:
    before = Counter(line.get("corridor") for line in sheet.stored.get("fees", []))
    after = Counter(line.get("corridor") for line in form.answers["fees"])
    return [Replacement(corridor, before[corridor], after[corridor]) for corridor in after]


def _lines_that_stay(sheet: Sheet, form: FeesForm) -> list[dict[str, Any]]:
    replaced = {line.get("corridor") for line in form.answers["fees"]}
    return [line for line in sheet.stored.get("fees", []) if line.get("corridor") not in replaced]


def _upload_page(
    filing: Filing, form: FeeUploadForm, *, mistakes: Any = (), status: int
) -> ResponseReturnValue:
    body = render_template(
        "filing/pages/fee_upload.html", filing=filing, form=form, mistakes=mistakes
    )
    return body, status
