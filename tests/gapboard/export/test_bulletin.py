"""The briefing on two pages, opened again."""

import io
import re
from dataclasses import replace
from typing import ClassVar

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from gapboard.board import Filters
from gapboard.export import house
from gapboard.export.briefing import Briefing
from gapboard.export.bulletin import _height, _row, bulletin
from gapboard.export.official import OfficialPaper
from gapboard.kernel.wording import say
from tests.gapboard.export.handout_worlds import hostile_briefing, shipped_briefing
from tests.gapboard.export.office import convert


def opened(content: bytes):
    return Document(io.BytesIO(content))


def whole(file) -> str:
    cells = (cell.text for table in file.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


class Longer(Briefing):
    """A briefing of which one more thing is to be said in the title and in the text, as of a board with more data."""

    MORE: ClassVar = {"zh": "，尚不能判断 7。", "en": ", 7 cannot be told yet."}

    @property
    def verdict(self) -> list[str]:
        lines = super().verdict
        return [line[:-1] + self.MORE[self.language] if place == 1 else line for place, line in enumerate(lines)]


def longer(briefing: Briefing, language: str) -> Briefing:
    return Longer(briefing.board, briefing.filters, language)


def test_charts_make_room_for_a_longer_text_on_the_first_page() -> None:
    """Two rows of charts stand below it: else a quarter of the page is white and the briefing has three."""
    usual = _height("二" * 27, "二" * 200, "zh")
    assert usual == 4.1  # the most
    # A line of the title is 0.85 cm and one of the text 0.71 cm, and two rows of charts give way.
    two_lines = _height("二" * 50, "二" * 200, "zh")
    assert 2.6 < two_lines < usual
    line = 442.2 / 12 / 0.52 / 2  # characters in 15.6 cm at 12 points, each a little over two halves of an em
    assert two_lines - _height("二" * 50, "二" * round(200 + line), "zh") == pytest.approx(0.71 / 2, abs=0.01)
    assert _height("二" * 50, "二" * 2000, "zh") == 2.6  # the least


@pytest.mark.office  # LibreOffice takes seconds for each file
def test_it_has_two_pages_in_both_languages_and_with_long_names(shipped, shipped_ledger, tmp_path) -> None:
    files = []
    for name, briefing in {
        "zh": shipped_briefing(shipped, shipped_ledger, "zh"),
        "en": shipped_briefing(shipped, shipped_ledger, "en"),
        "hostile": hostile_briefing("zh"),
        **{f"longer-{tag}": longer(shipped_briefing(shipped, shipped_ledger, tag), tag) for tag in ("zh", "en")},
    }.items():
        files.append(tmp_path / f"{name}.docx")
        files[-1].write_bytes(bulletin(replace(briefing, office="昆明市人民政府办公室")))
    for made in convert(files, "pdf", tmp_path):
        pages = re.findall(rb"/Type\s*/Page\b(?!s)", made.read_bytes())
        assert 1 <= len(pages) <= 2, (made.name, len(pages))


def test_masthead_verdict_charts_tasks_and_date(shipped, shipped_ledger) -> None:
    briefing = replace(shipped_briefing(shipped, shipped_ledger, "zh"), office="市政府办公室")
    file = opened(bulletin(briefing))
    lines = [paragraph.text for paragraph in file.paragraphs]
    assert lines[0] == "昆明目标差距简报" and lines[1] == "编发单位：市政府办公室\t2026年11月22日"
    assert lines[2] == "2025年目标 122 项：达成 5，未达成 15，没有到期年数据 102"
    assert lines[-2:] == ["市政府办公室", "2026年11月22日"]
    charts, tasks = file.tables
    captions = [cell.paragraphs[0].text for row in charts.rows for cell in row.cells]
    assert len(captions) == 6 and captions[1] == "经济首位度未达到2025年目标，差 3.67 个百分点"
    rows = {row.cells[0].text: row.cells[1].text for row in tasks.rows}
    assert "经济首位度 差 3.67 个百分点" in rows["文件未列责任单位，待明确"]
    # By hand: who owes most of what fell due without a figure.
    assert any(text.startswith("报送 ") and "项到期数据" in text for text in rows.values())


def test_six_native_charts_with_their_figures_behind_them(shipped, shipped_ledger) -> None:
    file = opened(bulletin(shipped_briefing(shipped, shipped_ledger, "zh")))
    parts = {str(part.partname): part for part in file.part.package.iter_parts()}
    charts = [part for name, part in parts.items() if name.startswith("/word/charts/")]
    assert len(charts) == 6
    for part in charts:
        book = part.rels[etree.fromstring(part.blob).find(qn("c:externalData")).get(qn("r:id"))].target_part
        assert book.blob.startswith(b"PK")
    described = [element.get("descr") for element in file.element.iter(qn("wp:docPr"))]
    assert "经济首位度未达到2025年目标，差 3.67 个百分点" in described[1]


def test_the_typefaces_of_official_documents_and_what_takes_their_place(shipped, shipped_ledger) -> None:
    file = opened(bulletin(shipped_briefing(shipped, shipped_ledger, "zh")))
    used = {fonts.get(qn("w:eastAsia")) for fonts in file.element.iter(qn("w:rFonts"))}
    assert used == {"方正小标宋简体", "仿宋_GB2312", "黑体"}
    table = next(part for part in file.part.package.iter_parts() if part.partname.endswith("fontTable.xml"))
    instead = {
        font.get(qn("w:name")): font.find(qn("w:altName")).get(qn("w:val"))
        for font in etree.fromstring(table.blob)
        if font.find(qn("w:altName")) is not None
    }
    assert used <= set(instead)
    for footer in (file.sections[0].footer, file.sections[0].even_page_footer):
        assert [field.get(qn("w:instr")) for field in footer._element.iter(qn("w:fldSimple"))] == ["PAGE"]


def test_without_an_office_there_is_a_line_to_fill_in(shipped, shipped_ledger) -> None:
    file = opened(bulletin(shipped_briefing(shipped, shipped_ledger, "en")))
    assert file.paragraphs[1].text.startswith("Issued by: ____")
    assert file.paragraphs[-1].text == "2026-11-22"


def test_the_table_stands_within_the_margins_and_names_bodies_whole() -> None:
    name = "Long Office of" + " Many and Various Matters," * 3
    row = ("x" * 9, name)
    told, task = _row(name, "bulletin.close", row, 9, "en")
    assert (told, task.endswith("…")) == (name, False)
    paper = OfficialPaper("en", "", "")
    paper.table(["a", "b"], [0.3, 0.7], [row])
    [table] = opened(paper.save()).tables
    inset = int(table._tbl.tblPr.find(qn("w:tblInd")).get(qn("w:w"))) / 1440 * 2.54
    # 15.6 cm between the margins; an old Word begins the table a cell's margin before its inset.
    widths = sum(cell.width.cm for cell in table.rows[0].cells)
    assert inset >= 0.18 and inset + widths <= 15.6


def test_nothing_fits(shipped, shipped_ledger) -> None:
    file = opened(bulletin(shipped_briefing(shipped, shipped_ledger, "en", Filters(region="none"))))
    assert file.tables == [] and say("overview.none_fit", "en") in whole(file)


def test_hostile_names_are_only_text() -> None:
    told = whole(opened(bulletin(replace(hostile_briefing("en"), office="<script>alert(1)</script>\u202eA"))))
    assert "=cmd|'/c calc'!A1 2.01 bn yuan short" in told and "\u202e" not in told and "\x07" not in told
    assert "<script>alert(1)</script>A" in told and house.plain(told)


RANKED = ("bulletin.charts", "wall.sort.gap", "overview.brief.worst_rule", "handout.worst_rule", "handout.order")


@pytest.mark.parametrize(("language", "rule"), [("zh", "应完成增量"), ("en", "promised change")])
def test_wherever_gaps_are_ranked_the_rule_is_said(language: str, rule: str) -> None:
    assert all(rule in say(key, language) for key in RANKED)


def test_gdp_is_told_though_six_are_further_behind_and_breaks_stand_beside_gaps(shipped, shipped_ledger) -> None:
    told = whole(opened(bulletin(shipped_briefing(shipped, shipped_ledger, "zh"))))
    # 10,000 less 8,637.45 亿元; the series was broken by the census of 2025.
    assert "地区生产总值未达到2025年目标，差 1,362.55 亿元（13.6%），跨 2025 年口径变动。" in told
    assert "经济首位度未达到2025年目标，差 3.67 个百分点\n跨 2025 年口径变动\n" in told
    trade = whole(opened(bulletin(shipped_briefing(shipped, shipped_ledger, "zh", Filters(theme="trade")))))
    assert "地区生产总值未" not in trade
