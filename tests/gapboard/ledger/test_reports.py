"""The register of returns: what it promises in a file and in a database, and what it refuses."""

import dataclasses
import datetime as dt
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from gapboard.kernel.faults import DataFault
from gapboard.kernel.text_file import ABSENT, replace_content
from gapboard.ledger import CsvStore, Period, report_table
from gapboard.ledger.report_table import COLUMNS
from gapboard.ledger.reports import Report, copy_reports, latest, open_reports, texts_of
from tests.gapboard.stores import opened, where

ROOT = Path(__file__).resolve().parents[3]
NOON = dt.datetime(2026, 3, 20, 12, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def report(batch: str = "b1", **fields: object) -> Report:
    usual = {"kind": "return", "subject": "summary", "period": Period("2026-01/2026-03"), "body": "km-bureau"}
    what = {"state": "received", "received_on": NOON.date(), "file": '一季度,"小结".docx', "sha256": "0a" * 32}
    who = {"batch": batch, "note": "", "recorded_at": NOON, "recorded_by": "李"}
    return Report(**usual | what | who | fields)  # type: ignore[arg-type]


def faults_of(action) -> list[tuple]:
    with pytest.raises(DataFault) as caught:
        action()
    return [(fault.code, fault.line, fault.field) for fault in caught.value.faults]


def test_what_is_added_is_what_is_read(store) -> None:
    assert open_reports(store).read() == ()
    added = [report(), report("b2", state="refused", note="单位不对")]
    before = open_reports(store).revision()
    open_reports(store).add(added)
    open_reports(store).add([report("b3")])
    again = open_reports(opened(where(store)))
    assert again.read() == (*added, report("b3"))
    assert again.revision() != before
    assert store.read().rows == ()  # beside the ledger, not in it


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"kind": "rumour"}, "not_allowed", "kind"),
        ({"state": "lost"}, "not_allowed", "state"),
        ({"body": " "}, "missing_field", "body"),
        ({"sha256": "0A" * 32}, "bad_hash", "sha256"),
        ({"period": Period("2026Q1")}, "bad_period", "period"),
        ({"recorded_at": dt.datetime(2026, 3, 20)}, "bad_time", "recorded_at"),
        ({"file": "a\nb"}, "control_character", "file"),
    ],
)
def test_a_row_that_breaks_the_rules_is_not_added_nor_those_with_it(store, fields, code, field) -> None:
    assert faults_of(lambda: open_reports(store).add([report(), report("b2", **fields)])) == [(code, None, field)]
    assert open_reports(store).read() == ()


def test_a_lot_of_a_turn_is_written_whole_or_not_at_all(store) -> None:
    lot = [texts_of(report(f"b{number}")) for number in range(30)]
    with store.reports().turn() as turn:
        with pytest.raises((KeyError, DataFault)):
            turn.add([*lot, {}])
        assert turn.read() == []
        turn.add(lot)
    assert [item.batch for item in open_reports(store).read()] == [f"b{number}" for number in range(30)]


def test_thirty_rows_are_one_write_of_the_file(path: Path, monkeypatch) -> None:
    writes: list[Path] = []

    def counted(target: Path, content: bytes, **more: object) -> None:
        writes.append(target)
        replace_content(target, content, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(report_table, "replace_content", counted)
    in_file(path).add([report(f"b{number}") for number in range(30)])
    assert (writes, len(in_file(path).read())) == ([path], 30)


# Adds one row, then a lot of three, and is killed within the second write at the moment named.
_ADD = """
import sys
from pathlib import Path
from tests.gapboard.ledger.kill_writer import MOMENTS
from tests.gapboard.ledger.test_reports import in_file, report
register = in_file(Path(sys.argv[1]))
register.add([report("first")])
MOMENTS[sys.argv[2]]()
register.add([report(f"b{number}") for number in range(3)])
"""


@pytest.mark.crash  # a process that imports the domain before it is killed
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("moment", ["before the rows are on disk", "before the renaming", "after the renaming"])
def test_killed_within_a_lot(path: Path, moment: str) -> None:
    command = [sys.executable, "-c", _ADD, str(path), moment]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert done.returncode == -signal.SIGKILL, done.stderr
    lot = ["b0", "b1", "b2"] if moment == "after the renaming" else []
    assert [item.batch for item in in_file(path).read()] == ["first", *lot]
    in_file(path).add([report("last")])
    assert [item.batch for item in in_file(path).read()] == ["first", *lot, "last"]


def test_writers_at_once_lose_nothing(store) -> None:
    def write(number: int) -> None:
        open_reports(opened(where(store))).add([report(f"b{number}")])

    threads = [threading.Thread(target=write, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(item.batch for item in open_reports(store).read()) == [f"b{number}" for number in range(5)]


def test_the_last_row_of_a_batch_says_what_has_become_of_it() -> None:
    gone = dataclasses.replace(report("b1"), state="withdrawn")
    assert latest([report("b1"), report("b2"), gone]) == [gone, report("b2")]


def test_a_copy_can_be_completed_and_is_not_mixed(store, tmp_path: Path) -> None:
    target = open_reports(CsvStore(tmp_path / "other" / "actuals.csv"))
    (tmp_path / "other").mkdir()
    open_reports(store).add([report()])
    assert copy_reports(open_reports(store), target) == 1
    open_reports(store).add([report("b2")])
    assert copy_reports(open_reports(store), target) == 1
    assert target.read() == open_reports(store).read()
    target.add([report("b3")])
    assert faults_of(lambda: copy_reports(open_reports(store), target)) == [("not_a_copy", None, "")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reports.csv"


def in_file(path: Path):
    return open_reports(CsvStore(path.with_name("actuals.csv")))


OLD = """\
kind,subject,period,body,state,received_on,file,sha256,batch,note,recorded_at,recorded_by
return,summary,2026-01/2026-03,km-bureau,received,2026-03-20,a.docx,,b0,"多行, 逗号",2026-03-20T12:00:00+08:00,李
"""


PLAIN_OLD = OLD.replace('"多行, 逗号"', "").splitlines()


def test_a_file_of_an_older_board_is_read_and_its_header_extended_with_the_next_row(path: Path) -> None:
    path.write_text(OLD, encoding="utf-8")
    old = report("b0", file="a.docx", sha256="", note="多行, 逗号")
    assert in_file(path).read() == (old,)
    assert path.read_text(encoding="utf-8") == OLD  # reading changes nothing
    in_file(path).add([report("b1")])
    assert in_file(path).read() == (old, report("b1"))
    header, first, *_ = path.read_text(encoding="utf-8").splitlines()
    assert header == ",".join(COLUMNS)
    assert first == OLD.splitlines()[1] + "," * (len(COLUMNS) - 12)


@pytest.mark.postgres
def test_rows_of_an_older_board_in_the_database_are_read(database) -> None:
    entry = json.dumps(dict(zip(*(line.split(",") for line in PLAIN_OLD), strict=True)), ensure_ascii=False)
    database.execute(f"INSERT INTO report_entry (batch, kind, entry) VALUES ('b0', 'return', '{entry}')")
    reports = open_reports(opened(database.url))
    reports.add([report("b1")])
    assert [item.batch for item in reports.read()] == ["b0", "b1"]


@pytest.mark.parametrize(
    ("spoilt", "fault"),
    [
        ("a,b\n", ("wrong_header", 1, "")),
        (",".join(COLUMNS) + "\nreturn,x\n", ("bad_entry", 2, "")),
        (",".join(COLUMNS) + '\nreturn,"x\n', ("bad_csv", 2, "")),
    ],
)
def test_a_damaged_file_is_told_with_its_line_and_not_written_to(path: Path, spoilt: str, fault: tuple) -> None:
    path.write_text(spoilt, encoding="utf-8")
    assert faults_of(in_file(path).read) == [fault]
    assert faults_of(lambda: in_file(path).add([report()])) == [fault]
    assert path.read_text(encoding="utf-8") == spoilt


def test_the_file_appears_with_its_first_row(path: Path) -> None:
    assert in_file(path).revision() == ABSENT
    in_file(path).add([])
    assert not path.exists()


@pytest.mark.postgres
@pytest.mark.parametrize("statement", ["UPDATE report_entry SET batch = 'x'", "DELETE FROM report_entry"])
def test_the_database_lets_nobody_change_the_register(database, statement: str) -> None:
    open_reports(opened(database.url)).add([report()])
    with pytest.raises(Exception, match="append-only"):
        database.execute(statement)


@pytest.mark.postgres
def test_a_database_from_before_the_register_has_none(database) -> None:
    database.execute("DROP TABLE report_entry")
    reports = open_reports(opened(database.url))
    assert (reports.read(), reports.revision()) == ((), ABSENT)
    assert faults_of(lambda: reports.add([report()])) == [("no_table", None, "")]
