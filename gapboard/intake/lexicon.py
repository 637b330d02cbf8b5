"""What the texts of one file stand for: each different text is looked up once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from gapboard.catalog import Catalog
from gapboard.intake import names, units
from gapboard.intake.cells import clean
from gapboard.intake.model import NOT_TAKEN, Measure
from gapboard.intake.phrase import Phrase, parse
from gapboard.intake.places import RELATIVE, Place, places_of

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
    r"^[#＃*＊※]+\s*|[①-⑳⑴-⒇]|(?<![mM])[¹²³]|\s*(?:[①-⑳⑴-⒇¹²³⁰-⁹*＊†‡＃#※△▲☆★]+|[\[［〔【]\s*注?\s*\d{1,2}\s*[\]］〕】]"
    r"|[(（]\s*注?\s*[\d①-⑳]{1,2}\s*[)）]|[(（]注[)）]|注\s*\d{1,2}|<\d{1,2}>)+\s*$"
)
_FOREIGN_TAIL = re.compile(r"(?:(?<=[)）\]%])\s*|\s+)[A-Za-z][A-Za-z0-9 ,.'’&()/:%\n-]{2,}$")
_FOREIGN_BRACKET = re.compile(r"(?<=[)）])\s*[(（][\d, ]*[A-Za-z][A-Za-z ,./%-]{3,}[)）]$")
_CJK = re.compile("[一-鿿]")
_LATIN = re.compile("[A-Za-z]")


GENERIC = re.compile(
    r"各?(?:县\(?市\)?区|县\(市、区\)|县市区|县区|区县|州\(市\)|州市|市州|市县|县\(市\)|省\(?区\)?市|省份|城市)|各地区|(?:西部|东部|中部)?省会|各[省市州县区](?!域)|^各|分(?:地区|县区|区县|州市|城市|省|月|季度?|年度?)"
    r"|按(?:地区|县区|区县|州市|城市)分?|历年|主要年份|情况|一览|统计|汇总|对比|比较|数据|快报|年报|月报|季报|公报|表$|^附?表[\d.\-]*|^[\d.\-]+|及?其|主要|有关|部分|年度|执行|运行|完成|实现|市区|全市|全省"
)
_MUCH_ELSE = frozenset("类日天名位")
"""Bare words that are units and much else."""


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
                return Place(match.id, shown, 0, len(shown), names.fold(shown) in RELATIVE), match.how
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
            if found := self.direct(variant):
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

    def direct(self, text: str) -> NameFound | None:
        """The indicator that ``text`` names, perhaps with its unit, and no other word."""
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
        if place and rest and (place.id or not place.whole) and (found := self.direct(rest)):
            return replace(found, place=place)
        phrase = parse(names.without_outline(clean(text)))
        if not phrase.rest or (phrase.says_when is False and phrase.measure is None and not phrase.status):
            return None
        if phrase.measure in NOT_TAKEN and phrase.measure is not Measure.OTHER:
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
            if inside and units.is_known(inside) and inside not in _MUCH_ELSE:
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
        name = self.direct(without_marks(text)) or self.direct(without_marks(without_foreign(without_marks(text))))
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
        found, several = self.places.innermost(phrase.rest)
        rest = phrase.rest
        for named in self.places.named_in(rest):
            rest = rest.replace(named.text, "", 1)
        if found and not several and not GENERIC.sub("", rest):
            return Heading(shown, place=found[0], unit=phrase.unit, phrase=phrase)
        unit = phrase.unit or names.split_unit(shown, self._units)[1]
        return Heading(shown, unit=unit, phrase=phrase, rest=phrase.rest)


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
    lines = [line for line in re.split(r"[\r\n]+", text) if _CJK.search(line) or not _LATIN.search(line)]
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


def is_row_number(text: str) -> bool:
    """Whether a column headed ``text`` counts the rows."""
    return clean(text).lower() in ROW_NUMBERS
