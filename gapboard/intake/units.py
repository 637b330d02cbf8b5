"""Units of the same base differ by a power of ten; everything else is another unit.

Money of two currencies, or 亩 and 公顷, are never converted into each other.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from gapboard.intake.cells import clean

CURRENCIES = frozenset(("元", "美元", "欧元", "日元", "港元", "英镑", "澳门元", "新台币", "泰铢", "基普"))

# What a base is called, and by which power of ten it differs: 公顷 is ten thousand 平方米.
_BASES: dict[str, tuple[str, int]] = {
    **dict.fromkeys(("元", "人民币", "元人民币", "人民币元", "yuan", "rmb", "cny"), ("元", 0)),
    **dict.fromkeys(("美元", "us$", "usd", "usdollars", "usdollar", "美金"), ("美元", 0)),
    **dict.fromkeys(("欧元", "eur", "euros", "euro"), ("欧元", 0)),
    **dict.fromkeys(("日元", "jpy"), ("日元", 0)),
    **dict.fromkeys(("港元", "港币", "hkd"), ("港元", 0)),
    **dict.fromkeys(("%", "百分比", "percent", "percentage"), ("%", 0)),
    "‰": ("%", -1),
    **dict.fromkeys(("百分点", "个百分点", "percentagepoints", "percentagepoint"), ("百分点", 0)),
    **dict.fromkeys(("人", "名", "位", "persons", "people", "person"), ("人", 0)),
    **dict.fromkeys(("人次", "visits", "trips"), ("人次", 0)),
    # One enterprise is counted as 户, 家 or 个, whatever the office is used to; a household as 户, too.
    **dict.fromkeys(("户", "户家庭", "家", "个"), ("个", 0)),
    **dict.fromkeys(("平方米", "m2", "平米", "squaremetres"), ("平方米", 0)),
    **dict.fromkeys(("公顷", "hm2", "ha", "hectares"), ("平方米", 4)),
    **dict.fromkeys(("平方公里", "平方千米", "km2"), ("平方米", 6)),
    **dict.fromkeys(("亩", "mu"), ("亩", 0)),
    **dict.fromkeys(("米", "m"), ("米", 0)),
    **dict.fromkeys(("公里", "千米", "km", "kilometres"), ("米", 3)),
    **dict.fromkeys(("立方米", "m3"), ("立方米", 0)),
    **dict.fromkeys(("吨", "t", "tonnes", "tons"), ("吨", 0)),
    **dict.fromkeys(("公斤", "千克", "kg"), ("吨", -3)),
    **dict.fromkeys(("克", "g"), ("吨", -6)),
    **dict.fromkeys(("毫克", "mg"), ("吨", -9)),
    **dict.fromkeys(("微克", "ug", "μg"), ("吨", -12)),
    **dict.fromkeys(("千瓦时", "kwh"), ("瓦时", 3)),
    **dict.fromkeys(("小时", "h", "hours"), ("小时", 0)),
    **dict.fromkeys(("天", "日", "days"), ("天", 0)),
    **dict.fromkeys(("类", "waterclass"), ("类", 0)),
}
_PREFIXES = {
    "十": 1,
    "百": 2,
    "千": 3,
    "万": 4,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
}
_OFFERED = (("", 0), ("千", 3), ("万", 4), ("百万", 6), ("亿", 8), ("万亿", 12))
_PREFIX = re.compile("[十百千万亿]+")
_OWN_CURRENCY = ("人民币", "rmb", "cny")
_WORDS = {"thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12, "100million": 8}


class Unit(NamedTuple):
    """A unit taken apart: ``10 ** power`` times ``base``; a base is empty for a bare 万 or 亿."""

    base: str
    power: int


@lru_cache(maxsize=4096)
def parse(text: str) -> Unit | None:
    """The unit that ``text`` writes, or ``None`` where there is none."""
    shown = "".join(clean(text).lower().split()).strip("()[]:,")
    shown = re.sub("^人民币(?=.)", "", shown.removeprefix("单位:").replace("每", "/"))
    if not shown or len(shown) > 30:
        return None
    parts = [_part(part) for part in shown.split("/")]
    known = [part for part in parts if part is not None]
    if len(known) != len(parts) or len(parts) > 2:
        return None
    if len(known) == 1:
        return known[0]
    above, below = known
    return Unit(f"{above.base}/{below.base}", above.power - below.power) if above.base and below.base else None


def _part(text: str) -> Unit | None:
    if text in _BASES:
        return Unit(*_BASES[text])
    if found := _PREFIX.match(text):
        for end in range(found.end(), 0, -1):
            rest = text[end:]
            if text[:end] in _PREFIXES and (not rest or rest in _BASES):
                base, power = _BASES.get(rest, ("", 0))
                return Unit(base, power + _PREFIXES[text[:end]])
        power_ = _PREFIXES.get(found[0])
        return Unit(text[found.end() :], power_) if power_ is not None else None
    if text.startswith(("100million", "10,000", "10000")):
        power = 8 if text.startswith("100million") else 4
        return _scaled(text.removeprefix("100million").removeprefix("10,000").removeprefix("10000"), power)
    for word, power in _WORDS.items():
        if text.startswith(word):
            return _scaled(text[len(word) :], power)
    return Unit(text, 0)


def _scaled(rest: str, power: int) -> Unit | None:
    if rest not in _BASES:
        return None
    base, own = _BASES[rest]
    return Unit(base, power + own)


def is_known(text: str, catalog_units: frozenset[Unit] = frozenset()) -> bool:
    """Whether ``text`` writes a unit that this module or the catalogue knows, in any power of ten."""
    unit = parse(text)
    if unit is None:
        return False
    if unit.base in {known.base for known in catalog_units}:
        return True
    return bool(unit.base) and all(part in _KNOWN_BASES for part in unit.base.split("/"))


_KNOWN_BASES = frozenset(base for base, _ in _BASES.values())
_PER_HEAD = re.compile(r"[/／]\s*人$|^每人")
_UNCOUNTABLE = ("%", "百分点", "类")


def shift(found: str, wanted: str) -> int | str:
    """The power of ten that leads from ``found`` to ``wanted``, or why there is none.

    The reasons: ``currency_differs``, ``unit_differs``, ``unknown_unit``.
    """
    source, target = parse(found), parse(wanted)
    if source is None or target is None:
        return "unknown_unit"
    if not source.base:
        # A bare 亿 in a cell: of what the indicator counts. There is no 亿 of per cents or of classes.
        return source.power - target.power if target.base not in _UNCOUNTABLE else "unit_differs"
    if source.base == target.base:
        return source.power - target.power
    money = [unit.base.split("/")[0] in CURRENCIES for unit in (source, target)]
    if all(money) and source.base.split("/")[1:] == target.base.split("/")[1:]:
        return "currency_differs"
    return "unit_differs" if source.base in _KNOWN_BASES else "unknown_unit"


def fits(unit: str, wanted: str) -> bool:
    """Whether a power of ten leads from one unit to the other."""
    return isinstance(shift(unit, wanted), int)


def is_plain(unit: str) -> bool:
    """Whether a unit is the base itself and no multiple of it."""
    parsed = parse(unit)
    return parsed is not None and parsed.power == 0


def differ(unit: str, other: str) -> bool:
    """Whether two units are not one and the same, however they are written."""
    return parse(unit) != parse(other)


def contradict(unit: str, other: str) -> bool:
    """Whether two units that are stated of one figure are different powers of one base."""
    one, two = parse(unit), parse(other)
    return one is not None and two is not None and one.base == two.base and one.power != two.power


def completed(unit: str, stated: str) -> str:
    """A bare 万 or 亿 in a cell, of what the column says that it counts: 亿 under 万美元 is 亿美元."""
    bare, column = parse(unit), parse(stated)
    if bare is None or bare.base or column is None or column.base in _UNCOUNTABLE:
        return unit
    return clean(unit) + column.base


def two_readings(unit: str, stated: str) -> tuple[str, str] | None:
    """What a bare 万 in a cell may mean: 1.2万 in a column of 亿元 is 1.2万元, or 1.2万亿元.

    ``None`` where there is but one reading: 亿 under 亿元 repeats the column's unit, and 亿万元 is no unit.
    """
    bare, column = parse(unit), parse(stated)
    if bare is None or bare.base or column is None or column.base in _UNCOUNTABLE:
        return None
    literal, multiple = completed(unit, stated), clean(unit) + clean(stated)
    both = parse(multiple)
    known = _PREFIX.match(multiple)
    if both is None or not known or known[0] not in _PREFIXES or both.base != column.base:
        return None
    return (literal, multiple) if both != parse(literal) else None


def of_same_base(wanted: str) -> tuple[str, ...]:
    """Units that differ from ``wanted`` by a power of ten, the smallest first."""
    unit = parse(wanted)
    if unit is None or not unit.base or unit.base in _UNCOUNTABLE:
        return (wanted,)
    found = {power: f"{prefix}{unit.base}" for prefix, power in _OFFERED if parse(f"{prefix}{unit.base}")}
    found[unit.power] = wanted
    return tuple(found[power] for power in sorted(found))


def is_money(text: str) -> bool:
    """Whether ``text`` writes an amount of some currency, by itself or for each of something."""
    unit = parse(text)
    return unit is not None and unit.base.split("/")[0] in CURRENCIES


def names_currency(text: str) -> bool:
    """Whether ``text`` says which currency it is, and not in which power of ten: 美元, 人民币."""
    return is_foreign_currency(text) or "".join(clean(text).lower().split()).strip("()") in _OWN_CURRENCY


def is_foreign_currency(text: str) -> bool:
    """Whether ``text`` names a foreign currency and no power of ten: which currency, more often than which unit."""
    unit = parse(text)
    return unit is not None and unit.power == 0 and unit.base in CURRENCIES and unit.base != "元"


def factor(found: str, wanted: str) -> str:
    """By how much an amount in ``found`` is multiplied to be one in ``wanted``, in digits.

    Raises ``ValueError`` for units of different bases.
    """
    power = shift(found, wanted)
    if isinstance(power, str):
        raise ValueError(f"{power}: {found}, {wanted}")
    return f"{Decimal(1).scaleb(power):f}"


def of_each(stated: str, name: str) -> str:
    """元/人 of what is counted for each person anyway is 元."""
    return _PER_HEAD.sub("", clean(stated)) if "人均" in name else stated


def says_the_same(found: str, wanted: str) -> bool:
    """Whether two units are written alike."""
    return "".join(clean(found).lower().split()) == "".join(clean(wanted).lower().split())


def convert(value: Decimal, power: int) -> Decimal:
    """``value`` shifted by a power of ten, exactly."""
    return value.scaleb(power)
