"""Vintages: what the ledger says now, and what it said on a date."""

import datetime as dt

from gapboard.ledger import Ledger


def values(book, region="kunming", indicator="gdp"):
    return {year: row.value for year, row in book.series(region, indicator).items()}


def test_the_latest_vintage_counts_whatever_the_order_of_the_lines(row) -> None:
    ledger = Ledger((row("2023", 7900, "2025-01-10"), row("2023", 7864, "2024-03-01"), row("2022", 7541)))
    assert values(ledger.known_on()) == {2022: 7541, 2023: 7900}
    assert list(values(ledger.known_on())) == [2022, 2023]


def test_a_withdrawn_value_is_gone_and_may_come_back(row) -> None:
    rows = (row("2023", 7864, "2024-03-01"), row("2023", None, "2024-04-01"), row("2023", 7865, "2024-05-01"))
    assert values(Ledger(rows[:1]).known_on()) == {2023: 7864}
    assert values(Ledger(rows[:2]).known_on()) == {}
    assert Ledger(rows[:2]).known_on().pairs() == []
    assert values(Ledger(rows).known_on()) == {2023: 7865}


def test_as_known_at_the_end_of_a_day(row) -> None:
    late = row("2023", 2, recorded_at=dt.datetime.fromisoformat("2024-03-02T23:59:59+08:00"))
    ledger = Ledger((row("2023", 1, "2024-03-01"), late))
    assert values(ledger.known_on(dt.date(2024, 2, 29))) == {}
    assert values(ledger.known_on(dt.date(2024, 3, 1))) == {2023: 1}
    assert values(ledger.known_on(dt.date(2024, 3, 2))) == {2023: 2}


def test_moments_are_compared_across_time_zones(row) -> None:
    # 10:00 in Kunming is 02:00 UTC, an hour before 03:00 UTC.
    first = row("2023", 1, recorded_at=dt.datetime.fromisoformat("2024-03-01T10:00:00+08:00"))
    second = row("2023", 2, recorded_at=dt.datetime.fromisoformat("2024-03-01T03:00:00+00:00"))
    assert values(Ledger((second, first)).known_on()) == {2023: 2}


def test_of_two_rows_of_one_moment_the_later_line_counts(row) -> None:
    ledger = Ledger(tuple(row("2023", value, batch=f"b{value}") for value in (3, 1, 2)))
    assert values(ledger.known_on()) == {2023: 2}
    assert [version.value for version in ledger.vintages("kunming", "gdp", "2023")] == [3, 1, 2]


def test_a_part_of_a_year_is_never_an_annual_value(row) -> None:
    spans = ("2025-10", "2017-01/2017-10", "2016/2020")
    ledger = Ledger((*(row(span, 5) for span in spans), row("2025-09", None), row("2024", 6)))
    book = ledger.known_on()
    assert values(book) == {2024: 6}
    assert [entry.period.text for entry in book.not_annual("kunming", "gdp")] == sorted(spans)


def test_series_are_kept_apart_by_region_and_indicator(row) -> None:
    rows = (row(value=1), row(value=2, region="yunnan"), row(value=3, indicator="fai"))
    book = Ledger(rows).known_on()
    assert book.pairs() == [("kunming", "fai"), ("kunming", "gdp"), ("yunnan", "gdp")]
    assert values(book, "yunnan") == {2024: 2}
    assert values(book, "yunnan", "fai") == {}
    assert book.not_annual("yunnan", "fai") == []


def test_vintages_hold_withdrawals_oldest_first(row) -> None:
    ledger = Ledger((row("2023", None, "2024-04-01"), row("2023", 1, "2024-03-01"), row("2022", 9)))
    assert [version.value for version in ledger.vintages("kunming", "gdp", "2023")] == [1, None]


def test_a_ledger_as_it_stood_at_a_moment(row) -> None:
    rows = (row("2024", 1, "2025-01-01"), row("2024", 2, "2025-01-02"))
    found = Ledger(rows).until(rows[1].recorded_at - dt.timedelta(seconds=1))
    assert found.rows == rows[:1]
    assert Ledger(rows).until(rows[1].recorded_at).rows == rows


def test_a_year_of_which_only_a_bound_is_known_is_in_no_series(row) -> None:
    rows = [row("2023", 2400.0, bound=">="), row("2024", 2500.0), row("2025", 2600.0, day="2026-01-01")]
    later = row("2025", 2500.0, day="2026-02-01", bound="..2600")
    book = Ledger((*rows, later)).known_on()
    assert list(book.series("kunming", "gdp")) == [2024]
    assert book.bounded("kunming", "gdp") == {2023: rows[0], 2025: later}
    assert set(book.observations().values()) == {rows[0], rows[1], later}
    exact = row("2023", 2411.0, day="2026-03-01")
    assert list(book.with_rows([exact]).series("kunming", "gdp")) == [2023, 2024]
    assert list(book.with_rows([exact]).bounded("kunming", "gdp")) == [2025]
    gone = row("2025", None, day="2026-03-01")
    assert list(book.with_rows([gone]).bounded("kunming", "gdp")) == [2023]
