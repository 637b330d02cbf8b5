"""Titles and phrases of headings: they say when, how much or of what kind, and are nobody's name."""

from __future__ import annotations

import re
from functools import lru_cache

from gapboard.intake.cells import clean

# 2024年, 9月, 1-9月, 三季度, 上半年, 累计, 上年同期: the next file has another one there and means another thing.
_WHEN = re.compile(
    r"\d{2,4}\s*年|\d{1,2}\s*个?月|[一二三四1-4]\s*季度|[上下]半年|前[一二三四五六七八九十\d]+\s*(?:个月|季度)"
    r"|累计值?$|[本上去]年|[本当上]月|[本当上]季|[本同]期|year[- ]to[- ]date",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:情况表?|一览表|统计表|汇总表|明细表|进度表|[月季年快公简]报|主要\w{0,6}指标|统计数据)$|^附?表\s*\d|^各(?:县|区|州|市|地)"
)
_HEADING_WORDS = (
    "指标 指标名称 项目 项目名称 名称 内容 数值 绝对额 绝对数 绝对值 绝对量 总量 实绩 完成 完成数 完成值 数量 单位",
    "计量单位 增速 增长 增长率 增幅 增减 增减额 同比 同比增长 同比增速 比上年增长 比上年增减 全年 合计 总计 小计 其中",
    "indicator item name value amount total growth unit",
)
_HEADINGS = frozenset(word for words in _HEADING_WORDS for word in words.split())


@lru_cache(maxsize=4096)
def names_nothing(text: str) -> bool:
    """Whether ``text`` is a title or a phrase of a heading, so that it must not be taken for an indicator's name."""
    text = clean(text).lower().strip(" :*%")
    bare = "".join(re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", text).split())
    return not bare or bare in _HEADINGS or bool(_WHEN.search(text) or _TITLE.search(bare))
