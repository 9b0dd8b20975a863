"""``registry score``: filings in, assessments out."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from registry.cli import main
from registry.commands.score import REFUSED, STOPPED
from registry.scoring.schema import schema
from tests.bulk.lines import BLANK, write_filings

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "filings.jsonl"
TYPED = (sys.executable, "-c", "from registry.cli import main; main()", "score", "--brief")


def score(*lines, options=()):
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    result = run("-", *options, input=text)
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


def run(*words, **settings):
    return CliRunner().invoke(main, ["score", "--processes", "1", *words], **settings)


@pytest.fixture
def file(tmp_path):
    (tmp_path / "filings.jsonl").write_bytes(BLANK)
    return str(tmp_path / "filings.jsonl")


def _hear_ctrl_c():
    """Tests that run in the background of a shell hand down that Ctrl-C is ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def typed():
    """The command in processes of its own, fed by a pipe that stays open."""
    process = subprocess.Popen(
        [*TYPED, "--processes", "2", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=_hear_ctrl_c,
    )
    process.stdin.write(BLANK * 500)
    process.stdin.flush()
    process.stdout.readline()
    yield process
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        stream.close()


def test_each_filing_gets_one_assessment():
    status, results = score(
        {"filing_period_end": "2025-12-31"}, {"filing_period_end": "2024-12-31"}
    )
    assert status == 0
    assert [result["assessment"]["on"] for result in results] == ["2025-12-31", "2024-12-31"]


def test_a_date_can_be_given_for_all():
    _status, [result] = score({"filing_period_end": "2025-12-31"}, options=["--on", "2024-06-30"])
    assert result["assessment"]["on"] == "2024-06-30"


def test_in_brief_there_are_no_sentences():
    _status, [result] = score({"filing_period_end": "2025-12-31"}, options=["--brief"])
    assert "findings" not in result["assessment"]
    assert result["assessment"]["outcomes"]["GOV-01"] == "not_disclosed"


def test_an_unreadable_line_is_named_and_the_others_are_assessed():
    result = run("-", input=b"not JSON\n" + BLANK)
    bad, good = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == REFUSED
    assert (bad["file"], bad["line"], bad["error"]["field"]) == ("-", 1, "line")
    assert "assessment" in good
    assert result.stderr.startswith("-, line 1: line: write one JSON object")
    assert "Filings scored: 1. Lines refused: 1." in result.stderr


def test_the_example_of_the_documentation_can_be_scored():
    lines = EXAMPLE.read_text("utf-8").splitlines()
    for line in lines:
        Draft202012Validator(schema()).validate(json.loads(line))
    status, results = score(*lines)
    assert status == 0
    assert [(each["reference"], each["assessment"]["grade"]) for each in results] == [
        ("EXAMPLE-repaid", "B"),
        ("EXAMPLE-blank", "D"),
        ("EXAMPLE-untested", "C"),
    ]


def test_a_file_of_excel_begins_with_a_mark_and_one_of_old_windows_spoils_its_line_only(tmp_path):
    path = tmp_path / "filings.jsonl"
    line = b'{"filing_period_end": "2025-12-31", "organisation": "Caf\xe9"}\n'
    path.write_bytes(b"\xef\xbb\xbf" + BLANK + line)
    good, bad = map(json.loads, run(str(path)).stdout.splitlines())
    assert "assessment" in good
    assert "UTF-8: byte 57" in bad["error"]["remedy"]


@pytest.mark.parametrize(
    "line",
    [
        '{"filing_period_end": NaN}',
        '{"filing_period_end": "2025-12-31", "grv_median_days": NaN}',
        '{"filing_period_end": "2025-12-31", "filing_period_end": "2024-12-31"}',
        "[" * 100_000,
        '{"filing_period_end": ' + "[" * 100_000,
        '{"filing_period_end": "2025-12-31", "doc_passports_held": 1' + "0" * 5000 + "}",
        "1e999999",
        "null",
        "\0",
    ],
    ids=range(9),
)
def test_no_line_keeps_the_next_from_being_scored(line):
    status, [bad, good] = score(line, {"filing_period_end": "2025-12-31"})
    assert status == REFUSED
    assert bad["error"]["remedy"]
    assert "assessment" in good


def test_several_files_are_scored_in_turn_and_each_line_says_where_it_was(file, tmp_path):
    other = tmp_path / "others.jsonl"
    other.write_bytes(BLANK * 2)
    results = map(json.loads, run(file, str(other)).stdout.splitlines())
    assert [(each["file"], each["line"]) for each in results] == [
        (file, 1), (str(other), 1), (str(other), 2)
    ]  # fmt: skip


def test_results_can_go_to_a_file(file, tmp_path):
    result = run(file, "--output", str(tmp_path / "results.jsonl"))
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads((tmp_path / "results.jsonl").read_bytes())["line"] == 1


def test_the_filings_are_never_written_over(file):
    result = run(file, "--output", file)
    assert result.exit_code == 2
    assert Path(file).read_bytes() == BLANK


def test_a_full_disk_is_told(file):
    result = run(file, "--output", "/dev/full")
    assert result.exit_code == STOPPED
    assert "cannot write to /dev/full: No space left on device" in result.stderr


def test_a_scheduler_is_of_dask(file):
    assert run(file, "--scheduler", "tcp://127.0.0.1:1").exit_code == 2


def test_without_dask_the_way_to_it_is_told(file, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = run(file, "--engine", "dask")
    assert result.exit_code == STOPPED
    assert "pip install" in result.stderr


def test_all_processors_give_the_same_bytes_as_one(tmp_path):
    path = write_filings(tmp_path / "filings.jsonl", 300)
    one, all_of_them = (
        subprocess.run([*TYPED, *options, path], capture_output=True, check=False)
        for options in (("--processes", "1"), ())
    )
    assert one.returncode == all_of_them.returncode == REFUSED
    assert one.stdout == all_of_them.stdout


def test_interrupted_it_stops_at_once_and_leaves_no_process(typed):
    processes = psutil.Process(typed.pid).children(recursive=True)
    typed.send_signal(signal.SIGINT)
    assert typed.wait(timeout=60) == STOPPED
    assert typed.stderr.read().decode() == "Error: interrupted\n"
    assert not psutil.wait_procs(processes, timeout=10)[1]


def test_killed_it_leaves_no_process(typed):
    processes = psutil.Process(typed.pid).children(recursive=True)
    assert len(processes) == 2
    typed.kill()
    assert not psutil.wait_procs(processes, timeout=10)[1]


def test_when_a_process_dies_the_place_is_told(typed):
    psutil.Process(typed.pid).children()[0].kill()
    _out, told = typed.communicate(BLANK * 500, timeout=60)
    assert typed.returncode == STOPPED
    assert b"Error: stopped at -, line " in told


def test_a_reader_that_goes_away_ends_it_without_a_word(typed):
    typed.stdout.close()
    with pytest.raises(BrokenPipeError):
        while True:
            typed.stdin.write(BLANK * 500)
    assert typed.wait(timeout=60) == REFUSED
    assert b"Traceback" not in typed.stderr.read()
