"""Where documents restate, tighten or contradict each other, and where one is at odds with itself.

Two targets of one indicator and region are compared by rule. Relations between different indicators (parts
of a whole, a share, a contribution to growth) are named in ``targets.yaml`` under ``relations`` and worked
out here, so that the arithmetic always follows the curated figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations

from gapboard.assess import Assessment
from gapboard.assess.judged import levels
from gapboard.assess.pace import yearly_growth
from gapboard.board.board import Board
from gapboard.catalog import Relation, RelationKind, Target
from gapboard.catalog.measures import Beside

_VALUES = {Beside.VALUE, Beside.LEVEL}
# Two wordings of one promise differ by rounding, hardly by more than one part in a hundred.
SAME_WITHIN = 0.01


class Verdict(StrEnum):
    """What two or more targets say beside each other, the gravest first."""

    CONTRADICTS = "contradicts"
    OPEN = "open"
    TIGHTENS = "tightens"
    LOOSENS = "loosens"
    RESTATES = "restates"
    AGREES = "agrees"


@dataclass(frozen=True)
class Agreement:
    """How far targets agree: which, the verdict, and the numbers for ``consistency.<code>`` in the catalogue."""

    verdict: Verdict
    code: str
    targets: tuple[Target, ...]
    numbers: dict[str, float] = field(default_factory=dict, hash=False)
    relation: Relation | None = None

    @property
    def within_one_document(self) -> bool:
        """Whether a document is held against itself."""
        return len({target.document for target in self.targets}) == 1


def agreements(board: Board) -> list[Agreement]:
    """Of all targets that can be held against each other, contradictions first."""
    found = [*_pairs(board), *_relations(board)]
    return sorted(found, key=lambda item: list(Verdict).index(item.verdict))


def _pairs(board: Board) -> Iterator[Agreement]:
    results = {result.target.id: result for result in board.assessments}
    groups: dict[tuple[str, str], list[Target]] = {}
    for target in board.targets:
        groups.setdefault((target.indicator, target.region), []).append(target)
    for group in groups.values():
        for first, second in combinations(group, 2):
            both = {first.measure.beside, second.measure.beside}
            if first.due == second.due and both <= _VALUES:
                yield from _same_due(results[first.id], results[second.id])
            elif both == {Beside.LEVEL, Beside.AVERAGE}:
                level, rate = (first, second) if first.measure.beside is Beside.LEVEL else (second, first)
                if rate.period and rate.period[1] == level.due:
                    yield from _level_and_rate(level, rate, board)


def _same_due(first: Assessment, second: Assessment) -> Iterator[Agreement]:
    """Two values for one year: the later document restates, tightens or loosens the earlier."""
    if first.goal is None or second.goal is None:
        return
    numbers = {"first": first.goal, "second": second.goal}
    pair = (first.target, second.target)
    if first.goal == second.goal:
        yield Agreement(Verdict.RESTATES, "same_value", pair, numbers)
        return
    numbers["difference"] = 100 * (second.goal / first.goal - 1) if first.goal else 0.0
    if abs(second.goal - first.goal) <= SAME_WITHIN * abs(first.goal):
        yield Agreement(Verdict.AGREES, "nearly_same", pair, numbers)
    elif first.target.document == second.target.document:
        yield Agreement(Verdict.CONTRADICTS, "two_values", pair, numbers)
    else:
        tighter = first.direction * (second.goal - first.goal) > 0
        yield Agreement(Verdict.TIGHTENS if tighter else Verdict.LOOSENS, "two_values", pair, numbers)


def _level_and_rate(level: Target, rate: Target, board: Board) -> Iterator[Agreement]:
    """A level and an average growth for one period: which base would make both true, and what is known.

    base = level ÷ (1 + g)^n. With a published base year the level that the growth leads to is compared;
    without it, the growth that the level needs from the last year known.
    """
    assert rate.period is not None
    base_year = rate.growth_base
    years = rate.period[1] - base_year
    factor = (1 + rate.value / 100) ** years
    numbers = {
        "level": level.value,
        "rate": rate.value,
        "years": years,
        "base_year": base_year,
        "implied_base": level.value / factor,
    }
    own = levels(board.catalog.indicators[level.indicator], level.region, board.catalog, board.book)
    if base_year in own:
        reached = own[base_year].value * factor
        numbers |= {"base": own[base_year].value, "reached": reached}
        same = abs(reached - level.value) <= SAME_WITHIN * level.value
        verdict = Verdict.AGREES if same else Verdict.CONTRADICTS
        yield Agreement(verdict, "rate_leads_to", (level, rate), numbers)
        return
    before = [point for year, point in own.items() if year < base_year]
    if not before:
        yield Agreement(Verdict.OPEN, "rate_implies_base", (level, rate), numbers)
        return
    last = before[-1]
    needed = yearly_growth(last.year, last.value, level.due, level.value)
    to_base = yearly_growth(last.year, last.value, base_year, numbers["implied_base"])
    numbers |= {"last_year": last.year, "last": last.value}
    if needed is not None and to_base is not None:
        numbers |= {"needed": 100 * needed, "to_base": 100 * to_base}
        code = "rate_needs_growth" if needed > rate.value / 100 else "rate_needs_less"
        yield Agreement(Verdict.OPEN, code, (level, rate), numbers)


def _relations(board: Board) -> Iterator[Agreement]:
    results = {result.target.id: result for result in board.assessments}
    for relation in board.catalog.content.relations:
        if not {*relation.parts, relation.whole} <= results.keys():
            continue
        targets = tuple(board.catalog.targets[item] for item in (*relation.parts, relation.whole))
        goals = [results[target.id].goal for target in targets]
        if any(goal is None for goal in goals):
            continue
        values = [goal for goal in goals if goal is not None]
        match relation.kind:
            case RelationKind.SUM:
                yield _sum(relation, targets, values, board)
            case RelationKind.SHARE:
                yield _share(relation, targets, values)
            case RelationKind.CONTRIBUTION:
                yield from _contribution(relation, targets, values, board)


def _sum(relation: Relation, targets: tuple[Target, ...], values: list[float], board: Board) -> Agreement:
    """Parts against a whole that has further parts: what the targets leave for those, and what they take up.

    The size of the rest is read from the latest year in which the whole and every part were published.
    """
    *parts, whole = values
    left = whole - sum(parts)
    numbers = {"sum": sum(parts), "whole": whole, "left": left, "percent": 100 * left / whole}
    series = [board.book.series(target.region, target.indicator) for target in targets]
    common = [year for year in series[-1] if all(year in one for one in series)]
    if not common:
        return Agreement(Verdict.OPEN, "sum_open", targets, numbers, relation)
    year = common[-1]
    *known_parts, known_whole = (one[year].value or 0.0 for one in series)
    numbers |= {"year": year, "rest": known_whole - sum(known_parts)}
    verdict = Verdict.CONTRADICTS if left < numbers["rest"] else Verdict.AGREES
    return Agreement(verdict, "sum", targets, numbers, relation)


def _share(relation: Relation, targets: tuple[Target, ...], values: list[float]) -> Agreement:
    """A share against the part and the whole it is of: parts are (part, share)."""
    part, share, whole = values
    implied = 100 * part / whole
    same = abs(implied - share) <= SAME_WITHIN * share
    numbers = {"part": part, "whole": whole, "share": share, "implied": implied}
    return Agreement(Verdict.AGREES if same else Verdict.CONTRADICTS, "share", targets, numbers, relation)


def _contribution(
    relation: Relation, targets: tuple[Target, ...], values: list[float], board: Board
) -> Iterator[Agreement]:
    """Growth g of a part that is the share s of a whole adds g × s points to the whole's growth."""
    growth, contribution = values
    needed_share = 100 * contribution / growth
    numbers = {"growth": growth, "contribution": contribution, "needed_share": needed_share}
    target = targets[0]
    if relation.whole_region is None:
        return
    part = board.book.series(target.region, target.indicator)
    whole = board.book.series(relation.whole_region, target.indicator)
    common = [year for year in part if year in whole]
    if not common:
        yield Agreement(Verdict.OPEN, "contribution_open", targets, numbers, relation)
        return
    year = common[-1]
    share = 100 * (part[year].value or 0) / (whole[year].value or 1)
    numbers |= {"year": year, "share": share, "adds": growth * share / 100, "growth_needed": 100 * contribution / share}
    # A growth floor is not contradicted by needing to be exceeded; the contribution is the harder promise.
    tight = growth * share / 100 < contribution
    yield Agreement(Verdict.TIGHTENS if tight else Verdict.AGREES, "contribution", targets, numbers, relation)
