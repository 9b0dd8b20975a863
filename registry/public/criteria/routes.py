"""How filings are judged: every criterion, gate, check and dated value, open to anyone."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from registry.assessment import catalogue
from registry.auth import access
from registry.clock import today
from registry.kept_pages import kept
from registry.open_data.words import ABOUT, LEVELS
from registry.public.criteria import dated_values, examples, outcomes, rules
from registry.public.csv_files import csv_answer
from registry.public.figures import formulas
from registry.public.figures.chart_notes_fees import CHARTS
from registry.public.routes import bp
from registry.safe_csv import csv_lines

CRITERIA = "/criteria"


@bp.get(CRITERIA)
@access("anyone")
@kept()
def criteria() -> ResponseReturnValue:
    return render_template("public/criteria.html", catalogue=catalogue(), levels=LEVELS)


@bp.get(f"{CRITERIA}/<string:criterion_id>")
@access("anyone")
@kept()
def criterion(criterion_id: str) -> ResponseReturnValue:
    now = today()
    all_rules = catalogue()
    found = rules.criterion(all_rules, criterion_id) or abort(404)
    counted = outcomes.outcomes_of(found.id, now)
    return render_template(
        "public/criterion.html",
        catalogue=all_rules,
        criterion=found,
        theme=next(each for each in all_rules.themes if each.id == found.theme),
        version=found.version_on(now) or found.versions[-1],
        versions=rules.versions(found, now),
        reasons=rules.reasons(found),
        levels=LEVELS,
        about=ABOUT[found.about],
        outcomes=counted,
        examples=examples.of_criterion(found, counted.newest, now),
        neighbours=rules.neighbours(all_rules, found),
    )


@bp.get(f"{CRITERIA}/<string:criterion_id>.csv")
@access("anyone")
def criterion_csv(criterion_id: str) -> ResponseReturnValue:
    """How many statements of each year and sector had which outcome."""
    found = rules.criterion(catalogue(), criterion_id) or abort(404)
    lines = csv_lines(outcomes.records(found.id, today()), outcomes.COLUMNS)
    return csv_answer(lines, f"register-{found.id}")


@bp.get(f"{CRITERIA}/gates")
@access("anyone")
@kept()
def gates() -> ResponseReturnValue:
    found = catalogue()
    return render_template("public/gates.html", catalogue=found, gates=rules.gates(found, today()))


@bp.get(f"{CRITERIA}/checks")
@access("anyone")
@kept()
def checks() -> ResponseReturnValue:
    found = catalogue()
    return render_template("public/checks.html", catalogue=found, checks=rules.checks(found))


@bp.get("/parameters")
@access("anyone")
@kept()
def parameters() -> ResponseReturnValue:
    listed = dated_values.listed(today())
    verified = [row.verified for parameter in listed for row in parameter.rows]
    return render_template(
        "public/parameters.html",
        catalogue=catalogue(),
        parameters=listed,
        total=len(verified),
        unverified=verified.count(False),
    )


@bp.get("/figures")
@access("anyone")
@kept()
def figures() -> ResponseReturnValue:
    return render_template(
        "public/figures.html", catalogue=catalogue(), formulas=formulas, charts=CHARTS
    )
