"""What must hold for any months of a year."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gapboard.assess.in_year import From, Histories, How, Task, course, so_far, standing
from gapboard.catalog.models import Indicator
from tests.gapboard.builder import catalog, indicator, ledger, target

FLOW = Indicator.model_validate(indicator())
few = settings(max_examples=25)
months = st.lists(st.integers(0, 10_000), min_size=12, max_size=12)


def cut(draw_at: list[int]) -> list[tuple[int, int]]:
    """The year in parts that begin at these months."""
    starts = sorted({1, *draw_at})
    return [(first, following - 1) for first, following in zip(starts, [*starts[1:], 13], strict=True)]


def period(first: int, last: int, year: int = 2025) -> str:
    return f"{year}-{first:02}" if first == last else f"{year}-{first:02}/{year}-{last:02}"


@few
@given(months, st.lists(st.integers(2, 12)))
def test_months_add_up_however_they_are_put_together(values, starts) -> None:
    parts = {period(first, last): sum(values[first - 1 : last]) for first, last in cut(starts)}
    found = course(ledger({"x": parts}).in_time(), 2025, FLOW)
    assert {month: known.value for month, known in found.items()} == {
        last: sum(values[:last]) for _, last in cut(starts)
    }
    assert found[12].value == sum(values)  # twelve months give the year


@few
@given(months, st.integers(1, 12))
def test_cumulated_and_single_months_say_the_same(values, through) -> None:
    single = {period(month, month): values[month - 1] for month in range(1, 13)}
    cumulated = {period(1, month): sum(values[:month]) for month in range(1, 13)}
    both = [course(ledger({"x": item}).in_time(), 2025, FLOW, through) for item in (single, cumulated)]
    assert [known.value for known in both[0].values()] == [known.value for known in both[1].values()]
    assert all(known.how is How.PUBLISHED for known in both[1].values())


FLOWS, STOCKS = catalog([target(measure="flow")]), catalog([target()], [indicator(kind="level")])


def held(made, values, goal):
    """How a year stands against a task of ``goal``; the catalogue is made once, for that takes longest."""
    known = Histories(ledger({"x": values}).in_time())
    found = so_far(made.indicators["x"], "here", 2025, made, known)
    return standing(Task(made.targets["t"], 2025, goal, From.GOAL), found, (0, -10, -30)), found


def stands(last: list[float], now: list[float], goal: float):
    values = {period(1, 9, 2024): sum(last[:9]), 2024: sum(last), period(1, 9): sum(now[:9])}
    return held(FLOWS, values, goal)


@few
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


@few
@given(months, months, st.integers(1, 100_000), st.integers(1, 10_000))
def test_more_done_is_never_worse(last, now, task, more) -> None:
    order = ["far_behind", "behind", "in_step", "ahead", "done"]
    one, _ = stands(last, now, task)
    other, _ = stands(last, [now[0] + more, *now[1:]], task)
    assert order.index(other.band) >= order.index(one.band)
    assert other.needed <= one.needed


@few
@given(st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)), st.integers(0, 10_000))
def test_a_shift_moves_a_stock_and_its_line_alike(values_of, shift) -> None:
    """A stock that is higher by the same amount at every date, and its task as well, stands alike."""

    def at(extra: int):
        values = {2024: values_of[0] + extra, "2025-06": values_of[1] + extra}
        return held(STOCKS, values, 20_000 + extra)[0]

    one, other = at(0), at(shift)
    assert one.gap == other.gap
    assert one.line_gap is None or abs(one.line_gap - other.line_gap) < 1e-6
