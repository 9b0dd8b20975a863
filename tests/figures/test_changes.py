"""What changed between versions of a statement and between years, from both in the bulk files."""

import re
from typing import Any

from registry.answers_shown import Question, pages
from registry.wording import OUTCOMES
from tests.figures.answers import Answers, questions
from tests.figures.bulk import Bulk, instant, number
from tests.figures.marks import CRITERIA
from tests.figures.page import Shown
from tests.figures.test_organisations import some_organisations

SOME = 4


def test_versions(bulk, reader):
    amended = bulk.statements[bulk.statements["version"] > 1]
    assert len(amended)
    for after in amended.head(SOME).itertuples():
        before = of_version(bulk, after, after.version - 1)
        place = f"/en/organisations/{after.organisation_id}/{after.year}/versions/{after.version}"
        shown = Shown(reader.page(f"{place}/changes"))
        heads = f"Version {before.version}", f"Version {after.version}"
        terms = _assert_changes(bulk, shown, before, after)
        assert terms.pop("Published before") == f"{heads[0]}, {instant(before.published_at)}"
        assert terms.pop("Published after it") == f"{heads[1]}, {instant(after.published_at)}"
        same = before.document_sha256 == after.document_sha256
        assert terms.pop("The document") == ("The same file" if same else "Another file")
        assert not terms.pop("In the organisation’s words").isdigit()
        assert not terms
        shown.say(f"What version {after.version} changed")
        assert not shown.unexplained(*KNOWN)


KNOWN = (
    r"Beside version \d, which stays .*",
    r".* · statement for reporting year 20\d\d",
    r"The document of version \d \(PDF\).*",
    r"Compare with: .*",
)


def of_version(bulk: Bulk, newer: Any, version: int) -> Any:
    found = bulk["statements"]
    mine = found[found["organisation_id"] == newer.organisation_id]
    return next(mine[(mine["year"] == newer.year) & (mine["version"] == version)].itertuples())


def test_years(bulk, reader):
    """The newest statements of two years that follow each other."""
    pairs = 0
    names = bulk["organisations"].set_index("organisation_id")["name"]
    for organisation_id in some_organisations(bulk):
        mine = bulk.statements[bulk.statements["organisation_id"] == organisation_id]
        found = list(mine.sort_values("year").itertuples())
        for before, after in zip(found, found[1:], strict=False):
            place = f"/en/organisations/{organisation_id}/{after.year}/since/{before.year}"
            shown = Shown(reader.page(place))
            assert not _assert_changes(bulk, shown, before, after)
            shown.say(f"What changed from {before.year} to {after.year}")
            assert not shown.unexplained(re.escape(names[organisation_id]))
            pairs += 1
    assert pairs >= SOME


def _assert_changes(bulk: Bulk, shown: Shown, before: Any, after: Any) -> dict[str, str]:
    """How many answers and outcomes changed, and each; returns what else the summary says."""
    terms = shown.listed("summary-list")
    answers = [Answers(bulk, each.statement_id) for each in (before, after)]
    changed = [name for name in questions() if answers[0].raw(name) != answers[1].raw(name)]
    assert terms.pop("Answers that changed") == number(len(changed))
    counts = set()
    for page in pages():
        of_page = [name for name in changed if name.startswith(f"{page.name}.")]
        _assert_page(shown, page, of_page, answers)
        if of_page:
            word = "answer" if len(of_page) == 1 else "answers"
            counts.add(f"{len(of_page)} {word}")
            assert f"{page.title}{len(of_page)} {word}" in shown.words
    shown.say(*counts)
    outcomes = _outcomes(bulk, before, after)
    said = terms.pop("Outcomes that changed")
    if any(each.grade_public_on > bulk.today for each in (before, after)):
        assert said == "Shown once both assessments are public"
        return terms
    assert said == number(len(outcomes))
    captions = [each for each in shown.captions() if each.startswith("Criteria with another")]
    assert bool(captions) == bool(outcomes)
    for caption in captions:
        assert shown.table(caption) == outcomes
    return terms


def _assert_page(shown: Shown, page: Any, changed: list[str], answers: list[Answers]) -> None:
    caption = f"Answers that changed: {page.title}"
    if not changed:
        assert caption not in shown.captions()
        return
    listed = shown.table(caption)
    assert len(listed) == len(changed)
    for name in changed:
        question = questions()[name]
        columns = " · ".join(str(each.label) for each in question.columns)
        if question.columns:
            before, after = (_rows(question, name, each) for each in answers)
            wanted = [_without(before, after), _without(after, before)]
        else:
            wanted = [each.texts(name) or "Not answered" for each in answers]
        assert listed[f"{question.label}{columns}"] == wanted, name


def _rows(question: Question, name: str, answers: Answers) -> list[str]:
    """The rows of a table as they are written here, without their empty cells."""
    names = [each.name for each in question.columns]
    return [" · ".join(row[n] for n in names if row.get(n)) for row in answers.table(name)]


def _without(rows: list[str], others: list[str]) -> str:
    """The rows that the other side does not have."""
    return "".join(row for row in rows if row not in others) or "No row of its own"


def _outcomes(bulk: Bulk, before: Any, after: Any) -> dict[str, list[str]]:
    """The criteria that both judge, with different outcomes."""
    findings = bulk["findings"]
    older, newer = (
        findings[findings["statement_id"] == each.statement_id].set_index("criterion")["outcome"]
        for each in (before, after)
    )
    return {
        CRITERIA[criterion].title["en"]: [str(OUTCOMES[older[criterion]]), str(OUTCOMES[outcome])]
        for criterion, outcome in newer.items()
        if criterion in older and older[criterion] != outcome
    }
