"""A table in the making: what stands over, under and beside its figures whatever its shape."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace

from tests.gapboard.intake.generated import vocabulary as words
from tests.gapboard.intake.generated.facts import Cell, Page, Table, text
from tests.gapboard.intake.generated.maker import Maker, asked, softened, with_headings
from tests.gapboard.intake.generated.schemes import Aspect, Column, Scheme
from tests.gapboard.intake.generated.vocabulary import Place, Thing

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
        self.questionable = False  # a careful reader may ask about every figure

    @property
    def merges(self) -> bool:
        return self.form == "xlsx"

    def row(self, *cells: Cell | str) -> None:
        self.page.rows.append([cell if isinstance(cell, Cell) else text(cell) for cell in cells])

    def table(self) -> Table:
        suffix = {"csv": ".csv", "tsv": ".txt", "xlsx": ".xlsx"}[self.form.split("-")[0]]
        if self.questionable:
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
    title = title_of(rng, place, short if split else scheme, subject, in_title=where_time == "title")
    draft.row(title)
    if draft.merges and width > 1:
        page.spans.append((start, 0, start, width - 1))
    if place and rng.random() < 0.06:  # who published it
        draft.row(rng.choice(["云南省统计局编", "编制单位：昆明市统计局", "云南省统计局　国家统计局云南调查总队"]))
    if scheme.year and where_time == "title" and rng.random() < 0.04:  # when it was published
        draft.row(rng.choice(["2026年1月20日", "（2026年1月编）", "填报时间：2026年1月20日"]))
        draft.questionable = True
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


def title_of(rng: random.Random, place: str, scheme: Scheme, subject: str, *, in_title: bool) -> str:
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

    Or in the heading of the names (``stub``), or in the title; or the number formats show them.
    """

    def __init__(
        self,
        rng: random.Random,
        things: list[Thing],
        *,
        column: bool = True,
        more: bool = False,
        formats: bool = False,
    ) -> None:
        places = ["name", "heading", "line", "row", *(["column"] * 4 if column else [])]
        places += ["format"] if formats else []
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
        # The number formats may say another unit than the text beside or over the figures.
        self.contradicted = formats and self.where in ("heading", "column", "name") and rng.random() < 0.06


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
    at = rng.choice([width - 1, width - 1, width - 2, 0, width // 2])
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


def headings(draft: Draft, stubs: list[str], paths: list[tuple[str, ...]]) -> None:
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


def indicator_row(
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
    figures = [maker.figure(column.place or place, thing, units.of[thing], column) for column in scheme.columns]
    amounts = (Aspect.LEVEL, Aspect.LAST, Aspect.PLAN, Aspect.CHANGE)
    if units.where == "format":
        figures = [
            replace(figure, unit=units.of[thing].text)
            if figure.figure and not figure.percent and column.aspect in amounts
            else figure
            for figure, column in zip(figures, scheme.columns, strict=True)
        ]
    elif units.contradicted and units.of[thing] in words.MONEY and draft.form.startswith("xlsx"):
        other = "亿元" if units.of[thing].text == "万元" else "万元"
        figures = [
            asked(replace(figure, unit=other)) if figure.number and column.aspect in amounts else figure
            for figure, column in zip(figures, scheme.columns, strict=True)
        ]
    draft.page.rows.append([*cells, *figures])


def hide_something(draft: Draft, left: int, whom: About, scheme: Scheme) -> None:
    """Sometimes a workbook has a hidden row, column or sheet, which are not for taking."""
    rng, page = draft.rng, draft.page
    if not draft.form.startswith("xlsx") or rng.random() > 0.2:
        return
    kind = rng.choice(["row", "column", "sheet", "second", "unit"])
    units = [
        row[left - 1].text.replace(" ", "").startswith(("单位", "计量单位")) for row in page.rows if len(row) > left
    ]
    if kind == "unit" and any(units) and not page.spans[1:]:  # what a hidden column says still holds
        page.hidden_columns.add(left - 1)
        draft.questionable = True
        return
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
                row[number + 1 :] = map(softened, row[number + 1 :])  # growth may be that of what nobody sees
    else:
        other = Page(rng.choice(["旧稿", "Sheet2", "底稿"]), hidden=kind != "second")
        unit = words.YI
        other.rows = [
            [text("2024年昆明市主要指标")],
            [text("指标"), text("单位"), text("2024年")],
            [text("地区生产总值"), text(unit.text), Cell("9876.54", number=True, figure=True)],
        ]
        draft.pages = [other, page] if kind == "sheet" else [page, other]
