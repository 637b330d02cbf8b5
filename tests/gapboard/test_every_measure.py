"""Every measure that there is, new ones too, through verdict, chart, words, hand-outs and method.

Nothing here names a measure: each is taken from the registry, given what its record says that it needs, and
followed to every place that a reader meets it. A measure that is left out of one of them fails here.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from gapboard.assess import Assessment, Status, progress
from gapboard.board import Board, Filters
from gapboard.board.bullet import bullet
from gapboard.board.chart import growth_chart, level_chart
from gapboard.catalog import MEASURES, AppliesTo, load_catalog
from gapboard.catalog.measures import Axis, Series, Way
from gapboard.explain import Figures, derivation
from gapboard.export.board_table import COLUMNS
from gapboard.export.briefing import Briefing
from gapboard.export.handouts import HANDOUTS
from gapboard.export.json_rows import assessment_row, target_row
from gapboard.export.package import data_package
from gapboard.kernel.wording import LANGUAGES, say
from gapboard.ledger import Ledger
from tests.gapboard import builder
from tests.gapboard.export.office import recalculated
from tests.gapboard.export.spreadsheet import worked_out

ROOT = Path(__file__).parents[2]
GOALS = (1.25, 2, 5, 150, 900)
SENSES = {"floor": ">=", "ceiling": "<="}
OPEN, OVER = "2024-06-30", "2026-06-30"
FORMULAS = ("goal", "expected", "pace")
every_measure = pytest.mark.parametrize("name", MEASURES)


@cache
def board(on: str) -> Board:
    """Targets of every measure, as floor and as ceiling: half way at ``OPEN``, with the due year known at ``OVER``."""
    own = {name: builder.indicator(series_of(name), **builder.indicator_for(name)) for name in MEASURES}
    units = {item["id"]: item["unit"] for item in own.values()}
    targets = []
    for name, measure in MEASURES.items():
        goals = [goal for goal in GOALS if measure.kind is None or goal in range(1, 7)]
        for goal, (sense, comparator) in product(goals, SENSES.items()):
            fields = builder.needs(name) | {"measure": name, "indicator": series_of(name), "value": goal}
            fields["comparator"] = comparator
            if "reference" in measure.needs:
                fields["reference"] = {"indicator": series_of(name), "region": "city"}
            targets.append(builder.target(f"{series_of(name)}-{goal}-{sense}", units, **fields))
    until = 2023 if on == OPEN else 2025
    return Board(builder.catalog(targets, own.values()), ledger(until), dt.date.fromisoformat(on))


def series_of(name: str) -> str:
    """The indicator that a measure's targets are about."""
    return f"of-{name}".replace("_", "-")


def ledger(until: int) -> Ledger:
    """Amounts that grow unevenly, classes that get better, and another region to compare with."""
    amounts = dict(zip(range(2020, 2026), [100.0, 104, 111.25, 114.5, 122.5, 130], strict=True))
    classes = dict(zip(range(2020, 2026), [5.0, 5, 4, 4, 3, 3], strict=True))
    series: dict[str, dict[int | str, float | None]] = {}
    for name, measure in MEASURES.items():
        values = amounts if measure.kind is None else classes
        series[series_of(name)] = {year: value for year, value in values.items() if year <= until}
        series[f"city/{series_of(name)}"] = {year: value - 2.5 for year, value in values.items() if year <= until}
    return builder.ledger(series)


def results_of(name: str, on: str) -> list[Assessment]:
    return [result for result in board(on).assessments if result.target.measure.id == name]


@cache
def workbook(on: str) -> bytes:
    return HANDOUTS["workbook"].make(Briefing(board(on), Filters(), "en"))


@cache
def board_sheet(on: str) -> tuple[openpyxl.Workbook, openpyxl.Workbook]:
    """The workbook with its formulas, and with the results stored beside them."""
    content = workbook(on)
    return openpyxl.load_workbook(io.BytesIO(content)), openpyxl.load_workbook(io.BytesIO(content), data_only=True)


# Verdicts


@every_measure
def test_it_is_judged_before_and_after_its_due_year(name: str) -> None:
    for on in (OPEN, OVER):
        results = results_of(name, on)
        assert len(results) >= 2
        assert all(result.judged is not None and result.goal is not None for result in results)
        assert all(result.status is not Status.NO_DATA for result in results)
    assert {result.status.is_met for result in results_of(name, OVER)} == {True, False}


@every_measure
def test_its_way_is_measured_or_said_to_be_none(name: str) -> None:
    found = [progress(result) for on in (OPEN, OVER) for result in results_of(name, on)]
    assert any(value is not None for value in found) == (MEASURES[name].way is not Way.NONE)


RANK = {
    Status.MISSED: 0,
    Status.MOVING_AWAY: 0,
    Status.BEHIND: 1,
    Status.SLIGHTLY_BEHIND: 2,
    Status.ON_TRACK: 3,
    Status.MET: 4,
    Status.MET_EARLY: 4,
}


@given(
    st.sampled_from(sorted(MEASURES)),
    st.sampled_from([OPEN, OVER]),
    st.sampled_from(["up", "down"]),
    st.integers(1, 300),
    st.lists(st.integers(50, 150), min_size=6, max_size=6),
    st.integers(50, 150),
)
def test_a_better_last_actual_never_has_a_worse_status(name, on, better, goal, before, another) -> None:
    measure = MEASURES[name]
    of = {"direction": better} | builder.indicator_for(name)
    years = range(2020, 2024 if on == OPEN else 2026)
    if measure.kind is not None:
        before, another, goal = [1 + value % 6 for value in before], 1 + another % 6, 1 + goal % 6
    elif builder.target(measure=name)["unit"] != "亿元":
        goal %= 12
    values = dict(zip(years, before, strict=False))
    others = {"city/x": dict.fromkeys(years, 100.0)}
    fields: dict[str, Any] = {"of": of, "others": others, "measure": name, "value": goal, **builder.needs(name)}
    sign = 1 if of["direction"] == "up" else -1
    first, last = sorted((values[years[-1]], another), key=lambda value: sign * value)
    worse, better_one = (builder.judge(values | {years[-1]: value}, on, **fields).status for value in (first, last))
    assume({worse, better_one} <= RANK.keys())
    assert RANK[worse] <= RANK[better_one]


# Charts


def charts_with(result: Assessment, on: str) -> list[str]:
    """The charts that its goal is drawn in."""
    world, target = board(on), result.target
    indicator = world.catalog.indicators[target.indicator]
    drawn = {"values": level_chart, "growth": growth_chart}
    return [
        chart
        for chart, draw in drawn.items()
        if any(aim.target == target.id for aim in draw(world, indicator, target.region, [result]).aims)
    ]


@every_measure
def test_its_goal_is_drawn_in_the_chart_of_its_unit(name: str) -> None:
    """In one of the two charts; only sums and differences are in the unit of neither."""
    measure = MEASURES[name]
    for on in (OPEN, OVER):
        for result in results_of(name, on):
            own = board(on).catalog.indicators[result.target.indicator].unit
            in_own_unit = measure.from_base is not None or result.target.unit == own
            if measure.series in (Series.SUM, Series.DIFFERENCE):
                assert charts_with(result, on) == []
            else:
                assert charts_with(result, on) == ["values" if in_own_unit else "growth"]


@every_measure
def test_a_goal_for_growth_is_drawn_with_growth(name: str) -> None:
    measure = MEASURES[name]
    if not measure.may_apply_to_growth or measure.axis_for(AppliesTo.GROWTH) is not Axis.GROWTH:
        return
    fields = builder.needs(name) | {"measure": name, "applies_to": "growth", "value": 5}
    made = builder.case({2020: 100, 2021: 104, 2022: 111}, OPEN, **fields)
    world = Board(made.catalog, made.ledger, dt.date.fromisoformat(OPEN))
    draw = [world, made.catalog.indicators["x"], "here", world.assessments]
    assert (level_chart(*draw).aims, len(growth_chart(*draw).aims)) == ((), 1)


@every_measure
def test_its_path_is_drawn_where_it_has_one(name: str) -> None:
    for result in results_of(name, OPEN):
        indicator = board(OPEN).catalog.indicators[result.target.indicator]
        chart = level_chart(board(OPEN), indicator, result.target.region, [result])
        assert len(chart.paths) == (result.base is not None) == MEASURES[name].has_path
    assert any(bullet(result, board(OPEN).catalog) for result in results_of(name, OPEN))


# Words

_EQUATION = re.compile(r"^([-+−×÷()\d,. ]+)=\s*([-+−]?[\d,.]+)(%?)")


def wrong_equations(text: str) -> list[str]:
    """Sums written out in a derivation that do not come out."""
    found = _EQUATION.match(text)
    if not found or not re.search("[×÷]", found[1]):
        return []
    book = openpyxl.Workbook()
    left, right, percent = (side.translate(str.maketrans("−×÷", "-*/", ", ")) for side in found.groups())
    book.active["A1"] = f"={left}"
    result = worked_out(book, book.active.title, "A1") * (100 if percent else 1)
    return [] if abs(result - float(right)) <= (0.06 if percent else 0.006) else [text]


@pytest.mark.parametrize("language", LANGUAGES)
@every_measure
def test_it_is_put_into_words(name: str, language: str) -> None:
    assert say(f"measure.name.{name}", language)
    for on in (OPEN, OVER):
        for result in results_of(name, on):
            figures = Figures(result, board(on).catalog, language)
            steps = derivation(result, board(on).catalog, language)
            headings = [heading for heading, _ in steps]
            texts = [figures.goal, figures.actual, figures.gap, figures.trend, *(text for _, text in steps)]
            assert not any(re.search(r"[{}]|None", text) for text in texts), texts
            wanted = ["goal", "actual", "gap" if not result.years else "years"]
            wanted += ["expected"] * (result.expected is not None) + ["pace"] * (result.pace is not None)
            assert [key for key in wanted if say(f"derive.{key}", language) not in headings] == []
            assert [wrong for text in texts for wrong in wrong_equations(text)] == []


@every_measure
def test_a_goal_counted_from_a_base_has_words_and_a_formula_of_its_own(name: str) -> None:
    """Said as a plain goal, or as another measure's, 翻一番 would be two; so it is with the base not yet known."""
    measure, words = MEASURES[name], MEASURES[name].words
    assert bool(measure.formulas.goal) == (measure.from_base is not None)
    if measure.from_base is None:
        return
    assert all(name in key for key in (words.goal, words.goal_known, words.goal_step))
    fields = builder.needs(name) | {"measure": name, "value": 2}
    made = builder.case({2023: 110}, OPEN, **fields)
    (result,) = Board(made.catalog, made.ledger, dt.date.fromisoformat(OPEN)).assessments
    assert result.goal is None
    for language in LANGUAGES:
        assert str(fields["base"]) in Figures(result, made.catalog, language).goal


def test_a_wrong_sum_in_a_derivation_is_found() -> None:
    assert wrong_equations("100.00 + (150.00 − 100.00) × 3 ÷ 5 = 130.00 bn (2023)") == []
    assert wrong_equations("1,100 × 3 ÷ 5 = 661 亿元（2023年末）") != []


# Hand-outs


def columns_of(name: str, on: str) -> list[dict[str, tuple[str, object, object]]]:
    """For each of its rows the formulas' columns: the cell, what is written there and the stored result."""
    written, stored = (book[say("workbook.sheet.board", "en")] for book in board_sheet(on))
    rows, ids = range(2, written.max_row + 1), {result.target.id for result in results_of(name, on)}
    own = [row for row in rows if str(written.cell(row, 1).value) in ids]
    places = {column: COLUMNS.index(column) + 1 for column in ("actual", "base", "gap", *FORMULAS)}
    return [
        {
            column: (written.cell(row, at).coordinate, written.cell(row, at).value, stored.cell(row, at).value)
            for column, at in places.items()
        }
        for row in own
    ]


@every_measure
def test_its_formulas_in_the_workbook_give_its_figures(name: str) -> None:
    seen = set()
    for on in (OPEN, OVER):
        book, _ = board_sheet(on)
        for row in columns_of(name, on):
            for column, (cell, text, stored) in row.items():
                if not str(text).startswith("="):
                    # A goal that the document states is a number, and so is what a row lacks.
                    assert text is None or column == "goal", (cell, column, text)
                    continue
                seen.add(column)
                found = worked_out(book, say("workbook.sheet.board", "en"), cell)
                assert found == pytest.approx(stored, rel=1e-9, abs=1e-9), (cell, column, text)
    stated = {column for column in FORMULAS if getattr(MEASURES[name].formulas, column)}
    assert seen & set(FORMULAS) == stated


@pytest.mark.office  # LibreOffice takes seconds to start
@pytest.mark.parametrize("on", [OPEN, OVER])
def test_a_spreadsheet_program_works_out_the_same(on: str, tmp_path: Path) -> None:
    anew = recalculated(workbook(on), tmp_path)[say("workbook.sheet.board", "en")]
    for name in MEASURES:
        for row in columns_of(name, on):
            for column, (cell, text, stored) in row.items():
                if str(text).startswith("="):
                    assert anew[cell].value == pytest.approx(stored, rel=1e-9, abs=1e-9), (name, column, text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", HANDOUTS)
def test_every_handout_takes_every_measure(kind: str, language: str) -> None:
    for on in (OPEN, OVER):
        assert HANDOUTS[kind].make(Briefing(board(on), Filters(), language))


@pytest.mark.parametrize("language", LANGUAGES)
@every_measure
def test_other_programs_read_it(name: str, language: str) -> None:
    for result in results_of(name, OVER):
        assert target_row(result.target, board(OVER).catalog, language).model_dump(mode="json")["measure"] == name
        assert (
            assessment_row(result, board(OVER).catalog, language).model_dump(mode="json")["target"]["measure"] == name
        )


def test_the_data_package_takes_every_measure() -> None:
    assert data_package(board(OVER).catalog, board(OVER).ledger)


# Documents


@pytest.mark.parametrize("path", ["docs/method.md", "docs/method.zh-CN.md"])
@every_measure
def test_the_method_has_an_example_worked_by_hand(name: str, path: str) -> None:
    """Those examples are recomputed elsewhere; here only that there is one, which states a status and a figure."""
    assert name in exemplified(ROOT / path)


@cache
def exemplified(path: Path) -> set[str]:
    """The measures of the targets, invented or real, that the method judges step by step."""
    text = path.read_text(encoding="utf-8")
    blocks = [yaml.safe_load(block) for block in re.findall(r"^```worked\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)]
    stated = [block for block in blocks if {"status", "judged"} <= block.keys()]
    real = load_catalog(ROOT / "data" / "targets.yaml").targets
    invented = {block["target"]["measure"] for block in stated if block["kind"] == "case"}
    return invented | {real[block["target"]].measure.id for block in stated if block["kind"] == "assess"}
