"""The shapes of tables: what stands down the side, what across, and what above, under and between."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.gapboard.intake.generated import schemes
from tests.gapboard.intake.generated import vocabulary as words
from tests.gapboard.intake.generated.draft import (
    SUBJECTS,
    About,
    Draft,
    Units,
    about,
    head_lines,
    headings,
    hide_something,
    indicator_row,
    stub_cells,
    tail_lines,
    title_of,
    unit_headings,
    unit_line,
)
from tests.gapboard.intake.generated.facts import Page, text
from tests.gapboard.intake.generated.maker import choose_things, softened, with_headings
from tests.gapboard.intake.generated.schemes import Aspect, Column, Scheme
from tests.gapboard.intake.generated.vocabulary import Place

# Tables by region: of districts, of the province's prefectures, of cities of the country.
SCOPES = {
    "district": ("各县（市）区", "各县区", "昆明市各县（市）区", "全市各县区"),
    "prefecture": ("云南省各州市", "全省各州市", "各州（市）"),
    "city": ("主要城市", "西部省会城市", "部分城市"),
}
STUBS = {
    "district": ("地区", "县区", "县（市）区", "地 区", ""),
    "prefecture": ("地区", "州市", "州（市）", ""),
    "city": ("城市", "地区", ""),
}


def indicators_down(draft: Draft) -> None:
    """Indicators down, times and aspects across; the region in the title, the name of the sheet or file, or nowhere."""
    rng, maker = draft.rng, draft.maker
    scheme = schemes.choose(rng)
    things = choose_things(maker, scheme, rng.randint(1, 5))
    units = Units(rng, things, more=True, formats=True)
    whom = about(rng)
    paths = unit_headings(scheme.columns, units, rng)
    stubs = [maker.heading(rng.choice(["指标", "指标名称", "项目", "指 标"]))]
    numbered = rng.random() < 0.12
    if units.where == "column":
        stubs.append(maker.heading(rng.choice(["单位", "计量单位", "单 位"])))
    if numbered:
        stubs.insert(0, "序号")
    width = len(stubs) + len(paths)
    subject = rng.choice(SUBJECTS)
    if units.where == "title":
        subject += rng.choice(["（单位：{}）", "({})"]).format(units.one.text)
    if units.where == "stub":
        stubs[-1] += rng.choice(["（{}）", "\n（单位：{}）", "({})"]).format(units.one.text)
    head_lines(draft, whom, scheme, subject, width)
    if units.where == "line":
        growing = any(column.aspect is Aspect.GROWTH for column in scheme.columns)
        both = growing and units.one.text != "%" and rng.random() < 0.3
        unit_line(draft, units.one.text + rng.choice(["、%", ",%", "，%"]) if both else units.one.text, width)
    headings(draft, stubs, paths)
    if rng.random() < 0.08:
        draft.row("甲", *["乙"] * (len(stubs) - 1), *(str(number + 1) for number in range(len(paths))))
    remarks = rng.random() < 0.08
    if remarks:
        draft.page.rows[-1] += [text("")] * (width - len(draft.page.rows[-1])) + [text("备注")]
    for number, thing in enumerate(things):
        indicator_row(draft, thing, units, scheme, whom.place, number + 1, numbered=numbered)
        if remarks and rng.random() < 0.5:
            draft.page.rows[-1].append(text(rng.choice(["含滇中新区", "按新口径", "市统计局提供"])))
        if rng.random() < 0.05:
            draft.row("")
        if rng.random() < 0.04 and number + 1 < len(things):
            draft.row("续表")
            headings(draft, stubs, paths)
    tail_lines(draft, whom)
    hide_something(draft, len(stubs), whom, scheme)


def stacked(draft: Draft) -> None:
    """Two or three blocks under each other: a text row names the region, or the kind, of what follows."""
    rng, maker = draft.rng, draft.maker
    scheme = schemes.choose(rng)
    by_region = rng.random() < 0.75
    whom = about(rng, strange=0.0, silent=0.0) if by_region else about(rng, strange=0.1)
    places = [words.KUNMING, *rng.sample([words.PANLONG, words.DIANZHONG, *words.DISTRICTS[:4]], rng.randint(1, 2))]
    if by_region:
        whom = About(words.KUNMING, "昆明市", "title", None)
    things = choose_things(maker, scheme, 5)
    units = Units(rng, things, formats=True)
    paths = unit_headings(scheme.columns, units, rng)
    stubs = ["指标"] + (["单位"] if units.where == "column" else [])
    width = len(stubs) + len(paths)
    head_lines(draft, whom, scheme, rng.choice(SUBJECTS), width)
    again = rng.random() < 0.4
    first_divider = rng.random() < 0.5 or again
    divider_form = rng.choice(["{n}、{p}", "{p}", "（{n}）{p}", "{n}、{p}主要指标", "{p}"])
    start = 0
    for number, place in enumerate(places):
        count = max(1, len(things) // len(places))
        own = things[start : start + count]
        start += count
        divider = divider_form.format(n=words.CN[number + 1], p=rng.choice(place.names))
        if not by_region:
            divider = f"{words.CN[number + 1]}、" + ["综合", "财政金融", "国内贸易"][number]
        if again and (number or first_divider):
            _divider(draft, divider, width)
        if units.where == "line" and (not number or again):
            unit_line(draft, units.one.text, width)
        if not number or again:
            headings(draft, stubs, paths)
        if not again and (number or first_divider):
            _divider(draft, divider, width)
        for index, thing in enumerate(own):
            indicator_row(draft, thing, units, scheme, place if by_region else whom.place, index + 1)
    tail_lines(draft, whom)


def _divider(draft: Draft, words_: str, width: int) -> None:
    number = len(draft.page.rows)
    draft.row(words_)
    if number > 4 and draft.form.startswith("xlsx") and draft.rng.random() < 0.05:  # hidden, it still holds
        draft.page.hidden_rows.add(number)
        draft.questionable = True
    if draft.merges and width > 1 and draft.rng.random() < 0.5:
        draft.page.spans.append((number, 0, number, width - 1))


def two_unit_lines(draft: Draft) -> None:
    """A second unit line in the midst of a table, with or without headings again."""
    rng, maker = draft.rng, draft.maker
    scheme = schemes.choose(rng)
    things = [thing for thing in choose_things(maker, scheme, 6) if thing.units is words.MONEY]
    if len(things) < 2:
        return indicators_down(draft)
    whom = about(rng)
    paths = [column.path for column in scheme.columns]
    width = 1 + len(paths)
    head_lines(draft, whom, scheme, rng.choice(SUBJECTS), width)
    cut, again, clear = len(things) // 2, rng.random() < 0.5, rng.random() < 0.5
    order = rng.choice([(words.YI, words.WAN), (words.WAN, words.YI)])
    for number, (part, unit) in enumerate(zip((things[:cut], things[cut:]), order, strict=True)):
        if clear and number:
            draft.row("")
        unit_line(draft, unit.text, width)
        if again or not number:
            headings(draft, ["指标"], paths)
        for index, thing in enumerate(part):
            cells = [maker.figure(whom.place, thing, unit, column) for column in scheme.columns]
            if number and not again:
                cells = [softened(cell) for cell in cells]  # the line may stop
            draft.page.rows.append([text(maker.name(thing, number=index + 1)), *cells])
    tail_lines(draft, whom)


def _mixed_places(rng: random.Random, level: str) -> list[Place]:
    """The rows of a table of districts or of cities, with the whole of it first or last, or without."""
    if level == "district":
        rows: list[Place] = [words.PANLONG, *rng.sample(words.DISTRICTS, rng.randint(1, 4))]
        rng.shuffle(rows)
        whole = rng.choice([words.ALL_CITY, words.ALL_CITY, replace(words.KUNMING, names=("昆明市",)), None])
        rows = [whole, *rows] if whole else rows
        if rng.random() < 0.15:
            rows.insert(1, words.CITY_PROPER)
        if rng.random() < 0.2:
            rows.insert(rng.randrange(len(rows)), rng.choice(words.ZONES))
        return rows
    if level == "city":
        rows = [words.KUNMING, *rng.sample(words.CITIES, rng.randint(1, 4))]
        rng.shuffle(rows)
        return rows
    rows = [words.KUNMING, *words.CITIES[:2]]
    rng.shuffle(rows)
    return [rng.choice([words.ALL_PROVINCE, words.YUNNAN]), *rows] if rng.random() < 0.5 else rows


def regions_down(draft: Draft) -> None:
    """One indicator named in the title or above, regions down."""
    rng, maker = draft.rng, draft.maker
    scheme = schemes.choose(rng)
    scheme.anywhere = False
    thing = choose_things(maker, scheme, 1, strangers=False)[0]
    level = rng.choice(list(SCOPES))
    places = _mixed_places(rng, level)
    unit = rng.choice(thing.units)
    stub = rng.choice(STUBS[level])
    where = rng.choice(["line", "title", "heading"])
    holder = Units(rng, [thing], column=False)
    holder.where, holder.of, holder.one = where, {thing: unit}, unit
    paths = unit_headings(scheme.columns, holder, rng)
    width = 1 + len(paths)
    scope = rng.choice(SCOPES[level])
    maker.habits.footmarks = False  # not in the midst of a title
    name = maker.name(thing, plain=True, unit=unit if where == "title" else None)
    name = name.partition("\n")[0] if not thing.english else name.split(thing.english)[0].strip()
    subject = name + (rng.choice(["", "完成情况", "情况表", "情况"]) if where != "title" else "")
    title = title_of(rng, scope, scheme, subject, in_title=True)
    draft.row(title)
    if draft.merges:
        draft.page.spans.append((0, 0, 0, width - 1))
    if where == "line":
        unit_line(draft, unit.text, width)
    headings(draft, [stub], paths)
    draft.option = rng.choice([None, None, "kunming"])
    for place in places:
        cells = [maker.figure(place, thing, unit, column) for column in scheme.columns]
        draft.page.rows.append([text(rng.choice(["", "", "  "]) + rng.choice(place.names)), *cells])
    tail_lines(draft)


def regions_down_indicators_across(draft: Draft) -> None:
    """Regions down, several indicators across, each with its columns."""
    rng, maker = draft.rng, draft.maker
    scheme = rng.choice([schemes.year_in_title, schemes.part_in_title, schemes.month_and_so_far, schemes.years])(rng)
    scheme.columns = [column for column in scheme.columns if column.aspect in (Aspect.LEVEL, Aspect.GROWTH)]
    scheme.anywhere = False
    things = choose_things(maker, scheme, rng.randint(2, 3))
    if rng.random() < 0.3:  # one heading row: name with unit, then its growth
        scheme.columns = scheme.columns[:1]
    level = rng.choice(list(SCOPES))
    columns = []
    for thing in things:
        unit = rng.choice(thing.units)
        name = maker.name(thing, plain=True, unit=unit)
        if len(scheme.columns) == 1 and scheme.name in ("year in title", "part in title"):
            columns.append(replace(scheme.columns[0], path=(name,), thing=thing, unit=unit))
            if rng.random() < 0.5 and thing.kind == "flow":
                growth = Column((rng.choice(words.GROWTH_CLEAR),), scheme.columns[0].period, Aspect.GROWTH)
                columns.append(replace(growth, thing=thing, unit=unit))
        else:
            columns += schemes.of_thing(scheme.columns, thing, unit, name)
    draft.row(title_of(rng, rng.choice(SCOPES[level]), scheme, rng.choice(SUBJECTS), in_title=True))
    if draft.merges:
        draft.page.spans.append((0, 0, 0, len(columns)))
    headings(draft, [rng.choice(STUBS[level])], [column.path for column in columns])
    for place in _mixed_places(rng, level):
        cells = [maker.figure(place, column.thing or things[0], column.unit or words.YI, column) for column in columns]
        draft.page.rows.append([text(rng.choice(place.names)), *cells])
    tail_lines(draft)


def regions_across(draft: Draft) -> None:
    """Indicators down, regions across, each with its columns."""
    rng, maker = draft.rng, draft.maker
    scheme = schemes.choose(rng)
    things = choose_things(maker, scheme, rng.randint(1, 4))
    units = Units(rng, things, formats=True)
    places = [words.KUNMING, words.PANLONG, *rng.sample(words.DISTRICTS, rng.randint(0, 2))]
    rng.shuffle(places)
    if rng.random() < 0.3:
        places = [replace(place, names=("全市",)) if place is words.KUNMING else place for place in places]
    single = len(scheme.columns) == 1 and bool(scheme.year) and rng.random() < 0.7
    columns = [
        replace(column, path=(heading,), place=place) if single else schemes.of_region([column], place, heading)[0]
        for place in places
        for heading in [rng.choice(place.names)]
        for column in scheme.columns
    ]
    if single and (scheme.columns[0].path[0] not in words.LEVEL):
        columns = [replace(column, path=(*column.path, *scheme.columns[0].path)) for column in columns]
    if rng.random() < 0.15:  # all in one heading
        between = rng.choice(["", "\n", " "])
        columns = [replace(column, path=(between.join(column.path),)) for column in columns]
    whole = replace(scheme, columns=columns)
    paths = unit_headings(columns, units, rng)
    stubs = ["指标"] + (["单位"] if units.where == "column" else [])
    width = len(stubs) + len(paths)
    nobody = About(None, "", "none", None)
    scheme.anywhere = False
    head_lines(
        draft, nobody, scheme, rng.choice(["各县区主要经济指标", "分地区主要指标", "县（市）区主要经济指标"]), width
    )
    if units.where == "line":
        unit_line(draft, units.one.text, width)
    headings(draft, stubs, paths)
    for number, thing in enumerate(things):
        indicator_row(draft, thing, units, whole, None, number + 1)
    tail_lines(draft)


def periods_down(draft: Draft) -> None:
    """Years, or longer and longer parts of a year, down; indicators across."""
    rng, maker = draft.rng, draft.maker
    last = rng.randint(2022, 2025)
    if rng.random() < 0.7:
        form = rng.choice(["{}年", "{}", "{}年度"])
        periods = [(form.format(year), str(year)) for year in range(last - rng.randint(1, 3), last + 1)]
        if rng.random() < 0.2:
            periods[-1] = (f"{last}年{rng.choice(['快报', '（快报）', '（初步核算）', '初步核算数'])}", str(last))
        scheme = Scheme("years down", [], kinds=("flow", "stock", "head", "rate"))
        stub = rng.choice(["年份", "年度", "时间", "年 份"])
    elif rng.random() < 0.5:
        dash = rng.choice(words.DASHES)
        periods = [(f"{last}年1{dash}{month}月", words.so_far(last, month)) for month in range(rng.randint(2, 8), 10)]
        scheme, stub = Scheme("parts down", [], monthly=True), rng.choice(["时间", "月份", "时期"])
    else:
        periods = [(f"{last}年{month}月", f"{last}-{month:02}") for month in range(rng.randint(1, 6), 8)]
        scheme, stub = Scheme("months down", [], monthly=True), rng.choice(["时间", "月份", "时期"])
        if rng.random() < 0.4:  # the year is in the title
            scheme.year = f"{last}年"
            periods = [(shown.partition("年")[2], period) for shown, period in periods]
    things = choose_things(maker, scheme, rng.randint(1, 4))
    whom = about(rng)
    growth = rng.random() < 0.3
    columns, paths = [], []
    for thing in things:
        unit = rng.choice(thing.units)
        columns.append(Column((), "", thing=thing, unit=unit))
        paths.append((maker.name(thing, plain=True, unit=unit),))
        if growth and thing.kind == "flow":
            columns.append(Column((), "", Aspect.GROWTH, thing=thing, unit=unit))
            paths.append((rng.choice(words.GROWTH_CLEAR),))
    head_lines(draft, whom, scheme, rng.choice(SUBJECTS), 1 + len(paths))
    headings(draft, [stub], paths)
    for shown, period in periods:
        status = schemes.FLASH if "快" in shown or "核" in shown else schemes.FINAL
        cells = [
            maker.figure(
                whom.place, c.thing or things[0], c.unit or words.YI, replace(c, period=period, statuses=status)
            )
            for c in columns
        ]
        draft.page.rows.append([text(shown), *cells])
    tail_lines(draft, whom)


def long_table(draft: Draft) -> None:
    """One figure a row: region, indicator, time, unit, value."""
    rng, maker = draft.rng, draft.maker
    order = ["地区", "指标", rng.choice(["时间", "年份", "时期", "期间"]), rng.choice(["数值", "值", "数据"]), "单位"]
    with_status = rng.random() < 0.3
    if with_status:
        order.append(rng.choice(["状态", "数据性质"]))
    rng.shuffle(order)
    draft.row(*order)
    for _ in range(rng.randint(2, 9)):
        place = rng.choice([*words.KNOWN, words.PANLONG, rng.choice(words.STRANGE_PLACES)])
        year = rng.randint(2020, 2025)
        part = rng.random() < 0.4
        things = [t for t in words.THINGS if t.monthly] if part else list(words.THINGS)
        thing = rng.choice(things)
        month = rng.randint(2, 12)
        when, period = rng.choice([
            (f"{year}年1{rng.choice(words.DASHES)}{month}月", words.so_far(year, month)),
            (f"{year}年{month}月", f"{year}-{month:02}"), (f"{year}年上半年", words.so_far(year, 6)),
            (f"{year}年前三季度", words.so_far(year, 9)), (f"{year}年{month}月累计", words.so_far(year, month)),
        ]) if part else (rng.choice([f"{year}年", f"{year}"]), str(year))  # fmt: skip
        word, statuses = (
            rng.choice([("", "A"), ("最终", "A"), ("初步", "P"), ("预测", "F")]) if with_status else ("", "A")
        )
        unit = rng.choice(thing.units)
        cell = maker.figure(place, thing, unit, Column((), period, statuses=frozenset(statuses)))
        if any(
            cell.rights and cell.rights[0].key == right.key
            for row in draft.page.rows
            for c in row
            for right in c.rights
        ):
            continue  # each fact once
        content = {"地区": text(rng.choice(place.names)), "指标": text(maker.name(thing)), "单位": text(unit.text)}
        content |= {order_: text(when) for order_ in ("时间", "年份", "时期", "期间")}
        content |= dict.fromkeys(("数值", "值", "数据"), cell) | {w: text(word) for w in ("状态", "数据性质")}
        draft.row(*(content[heading] for heading in order))


def region_column(draft: Draft) -> None:
    """Region and indicator both down, the region only in the first row of each group; perhaps without a heading."""
    rng, maker = draft.rng, draft.maker
    scheme = schemes.choose(rng)
    things = choose_things(maker, scheme, rng.randint(1, 3))
    units = Units(rng, things, formats=True)
    paths = unit_headings(scheme.columns, units, rng)
    stubs = [rng.choice(["地区", "县区", ""]), "指标"] + (["单位"] if units.where == "column" else [])
    width = len(stubs) + len(paths)
    scheme.anywhere = False
    head_lines(
        draft, About(None, "", "none", None), scheme, rng.choice(["各县区主要经济指标", "分地区主要指标"]), width
    )
    if units.where == "line":
        unit_line(draft, units.one.text, width)
    headings(draft, stubs, paths)
    repeat = rng.random() < 0.5
    for place in [words.KUNMING, words.PANLONG, *rng.sample(words.DISTRICTS, rng.randint(0, 1))]:
        start, shown = len(draft.page.rows), rng.choice(place.names)
        for number, thing in enumerate(things):
            indicator_row(draft, thing, units, scheme, place, number + 1)
            draft.page.rows[-1].insert(0, text(shown if repeat or not number else ""))
        if draft.merges and not repeat and len(things) > 1:
            draft.page.spans.append((start, 0, len(draft.page.rows) - 1, 0))
    tail_lines(draft)


def side_by_side(draft: Draft) -> None:
    """Two whole tables next to each other with an empty column between; each its own names, and its region above."""
    rng, maker = draft.rng, draft.maker
    scheme = schemes.choose(rng)
    scheme.anywhere = False
    things = choose_things(maker, scheme, rng.randint(2, 3), strangers=False)
    units = Units(rng, things)
    stubs = ["指标"] + (["单位"] if units.where == "column" else [])
    paths = unit_headings(scheme.columns, units, rng)
    places = [words.KUNMING, rng.choice([words.PANLONG, words.PANLONG, words.DIANZHONG, words.DISTRICTS[0]])]
    width = 2 * (len(stubs) + len(paths)) + 1
    head_lines(draft, About(None, "", "none", None), scheme, rng.choice(["主要经济指标", "主要经济指标对比表"]), width)
    if units.where == "line":
        unit_line(draft, units.one.text, width)
    draft.row(places[0].names[0], *[""] * (len(stubs) + len(paths)), places[1].names[0])
    blocks = []
    for place in places:
        part = Page()
        with_headings(part, stubs, paths, top=True, repeat=False, merge=False)
        for thing in things if rng.random() < 0.7 else reversed(things):
            name, unit = stub_cells(maker, thing, units, 0)
            cells = [maker.figure(place, thing, units.of[thing], column) for column in scheme.columns]
            part.rows.append([name, *([unit] if unit else []), *cells])
        blocks.append(part.rows)
    draft.page.rows += [[*left, text(""), *right] for left, right in zip(*blocks, strict=True)]
    tail_lines(draft)
