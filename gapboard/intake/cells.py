"""What one cell says: a number, a water class. Pure functions; nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from gapboard.ledger.row_rules import short

MOST_DIGITS = 15  # what a spreadsheet keeps of a number, and what a float keeps of every decimal
LONGEST = 80

_NO_VALUE = frozenset(
    ("", "-", "--", "---", "–", "——", "—", "―", "−", "…", "……", "...", "......", "/", "//", "\\", "n/a", "na")
) | frozenset(("null", "none", "nan", "nil", "无", "暂无", "缺", "未公布", "未统计", "不详", "空"))
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u061c\u180e"))
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FOOTNOTE = re.compile("[①-⑳⑴-⒇¹²³⁰-⁹*＊†‡]+$")
_AMBIGUOUS_SIGN = re.compile("[▲△▼▽↑↓⬆⬇]")
_BOUND = re.compile(
    r"约|以上|以下|以内|左右|上下|超|突破|近|余|多|逾|不低于|不少于|至少|\+$|^(?:>=?|<=?|[≥≤≈~±]) *[+-]?[0-9]"
)
_RANGE = re.compile(r"\d[^\d,.]*(?:-|~|—|–|至|到)[^\d]*\d")
_EXPONENT = re.compile(r"(?<=[0-9.])[eE][+-]?[0-9]{1,2}(?![0-9])")  # its sign is no dash between two figures
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")
_SPACED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]*)?")
_NUMBER = re.compile(r"([+-]?) ?([0-9][0-9, ]*(?:\.[0-9 ]*)?|\.[0-9]+)(?:[eE]([+-]?[0-9]{1,2}))? ?([^\d\s,.+/-][^+]*)?")
_MOST_EXPONENT = 15
_SEPARATED = re.compile(r"[+-]?[0-9.]*,[0-9.,]*")
_POWER_OF_UNIT = re.compile("m[23]", re.IGNORECASE)
_SIGN_WORD = re.compile(r"(同比)?(增长|上升|提高|增加|下降|减少|降低)(?=\d)")
FALL = ("下降", "减少", "降低")
_NULL_WIDE = {ord("−"): "-", ord("–"): "-", ord("\u2010"): "-", ord("\u2011"): "-"}


class NumberCell(NamedTuple):
    """A cell read as a number.

    ``value`` is ``None`` for a cell without a value and, with ``fault``, for one that cannot be read.
    ``unit`` is what follows the number; ``repairs`` are codes.
    """

    value: Decimal | None
    unit: str = ""
    repairs: tuple[str, ...] = ()
    fault: str = ""


def is_plain(text: str) -> bool:
    """Whether ``text`` is an unsigned number that needs no repair: most are, and this is quick."""
    return len(text) <= MOST_DIGITS and text.isascii() and text.replace(".", "", 1).isdigit()


@lru_cache(maxsize=16384)
def clean(text: str) -> str:
    """``text`` on one line, without what cannot be seen, in compatible characters; for names and headings."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _BIDI.sub("", text.translate(_INVISIBLE))
    return " ".join(unicodedata.normalize("NFKC", text).split())


def visible(text: str) -> str:
    """``text`` as written, but for line breaks and characters that only steer the display."""
    if text.isprintable():
        return text.strip()
    kept = _BIDI.sub("", text.translate(_INVISIBLE))
    return " ".join("".join(char if char.isprintable() else " " for char in kept).split())


def brief(text: str) -> str:
    """``text`` for a message: as it is seen, on one line and not too long."""
    return short(visible(text))


def read_number(text: str) -> NumberCell:
    """The number in ``text``, its unit, and what had to be repaired to read it."""
    if is_plain(text):
        return NumberCell(Decimal(text))
    if len(text) > LONGEST:
        return NumberCell(None, fault="not_a_number")
    shown, repairs, fault = prepared(text)
    if fault:
        return NumberCell(None, repairs=tuple(repairs), fault=fault)
    if shown.lower() in _NO_VALUE:
        return NumberCell(None, repairs=("no_value",) if text.strip() else ())
    if fault := _not_one_number(shown):
        return NumberCell(None, repairs=tuple(repairs), fault=fault)
    shown = _signed(shown, repairs)
    found = _NUMBER.fullmatch(shown)
    if not found:
        fault = "bad_grouping" if _SEPARATED.fullmatch(shown) else "not_a_number"
        return NumberCell(None, repairs=tuple(repairs), fault=fault)
    if any(char.isdigit() for char in _POWER_OF_UNIT.sub("", found[4] or "")):
        return NumberCell(None, repairs=tuple(repairs), fault="not_a_number")
    digits = found[2].strip()
    if "," in digits:
        if not _GROUPED.fullmatch(digits):
            return NumberCell(None, repairs=tuple(repairs), fault="bad_grouping")
        repairs.append("thousands")
    elif " " in digits:
        if not _SPACED.fullmatch(digits):
            return NumberCell(None, repairs=tuple(repairs), fault="bad_grouping")
        repairs.append("thousands")
    return _valued(found, digits.replace(",", "").replace(" ", ""), repairs)


def prepared(text: str) -> tuple[str, list[str], str]:
    """``text`` in plain characters, the repairs that took, and a fault if it must not be read on."""
    repairs: list[str] = []
    if _BIDI.search(text):
        return text, repairs, "bidi_control"
    shown = text.translate(_INVISIBLE)
    if shown != text:
        repairs.append("invisible")
    if shown != shown.strip() or re.search(r"[^\S ]", shown):
        repairs.append("spaces")
    shown = shown.strip()
    if shown[:1] == "'":
        shown = shown[1:].strip()
        repairs.append("apostrophe")
    bare = _FOOTNOTE.sub("", shown)
    if bare != shown and bare:
        # NFKC would turn 12① into 121.
        shown = bare.strip()
        repairs.append("footnote_mark")
    if any(unicodedata.category(char) in ("No", "Nl") for char in shown):
        return shown, repairs, "not_a_number"
    plain = unicodedata.normalize("NFKC", shown)
    if any("\uff01" <= char <= "\uff5e" for char in shown):
        repairs.append("full_width")
    if plain.startswith("="):
        return shown, repairs, "formula"
    if plain.startswith("#"):
        return shown, repairs, "error_value"
    return " ".join(plain.split()), repairs, ""


def is_exponent(shown: str, at: int) -> bool:
    """Whether the sign at a place in ``shown`` is that of an exponent and no dash between two figures."""
    return any(found.start() < at < found.end() for found in _EXPONENT.finditer(shown))


def _not_one_number(shown: str) -> str:
    """The fault of a cell that holds digits but does not state one figure."""
    if not any(char.isdigit() for char in shown):
        return "not_a_number"
    if _AMBIGUOUS_SIGN.search(shown):
        return "ambiguous_sign"
    if _BOUND.search(shown):
        return "bound"
    return "range" if _RANGE.search(_EXPONENT.sub("", shown)) else ""


def _signed(shown: str, repairs: list[str]) -> str:
    """The forms of a sign as a hyphen: −5, （5）, 下降5%."""
    plain = shown.translate(_NULL_WIDE)
    if plain != shown:
        repairs.append("minus_sign")
    if plain.startswith("(") and plain.endswith(")"):
        repairs.append("negative_parentheses")
        plain = "-" + plain[1:-1].strip()
    word = _SIGN_WORD.match(plain)
    if word:
        repairs.append("sign_word")
        plain = ("-" if word[2] in FALL else "") + plain[word.end() :]
    return plain


def _valued(found: re.Match[str], digits: str, repairs: list[str]) -> NumberCell:
    try:
        value = Decimal(f"{found[1]}{digits}e{found[3] or 0}")
    except InvalidOperation:
        return NumberCell(None, repairs=tuple(repairs), fault="not_a_number")
    if found[3]:
        if abs(int(found[3])) > _MOST_EXPONENT:
            return NumberCell(None, repairs=tuple(repairs), fault="not_a_number")
        repairs.append("scientific")
    significant = len(digits.replace(".", "").lstrip("0"))
    if significant > MOST_DIGITS:
        if "." not in digits or significant > MOST_DIGITS + 4:
            return NumberCell(None, repairs=tuple(repairs), fault="too_many_digits")
        # 12.340000000000002 is what binary arithmetic in a spreadsheet leaves of 12.34.
        value = Decimal(f"{value:.{MOST_DIGITS - 1}e}")
        repairs.append("float_noise")
    unit = (found[4] or "").strip()
    if unit:
        repairs.append("percent_sign" if unit == "%" else "unit_in_cell")
    return NumberCell(value, unit, tuple(repairs))


_CLASSES = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5} | {
    str(number): number for number in range(1, 7)
}
_WORSE_THAN_V = ("劣v", "劣五", "劣5", "劣于v", "劣于五", "劣于5")


def read_class(text: str) -> NumberCell:
    """A water class from 1 to 6: Ⅲ, III, 3, 三类; 劣Ⅴ is 6."""
    shown = "".join(clean(text).lower().split())
    if shown in _NO_VALUE:
        return NumberCell(None, repairs=("no_value",) if text.strip() else ())
    bare = shown.removeprefix("第").removeprefix("地表水").removesuffix("水质").removesuffix("水").removesuffix("标准")
    bare = bare.removesuffix("类").removesuffix("级").removeprefix("class").removesuffix(".0")
    value = 6 if bare in _WORSE_THAN_V else _CLASSES.get(bare)
    if value is None:
        return NumberCell(None, fault="not_a_class")
    return NumberCell(Decimal(value), repairs=() if text == str(value) else ("class",))
