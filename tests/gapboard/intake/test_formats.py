"""Number formats: what is shown counts, with its unit, and not what is stored."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gapboard.intake import Batch, State, read_workbook
from gapboard.intake.child import biff
from gapboard.intake.child.formats import as_shown, read
from gapboard.intake.correct import ColumnSaid, Correction
from gapboard.intake.model import Where
from tests.gapboard.intake.conftest import codes, only, xlsx
from tests.gapboard.intake.test_biff import named, record, styles, workbook
from tests.gapboard.intake.test_hidden import cell, ods, row

Take = Callable[..., Batch]


@pytest.mark.parametrize(
    ("code", "digits", "text", "word"),
    [
        ("0.00", "12.345", "12.345", ""),
        ("0.0%", "0.078", "7.8%", ""),
        ('0.0"%"', "7.8", "7.8%", ""),
        ('0.00"万人"', "868.5", "868.5", "万人"),
        ('#,##0.00"亿元";-#,##0.00"亿元";"—"', "-3", "-3", "亿元"),
        ("0.00亿元", "12", "12", "亿元"),
        ("G/通用格式\"户\"", "12", "12", "户"),
        ("#,##0,", "1234567", "1234.567", ""),
        ('0!.0,"万元"', "82752500", "8275.25", "万元"),
        ('0\\.00,,"亿"', "827525000000", "8275.25", "亿"),
        ('[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0', "250000000", "2.5亿", ""),
        ('[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0', "25000", "2.5万", ""),
        ('[>=100000000]0!.00,,"亿";[>=10000]0!.0,"万";0', "25", "25", ""),
        ('0"年"', "2024", "2024", "年"),
        ('"第"0"季度"', "3", "第3季度", ""),
        ('"约"0', "1200", "约1200", ""),
        ('yyyy"年"m"月"', "45000", "45000", ""),
        ('000"-"0000', "1234567", "1234567", ""),
        ('_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ', "5", "5", ""),
        ("@", "5", "5", ""),
        ("", "5", "5", ""),
        ('0"', "5", "5", ""),
        ('0.00"亿元"', "见附表", "见附表", "亿元"),
    ],
)  # fmt: skip
def test_formats(code: str, digits: str, text: str, word: str) -> None:
    found = read(code)
    assert (found.text(digits), found.word) == (text, word)


@pytest.mark.parametrize(
    ("stored", "shown", "text", "word"),
    [
        ("12.346", "12.35亿元", "12.346", "亿元"),
        ("1234567", "1,234.57千元", "1234.567", "千元"),
        ("82752500", "8275.25万元", "8275.25", "万元"),
        ("12", "12", "12", ""),
        ("0", "0亿元", "0", "亿元"),
        ("0.004", "0亿元", "0.004", "亿元"),
        ("5", "", "5", ""),
    ],
)
def test_what_a_shown_text_tells_of_the_format(stored: str, shown: str, text: str, word: str) -> None:
    found = as_shown(stored, shown)
    assert (found.text(stored), found.word) == (text, word)


def by_hand(word: str, stored: str, shown: str) -> bytes:
    """An OpenDocument file in which a figure is shown with a word."""
    number = (
        f'<t:table-cell office:value-type="float" office:value="{stored}"><text:p>{shown}{word}</text:p></t:table-cell>'
    )
    rows = (row(cell("昆明市")), row(cell("指标"), cell("2024年")), row(cell("常住人口"), number))
    return ods('<t:table table:name="表">', *rows, "</t:table>")


def test_a_unit_of_the_format_is_that_of_the_cell(take: Take) -> None:
    rows = [["昆明市"], ["指标", "2024年"], ["常住人口", 868.514]]
    files = (xlsx(rows, formats={"B3": '0.00"万人"'}), by_hand("万人", "868.514", "868.51"))
    for batch in map(take, files):
        found = only(batch)
        assert (found.indicator, found.value, found.state, found.findings) == ("population", 868.514, State.NEW, ())
        assert (found.trace["unit"].text, found.trace["unit"].where) == ("万人", Where.CELL)
        assert "unit_missing" not in codes(batch.findings), "the format says it"


def test_formats_of_old_workbooks() -> None:
    sheet = record(0x0203, "HHHd", 2, 1, 1, 868.5) + record(0x027E, "HHHI", 3, 1, 1, 0)
    head = named(164, '0.00"万人"') + styles(0, 164)
    (found,) = biff.facts(workbook(head, sheet), 100).values()
    assert found.words() == [("万人", 1, 2, 3)]


def test_the_nearest_unit_is_converted(take: Take) -> None:
    found = only(take(xlsx([["昆明市"], ["指标", "2024年"], ["常住人口", 8685000]], formats={"B3": '0"人"'})))
    assert (found.value, codes(found.repairs)) == (868.5, ["unit_converted"])


def test_a_scaled_format_is_read_as_it_is_shown(take: Take) -> None:
    """A heading of 万元 over 827.53 is right, whatever lies under it."""
    rows = [["昆明市"], ["指标", "2024年（万元）"], ["地区生产总值", 827525000]]
    found = only(take(xlsx(rows, formats={"B3": "#,##0.00,"})))
    assert found.value == 82.7525  # 827525.000 万元
    stated = only(take(xlsx([rows[0], ["指标", "2024年"], rows[2]], formats={"B3": '0!.00,,"亿元"'})))
    assert stated.value == 8.27525


@pytest.mark.parametrize(
    ("heading", "form", "conflicts"),
    [
        ("2024年（万元）", '0.00"亿元"', True),
        ("2024年（亿元）", '0.00"亿元"', False),
        ("2024年（亿元）", '0.00"亿"', False),
        ("2024年（万元）", '0.00"万人"', True),
        ("2024年（万元）", '0.00"万"', False),
        ("2024年（亿元）", '0.00"万"', True),
    ],
)
def test_a_format_against_its_heading_is_asked(take: Take, heading: str, form: str, conflicts: bool) -> None:
    data = xlsx([["昆明市"], ["指标", heading], ["地区生产总值", 8275.25]], formats={"B3": form})
    found = only(take(data))
    assert codes(found.findings) == (["format_conflict"] if conflicts else [])
    assert found.state is (State.REFUSED if conflicts else State.NEW)
    told = only(take(data, correction=Correction(columns={2: ColumnSaid(unit="亿元")})))
    assert (told.value, told.findings) == (8275.25, ())


def test_one_cause_is_said_once(take: Take) -> None:
    rows = [["昆明市"], ["指标", "2023年（万元）"], ["地区生产总值", 1], ["进出口总额", 2]]
    batch = take(xlsx(rows, formats={"B3": '0"亿元"', "B4": '0"亿元"'}))
    assert {tuple(found.findings[0].details.items()) for found in batch.candidates} == {
        (("found", "亿元"), ("expected", "万元"))
    }


def test_months_and_years_by_format_are_texts(take: Take) -> None:
    rows = [["昆明市2024年"], ["指标", 8, 9], ["地区生产总值（亿元）", 700, 720]]
    batch = take(xlsx(rows, formats={"B2": '0"月"', "C2": '0"月"'}))
    assert [found.period for found in batch.candidates] == ["2024-08", "2024-09"]


def test_formats_are_facts_of_the_sheet() -> None:
    rows = [["指标", 2024], ["GDP", 1], ["GDP", 2], ["GDP", 3], ["人口", 4]]
    formats = {"B1": '0"年"', "B2": '0"亿元"', "B3": '0"亿元"', "B5": '0"万人"'}
    (sheet,) = read_workbook(xlsx(rows, formats=formats), "表.xlsx").sheets
    assert sheet.rows[0] == ("指标", "2024年")
    assert sheet.units == (("亿元", 2, 2, 3), ("万人", 2, 5, 5))
