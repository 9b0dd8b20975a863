"""Reading back the files of a filing."""

from flask import send_file
from flask.typing import ResponseReturnValue
from flask_security import current_user

from registry import storage
from registry.auth import access
from registry.filing import queries
from registry.filing.routes import bp


@bp.get("/<string:reference>/files/<int:document_id>")
@access("filer")
def file(reference: str, document_id: int) -> ResponseReturnValue:
    """One's own file, as it was uploaded; a browser keeps it and never opens it in the page."""
    document = queries.own_document(reference, document_id, current_user)
    return send_file(
        storage.open(document.sha256),
        mimetype=document.media_type,
        as_attachment=True,
        download_name=document.filename,
    )
