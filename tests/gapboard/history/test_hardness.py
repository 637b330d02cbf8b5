"""Many writers at once, killed writers, disks that are full, files that are spoilt: nothing is lost.

Slow: twenty processes import at once and others are killed at random moments; fewer would meet no race.
"""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import crash, parallel_import
from gapboard.history import undo
from gapboard.kernel.faults import DataFault
from gapboard.ledger import COLUMNS, CsvStore
from tests.gapboard.history.small import at, rows

ROOT = Path(__file__).parents[3]


@pytest.fixture
def store(tmp_path: Path) -> CsvStore:
    """An empty ledger in a file."""
    path = tmp_path / "actuals.csv"
    path.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    return CsvStore(path)


@pytest.mark.crash
def test_twenty_processes_import_at_once(tmp_path) -> None:
    before = len(CsvStore(ROOT / "data" / "actuals.csv").read().rows)  # what the benchmark begins with
    result = parallel_import.run(tmp_path, processes=20, batches=2, size=7)
    assert result.problems == ()
    assert result.acknowledged == 40
    assert result.rows == before + 40 * 7


def test_the_check_of_the_twenty_would_notice(tmp_path, store) -> None:
    store.append(rows("a", {"x": 1}))
    before = store.path.read_bytes()
    made = parallel_import.batch_rows(store.read().rows, "p", "b", 2)
    store.append(made[:1])
    assert parallel_import.check(store.path, before, [], 2) == []
    assert parallel_import.check(store.path, before, ["b"], 1) == []
    assert parallel_import.check(store.path, before, ["b", "c"], 2) == ["batch b is not whole", "batch c is not whole"]
    assert parallel_import.check(store.path, before, ["b", "b"], 1) == ["two batches have one name"]
    assert len(parallel_import.check(store.path, b"other", [], 1)) == 1


@pytest.mark.crash
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_random_moments() -> None:
    # In a process of its own: it forks, and pytest's process has threads of other tests.
    command = [sys.executable, str(ROOT / "benchmarks" / "crash.py"), "--kills", "40", "--seed", "7"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "40 kills" in done.stdout
    assert ": 0 lost or torn" in done.stdout


@pytest.mark.parametrize(
    ("found", "acknowledged", "outcome"),
    [
        (b"old", False, crash.Outcome.OLD),
        (b"old", True, crash.Outcome.LOST),
        (b"old new", False, crash.Outcome.NEW),
        (b"old new", True, crash.Outcome.ACKNOWLEDGED),
        (b"old n", False, crash.Outcome.TORN),
        (b"", True, crash.Outcome.TORN),
    ],
)
def test_how_a_kill_is_judged(found: bytes, acknowledged: bool, outcome: crash.Outcome) -> None:
    assert crash.judge(b"old", b"old new", found, acknowledged) is outcome


def break_header(store: CsvStore) -> None:
    store.path.write_bytes(store.path.read_bytes().replace(b"region", b"Region", 1))


def save_as_gb18030(store: CsvStore) -> None:
    store.path.write_bytes(store.path.read_text(encoding="utf-8").encode("gb18030"))


def cut_the_last_row(store: CsvStore) -> None:
    store.path.write_bytes(store.path.read_bytes().rpartition(b",")[0])


def let_excel_reformat_the_time(store: CsvStore) -> None:
    text = store.path.read_text(encoding="utf-8")
    store.path.write_text(text.replace("2026-11-22T12:00:00+00:00", "2026/11/22 12:00"), encoding="utf-8")


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (break_header, "wrong_header"),
        (save_as_gb18030, "not_utf8"),
        (cut_the_last_row, "wrong_column_count"),
        (let_excel_reformat_the_time, "bad_time"),
    ],
)
def test_a_ledger_edited_into_nonsense_is_named_and_left_as_it_is(store, spoil, code: str) -> None:
    store.append(rows("a", {"x": 1, "y": 2}))
    spoil(store)
    before = store.path.read_bytes()
    with pytest.raises(DataFault) as caught:
        undo(store, "a", by="王", at=at(1))
    assert code in [fault.code for fault in caught.value.faults]
    assert all(fault.line for fault in caught.value.faults)
    assert store.path.read_bytes() == before


def test_a_read_only_ledger(store) -> None:
    store.append(rows("a", {"x": 1}))
    before = store.path.read_bytes()
    store.path.chmod(0o444)
    with pytest.raises(DataFault) as caught:
        undo(store, "a", by="王", at=at(1))
    assert [fault.code for fault in caught.value.faults] == ["not_written"]
    assert store.path.read_bytes() == before


def test_a_full_disk(store, monkeypatch, now) -> None:
    store.append(rows("a", {"x": 1}))
    before = store.path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(DataFault) as caught:
            undo(store, "a", by="王", at=at(1))
    assert [fault.code for fault in caught.value.faults] == ["not_written"]
    assert store.path.read_bytes() == before
    undo(store, "a", by="王", at=at(2))
    assert now() == {}


def test_a_ledger_that_is_gone(store) -> None:
    store.path.unlink()
    with pytest.raises(DataFault) as caught:
        undo(store, "a", by="王", at=at(1))
    assert [fault.code for fault in caught.value.faults] == ["no_file"]
    assert not store.path.exists()
