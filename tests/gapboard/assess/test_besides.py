"""What is known of an indicator where the series that its target is judged on has no year."""

import datetime as dt

from gapboard.board import Board, count
from gapboard.board.coverage import Availability, availability
from gapboard.explain import Figures
from tests.gapboard import builder

ON = "2026-06-30"
AVERAGE = {"measure": "average_growth", "period": (2021, 2025), "value": 10, "comparator": ">="}
SUM = {"measure": "cumulative", "period": (2021, 2025)}


def told(values, growth=(), language="zh", **fields):
    """The actual in words, and what is known."""
    target = builder.target(**fields)
    made = builder.catalog([target], [builder.indicator(), builder.growth_series()])
    rows = builder.ledger({"x": values, "x-growth": dict(growth)})
    board = Board(made, rows, dt.date.fromisoformat(ON))
    (result,) = board.assessments
    said = Figures(result, made, language).actual
    return said, availability(result), count([result]).no_figure, [row.period.text for row in result.told_by.inputs]


def test_an_average_of_which_no_year_is_known_tells_the_latest_growth() -> None:
    # 2016 and 2017 lie before the period, so no average of it can be worked out.
    known = told({}, {2016: 8.8, 2017: 12.8}, **AVERAGE)
    assert known == ("2017年增长 12.8%", Availability.OTHER, 0, ["2017"])
    assert told({}, {2017: 12.8}, "en", **AVERAGE)[0] == "growth 12.8% in 2017"


def test_else_the_latest_value_or_bound() -> None:
    assert told({2017: 731.1}, **AVERAGE) == ("2017年为 731.1 亿元", Availability.OTHER, 0, ["2017"])
    assert told({2016: 915, 2022: (1346, ">=")}, **SUM)[:2] == ("2016年为 915 亿元", Availability.OTHER)
    assert told({2022: (1346, ">=")}, **SUM)[0] == "2022年至少 1,346 亿元"


def test_the_judged_series_comes_first_and_nothing_stays_nothing() -> None:
    # (1 + 5 %)(1 + 7 %) − 1 over two years is 5.995 % a year.
    assert told({}, {2017: 12.8, 2021: 5, 2022: 7}, **AVERAGE)[0] == "2022年为 6%"
    board = Board(builder.catalog([builder.target(**AVERAGE)]), builder.ledger({}), dt.date.fromisoformat(ON))
    (result,) = board.assessments
    assert (result.besides, result.is_blank, availability(result)) == (None, True, Availability.NONE)


def test_the_first_year_of_an_average_is_no_span() -> None:
    made = builder.catalog([builder.target(**AVERAGE)], [builder.indicator(), builder.growth_series()])
    board = Board(made, builder.ledger({"x-growth": {2021: 5}}), dt.date(2022, 6, 30))
    assert Figures(board.assessments[0], made, "zh").actual == "5%（2021）"
