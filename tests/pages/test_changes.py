"""The page of changes: what it says between two dates, its defaults, and the note of a meeting.

Over a second where the board is worked out for two dates, and the page drawn whole.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from gapboard.catalog import load_catalog
from gapboard.people.rights import NoRight
from tests.browser_support import ROOT
from tests.pages.conftest import Opener, html_of

DATES = {"since": "2025-01-01", "on": "2026-06-30"}


def test_headline_rows_and_causes(open_page: Opener) -> None:
    html = html_of(open_page("changes", lang="zh", **DATES))
    # Read off the two boards: five went from behind to missed, twelve had no verdict before.
    assert "自 2025-01-01 至 2026-06-30：5 项变差，12 项新有结论，2 项失去结论，7 项状态另有变化" in html
    rows = dict(re.findall(r'data-target="([\w-]+)" data-before="(\w+)" data-after="\w+"', html))
    assert len(rows) == 26
    row = html.split('data-target="km25-gdp"')[1].split('role="row"')[0]
    assert 'data-before="behind" data-after="missed"' in row
    assert "7,864.76 亿元（2023）" in row and "8,637.45 亿元（2025）" in row
    assert "新公布2025年地区生产总值 8,637.45 亿元" in row and "2026-05-22" in row
    assert re.search(r'href="indicator\?lang=zh&amp;on=2026-06-30&amp;id=gdp&amp;region=kunming"', row)
    lost = html.split('data-target="km25-tech-smes"')[1].split('role="row"')[0]
    assert "2025年已过，判断所需的数据尚缺" in lost
    assert lost.count("5,101 家") == 1, "the same figure is told once"
    # The province's GDP of 2020.
    assert "24,500 亿元" in html and "25,200 亿元" in html


def test_nothing_changed(open_page: Opener) -> None:
    html = html_of(open_page("changes", lang="en", since="2026-11-05", on="2026-11-10"))
    assert "From 2026-11-05 to 2026-11-10 nothing changed." in html
    assert "<section" not in html


def test_dates_in_reverse_order_are_told_forwards(open_page: Opener) -> None:
    html = html_of(open_page("changes", lang="en", since="2026-06-30", on="2025-01-01"))
    assert "From 2025-01-01 to 2026-06-30: 5 worse" in html
    assert "The two dates were put in order." in html


def test_new_targets_under_their_document(open_page: Opener) -> None:
    html = html_of(open_page("changes", lang="en", since="2022-07-04", on="2022-07-05"))
    assert "Panlong 2022 tasks: 27" in html
    assert html.count("data-new=") == 27


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("document", "km-2023-2025-three-year-plan", "文件：三年行动方案"),
        ("theme", "economy", "领域：综合经济"),
        ("due", "2035", "期限：2035"),
        ("region", "panlong", "地区：盘龙区"),
        ("status", "missed", "状态：未达成"),
    ],
)
def test_the_filters_of_the_address(open_page: Opener, name: str, value: str, word: str) -> None:
    """The rows are those of the whole page that fit, by the catalogue; the filter is named and can be lifted."""
    shipped = load_catalog(ROOT / "data" / "targets.yaml")
    rows = re.compile(r'data-target="([\w-]+)" data-before="\w+" data-after="(\w+)"')
    whole = dict(rows.findall(html_of(open_page("changes", lang="zh", **DATES))))

    def fits(ident: str, status: str) -> bool:
        target = shipped.targets[ident]
        has = {"theme": shipped.indicators[target.indicator].theme, "due": str(target.due), "status": status}
        return {"document": target.document, "region": target.region, **has}[name] == value

    html = html_of(open_page("changes", lang="zh", **DATES, **{name: value}))
    expected = {ident for ident, status in whole.items() if fits(ident, status)}
    assert dict(rows.findall(html)).keys() == expected
    assert expected < whole.keys()
    chip = re.search(r'<a class="gb-chip" href="([^"]+)" aria-label="清除筛选[^"]*">([^<]+)<', html)
    assert chip
    assert chip.group(2).strip() == word
    assert chip.group(1) == "changes?lang=zh&amp;on=2026-06-30&amp;since=2025-01-01", "the dates are kept"
    assert f'{name}={value}">恢复默认' in html, "the filter is kept"


def test_figures_are_those_of_the_filtered_targets(open_page: Opener) -> None:
    """No target of the theme uses the product of the province, which was revised in this time."""
    assert "25,200 亿元" in html_of(open_page("changes", lang="zh", **DATES))
    html = html_of(open_page("changes", lang="zh", **DATES, theme="water"))
    assert "25,200 亿元" not in html
    html = html_of(open_page("changes", lang="zh", **DATES, theme="water", document="panlong-2022-tasks"))
    assert "自 2025-01-01 至 2026-06-30，符合筛选的目标没有变化。" in html
    assert "<section" not in html


@pytest.mark.parametrize("given", ["2999-01-01", "yesterday", "<b>"])
def test_a_date_that_cannot_be_used_is_told(open_page: Opener, data_folder: Path, given: str) -> None:
    app = open_page("changes", lang="en", since=given, on="2026-06-30")
    html, (warning,) = html_of(app), app.warning
    assert given in warning.value and "was ignored" in warning.value
    assert "No meeting is on record; by default from a month before (2026-05-30)." in html
    assert "<b>”" not in html


def test_the_last_meeting_is_the_default(open_page: Opener, data_folder: Path) -> None:
    (data_folder / "meetings.txt").write_text("2025-03-01 <i>会\n2026-06-30 之后\n", encoding="utf-8")
    html = html_of(open_page("changes", lang="zh", on="2026-06-30"))
    assert "默认从上次会议（2025-03-01，&lt;i&gt;会）起算。" in html
    assert 'name="since" value="2025-03-01"' in html


def test_a_damaged_file_of_meetings_is_told(open_page: Opener, data_folder: Path) -> None:
    (data_folder / "meetings.txt").write_text("2025-03-01\n开会\n", encoding="utf-8")
    app = open_page("changes", lang="zh")
    assert not app.exception
    assert "meetings.txt，第 2 行：“开会”不是日期" in html_of(app)


def test_a_meeting_is_noted_and_becomes_the_default(open_page: Opener, data_folder: Path) -> None:
    yesterday = dt.date.today() - dt.timedelta(days=1)
    app = open_page("changes", lang="zh")
    app.date_input(key="meeting:day").set_value(yesterday)
    app.text_input(key="meeting:name").set_value("常务会")
    app = app.button[0].click().run()
    assert not app.exception
    assert app.success[0].value == f"已记录会议：{yesterday} 常务会"
    assert (data_folder / "meetings.txt").read_text(encoding="utf-8") == f"{yesterday} 常务会\n"
    assert f"默认从上次会议（{yesterday}，常务会）起算。" in html_of(app)


def test_a_meeting_is_not_noted_without_the_right(
    open_page: Opener, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("changes", lang="zh")
    monkeypatch.setenv("GAPBOARD_HOST", "0.0.0.0")  # the right went while the form stood open
    app = app.button[0].click().run()
    assert not app.exception
    assert not (data_folder / "meetings.txt").exists()
    assert app.markdown[0].value == NoRight("elsewhere").text("zh")


def test_without_the_right_there_is_no_form(
    open_page: Opener, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAPBOARD_HOST", "0.0.0.0")
    app = open_page("changes", lang="en")
    assert not app.button
    assert app.markdown[0].value == NoRight("elsewhere").text("en")
