"""Routes of single sign-on: to the provider and back, a new account, linking and unlinking.

Coming back changes nothing by itself: whoever has a linked account is signed in; anything else is
asked on a page of ours, with a button. docs/decisions/0017-editing-together.md says why.
"""

from flask import (
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user, login_user

from registry import clock
from registry.accounts import linking, provider
from registry.accounts.limits import GUESSES
from registry.accounts.provider import Identity
from registry.accounts.routes import bp, me
from registry.accounts.second_factor import fresh
from registry.auth import STRONG_PROVIDER, access
from registry.extensions import db, limiter
from registry.forms.base import Form
from registry.forms.sign_in import ProviderSignUpForm
from registry.headers import leads_here
from registry.i18n import language
from registry.models import User

WAITING = "provider_identity"
"""In the session: who came back, until it is settled which account that opens."""

NEXT = "provider_next"
SETTLED_WITHIN = 15 * 60
ASKED_JUST_NOW = 5 * 60
often = limiter.limit(GUESSES[0])


@bp.get("/sign-in/provider")
@access("anyone")
@often
def go_to_provider() -> ResponseReturnValue:
    _require_configured()
    wanted = request.args.get("next", "")
    session[NEXT] = wanted if leads_here(wanted) else ""
    try:
        return provider.send_there(_way_back(), again=current_user.is_authenticated)
    except provider.ProviderFailed:
        return _sorry(502)


@bp.get("/sign-in/provider/return")
@access("anyone")
@often
def back_from_provider() -> ResponseReturnValue:
    _require_configured()
    try:
        identity = provider.who_came_back()
    except provider.Declined:
        flash(_("You did not sign in with %(label)s.", label=label()), "info")
        return redirect(url_for("security.login"), 303)
    except provider.ProviderFailed:
        return _sorry(502)
    owner = linking.account_of(identity)
    if current_user.is_authenticated:
        return _known_again(owner, identity)
    return _sign_in(owner, identity) if owner else _find_an_account(identity)


@bp.route("/sign-in/provider/new-account", methods=["GET", "POST"])
@access("anyone")
@often
def open_account_with_provider() -> ResponseReturnValue:
    """The rest of a new account: what the register asks and the provider cannot know."""
    identity = _waiting()
    if not identity.email or linking.account_with(identity.email):
        abort(404)
    form = ProviderSignUpForm(name=identity.name)
    if form.validate_on_submit():
        user = linking.open_account(
            identity, name=form.name.data, language=language(), label=label(), at=clock.now()
        )
        db.session.commit()
        session.pop(WAITING)
        return _sign_in(user, identity)
    return render_template("security/provider_account.html", form=form, identity=identity)


@bp.route("/account/link-sign-in", methods=["GET", "POST"])
@access("signed_in")
@fresh
def link_sign_in() -> ResponseReturnValue:
    """Ask before linking: what came back may be somebody else's account at the provider."""
    identity, form = _waiting(), Form()
    if form.validate_on_submit():
        linking.link(me(), identity, label=label(), at=clock.now())
        db.session.commit()
        session.pop(WAITING)
        flash(_("You can sign in with %(label)s from now on.", label=label()), "success")
        return redirect(url_for("accounts.home"), 303)
    return render_template("accounts/link_sign_in.html", form=form, identity=identity)


@bp.route("/account/unlink-sign-in", methods=["GET", "POST"])
@access("signed_in")
@fresh
def unlink_sign_in() -> ResponseReturnValue:
    found = linking.link_of(me(), current_app.config["OIDC_ISSUER"])
    form = Form()
    if found is None:
        return redirect(url_for("accounts.home"), 303)
    if me().password and form.validate_on_submit():
        linking.unlink(me(), found, label=label(), at=clock.now())
        db.session.commit()
        flash(_("%(label)s no longer opens your account.", label=label()), "info")
        return redirect(url_for("accounts.home"), 303)
    return render_template("accounts/unlink_sign_in.html", form=form)


def label() -> str:
    return str(current_app.config["OIDC_LABEL"])


def is_linked() -> bool:
    """Whether the provider opens the account of who reads the page."""
    return linking.link_of(me(), current_app.config["OIDC_ISSUER"]) is not None


def _known_again(owner: User | None, identity: Identity) -> ResponseReturnValue:
    """Somebody signed in came back: to prove again who they are, or to link."""
    if owner is None:
        _let_wait(identity)
        return redirect(url_for("accounts.link_sign_in"), 303)
    if owner.id != current_user.id:
        flash(_("That account at %(label)s opens another account here.", label=label()), "warning")
    elif clock.now().timestamp() - identity.authenticated_at > ASKED_JUST_NOW:
        flash(_("%(label)s did not ask you again who you are.", label=label()), "warning")
    else:
        session["fs_paa"] = clock.now().timestamp()
        return _go_on()
    return redirect(url_for("accounts.home"), 303)


def _sign_in(user: User, identity: Identity) -> ResponseReturnValue:
    """By the same steps as with a password: a second factor is asked for where one is set up."""
    security = current_app.extensions["security"]
    if security.datastore.find_user(fs_uniquifier=user.fs_uniquifier) is None or not user.active:
        flash(_("This account is closed. Write to the register."), "danger")
        return redirect(url_for("security.login"), 303)
    if not identity.is_strong:
        onwards = session.get(NEXT) or url_for("accounts.start")
        code: ResponseReturnValue | None = security.two_factor_plugins.tf_enter(
            user, False, "oidc", next_loc=onwards
        )
        if code is not None:
            return code
    login_user(user, authn_via=["oidc"])
    session[STRONG_PROVIDER] = identity.is_strong
    return _go_on()


def _find_an_account(identity: Identity) -> ResponseReturnValue:
    """Never take an account over: who has one proves it once, with its password."""
    if not identity.email:
        return render_template("security/provider_unconfirmed.html"), 403
    _let_wait(identity)
    if linking.account_with(identity.email) is None:
        return redirect(url_for("accounts.open_account_with_provider"), 303)
    flash(
        _(
            "You have an account here already. Sign in to it once with your password; afterwards "
            "%(label)s opens it too.",
            label=label(),
        ),
        "info",
    )
    return redirect(url_for("security.login", next=url_for("accounts.link_sign_in")), 303)


def _let_wait(identity: Identity) -> None:
    session[WAITING] = {**identity.as_dict(), "at": clock.now().timestamp()}


def _waiting() -> Identity:
    """Who came back a moment ago and is not settled yet."""
    kept = dict(session.get(WAITING, {}))
    if clock.now().timestamp() - kept.pop("at", 0) > SETTLED_WITHIN:
        abort(404)
    return Identity(**kept)


def _go_on() -> ResponseReturnValue:
    return redirect(session.pop(NEXT, "") or url_for("accounts.start"), 303)


def _way_back() -> str:
    address: str = current_app.config["PUBLIC_URL"].rstrip("/")
    return address + url_for("accounts.back_from_provider")


def _sorry(status: int) -> ResponseReturnValue:
    return render_template("security/provider_failed.html"), status


def _require_configured() -> None:
    if not provider.is_configured():
        abort(404)
