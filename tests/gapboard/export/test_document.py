"""The Word file, opened again.

Over a second where the document of the whole board is made and opened again.
"""

import io
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn

from gapboard.board import Filters
from gapboard.export import house
from gapboard.export.document import document
from gapboard.kernel.wording import say
from tests.gapboard.export.handout_worlds import ECONOMY, bounded_briefing, hostile_briefing, shipped_briefing


def opened(content: bytes):
    return Document(io.BytesIO(content))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_target_with_its_figures_and_its_clause(shipped, shipped_ledger, language) -> None:
    briefing = shipped_briefing(shipped, shipped_ledger, language)
    file = opened(document(briefing))
    rows = [tuple(cell.text for cell in row.cells) for table in file.tables for row in table.rows]
    known = {
        "zh": (
            "■ 未达成",
            "地区生产总值 · 昆明市",
            "8,637.45 亿元（2025）",
            "≥10,000 亿元",
            "差 1,362.55 亿元（13.6%） · 跨 2025 年口径变动",
        ),
        "en": (
            "■ Missed",
            "Gross domestic product · Kunming",
            "863.745 bn yuan (2025)",
            "≥1,000 bn yuan",
            "136.255 bn yuan short (13.6%) · across a break (2025)",
        ),
    }[language]
    assert known in {row[:5] for row in rows}
    marks = set(house.MARKS.values())
    told = [row for table in file.tables[2:] for row in table.rows if row.cells[0].text[0] in marks]
    assert len(told) == len(briefing.board.assessments)  # after the worst and the best, each target once
    whole = "\n".join(paragraph.text for paragraph in file.paragraphs)
    assert all(house.plain(result.target.quote) in whole for result in briefing.board.assessments)
    unit = next(unit for target in shipped.targets.values() for unit in target.responsible)
    assert unit in whole and (say("derive.gap", language) in whole)


def test_bounds_and_indications_are_told_with_their_proof() -> None:
    file = opened(document(bounded_briefing("zh")))
    told = [table for table in file.tables if table.rows[0].cells[0].text == "状态"]
    rows = {row.cells[1].text: [cell.text for cell in row.cells] for row in told[-1].rows}
    assert rows["met-by-months · 本区"][2:5] == ["至少 85 亿元（2025）", "80 亿元", "只知上下限，足以断定达到"]
    assert rows["indicated · 本区"][0] == "○ 暂无数据 · 尚未公布"
    assert rows["indicated · 本区"][4] == "迹象：2024年（到期前 1 年）：101 亿元，已达目标值"
    whole = "\n".join(paragraph.text for paragraph in file.paragraphs)
    assert "部分月份的数是全年的下限（2025年1—10月 85 亿元）" in whole
    assert "2020年 至少 50 亿元（文件载明或隐含的基年，只知界限，不画路径）" in whole
    assert "迹象（不作判断）" in whole


def test_each_indicator_has_its_native_chart_in_its_theme(shipped, shipped_ledger) -> None:
    """In the economy of 2025 two have something to draw: the city's share of the province's output, and the output."""
    file = opened(document(shipped_briefing(shipped, shipped_ledger, "zh", ECONOMY)))
    charts = [part for part in file.part.package.iter_parts() if part.partname.startswith("/word/charts/")]
    described = [element.get("descr") for element in file.element.iter(qn("wp:docPr"))]
    assert len(charts) == len(described) == 2
    assert described[1].startswith("地区生产总值未达到2025年目标，差 1,362.55 亿元（13.6%）")
    assert b"10000" in charts[0].blob + charts[1].blob
    # The shape in which LibreOffice lays a chart out: any other one it stretches, letters and all.
    sizes = [(int(item.get("cx")), int(item.get("cy"))) for item in file.element.iter(qn("wp:extent"))]
    assert all(abs(wide / high - 16 / 9) < 0.01 for wide, high in sizes)


def test_headings_pages_and_repeated_rows(shipped, shipped_ledger) -> None:
    briefing = shipped_briefing(shipped, shipped_ledger, "zh")
    file = opened(document(briefing))
    first = [item for item in file.paragraphs if item.style.name == "Heading 1"]
    names = [theme.theme.label("zh") for theme in briefing.themes]
    assert [item.text for item in first] == ["总体情况", *names, "来源"]
    # What stands before the chapters has pages of its own; the chapters leave no half of a page empty.
    assert [bool(item.paragraph_format.page_break_before) for item in first] == [False, True, *[False] * len(names)]
    for table in file.tables:
        is_told = table.rows[0].cells[0].text == "状态"
        assert (table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None) is is_told
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
    foot = file.sections[0].footer.paragraphs[0]
    assert house.provenance(briefing) in foot.text
    assert [field.get(qn("w:instr")) for field in foot._p.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(("language", "tag"), [("zh", "zh-CN"), ("en", "en-US")])
def test_typeface_and_language(shipped, shipped_ledger, language, tag) -> None:
    file = opened(document(shipped_briefing(shipped, shipped_ledger, language, ECONOMY)))
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        fonts = file.styles[name].element.rPr.find(qn("w:rFonts"))
        assert fonts.get(qn("w:eastAsia")) == fonts.get(qn("w:ascii")) == house.TYPEFACE
    assert file.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"
    assert file.core_properties.language == tag


def test_sources_at_the_end(shipped, shipped_ledger) -> None:
    briefing = shipped_briefing(shipped, shipped_ledger, "zh", ECONOMY)
    listed = [item.text for item in opened(document(briefing)).paragraphs if item.style.name == "List Bullet"]
    assert {house.plain(source) for source in briefing.sources} <= set(listed)
    assert sum("昆明市当好排头兵三年行动方案" in text for text in listed) == 1


def test_the_contents_lead_to_every_chapter(shipped, shipped_ledger) -> None:
    file = opened(document(shipped_briefing(shipped, shipped_ledger, "zh")))
    chapters = [item for item in file.paragraphs if item.style.name == "Heading 1"]
    marks = {mark.get(qn("w:name")): item.text for item in chapters for mark in item._p.iter(qn("w:bookmarkStart"))}
    fields = [item for item in file.element.body.iter(qn("w:fldSimple")) if "PAGEREF" in item.get(qn("w:instr"))]
    told = [item.getparent().find(f"{qn('w:r')}/{qn('w:t')}").text for item in fields]
    assert told == [marks[item.get(qn("w:instr")).split()[1]] for item in fields]
    assert told == [item.text for item in chapters][1:]


def test_no_source_stands_alone_on_a_page(shipped, shipped_ledger) -> None:
    paragraphs = opened(document(shipped_briefing(shipped, shipped_ledger, "zh", ECONOMY))).paragraphs
    before = [above for above, line in pairwise(paragraphs) if line.text.startswith("来源：")]
    assert before and all(item.paragraph_format.keep_with_next for item in before)


def test_nothing_fits(shipped, shipped_ledger) -> None:
    file = opened(document(shipped_briefing(shipped, shipped_ledger, "en", Filters(region="none"))))
    assert file.tables == [] and say("overview.none_fit", "en") in [item.text for item in file.paragraphs]


def test_hostile_names_are_only_text() -> None:
    file = opened(document(hostile_briefing("en")))
    whole = "\n".join(paragraph.text for paragraph in file.paragraphs)
    assert "<script>alert(1)</script>" in whole and "\u202e" not in whole and "\x07" not in whole
