"""What the second batch of published values brought: corrections, series beside targets, and changed verdicts."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from gapboard.assess import assess
from gapboard.catalog import Catalog, load_catalog
from gapboard.ledger import CsvStore, Ledger
from tests.docs.test_sources_and_readings import SOURCES, rows_under
from tests.shipped_data import DATA as FIRST

BATCH = "seed-0002"
ENTERED = dt.date(2026, 11, 27)  # when the second batch was judged


def statuses(catalog: Catalog, ledger: Ledger) -> dict[str, str]:
    """The status of every target on the day of the second batch."""
    book = ledger.known_on(ENTERED)
    return {item.id: str(assess(item, catalog, book, ENTERED).status) for item in catalog.targets.values()}


def test_the_statuses_that_changed_are_those_in_the_sources(curated: Catalog, curated_ledger: Ledger) -> None:
    """Each is listed with what proves it, so that somebody can check it by hand; nothing else changed."""
    before = statuses(load_catalog(FIRST / "targets.yaml"), CsvStore(FIRST / "actuals.csv").read())
    after = statuses(curated, curated_ledger)
    listed = {row[0].strip("`"): (row[1], row[2]) for row in rows_under(SOURCES, "由此改变的结论")}
    assert {name: (before[name], after[name]) for name in before if before[name] != after[name]} == listed


@pytest.mark.parametrize(
    ("indicator", "wrong", "right"), [("road-length", 22487, 22877), ("expressway-length", 1249, 1251)]
)
def test_a_length_under_a_wrong_year_is_put_right_by_appending(
    curated_ledger: Ledger, indicator: str, wrong: float, right: float
) -> None:
    then = curated_ledger.known_on(dt.date(2023, 12, 1)).series("kunming", indicator)
    now = curated_ledger.known_on(ENTERED).series("kunming", indicator)
    assert then[2022].value == wrong
    assert (now[2021].value, now[2022].value) == (wrong, right)


def test_what_an_encyclopaedia_or_a_digest_says_is_marked(curated_ledger: Ledger) -> None:
    """So that no verdict rests on it unseen."""
    second_hand = [
        row for row in curated_ledger.rows if row.batch == BATCH and re.search("百科|newton|reportify", row.source)
    ]
    assert second_hand
    assert [row.key for row in second_hand if "待核实" not in row.note] == []


def test_a_verdict_that_rests_on_a_second_hand_figure_says_so_in_its_target(
    curated: Catalog, curated_ledger: Ledger
) -> None:
    book = curated_ledger.known_on(ENTERED)
    resting = []
    for target in curated.targets.values():
        found = assess(target, curated, book, ENTERED)
        inputs = found.judged.inputs if found.judged and found.status in ("met", "missed", "met_late") else ()
        if any("待核实" in row.note for row in inputs):
            resting.append(target)
    assert resting
    assert [target.id for target in resting if "待核实" not in (target.note or "")] == []


def test_every_series_beside_a_target_has_something_to_draw(curated: Catalog, curated_ledger: Ledger) -> None:
    held = {(row.region, row.indicator) for row in curated_ledger.rows if row.value is not None}
    empty = [
        (target.id, item.indicator)
        for target in curated.targets.values()
        for item in target.related or curated.indicators[target.indicator].related
        if (item.region or target.region, item.indicator) not in held
    ]
    assert empty == []


def test_an_indicator_made_for_series_beside_targets_is_named_by_one(curated: Catalog) -> None:
    """Else nobody would ever see it."""
    named = {
        item.indicator
        for record in (*curated.indicators.values(), *curated.targets.values())
        for item in record.related
    }
    asked = {target.indicator for target in curated.targets.values()}
    first = load_catalog(FIRST / "targets.yaml").indicators
    new = [item for item in curated.indicators.values() if item.id not in first and item.growth_of is None]
    assert [item.id for item in new if item.id not in named | asked and item.ratio is None] == []


def test_only_true_running_counts_are_said_to_grow_only(curated: Catalog) -> None:
    assert {item.id for item in curated.indicators.values() if item.monotone} == {"tech-smes-provincial"}


def test_what_the_second_reader_withdrew_is_drawn_beside_its_target_and_not_judged(
    curated: Catalog, curated_ledger: Ledger
) -> None:
    book = curated_ledger.known_on(ENTERED)
    withdrawn = [row[0].strip("`") for row in rows_under(SOURCES, "复核后撤回")]
    assert withdrawn == ["km19-sasea-agencies", "km25-sports-coverage"]
    for name in withdrawn:
        target = curated.targets[name]
        assert assess(target, curated, book, ENTERED).status == "no_data"
        assert any(book.series(target.region, item.indicator) for item in curated.indicators[target.indicator].related)
