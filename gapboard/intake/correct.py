"""A table that was misread: what the user says of its shape and columns counts, the rest is found as ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from gapboard.intake.headings import period_of_title
from gapboard.intake.layout import (
    HEADINGS_WITHIN,
    Head,
    as_indicators_across,
    as_long,
    as_years_across,
    find_layout,
    head_at,
    title_of,
)
from gapboard.intake.model import Layout, Shape, Sheet


@dataclass(frozen=True)
class Correction:
    """What a user says of a table that was misread; what is left open is found as ever.

    ``header_row`` counts from 1, 0 is open. ``columns`` maps roles to columns, 0 for "no column holds it".
    """

    header_row: int = 0
    shape: Shape | None = None
    columns: Mapping[str, int] = field(default_factory=dict)


# What a column can hold in each shape; elsewhere its heading says it.
ROLES_OF: dict[Shape, tuple[str, ...]] = {
    Shape.LONG: ("indicator", "region", "year", "value", "unit", "note"),
    Shape.YEARS_ACROSS: ("indicator", "region", "unit", "note"),
    Shape.INDICATORS_ACROSS: ("year", "region", "note"),
}


def corrected(sheet: Sheet, correction: Correction) -> tuple[Layout | None, str]:
    """The layout as a user corrects it, or ``None`` and what is missing for it.

    The reasons: ``no_heading``, ``no_value_column``, ``no_years``, ``no_year_column``, ``no_values``.
    """
    first = find_layout(sheet)
    if correction.header_row:
        # What stands above the row is no heading any more, but what its titles say still counts.
        blank = ("",) * (len(sheet.rows[0]) if sheet.rows else 0)
        above_it = correction.header_row - 1
        found = find_layout(replace(sheet, rows=(*((blank,) * above_it), *sheet.rows[above_it:])))
        if found and first:
            found = replace(found, unit=found.unit or first.unit, region=found.region or first.region)
    else:
        found = first
    if not correction.shape and not correction.columns:
        return found, "" if found else "no_heading"
    row = correction.header_row or (found.header_row if found else _first_of_several(sheet))
    head = head_at(sheet, row - 1) if row else None
    if head is None:
        return None, "no_heading"
    shape = correction.shape or (found.shape if found else Shape.LONG)
    return _forced(sheet, _as_told(head, shape, correction.columns), shape)


def _first_of_several(sheet: Sheet) -> int:
    """The first row of several texts; 0 where there is none."""
    for number, row in enumerate(sheet.rows[:HEADINGS_WITHIN], 1):
        if len({cell.strip() for cell in row if cell.strip()}) > 1:
            return number
    return 0


def _as_told(head: Head, shape: Shape, columns: Mapping[str, int]) -> Head:
    """A heading row with the user's word for what its columns hold."""
    said = {role: column for role, column in columns.items() if role in ROLES_OF[shape]}
    kept = (*ROLES_OF[shape], "source", "status")
    roles = {
        role: column
        for role, column in head.roles.items()
        if role in kept and role not in said and column not in said.values()
    }
    roles |= {role: column for role, column in said.items() if column}
    taken = set(roles.values())
    years = {column: year for column, year in head.years.items() if column not in taken}
    return replace(head, roles=roles, years=years, forced=True)


def _forced(sheet: Sheet, head: Head, shape: Shape) -> tuple[Layout | None, str]:
    period = period_of_title(title_of(sheet, head))
    if shape is Shape.LONG:
        missing = "" if "value" in head.roles else "no_value_column"
        missing = missing or ("" if "year" in head.roles or period else "no_year_column")
        layout = None if missing else as_long(sheet, head)
    elif shape is Shape.YEARS_ACROSS:
        missing = "" if head.years else "no_years"
        layout = None if missing else as_years_across(sheet, head)
    else:
        layout = as_indicators_across(sheet, head)
        missing = "" if layout or "year" in head.roles or period else "no_year_column"
    return layout, "" if layout else missing or "no_values"
