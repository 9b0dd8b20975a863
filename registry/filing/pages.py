"""The pages of a filing: opening them, saving them, saving while somebody types."""

from flask.typing import ResponseReturnValue
from flask_security import current_user

from registry.auth import access
from registry.clock import today
from registry.filing import opened, presence, queries, sent_files
from registry.filing.routes import bp
from registry.filing.sheets import Sheet, fee_sheet_of, sheet_of


@bp.get("/<string:reference>/pages/<string:page>")
@access("filer")
def page(reference: str, page: str) -> ResponseReturnValue:
    return opened.open_sheet(
        sheet_of(queries.own_filing(reference, current_user), page, today=today())
    )


@bp.post("/<string:reference>/pages/<string:page>")
@access("filer")
def save_page(reference: str, page: str) -> ResponseReturnValue:
    sheet = sheet_of(queries.own_filing(reference, current_user), page, today=today())
    file = sent_files.read_file(sheet)
    return opened.save(_held(reference, page), file)


@bp.post("/<string:reference>/pages/<string:page>/autosave")
@access("filer")
def autosave_page(reference: str, page: str) -> ResponseReturnValue:
    return opened.keep(_held(reference, page))


@bp.post("/<string:reference>/pages/<string:page>/lock")
@access("filer")
def hold_page(reference: str, page: str) -> ResponseReturnValue:
    """A sign of life from the script of an open page."""
    return presence.beat(sheet_of(queries.own_filing(reference, current_user), page, today=today()))


@bp.post("/<string:reference>/pages/<string:page>/take-over")
@access("filer")
def take_over_page(reference: str, page: str) -> ResponseReturnValue:
    return presence.take_over(_held(reference, page))


@bp.get("/<string:reference>/pages/fees/<string:corridor>")
@access("filer")
def fees(reference: str, corridor: str) -> ResponseReturnValue:
    filing = queries.own_filing(reference, current_user)
    return opened.open_sheet(fee_sheet_of(filing, corridor, today=today()))


@bp.post("/<string:reference>/pages/fees/<string:corridor>")
@access("filer")
def save_fees(reference: str, corridor: str) -> ResponseReturnValue:
    return opened.save(_held_fees(reference, corridor))


@bp.post("/<string:reference>/pages/fees/<string:corridor>/autosave")
@access("filer")
def autosave_fees(reference: str, corridor: str) -> ResponseReturnValue:
    return opened.keep(_held_fees(reference, corridor))


@bp.post("/<string:reference>/pages/fees/<string:corridor>/lock")
@access("filer")
def hold_fees(reference: str, corridor: str) -> ResponseReturnValue:
    filing = queries.own_filing(reference, current_user)
    return presence.beat(fee_sheet_of(filing, corridor, today=today()))


@bp.post("/<string:reference>/pages/fees/<string:corridor>/take-over")
@access("filer")
def take_over_fees(reference: str, corridor: str) -> ResponseReturnValue:
    return presence.take_over(_held_fees(reference, corridor))


def _held(reference: str, page: str) -> Sheet:
    return sheet_of(queries.lock_filing(reference, current_user), page, today=today())


def _held_fees(reference: str, corridor: str) -> Sheet:
    return fee_sheet_of(queries.lock_filing(reference, current_user), corridor, today=today())
