"""Rows that tables lack beside the rest of the filing: corridors, costs, reported fees, wages."""

from collections.abc import Iterator, Mapping

from registry.scoring.advice.edits import Edit, Plain
from registry.scoring.advice.levers import Move, load_levers
from registry.scoring.case import Case
from registry.scoring.feelines import REQUIRED, WHOLE, CorridorLines
from registry.scoring.model import Text
from registry.scoring.wagelines import groups_without_wages, wage_lines

PAYERS = ("worker", "employer")


def corridor_rows(case: Case) -> Iterator[Edit]:
    """A row for each corridor that only the fee table names, or for one where nothing names any."""
    stand_in = load_levers().recruitment.row
    say = load_levers().recruitment.say
    for each in case.corridors:
        if each.row is None and "?" not in each.key:
            origin, _, sector = each.key.partition("-")
            known = {"origin": origin, "sector": sector}
            yield _new("corridors", known, {**stand_in, **known}, say)
    if not case.corridors:
        yield _new("corridors", None, stand_in, say)


def fee_lines(case: Case) -> Iterator[Edit]:
    """New lines for the corridors that are named, or for one that stands for them."""
    if not case.corridors:
        stand_in = load_levers().recruitment.row
        key = f"{stand_in['origin']}-{stand_in['sector']}"
        for payer in PAYERS:
            for category in REQUIRED:
                yield _line(key, category, payer, None)
    for each in case.corridors:
        if "?" not in each.key:
            yield from _absent(each)
            yield from _reported(each)


def wage_rows(case: Case) -> Iterator[Edit]:
    """A line of recent wages for each nationality that is employed and has none."""
    stand_in = load_levers().wages
    row = {**stand_in.row, "month": case.on.isoformat()}
    groups = groups_without_wages(case.answers, wage_lines(case.answers, case.on), case.on)
    for group in groups:
        known = {"nationality": group}
        yield _new("wages", known, {**row, **known}, stand_in.say)
    if not groups:
        yield _new("wages", None, row, stand_in.say)


def _absent(each: CorridorLines) -> Iterator[Edit]:
    """One line for each required cost and payer of which the table has none."""
    there = {(WHOLE[line.category], line.payer) for line in each.lines if line.category in WHOLE}
    for payer in PAYERS:
        for category in REQUIRED:
            if (category, payer) not in there:
                yield _line(each.key, category, payer, each.key)


def _line(corridor: str, category: str, payer: str, known: str | None) -> Edit:
    cells = {"category": category, "payer": payer}
    row = {"corridor": corridor, **cells, "amount_myr": "0", "workers": 0, "source": "declaration"}
    said = {"corridor": known, **cells} if known else cells
    name = "fee_lines" if known else "fee_lines_of_each"
    return _new("fees", said, row, load_levers().sentences[name])


def _reported(each: CorridorLines) -> Iterator[Edit]:
    """One line for the fees of workers who reported one and are on no line."""
    paid = [line for line in each.paid_by("worker") if line.amount_myr]
    listed = sum(line.workers or 0 for line in paid)
    reporting = (each.row.workers_reporting_fee or 0) if each.row else 0
    if reporting <= listed:
        return
    said: dict[str, Plain] = {"corridor": each.key, "payer": "worker"}
    number = {"workers": reporting - listed, "reimbursed_workers": reporting - listed}
    row = {**said, **number, "category": "REC", "amount_myr": "1", "reimbursed_myr": "1"}
    row["source"] = "worker_survey"
    sentence = load_levers().sentences["fees_reported"]
    yield _new("fees", {**said, **number}, row, sentence)


def _new(table: str, said: Plain, row: Mapping[str, Plain], say: Text) -> Edit:
    return Edit(table, None, None, Move.ANSWER, None, said, (row,), say)
