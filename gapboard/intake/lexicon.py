"""What the texts of one file stand for: each different text is looked up once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from gapboard.catalog import Catalog
from gapboard.intake import names, units
from gapboard.intake.cells import clean
from gapboard.intake.model import Measure
from gapboard.intake.phrase import Phrase, parse
from gapboard.intake.places import Place, places_of

LEFT_OUT = ""
"""What a user confirms for a name that is not to be imported."""

_ROLE_WORDS = {
    "indicator": "指标 指标名称 项目 名称 指标项 统计指标 主要指标 内容 指标代码 项目名称 indicator indicatorname "
    "indicatorid name item items series measure",
    "region": "省 市 州 县 区 地区 区域 县区 县市区 县(市)区 县(市、区) 区县 市县 各县区 地方 "
    "行政区 行政区划 地区名称 单位名称 州市 州(市) 各州市 城市 "
    "省份 省市 省区市 市(州) 市州 地市 辖区 region area place district county city province location",
    "year": "年份 年度 年 时间 时期 期间 统计年度 统计期 报告期 数据年份 日期 月份 月 季度 季 时段 "
    "期 期别 year period date time month quarter",
    "unit": "单位 计量单位 指标单位 unit units unitofmeasure",
    "source": "来源 数据来源 资料来源 出处 source",
    "note": "备注 说明 注释 注 note notes remark remarks comment comments",
    "status": "状态 数据状态 数据性质 obs_status status obsstatus",
}
_VALUE_WORDS = "数值 值 数据 指标值 实际值 统计值 value figure amount actual obs_value observation data"
_ROLES = {word.replace("_", ""): role for role, words in _ROLE_WORDS.items() for word in words.split()}
_VALUES = frozenset(word.replace("_", "") for word in _VALUE_WORDS.split())
# Row numbers are figures too, and nobody misses them.
ROW_NUMBERS = frozenset(("序号", "编号", "行号", "代码", "no.", "no", "#", "id", "排序号"))

_MARKS = re.compile(
    r"^[#＃*＊※]+\s*|[①-⑳⑴-⒇]|(?<![mM])[¹²³]|\s*(?:[①-⑳⑴-⒇¹²³⁰-⁹*＊†‡＃#※]+|[\[［〔【]\s*注?\s*\d{1,2}\s*[\]］〕】]"
    r"|[(（]\s*注?\s*[\d①-⑳]{1,2}\s*[)）]|[(（]注[)）]|注\s*\d{1,2}|<\d{1,2}>)+\s*$"
)
_FOREIGN_TAIL = re.compile(r"(?:(?<=[)）\]%])\s*|\s+)[A-Za-z][A-Za-z0-9 ,.'’&()/:%\n-]{2,}$")
_FOREIGN_BRACKET = re.compile(r"(?<=[)）])\s*[(（][\d, ]*[A-Za-z][A-Za-z ,./%-]{3,}[)）]$")
_CJK = re.compile("[一-鿿]")
_UNIT_LINE = re.compile(r"(?<![报送制编填管任申布属])(?:计量|金额|货币)?单位\s*[::]\s*([^\s)\]}；;。]+)")
_OFFICE = re.compile("[局委办厅院部处]$|公司|政府|中心")
_BOOK = re.compile("年鉴|手册|汇编|合订本")
_PLANNED = re.compile("计划|规划|远景|目标|任务|预算(?!收入|支出|数|执行)|预期")
_PLANS_IN_BRACKETS = re.compile(r"[(（][^()（）]*(?:计划|目标|任务|预期)(?:数|值|任务|目标)?\s*[)）]")
_DONE = re.compile("完成|执行|实现|进展|对比|比较|情况")
_NOTED = re.compile(r"((?:19|20)\d\d)\s*年[^。;；]*?(快报|初步|预计|预测|最终核实|终审)")
_NOTED_OF_ALL = re.compile(
    "(?:本表|以上|以下|上述|下列|表中|所列)(?:各项)?(?:数据|数字|指标|数)?(?:均|都)?[为是系](?!分|按)([^。;；,，]{2,20}?)(?:数据)?[。;；,，]?$"
)
_NOTED_UNIT = re.compile(r"单位(?:均|都)?\s*(?:为|是|[::])\s*([^\s,，。;；、()（）]+)")
_MADE = re.compile(r"\d\s*[年月日]\s*(?:编制?|印发?|制表?|发布|更新|修订|填报|打印)\s*[)）]?$")
_PUBLISHER = re.compile(r"(?:统计局|调查总?队|委员会|办公室|政府|厅|局)\s*(?:编制?|制表?|印发?|发布|提供)?$")
_META = re.compile(
    r"^(数据库|指标名称|指标|地区名称|地区|单位名称|时间|填报单位|报送单位|制表单位|编制单位|填表人|制表人|审核人?|负责人|联系电话|电话"
    r"|填报日期|填报时间|制表日期|制表时间|报出日期|日期|报表期|统计期|报告期|期别)\s*[::]\s*(.*)$",
    re.DOTALL,
)
_FOOTNOTE = re.compile(
    r"^[(\[*※]?\s*(?:注|备注|说明|附注|资料来源|数据来源|来源|note|notes|source|sources)\s*\d?\s*[::.、)\]]",
    re.IGNORECASE,
)
_OUTLINE = (
    ("outline1", re.compile(r"^[一二三四五六七八九十]{1,3}\s*[、.．]")),
    ("outline2", re.compile(r"^\([一二三四五六七八九十]{1,3}\)")),
    ("outline3", re.compile(r"^\d{1,2}\s*[、.．](?!\d)")),
    ("outline4", re.compile(r"^\(\d{1,2}\)")),
    ("table", re.compile(r"^(?:附?表|续表)\s*[\d一二三四五六七八九十]+")),
)
_GENERIC = re.compile(
    r"各?(?:县\(?市\)?区|县\(市、区\)|县市区|县区|区县|州\(市\)|州市|市州|市县|县\(市\)|省\(?区\)?市|省份|城市)|各地区|(?:西部|东部|中部)?省会|^各|分(?:地区|县区|区县|州市|城市|省|月|季度?|年度?)"
    r"|按(?:地区|县区|区县|州市|城市)分?|历年|主要年份|情况|一览|统计|汇总|对比|比较|数据|快报|年报|月报|季报|公报|表$|^附?表[\d.\-]*|^[\d.\-]+|及?其|主要|有关|部分|年度|执行|运行|完成|实现|市区|全市|全省"
)


@dataclass(frozen=True, slots=True)
class NameFound:
    """What a text calls an indicator; ``id`` is empty where nobody knows it; ``how`` may say that it is left out."""

    text: str
    id: str = ""
    how: str = ""
    unit: str = ""
    place: Place | None = None
    phrase: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """What one text over a column says; ``rest`` is what is left unexplained."""

    text: str
    role: str = ""
    place: Place | None = None
    name: NameFound | None = None
    unit: str = ""
    phrase: Phrase | None = None
    rest: str = ""

    @property
    def understood(self) -> bool:
        """Whether all of it is explained."""
        return not self.rest

    @property
    def says_when(self) -> bool:
        """Whether it says anything of a period."""
        return self.phrase is not None and self.phrase.says_when

    @property
    def measure(self) -> Measure | None:
        """What it says that the figures are."""
        return self.phrase.measure if self.phrase else None


@dataclass(frozen=True, slots=True)
class Line:
    """What a line of text over or between the values says.

    ``style`` tells lines of one rank from others. ``place`` is what the line is about, ``two_places`` that it cannot be
    told. ``name`` is an indicator that the whole line names. ``is_note`` are lines that say nothing of the figures.
    """

    text: str
    row: int
    column: int
    style: str = "plain"
    meta: str = ""
    place: Place | None = None
    two_places: bool = False
    explicit: bool = False
    phrase: Phrase | None = None
    units: tuple[str, ...] = ()
    name: NameFound | None = None
    status: str = ""
    is_note: bool = False
    plans: bool = False
    """Whether it is a title about targets and plans; ``only_plans`` that it says so of all figures."""
    only_plans: bool = False
    weak: bool = False
    """Whether it says only who filled the table in: that counts where nothing else names a place."""

    @property
    def is_unit(self) -> bool:
        """Whether it states a unit and hardly anything else."""
        return bool(self.units) and not _UNIT_LINE.sub("", clean(self.text)).strip("()[]（） ")

    @property
    def says_nothing(self) -> bool:
        """Whether nothing of it is of use."""
        when = self.phrase is not None and self.phrase.says_when
        return not (self.place or self.two_places or when or self.units or self.name or self.status)


class Lexicon:
    """The catalogue's names and those that users have confirmed, for the texts of one file."""

    def __init__(self, catalog: Catalog, confirmed: Mapping[str, str]) -> None:
        self.catalog = catalog
        self.confirmed = {names.fold(text): ident for text, ident in confirmed.items()}
        self.said = dict(confirmed)
        self.indicators, self.regions = names.indicators_of(catalog), names.regions_of(catalog)
        self.places = places_of(catalog)
        self._units = names.units_of(catalog)
        self._names: dict[str, NameFound] = {}
        self._headings: dict[str, Heading] = {}
        self._regions: dict[str, tuple[Place | None, str]] = {}

    def is_left_out(self, text: str) -> bool:
        """Whether a user has said that what has this name is not wanted."""
        return self.confirmed.get(names.fold(text)) == LEFT_OUT

    def match(self, text: str) -> names.Match:
        """The indicator that ``text`` names, exactly or by alias."""
        return self.indicators.match(text, self.confirmed)

    def region(self, text: str) -> tuple[Place | None, str]:
        """The place that a label names, and how it was known (``exact``, ``alias``, ``confirmed``)."""
        found = self._regions.get(text)
        if found is None:
            found = self._regions[text] = self._region(text)
        return found

    def _region(self, text: str) -> tuple[Place | None, str]:
        bare = without_marks(text)
        for variant in dict.fromkeys((bare, without_foreign(bare))):
            shown = clean(variant)
            match = self.regions.match(shown, self.confirmed)
            if match.id:
                return Place(match.id, shown, 0, len(shown), names.fold(shown) in _RELATIVE), match.how
            place = self.places.whole_text(names.without_outline(shown))
            if place:
                return place, "exact" if not place.id else "alias"
        return None, ""

    def name(self, text: str) -> NameFound:
        """The indicator that a label names, with what else the label says."""
        found = self._names.get(text)
        if found is None:
            found = self._names[text] = self._name(text)
        return found

    def _name(self, text: str) -> NameFound:
        bare = without_marks(text)
        variants = list(dict.fromkeys((bare, without_marks(without_foreign(bare)))))
        for variant in variants:
            if found := self._direct(variant):
                return found
        for variant in variants:
            if found := self._with_place_or_phrase(variant):
                return found
        shown = clean(variants[-1])
        out = self.is_left_out(clean(text)) or self.is_left_out(shown)
        name, unit = names.split_unit(shown, self._units)
        if not out and unit and self.is_left_out(name):
            out = True
        return NameFound(clean(name) if unit else shown, "", "left_out" if out else "", unit)

    def _direct(self, text: str) -> NameFound | None:
        shown = clean(text)
        name, unit = names.split_unit(text, self._units)
        name = without_marks(name)
        for confirmed in ({}, self.confirmed):  # the catalogue's own names come first
            if (whole := self.indicators.match(shown, confirmed)).id:
                return NameFound(shown, whole.id, whole.how)
            if unit and (inner := self.indicators.match(name, confirmed)).id:
                return NameFound(clean(name), inner.id, inner.how, unit)
        if (plain := names.without_basis(name)) != name:
            # Amounts of money are published in current prices; a rate in them is another series.
            match = self.match(plain).id
            if match and units.is_money(self.catalog.indicators[match].unit):
                return NameFound(clean(plain), match, "current_prices", unit)
        return None

    def _with_place_or_phrase(self, text: str) -> NameFound | None:
        """盘龙区地区生产总值, 地区生产总值_累计值, 2024年地区生产总值."""
        bare = "".join(names.without_outline(clean(text)).split())
        place, rest = self._leading_place(bare)
        if place and rest and (place.id or not place.whole) and (found := self._direct(rest)):
            return replace(found, place=place)
        phrase = parse(names.without_outline(clean(text)))
        if not phrase.rest or (phrase.says_when is False and phrase.measure is None and not phrase.status):
            return None
        if phrase.measure in (
            Measure.CHANGE,
            Measure.PLAN,
            Measure.DONE,
            Measure.SHARE,
            Measure.RANK,
            Measure.PREVIOUS,
        ):
            return None
        for place, left in dict.fromkeys(((None, phrase.rest), self._leading_place(phrase.rest))):
            if left and (match := self.match(left)).id:
                return NameFound(left, match.id, match.how, phrase.unit, place, phrase)
            if left and phrase.measure is Measure.GROWTH and self.match(f"{left}增速").id:
                return NameFound(left, "", "growth", phrase.unit, place, phrase)
        return None

    def _leading_place(self, text: str) -> tuple[Place | None, str]:
        """The place with which ``text`` begins, and the rest."""
        found = [place for place in self.places.named_in(text) if not text[: place.start]]
        if not found:
            return None, text
        place = found[0]
        following = self.places.named_in(text[place.end :])
        if following and following[0].start == 0:  # 昆明市盘龙区
            place = following[0]._replace(start=place.end, end=place.end + following[0].end)
        return place, text[place.end :].lstrip("_:- ")

    def heading(self, text: str) -> Heading:
        """What a text over a column says."""
        found = self._headings.get(text)
        if found is None:
            found = self._headings[text] = self._heading(text)
        return found

    def _heading(self, text: str) -> Heading:
        shown = clean(without_marks(text))
        for variant in (shown, clean(without_foreign(without_marks(text)))):
            inside = variant.strip("()[]").strip()
            if inside and units.is_known(inside, frozenset()) and not _is_count(inside):
                return Heading(shown, unit=inside)
        role = role_of(shown) or role_of(without_foreign(shown))
        if role == "value":
            unit = names.split_unit(shown, self._units)[1]
            return Heading(shown, phrase=Phrase(shown, "", measure=Measure.LEVEL, unit=unit), unit=unit)
        if role:
            return Heading(shown, role=role)
        bare, unit = names.split_unit(re.sub("单位[::]", "", shown), frozenset())
        if unit and (role := role_of(bare) or role_of(without_foreign(bare))) and role != "value":  # 指标（亿元）
            return Heading(shown, role=role, unit=unit)
        name = self._direct(without_marks(text)) or self._direct(without_marks(without_foreign(without_marks(text))))
        if name:
            return Heading(shown, name=name, unit=name.unit)
        place, _ = self.region(text)
        if place:
            return Heading(shown, place=place)
        phrase = parse(without_foreign(shown))
        if phrase.understood:
            return Heading(shown, phrase=phrase, unit=phrase.unit)
        return self._mixed(text, shown, phrase)

    def _mixed(self, text: str, shown: str, phrase: Phrase) -> Heading:
        """Words that are explained together with others."""
        place, _ = self.region(phrase.rest)
        if place:
            return Heading(shown, place=place, unit=phrase.unit, phrase=phrase)
        if (match := self.match(phrase.rest)).id:
            name = NameFound(phrase.rest, match.id, match.how, phrase.unit, None, phrase)
            return Heading(shown, name=name, unit=phrase.unit, phrase=phrase)
        full = self.name(text)
        if full.id:
            return Heading(shown, name=full, unit=full.unit, phrase=full.phrase, place=full.place)
        title = self.title(shown)
        if title is not None and title[0] is not None and not title[1]:
            return Heading(shown, place=title[0], unit=phrase.unit, phrase=phrase)
        unit = phrase.unit or names.split_unit(shown, self._units)[1]
        return Heading(shown, unit=unit, phrase=phrase, rest=phrase.rest)

    def title(self, text: str) -> tuple[Place | None, str] | None:
        """The one place in a text and what is left when place, period and general words are taken away."""
        phrase = parse(names.without_outline(clean(text)))
        found, several = self.places.innermost(phrase.rest)
        if several:
            return None
        rest = phrase.rest
        for place in self.places.named_in(phrase.rest):
            rest = rest.replace(place.text, "", 1)
        return (found[0] if found else None), _GENERIC.sub("", rest)

    def line(self, text: str, row: int, column: int) -> Line:
        """What a line of text says."""
        shown = clean(text)
        if is_footnote(text):
            return Line(shown, row, column, style="note", is_note=True)
        meta = _META.match(shown)
        if _MADE.search(shown):
            return Line(shown, row, column, "meta", "日期")
        if meta and not units_of_line(shown):
            return self._meta_line(shown, row, column, meta[1], meta[2].strip())
        stated = units_of_line(shown)
        about = re.sub(r"[(\[]\s*[)\]]", "", _UNIT_LINE.sub("", shown)).strip()
        style = next((name for name, pattern in _OUTLINE if pattern.match(shown)), "plain")
        phrase = parse(names.without_outline(about))
        if _BOOK.search(about):
            phrase = Phrase(phrase.text, phrase.rest)  # a yearbook is of the year in which it is printed
        name = self._name_of_title(about)
        if name and name.unit and not stated:
            stated = (name.unit,)
        # A row label without figures is a label: 磨憨口岸进出口货值 is no line about 磨憨.
        exact = self._direct(without_marks(about))
        place, two = (None, False) if exact else self._place_of_line(about)
        if exact and exact.place is None:
            name = exact
        if not stated and phrase.unit:
            stated = (phrase.unit,)
        if _PUBLISHER.search(about):
            place, two = None, False
        # 年报 in a title is the name of a report; 预计 and 快报 say how final its figures are.
        status = phrase.status if phrase.status != "A" else ""
        plans = bool(_PLANNED.search(about)) and not _DONE.search(about)
        decided = bool(_PLANS_IN_BRACKETS.search(about))
        return Line(
            shown,
            row,
            column,
            style,
            "",
            place,
            two,
            False,
            phrase,
            stated,
            name,
            status,
            plans=plans or decided,
            only_plans=decided,
        )

    def _meta_line(self, shown: str, row: int, column: int, key: str, text: str) -> Line:
        """A line of the form key：text, as exports and forms have them."""
        if key in ("地区", "地区名称", "单位名称"):
            place, _ = self.region(text)
            several = bool(re.search("[,、;；，]", text))
            unknown = place or (Place("", clean(text), 0, 0) if text and not several and "全部" not in text else None)
            return Line(shown, row, column, "meta", key, unknown, several, True)
        if key in ("指标", "指标名称"):
            name = self.name(text) if text else None
            stated = (name.unit,) if name and name.unit else ()
            phrase = name.phrase if name else None
            if name is None or (not name.id and re.search("[,、;；，]|全部", text)):
                return Line(shown, row, column, "meta", key)
            return Line(shown, row, column, "meta", key, None, False, True, phrase, stated, name)
        if key in ("时间", "报表期", "统计期", "报告期", "期别"):
            phrase = parse(text)
            return Line(
                shown, row, column, "meta", key, phrase=phrase if phrase.understood and not phrase.fault else None
            )
        if key in ("填报单位", "报送单位", "制表单位", "编制单位"):
            found, several = self.places.innermost(text)
            return Line(shown, row, column, "meta", key, found[0] if found and not several else None, weak=True)
        return Line(shown, row, column, "meta", key)

    def _place_of_line(self, text: str) -> tuple[Place | None, bool]:
        """The place that a title is about: it begins with it, ends with it in brackets, or names no other."""
        found, several = self.places.innermost(names.without_outline(text))
        return (None, True) if several else (found[0] if found else None, False)

    def _name_of_title(self, text: str) -> NameFound | None:
        """The indicator of a title of which every other word is explained: 2024年各县区地区生产总值及增速."""
        shown = names.without_outline(clean(text))
        if not _CJK.search(shown):
            return None
        phrase = parse(shown)
        for kept in (shown, phrase.rest):
            bare = "".join(parse_away_when(kept).split())
            for place in self.places.named_in(bare):
                bare = bare.replace(place.text, "", 1)
            for variant in (bare, _GENERIC.sub("", bare), re.split("[及和与]", _GENERIC.sub("", bare))[0]):
                if len(variant) > 1 and (found := self._direct(variant)):
                    tail = _GENERIC.sub("", bare).removeprefix(variant).strip("及和与")
                    if tail and variant != bare and not parse(tail).understood:
                        continue
                    return replace(found, unit=found.unit or phrase.unit, phrase=phrase)
        return None


_RELATIVE = frozenset(("全市", "全省", "全州", "全区", "全县"))
_WHEN = re.compile(
    r"(?:19|20)\d\d\s*(?:年度?)?(?:\s*[-—–~至]\s*(?:19|20)\d\d\s*年?)?|\d{1,2}\s*月?\s*[-—–~至]\s*\d{1,2}\s*月(?:份)?|\d{1,2}\s*月(?:份|末|底)?"
    r"|第?[一二三四]季度|前[三二]季度|[上下]半年|[(（]\s*[)）]|累计|全年"
)


def parse_away_when(text: str) -> str:
    """``text`` without periods, but with all other words."""
    return _WHEN.sub("", clean(text)).replace("()", "")


def _is_count(text: str) -> bool:
    """A bare word that is a unit and much else: 个, 户, 类."""
    return len(text) == 1 and text not in "元%‰"


def without_marks(text: str) -> str:
    """``text`` without marks that point to notes. They go before anything else: normalised, ① would be 1."""
    previous = ""
    while previous != text:
        previous, text = text, _MARKS.sub("", text).strip()
    return text or previous


def without_foreign(text: str) -> str:
    """``text`` without the English that repeats it."""
    if not _CJK.search(text):
        return text
    lines = [line for line in re.split(r"[\r\n]+", text) if _CJK.search(line)]
    bare = _FOREIGN_TAIL.sub("", "".join(lines)).strip()
    return _FOREIGN_BRACKET.sub("", bare).strip()


def role_of(text: str) -> str | None:
    """What a column headed ``text`` holds: the name of a role, or ``value``."""
    key = "".join(clean(text).lower().split()).strip(":*").replace("_", "")
    if key in _VALUES:
        return "value"
    if found := _ROLES.get(key):
        return found
    bare = re.sub(r"\([^()]*\)$", "", key)  # 数值（亿元）
    return "value" if bare in ("数值", "值", "实际值", "value", "金额") else None


def units_of_line(text: str) -> tuple[str, ...]:
    """The units that a line such as 单位：万元、% states."""
    found = _UNIT_LINE.search(clean(text))
    if not found:
        return ()
    parts = [part for part in re.split("[、,，;；和及]", found[1]) if part]
    good = parts and all(units.parse(part) and not _OFFICE.search(part) for part in parts)
    return tuple(parts) if good else ()


def noted_status(text: str) -> tuple[str, str]:
    """The year (empty: all) and the status of a note such as 注：2024年为快报数; empty texts where it says none."""
    shown = clean(text)
    found = _NOTED.findall(shown)
    if len(found) == 1:
        return found[0][0], parse(found[0][1]).status
    return ("", "") if found else ("", (noted_phrase(text) or Phrase("", "")).status)


def noted_phrase(text: str) -> Phrase | None:
    """What a note such as 注：以上为1—9月累计数 says of all figures above it."""
    found = _NOTED_OF_ALL.search(clean(text))
    phrase = parse(found[1]) if found else None
    return phrase if phrase is not None and phrase.understood else None


def noted_unit(text: str) -> str:
    """The unit that a note below a table states of all of it."""
    found = _NOTED_UNIT.search(clean(text))
    return found[1] if found and units.is_known(found[1], frozenset()) else ""


def is_footnote(text: str) -> bool:
    """Whether a row beginning with ``text`` is a note below the table."""
    return _FOOTNOTE.match(clean(text)) is not None


def is_row_number(text: str) -> bool:
    """Whether a column headed ``text`` counts the rows."""
    return clean(text).lower() in ROW_NUMBERS
