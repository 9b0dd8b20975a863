"""Routes of registry.accounts: the account's own page, and where people land after signing in."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from registry.accounts import agents, identity
from registry.auth import WHO, access
from registry.extensions import db
from registry.forms.accounts import LanguageForm
from registry.i18n import PREFIX
from registry.models import User

bp = Blueprint("accounts", __name__, url_prefix=PREFIX)


def me() -> User:
    """The person who is signed in, as a row of the database and not as Flask-Login's stand-in."""
    person: User = current_user._get_current_object()
    return person


@bp.after_request
def keep_private(response: Response) -> Response:
    """What stands on these pages is for one person."""
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.get("/account")
@access("signed_in")
def home() -> ResponseReturnValue:
    return render_template(
        "accounts/home.html",
        form=LanguageForm(obj=me()),
        memberships=agents.memberships(me()),
        within_reach=identity.within_reach(me()),
        decides=WHO["decider"](me()),
        administers=WHO["administrator"](me()),
    )


@bp.get("/account/start")
@access("signed_in")
def start() -> ResponseReturnValue:
    """Take people to their work after signing in."""
    if me().is_staff:
        return redirect(url_for("review.queue"), 303)
    return redirect(url_for("filing.home" if me().is_filer else "accounts.home"), 303)


@bp.post("/account/language")
@access("signed_in")
def change_language() -> ResponseReturnValue:
    form = LanguageForm()
    if form.validate_on_submit():
        me().language = form.language.data
        db.session.commit()
        flash(_("Your letters will come in this language."), "success")
    return redirect(url_for("accounts.home"), 303)
