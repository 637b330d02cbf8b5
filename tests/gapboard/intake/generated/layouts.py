"""The shapes of tables: what stands down the side, what across, and what above, under and between."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace

from tests.gapboard.intake.generated import schemes
from tests.gapboard.intake.generated import vocabulary as words
from tests.gapboard.intake.generated.facts import Cell, Page, Table, text
from tests.gapboard.intake.generated.maker import Maker, asked, choose_things, softened, with_headings
from tests.gapboard.intake.generated.schemes import Aspect, Column, Scheme
from tests.gapboard.intake.generated.vocabulary import Place, Thing, Unit

# Of each time of the national database: its heading, the period by itself, the period since January.
Periods = list[tuple[str, str, str]]

SUBJECTS = ("主要经济指标", "主要指标", "国民经济主要指标", "主要经济指标完成情况", "经济运行情况表", "主要统计指标")
FORMS = (
    "csv",
    "csv-bom",
    "csv-gb18030",
    "tsv",
    "tsv-gb18030",
    "xlsx",
    "xlsx",
    "xlsx",
    "xlsx-unmerged",
    "xlsx-unmerged",
)

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


@dataclass(slots=True)
class About:
    """What a table says outside its columns: the region, and where; what the clerk answers."""

    place: Place | None  # whom the figures are about; none: nobody says so, and nobody answers
    said: str  # how the title calls it; empty: it does not
    where: str  # title, line, sheet, file, none
    option: str | None  # what the clerk chose


def about(rng: random.Random, *, strange: float = 0.1, silent: float = 0.15) -> About:
    """Whom a table is about."""
    dice = rng.random()
    if dice < silent:
        option = rng.choice(["kunming", "kunming", "panlong", None])
        known = {place.id: place for place in words.KNOWN}
        return About(known[option] if option else None, "", "none", option)
    place = (
        rng.choice(words.STRANGE_PLACES) if dice < silent + strange else rng.choice(words.KNOWN[:2] * 2 + words.KNOWN)
    )
    option = rng.choice([None, None, "kunming"]) if not place.id or rng.random() < 0.3 else None
    where = rng.choice(["title", "title", "title", "title", "line", "sheet", "file"])
    return About(place, rng.choice(place.in_title), where, option)


class Draft:
    """A table in the making: its first page, and what its names of sheet and file say."""

    def __init__(self, seed: str, shape: str, maker: Maker) -> None:
        self.rng, self.maker, self.seed, self.shape = maker.rng, maker, seed, shape
        self.form = self.rng.choice(FORMS)
        self.page = Page(name=self.rng.choice(["Sheet1", "Sheet1", "表1", "主要指标"]))
        self.pages = [self.page]
        self.stem = self.rng.choice(["table", "报表", "1", "附件2", "主要指标"])
        self.option: str | None = None
        self.dated = False  # a day over the table that is not the time of its figures

    @property
    def merges(self) -> bool:
        return self.form == "xlsx"

    def row(self, *cells: Cell | str) -> None:
        self.page.rows.append([cell if isinstance(cell, Cell) else text(cell) for cell in cells])

    def table(self) -> Table:
        suffix = {"csv": ".csv", "tsv": ".txt", "xlsx": ".xlsx"}[self.form.split("-")[0]]
        if self.dated:
            self.page.rows = [[softened(cell) for cell in row] for row in self.page.rows]
        return Table(self.seed, self.shape, self.pages, self.stem + suffix, self.form, self.option)


def head_lines(draft: Draft, whom: About, scheme: Scheme, subject: str, width: int) -> None:
    """The lines over a table: title, time, region; some of it may go into the names of sheet and file."""
    rng, page = draft.rng, draft.page
    draft.option = whom.option
    time = scheme.year + scheme.part
    where_time = (
        rng.choice(["title", "title", "title", "title", "line", "file", "sheet"]) if scheme.anywhere else "title"
    )
    if draft.form.startswith("xlsx") is False:
        where_time = "line" if where_time == "sheet" else where_time
    where_place = whom.where if draft.form.startswith("xlsx") or whom.where != "sheet" else "file"
    place = whom.said if where_place == "title" else ""
    if rng.random() < 0.15:
        draft.row(rng.choice(["附件1", "表1-3", "续表", "表二", "附表"]))
    start = len(page.rows)
    split = rng.random() < 0.15 and scheme.name != "december"  # the year in the title, the month in a name
    short = replace(scheme, part="") if split and scheme.anywhere and re.fullmatch(r"\d+月", scheme.part) else scheme
    split = short is not scheme and where_time == "title"
    title = _title(rng, place, short if split else scheme, subject, in_title=where_time == "title")
    draft.row(title)
    if draft.merges and width > 1:
        page.spans.append((start, 0, start, width - 1))
    if place and rng.random() < 0.06:  # who published it
        draft.row(rng.choice(["云南省统计局编", "编制单位：昆明市统计局", "云南省统计局　国家统计局云南调查总队"]))
    if scheme.year and where_time == "title" and rng.random() < 0.04:  # when it was published
        draft.row(rng.choice(["2026年1月20日", "（2026年1月编）", "填报时间：2026年1月20日"]))
        draft.dated = True
    if where_time == "line" and time:
        draft.row(rng.choice(["{}", "（{}）", "时间：{}", "{}"]).format(time))
    if where_place == "line":
        draft.row(rng.choice(["地区：{}", "填报单位：{}统计局", "{}", "单位名称：{}"]).format(whom.said))
    if split:
        time, where_time = scheme.part, "sheet" if draft.form.startswith("xlsx") else "file"
    names = [whom.said if where_place == "sheet" else "", time if where_time == "sheet" else ""]
    if any(names):
        page.name = "".join(names)[:28]
    if where_place == "title" and place and rng.random() < 0.08:  # the names speak of the larger whole
        draft.stem = "昆明市统计月报"
    files = [whom.said if where_place == "file" else "", time if where_time == "file" else ""]
    if any(files):
        draft.stem = "".join(files) + rng.choice(["", "主要指标", "月报", "报表"])
    if rng.random() < 0.15:
        draft.row("")


def _title(rng: random.Random, place: str, scheme: Scheme, subject: str, *, in_title: bool) -> str:
    year, part = (scheme.year, scheme.part) if in_title else ("", "")
    if part.startswith("（"):
        return rng.choice([f"{year}{place}{subject}{part}", f"{place}{year}{subject}{part}"])
    if not year:
        return rng.choice([f"{place}{part}{subject}", f"{place}{subject}（{part}）"]) if part else place + subject
    forms = [f"{year}{part}{place}{subject}", f"{place}{year}{part}{subject}", f"{place}{subject}（{year}{part}）",
             f"{place}{subject}({year}{part})"]  # fmt: skip
    if part:
        forms += [f"{place}{year}{subject}（{part}）", f"{year}{place}{subject}({part})"]
    return rng.choice(forms)


def tail_lines(draft: Draft, whom: About | None = None) -> None:
    """The lines under a table, which say nothing about its figures but may look as if."""
    rng = draft.rng
    if rng.random() < 0.35:
        bureau = "数据来源：昆明市统计局" if whom is None or whom.said else "数据来源：统计部门"
        note = rng.choice([
            "注：地区生产总值绝对数按现价计算，增长速度按不变价格计算。", bureau, "资料来源：市统计局",
            "注：1.本表数据不含省属企业。", "注：部分数据因四舍五入，存在分项与合计不等的情况。",
            "填报日期：2026年1月15日",
            "注①：口径按国家统计局规定执行。", "说明：“—”表示无数据。",
        ])  # fmt: skip
        if rng.random() < 0.3:
            draft.row("")
        draft.row(note)


class Units:
    """Where the units stand: in a column, in the names, in one line above, in the headings, in a row of their own.

    Or in the heading of the names (``stub``), or in the title.
    """

    def __init__(self, rng: random.Random, things: list[Thing], *, column: bool = True, more: bool = False) -> None:
        places = ["name", "heading", "line", "row", *(["column"] * 4 if column else [])]
        places += ["stub", "title"] if more else []
        self.where = rng.choice(places)
        self.of = {thing: rng.choice(thing.units) for thing in things}
        common = rng.choice(things).units
        if self.where in ("line", "heading", "row", "stub", "title"):
            one = rng.choice(common)
            fits = all(one in thing.units for thing in things)
            if not fits:
                self.where = "column" if column else "name"
            else:
                self.of = dict.fromkeys(things, one)
        self.one = next(iter(self.of.values()))


def unit_line(draft: Draft, unit: str, width: int) -> None:
    """单位：亿元, mostly at the right."""
    rng = draft.rng
    words_ = rng.choice(["单位：{}", "单位:{}", "计量单位：{}", "单位： {}", "（单位：{}）"]).format(unit)
    before = draft.page.rows[-1]
    if len(draft.page.rows) > 1 and len(before) == 1 and before[0].text and not before[0].figure and rng.random() < 0.4:
        number = len(draft.page.rows) - 1  # beside the line before: 2024年9月      单位：亿元
        if width > 1 and all(not first <= number <= last for first, _, last, _ in draft.page.spans):
            before += [text("")] * (width - 2) + [text(words_)]
            return
    at = rng.choice([width - 1, width - 1, width - 2, 0])
    draft.row(*[""] * max(at, 0), words_)


def unit_headings(columns: list[Column], units: Units, rng: random.Random) -> list[tuple[str, ...]]:
    """The paths of columns with the unit within the last heading, or in a row of its own under it."""
    form = rng.choice(["（{}）", "({})", "（{}）"])
    paths = []
    for column in columns:
        path, unit = column.path, units.one.text
        amount = column.aspect in (Aspect.LEVEL, Aspect.LAST, Aspect.PLAN, Aspect.CHANGE)
        if units.where == "heading" and amount:
            path = (*path[:-1], path[-1] + form.format(unit))
        elif units.where == "row":
            bare = "%" if column.aspect not in (Aspect.RANK,) else ""
            path = (*path, unit if amount else bare)
        paths.append(path)
    return paths


def stub_cells(maker: Maker, thing: Thing, units: Units, number: int) -> tuple[Cell, Cell | None]:
    """The name of an indicator's row, and its unit where that has a column."""
    unit = units.of[thing]
    name = maker.name(thing, unit=unit if units.where == "name" else None, number=number)
    return text(name), text(unit.text) if units.where == "column" else None


# Shapes


def indicators_down(draft: Draft) -> None:
    """Indicators down, times and aspects across; the region in the title, the name of the sheet or file, or nowhere."""
    rng, maker = draft.rng, draft.maker
    scheme = schemes.choose(rng)
    things = choose_things(maker, scheme, rng.randint(1, 5))
    units = Units(rng, things, more=True)
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
    _headings(draft, stubs, paths)
    if rng.random() < 0.08:
        draft.row("甲", *["乙"] * (len(stubs) - 1), *(str(number + 1) for number in range(len(paths))))
    remarks = rng.random() < 0.08
    if remarks:
        draft.page.rows[-1] += [text("")] * (width - len(draft.page.rows[-1])) + [text("备注")]
    for number, thing in enumerate(things):
        _row(draft, thing, units, scheme, whom.place, number + 1, numbered=numbered)
        if remarks and rng.random() < 0.5:
            draft.page.rows[-1].append(text(rng.choice(["含滇中新区", "按新口径", "市统计局提供"])))
        if rng.random() < 0.05:
            draft.row("")
        if rng.random() < 0.04 and number + 1 < len(things):
            draft.row("续表")
            _headings(draft, stubs, paths)
    tail_lines(draft, whom)
    _hide(draft, len(stubs), whom, scheme)


def _headings(draft: Draft, stubs: list[str], paths: list[tuple[str, ...]]) -> None:
    rng, maker = draft.rng, draft.maker
    shown = [tuple(maker.heading(part) for part in path) for path in paths]
    same_depth = len(set(map(len, paths))) == 1
    top = rng.random() < 0.7 or not same_depth
    repeat = rng.random() < 0.3
    depth = with_headings(draft.page, stubs, shown, top=top, repeat=repeat, merge=draft.merges)
    if draft.form.startswith("xlsx") and rng.random() < 0.5:
        for row in draft.page.rows[-depth:]:
            row[:] = [_typed(cell) for cell in row]


def _typed(cell: Cell) -> Cell:
    """A year as a number, a month of a year as a date, as spreadsheets make of them what is typed."""
    month = re.fullmatch(r"(\d{4})年(\d{1,2})月", cell.text)
    if month:
        return replace(cell, date=(int(month[1]), int(month[2])))
    return replace(cell, number=True) if re.fullmatch(r"20\d\d", cell.text) else cell


def _row(
    draft: Draft,
    thing: Thing,
    units: Units,
    scheme: Scheme,
    place: Place | None,
    number: int,
    *,
    numbered: bool = False,
) -> None:
    maker = draft.maker
    name, unit = stub_cells(maker, thing, units, number)
    cells = [text(str(number))] if numbered else []
    cells += [name] if unit is None else [name, unit]
    cells += [maker.figure(column.place or place, thing, units.of[thing], column) for column in scheme.columns]
    draft.page.rows.append(cells)


def _hide(draft: Draft, left: int, whom: About, scheme: Scheme) -> None:
    """Sometimes a workbook has a hidden row, column or sheet, which are not for taking."""
    rng, page = draft.rng, draft.page
    if not draft.form.startswith("xlsx") or rng.random() > 0.2:
        return
    kind = rng.choice(["row", "column", "sheet", "second"])
    figures = [number for number, row in enumerate(page.rows) if any(cell.figure for cell in row)]
    if kind == "row" and len(figures) > 1:
        number = rng.choice(figures)
        page.hidden_rows.add(number)
        page.rows[number] = [asked(cell) for cell in page.rows[number]]
    elif kind == "column" and len(scheme.columns) > 1 and not page.spans[1:]:
        number = left + rng.randrange(len(scheme.columns))
        page.hidden_columns.add(number)
        for row in page.rows:
            if number < len(row):
                row[number] = asked(row[number])
    else:
        other = Page(rng.choice(["旧稿", "Sheet2", "底稿"]), hidden=kind != "second")
        unit = words.YI
        other.rows = [
            [text("2024年昆明市主要指标")],
            [text("指标"), text("单位"), text("2024年")],
            [text("地区生产总值"), text(unit.text), Cell("9876.54", number=True, figure=True)],
        ]
        draft.pages = [other, page] if kind == "sheet" else [page, other]


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
    units = Units(rng, things)
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
            _headings(draft, stubs, paths)
        if not again and (number or first_divider):
            _divider(draft, divider, width)
        for index, thing in enumerate(own):
            _row(draft, thing, units, scheme, place if by_region else whom.place, index + 1)
    tail_lines(draft, whom)


def _divider(draft: Draft, words_: str, width: int) -> None:
    number = len(draft.page.rows)
    draft.row(words_)
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
            _headings(draft, ["指标"], paths)
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
    title = _title(rng, scope, scheme, subject, in_title=True)
    draft.row(title)
    if draft.merges:
        draft.page.spans.append((0, 0, 0, width - 1))
    if where == "line":
        unit_line(draft, unit.text, width)
    _headings(draft, [stub], paths)
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
    draft.row(_title(rng, rng.choice(SCOPES[level]), scheme, rng.choice(SUBJECTS), in_title=True))
    if draft.merges:
        draft.page.spans.append((0, 0, 0, len(columns)))
    _headings(draft, [rng.choice(STUBS[level])], [column.path for column in columns])
    for place in _mixed_places(rng, level):
        cells = [maker.figure(place, column.thing or things[0], column.unit or words.YI, column) for column in columns]
        draft.page.rows.append([text(rng.choice(place.names)), *cells])
    tail_lines(draft)


def regions_across(draft: Draft) -> None:
    """Indicators down, regions across, each with its columns."""
    rng, maker = draft.rng, draft.maker
    scheme = schemes.choose(rng)
    things = choose_things(maker, scheme, rng.randint(1, 4))
    units = Units(rng, things)
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
    whole = Scheme(scheme.name, columns, scheme.year, scheme.part, scheme.kinds, scheme.monthly)
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
    _headings(draft, stubs, paths)
    for number, thing in enumerate(things):
        _row(draft, thing, units, whole, None, number + 1)
    tail_lines(draft)


def growth_in_rows(draft: Draft) -> None:
    """Under each indicator a row with its growth, which does not say again of what."""
    rng, maker = draft.rng, draft.maker
    scheme = rng.choice([schemes.years, schemes.parts_across, schemes.same_part_of_two_years])(rng)
    scheme.columns = [column for column in scheme.columns if column.aspect is Aspect.LEVEL]
    scheme.kinds = ("flow",)
    things = choose_things(maker, scheme, rng.randint(1, 4), strangers=False)
    whom = about(rng)
    head_lines(draft, whom, scheme, rng.choice(SUBJECTS), 2 + len(scheme.columns))
    _headings(draft, ["指标", "单位"], [column.path for column in scheme.columns])
    for number, thing in enumerate(things):
        unit = rng.choice(thing.units)
        levels = [maker.figure(whom.place, thing, unit, column) for column in scheme.columns]
        draft.row(maker.name(thing, number=number + 1), unit.text, *levels)
        name = rng.choice(["  同比增长", "　增长", "  比上年增长", "增速", "　　同比增速"])
        columns = [replace(column, aspect=Aspect.GROWTH) for column in scheme.columns]
        draft.row(name, "%", *(softened(maker.figure(whom.place, thing, unit, column)) for column in columns))
    tail_lines(draft, whom)


def parts_of_a_name(draft: Draft) -> None:
    """Under a name its parts, called by bare names: 第二产业 of what is produced, or of what is invested."""
    rng, maker = draft.rng, draft.maker
    scheme = rng.choice([schemes.years, schemes.year_in_title, schemes.parts_across])(rng)
    scheme.columns = [column for column in scheme.columns if column.aspect in (Aspect.LEVEL, Aspect.GROWTH)]
    whom = about(rng)
    unit = rng.choice(words.MONEY)
    head_lines(draft, whom, scheme, rng.choice(SUBJECTS), 2 + len(scheme.columns))
    _headings(draft, ["指标", "单位"], [column.path for column in scheme.columns])
    nobody = Thing("", ("x",), "flow", 731.0, words.MONEY, monthly=True)
    groups = [
        ("gdp", [("第一产业", "primary-va"), ("第二产业", "secondary-va"), ("第三产业", "services-va")]),
        ("fai", [("第一产业", ""), ("第二产业", ""), ("第三产业", ""), ("民间投资", "")]),
        ("retail-sales", [("城镇", ""), ("乡村", ""), ("餐饮收入", "")]),
        ("fiscal-revenue", [("税收收入", ""), ("非税收入", "")]),
    ]
    rng.shuffle(groups)
    for ident, parts in groups[: rng.randint(2, 4)]:
        thing = words.BY_ID[ident]
        draft.row(thing.names[0], unit.text, *(maker.figure(whom.place, thing, unit, c) for c in scheme.columns))
        mark = rng.choice(["　　", "  ", "其中：", "#", ""])
        for number, (name, own) in enumerate(parts):
            growth = "private-investment-growth" if name == "民间投资" else ""
            part = words.BY_ID[own] if own else replace(nobody, names=(f"{ident} {name}",), growth=growth)
            cells = (softened(maker.figure(whom.place, part, unit, column)) for column in scheme.columns)
            draft.row(("" if mark == "其中：" and number else mark) + name, unit.text, *cells)
    tail_lines(draft, whom)


def part_in_names(draft: Draft) -> None:
    """The names of the rows say January to some month, the headings only years: no whole years."""
    rng, maker = draft.rng, draft.maker
    last, month = rng.randint(2022, 2025), rng.choice([3, 6, 8, 9, 11])
    columns = [Column((f"{year}年",), words.so_far(year, month)) for year in (last - 1, last)]
    scheme = Scheme("part in names", columns, monthly=True)
    whom = about(rng, strange=0)
    head_lines(draft, whom, scheme, rng.choice(SUBJECTS), 4)
    _headings(draft, ["指标", "单位"], [column.path for column in scheme.columns])
    for thing in choose_things(maker, scheme, rng.randint(1, 3), strangers=False):
        unit = rng.choice(thing.units)
        figures = [softened(maker.figure(whom.place, thing, unit, column)) for column in scheme.columns]
        draft.row(words.span_text(rng, month) + rng.choice(thing.names), unit.text, *figures)
    tail_lines(draft, whom)


def regions_in_names(draft: Draft) -> None:
    """The regions stand in the names of the rows: 全市…, 盘龙区…, 其中：五华区."""
    rng, maker = draft.rng, draft.maker
    scheme = schemes.choose(rng)
    scheme.anywhere = False
    whom = rng.choice([About(None, "", "none", None), About(words.KUNMING, "昆明市", "title", None)])
    head_lines(draft, whom, scheme, rng.choice(["主要经济指标", "重点指标完成情况"]), 2 + len(scheme.columns))
    _headings(draft, ["指标", "单位"], [column.path for column in scheme.columns])
    parts = [words.PANLONG, *rng.sample(words.DISTRICTS, rng.randint(0, 2))]
    inside = rng.random() < 0.5
    for thing in choose_things(maker, scheme, rng.randint(1, 3), strangers=False):
        unit = rng.choice(thing.units)
        for place in [words.ALL_CITY, *parts]:
            if inside or place is words.ALL_CITY:
                name = rng.choice(place.names) + rng.choice(thing.names)
            else:
                name = rng.choice(["其中：", "　　", "  其中:"]) + place.names[0]
            cells = (softened(maker.figure(place, thing, unit, column)) for column in scheme.columns)
            draft.row(name, unit.text, *cells)
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
    _headings(draft, [stub], paths)
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
    units = Units(rng, things)
    paths = unit_headings(scheme.columns, units, rng)
    stubs = [rng.choice(["地区", "县区", ""]), "指标"] + (["单位"] if units.where == "column" else [])
    width = len(stubs) + len(paths)
    scheme.anywhere = False
    head_lines(
        draft, About(None, "", "none", None), scheme, rng.choice(["各县区主要经济指标", "分地区主要指标"]), width
    )
    if units.where == "line":
        unit_line(draft, units.one.text, width)
    _headings(draft, stubs, paths)
    repeat = rng.random() < 0.5
    for place in [words.KUNMING, words.PANLONG, *rng.sample(words.DISTRICTS, rng.randint(0, 1))]:
        start, shown = len(draft.page.rows), rng.choice(place.names)
        for number, thing in enumerate(things):
            _row(draft, thing, units, scheme, place, number + 1)
            draft.page.rows[-1].insert(0, text(shown if repeat or not number else ""))
        if draft.merges and not repeat and len(things) > 1:
            draft.page.spans.append((start, 0, len(draft.page.rows) - 1, 0))
    tail_lines(draft)


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
