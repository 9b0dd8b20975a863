"""What the thresholds of criteria and the conditions of dated values are called."""

from collections.abc import Mapping

from flask_babel import LazyString

from registry.i18n import lazy as _l

LABELS: Mapping[str, LazyString] = {
    "all": _l("all that are asked for"),
    "area": _l("area"),
    "corridor": _l("corridor"),
    "OTHER": _l("any other country of origin"),
    "reporting_class": _l("reporting class"),
    "size": _l("size of employer"),
    "work": _l("kind of work"),
    "worker_may_bear": _l("the worker may bear"),
    "origin_cap_myr": _l("the most for all such costs together"),
    "domestic_only": _l("domestic work only"),
    "any": _l("any work"),
}
