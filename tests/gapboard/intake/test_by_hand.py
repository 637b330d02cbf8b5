"""Figures that a person types in: what they do not say stays as it was, and what is no figure is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from gapboard.catalog import Catalog
from gapboard.intake import Batch, Candidate, State, rows_to_commit
from gapboard.intake.by_hand import as_typed, with_withdrawals
from gapboard.ledger import Ledger, Observation
from tests.gapboard.intake.conftest import codes, observation, only

Take = Callable[..., Batch]
EVERY_ROW = frozenset({2})


def typed(value: str, status: str = "", note: str = "") -> str:
    return f"地区,指标,年份,数值,单位,数据状态,备注\n昆明市,地区生产总值,2024,{value},亿元,{status},{note}\n"


def hand(batch: Batch, silent: frozenset[int] = frozenset()) -> Batch:
    """As typed."""
    return as_typed(batch, silent)


def known(value: float = 100.0, **more: object) -> Observation:
    return replace(observation("gdp", "2024", value), **{"obs_status": "P", "note": "初步核算", **more})  # type: ignore[arg-type]


def test_a_corrected_figure_keeps_the_status_and_the_note_that_nobody_has_spoken_of(take: Take) -> None:
    ledger = Ledger((known(),))
    found = only(hand(take(typed("101"), ledger=ledger), EVERY_ROW))
    assert (found.value, found.obs_status, found.note, found.state) == (101.0, "P", "初步核算", State.CHANGED)


def test_what_is_said_of_status_and_note_counts(take: Take) -> None:
    ledger = Ledger((known(),))
    found = only(hand(take(typed("101", "A", "年鉴"), ledger=ledger)))
    assert (found.obs_status, found.note, found.state) == ("A", "年鉴", State.CHANGED)


@pytest.mark.parametrize(
    ("status", "note", "state"),
    [
        ("P", "初步核算", State.UNCHANGED),
        ("P", "", State.CHANGED),
        ("P", "另一条备注", State.CHANGED),
        ("A", "初步核算", State.CHANGED),
    ],
)
def test_a_change_of_status_or_note_alone_is_a_change(take: Take, status: str, note: str, state: State) -> None:
    batch = hand(take(typed("100", status, note), ledger=Ledger((known(),))))
    assert only(batch).state is state


def test_a_figure_after_a_withdrawal_begins_anew(take: Take) -> None:
    gone = replace(known(), value=None, recorded_at=known().recorded_at)
    found = only(hand(take(typed("101"), ledger=Ledger((gone,))), EVERY_ROW))
    assert (found.obs_status, found.note, found.state) == ("A", "", State.NEW)


@pytest.mark.parametrize("text", ["nan", "—", "-", "N/A", "无", "暂无"])
def test_what_means_no_figure_is_told_and_nothing_is_entered(take: Take, text: str) -> None:
    found = only(hand(take(typed(text), ledger=Ledger((known(),))), EVERY_ROW))
    assert (found.state, codes(found.findings)) == (State.REFUSED, ["nothing_entered"])
    assert found.findings[0].details["found"] == text


def test_an_emptied_cell_withdraws_what_is_known_and_nothing_else(take: Take) -> None:
    batch = take(typed(""), ledger=Ledger((known(),)))
    keys = {2: ("kunming", "gdp", "2024"), 3: ("kunming", "gdp", "2023")}
    found = only(with_withdrawals(replace(batch, candidates=()), Ledger((known(),)), keys))
    assert (found.row, found.value, found.unit, found.state) == (2, None, "亿元", State.CHANGED)


# Bounds


def bounded(take: Take, catalog: Catalog, text: str, *rows: Observation, indicator: str = "gdp") -> Candidate:
    """A figure of 2024 as typed, words and all."""
    item = catalog.indicators[indicator]
    table = f"地区,指标,年份,数值,单位\n昆明市,{item.name},2024,{text},{item.unit}\n"
    return only(as_typed(take(table, ledger=Ledger(rows)), EVERY_ROW))


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("2400", 2400.0, ""),
        ("2400以上", 2400.0, ">="),
        ("突破2400", 2400.0, ">="),
        ("不足9000", 9000.0, "<="),
        ("约1.2万亿元", 12000.0, "~"),
        ("1000—1200", 1000.0, "..1200"),
        ("1000万—1200万元", 0.1, "..0.12"),
        ("下降5亿元以上", None, ""),  # no figure of an amount
    ],
)
def test_words_that_make_a_bound_are_understood(
    take: Take, catalog: Catalog, text: str, value: float | None, bound: str
) -> None:
    found = bounded(take, catalog, text)
    taken = (found.value, found.bound) if found.state is State.NEW else (None, "")
    assert (*taken, found.text) == (value, bound, text)
    assert value is None or codes(found.findings) == [], "who types a bound has said that it is one"
    row = rows_to_commit(
        Batch("", "", None, (), [found]), source="", source_url="", by="李", batch_id="b", at=known().recorded_at
    )
    assert [(item.value, item.bound) for item in row] == ([] if value is None else [(value, bound)])


def test_the_bound_is_shown_as_it_was_understood(take: Take, catalog: Catalog) -> None:
    (read,) = [remark for remark in bounded(take, catalog, "1000—1200").repairs if remark.code == "bound"]
    assert read.details == {"found": "1000—1200", "result": "1000–1200"}


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("约2400以上", (">=2400", "~2400")),
        # The multiple is asked about with the words around it, for the answer takes the place of both.
        ("1200万以上", (">=1200万元", ">=1200万亿元")),
        ("1000—1200万", ("1000..1200万元", "1000..1200万亿元")),
    ],
)
def test_what_words_leave_open_is_asked(take: Take, catalog: Catalog, text: str, readings: tuple[str, ...]) -> None:
    found = bounded(take, catalog, text)
    assert found.state is State.REFUSED
    (asked,) = [remark.details["readings"] for remark in found.findings if "readings" in remark.details]
    assert tuple(reading for reading, _ in asked) == readings
    answered = bounded(take, catalog, readings[0])
    assert (answered.state, bool(answered.bound)) == (State.NEW, True)


def test_a_bound_in_the_place_of_an_exact_figure_is_a_change_and_the_same_bound_is_none(
    take: Take, catalog: Catalog
) -> None:
    asked = bounded(take, catalog, "100以上", known())
    assert (asked.state, codes(asked.findings)) == (State.CHANGED, ["bound_for_exact"])
    assert bounded(take, catalog, "100以上", known(bound=">=")).state is State.UNCHANGED
    assert bounded(take, catalog, "100", known(bound=">=")).state is State.CHANGED


def test_a_class_has_no_bounds(take: Take, catalog: Catalog) -> None:
    found = bounded(take, catalog, "Ⅲ", indicator="water")
    assert (found.value, found.bound) == (3.0, "")
    assert codes(bounded(take, catalog, "Ⅲ以上", indicator="water").findings) == ["not_a_class"]


def test_a_bound_of_a_fall_lies_the_other_way(take: Take, catalog: Catalog) -> None:
    found = bounded(take, catalog, "下降3%以上", indicator="gdp-growth")
    assert (found.value, found.bound, found.state) == (-3.0, "<=", State.NEW)
