"""What the record proves, indicates and leaves grey, and what pages have to draw: as docs/sources.md counts it."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from gapboard.assess import Grey, Group
from gapboard.board import Board
from gapboard.board.chart import growth_chart, level_chart
from gapboard.board.related import related
from gapboard.catalog import Catalog, load_catalog
from gapboard.ledger import CsvStore, Ledger
from tests.curated.test_second_batch import ENTERED
from tests.docs.test_sources_and_readings import SOURCES, rows_under
from tests.shipped_data import DATA as FIRST

HEADING = "数到的结果"
ANSWERS = (Group.MET, Group.MISSED, Group.ON_TRACK, Group.BEHIND)


@pytest.fixture(scope="module")
def before() -> Board:
    return Board(load_catalog(FIRST / "targets.yaml"), CsvStore(FIRST / "actuals.csv").read(), ENTERED)


@pytest.fixture(scope="module")
def now(curated: Catalog, curated_ledger: Ledger) -> Board:
    """The targets that the first catalogue had, by what was on record that day: what came since counts elsewhere."""
    then = load_catalog(FIRST / "targets.yaml").targets
    kept = [target for target in curated.content.targets if target.id in then]
    return Board(Catalog(curated.content.model_copy(update={"targets": kept})), curated_ledger, ENTERED, ENTERED)


def counted(board: Board, document: str) -> list[int]:
    """Targets, answers, what is left open, indications, grey targets, and those of which nothing is known."""
    found = [item for item in board.assessments if document in ("", item.target.document)]
    groups = Counter(item.status.group for item in found)
    grey = [item for item in found if item.grey is not None]
    return [
        len(found),
        sum(groups[group] for group in ANSWERS),
        groups[Group.UNDEFINED],
        sum(item.indication is not None for item in found),
        len(grey),
        sum(not (item.points or item.bounded or item.besides) for item in grey),
    ]


def test_by_document(before: Board, now: Board) -> None:
    rows = {row[0].strip("`"): [int(cell) for cell in row[1:]] for row in rows_under(SOURCES, HEADING)}
    expected = {}
    for name, document in ({item: item for item in now.catalog.documents} | {"合计 Total": ""}).items():
        total, answers, left_open, indications, grey, nothing = counted(now, document)
        _, answers_before, _, _, grey_before, _ = counted(before, document)
        expected[name] = [total, answers_before, answers, left_open, indications, grey_before, grey, nothing]
    assert rows == expected


def test_by_kind(now: Board) -> None:
    statuses = Counter(item.status.value for item in now.assessments)
    kinds = Counter(item.indication.kind.value for item in now.assessments if item.indication)
    reasons = Counter(item.grey for item in now.assessments if item.grey)
    assert f"{statuses['met']} met, {statuses['missed']} missed, {statuses['behind']} behind" in SOURCES
    later = f"{kinds['reached_later']} reached later"
    assert f"{kinds['at_goal']} at the goal within three years before due, {kinds['short']} short, {later}" in SOURCES
    grey = (
        f"{reasons[Grey.NEVER]} never published, {reasons[Grey.OVERDUE]} overdue, {reasons[Grey.NOT_YET]} not yet due, "
        f"{reasons[Grey.DEPARTMENT]} known to a department"
    )
    assert grey in SOURCES
    beside = [item for item in now.assessments if item.grey and not item.indication and _beside(now, item.target)]
    assert f"{len(beside)} have a related series" in SOURCES and f"{len(beside)} 项旁边有相关序列" in SOURCES


def test_pages_with_something_to_draw(before: Board, now: Board) -> None:
    (_, charts, related_only, nothing), (total, _, _, nothing_before) = pages(now), pages(before)
    found = re.search(
        r"Of (\d+) pages .* (\d+) had nothing .* (\d+) have nothing now \((\d+) .* (\d+) related", SOURCES
    )
    assert found and [int(number) for number in found.groups()] == [
        total,
        nothing_before,
        nothing,
        charts,
        related_only,
    ]


def pages(board: Board) -> tuple[int, int, int, int]:
    """Pages of indicators with a target; those with a chart, with related series alone, and with nothing to draw."""
    drawn = Counter[str]()
    for name, region in {(target.indicator, target.region) for target in board.targets}:
        indicator, results = board.catalog.indicators[name], board.of_indicator(name, region)
        if any(draw(board, indicator, region, results) for draw in (level_chart, growth_chart)):
            drawn["chart"] += 1
        else:
            drawn["related" if related(board, indicator, region, results) else "nothing"] += 1
    return drawn.total(), drawn["chart"], drawn["related"], drawn["nothing"]


def _beside(board: Board, target) -> bool:
    results = [item for item in board.assessments if item.target is target]
    return bool(related(board, board.catalog.indicators[target.indicator], target.region, results))
