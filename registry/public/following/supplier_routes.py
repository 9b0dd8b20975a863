"""Suppliers on the register: paste a list, see where each stands, take it along or follow it."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry import notices
from registry.auth import access
from registry.clock import now, today
from registry.extensions import begin_to_write, db
from registry.following import addresses, lists, matching, reading, subscribing
from registry.following.reading import Line
from registry.following.topics import Kind, Topic
from registry.forms.following import ButtonForm, FollowListForm, SuppliersForm
from registry.i18n import language
from registry.models import SupplierList
from registry.public import counts
from registry.public.counts import current_year
from registry.public.csv_files import csv_file
from registry.public.following import suppliers
from registry.public.following.ask_routes import private
from registry.public.following.feed_routes import feed
from registry.public.following.flood import TOO_MANY, Gate
from registry.public.routes import bp
from registry.safe_csv import csv_lines

WORK = Gate("suppliers", "30 per 10 minutes")
"""Counted before a list is looked up, whatever is made of it: that is what costs."""
KEEP = Gate("supplier lists", "10 per hour;20 per day")
SHOWN = 500
"""Lines that a page shows; the file has all of them."""
PLACE = "/suppliers/<string:token>"


@bp.get("/suppliers")
@access("anyone")
def suppliers_page() -> ResponseReturnValue:
    return render_template("public/suppliers.html", form=SuppliersForm())


@bp.post("/suppliers")
@access("anyone")
def match_suppliers() -> ResponseReturnValue:
    """Show the list, give it as a file, or keep it to be followed: nothing is kept otherwise."""
    form, do = SuppliersForm(), request.form.get("do", "show")
    if WORK.is_closed():
        return _refused(form, TOO_MANY, 429)
    WORK.count()
    form.validate_on_submit()
    try:
        lines = suppliers.sent(form.suppliers.data or "", form.file.data)
    except reading.Unreadable as error:
        return _refused(form, error.why, 422)
    found = _result(lines, suppliers.picks(request.form))
    if do == "csv":
        return _file(found)
    follow = FollowListForm(at=now(), formdata=request.form if do == "follow" else None)
    if do == "follow":
        return _keep(found, follow, lines)
    return _page(found, follow, lines)


def _refused(form: SuppliersForm, why: Any, code: int) -> ResponseReturnValue:
    form.form_errors.append(str(why))
    return render_template("public/suppliers.html", form=form), code


def _result(lines: Sequence[Line], chosen: dict[int, int]) -> suppliers.Result:
    day = today()
    year = current_year(counts.by_year(day), day.year)
    return suppliers.result(lines, chosen, year=year, today=day)


def _page(found: suppliers.Result, follow: FollowListForm, lines: Sequence[Line]) -> str:
    return render_template(
        "public/suppliers_found.html",
        found=found,
        rows=list(islice(found.rows, SHOWN)),
        follow=follow,
        text=reading.written(lines),
        today=today(),
    )


def _file(found: suppliers.Result) -> Response:
    def address(organisation_id: int) -> str:
        return notices.address(
            "public.organisation", language=language(), organisation_id=organisation_id
        )

    written = csv_lines(suppliers.records(found.rows, address), suppliers.COLUMNS)
    answer = csv_file(written, "suppliers")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _keep(
    found: suppliers.Result, follow: FollowListForm, lines: Sequence[Line]
) -> ResponseReturnValue:
    if KEEP.is_closed():
        follow.form_errors.append(TOO_MANY)
        return _page(found, follow, lines), 429
    if not follow.validate_on_submit():
        return _page(found, follow, lines), 422
    kept = lists.keep([row.matched for row in found.rows], at=now())
    topic = Topic(Kind.LIST, str(kept.id))
    if follow.email.data:
        try:
            subscribing.ask(follow.email.data, topic, language=language(), at=now())
        except subscribing.NotTaken as refusal:
            follow.form_errors.append(str(refusal.why))
            return _page(found, follow, lines), 422
    db.session.commit()
    KEEP.count()
    flash(
        _("Kept. Keep the address of this page: it is the only way back to your list."), "success"
    )
    if follow.email.data:
        flash(_("A letter is on its way. Open its link and press the button to confirm."), "info")
    return redirect(url_for(".supplier_list", token=addresses.token(kept)), code=303)


@bp.get(PLACE)
@access("anyone")
def supplier_list(token: str) -> ResponseReturnValue:
    kept = addresses.list_of(token)
    page = _list_page(kept, token, _kept_result(kept), SuppliersForm(formdata=None))
    _note_opened(token)
    return private(page)


def _note_opened(token: str) -> None:
    """Once in a while, after all reading is done."""
    if lists.was_opened_lately(addresses.list_of(token), today()):
        return
    begin_to_write()
    addresses.list_of(token).opened_on = today()
    db.session.commit()


def _kept_result(kept: SupplierList) -> suppliers.Result:
    """The list as it was decided when it was kept, with what is known today."""
    day = today()
    found = [
        matching.Matched(
            Line(each.name, each.code),
            "chosen" if each.organisation_id else "none",
            each.organisation_id,
        )
        for each in kept.lines
    ]
    year = current_year(counts.by_year(day), day.year)
    return suppliers.with_standing(found, year=year, today=day)


def _list_page(kept: SupplierList, token: str, found: suppliers.Result, form: SuppliersForm) -> str:
    if form.suppliers.data is None or form.suppliers.data == "":
        form.suppliers.data = reading.written(lists.lines_of(kept))
    return render_template(
        "public/supplier_list.html",
        found=found,
        rows=list(islice(found.rows, SHOWN)),
        form=form,
        ending=ButtonForm(formdata=None),
        token=token,
        today=today(),
    )


@bp.post(PLACE)
@access("anyone")
def change_supplier_list(token: str) -> ResponseReturnValue:
    """Another list in the place of this one; what was chosen for a line that stays is kept."""
    kept, form = addresses.list_of(token), SuppliersForm()
    if WORK.is_closed():
        form.form_errors.append(TOO_MANY)
        return private(_list_page(kept, token, _kept_result(kept), form)), 429
    WORK.count()
    form.validate_on_submit()
    try:
        lines = suppliers.sent(form.suppliers.data or "", form.file.data)
    except reading.Unreadable as error:
        form.form_errors.append(str(error.why))
        return private(_list_page(kept, token, _kept_result(kept), form)), 422
    before = dict(lists.choices_of(kept, lines))
    found = _result(lines, before | suppliers.picks(request.form))
    lists.replace(kept, [row.matched for row in found.rows])
    db.session.commit()
    if not found.unsure:
        flash(_("The list is changed."), "success")
        return redirect(url_for(".supplier_list", token=token), code=303)
    form.suppliers.data = reading.written(lines)
    return private(_list_page(kept, token, found, form))


@bp.post(f"{PLACE}/end")
@access("anyone")
def end_supplier_list(token: str) -> ResponseReturnValue:
    """Delete a list, and with it who is told of it."""
    kept = addresses.list_of(token)
    if ButtonForm().validate_on_submit():
        subscribing.end_list(kept)
        db.session.commit()
        flash(_("The list is deleted."), "success")
    return redirect(url_for(".suppliers_page"), code=303)


@bp.get(f"{PLACE}/suppliers.csv")
@access("anyone")
def supplier_csv(token: str) -> ResponseReturnValue:
    return _file(_kept_result(addresses.list_of(token)))


@bp.get(f"{PLACE}/feed.atom")
@access("anyone")
def supplier_feed(token: str) -> ResponseReturnValue:
    kept = addresses.list_of(token)
    answer = feed(
        Topic(Kind.LIST, str(kept.id)), url_for(".supplier_list", token=token), is_private=True
    )
    _note_opened(token)
    return answer
