"""How Chinese characters are read, for those who look for them by pinyin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """The readings of each character, as ``{"行": ("hang", "xing"), …}``."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in Path(__file__).with_name("readings.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            reading, characters = line.split(" ")
            for character in characters:
                found[character].append(reading)
    return {character: tuple(readings) for character, readings in found.items()}


def readings(texts: Iterable[str]) -> dict[str, str]:
    """By reading without tones, the characters of ``texts`` that have it: ``{"lv": "率绿", "shuai": "率"}``.

    A character may have several; one that the table lacks has none.
    """
    by_reading: defaultdict[str, str] = defaultdict(str)
    for character in sorted(set().union(*texts)):
        for reading in _table().get(character, ()):
            by_reading[reading] += character
    return dict(sorted(by_reading.items()))


def traditional() -> str:
    """Traditional characters, each followed by the simplified one, of the words that the board has."""
    lines = Path(__file__).with_name("traditional.txt").read_text(encoding="utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def pinyin(text: str) -> str:
    """A text letter by letter, with every reading of a character that has several: ``dediqu`` for 地区.

    What somebody types for it, in full or by first letters, stands in it in its order.
    """
    return "".join("".join(_table().get(character, ())) for character in text)
