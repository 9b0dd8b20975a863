"""The page of a statement: every figure and every text with a digit, from the bulk files."""

import re
from collections.abc import Iterator
from typing import Any

from registry.answers_shown import pages
from registry.public.figures.formulas import FEES, RECRUITMENT
from registry.wording import (
    COST_CATEGORIES,
    FEE_SOURCES,
    GRADES,
    PAYERS,
    PUBLIC_STATUSES,
    corridor_name,
)
from tests.figures import findings as found_in
from tests.figures import recruitment
from tests.figures.answers import HIDDEN, Answers, of_companies, questions, unchanged_since
from tests.figures.bulk import (
    Bulk,
    day,
    exact_money,
    instant,
    large_money,
    missing,
    money,
    number,
    percent,
)
from tests.figures.marks import RULES
from tests.figures.page import Shown
from tests.figures.test_acts import key_of, with_a_statement
from tests.figures.wording import VERDICTS, of_concerns, promise_card, standing

FEW = "fewer than 5"
NOT_SHOWN = "not shown: fewer than five people"
AFTER_REPAYMENT = {"reimb_ratio", "reimb_worker_ratio", "net_months"}
MARKS = ("completeness", "substance", "verification")
PASSPORTS = "passports.doc_passport_holder"
FORMULAS = [*FEES, *RECRUITMENT]
AUDITED = {
    "confirmed": "Audited: the eight answers were confirmed on {}",
    "full_required": "Audited: a full filing is required since {}",
}
KNOWN = (
    r".*proxy of SDG indicator 10\.7\.1.*",
    r".* has 14 days to answer before .*",
    r"Formula : .*",
)
"""Texts that say the same of every statement."""


class Statement:
    """One statement with its entry, its answers and its lines in the other files."""

    def __init__(self, bulk: Bulk, statement_id: int) -> None:
        self.bulk = bulk
        self.id = statement_id
        self.row = bulk["statements"].set_index("statement_id", drop=False).loc[statement_id]
        entries = bulk.entries
        mine = (entries["organisation_id"] == self.row.organisation_id) & (
            entries["year"] == self.row.year
        )
        self.entry = entries[mine].iloc[0]
        self.answers = Answers(bulk, statement_id)
        self.is_public = bool(self.row.grade_public_on <= bulk.today)
        self.stands = self.is_public and missing(self.row.grade_withdrawn_on)

    def lines(self, table: str):
        found = self.bulk[table]
        return found[found["statement_id"] == self.id]

    @property
    def findings(self):
        return self.lines("findings")

    @property
    def promises(self):
        found = self.bulk["commitments"]
        return found[
            (found["organisation_id"] == self.row.organisation_id)
            & (found["year"] == self.row.year)
        ]

    @property
    def hides_repaid(self) -> bool:
        """Whether what was repaid is hidden, as few got it, though what was paid is not."""
        paid, repaid = self.row.worker_paid_myr, self.row.reimbursed_myr
        return bool(not missing(paid) and paid and missing(repaid))

    @property
    def share_repaid(self) -> str:
        return f"{number(100 * self.row.reimbursed_myr / self.row.worker_paid_myr, 0)}%"


def chosen(bulk: Bulk) -> list[int]:
    """Statements that count: the first and the last that show each kind of thing."""
    of = bulk.statements
    paid, repaid = of["worker_paid_myr"].fillna(0) > 0, of["reimbursed_myr"]
    other = {name: bulk[name][bulk[name]["is_current"]] for name in TABLES}
    companies, lots = other["companies"], bulk["lots"]
    by_year = ["organisation_id", "year"]
    kinds = [
        *(other[name] for name in ("replies", "limits", "disagreements")),
        companies[companies["covered"] == False],  # noqa: E712
        companies[companies["covered"].isna()],
        other["fee_lines"][other["fee_lines"]["suppressed"]],
        of[paid & repaid.isna()],
        of[paid & (repaid.fillna(0) > 0)],
        of[~of["recruited"]],
        of[of["grade_withdrawn_on"].notna()],
        of[of["grade_public_on"] > bulk.today],
        of[of["version"] > 1],
        of[of["reference"].isin(lots[lots["drawn"]]["reference"])],
        of.merge(bulk["concerns"], on=by_year, suffixes=("", "_asked")),
        of.merge(bulk["follow_ups"], on=by_year, suffixes=("", "_told")),
    ]
    assert all(len(kind) for kind in kinds), [len(kind) for kind in kinds]
    return sorted({int(kind["statement_id"].iloc[n]) for kind in kinds for n in (0, -1)})


TABLES = ("replies", "limits", "disagreements", "companies", "fee_lines")


def test_statements(bulk, reader):
    for statement_id in chosen(bulk):
        of = Statement(bulk, statement_id)
        shown = Shown(reader.page(f"/en/organisations/{of.row.organisation_id}/{of.row.year}"))
        _assert_glance(of, shown)
        _assert_grade(of, shown)
        _assert_eight_answers(of, shown)
        _assert_corridors(of, shown)
        _assert_cards(of, shown)
        _assert_costs(of, shown)
        _assert_tables_of_answers(of, shown)
        wanted = {" ".join(text.split()) for text in texts(of)}
        shown.say(*(text for text in wanted if re.search(r"\d", text)))
        assert not shown.unexplained(*KNOWN), (of.row.organisation_id, of.row.year)


def texts(of: Statement) -> Iterator[str]:
    """Every text that is neither in a table nor in a drawing, in any order."""
    row = of.row
    yield of.entry["name"]
    yield f"Statement for reporting year {row.year}"
    yield f"{PUBLIC_STATUSES[of.entry.status]} {standing(of.entry, of.bulk.today)}"
    yield (
        f"Financial year {day(row.period_start)} to {day(row.period_end)} · reference "
        f"{row.reference} · version {row.version}"
    )
    yield from of_grade(of)
    yield from of_audit(of)
    yield from of_fees(of)
    yield from of_group(of)
    yield from of_findings(of)
    yield from of_promises(of)
    yield from of_answers(of)
    yield from of_concerns(of.bulk, of.row.organisation_id, of.row.year)
    yield from of_versions(of)


def _assert_glance(of, shown):
    row, terms = of.row, shown.listed("glance")
    if not of.is_public:
        assert terms["Grade"] == f"From {day(row.grade_public_on)}"
    elif not of.stands:
        assert terms["Grade"] == "Withdrawn"
    elif missing(row.grade):
        assert terms["Grade"] == "Filed, not scored"
    else:
        assert terms["Grade"] == f"Grade {row.grade} {GRADES[row.grade]}"
    paid = terms["Fees that workers paid"]
    if missing(row.worker_paid_myr):
        assert paid == ("No figure" if row.recruited else "Nobody recruited")
    else:
        found = row.worker_paid_myr
        assert paid == (large_money(found) if found else "None, as declared")
    if of.hides_repaid:
        assert terms["Repaid to workers"] == NOT_SHOWN
    elif missing(row.worker_paid_myr) or not row.worker_paid_myr:
        assert "Repaid to workers" not in terms
    else:
        assert terms["Repaid to workers"] == f"{large_money(row.reimbursed_myr)} {of.share_repaid}"
    silent = "Not answered" if row.employs_migrants else "No migrant workers"
    assert terms["Who holds workers’ passports"] == (of.answers.texts(PASSPORTS) or silent)
    met = "{} of {}".format(*found_in.met_of(of.findings)) if of.is_public else None
    assert terms.get("Criteria met") == met
    assert terms["Commitments in it"] == (str(len(of.promises)) if len(of.promises) else "None")


def _assert_grade(of, shown):
    """The three marks as they are drawn, and as they are read out."""
    if not of.stands:
        assert not shown.marks()
        return
    words = {"completeness": "what was disclosed", "substance": "what was done",
             "verification": "how it is known"}  # fmt: skip
    drawn = {name: said for name, *said in shown.marks()}
    for name in MARKS if drawn else ():
        mark = of.row[name]
        said = "Does not apply" if missing(mark) else f"{number(mark, 1)} of 100"
        assert drawn[name] == [number(mark, 0), f"{name.title()} {words[name]} {said}"]
    assert bool(drawn) == any(not missing(of.row[name]) for name in MARKS)


def of_grade(of: Statement) -> Iterator[str]:
    row = of.row
    for reply in of.lines("replies").itertuples():
        yield reply.text
        yield instant(reply.at)
    if not of.is_public:
        yield f"Grade after the right of reply, from {day(row.grade_public_on)}"
    elif not of.stands:
        yield f"Grade withdrawn on {day(row.grade_withdrawn_on)}"
        yield of.entry.grade_withdrawn_reason
    else:
        yield from of_points(of)
        yield from of_limits(of)
        yield from of_what_holds_it(of)


def of_points(of: Statement) -> Iterator[str]:
    row = of.row
    if not missing(row.score):
        yield f"{number(row.score, 1)} of 100 points"
    if len(of.lines("limits")) and not missing(row.score_before_limits):
        band = f" (band {row.band})" if row.band else ""
        yield f"Score before the limits below: {number(row.score_before_limits, 1)}{band}"
    name, version = row.rules.rsplit(" ", 1)
    yield f"Rules {name} version {version}, applied {day(row.period_end)}."
    titles = {each.id: each.title["en"] for each in RULES.themes}
    for theme in of.lines("themes").itertuples():
        if not missing(theme.score):
            yield f"{titles[theme.theme]} {number(theme.score, 0)} of 100"


def of_limits(of: Statement) -> Iterator[str]:
    for limit in of.lines("limits").itertuples():
        held = f"Grade held at {limit.cap}: " if limit.cap in GRADES else ""
        yield f"{held}{limit.why_en} {limit.limit}"
        if limit.lift_en:
            yield f"What would lift it: {limit.lift_en}"


def of_what_holds_it(of: Statement) -> Iterator[str]:
    """The sentence in which the grade begins, where a limit holds it below its band."""
    limits, scored = of.lines("limits"), of.lines("themes")
    holding = limits[limits["cap"] == of.row.grade]
    if of.row.band == of.row.grade or holding.empty:
        return
    titles = {each.id: each.title["en"] for each in RULES.themes}
    scored = scored[scored["score"].notna()].sort_values("score", kind="stable")
    ends = [titles[scored.iloc[place]["theme"]] for place in (-1, 0)] if len(scored) > 1 else []
    said = "" if not ends else " Strongest: {}. Weakest: {}.".format(*ends)
    yield f"Grade held at {of.row.grade}: {holding.iloc[0].why_en}{said}"


def of_audit(of: Statement) -> Iterator[str]:
    """Of a short filing: when it was drawn by lot, and what the audit found."""
    lots = of.bulk["lots"]
    for lot in lots[(lots["reference"] == of.row.reference) & lots["drawn"]].itertuples():
        on = day(lot.drawn_at.tz_convert("Asia/Kuala_Lumpur").date())
        yield f"Drawn by lot for an audit on {on}. How the lot was drawn"
        if not missing(lot.outcome):
            on = day(lot.outcome_at.tz_convert("Asia/Kuala_Lumpur").date())
            yield AUDITED[lot.outcome].format(on)
            yield lot.note


def of_fees(of: Statement) -> Iterator[str]:
    row = of.row
    paid = large_money(row.worker_paid_myr)
    if of.hides_repaid:
        yield (
            f"Workers paid {paid} to get their jobs; what was repaid is not shown, as fewer than "
            "five people got it."
        )
    elif not missing(row.worker_paid_myr) and row.worker_paid_myr:
        back = large_money(row.reimbursed_myr)
        yield f"{back} repaid of {paid} that workers paid {of.share_repaid}"
    for corridor in corridors(of):
        if corridor["recruits"] == FEW:
            continue
        if corridor["each"] != "–":
            yield f"{corridor['name']} {corridor['each']} a worker"
        if corridor["gross_months"] != "–":
            net = corridor["net_months"]
            left = net if net == "not shown" else f"{net} months"
            yield f"Paid by workers: {corridor['gross_months']} months after repayment: {left}"


def corridors(of: Statement) -> list[dict[str, str]]:
    """Each corridor as a row of the page: those of the answers, and those of fee lines alone."""
    told = {row.corridor: row for row in of.lines("corridors").itertuples()}
    rows = recruitment.corridors(of.bulk, of.row, of.lines("fee_lines"))
    return [
        _corridor(each, told.get(key)) for key, each in sorted((each.key, each) for each in rows)
    ]


def _corridor(each: recruitment.Corridor, told: Any) -> dict[str, str]:
    if each.row.get("recruits") == HIDDEN:
        return {"name": corridor_name(each.key), "each": FEW, **dict.fromkeys(COLUMNS, FEW)}
    paid, repaid = (told.worker_paid_myr, told.reimbursed_myr) if told else (each.paid, each.repaid)
    net = told.net_months if told else each.months(each.left)
    hides_repaid = not missing(paid) and missing(repaid)
    per_worker = told.per_worker_myr if told else each.per_worker
    return {
        "name": corridor_name(each.key),
        "each": money(per_worker),
        "recruits": number(each.recruits),
        "layers": number(told.layers if told else None),
        "worker_paid": exact_money(paid),
        "per_worker": exact_money(per_worker),
        "reimbursed": "not shown" if hides_repaid else exact_money(repaid),
        "gross_months": number(told.gross_months if told else each.months(each.paid), 1),
        "net_months": "not shown" if hides_repaid else number(net, 1),
    }


COLUMNS = (
    *("recruits", "layers", "worker_paid", "per_worker", "reimbursed"),
    *("gross_months", "net_months"),
)


def _assert_corridors(of, shown):
    rows = corridors(of) if of.row.recruited else []
    caption = "Months of wages that workers paid, by corridor"
    if all(row["recruits"] == FEW for row in rows):
        assert caption not in shown.captions()
    else:
        assert shown.table(caption) == {
            row["name"]: [row[name] for name in COLUMNS] for row in rows
        }
    drawn = [_drawn(**row) for row in rows if row["gross_months"] not in ("–", FEW)]
    names = tuple(f"{row['name']}: " for row in rows)
    assert [each for name in names for each in shown.pictures(name)] == drawn
    if not missing(of.row.reimbursed_myr) and of.row.worker_paid_myr:
        title = f"{of.share_repaid} of what workers paid is repaid"
        assert list(shown.pictures(title)) == [title]


def _drawn(name: str, gross_months: str, net_months: str, **_others: str) -> str:
    if net_months == "not shown":
        return f"{name}: Paid by workers: {gross_months} months; after repayment: not shown"
    return f"{name}: {gross_months} months of wages paid, {net_months} after repayment"


def _assert_eight_answers(of, shown):
    if of.row.path == "short":
        assert list(shown.table("The eight answers").values()) == [
            [of.answers.texts(name) or "Not answered"]
            for name in questions()
            if name.startswith("screening.")
        ]


def _assert_cards(of, shown):
    """The figures beside their formulas; the column has the name of the figure."""
    if not of.row.recruited:
        return
    cards = shown.cards()
    for figure in FORMULAS:
        value = of.row[f"{figure.id}_myr" if figure.unit == "money" else figure.id]
        hidden = of.hides_repaid and figure.id in AFTER_REPAYMENT
        wanted = NOT_SHOWN if hidden else _worded(value, figure.unit)
        assert cards[str(figure.title)] == wanted, figure.id


def _worded(value: Any, unit: str) -> str:
    if missing(value):
        return "no figure"
    if unit == "percent":
        return percent(value, 1)
    if unit == "months":
        return f"{number(value, 1)} months"
    return exact_money(value) if unit == "money" else number(value)


def _assert_costs(of, shown):
    """Who paid which cost, line by line, a table for each corridor."""
    lines = of.lines("fee_lines").sort_values("fee_line_id")
    payers = [payer for payer in PAYERS if payer in set(lines["payer"])]
    for corridor, part in lines.groupby("corridor"):
        caption = f"Costs of recruitment, {corridor_name(corridor)}"
        wanted = []
        for category, label in COST_CATEGORIES.items():
            here = list(part[part["category"] == category].itertuples())
            if here:
                cells = ["".join(_cost(each) for each in here if each.payer == payer) or "–"
                         for payer in payers]  # fmt: skip
                repaid = "".join(_repaid(each) for each in here if each.payer == "worker")
                wanted.append([str(label), *cells, repaid or "–"])
        assert shown.rows(caption) == wanted
        shown.table(caption)


def _cost(line: Any) -> str:
    if missing(line.amount_myr):
        return "fewer than 5 people" if line.suppressed else "–"
    if missing(line.workers):
        return exact_money(line.amount_myr)
    source = "" if missing(line.source) else f" · {FEE_SOURCES[line.source]}"
    return f"{exact_money(line.amount_myr)}{number(line.workers)} workers{source}"


def _repaid(line: Any) -> str:
    if missing(line.reimbursed_myr):
        return "fewer than 5 people" if line.suppressed else "–"
    people = "" if missing(line.reimbursed_workers) or not line.reimbursed_workers else (
        f"to {number(line.reimbursed_workers)} workers")  # fmt: skip
    return f"{exact_money(line.reimbursed_myr)}{people}"


def of_group(of: Statement) -> Iterator[str]:
    """The companies that the statement names; those that it leaves out with who covers them."""
    named = of.bulk["companies"]
    others = named[named["is_current"] & (named["year"] == of.row.year)]
    spoken_for = {key_of(row) for row in others.itertuples() if row.covered is True}
    spoken_for |= with_a_statement(of.bulk, of.row.year)
    for row in of.lines("companies").itertuples():
        said = f"{row.name} {row.number or ''} · {_held(row.share_percent)}"
        if row.covered is True:
            yield said
        elif key_of(row) in spoken_for:
            yield f"{said} Another statement of the year covers it."
        elif missing(row.covered):
            yield (
                f"{said} The statement does not say whether it covers the company. "
                "No statement covers it."
            )
        else:
            yield f"{said} No statement covers it."


def _held(percent_: Any) -> str:
    return "share not stated" if missing(percent_) else f"{number(percent_)}% held"


def of_findings(of: Statement) -> Iterator[str]:
    if not of.is_public:
        return
    for row in of.lines("disagreements").itertuples():
        yield row.sentence_en
        yield f"Check {row.check}"
    yield from found_in.counted(of.findings)
    yield from found_in.by_theme(of.findings)
    for finding in of.findings.itertuples():
        yield from found_in.card(finding, of.row.period_end)


def of_promises(of: Statement) -> Iterator[str]:
    promised = of.bulk["commitments"]
    promised = promised[promised["organisation_id"] == of.row.organisation_id]
    followed = of.bulk["follow_ups"]
    followed = followed[followed["organisation_id"] == of.row.organisation_id]
    told_here = set(followed[followed["year"] == of.row.year]["number"])
    for promise in promised.itertuples():
        told = followed[followed["number"] == promise.number].sort_values("year")
        if promise.year == of.row.year:
            yield from promise_card(promise, told, told[told["outcome"].isin(VERDICTS)].tail(1))
        if promise.number in told_here:
            yield from promise_card(promise, told, told[told["year"] == of.row.year])


def of_answers(of: Statement) -> Iterator[str]:
    earlier = {
        int(row.year): Answers(of.bulk, row.Index)
        for row in of.bulk.statements.set_index("statement_id").itertuples()
        if row.organisation_id == of.row.organisation_id and row.year < of.row.year
    }
    since = unchanged_since(of.answers, earlier)
    for name, question in questions().items():
        yield str(question.label)
        unchanged = f"Unchanged since {since[name]}" if name in since else ""
        if of.answers.table(name):
            yield unchanged
        else:
            yield f"{of.answers.texts(name) or 'Not answered'} {unchanged}"
    yield from (str(page.title) for page in pages())
    yield from of_companies(of.answers)


def _assert_tables_of_answers(of, shown):
    for name, question in questions().items():
        rows = of.answers.table(name)
        if not rows or not question.columns:
            continue
        caption = str(question.label)
        listed = shown.rows(caption)
        assert len(listed) == len(rows), caption
        for cells, row in zip(listed, rows, strict=True):
            for column, cell in zip(question.columns, cells, strict=True):
                is_person = name == "recruiters.recruiters" and column.name == "name"
                if column.name in row or not is_person:
                    assert cell == row.get(column.name, "–"), (caption, column.name)
        shown.table(caption)


def of_versions(of: Statement) -> Iterator[str]:
    found = of.bulk["statements"]
    mine = (found["organisation_id"] == of.row.organisation_id) & (found["year"] == of.row.year)
    versions = found[mine].sort_values("version")
    for each in versions.itertuples():
        yield f"Version {each.version}{' (this one)' if each.version == of.row.version else ''}"
        yield f"Published {instant(each.published_at)}"
        if not missing(each.change_note):
            yield f"What changed: {each.change_note}"
        if each.version > versions["version"].min():
            yield f"Side by side with version {each.version - 1}"
        if not missing(each.note):
            yield f"Officer’s note: {each.note}"
        yield f"SHA-256 {each.sha256}"
