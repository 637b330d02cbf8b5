"""One board with reports of every sort, counted by hand: each page, hand-out, command and answer tells the same."""

import datetime as dt
import io
import json
from collections import Counter
from zipfile import ZipFile

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from components.leaders.task_line import KEYS, task_line
from components.leaders.tasks import summary_text
from components.page.links import Links
from gapboard.board import Board, Filters
from gapboard.board.task_bodies import shares
from gapboard.board.tasks import TaskBoard, count
from gapboard.explain.tasks import counts_text
from gapboard.export.briefing import Briefing
from gapboard.export.handouts import HANDOUTS
from gapboard.export.notice import notice
from gapboard.export.progress import finding, overall_text
from gapboard.export.tasks_json import counts_object
from gapboard.export.warning import warnings_zip
from gapboard.ledger import Ledger
from tests.gapboard.board.test_tasks import CATALOG, TASKS, said

PAPER = {"body": "", "evidence_title": "报", "evidence_url": "https://example.org", "evidence_date": "2022"}
# On 1 February 2023 the five steps of p-1 are past due, p-1.4 has until June; p-2 has until December, p-3.1 no date.
REPORTS = (
    said("p-1.1", "done", "2022-05-01"),
    said("p-1.2", "under_way", "2022-05-01", **PAPER),
    said("p-1.4", "delayed", "2022-11-01", delayed_to="2023-06-30", body="b"),
    said("p-1.5", "under_way", "2022-07-15"),
    said("p-1", "done", "2023-01-05", body="b"),  # as a whole, against p-1.2, p-1.4 and p-1.5
    said("p-3.1", "stopped", "2022-10-01"),
)
DAY = dt.date(2023, 2, 1)
BOARD = TaskBoard(TASKS, REPORTS, DAY)
BRIEFING = Briefing(Board(CATALOG, Ledger(()), DAY), Filters(), "zh", tasks=BOARD)


def test_the_counts() -> None:
    counts = count(BOARD.all)
    assert (counts.tasks, counts.done_tasks, counts.contradicted, counts.silent) == (3, 0, 1, 1)
    assert counts.states == {"done": 1, "under_way": 2, "delayed": 1, "stopped": 1, None: 2}
    assert (counts.steps, counts.known, counts.done, counts.left) == (7, 5, 1, 4)
    assert (counts.grades, counts.published) == ({"overdue": 1, "behind": 1}, {"under_way": 1})
    # p-1.3, of which nothing is known, and p-1.2, which a paper told of: neither is left out for the task as a whole.
    assert (counts.unreported, counts.unreported_known, counts.unreported_unknown) == (2, 1, 1)
    assert (counts.whole, counts.whole_grades) == ({"done": 1}, {})


def test_words_of_pages_and_of_the_command_line() -> None:
    told = (
        "3项任务，其中0项已完成（另有1项整项报已完成而有事项未完成，不计入），7个事项中1个已完成，1个延期，1个中止，"
        "2个推进中（其中1个据公开资料），2个未报进展；1个逾期，1个滞后，2个已到期而没有单位填报"
    )
    assert counts_text(count(BOARD.all), "zh") == told
    assert summary_text(BOARD.all, "zh").startswith(told)
    line = task_line(BOARD, Filters(), "zh", Links())
    assert line and line.told + "".join(part.before + part.text for part in line.parts if not part.hidden) == (
        "3项任务、7个事项中，1个已完成，1个逾期，1个滞后；2个未报进展，2个已到期而没有单位填报"
    )
    share = shares(BOARD)["a"]  # p-1 and p-2: p-3.1, which was stopped, is nobody's
    assert "6个事项中1个已完成" in summary_text(share.all, "zh")
    assert "2个已到期而没有单位填报" in summary_text(share.all, "zh")


def test_the_overviews_line_follows_the_filters() -> None:
    """p-1 is of the theme 全部, p-1 and p-3 have no year 2023; the browser adds up the same rows."""
    for filters, tasks, steps in (
        (Filters(theme="all"), 1, 5),
        (Filters(due="2023"), 1, 1),
        (Filters(body="b"), 1, 5),
        (Filters(document="plan", status="missed"), 3, 7),
        (Filters(indication="any"), 0, 0),
        (Filters(due="-"), 1, 1),
    ):
        line = task_line(BOARD, filters, "zh", Links())
        assert line and all("status" not in part.link for part in line.parts)
        assert (line.told, line.hidden) == (f"{tasks}项任务、{steps}个事项中，", not tasks)
    assert line
    rows = {have: dict(zip(KEYS, counts, strict=True)) for have, counts in json.loads(line.facts)["rows"]}
    assert {have: (counts["tasks"], counts["steps"]) for have, counts in rows.items()} == {
        "all|here|plan|2022|||a b": (1, 5),
        "|here|plan|2023|||a": (1, 1),
        "|here|plan|-|||": (1, 1),
    }
    assert {key: sum(counts[key] for counts in rows.values()) for key in KEYS} == {
        **{"tasks": 3, "steps": 7, "done": 1, "overdue": 1, "behind": 1, "near_due": 0},
        **{"none": 2, "unreported": 2, "published": 0},
    }


def test_words_of_notice_and_slides() -> None:
    title = (
        "有填报或公开资料的5个事项中，1个已完成（均未核实），4个未完成（1个逾期，1个滞后，1个已到期、只有公开资料）；"
        "共2个已到期而没有单位填报"
    )
    assert finding(BOARD.all, "zh") == title
    overall = (
        "共3项任务、7个事项。有填报或公开资料的5个事项中，1个已完成（均未核实），1个延期，1个中止，"
        "2个推进中（其中1个据公开资料）；未完成的事项中，1个逾期，1个滞后，1个已到期、只有公开资料。"
        "2个事项未报进展，也没有公开资料（其中1个已到期），不逐项列出。"
        "已到期而没有单位填报的共2个（1个未报进展，1个只有公开资料）。"
        "另有1项任务按整项填报：1项已完成（其中1项另有事项报未完成，不作完成计）；不代替事项填报，不计入事项数。"
    )
    assert overall_text(BOARD.all, "zh") == overall
    paper = Document(io.BytesIO(notice(BRIEFING)))
    told = [item.text for item in paper.paragraphs]
    assert title in told and overall in told and "二、已完成（1个）" in told
    assert any(line.startswith("另有2个事项已到期而没有单位填报（其中1个只有公开资料）") for line in told)
    assert any("整项任务报“已完成”，但有3个事项另报未完成，不作完成计" in line for line in told)
    overall_table, *_, asked = paper.tables
    # Tasks, steps; done, delayed, stopped, not started, under way, no report, which add up to the steps; past due.
    assert [cell.text for cell in overall_table.rows[1].cells][1:] == ["3", "7", "1", "1", "1", "0", "2", "2", "2"]
    assert [[cell.text for cell in row.cells][:3] for row in asked.rows][1:] == [["甲局", "2", "1"]]
    slides = Presentation(io.BytesIO(HANDOUTS["deck"].make(BRIEFING))).slides
    slide = next(item for item in slides if item.shapes.title.text == f"任务进展：{title}")
    assert any(shape.has_text_frame and shape.text_frame.text == overall for shape in slide.shapes)
    [table] = [shape.table for shape in slide.shapes if shape.has_table]
    rows = [[int(cell.text) for cell in list(row.cells)[1:]] for row in list(table.rows)[1:]]
    # Steps, with progress, overdue, behind, stopped, done.
    assert [sum(column) for column in zip(*rows, strict=True)] == [7, 5, 1, 1, 1, 1]


def test_rows_of_the_workbook() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(HANDOUTS["workbook"].make(BRIEFING)))["任务"]
    head, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    found = {name: Counter(row[head.index(name)] or "" for row in rows) for name in head}
    assert found["状态"] == {"已完成": 1, "推进中": 2, "延期": 1, "中止": 1, "未报进展": 2, "": 1}
    assert found["整项任务的填报（不计入事项）"] == {"": 7, "已完成": 1}
    assert found["督办等级"] == {"逾期": 1, "滞后": 1, "": 6}
    assert found["已到期而没有单位填报"] == {"是": 2, "": 6}


def test_the_object_for_machines() -> None:
    assert counts_object(count(BOARD.all)) == {
        "tasks": 3,
        "done_tasks": 0,
        "tasks_said_done_against_their_steps": 1,
        "tasks_without_any_report": 1,
        "tasks_reported_as_a_whole": {"done": 1},
        "grades_of_tasks_as_a_whole": {},
        "steps": 7,
        "states": {"delayed": 1, "done": 1, "stopped": 1, "under_way": 2, "no_report": 2},
        "grades": {"overdue": 1, "behind": 1},
        "past_due_without_report": 2,
        "of_these_known_from_publications": 1,
        "from_publications_alone": {"under_way": 1},
        "verified": 0,
        "done_verified": 0,
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_warning_sheets(language: str) -> None:
    made = Briefing(BRIEFING.board, Filters(), language, tasks=BOARD)
    with ZipFile(io.BytesIO(warnings_zip(made))) as archive:
        [name] = archive.namelist()  # 甲局 leads p-1 and is named for p-2
        paper = Document(io.BytesIO(archive.read(name)))
    told = "\n".join(item.text for item in paper.paragraphs)
    overdue, behind, silent = paper.tables
    assert [len(table.rows) - 1 for table in (overdue, behind, silent)] == [1, 1, 2]
    if language == "en":
        return
    assert (
        "你单位承担的任务中，1个逾期，1个滞后，2个已到期而没有单位填报，上列已填报的，有1个只由其他单位填报，你单位没有填报。"
        in told
    )
    assert [table.rows[1].cells[3].text for table in (overdue, behind)] == ["甲局填报", "乙局填报；你单位没有填报"]
    assert silent.rows[1].cells[3].text == "公开资料"
