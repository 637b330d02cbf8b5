"""Which statuses a batch would change.

Over a second where each series of the shipped board is changed in turn, and what rests on it judged again.
"""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from gapboard.assess import Status
from gapboard.board import Board
from gapboard.history import after_all_known, changed_statuses, statuses_changed_by, with_rows
from gapboard.ledger import Ledger, Observation, Period
from tests.gapboard import builder


def board(known_on: dt.date | None = None) -> Board:
    targets = [builder.target("a", value=100), builder.target("b", value=200, indicator="y")]
    made = builder.catalog(targets, [builder.indicator("x"), builder.indicator("y")])
    return Board(made, builder.ledger({"x": {2025: 90}, "y": {2025: 210}}), dt.date(2026, 6, 30), known_on)


def test_only_targets_whose_status_differs() -> None:
    before = board()
    after = with_rows(before, [builder.row("x", 2025, 101, "2026-05-01"), builder.row("y", 2025, 220, "2026-05-01")])
    # x: 90 of 100 missed, 101 met. y: met before and after.
    assert changed_statuses(before, after) == [("a", Status.MISSED, Status.MET)]
    assert changed_statuses(after, before) == [("a", Status.MET, Status.MISSED)]


def test_the_board_itself_stays_as_it_is() -> None:
    before = board()
    with_rows(before, [builder.row("x", 2025, 101, "2026-05-01")])
    assert len(before.ledger.rows) == 2


def test_a_withdrawal_leaves_no_data() -> None:
    before = board()
    after = with_rows(before, [builder.row("y", 2025, None, "2026-05-01")])
    assert changed_statuses(before, after) == [("b", Status.MET, Status.NO_DATA)]


def test_rows_later_than_the_day_of_knowledge_do_not_count() -> None:
    before = board(known_on=dt.date(2026, 1, 1))
    assert changed_statuses(before, with_rows(before, [builder.row("x", 2025, 101, "2026-05-01")])) == []


FIGURES = st.one_of(st.sampled_from([0.0, 90.0, 100.0, 110.0, -5.0]), st.integers(1, 300).map(float))
KEYS = st.sampled_from(["x", "x-growth", "y", "z", "city/x", "city/z", "part", "other"])
PERIODS = st.sampled_from([*range(2019, 2027), "2024-01/2024-06"])
DERIVED = [
    builder.indicator("x", breaks=builder.broken(2023)),
    builder.growth_series(),
    builder.indicator("y"),
    builder.indicator("z"),
    builder.indicator("other"),
    builder.indicator("part", unit="%", kind="rate", ratio={"numerator": "y", "denominator": "z"}),
    builder.indicator(
        "of-city", unit="%", kind="rate", ratio={"numerator": "y", "denominator": "z", "denominator_region": "city"}
    ),
]
UNITS = {"part": "%", "of-city": "%"}
TARGETS = [
    {"measure": "level", "indicator": "x"},
    {"measure": "level", "indicator": "part"},
    {"measure": "level", "indicator": "of-city", "due": 2030},
    {"measure": "growth", "indicator": "x"},
    {"measure": "growth", "indicator": "y", "due": 2027},
    {"measure": "average_growth", "indicator": "x", "period": (2021, 2025)},
    {"measure": "cumulative", "indicator": "y", "period": (2021, 2025)},
    {"measure": "multiple", "indicator": "x", "base": 2020},
    {"measure": "relative", "indicator": "x", "reference": {"indicator": "x", "region": "city"}},
    {"measure": "each_year", "indicator": "x", "period": (2021, 2025), "applies_to": "growth"},
]
WRITTEN = st.lists(st.tuples(KEYS, PERIODS, st.none() | FIGURES), max_size=8, unique_by=lambda item: item[:2])


@given(
    known=st.lists(st.tuples(KEYS, PERIODS, FIGURES), max_size=25, unique_by=lambda item: item[:2]),
    written=WRITTEN,
    goal=FIGURES,
    on=st.sampled_from([dt.date(2024, 6, 30), dt.date(2026, 6, 30)]),
    known_on=st.sampled_from([None, dt.date(2026, 4, 1), dt.date(2026, 6, 1)]),
)
def test_assessing_only_what_asks_for_a_series_finds_every_change(
    known: list[tuple[str, int | str, float]],
    written: list[tuple[str, int | str, float | None]],
    goal: float,
    on: dt.date,
    known_on: dt.date | None,
) -> None:
    targets = [
        builder.target(f"{word}-{number}", UNITS, value=goal, comparator=comparator, **fields)
        for number, fields in enumerate(TARGETS)
        for word, comparator in (("floor", ">="), ("ceiling", "<="))
    ]
    ledger = Ledger(tuple(builder.row(*item, day="2026-01-01") for item in known))
    before = Board(builder.catalog(targets, DERIVED), ledger, on, known_on)
    rows = [builder.row(*item, day="2026-05-01") for item in written]
    after = with_rows(before, rows)
    expected = changed_statuses(before, after)
    assert statuses_changed_by(before, rows) == expected
    asked_for = [row for row in rows if (row.region, row.indicator) in before.readers]
    assert statuses_changed_by(before, asked_for) == expected
    touched = {ident for row in rows for ident in before.readers.get((row.region, row.indicator), ())}
    unlike = {old.target.id: old for old in before.assessments if old.target.id not in touched}
    assert unlike == {new.target.id: new for new in after.assessments if new.target.id not in touched}
    if known_on is None:
        anew = before.book.with_rows(rows)
        assert anew.observations() == after.book.observations()
        assert anew.pairs() == after.book.pairs()
        for region, name in {(row.region, row.indicator) for row in (*ledger.rows, *rows)}:
            assert list(anew.series(region, name).items()) == list(after.book.series(region, name).items())
            assert anew.not_annual(region, name) == after.book.not_annual(region, name)


def test_a_share_asks_for_its_parts_where_they_are() -> None:
    targets = [builder.target("t", UNITS, indicator="of-city"), builder.target("u", indicator="z")]
    readers = Board(builder.catalog(targets, DERIVED), Ledger(()), dt.date(2026, 6, 30)).readers
    assert readers == {
        ("here", "of-city"): {"t"},
        ("here", "y"): {"t"},
        ("city", "z"): {"t"},
        ("here", "z"): {"u"},
    }


def test_on_the_shipped_board_a_figure_reaches_the_targets_that_rest_on_it(shipped, shipped_ledger) -> None:
    board = Board(shipped, shipped_ledger, dt.date(2026, 11, 1))
    at = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    for region, name in sorted(board.readers):
        rows = [
            Observation(region, name, Period(str(year)), 1.5 * (year - 2014), "", "A", "s", "", "", at, "b", "1")
            for year in range(2015, 2026)
        ]
        rows = after_all_known(rows, board.ledger)
        assert statuses_changed_by(board, rows) == changed_statuses(board, with_rows(board, rows))
