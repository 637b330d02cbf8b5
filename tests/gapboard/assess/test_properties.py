"""What must hold for any values."""

import dataclasses
import math
import re

from hypothesis import assume, given
from hypothesis import strategies as st

from gapboard.catalog import MEASURES
from gapboard.explain import Figures, caveat_texts, derivation
from tests.gapboard.builder import Case, broken, case, growth_series, indicator, judge, needs

RANK = {
    "missed": 0,
    "moving_away": 0,
    "behind": 1,
    "slightly_behind": 2,
    "on_track": 3,
    "met": 4,
    "met_early": 4,
    "met_late": 4,
}
COMPARATORS = {1: (">=", ">", "=", "≈"), -1: ("<=", "=", "≈")}
NAMES = {1: "up", -1: "down"}
# Those that fit an indicator of any kind; classes follow below.
OF_ANY_KIND = sorted(name for name, measure in MEASURES.items() if measure.kind is None)
ON_A_PATH = sorted(name for name, measure in MEASURES.items() if measure.has_path and measure.from_base is None)
values = st.integers(-10_000, 10_000)
before_or_after = st.sampled_from(["2024-06-30", "2026-06-30"])


def series(on: str, base: float, value: float) -> dict[int, float]:
    """A base, and an actual that is the due year's once it has passed."""
    return {2020: base, 2025 if on > "2026" else 2023: value}


def fields(draw, direction: int) -> dict:
    """A target of any measure whose way is a line from a base to a goal of its own."""
    comparator = draw(st.sampled_from(COMPARATORS[direction]))
    return {
        "of": {"direction": NAMES[direction]},
        "measure": draw(st.sampled_from(ON_A_PATH)),
        "comparator": comparator,
        "tolerance": 0.05 if comparator == "≈" else None,
    }


def near_a_cut_off(pace: float | None) -> bool:
    """So near that the last binary digit would decide."""
    return pace is not None and min(abs(pace - cut) for cut in (0, 0.6, 0.95)) < 1e-9


@given(st.data(), st.sampled_from([1, -1]), before_or_after, values, values, values, values)
def test_a_better_actual_never_has_a_worse_status(data, direction, on, base, goal, first, second) -> None:
    target = fields(data.draw, direction)
    better, worse = sorted((first, second), key=lambda value: -direction * value)
    statuses = [judge(series(on, base, value), on, value=goal, **target).status for value in (worse, better)]
    ranks = [RANK[status] for status in statuses]
    assert ranks == sorted(ranks)


@given(st.data(), before_or_after, values, values, values)
def test_mirrored_values_in_the_other_direction_stand_alike(data, on, base, goal, value) -> None:
    up = fields(data.draw, 1)
    opposite = "<=" if up["comparator"] in (">=", ">") else up["comparator"]
    down = up | {"of": {"direction": "down"}, "comparator": opposite}
    # "More than" has no mirror image; it differs from "at least" at equality alone.
    assume(up["comparator"] != ">" or value != goal)
    there = judge(series(on, base, value), on, value=goal, **up)
    mirrored = judge(series(on, -base, -value), on, value=-goal, **down)
    assert (there.status, there.trend) == (mirrored.status, mirrored.trend)
    assert there.shortfall == mirrored.shortfall


@given(st.data(), st.sampled_from([1, -1]), before_or_after, values, values, values, st.integers(-3, 6))
def test_the_unit_does_not_decide(data, direction, on, base, goal, value, power) -> None:
    target = fields(data.draw, direction)
    scale = 10.0**power
    plain = judge(series(on, base, value), on, value=goal, **target)
    scaled = judge(series(on, base * scale, value * scale), on, value=goal * scale, **target)
    assume(not near_a_cut_off(plain.pace))
    assert plain.status == scaled.status


@given(st.data(), st.sampled_from([1, -1]), before_or_after, values, values, values, st.integers(-(10**6), 10**6))
def test_a_shift_of_everything_does_not_decide(data, direction, on, base, goal, value, shift) -> None:
    target = fields(data.draw, direction)
    assume(target["comparator"] != "≈")  # a tolerance in per cent does move with the goal
    plain = judge(series(on, base, value), on, value=goal, **target)
    shifted = judge(series(on, base + shift, value + shift), on, value=goal + shift, **target)
    assume(not near_a_cut_off(plain.pace))
    assert plain.status == shifted.status


# As a ledger holds them: of any size a statistic has, with at most six decimals.
anything = st.one_of(
    st.sampled_from([0.0, -0.0, 1e-6, 1.0, -1.0, 100.0, -100.0, 1e12, -1e12]),
    st.floats(-1e12, 1e12).map(lambda value: round(value, 6)),
)
SERIES = st.dictionaries(st.integers(2018, 2027), anything, max_size=10)


@st.composite
def any_case(draw) -> Case:
    """Any measure on any figures, as read in any year."""
    measure = draw(st.sampled_from(OF_ANY_KIND))
    comparator = draw(st.sampled_from([">=", ">", "<=", "=", "≈"]))
    of = {
        "direction": draw(st.sampled_from(["up", "down"])),
        "decimals": draw(st.integers(0, 3)),
        "breaks": draw(st.sampled_from([(), broken(2022), broken(2025)])),
        "growth_prices": draw(st.sampled_from([None, "real"])),
        "ratio": draw(st.sampled_from([None, {"numerator": "y", "denominator": "z"}])),
    }
    relative = measure in ("relative", "each_year") and draw(st.booleans())
    return case(
        draw(SERIES),
        f"{draw(st.integers(2019, 2028))}-06-30",
        of=of,
        others={key: draw(SERIES) for key in ("city/x", "x-growth", "y", "z")},
        more=[growth_series(), indicator("y"), indicator("z")],
        measure=measure,
        comparator=comparator,
        tolerance=0.05 if comparator == "≈" else None,
        value=draw(anything),
        stretch=draw(st.none() | anything),
        applies_to="growth" if relative else "level",
        **needs(measure),
    )


def floats_in(value: object) -> list[float]:
    """Every float anywhere within a value."""
    if isinstance(value, float):
        return [value]
    if dataclasses.is_dataclass(value):
        return [number for item in dataclasses.fields(value) for number in floats_in(getattr(value, item.name))]
    if isinstance(value, dict):
        return [number for item in value.values() for number in floats_in(item)]
    if isinstance(value, tuple | list):
        return [number for item in value for number in floats_in(item)]
    return []


@given(any_case())
def test_nothing_raises_and_no_figure_is_infinite(found: Case) -> None:
    result = found.result
    assert all(map(math.isfinite, floats_in(result)))
    for language in ("zh", "en"):
        figures = Figures(result, found.catalog, language)
        texts = [getattr(figures, name) for name in ("name", "document", "status", "goal", "actual", "gap", "trend")]
        texts += [figures.gap_percent, *caveat_texts(result, found.catalog, language)]
        texts += [part for step in derivation(result, found.catalog, language) for part in step]
        assert not any(re.search(r"\b(nan|inf)\b|[{}]", text) for text in texts), texts


@given(SERIES, st.integers(2019, 2028), st.integers(1, 6))
def test_water_classes_never_raise(values, year, goal) -> None:
    of = {"unit": "类", "kind": "class", "direction": "down", "decimals": 0}
    found = case(values, f"{year}-06-30", of=of, measure="class", comparator="<=", value=goal)
    assert all(map(math.isfinite, floats_in(found.result)))
    assert derivation(found.result, found.catalog, "en")
