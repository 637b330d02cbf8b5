"""Exports of the national database: 数据库, 指标 or 地区, 时间, then a table and where it is from."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.gapboard.intake.generated import vocabulary as words
from tests.gapboard.intake.generated.draft import Draft
from tests.gapboard.intake.generated.facts import Cell
from tests.gapboard.intake.generated.maker import choose_things
from tests.gapboard.intake.generated.schemes import Aspect, Column, Scheme
from tests.gapboard.intake.generated.vocabulary import Thing, Unit

# Of each time of the national database: its heading, the period by itself, the period since January.
Periods = list[tuple[str, str, str]]


def national_database(draft: Draft) -> None:
    """An export of the national database: 数据库, 指标 or 地区, 时间, then a table and where it is from."""
    rng, maker = draft.rng, draft.maker
    draft.form = rng.choice(["csv", "csv-gb18030", "csv-gb18030", "csv-bom", "xlsx-unmerged"])
    draft.stem = rng.choice(["分省年度数据", "主要城市年度数据", "分省季度数据", "数据", "年度数据"])
    maker.habits.bilingual = maker.habits.footmarks = maker.habits.numbered = maker.habits.spaced = False
    maker.habits.percent_cells = maker.habits.grouped = False
    part = rng.choice(["年度", "年度", "季度", "月度"])
    year = rng.randint(2021, 2024)
    periods = _database_periods(rng, part, year)
    cities = rng.random() < 0.5
    draft.row(f"数据库：{'主要城市' if cities else '分省'}{part}数据")
    scheme = Scheme(
        "database", [], monthly=part == "月度", kinds=("flow",) if part != "年度" else ("flow", "stock", "head")
    )
    draft.option = rng.choice([None, None, "kunming"])
    if rng.random() < 0.5:
        _database_of_one_indicator(draft, scheme, part, periods, cities=cities)
    else:
        _database_of_one_region(draft, scheme, part, periods, cities=cities)
    draft.row(rng.choice(["数据来源：国家统计局", "注：2023年数据为初步核实数。"]))
    if draft.page.rows[-1][0].text.startswith("注"):
        draft.page.rows = [[_any_status(cell) for cell in row] for row in draft.page.rows]
    if rng.random() < 0.4:
        draft.row("数据来源：国家统计局")


def _any_status(cell: Cell) -> Cell:
    return replace(cell, rights=tuple(replace(right, statuses=frozenset("AP")) for right in cell.rights))


def _database_periods(rng: random.Random, part: str, year: int) -> Periods:
    if part == "年度":
        return [(f"{y}年", str(y), str(y)) for y in range(year, year - rng.randint(2, 4), -1)]
    if part == "季度":
        return [
            (f"{year}年第{words.CN[n]}季度", words.quarter(year, n), words.so_far(year, 3 * n)) for n in (4, 3, 2, 1)
        ]
    last = rng.randint(3, 12)
    return [(f"{year}年{m}月", f"{year}-{m:02}", words.so_far(year, m)) for m in range(last, max(0, last - 4), -1)]


def _database_names(rng: random.Random, thing: Thing, part: str, unit: Unit) -> tuple[str, Aspect, bool]:
    """How the database calls a series, what it is, and whether it runs since January."""
    name = thing.names[0].replace("（", "(").replace("）", ")")
    if part == "年度":
        return f"{name}({unit.text})", Aspect.LEVEL, False
    single = "当季" if part == "季度" else "当期"
    monthly = part == "月度"
    return rng.choice([
        (f"{name}_累计值({unit.text})", Aspect.LEVEL, True), (f"{name}_累计值({unit.text})", Aspect.LEVEL, True),
        (f"{name}_{single}值({unit.text})", Aspect.LEVEL, False), (f"{name}_累计增长(%)", Aspect.GROWTH, True),
        (f"{name}_{'同比' if monthly else '累计'}增长(%)", Aspect.GROWTH, not monthly),
        (f"{name}指数(上年同期=100)_累计值", Aspect.INDEX, True),
    ])  # fmt: skip


def _database_of_one_indicator(draft: Draft, scheme: Scheme, part: str, periods: Periods, *, cities: bool) -> None:
    rng, maker = draft.rng, draft.maker
    thing = choose_things(maker, scheme, 1, strangers=False)[0]
    unit = rng.choice(thing.units)
    name, aspect, since = _database_names(rng, thing, part, unit)
    draft.row(f"指标：{name}")
    draft.row(rng.choice(["时间：最近5年", "时间：最近10年", f"时间：{periods[-1][0]}-{periods[0][0]}"]))
    draft.row("地区", *(heading for heading, _, _ in periods))
    own = words.KUNMING if cities else words.YUNNAN
    places = [own, *rng.sample(words.CITIES if cities else words.PROVINCES, rng.randint(1, 3))]
    rng.shuffle(places)
    for place in places:
        shown = place.names[-1] if cities else place.names[0]
        columns = [Column((), so_far if since else single, aspect) for _, single, so_far in periods]
        draft.row(shown, *(maker.figure(place, thing, unit, column) for column in columns))


def _database_of_one_region(draft: Draft, scheme: Scheme, part: str, periods: Periods, *, cities: bool) -> None:
    rng, maker = draft.rng, draft.maker
    own = words.KUNMING if cities else words.YUNNAN
    place = own if rng.random() < 0.75 else rng.choice(words.CITIES if cities else words.PROVINCES)
    draft.row(f"地区：{place.names[-1] if cities else place.names[0]}")
    draft.row(rng.choice(["时间：最近5年", "时间：最近10年", f"时间：{periods[-1][0]}-{periods[0][0]}"]))
    draft.row("指标", *(heading for heading, _, _ in periods))
    for thing in choose_things(maker, scheme, rng.randint(1, 4), paces=False):
        unit = rng.choice(thing.units)
        name, aspect, since = _database_names(rng, thing, part, unit)
        columns = [Column((), so_far if since else single, aspect) for _, single, so_far in periods]
        draft.row(name, *(maker.figure(place, thing, unit, column) for column in columns))
