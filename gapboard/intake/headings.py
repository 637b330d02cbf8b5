"""The words that offices head their columns with."""

from __future__ import annotations

import re
from functools import lru_cache

from gapboard.intake import units
from gapboard.intake.cells import PeriodCell, clean, read_period

_ROLE_WORDS = {
    "indicator": "指标 指标名称 项目 名称 指标项 统计指标 主要指标 内容 指标代码 项目名称 indicator indicatorname "
    "indicatorid name item series measure",
    "region": "地区 区域 县区 县市区 县(市)区 区县 地方 行政区 行政区划 地区名称 单位名称 州市 region area place "
    "district county location",
    "year": "年份 年度 年 时间 时期 期间 统计年度 统计期 报告期 数据年份 日期 year period date time",
    "value": "数值 值 数据 指标值 实际值 完成值 实绩 完成数 实际完成 实际数 统计值 绝对值 绝对数 绝对额 总量 "
    "本年累计 全年累计 累计 value figure amount actual obs_value observation data",
    "unit": "单位 计量单位 指标单位 unit units unitofmeasure",
    "source": "来源 数据来源 资料来源 出处 source",
    "note": "备注 说明 注释 注 note notes remark remarks comment comments",
    "status": "状态 数据状态 数据性质 obs_status status obsstatus",
}
_ROLES = {word: role for role, words in _ROLE_WORDS.items() for word in words.split()}
_ROLES_FOLDED = {word.replace("_", ""): role for word, role in _ROLES.items()}

_PLAIN_SUB = frozenset(
    ("绝对额", "绝对数", "绝对值", "绝对量", "总量", "数值", "值", "实绩", "完成", "完成数", "完成值", "累计", "全年")
) | frozenset(("value", "actual", "实际", "数量"))
_GROWTH = re.compile(
    r"(?:同比|比上年|比上年同期|较上年)?(?:增长|增速|增长率|增幅|±|增减|growth)(?:速度)?(?:[(,:]?%\)?)?|同比(?:%|\(%\))"
)
_YEAR_OF_GROWTH = re.compile(r"(\d{4})年?(?:比(?:(\d{4})年|上年))?(.+)")
_UNIT = re.compile(r"单位\s*[::]\s*([^\s)\]}；;。]+)")
_TITLE_PERIOD = re.compile(
    r"\d{4}\s*年?\s*(?:\d{1,2}\s*月?\s*[-~至到]\s*\d{1,2}\s*月|[上下]半年|[前头]\s*\d{1,2}\s*个?\s*月"
    r"|前[二三四2-4]个?季度|第?[一二三四1-4]季度|\d{1,2}\s*月末?)"
    # 2024年 before 各月 or 一至十月 is not the year 2024: what follows says that it is a part of it.
    r"|\d{4}\s*年(?:度|末|底)?(?![^,，。;；:：()\s]{0,6}?(?:月|季|半年))"
)
_FOOTNOTE = re.compile(
    r"^[(\[*※]?\s*(?:注|备注|说明|附注|资料来源|数据来源|来源|note|notes|source|sources)\s*\d?\s*[::.、)\]]",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def role_of(text: str) -> str | None:
    """The role of a column headed ``text``."""
    key = "".join(clean(text).lower().split()).strip(":*").replace("_", "")
    found = _ROLES_FOLDED.get(key)
    if found:
        return found
    bare = re.sub(r"\([^()]*\)$", "", key)  # 数值（亿元）
    return _ROLES_FOLDED.get(bare) if bare in ("数值", "值", "实际值", "完成值", "value", "金额") else None


@lru_cache(maxsize=4096)
def heading_period(text: str) -> PeriodCell | None:
    """The period that a heading names, if it names one that can be."""
    found = read_period(text)
    if found.period is None or not 1949 <= int(found.period[:4]) <= 2100:
        return None
    return found


def is_plain_sub(text: str) -> bool:
    """Whether a heading below a year only says that here is the figure itself."""
    bare = re.sub(r"\([^()]*\)$", "", clean(text).lower()).strip()
    return not bare or bare in _PLAIN_SUB


def dated_growth(text: str) -> tuple[str, str]:
    """A heading such as 2024年比2023年增长（%） as the year and the growth that it announces, else empty texts."""
    found = _YEAR_OF_GROWTH.fullmatch("".join(clean(text).lower().split()))
    if not found or (found[2] and int(found[2]) != int(found[1]) - 1) or not is_growth(found[3]):
        return "", ""
    return found[1], found[3]


def is_growth(text: str) -> bool:
    """Whether a heading below a year announces growth instead of the figure itself."""
    return _GROWTH.fullmatch("".join(clean(text).lower().split())) is not None


def unit_of_title(text: str) -> str:
    """The unit that a line such as 单位：万元 states, if it states one and not several."""
    found = _UNIT.search(clean(text))
    if not found or re.search("[、,和及]", found[1]):
        return ""
    return found[1] if units.parse(found[1]) else ""


def period_of_title(text: str) -> str:
    """The one period that a title names."""
    found = {match[0] for match in _TITLE_PERIOD.finditer(clean(text).replace("—", "-").replace("－", "-"))}
    periods = {cell.period for cell in map(heading_period, found) if cell and cell.period}
    return periods.pop() if len(periods) == 1 else ""


def is_footnote(text: str) -> bool:
    """Whether a row beginning with ``text`` is a note below the table."""
    return _FOOTNOTE.match(clean(text)) is not None
