"""Look-ups, and the version of a target that was in force on a day."""

import datetime as dt

import pytest

from tests.gapboard import builder

REVISED = {
    "value": 80,
    "stretch": 85,
    "due": 2024,
    "earlier": (
        # Not in the order of time, on purpose.
        {"until": "2023-01-01", "value": 90, "due": 2025, "approved_by": "乙", "approved_by_en": "B"},
        {"until": "2022-01-01", "value": 100, "stretch": 120, "approved_by": "甲", "approved_by_en": "A"},
    ),
}


@pytest.mark.parametrize(
    ("day", "value", "stretch", "due"),
    [
        ("2021-12-31", 100, 120, 2024),
        ("2022-01-01", 90, None, 2025),  # `until` itself is no longer within
        ("2022-12-31", 90, None, 2025),
        ("2023-01-01", 80, 85, 2024),
        ("2030-01-01", 80, 85, 2024),
    ],
)
def test_the_version_in_force(day, value, stretch, due) -> None:
    catalog = builder.catalog([builder.target(**REVISED)])
    found = catalog.as_of(catalog.targets["t"], dt.date.fromisoformat(day))
    assert (found.value, found.stretch, found.due) == (value, stretch, due)


def test_the_version_in_force_is_the_one_judged() -> None:
    assert builder.judge({2021: 85}, "2021-12-31", **REVISED).goal == 100
    assert builder.judge({2021: 85}, "2024-12-31", **REVISED).goal == 80


def test_targets_of_an_indicator_by_due_year() -> None:
    targets = [
        builder.target("b", due=2030),
        builder.target("a", due=2025),
        builder.target("c", due=2025, region="city"),
        builder.target("d", indicator="y"),
    ]
    catalog = builder.catalog(targets, [builder.indicator(), builder.indicator("y")])
    assert [target.id for target in catalog.targets_of("x")] == ["a", "c", "b"]
    assert [target.id for target in catalog.targets_of("x", "here")] == ["a", "b"]


def test_a_target_is_called_by_its_own_name_or_its_indicators() -> None:
    catalog = builder.catalog([builder.target("a"), builder.target("b", name="自己", name_en="Own")])
    names = [[catalog.label(catalog.targets[key], language) for language in ("zh", "en")] for key in "ab"]
    assert names == [["指标x", "Indicator x"], ["自己", "Own"]]


def test_a_target_about_growth_is_called_that_everywhere() -> None:
    of = {"period": (2021, 2025), "value": 5}
    grows = [builder.target("a", measure="average_growth", **of), builder.target("b", measure="growth", value=5)]
    grows += [builder.target("c", measure="each_year", applies_to="growth", **of)]
    catalog = builder.catalog([*grows, builder.target("d", measure="each_year", **of)])
    assert [catalog.label(catalog.targets[key], "zh") for key in "abcd"] == ["指标x增速"] * 3 + ["指标x"]
    rate = builder.catalog([builder.target("r", measure="growth", value=5)], [builder.indicator(unit="%", kind="rate")])
    assert rate.label(rate.targets["r"], "zh") == "指标x"  # a rate is called by its own name
