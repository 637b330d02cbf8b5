"""What is known of a year up to each month: cumulated, added up, or standing at a month's end."""

import datetime as dt

from gapboard.assess.in_year import Histories, How, course, so_far
from gapboard.catalog.models import Indicator
from tests.gapboard.builder import broken, catalog, growth_series, indicator, ledger, row


def the(**fields):
    return Indicator.model_validate(indicator(**fields))


def of(values, year=2025, through=12, **fields):
    found = course(ledger({"x": values}).in_time(), year, the(**fields), through)
    return {month: (known.value, known.how) for month, known in found.items()}


def year(values, asked=2025, through=12, growth=None, of=None, day=None):
    made = catalog([], [indicator(**(of or {})), growth_series()])
    known = Histories(ledger({"x": values, "x-growth": growth or {}}).in_time(day))
    return so_far(made.indicators["x"], "here", asked, made, known, through)


def test_january_and_february_come_together() -> None:
    assert of({"2025-01/2025-02": 20, "2025-03": 11}) == {2: (20, How.PUBLISHED), 3: (31, How.ADDED_UP)}


def test_quarters_are_added_up_and_a_gap_ends_the_sum() -> None:
    values = {"2025-01/2025-03": 10, "2025-04/2025-06": 12, "2025-08": 5}
    assert of(values) == {3: (10, How.PUBLISHED), 6: (22, How.ADDED_UP)}


def test_a_published_sum_stands_before_one_added_up() -> None:
    values = {"2025-01": 5, "2025-02": 6, "2025-01/2025-02": 12, "2025-03": 4}
    assert of(values) == {1: (5, How.PUBLISHED), 2: (12, How.PUBLISHED), 3: (16, How.ADDED_UP)}


def test_twelve_months_give_the_year_and_its_own_figure_stands_before_them() -> None:
    months = {f"2025-{month:02}": month for month in range(1, 13)}
    assert of(months)[12] == (78, How.ADDED_UP)
    assert of(months | {2025: 80})[12] == (80, How.YEAR)


def test_what_stands_at_a_months_end_is_never_added_up() -> None:
    assert of({"2025-03": 100, "2025-06": 104}, kind="level") == {3: (100, How.PUBLISHED), 6: (104, How.PUBLISHED)}


def test_bounds_withdrawn_values_and_later_months_are_left_out() -> None:
    values = {"2025-01/2025-03": (10, ">="), "2025-01/2025-06": 22, "2025-01/2025-09": 31}
    assert of(values, through=6) == {6: (22, How.PUBLISHED)}
    rows = [row("x", "2025-01/2025-06", 22, "2025-07-20"), row("x", "2025-01/2025-06", None, "2025-08-01")]
    assert course(rows, 2025, the()) == {}


def test_like_is_compared_with_like() -> None:
    assert year({"2024-01/2024-06": 20, "2025-01/2025-06": 25}).growth.value == 25
    other_span = year({"2024-01/2024-05": 20, "2025-01/2025-06": 25})
    assert (other_span.growth, other_span.last, other_span.why["growth"]) == (None, None, "no_counterpart")
    # A stock at the end of June is not the average or the sum of half a year.
    other_form = year({"2024-06": 20, "2025-01/2025-06": 25}, of={"kind": "level"})
    assert (other_form.last, other_form.change) == (None, None)


def test_growth_is_not_computed_across_a_break_nor_from_nothing() -> None:
    values = {"2024-01/2024-06": 20, "2025-01/2025-06": 25}
    assert year(values, of={"breaks": broken(2025)}).why["growth"] == "break"
    assert year(values | {"2024-01/2024-06": 0}).why["growth"] == "not_positive"


def test_published_growth_stands_beside_the_level_and_may_be_of_a_later_month() -> None:
    found = year({"2024-01/2024-03": 20, "2025-01/2025-03": 25}, growth={"2025-01/2025-03": 7, "2025-01/2025-09": 6})
    assert (found.latest.month, found.growth.month, found.growth.value, found.growth.published) == (3, 9, 6, True)
    assert found.month == 9
    # The growth of one month alone is not that of the months so far.
    assert not year({"2024-01/2024-03": 20, "2025-01/2025-03": 25}, growth={"2025-03": 7}).growth.published


def test_published_growth_the_other_way_than_the_two_figures_is_told() -> None:
    values = {"2024-01/2024-10": 3050, "2025-01/2025-10": 2801}  # −8.16 %
    assert round(year(values, growth={"2025-01/2025-10": 4.3}).opposed, 2) == -8.16
    assert year(values, growth={"2025-01/2025-10": -4.3}).opposed is None
    assert year(values | {"2025-01/2025-10": 3000}, growth={"2025-01/2025-10": 3}).opposed is None  # by 4.6 points
    assert year(values, growth={"2025-01/2025-10": 4.3}, of={"breaks": broken(2025)}).opposed is None
    assert year(values, growth={"2025-01/2025-11": 4.3}).opposed is None


def test_published_growth_far_off_the_two_figures_is_told() -> None:
    values = {"2024-01/2024-10": 2000, "2025-01/2025-10": 2600}  # 30 %
    assert round(year(values, growth={"2025-01/2025-10": 19.9}).opposed) == 30
    assert year(values, growth={"2025-01/2025-10": 20.1}).opposed is None


def test_real_growth_computed_from_current_prices_is_marked() -> None:
    values = {"2024-01/2024-06": 20, "2025-01/2025-06": 25}
    assert year(values, of={"growth_prices": "real"}).growth.nominal
    assert not year(values).growth.nominal


def test_the_usual_share_is_the_median_of_earlier_years() -> None:
    values = {2022: 100, "2022-01/2022-06": 40, 2023: 200, "2023-01/2023-06": 90, 2024: 100, "2024-01/2024-06": 60}
    usual = year(values | {"2025-01/2025-06": 50}).usual
    assert usual.share == 0.45
    assert usual.years == ((2022, 0.4), (2023, 0.45), (2024, 0.6))
    assert year({"2024-01/2024-05": 40, 2024: 100, "2025-01/2025-06": 50}).usual is None


def test_the_usual_share_is_of_what_was_known_then() -> None:
    """The total is revised after a census: the share that was usual is not."""
    rows = [
        row("x", "2024-01/2024-06", 40, "2024-07-20"),
        row("x", "2024-01/2024-06", 44, "2024-09-20"),
        row("x", 2024, 80, "2025-01-20"),
        row("x", 2024, 100, "2025-06-20"),
        row("x", "2025-01/2025-06", 50, "2025-07-20"),
    ]
    made = catalog([])
    found = so_far(made.indicators["x"], "here", 2025, made, Histories(rows))
    assert found.usual.share == 44 / 80
    assert (found.last.value, found.last_then) == (44, 40)


def test_a_fall_is_a_revision() -> None:
    assert [fall.after.month for fall in year({"2025-01/2025-05": 46, "2025-01/2025-06": 44}).falls] == [6]
    assert not year({"2025-03": 46, "2025-06": 44}, of={"kind": "level"}).falls


def test_the_year_is_told_as_it_was_known_on_a_day() -> None:
    rows = {"2025-01/2025-06": 25, "2025-01/2025-09": 36}
    assert year(rows, day=dt.date(2025, 6, 30)).month == 0
