"""What the words of a heading or a title say of a figure: when, how much or by how much, how final, in which unit.

``2024年1—9月累计（亿元）`` is a year, months, a running sum and a unit; what no word explains is left as ``rest``.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from gapboard.intake import units
from gapboard.intake.cells import clean
from gapboard.intake.model import Measure

_LONGEST = 200
_DIGITS = {char: str(number % 10) for number, char in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "两": "2",
}
_DASHES = str.maketrans(dict.fromkeys("—–－~～―−‐‑", "-"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """What the words of one text say.

    ``first`` and ``last`` are months; ``quarter`` says that they are named as one quarter, ``month`` as one month.
    ``running`` is a sum since January, ``until`` a state or a sum at the end of what is named, ``current`` the last
    month or quarter alone, ``whole`` the whole year, ``shift`` the years from the year that the table is about (上年:
    -1), ``same`` the same part of that year. ``last_year`` ends a span of years. ``fault`` is why nothing can be read.
    """

    text: str
    rest: str
    year: int = 0
    last_year: int = 0
    first: int = 0
    last: int = 0
    month: bool = False
    quarter: bool = False
    running: bool = False
    until: bool = False
    end: bool = False
    current: bool = False
    whole: bool = False
    shift: int | None = None
    same: bool = False
    measure: Measure | None = None
    status: str = ""
    unit: str = ""
    against: int = 0
    """The year that growth is counted from, where it is named."""
    date: bool = False
    shown_month: bool = False
    odd_day: bool = False
    fault: str = ""

    @property
    def says_when(self) -> bool:
        """Whether it says anything of a period."""
        return bool(
            self.year
            or self.first
            or self.running
            or self.current
            or self.whole
            or self.shift is not None
            or self.fault
        )

    @property
    def understood(self) -> bool:
        """Whether every word of it is explained."""
        return not self.rest


def number_of(text: str) -> int:
    """A number up to 99 in Arabic or Chinese digits; 0 for none."""
    if text.isascii() and text.isdigit():
        return int(text)
    tens, ten, ones = text.partition("十")
    if ten:
        return 10 * int(_DIGITS.get(tens, "1") if tens else 1) + int(_DIGITS.get(ones, "0") if ones else 0)
    return int(_DIGITS.get(text, "0"))


_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})"
_CENTURY = r"(?:19|20|21)\d\d"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EN = (  # blanks are gone by then
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_VS = (
    r"(?:(?:(?:比|较|为|按)(?:上年度?|去年|上一年|前一年|(?P<against>(?:19|20)\d\d)年)?|同比|上年|去年)?"
    r"(?:同期|同月|同季)?)"
)
_VERSUS = r"(?:(?:比|较)(?:上年度?|去年|上一年|(?:19|20)\d\d年)?(?:同期|同月|同季)?|同比|(?:上年|去年)同期)"
_GROW = r"(?:增长速度|增长率|增长|增速|增幅|升降幅度?|涨跌幅度?|涨幅|增降幅度?|growth(?:rate)?|\+-|±)"

Fields = dict[str, object]
Reader = Callable[[re.Match[str]], Fields | None]


def _year(found: re.Match[str]) -> Fields:
    return {"year": int(found["year"])}


def _chinese_year(found: re.Match[str]) -> Fields:
    return {"year": int("".join(_DIGITS[char] for char in found["year"]))}


def _years(found: re.Match[str]) -> Fields:
    first, last = int(found["year"]), int(found["year2"])
    return {"year": first, "last_year": last} if first < last else {"fault": "bad_period"}


def _months_of_years(found: re.Match[str]) -> Fields:
    """2023年5月-2024年8月."""
    ends = [int(found[name]) for name in ("year", "a", "year2", "b")]
    if not (1 <= ends[1] <= 12 and 1 <= ends[3] <= 12 and ends[:2] < ends[2:]):
        return {"fault": "bad_period"}
    return {"year": ends[0], "first": ends[1], "last_year": ends[2], "last": ends[3]}


def _date(found: re.Match[str]) -> Fields:
    return _dated(int(found["year"]), int(found["m"]), int(found["d"]))


def _dated(year: int, month: int, day: int) -> Fields:
    if (month, day) in ((12, 31), (1, 1)):
        return {"year": year, "date": True}
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return {"fault": "bad_period"}
    # 2024-09-01 is what a spreadsheet keeps of a cell that shows 2024年9月; 2024-01-09 may have been typed as 1-9.
    last = calendar.monthrange(year, month)[1] if 1 <= year <= 9999 else 31
    fields: Fields = {"year": year, "first": month, "last": month, "month": True, "date": True}
    return fields | {"shown_month": day == 1, "odd_day": day not in (1, last)}


def _iso_month(found: re.Match[str]) -> Fields:
    year, month = int(found["year"]), int(found["m"])
    if found["sep"] == "." and found["m"] == "1":
        return {"fault": "ambiguous_period"}  # January, or October after a spreadsheet took 2024.10 for a number
    return {"year": year, "first": month, "last": month, "month": True} if 1 <= month <= 12 else {"fault": "bad_period"}


def _months(found: re.Match[str]) -> Fields:
    first, last = number_of(found["a"]), number_of(found["b"])
    if not 1 <= first <= last <= 12:
        return {"fault": "bad_period"}
    return {"first": first, "last": last, "whole": (first, last) == (1, 12)}


def _english_months(found: re.Match[str]) -> Fields:
    """Jan-Oct 2026, Oct 2026, Oct 2026-Mar 2027: the year stands behind, and may be another at either end."""
    first, last = _english_month(found["a"]), _english_month(found["b"] or found["a"])
    year, before = int(found["year"]), int(found["before"] or found["year"])
    if before != year:
        ends: Fields = {"year": before, "first": first, "last_year": year, "last": last}
        return ends if before < year else {"fault": "bad_period"}
    if first > last:
        return {"fault": "bad_period"}
    fields: Fields = {"year": year, "first": first, "last": last}
    return fields | ({"whole": (first, last) == (1, 12)} if found["b"] else {"month": True})


def _english_date(found: re.Match[str]) -> Fields:
    fields = _dated(int(found["year"]), _english_month(found["m"]), int(found["d"]))
    # Words are typed: the first of a month is not what a spreadsheet keeps of the month.
    return fields | {"shown_month": False, "odd_day": True} if fields.get("shown_month") else fields


def _english_month(name: str) -> int:
    return 1 + _MONTHS.index(name[:3])


def _first_months(found: re.Match[str]) -> Fields:
    last = number_of(found["n"])
    return {"first": 1, "last": last, "whole": last == 12} if 1 <= last <= 12 else {"fault": "bad_period"}


def _month(found: re.Match[str]) -> Fields:
    month = number_of(found["n"])
    if not 1 <= month <= 12:
        return {"fault": "bad_period"}
    return {"first": month, "last": month, "month": True, "end": bool(found["end"])}


def _english_quarter(found: re.Match[str]) -> Fields:
    last = 3 * int(found["n"] or found["n2"])
    return {"year": int(found["year"]), "first": last - 2, "last": last, "quarter": True}


def _quarters(found: re.Match[str]) -> Fields:
    last = number_of(found["n"] or found["n2"]) if "n2" in found.groupdict() else number_of(found["n"])
    return {"first": 1, "last": 3 * last, "whole": last == 4} if 1 <= last <= 4 else {"fault": "bad_period"}


def _quarter(found: re.Match[str]) -> Fields:
    at = number_of(found["n"])
    return {"first": 3 * at - 2, "last": 3 * at, "quarter": True} if 1 <= at <= 4 else {"fault": "bad_period"}


def _half(found: re.Match[str]) -> Fields:
    return {"first": 1, "last": 6} if found["half"] in "上1" else {"first": 7, "last": 12}


def _growth(found: re.Match[str]) -> Fields:
    fields: Fields = {"measure": Measure.GROWTH}
    if "累计" in found[0]:
        fields["running"] = True
    if against := found.groupdict().get("against"):
        fields["against"] = int(against)
    return fields


def _change(found: re.Match[str]) -> Fields:
    # 增减 says neither whether in per cent nor in what the figure is counted in; a sign of per cent does.
    rest = found.string[found.end() : found.end() + 4]
    return {"measure": Measure.GROWTH if "%" in found[0] or rest.startswith(("%", "(%")) else Measure.CHANGE}


def _fixed(**fields: object) -> Reader:
    return lambda _: dict(fields)


_SIGN = r"(?:\(?[%±]+\)?)?"
_ABSOLUTE = r"(?:额|量|数|值|绝对额|绝对量)?"
_SUM = r"(?:数值|数|值|额|量|完成|实现)?"
_DAY = r"日?(?:t?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?"
_PLANS = "(?:目标|计划|任务|预算|预期|考核)"

# How much, or by how much. What a figure is compared with is no period of its own.
_MEASURES: tuple[tuple[str, Reader], ...] = (
    (
        r"(?:[一二三四五六七八九十两\d]{1,2}年)?(?:年均|年平均|平均)(?:每年)?(?:增长|增速|递增|增幅)(?:速度|率)?"
        + _SIGN,
        _fixed(measure=Measure.OTHER),
    ),
    (
        r"(?:比|较)(?:年初|(?:上年|去年|年)(?:末|底))(?:增长|增加|增减|新增|变化)?(?:额|数|量)?" + _SIGN,
        _fixed(measure=Measure.PREVIOUS),
    ),
    (rf"{_VS}(?:名义|实际|可比|累计)?{_GROW}(?:速度|幅度)?" + _SIGN, _growth),
    (r"(?:同比|(?:比|较)(?:上年|去年)(?:同期)?)" + _SIGN + "(?![一-鿿])", _growth),
    (rf"{_VS}(?:累计)?(?:增减|升降|变动)(?:率|幅度?(?=\(?%))" + _SIGN, _growth),
    (rf"{_VERSUS}(?:累计)?(?:增减变?化?|净增加?|增加|变化|升降|增量)(?!值){_ABSOLUTE}" + _SIGN, _change),
    (rf"(?:累计)?(?:增减变?化?|净增加?){_ABSOLUTE}" + _SIGN + r"(?=$|[(\[])", _change),
    (rf"^(?:累计)?(?:增加|变化|升降|增量)(?!值){_ABSOLUTE}" + _SIGN + r"(?=$|[(\[])", _change),
    (
        r"(?:(?:比|较|同比)(?:上年|去年)?(?:同期)?)(?:提高|降低|上升|下降|回落)(?:额|幅度)?",
        _fixed(measure=Measure.CHANGE),
    ),
    (
        r"环比(?:增长|增速|增减)?(?:\(?%\)?)?|(?:比|较)?上(?:月|季度?)(?:末|增长|增减)?",
        _fixed(measure=Measure.PREVIOUS),
    ),
    (
        rf"(?:完成|占|为)(?:年度?|全年|年初)?{_PLANS}(?:任务|数)?(?:的|之)?(?:进度|比例|比重|百分比|%|率)+",
        _fixed(measure=Measure.DONE),
    ),
    (
        rf"{_PLANS}?(?:完成率|完成进度|完成比例|执行率|执行进度|序时进度)|^进度",
        _fixed(measure=Measure.DONE),
    ),
    (
        rf"(?:年初|年度|全年|本年|当年|预期|调整)*{_PLANS}(?:任务|目标|指标)?(?:值|数|额|量)?(?=$|[(\[])",
        _fixed(measure=Measure.PLAN),
    ),
    (r"(?:全省|全国|全市)?(?:排名|位次|排位|排序|名次)", _fixed(measure=Measure.RANK)),
    (
        r"(?:占(?:全[市省国区县]|总量|合计|总计|地区生产总值|gdp)?的?)?(?:比重|占比|份额|构成)" + _SIGN,
        _fixed(measure=Measure.SHARE),
    ),
)
_TIMES: tuple[tuple[str, Reader], ...] = (
    (r"(?<!\d)(?P<year>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日", _date),
    (r"(?<!\d)(?P<year>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d*月)" + _DAY, _date),
    (
        r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?P<a>\d{1,2})月[-至到](?P<year2>(?:19|20)\d\d)年(?P<b>\d{1,2})月",
        _months_of_years,
    ),
    (r"(?<!\d)(?P<year>(?:19|20)\d\d)年?-(?P<year2>(?:19|20)\d\d)(?:年|(?!\d))", _years),
    (rf"(?<!\d)(?P<year>{_CENTURY})(?:年|-)?h(?P<half>[12])(?!\d)", lambda found: _year(found) | _half(found)),
    (rf"(?<!\d)(?P<year>{_CENTURY})(?:年|-)?(?:q(?P<n>[1-4])|(?P<n2>[1-4])q)(?!\d)", _english_quarter),
    (rf"(?<![\d.])(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:of)?(?P<m>{_EN}),?(?P<year>{_CENTURY})(?!\d)", _english_date),
    (rf"(?P<m>{_EN})(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?(?P<year>{_CENTURY})(?!\d)", _english_date),
    (
        rf"(?P<a>{_EN})(?:(?:,?(?P<before>{_CENTURY}))?(?:-|to)(?P<b>{_EN}))?,?(?P<year>{_CENTURY})(?!\d)",
        _english_months,
    ),
    (
        rf"(?<!\d)(?P<year>{_CENTURY})[-/.](?P<a>\d{{1,2}})-(?P<b>\d{{1,2}})月",
        lambda found: _year(found) | _months(found),
    ),
    (rf"(?<!\d)(?P<year>{_CENTURY})(?P<sep>[-/.])(?P<m>0?[1-9]|1[0-2])(?!\d)月?份?", _iso_month),
    (r"(?:fy|year)?(?P<year>(?<!\d)\d{4})年(?:度(?!计划|目标|任务|预算))?", _year),
    (r"(?P<year>[〇零○一二三四五六七八九]{4})年度?", _chinese_year),
    (rf"(?:fy|year)?(?<![\d.])(?P<year>{_CENTURY})(?:\.0+)?(?![\d.])", _year),
    (r"(?:自|从)?(?:1|一)月(?:份)?(?:以来|起)(?:累计)?" + _SUM, _fixed(running=True)),
    (r"(?:自|从)?(?:1|一)月?(?:份)?[-至到](?:本|当)月(?:止|末|底)?(?:累计)?" + _SUM, _fixed(running=True)),
    (rf"(?<!\d)(?P<a>{_N})月?份?[-至到](?P<b>{_N})月(?:份|末|底)?", _months),
    (rf"[前头](?P<n>{_N})个?月(?:份|末|底)?", _first_months),
    (r"[前头](?P<n>[234二三四])个?季度?", _quarters),
    (r"(?<!\d)1-(?P<n>[234])季度?|一(?:至|到|-)(?P<n2>[二三四])季度?", _quarters),
    (r"第?(?P<n>[一二三四1-4])季度?", _quarter),
    (rf"(?<!\d)(?P<n>{_N})月(?:份)?(?P<end>末|底)?", _month),
    (r"(?P<half>[上下])半年", _half),
    (
        r"(?:自|从)?(?:本年|今年|年)初?(?:以来|至今|至本月|起)?(?:止|末)?累计"
        + _SUM
        + r"|(?:自|从)?年初(?:以来|至今|至本月止?)",
        _fixed(running=True),
    ),
    (
        r"(?:截至|截止|至|到)?(?:本月|报告期|本期)(?:止|末|底)?累计" + _SUM + r"|(?:至|截至|到)本月(?:止|末)",
        _fixed(running=True),
    ),
    (r"止?累计" + _SUM + "|ytd", _fixed(running=True)),
    (r"全年|全年度|年度(?=累计|数|值|$)", _fixed(whole=True)),
    (r"截至|截止|至(?=\d{1,2}月)|(?<=月)止", _fixed(until=True)),
    (r"(?:上年度?|去年|上一年)(?:同期|同月|同季)(?:数|值)?|(?<!比)同期(?:数|值)", _fixed(shift=-1, same=True)),
    (r"同期", _fixed(shift=-1, same=True)),
    (r"上年度?|去年|上一年", _fixed(shift=-1)),
    (r"前年", _fixed(shift=-2)),
    (r"(?:本月|当月|单月|单季度?|本季度?|当季度?|当期)(?:数值|值|数|额)?", _fixed(current=True)),
    (r"本年度?|今年|当年|报告期|本期", _fixed(shift=0)),
    (r"年?[末底](?=$|[数(人])|期末|年终", _fixed(end=True)),
)
_STATUSES: tuple[tuple[str, Reader], ...] = (
    (r"(?:预测|预计)(?:数|值)?|\(f\)", _fixed(status="F")),
    (r"(?:估计|估算)(?:数|值)?|\(e\)", _fixed(status="E")),
    (r"(?:快报|初步(?:核算|统计|核实)?|初核)(?:数|值)?|\(p\)", _fixed(status="P")),
    (r"(?:年报|终审|最终(?:核实|核算)?|年鉴|决算)(?:数|值)?|(?:核实|正式)(?:数|值)", _fixed(status="A")),
)
_LEVELS: tuple[tuple[str, Reader], ...] = (
    (
        r"绝对(?:额|数|值|量)|数值|实绩|实际完成(?:数|值|额)?|完成(?:数|值|额|量|情况)?|实现(?:数|值|额)?|指标值"
        r"|发展水平|(?:总量|金额|数额|实际(?:数|值|额)?)(?=$|[(\[])",
        _fixed(measure=Measure.LEVEL),
    ),
)
# In this order at each place of the text; the first that fits is taken.
_WORDS = tuple((re.compile(pattern), reader) for pattern, reader in (*_MEASURES, *_TIMES, *_STATUSES, *_LEVELS))
_LAST = re.compile(r"^(?:数值?|值|额|total|value|actual|amount)$")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_EMPTY = re.compile(r"[\s,、:;._/|()\[\]*#<>《》“”\"'\-]+")


@lru_cache(maxsize=16384)
def parse(text: str) -> Phrase:
    """The words of ``text``."""
    shown = clean(text)[:_LONGEST]
    bare = re.sub("-{2,}", "-", "".join(shown.lower().split()).translate(_DASHES))
    bare, unit = _without_unit(bare)
    fields: Fields = {}
    measures: list[Measure] = []
    rest: list[str] = []
    at = 0
    while at < len(bare):
        found, read = _at(bare, at)
        if found is None or read is None:
            rest.append(bare[at])
            at += 1
            continue
        read = dict(read)
        if "measure" in read:
            measures.append(read.pop("measure"))  # type: ignore[arg-type]
        _merge(fields, read)
        at = found.end()
    left = _EMPTY.sub("", "".join(rest))
    if unit == "%":
        left = left.strip("%±")
    if units.is_foreign_currency(left):
        left, unit = "", left
    measure = _gravest(measures)
    if _LAST.match(left) or ((measure or unit) and not left.strip("%±")):
        left = ""
    if measure is Measure.GROWTH and unit and unit not in ("%", "‰"):
        measure = Measure.CHANGE  # 增长（亿元）
    return replace(Phrase(shown, left, unit=unit, measure=measure), **fields)  # type: ignore[arg-type]


def _at(text: str, at: int) -> tuple[re.Match[str] | None, Fields | None]:
    for pattern, reader in _WORDS:
        found = pattern.match(text, at)
        if found and found.end() > at:
            return found, reader(found)
    return None, None


def _merge(fields: Fields, read: Fields) -> None:
    """Take in what one more word says; two years or two parts of a year in one text are a fault."""
    both = ("year" in fields and "year" in read and fields["year"] != read["year"]) or (
        "first" in fields and "first" in read and (fields["first"], fields["last"]) != (read["first"], read["last"])
    )
    for name, item in read.items():
        if name in ("year", "first", "last", "month", "quarter") and name in fields:
            continue
        fields[name] = item
    if both:
        fields["fault"] = "ambiguous_period"


def _gravest(measures: list[Measure]) -> Measure | None:
    """Of several words the one that takes the figure furthest from being the figure itself."""
    order = (
        Measure.OTHER, Measure.PREVIOUS, Measure.DONE, Measure.RANK, Measure.SHARE, Measure.PLAN, Measure.CHANGE,
        Measure.GROWTH, Measure.LEVEL,
    )  # fmt: skip
    return next((measure for measure in order if measure in measures), None)


def _without_unit(text: str) -> tuple[str, str]:
    """The text without the unit that stands in brackets, and the unit."""
    for found in reversed(list(_BRACKETS.finditer(text))):
        inside = found[1].removeprefix("单位:").removeprefix("单位")
        if units.is_known(inside) and not units.is_foreign_currency(inside):
            kept = "%" if inside in ("%", "±%", "+-%") else ""
            # The sign of per cent is what tells growth from change: it stays beside the word.
            return text[: found.start()] + (f"({kept})" if kept else "") + text[found.end() :], inside.strip(
                "±+-"
            ) or "%"
    if text.endswith("%") and len(text) > 1:
        return text, "%"
    return text, ""


def as_january(phrase: Phrase) -> Phrase:
    """The first of January in a row of first days of months: January, and not the year."""
    if phrase.date and not phrase.first and phrase.text.endswith(("-01-01", "-01-01 00:00:00")):
        return replace(phrase, first=1, last=1, month=True, shown_month=True)
    return phrase


# The ledger's own way to write the months of a year, which its exports have.
_OWN_SPAN = re.compile("([0-9]{4})-(0[1-9]|1[0-2])/\\1-(0[1-9]|1[0-2])")


def of_label(text: str) -> Phrase:
    """The words of a cell that labels a row: a bare number of four digits is a year, even one that cannot be."""
    shown = clean(text)
    if len(shown) == 4 and shown.isascii() and shown.isdigit():
        return Phrase(shown, "", year=int(shown))
    if span := _OWN_SPAN.fullmatch(shown):
        return Phrase(shown, "", year=int(span[1]), first=int(span[2]), last=int(span[3]))
    found = parse(text)
    return replace(found, fault="bad_period") if (found.rest or found.measure) and not found.fault else found
