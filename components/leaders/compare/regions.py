"""View: one indicator across regions, as aligned bars from zero."""

from __future__ import annotations

import streamlit as st

from components.leaders.compare.shell import headline
from components.leaders.indicator_choice import choose_indicator
from components.page.session import language, links, translate
from components.page.templates import show
from gapboard.assess import Point
from gapboard.board import Board
from gapboard.board.comparison import RegionRow, Regions, compare_regions, in_several_regions
from gapboard.catalog import Indicator
from gapboard.explain import Figures
from gapboard.explain.evidence import grey_word
from gapboard.explain.observations import dated_text
from gapboard.kernel.wording.numbers import number, with_unit

_PUBLISHED_DIGITS, _COMPUTED_DIGITS = 6, 2


def regions(board: Board) -> None:
    """The indicator that the address names, in all its regions."""
    offered = in_several_regions(board)
    if not offered:
        st.info(translate("compare.regions.nothing"))
        return
    picked = choose_indicator(board, offered, "compare.regions.unfit")
    found = compare_regions(board, picked)
    amount = _Amount(board, found.indicator)
    name = found.indicator.label(language())
    headline(
        translate("compare.regions.title", name=name), _lines(found, board, amount), translate("compare.regions.note")
    )
    show(
        "compare/regions.html",
        say=translate,
        year=found.year,
        rows=[_row(row, found, board, amount) for row in found.rows],
    )


class _Amount:
    """Writes an indicator's values in its own unit, with every digit that was published."""

    def __init__(self, board: Board, indicator: Indicator) -> None:
        self._unit = board.catalog.units[indicator.unit]

    def __call__(self, point: Point) -> str:
        digits = _PUBLISHED_DIGITS if point.how == "published" else _COMPUTED_DIGITS
        text = number(point.value * self._unit.scale(language()), digits)
        return with_unit(text, self._unit.beside(text, language()))


def _name(region: str, board: Board) -> str:
    return board.catalog.regions[region].label(language())


def _lines(found: Regions, board: Board, amount: _Amount) -> list[str]:
    """Who has figures for which year, the largest and the smallest, and whether years differ."""
    known = found.known
    without = len(found.rows) - len(known)
    if len(known) == 1:
        return [translate("compare.regions.one")]
    if found.year is None:
        lines = [translate("compare.regions.no_common", count=len(known))]
    else:
        top, low = known[0], known[-1]
        assert top.shown and low.shown
        lines = [
            translate(
                "compare.regions.headline",
                count=len(known),
                year=found.year,
                top=_name(top.region, board),
                most=amount(top.shown),
                low=_name(low.region, board),
                least=amount(low.shown),
            )
        ]
    if found.latest_differ:
        lines.append(translate("compare.regions.differ"))
    if without:
        lines.append(translate("compare.regions.without", count=without))
    return lines


def _row(row: RegionRow, found: Regions, board: Board, amount: _Amount) -> dict[str, object]:
    zero = found.place(0.0)
    end = found.place(row.shown.value) if row.shown else zero
    figures = [Figures(result, board.catalog, language()) for result in row.results]
    name = _name(row.region, board)
    return {
        "name": name,
        "link": links().to_indicator(found.indicator.id, row.region),
        "from": min(zero, end),
        "width": abs(end - zero),
        "common": row.value is not None,
        "goals": [found.place(item.goal) for item in row.goals if item.goal is not None],
        "value": amount(row.value) if row.value else "",
        "latest": _dated(row, row.latest, amount),
        "targets": list(
            dict.fromkeys(translate("compare.regions.target", year=item.target.due, goal=item.goal) for item in figures)
        ),
        "alt": translate("compare.regions.bar_alt", name=name, what=_dated(row, row.shown, amount)),
    }


def _dated(row: RegionRow, point: Point | None, amount: _Amount) -> str:
    """A value with its year; where there is none, that, and why the region's target has none."""
    if point is None:
        why = [grey_word(result, language()) for result in row.results if result.grey]
        return why[0] if why else translate("actual.none")
    return dated_text(amount(point), point, language())
