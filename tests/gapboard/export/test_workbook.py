"""The workbook: opened again, and its formulas worked out by a spreadsheet program.

Over a second where the workbook of the whole board is made and opened again.
"""

import io
import math
from collections import Counter

import openpyxl
import pytest

from gapboard.assess import progress
from gapboard.board import Board, Filters
from gapboard.export.board_table import COLUMNS, board_csv
from gapboard.export.briefing import Briefing
from gapboard.export.workbook import workbook
from gapboard.kernel.wording import say
from tests.gapboard import builder
from tests.gapboard.builder import catalog, indicator, ledger, target
from tests.gapboard.export.handout_worlds import (
    ECONOMY,
    FORMULA,
    TODAY,
    bounded_briefing,
    hostile_briefing,
    shipped_briefing,
)
from tests.gapboard.export.office import recalculated
from tests.gapboard.export.small import table

DERIVED = {"goal", "actual", "base", "gap", "gap_percent", "expected", "pace"}


def rows_of(book: openpyxl.Workbook, language: str) -> dict[str, dict]:
    """The board's rows by target."""
    sheet = book[say("workbook.sheet.board", language)]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == tuple(say(f"board_table.{name}", language) for name in COLUMNS)
    return {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in rows[1:]}


def same(left: object, right: object) -> bool:
    if isinstance(left, float | int) and isinstance(right, float | int):
        return math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-9)
    return left == right


@pytest.mark.parametrize(("language", "scale"), [("zh", 1), ("en", 0.1)])
def test_the_figures_are_the_boards(shipped, shipped_ledger, language, scale) -> None:
    briefing = shipped_briefing(shipped, shipped_ledger, language)
    stored = rows_of(openpyxl.load_workbook(io.BytesIO(workbook(briefing)), data_only=True), language)
    gdp = stored["km25-gdp"]  # docs/method.md: 8,637.45 of 10,000, short by 1,362.55 or 13.63 %
    assert same(gdp["actual"], 8637.45 * scale) and same(gdp["goal"], 10000 * scale)
    assert same(gdp["gap"], -1362.55 * scale) and round(gdp["gap_percent"], 2) == -13.63
    assert list(stored) == [result.target.id for result in briefing.board.assessments]
    for result in briefing.board.assessments:
        row = stored[result.target.id]
        assert row["status"] == say(f"status.{result.status.value}", language)
        assert same(row["pace"], progress(result))
        assert row["quote"] == result.target.quote
        if result.judged is None:
            assert row["gap"] is None and row["actual"] is None
        else:
            assert same(row["gap"], row["actual"] - row["goal"])
            assert row["actual_year"] == result.judged.year


def test_an_amount_has_every_digit_that_was_published() -> None:
    """What was published of another year than the due one, with more digits than the indicator usually has."""
    whole = catalog([target(value=41, comparator=">=")], [indicator(decimals=0)])
    board = Board(whole, ledger({"x": {2023: 40.97, 2020: 38.0335}}), TODAY)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(Briefing(board, Filters(), "zh"))))[say("workbook.sheet.board")]
    [heading, row] = list(sheet.iter_rows())[:2]
    [latest] = [cell for name, cell in zip(heading, row, strict=True) if name.value == say("board_table.latest")]
    [goal] = [cell for name, cell in zip(heading, row, strict=True) if name.value == say("board_table.goal")]
    # 41 for 40.97 would read as if the goal had been reached.
    assert (latest.number_format, goal.number_format) == ("#,##0.00", "#,##0")


def formulas_in(content: bytes) -> list[tuple[str, str, object]]:
    """Sheet, cell and stored result of every formula."""
    book, stored = (
        openpyxl.load_workbook(io.BytesIO(content)),
        openpyxl.load_workbook(io.BytesIO(content), data_only=True),
    )
    return [
        (sheet.title, cell.coordinate, stored[sheet.title][cell.coordinate].value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


@pytest.mark.office  # LibreOffice takes seconds to start
@pytest.mark.parametrize("world", ["shipped", "earlier", "hostile"])
def test_a_spreadsheet_program_works_out_the_same(shipped, shipped_ledger, world, tmp_path) -> None:
    if world == "hostile":
        content = workbook(hostile_briefing("zh"))
    else:
        known_on = None if world == "shipped" else TODAY.replace(year=2024, month=8, day=1)
        content = workbook(shipped_briefing(shipped, shipped_ledger, "en", known_on=known_on))
    found = formulas_in(content)
    anew = recalculated(content, tmp_path)
    wrong = [item for item in found if not same(anew[item[0]][item[1]].value, item[2])]
    assert wrong == []
    assert len(found) > 50


def test_every_derived_figure_is_a_formula() -> None:
    briefing = hostile_briefing("zh")
    book = openpyxl.load_workbook(io.BytesIO(workbook(briefing)))
    for row in rows_of(book, "zh").values():
        plain = {name for name in DERIVED if row[name] is not None and not str(row[name]).startswith("=")}
        assert plain - {"goal"} == set()  # a goal that the document states is a number
    assert sum(str(row["pace"]).startswith("=") for row in rows_of(book, "zh").values()) >= 8


def test_texts_are_no_formulas_and_no_links() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(hostile_briefing("en"))))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.hyperlink is None
                if cell.data_type == "f":
                    assert "cmd" not in str(cell.value) and "SUM(A1)" not in str(cell.value)
    assert {row["quote"] for row in rows_of(book, "en").values()} == {"'" + FORMULA}


def test_the_overview_counts_and_every_sheet_has_its_look(shipped, shipped_ledger) -> None:
    briefing = shipped_briefing(shipped, shipped_ledger, "zh")
    book = openpyxl.load_workbook(io.BytesIO(workbook(briefing)), data_only=True)
    assert book.sheetnames == ["概览", "看板", "数据", "计算过程", "说明"]
    first = list(book["概览"].iter_rows(values_only=True))
    top = next(number for number, row in enumerate(first) if row[0] == "领域")
    words = [word for word in first[top][1:] if word]
    counted = Counter({word: sum(row[place] for row in first[top + 1 :]) for place, word in enumerate(words, 1)})
    expected = Counter(say(f"group.{item.status.group.value}") for item in briefing.board.assessments)
    assert counted == expected
    assert book["看板"].freeze_panes == "C2" and book["看板"].auto_filter.ref
    assert briefing.as_of in {row[0] for row in first} and briefing.as_of in {row[0].value for row in book["说明"]}
    assert len(book["概览"]._charts) == 1
    assert all(briefing.as_of in sheet.oddFooter.left.text for sheet in book)


def test_the_series_sheet_holds_what_was_known(shipped, shipped_ledger) -> None:
    day = TODAY.replace(year=2025, month=1, day=1)
    briefing = shipped_briefing(shipped, shipped_ledger, "zh", known_on=day)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(briefing)), data_only=True)["数据"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert rows and all(row[8] <= day.isoformat() for row in rows)
    in_force = {
        (row.region, row.indicator, row.period.text) for row in shipped_ledger.rows if row.recorded_at.date() <= day
    }
    assert len(rows) <= len(in_force)
    who = {row.recorded_by for row in shipped_ledger.rows}
    assert not who & {cell for row in rows for cell in row}  # who entered a value stays in the house


def test_the_series_sheet_has_bounds_in_words_and_parts_and_sums_over_years_under_their_period() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(bounded_briefing("zh"))), data_only=True)
    rows = [row[1:5] for row in book["数据"].iter_rows(min_row=2, values_only=True)]
    assert sorted(rows, key=str) == sorted(
        [
            ("指标adds", 2024, 70, None),
            ("指标adds", "2016/2020", 300, None),
            ("指标adds", "2025-01/2025-10", 85, None),
            ("指标base", 2020, None, "至少 50 亿元"),
            ("指标base", 2025, 90, None),
            ("指标state", 2024, 101, None),
            ("指标bound", 2023, 60, None),
            ("指标bound", 2024, None, "70 至 75 亿元"),
        ],
        key=str,
    )
    board = rows_of(book, "zh")
    assert board["met-by-months"]["bound"] == "至少 85 亿元"
    assert (board["twice"]["promise"], board["twice"]["status"]) == ("2020年的 2 倍（至少 100 亿元）", "未达成")
    assert board["twice"]["actual"] == 90  # a live formula with its stored result


@pytest.mark.parametrize("language", ["zh", "en"])
def test_csv_says_the_same_as_the_workbook(shipped, shipped_ledger, language) -> None:
    briefing = shipped_briefing(shipped, shipped_ledger, language, ECONOMY)
    content = board_csv(briefing)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = table(content.removeprefix(b"\xef\xbb\xbf"))
    stored = rows_of(openpyxl.load_workbook(io.BytesIO(workbook(briefing)), data_only=True), language)
    key, gap = (say(f"board_table.{name}", language) for name in ("id", "gap"))
    assert [row[key] for row in rows] == list(stored) == [item.target.id for item in briefing.board.shown(ECONOMY)]
    gaps = {row[key]: float(row[gap]) if row[gap] else None for row in rows}
    exact = {ident: row["gap"] for ident, row in stored.items()}
    assert gaps == {ident: None if found is None else round(found, 6) for ident, found in exact.items()}
    assert all(briefing.as_of in row[say("board_table.as_of", language)] for row in rows)
    worked_out = [row[say(f"board_table.{name}", language)] for row in rows for name in ("gap_percent", "pace")]
    assert max(len(text.partition(".")[2]) for text in worked_out) == 6, "a quotient has six digits after the point"


def test_csv_is_neutral() -> None:
    rows = table(board_csv(hostile_briefing("zh")).removeprefix(b"\xef\xbb\xbf"))
    assert {row["原文"] for row in rows} == {"'" + FORMULA}
    numbers = ("目标值", "实际值", "差距")
    assert not any(
        value.startswith(("=", "+", "@")) for row in rows for name, value in row.items() if name not in numbers
    )


def test_nothing_fits(shipped, shipped_ledger) -> None:
    briefing = shipped_briefing(shipped, shipped_ledger, "en", Filters(theme="none"))
    book = openpyxl.load_workbook(io.BytesIO(workbook(briefing)))
    assert any(row[0].value == say("overview.none_fit", "en") for row in book["Overview"])
    assert book["Board"].max_row == 1
    assert len(board_csv(briefing).splitlines()) == 1


@pytest.mark.parametrize(("language", "form"), [("zh", "#,##0.00"), ("en", "#,##0.000")])
def test_a_series_is_written_with_its_indicators_decimals(shipped, shipped_ledger, language, form) -> None:
    """Output has two decimals in 亿元: 5,206.90 of 2018 keeps its nought; in bn yuan it takes three to say the same."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(shipped_briefing(shipped, shipped_ledger, language, ECONOMY))))
    rows = book[say("workbook.sheet.series", language)].iter_rows(min_row=2)
    gdp = {
        row[2].value: row[3].number_format for row in rows if row[1].value == shipped.indicators["gdp"].label(language)
    }
    assert gdp[2018] == form and gdp[2025] == form


def test_long_texts_wrap_so_that_paper_does_not_cut_them() -> None:
    """By hand: 60 wide characters are 120 narrow ones, and a column has at most 44 less two to spare: three lines."""
    long = builder.target(quote="字" * 60)
    made = builder.catalog([long, builder.target("short", quote="字字")])
    board = Board(made, ledger({"x": {2025: 90}}), TODAY)
    book = openpyxl.load_workbook(io.BytesIO(workbook(Briefing(board, Filters(), "zh"))))
    sheet = book["看板"]
    column = COLUMNS.index("quote") + 1
    cells = {sheet.cell(row, 1).value: sheet.cell(row, column) for row in (2, 3)}
    assert all(cell.alignment.wrap_text for cell in cells.values())
    high, low = (sheet.row_dimensions[cells[ident].row].height for ident in ("t", "short"))
    assert high == pytest.approx(3 * low, rel=0.02), "heights are whole pixels"
