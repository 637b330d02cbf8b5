"""What must hold for any months of a year."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from gapboard.assess.in_year import Histories, How, course, so_far, standing, task_of
from gapboard.catalog.models import Indicator
from tests.gapboard.builder import catalog, indicator, ledger, target

FLOW = Indicator.model_validate(indicator())
months = st.lists(st.integers(0, 10_000), min_size=12, max_size=12)


def cut(draw_at: list[int]) -> list[tuple[int, int]]:
    """The year in parts that begin at these months."""
    starts = sorted({1, *draw_at})
    return [(first, following - 1) for first, following in zip(starts, [*starts[1:], 13], strict=True)]


def period(first: int, last: int, year: int = 2025) -> str:
    return f"{year}-{first:02}" if first == last else f"{year}-{first:02}/{year}-{last:02}"


@given(months, st.lists(st.integers(2, 12)))
def test_months_add_up_however_they_are_put_together(values, starts) -> None:
    parts = {period(first, last): sum(values[first - 1 : last]) for first, last in cut(starts)}
    found = course(ledger({"x": parts}).in_time(), 2025, FLOW)
    assert {month: known.value for month, known in found.items()} == {
        last: sum(values[:last]) for _, last in cut(starts)
    }
    assert found[12].value == sum(values)  # twelve months give the year


@given(months, st.integers(1, 12))
def test_cumulated_and_single_months_say_the_same(values, through) -> None:
    single = {period(month, month): values[month - 1] for month in range(1, 13)}
    cumulated = {period(1, month): sum(values[:month]) for month in range(1, 13)}
    both = [course(ledger({"x": item}).in_time(), 2025, FLOW, through) for item in (single, cumulated)]
    assert [known.value for known in both[0].values()] == [known.value for known in both[1].values()]
    assert all(known.how is How.PUBLISHED for known in both[1].values())


def stands(last: list[float], now: list[float], task: float, **fields):
    made = catalog([target(measure="flow", value=task, **fields)])
    values = {period(1, 9, 2024): sum(last[:9]), 2024: sum(last), period(1, 9): sum(now[:9])}
    rows = ledger({"x": values})
    found = so_far(made.indicators["x"], "here", 2025, made, Histories(rows.in_time()))
    task_here = task_of(made.targets["t"], 2025, made, rows.known_on(), dt.date(2026, 6, 30))
    return standing(task_here, found, (0, -10, -30)), found


@given(months, months, st.integers(1, 100_000), st.integers(1, 9))
def test_another_unit_changes_no_share_and_no_band(last, now, task, scale) -> None:
    """Powers of two, so that no rounding comes between."""
    factor = 2.0**scale
    one, known = stands(last, now, task)
    other, known_so = stands([factor * item for item in last], [factor * item for item in now], factor * task)
    assert (one.done, one.ahead, one.band, one.usual, one.disagree) == (
        other.done,
        other.ahead,
        other.band,
        other.usual,
        other.disagree,
    )
    assert other.needed == factor * one.needed
    assert one.needed_growth == other.needed_growth
    assert (known.growth and known.growth.value) == (known_so.growth and known_so.growth.value)


@given(months, months, st.integers(1, 100_000), st.integers(1, 10_000))
def test_more_done_is_never_worse(last, now, task, more) -> None:
    order = ["far_behind", "behind", "in_step", "ahead", "done"]
    one, _ = stands(last, now, task)
    other, _ = stands(last, [now[0] + more, *now[1:]], task)
    assert order.index(other.band) >= order.index(one.band)
    assert other.needed <= one.needed


@given(months, st.integers(0, 10_000))
def test_a_shift_moves_a_stock_and_its_line_alike(values, shift) -> None:
    """A stock that is higher by the same amount at every date, and its task as well, stands alike."""

    def at(extra: int):
        own = indicator(kind="level")
        made = catalog([target(measure="level", value=20_000 + extra)], [own])
        rows = ledger({"x": {2024: values[0] + extra, "2025-06": values[1] + extra}})
        task = task_of(made.targets["t"], 2025, made, rows.known_on(), dt.date(2026, 6, 30))
        found = so_far(made.indicators["x"], "here", 2025, made, Histories(rows.in_time()))
        return standing(task, found, (0, -10, -30))

    one, other = at(0), at(shift)
    assert one.gap == other.gap
    assert one.line_gap is None or abs(one.line_gap - other.line_gap) < 1e-6
