"""Files as offices write them, byte by byte, with what must come of them worked out by hand."""

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from gapboard.catalog import Catalog
from gapboard.intake import Batch, Candidate, State, Workbook, prepare, read_workbook, rows_to_commit
from gapboard.kernel.faults import DataFault
from gapboard.ledger import Ledger, Observation, Period

AT = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
BEFORE = dt.datetime(2025, 5, 1, tzinfo=dt.UTC)


def row(indicator: str, year: str, value: float, unit: str, status: str = "A") -> Observation:
    return Observation(
        "kunming", indicator, Period(year), value, unit, status, "公报", "", "", BEFORE, "初始数据", "seed-0001"
    )


LEDGER = Ledger(
    (
        row("gdp", "2023", 7864.76, "亿元", "P"),
        row("gdp", "2024", 8275.22, "亿元"),
        row("urbanisation", "2024", 83.54, "%"),
        row("business-entities", "2024", 100, "万户"),
    )
)


@pytest.fixture
def check(shipped: Catalog):
    """Read and check the first sheet of a file for Kunming."""

    def run(data: bytes | str, name: str = "数据.csv", **options) -> Batch:
        book = read_workbook(data.encode() if isinstance(data, str) else data, name)
        return prepare(book, book.sheets[0].name, shipped, LEDGER, **{"region": "kunming", **options})

    return run


@pytest.fixture
def one(check):
    """The one value of a table with one cell of values at row 2, column 3."""

    def run(cell: str, indicator: str = "地区生产总值", unit: str = "亿元", year: str = "2025", **options) -> Candidate:
        found = check(f"指标\t单位\t{year}\n{indicator}\t{unit}\t{cell}\n", **options).candidates
        assert len(found) == 1
        assert (found[0].row, found[0].column) == (2, 3)
        return found[0]

    return run


def codes(remarks) -> list[str]:
    return [remark.code for remark in remarks]


def places(remarks) -> list[tuple[str, int, int]]:
    return [(remark.code, remark.row, remark.column) for remark in remarks]


def gist(batch: Batch) -> list[tuple]:
    return [(c.row, c.column, c.indicator, c.period, c.value, c.state) for c in batch.candidates]


def fault_of(data: bytes, **options) -> str:
    with pytest.raises(DataFault) as caught:
        read_workbook(data, "数据.xlsx", **options)
    return caught.value.faults[0].code


def xlsx(*rows, merged: tuple[str, ...] = (), formats: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for cells in rows:
        sheet.append(cells)
    for area in merged:
        sheet.merge_cells(area)
    for place, text in (formats or {}).items():
        sheet[place].number_format = text
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


TWO_YEARS = '指标,单位,2024年,2025年\r\n地区生产总值,亿元,"8,275.22","8,637.45"\r\n'
TWO_VALUES = [
    (2, 3, "gdp", "2024", 8275.22, State.UNCHANGED),
    (2, 4, "gdp", "2025", 8637.45, State.NEW),
]


# Encodings


def test_wps_writes_csv_in_gb18030(check):
    found = check(TWO_YEARS.encode("gb18030"))
    assert (found.encoding, gist(found)) == ("gb18030", TWO_VALUES)
    assert [codes(c.repairs) for c in found.candidates] == [["thousands"], ["thousands"]]
    assert [c.findings for c in found.candidates] == [(), ()]


def test_gb18030_beyond_gbk_is_read_too():
    data = "指标,2024\n㐂䶮𠮷,1\n".encode("gb18030")
    assert read_workbook(data, "a.csv").sheets[0].rows[1][0] == "㐂䶮𠮷"


def test_excel_writes_unicode_text_in_utf_16_with_tabs(check):
    text = TWO_YEARS.replace(",单位,", "\t单位\t").replace("年,", "年\t").replace("值,亿元,", "值\t亿元\t")
    data = b"\xff\xfe" + text.replace('","', '"\t"').encode("utf-16-le")
    book = read_workbook(data, "数据.txt")
    assert (book.kind, book.encoding) == ("tsv", "utf-16-le")
    assert gist(check(data)) == TWO_VALUES


def test_utf_16_big_endian(check):
    found = check(b"\xfe\xff" + TWO_YEARS.encode("utf-16-be"))
    assert (found.encoding, gist(found)) == ("utf-16-be", TWO_VALUES)


def test_excel_writes_csv_utf_8_with_bom(check):
    found = check(b"\xef\xbb\xbf" + TWO_YEARS.encode())
    assert (found.encoding, gist(found)) == ("utf-8-sig", TWO_VALUES)


def test_bom_is_no_part_of_the_first_cell_even_if_quoted():
    book = read_workbook(b"\xef\xbb\xbf" + '"指标","2024"\r\n"GDP","1"\r\n'.encode(), "a.csv")
    assert book.sheets[0].rows == (("指标", "2024"), ("GDP", "1"))


def test_plain_utf_8(check):
    found = check(TWO_YEARS.encode())
    assert (found.encoding, gist(found)) == ("utf-8", TWO_VALUES)


def test_encoding_can_be_overridden():
    data = "項目,2024\n生產總值,1\n".encode("big5")
    assert read_workbook(data, "a.csv", encoding="big5") == Workbook(
        "a.csv", "csv", "big5", read_workbook("項目,2024\n生產總值,1\n".encode(), "a.csv").sheets
    )


def test_wrong_encoding_asked_for_is_a_fault():
    assert fault_of(TWO_YEARS.encode("gb18030"), encoding="utf-8") == "wrong_encoding"


def test_unknown_encoding_asked_for_is_a_fault():
    assert fault_of(TWO_YEARS.encode(), encoding="klingon") == "unknown_encoding"


# Layouts


def test_xlsx_with_titles_merged_headings_and_footnotes(check):
    data = xlsx(
        ["昆明市主要经济指标"],
        ["单位：亿元"],
        ["指标", "2023年", None, "2024年", None],
        [None, "绝对额", "同比增长（%）", "绝对额", "同比增长（%）"],
        ["地区生产总值", 7864.76, 3.3, 8300, 4.5],
        ["社会消费品零售总额", 3600, "-", 3700.5, 2],
        ["注：2024年为快报数。"],
        ["资料来源：昆明市统计局"],
        merged=("A1:E1", "A2:E2", "A3:A4", "B3:C3", "D3:E3", "A7:E7"),
    )
    found = check(data, "公报.xlsx", region=None)
    assert found.layout.roles == {"indicator": 1}
    assert (found.layout.header_row, found.layout.first_row, found.layout.last_row) == (3, 5, 6)
    assert (found.layout.unit, found.layout.region) == ("亿元", "kunming")
    assert gist(found) == [
        (5, 2, "gdp", "2023", 7864.76, State.UNCHANGED),
        (5, 3, "gdp-growth", "2023", 3.3, State.NEW),
        (5, 4, "gdp", "2024", 8300.0, State.CHANGED),
        (5, 5, "gdp-growth", "2024", 4.5, State.NEW),
        (6, 2, "retail-sales", "2023", 3600.0, State.NEW),
        (6, 3, "retail-sales-growth", "2023", None, State.UNCHANGED),
        (6, 4, "retail-sales", "2024", 3700.5, State.NEW),
        (6, 5, "retail-sales-growth", "2024", 2.0, State.NEW),
    ]
    assert codes(found.candidates[1].repairs) == ["growth_column"]
    assert [code for code, *_ in places(found.findings) if code == "row_ignored"] == []  # notes without a figure


def test_xlsx_cell_shown_as_percentage(check):
    data = xlsx(["指标", "2025"], ["常住人口城镇化率", 0.8402], formats={"B2": "0.00%"})
    found = check(data)
    assert gist(found) == [(2, 2, "urbanisation", "2025", 84.02, State.NEW)]
    assert codes(found.candidates[0].findings) == []


def test_xlsx_years_as_numbers(check):
    assert gist(check(xlsx(["指标", 2024, 2025], ["GDP", 8275.22, 8637.45]))) == [
        (2, 2, "gdp", "2024", 8275.22, State.UNCHANGED),
        (2, 3, "gdp", "2025", 8637.45, State.NEW),
    ]


def test_years_across(check):
    found = check("指标,2023,2024\nGDP,7864.76,8300\n城镇化率,82.32,83.54\n")
    assert found.layout.roles == {"indicator": 1}
    assert gist(found) == [
        (2, 2, "gdp", "2023", 7864.76, State.UNCHANGED),
        (2, 3, "gdp", "2024", 8300.0, State.CHANGED),
        (3, 2, "urbanisation", "2023", 82.32, State.NEW),
        (3, 3, "urbanisation", "2024", 83.54, State.UNCHANGED),
    ]


def test_years_down_and_indicators_across(check):
    found = check("年份,地区生产总值（亿元）,常住人口城镇化率（%）\n2023年,7864.76,82.32\n2024年,8275.22,83.54\n")
    assert found.layout.roles == {"year": 1}
    assert gist(found) == [
        (2, 2, "gdp", "2023", 7864.76, State.UNCHANGED),
        (2, 3, "urbanisation", "2023", 82.32, State.NEW),
        (3, 2, "gdp", "2024", 8275.22, State.UNCHANGED),
        (3, 3, "urbanisation", "2024", 83.54, State.UNCHANGED),
    ]
    assert places(found.candidates[0].repairs) == [("year_text", 2, 1)]


def test_long_layout_with_english_headings(check):
    found = check(
        "Region,Indicator,Year,Value,Unit,Note\n"
        "Kunming,gdp,2025,8637.45,100 million yuan,\n"
        "Panlong District,urbanisation,2021,94.84,%,census\n",
        region=None,
    )
    assert found.layout.roles == {"region": 1, "indicator": 2, "year": 3, "unit": 5, "note": 6}
    assert [(c.region, c.indicator, c.period, c.value, c.unit, c.note, c.state) for c in found.candidates] == [
        ("kunming", "gdp", "2025", 8637.45, "亿元", "", State.NEW),
        ("panlong", "urbanisation", "2021", 94.84, "%", "census", State.NEW),
    ]


def test_unknown_region_is_refused_at_its_cell(check):
    found = check("地区,指标,年份,数值\n大理州,GDP,2024,1\n", region=None).candidates[0]
    assert (found.state, places(found.findings)) == (State.REFUSED, [("unknown_region", 2, 1)])


@pytest.mark.parametrize("cell", ["Ⅲ类", "优良", "2400以上", "见附表"])
def test_first_row_without_a_number_is_no_second_heading(check, cell):
    found = check(f"指标,单位,2025\n滇池全湖水质,类,{cell}\n地区生产总值,亿元,8637.45\n")
    assert [(c.row, c.indicator, c.text) for c in found.candidates] == [
        (2, "dianchi-class", cell),
        (3, "gdp", "8637.45"),
    ]
    assert found.candidates[1].state is State.NEW


def test_table_of_water_classes_only(check):
    assert gist(check("指标,2024年,2025年\n滇池全湖水质,Ⅳ类,Ⅲ类\n")) == [
        (2, 2, "dianchi-class", "2024", 4.0, State.NEW),
        (2, 3, "dianchi-class", "2025", 3.0, State.NEW),
    ]


def test_no_headings_at_all(check):
    found = check("你好,世界\n一,二\n")
    assert (found.blocks, len(found.candidates), codes(found.findings)) == ((), 0, ["no_layout"])


# Numbers


@pytest.mark.parametrize(
    ("text", "value", "repairs"),
    [
        ("8637.45", 8637.45, []),
        ("８６３７．４５", 8637.45, ["full_width"]),
        ("8,637.45", 8637.45, ["thousands"]),
        ("８，６３７．４５", 8637.45, ["full_width", "thousands"]),
        ("8，637.45", 8637.45, ["full_width", "thousands"]),
        ("\u00a08637.45\u00a0", 8637.45, ["spaces"]),
        ("8\u00a0637.45", 8637.45, ["spaces", "thousands"]),
        ("　8637.45　", 8637.45, ["spaces"]),
        ("'8637.45", 8637.45, ["apostrophe"]),
        ("86\u200b37.45", 8637.45, ["invisible"]),
        ("\u200f8637.45", 8637.45, ["invisible"]),
        ("8637.45亿元", 8637.45, ["unit_in_cell"]),
        ("8637.45①", 8637.45, ["footnote_mark"]),
    ],
)
def test_figure_is_repaired(one, text, value, repairs):
    found = one(text)
    assert (found.value, found.unit, found.state, found.findings) == (value, "亿元", State.NEW, ())
    assert codes(found.repairs) == repairs
    assert {(remark.row, remark.column) for remark in found.repairs} <= {(2, 3)}


def test_plain_thousands_count_as_a_repair(one):
    assert codes(one("8,637,450", unit="万元").repairs) == ["unit_converted", "thousands"]


@pytest.mark.parametrize("text", ["84.02%", "84.02％", "84.02 %"])
def test_percent_sign(one, text):
    found = one(text, "常住人口城镇化率", "%")
    assert (found.value, found.unit, found.state, found.findings) == (84.02, "%", State.NEW, ())
    assert "percent_sign" in codes(found.repairs)


def test_percent_sign_on_money_is_refused(one):
    found = one("84.02%")
    assert (found.state, codes(found.findings)) == (State.REFUSED, ["unit_differs"])


def test_share_below_one_is_asked_about(one):
    found = one("0.8402", "常住人口城镇化率", "%")
    assert (found.value, found.state) == (0.8402, State.NEW)
    assert [(r.code, r.row, r.column, r.serious) for r in found.findings if r.code == "maybe_fraction"] == [
        ("maybe_fraction", 2, 3, False)
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("±2400", "bound"),
        ("近2400余", "bound_unclear"),
        ("2500-2400", "range"),
        ("2024-10-12", "range"),
        ("▲5", "ambiguous_sign"),
        ("86,37.45", "bad_grouping"),
        ("8.637,45", "bad_grouping"),
        ("优良", "not_a_number"),
        ("见附表", "not_a_number"),
        ("#REF!", "error_value"),
        ("=SUM(A1:A3)", "formula"),
        ("=cmd|' /C calc'!A0", "formula"),
        ("<script>alert(1)</script>", "not_a_number"),
        ("**8637**", "not_a_number"),
        ("[8637](javascript:alert(1))", "not_a_number"),
        ("\u202e8637", "bidi_control"),
        ("86\u206637\u2069", "bidi_control"),
        ("½", "not_a_number"),
        ("1e999", "not_a_number"),
        ("inf", "not_a_number"),
        ("12345678901234567890", "too_many_digits"),
    ],
)
def test_no_one_figure_is_refused_at_its_cell(one, text, code):
    found = one(text)
    assert (found.value, found.state, found.text) == (None, State.REFUSED, text)
    assert places(found.findings) == [(code, 2, 3)]
    assert all(remark.serious for remark in found.findings)


@pytest.mark.parametrize("text", ["-", "--", "—", "——", "–", "…", "……", "...", "/", "N/A", "n/a", "－", "无", "暂无"])
def test_sign_for_no_value_is_no_value(one, text):
    found = one(text, year="2024")
    assert (found.value, found.state, found.findings) == (None, State.UNCHANGED, ())
    assert codes(found.repairs) == ["no_value"]


@pytest.mark.parametrize("text", ["", " ", "　"])
def test_empty_cell_is_no_value(check, text):
    assert gist(check(f"指标,2024,2025\nGDP,{text},8637.45\n")) == [(2, 3, "gdp", "2025", 8637.45, State.NEW)]


# Units


@pytest.mark.parametrize(
    "text",
    [
        "年份,地区生产总值（万元）\n2025,86374500\n",
        "年份,地区生产总值(万元)\n2025,86374500\n",
        "指标,单位,2025\n地区生产总值,万元,86374500\n",
        "昆明市主要指标,\n单位：万元,\n指标,2025\n地区生产总值,86374500\n",
        "昆明市主要指标,\n(单位: 万元),\n指标,2025\n地区生产总值,86374500\n",
        "指标,2025\n地区生产总值（万元）,86374500\n",
        "指标,2025\n地区生产总值,86374500万元\n",
    ],
)
def test_ten_thousands_become_hundred_millions(check, text):
    (found,) = check(text).candidates
    assert (found.indicator, found.value, found.unit, found.state) == ("gdp", 8637.45, "亿元", State.NEW)
    assert "unit_converted" in codes(found.repairs)
    assert found.findings == ()


def test_unit_in_the_second_heading_counts(check):
    found = check("年份,地区生产总值,城镇化率\n,绝对额（万元）,数值（%）\n2024,82752200,83.54\n2025,86374500,84.02\n")
    assert [(c.period, c.indicator, c.value) for c in found.candidates] == [
        ("2024", "gdp", 8275.22),
        ("2024", "urbanisation", 83.54),
        ("2025", "gdp", 8637.45),
        ("2025", "urbanisation", 84.02),
    ]


def test_conversion_is_exact(one):
    assert one("1.1", unit="万元").value == 0.00011
    assert one("3", "经营主体户数", "户").value == 0.0003


def test_unit_of_the_row_counts_before_the_title(check):
    (found,) = check("昆明,,\n单位：万元,,\n指标,单位,2025\nGDP,亿元,8637.45\n").candidates
    assert (found.value, codes(found.repairs)) == (8637.45, ["alias"])


def test_yuan_for_dollars_are_refused(one):
    found = one("12.5", "实际利用外资", "亿元")
    assert (found.indicator, found.state, places(found.findings)) == (
        "fdi",
        State.REFUSED,
        [("currency_differs", 2, 2)],
    )


def test_people_for_money_are_refused(one):
    found = one("12.5", unit="万人")
    assert (found.state, places(found.findings)) == (State.REFUSED, [("unit_differs", 2, 2)])


def test_dollars_for_dollars(one):
    found = one("125000", "实际利用外资", "万美元")
    assert (found.value, found.unit, found.state) == (12.5, "亿美元", State.NEW)


def test_missing_unit_is_said_once(check):
    found = check("指标,2024,2025\nGDP,8275.22,8637.45\n")
    assert places(found.findings) == [("unit_missing", 2, 1)]


# Periods


@pytest.mark.parametrize("text", ["2024年", "2024年末", "2024年1-12月", "2024 年", "２０２４年", "2024年度", "2024"])
def test_year_down(check, text):
    assert gist(check(f"指标,年份,数值,单位\nGDP,{text},8275.22,亿元\n")) == [
        (2, 3, "gdp", "2024", 8275.22, State.UNCHANGED)
    ]


@pytest.mark.parametrize("text", ["2024年", "2024年末", "2024年1-12月", "2024年1—12月", "二〇二四年"])
def test_year_across(one, text):
    found = one("8275.22", year=text)
    assert (found.period, found.state) == ("2024", State.UNCHANGED)


@pytest.mark.parametrize("text", ["2024年1-10月", "2024年1—10月", "2024年1～10月"])
def test_part_of_a_year_is_kept_out_of_the_annual_series(check, text):
    (found,) = check(f"指标,年份,数值,单位\nGDP,{text},6895.2,亿元\n").candidates
    assert (found.period, found.value, found.state, found.old) == ("2024-01/2024-10", 6895.2, State.NEW, None)
    assert not found.findings
    assert Period(found.period).year is None


def test_part_of_a_year_across(one):
    found = one("6895.2", year="2024年1-10月")
    assert (found.period, found.state, codes(found.findings)) == ("2024-01/2024-10", State.NEW, [])


def test_year_1066_is_refused(check):
    (found,) = check("指标,年份,数值,单位\nGDP,1066,8275.22,亿元\n").candidates
    assert (found.state, places(found.findings)) == (State.REFUSED, [("year_out_of_range", 2, 2)])


@pytest.mark.parametrize(
    ("text", "code"),
    [("去年", "bad_period"), ("", "period_missing"), ("2024.1", "ambiguous_period"), ("2024-13", "bad_period")],
)
def test_no_one_period_is_refused(check, text, code):
    found = check(f"指标,年份,数值,单位\nGDP,2023,7864.76,亿元\nGDP,{text},8275.22,亿元\n").candidates[1]
    assert (found.state, places(found.findings)) == (State.REFUSED, [(code, 3, 2)])


# Water classes


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ⅲ类", 3), ("III", 3), ("iii类", 3), ("3", 3), ("３", 3), ("三类", 3), ("Ⅳ", 4), ("V类", 5),
        ("Ⅴ类", 5), ("劣Ⅴ", 6), ("劣Ⅴ类", 6), ("劣V类", 6), ("劣五类", 6),
    ],
)  # fmt: skip
def test_water_class(one, text, value):
    found = one(text, "滇池全湖水质", "")
    assert (found.indicator, found.value, found.unit, found.state) == ("dianchi-class", value, "类", State.NEW)
    assert ("class" in codes(found.repairs)) is (text != "3")
    assert found.findings == ()


@pytest.mark.parametrize("text", ["良好", "3.5", "7", "0", "Ⅲ-Ⅳ类"])
def test_no_water_class(one, text):
    found = one(text, "滇池全湖水质", "")
    assert (found.state, places(found.findings)) == (State.REFUSED, [("not_a_class", 2, 3)])


# Names


def test_unknown_name_gives_suggestions_and_is_not_guessed(check):
    found = check("指标,单位,2025\n地区生产总值预期,亿元,8637.45\n")
    assert [(c.indicator, c.state, places(c.findings)) for c in found.candidates] == [
        ("", State.REFUSED, [("unknown_indicator", 2, 1)])
    ]
    (suggestion,) = found.suggestions
    assert (suggestion.text, suggestion.row, suggestion.column) == ("地区生产总值预期", 2, 1)
    assert suggestion.likely[0] == "gdp"


def test_confirmed_name_is_used(one):
    found = one("8637.45", "地区生产总值预期", confirmed={"地区生产总值预期": "gdp"})
    assert (found.indicator, found.value, found.state) == ("gdp", 8637.45, State.NEW)
    assert places(found.repairs) == [("confirmed_name", 2, 1)]


def test_name_with_numbering_width_and_invisible_characters(one):
    assert one("1", "一、地区\u200b生产总值").indicator == "gdp"
    assert one("1", "ＧＤＰ").indicator == "gdp"


@pytest.mark.parametrize(
    "name", ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "**GDP2**", "[x](javascript:alert(1))", "@SUM(1)"]
)
def test_hostile_name_is_refused(one, name):
    found = one("1", name)
    assert (found.indicator, found.state, places(found.findings)) == (
        "",
        State.REFUSED,
        [("unknown_indicator", 2, 1)],
    )


@pytest.mark.parametrize("note", ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "**x** [y](javascript:z)"])
def test_hostile_note_stays_text(check, note):
    (found,) = check(f"指标,年份,数值,单位,备注\nGDP,2025,8637.45,亿元,{note}\n").candidates
    assert (found.note, found.value, found.state) == (note, 8637.45, State.NEW)


def test_note_loses_what_steers_the_display(check):
    (found,) = check("指标,年份,数值,单位,备注\nGDP,2025,8637.45,亿元,快\u202e报\u200b数\n").candidates
    assert found.note == "快报数"
    assert ("note_cleaned", 2, 5) in places(found.repairs)


# Against the ledger and within the file


def test_new_changed_and_unchanged(check):
    found = check("指标,单位,2023,2024,2025\n地区生产总值,亿元,7900,8275.22,8637.45\n").candidates
    assert [(c.state, c.old.value if c.old else None, c.value) for c in found] == [
        (State.CHANGED, 7864.76, 7900.0),
        (State.UNCHANGED, 8275.22, 8275.22),
        (State.NEW, None, 8637.45),
    ]


def test_same_cell_twice_with_different_values_is_refused(check):
    found = check("指标,单位,2025\n地区生产总值,亿元,8637.45\nGDP,亿元,8637.46\n").candidates
    assert [(c.state, places(c.findings)) for c in found] == [
        (State.REFUSED, [("conflict", 2, 3)]),
        (State.REFUSED, [("conflict", 3, 3)]),
    ]
    details = found[0].findings[0].details
    assert (details["row"], details["column"]) == (3, 3)


def test_same_cell_twice_with_equal_values_counts_once(check):
    found = check("指标,单位,2025\n地区生产总值,亿元,8637.45\nGDP,万元,86374500\n").candidates
    assert [(c.state, places(c.findings)) for c in found] == [
        (State.NEW, []),
        (State.UNCHANGED, [("repeated", 3, 3)]),
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *(("300", []), ("301", ["jump"]), ("33", ["jump"]), ("34", ["fall"]), ("66", ["fall"]), ("67", [])),
        ("100", []),
    ],
)
def test_jump_is_a_warning(one, value, expected):
    found = one(value, "经营主体户数", "万户")
    assert (found.state, codes(found.findings)) == (State.NEW, expected)
    assert not any(remark.serious for remark in found.findings)


def test_jump_within_the_file(check):
    found = check("指标,单位,2021,2022\n经营主体户数,万户,10,31\n").candidates
    # The ledger has 100 for 2024: the first value is held against that later one.
    assert [places(c.findings) for c in found] == [[("jump", 2, 3)], [("jump", 2, 4)]]


@pytest.mark.parametrize(
    ("value", "expected"), [("82752", []), ("82753", ["jump"]), ("827.6", []), ("827.5", ["jump"])]
)
def test_over_a_break_of_the_series_only_another_power_of_ten_is_a_jump(one, value, expected):
    # 2025 is on the basis of another census; the ledger has 8275.22 for 2024.
    assert codes(one(value).findings) == expected


def test_rows_to_commit_leave_refused_values_out(check):
    found = check(
        "指标,单位,2023,2024,2025\n地区生产总值,亿元,7900,8275.22,8637.45\n城镇化率,%,优良,-,84.02\n"
        "经营主体户数,万户,,,900\n"
    )
    wanted = {"source": "公报", "source_url": "https://example.cn/1", "by": "张三", "batch_id": "b-7", "at": AT}
    rows = rows_to_commit(found, **wanted)
    assert [(r.key, r.value, r.unit) for r in rows] == [
        (("kunming", "gdp", "2023"), 7900.0, "亿元"),
        (("kunming", "gdp", "2025"), 8637.45, "亿元"),
        (("kunming", "urbanisation", "2025"), 84.02, "%"),
        (("kunming", "business-entities", "2025"), 900.0, "万户"),
    ]
    assert {(r.source, r.source_url, r.recorded_by, r.batch, r.recorded_at) for r in rows} == {
        ("公报", "https://example.cn/1", "张三", "b-7", AT)
    }
    undoubted = rows_to_commit(found, **wanted, include_warned=False)
    assert [r.indicator for r in undoubted] == ["gdp", "gdp", "urbanisation"]


# What is no table, or too much of one


def test_16384_columns_of_text():
    assert fault_of(",".join(str(n) for n in range(16_384)).encode() + b"\n") == "too_many_columns"


def test_16384_empty_columns_beyond_the_table_are_nothing(check):
    tail = "," * 16_382
    found = check(f"指标,2025{tail}\nGDP,8637.45{tail}\n")
    assert [(c.indicator, c.value) for c in found.candidates] == [("gdp", 8637.45)]


def test_16384_columns_of_a_workbook():
    assert fault_of(xlsx(["x"] * 16_384)) == "too_many_columns"


def bomb(forged: bool) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(30 << 20))
    size = (30 << 20).to_bytes(4, "little")
    return target.getvalue().replace(size, (1000).to_bytes(4, "little")) if forged else target.getvalue()


@pytest.mark.parametrize("forged", [False, True])
def test_zip_bomb(forged):
    assert fault_of(bomb(forged)) == "zip_bomb"


def test_truncated_workbook():
    data = xlsx(["指标", "2024"], ["GDP", 1])
    for length in (4, 30, len(data) // 2, len(data) - 1):
        assert fault_of(data[:length]) == "unreadable_workbook"


def test_zip_that_is_no_workbook():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert fault_of(target.getvalue()) == "not_a_workbook"


def test_encrypted_looking_ole_file():
    name = "EncryptedPackage".encode("utf-16-le")
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + name + bytes(4000)
    assert fault_of(data) in ("unreadable_workbook", "encrypted")


def test_60_mb_of_text():
    assert fault_of(b"1,2,3,4,5\n" * 6_000_000) == "too_large"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b" \r\n\t", "empty_file"),
        (b"%PDF-1.7\n", "not_a_table"),
        (b"<html><table></table></html>", "markup_file"),
        (b"a,b\0c\n", "nul_bytes"),
        (b"\xff\xff\xff\x80", "not_decodable"),
        (b'a,b\n1,"2\n3,4\n', "bad_csv"),
    ],
)
def test_no_table(data, code):
    assert fault_of(data) == code


def test_unknown_sheet_is_a_fault(shipped):
    book = read_workbook(TWO_YEARS.encode(), "a.csv")
    with pytest.raises(DataFault):
        prepare(book, "没有", shipped, LEDGER)
