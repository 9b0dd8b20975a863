"""The data page, and every file of the open data under an address that stays."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import IO, Any

from flask import Response, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound
from werkzeug.wsgi import wrap_file

from registry import storage
from registry.auth import access
from registry.clock import today
from registry.extensions import limiter
from registry.forms.public import Search
from registry.models import DataEdition
from registry.open_data import edition, reading, withheld
from registry.open_data.codebook import tables
from registry.open_data.files import BY_YEAR
from registry.open_data.formats import FORMATS, json_line
from registry.open_data.package import LICENCE
from registry.open_data.words import labels
from registry.public import counts
from registry.public.csv_files import CHUNK, csv_answer, for_anybody, whole_file
from registry.public.listing import entries as listing
from registry.public.listing import file as listing_file
from registry.public.listing import table
from registry.public.routes import WORK_LIMIT, bp
from registry.public.site import linked_data
from registry.reports import year as workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME = "<string(maxlength=60):name>"


@bp.get("/data")
@access("anyone")
def data() -> ResponseReturnValue:
    made = edition.current()
    return render_template(
        "public/data.html",
        years=list(counts.by_year(today())),
        edition=made,
        files=_by_table(made),
        by_year=_by_year(made),
        others=_others(made),
        tables=tables().values(),
        formats=FORMATS,
        licence=LICENCE,
        address=current_app.config["PUBLIC_URL"],
        operator=current_app.config["OPERATOR"],
        linked=linked_data.catalogue(made),
    )


@bp.get("/data/codebook")
@access("anyone")
def codebook() -> ResponseReturnValue:
    """What every column means, and the values that it takes."""
    return render_template("public/codebook.html", tables=tables().values(), labels=labels)


@bp.get("/data/editions")
@access("anyone")
def editions() -> ResponseReturnValue:
    """The editions of the last days: each stays under its address, to be cited."""
    recent, withdrawn = edition.recent(), withheld.decided()
    return render_template(
        "public/editions.html",
        editions=recent,
        withdrawn={each.id: len(withheld.since(each, withdrawn)) for each in recent},
    )


@bp.get("/data/<int:year>.csv")
@access("anyone")
@limiter.limit(WORK_LIMIT)
def year_csv(year: int) -> ResponseReturnValue:
    """The listing of a year as it stands now."""
    return csv_answer(listing_file.lines(_whole(year), today()), f"register-{year}")


@bp.get("/data/<int:year>.jsonl")
@access("anyone")
@limiter.limit(WORK_LIMIT)
def year_jsonl(year: int) -> ResponseReturnValue:
    """The entries of a year as they stand now, one JSON object on each line."""
    _whole(year)
    return for_anybody(whole_file(_json_lines(year, today()), "application/jsonl; charset=utf-8"))


@bp.get("/data/<int:year>.parquet")
@access("anyone")
def year_parquet(year: int) -> ResponseReturnValue:
    """The entries of a year of the newest edition."""
    return _file(edition.current(), f"entries-{year}.parquet")


@bp.get("/data/<int:year>.xlsx")
@access("anyone")
@limiter.limit(WORK_LIMIT)
def year_xlsx(year: int) -> ResponseReturnValue:
    """A year as a workbook that explains its columns and values in both languages."""
    records = (table.record(row) for row in listing.everything(_whole(year), today()))
    named = {"Content-Disposition": f"attachment; filename=register-{year}.xlsx"}
    return for_anybody(Response(workbook.xlsx(records), content_type=XLSX, headers=named))


@bp.get(f"/data/{NAME}")
@access("anyone")
def data_file(name: str) -> ResponseReturnValue:
    """A file of the newest edition."""
    return _file(edition.current(), name)


@bp.get(f"/data/editions/<int:edition_id>/{NAME}")
@access("anyone")
def edition_file(edition_id: int, name: str) -> ResponseReturnValue:
    """A file of an edition: it never changes, but for grades that are withdrawn."""
    answer = _file(edition.numbered(edition_id), name)
    if not withheld.may_change(name):
        answer.cache_control.max_age = 365 * 24 * 3600
        answer.cache_control.immutable = True
    return answer


def _file(made: DataEdition | None, name: str) -> Response:
    """The whole file, a range of it, or 304 where the reader has it; readable from any site."""
    found = edition.file_of(made, name)
    if made is None or found is None:
        raise NoResultFound
    sha256 = found["sha256"]
    if withheld.may_change(name) and (grades := withheld.since(made, withheld.decided())):
        with limiter.limit(WORK_LIMIT):
            remade = withheld.without(sha256, name, grades)
        answer = _answer(name, remade.sha256, remade.bytes, lambda: remade.stream)
        answer.call_on_close(remade.stream.close)
        return answer
    return _answer(name, sha256, found["bytes"], lambda: storage.open(sha256), made.made_at)


def _answer(
    name: str,
    sha256: str,
    size: int,
    open_it: Callable[[], IO[bytes]],
    made_at: datetime | None = None,
) -> Response:
    answer = Response(
        _sent(sha256, open_it),
        content_type=edition.MEDIA_TYPES[name.rpartition(".")[2]],
        direct_passthrough=True,
    )
    answer.content_length = size
    if made_at:
        answer.last_modified = made_at
    answer.cache_control.public = True
    answer.cache_control.no_cache = withheld.may_change(name) or None
    for_anybody(answer)
    answer.set_etag(sha256)
    answer.make_conditional(request, accept_ranges=True, complete_length=size)
    return answer


def _sent(sha256: str, open_it: Callable[[], IO[bytes]]) -> Iterable[bytes]:
    """The bytes, as the server sends a file; none for who has them or asks for the headers."""
    if request.method == "HEAD" or request.if_none_match.contains(sha256):
        return ()
    return wrap_file(request.environ, open_it(), CHUNK)


def _json_lines(year: int, now: date) -> Iterator[str]:
    names = tables()["entries"].names
    return (json_line(row, names) for row in reading.entries(now, year))


def _whole(year: int) -> Search:
    if year not in counts.by_year(today()):
        abort(404)
    return Search(year=year)


def _by_table(made: DataEdition | None) -> Mapping[str, list[Mapping[str, Any]]]:
    """The files of each table, in the order of the formats."""
    return {name: _in_formats(made, name) for name in tables()}


def _by_year(made: DataEdition | None) -> Mapping[str, list[tuple[int, list[Mapping[str, Any]]]]]:
    """The files of each reporting year, of the tables that have them."""
    years = counts.by_year(today())
    found = {
        name: [(year, files) for year in years if (files := _in_formats(made, f"{name}-{year}"))]
        for name in BY_YEAR
    }
    return {name: files for name, files in found.items() if files}


def _in_formats(made: DataEdition | None, name: str) -> list[Mapping[str, Any]]:
    return [file for kind in FORMATS if (file := edition.file_of(made, f"{name}.{kind}"))]


def _others(made: DataEdition | None) -> list[Mapping[str, Any]]:
    """The files that describe the others."""
    names = ("datapackage.json", "codebook.csv")
    return [file for name in names if (file := edition.file_of(made, name))]
