"""``registry draw-audits``: says what was drawn, and that there is nothing to draw."""

from registry.commands.context import application
from registry.extensions import db
from tests import factories as make
from tests.short_filings import Office


def test_without_a_short_filing_nothing_is_drawn(run):
    run("migrate")
    result = run("draw-audits", "2026")
    assert result.exit_code == 0
    assert "No published short filing of 2026" in result.output


def test_a_draw_names_its_seed_and_those_drawn_and_is_safe_to_repeat(run):
    run("migrate")
    with application():
        office = Office()
        make.published(office.filing, by=office.signatory)
        reference = office.filing.reference
        db.session.commit()
    result = run("draw-audits", "2026")
    assert "1 of 1 short filings drawn" in result.output
    assert reference in result.output
    assert "No published short filing" in run("draw-audits", "2026").output
