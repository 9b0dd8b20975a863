"""Why a file is not taken, and what its owner can do about it."""

from collections.abc import Collection

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from registry.uploads.kinds import FileKind

REFUSALS = {
    "empty": _l("This file is empty. Choose the file again."),
    "full": _l(
        "The register has no room for files at the moment and kept nothing. Try again later."
    ),
    "not_kept": _l("The register could not keep the file at the moment. Try again later."),
    "encrypted": _l(
        "This PDF is protected by a password or by restrictions. Save a copy without protection "
        "and upload the copy."
    ),
    "damaged": _l("This file is damaged and cannot be read. Open it, save it again and upload it."),
    "too_long": _l("This PDF has more than 300 pages. Upload the statement without its annexes."),
    "too_heavy": _l(
        "This file takes too much memory or time to read. Save it again with smaller pictures, "
        "for example by printing it to a new PDF, and upload that."
    ),
    "script": _l(
        "This PDF contains a script or a form that acts by itself. Print it to a new PDF and "
        "upload that."
    ),
    "action": _l(
        "This PDF starts another program or opens another file. Print it to a new PDF and "
        "upload that."
    ),
    "attachment": _l(
        "This PDF carries other files inside. Print it to a new PDF and upload the other files "
        "one by one."
    ),
    "macros": _l(
        "This workbook contains macros. Save it as an Excel workbook (.xlsx) without macros."
    ),
    "locked": _l(
        "This workbook is protected by a password or in an old format. Save it as an Excel "
        "workbook (.xlsx) without a password."
    ),
    "two_kinds": _l("This file is of two kinds at once. Save it again in one program."),
    "busy": _l("Many files are being read at the moment. Try again in a minute."),
    "moving": _l("This picture moves. Save one still picture and upload that."),
    "linked": _l(
        "This workbook is linked to other files, fetches data, or carries other files inside. Copy "
        "its values into a new workbook and upload that."
    ),
    "no_workbook": _l(
        "This file is no Excel workbook, although it looks like one. Save it as an Excel workbook "
        "(.xlsx) and upload that."
    ),
    "too_many_cells": _l(
        "This workbook has more cells than the register reads. Upload the register's template "
        "with its lines and nothing else."
    ),
    "list_too_long": _l("A list may have 5,000 lines. Divide it."),
    "malware": _l(
        "The scanner of the register knows this file as harmful. It was not kept. Have your "
        "computer checked."
    ),
    "not_scanned": _l(
        "The scanner of the register does not answer, so the file was not kept. Try again in a few "
        "minutes."
    ),
    "not_text": _l("This CSV file is not plain text. Save it as CSV UTF-8 and upload it."),
}
"""The words of ``registry.uploads.reading`` and our own, each with what people read."""


class Refused(Exception):
    """The file was not taken; the text says why and what to do, in the reader's language."""


class Busy(Refused):
    """Nothing is wrong with the file: every place at which files are read was taken."""

    def __init__(self) -> None:
        super().__init__(str(REFUSALS["busy"]))


def refused(word: str) -> Refused:
    return Refused(str(REFUSALS[word]))


def formula_cell(row: int) -> Refused:
    """``row`` of a CSV file, counted from 1."""
    text = _(
        "Row %(row)s of this CSV file holds a formula. Type the value itself, or put an apostrophe "
        "before the text.",
        row=row,
    )
    return Refused(text)


def without_value(row: int) -> Refused:
    """``row`` of a sheet, counted from 1."""
    text = _(
        "Row %(row)s of this workbook holds a formula and no value. Type the value itself.",
        row=row,
    )
    return Refused(text)


def too_large(most: int) -> Refused:
    """``most`` is in megabytes."""
    text = _(
        "This file is larger than %(most)s MB. Make it smaller and upload it again.", most=most
    )
    return Refused(text)


def wrong_kind(kinds: Collection[FileKind]) -> Refused:
    wanted = ", ".join(kind.name for kind in FileKind if kind in kinds)
    return Refused(
        _("This kind of file is not taken here. Upload one of: %(kinds)s.", kinds=wanted)
    )
