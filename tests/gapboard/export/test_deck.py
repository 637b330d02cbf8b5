"""The PowerPoint file, opened again.

Over a second where the presentation of the whole board is made and opened again.
"""

import datetime as dt
import io
from collections import Counter
from dataclasses import replace

import openpyxl
import pytest
from pptx import Presentation
from pptx.util import Emu

from gapboard.assess import Group
from gapboard.board import Board, Filters
from gapboard.export import house
from gapboard.export.deck import ORDER, deck
from gapboard.kernel.wording import say
from tests.gapboard.export.handout_worlds import ECONOMY, bounded_briefing, hostile_briefing, shipped_briefing


def opened(content: bytes):
    return Presentation(io.BytesIO(content))


def texts(slide) -> str:
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def titled(file, title: str):
    [slide] = [slide for slide in file.slides if slide.shapes.title.text == title]
    return slide


def chart_of(slide):
    [chart] = [shape.chart for shape in slide.shapes if shape.has_chart]
    return chart


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_charts_count_what_the_board_counts(shipped, shipped_ledger, language) -> None:
    briefing = shipped_briefing(shipped, shipped_ledger, language)
    file = opened(deck(briefing))
    for title, kind in (("handout.verdict", "due"), ("handout.by_theme", "theme")):
        chart = chart_of(titled(file, say(title, language)))
        counts = Counter()
        for item in briefing.board.assessments:
            theme = shipped.themes[shipped.indicators[item.target.indicator].theme].label(language)
            name = say("handout.due_bar", language, year=item.target.due) if kind == "due" else theme
            counts[name, house.group_word(item.status.group, language)] += 1
        drawn = {
            (category, series.name): value
            for series in chart.plots[0].series
            for category, value in zip(chart.plots[0].categories, series.values, strict=True)
            if value
        }
        assert drawn == dict(counts)
        # The embedded workbook is what PowerPoint opens on "Edit data".
        book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        heading, *rows = book.active.iter_rows(values_only=True)
        kept = {
            (row[0], name): value for row in rows for name, value in zip(heading[1:], row[1:], strict=True) if value
        }
        assert kept == dict(counts)


def test_a_themes_slide_tells_its_figures(shipped, shipped_ledger) -> None:
    file = opened(deck(shipped_briefing(shipped, shipped_ledger, "zh")))
    slide = titled(file, "综合经济")
    [table] = [shape.table for shape in slide.shapes if shape.has_table]
    [first] = [cells for row in table.rows if (cells := [cell.text for cell in row.cells])[1] == "地区生产总值"][:1]
    assert first[0].startswith("■ 未达成") and first[1] == "地区生产总值"
    assert "8,637.45 亿元（2025）" in first[2] and "≥10,000 亿元" in first[2]
    assert first[3] == "差 1,362.55 亿元（13.6%）\n跨 2025 年口径变动"
    notes = slide.notes_slide.notes_text_frame.text
    assert "8,637.45 − 10,000 = −1,362.55" in notes and "经济总量达到1万亿元以上" in notes.replace(" ", "")
    assert "来源：" in texts(slide)


def test_bounds_and_indications_are_told_as_what_they_are() -> None:
    [table] = [shape.table for shape in titled(opened(deck(bounded_briefing("zh"))), "全部").shapes if shape.has_table]
    rows = {row.cells[1].text: [cell.text for cell in row.cells] for row in table.rows}
    assert rows["met-by-months"][2].startswith("至少 85 亿元（2025）")
    assert rows["met-by-months"][3] == "界限已达目标值"
    assert "2020年的 2 倍（至少 100 亿元）" in rows["twice"][2] and rows["twice"][3] == "界限未及目标值"
    assert (
        rows["indicated"][0].startswith("○ 尚未公布")
        and rows["indicated"][3] == "迹象：2024年（到期前 1 年）：101 亿元，已达目标值"
    )
    assert rows["later-bound"][2].startswith("2024年70 至 75 亿元")


def test_long_themes_say_how_many_more(shipped, shipped_ledger) -> None:
    briefing = shipped_briefing(shipped, shipped_ledger, "en")
    file = opened(deck(briefing))
    for theme in briefing.themes:
        slide = titled(file, theme.theme.label("en"))
        [table] = [shape.table for shape in slide.shapes if shape.has_table]
        shown = len(table.rows) - 1
        assert shown == min(8, len(theme.results))
        more = say("handout.more", "en", count=len(theme.results) - shown)
        assert (more in texts(slide)) == (shown < len(theme.results))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_slide_carries_date_vintage_and_page(shipped, shipped_ledger, language) -> None:
    briefing = shipped_briefing(shipped, shipped_ledger, language, ECONOMY)
    file = opened(deck(briefing))
    for number, slide in enumerate(file.slides):
        assert house.provenance(briefing) in texts(slide)
        assert b'type="slidenum"' in slide.part.blob
        if number:
            assert slide.shapes.title.text
    assert say("handout.sources_title", language) == file.slides[len(file.slides) - 1].shapes.title.text
    last = texts(file.slides[len(file.slides) - 1])
    assert all(house.plain(source) in last for source in briefing.sources)


def test_charts_and_tables_have_a_text_for_who_cannot_see_them(shipped, shipped_ledger) -> None:
    for slide in opened(deck(shipped_briefing(shipped, shipped_ledger, "zh", ECONOMY))).slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert len(shape._element._nvXxPr.cNvPr.get("descr")) > 2


def test_one_typeface_for_chinese_too(shipped, shipped_ledger) -> None:
    file = opened(deck(shipped_briefing(shipped, shipped_ledger, "zh", ECONOMY)))
    theme = next(rel.target_part for rel in file.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    for kind in ("latin", "ea"):
        assert theme.blob.decode().count(f'<a:{kind} typeface="{house.TYPEFACE}"') == 2
    assert b'lang="zh-CN"' in file.slides[1].part.blob


def test_nothing_lies_outside_the_slide(shipped, shipped_ledger) -> None:
    for briefing in (hostile_briefing("zh"), shipped_briefing(shipped, shipped_ledger, "en")):
        file = opened(deck(briefing))
        for slide in file.slides:
            for shape in slide.shapes:
                assert shape.left >= 0 and shape.top >= 0
                assert shape.left + shape.width <= file.slide_width + Emu(1000)
                assert shape.top + shape.height <= file.slide_height


def test_nothing_fits(shipped, shipped_ledger) -> None:
    file = opened(deck(shipped_briefing(shipped, shipped_ledger, "zh", Filters(document="none"))))
    [slide] = file.slides
    assert say("overview.none_fit") in texts(slide)


def test_hostile_names_are_only_text() -> None:
    file = opened(deck(hostile_briefing("zh")))
    whole = "\n".join(texts(slide) for slide in file.slides)
    assert "<script>alert(1)</script>" in whole and "\u202e" not in whole and "\x07" not in whole
    charts = [shape.chart for slide in file.slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) == 4
    for chart in charts:
        book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)
        assert all(len(name) < 60 for name in chart.plots[0].categories)
    ranked = list(chart_of(titled(file, say("handout.worst"))).plots[0].categories)
    assert any(name.startswith("'=cmd") for name in ranked)


def test_what_changed_since_an_earlier_board(shipped, shipped_ledger) -> None:
    """On 21 May 2026 the output of 2025 was not known yet; now it is, and the target is missed."""
    briefing = shipped_briefing(shipped, shipped_ledger, "zh", ECONOMY)
    day = dt.date(2026, 5, 21)
    file = opened(deck(replace(briefing, before=Board(shipped, shipped_ledger, day, day))))
    slide = titled(file, "2026-05-21 以来的变化（至 2026-11-22）")
    told = slide.notes_slide.notes_text_frame.text
    assert "地区生产总值" in told and "8,637.45" in told and "未达成" in told
    same = opened(deck(replace(briefing, before=briefing.board)))
    assert say("handout.unchanged") in texts(titled(same, "2026-11-22 以来的变化（至 2026-11-22）"))


def test_the_order_of_the_bars_names_every_group() -> None:
    assert set(ORDER) == set(Group) and set(house.MARKS) == set(house.COLOURS) == set(Group)
    assert len(set(house.MARKS.values())) == len(Group)
