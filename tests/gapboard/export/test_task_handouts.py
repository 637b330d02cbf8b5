"""What hand-outs tell of tasks: the notice, the warning sheets, slides, book, workbook, package; counted by hand."""

import datetime as dt
import io
from zipfile import ZipFile

import frictionless
import openpyxl
from docx import Document
from pptx import Presentation

from gapboard.board import Board, Filters
from gapboard.board.tasks import TaskBoard
from gapboard.catalog.tasks import Tasks, TasksFile
from gapboard.export import data_package
from gapboard.export.briefing import Briefing
from gapboard.export.handouts import HANDOUTS, of_tasks
from gapboard.export.notice import notice
from gapboard.export.warning import to_warn, warning, warnings_zip
from gapboard.ledger import Ledger
from gapboard.ledger.report import Report
from tests.gapboard import builder
from tests.gapboard.board.test_tasks import CATALOG, FIVE, TASKS, said, task
from tests.gapboard.export.small import files, table

# On 10 December 2022: three of p-1's steps done, one delayed to 30 June 2023, one overdue since 30 June; p-3's stopped.
REPORTS = (
    *FIVE,
    said("p-1.5", "under_way", "2022-11-20", obstacle="用地未批"),
    said("p-3.1", "stopped", "2022-10-01", obstacle="规划调整"),
)
LEDGER = Ledger(())


def briefing(
    *reports: Report, on: str = "2022-12-10", since: str = "", language: str = "zh", **fields: object
) -> Briefing:
    day = dt.date.fromisoformat(on)
    ledger = fields.pop("ledger", LEDGER)
    before = dt.date.fromisoformat(since) if since else None
    made = {
        "tasks": TaskBoard(TASKS, reports, day),
        "tasks_before": TaskBoard(TASKS, reports, before, before) if before else None,
    }
    return Briefing(Board(CATALOG, ledger, day), Filters(), language, **made | fields)  # type: ignore[arg-type]


def paragraphs(content: bytes) -> list[str]:
    return [item.text for item in Document(io.BytesIO(content)).paragraphs if item.text]


def tables(content: bytes) -> list[list[list[str]]]:
    found = Document(io.BytesIO(content)).tables
    return [[[cell.text for cell in row.cells] for row in item.rows] for item in found]


def test_the_notice_tells_overall_done_late_and_what_is_asked_in_this_order() -> None:
    content = notice(briefing(*REPORTS, office="市政府督查室", answer_by=dt.date(2022, 12, 20)))
    told = paragraphs(content)
    headings = [line for line in told if line[:2] in ("一、", "二、", "三、", "四、")]
    assert headings == ["一、总体情况", "二、已完成（3个）", "三、逾期、滞后和中止", "四、要求"]
    assert told[2] == "有填报或公开资料的6个事项中，3个已完成（均未核实），3个未完成（1个逾期，1个滞后）"
    assert told[4] == (
        "共3项任务、7个事项。有填报或公开资料的6个事项中，3个已完成（均未核实），1个延期，1个中止，1个推进中；未完成的事项中，1个逾期，1个滞后。"
        "1个事项未报进展，也没有公开资料，不逐项列出。"
    )
    overall, done, late, asked = tables(content)
    # 3 + 1 + 1 + 0 + 1, and 1 without a report, are the 7 steps; none of them is past due without one.
    assert [row[1:] for row in overall[1:]] == [["3", "7", "3", "1", "1", "0", "1", "1", "0"]]
    assert [row[0] for row in done[1:]] == [f"做p-1.{number}（规划 · 第1项）" for number in (1, 2, 3)]
    # Nobody is named for p-3: who reported it is charged with it.
    assert [(row[0][:6], row[1], row[3]) for row in late[1:]] == [
        ("做p-1.5", "甲局", "用地未批"),
        ("做p-1.4", "甲局", "未说明原因"),
        ("做p-3.1", "甲局", "规划调整"),
    ]
    assert late[1][2] == "2022年6月30日前；推进中（2022年报）；逾期163天"  # 30 June to 10 December
    assert late[2][2] == "原定2022年底前，延期至2023年6月30日；2022年报；已延期，距新期限202天"
    assert [(row[1], row[2][:4], row[3]) for row in asked[1:]] == [
        ("规划 · 第1项", "尽快完成", "2022年12月20日前"),
        ("规划 · 第1项", "按新期限", "2023年6月30日前"),
    ]
    assert told[-2:] == ["市政府督查室", "2022年12月10日"]


def test_days_are_written_as_in_official_papers_and_the_signature_is_not_left_alone() -> None:
    """An evidence's title is quoted as it is, a day in it too."""
    shown = {"evidence_url": "https://example.org", "evidence_title": "2022-05-01通报", "evidence_date": "2022-05"}
    content = notice(briefing(said("p-1.1", "done", "2022-05-01", **shown), said("p-1.5", "under_way", "2022-07-15")))
    _, done, late, _ = tables(content)
    assert done[1][3].startswith("2022-05-01通报（2022年5月）")
    assert late[1][2].startswith("2022年6月30日前")
    paper = Document(io.BytesIO(content))
    last = [cell.paragraphs[0].paragraph_format.keep_with_next for cell in paper.tables[-1].rows[-1].cells]
    assert paper.paragraphs[-1].text == "2022年12月10日" and all(last)


def test_without_a_day_for_answers_a_line_is_left_to_write_it_on() -> None:
    *_, asked = tables(notice(briefing(*REPORTS)))
    assert asked[1][3] == "＿＿月＿＿日前"
    assert "____________" in tables(notice(briefing(*REPORTS, language="en")))[-1][1][3]


def test_what_was_done_by_an_earlier_day_is_counted_and_not_listed() -> None:
    content = notice(briefing(*REPORTS, since="2022-11-15"))
    assert "二、新完成（1个；此前已完成2个，不再列出）" in paragraphs(content)
    assert [row[0] for row in tables(content)[1][1:]] == ["做p-1.3（规划 · 第1项）"]


def test_a_task_reported_as_done_whose_figure_was_missed_shows_both() -> None:
    ledger = Ledger((builder.row("x", 2022, 80, "2023-02-01", unit="亿元"),))
    reports = [said(step.id, "done", "2023-01-05") for step in TASKS.tasks["p-1"].steps]
    told = paragraphs(notice(briefing(*reports, on="2023-06-01", ledger=ledger)))
    assert any("任务报“已完成”，但本条指标未达成" in line and "指标x" in line for line in told)


def test_where_nothing_was_reported_and_nothing_is_due_nothing_is_told() -> None:
    silent = briefing(on="2022-05-20")
    assert of_tasks(silent) == []
    assert paragraphs(notice(silent))[2] == "所选任务没有填报过进展，也没有到期和临期的，无可通报"
    assert openpyxl.load_workbook(io.BytesIO(HANDOUTS["workbook"].make(silent))).sheetnames.count("任务") == 0
    assert "任务进展" not in paragraphs(HANDOUTS["document"].make(silent))
    slides = Presentation(io.BytesIO(HANDOUTS["deck"].make(silent))).slides
    assert not any(slide.shapes.title.text.startswith("任务进展") for slide in slides)
    assert of_tasks(briefing(*REPORTS)) == ["notice", "warnings"]
    early = [said("p-1.1", "done", "2022-05-01")]
    assert of_tasks(briefing(*early, on="2022-05-20")) == ["notice"]  # the first last day is 41 days ahead


def test_a_sheet_for_each_that_is_charged_with_it() -> None:
    """p-1 names who leads: the others get no sheet. Nobody is named for p-3, so that who reported it is charged."""
    late = said("p-3.1", "delayed", "2022-11-01", delayed_to="2022-12-31", body="b")
    made = briefing(*FIVE, said("p-1.5", "under_way", "2022-11-20"), late, answer_by=dt.date(2022, 12, 20))
    assert [body.name for body in to_warn(made) if body] == ["甲局", "乙局"]
    [first, second] = to_warn(made)
    told = paragraphs(warning(made, first))
    assert told[2:4] == [
        "甲局：",
        "截至2022年12月10日，你单位承担的任务中，1个逾期，1个滞后。请按下列要求办理：",
    ]
    assert [line for line in told if line.startswith(("逾期（", "滞后（", "临期（"))] == ["逾期（1个）", "滞后（1个）"]
    assert "请抓紧完成，并在2022年12月20日前书面说明原因和完成时间。" in told
    assert "乙局：" in paragraphs(warning(made, second))
    with ZipFile(io.BytesIO(warnings_zip(made))) as archive:
        assert archive.namelist() == ["01-督办单-甲局.docx", "02-督办单-乙局.docx"]


def test_what_nobody_is_charged_with_has_a_sheet_of_its_own_the_last() -> None:
    near = briefing(said("p-1.1", "under_way", "2022-11-01"), on="2022-12-10")
    assert [body.name if body else None for body in to_warn(near)] == ["甲局"]  # 21 days before the end of 2022
    published = said("p-3.1", "delayed", "2022-12-01", delayed_to="2022-12-31", body="")
    made = briefing(published)
    assert [body.name if body else None for body in to_warn(made)] == ["甲局", None]
    told = paragraphs(warning(made, None))
    assert told[0] == "责任单位待明确事项" and "滞后（1个）" in told
    assert "请先明确由谁负责" in told[2] and "你单位" not in "".join(told)


def test_a_body_that_never_reported_is_asked_for_a_report() -> None:
    """On 10 January 2024 甲局, which leads p-1, is past due with all of its five steps and, named for it, with p-2."""
    silent = briefing(said("p-3.1", "under_way", "2023-11-01", body="b"), on="2024-01-10")
    assert [body.name for body in to_warn(silent) if body] == ["甲局"]
    [body] = to_warn(silent)
    told = paragraphs(warning(silent, body))
    assert "你单位承担的任务中，6个已到期而没有单位填报。" in told[3] and "到期未填报（6个）" in told
    assert any("没有单位填报，请你单位在＿＿月＿＿日前补报" in line for line in told)
    [listed] = tables(warning(silent, body))
    assert len(listed) == 1 + 6 and listed[1][2] == "到期559天，未报进展"  # 30 June 2022 to 10 January 2024


def test_the_workbook_has_a_row_for_each_step_that_is_counted() -> None:
    """A bare aim is no task: reported on, it stands in the column that no count takes in; else it is left out."""
    aims = [task(name, kind="aim", name=name, due=2022) for name in ("p-8", "p-9")]
    tasks = Tasks(TasksFile.model_validate({"tasks": [*aims, task("p-1", due=2022)]}), CATALOG)
    told = (said("p-1", "under_way", "2022-05-01", body=""), said("p-9", "under_way", "2022-05-01", body=""))
    made = briefing(tasks=TaskBoard(tasks, told, dt.date(2023, 2, 1)), on="2023-02-01")
    sheet = openpyxl.load_workbook(io.BytesIO(HANDOUTS["workbook"].make(made)))["任务"]
    head, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    columns = [head.index(name) for name in ("编号", "状态", "已到期而没有单位填报", "整项任务的填报（不计入事项）")]
    assert sorted([row[column] or "" for column in columns] for row in rows) == [
        ["p-1", "推进中", "是", ""],
        ["p-9", "", "", "推进中"],
    ]


def test_who_has_reported_nothing_at_all_is_asked_as_well() -> None:
    """On 1 February 2023, without any report: p-1's five steps are past due, p-2 and p-3.1 have no report either."""
    silent = briefing(on="2023-02-01")
    assert of_tasks(silent) == ["notice", "warnings"]
    told = paragraphs(notice(silent))
    assert "7个事项均未报进展；共5个已到期而没有单位填报" in told
    assert "没有填报，是否逾期、滞后或中止无从判断。" in told
    assert tables(notice(silent))[-1][1][:3] == ["甲局", "5", "0"]
    assert [body.name for body in to_warn(silent) if body] == ["甲局"]


def test_asked_for_a_collective_name_the_sheets_are_those_of_its_tasks() -> None:
    """None can be sent to 各街办; 甲局 stands beside it and is past due."""
    body = CATALOG.bodies["a"].model_dump() | {"id": "all", "name": "各街办", "name_en": "All", "collective": True}
    shared = task("p-8", name="共同", due=2022, responsible=["甲局", "各街办"])
    tasks = Tasks(TasksFile.model_validate({"bodies": [body], "tasks": [shared, task("p-9", due=2022)]}), CATALOG)
    made = briefing(tasks=TaskBoard(tasks, (), dt.date(2023, 2, 1)), on="2023-02-01")
    of_name = Briefing(made.board, Filters(body="all"), "zh", tasks=made.tasks)
    assert [body.name for body in to_warn(of_name) if body] == ["甲局"]


def test_filters_choose_the_tasks() -> None:
    made = briefing(*REPORTS)
    of_body = Briefing(made.board, Filters(body="b"), "zh", tasks=made.tasks)
    assert [state.task.id for state in of_body.task_states] == ["p-1"]
    assert to_warn(of_body) == []  # it takes part, and another body leads
    other = Briefing(made.board, Filters(document="none"), "zh", tasks=made.tasks)
    assert of_tasks(other) == []


def test_slides_book_and_workbook_tell_by_theme_and_in_each_what_is_late_first() -> None:
    """The figures of p-1's item are of the theme 全部; the items of p-2 and p-3 promise none."""
    made = briefing(*REPORTS)
    deck = Presentation(io.BytesIO(HANDOUTS["deck"].make(made))).slides
    titles = [slide.shapes.title.text for slide in deck]
    at = titles.index("任务进展：有填报或公开资料的6个事项中，3个已完成（均未核实），3个未完成（1个逾期，1个滞后）")
    assert titles[at + 1] == "逾期、滞后和中止的事项（3个）"
    [listed] = [shape.table for shape in deck[at + 1].shapes if shape.has_table]
    assert [[cell.text.partition("（")[0] for cell in row.cells][:2] for row in list(listed.rows)[1:]] == [
        ["全部", "做p-1.5"],
        ["", "做p-1.4"],
        ["综合及其他", "做p-3.1"],
    ]
    [by_theme] = [shape.table for shape in deck[at].shapes if shape.has_table]
    # Steps, reported, overdue, behind, stopped, done.
    assert [[cell.text for cell in row.cells][1:] for row in list(by_theme.rows)[1:]] == [
        ["5", "5", "1", "1", "0", "3"],
        ["2", "1", "0", "0", "1", "0"],
    ]
    content = HANDOUTS["document"].make(made)
    assert [line.partition("：")[0] for line in paragraphs(content) if "项任务，其中" in line] == [
        "全部",
        "综合及其他（条目未列指标）",
    ]
    chapter = [table for table in tables(content) if table[0][0].startswith("事项")]
    assert [[row[0].partition("（")[0] for row in table[1:]] for table in chapter] == [
        ["做p-1.5", "做p-1.4", "做p-1.1", "做p-1.2", "做p-1.3"],
        ["做p-3.1"],
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(HANDOUTS["workbook"].make(made)))["任务"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    # Five steps of p-1, the one of p-3, and p-2, which has none.
    assert [row[1] for row in rows] == ["p-1.5", "p-1.4", "p-1.1", "p-1.2", "p-1.3", "p-2", "p-3.1"]
    head = [cell.value for cell in sheet[1]]
    first = dict(zip(head, rows[0], strict=True))
    assert (first["状态"], first["督办等级"], first["天数（逾期、到期或剩余）"], first["问题"]) == (
        "推进中",
        "逾期",
        163,
        "用地未批",
    )
    assert dict(zip(head, rows[5], strict=True))["状态"] == "未报进展"


def test_the_package_has_a_table_for_tasks_steps_and_reports(tmp_path) -> None:
    waiting = said("p-2", "done", "2022-11-01", stage="held")
    package = data_package(CATALOG, LEDGER, tasks=TASKS, reports=[*REPORTS, waiting])
    content = files(package)
    assert list(content)[3:] == ["tasks.csv", "steps.csv", "progress.csv"]
    assert [(row["id"], row["due"], row["lead"]) for row in table(content["tasks.csv"])] == [
        ("p-1", "2022", "甲局"),
        ("p-2", "2023", ""),
        ("p-3", "", ""),
    ]
    assert [row["due"] for row in table(content["steps.csv"])] == ["", "", "", "", "2022-06-30", ""]
    told = table(content["progress.csv"])
    assert len(told) == 6 and not any(row["about"] == "p-2" for row in told)  # what waits for review does not count
    assert "recorded_by" not in told[0]
    path = tmp_path / "package.zip"
    path.write_bytes(package)
    assert frictionless.validate(str(path), type="package").valid
