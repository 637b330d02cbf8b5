"""Where things stand in a sheet: found by its headings, and open to the user's correction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gapboard.intake import names, units
from gapboard.intake.cells import clean, read_number
from gapboard.intake.headings import (
    dated_growth,
    heading_period,
    is_footnote,
    is_growth,
    is_plain_sub,
    period_of_title,
    role_of,
    unit_of_title,
)
from gapboard.intake.model import Layout, Shape, Sheet

HEADINGS_WITHIN = 40
Row = Sequence[str]


@dataclass(frozen=True)
class Head:
    """A row that may head the table, with what its cells say. Columns count from 1.

    ``units`` are those written beside a year. What a user has ``forced`` is not doubted.
    """

    number: int
    cells: Row
    below: Row
    roles: dict[str, int]
    years: dict[int, str]
    units: dict[int, str] = field(default_factory=dict)
    growth: dict[int, str] = field(default_factory=dict)
    forced: bool = False


def find_layout(sheet: Sheet) -> Layout | None:
    """The layout of the first table of a sheet, or ``None`` where no headings are recognised."""
    for index in range(min(len(sheet.rows), HEADINGS_WITHIN)):
        head = head_at(sheet, index)
        if head is None:
            continue
        layout = as_years_across(sheet, head) or as_long(sheet, head) or as_indicators_across(sheet, head)
        if layout is not None:
            return layout
    return None


def last_row(rows: Sequence[Row], first_row: int, columns: Iterable[int]) -> int:
    """The last row with a figure in ``columns``; notes below the table are not rows of it."""
    columns = [column for column in columns if column]
    for number in range(len(rows), first_row - 1, -1):
        row = rows[number - 1]
        if any(row[column - 1].strip() for column in columns if column <= len(row)) and not is_note(row):
            return number
    return first_row - 1


def is_note(row: Row) -> bool:
    """Whether a row is a footnote, also one merged over the whole width."""
    texts = [cell for cell in row if cell.strip()]
    if not texts:
        return False
    if is_footnote(texts[0]):
        return True
    return len(texts) > 1 and len(set(texts)) == 1 and read_number(texts[0]).fault != ""


def above(sheet: Sheet, header_row: int) -> list[str]:
    """The texts above the headings, merged cells once."""
    return list(dict.fromkeys(cell for row in sheet.rows[: header_row - 1] for cell in row if cell.strip()))


def head_at(sheet: Sheet, index: int) -> Head | None:
    """The row at ``index``, from 0, as one that may head the table; ``None`` for blank lines and merged titles."""
    cells = sheet.rows[index]
    texts = [cell for cell in cells if cell.strip()]
    if not texts or (len(cells) > 1 and len(texts) > 1 and len(set(texts)) == 1 and not heading_period(texts[0])):
        return None  # a blank line, or a title merged over the table
    roles: dict[str, int] = {}
    years: dict[int, str] = {}
    stated: dict[int, str] = {}
    growth: dict[int, str] = {}
    for column, cell in enumerate(cells, 1):
        if not cell.strip():
            continue
        role = role_of(cell)
        if role:
            roles.setdefault(role, column)
            continue
        name, unit = cell, ""
        if heading_period(cell) is None:
            name, unit = names.split_unit(cell, frozenset())
        if period := heading_period(name):
            years[column] = period.period or ""
            if unit:
                stated[column] = unit
        elif is_growth(cell):
            growth[column] = cell
            if before := _years_before(years, growth, column):
                years[column] = max(before)
        elif dated_growth(cell)[0]:
            years[column], growth[column] = dated_growth(cell)
    below = sheet.rows[index + 1] if index + 1 < len(sheet.rows) else ()
    return Head(index + 1, cells, below, roles, years, stated, growth)


def _years_before(years: Mapping[int, str], growth: Mapping[int, str], column: int) -> list[str]:
    """The years of the figures that stand without a gap before ``column``: growth is that of the latest of them."""
    found: list[str] = []
    while (column := column - 1) in years and column not in growth:
        found.append(years[column])
    return found


def as_long(sheet: Sheet, head: Head) -> Layout | None:
    """The layout of a table of one value a row."""
    roles = head.roles
    if "value" not in roles or not (head.forced or "indicator" in roles or "year" in roles):
        return None
    column = roles["value"]
    title = title_of(sheet, head)
    growth = {column + 1: head.growth[column + 1]} if column + 1 in head.growth else {}
    columns = [column, *growth]
    period = "" if "year" in roles else period_of_title(title)
    years = dict.fromkeys(columns, period) if period else {}
    indicators = {} if "indicator" in roles else dict.fromkeys(columns, _subject(sheet, head))
    unit = _bracketed_unit(head.cells[column - 1])
    stated = {column: unit} if unit else {}
    return _layout(sheet, head, Shape.LONG, 1, columns, years, indicators, stated, growth=growth)


def as_years_across(sheet: Sheet, head: Head) -> Layout | None:
    """The layout of a table whose headings are years."""
    years, roles = dict(head.years), head.roles
    if head.forced and "indicator" not in roles and "region" not in roles:
        roles = {"indicator": _first_text_column(sheet, head.number + 1, set(years))} | roles
    if not years or "year" in roles or (len(years) == 1 and "indicator" not in roles and "region" not in roles):
        return None
    if len(years) > 1 and len(roles) == 0 and _looks_like_figures(head, years):
        return None
    labels = set(roles.values())
    depth = 1
    subs: dict[int, str] = {}
    stated = dict(head.units)
    growth = {column: text for column, text in head.growth.items() if column in years}
    below = head.below
    if _is_second_heading(head, labels or {1} - set(years), set(years)):
        depth = 2
        years = _filled_forward(head.cells, below, years, labels)
        in_row = _units_in_row(below, years)
        subs = {column: below[column - 1] for column in years if not is_plain_sub(below[column - 1])}
        subs = {
            c: text for c, text in subs.items() if text != head.cells[c - 1] and c not in in_row and c not in growth
        }
        stated |= {column: _bracketed_unit(below[column - 1]) for column in years if column not in subs} | in_row
    elif _repeated(year for column, year in years.items() if column not in growth) and head.number > 1:
        subs = _headings_above(sheet.rows[head.number - 2], years)
        roles = roles | _roles_in(sheet.rows[head.number - 2], taken=set(years))
    if "indicator" not in roles and "region" not in roles:
        # The first column without a heading of its own names the rows.
        roles = {"indicator": _first_text_column(sheet, head.number + depth, set(years))} | roles
    if "indicator" not in roles and not subs:
        subs = dict.fromkeys(years, _subject(sheet, head))
    stated = {column: unit for column, unit in stated.items() if unit and column not in growth}
    return _layout(sheet, head, Shape.YEARS_ACROSS, depth, list(years), years, subs, stated, roles, growth)


def _repeated(texts: Iterable[str]) -> bool:
    listed = list(texts)
    return len(set(listed)) < len(listed)


def _units_in_row(row: Row, columns: Iterable[int]) -> dict[int, str]:
    """The units of a row that states nothing but units: each stands for the blanks to its right as well.

    A merged cell leaves those in a CSV file. Empty where any of the texts is more than a unit.
    """
    found: dict[int, str] = {}
    current = ""
    for column in sorted(columns):
        text = clean(row[column - 1])
        if text and not is_growth(text) and not units.is_known(text.strip("()"), frozenset()):
            return {}
        current = "" if is_growth(text) else text.strip("()") or current
        if current:
            found[column] = current
    return found


def as_indicators_across(sheet: Sheet, head: Head) -> Layout | None:
    """The layout of a table whose headings are indicators, with years or regions down."""
    roles = dict(head.roles)
    if "indicator" in roles or "value" in roles:
        return None
    if "year" not in roles:
        year = _year_column(sheet, head)
        if year:
            roles["year"] = year
    title_period = period_of_title(title_of(sheet, head))
    if "year" not in roles and not ("region" in roles and title_period):
        return None
    labels = set(roles.values())
    indicators = {column: cell for column, cell in enumerate(head.cells, 1) if column not in labels and cell.strip()}
    if not indicators:
        return None
    depth, unit_row, indicators, growth = _second_heading(head, roles, indicators)
    first = sheet.rows[head.number + depth - 1] if head.number + depth <= len(sheet.rows) else ()
    if "year" in roles and not (first and heading_period(first[roles["year"] - 1])):
        return None
    if head.number > 1:
        indicators, above_growth = _with_super_headings(sheet.rows[head.number - 2], indicators)
        growth |= above_growth
    indicators, beside = _growth_beside(indicators, growth)
    growth |= beside
    unit_row = {column: unit for column, unit in unit_row.items() if column not in growth}
    years = {} if "year" in roles else dict.fromkeys(indicators, title_period)
    columns = list(indicators)
    return _layout(sheet, head, Shape.INDICATORS_ACROSS, depth, columns, years, indicators, unit_row, roles, growth)


def _growth_beside(indicators: dict[int, str], growth: Mapping[int, str]) -> tuple[dict[int, str], dict[int, str]]:
    """A column headed by growth alone is that of the indicator to its left."""
    found: dict[int, str] = {}
    for column, name in indicators.items():
        base = indicators.get(column - 1)
        if base and column not in growth and column - 1 not in growth and is_growth(name) and not is_growth(base):
            found[column] = name
    return indicators | {column: indicators[column - 1] for column in found}, found


def _second_heading(
    head: Head, roles: dict[str, int], indicators: dict[int, str]
) -> tuple[int, dict[int, str], dict[int, str], dict[int, str]]:
    """A row of units, or of finer headings, between the headings and the figures.

    Answers how many rows the headings take, the units and the indicators by column, and which columns are growth.
    """
    below = head.below
    label = roles.get("year") or roles.get("region") or 1
    # A heading stands over the columns to its right that have only a second one.
    wide = _filled_forward(head.cells, below, indicators, set(roles.values())) if below else indicators
    if not _is_second_heading(head, {label}, set(wide)):
        return 1, {}, indicators, {}
    indicators = wide
    texts = {column: below[column - 1].strip() for column in indicators}
    unit_row = {column: clean(text).strip("()") for column, text in texts.items() if text}
    # The word 单位 stands before units; without it, every text must be a unit that is known as one.
    if role_of(below[label - 1]) == "unit" or all(units.is_known(text, frozenset()) for text in unit_row.values()):
        return 2, unit_row, indicators, {}
    growth = {column: text for column, text in texts.items() if is_growth(text)}
    joined = {
        column: f"{upper}{texts[column]}" if texts[column] and texts[column] != upper else upper
        for column, upper in indicators.items()
    }
    # A finer heading such as 绝对额（万元） adds nothing to the name, but it does say the unit.
    stated = {column: unit for column, text in texts.items() if (unit := _bracketed_unit(text))}
    plain = {c for c in indicators if c in growth or is_plain_sub(texts[c])}
    return 2, stated, {c: indicators[c] if c in plain else text for c, text in joined.items()}, growth


def _layout(
    sheet: Sheet,
    head: Head,
    shape: Shape,
    depth: int,
    columns: list[int],
    years: dict[int, str],
    indicators: dict[int, str],
    units_by: dict[int, str],
    roles: dict[str, int] | None = None,
    growth: dict[int, str] | None = None,
) -> Layout | None:
    first = head.number + depth
    last = last_row(sheet.rows, first, columns)
    if last < first:
        return None
    unit = next(filter(None, map(unit_of_title, above(sheet, first))), "")
    roles = head.roles if roles is None else roles
    return Layout(shape, head.number, first, last, roles, years, indicators, units_by, unit, growth=growth or {})


def title_of(sheet: Sheet, head: Head) -> str:
    """What stands above the headings."""
    return " ".join(above(sheet, head.number))


def _subject(sheet: Sheet, head: Head) -> str:
    """What a table without a column of indicators is about: its title, for the user to confirm."""
    texts = [text for text in above(sheet, head.number) if not unit_of_title(text)]
    return clean(texts[0])[:80] if texts else ""


def _bracketed_unit(text: str) -> str:
    shown = clean(text)
    inside = shown[shown.find("(") + 1 : -1] if shown.endswith(")") and "(" in shown else ""
    return inside if inside and units.is_known(inside, frozenset()) else ""


def _is_second_heading(head: Head, labels: set[int], columns: set[int]) -> bool:
    """Whether the next row still belongs to the headings: texts over the values, and no label of its own."""
    if not head.below or any(_has_figure(head.below[column - 1]) for column in columns):
        return False
    own = [head.below[column - 1] for column in labels if head.below[column - 1] != head.cells[column - 1]]
    if any(text.strip() and not role_of(text) for text in own):
        return False
    return any(head.below[column - 1].strip() for column in columns)


def _has_figure(text: str) -> bool:
    found = read_number(text)
    return found.value is not None or "no_value" in found.repairs


def _looks_like_figures(head: Head, years: dict[int, str]) -> bool:
    """Whether a row's year-like cells may be figures: bare, and not in order."""
    found = [years[column] for column in sorted(years)]
    bare = all(head.cells[column - 1].strip().isdigit() for column in years)
    return bare and found not in (sorted(found), sorted(found, reverse=True))


def _filled_forward(cells: Row, below: Row, years: dict[int, str], labels: set[int]) -> dict[int, str]:
    """A year stands over the columns to its right that have only a second heading."""
    filled, current = {}, ""
    for column in range(1, len(cells) + 1):
        current = years.get(column, current)
        if column in labels or (cells[column - 1].strip() and column not in years):
            current = ""
        elif column in years or (current and below[column - 1].strip()):
            filled[column] = current
    return filled


def _headings_above(row: Row, years: dict[int, str]) -> dict[int, str]:
    """The headings over a row of repeated years."""
    found, current = {}, ""
    for column in range(1, len(row) + 1):
        current = row[column - 1].strip() or current
        if column in years and current:
            found[column] = current
    return found


def _with_super_headings(row: Row, indicators: dict[int, str]) -> tuple[dict[int, str], dict[int, str]]:
    """Names with the differing headings above them, so that no column is taken for another of the same name.

    Answers as well which of the columns are growth of what the heading above them names.
    """
    if len(set(indicators.values())) == len(indicators):
        return indicators, {}
    over = _headings_above(row, indicators)
    growth = {column: name for column, name in indicators.items() if column in over and is_growth(name)}
    plain = {column for column, name in indicators.items() if column in over and is_plain_sub(name)} | set(growth)
    named = {c: over[c] if c in plain else f"{over.get(c, '')}{name}" for c, name in indicators.items()}
    return named, growth


def _roles_in(row: Row, taken: set[int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, cell in enumerate(row, 1):
        role = role_of(cell) if column not in taken and cell.strip() else None
        if role:
            found.setdefault(role, column)
    return found


def _first_text_column(sheet: Sheet, first_row: int, taken: set[int]) -> int:
    width = len(sheet.rows[0])
    for column in range(1, width + 1):
        if column not in taken and any(
            row[column - 1].strip() and not _has_figure(row[column - 1]) for row in sheet.rows[first_row - 1 :][:50]
        ):
            return column
    return 1


def _year_column(sheet: Sheet, head: Head) -> int:
    """The column whose cells below a heading that is none are all periods."""
    rows = sheet.rows[head.number : head.number + 3]
    for column, cell in enumerate(head.cells, 1):
        below = [row[column - 1] for row in rows if row[column - 1].strip()]
        if not heading_period(cell) and below and all(map(heading_period, below[-2:])) and len(below) > 1:
            return column
    return 0
