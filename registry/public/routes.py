"""The blueprints of the public pages; each package adds its addresses to them."""

from flask import Blueprint

from registry.i18n import PREFIX

root = Blueprint("root", __name__)
"""Addresses without a language: the bare host, and what machines ask for."""

bp = Blueprint("public", __name__, url_prefix=PREFIX)

WORK_LIMIT = "30 per minute"
"""Files that are made anew for each reader are work; an address may ask for this many."""
