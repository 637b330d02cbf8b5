"""Shapes in which a fact stands in a column of its own, or only once for several rows, and is easily passed over."""

from __future__ import annotations

from dataclasses import replace

from tests.gapboard.intake.generated import schemes
from tests.gapboard.intake.generated import vocabulary as words
from tests.gapboard.intake.generated.draft import (
    SUBJECTS,
    About,
    Draft,
    about,
    head_lines,
    headings,
    tail_lines,
)
from tests.gapboard.intake.generated.facts import Cell, text
from tests.gapboard.intake.generated.maker import choose_things, softened, with_headings
from tests.gapboard.intake.generated.schemes import Aspect, Column, Scheme
from tests.gapboard.intake.generated.vocabulary import Place, Thing


def year_and_month_columns(draft: Draft) -> None:
    """The year in one column, perhaps only once, and the month or the part of the year in the next."""
    rng, maker = draft.rng, draft.maker
    last = rng.randint(2023, 2025)
    things = choose_things(maker, Scheme("", [], monthly=True), rng.randint(1, 3), strangers=False)
    units = [rng.choice(thing.units) for thing in things]
    whom = about(rng, strange=0.05)
    head_lines(draft, whom, Scheme("", []), rng.choice(SUBJECTS), 2 + len(things))
    names = [maker.name(thing, plain=True, unit=unit) for thing, unit in zip(things, units, strict=True)]
    draft.row(rng.choice(["年份", "年度", "年"]), rng.choice(["月份", "月", "时段"]), *names)
    style, repeat = rng.randrange(4), rng.random() < 0.5
    parts = [
        [(f"{month}月", month, False) for month in range(1, 5)],
        [(str(month), month, False) for month in range(7, 11)],
        [(f"1—{month}月", month, True) for month in (3, 6, 9, 12)],
        [("一季度", 3, True), ("上半年", 6, True), ("前三季度", 9, True), ("全年", 12, True)],
    ][style]
    for year in (last - 1, last):
        for number, (shown, month, since) in enumerate(parts):
            period = words.so_far(year, month) if since else words.month_period(year, month)
            cells = [
                softened(maker.figure(whom.place, thing, unit, Column((), period)))
                for thing, unit in zip(things, units, strict=True)
            ]
            draft.row((f"{year}年" if style else str(year)) if repeat or not number else "", shown, *cells)
    tail_lines(draft, whom)


def long_by_kind(draft: Draft) -> None:
    """One figure a row, and a column that says whether it is the level, the growth, the plan, or since January."""
    rng, maker = draft.rng, draft.maker
    year, month = rng.randint(2022, 2025), rng.randint(2, 11)
    with_month = rng.random() < 0.5
    draft.row("地区", "指标", "时间", rng.choice(["类型", "数据类型", "口径", "统计口径"]), "数值", "单位")
    single, since = words.month_period(year, month), words.so_far(year, month)
    kinds = [
        [
            ("绝对额", Aspect.LEVEL, str(year)),
            ("同比增长", Aspect.GROWTH, str(year)),
            ("年度目标", Aspect.PLAN, str(year)),
        ],
        [("当月", Aspect.LEVEL, single), ("累计", Aspect.LEVEL, since), ("累计同比", Aspect.GROWTH, since)],
    ][with_month]
    when = f"{year}年{month}月" if with_month else f"{year}年"
    for place in (words.KUNMING, words.PANLONG):
        for thing in choose_things(maker, Scheme("", [], monthly=True), rng.randint(1, 2), strangers=False):
            unit = rng.choice(thing.units)
            for shown, aspect, period in kinds:
                cell = softened(maker.figure(place, thing, unit, Column((), period, aspect)))
                shown_unit = "%" if aspect is Aspect.GROWTH else unit.text
                draft.row(place.names[0], thing.names[0], when, shown, cell, shown_unit)


def district_under_city(draft: Draft) -> None:
    """The city in one column and the district in the next: a district off the board is not the city."""
    rng, maker = draft.rng, draft.maker
    scheme = schemes.choose(rng)
    scheme.anywhere = False
    thing = choose_things(maker, scheme, 1, strangers=False)[0]
    unit = rng.choice(thing.units)
    head_lines(draft, About(None, "", "none", None), scheme, rng.choice(["分地区主要指标", "县域经济主要指标"]), 4)
    paths = [column.path for column in scheme.columns]
    with_headings(
        draft.page,
        ["市", rng.choice(["县区", "县（市、区）"]), "指标", "单位"],
        paths,
        top=True,
        repeat=True,
        merge=False,
    )
    repeat = rng.random() < 0.5
    places: list[Place] = [words.PANLONG, *rng.sample(words.DISTRICTS[:6], 2)]
    for number, place in enumerate(places):
        cells = (softened(maker.figure(place, thing, unit, column)) for column in scheme.columns)
        draft.row("昆明市" if repeat or not number else "", place.names[0], thing.names[0], unit.text, *cells)
    tail_lines(draft)


def units_said_once(draft: Draft) -> None:
    """A unit column that says a unit only for the first of several rows; it may stand after the figures."""
    rng, maker = draft.rng, draft.maker
    scheme = schemes.choose(rng)
    things = [thing for thing in choose_things(maker, scheme, 6) if thing.units is words.MONEY]
    whom = about(rng, strange=0.05)
    behind = rng.random() < 0.3
    head_lines(draft, whom, scheme, rng.choice(SUBJECTS), 2 + len(scheme.columns))
    paths = [column.path for column in scheme.columns]
    stubs = ["指标"] if behind else ["指标", "单位"]
    start = len(draft.page.rows)
    with_headings(draft.page, stubs, paths, top=True, repeat=not draft.merges, merge=draft.merges)
    if behind:
        draft.page.rows[start].append(text("单位"))
    once = rng.choice(["", "", "〃", "同上"]) if not behind else "all"
    shown = ""
    for number, thing in enumerate(things):
        unit = rng.choice(words.MONEY) if not number or rng.random() < 0.3 else unit  # noqa: F821
        said = unit.text if unit.text != shown or once == "all" else once
        shown = unit.text
        cells: list[Cell] = [maker.figure(whom.place, thing, unit, column) for column in scheme.columns]
        cells = [softened(cell) for cell in cells] if said != unit.text else cells
        draft.row(maker.name(thing), *([*cells, said] if behind else [said, *cells]))
    tail_lines(draft, whom)


def classes_before_names(draft: Draft) -> None:
    """A column of classes before the names: 财政 | 一般公共预算收入."""
    rng, maker = draft.rng, draft.maker
    scheme = schemes.choose(rng)
    things = choose_things(maker, scheme, rng.randint(2, 4))
    whom = about(rng, strange=0.05)
    head_lines(draft, whom, scheme, rng.choice(SUBJECTS), 3 + len(scheme.columns))
    paths = [column.path for column in scheme.columns]
    stubs = [rng.choice(["类别", "分类", "领域"]), "指标", "单位"]
    with_headings(draft.page, stubs, paths, top=True, repeat=False, merge=draft.merges)
    classes = ["综合", "财政金融", "国内贸易", "对外经济"]
    for number, thing in enumerate(things):
        unit = rng.choice(thing.units)
        cells = (maker.figure(whom.place, thing, unit, replace(column)) for column in scheme.columns)
        draft.row(classes[number % 4] if rng.random() < 0.7 else "", maker.name(thing), unit.text, *cells)
    tail_lines(draft, whom)


def words_in_names(draft: Draft) -> None:
    """Names of rows that say more than the indicator: a plan, a part of the year, another region, another scope."""
    rng, maker = draft.rng, draft.maker
    year, month = rng.randint(2021, 2025), rng.choice([5, 7, 8, 9, 10, 11])
    whom = about(rng, strange=0)
    place = whom.place
    things = choose_things(maker, Scheme("", [], monthly=True), 6, strangers=False)
    head_lines(draft, whom, Scheme("", []), rng.choice(SUBJECTS), 3)
    draft.row("指标", "单位", f"{year}年")
    plain = Column((), str(year))
    draft.row(things[0].names[0], things[0].units[0].text, maker.figure(place, things[0], things[0].units[0], plain))
    for thing in things[1:]:
        unit, called = rng.choice(thing.units), thing.names[0]
        name, said, column = rng.choice(
            [
                (f"{called}{rng.choice(['目标', '（目标）', '（预期目标）', '计划数'])}", None, None),
                (f"{called}{rng.choice(['增减额', '（比上年增减）', '增量', '净增额'])}", None, None),
                (f"{called}{rng.choice(['（不含滇中新区）', '（市本级）', '（旧口径）', '（规模以上）'])}", None, None),
                (f"{called}（{rng.choice(words.DISTRICTS).names[0]}）", None, None),
                (f"{called}（盘龙区）", words.PANLONG, plain),
                (f"{called}（1—{month}月）", place, Column((), words.so_far(year, month))),
                (
                    f"{rng.choice(['', '当月'])}{called}（{month}月）",
                    place,
                    Column((), words.month_period(year, month)),
                ),
                (f"{called}（上年同期）", place, Column((), str(year - 1), Aspect.LAST)),
                (f"{called}{rng.choice(['（预计）', '（预计数）'])}", place, replace(plain, statuses=frozenset("EF"))),
                (f"{called}（快报数）", place, replace(plain, statuses=schemes.FLASH)),
            ]
        )
        cell = maker.figure(said, thing, unit, column or plain)
        draft.row(name, unit.text, softened(cell) if column else cell)
    tail_lines(draft, whom)


def kinds_of_rows(draft: Draft) -> None:
    """Each indicator has rows of its own for the level, the growth and the plan, or the month and the months so far."""
    rng, maker = draft.rng, draft.maker
    year, month = rng.randint(2021, 2025), rng.randint(3, 11)
    single, since = words.month_period(year, month), words.so_far(year, month)
    whole = str(year)
    kinds, scheme = rng.choice(
        [
            (
                [
                    ("绝对额", Aspect.LEVEL, whole),
                    ("增速（%）", Aspect.GROWTH, whole),
                    ("年度计划", Aspect.PLAN, whole),
                ],
                Scheme("", [], f"{year}年"),
            ),
            (
                [
                    ("本月", Aspect.LEVEL, single),
                    ("累计", Aspect.LEVEL, since),
                    ("累计增速（%）", Aspect.GROWTH, since),
                ],
                Scheme("", [], f"{year}年", f"{month}月", monthly=True),
            ),
            (
                [("上年同期", Aspect.LAST, since), ("本期", Aspect.LEVEL, since), ("增减额", Aspect.CHANGE, since)],
                Scheme("", [], f"{year}年", f"1—{month}月", monthly=True),
            ),
        ]
    )
    scheme.anywhere = False
    places = [words.KUNMING, words.PANLONG, words.DISTRICTS[0]][: rng.randint(2, 3)]
    rng.shuffle(places)
    head_lines(draft, About(None, "", "none", None), scheme, "各县区主要经济指标", 3 + len(places))
    draft.row("指标", rng.choice(["项目", "类别", ""]), "单位", *(rng.choice(place.names) for place in places))
    repeat = rng.random() < 0.5
    for thing in choose_things(maker, scheme, rng.randint(1, 3), strangers=False):
        unit = rng.choice(thing.units)
        for number, (shown, aspect, period) in enumerate(kinds):
            if aspect is Aspect.LAST:
                period = words.so_far(year - 1, month)
            column = Column((), period, aspect)
            cells = [softened(maker.figure(place, thing, unit, column)) for place in places]
            said = "%" if aspect is Aspect.GROWTH else unit.text
            draft.row(thing.names[0] if repeat or not number else "", shown, said, *cells)
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
    headings(draft, ["指标", "单位"], [column.path for column in scheme.columns])
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
    headings(draft, ["指标", "单位"], [column.path for column in scheme.columns])
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
    headings(draft, ["指标", "单位"], [column.path for column in scheme.columns])
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
    headings(draft, ["指标", "单位"], [column.path for column in scheme.columns])
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


def divided_by_kind(draft: Draft) -> None:
    """Text rows say what kind of figures follow: the plan, what was done, the year before, a forecast, a part."""
    rng, maker = draft.rng, draft.maker
    year, month = rng.randint(2021, 2025), rng.choice([6, 8, 9, 10, 11])
    whom = about(rng, strange=0.05)
    since = words.so_far(year, month)
    kinds = [
        (rng.choice(["年度目标", "计划数", "全年预期目标"]), Column((), str(year), Aspect.PLAN)),
        (rng.choice(["完成情况", "实际完成"]), Column((), str(year))),
        (rng.choice(["上年实际", "上年数"]), Column((), str(year - 1), Aspect.LAST)),
        (rng.choice(["预计数", "预计完成"]), Column((), str(year), statuses=frozenset("EF"))),
        (f"1—{month}月", Column((), since)),
        (rng.choice(["增减额", "比上年增减额"]), Column((), str(year), Aspect.CHANGE)),
    ]
    chosen = rng.sample(kinds, rng.randint(2, 3))
    things = choose_things(maker, Scheme("", [], monthly=True), 2 * len(chosen), strangers=False)
    head_lines(draft, whom, Scheme("", [], f"{year}年", anywhere=False), rng.choice(SUBJECTS), 3)
    draft.row("指标", "单位", rng.choice(words.LEVEL))
    form = rng.choice(["{}、{}", "（{}）{}", "{1}"])  # dividing rows of one form end each other's rule
    for number, (said, column) in enumerate(chosen):
        draft.row(form.format(words.CN[number + 1], said))
        for thing in things[2 * number : 2 * number + 2]:
            unit = rng.choice(thing.units)
            draft.row(thing.names[0], unit.text, softened(maker.figure(whom.place, thing, unit, column)))
    tail_lines(draft, whom)


def decisive_notes(draft: Draft) -> None:
    """A note under the table, or beside a row, without which its figures are something else."""
    rng, maker = draft.rng, draft.maker
    year, month = rng.randint(2021, 2025), rng.choice([5, 8, 9, 10, 11])
    place = rng.choice([words.KUNMING, words.PANLONG])
    plain = Column((), str(year))
    note, column = rng.choice(
        [
            (f"注：本表为1—{month}月累计数。", Column((), words.so_far(year, month))),
            (f"注：{year}年为1—{month}月数据。", Column((), words.so_far(year, month))),
            (f"注：{year}年为{rng.choice(['预计数', '预测数'])}。", replace(plain, statuses=frozenset("EF"))),
            (
                f"说明：本表数据为{rng.choice(['快报数', '初步核算数', '初步统计数'])}。",
                replace(plain, statuses=schemes.FLASH),
            ),
            (f"注：以上为{rng.choice(['年度目标', '计划数'])}。", replace(plain, aspect=Aspect.PLAN)),
            ("注：本表计量单位为万元。", None),
        ]
    )
    things = choose_things(maker, Scheme("", [], monthly=True), 3, strangers=False)
    things = [thing for thing in things if thing.units is words.MONEY] or [words.BY_ID["retail-sales"]]
    whom = About(place, place.names[0], "title", None)
    head_lines(draft, whom, Scheme("", [], f"{year}年", anywhere=False), rng.choice(SUBJECTS), 3)
    beside = column is not None and column.period == str(year) and rng.random() < 0.5
    draft.row("指标", *([] if column is None else ["单位"]), rng.choice(words.LEVEL), *(["备注"] if beside else []))
    for thing in things:
        unit = words.WAN if column is None else rng.choice(words.MONEY)
        cell = softened(maker.figure(place, thing, unit, column or plain))
        said = note.rstrip("。").replace("年为", "为").rpartition("为")[2]
        draft.row(maker.name(thing), *([] if column is None else [unit.text]), cell, *([said] if beside else []))
    if not beside:
        draft.row(note)


def province_and_city(draft: Draft) -> None:
    """The province in one column and the city in the next: a city's figure is not the province's."""
    rng, maker = draft.rng, draft.maker
    scheme = schemes.choose(rng)
    scheme.anywhere = False
    thing = choose_things(maker, scheme, 1, strangers=False)[0]
    unit = rng.choice(thing.units)
    head_lines(draft, About(None, "", "none", None), scheme, "分地区主要指标", 4)
    paths = [column.path for column in scheme.columns]
    stubs = [rng.choice(["省", "省份"]), rng.choice(["市", "城市", "州市"]), "指标", "单位"]
    with_headings(draft.page, stubs, paths, top=True, repeat=True, merge=False)
    for place in rng.sample([words.KUNMING, *words.CITIES[:2]], rng.randint(1, 3)):
        cells = (softened(maker.figure(place, thing, unit, column)) for column in scheme.columns)
        draft.row("云南省", place.names[0], thing.names[0], unit.text, *cells)
    tail_lines(draft)
