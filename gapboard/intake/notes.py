"""What notes below a table say of all its figures, or of those of a year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from gapboard.intake import units
from gapboard.intake.cells import clean
from gapboard.intake.lines import Line
from gapboard.intake.model import Measure, Said, Where
from gapboard.intake.phrase import Phrase, parse

_STATUS = re.compile(r"((?:19|20)\d\d)\s*年[^。;；]*?(快报|初步|预计|预测|最终核实|终审)")
_OF_ALL = re.compile(
    "(?:本表|以上|以下|上述|下列|表中|所列)(?:各项)?(?:数据|数字|指标|数)?(?:均|都)?[为是系](?!分|按)([^。;；,，]{2,20}?)(?:数据)?[。;；,，]?$"
)
_UNIT = re.compile(r"单位(?:均|都)?\s*(?:为|是|[::])\s*([^\s,，。;；、()（）]+)")


@dataclass
class Notes:
    """``statuses`` are by year, of all years under an empty text; ``units`` hold where nothing else states one."""

    statuses: dict[str, tuple[str, Said]] = field(default_factory=dict)
    units: dict[str, Said] = field(default_factory=dict)
    phrases: list[tuple[Phrase, Said]] = field(default_factory=list)
    """Of which part of the year all figures are (注：以上为1—9月累计数), or that they are targets."""

    def read(self, lines: Iterable[Line]) -> None:
        """Take in the notes among some lines of text."""
        for line in lines:
            if line.is_note:
                self._note(clean(line.text), Said(line.text, line.row, line.column, Where.NOTE))

    def _note(self, text: str, said: Said) -> None:
        of_all = _OF_ALL.search(text)
        phrase = parse(of_all[1]) if of_all else None
        if phrase is not None and phrase.understood:
            self.phrases.append((phrase, said))
        of_years = _STATUS.findall(text)
        if len(of_years) == 1:  # 注：2024年为快报数
            self.statuses[of_years[0][0]] = (parse(of_years[0][1]).status, said)
        elif not of_years and phrase is not None and phrase.understood and phrase.status:
            self.statuses[""] = (phrase.status, said)
        unit = _UNIT.search(text)
        if unit and units.is_known(unit[1]):
            self.units[unit[1]] = said

    def status(self, period: str) -> tuple[str, Said] | None:
        """How final the figures of a period are, and who says so."""
        return self.statuses.get(period[:4]) or self.statuses.get("")

    @property
    def plan(self) -> bool:
        """Whether they say that all figures are targets."""
        return any(phrase.measure is Measure.PLAN for phrase, _ in self.phrases)
