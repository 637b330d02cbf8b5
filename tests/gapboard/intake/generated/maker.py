"""The figures of one table, and how names, units, headings and numbers are written in it."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from tests.gapboard.intake.generated import vocabulary as words
from tests.gapboard.intake.generated.facts import Cell, Page, Right, Wish, text
from tests.gapboard.intake.generated.schemes import Aspect, Column, Scheme
from tests.gapboard.intake.generated.vocabulary import Place, Thing, Unit


@dataclass(slots=True)
class Habits:
    """How one office writes."""

    grouped: bool  # 1,234.5
    bilingual: bool
    footmarks: bool
    numbered: bool  # 一、二、 or 1. 2. before names
    spaced: bool  # blanks before and within names
    percent_cells: bool
    texts: bool  # numbers kept as text
    broken: bool  # headings in several lines, or spaced out
    bounded: bool  # some figures are bounds: 2400以上


class Maker:
    """Makes cells. All figures follow from one small world of its own, so that a fact has one value in a table."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self._pace: dict[str, float] = {}
        self._season = [rng.uniform(0.9, 1.1) for _ in range(12)]
        self._noise: dict[tuple[str, str, str], float] = {}
        self.habits = Habits(*(rng.random() < share for share in (0.25, 0.12, 0.15, 0.15, 0.12, 0.12, 0.2, 0.12, 0.1)))

    # What is so

    def size(self, place: Place, thing: Thing, period: str) -> float:
        """The amount of a thing in the unit of its indicator, unrounded."""
        if thing.kind == "pace":
            key = (place.names[0], thing.id, period)
            return thing.size * self._noise.setdefault(key, self.rng.uniform(0.5, 1.5))
        first, _, last = period.partition("/")
        year = int(first[:4])
        pace = self._pace.setdefault(thing.names[0], self.rng.uniform(1.02, 1.07))
        share = place.share if thing.kind in ("flow", "stock") else 0.9 + 0.1 * min(place.share, 1)
        if thing.kind == "rate":
            pace, share = 1.004, 0.9 + 0.1 * min(place.share, 1)
        whole = thing.size * share * pace ** (year - 2024)
        if thing.kind in ("flow", "head") and len(first) > 4:
            end = last or first
            weights = self._season[int(first[5:]) - 1 : int(end[5:])]
            whole *= sum(weights) / sum(self._season)
        noise = self._noise.setdefault((place.names[0], thing.names[0], first[:4]), self.rng.uniform(0.995, 1.005))
        return whole * noise

    def written(self, place: Place, thing: Thing, period: str, unit: Unit) -> Decimal:
        """A level as it is written in a unit."""
        return _rounded(self.size(place, thing, period) * 10.0**-unit.shift, unit.decimals)

    def growth(self, place: Place, thing: Thing, period: str) -> Decimal:
        """The growth over the year before, a little less than in current prices."""
        now, before = self.size(place, thing, period), self.size(place, thing, year_before(period))
        deflator = self._noise.setdefault((place.names[0], thing.names[0], period), self.rng.uniform(0.0, 0.9))
        return _rounded((now / before - 1) * 100 - deflator, 1)

    # How it is written

    def number(self, value: Decimal, *, percent: bool = False) -> tuple[str, bool, bool]:
        """The digits, whether the cell is a number, and whether it is one shown as per cent."""
        shown = f"{value:f}"
        if percent and self.habits.percent_cells:
            return shown, True, True
        if self.habits.texts or (self.habits.grouped and abs(value) >= 1000):
            return (f"{value:,f}" if self.habits.grouped else shown), False, False
        return shown, True, False

    def figure(self, place: Place | None, thing: Thing, unit: Unit, column: Column) -> Cell:
        """The cell of a fact. Of a place or thing that the board does not have, or none, nothing is to be taken."""
        where = place or words.KUNMING
        aspect, period = column.aspect, column.period or "2024"
        if aspect is Aspect.RANK:
            return Cell(str(self.rng.randint(1, 16)), number=True, figure=True, quiet=True)
        if aspect is Aspect.GROWTH:
            return self._growth(place, where, thing, column, period)
        shares = thing.kind in ("rate", "pace")
        if shares and aspect in (Aspect.PROGRESS, Aspect.INDEX, Aspect.OTHER, Aspect.CHANGE):
            return text("—")
        if aspect is Aspect.INDEX:
            return self._plain(self.growth(where, thing, period) + 100)
        if aspect is Aspect.OTHER:
            return self._plain(_rounded(self.rng.uniform(0.3, 9.9), 1))
        if aspect is Aspect.PROGRESS:
            return self._plain(_rounded(self.rng.uniform(88, 104), 1))
        written = self.written(where, thing, period, unit)
        if aspect is Aspect.PLAN:
            return self._plain(_rounded(float(written) * self.rng.uniform(1.01, 1.09), unit.decimals))
        if aspect is Aspect.CHANGE:
            return self._plain(written - self.written(where, thing, year_before(period), unit))
        wish = Wish.MAY if aspect is Aspect.LAST else column.wish
        right = self._right(place, thing.id, column, written.scaleb(unit.shift))
        return self._finished(written, right, wish, percent=unit.text == "%")

    def _growth(self, place: Place | None, where: Place, thing: Thing, column: Column, period: str) -> Cell:
        if thing.kind in ("rate", "pace"):
            return text(self.rng.choice(["", "—", "-"]))
        value = self.growth(where, thing, period)
        return self._finished(value, self._right(place, thing.growth, column, value), column.wish, percent=True)

    def _right(self, place: Place | None, indicator: str, column: Column, value: Decimal) -> tuple[Right, ...]:
        if place is None or not place.id or not indicator or not column.period:
            return ()
        return (Right(place.id, indicator, column.period, value, column.statuses),)

    def _finished(self, value: Decimal, rights: tuple[Right, ...], wish: Wish, *, percent: bool) -> Cell:
        shown, number, as_percent = self.number(value, percent=percent)
        if self.habits.bounded and value > 0 and not as_percent and self.rng.random() < 0.3:
            shown, rights = self._bounded(value, rights)
            if wish is Wish.TAKE and any(right.bound.startswith("..") for right in rights):
                wish = Wish.OR_ASK  # 2010—2020 may be years
            number = False
        if not rights or wish is Wish.NOT:
            return Cell(shown, number, as_percent, True)
        return Cell(shown, number, as_percent, True, wish, rights)

    def _bounded(self, value: Decimal, rights: tuple[Right, ...]) -> tuple[str, tuple[Right, ...]]:
        """A figure that is said to be more, less, about, or in a range from what it is."""
        sign = self.rng.choice(list(words.BOUNDS))
        step = Decimal(1).scaleb(value.as_tuple().exponent if isinstance(value.as_tuple().exponent, int) else 0)
        upper = max((value * Decimal("1.08")).quantize(step), value + step)
        shown = self.rng.choice(words.BOUNDS[sign]).format(self.number(value)[0], self.number(upper)[0])
        if sign != "..":
            return shown, tuple(replace(right, bound=sign) for right in rights)
        return shown, tuple(replace(right, bound=f"..{right.value / value * upper:f}") for right in rights)

    def _plain(self, value: Decimal) -> Cell:
        shown, number, _ = self.number(value)
        return Cell(shown, number, figure=True)

    def name(self, thing: Thing, *, unit: Unit | None = None, plain: bool = False, number: int = 0) -> str:
        """A thing's name in a row or heading, with its unit in brackets if given."""
        rng, habits = self.rng, self.habits
        shown = rng.choice(thing.names)
        if not plain and habits.spaced and len(shown) < 6 and rng.random() < 0.4:
            shown = " ".join(shown)
        if habits.footmarks and rng.random() < 0.4:
            shown += rng.choice(["", " "]) + rng.choice(words.FOOTMARKS)
        if unit is not None:
            shown += rng.choice(["({})", "（{}）", "（{}）"]).format(unit.text)
        if not plain and number and habits.numbered:
            marks = [
                f"{number}.",
                f"{words.CN[number % 10 or 10]}、",
                f"（{words.CN[number % 10 or 10]}）",
                "#",
                "其中：",
                f"{number}、",
            ]
            shown = rng.choice(marks) + shown
        if not plain and habits.spaced:
            shown = rng.choice(["", "  ", "　", "　　"]) + shown + rng.choice(["", " ", "　"])
        if habits.bilingual and thing.english:
            shown += rng.choice(["\n", " "]) + thing.english
        return shown

    def heading(self, words_: str) -> str:
        """A heading, in two languages, spaced out or broken into lines where the office does so."""
        english = words.ENGLISH.get(words_)
        if self.habits.bilingual and english:
            return words_ + self.rng.choice(["\n", " "]) + english
        if self.habits.broken and self.rng.random() < 0.5:
            for mark in ("累计", "同比", "增长", "（", "("):
                before, found, after = words_.partition(mark)
                if before and found:
                    return f"{before}\n{found}{after}"
            return " ".join(words_) if len(words_) < 4 and not any(map(str.isdigit, words_)) else words_
        return words_


def year_before(period: str) -> str:
    """The same part of the year before."""
    return "/".join(f"{int(part[:4]) - 1}{part[4:]}" for part in period.split("/"))


def _rounded(value: float, decimals: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def choose_things(
    maker: Maker, scheme: Scheme, count: int, *, strangers: bool = True, paces: bool = True
) -> list[Thing]:
    """Different indicators that make sense in a scheme's times; with ``strangers`` perhaps one that is off the board.

    With ``paces`` also growth that is an indicator, where what grows is not in the table itself.
    """
    rng = maker.rng
    with_paces = paces and scheme.paces and strangers and "flow" in scheme.kinds
    kinds = (*scheme.kinds, "pace") if with_paces else scheme.kinds
    fit = [thing for thing in words.THINGS if thing.kind in kinds and (thing.monthly or not scheme.monthly)]
    chosen = rng.sample(fit, min(count, len(fit)))
    grown = {thing.growth for thing in chosen}
    chosen = [thing for thing in chosen if thing.kind != "pace" or thing.id not in grown]
    if strangers and rng.random() < 0.25:
        others = [s for s in words.STRANGERS if s.kind in scheme.kinds and (s.monthly or not scheme.monthly)]
        if others:
            chosen.insert(rng.randrange(len(chosen) + 1), rng.choice(others))
    return chosen


def asked(cell: Cell) -> Cell:
    """The cell of a table that cannot be taken without an answer."""
    return replace(cell, wish=Wish.NOT, rights=()) if cell.figure else cell


def softened(cell: Cell) -> Cell:
    """The cell where a careful reader may ask as well."""
    return replace(cell, wish=Wish.OR_ASK) if cell.figure and cell.wish is Wish.TAKE else cell


def with_headings(
    page: Page, stubs: list[str], columns: list[tuple[str, ...]], *, top: bool, repeat: bool, merge: bool
) -> int:
    """Put a tree of headings under what a page has; returns how many rows it takes.

    ``stubs`` are the headings of the names on the left. A short path stands on the first row of the tree if ``top``,
    else on the last. ``repeat`` writes a common heading over each of its columns, ``merge`` joins its cells.
    """
    depth = max(map(len, columns))
    start = len(page.rows)
    for level in range(depth):
        row = [text(stub if level == (0 if top else depth - 1) else "") for stub in stubs]
        for number, path in enumerate(columns):
            place = level if top else level - (depth - len(path))
            shown = path[place] if 0 <= place < len(path) else ""
            under = 0 <= place < len(path) - 1 and number > 0 and columns[number - 1][: place + 1] == path[: place + 1]
            row.append(text(shown if repeat or not under else ""))
        page.rows.append(row)
    if merge:
        _merge(page, start, depth, len(stubs), columns, top=top)
    return depth


def _merge(page: Page, start: int, depth: int, left: int, columns: list[tuple[str, ...]], *, top: bool) -> None:
    if depth > 1 and top:
        for number in range(left):
            page.spans.append((start, number, start + depth - 1, number))
        for number, path in enumerate(columns):
            if len(path) < depth:
                page.spans.append((start + len(path) - 1, left + number, start + depth - 1, left + number))
    for level in range(depth - 1):
        first = 0
        for number in range(1, len(columns) + 1):
            same = (
                number < len(columns)
                and len(columns[first]) == len(columns[number]) == depth
                and columns[first][: level + 1] == columns[number][: level + 1]
            )
            if not same:
                if number - first > 1 and len(columns[first]) == depth:
                    page.spans.append((start + level, left + first, start + level, left + number - 1))
                    for inner in range(first + 1, number):
                        page.rows[start + level][left + inner] = text("")
                first = number
