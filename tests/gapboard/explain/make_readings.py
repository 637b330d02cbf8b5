"""Makes ``gapboard/explain/search/readings.txt`` from pypinyin's dictionaries: run this file.

For each character the reading that it has by itself, and any other that it has in at least a tenth of the phrases in
which it stands: 行 is xing and hang, but 的 in 的士 does not make every 的 a di.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[3]
TABLE = ROOT / "gapboard/explain/search/readings.txt"
_HEAD = """\
# The readings of Chinese characters without tones, ü as v: what somebody types who looks for them by pinyin.
# Made by tests/gapboard/explain/make_readings.py from the dictionaries of pypinyin (MIT licence); not written by hand.
"""
_SHARE = 0.1


def table() -> str:
    """The whole file: a line a reading, with every character that has it."""
    from pypinyin import Style
    from pypinyin.constants import PHRASES_DICT
    from pypinyin.contrib.tone_convert import to_normal
    from pypinyin.core import lazy_pinyin

    plain = {}

    def bare(toned: str) -> str:
        if toned not in plain:
            plain[toned] = to_normal(toned, v_to_u=False).replace("ü", "v")
        return plain[toned]

    used: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for phrase, readings in PHRASES_DICT.items():
        for character, reading in zip(phrase, readings, strict=False):
            used[character][bare(reading[0])] += 1
    by_reading: defaultdict[str, list[str]] = defaultdict(list)
    for character in sorted(_common() | {character for character in used if "一" <= character <= "鿿"}):
        own = lazy_pinyin(character, style=Style.NORMAL, errors="ignore")
        counts = used[character]
        often = [reading for reading, count in counts.items() if count >= _SHARE * counts.total()]
        for reading in dict.fromkeys([*own, *often]):
            by_reading[reading].append(character)
    lines = [f"{reading} {''.join(by_reading[reading])}\n" for reading in sorted(by_reading) if reading.isalpha()]
    return _HEAD + "".join(lines)


def _common() -> set[str]:
    """The 6,763 characters of GB 2312."""
    rows = (bytes((high, low)).decode("gb2312", "ignore") for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return set(rows) - {""}


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUTF8", "1")
    TABLE.write_text(table(), encoding="utf-8")
