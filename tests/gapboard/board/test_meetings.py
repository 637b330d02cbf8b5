"""The file of meetings: what it holds, what "the last meeting" is, and how faults are told."""

import datetime as dt
from pathlib import Path

import pytest
from filelock import FileLock

from gapboard.board.meetings import Meeting, Meetings, Since
from gapboard.kernel.faults import DataFault

DAY = dt.date(2026, 11, 22)


def written(folder: Path, text: str) -> Meetings:
    (folder / "meetings.txt").write_text(text, encoding="utf-8")
    return Meetings(folder / "meetings.txt")


def test_the_last_meeting_before_a_day(tmp_path) -> None:
    text = "\ufeff# 会议\n2026-11-20 市政府常务会\n\n2025-03-01\n2026-11-22　今天的会\n2026-12-20 下次\n"
    meetings = written(tmp_path, text)
    assert [meeting.name for meeting in meetings.read()] == ["", "市政府常务会", "今天的会", "下次"]
    assert meetings.since(DAY) == Since(dt.date(2026, 11, 20), Meeting(dt.date(2026, 11, 20), "市政府常务会"))
    assert meetings.since(dt.date(2026, 11, 20)).day == dt.date(2025, 3, 1)


@pytest.mark.parametrize(
    ("on", "before"),
    [
        ("2026-11-22", "2026-10-22"),
        ("2026-01-15", "2025-12-15"),
        ("2026-03-31", "2026-02-28"),
        ("2024-03-30", "2024-02-29"),
        ("0001-01-31", "0001-01-01"),
    ],
)
def test_without_a_meeting_a_month_before(tmp_path, on, before) -> None:
    assert Meetings(tmp_path / "meetings.txt").since(dt.date.fromisoformat(on)) == Since(dt.date.fromisoformat(before))


def test_noting_keeps_what_is_there(tmp_path) -> None:
    meetings = written(tmp_path, "2025-03-01 旧")
    meetings.add(Meeting(DAY, "  专题\n会\u202e "))
    meetings.add(Meeting(dt.date(2026, 12, 1)))
    assert (tmp_path / "meetings.txt").read_text(encoding="utf-8") == (
        "2025-03-01 旧\n2026-11-22 专题 会\n2026-12-01\n"
    )
    assert [entry.name for entry in tmp_path.iterdir() if entry.suffix == ".tmp"] == []


def test_the_first_one_makes_the_file(tmp_path) -> None:
    meetings = Meetings(tmp_path / "meetings.txt")
    assert meetings.read() == ()
    meetings.add(Meeting(DAY, "会"))
    assert meetings.read() == (Meeting(DAY, "会"),)


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("2026-11-20 好\n明天 开会\n".encode(), "not_a_date", 2),
        (b"2026-02-30\n", "not_a_date", 1),
        (b"20261120\n", "not_a_date", 1),
        (b"\xff\xfe\xff", "not_utf8", None),
    ],
)
def test_a_damaged_file_is_told_and_not_written_on(tmp_path, content, code, line) -> None:
    path = tmp_path / "meetings.txt"
    path.write_bytes(content)
    for use in (Meetings(path).read, lambda: Meetings(path).add(Meeting(DAY))):
        with pytest.raises(DataFault) as raised:
            use()
        assert [(fault.file, fault.code, fault.line) for fault in raised.value.faults] == [("meetings.txt", code, line)]
    assert path.read_bytes() == content


def test_every_bad_line_is_told(tmp_path) -> None:
    with pytest.raises(DataFault) as raised:
        written(tmp_path, "x\n2026-01-01\ny\n").read()
    assert [fault.line for fault in raised.value.faults] == [1, 3]


def test_a_file_that_is_held_or_cannot_be_written(tmp_path) -> None:
    path = tmp_path / "meetings.txt"
    with FileLock(tmp_path / "meetings.txt.lock"), pytest.raises(DataFault) as raised:
        Meetings(path, lock_seconds=0.01).add(Meeting(DAY))
    assert raised.value.faults[0].code == "file_busy"
    path.write_text("2025-03-01\n", encoding="utf-8")
    path.chmod(0o444)
    with pytest.raises(DataFault) as raised:
        Meetings(path).add(Meeting(DAY))
    assert raised.value.faults[0].code == "file_not_written"
    assert path.read_text(encoding="utf-8") == "2025-03-01\n"
