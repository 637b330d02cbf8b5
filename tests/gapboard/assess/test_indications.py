"""What another year indicates where no verdict is possible, and why a target is grey."""

import datetime as dt

import pytest

from gapboard.assess import Status, assess
from gapboard.explain.evidence import indication_text
from tests.gapboard.builder import broken, case, judge

MONEY = {"prices": "current"}
STATE = {"kind": "level"}


def said(result):
    """Kind, year and distance of an indication."""
    found = result.indication
    return found and (found.kind.value, found.point.year, found.gap)


@pytest.mark.parametrize(
    ("values", "indication"),
    [
        ({2024: 100}, ("at_goal", 2024, 0)),
        ({2022: 80, 2024: 99}, ("short", 2024, -1)),
        ({2022: 80}, ("short", 2022, -20)),
        ({2021: 80}, None),  # four years before
        ({2026: 101}, ("reached_later", 2026, 1)),
        ({2026: 99, 2027: 100}, ("reached_later", 2027, 0)),
        ({2026: 99}, None),  # a later year says nothing of an earlier promise, unless it was reached
        ({2024: 99, 2026: 101}, ("reached_later", 2026, 1)),  # what is reached says more than what was not yet
        ({2024: 99, 2026: 99}, ("short", 2024, -1)),
        ({2024: 100, 2026: 101}, ("at_goal", 2024, 0)),  # the nearest before, if it was enough
        ({2024: (99, ">=")}, None),
        ({}, None),
    ],
)
def test_a_state(values, indication) -> None:
    result = judge(values, "2028-06-30", of=STATE, measure="level")
    assert (said(result), result.status.group.value) == (indication, "no_data")


def test_what_was_reached_later_keeps_the_year_before_that_fell_short() -> None:
    found = case({2020: 50, 2024: 99, 2026: 101}, "2028-06-30", of=STATE, measure="level")
    before = found.result.indication.before
    assert (before.kind.value, before.point.year, before.gap, before.expected) == ("short", 2024, -1, 90)
    texts = [indication_text(found.result, found.catalog, language) for language in ("zh", "en")]
    assert texts == [
        "2026年（到期后 1 年）：101 亿元，已达目标值；"
        "2024年（到期前 1 年）：99 亿元，离目标值差 1 亿元；2025年逾期未见公布",
        "2026 (1 year after due): 10.1 bn yuan, at the goal; "
        "2024 (1 year before due): 9.9 bn yuan, 0.1 bn yuan short of the goal; 2025 overdue",
    ]
    # Nothing across a break.
    broken_off = judge({2024: 99, 2026: 101}, "2028-06-30", of=STATE | {"breaks": broken(2025)}, measure="level")
    assert (said(broken_off), broken_off.indication.before) == (("reached_later", 2026, 1), None)


def test_none_beside_a_verdict_or_while_the_answer_is_open() -> None:
    assert judge({2024: 99, 2025: 99}).indication is None
    assert judge({2024: 99}, "2025-06-30").indication is None


def test_beside_a_bound_that_leaves_the_answer_open() -> None:
    result = judge({2024: 101, 2025: (90, ">=")}, of=STATE, measure="level")
    assert (result.status, said(result)) == (Status.UNDEFINED, ("at_goal", 2024, 1))


def test_never_across_a_break() -> None:
    assert judge({2024: 101}, of=STATE | {"breaks": broken(2025)}, measure="level").indication is None
    assert judge({2026: 101}, "2027-06-30", of=STATE | {"breaks": broken(2026)}, measure="level").indication is None
    assert judge({2024: 101}, of=STATE | {"breaks": broken(2024)}, measure="level").indication is not None


def test_an_amount_only_on_its_path() -> None:
    on_path = judge({2020: 50, 2024: 95}, of=MONEY, measure="flow")
    assert (said(on_path), on_path.indication.expected) == (("short", 2024, -5), 90)
    assert judge({2024: 95}, of=MONEY, measure="flow").indication is None  # no base, no path
    # What is newly done in one year (206 ha of green space) says nothing of another.
    assert judge({2020: 50, 2024: 206}, measure="flow").indication is None
    # An amount is one also where the target is written as a level; and a multiple says nothing in its base year.
    assert judge({2024: 95}, measure="level").indication is None
    assert judge({2022: 50}, measure="multiple", base=2022, value=2).indication is None
    assert said(judge({2020: 50, 2024: 95}, measure="multiple", base=2020, value=2)) == ("short", 2024, -5)
    assert judge({2020: 50, 2026: 206}, "2027-06-30", of=MONEY, measure="flow").indication is None
    # What was earned in a later year says nothing of the due year, whatever the measure calls it.
    assert judge({2024: 99, 2026: 101}, "2028-06-30", of=MONEY, measure="level").indication is None
    assert judge({2020: 50, 2024: 95}, of=MONEY | {"breaks": broken(2022)}, measure="flow").indication is None


@pytest.mark.parametrize(
    "fields",
    [
        {"measure": "deliverable"},
        {"measure": "growth", "value": 5},
        {"measure": "average_growth", "period": (2021, 2025), "value": 5},
        {"measure": "cumulative", "period": (2021, 2025)},
        {"measure": "each_year", "period": (2021, 2025)},
    ],
)
def test_no_other_measure_has_one(fields) -> None:
    assert judge({2023: 90, 2024: 101}, of=MONEY, **fields).indication is None


def test_in_words() -> None:
    found = case({2024: 40.97}, of={"unit": "%", "kind": "rate"}, measure="share", value=40, comparator=">")
    texts = [indication_text(found.result, found.catalog, language) for language in ("zh", "en")]
    assert texts == [
        "2024年（到期前 1 年）：40.97%，已达目标值；2025年尚未公布",
        "2024 (1 year before due): 40.97%, at the goal; 2025 not yet published",
    ]
    short = case({2022: 99.1}, "2027-06-30", of=STATE, measure="level")
    assert (
        indication_text(short.result, short.catalog, "en")
        == "2022 (3 years before due): 9.91 bn yuan, 0.09 bn yuan short of the goal; 2025 overdue"
    )


# --- why it is grey --------------------------------------------------------------------------------------


def published(**fields):
    return {"published": {"outlet": "yearbook", **fields}}


@pytest.mark.parametrize(
    ("values", "of", "on", "grey"),
    [
        ({}, published(month=4), "2025-06-30", "not_yet"),
        ({}, published(month=4), "2026-04-30", "not_yet"),
        ({}, published(month=4), "2026-05-01", "overdue"),
        ({}, published(month=4, regions=["city"]), "2026-05-01", "never"),
        ({}, published(outlet="department"), "2026-05-01", "department"),
        ({2024: 90}, published(outlet="department"), "2026-05-01", "department"),
        ({}, published(outlet="department"), "2025-12-31", "not_yet"),
        ({}, {}, "2025-06-30", "never"),
        ({2024: 90}, {}, "2026-12-31", "not_yet"),
        ({2024: 90}, {}, "2027-01-01", "overdue"),
        ({2024: (90, ">=")}, {}, "2027-01-01", "overdue"),
        ({2025: 90}, published(month=4), "2026-05-01", None),
        ({2025: (90, ">=")}, published(month=4), "2026-05-01", None),
    ],
)
def test_why_there_is_no_figure(values, of, on, grey) -> None:
    assert judge(values, on, of=of, measure="deliverable").grey == grey


def test_none_of_it_changes_a_status(shipped, shipped_ledger) -> None:
    """The statuses of the board are those of the figures alone."""
    day = dt.date(2026, 11, 22)
    for target in shipped.targets.values():
        result = assess(target, shipped, shipped_ledger.known_on(), day)
        assert (result.grey is not None) == (result.status is Status.NO_DATA)
        assert result.indication is None or result.judged is None
