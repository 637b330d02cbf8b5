"""Tasks where a leader reads: the plan of a document, a department, an indicator, and what is said of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gapboard.ledger import Period
from tests.pages.conftest import Opener, html_of
from tests.pages.task_data import TASKS, said, verify, with_tasks

DAY = "2026-11-21"
PLAN = {"document": "km-2019-action-plan", "on": DAY}


@pytest.fixture
def folder(data_folder: Path) -> Path:
    return with_tasks(data_folder)


def section(html: str, task: str) -> str:
    (found,) = re.findall(rf'<section[^>]*data-task="{task}".*?</section>', html, re.DOTALL)
    return found


def test_that_nothing_was_reported_is_said_once(open_page: Opener, folder: Path) -> None:
    html = html_of(open_page("documents", **PLAN))
    assert html.count("未报进展") == 1
    assert "2项任务、4个事项，均未报进展。" in html
    assert "3 个事项" in section(html, "km19-x")
    assert "建成平台" in section(html, "km19-x") and "2027年底前" in section(html, "km19-x")
    assert 'data-target="km19-fdi"' in section(html, "km19-x")
    # The other 40 of 41 targets belong to no task here and stand by their items, each once.
    assert html.count("data-target=") == 41


def test_a_plan_counts_its_steps_and_never_in_per_cent(open_page: Opener, folder: Path) -> None:
    published = {"evidence_title": "办法", "evidence_url": "https://example.org/a", "evidence_date": "2019-05"}
    verify(folder, said(folder, "km19-x.1", "done", done="已印发", **published))
    said(folder, "km19-x.2", "delayed", delayed_to="2026-12-31", obstacle="场地未定")
    html = html_of(open_page("documents", **PLAN, lang="en"))
    found = section(html, "km19-x")
    assert "1 of 3 steps done, 1 delayed, 1 no report" in found
    assert '<a class="out" href="https://example.org/a"' in found
    # On an English page what is Chinese is marked as that.
    assert 'verified by <span lang="zh-CN">王</span> on 2026-03-20' in found
    # From 21 November to 31 December.
    assert "delayed, new date in 40 days" in found and "场地未定" in found
    assert "1 task, which is not repeated below" in html
    assert "no report" not in section(html, "km19-y")
    assert "%" not in re.sub(r"<ul class=\"gb-steplist gb-short.*", "", found, flags=re.DOTALL)


def test_a_task_has_an_address_that_marks_it(open_page: Opener, folder: Path) -> None:
    """A plan reads as a plan: its steps stand open, whichever task was asked for."""
    html = html_of(open_page("documents", task="km19-y", on=DAY))
    for task in ("km19-x", "km19-y"):
        assert '<details class="gb-steps" open>' in section(html, task)
    assert re.findall(r'<section class="gb-task chosen" data-task="(.*?)"', html) == ["km19-y"]
    assert 'href="documents?on=2026-11-21&amp;document=km-2019-action-plan&amp;task=km19-x"' in html
    app = open_page("documents", task="<i>no", on=DAY)
    assert "任务“<i>no”不能用在这里，已忽略" in app.warning[0].value


def test_steps_stand_in_the_documents_order_with_their_states_before_them(open_page: Opener, folder: Path) -> None:
    """Of what nobody reported stands no word, and a target stands below in one line with what is quoted of it."""
    said(folder, "km19-x.2", "under_way")
    found = section(html_of(open_page("documents", **PLAN)), "km19-x")
    steps = re.findall(r"<li>(.*?)<div>(\w+)", found, re.DOTALL)
    assert [(re.sub("<.*?>", "", state).strip(), text) for state, text in steps] == [
        ("", "出台招商办法"),
        ("推进中", "召开推介会"),
        ("", "建成平台"),
    ]
    target = found.partition('data-target="km19-fdi"')[2]
    assert "未达成" in target and "差 2.81 亿美元" in target and 'role="row"' not in target
    assert "实际 6.49 亿美元（2019），目标 9.3 亿美元" in target


def test_a_plan_that_had_not_been_issued_on_the_day_is_not_the_one_that_opens(open_page: Opener, folder: Path) -> None:
    """Of the five only the first is of 2019."""
    for day, opened in (("2020-01-01", "2019年度行动计划"), ("2026-11-21", "三年行动方案")):
        html = html_of(open_page("documents", on=day, lang="zh"))
        assert opened in html.partition("<h1>")[2].partition("</h1>")[0]
    asked = html_of(open_page("documents", on="2020-01-01", document="km-2023-2025-three-year-plan", lang="zh"))
    assert "2020-01-01尚未印发" in asked


def test_a_task_done_with_its_target_missed_shows_both(open_page: Opener, folder: Path) -> None:
    """Foreign investment of 2019 was 6.49 of 9.3."""
    said(folder, "km19-x", "done", kind="task")
    found = section(html_of(open_page("documents", **PLAN)), "km19-x")
    assert "任务报“已完成”，但本条指标未达成" in found
    assert 'class="c-status met">已完成' in found and 'data-status="missed"' in found


def test_a_task_said_to_be_done_over_open_steps_has_no_mark_of_what_is_done(open_page: Opener, folder: Path) -> None:
    said(folder, "km19-x", "done", kind="task")
    said(folder, "km19-x.1", "under_way")
    for page in ({"page": "documents", **PLAN}, {"page": "departments", "body": "km-press", "on": DAY, "lang": "zh"}):
        found = section(html_of(open_page(**page)), "km19-x")
        assert 'class="c-status met"' not in found and ">已完成<" not in found
        assert found.count('class="c-status no_data">单位报已完成，与事项不符<') == 2, "beside its name and unfolded"


def test_what_was_not_known_on_the_day_is_not_told(open_page: Opener, folder: Path) -> None:
    said(folder, "km19-x.1", "done")
    assert "已完成" not in html_of(open_page("documents", document="km-2019-action-plan", on="2026-03-19"))


def test_what_somebody_typed_is_text_and_nothing_else(open_page: Opener, folder: Path) -> None:
    said(folder, "km19-x.1", "done", done="<script>alert(1)</script>")
    html = html_of(open_page("documents", **PLAN))
    assert "<script>alert" not in html and "&lt;script&gt;alert(1)" in html


def test_a_broken_file_of_tasks_is_told_with_its_place(open_page: Opener, folder: Path) -> None:
    (folder / "tasks.yaml").write_text("tasks: 3\n", encoding="utf-8")
    app = open_page("documents", **PLAN)
    assert app.error and "tasks.yaml" in html_of(app) and not app.exception


def test_who_is_behind_on_tasks_is_one_table_of_all_bodies(open_page: Opener, folder: Path) -> None:
    """The bureau has a step overdue and one of three unreported, due in 2027; of the press office's four, one more is
    past due without a report. Whoever answers for tasks alone stands there like the others."""
    said(folder, "km19-x.1", "done")
    said(folder, "km19-x.2", "under_way")
    html = html_of(open_page("departments", on=DAY))
    rows = re.findall(r'<tr data-load="(.*?)">(.*?)</tr>', html)
    cells = {ident: re.sub("<.*?>", " ", row).split() for ident, row in rows}
    # Steps; overdue, behind, past due without a report, without any report, done.
    assert cells["km-press"] == ["市新闻办", "列名任务", "2", "项", "4", "1", "—", "1", "2", "1"]
    assert cells["km-investment-promotion"] == ["市投资促进局", "牵头任务", "1", "项", "3", "1", "—", "—", "1", "1"]
    assert [ident for ident, _ in rows] == ["km-press", "km-investment-promotion"], "the furthest behind first"
    assert 'href="documents?on=2026-11-21&amp;standing=unreported&amp;body=km-press">1</a>' in html
    assert "任务：1个单位有已到期而没有单位填报的事项，2个单位有逾期的事项" in html
    # 37 answer for a target; beside what the bureau's tasks are stands what of them is late.
    assert html.count("data-body=") == 37
    assert re.search(
        r'data-body="km-investment-promotion".*?牵头任务 1 项 · <span class="flag">1个逾期<', html, re.DOTALL
    )
    assert "市新闻办" not in html_of(open_page("departments", on=DAY, region="panlong"))
    assert "没有到期或逾期事项的 2 个单位" in html_of(open_page("departments", on="2019-06-30"))


def test_collective_names_are_told_apart_from_bodies(open_page: Opener, folder: Path) -> None:
    """With 各街办 beside the bureau in one task, and the press office in both: two bodies, one collective name."""
    body = "  - {id: km-all, name: 各街办, name_en: All offices, region: kunming, collective: true}\n"
    named = TASKS.replace("tasks:\n", body + "tasks:\n").replace(
        "市投资促进局, 市新闻办]", "市投资促进局, 市新闻办, 各街办]"
    )
    (folder / "tasks.yaml").write_text(named, encoding="utf-8")
    told = "没有到期或逾期事项的 2 个单位，以及 1 个集体名称"
    assert told in html_of(open_page("departments", on="2019-06-30", lang="zh"))
    english = html_of(open_page("departments", on="2019-06-30", lang="en"))
    assert "2 bodies with nothing overdue or past due, and 1 collective name" in english


def test_a_body_sees_what_it_leads_what_is_overdue_and_what_was_said_last(open_page: Opener, folder: Path) -> None:
    said(folder, "km19-x.1", "under_way", done="已起草", batch="b1")
    said(folder, "km19-x.2", "done", batch="b2")
    html = html_of(open_page("departments", body="km-investment-promotion", on=DAY))
    assert "1项任务，其中0项已完成，3个事项中1个已完成，1个推进中，1个未报进展；1个逾期。" in html
    (urgent,) = re.findall(r'<section class="gb-urgent">.*?</section>', html, re.DOTALL)
    # The last day was 2019-12-31, 2,517 days before 2026-11-21.
    assert 'data-grade="overdue"' in urgent and "逾期2517天" in urgent and "已做：已起草" in urgent
    assert "牵头的任务" in html and "参加的任务" not in html
    assert "到期" not in section(html, "km19-x"), "the step without a report is due in 2027"


def test_a_body_of_tasks_only_has_a_page(open_page: Opener, folder: Path) -> None:
    html = html_of(open_page("departments", body="km-press", lang="en", on=DAY))
    assert "Kunming Press Office" in html and "data-target=" not in html
    # Rules, event and film were due in 2019; the platform is not before 2027.
    assert "3 steps past due, reported by no body" in html
    assert "2 tasks with 4 steps; no report on any of them." in html


def test_what_was_said_of_a_target_stands_beside_it_and_judges_nothing(open_page: Opener, folder: Path) -> None:
    """A goal that is a yes or no, of a year without a figure: reported as done, and still without a verdict."""
    target = "km19-fdi"
    published = {"evidence_title": "通报", "evidence_url": "https://example.org/t", "evidence_date": "2020-01"}
    said(folder, target, "done", kind="target", body="", done="到位9.4亿美元", **published)
    said(folder, "km19-x.1", "done", done="已印发")
    html = html_of(open_page("indicator", id="fdi", region="kunming", on=DAY, lang="zh"))
    (card,) = re.findall(rf'<article[^>]*data-target="{target}".*?</article>', html, re.DOTALL)
    assert 'data-status="missed"' in card, "6.49 of 9.3 by the figures, whatever was said"
    assert "另有情况说明，不作为判断依据" in card and "到位9.4亿美元" in card
    assert 'href="https://example.org/t"' in card and "直接登记，非单位填报" in card
    assert "task=km19-x" in card and "3个事项中1个已完成" in card and "已印发" in card


def test_the_overview_has_one_line_for_tasks_and_counts_none_of_them(open_page: Opener, folder: Path) -> None:
    said(folder, "km19-x.1", "done")
    html = html_of(open_page("overview", on=DAY))
    (line,) = re.findall(r'<p class="gb-tasksline".*?</p>', html)
    line = re.sub(r"<[^>]*>", "", seen(line))
    assert line.endswith("2项任务、4个事项中，1个已完成；3个未报进展，2个已到期而没有单位填报。")
    assert "不计入上面的目标" in line
    assert "198 项量化目标" in html
    (folder / "tasks.yaml").write_text("tasks: 3\n", encoding="utf-8")
    html = html_of(open_page("overview", on=DAY))
    assert 'class="gb-tasksline"' not in html and "198 项量化目标" in html, (
        "a faulty file of tasks takes no figure away"
    )


def seen(line: str) -> str:
    """The line of tasks without the counts of which there are none."""
    return re.sub(r"<span[^>]*hidden>.*?</span>", "", line)


def test_each_count_of_the_overview_leads_to_the_steps_that_it_counts(open_page: Opener, folder: Path) -> None:
    said(folder, "km19-x.1", "done", done="已印发")
    said(folder, "km19-x.2", "under_way")
    line = html_of(open_page("overview", on=DAY)).partition('<p class="gb-tasksline"')[2].partition("</p>")[0]
    links = dict(re.findall(r'<a href="documents\?on=2026-11-21&amp;standing=(\w+)" data-carry>(\d+)', seen(line)))
    # Rules and the event are reported; the film was due in 2019, the platform is not before 2027.
    assert links == {"done": "1", "overdue": "1", "none": "2", "unreported": "1"}
    steps = {
        "done": ["出台招商办法"],
        "overdue": ["召开推介会"],
        "none": ["建成平台", "拍摄宣传片"],
        "unreported": ["拍摄宣传片"],
    }
    for standing, texts in steps.items():
        html = html_of(open_page("documents", on=DAY, standing=standing))
        found = re.findall(r"<div>(\w+)", "".join(re.findall(r'<ol class="gb-steplist">.*?</ol>', html, re.DOTALL)))
        assert found == texts, standing
    assert "市投资促进局" in html_of(open_page("documents", on=DAY, standing="done"))
    # A theme is that of the item's figures: here no item has one.
    assert "没有这样的事项" in html_of(open_page("documents", on=DAY, standing="done", theme="water"))
    of_body = html_of(open_page("documents", on=DAY, standing="none", body="km-investment-promotion"))
    assert "建成平台" in of_body and "拍摄宣传片" not in of_body
    assert "没有这样的事项" in html_of(open_page("documents", on=DAY, standing="done", document="panlong-2022-tasks"))


def test_what_changed_tells_states_of_tasks_with_their_cause(open_page: Opener, folder: Path) -> None:
    """Done on 20 March, and under way before that; what was taken back in between is told as that."""
    said(folder, "km19-x.1", "done", done="已印发")
    asked = {"since": "2026-03-19", "on": "2026-03-21", "lang": "zh"}
    html = html_of(open_page("changes", **asked))
    (row,) = re.findall(r'<div class="move" role="row" data-item="km19-x.1">.*?</div>', html, re.DOTALL)
    assert "未报进展" in row and "已完成" in row and "市投资促进局填报，2026-03-20" in row and "已做：已印发" in row
    assert "另有 1 个任务事项状态有变。" in html
    assert "data-item" not in html_of(open_page("changes", **asked, document="panlong-2022-tasks"))
    assert "data-item" in html_of(open_page("changes", **asked, document="km-2019-action-plan"))
    assert "data-item" not in html_of(open_page("changes", since="2026-03-20", on="2026-03-21"))
    said(folder, "km19-x.2", "done", period=Period("2025"), batch="late")  # of last year, entered on 20 March
    html = html_of(open_page("changes", **asked))
    assert "另有 1 个任务事项状态有变。 另有 1 个任务事项补录了以前的进展。" in html and "补录：2025年：已完成" in html


def test_reports_on_tasks_stand_in_a_matrix_like_returns(open_page: Opener, folder: Path) -> None:
    """The press office takes part in two tasks with four steps; in the first quarter it reported on two of them."""
    for step, state in (("km19-x.1", "done"), ("km19-y.1", "under_way")):
        said(folder, step, state, body="km-press", period=Period("2019-03"))
    said(folder, "km19-x", "under_way", kind="task", period=Period("2019"))
    html = html_of(open_page("reporting", year="2019", lang="zh"))
    (table,) = re.findall(r'<section class="gb-duty" id="tasks">.*?</section>', html, re.DOTALL)
    cells = {
        re.findall(r"<a[^>]*>(.*?)</a>", row)[0]: re.findall(r"</span>(\d+/\d+)</a>", row)
        for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", table)
    }
    # The bureau leads one task of three steps, and reported on it as a whole for the year, which ends in the fourth.
    assert cells == {"市投资促进局": ["0/3", "0/3", "0/3", "3/3"], "市新闻办": ["2/4", "0/4", "0/4", "0/4"]}
    assert 'href="task-reports?lang=zh&amp;body=km-press"' in table
    assert "只列文件时期包含2019年的任务" in table and "2 / 2" in table
    assert "任务进展填报" not in html_of(open_page("reporting", year="2020", lang="zh"))


def test_who_reported_nothing_in_a_year_is_named_once(open_page: Opener, folder: Path) -> None:
    html = html_of(open_page("reporting", year="2019", lang="zh"))
    assert "文件时期包含2019年的任务，2个单位这一年没有填报" in html and "0/3" not in html


def test_a_neighbours_report_makes_no_body_one_that_owes(open_page: Opener, folder: Path) -> None:
    """The plan of 2019 does not cover 2026: what the bureau reports of it then says nothing of the press office."""
    said(folder, "km19-x.1", "done", period=Period("2026-03"))
    html = html_of(open_page("reporting", year="2026", lang="zh"))
    (table,) = re.findall(r'<section class="gb-duty" id="tasks">.*?</section>', html, re.DOTALL)
    assert "市投资促进局" in table and "1/3" in table
    assert "市新闻办" not in table and "单位这一年没有填报" not in table


def test_what_is_past_due_of_plans_that_are_over_is_asked_for_in_every_year(open_page: Opener, folder: Path) -> None:
    """Rules, event and film were due in 2019, and the platform is not before 2027."""
    said(folder, "km19-x.1", "under_way", period=Period("2026-03"))
    html = html_of(open_page("reporting", year="2026", lang="zh"))
    (row,) = re.findall(r"<tr><th scope=\"row\">.*?</tr>", html.partition('id="tasks"')[2].partition("</section>")[0])
    assert "1/3" in row and "1 / 1" in row, "a task reported on in the year is listed, though its plan is over"
    owed = html.partition('id="owed-tasks"')[2].partition("</section>")[0]
    assert "2个事项已到期而没有单位填报，涉及2个单位" in owed and "standing=unreported" in owed
    found = re.findall(r'body=([\w-]+)">.*?</a> <span class="quiet">(\d+)', owed)
    assert found == [("km-press", "2"), ("km-investment-promotion", "1")]
