"""Words over a name that make it a part of what it says by itself: 规模以上工业 over 工业增加值.

Most lines over rows are chapters (工业, 二、财政金融) and change nothing; only words that are known to narrow count.
"""

from __future__ import annotations

import re

_PARTS = tuple(
    (re.compile(pattern), re.compile(excused))
    for pattern, excused in (
        ("规模以上|规上", "规模以上|规上"),
        ("限额以上|限上", "限额以上|限上"),
        ("民营|民间|私营|非公", "民营|民间|私营|非公"),
        ("国有|市属|省属|本级", "国有|市属|省属|本级"),
        ("^城镇(?:常住)?(?:居民)?$", "城镇"),
        ("^农村(?:常住)?(?:居民)?$", "农村"),
    )
)
_OVERLAPS = range(6, 0, -1)


def narrows(over: str, known: str) -> bool:
    """Whether ``over`` says of which part the figures are, and ``known``, all names of what is below it, does not."""
    return any(part.search(over) and not excused.search(known) for part, excused in _PARTS)


def joined(over: str, name: str) -> str:
    """Both as one name: 规模以上工业 and 工业增加值 are 规模以上工业增加值."""
    common = next((size for size in _OVERLAPS if over.endswith(name[:size])), 0)
    return over + name[common:]
