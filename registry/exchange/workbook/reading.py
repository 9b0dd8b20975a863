"""Read a filled workbook back, naming every cell that cannot be taken."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from flask_babel import gettext as _

from registry.exchange.asked import Asked, AskedPage, by_name
from registry.exchange.content import FORMAT, Content, Identity, Mistake, readable
from registry.exchange.rows import row_mistakes
from registry.exchange.workbook.cells import Cell, Words, read_cell, refuse_computed
from registry.exchange.workbook.grids import Grid, grids
from registry.exchange.workbook.marks import ANSWER_COLUMN, ANSWERS, BLANK, NOTE, TABLE, TICK
from registry.exchange.workbook.words import is_yes, readings, unknown_ways
from registry.forms.filing.fields import NONE, Unreadable
from registry.scoring.shapes import DO_NOT_KNOW, Kind

MARK_WITHIN = 30
"""The marking row is one of the first, in case somebody put rows above it."""
MARK_COLUMNS = 6
IDENTITY = ("reference", "organisation", "ssm_number", "year", "period_start", "period_end")


def read(
    data: bytes, pages: tuple[AskedPage, ...], documents: Collection[str] | None = None
) -> Content:
    """What the workbook says and everything that is wrong with it."""
    try:
        sheets = grids(data)
    except ValueError:
        message = _("This file cannot be read. Save it as an Excel workbook (.xlsx).")
        return Content(mistakes=(Mistake(message),))
    reader = _Reader(pages, documents)
    for sheet in sheets:
        reader.sheet(sheet)
    if not reader.found:
        message = _("This is not a workbook of the register. Download one and fill that in.")
        return Content(mistakes=(Mistake(message),))
    answers = readable(reader.answers, reader.mistakes)
    return Content(reader.identity, answers, tuple(reader.mistakes))


class _Reader:
    """Goes through the sheets and gathers answers and mistakes."""

    def __init__(self, pages: tuple[AskedPage, ...], documents: Collection[str] | None) -> None:
        self.asked = by_name(pages)
        self.documents = documents
        self.unknown = frozenset(unknown_ways())
        self.identity = Identity()
        self.answers: dict[str, Any] = {}
        self.mistakes: list[Mistake] = []
        self.found = False

    def sheet(self, grid: Grid) -> None:
        """Take one sheet; a sheet of somebody's own is left alone."""
        for number, row in enumerate(grid.rows[:MARK_WITHIN]):
            for place, cell in enumerate(row[:MARK_COLUMNS]):
                if cell.text == ANSWERS or cell.text.startswith(TABLE):
                    self.found = True
                    self._refuse_merged(grid)
                    read = self._answers if cell.text == ANSWERS else self._table
                    return read(grid, number, place)
        return None

    def _refuse_merged(self, grid: Grid) -> None:
        for cells in grid.merged:
            message = _("Unmerge these cells: every answer needs a cell of its own.")
            self.mistakes.append(Mistake(message, sheet=grid.name, cell=cells))

    def _answers(self, grid: Grid, mark: int, names: int) -> None:
        """The sheet of single answers: a name in each row, its answer in the marked column."""
        marks = grid.rows[mark]
        column = _place(marks, ANSWER_COLUMN)
        said = [cell.text for cell in marks[names + 1 :] if cell.text]
        if column is None or FORMAT not in said:
            message = _("The first row of this sheet was changed. Download the workbook anew.")
            self.mistakes.append(Mistake(message, sheet=grid.name))
            return
        parts = [text.partition("=") for text in said if "=" in text]
        self.identity = Identity(**{key: v for key, _is, v in parts if key in IDENTITY})
        ticks: dict[str, dict[str, bool]] = {}
        for row in grid.rows[mark + 1 :]:
            name, cell = _at(row, names).text, _at(row, column)
            if name.startswith("atip:") or (not name and cell.is_blank):
                continue
            self._answer(grid.name, name, cell, ticks)
        for name, chosen in ticks.items():
            self._chosen(grid.name, self.asked[name], chosen)

    def _answer(self, sheet: str, name: str, cell: Cell, ticks: dict[str, dict[str, bool]]) -> None:
        question, _tick, code = name.partition(TICK)
        asked = self.asked.get(question)
        if asked is None or asked.is_table:
            message = _("The hidden name of this row is gone. Download the workbook anew.")
            self._mistake(Mistake(message, sheet=sheet, cell=cell.address, value=cell.text[:80]))
        elif asked.kind is Kind.CHOICES:
            self._tick(sheet, asked, code, cell, ticks.setdefault(question, {}))
        elif question in self.answers:
            message = _("This question stands twice. Leave one of the rows out.")
            self._mistake(Mistake(message, question, sheet=sheet, cell=cell.address))
        else:
            self.answers[question] = self._value(sheet, asked, cell)

    def _tick(
        self, sheet: str, asked: Asked, code: str, cell: Cell, chosen: dict[str, bool]
    ) -> None:
        try:
            refuse_computed(cell)
            ticked = False if cell.is_blank else is_yes(cell.text)
            if ticked is None or (code not in asked.choices and code != DO_NOT_KNOW):
                raise Unreadable(_("Enter “Yes” where this holds, and leave it blank otherwise."))
        except Unreadable as error:
            self._mistake(
                Mistake(
                    str(error), asked.name, sheet=sheet, cell=cell.address, value=cell.text[:80]
                )
            )
            return
        chosen[code] = chosen.get(code, False) or ticked

    def _chosen(self, sheet: str, asked: Asked, chosen: dict[str, bool]) -> None:
        """The ticked words together: "none of these" and "we do not know" stand alone."""
        said = [code for code in (*asked.choices, DO_NOT_KNOW) if chosen.get(code)]
        if len(said) > 1 and {NONE, DO_NOT_KNOW} & set(said):
            message = _("“None of these” and “We do not know” stand alone. Leave out the others.")
            self._mistake(Mistake(message, asked.name, sheet=sheet))
        self.answers[asked.name] = (DO_NOT_KNOW if said == [DO_NOT_KNOW] else said) or None

    def _table(self, grid: Grid, mark: int, names: int) -> None:
        name, _colon, state = _at(grid.rows[mark], names).text.removeprefix(TABLE).partition(":")
        asked = self.asked.get(name)
        if asked is None or not asked.is_table or name in self.answers:
            message = _("This sheet stands twice or is not known. Remove it.")
            self._mistake(Mistake(message, sheet=grid.name))
            return
        places = [(column, _place(grid.rows[mark], column.name)) for column in asked.columns]
        columns = [
            (column, place, Words(readings(column), self.unknown)) for column, place in places
        ]
        if all(place is None for _column, place in places):
            message = _("The first row of this sheet was changed. Download the workbook anew.")
            self._mistake(Mistake(message, name, sheet=grid.name))
            return
        rows = [
            read
            for row in grid.rows[mark + 1 :]
            if not _at(row, names).text.startswith(NOTE)
            and (read := self._row(grid.name, asked, columns, row)) is not None
        ]
        said = [answers for answers, _cells in rows if answers]
        self.answers[name] = None if not said and state == BLANK else said
        self.mistakes += _with_cells(grid.name, asked, rows, self.documents)

    def _row(
        self, sheet: str, asked: Asked, columns: Sequence[Any], row: Sequence[Cell]
    ) -> tuple[dict[str, Any], dict[str, str]] | None:
        """The answers of one row and their addresses; None for a blank one."""
        filled = [(c, _at(row, place), words) for c, place, words in columns if place is not None]
        filled = [each for each in filled if not each[1].is_blank]
        if not filled:
            return None
        read = {c.name: self._value(sheet, c, cell, words, asked.name) for c, cell, words in filled}
        answers = {name: value for name, value in read.items() if value is not None}
        return answers, {column.name: cell.address for column, cell, _words in filled}

    def _value(
        self, sheet: str, asked: Asked, cell: Cell, words: Words | None = None, table: str = ""
    ) -> Any:
        words = words or Words(readings(asked), self.unknown)
        try:
            return read_cell(asked, cell, words)
        except Unreadable as error:
            self._mistake(
                Mistake(
                    str(error),
                    table or asked.name,
                    column=asked.name if table else "",
                    sheet=sheet,
                    cell=cell.address,
                    value=cell.text[:80],
                )
            )
            return None

    def _mistake(self, mistake: Mistake) -> None:
        self.mistakes.append(mistake)


def _with_cells(
    sheet: str,
    asked: Asked,
    rows: Iterable[tuple[dict[str, Any], dict[str, str]]],
    documents: Collection[str] | None,
) -> Iterator[Mistake]:
    """Mistakes of whole rows at the address where they stand."""
    said = [(answers, cells) for answers, cells in rows if answers]
    for mistake in row_mistakes(asked, [answers for answers, _cells in said], documents):
        cells = said[mistake.row - 1][1] if mistake.row else {}
        yield Mistake(
            mistake.message,
            mistake.name,
            column=mistake.column,
            sheet=sheet,
            cell=cells.get(mistake.column) or next(iter(cells.values()), ""),
            value=mistake.value,
        )


def _place(row: Sequence[Cell], name: str) -> int | None:
    return next((place for place, cell in enumerate(row) if cell.text == name), None)


def _at(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if place < len(row) else Cell("")
