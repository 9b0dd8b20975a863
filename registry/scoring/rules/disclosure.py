"""Disclosure quality."""

from collections.abc import Mapping

from registry.scoring.case import Case, Rule, met, not_disclosed, not_met, partly, unanswered
from registry.scoring.consistency import unexplained
from registry.scoring.model import Values, Verdict


def answers_agree(case: Case, values: Values) -> Verdict:
    """DIS-01. Blank tables agree with everything, which is no merit."""
    if blank := _blank_tables(case):
        return not_disclosed("nothing_to_compare", tables=blank)
    count = unexplained(case.inconsistencies)
    if not count:
        return met("agree")
    checks = [each.check.id for each in case.inconsistencies if each.weight]
    if count <= values["partly_open"]:
        return partly("few", open=count, checks=checks)
    return not_met("many", open=count, checks=checks)


def _blank_tables(case: Case) -> list[str]:
    """The tables with which other answers are compared, where nothing is in them."""
    needed = ["workforce", "corridors", "fees"] if case.flags.recruited else ["workforce"]
    return [name for name in needed if all(row == type(row)() for row in case.answers.tables[name])]


def easy_to_find(case: Case, values: Values) -> Verdict:
    """DIS-02. A blank address means that there is no link."""
    needed = ["filing_languages"]
    if case.flags.filed_before:
        needed.append("filing_archive_years")
    if verdict := unanswered(case, *needed):
        return verdict
    languages = case.answers.words("filing_languages") or frozenset()
    linked = case.answers.word("filing_homepage_link") is not None
    kept = (case.answers.count("filing_archive_years") or 0) >= values["archive_years"]
    if not languages.issuperset(values["languages"]):
        return partly("one_language") if linked else not_met("hidden")
    if not linked:
        return partly("not_linked")
    return met("easy") if kept or not case.flags.filed_before else partly("not_kept")


def limits_are_stated(case: Case, values: Values) -> Verdict:
    """DIS-03."""
    needed = ("dis_limits_stated", "dis_restrictions_disclosed", "dis_assurance")
    if verdict := unanswered(case, *needed):
        return verdict
    answers = case.answers
    if not (answers.yes("dis_limits_stated") and answers.yes("dis_restrictions_disclosed")):
        return not_met("not_stated")
    if answers.word("dis_assurance") != values["met_assurance"]:
        return partly("not_assured")
    return met("stated")


RULES: Mapping[str, Rule] = {
    "DIS-01": answers_agree,
    "DIS-02": easy_to_find,
    "DIS-03": limits_are_stated,
}
