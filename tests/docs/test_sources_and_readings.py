"""docs/sources.md and docs/readings.md against the data that they speak of."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from gapboard.catalog import Catalog, load_catalog
from gapboard.ledger import CsvStore, Observation
from tests.shipped_data import DATA as FIRST

ROOT = Path(__file__).parents[2]
SOURCES = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
READINGS = (ROOT / "docs" / "readings.md").read_text(encoding="utf-8")
PUBLISHED, KEPT, LEFT_OUT = 381, 332, 49


@cache
def catalog() -> Catalog:
    return load_catalog(ROOT / "data" / "targets.yaml")


@cache
def seed() -> tuple[Observation, ...]:
    """The rows of the first edition, with which the ledger begins."""
    return CsvStore(FIRST / "actuals.csv").read().rows


def rows_under(text: str, heading: str) -> list[list[str]]:
    """The rows of the table under a heading, without its first two lines."""
    (section,) = [part for part in re.split(r"^#+ ", text, flags=re.MULTILINE) if part.startswith(heading)]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def left_out() -> list[list[str]]:
    return rows_under(SOURCES, f"未录入的 {LEFT_OUT} 个数")


def test_every_value_left_out_is_listed() -> None:
    assert len(left_out()) == LEFT_OUT
    assert len(seed()) == KEPT == PUBLISHED - LEFT_OUT
    assert all(str(number) in SOURCES for number in (PUBLISHED, KEPT, LEFT_OUT))


@pytest.mark.parametrize("reason", ["台账中该年的数相同", "的取整"])
def test_what_was_left_out_as_a_copy_is_in_the_ledger(reason: str) -> None:
    regions = {region.name: region.id for region in catalog().regions.values()}
    indicators = {name: item for item in catalog().indicators.values() for name in (item.name, *item.aliases)}
    chosen = [row for row in left_out() if reason in row[-1]]
    assert chosen
    for place, name, _, year, value, _ in chosen:
        known = [
            row.value
            for row in seed()
            if (row.region, row.indicator, row.period.text) == (regions[place.split()[0]], indicators[name].id, year)
        ]
        # Sources round a half up, Python to the even neighbour; hence a distance.
        half = 0.5 * 10 ** -len(value.partition(".")[2]) if reason == "的取整" else 0.0
        near = [item for item in known if item is not None and abs(item - float(value)) <= half + 1e-9]
        assert near, (place, name, year)


def test_the_counts_of_reasons_and_statuses_are_those_of_the_data() -> None:
    reasons = [row[-1] for row in left_out()]
    counts = [sum(word in reason for reason in reasons) for word in ("repeats", "rounded", "lower bound")]
    assert counts == [39, 6, 4]
    statuses = [sum(row.obs_status == code for row in seed()) for code in "BPA"]
    assert statuses == [14, 86, 232]
    assert sum(row.period.year is None for row in seed()) == 11
    assert sum(re.search("(日期未载明)|(次年年末未到)", row.note) is not None for row in seed()) == 112 + 10 + 3 + 2


def test_the_breaks_listed_are_those_of_the_catalogue() -> None:
    first, added = (
        {(row[0].strip("`"), int(row[3])) for row in rows_under(SOURCES, heading)}
        for heading in ("口径变化", "补记的口径变化")
    )
    known = {(item.id, found.year) for item in catalog().indicators.values() for found in item.breaks}
    assert len(first) == 15
    assert first | added == known and not first & added


def second() -> list[Observation]:
    """The rows of the second batch."""
    return [row for row in CsvStore(ROOT / "data" / "actuals.csv").read().rows if row.batch == "seed-0002"]


def test_the_second_batch_is_counted_and_what_it_left_out_is_listed() -> None:
    judged = [int(row[-1]) for row in rows_under(SOURCES, "第二批：450 个数") if row[-1].isdigit()]
    assert sum(judged) == 450
    assert judged[-1] == len(rows_under(SOURCES, "第二批未录入的 56 个数")) == 56
    # Four bounds and two 约数 of the first batch, three marks of a break, two withdrawals; new values of the
    # two corrections are among the 394.
    bounds = [row for row in second() if row.bound]
    exact = [row for row in second() if not row.bound and row.value is not None]
    parts = [row for row in exact if not re.fullmatch(r"\d{4}", row.period.text)]
    whole = [row for row in exact if re.fullmatch(r"\d{4}", row.period.text)]
    # Growth of foreign investment is what a target asks for.
    first = load_catalog(FIRST / "targets.yaml").indicators.keys() | {"fdi-growth"}
    asked = [row for row in whole if row.indicator in first]
    assert judged[:-1] == [len(asked) - 3, len(bounds) - 4 - 2, len(parts), len(whole) - len(asked)]
    assert len(second()) == sum(judged[:-1]) + 4 + 2 + 3 + 2
    assert f"{len(second())} 行" in SOURCES and f"{len(second())} in all" in SOURCES


@pytest.mark.parametrize(
    ("words", "chinese", "english"),
    [
        ("待核实", "（{} 行）", "({} rows)"),
        ("只印到", "（{} 行）", "({} rows)"),
        ("次年年末计", "（{} 行）", "({} rows)"),
        ("2022年2月末", "（{} 行）", "({} rows)"),
    ],
)
def test_the_second_batch_counts_its_notes(words: str, chinese: str, english: str) -> None:
    number = sum(words in row.note for row in second())
    assert number and chinese.format(number) in SOURCES and english.format(number) in SOURCES


def test_every_target_named_in_the_readings_exists() -> None:
    named = {name for name in re.findall(r"`([^`]+)`", READINGS) if re.match(r"(km19|km25|yn21|pl22|dz20)-", name)}
    assert len(named) > 50
    assert sorted(named - catalog().targets.keys()) == []


def test_the_readings_speak_of_every_document_and_of_every_target_with_a_range_a_tolerance_or_a_stretch() -> None:
    assert [item.short for item in catalog().documents.values() if f"### {item.short}" not in READINGS] == []
    special = [item.id for item in catalog().targets.values() if item.value_to or item.tolerance or item.stretch]
    assert [name for name in special if f"`{name}`" not in READINGS] == []
