"""Staff tables made up together with their right answers, put through the command line, and checked cell by cell.

``python -m tests.gapboard.intake.generated --tables 20000 --seed 1`` runs as many as one likes and draws what fails.

Slow: thousands of tables, for a rare layout turns up once in as many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.gapboard.intake.generated.facts import Cell, Page, Right, Table, Wish
from tests.gapboard.intake.generated.judge import Answer, Taken, board, check, judge
from tests.gapboard.intake.generated.tables import make

# Of the tables some may be refused in part where all of it was clear; never is a figure wrong, lost or passed over.
MOST_REFUSED = 0.05


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A board with an empty ledger."""
    with board() as place:
        yield place


def judged(folder: Path, seeds: list[str]) -> tuple[Counter[str], str]:
    """How many tables came out how, and the first three failures, drawn."""
    count: Counter[str] = Counter()
    failures = []
    for seed in seeds:
        table = make(seed)
        verdict, _ = check(folder, table)
        count[verdict.outcome] += 1
        if verdict.outcome in ("wrong", "lost", "silent"):
            failures.append("\n".join([table.drawn(), *verdict.lines()]))
    return count, "\n\n".join(failures[:3])


def _assert_good(count: Counter[str], failures: str) -> None:
    assert not failures, f"{dict(count)}\n{failures}"
    assert count["refused"] <= MOST_REFUSED * count.total(), dict(count)


def test_sixty_tables_are_read_rightly(folder: Path) -> None:
    _assert_good(*judged(folder, [f"fast:{number}" for number in range(60)]))


@pytest.mark.fuzz
@pytest.mark.parametrize("part", range(8))
def test_thousands_of_tables_are_read_rightly(folder: Path, part: int) -> None:
    _assert_good(*judged(folder, [f"deep:{part}:{number}" for number in range(300)]))


def test_the_same_seed_makes_the_same_table() -> None:
    assert make("again").drawn() == make("again").drawn() != make("another").drawn()


def test_the_judge_tells_wrong_from_lost_and_refused() -> None:
    """What the judge is worth: answers bent by hand are found out."""
    rights = [Right("kunming", "trade", str(year), Decimal(year)) for year in (2023, 2024)]
    cells = [Cell(str(right.value), figure=True, wish=Wish.TAKE, rights=(right,)) for right in rights]
    table = Table("", "", [Page(rows=[cells])], "x.csv", "csv")
    first, second = (Taken(right.region, right.indicator, right.period, right.value, "A") for right in rights)
    part = replace(first, period="2023-09")
    said = ["something"]
    answers = {
        "all": Answer([first, second], [], False, said),
        "all, one to be confirmed": Answer([first], [second], False, said),
        "ten thousand times too large": Answer([replace(first, value=first.value * 10000), second], [], True, said),
        "another status": Answer([replace(first, status="F"), second], [], True, said),
        "a month that waits": Answer([first, second], [part], True, said),
        "one missing": Answer([second], [], False, said),
        "one missing and told": Answer([second], [], True, said, frozenset({(1, 1)})),
        "one missing and another told": Answer([second], [], True, said, frozenset({(9, 9)})),
    }
    assert {name: judge(table, answer).outcome for name, answer in answers.items()} == {
        "all": "right",
        "all, one to be confirmed": "right",
        "ten thousand times too large": "wrong",
        "another status": "wrong",
        "a month that waits": "wrong",
        "one missing": "lost",
        "one missing and told": "refused",
        "one missing and another told": "lost",
    }
