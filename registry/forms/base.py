"""The form every other form extends."""

from flask_wtf import FlaskForm


class Form(FlaskForm):
    """A form with its CSRF token; the wording of every message is our own."""
