"""The template: what is owed, what is known, drop-downs, and the way back through the intake."""

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gapboard.board import Board
from gapboard.export import template_xlsx
from gapboard.export.owed import owed, published_for
from gapboard.export.template import template_of
from gapboard.intake.batch import prepare
from gapboard.intake.reader import read_workbook
from gapboard.ledger import Period
from tests.gapboard import builder
from tests.gapboard.export.small import board

ALL: dict[str, Any] = {"body": None, "document": None, "region": None, "language": "zh"}


def filled(content: bytes, values: dict[int, float]) -> bytes:
    """The template with values put into the given rows, as a member of staff would."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row, value in values.items():
        book.worksheets[0].cell(row, 4).value = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sheets(world: Board, **options: Any) -> list[Worksheet]:
    content = template_xlsx(world, **(ALL | {"period": (2023, 2025)} | options))
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets


def cells(sheet: Worksheet) -> list[tuple]:
    return list(sheet.iter_rows(min_row=2, values_only=True))


def test_who_owes_what() -> None:
    world = board()
    # A promise of growth asks for the amount and for the published growth rate.
    assert owed(world) == [("here", "x"), ("city", "x"), ("city", "x-growth"), ("here", "y")]
    bodies = {body.name: body.id for body in world.catalog.bodies.values()}
    assert owed(world, body=bodies["市商务局"]) == [("here", "x")]
    assert owed(world, body=bodies["市统计局"], region="city") == [("city", "x"), ("city", "x-growth")]
    assert owed(world, document="plan", region="here") == [("here", "x"), ("here", "y")]
    assert owed(world, body="none-such") == []


def test_a_body_owes_under_all_its_names_and_what_the_office_assigned_it() -> None:
    """From the day of the decision: the second name is printed for ``x``, ``y`` is assigned, nobody has ``z``."""
    decided = {"body": "trade", "by": "市政府常务会议", "decided": dt.date(2026, 6, 1)}
    made = builder.catalog(
        [
            builder.target("a", responsible=("市商务和投资促进局",)),
            builder.target("b", indicator="y", assigned=decided),
            builder.target("c", indicator="z"),
        ],
        [builder.indicator(name) for name in "xyz"],
        bodies=[builder.body("trade", "市商务局", aliases=["市商务和投资促进局"])],
    )
    before, after = (Board(made, builder.ledger({}), dt.date(2026, month, 30)) for month in (5, 6))
    assert owed(before, body="trade") == [("here", "x")]
    assert owed(after, body="trade") == [("here", "x"), ("here", "y")]


def test_one_row_a_value_known_ones_filled_in_and_withdrawn_ones_missing() -> None:
    rows = cells(sheets(board(), region="here")[0])
    assert [row[:5] for row in rows] == [
        ("指标x", "本区", 2023, -100, "亿元"),
        ("指标x", "本区", 2024, 121.25, "亿元"),
        ("指标x", "本区", 2025, None, "亿元"),
        ("指标y", "本区", 2023, None, "亿元"),
        ("指标y", "本区", 2024, None, "亿元"),
        ("指标y", "本区", 2025, None, "亿元"),
    ]
    assert [row[5] for row in rows] == ["A", "A", None, None, None, None]


def test_known_is_grey_and_missing_is_highlighted() -> None:
    sheet = sheets(board(), region="here")[0]
    colours = [sheet.cell(row, 4).fill.fgColor.rgb for row in range(2, 8)]
    assert colours == ["FFE7E6E6"] * 2 + ["FFFFF2CC"] * 4


def test_english() -> None:
    rows = cells(sheets(board(), language="en", region="here")[0])
    assert rows[0][:5] == ("Indicator x", "Here", 2023, -100, "100 million yuan")


@pytest.mark.parametrize(
    ("language", "told"), [("zh", "当年还没有过完的按初步数（P）"), ("en", "not over is preliminary (P)")]
)
def test_what_an_empty_status_means_is_told_as_the_import_takes_it(language: str, told: str) -> None:
    """Of a year that is over final, of one that is not preliminary."""
    year = dt.date.today().year
    content = template_xlsx(board(), **(ALL | {"language": language, "region": "here"}), period=(year - 1, year))
    assert any(
        told in str(cell) for row in openpyxl.load_workbook(io.BytesIO(content)).worksheets[1].values for cell in row
    )
    world = board()
    workbook = read_workbook(filled(content, {2: 130, 3: 131}), "template.xlsx")
    found = prepare(workbook, workbook.first.name, world.catalog, world.ledger)
    assert [(item.period, item.obs_status) for item in found.candidates] == [(str(year - 1), "A"), (str(year), "P")]


def test_frozen_heading_drop_downs_and_no_protection() -> None:
    data, lists = sheets(board())
    assert data.freeze_panes == "A2"
    assert not data.protection.sheet
    rules = {str(rule.sqref): rule.formula1 for rule in data.data_validations.dataValidation}
    # 1 heading, 4 series × 3 years, and 200 rows to spare; 2 regions, 12 codes.
    assert rules == {
        "B2:B213": f"'{lists.title}'!$A$2:$A$3",
        "F2:F213": f"'{lists.title}'!$B$2:$B$13",
    }
    assert [lists["A2"].value, lists["A3"].value] == ["本区", "全市"]


def test_nothing_owed_leaves_the_heading() -> None:
    data, _ = sheets(board(), body="none-such")
    assert cells(data) == []


def test_a_period_the_wrong_way_round() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        template_xlsx(board(), **ALL, period=(2025, 2023))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_filled_in_it_comes_back_as_exactly_these_values(language: str) -> None:
    reader = pytest.importorskip("gapboard.intake.reader", reason="the intake is not there yet")
    batch = pytest.importorskip("gapboard.intake.batch", reason="the intake is not there yet")
    world = board()
    content = template_xlsx(world, **(ALL | {"language": language}), period=(2023, 2025))
    # Rows 2–4 are here/x 2023–2025, 5–7 city/x, 8–10 city/x-growth, 11–13 here/y.
    workbook = reader.read_workbook(filled(content, {4: 130, 9: 7.5, 13: 8.25}), "template.xlsx")
    found = batch.prepare(workbook, workbook.sheets[0].name, world.catalog, world.ledger)
    assert [(c.region, c.indicator, c.period, c.value, c.unit, c.state.value) for c in found.candidates] == [
        ("here", "x", "2023", -100, "亿元", "unchanged"),
        ("here", "x", "2024", 121.25, "亿元", "unchanged"),
        ("here", "x", "2025", 130, "亿元", "new"),
        ("city", "x-growth", "2024", 7.5, "%", "new"),
        ("here", "y", "2025", 8.25, "亿元", "new"),
    ]
    assert found.suggestions == ()
    assert [remark.code for remark in found.findings if remark.serious] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_shipped_series_comes_back_unchanged(shipped, shipped_ledger, language: str) -> None:
    """A template of everything, returned as it is, changes nothing and is refused nowhere."""
    reader = pytest.importorskip("gapboard.intake.reader", reason="the intake is not there yet")
    batch = pytest.importorskip("gapboard.intake.batch", reason="the intake is not there yet")
    world = Board(shipped, shipped_ledger, dt.date(2026, 11, 22))
    content = template_xlsx(world, **(ALL | {"language": language}), period=(2015, 2025))
    workbook = reader.read_workbook(content, "template.xlsx")
    found = batch.prepare(workbook, workbook.sheets[0].name, shipped, shipped_ledger)
    known = sum(2015 <= year <= 2025 for pair in owed(world) for year in world.book.series(*pair))
    assert {c.state.value for c in found.candidates} == {"unchanged"}
    assert len(found.candidates) == known


# Over half a second each: a row for every figure that the shipped documents ask for.
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_asked_for_part_of_a_year_comes_back_as_that(shipped, shipped_ledger, language: str) -> None:
    """Whatever is asked for is read for the very period that was asked for: else a return is not the one owed."""
    world = Board(shipped, shipped_ledger, dt.date(2026, 11, 22))
    asked = [(pair, period) for pair in owed(world) for period in published_for(world, pair, Period("2026-10"))]
    content = filled(template_of(world, asked, language), dict.fromkeys(range(2, len(asked) + 2), 2))
    workbook = read_workbook(content, "template.xlsx")
    found = prepare(workbook, workbook.first.name, shipped, shipped_ledger)
    read = {(item.region, item.indicator, item.period) for item in found.candidates}
    assert read == {(*pair, period.text) for pair, period in asked}
    assert {len(period) for *_, period in read} == {len("2026-10"), len("2026-01/2026-10")}
    # In its own unit as well: times are 次 of one indicator and 倍 of another.
    assert {item.state.value for item in found.candidates} == {"new"} and found.suggestions == ()
