"""Writing results."""

import pytest

from registry.bulk.output import OutputError, results_file


def test_a_file_has_its_name_only_when_it_is_whole(tmp_path):
    path = tmp_path / "results.jsonl"
    with results_file(path) as file:
        file.write(b"results")
        assert not path.exists()
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [
        ("results.jsonl", b"results")
    ]


def test_what_was_there_stays_when_scoring_stops(tmp_path):
    path = tmp_path / "results.jsonl"
    path.write_bytes(b"of yesterday")
    with pytest.raises(KeyboardInterrupt), results_file(path) as file:
        file.write(b"half of")
        raise KeyboardInterrupt
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [
        ("results.jsonl", b"of yesterday")
    ]


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    path = tmp_path / "absent" / "results.jsonl"
    with pytest.raises(OutputError, match=r"absent.*No such file"), results_file(path):
        pass
