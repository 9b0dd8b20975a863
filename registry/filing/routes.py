"""Routes of registry.filing."""

from flask import Blueprint

from registry.i18n import PREFIX

bp = Blueprint("filing", __name__, url_prefix=f"{PREFIX}/filings")
