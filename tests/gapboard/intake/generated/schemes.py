"""Which figures stand side by side, and what their headings say: the columns of a table by period and aspect.

Each scheme chooses what the figures *are* first and only then words for it; nothing is ever read back from words.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from enum import StrEnum

from tests.gapboard.intake.generated import vocabulary as words
from tests.gapboard.intake.generated.facts import Wish
from tests.gapboard.intake.generated.vocabulary import Place, Thing, Unit, so_far, span_text


class Aspect(StrEnum):
    """What a figure is of its indicator."""

    LEVEL = "level"
    GROWTH = "growth"
    LAST = "last year's"  # the comparable figure of the year before
    CHANGE = "change"
    PLAN = "plan"
    PROGRESS = "progress"
    INDEX = "index"
    RANK = "rank"
    OTHER = "another thing in per cent"


FINAL, FLASH, FORECAST = frozenset("A"), frozenset("P"), frozenset("F")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: its headings from the top, and what its figures are."""

    path: tuple[str, ...]
    period: str
    aspect: Aspect = Aspect.LEVEL
    statuses: frozenset[str] = FINAL
    wish: Wish = Wish.TAKE
    place: Place | None = None
    thing: Thing | None = None
    unit: Unit | None = None


@dataclass(slots=True)
class Scheme:
    """Columns, and the time that has to be said outside them: a year and a part of it, in words, or empty."""

    name: str
    columns: list[Column]
    year: str = ""
    part: str = ""
    kinds: tuple[str, ...] = ("flow",)
    paces: bool = True  # growth that is an indicator makes sense
    monthly: bool = False  # only what is published by months makes sense
    anywhere: bool = True  # the time may stand in the name of the sheet or file


def years(rng: random.Random) -> Scheme:
    """Years across, perhaps with the growth or the change of the last one at the end."""
    last, count = rng.randint(2021, 2025), rng.randint(2, 4)
    chosen = list(range(last - count + 1, last + 1))
    if rng.random() < 0.2:
        chosen.reverse()
    form = rng.choice(["{}年", "{}年", "{}年", "{}", "{} 年", "{}年度", "wide"])
    headings = [words.wide(f"{year}年") if form == "wide" else form.format(year) for year in chosen]
    columns = [Column((heading,), str(year)) for heading, year in zip(headings, chosen, strict=True)]
    tail = rng.random()
    if tail < 0.25:
        heading = rng.choice([f"{last}年比{last - 1}年增长(%)", f"{last}年比上年增长（%）", *words.GROWTH])
        columns.append(Column((heading,), str(last), Aspect.GROWTH))
    elif tail < 0.4:
        columns.append(Column((rng.choice(words.CHANGE),), str(last), Aspect.CHANGE))
    elif tail < 0.47:
        columns.append(Column((rng.choice(words.INDEX),), str(last), Aspect.INDEX))
    elif tail < 0.57:
        columns.append(Column((rng.choice(words.NO_GROWTH),), str(last), Aspect.OTHER))
    if tail < 0.4 and chosen[0] > chosen[-1]:
        columns = [*sorted(columns[:-1], key=lambda column: column.period), columns[-1]]
    return Scheme("years", columns, kinds=("flow", "stock", "head", "rate"))


def years_by_aspect(rng: random.Random) -> Scheme:
    """Level and growth under each year, or each year under level and growth."""
    last = rng.randint(2021, 2025)
    level, growth = rng.choice(words.LEVEL), rng.choice(words.GROWTH)
    pairs = [(year, aspect) for year in (last - 1, last) for aspect in (Aspect.LEVEL, Aspect.GROWTH)]
    if rng.random() < 0.3:
        pairs.sort(key=lambda pair: pair[1] is Aspect.GROWTH)
        columns = [Column((level if a is Aspect.LEVEL else growth, f"{y}年"), str(y), a) for y, a in pairs]
    else:
        columns = [Column((f"{y}年", level if a is Aspect.LEVEL else growth), str(y), a) for y, a in pairs]
    return Scheme("years by aspect", columns, kinds=("flow", "head"))


def year_in_title(rng: random.Random) -> Scheme:
    """Level and growth of the year that the title names."""
    year = rng.randint(2019, 2025)
    columns = [Column((rng.choice(words.LEVEL),), str(year))]
    if rng.random() < 0.8:
        columns.append(Column((rng.choice(words.GROWTH),), str(year), Aspect.GROWTH))
    if rng.random() < 0.25:
        columns.append(Column((rng.choice(words.RANK),), str(year), Aspect.RANK))
    if rng.random() < 0.15:
        columns.insert(rng.randint(1, len(columns)), Column((rng.choice(words.NO_GROWTH),), str(year), Aspect.OTHER))
    if rng.random() < 0.15:
        columns.append(Column((rng.choice(words.INDEX),), str(year), Aspect.INDEX))
    return Scheme("year in title", columns, year=f"{year}年", kinds=("flow", "head", "stock"))


def month_and_so_far(rng: random.Random) -> Scheme:
    """A month beside January to that month, each with level and growth."""
    year, month = rng.randint(2022, 2025), rng.randint(2, 12)
    inside = rng.random() < 0.25  # the year is in the headings
    title_month = rng.random() < 0.4
    before = f"{year}年" if inside else ""
    so_far_word = rng.choice(
        [f"1{rng.choice(words.DASHES)}{month}月{end}" for end in ("累计", "", "份累计", "累计完成")]
    )
    month_word = rng.choice([f"{month}月", f"{month}月", f"{month}月份"])
    if month <= 10 and rng.random() < 0.08:
        month_word, so_far_word = f"{words.CN[month]}月", f"一至{words.CN[month]}月{rng.choice(['', '累计'])}"
    if title_month and not inside:
        month_word = rng.choice([month_word, "本月", "当月", "本月完成"])
        so_far_word = rng.choice(
            [
                so_far_word,
                "累计",
                "本年累计",
                "本月止累计",
                "自年初累计",
                "1月至本月累计",
                "1至本月累计",
                "年初至本月累计",
            ]
        )
    tops = ((before + month_word, f"{year}-{month:02}"), (before + so_far_word, so_far(year, month)))
    level, growth = rng.choice(words.LEVEL), rng.choice(words.GROWTH)
    style = rng.random()
    if style < 0.5:
        columns = [
            Column((top, word), period, aspect)
            for top, period in tops
            for word, aspect in ((level, Aspect.LEVEL), (growth, Aspect.GROWTH))
        ]
    elif style < 0.65:
        columns = [
            Column((word, top), period, aspect)
            for word, aspect in ((level, Aspect.LEVEL), (growth, Aspect.GROWTH))
            for top, period in tops
        ]
    elif style < 0.85:  # one row of headings: growth follows what has grown
        columns = [
            Column((word,), period, aspect)
            for top, period in tops
            for word, aspect in ((top, Aspect.LEVEL), (growth, Aspect.GROWTH))
        ]
    else:
        columns = [
            Column((top + word,), period, aspect)
            for top, period in tops
            for word, aspect in ((level, Aspect.LEVEL), (rng.choice(words.GROWTH_CLEAR), Aspect.GROWTH))
        ]
    part = f"{month}月" if title_month and not inside else ""
    return Scheme("month and so far", columns, "" if inside else f"{year}年", part, monthly=True)


def part_in_title(rng: random.Random) -> Scheme:
    """The title names January to some month; the columns say only level and growth, or 'so far'."""
    year, month = rng.randint(2022, 2025), rng.choice([1, 2, 3, 5, 6, 6, 8, 9, 9, 10, 11, 12])
    period = so_far(year, month)
    level = rng.choice([*words.LEVEL, *words.SO_FAR, "累计完成", "累计数", "本期", "本期累计", *words.DONE[:2]])
    columns = [Column((level,), period)]
    if rng.random() < 0.3:
        word = rng.choice(["上年同期", "去年同期", "上年同期累计", "上年同期数"])
        columns.append(Column((word,), so_far(year - 1, month), Aspect.LAST))
    if rng.random() < 0.85:
        columns.append(Column((rng.choice(words.GROWTH),), period, Aspect.GROWTH))
    if rng.random() < 0.15:
        columns.append(Column((rng.choice(words.CHANGE),), period, Aspect.CHANGE))
    if rng.random() < 0.1:
        columns.append(Column((rng.choice(words.NO_GROWTH),), period, Aspect.OTHER))
    part = f"{month}月" if month == 1 else span_text(rng, month)
    return Scheme("part in title", columns, f"{year}年", part, monthly=month not in (3, 6, 9, 12))


def so_far_under_month(rng: random.Random) -> Scheme:
    """The title names one month, the columns are all 'so far'."""
    year, month = rng.randint(2022, 2025), rng.randint(2, 12)
    period = so_far(year, month)
    word = rng.choice([*words.SO_FAR, "本月止累计数", "年初至本月止累计", "累计完成"])
    columns = [Column((word,), period), Column((rng.choice(words.GROWTH),), period, Aspect.GROWTH)]
    return Scheme("so far under a month", columns, f"{year}年", f"{month}月", monthly=True)


def bare_part(rng: random.Random) -> Scheme:
    """A month in the title over a bare level: that month, or all up to it? Never the year."""
    year, month = rng.randint(2022, 2025), rng.randint(2, 11)
    may = [Column((rng.choice(words.LEVEL),), f"{year}-{month:02}", wish=Wish.MAY)]
    if rng.random() < 0.6:
        may.append(Column((rng.choice(words.GROWTH_CLEAR),), f"{year}-{month:02}", Aspect.GROWTH, wish=Wish.MAY))
    return Scheme("bare month in title", may, f"{year}年", f"{month}月", monthly=True)


def so_far_of_nothing(rng: random.Random) -> Scheme:
    """'So far' where nothing says up to which month: a question, never the year."""
    year = rng.randint(2022, 2025)
    word = rng.choice(words.SO_FAR)
    columns = [
        Column((word,), "", wish=Wish.NOT),
        Column((rng.choice(words.GROWTH),), "", Aspect.GROWTH, wish=Wish.NOT),
    ]
    return Scheme("so far without a month", columns, f"{year}年", monthly=True)


def parts_across(rng: random.Random) -> Scheme:
    """Longer and longer parts of a year side by side."""
    year = rng.randint(2022, 2025)
    style = rng.randrange(4)
    if style == 0:
        names = rng.choice([("一季度", "上半年", "前三季度", "全年"), ("1—3月", "1—6月", "1—9月", "1—12月")])
        parts = [(name, so_far(year, 3 * (number + 1))) for number, name in enumerate(names)]
    elif style == 1:
        first, dash = rng.randint(2, 8), rng.choice(words.DASHES)
        parts = [(f"1{dash}{month}月", so_far(year, month)) for month in range(first, first + rng.randint(2, 4))]
    elif style == 2:
        first = rng.randint(1, 8)
        parts = [(f"{month}月", f"{year}-{month:02}") for month in range(first, first + rng.randint(2, 4))]
    else:  # one quarter beside another
        names = rng.choice([("一季度", "二季度", "三季度", "四季度"), ("第一季度", "第二季度", "第三季度", "第四季度")])
        parts = [(name, words.quarter(year, number + 1)) for number, name in enumerate(names)]
    wish = Wish.OR_ASK if style == 3 else Wish.TAKE  # some offices mean the sum up to there
    under = rng.random()
    if under < 0.5:
        columns = [Column((f"{year}年", name), period, wish=wish) for name, period in parts]
        return Scheme("parts across", columns, monthly=style in (1, 2))
    if under < 0.75:
        columns = [Column((f"{year}年{name}",), period, wish=wish) for name, period in parts]
        return Scheme("parts across", columns, monthly=style in (1, 2))
    columns = [Column((name,), period, wish=wish) for name, period in parts]
    return Scheme("parts across", columns, f"{year}年", monthly=style in (1, 2))


def december(rng: random.Random) -> Scheme:
    """December beside January to December."""
    year = rng.randint(2021, 2024)
    dash, growth = rng.choice(words.DASHES), rng.choice(words.GROWTH)
    whole = rng.choice([f"1{dash}12月", f"1{dash}12月累计", "全年", "全年累计", f"1{dash}12月份"])
    columns = [
        Column(("12月",), f"{year}-12"),
        Column((growth,), f"{year}-12", Aspect.GROWTH),
        Column((whole,), str(year)),
        Column((growth,), str(year), Aspect.GROWTH),
    ]
    if rng.random() < 0.4:
        columns = columns[::2]
    return Scheme("december", columns, f"{year}年", rng.choice(["", "12月", f"1{dash}12月"]), monthly=True)


def plan_and_done(rng: random.Random) -> Scheme:
    """What was planned beside what was done."""
    year, month = rng.randint(2021, 2025), rng.choice([9, 10, 11, 12, 12, 12])
    period = so_far(year, month)
    done = rng.choice(words.DONE)
    columns = [
        Column((rng.choice(words.PLAN),), str(year), Aspect.PLAN),
        Column((done,), period),
        Column((rng.choice(words.PROGRESS),), period, Aspect.PROGRESS),
    ]
    if rng.random() < 0.5:
        columns.append(Column((rng.choice(words.GROWTH_CLEAR),), period, Aspect.GROWTH))
    if rng.random() < 0.25:
        word = rng.choice(["上年同期", "上年同期完成", "去年同期数"])
        columns.insert(0, Column((word,), so_far(year - 1, month), Aspect.LAST))
    part = rng.choice(["", "1-12月", "全年"]) if month == 12 else f"1{rng.choice(words.DASHES)}{month}月"
    return Scheme("plan and done", columns, f"{year}年", part, monthly=month < 12)


def this_and_last(rng: random.Random) -> Scheme:
    """This year and last year, by those words."""
    year = rng.randint(2020, 2025)
    this, last = rng.choice(
        [("本年", "上年"), ("本年", "上年"), ("本年实际", "上年实际"), ("当年", "上年"), ("本年数", "上年数")]
    )
    columns = [Column((this,), str(year)), Column((last,), str(year - 1))]
    if rng.random() < 0.3:
        columns.reverse()
    if rng.random() < 0.6:
        columns.append(Column((rng.choice(words.GROWTH),), str(year), Aspect.GROWTH))
    elif rng.random() < 0.4:
        columns.append(Column((rng.choice(words.CHANGE),), str(year), Aspect.CHANGE))
    if rng.random() < 0.25:  # the year is not over: no whole years
        month = rng.choice([3, 6, 9, 10, 11])
        parts = {str(year): so_far(year, month), str(year - 1): so_far(year - 1, month)}
        columns = [replace(column, period=parts[column.period], wish=Wish.OR_ASK) for column in columns]
        return Scheme("this and last year", columns, f"{year}年", span_text(rng, month), monthly=True)
    return Scheme("this and last year", columns, f"{year}年", kinds=("flow", "head", "stock"))


def by_status(rng: random.Random) -> Scheme:
    """Years that are final, flash and forecast."""
    year = rng.randint(2023, 2025)
    final = rng.choice([("年报",), ("（年报）",), ("年报数",), ("终审数",), ("（终审）",), ("最终核实数",), ("",)])[0]
    flash = rng.choice(
        ["快报", "（快报）", "快报数", "初步核算", "（初步核算）", "（初步核算数）", "初步核算数", "(快报数)"]
    )
    coming = rng.choice(["（预测）", "预测", "（预测数）", "预测值", "预计", "（预计）", "(预计数)", "预计完成"])
    guess = FORECAST if "测" in coming else frozenset("EF")
    columns = [
        Column((f"{year - 2}年{final}",), str(year - 2)),
        Column((f"{year - 1}年{flash}",), str(year - 1), statuses=FLASH),
        Column((f"{year}年{coming}",), str(year), statuses=guess),
    ]
    if rng.random() < 0.3:
        columns.append(Column((f"{year}年{rng.choice(['目标', '计划', '预期目标'])}",), str(year), Aspect.PLAN))
    return Scheme("by status", columns, kinds=("flow", "head", "stock"))


def status_in_title(rng: random.Random) -> Scheme:
    """A title that says that its figures are the first, or are expected."""
    year = rng.randint(2021, 2025)
    word, status = rng.choice([("快报", FLASH), ("初步核算数", FLASH), ("预计数", frozenset("EF")), ("预测", FORECAST)])
    columns = [Column((rng.choice(words.LEVEL),), str(year), statuses=status)]
    columns.append(Column((rng.choice(words.GROWTH_CLEAR),), str(year), Aspect.GROWTH, statuses=status))
    return Scheme("status in title", columns, f"{year}年", f"（{word}）", kinds=("flow", "head"), anywhere=False)


def plan_in_title(rng: random.Random) -> Scheme:
    """A title that says that its figures are targets: nothing is an actual."""
    year = rng.randint(2021, 2025)
    word = rng.choice(["（预期目标）", "（计划）", "（年度目标任务）", "（规划目标）"])
    columns = [Column((rng.choice(words.LEVEL),), str(year), Aspect.PLAN)]
    return Scheme("plan in title", columns, f"{year}年", word, anywhere=False)


def end_of_month(rng: random.Random) -> Scheme:
    """The state at the end of a month. What flows up to there is at most the sum since January."""
    year, month = rng.randint(2022, 2025), rng.randint(2, 11)
    word = rng.choice(["截至{y}年{m}月末", "截至{y}年{m}月底", "截至{y}年{m}月", "{y}年{m}月末", "截止{y}年{m}月末"])
    columns = [Column((word.format(y=year, m=month),), f"{year}-{month:02}", wish=Wish.OR_ASK)]
    if rng.random() < 0.5:
        columns.append(Column((word.format(y=year - 1, m=month),), f"{year - 1}-{month:02}", wish=Wish.OR_ASK))
    return Scheme("end of a month", columns, kinds=("stock",))


def flow_to_month_end(rng: random.Random) -> Scheme:
    """What has flowed up to the end of a month: since January, never the year."""
    year, month = rng.randint(2022, 2025), rng.randint(2, 11)
    forms = [
        "截至{m}月末",
        "截至{m}月底",
        "截至{y}年{m}月末",
        "截至{m}月末累计",
        "{m}月末累计",
        "{m}月末",
        "{y}年{m}月底",
    ]
    word = rng.choice(forms).format(y=year, m=month)
    clear = "累计" in word
    column = Column((word,), so_far(year, month), wish=Wish.TAKE if clear else Wish.OR_ASK)
    return Scheme("flow to the end of a month", [column], f"{year}年", monthly=True, paces=False)


def months_so_far_in_heading(rng: random.Random) -> Scheme:
    """2024年9月累计, 2024年三季度累计值: since January."""
    year = rng.randint(2022, 2025)
    if rng.random() < 0.5:
        months = sorted(rng.sample(range(2, 13), rng.randint(1, 3)))
        word = rng.choice(["{y}年{m}月累计", "{y}年{m}月累计数", "{y}年{m}月止累计"])
        parts = [(word.format(y=year, m=month), so_far(year, month)) for month in months]
        return Scheme("so far in heading", [Column((word,), period) for word, period in parts], monthly=True)
    numbers = sorted(rng.sample(range(1, 5), rng.randint(1, 3)))
    word = rng.choice(["{y}年第{n}季度累计值", "{y}年{n}季度累计", "{y}年第{n}季度累计", "{y}年前{n}季度累计"])
    numbers = [number for number in numbers if "前" not in word or number in (2, 3)] or [3]
    parts = [(word.format(y=year, n=words.CN[number]), so_far(year, 3 * number)) for number in numbers]
    return Scheme("so far in heading", [Column((word,), period) for word, period in parts])


def single_and_so_far_under_month(rng: random.Random) -> Scheme:
    """The single month and the months so far, both under the heading of the month."""
    year, month = rng.randint(2022, 2025), rng.randint(2, 12)
    top: tuple[str, ...] = (f"{month}月",)
    inside = rng.random() < 0.4
    if inside:
        top = rng.choice([(f"{year}年{month}月",), (f"{year}年", f"{month}月")])
    single, since = rng.choice(["当月", "本月", "单月"]), rng.choice(["累计", "本年累计", "年初累计", "年初以来累计"])
    columns = [Column((*top, single), f"{year}-{month:02}")]
    if rng.random() < 0.5:
        columns.append(Column((*top, f"{single}同比(%)"), f"{year}-{month:02}", Aspect.GROWTH))
    columns.append(Column((*top, since), so_far(year, month)))
    if rng.random() < 0.6:
        columns.append(Column((*top, rng.choice(["累计增长(%)", "累计同比（%）"])), so_far(year, month), Aspect.GROWTH))
    return Scheme("both under a month", columns, "" if inside else f"{year}年", monthly=True)


def years_under_a_part(rng: random.Random) -> Scheme:
    """Years across under a title that says January to some month: no whole years, whatever the headings say."""
    year, month = rng.randint(2022, 2025), rng.choice([3, 6, 8, 9, 10, 11])
    columns = [Column((f"{y}年",), so_far(y, month), wish=Wish.OR_ASK) for y in (year - 1, year)]
    if rng.random() < 0.5:
        columns.append(Column((rng.choice(words.GROWTH_CLEAR),), so_far(year, month), Aspect.GROWTH, wish=Wish.OR_ASK))
    return Scheme("years under a part", columns, "", span_text(rng, month), monthly=True, anywhere=False)


def same_part_of_two_years(rng: random.Random) -> Scheme:
    """January to a month of this year with its growth, beside the same months of last year."""
    year, month = rng.randint(2022, 2025), rng.choice([2, 3, 6, 8, 9, 10, 11, 12])
    part = span_text(rng, month)
    growth = rng.choice(words.GROWTH)
    if rng.random() < 0.5:
        level = rng.choice(words.LEVEL)
        columns = [
            Column((f"{year}年{part}", level), so_far(year, month)),
            Column((f"{year}年{part}", growth), so_far(year, month), Aspect.GROWTH),
            Column((f"{year - 1}年{part}", level), so_far(year - 1, month)),
        ]
    else:
        columns = [Column((f"{y}年{part}",), so_far(y, month)) for y in (year - 1, year)]
        columns.append(Column((growth,), so_far(year, month), Aspect.GROWTH))
    return Scheme("same part of two years", columns, monthly=month not in (3, 6, 9, 12))


SCHEMES = (
    (years, 5), (years_by_aspect, 2), (year_in_title, 3), (month_and_so_far, 5), (part_in_title, 4),
    (so_far_under_month, 2), (bare_part, 1), (so_far_of_nothing, 1), (parts_across, 3), (december, 2),
    (plan_and_done, 2), (this_and_last, 2), (by_status, 2), (status_in_title, 1), (end_of_month, 1),
    (flow_to_month_end, 1), (months_so_far_in_heading, 2),
    (single_and_so_far_under_month, 2), (years_under_a_part, 1), (plan_in_title, 1), (same_part_of_two_years, 2),
)  # fmt: skip


def choose(rng: random.Random) -> Scheme:
    """One of the schemes."""
    makers, weights = zip(*SCHEMES, strict=True)
    return rng.choices(makers, weights)[0](rng)


def of_region(columns: list[Column], place: Place, heading: str) -> list[Column]:
    """The columns once more under a region."""
    return [replace(column, path=(heading, *column.path), place=place) for column in columns]


def of_thing(columns: list[Column], thing: Thing, unit: Unit, heading: str) -> list[Column]:
    """The columns once more under an indicator."""
    return [replace(column, path=(heading, *column.path), thing=thing, unit=unit) for column in columns]
