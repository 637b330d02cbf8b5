"""A form of task reports, filled in and read back: what is understood, repaired, refused, each with its cell."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest

from gapboard.board.tasks import TaskBoard
from gapboard.export.task_template import open_subjects, task_template
from gapboard.intake.model import Sheet, Workbook
from gapboard.intake.task_file import Outcome, TaskFile, TaskRow, read_task_file
from gapboard.intake.task_file_told import gone_text, note_text, row_text, summary_text
from gapboard.kernel.faults import DataFault
from gapboard.kernel.wording import say
from gapboard.ledger.statements import statements
from tests.gapboard.board.test_tasks import FIVE, TASKS, said

AT = dt.datetime(2022, 12, 10, 9, tzinfo=dt.timezone(dt.timedelta(hours=8)))
OPEN = ("p-1.4", "p-1.5", "p-2")  # of FIVE, p-1.1 to p-1.3 are done; p-2 has no steps


def form(language: str = "zh", body: str = "a") -> dict[str, list[list[str]]]:
    """The cells of the form of a body on 10 December 2022, by sheet."""
    made = task_template(TaskBoard(TASKS, FIVE, AT.date()), body, language)
    book = openpyxl.load_workbook(io.BytesIO(made))
    return {sheet.title: [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()] for sheet in book}


def read(sheets: dict[str, list[list[str]]], *before: object, body: str | None = None) -> TaskFile:
    """What is read of it; ``before`` was reported earlier."""
    found = tuple(Sheet(name, tuple(map(tuple, rows))) for name, rows in sheets.items())
    workbook = Workbook("填报.xlsx", "xlsx", None, found)
    return read_task_file(workbook, TASKS, statements(before), "李", AT, body=body)  # type: ignore[arg-type]


def filled(ident: str, language: str = "zh", **texts: str) -> dict[str, list[list[str]]]:
    """The form with one row filled in."""
    sheets = form(language)
    fill(sheets, ident, language, **texts)
    return sheets


def fill(sheets: dict[str, list[list[str]]], ident: str, language: str = "zh", **texts: str) -> None:
    rows = next(iter(sheets.values()))
    row = next(row for row in rows if row[0] == ident)
    for name, text in texts.items():
        row[rows[0].index(say(f"task_file.column.{name}", language))] = text


def row_of(found: TaskFile, ident: str) -> TaskRow:
    [row] = [row for row in found.rows if row.id == ident]
    return row


def faults(row: TaskRow) -> list[tuple[str, str]]:
    return [(note.cell, note.fault.code) for note in row.notes if note.fault]


def test_the_form_has_a_row_for_all_that_is_open_and_nothing_is_said_yet() -> None:
    assert tuple(item.id for item in open_subjects(TaskBoard(TASKS, FIVE, AT.date()), "a")) == OPEN
    data, notes = form().values()
    assert [row[0] for row in data[1:]] == list(OPEN)
    first = dict(zip(data[0], data[1], strict=True))
    assert (first["事项"], first["填报时期"], first["状态"]) == ("做p-1.4", "2022-12", "")
    assert first["期限"] == "原定2022年底前，延期至2023年6月30日"
    assert first["上次填报"].startswith("2022年：延期（甲局填报，2022-11-01）")
    assert ["gapboard-tasks a", *OPEN] == [row[2] for row in notes[1:5]]
    found = read(form())
    assert (found.reports, [row.outcome for row in found.rows], found.gone) == ([], [Outcome.EMPTY] * 3, ())
    assert summary_text(found, TASKS, "zh") == "填报.xlsx（甲局）：0 行可以保存，3 行没有填。"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_row_that_is_filled_in_is_a_report_of_the_body(language: str) -> None:
    texts = {"state": say("tasks.state.under_way", language), "done": "已开工", "planned": "封顶", "obstacle": "缺钱"}
    source = {"evidence_title": "开工", "evidence_url": "https://example.org/1", "evidence_date": "2022-12"}
    [report] = read(filled("p-1.5", language, **texts, **source, note="附图")).reports
    assert (report.kind, report.subject, report.body, report.state) == ("step", "p-1.5", "a", "under_way")
    assert (report.period.text, report.received_on, report.recorded_by) == ("2022-12", AT.date(), "李")
    assert (report.done, report.planned, report.obstacle, report.note) == ("已开工", "封顶", "缺钱", "附图")
    assert (report.evidence_title, report.evidence_date) == ("开工", "2022-12")
    [task] = read(filled("p-2", language, state=texts["state"])).reports
    assert (task.kind, task.subject) == ("task", "p-2")


@pytest.mark.parametrize(
    ("column", "written", "field", "read_as"),
    [
        ("state", "完成", "state", "done"),
        ("state", "进行中", "state", "under_way"),
        ("state", "Done", "state", "done"),
        ("period", "2022年1—9月", "period", "2022-01/2022-09"),
        ("period", "", "period", "2022-12"),  # left empty: the month in which it came in
        ("evidence_date", "2022年12月5日", "evidence_date", "2022-12-05"),
        ("evidence_date", "2022-12-05 00:00:00", "evidence_date", "2022-12-05"),
        ("evidence_url", " https：//example.org/ 1", "evidence_url", "https://example.org/1"),
        ("done", "一\n二", "done", "一 二"),
    ],
)
def test_what_offices_write_is_understood(column: str, written: str, field: str, read_as: str) -> None:
    usual = {
        "state": "推进中",
        "evidence_title": "甲",
        "evidence_url": "https://example.org/1",
        "evidence_date": "2022",
    }
    [report] = read(filled("p-1.5", **usual | {column: written})).reports
    told = getattr(report, field)
    assert (told.text if field == "period" else told) == read_as


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2023", "2023"),
        ("2023年", "2023"),
        ("2023年底", "2023"),
        ("2023年底前", "2023"),
        ("2023-06-30", "2023-06-30"),
        ("2023年6月30日前", "2023-06-30"),
        ("2024年2月底", "2024-02-29"),  # a leap year
        ("2023.12", "2023-12-31"),
    ],
)
def test_until_when_it_is_delayed(written: str, read_as: str) -> None:
    row = row_of(read(filled("p-1.5", state="延期", delayed_to=written)), "p-1.5")
    assert row.report is not None
    assert row.report.delayed_to == read_as
    repaired = [(note.cell, note.found, note.read_as) for note in row.notes]
    assert repaired == ([] if written == read_as else [("K3", written, read_as)])


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"state": "暂停"}, [("G3", "state_unknown")]),
        ({"done": "开工了"}, [("G3", "state_missing")]),
        ({"note": "见附件"}, [("G3", "state_missing")]),
        ({"state": "延期"}, [("K3", "delayed_to_what")]),
        ({"state": "延期", "delayed_to": "明年"}, [("K3", "not_a_due")]),
        ({"state": "延期", "delayed_to": "2022-06-30"}, [("K3", "not_later")]),
        ({"state": "推进中", "delayed_to": "2023"}, [("K3", "not_delayed")]),
        ({"state": "推进中", "period": "上个月"}, [("P3", "bad_period")]),
        ({"state": "推进中", "period": "2023-01"}, [("P3", "period_ahead")]),
        ({"state": "中止"}, [("J3", "stopped_unexplained")]),
        ({"state": "推进中", "done": "字" * 501}, [("H3", "text_too_long")]),
        ({"state": "推进中", "evidence_url": "https://a.cn"}, [("L3", "missing_field"), ("N3", "missing_field")]),
        (
            {"state": "推进中", "evidence_title": "a", "evidence_url": "javascript:x", "evidence_date": "2022"},
            [("M3", "bad_web_address")],
        ),
        (
            {"state": "推进中", "evidence_title": "a", "evidence_url": "https://a.cn", "evidence_date": "昨天"},
            [("N3", "not_a_date")],
        ),
    ],
)
def test_what_cannot_be_taken_is_refused_with_its_cell(texts: dict[str, str], expected: list) -> None:
    found = read(filled("p-1.5", **texts))
    row = row_of(found, "p-1.5")
    assert (row.outcome, row.report, faults(row)) == (Outcome.REFUSED, None, expected)
    assert not found.is_whole
    for language in ("zh", "en"):
        told = " ".join([row_text(row, language), *(note_text(note, language) for note in row.notes)])
        assert expected[0][0] in told and "{" not in told


def test_an_id_that_was_changed_is_refused_and_nothing_is_put_to_another_step() -> None:
    unknown = filled("p-1.5", state="推进中")
    rows = unknown["任务填报"]
    rows[2][0] = "p-1.55"
    found = read(unknown)
    assert faults(row_of(found, "p-1.55")) == [("A3", "id_unknown")]
    assert found.gone == ("p-1.5",) and "p-1.5" in gone_text(found, "zh")
    for other in ("p-1.1", "p-1", "p-2", "t"):  # a step's words beside the id of another step, of a task, of a target
        rows[2][0] = other
        assert faults(read(unknown).rows[1]) == [("D3", "id_changed")]
    rows[2][0] = ""
    assert faults(read(unknown).rows[1]) == [("A3", "id_missing")]


def test_two_rows_of_one_id_are_both_refused() -> None:
    sheets = filled("p-1.5", state="推进中")
    rows = sheets["任务填报"]
    rows.append([*rows[2]])
    found = read(sheets)
    assert [faults(row) for row in found.rows if row.id == "p-1.5"] == [[("A3", "id_twice")], [("A5", "id_twice")]]
    rows[4][rows[0].index("状态")] = ""  # the other one says nothing
    assert [row.outcome for row in read(sheets).rows if row.id == "p-1.5"] == [Outcome.READY, Outcome.EMPTY]


def test_what_was_reported_before_is_not_reported_again() -> None:
    sheets = filled("p-1.5", state="推进中", done="已开工")
    [report] = read(sheets).reports
    again = row_of(read(sheets, report), "p-1.5")
    assert again.outcome is Outcome.UNCHANGED
    fill(sheets, "p-1.5", done="已封顶")
    assert row_of(read(sheets, report), "p-1.5").outcome is Outcome.READY
    withdrawn = said("p-1.5", "under_way", "2022-12-10", stage="returned", done="已开工")
    assert row_of(read(filled("p-1.5", state="推进中", done="已开工"), withdrawn), "p-1.5").outcome is Outcome.READY


def test_columns_rows_and_sheets_may_move_and_what_is_not_read_is_told() -> None:
    sheets = filled("p-1.5", state="推进中", done="已开工")
    rows = [["任务进展填报表"] + [""] * 16, *([*reversed(row), "x"] for row in sheets["任务填报"])]
    rows[1][-1] = "电话"
    found = read({"别的": [["a", "b"]], "填": rows, "说明": sheets["说明"]})
    [report] = found.reports
    assert (report.subject, report.done) == ("p-1.5", "已开工")
    assert [(note.cell, note.found) for note in found.unread] == [
        ("A1", "任务进展填报表"),
        ("Q2", "电话"),
        ("别的", "别的"),
    ]
    assert all("没有读" in note_text(note, "zh") for note in found.unread)


def test_a_file_tells_whose_it_is_or_somebody_says_so() -> None:
    sheets = filled("p-1.5", state="推进中")
    del sheets["说明"]
    with pytest.raises(DataFault) as caught:
        read(sheets)
    assert [fault.code for fault in caught.value.faults] == ["whose_tasks"]
    [report] = read(sheets, body="b").reports
    assert report.body == "b"
    with pytest.raises(DataFault) as caught:
        read({"表": [["地区", "数值"], ["昆明", "1"]]})
    assert [fault.code for fault in caught.value.faults] == ["not_a_task_template"]


def test_a_body_that_the_document_does_not_name_is_refused() -> None:
    sheets = form(body="b")  # it takes part in p-1
    assert [row[0] for row in sheets["任务填报"][1:]] == ["p-1.4", "p-1.5"]
    sheets["任务填报"].append(["p-2", *[""] * 15])
    fill(sheets, "p-2", state="推进中")
    row = row_of(read(sheets), "p-2")
    assert [note.fault.code for note in row.notes if note.fault] == ["not_theirs"]


def test_what_nobody_is_named_for_has_a_form_too() -> None:
    sheets = form(body="")
    assert [row[0] for row in sheets["任务填报"][1:]] == ["p-3.1"]
    fill(sheets, "p-3.1", state="中止")
    [report] = read(sheets).reports
    assert (report.body, report.state) == ("", "stopped")
