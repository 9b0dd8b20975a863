"""Who may see which view: each view declares it, one hook enforces it, silence means no."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from registry import resending
from registry.models import StaffRole, User

View = TypeVar("View", bound=Callable[..., Any])

OFFICERS = frozenset({StaffRole.OFFICER, StaffRole.SENIOR_OFFICER, StaffRole.ADMINISTRATOR})
SENIORS = frozenset({StaffRole.SENIOR_OFFICER, StaffRole.ADMINISTRATOR})

WHO: dict[str, Callable[[User], bool]] = {
    "signed_in": lambda user: True,
    "filer": lambda user: user.is_filer,
    "member": lambda user: user.is_filer or bool(user.staff_roles & OFFICERS),
    "decider": lambda user: user.is_signatory or bool(user.staff_roles & OFFICERS),
    "staff_read": lambda user: user.is_staff,
    "officer": lambda user: bool(user.staff_roles & OFFICERS),
    "senior": lambda user: bool(user.staff_roles & SENIORS),
    "administrator": lambda user: StaffRole.ADMINISTRATOR in user.staff_roles,
}
"""What each word of ``access`` asks of a person who has signed in."""

STRONG_PROVIDER = "strong_provider"
"""In the session of who came by single sign-on that counts as a second factor."""

OPEN = frozenset({"anyone", "demonstration"})
WITHOUT_SECOND_FACTOR = OPEN | {"signed_in"}


def access(who: str) -> Callable[[View], View]:
    """Declare who may reach a view: ``anyone``, ``demonstration`` or a word of ``WHO``."""
    if who not in WHO and who not in OPEN:
        raise ValueError(f"nobody is called {who!r}; say one of {sorted([*WHO, *OPEN])}")

    def declare(view: View) -> View:
        view.access = who  # type: ignore[attr-defined]
        return view

    return declare


def declared(app: Flask, endpoint: str) -> str:
    """Who may reach an endpoint; ``nobody`` where no one said."""
    elsewhere: dict[str, str] = app.extensions.get("access", {})
    return elsewhere.get(endpoint) or str(getattr(app.view_functions[endpoint], "access", "nobody"))


def declare_library_view(app: Flask, endpoint: str, who: str) -> None:
    """Declare access to a view that a library brought and that cannot carry the decorator."""
    app.extensions.setdefault("access", {})[endpoint] = who


def init_app(app: Flask) -> None:
    declare_library_view(app, "static", "anyone")
    app.before_request(enforce_access)


def enforce_access() -> ResponseReturnValue | None:
    """Let the request through, send the person to sign in, or refuse."""
    if request.endpoint is None:
        return None
    who = declared(current_app, request.endpoint)
    if who == "anyone":
        return None
    if who == "demonstration":
        return None if current_app.config["DEMONSTRATION"] else abort(404)
    if not current_user.is_authenticated:
        return _ask_to_sign_in()
    if who not in WITHOUT_SECOND_FACTOR and _second_factor_missing():
        return redirect(url_for("accounts.second_factor_needed"))
    if who not in WHO or not WHO[who](current_user):
        abort(403)
    return None


def _ask_to_sign_in() -> ResponseReturnValue:
    """Lead to the door and back here; a script is told, and what was typed is not lost."""
    if request.accept_mimetypes.best == "application/json":
        return jsonify(message="signed out"), 401
    if page := resending.page(403):
        return page
    return redirect(url_for("security.login", next=request.full_path.rstrip("?")))


def _second_factor_missing() -> bool:
    has_one = current_user.tf_primary_method or session.get(STRONG_PROVIDER)
    return current_user.needs_second_factor and not has_one
