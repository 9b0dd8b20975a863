"""Who is at a sheet that lies open: told to colleagues, given up to them, taken over from them."""

from datetime import timedelta

from flask import Flask, flash, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import user_logged_out
from flask_security import current_user
from sqlalchemy.exc import OperationalError

from registry.clock import now
from registry.extensions import begin_to_write, db
from registry.filing import locks, whereabouts
from registry.filing.sheets import Sheet
from registry.headers import number
from registry.i18n import instant_text
from registry.models import EditLock, Filing, User


def in_the_way(sheet: Sheet) -> EditLock | None:
    """The lock of somebody else on a sheet that could otherwise be changed."""
    if not sheet.is_open:
        return None
    return locks.held_by_another(sheet.filing, sheet.key, than=current_user, at=now())


def at_work(filing: Filing) -> dict[str, str]:
    """Page name -> which colleague is at it, in words for the task list."""
    if not filing.is_editable:
        return {}
    locks_of_others = locks.others_at_work(filing, than=current_user, at=now())
    return {
        page: _(
            "%(name)s is working on it, since %(when)s",
            name=lock.holder.name,
            when=instant_text(lock.since),
        )
        for page, lock in locks_of_others.items()
    }


def note_opening(sheet: Sheet) -> None:
    """Hold the sheet for who opened it, in a short transaction after everything is read.

    Without scripts nothing but the opening tells that somebody is at a page. Nothing is lost when
    the database is too busy for the note, and none is made for a page that is fetched ahead.
    """
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    place = {"by": current_user, "at": now()}
    if ahead or not sheet.is_open or locks.lasts(sheet.filing, sheet.key, **place):
        return
    begin_to_write()
    try:
        locks.open_page(sheet.filing, sheet.key, **place)
        db.session.commit()
    except OperationalError:
        db.session.rollback()


def claim(sheet: Sheet, *, length: timedelta = locks.OPENED) -> EditLock | None:
    """Hold the sheet for who sends it; the lock of somebody else who has taken it over."""
    if not sheet.filing.is_editable:
        return None
    place = {"by": current_user, "at": now()}
    if request.form.get("take") == "over":
        locks.take_over(sheet.filing, sheet.key, **place)
    return locks.hold(sheet.filing, sheet.key, **place, length=length)


def beat(sheet: Sheet) -> ResponseReturnValue:
    """Go on holding the sheet; say who took it over, or that newer answers are stored."""
    lock = claim(sheet, length=locks.BEATING)
    db.session.commit()
    if lock:
        return refusal(lock)
    if request.form.get("revision", -1, type=number) == sheet.revision or _unchanged(sheet):
        return jsonify({})
    return jsonify(message=saved_meanwhile(sheet)), 409


def take_over(sheet: Sheet) -> ResponseReturnValue:
    if sheet.filing.is_editable:
        locks.take_over(sheet.filing, sheet.key, by=current_user, at=now())
        db.session.commit()
        flash(_("You have taken this page over. You can change it now."), "success")
    return redirect(whereabouts.address(sheet), code=303)


def refusal(lock: EditLock) -> ResponseReturnValue:
    name, since = lock.holder.name, instant_text(lock.since)
    message = _(
        "%(name)s has had this page since %(since)s. Your answers are still here, not saved: "
        "press the save button to see both.",
        name=name,
        since=since,
    )
    return jsonify(message=message), 409


def saved_meanwhile(sheet: Sheet) -> str:
    mine = sheet.page is not None and sheet.page.saved_by_id == current_user.id
    words = (
        _("You saved newer answers of this page elsewhere. Press the save button to see both.")
        if mine
        else _("Someone else saved this page meanwhile. Press the save button to see both.")
    )
    return str(words)


def _unchanged(sheet: Sheet) -> bool:
    """Whether a corridor says what was on the screen, whoever saved others."""
    return bool(sheet.corridor) and request.form.get("fingerprint") == sheet.fingerprint


def give_back(_app: Flask, user: User, **_more: object) -> None:
    """Whoever signs out holds no page any more."""
    if user.is_authenticated and request.method == "POST":
        locks.release_all(user)
        db.session.commit()


def init_app(app: Flask) -> None:
    user_logged_out.connect(give_back, app)
