"""What stands in ``statements`` and ``themes`` follows from findings, answers and fee lines.

Pages show these columns (``test_statement``); here each is worked out from the parts in the files.
"""

from tests.figures.bulk import missing
from tests.figures.marks import LEAST, add_up, confidence, next_band, rounded
from tests.figures.recruitment import figures, is_whole
from tests.figures.taken import same


def of_statement(bulk, table, statement_id):
    found = bulk[table]
    return found[found["statement_id"] == statement_id]


def judged(bulk):
    """Every version whose grade is public and stands."""
    found = bulk["statements"]
    found = found[(found["grade_public_on"] <= bulk.today) & found["grade_withdrawn_on"].isna()]
    return found.itertuples()


def test_grades(bulk):
    """Themes, score, band, the three marks and confidence; limits hold the grade down."""
    for statement in judged(bulk):
        findings = of_statement(bulk, "findings", statement.statement_id)
        limits = of_statement(bulk, "limits", statement.statement_id)
        marks = add_up(findings)
        themes = of_statement(bulk, "themes", statement.statement_id)
        assert (
            dict(zip(themes["theme"], themes["score"], strict=True)).keys() == marks.themes.keys()
        )
        for row in themes.itertuples():
            assert same(
                row.score if not missing(row.score) else None, rounded(marks.themes[row.theme])
            )
        for name in ("completeness", "substance", "verification"):
            assert same(getattr(statement, name), rounded(getattr(marks, name))), name
        disagree = of_statement(bulk, "disagreements", statement.statement_id)
        assert statement.confidence == confidence(marks.evidence, set(limits["limit"]), disagree)
        if missing(statement.grade):
            assert limits["cap"].isna().any() or marks.score is None
            continue
        band, grade = marks.band, min([marks.band, *limits["cap"]], key=LEAST.__getitem__)
        assert (statement.band, statement.grade) == (band, grade)
        assert same(statement.score_before_limits, rounded(marks.score, below=next_band(band)))
        assert same(statement.score, rounded(marks.score, below=next_band(grade)))


def test_limits_stand_in_both_tables(bulk):
    """The list in ``statements`` names those of ``limits``, the strictest first."""
    for statement in judged(bulk):
        limits = of_statement(bulk, "limits", statement.statement_id).sort_values("row")
        told = "" if missing(statement.limits) else statement.limits
        assert told == " | ".join(limits["limit"])
        caps = [LEAST.get(cap, -1) for cap in limits["cap"]]
        assert caps == sorted(caps)


def test_figures_of_recruitment(bulk):
    """What workers paid, was repaid, and how they were recruited, from the lines as they stand.

    Where a number about few people is hidden, the sums it is part of are hidden, too.
    """
    whole = [each for each in bulk["statements"].itertuples() if is_whole(bulk, each)]
    assert len(whole) > 50
    for statement in whole:
        for name, wanted in figures(bulk, statement).items():
            shown = getattr(statement, name)
            assert same(None if missing(shown) else shown, wanted), (statement.reference, name)
