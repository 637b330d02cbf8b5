"""What a chart shows: no line crosses a break, no release is lost."""

import datetime as dt

from gapboard.board import Board
from gapboard.board.chart import Aim, Line, Mark, growth_chart, level_chart
from gapboard.ledger import Ledger
from tests.gapboard import builder


def made(series, targets, on="2026-06-30", known_on=None, more=(), **of):
    """A board, and its level and growth charts of ``x``."""
    catalog = builder.catalog([builder.target(**fields) for fields in targets], [builder.indicator(**of), *more])
    ledger = series if isinstance(series, Ledger) else builder.ledger(series)
    board = Board(catalog, ledger, dt.date.fromisoformat(on), known_on and dt.date.fromisoformat(known_on))
    results = board.of_indicator("x", "here")
    indicator = catalog.indicators["x"]
    return tuple(draw(board, indicator, "here", results) for draw in (level_chart, growth_chart))


def test_segments_change_at_breaks() -> None:
    breaks = (*builder.broken(2023), *builder.broken(2021), *builder.broken(2015), *builder.broken(2026))
    chart, _ = made({"x": dict.fromkeys(range(2019, 2026), 1)}, [{}], breaks=breaks)
    # The break of 2015 lies before the first point and that of 2026 after the last: neither is drawn.
    assert [point.segment - chart.points[0].segment for point in chart.points] == [0, 0, 1, 1, 2, 2, 2]
    assert chart.breaks == (2021, 2023)


def test_a_path_across_a_break_after_the_last_figure_is_drawn_with_it() -> None:
    values = {"x": {2020: 10, 2022: 12}}
    chart, _ = made(values, [{"due": 2030, "base": 2020}], on="2023-06-30", breaks=builder.broken(2025))
    assert [(line.first, line.last) for line in chart.paths] == [(2020, 2030)]
    assert chart.breaks == (2025,)
    assert made(values, [{"due": 2024}], on="2026-06-30", breaks=builder.broken(2025))[0].breaks == ()


def test_the_shipped_economy_has_three_segments(shipped, shipped_ledger) -> None:
    board = Board(shipped, shipped_ledger, dt.date(2026, 11, 22))
    results = board.of_indicator("gdp", "kunming")
    chart = level_chart(board, shipped.indicators["gdp"], "kunming", results)
    segments = {point.year: point.segment for point in chart.points}
    assert [segments[year] for year in (2015, 2018, 2019, 2024, 2025)] == [0, 0, 1, 1, 2]
    assert chart.breaks == (2019, 2025)
    # 2016 was told three times: 4285 and 4300 before 4300.08.
    assert [(mark.year, mark.value) for mark in chart.vintages] == [(2016, 4285), (2016, 4300), (2018, 5206)]


def test_vintages_known_by_then() -> None:
    rows = [builder.row("x", 2024, value, f"2025-0{month}-01") for month, value in enumerate((5, 5, None, 6, 7), 1)]
    chart, _ = made(Ledger(tuple(rows)), [{}])
    assert [(mark.year, mark.value) for mark in chart.vintages] == [(2024, 5), (2024, 5), (2024, 6)]
    assert [point.value for point in chart.points] == [7]
    early, _ = made(Ledger(tuple(rows)), [{}], known_on="2025-04-30")
    assert [(point.value, [mark.value for mark in early.vintages]) for point in early.points] == [(6, [5, 5])]


def test_aims_paths_and_projections() -> None:
    targets = [
        {"ident": "a", "due": 2030, "value": 200, "stretch": 250},
        {"ident": "b", "measure": "growth", "value": 5},
    ]
    chart, growth = made({"x": {2020: 100, 2024: 130}}, targets, "2025-06-30")
    assert chart.aims == (Aim("a", 2030, 2030, 200), Aim("a", 2030, 2030, 250, stretch=True))
    assert chart.paths == (Line("a", 2020, 100, 2030, 200),)
    assert chart.projections == (Line("a", 2024, 130, 2030, 175),)  # 7.5 a year
    assert growth.aims == (Aim("b", 2025, 2025, 5),)
    assert growth.points == ()  # four years apart


def test_no_projection_after_the_due_year() -> None:
    chart, _ = made({"x": {2020: 100, 2025: 130}}, [{}])
    assert (len(chart.paths), chart.projections) == (1, ())


def test_yearly_floors_span_their_period() -> None:
    floor = {"measure": "each_year", "period": (2021, 2025)}
    floors = [{"ident": "level", "value": 7, **floor}, {"ident": "growth", "applies_to": "growth", "value": 3, **floor}]
    chart, growth = made({"x": {2024: 100, 2025: 110}}, floors)
    assert chart.aims == (Aim("level", 2021, 2025, 7),)
    assert growth.aims == (Aim("growth", 2021, 2025, 3),)
    assert [(mark.year, round(mark.value, 6), mark.how) for mark in growth.points] == [(2025, 10, "growth")]


def test_growth_across_a_break_is_not_drawn() -> None:
    targets = [{"measure": "growth", "value": 5}]
    _, growth = made({"x": {2023: 90, 2024: 100, 2025: 110}}, targets, breaks=builder.broken(2024))
    assert [mark.year for mark in growth.points] == [2025]
    more = [builder.growth_series()]
    series = {"x": {2023: 90, 2024: 100}, "x-growth": {2024: 4}}
    _, growth = made(series, targets, more=more, breaks=builder.broken(2024))
    assert growth.points == (Mark(2024, 4),)


def test_empty_charts() -> None:
    chart, growth = made({}, [{"measure": "multiple", "base": 2020, "value": 2}])
    assert (bool(chart), bool(growth)) == (False, False)


def test_marks_tell_how_and_how_sure() -> None:
    chart, _ = made(builder.ledger({"x": {2025: 5}}, obs_status="P"), [{}])
    assert chart.points == (Mark(2025, 5, 0, "published", "P"),)


def test_years_without_a_figure_are_gaps_within_a_segment_only() -> None:
    chart, _ = made({"x": {2015: 1, 2016: 2, 2019: 3, 2022: 4}}, [{}], breaks=builder.broken(2021))
    assert [(a.year, b.year) for a, b in chart.gaps] == [(2016, 2019)]


def test_a_bound_that_a_figure_replaced_is_no_earlier_figure() -> None:
    releases = (((8, ">="), "2025-01-20"), (9, "2025-03-01"), (10, "2025-05-20"))
    rows = [builder.row("x", 2024, value, day) for value, day in releases]
    chart, _ = made(Ledger(tuple(rows)), [{}])
    assert [(mark.year, mark.value) for mark in chart.vintages] == [(2024, 9)]


def test_a_bound_is_drawn_as_one_and_never_as_a_point() -> None:
    chart, _ = made({"x": {2023: 90, 2024: (100, ">="), 2025: (95, "..99")}}, [{}])
    assert [point.year for point in chart.points] == [2023]
    assert [(bound.year, bound.ends) for bound in chart.bounds] == [(2024, (100,)), (2025, (95, 99))]
