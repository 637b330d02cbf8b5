"""View: how targets step up from one due year to the next, and how far the actuals have come."""

from __future__ import annotations

from components.leaders.compare.shell import PATH, headline, listed
from components.leaders.rows import Row, row_of
from components.page.address import asked
from components.page.icons import status_icon
from components.page.session import language, links, translate
from components.page.templates import show
from gapboard.assess import Assessment, Group
from gapboard.board import Board
from gapboard.board.comparison import DueYear, DueYears, Steps, attainment, compare_due_years
from gapboard.explain.headline import HEADLINE_ORDER
from gapboard.kernel.wording.numbers import number


def due_years(board: Board) -> None:
    """The theme that the address names, else all."""
    themes = {board.catalog.indicators[target.indicator].theme for target in board.targets}
    theme = asked({"theme": themes})["theme"]
    found = compare_due_years(board, theme)
    words = {"": translate("overview.all")} | {
        item.id: item.label(language()) for item in board.catalog.themes.values() if item.id in themes
    }
    choices = [
        {"word": word, "link": links().to(PATH, view="due", theme=key), "chosen": key == theme}
        for key, word in words.items()
    ]
    show("compare/themes.html", say=translate, themes=choices)
    title = translate("compare.due.title", theme=words[theme]) if theme else translate("compare.due.title_all")
    headline(title, _lines(found), translate("compare.due.note"))
    years = sorted({result.target.due for item in found.steps for result in item.results})
    show(
        "compare/due_years.html",
        say=translate,
        status_icon=status_icon,
        groups=HEADLINE_ORDER,
        due_years=found.years,
        years=years,
        steps=[_steps(item, years, board) for item in found.steps],
    )


def _lines(found: DueYears) -> list[str]:
    if not found.years:
        return [translate("compare.due.none")]
    total = sum(item.counts.total for item in found.years)
    parts = [translate("compare.due.part", year=item.year, count=item.counts.total) for item in found.years]
    lines = [translate("compare.due.headline", total=total, count=len(found.years), parts=listed(parts))]
    judged = [item for item in found.years if item.judged]
    lines.append(translate("compare.due.judged", parts=listed(_judged(item) for item in judged)) if judged else "")
    lines.append(
        translate("compare.due.steps", count=len(found.steps)) if found.steps else translate("compare.due.no_steps")
    )
    return lines


def _judged(item: DueYear) -> str:
    return translate("compare.due.judged_part", year=item.year, judged=item.judged, met=item.counts.of(Group.MET))


def _steps(item: Steps, years: list[int], board: Board) -> dict[str, object]:
    rows = [row_of(result, board.catalog, language(), links()) for result in item.results]
    cells = [[_cell(row, row.result, board) for row in rows if row.result.target.due == year] for year in years]
    return {"name": rows[0].figures.indicator.label(language()), "row": rows[0], "cells": cells}


def _cell(row: Row, result: Assessment, board: Board) -> dict[str, object]:
    """A target with its attainment in per cent; where a per cent misleads, with its gap."""
    percent = attainment(result, board.catalog.indicators[result.target.indicator].kind)
    point = result.judged or result.latest
    if percent is None or point is None:
        return {"row": row, "attained": row.figures.gap if result.judged else ""}
    return {"row": row, "attained": translate("compare.due.attained", percent=number(percent, 1), year=point.year)}
