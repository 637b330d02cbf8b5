"""What a file calls an indicator or a region: matched exactly, by alias, or only suggested."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from gapboard.catalog import Catalog
from gapboard.intake import units
from gapboard.intake.cells import clean

MOST_SUGGESTIONS = 5
_WORST_SUGGESTION = 0.6
_LONGEST = 120

_MARKS = re.compile(r"[\s\W_]+")
# "一、", "（二）", "3.", "其中：", "#": an outline's numbering is no part of a name.
_OUTLINE = re.compile(
    r"^(?:[#·•◆●\-]+|其中[:：]?|\(?[一二三四五六七八九十]{1,3}[)、.．]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,3}(?:[)、]|[.．](?!\d)))\s*"
)
_UNIT_TAIL = re.compile(r"^(.+?)\s*(?:\(([^()]{1,20})\)|\[([^\[\]]{1,20})\]|[,:;_]\s*([^,:;_()]{1,12}))\s*$")
_BASIS_TAIL = re.compile(r"^(.+?)\(([^()]{2,12})\)$")
# Constant prices are another matter: an amount in them is not the amount that is published for the year.
_CURRENT_PRICES = frozenset(
    f"{before}{basis}{after}"
    for before in ("", "按")
    for basis in ("现价", "当年价", "当年价格", "现行价", "现行价格")
    for after in ("", "计算")
)


class Match(NamedTuple):
    """What a name was matched to: ``how`` is ``exact``, ``alias``, ``confirmed``, or empty for not at all.

    The catalogue's own names come before any that users have confirmed.

    ``suggestions`` are identifiers with their likeness, best first; they are never used unconfirmed.
    """

    id: str | None
    how: str = ""
    suggestions: tuple[tuple[str, float], ...] = ()


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """``text`` without case, width, spaces and punctuation; % and its like say something and stay."""
    return _MARKS.sub("", clean(text).casefold().replace("%", "百分号"))


def without_outline(text: str) -> str:
    """``text`` without numbering before it."""
    previous = ""
    while previous != text:
        previous, text = text, _OUTLINE.sub("", text)
    return text


def split_unit(text: str, known: frozenset[units.Unit]) -> tuple[str, str]:
    """A heading's name and its unit: ``地区生产总值（亿元）`` is 地区生产总值 and 亿元.

    A basis of prices beside the unit stays with the name: ``GDP（亿元，现价）`` is GDP(现价) and 亿元.
    """
    found = _UNIT_TAIL.match(clean(text))
    if found:
        inside = (found[2] or found[3] or found[4]).strip(" ,、;")
        if units.is_known(inside, known):
            return found[1].strip(), inside
        parts = [part.strip() for part in re.split("[,、;]", inside)]
        basis = [part for part in parts if part in _CURRENT_PRICES]
        rest = [part for part in parts if part not in basis]
        if basis and len(rest) == 1 and units.is_known(rest[0], known):
            return f"{found[1].strip()}({basis[0]})", rest[0]
    return text, ""


def without_basis(text: str) -> str:
    """``text`` without the remark that amounts of money are in current prices, as they are unless said otherwise."""
    found = _BASIS_TAIL.match(clean(text))
    return found[1].strip() if found and found[2].strip() in _CURRENT_PRICES else text


class Names:
    """Every name that the catalogue knows of one kind of record."""

    def __init__(self, records: Iterable[tuple[str, str, tuple[str, ...]]]) -> None:
        self._exact: dict[str, str] = {}
        self._alias: dict[str, str] = {}
        self._grams: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._ids: set[str] = set()
        ambiguous: set[str] = set()
        for ident, name, others in records:
            self._ids.add(ident)
            for table, texts in ((self._exact, (name,)), (self._alias, (ident, *others))):
                for text in texts:
                    key = fold(text)
                    if table.setdefault(key, ident) != ident:
                        ambiguous.add(key)
            for key in {fold(name), *map(fold, others)}:
                grams = _grams(key)
                for gram in grams:
                    self._grams[gram].append((ident, len(grams)))
        for key in ambiguous:  # two records share it once punctuation is gone: a person must say which
            self._alias.pop(key, None)
            self._exact.pop(key, None)

    def match(self, text: str, confirmed: Mapping[str, str] | None = None) -> Match:
        """What ``text`` stands for. ``confirmed`` maps folded texts to identifiers."""
        if len(text) > _LONGEST:
            return Match(None)
        keys = [key for key in dict.fromkeys((fold(text), fold(without_outline(clean(text))))) if key]
        for key in keys:
            if key in self._exact:
                return Match(self._exact[key], "exact")
            if key in self._alias:
                return Match(self._alias[key], "alias")
        for key in keys:
            if confirmed and confirmed.get(key) in self._ids:
                return Match(confirmed[key], "confirmed")
        return Match(None)

    def suggest(self, text: str) -> tuple[tuple[str, float], ...]:
        """The records whose names are most like ``text``, by the characters and pairs they share (Dice)."""
        wanted = _grams(fold(without_outline(clean(text[:_LONGEST]))))
        if not wanted:
            return ()
        shared: dict[tuple[str, int], int] = defaultdict(int)
        for gram in wanted:
            # Names of one record with equally many grams run together; the cap keeps the likeness below 1.
            for entry in set(self._grams.get(gram, ())):
                shared[entry] += 1
        best: dict[str, float] = {}
        for (ident, size), count in shared.items():
            likeness = 2 * min(count, size) / (len(wanted) + size)
            best[ident] = max(best.get(ident, 0.0), likeness)
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        return tuple((i, round(s, 3)) for i, s in ranked[:MOST_SUGGESTIONS] if s >= _WORST_SUGGESTION)


def _grams(key: str) -> frozenset[str]:
    return frozenset(key) | frozenset(key[i : i + 2] for i in range(len(key) - 1))


@lru_cache(maxsize=4)
def indicators_of(catalog: Catalog) -> Names:
    """The names of the catalogue's indicators."""
    return Names((i.id, i.name, (i.name_en, *i.aliases)) for i in catalog.indicators.values())


@lru_cache(maxsize=4)
def regions_of(catalog: Catalog) -> Names:
    """The names of the catalogue's regions."""
    return Names((r.id, r.name, (r.name_en, *r.aliases)) for r in catalog.regions.values())


@lru_cache(maxsize=4)
def units_of(catalog: Catalog) -> frozenset[units.Unit]:
    """The catalogue's units, taken apart."""
    return frozenset(unit for unit in map(units.parse, catalog.units) if unit is not None)


@lru_cache(maxsize=4)
def unit_names_of(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """What the catalogue's units are called in English, folded, and the identifiers of all that are called so."""
    names: dict[str, tuple[str, ...]] = {}
    for unit in catalog.units.values():
        names[fold(unit.name_en)] = (*names.get(fold(unit.name_en), ()), unit.id)
    return names


def unit_called(text: str, catalog: Catalog, wanted: str) -> str:
    """The unit that is called ``text`` in English, empty for none: times are 倍 and 次, and of those the ``wanted``."""
    found = unit_names_of(catalog).get(fold(text), ())
    return wanted if wanted in found else next(iter(found), "")


def match(kind: str, text: str, catalog: Catalog, confirmed: Mapping[str, str] | None = None) -> Match:
    """What ``text`` stands for among the catalogue's ``indicators`` or ``regions``, with suggestions."""
    names = indicators_of(catalog) if kind == "indicators" else regions_of(catalog)
    folded = {fold(key): ident for key, ident in (confirmed or {}).items()}
    found = names.match(text, folded)
    return found if found.id else Match(None, suggestions=names.suggest(text))
