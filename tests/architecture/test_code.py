"""How the application's own code is written."""

import ast

import pytest

from tests.architecture.source import PROJECT, functions, imported_names, modules

LONGEST_FUNCTION = 40
LONGEST_MODULE = 250
NEVER_NAMES = {"utils", "helpers", "common", "manager"}
CLOCK_READS = {"now", "utcnow", "today", "time", "monotonic"}
CLOCKS = {"datetime", "date", "time", "datetime.datetime", "datetime.date"}
ASKS_WHEN_NOBODY_SAYS = {"registry/notices.py"}
"""Flask-Security asks for its letters without saying when."""
HEAVY = {"pandas", "openpyxl", "pyarrow", "reportlab", "pikepdf", "pypdfium2", "PIL", "numpy"}
HEAVY |= {"boto3", "botocore", "distributed", "docx"}
MAY_IMPORT_LATE = ("registry/reports/", "registry/exchange/", "registry/uploads/")
MAY_IMPORT_LATE += ("registry/storage", "registry/bulk/", "registry/open_data/")
MAY_IMPORT_LATE += ("registry/public/listing/",)

MODULES = dict(modules())
EVERYTHING = pytest.mark.parametrize("name", MODULES)


@EVERYTHING
def test_a_module_fits_in_the_head(name):
    lines = len((PROJECT / name).read_text().splitlines())
    assert lines <= LONGEST_MODULE, f"{lines} lines; divide it by subject"


@EVERYTHING
def test_a_function_fits_on_a_screen(name):
    long = {
        f"{function.name} (line {function.lineno})": length
        for function in functions(MODULES[name])
        if (length := function.end_lineno - function.lineno + 1) > LONGEST_FUNCTION
    }
    assert not long


@EVERYTHING
def test_names_say_what_is_inside(name):
    assert NEVER_NAMES.isdisjoint(name.removesuffix(".py").split("/"))


@EVERYTHING
def test_only_the_clock_module_reads_the_clock(name):
    if name == "registry/clock.py":
        return
    reads = [
        f"{ast.unparse(node.func)}() at line {node.lineno}"
        for node in ast.walk(MODULES[name])
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCK_READS
        and ast.unparse(node.func.value) in CLOCKS
    ]
    assert not reads, "take the instant or the day as an argument"


@EVERYTHING
def test_only_views_and_commands_ask_what_time_it_is(name):
    if _answers_a_person(name) or name in ASKS_WHEN_NOBODY_SAYS:
        return
    asked = [
        ast.unparse(node)
        for node in ast.walk(MODULES[name])
        if (isinstance(node, ast.Attribute) and ast.unparse(node) in {"clock.now", "clock.today"})
        or ("registry.clock", "now") in imported_names(node)
        or ("registry.clock", "today") in imported_names(node)
    ]
    assert not asked, "take the instant or the day as an argument"


def _answers_a_person(name):
    """A command, a view, or what a view hands the request to."""
    from_flask = {wanted for node in ast.walk(MODULES[name]) for wanted in imported_names(node)}
    return name.startswith("registry/commands/") or not from_flask.isdisjoint(
        {("flask", "request"), ("registry.auth", "access")}
    )


@EVERYTHING
def test_imports_stand_at_the_top(name):
    late = [
        f"{module} at line {node.lineno}"
        for function in functions(MODULES[name])
        for node in ast.walk(function)
        for module, _ in imported_names(node)
        if not (name.startswith(MAY_IMPORT_LATE) and _is_heavy(module))
    ]
    assert not late, "an import in a function hides a cycle: move the code"


def _is_heavy(module):
    """Whether a module costs much to load, or draws on one that does."""
    return module.split(".")[0] in HEAVY or module.startswith("registry.reports.")


@EVERYTHING
def test_no_import_is_for_the_type_checker_only(name):
    assert "TYPE_CHECKING" not in (PROJECT / name).read_text()
