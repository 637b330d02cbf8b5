"""What notes below a table say of all its figures, of those of a year, or of those that a mark points from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gapboard.catalog import Indicator
from gapboard.intake import units
from gapboard.intake.cells import brief, clean
from gapboard.intake.lines import Line
from gapboard.intake.model import Measure, Remark, Said, Where, doubt
from gapboard.intake.phrase import Phrase, parse

_STATUS = re.compile(r"((?:19|20)\d\d)\s*年[^。;；]*?(快报|初步|预计|预测|最终核实|终审)")
_OF_ALL = re.compile(
    "(?:本表|以上|以下|上述|下列|表中|所列)(?:各项)?(?:数据|数字|指标|数)?(?:均|都)?[为是系](?!分|按)([^。;；,，]{2,20}?)(?:数据)?[。;；,，]?$"
)
_UNIT = re.compile(r"单位(?:均|都)?\s*(?:为|是|[::])\s*([^\s,，。;；、()（）]+)")
_OF_YEAR = re.compile(r"((?:19|20)\d\d)\s*年(?:的?(?:数据|数字|数))?(?:均|都)?[为是系指](.+?)(?:数据)?[。;；,，]?$")
_YEARS = re.compile(r"(?:19|20)\d\d(?=\s*年)")
_IS = re.compile("^(?:均|都)?[为是系指]")
_PARTS = re.compile(
    r"[为是系指按仅][^,，。;；]{0,6}?(?:\d{1,2}\s*月|季度|半年)|(?:月份?|季度|半年|累计)(?:累计)?(?:数|口径)|[为是系指按]累计"
)
_STATUSES = re.compile("快报|初步|预计|预测|估算|推算")
_PRELIMINARY = re.compile("快报|初步")
_NARROWS = re.compile("不含|不包括|不包含|剔除|扣除")
_PLANS = re.compile("(?:目标|计划|预算|任务|预期)(?:数|值|任务|目标)?$|[为是系](?:年度)?(?:目标|计划|预算|任务|预期)")
_SOURCE = re.compile(r"^[(\[*※]?\s*(?:资料来源|数据来源|来源|source)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unread:
    """A note that may decide what figures are, and that no rule reads: of which years, and in what."""

    said: Said
    text: str
    mark: str
    years: frozenset[str]
    parts: bool
    status: bool
    narrows: bool
    preliminary: bool = False
    """Whether it says no more than that figures are not final yet: none is a forecast."""


@dataclass
class Notes:
    """``statuses`` are by year, of all years under an empty text; ``units`` hold where nothing else states one.

    ``marked`` is what a note says of the figures from which its mark points, ``of_years`` of which part of a year the
    figures under it are.
    """

    statuses: dict[str, tuple[str, Said]] = field(default_factory=dict)
    units: dict[str, Said] = field(default_factory=dict)
    phrases: list[tuple[Phrase, Said]] = field(default_factory=list)
    """Of which part of the year all figures are (注：以上为1—9月累计数), or that they are targets."""
    marked: dict[str, tuple[Phrase, Said]] = field(default_factory=dict)
    of_years: dict[str, tuple[Phrase, Said]] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    of_file: dict[Said, Remark] = field(default_factory=dict)
    """What is asked once for all figures: which of them are preliminary, where a note says it of some."""
    _named: dict[str, frozenset[str]] = field(default_factory=dict)
    """By a note's text the indicators that it names: every figure asks."""

    def read(self, lines: Iterable[Line]) -> None:
        """Take in the notes among some lines of text."""
        for line in lines:
            for mark, text in line.notes:
                self._note(text, Said(line.text, line.row, line.column, Where.NOTE), mark)

    def _note(self, text: str, said: Said, mark: str) -> None:
        own = parse(_IS.sub("", text.rstrip("。;；,，")))
        if mark and own.understood:
            self.marked[mark] = (own, said)
            return
        of_all, of_year = _OF_ALL.search(text), _OF_YEAR.search(text)
        phrase = parse(of_all[1]) if of_all else None
        part = parse(of_year[2]) if of_year else None
        if phrase is not None and phrase.understood:
            self.phrases.append((phrase, said))
        if of_year and part is not None and part.understood and part.first:
            self.of_years[of_year[1]] = (part, said)
        of_years = _STATUS.findall(text)
        if len(of_years) == 1:  # 注：2024年为快报数
            self.statuses[of_years[0][0]] = (parse(of_years[0][1]).status, said)
        elif not of_years and phrase is not None and phrase.understood and phrase.status:
            self.statuses[""] = (phrase.status, said)
        unit = _UNIT.search(text)
        if unit and units.is_known(unit[1]):
            self.units[unit[1]] = said
        self._leave(text, said, mark)

    def _leave(self, text: str, said: Said, mark: str) -> None:
        """Keep a note of which something may decide and has not been read."""
        times = any(by is said for _, by in (*self.phrases, *self.of_years.values()))
        finals = any(by is said for _, by in self.statuses.values())
        found = Unread(
            said,
            text,
            mark,
            frozenset(_YEARS.findall(text)),
            parts=bool(_PARTS.search(text)) and not times,
            status=bool(_STATUSES.search(text)) and not finals,
            narrows=bool(_NARROWS.search(text)),
            preliminary=set(_STATUSES.findall(text)) <= set(_PRELIMINARY.findall(text)),
        )
        if (found.parts or found.status or found.narrows) and not _SOURCE.match(text):
            self.unread.append(found)

    def status(self, period: str, texts: Iterable[str] = ()) -> tuple[str, Said] | None:
        """How final the figures of a period are, and who says so; ``texts`` stand around them and may have marks."""
        around = "".join(texts) if self.marked else ""
        by_mark = ((phrase.status, said) for mark, (phrase, said) in self.marked.items() if mark in around)
        return (
            next((item for item in by_mark if item[0]), None) or self.statuses.get(period[:4]) or self.statuses.get("")
        )

    def doubts(
        self,
        period: str,
        texts: Iterable[str],
        indicator: Indicator,
        catalog: Iterable[Indicator],
        *,
        final: bool,
        early: bool = False,
    ) -> Iterator[Remark]:
        """The notes that may say something else of a figure than what it is taken for; ``final`` if nothing says how
        final it is, ``early`` if it is preliminary anyway. What is said of some figures is asked once, ``of_file``."""
        if not (self.marked or self.unread):
            return
        around = "".join(texts)
        for mark, (phrase, said) in self.marked.items():
            if mark in around and (phrase.first or phrase.running):
                yield Remark("note_decides", said.row, said.column, {"found": brief(said.text), "expected": ""})
        for note in self.unread:
            if note.mark not in around or period[:4] not in (note.years or period[:4]):
                continue
            other = note.narrows or (note.parts and len(period) <= 7)
            if other or (note.status and final and not (early and note.preliminary)):
                named = self._named_in(note.text, catalog)
                if note.preliminary and not (other or named or note.mark or note.years):
                    self.of_file[note.said] = _doubt_of(note)
                elif not named or indicator.id in named or indicator.growth_of in named:
                    yield _doubt_of(note)

    @property
    def plan(self) -> bool:
        """Whether they say that all figures are targets."""
        return any(phrase.measure is Measure.PLAN for phrase, _ in self.phrases)

    def _named_in(self, text: str, catalog: Iterable[Indicator]) -> frozenset[str]:
        if text not in self._named:
            self._named[text] = frozenset(item.id for item in catalog if _names(text, item))
        return self._named[text]


def _doubt_of(note: Unread) -> Remark:
    return doubt("note_decides", note.said.row, note.said.column, brief(note.said.text))


def remark_decides(text: str, period: str, *, final: bool) -> str:
    """Whether a remark beside a figure says that it is another one (``other``: 2024年为1—11月数, 2025年为目标), or may
    say so (``maybe``); empty for all others."""
    shown = clean(text)
    phrase, years = parse(shown), _YEARS.findall(shown)
    if years and period[:4] not in years:
        return "other" if phrase.understood and phrase.year else ""
    is_part = bool(_PARTS.search(shown)) or (phrase.understood and bool(phrase.first or phrase.running))
    if (is_part and len(period) <= 7) or _PLANS.search(shown):
        return "other"
    is_status = final and _STATUSES.search(shown)
    return "maybe" if is_status or _NARROWS.search(shown) or "单位" in shown else ""


def unit_of_remark(text: str) -> str:
    """The unit that a remark is, and nothing else: 单位：万元."""
    bare = clean(text).removeprefix("计量").removeprefix("单位").lstrip(":为是 ")
    return bare if bare and units.is_known(bare) and units.parse(bare) else ""


def _names(text: str, indicator: Indicator) -> bool:
    """Whether a note speaks of an indicator."""
    return any(name in text for name in (indicator.name, *indicator.aliases) if len(name) > 1)
