"""Names of batches."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from gapboard.history import new_batch_id, undo_batch_id, undone_batch

ROOT = Path(__file__).parents[3]
AT = dt.datetime(2026, 11, 22, 13, 5, 9, 42, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def test_time_in_utc_then_name_then_a_random_end() -> None:
    name, end = new_batch_id(AT, "李 明_(统计局)").rsplit("-", 1)
    assert name == "20261122T050509000042Z-李明统计局"
    assert len(end) == 8
    assert int(end, 16) >= 0


def test_nothing_of_a_name_that_is_all_signs_and_little_of_a_long_one() -> None:
    assert new_batch_id(AT, "=@,").split("-")[1] == "x"
    assert new_batch_id(AT, "a" * 50).split("-")[1] == "a" * 20


def test_text_order_is_time_order_across_time_zones() -> None:
    later = (AT + dt.timedelta(microseconds=1)).astimezone(dt.timezone(dt.timedelta(hours=-9)))
    assert new_batch_id(AT, "z") < new_batch_id(later, "a")


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        new_batch_id(AT.replace(tzinfo=None), "x")


@pytest.mark.crash  # twenty processes that import the domain first
def test_unique_among_twenty_processes_in_one_microsecond() -> None:
    code = (
        "import datetime as d; from gapboard.history.ids import new_batch_id as n\n"
        "print(*(n(d.datetime(2026, 1, 1, tzinfo=d.UTC), 'x') for _ in range(50)))"
    )
    command = [sys.executable, "-c", code]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) for _ in range(20)]
    names = [name for process in running for name in process.communicate()[0].split()]
    assert len(names) == 1000
    assert len(set(names)) == 1000


@pytest.mark.parametrize(
    ("batch", "way"),
    [
        ("b", "undo"),
        ("20261122T050509000042Z-李明-1f2e3d4c", "undo"),
        ("undo-b-00000000", "redo"),
        ("redo-undo-b-00000000-00000001", "undo"),
        ("undo-undo-b-00000000-00000001", "undo"),  # as a redo was called before
    ],
)
def test_an_undo_names_what_it_undoes(batch: str, way: str) -> None:
    name = undo_batch_id(batch)
    assert name.startswith(f"{way}-{batch}-")
    assert undone_batch(name) == batch


@pytest.mark.parametrize("batch", ["b", "undo-b", "undo--00000000", "undo-b-0000000g", "redo-b-00000000"])
def test_ordinary_names(batch: str) -> None:
    assert undone_batch(batch) is None
