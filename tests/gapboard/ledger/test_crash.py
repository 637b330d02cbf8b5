"""Writers that are killed, that meet a full disk, or that all write at once never harm ledger, register or evidence.

Slow: writers are processes of their own, which take a while to start before they can be killed.
"""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gapboard.kernel.faults import DataFault
from gapboard.ledger import COLUMNS, CsvStore, Store
from gapboard.ledger.evidence_files import EvidenceFiles
from gapboard.ledger.reports import open_reports
from gapboard.ledger.store import open_database
from tests.gapboard.ledger import kill_writer
from tests.gapboard.stores import where

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
KILLS = int(os.environ.get("GAPBOARD_KILLS", "40"))
KILLS_IN_A_DATABASE = 4
HEADER = ",".join(COLUMNS) + "\n"
needs_sigkill = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")


@pytest.fixture
def store(tmp_path) -> CsvStore:
    path = tmp_path / "actuals.csv"
    path.write_text(HEADER, encoding="utf-8")
    return CsvStore(path)


@pytest.fixture(params=["csv", pytest.param("postgres", marks=pytest.mark.postgres)])
def either(request: pytest.FixtureRequest) -> Store:
    """An empty ledger in a file, or in a database."""
    if request.param == "csv":
        return request.getfixturevalue("store")
    return open_database(request.getfixturevalue("database").url)


def start(store: Store, *arguments: object, folder: Path | None = None) -> subprocess.Popen[str]:
    """A writer of a process of its own; evidence goes into the ledger's folder, or into ``folder``."""
    beside = folder or Path(where(store)).parent
    command = [sys.executable, str(HERE / "kill_writer.py"), str(beside), where(store), *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def temporary_files(store: CsvStore) -> list[Path]:
    return [path for path in store.path.parent.iterdir() if path.name.endswith(".tmp")]


def whole_batches(store: Store, name: str) -> list[int]:
    """The numbers of the writer's batches in the file, in order; fails if one is not whole."""
    rows = [row for row in store.read().rows if row.batch.startswith(f"{name}-")]
    numbers: list[int] = []
    while rows:
        number = int(rows[0].batch.removeprefix(f"{name}-"))
        expected = kill_writer.batch(name, number)
        assert rows[: len(expected)] == expected
        rows = rows[len(expected) :]
        numbers.append(number)
    return numbers


def reported(store: Store, name: str, folder: Path | None = None) -> list[int]:
    """The numbers of the writer's lots of reports in order; fails if one is not whole, or its file is not."""
    found = [row for row in open_reports(store).read() if row.batch.startswith(f"{name}-")]
    numbers = list(dict.fromkeys(int(row.batch.removeprefix(f"{name}-").partition(".")[0]) for row in found))
    assert found == [row for number in numbers for row in kill_writer.progress(name, number)]
    files = EvidenceFiles(folder or Path(where(store)).parent)
    assert all(
        files.read(row.sha256)[0] == kill_writer.evidence(name, int(float(row.batch[len(name) + 1 :]))) for row in found
    )
    return numbers


@pytest.mark.crash
@needs_sigkill
def test_killed_at_any_moment_the_file_holds_whole_batches(store) -> None:
    in_file: list[int] = []
    told: list[int] = []
    for kill in range(KILLS):
        first = len(in_file)
        writer = start(store, "w", first, 1_000_000)
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(kill * 0.618 % 1 * 0.05)  # spread over the time of several batches
        writer.kill()
        # A batch is acknowledged by a whole line; the last may have been cut off.
        acknowledged = [int(line) for line in writer.communicate()[0].splitlines(keepends=True) if line.endswith("\n")]
        assert acknowledged == list(range(first, first + len(acknowledged)))
        in_file = whole_batches(store, "w")
        assert in_file == list(range(len(in_file)))
        assert len(in_file) - first - len(acknowledged) in (0, 1)
        told += acknowledged
        in_register = reported(store, "w")
        assert in_register == sorted(set(in_register)) and set(told) <= set(in_register) <= set(in_file)
    open_reports(store).add(kill_writer.progress("last", 0))
    store.append(kill_writer.batch("last", 0))
    assert whole_batches(store, "last") == [0]
    assert temporary_files(store) == []


@pytest.mark.crash
@needs_sigkill
@pytest.mark.parametrize("moment", kill_writer.MOMENTS)
@pytest.mark.parametrize("what", ["register", "evidence"])
def test_killed_at_this_moment_beside_the_ledger(store, what: str, moment: str) -> None:
    open_reports(store).add(kill_writer.progress("old", 0))
    files, content = EvidenceFiles(store.path.parent), kill_writer.evidence("w", 2)
    files.keep(kill_writer.evidence("old", 0), "pdf")
    writer = start(store, "w", 2, 1, what, moment)
    assert writer.communicate()[0] == "ready\n"
    assert writer.returncode == -signal.SIGKILL
    done = moment == "after the renaming"
    batches = [row.batch for row in open_reports(store).read()]
    assert batches == ["old-0.0", *(["w-2.0", "w-2.1", "w-2.2"] if done and what == "register" else [])]
    kept = files.path(kill_writer.progress("w", 2)[0].sha256)
    assert (kept is not None) == (done and what == "evidence")
    files.keep(content, "pdf")
    open_reports(store).add(kill_writer.progress("x", 2))
    assert files.read(kill_writer.progress("w", 2)[0].sha256) == (content, "pdf")


@pytest.mark.crash
@needs_sigkill
def test_killed_while_reporting_to_a_database(database, tmp_path: Path) -> None:
    """Slow: the writers start one after the other."""
    store, told = open_database(database.url), []
    for kill in range(KILLS_IN_A_DATABASE):
        first = len(reported(store, "w", tmp_path))
        writer = start(store, "w", first, 1_000_000, folder=tmp_path)
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        told.append(int(writer.stdout.readline()))
        time.sleep(kill * 0.618 % 1 * 0.1)  # spread over the time of several lots
        writer.kill()
        told += [int(line) for line in writer.communicate()[0].splitlines(keepends=True) if line.endswith("\n")]
        found = reported(store, "w", tmp_path)
        assert found == list(range(len(found))) and set(told) <= set(found)


@pytest.mark.crash
@needs_sigkill
@pytest.mark.parametrize("moment", kill_writer.IN_A_DATABASE)
def test_killed_at_this_moment_in_a_database(database, tmp_path: Path, moment: str) -> None:
    """A lot of four reports is there as a whole or not at all, and the next writer's turn comes."""
    store = open_database(database.url)
    EvidenceFiles(tmp_path).keep(kill_writer.evidence("w", 3), "pdf")
    writer = start(store, "w", 3, 1, "register", moment, folder=tmp_path)
    assert writer.communicate()[0] == "ready\n"
    assert writer.returncode == -signal.SIGKILL
    assert reported(store, "w", tmp_path) == ([3] if moment == "after the rows are sent" else [])
    open_reports(store).add(kill_writer.progress("x", 3))
    assert len(open_reports(store).read()) == (8 if moment == "after the rows are sent" else 4)


@pytest.mark.crash
@needs_sigkill
@pytest.mark.parametrize("moment", kill_writer.MOMENTS)
def test_killed_at_this_moment(store, moment: str) -> None:
    store.append(kill_writer.batch("old", 3))
    before = store.path.read_bytes()
    writer = start(store, "w", 2, 1, "ledger", moment)
    assert writer.communicate()[0] == "ready\n"
    assert writer.returncode == -signal.SIGKILL
    if moment == "after the renaming":
        assert whole_batches(store, "w") == [2]
    else:
        assert store.path.read_bytes() == before
        assert len(temporary_files(store)) == 1
    store.append(kill_writer.batch("w", 3))
    assert whole_batches(store, "w")[-1] == 3
    assert temporary_files(store) == []


@pytest.mark.crash
def test_twenty_processes_at_once(either: Store, tmp_path: Path) -> None:
    """Slow: twenty processes start on two processors."""
    writers = [start(either, f"p{number}", 0, 5, folder=tmp_path) for number in range(20)]
    for writer in writers:
        assert writer.communicate()[0].split() == ["ready", "0", "1", "2", "3", "4"]
        assert writer.returncode == 0
    assert [whole_batches(either, f"p{number}") for number in range(20)] == [[0, 1, 2, 3, 4]] * 20
    assert [reported(either, f"p{number}", tmp_path) for number in range(20)] == [[0, 1, 2, 3, 4]] * 20
    # Of five batches 0 … 4, with 1, 2, 3, 4 and 1 rows.
    assert len(either.read().rows) == len(open_reports(either).read()) == 20 * 11
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.parametrize("step", ["open", "write", "fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(store, monkeypatch, step: str) -> None:
    store.append(kill_writer.batch("old", 3))
    before = store.path.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    class FullFile:
        def __init__(self, handle: int, _: str) -> None:
            self.handle = handle

        def __enter__(self) -> "FullFile":
            return self

        def __exit__(self, *_: object) -> None:
            os.close(self.handle)

        def write(self, content: bytes) -> None:
            os.write(self.handle, content[: len(content) // 2])
            full()

    real_open = os.open

    def open_no_temporary(path, *arguments):
        return full() if str(path).endswith(".tmp") else real_open(path, *arguments)

    with monkeypatch.context() as patch:
        if step == "open":
            patch.setattr(os, "open", open_no_temporary)
        elif step == "write":
            patch.setattr(os, "fdopen", FullFile)
        else:
            patch.setattr(os, step, full)
        with pytest.raises(DataFault) as caught:
            store.append(kill_writer.batch("new", 1))
    (fault,) = caught.value.faults
    assert (fault.code, fault.details) == ("not_written", {"reason": "No space left on device"})
    assert store.path.read_bytes() == before
    assert temporary_files(store) == []
    store.append(kill_writer.batch("new", 1))
    assert whole_batches(store, "new") == [1]


def test_a_write_that_the_system_cuts_short(store) -> None:
    resource = pytest.importorskip("resource", reason="not on Windows")
    store.append(kill_writer.batch("old", 3))
    before = store.path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 20, limits[1]))
    try:
        with pytest.raises(DataFault) as caught:
            store.append(kill_writer.batch("new", 1))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert caught.value.faults[0].code == "not_written"
    assert store.path.read_bytes() == before
    assert temporary_files(store) == []


def test_rows_in_place_are_not_reported_as_unwritten(store, monkeypatch) -> None:
    """A folder that cannot be synchronised comes after the renaming: the rows must not be entered twice."""
    real = os.fsync
    calls: list[int] = []

    def second_fails(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(errno.EINVAL, "Invalid argument")
        real(handle)

    monkeypatch.setattr(os, "fsync", second_fails)
    store.append(kill_writer.batch("new", 1))
    assert whole_batches(store, "new") == [1]
    assert len(calls) == (1 if os.name == "nt" else 2)


def test_interrupted_from_the_keyboard(store, monkeypatch) -> None:
    before = store.path.read_bytes()

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            store.append(kill_writer.batch("new", 1))
    assert store.path.read_bytes() == before
    assert temporary_files(store) == []
    store.append(kill_writer.batch("new", 1))  # the lock was given back


def test_only_this_ledger_s_leftovers_are_removed(store, tmp_path) -> None:
    ours = tmp_path / ".actuals.csv.123-ab.tmp"
    others = [tmp_path / name for name in (".targets.yaml.1.tmp", "actuals.csv.tmp", ".actuals.csv", "x.tmp")]
    for path in (ours, *others):
        path.write_text("half", encoding="utf-8")
    store.append(kill_writer.batch("new", 1))
    assert not ours.exists()
    assert all(path.exists() for path in others)


@pytest.mark.skipif(os.name == "nt", reason="Windows folders have no such mode")
def test_a_folder_that_cannot_be_written(store, tmp_path) -> None:
    tmp_path.chmod(0o555)
    try:
        if os.access(tmp_path, os.W_OK):
            pytest.skip("root may write anywhere")
        with pytest.raises(DataFault) as caught:
            store.append(kill_writer.batch("new", 1))
    finally:
        tmp_path.chmod(0o755)
    assert caught.value.faults[0].code == "not_written"
    assert store.path.read_text(encoding="utf-8") == HEADER
