"""The page of task reports: what a clerk enters, what is refused and in which words, who vouches and who takes back.

Over a second where several people sign in one after the other.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
import re
import struct
import zlib
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from components.staff import task_form
from components.staff.once import Written
from components.staff.task_form import _saved
from gapboard.board.tasks import TaskBoard
from gapboard.catalog import load_catalog
from gapboard.catalog.tasks import load_tasks
from gapboard.export.task_template import task_template
from gapboard.kernel.wording import say
from gapboard.ledger import CsvStore
from gapboard.ledger.report import Report
from gapboard.ledger.reports import open_reports
from gapboard.people.rights import Accounts, Role, operator
from gapboard.people.rights.records import Granted
from gapboard.people.rights.signin import sign_in
from tests.gapboard.intake.test_evidence import DOCX, PDF, packed, parts_of
from tests.pages.conftest import Opener, html_of, visit_from
from tests.pages.task_data import INVESTMENT, NOON, said, with_tasks
from tests.pages.test_rights import PASSWORD

PAGE = "task-reports"
FIRST = {"body": INVESTMENT, "item": "km19-x.1", "lang": "zh"}


@pytest.fixture
def folder(data_folder: Path) -> Path:
    return with_tasks(data_folder)


def rows(folder: Path) -> list[Report]:
    return list(open_reports(CsvStore(folder / "actuals.csv")).read())


def field(app: AppTest, name: str, kind: str = "text_input") -> object:
    label = say(f"task_form.field.{name}", "zh")
    return next(item for item in getattr(app, kind) if item.label == label)


def fill(app: AppTest, state: str | None = "under_way", by: str = "李", **texts: str) -> AppTest:
    """Fill in the form that is open."""
    if by:
        next(item for item in app.text_input if item.label == say("staff.by", "zh")).set_value(by)
    if state:
        app = app.radio[0].set_value(state).run()
    for name, text in texts.items():
        field(app, name).set_value(text)  # type: ignore[attr-defined]
    return app.run()


def save(app: AppTest) -> AppTest:
    return next(item for item in app.button if item.label == say("task_form.save", "zh")).click().run()


def press(app: AppTest, what: str) -> AppTest:
    return next(item for item in app.button if item.label == say(f"task_form.{what}", "zh")).click().run()


def faults(app: AppTest) -> str:
    assert not app.exception
    return " ".join(str(item.value) for item in (*app.error, *app.warning))


def test_a_report_is_saved_and_the_next_open_step_is_asked(open_page: Opener, folder: Path) -> None:
    app = open_page(PAGE, **FIRST)
    assert "还没有填报过" in html_of(app)
    texts = {"done": "已印发", "planned": "宣贯", "evidence_title": "办法", "evidence_url": "https://example.org/a"}
    app = save(fill(app, "done", **texts, evidence_date="2026年6月30日"))
    (row,) = rows(folder)
    assert (row.kind, row.subject, row.state, row.body) == ("step", "km19-x.1", "done", INVESTMENT)
    assert (row.done, row.planned, row.obstacle, row.evidence_date) == ("已印发", "宣贯", "", "2026-06-30")
    assert (row.period.text, row.recorded_by, row.stage) == (dt.date.today().strftime("%Y-%m"), "李", "claimed")
    assert "已保存“出台招商办法”（km19-x.1）：已完成" in app.success[0].value
    assert app.query_params["item"] == "km19-x.2"
    assert 'data-subject="km19-x.2"' in html_of(app)
    # What was typed is gone with the report, and the name stays.
    assert field(app, "done").value == "" and app.radio[0].value is None  # type: ignore[attr-defined]


def test_an_impatient_second_click_writes_nothing(open_page: Opener, folder: Path) -> None:
    """Its run starts beside the first one's, and finds that this form's report is written; what is left to do after
    that may be done twice, and is the second time nothing, whatever somebody has begun to type by then."""
    app = fill(open_page(PAGE, **FIRST), "done", done="已印发")
    first = Written()
    first.turns.add(f"taskform.step.km19-x.1.0.{INVESTMENT}")
    app.session_state["taskform.written"] = first
    assert not save(app).exception
    assert rows(folder) == []
    app = save(fill(open_page(PAGE, **FIRST), "done", done="已印发"))
    left = partial(_saved, rows(folder)[0], False, "km19-x.3", 1)
    app = fill(app, "under_way", done="场地已定")
    app.session_state["staff:left"] = [left]
    app = app.run()
    assert app.query_params["item"] == "km19-x.2"
    assert field(app, "done").value == "场地已定"  # type: ignore[attr-defined]
    assert len(rows(folder)) == 1


def test_who_reported_meanwhile_is_told_before_it_is_replaced(open_page: Opener, folder: Path) -> None:
    app = fill(open_page(PAGE, **FIRST), "under_way", done="已起草")
    said(folder, "km19-x.1", "stopped", recorded_by="王")
    app = save(app)
    assert [row.recorded_by for row in rows(folder)] == ["王"]
    assert "已有人填报" in faults(app) and "中止" in faults(app) and "王 登记" in faults(app)
    assert field(app, "done").value == "已起草", "what was typed stays"  # type: ignore[attr-defined]
    save(app)
    assert [row.state for row in rows(folder)] == ["stopped", "under_way"]


def test_a_change_of_language_leaves_the_body_its_item_and_the_state_chosen(open_page: Opener, folder: Path) -> None:
    app = open_page(PAGE, **FIRST | {"item": "km19-x.2"})
    app = fill(app, "under_way", done="场地已定")
    app.query_params["lang"] = "en"
    app = app.run()
    assert (app.radio[0].value, app.selectbox[0].value) == ("under_way", INVESTMENT)
    # The browser, which knows a choice by its name only, is sent the new one.
    sent = [(box.set_value, box.raw_value) for box in (app.radio[0].proto, app.selectbox[0].proto)]
    assert sent == [
        (True, "under way"),
        (True, load_tasks(folder, load_catalog(folder / "targets.yaml")).bodies[INVESTMENT].label("en")),
    ]
    app = app.radio[0].set_value("done").run()
    assert (app.query_params["body"], app.query_params["item"]) == (INVESTMENT, "km19-x.2")
    assert not app.warning and 'data-subject="km19-x.2"' in html_of(app)
    app = next(item for item in app.button if item.label == say("task_form.save", "en")).click().run()
    assert [(row.body, row.subject, row.state, row.done) for row in rows(folder)] == [
        (INVESTMENT, "km19-x.2", "done", "场地已定")
    ]


def test_the_last_text_is_at_hand(open_page: Opener, folder: Path) -> None:
    said(folder, "km19-x.1", "under_way", done="已起草", obstacle="待会签")
    app = open_page(PAGE, **FIRST)
    assert "已做：已起草" in html_of(app)
    app = press(app, "as_last")
    assert (field(app, "done").value, field(app, "obstacle").value) == ("已起草", "待会签")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"state": None}, "请先选进展状态"),
        ({"by": ""}, "请写明录入人姓名"),
        ({"state": "delayed"}, "请写明延到哪一年或哪一天"),
        ({"state": "done"}, "请写明做了什么，或附佐证"),
        ({"state": "delayed", "delayed_to": "明年"}, "延期到：“明年”既不是年份，也不是日期"),
        ({"state": "delayed", "delayed_to": "2019-06-30"}, "不晚于原定的 2019-12-31"),
        ({"evidence_url": "https://example.org"}, "要么都填，要么都不填"),
        (
            {"evidence_title": "题", "evidence_url": "javascript:alert(1)", "evidence_date": "2026"},
            "佐证网址：“javascript:alert(1)”不是网址",
        ),
        (
            {"evidence_title": "题", "evidence_url": "https://example.org", "evidence_date": "2026-02-30"},
            "佐证日期：“2026-02-30”不是日期",
        ),
        (
            {"evidence_title": "题", "evidence_url": "https://example.org", "evidence_date": "2099"},
            "佐证日期：“2099”在将来",
        ),
        ({"state": "stopped"}, "问题：填报为中止，却没有写明原因。请在“问题”写明为什么中止。"),
        ({"done": "长" * 501}, "已做：文字过长"),
    ],
)
def test_what_cannot_be_saved_is_told_by_the_fields_name(
    open_page: Opener, folder: Path, entry: dict[str, str], told: str
) -> None:
    app = save(fill(open_page(PAGE, **FIRST), **entry))
    assert told in faults(app)
    assert rows(folder) == []
    if "done" in entry:
        assert field(app, "done").value == entry["done"], "what was typed stays"  # type: ignore[attr-defined]


def test_all_that_is_missing_is_told_at_once_and_a_last_day_is_read_as_offices_write_it(
    open_page: Opener, folder: Path
) -> None:
    app = save(fill(open_page(PAGE, **FIRST), "delayed", by="", evidence_title="题"))
    assert [part in faults(app) for part in ("请写明延到", "要么都填", "请写明录入人姓名")] == [True] * 3
    app = fill(app, "delayed", delayed_to="2027年6月底", evidence_title="")
    save(app)
    assert [row.delayed_to for row in rows(folder)] == ["2027-06-30"]


def test_what_is_refused_stands_instead_of_what_was_saved_before_and_above_the_form(
    open_page: Opener, folder: Path
) -> None:
    app = save(fill(open_page(PAGE, **FIRST), "under_way", done="已起草"))
    assert app.success
    app = save(fill(app, "delayed"))
    assert not app.success and "请写明延到哪一年" in app.error[0].value
    told = [getattr(item, "value", "") for item in app.main]
    assert told.index(app.error[0].value) < next(i for i, text in enumerate(told) if "gb-subject" in str(text))
    # Of another item it says nothing.
    app.query_params["item"] = "km19-x.3"
    assert not app.run().error


def test_a_period_that_cannot_be_read_is_told(open_page: Opener, folder: Path) -> None:
    app = fill(open_page(PAGE, **FIRST))
    app = field(app, "period").set_value("2027-13").run()  # type: ignore[attr-defined]
    assert "填报时期认不出来" in faults(app), "as soon as it is typed"
    app = field(app, "period").set_value("2099-01").run()  # type: ignore[attr-defined]
    assert "时期“2099-01”在收到之日还没有开始" in faults(app)
    app = save(field(app, "period").set_value("上个月吧").run())  # type: ignore[attr-defined]
    assert "填报时期认不出来" in faults(app)
    app = save(field(app, "period").set_value("2031").run())  # type: ignore[attr-defined]
    assert "填报时期：时期“2031”在收到之日还没有开始" in faults(app)
    app = save(field(app, "period").set_value("2026年1—9月").run())  # type: ignore[attr-defined]
    assert [row.period.text for row in rows(folder)] == ["2026-01/2026-09"]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


_PIXEL = _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)) + _chunk(b"IDAT", zlib.compress(b"\0\0\0\0"))
PNG = b"\x89PNG\r\n\x1a\n" + _PIXEL + _chunk(b"IEND", b"")


def test_a_dropped_file_is_evidence_and_what_hides_something_is_none(open_page: Opener, folder: Path) -> None:
    app = fill(open_page(PAGE, **FIRST), "done")
    app = save(app.file_uploader[0].set_value(("照片.png", PNG + b"PK\x05\x06<script>", "image/png")).run())
    assert "文件里还藏有别的内容" in faults(app) and rows(folder) == []
    app = save(app.file_uploader[0].set_value(("照片.png", PNG, "image/png")).run())
    (row,) = rows(folder)
    assert row.file == "照片.png"
    app = open_page(PAGE, **FIRST)
    assert f'href="evidence/{row.sha256}"' in html_of(app)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        pytest.param("图.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "这不是 PDF、PNG", id="svg"),
        pytest.param("证明.docx", packed({"a.svg": b"<svg onload='alert(1)'/>"}), "这不是 PDF、PNG", id="zip"),
        pytest.param("证明.docx", packed(parts_of(DOCX) | {"word/a": bytes(45 << 20)}), "解开后异常巨大", id="bomb"),
        pytest.param("证明.docx", packed(parts_of(DOCX) | {"word/vbaProject.bin": b""}), "宏", id="macros"),
        pytest.param("证明.pdf", PDF + packed({"a.html": b"<script>"}), "文件里还藏有别的内容", id="polyglot"),
        pytest.param("长" * 5000 + ".pdf", b"%PDF-1.7 half", "文件不完整", id="long-name"),
        pytest.param("空.pdf", b"", "空", id="empty"),
    ],
)
def test_a_hostile_file_is_told_and_neither_kept_nor_reported(
    open_page: Opener, folder: Path, name: str, content: bytes, told: str
) -> None:
    app = fill(open_page(PAGE, **FIRST), "done", done="已印发")
    app = save(app.file_uploader[0].set_value((name, content, "application/pdf")).run())
    assert told in faults(app) and len(faults(app)) < 400
    assert rows(folder) == [] and not (folder / "evidence").exists()
    assert field(app, "done").value == "已印发", "what was typed stays"  # type: ignore[attr-defined]


@pytest.mark.parametrize(("name", "kept"), [("照片.pdf", "照片.png"), ("长" * 5000 + ".png", "长" * 96 + ".png")])
def test_a_file_is_named_as_what_it_is(open_page: Opener, folder: Path, name: str, kept: str) -> None:
    save(fill(open_page(PAGE, **FIRST), "done").file_uploader[0].set_value((name, PNG, "image/png")).run())
    assert [row.file for row in rows(folder)] == [kept]


def test_a_report_is_taken_back_and_stays_on_record(open_page: Opener, folder: Path) -> None:
    said(folder, "km19-x.1", "done")
    app = open_page(PAGE, **FIRST)
    assert "1个已完成" not in html_of(app)
    app = press(fill(app, None), "withdraw_now")
    assert [row.stage for row in rows(folder)] == ["claimed"] and "理由" in faults(app), "a reason is asked for"
    next(item for item in app.text_input if item.label == say("task_form.withdraw_reason", "zh")).set_value("填错了")
    app = press(app, "withdraw_now")
    assert [(row.stage, row.note) for row in rows(folder)] == [("claimed", ""), ("withdrawn", "填错了")]
    assert "已撤回" in app.success[0].value
    assert "gb-report gone" in html_of(app) and "还没有填报过" in html_of(app)


def test_that_a_whole_task_is_done_over_open_steps_is_asked_and_a_fast_second_click_is_no_answer(
    open_page: Opener, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(folder, "km19-x.1", "under_way")
    app = open_page(PAGE, **FIRST | {"item": "km19-x"})
    app = save(save(fill(app, "done", done="全部办结")))
    assert "其中各事项还有1个推进中，2个未报进展。请先逐条填报" in faults(app) and len(rows(folder)) == 1
    monkeypatch.setattr(task_form, "_READ", -1.0)
    said(folder, "km19-x.2", "done")
    app = save(app)
    assert "1个推进中，1个未报进展" in faults(app) and len(rows(folder)) == 2, "it is another question"
    app = save(app)
    assert [(row.kind, row.state) for row in rows(folder)[2:]] == [("task", "done")]


def test_a_whole_task_is_done_without_a_question_where_its_steps_are(open_page: Opener, folder: Path) -> None:
    for number, state in enumerate(("done", "stopped", "done"), 1):
        said(folder, f"km19-x.{number}", state)
    save(fill(open_page(PAGE, **FIRST | {"item": "km19-x"}), "done", done="全部办结"))
    assert [(row.kind, row.state) for row in rows(folder)[3:]] == [("task", "done")]


def test_an_unknown_item_or_body_is_told_and_harmless(open_page: Opener, folder: Path) -> None:
    app = open_page(PAGE, body="<b>", item="x", lang="zh")
    assert "“<b>”不能用在这里" in faults(app) and "“x”不能用在这里" in faults(app)
    assert 'data-subject="km19-x.1"' in html_of(app)


def test_without_tasks_the_page_says_so(open_page: Opener, data_folder: Path) -> None:
    assert "没有可以填报的任务" in open_page(PAGE, lang="zh").info[0].value


class Office:
    """A board where people sign in: a clerk of the press office, a supervisor, and who only reads."""

    def __init__(self, open_page: Opener, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open_page, self.folder, self.monkeypatch = open_page, folder, monkeypatch
        grants = {
            "clerk": Granted(role=Role.EDITOR, bodies=["km-press"]),
            "clerk2": Granted(role=Role.EDITOR),
            "super": Granted(role=Role.REVIEWER),
            "reader": Granted(role=Role.VIEWER),
        }
        for name, granted in grants.items():
            Accounts(folder).add(operator("root"), name, PASSWORD, granted)

    def page(self, name: str, **parameters: str) -> AppTest:
        """The page as somebody sees it; as nobody who has signed in, without a name."""
        cookie = sign_in(self.folder, name, PASSWORD, "10.0.0.9").cookie if name else ""
        visit_from(self.monkeypatch, "10.0.0.9", cookie=cookie)
        return self.open_page(PAGE, lang="zh", **parameters)


@pytest.fixture
def office(open_page: Opener, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(open_page, folder, monkeypatch)


def test_a_clerk_reports_for_the_own_body_only_and_a_supervisor_verifies(office: Office) -> None:
    app = office.page("clerk")
    assert app.selectbox[0].options == ["市新闻办"]
    app = save(fill(app, "done", by="", done="已办"))
    (row,) = rows(office.folder)
    assert (row.body, row.recorded_by) == ("km-press", "clerk")
    app = office.page("super")
    assert "待核实 1 份" in html_of(app) and not app.radio
    app = press(app, "verify")
    assert [item.stage for item in rows(office.folder)] == ["claimed", "verified"]
    assert "已核实" in app.success[0].value
    assert "待核实 0 份" in html_of(app)


def test_a_supervisor_returns_what_counts_with_a_reason_or_verifies_it_with_a_remark(office: Office) -> None:
    for number in (1, 2):
        said(office.folder, f"km19-x.{number}", "done", body="km-press", recorded_by="clerk")
    app = office.page("super")
    assert faults(press(app, "send_back")) and rows(office.folder)[-1].stage == "claimed", "a reason is asked for"
    for deed, stage, text in (("send_back", "returned", "佐证不符"), ("verify", "verified", "看过原件")):
        next(item for item in app.text_input if item.label == say("review.reason", "zh")).set_value(text)
        app = press(app, deed)
        assert (rows(office.folder)[-1].stage, rows(office.folder)[-1].note) == (stage, text)
    assert "待核实 0 份" in html_of(app)


def test_what_is_to_be_verified_is_of_one_body_if_asked_and_the_latest_comes_first(office: Office) -> None:
    said(office.folder, "km19-x.1", "under_way")
    said(office.folder, "km19-y.1", "under_way", body="km-press", recorded_at=NOON + dt.timedelta(hours=1))
    html = html_of(office.page("super"))
    assert html.index("拍摄宣传片") < html.index("出台招商办法") and re.search(r"2019[^<>]* · 拍摄宣传片", html)
    html = html_of(office.page("super", body="km-press"))
    assert "待核实 1 份" in html and "拍摄宣传片" in html and "出台招商办法" not in html


def test_a_clerk_takes_back_only_the_own_report(office: Office) -> None:
    said(office.folder, "km19-x.1", "under_way", body="km-press")
    app = office.page("clerk", item="km19-x.1")
    assert "推进中" in html_of(app) and say("task_form.withdraw_now", "zh") not in [item.label for item in app.button]
    said(office.folder, "km19-x.1", "done", body="km-press", recorded_by="clerk", batch="own")
    app = office.page("clerk", item="km19-x.1")
    assert [item.key for item in app.button if item.label == "确认撤回"] == ["withdraw_now-own"]


def test_who_has_to_sign_in_is_led_there(office: Office) -> None:
    assert 'href="signin?lang=zh">登录与权限</a>' in html_of(office.page(""))
    assert 'href="signin' not in html_of(office.page("reader")), "signing in again is of no use"


def test_who_reads_sees_what_was_said_and_no_button(office: Office) -> None:
    said(office.folder, "km19-x.1", "done")
    app = office.page("reader", body=INVESTMENT, item="km19-x.1")
    assert app.warning and "已完成" in html_of(app)
    assert not app.radio and not [item for item in app.button if item.label in ("撤回", "核实", "保存，到下一条")]


@pytest.mark.parametrize("stage", ["held", "returned", "withdrawn", "withdrawing", "claimed"])
def test_what_does_not_count_is_shown_to_those_who_report_for_that_body_or_review(office: Office, stage: str) -> None:
    """To nobody else is any word of it shown, nor what was decided of what counts."""
    report = said(office.folder, "km19-x.1", "done", done="机密二", stage="held" if stage != "withdrawn" else "claimed")
    for number, after in enumerate({"held": [], "withdrawing": ["claimed", stage]}.get(stage, [stage])):
        row = dataclasses.replace(report, stage=after, recorded_by="王" * (number + 1), note="口径不对")
        open_reports(CsvStore(office.folder / "actuals.csv")).add([row])
    (office.folder / "people.yaml").write_text("review: true\n", encoding="utf-8")
    asked = {"body": INVESTMENT, "item": "km19-x.1"}
    for name, sees in {"": False, "reader": False, "clerk": False, "clerk2": True, "super": True}.items():
        asked_as = asked | ({"body": "km-press"} if name == "clerk" else {"view": "report"})
        html = html_of(office.page(name, **asked_as))
        counts = stage in ("claimed", "withdrawing")
        assert ("机密二" in html) is (counts or sees), name
        assert ("口径不对" in html) is (sees and stage != "held"), name
        assert ("待审核" in re.sub("<nav.*?</nav>", "", html, flags=re.DOTALL)) is (
            sees and stage in ("held", "withdrawing")
        ), name
    for page, more in {"documents": {"task": "km19-x"}, "departments": {"body": INVESTMENT}, "changes": {}}.items():
        html = html_of(office.open_page(page, lang="zh", **more))
        assert "口径不对" not in html and "待审核" not in html and ("机密二" in html) <= counts


def test_where_reports_are_reviewed_they_wait_and_do_not_count(office: Office) -> None:
    (office.folder / "people.yaml").write_text("review: true\n", encoding="utf-8")
    app = save(fill(office.page("clerk2", body=INVESTMENT, item="km19-x.1"), "done", by="", done="已办"))
    assert "已提交审核" in app.success[0].value
    assert [row.stage for row in rows(office.folder)] == ["held"]
    app = office.page("super")
    assert "待审核 1 份" in html_of(app)
    app = press(app, "send_back")
    assert [row.stage for row in rows(office.folder)] == ["held"], "a reason is asked for"
    assert faults(app)
    app = press(app, "accept")
    assert [row.stage for row in rows(office.folder)] == ["held", "claimed"]


@pytest.mark.parametrize(
    ("stage", "buttons"),
    [("held", []), ("claimed", []), ("withdrawing", ["退回"])],
)
def test_what_would_be_refused_as_the_own_report_is_not_offered(office: Office, stage: str, buttons: list[str]) -> None:
    """A withdrawal that waits may be given up by who asked for it; whoever did not report has both buttons."""
    (office.folder / "people.yaml").write_text("review: true\n", encoding="utf-8")
    Accounts(office.folder).add(operator("root"), "super2", PASSWORD, Granted(role=Role.REVIEWER))
    first = "held" if stage == "held" else "claimed"
    report = said(office.folder, "km19-x.1", "done", body="km-press", recorded_by="super", stage=first)
    if stage != first:
        open_reports(CsvStore(office.folder / "actuals.csv")).add([dataclasses.replace(report, stage=stage)])
    found = {"super": buttons, "super2": ["核实" if stage == "claimed" else "通过", "退回"]}
    for name, expected in found.items():
        for view in ("verify", "report"):
            app = office.page(name, view=view, body="km-press", item="km19-x.1")
            offered = [item.label for item in app.button if item.label in ("通过", "退回", "核实")]
            assert offered == expected, (name, view)
            told = say("task_form.own", "zh") in [item.value for item in app.caption]
            assert told is (name == "super"), (name, view)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("claimed", "withdrawing", "已提交撤回，待审核；审核通过之前仍然计入。"),
        ("held", "withdrawn", "已撤回；不再计入。"),
    ],
)
def test_whether_a_withdrawal_waits_is_told(office: Office, before: str, after: str, told: str) -> None:
    (office.folder / "people.yaml").write_text("review: true\n", encoding="utf-8")
    said(office.folder, "km19-x.1", "done", body="km-press", recorded_by="clerk", stage=before)
    app = office.page("clerk", item="km19-x.1")
    next(item for item in app.text_input if item.label == say("task_form.withdraw_reason", "zh")).set_value("填错了")
    app = press(app, "withdraw_now")
    assert (rows(office.folder)[-1].stage, app.success[0].value) == (after, told)


def test_what_was_returned_is_brought_to_who_reported_it(office: Office) -> None:
    """Over the form with its reason, over the list, in the list, on the page of reviews, until it is reported again."""
    (office.folder / "people.yaml").write_text("review: true\n", encoding="utf-8")
    said(office.folder, "km19-x.1", "under_way", body="km-press", stage="held", recorded_by="clerk")
    report = said(office.folder, "km19-x.2", "done", body="km-press", stage="held", recorded_by="clerk", done="已开")
    back = dataclasses.replace(report, stage="returned", recorded_by="super", note="请附会议通知")
    open_reports(CsvStore(office.folder / "actuals.csv")).add([back])
    html = html_of(office.page("clerk"))
    assert 'data-subject="km19-x.2"' in html, "the page begins with it"
    assert "已退回，没有计入。意见：请附会议通知（super，2026-03-20）" in html and "已做：已开" in html
    assert "退回 1 份，请修改后重报" in html
    rows_of = dict(re.findall(r'data-item="(km19-x\.\d)".*?>(.*?)</a>', html))
    assert "已退回" in rows_of["km19-x.2"] and "待审核" in rows_of["km19-x.1"] and "flag" not in rows_of["km19-x.3"]
    html = html_of(office.open_page("review", lang="zh"))
    assert "任务填报：待审核 1 份，退回后还没有重报 1 份。" in html and "task-reports?lang=zh&amp;view=report" in html
    assert "已退回" not in html_of(office.page("reader", body="km-press"))
    said(office.folder, "km19-x.2", "done", body="km-press", stage="held", recorded_by="clerk", batch="again",
         recorded_at=NOON + dt.timedelta(hours=1))  # fmt: skip
    html = html_of(office.page("clerk"))
    assert "请修改后重报" not in html and html.count('<span class="flag">待审核</span>') == 2


def test_what_was_returned_stands_in_the_fields_to_be_mended_and_a_draft_of_it_comes_first(office: Office) -> None:
    texts = {"done": "已开", "evidence_title": "通知", "evidence_url": "https://example.org", "evidence_date": "2026"}
    report = said(
        office.folder, "km19-x.2", "delayed", body="km-press", recorded_by="clerk", delayed_to="2027", **texts
    )
    report = dataclasses.replace(report, stage="returned", recorded_by="super", note="请写下步")
    open_reports(CsvStore(office.folder / "actuals.csv")).add([report])
    kept = json.dumps({"state": "done", "done": "已开完"})
    app = hand_over(office.page("clerk", item="km19-x.2"), kept)
    now = [app.radio[0].value, *(field(app, name).value for name in ("done", "evidence_title"))]  # type: ignore[attr-defined]
    assert now == ["done", "已开完", ""], "what the browser kept, and nothing else"
    app = office.page("clerk")
    assert app.radio[0].value == "delayed"
    assert {name: field(app, name).value for name in texts} == texts  # type: ignore[attr-defined]
    assert "退回的内容（填报时期：2026年3月）已填在下面各栏" in app.info[0].value
    field(app, "planned").set_value("十月再开")  # type: ignore[attr-defined]
    app = save(field(app, "done").set_value("").run())  # type: ignore[attr-defined]
    last = rows(office.folder)[-1]
    assert (last.state, last.delayed_to, last.done, last.planned, last.stage) == (
        "delayed",
        "2027",
        "",
        "十月再开",
        "claimed",
    )
    app = office.page("clerk", item="km19-x.2")
    assert app.radio[0].value is None and not app.info, "it was reported again"


def test_a_file_that_was_returned_is_said_to_be_chosen_again(office: Office) -> None:
    about = {"file": "照片.png", "sha256": "a" * 64, "body": "km-press", "recorded_by": "clerk"}
    report = dataclasses.replace(said(office.folder, "km19-x.2", "done", **about), stage="returned", note="不清楚")
    open_reports(CsvStore(office.folder / "actuals.csv")).add([dataclasses.replace(report, recorded_by="super")])
    assert "佐证文件“照片.png”不会自动带上" in office.page("clerk").info[0].value


def test_a_form_of_excel_is_read_back_and_saved_only_when_it_is_confirmed(open_page: Opener, folder: Path) -> None:
    """Slow: the file is read in a process of its own."""
    tasks = load_tasks(folder, load_catalog(folder / "targets.yaml"))
    book = openpyxl.load_workbook(io.BytesIO(task_template(TaskBoard(tasks, (), dt.date.today()), INVESTMENT, "zh")))
    sheet = book.worksheets[0]
    at = {str(cell.value): cell.column for cell in sheet[1]}
    by_id = {str(row[0].value): row[0].row for row in sheet.iter_rows(min_row=2)}
    sheet.cell(by_id["km19-x.1"], at["状态"]).value = "完成"
    sheet.cell(by_id["km19-x.1"], at[say("task_file.column.done", "zh")]).value = "已印发"
    sheet.cell(by_id["km19-x.2"], at["状态"]).value = "快了"
    file = io.BytesIO()
    book.save(file)
    app = open_page(PAGE, **FIRST)
    sent = app.file_uploader[1].set_value(("填报表.xlsx", file.getvalue(), "application/vnd.ms-excel"))
    app = sent.run()
    told = html_of(app)
    assert "1 行可以保存，1 行不收" in told and "“完成”读作“已完成”" in told and "“快了”不是这里的状态" in told
    assert rows(folder) == []
    label = say("task_file.page.only_good", "zh", count=1, refused=1)
    save_it = next(item for item in app.button if item.label == label)
    assert "录入人姓名" in faults(save_it.click().run())
    next(item for item in app.text_input if item.label == say("staff.by", "zh")).set_value("李").run()
    app = next(item for item in app.button if item.label == label).click().run()
    [report] = rows(folder)
    assert (report.subject, report.state, report.body, report.recorded_by) == ("km19-x.1", "done", INVESTMENT, "李")
    assert "已从 填报表.xlsx 保存 1 条" in str(app.success[0].value)


def hand_over(app: AppTest, text: str) -> AppTest:
    """What the browser does after a reload."""
    return next(item for item in app.text_input if item.label == say("unsaved.field", "zh")).set_value(text).run()


def test_what_the_browser_kept_is_put_into_empty_fields_only(open_page: Opener, folder: Path) -> None:
    told = say("unsaved.restored", "zh")
    kept = json.dumps(
        {"state": "delayed", "delayed_to": "2027", "done": "已选址", "period": "2026-02", "by": "李", "turn": "x"}
    )
    app = hand_over(open_page(PAGE, **FIRST), kept)
    assert (app.radio[0].value, field(app, "delayed_to").value, field(app, "done").value) == (
        "delayed",
        "2027",
        "已选址",
    )  # type: ignore[attr-defined]
    assert next(item for item in app.text_input if item.label == say("staff.by", "zh")).value == "李"
    assert field(app, "period").value == "2026-02" and told in [item.value for item in app.info]  # type: ignore[attr-defined]
    app = press_unsaved(app)
    assert (app.radio[0].value, field(app, "done").value) == (None, "")  # type: ignore[attr-defined]
    assert told not in [item.value for item in app.info]
    app = hand_over(fill(app, "done", done="已印发"), kept)
    assert (app.radio[0].value, field(app, "done").value) == ("done", "已印发")  # type: ignore[attr-defined]
    assert rows(folder) == []


def press_unsaved(app: AppTest) -> AppTest:
    return next(item for item in app.button if item.label == say("unsaved.give_up", "zh")).click().run()


@pytest.mark.parametrize("text", ["{", "[1]", '{"state": "finished"}', '{"done": 3}', '{"other": "x"}'])
def test_what_no_script_of_ours_wrote_is_nothing(open_page: Opener, folder: Path, text: str) -> None:
    app = hand_over(open_page(PAGE, **FIRST), text)
    assert not app.exception and app.radio[0].value is None
    assert say("unsaved.restored", "zh") not in [item.value for item in app.info]
