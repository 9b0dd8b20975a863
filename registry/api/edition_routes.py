"""Editions of the bulk files, for programs: what was made when, and each file with its size."""

import json
from typing import Any

from flask import current_app, url_for
from flask.typing import ResponseReturnValue

from registry.api import asked, edition_shapes
from registry.api.blueprint import JSON, Json, asks, bp, kept
from registry.api.described import answers
from registry.auth import access
from registry.models import DataEdition
from registry.open_data import edition, withheld


@bp.get("/editions")
@access("anyone")
@answers(edition_shapes.EditionList, summary="Editions of the bulk files, newest first")
@asks(asked.Nothing)
def editions(_asked: object) -> ResponseReturnValue:
    """Those of the last days; an older one stays under its number."""
    withdrawn = withheld.decided()
    return _kept({"editions": [_edition(each, withdrawn) for each in edition.recent()]})


@bp.get("/editions/<int(min=1):edition_id>")
@access("anyone")
@answers(edition_shapes.EditionWhole, 404, summary="An edition with each of its files")
@asks(asked.Nothing)
def edition_whole(_asked: object, edition_id: int) -> ResponseReturnValue:
    found = edition.numbered(edition_id)
    files = [_file(found, each) for each in found.files]
    return _kept({**_edition(found, withheld.decided()), "files": files})


def _kept(body: Json) -> ResponseReturnValue:
    return kept(json.dumps(body, ensure_ascii=False, separators=(",", ":")), JSON)


def _edition(found: DataEdition, withdrawn: list[Any]) -> Json:
    return {
        "edition": found.id,
        "made_at": found.made_at.isoformat(),
        "as_of": found.as_of.isoformat(),
        "event_id": found.event_id,
        "bytes": sum(each["bytes"] for each in found.files),
        "grades_withdrawn_since": len(withheld.since(found, withdrawn)),
        "path": url_for("api.edition_whole", edition_id=found.id),
    }


def _file(found: DataEdition, each: Any) -> Json:
    place = url_for("public.edition_file", lang="en", edition_id=found.id, name=each["name"])
    told = {name: each[name] for name in ("name", "bytes", "rows", "sha256")}
    return {**told, "address": current_app.config["PUBLIC_URL"] + place}
