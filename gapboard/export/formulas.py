"""Formulas of the workbook: each works a figure of the board out again from the cells that it rests on.

The rules are those of :mod:`gapboard.assess`; a test lets a spreadsheet program work all of them out and
compares. A figure whose inputs cannot be told from the point (growth of a computed share, say) stays a number.
"""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.utility import xl_rowcol_to_cell

from gapboard.assess import Point
from gapboard.catalog import AppliesTo
from gapboard.export.board_table import COLUMNS, BoardRow
from gapboard.ledger import Observation

Places = Mapping[tuple[str, str, str], str]
"""Where an observation's value stands in the workbook, by its key: ``'Series'!$D$7``."""


def formulas(row: BoardRow, number: int, places: Places) -> dict[str, str]:
    """The formulas of the board's row ``number`` (the first is 0), by column; only where a figure is defined."""
    at = {name: xl_rowcol_to_cell(number, column) for column, name in enumerate(COLUMNS)}
    cells, result = row.cells, row.result
    found = {
        "goal": _goal(row, at),
        "actual": _point(result.judged, row, places),
        "base": _point(result.base.point if result.base else None, row, places),
        "gap": f"={at['actual']}-{at['goal']}",
        "gap_percent": f"=100*{at['gap']}/ABS({at['goal']})",
        "expected": _written(row.result.target.measure.formulas.expected, at),
        "pace": _pace(row, at),
    }
    return {name: formula for name, formula in found.items() if formula and cells[name] is not None}


def _goal(row: BoardRow, at: Mapping[str, str]) -> str:
    """Where the goal is counted from the base year, from that year's cell."""
    target, base = row.result.target, row.result.base
    if base is None or base.point.year != target.base:
        return ""
    return _written(target.measure.formulas.goal, at, value=f"{target.value:.15g}")


def _pace(row: BoardRow, at: Mapping[str, str]) -> str:
    """Progress made ÷ progress due, as ``gapboard.assess.progress`` reads it for each measure."""
    result, formula = row.result, row.result.target.measure.formulas
    at_end = formula.pace_at_end if result.expected is None else ""
    start = f"({at['first']}-1)" if result.target.base is None else str(result.target.base)
    return _written(at_end or formula.pace, at, start=start)


def _written(formula: str, at: Mapping[str, str], **more: str) -> str:
    """A measure's formula with the row's cells in it; ``start`` is the year that growth is counted from."""
    return f"={formula}".format(**at, **more) if formula else ""


def _point(point: Point | None, row: BoardRow, places: Places) -> str:
    """A value from the observations that it was published as or computed from."""
    if point is None or not all(item.key in places for item in point.inputs):
        return ""
    cells = [places[item.key] for item in point.inputs]
    match point.how, len(cells):
        case "published", 1:
            return f"={cells[0]}"
        case "share", 2:
            return f"={_share_factor(row, *point.inputs):.15g}*{cells[0]}/{cells[1]}"
        case "growth", 2:
            return f"=100*({cells[1]}/{cells[0]}-1)"
        case "compound", 2:
            years = _year(point.inputs[1]) - _year(point.inputs[0])
            return f"=100*(({cells[1]}/{cells[0]})^(1/{years})-1)"
        case "mean_of_rates", count:
            return f"=100*(({'*'.join(f'(1+{cell}/100)' for cell in cells)})^(1/{count})-1)"
        case "sum", count if row.result.target.period and count == point.year - row.result.target.period[0] + 1:
            return f"=SUM({','.join(cells)})"
        case "sum_of", _:  # parts in the sum's own unit
            return f"=SUM({','.join(cells)})"
        case "difference", 2:
            difference = f"{cells[0]}-{cells[1]}"
            return f"=100*({difference})/ABS({cells[1]})" if _in_percent(row) else f"={difference}"
    return ""


def _share_factor(row: BoardRow, part: Observation, whole: Observation) -> float:
    """The ratio's scale, with the powers of ten between the units as the language counts them."""
    ratio = row.figures.indicator.ratio
    assert ratio is not None
    scales = [_scale(item, row) for item in (part, whole)]
    return ratio.scale * row.figures.scale * scales[1] / scales[0]


def _scale(item: Observation, row: BoardRow) -> float:
    catalog = row.briefing.board.catalog
    return catalog.units[catalog.indicators[item.indicator].unit].scale(row.briefing.language)


def _in_percent(row: BoardRow) -> bool:
    """Whether a comparison of amounts is told in per cent of the reference."""
    target = row.result.target
    return target.unit == "%" and row.figures.indicator.unit != "%" and target.applies_to is AppliesTo.LEVEL


def _year(item: Observation) -> int:
    year = item.period.year
    assert year is not None
    return year
