"""Routes of registry.review."""

from flask import Blueprint

from registry.i18n import PREFIX

bp = Blueprint("review", __name__, url_prefix=f"{PREFIX}/review")
