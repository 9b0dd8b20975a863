"""Routes of registry.public."""

from flask import Blueprint

from registry.i18n import PREFIX

bp = Blueprint("public", __name__, url_prefix=f"{PREFIX}")
