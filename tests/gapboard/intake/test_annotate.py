"""The annotated copy: marks, comments and the list, by place."""

import io
from dataclasses import replace

import openpyxl
import pytest

from gapboard.intake.annotate import annotate, notes
from gapboard.intake.marking import DOUBT, FAULT, REPAIR
from gapboard.intake.model import Batch, Candidate, Remark, Sheet, State, Workbook

TABLE = (
    ("指标", "2023", "2024"),
    ("地区生产总值", "8,000.5", "约9000"),
    ("财政收入", "-5.50", "=1+1\x01"),
    ("编号", "00123", "1234567890123456"),
)


def value(row: int, column: int, *, repairs: tuple[Remark, ...] = (), findings: tuple[Remark, ...] = ()) -> Candidate:
    text = TABLE[row - 1][column - 1]
    return Candidate(row, column, text, "kunming", "gdp", "2024", 1.0, "亿元", "A", "", repairs, findings, State.NEW)


def batch(*candidates: Candidate, findings: tuple[Remark, ...] = ()) -> Batch:
    return Batch("报表.csv", "Sheet1", "gb18030", None, candidates, (), findings)


THOUSANDS = Remark("thousands", 2, 2)
BOUND = Remark("bound", 2, 3, {"found": "约9000", "expected": "9000"})
NEGATIVE = Remark("negative", 3, 2, {"found": -5.5, "expected": "0"}, serious=False)
FORMULA = Remark("formula", 3, 3, {"found": "=1+1"})


@pytest.fixture
def texts(monkeypatch) -> None:
    """Texts of our own, so that the test does not depend on the catalogue's words."""

    def say(key: str, language: str, **details: object) -> str:
        return " ".join([language, key, *(f"{name}={detail}" for name, detail in sorted(details.items()))])

    monkeypatch.setattr("gapboard.intake.annotate.say", say)


def marked(*candidates: Candidate, findings: tuple[Remark, ...] = ()) -> openpyxl.Workbook:
    workbook = Workbook("报表.v2.csv", "csv", "gb18030", (Sheet("Sheet1", TABLE),))
    content, _ = annotate(b"data", workbook, batch(*candidates, findings=findings), "zh")
    return openpyxl.load_workbook(io.BytesIO(content))


def test_remarks_in_order_of_place_the_gravest_first_each_once(texts) -> None:
    everything = batch(
        value(3, 2, findings=(NEGATIVE,)),
        value(2, 3, findings=(BOUND,), repairs=(Remark("spaces", 2, 3),)),
        value(2, 2, repairs=(THOUSANDS,)),
        value(2, 2, repairs=(THOUSANDS,)),
        findings=(Remark("no_year", 0, 0), BOUND),
    )
    found = notes(everything, TABLE, "zh")
    assert [(note.row, note.column, note.kind, note.code) for note in found] == [
        (0, 0, "fault", "no_year"),
        (2, 2, "repair", "thousands"),
        (2, 3, "fault", "bound"),
        (2, 3, "repair", "spaces"),
        (3, 2, "doubt", "negative"),
    ]


def test_what_was_found_what_was_expected_and_the_remedy(texts) -> None:
    repair, fault = notes(batch(value(2, 3, findings=(BOUND,)), value(2, 2, repairs=(THOUSANDS,))), TABLE, "en")
    assert (fault.found, fault.expected) == ("约9000", "en annotate.number_in unit=9000")
    assert fault.what == "en finding.bound expected=9000 found=约9000"
    assert fault.remedy == "en mend.bound expected=9000 found=约9000"
    # Without a text of its own a remark shows the cell's.
    assert (repair.found, repair.expected, repair.what, repair.remedy) == ("8,000.5", "", "en repair.thousands", "")


@pytest.mark.parametrize(
    ("code", "period", "words"),
    [
        ("share_swings", "2024", "“88.8”与2024年的 45.27 相差 10 个百分点以上"),
        ("share_swings", "2025-01/2025-09", "“88.8”与2025年1—9月的 45.27 相差 10 个百分点以上"),
        ("jump", "2024", "“88.8”与2024年的 45.27 相差超过 3 倍"),
        ("fall", "2024", "“88.8”与2024年的 45.27 之间减少三分之一以上"),
        ("big_change", "2024", "2024年已公布 45.27，改成“88.8”相差一半以上"),
        ("part_exceeds_whole", "2024", "“88.8”大于整体（2024年 45.27）"),
    ],
)
def test_a_year_and_a_part_of_one_are_named_alike(code: str, period: str, words: str) -> None:
    said = {"found": 88.8, "expected": 45.27, "period": period, "of": period, "factor": 3, "points": 10}
    (note,) = notes(batch(findings=(Remark(code, 2, 3, said),)), TABLE, "zh")
    assert note.what == words


def test_cells_are_filled_and_have_comments(texts) -> None:
    sheet = marked(
        value(2, 2, repairs=(THOUSANDS,)),
        value(2, 3, findings=(BOUND,), repairs=(Remark("spaces", 2, 3),)),
        value(3, 2, findings=(NEGATIVE,)),
    ).worksheets[0]
    fills = {cell.coordinate: cell.fill.fgColor.rgb for row in sheet for cell in row if cell.fill.fill_type}
    assert fills == {"B2": REPAIR.fgColor.rgb, "C2": FAULT.fgColor.rgb, "B3": DOUBT.fgColor.rgb}
    assert sheet["B2"].comment.text == "zh repair.thousands"
    assert sheet["C2"].comment.text == (
        "zh finding.bound expected=9000 found=约9000\nzh mend.bound expected=9000 found=约9000\n\nzh repair.spaces"
    )
    assert sheet["A1"].comment is None


def test_the_copy_has_the_text_as_read_numbers_as_numbers_and_no_formula(texts) -> None:
    sheet = marked().worksheets[0]
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [
        ["指标", 2023, 2024],
        ["地区生产总值", "8,000.5", "约9000"],
        ["财政收入", -5.5, "'=1+1\ufffd"],
        # A leading zero and a sixteenth digit would not survive as a number.
        ["编号", "00123", "1234567890123456"],
    ]
    assert all(cell.data_type != "f" for row in sheet for cell in row)


def test_the_list(texts) -> None:
    listing = marked(value(3, 3, findings=(FORMULA,)), findings=(Remark("no_year", 0, 0),)).worksheets[1]
    rows = list(listing.iter_rows(min_row=2, values_only=True))
    assert rows[0][:4] == (None, None, "zh annotate.kind.fault", None)
    assert rows[1] == (
        3,
        "C",
        "zh annotate.kind.fault",
        "'=1+1",
        "zh finding.formula found==1+1",
        None,
        "zh mend.formula found==1+1",
    )
    assert listing["C3"].fill.fgColor.rgb == FAULT.fgColor.rgb
    # sha256 of b"data"
    assert "sha256=3a6eb0790f39ac87c94f3856b2dd2c5d110e6811602261a9a923d3bb23adc8b7" in rows[-1][0]
    assert "encoding=gb18030" in rows[-1][0]


def test_a_remark_beyond_the_table_is_marked_all_the_same(texts) -> None:
    sheet = marked(findings=(Remark("missing_cell", 9, 4),)).worksheets[0]
    assert sheet["D9"].fill.fgColor.rgb == FAULT.fgColor.rgb


def test_the_name_of_the_copy(texts) -> None:
    workbook = Workbook("报表.v2.csv", "csv", None, (Sheet("Sheet1", TABLE),))
    assert annotate(b"", workbook, batch(), "zh")[1] == "zh annotate.file_name name=报表.v2.xlsx"


def test_a_sheet_that_is_not_there(texts) -> None:
    workbook = Workbook("a.csv", "csv", None, (Sheet("another", TABLE),))
    with pytest.raises(KeyError):
        annotate(b"", workbook, batch(), "zh")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_copy_in_the_boards_own_words(language: str) -> None:
    workbook = Workbook("a.csv", "csv", None, (Sheet("Sheet1", TABLE),))
    content, name = annotate(b"", workbook, batch(), language)
    assert name.endswith(".xlsx")
    assert openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A2"].value == "地区生产总值"


def test_what_is_refused_is_not_listed_as_repaired() -> None:
    taken = value(2, 2, repairs=(THOUSANDS,))
    for state, kinds in ((State.NEW, ["repair"]), (State.REFUSED, [])):
        assert [note.kind for note in notes(batch(replace(taken, state=state)), TABLE, "zh")] == kinds
