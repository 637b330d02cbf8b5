"""Reminder sheets, calendars and the figures that a body owes for a period."""

import dataclasses
import datetime as dt
import io
from zipfile import ZipFile

import icalendar
import openpyxl
import pytest
from docx import Document

from gapboard.board.reporting import Returns
from gapboard.catalog.reporting import Reporting, ReportingFile
from gapboard.export.agenda import agenda
from gapboard.export.owed import owed_for
from gapboard.export.reminder import reminder, reminders_zip, to_remind
from gapboard.export.template import template_of
from gapboard.ledger import Period
from gapboard.ledger.reports import Report
from tests.gapboard.export.small import board

WORLD = board()
COMMERCE, STATISTICS, WATER = (
    next(body for body in WORLD.catalog.bodies.values() if body.name == name)
    for name in ("市商务局", "市统计局", "市水务局")
)
DUTY = {
    "id": "monthly",
    "name": "统计月报",
    "name_en": "Monthly report",
    "form": "return",
    "rhythm": "monthly",
    "document": "plan",
    "item": "保障措施",
    "quote": "每月5日前报送",
    "last_day": {"day": 5, "months_after": 1},
    "to": "市统计局",
    "to_en": "Statistics",
}
CAME = Report(
    "return",
    "monthly",
    Period("2025-11"),
    STATISTICS.id,
    "received",
    dt.date(2025, 12, 4),
    "",
    "",
    "b1",
    "",
    dt.datetime(2025, 12, 4, tzinfo=dt.UTC),
    "李",
)


def returns(on: str, *reports: Report, **fields: object) -> Returns:
    made = ReportingFile.model_validate({"kept_from": dt.date(2025, 11, 1), "duties": [DUTY | fields]})
    return Returns(Reporting(made, WORLD.catalog), reports, dt.date.fromisoformat(on))


def text_of(content: bytes) -> str:
    file = Document(io.BytesIO(content))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


def test_the_sheet_says_what_is_asked_by_which_clause_until_when_and_how_late_it_is() -> None:
    told = text_of(reminder(WORLD, returns("2025-12-08", CAME), COMMERCE, "zh", "市政府办公室"))
    for words in ("市商务局：", "《规划》保障措施：“每月5日前报送”", "2025年11月", "2025年12月5日前", "逾期 3 天"):
        assert words in told
    assert "请报送至市统计局。" in told
    assert (
        "每项报送要求各取截止日已过的最近四期，共 2 期，其中按时报送 0 期。" in told
    )  # October, due on 5 November, and November
    english = text_of(reminder(WORLD, returns("2025-12-08", CAME), COMMERCE, "en"))
    assert "3 days overdue" in english and "Statistics" in english and "Office" not in english
    assert told.count("市政府办公室") == 2 and "＿" not in told  # in the masthead and where it is signed
    assert text_of(reminder(WORLD, returns("2025-12-08", CAME), COMMERCE, "zh")).count("＿＿＿＿\n2025年12月8日") == 1


def test_figures_are_listed_where_the_duty_names_them() -> None:
    told = text_of(reminder(WORLD, returns("2025-12-08", indicators=("x",)), COMMERCE, "zh"))
    assert "其中数据 1 项：指标x。" in told


@pytest.mark.parametrize(
    ("fields", "begins"),
    [
        (
            {"document": None, "item": None, "quote": None, "years": (2025, 2025)},
            "按照市政府办公室通知（2025年1月5日），请你单位",
        ),
        ({}, "按照《规划》保障措施：“每月5日前报送”和市政府办公室通知（2025年1月5日），请你单位"),
    ],
)
def test_what_the_office_arranged_reads_as_a_sentence_with_dates_in_one_form(fields, begins: str) -> None:
    arranged = {"by": "市政府办公室通知", "decided": dt.date(2025, 1, 5)}
    told = text_of(
        reminder(WORLD, returns("2025-12-08", arranged=arranged, indicators=("x",), **fields), COMMERCE, "zh")
    )
    assert begins in told and "截至2025年12月8日" in told
    assert "2025-" not in told


def test_one_archive_with_a_sheet_for_each_that_owes_something() -> None:
    october = dataclasses.replace(CAME, period=Period("2025-10"), batch="b2", received_on=dt.date(2025, 11, 5))
    now = returns("2025-12-08", CAME, october)
    assert to_remind(now) == [COMMERCE, WATER]
    content = reminders_zip(WORLD, now, to_remind(now), "zh")
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["01-催报单-市商务局.docx", "02-催报单-市水务局.docx"]
        assert "市水务局：" in text_of(archive.read("02-催报单-市水务局.docx"))


@pytest.mark.parametrize(
    ("period", "asked"),
    [
        ("2025-11", [("x", "2025-01/2025-11"), ("x-growth", "2025-01/2025-11"), ("y", "2025-11")]),
        ("2025-01", [("x", "2025-01"), ("x-growth", "2025-01"), ("y", "2025-01")]),
        ("2025-10/2025-12", [("x", "2025"), ("x-growth", "2025"), ("y", "2025")]),
        ("2025", [("x", "2025"), ("x-growth", "2025"), ("y", "2025")]),
        ("2023/2025", [(name, str(year)) for name in ("x", "x-growth", "y") for year in (2023, 2024, 2025)]),
    ],
)
def test_amounts_and_growth_are_asked_cumulated_and_states_at_the_end_of_the_month(period: str, asked: list) -> None:
    indicators = [
        item.model_copy(update={"kind": "level"}) if item.id == "y" else item
        for item in WORLD.catalog.content.indicators
    ]
    targets = [item.model_copy(update={"responsible": ("市统计局",)}) for item in WORLD.catalog.content.targets]
    catalog = type(WORLD.catalog)(
        WORLD.catalog.content.model_copy(update={"indicators": tuple(indicators), "targets": tuple(targets)})
    )
    world = dataclasses.replace(WORLD, catalog=catalog)
    found = owed_for(world, returns("2025-12-08").reporting.duties["monthly"], STATISTICS, Period(period))
    assert list(dict.fromkeys((indicator, span.text) for (_, indicator), span in found)) == asked


def test_the_calendar_of_a_body_has_what_it_has_not_sent_in_and_what_is_to_come() -> None:
    events = icalendar.Calendar.from_ical(agenda(returns("2025-12-01", CAME), "zh", COMMERCE)).walk("VEVENT")
    days = [event.decoded("dtstart") for event in events]
    assert days == [dt.date(2025, 12, 5), dt.date(2026, 1, 5)]
    (first, _) = events
    assert str(first["summary"]) == "统计月报（2025年11月）"
    assert "“每月5日前报送”" in str(first["description"])
    assert first["uid"] == f"monthly.2025-11.{COMMERCE.id}@gapboard"
    assert first.decoded("dtend") == dt.date(2025, 12, 6)
    sent_in = icalendar.Calendar.from_ical(agenda(returns("2025-12-04", CAME), "zh", STATISTICS)).walk("VEVENT")
    assert [event.decoded("dtstart") for event in sent_in] == [dt.date(2026, 1, 5)]


def test_the_calendar_of_the_office_counts_the_bodies_that_are_missing() -> None:
    events = icalendar.Calendar.from_ical(agenda(returns("2025-12-04", CAME), "en")).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == [
        "Monthly report (Nov 2025): 2 bodies",
        "Monthly report (Dec 2025): 3 bodies",
    ]


def test_a_duty_without_a_last_day_has_no_place_in_a_calendar() -> None:
    assert icalendar.Calendar.from_ical(agenda(returns("2025-12-01", last_day=None), "zh")).walk("VEVENT") == []


def test_the_template_of_a_return_says_whose_it_is_and_until_when() -> None:
    now = returns("2025-12-08", indicators=("x",))
    cell = now.owed(COMMERCE)[-1]
    asked = owed_for(WORLD, cell.due.duty, COMMERCE, cell.due.period)
    book = openpyxl.load_workbook(io.BytesIO(template_of(WORLD, asked, "zh", "", cell)))
    sheet = book["填报"]
    assert sheet["A1"].value == "填报单位：市商务局　报送要求：统计月报　时期：2025年11月　期限：2025年12月5日前"
    assert [cell.value for cell in sheet[2]][:4] == ["指标", "地区", "年份", "数值"] and sheet.freeze_panes == "A3"
    told = [value for row in book["说明"].values for value in row if isinstance(value, str)]
    assert "本表是市商务局的“统计月报”，2025年11月，期限：2025年12月5日前。" in told
    assert any("“报送”页面" in text and "“导入”页面" in text for text in told)


def test_a_heading_stands_with_its_table_the_days_in_one_line_and_the_signature_with_the_text() -> None:
    paper = Document(io.BytesIO(reminder(WORLD, returns("2025-12-08"), COMMERCE, "zh", "市政府办公室")))
    (lead,) = [item for item in paper.paragraphs if item.text.startswith("按照")]
    (table,) = paper.tables
    assert lead._p.getnext() is table._tbl and lead.paragraph_format.keep_with_next
    assert lead._p.getprevious().style == "Heading1"  # which always keeps with what follows
    *kept, last = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
    assert all(kept) and not last, "a short table stands on one page, and holds nothing after it"
    assert [cell.text for cell in table.rows[0].cells] == ["时期", "期限", "情况"]
    day = table.rows[1].cells[1]
    # A Chinese character is as wide as its letters are high, 10.5 points, and a digit half of that.
    assert day.text == "2025年11月5日前" and (day.width.pt - 2 * 5.4) > 10.5 * (4 + 7 / 2)
    *_, rate, office, _ = paper.paragraphs
    assert rate.paragraph_format.keep_with_next and office.paragraph_format.keep_with_next
