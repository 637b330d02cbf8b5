"""Readers: how many at once, who waits, what they may take, and that their places are given back.

Over a second where files of 49 MB are read in processes whose memory is measured.
"""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from gapboard.intake import limits, read_workbook, readers
from gapboard.kernel.faults import DataFault
from tests.gapboard.intake.conftest import fault_of
from tests.gapboard.intake.test_biff import BOF, EOF, HEAD, container, record


@pytest.fixture
def places(monkeypatch: pytest.MonkeyPatch) -> readers.Places:
    """One place, and one chair to wait on."""
    made = readers.Places(1, 1)
    monkeypatch.setattr(readers, "_places", made)
    return made


def small() -> str:
    return read_workbook(b"a,b\n1,2\n", "a.csv").kind


def test_the_server_has_two_readers_at_most() -> None:
    assert limits.READERS == 2


def test_who_comes_third_waits_and_says_so(places: readers.Places) -> None:
    said, read = threading.Event(), list[str]()

    def later() -> None:
        read.append(read_workbook(b"a,b\n1,2\n", "a.csv", waits=said.set).kind)

    waiting = threading.Thread(target=later)
    with places.place("first", lambda: None):
        waiting.start()
        assert said.wait(10)
        assert not read
        assert fault_of(small) == "readers_busy"  # the chair is taken
    waiting.join(10)
    assert read == ["csv"]
    assert small() == "csv"


def test_nobody_waits_for_ever(places: readers.Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WAIT_SECONDS", 0)
    with places.place("first", lambda: None):
        assert fault_of(small) == "readers_busy"
        assert fault_of(small) == "readers_busy"  # the chair was given back


def test_who_gives_up_waiting_leaves_the_chair(places: readers.Places) -> None:
    class Left(Exception):
        pass

    def leave() -> None:
        raise Left

    with places.place("first", lambda: None):
        for _ in range(2):
            with pytest.raises(Left):
                read_workbook(b"a,b\n", "a.csv", waits=leave)
    assert small() == "csv"


def kill_the_reader(seen: list[subprocess.Popen[bytes]]) -> None:
    while not seen:
        time.sleep(0.01)
    os.kill(seen[0].pid, signal.SIGKILL)


def test_a_reader_that_is_killed_gives_its_place_back(places: readers.Places, monkeypatch: pytest.MonkeyPatch) -> None:
    started = list[subprocess.Popen[bytes]]()

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, *args: object, **more: object) -> None:
            super().__init__(*args, **more)  # type: ignore[call-overload]
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    killer = threading.Thread(target=kill_the_reader, args=(started,))
    killer.start()
    # Longer than the killer needs: a million rows.
    assert fault_of(lambda: read_workbook(b"1\n" * 1_000_000, "a.csv")) == "too_slow"
    killer.join()
    assert started[0].returncode == -signal.SIGKILL
    assert small() == "csv"


def test_what_goes_wrong_while_an_answer_is_taken_ends_the_reader(places: readers.Places) -> None:
    with (
        pytest.raises(ZeroDivisionError),
        readers.answer_of(b"1\n" * 1_000_000, "a.csv", None, lambda: None) as lines,
    ):
        next(lines)
        raise ZeroDivisionError
    assert small() == "csv"


def test_a_reader_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    start = subprocess.Popen
    monkeypatch.setattr(limits, "READER_SECONDS", -9.5)  # ten more are allowed
    monkeypatch.setattr(subprocess, "Popen", lambda _, **more: start(["sleep", "60"], **more))
    assert fault_of(small) == "too_slow"


PEAK = """
import resource, sys
from gapboard.intake import read_workbook
from gapboard.kernel.faults import DataFault
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
data = {data}
try:
    print(len(read_workbook(data, "a").sheets[0].rows))
except DataFault as fault:
    print(fault.faults[0].code)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10)
"""


def peak(data: str) -> tuple[str, int, int]:
    """What comes of a file, the most memory of its reader, and what reading added to the process itself, in MB."""
    done = subprocess.run([sys.executable, "-c", PEAK.format(data=data)], capture_output=True, text=True, check=True)
    answer, child, own = done.stdout.split()
    return answer, int(child), int(own)


def far_apart() -> bytes:
    """An old Excel file of one full sector of records: two cells at opposite corners of a sheet."""
    name = record(0x0085, "IBBBB1s", len(BOF + HEAD + EOF) + 13, 0, 0, 1, 0, b"a")
    cells = record(0x0203, "HHHd", 0, 0, 0, 1.0) + record(0x0203, "HHHd", 65_535, 255, 0, 1.0)
    return container(BOF + HEAD + name + EOF + BOF + cells + EOF, small=True)


def test_an_absurd_size_is_told_before_room_is_made_for_it() -> None:
    answer, child, own = peak(repr(far_apart()))
    assert answer == "too_many_cells"
    assert child < 150  # of which most is what a process has before it begins
    assert own < 20


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        ('b"," * (49 << 20)', "too_many_columns"),
        ('b"\\n".join([b"," * 900] * 57_000)', "too_many_cells"),
        ('"😀".encode() + b"x,y\\n" * (12 << 20)', "too_many_cells"),
    ],
)
def test_a_text_of_49_mb_is_told_outside_the_server_and_in_bounded_memory(data: str, answer: str) -> None:
    found, child, own = peak(data)
    assert found == answer
    assert child < 400
    assert own < 150  # the file itself, and what its rows came to before it was refused


def test_a_fault_names_its_line() -> None:
    with pytest.raises(DataFault) as caught:
        read_workbook(b'a,b\n1,2\n"1"x,2\n', "a.csv")
    (fault,) = caught.value.faults
    assert (fault.code, fault.line) == ("bad_csv", 3)
