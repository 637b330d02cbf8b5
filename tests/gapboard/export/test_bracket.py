"""The gap drawn in a chart, and the year that a chart ends with.

Over a second where a chart is laid out by Vega itself.
"""

import datetime as dt
import math
import re

import pytest
import vl_convert

from gapboard.board import Board
from gapboard.export.charts import Charted, charts_of
from gapboard.export.charts.table import chart_rows
from tests.gapboard import builder

ON = dt.date(2026, 6, 30)
FAR = builder.target("far", due=2035, value=400)


def drawn(values, *targets, language="zh", label_of=None, whole=False, **of) -> Charted:
    made = builder.catalog(targets or [builder.target()], [builder.indicator(**of)])
    board = Board(made, builder.ledger({"x": values}), ON)
    results = board.of_indicator("x", "here")
    return charts_of(board, made.indicators["x"], "here", results, language, label_of, whole=whole)[0]


def scene(charted: Charted, width: int) -> str:
    spec = charted.spec() | {"width": width, "autosize": {"type": "fit", "contains": "padding"}}
    return vl_convert.vegalite_to_svg(spec)


def test_the_bracket_says_the_gap_as_the_card_does() -> None:
    found = drawn({2020: 50, 2025: 90.5}).bracket
    assert found and (found.year, found.actual, found.due, found.goal) == (2025, 90.5, 2025, 100)
    assert (found.text, found.short) == ("差 9.5 亿元 · 9.5%", "差 9.5%")
    english = drawn({2020: 50, 2025: 90.5}, language="en").bracket
    assert english and (english.text, english.short) == ("0.95 bn yuan short · 9.5%", "9.5% short")
    share = drawn({2020: 30, 2025: 22}, builder.target(measure="share", unit="%", value=30), unit="%", kind="rate")
    assert share.bracket and share.bracket.text == share.bracket.short == "差 8 个百分点"


def test_an_indication_has_a_bracket_of_its_own_colour() -> None:
    found = drawn({2020: 50, 2024: 90}, kind="level").bracket
    assert found and (found.year, found.group) == (2024, None)


@pytest.mark.parametrize("values", [{2020: 50, 2025: 100}, {2016: 50}, {2020: 50, 2025: (90, ">=")}])
def test_no_bracket_where_there_is_no_gap_to_draw(values) -> None:
    assert drawn(values).bracket is None


@pytest.mark.parametrize(("width", "said"), [(1200, "差 9.5 亿元 · 9.5%"), (340, "差 9.5%")])
def test_its_words_lie_within_the_picture(width: int, said: str) -> None:
    svg = scene(drawn({2020: 50, 2025: 90.5}), width)
    place = re.search(rf'transform="translate\(([\d.]+),[\d.]+\)"[^>]*font-weight="700"[^>]*>{said}<', svg)
    assert place
    # A full-width character takes 14 pixels, the others 7.9 at most.
    room = sum(14 if ord(char) > 0x2E80 else 7.9 for char in said)
    assert float(place[1]) + room <= width


def test_a_far_goal_is_drawn_only_on_demand() -> None:
    near = drawn({2020: 50, 2025: 90}, builder.target("near"), FAR)
    assert (near.nearest, near.farthest) == (2025, 2035)
    assert [aim.target for aim in near.drawn.aims] == ["near"]
    assert not [line for line in (*near.drawn.paths, *near.drawn.projections) if line.target == "far"]
    # What stands behind the chart has every target.
    assert [aim.target for aim in near.chart.aims] == ["near", "far"] and "2035" in near.alt
    far = drawn({2020: 50, 2025: 90}, builder.target("near"), FAR, whole=True)
    assert [aim.target for aim in far.drawn.aims] == ["near", "far"] and (far.nearest, far.farthest) == (2025, 2035)
    # Where documents are held against each other, all of them are seen.
    whole = drawn({2020: 50, 2025: 90}, builder.target("near"), FAR, label_of=lambda aims: aims[0].target)
    assert (whole.nearest, whole.bracket) == (None, None) and len(whole.drawn.aims) == 2


def test_what_falls_due_within_a_plans_length_is_not_far() -> None:
    """On 30 June 2026 that is 2031; the past is never cut off."""
    dues = [builder.target(f"due-{due}", due=due, value=due) for due in (2019, 2031, 2032)]
    found = drawn({2015: 50, 2024: 90}, *dues)
    assert (found.nearest, found.farthest, [aim.last for aim in found.drawn.aims]) == (2031, 2032, [2019, 2031])
    late = drawn({2015: 50, 2033: 90}, *dues)
    assert (late.nearest, late.farthest) == (2033, None)


def test_a_goal_alone_in_a_far_year_is_drawn() -> None:
    only = drawn({2020: 50, 2025: 90}, FAR)
    assert (only.nearest, only.farthest) == (2035, None)
    assert math.isclose(only.drawn.aims[0].value, 400)


@pytest.mark.parametrize(("language", "year"), [("zh", "年份"), ("en", "Year")])
def test_what_a_mark_says_when_pointed_at_has_no_name_of_a_field(language: str, year: str) -> None:
    """Vega names a field by its own name where it is given none: "year", "what"."""
    spec = drawn({2018: 40, 2020: 50, 2023: (70, ">="), 2025: 90}, builder.target(), FAR, language=language).spec()
    told = [part["encoding"]["tooltip"] for part in spec["layer"] if "tooltip" in part["encoding"]]
    titles = {entry["field"]: entry.get("title") for entries in told for entry in entries}
    assert titles.keys() >= {"year", "what", "value", "said", "label", "documents"}
    assert titles.pop("year") == titles.pop("years") == year
    assert set(titles.values()) == {" ", "亿元" if language == "zh" else "bn yuan"}


def test_the_chart_of_growth_has_the_gap_of_its_own_promise_where_another_leads() -> None:
    """Three years of 10 % in the mean against 15 %, while the last year alone grew by a third."""
    growth = builder.target("g", measure="average_growth", period=(2023, 2025), value=15, comparator=">=")
    whole = builder.catalog([growth, builder.target("level", value=200)], [builder.indicator()])
    rows = builder.ledger({"x": {2022: 100, 2023: 100, 2024: 100, 2025: 133.1}})
    board = Board(whole, rows, dt.date(2026, 6, 30))
    level, rates = charts_of(board, whole.indicators["x"], "here", board.assessments, "zh")
    assert level.bracket and (level.bracket.actual, level.bracket.goal) == (133.1, 200)
    assert rates.bracket and (round(rates.bracket.actual, 6), rates.bracket.goal) == (10, 15)
    assert rates.bracket.text == "差 5 个百分点 · 年均 10%"


def texts_at(spec: dict[str, object]) -> dict[str, tuple[float, float]]:
    """Where each text of a chart stands, by the text: year and value."""
    told = [part for part in spec["layer"] if part["mark"]["type"] == "text" and part["mark"].get("align") != "right"]
    rows = [row for part in told for row in values_of(part)]
    return {row.get("label") or row.get("what"): (row["year"], row["value"]) for row in rows}


def values_of(part: dict[str, object]) -> list[dict[str, object]]:
    return part["data"]["values"]


def marks_of(spec: dict[str, object], shape: str) -> list[tuple[float, float]]:
    found = [part for part in spec["layer"] if part["mark"].get("shape") == shape or part["mark"]["type"] == shape]
    return [(row["year"], row["value"]) for part in found for row in values_of(part)]


def test_an_average_hides_no_year_and_is_drawn_over_its_years() -> None:
    """Two years without growth and one of 15.2 % make 4.83 % on average against a goal of 15 %."""
    goal = builder.target("g", measure="average_growth", period=(2023, 2025), value=15, comparator=">=")
    charted = drawn({2022: 100, 2023: 100, 2024: 100, 2025: 115.2}, goal)
    assert not charted.growth  # its own values come first
    board, indicator = charted.board, charted.indicator
    rates = charts_of(board, indicator, "here", board.assessments, "zh")[1]
    assert [(item.first, item.last, round(item.value, 2)) for item in rates.drawn.averages] == [(2023, 2025, 4.83)]
    spec = rates.spec()
    assert marks_of(spec, "diamond") == [(2025.3, 15)]  # behind the year whose own growth is 15.2
    lines = [values_of(part) for part in spec["layer"] if part["mark"]["type"] == "line"]
    ends = [[(row["year"], round(row["value"], 2)) for row in line] for line in lines]
    assert [(2022.7, 15), (2025.3, 15)] in ends and [(2022.7, 4.83), (2025.3, 4.83)] in ends
    assert rates.bracket and (rates.bracket.year, rates.bracket.due) == (2025.3, 2025.3)
    # The label stands at the line's beginning, below it: 2025 is just above.
    assert texts_at(spec)["年均目标 15"] == (2022.7, 15)
    marks = [part["mark"] for part in spec["layer"]]
    assert {mark["dy"] for mark in marks if mark.get("align") == "left" and "dy" in mark} == {14}
    assert "年均" in rates.alt and [row.kind for row in chart_rows(rates)].count("average") == 1


def test_an_average_that_is_only_known_as_a_bound_is_drawn_as_that() -> None:
    """From at least 100 to 121 in two years: at most 10 % a year, so that 15 % is missed."""
    goal = builder.target("g", measure="average_growth", period=(2024, 2025), value=15, comparator=">=")
    charted = drawn({2020: 50, 2023: (100, ">="), 2024: 110, 2025: 121}, goal)
    rates = charts_of(charted.board, charted.indicator, "here", charted.board.assessments, "zh")[1]
    [average] = rates.drawn.averages
    assert (average.low, round(average.high, 6)) == (-math.inf, 10) and rates.bracket is None
    assert "年均 至多 10%" in texts_at(rates.spec())
    [row] = [row for row in chart_rows(rates) if row.kind == "average"]
    assert (row.shown, row.unit, row.year) == ("至多 10%", "", "2024—2025")


def test_a_figure_that_meets_its_goal_to_the_digit_is_drawn_over_the_diamond() -> None:
    kinds = [part["mark"] for part in drawn({2020: 50, 2025: 100}).spec()["layer"]]
    diamond = next(number for number, mark in enumerate(kinds) if mark.get("shape") == "diamond")
    line = next(number for number, mark in enumerate(kinds) if mark["type"] == "line" and mark.get("point"))
    assert diamond < line
