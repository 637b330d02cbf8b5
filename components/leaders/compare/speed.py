"""View: growth achieved against growth needed; a click on a point opens its indicator."""

from __future__ import annotations

import streamlit as st

from components.leaders.compare.shell import headline
from components.leaders.compare.speed_chart import CONFIG, Dot, speed_figure
from components.leaders.rows import Row, row_of
from components.page.frame import follow_link
from components.page.icons import status_icon
from components.page.session import language, links, translate
from components.page.templates import show
from gapboard.board import Board
from gapboard.board.comparison import Prices, Rate, Speed, compare_speeds
from gapboard.kernel.wording.numbers import number, with_unit


def speed(board: Board) -> None:
    """Every target with a base: those in per cent a year as a chart, all of them in the table behind it."""
    found = compare_speeds(board)
    drawn = [item for item in found if item.achieved and not item.in_points]
    lines = [_counted(found), _slowest(drawn, board)] if found else [translate("compare.growth.none")]
    headline(translate("compare.growth.title"), lines, translate("compare.growth.note"))
    if drawn:
        _chart(drawn, board)
    rows = [_row(item, board) for item in found]
    show("compare/growth.html", say=translate, rows=rows, open=not drawn)


def _chart(drawn: list[Speed], board: Board) -> None:
    """The scatter; the indicator page opens with the language and the date of this visit."""
    dark = st.context.theme.type == "dark"
    dots = _dots(drawn, board)
    groups = list(dict.fromkeys((dot.group, translate(f"group.{dot.group}")) for dot in dots))
    show(
        "compare/growth_legend.html",
        say=translate,
        status_icon=status_icon,
        groups=[item.result.status.group for item in drawn],
        mixed=any(dot.mixed for dot in dots),
    )
    event = st.plotly_chart(
        speed_figure(dots, dict(groups), translate, dark=dark),
        key="compare:growth",
        on_select="rerun",
        selection_mode="points",
        config=CONFIG,
        alt=translate("compare.growth.alt", count=len(dots), slow=sum(dot.below for dot in dots)),
    )
    for point in event.selection.points[:1]:
        indicator, region = point["customdata"][:2]
        follow_link(links().to_indicator(indicator, region))


def _dots(drawn: list[Speed], board: Board) -> list[Dot]:
    """One dot for the targets that share a place: several clauses, or several documents, of one promise."""
    places: dict[tuple[str, str, float, float], list[Speed]] = {}
    for item in drawn:
        assert item.achieved
        target = item.result.target
        places.setdefault((target.indicator, target.region, item.needed.value, item.achieved.value), []).append(item)
    several = len({region for _, region, _, _ in places}) > 1
    return [_dot(items, board, several) for items in places.values()]


def _dot(items: list[Speed], board: Board, several_regions: bool) -> Dot:
    first = items[0]
    assert first.achieved
    rows = [row_of(item.result, board.catalog, language(), links()) for item in items]
    figures = [row.figures for row in rows]
    lead = figures[0]
    name = lead.indicator.label(language())
    lines = [
        translate("compare.growth.dot", name=lead.name, region=lead.region, due=first.result.target.due),
        *dict.fromkeys(
            translate("compare.growth.dot_goal", document=item.document, goal=item.goal) for item in figures
        ),
        translate("compare.growth.dot_needed", rate=_rate(first.needed, first, board)),
        translate("compare.growth.dot_achieved", rate=_rate(first.achieved, first, board)),
        translate("compare.growth.dot_status", status=rows[0].status, actual=lead.actual),
        *([translate("compare.growth.dot_mixed")] if first.mixed else []),
    ]
    return Dot(
        indicator=first.result.target.indicator,
        region=first.result.target.region,
        label=translate(
            "compare.growth.dot_label_region" if several_regions else "compare.growth.dot_label",
            **{"name": name, "region": lead.region, "first": first.needed.first, "last": first.needed.last},
        ),
        hover=lines,
        needed=first.result.direction * first.needed.value,
        achieved=first.result.direction * first.achieved.value,
        group=first.result.status.group.value,
        mixed=first.mixed,
    )


def _rate(rate: Rate, item: Speed, board: Board) -> str:
    """A rate with the years it is of and the prices it is in."""
    row = row_of(item.result, board.catalog, language(), links())
    text = _plain(rate.value, item, row)
    prices = "" if rate.prices is Prices.NONE else translate(f"compare.prices.{rate.prices.value}")
    return translate("compare.growth.rate", rate=text, first=rate.first, last=rate.last, prices=prices).strip()


def _plain(value: float, item: Speed, row: Row) -> str:
    return row.figures.difference(value) if item.in_points else number(value, 2) + "%"


def _counted(found: tuple[Speed, ...]) -> str:
    counted = translate(
        "compare.growth.headline",
        count=len(found),
        enough=sum(item.enough is True for item in found),
        slow=sum(item.enough is False for item in found),
        unknown=sum(item.enough is None for item in found),
    )
    mixed = sum(item.mixed for item in found)
    return " ".join([counted, *([translate("compare.growth.mixed", count=mixed)] if mixed else [])])


def _slowest(drawn: list[Speed], board: Board) -> str:
    """The target that lacks most, among those that can be drawn; they come with the largest shortfall first."""
    if not drawn or drawn[0].enough:
        return ""
    worst = drawn[0]
    assert worst.achieved
    row = row_of(worst.result, board.catalog, language(), links())
    return translate(
        "compare.growth.slowest",
        name=row.figures.name,
        due=worst.result.target.due,
        needed=_plain(worst.needed.value, worst, row),
        achieved=_plain(worst.achieved.value, worst, row),
    )


def _row(item: Speed, board: Board) -> dict[str, object]:
    row = row_of(item.result, board.catalog, language(), links())
    per_year = item.result.needed_per_year
    points = board.catalog.units["百分点"]  # the difference of two percentages
    margin = number(item.margin, 2, signed=True) if item.margin is not None else ""
    return {
        "row": row,
        "speed": item,
        "needed": _rate(item.needed, item, board),
        "amount": translate("compare.growth.amount", amount=row.figures.difference(per_year)) if per_year else "",
        "achieved": _rate(item.achieved, item, board) if item.achieved else translate("compare.growth.broken"),
        "margin": margin and with_unit(margin, points.beside(margin, language())),
    }
