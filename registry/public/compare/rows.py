"""What a comparison says, row by row: from the grade to each criterion."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from flask_babel import gettext as _

from registry.answers_shown import Question, text_of
from registry.assessment import catalogue
from registry.i18n import date_text, in_language, number_text
from registry.models import status_since
from registry.open_data.words import CONFIDENCES
from registry.public.compare.cells import (
    NOTHING,
    Make,
    day,
    days,
    numbers,
    plain,
    points,
    row,
    silent,
    tenths,
    whole,
    word,
)
from registry.public.compare.fees import fees
from registry.public.compare.reading import Side
from registry.public.compare.table import Cell, Group, Part, Row, told
from registry.public.figures.formulas import MARKS
from registry.public.statements import plain_words
from registry.scoring import Criterion
from registry.wording import (
    GRADES,
    OUTCOMES,
    PATHS,
    PUBLIC_STATUSES,
    REPORTING_CLASSES,
    SECTORS,
)


def groups(sides: Sequence[Side], today: date) -> list[Group]:
    """Every group of rows about these organisations, as of a day."""
    if not sides:
        return []
    return [
        Group("grade", _("Grade and marks"), [Part("", told(_grade(sides)))], figures="marks"),
        Group("fees", _("Workers, fees and repayment"), fees(sides), figures="fees"),
        Group("conduct", _("Passports and commitments"), [Part("", _conduct(sides))]),
        Group("standing", _("Where they stand"), [Part("", told(_standing(sides, today)))]),
        Group("criteria", _("Criterion by criterion"), _criteria(sides), figures="grading"),
    ]


def _standing(sides: Sequence[Side], today: date) -> list[Row]:
    return [
        row("status", _("Status"), sides, partial(_status, today=today), "status"),
        days("status_on", _("Since"), sides, partial(_since, today=today)),
        days("period_end", _("Financial year ends"), sides, _entry_day("period_end")),
        days("due_on", _("Statement due"), sides, _entry_day("due_on")),
        days("published_on", _("Published"), sides, _entry_day("published_on")),
        row("path", _("Kind of filing"), sides, lambda s: word(s.entry and s.entry.path, PATHS)),
        days("withdrawn_on", _("Statement withdrawn"), sides, lambda s: day(s.withdrawn_on)),
        row("reporting_class", _("Reports as"), sides, _class),
        row("sector", _("Sector"), sides, lambda s: word(s.organisation.sector, SECTORS)),
    ]


def _status(side: Side, *, today: date) -> Cell:
    if side.entry is None:
        return Cell(None, _("Not on the register for this year"))
    status = side.entry.status_as_of(today)
    return Cell(status, str(PUBLIC_STATUSES[status]))


def _since(side: Side, *, today: date) -> Cell:
    if side.entry is None:
        return NOTHING
    entry = side.entry
    return day(status_since(entry.status_as_of(today), entry.status_on, entry.due_on))


def _entry_day(name: str) -> Make:
    return lambda side: day(getattr(side.entry, name)) if side.entry else NOTHING


def _class(side: Side) -> Cell:
    return word(side.entry and side.entry.reporting_class, REPORTING_CLASSES)


def _grade(sides: Sequence[Side]) -> list[Row]:
    return [
        row("grade", _("Grade"), sides, _letter, "grade"),
        numbers("score", _("Points of 100"), sides, _score),
        *(numbers(each.id, each.title, sides, partial(_mark, name=each.id)) for each in MARKS),
        row("confidence", _("Confidence"), sides, _confidence),
        row("limits", _("Limits to the grade"), sides, _limits),
        row("rules", _("Rules"), sides, _rules),
        row("reply", _("Right of reply"), sides, _reply),
    ]


def _letter(side: Side) -> Cell:
    """The grade, or why there is none to show."""
    entry = side.entry
    if entry is None or entry.statement_id is None:
        return Cell(None, _("No statement"))
    if not side.grade_is_public:
        public_on = date_text(entry.grade_public_on)
        return Cell(None, _("From %(day)s, after the right of reply", day=public_on))
    if entry.grade_withdrawn_on:
        return Cell(None, _("Withdrawn on %(day)s", day=date_text(entry.grade_withdrawn_on)))
    if entry.grade is None:
        return Cell(None, _("Filed, not scored"))
    return Cell(entry.grade, str(GRADES[entry.grade]), anchor="grade")


def _score(side: Side) -> Cell:
    return tenths(side.entry.score_tenths) if side.entry and side.is_graded else NOTHING


def _mark(side: Side, *, name: str) -> Cell:
    return tenths(getattr(side.figures, f"{name}_tenths")) if side.is_graded else NOTHING


def _confidence(side: Side) -> Cell:
    return word(side.assessed["confidence"]["label"], CONFIDENCES) if side.is_graded else NOTHING


def _limits(side: Side) -> Cell:
    if not side.is_graded:
        return NOTHING
    names = ", ".join(gate["id"] for gate in side.assessed["gates"])
    return Cell(names, names or _("None"), anchor="grade")


def _rules(side: Side) -> Cell:
    return plain(side.entry.rules) if side.entry and side.is_graded else NOTHING


def _reply(side: Side) -> Cell:
    """Whether it replied says nothing about who is right; it is said all the same."""
    if side.entry is None or not side.has_statement:
        return NOTHING
    if on := side.replied_on:
        return Cell(on.isoformat(), _("Replied on %(day)s", day=date_text(on)), anchor="grade")
    if not side.grade_is_public:
        return Cell("open", _("Open until %(day)s", day=date_text(side.entry.grade_public_on)))
    return Cell("none", _("Has not replied"))


def _conduct(sides: Sequence[Side]) -> list[Row]:
    holder = plain_words.question(plain_words.PASSPORTS)
    made, due = _("Commitments made so far"), _("Commitments whose day has come")
    return [
        row(holder.name, holder.label, sides, partial(_passports, question=holder)),
        numbers("promises_made", made, sides, lambda s: whole(s.promised.made)),
        numbers("promises_due", due, sides, lambda s: whole(s.promised.due)),
        numbers("promises_kept_percent", _("Commitments kept, per cent"), sides, _kept),
    ]


def _passports(side: Side, *, question: Question) -> Cell:
    said = side.passports
    if said is None and side.flags.get("employs_migrants") is False:
        return Cell(None, _("No migrant workers"))
    return Cell(said, text_of(question, said), anchor="answers") if said else silent(side)


def _kept(side: Side) -> Cell:
    percent = side.promised.percent
    return NOTHING if percent is None else Cell(percent, number_text(percent), float(percent))


def _criteria(sides: Sequence[Side]) -> list[Part]:
    """Theme by theme: its score, and the outcome of each criterion."""
    rules = catalogue()
    score = _("Score of the theme, of 100")
    return [
        Part(
            in_language(dict(theme.title)),
            [
                numbers(f"theme:{theme.id}", score, sides, partial(_theme, theme=theme.id)),
                *(_criterion(each, sides) for each in rules.criteria if each.theme == theme.id),
            ],
        )
        for theme in rules.themes
    ]


def _theme(side: Side, *, theme: str) -> Cell:
    themes = side.assessed["themes"] if side.is_graded else ()
    found = next((each for each in themes if each["id"] == theme), None)
    if found is None:
        return NOTHING
    if found["score"] is None:
        return Cell(None, str(OUTCOMES["does_not_apply"]))
    return points(Decimal(found["score"]))


def _criterion(criterion: Criterion, sides: Sequence[Side]) -> Row:
    cells = [_outcome(side, criterion.id) for side in sides]
    return Row(criterion.id, in_language(dict(criterion.title)), cells, "outcome", criterion.id)


def _outcome(side: Side, criterion: str) -> Cell:
    found = side.findings.get(criterion)
    return NOTHING if found is None else Cell(found, str(OUTCOMES[found]), anchor=criterion)
