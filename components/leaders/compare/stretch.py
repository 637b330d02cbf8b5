"""View: goal and stretch (力争) of every target that has both, on one axis."""

from __future__ import annotations

from dataclasses import replace

from components.leaders.compare.shell import headline
from components.leaders.rows import row_of
from components.page.session import language, links, translate
from components.page.templates import show
from gapboard.board import Board
from gapboard.board.bullet import Bullet
from gapboard.board.comparison import Reach, compare_stretches, marks
from gapboard.kernel.wording.numbers import number


def stretch(board: Board) -> None:
    """Every target with a stretch, the furthest along first."""
    found = compare_stretches(board)
    headline(translate("compare.stretch.title"), _lines(found), translate("compare.stretch.note"))
    placed = marks(found)
    show(
        "compare/stretch.html",
        say=translate,
        rows=[_row(item, board, placed) for item in found],
    )


def _lines(found: tuple[Reach, ...]) -> list[str]:
    if not found:
        return [translate("compare.stretch.none")]
    judged = [item for item in found if item.goal_reached is not None]
    return [
        translate(
            "compare.stretch.headline",
            count=len(found),
            judged=len(judged),
            goal=sum(item.goal_reached is True for item in judged),
            stretch=sum(item.stretch_reached is True for item in judged),
        )
    ]


def _row(item: Reach, board: Board, placed: dict[str, Bullet]) -> dict[str, object]:
    result = item.result
    row = replace(row_of(result, board.catalog, language(), links()), marks=placed.get(result.target.id))
    assert result.stretch is not None
    figures = row.figures
    if item.stretch_reached is None or result.stretch.gap is None:
        reached = translate("compare.stretch.unknown")
    elif item.stretch_reached:
        reached = translate("compare.stretch.reached")
    else:
        reached = translate("gap.short", amount=figures.difference(abs(result.stretch.gap)))
    base = result.base.point if result.base else None
    return {
        "row": row,
        "start": figures.dated(base) if base else "0",
        "way": translate("compare.stretch.way", percent=number(item.actual, 1)) if item.actual is not None else "",
        "stretch": figures.amount(result.stretch.goal),
        "reached": reached,
    }
