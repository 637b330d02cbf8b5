"""How each figure of an assessment was worked out, step by step, with the numbers put in."""

from __future__ import annotations

from collections.abc import Iterator

from gapboard.assess import Assessment, Status
from gapboard.assess import pace as method
from gapboard.catalog import Catalog, Comparator
from gapboard.catalog.measures import Rule
from gapboard.explain.evidence import indication_text, proof_text
from gapboard.explain.figures import Figures
from gapboard.kernel.wording import say
from gapboard.kernel.wording.numbers import number

Step = tuple[str, str]
"""A step's heading and its text."""


def derivation(result: Assessment, catalog: Catalog, language: str) -> list[Step]:
    """The steps from the published figures to the status, in the order in which one would take them."""
    figures = Figures(result, catalog, language)
    writers = (
        _versions,
        _goal,
        _actual,
        _proof,
        _indication,
        _reached,
        _years,
        _gap,
        _base,
        _expected,
        _pace,
        _ratio,
        _lag,
        _needed,
        _trend,
        _stretch,
    )
    steps = ((key, text) for writer in writers for key, text in writer(result, figures))
    return [(say(f"derive.{key}", language), _crossing(key, text, figures)) for key, text in steps]


_FROM_THE_BASE = {"expected", "pace", "ratio", "lag", "projection"}


def _crossing(key: str, text: str, figures: Figures) -> str:
    """The text of a step; of what is counted from the base, with a word where a break lies between."""
    doubted = key in _FROM_THE_BASE and figures.crossed
    return _say(figures, "crossing", text=text, crossed=figures.crossed) if doubted else text


def _say(figures: Figures, key: str, **values: object) -> str:
    return say(f"derive.{key}", figures.language, **values)


def _versions(result: Assessment, figures: Figures) -> Iterator[Step]:
    """What the target said before it was revised, and what approved the change."""
    known = [version for version in result.target.earlier if version.until <= result.on]
    for version in sorted(known, key=lambda version: version.until):
        approved = version.approved_by_en if figures.language == "en" else version.approved_by
        values = {"until": version.until.isoformat(), "value": figures.amount(version.value), "by": approved}
        yield "version", _say(figures, "version_text", **values)


def _goal(result: Assessment, figures: Figures) -> Iterator[Step]:
    target = result.target
    if target.measure.from_base is not None and result.goal is not None and target.base is not None:
        values = {
            "base": figures.bare(result.points[target.base].value),
            "factor": number(target.value, 2),
            "amount": figures.amount(result.goal),
        }
        yield "goal", say(target.measure.words.goal_step, figures.language, **values)
    elif target.comparator is Comparator.ABOUT and result.limit is not None:
        key = "goal_tolerance" if result.direction > 0 else "goal_tolerance_down"
        percent = number(100 * (target.tolerance or 0), 1) + "%"
        yield "goal", _say(figures, key, amount=figures.goal, percent=percent, limit=figures.amount(result.limit))
    else:
        yield "goal", figures.goal


def _actual(result: Assessment, figures: Figures) -> Iterator[Step]:
    point = result.judged
    if point is None:
        yield "actual", figures.actual
    else:
        how = say(f"method.{point.how}", figures.language)
        yield "actual", _say(figures, "actual_text", year=point.year, amount=figures.amount(point.value), how=how)


def _proof(result: Assessment, figures: Figures) -> Iterator[Step]:
    """The bound that the status rests on, and the rule that it comes from."""
    if result.proof is not None:
        yield "proof", proof_text(result, figures.catalog, figures.language)


def _indication(result: Assessment, figures: Figures) -> Iterator[Step]:
    if result.indication is not None:
        yield "indication", indication_text(result, figures.catalog, figures.language)


def _years(result: Assessment, figures: Figures) -> Iterator[Step]:
    if not result.years:
        return
    parts = []
    for verdict in result.years:
        point = verdict.point or verdict.proof
        if point is None:
            parts.append(_say(figures, "year_unknown", year=verdict.year))
        else:
            key = "year_kept" if verdict.kept else "year_broken"
            parts.append(_say(figures, key, year=verdict.year, amount=figures.span(point)))
    yield "years", " · ".join(parts)


def _reached(result: Assessment, figures: Figures) -> Iterator[Step]:
    """When a promise was kept after its due year."""
    if result.status is Status.MET_LATE and result.reached_in is not None:
        amount = figures.span({**result.points, **result.bounded}[result.reached_in])
        yield "reached", _say(figures, "reached_text", year=result.reached_in, amount=amount)


def _gap(result: Assessment, figures: Figures) -> Iterator[Step]:
    if result.judged is None or result.goal is None or result.gap is None:
        return
    actual, goal = figures.bare(result.judged.value), figures.bare(result.goal)
    gap = figures.bare(result.gap, signed=True)
    yield "gap", _say(figures, "gap_text", actual=actual, goal=goal, gap=gap)
    if figures.gap_percent:
        percent = number(result.gap_percent or 0, 1, signed=True) + "%"
        size = figures.bare(abs(result.goal))
        yield "percent", _say(figures, "percent_text", gap=gap, goal=size, percent=percent)


def _base(result: Assessment, figures: Figures) -> Iterator[Step]:
    if result.base is None:
        # A path begins with a figure; but that the base year is known within bounds is told.
        bound = result.bounded.get(result.target.base or 0)
        if bound is not None:
            yield "base", _say(figures, "base_bound", year=bound.year, amount=figures.span(bound))
        return
    point = result.base.point
    rule = _say(figures, f"rule.{result.base.rule.value}")
    yield "base", _say(figures, "base_text", year=point.year, amount=figures.amount(point.value), rule=rule)


def _expected(result: Assessment, figures: Figures) -> Iterator[Step]:
    if result.expected is None or result.judged is None or result.goal is None:
        return
    target, year, start = result.target, result.judged.year, result.base.point if result.base else None
    if target.measure.rule is Rule.SUM and target.period:
        begun, ends = target.period[0] - 1, target.period[1]
    elif start is not None:
        begun, ends = start.year, target.due
    else:
        return
    values = {
        "base": figures.bare(start.value) if start else "",
        "goal": figures.bare(result.goal),
        "gone": year - begun,
        "span": ends - begun,
        "expected": figures.amount(result.expected),
        "year": year,
    }
    yield "expected", say(target.measure.words.expected_step, figures.language, **values)


def _pace(result: Assessment, figures: Figures) -> Iterator[Step]:
    if result.pace is None or result.judged is None:
        return
    pace = number(result.pace, 3)
    start = result.base.point.value if result.base else 0.0
    if result.expected is None:
        yield "pace", _say(figures, "pace_plain", pace=pace)
    else:
        made = figures.bare(result.judged.value - start, signed=True)
        due = figures.bare(result.expected - start, signed=True)
        yield "pace", _say(figures, "pace_text", made=made, due=due, pace=pace)


def _ratio(result: Assessment, figures: Figures) -> Iterator[Step]:
    if result.growth_ratio is None or result.base is None or result.judged is None or result.goal is None:
        return
    start = (result.base.point.year, result.base.point.value)
    observed = method.yearly_growth(*start, result.judged.year, result.judged.value)
    required = method.yearly_growth(*start, result.target.due, result.goal)
    if observed is None or required is None or result.growth_status is None:
        return
    text = _say(
        figures,
        "ratio_text",
        observed=number(100 * observed, 2) + "%",
        required=number(100 * required, 2) + "%",
        ratio=number(result.growth_ratio, 3),
        status=say(f"status.{result.growth_status.value}", figures.language),
    )
    yield "ratio", text


def _lag(result: Assessment, figures: Figures) -> Iterator[Step]:
    """A lead is worth saying only while the race is on."""
    years = result.lag_years
    if years is None or result.judged is None or result.base is None:
        return
    # Two targets of one year may start in different ones: their lags differ by that alone.
    base = result.base.point.year
    if years > 0:
        yield "lag", _say(figures, "lag_text", years=number(years, 1), base=base)
    elif result.judged.year < result.target.due:
        yield "lag", _say(figures, "lead_text", years=number(-years, 1), base=base)


def _needed(result: Assessment, figures: Figures) -> Iterator[Step]:
    if result.needed_per_year is None:
        return
    needed = figures.amount(result.needed_per_year, signed=True)
    lately = result.change.per_year if result.change else None
    if lately is None:
        yield "needed", _say(figures, "needed_only", needed=needed)
    else:
        achieved = figures.amount(lately, signed=True)
        yield "needed", _say(figures, "needed_text", needed=needed, achieved=achieved)
    if result.base is not None and result.judged is not None:
        start, now = result.base.point, result.judged
        if now.year > start.year:
            value = method.projected(start.year, start.value, now.year, now.value, result.target.due)
            amount = figures.amount(value)
            yield "projection", _say(figures, "projection_text", year=result.target.due, amount=amount)


def _trend(result: Assessment, figures: Figures) -> Iterator[Step]:
    change = result.change
    if change is None:
        return
    if change.rate is not None:
        rate = number(change.rate.value, 2, signed=True) + "%"
        yield "trend", _say(figures, "trend_rate", year=change.rate.year, rate=rate, trend=figures.trend)
        return
    text = _say(
        figures,
        "trend_text",
        first_year=change.first.year,
        first=figures.amount(change.first.value),
        last_year=change.last.year,
        last=figures.amount(change.last.value),
        trend=figures.trend,
    )
    yield "trend", text


def _stretch(result: Assessment, figures: Figures) -> Iterator[Step]:
    stretch = result.stretch
    if stretch is None:
        return
    goal = figures.amount(stretch.goal)
    if stretch.reached is None or stretch.gap is None:
        yield "stretch", _say(figures, "stretch_unknown", goal=goal)
    elif stretch.reached:
        yield "stretch", _say(figures, "stretch_met", goal=goal)
    else:
        yield "stretch", _say(figures, "stretch_missed", goal=goal, gap=figures.difference(abs(stretch.gap)))
