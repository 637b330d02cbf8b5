"""The worked examples of docs/method.md, recomputed: every stated digit must be what the board computes.

An example is a fenced block with the info string ``worked``. Its ``kind`` says what is computed; each other key
is an input or a stated result. A number is right when the computed one rounds to it at the digits it is written
with; ``not defined`` stands for ``None``; ``caveats`` names doubts that must be among those found.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from gapboard.assess import Assessment, Grey, IndicationKind, Point, Status, Trend, assess, progress
from gapboard.assess import pace as method
from gapboard.assess.comparator import reached, threshold
from gapboard.assess.in_year import Histories, band_of, so_far, standing, task_of
from gapboard.assess.judged import average_growth, growth, levels
from gapboard.assess.status import status_of_pace
from gapboard.board import Board
from gapboard.board.consistency import Verdict, agreements
from gapboard.board.ranking import rank
from gapboard.board.reporting import Returns, find_due, periods_of
from gapboard.board.reporting import Standing as ReturnStanding
from gapboard.board.tasks import Grade, TaskBoard, count
from gapboard.catalog import MEASURES, AppliesTo, Body, Catalog, Comparator, Target, TargetsFile, load_catalog
from gapboard.catalog.measures import Rule, Way
from gapboard.catalog.reporting import Reporting, ReportingFile
from gapboard.catalog.tasks import Tasks, TasksFile
from gapboard.explain.tasks import counts_text
from gapboard.kernel.wording import catalogue
from gapboard.ledger import Book, CsvStore, Ledger, Observation, Period
from gapboard.ledger.reports import Report

ROOT = Path(__file__).parents[2]
FILES = {"en": ROOT / "docs" / "method.md", "zh": ROOT / "docs" / "method.zh-CN.md"}
NOT_DEFINED = "not defined"
_FENCE = re.compile(r"^```worked\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ANY_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def blocks_of(path: Path) -> list[str]:
    """The worked examples of a document, in their order."""
    return _FENCE.findall(path.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Example:
    """One block: ``said`` has every scalar as it is written, ``read`` as YAML reads it."""

    said: dict[str, Any]
    read: dict[str, Any]

    @classmethod
    def of(cls, text: str) -> Example:
        return cls(yaml.load(text, Loader=yaml.BaseLoader), yaml.safe_load(text))  # noqa: S506 - makes strings only

    def points(self, key: str) -> dict[int, float]:
        """A mapping of years to values."""
        return {int(year): float(value) for year, value in self.said[key].items()}

    def point(self, key: str) -> tuple[int, float]:
        """A mapping of one year to its value."""
        ((year, value),) = self.points(key).items()
        return year, value

    def date(self, key: str = "date") -> dt.date:
        return dt.date.fromisoformat(self.said[key])


def same(stated: Any, computed: object) -> bool:
    """Whether a computed value is the stated one: a number at its digits, a year's value with its year."""
    if isinstance(stated, dict):
        return (
            isinstance(computed, Point)
            and {str(computed.year)} == set(stated)
            and same(stated[str(computed.year)], computed.value)
        )
    if computed is None:
        return bool(stated == NOT_DEFINED)
    if isinstance(computed, bool):
        return bool(stated == ("yes" if computed else "no"))
    if isinstance(computed, int | float):
        if stated == NOT_DEFINED:
            return False
        digits = len(stated.partition(".")[2])
        return abs(computed - float(stated)) <= 0.5 * 10**-digits * (1 + 1e-9)
    return bool(stated == str(computed))


# What the kinds of examples compute. Each takes an example and yields (key, computed value).

Results = Iterator[tuple[str, object]]


def of_reach(example: Example) -> Results:
    """A comparator held against values."""
    target = a_target(
        measure="level",
        comparator=example.said["comparator"],
        value=float(example.said["goal"]),
        **({"tolerance": float(example.said["tolerance"])} if "tolerance" in example.said else {}),
    )
    direction = 1 if example.said["better"] == "up" else -1
    yield "limit", threshold(target, target.value, direction)
    for key, expected in (("reached", True), ("not_reached", False)):
        values = example.said[key]
        found = [item for item in values if reached(float(item), target, target.value, direction) is expected]
        yield key, "all" if found == example.said[key] else f"only {found}"


def of_bands(example: Example) -> Results:
    """The cut-offs between the statuses before the due year."""
    for status in (Status.ON_TRACK, Status.SLIGHTLY_BEHIND, Status.BEHIND, Status.MOVING_AWAY):
        found = [item for item in example.said[status.value] if status_of_pace(float(item)) is status]
        yield status.value, "all" if found == example.said[status.value] else f"only {found}"


def of_path(example: Example) -> Results:
    """The two methods on bare numbers."""
    base, goal, now = example.point("base"), example.point("goal"), example.point("now")
    path = (*base, *goal)
    pace, ratio = method.pace_linear(*path, *now), method.growth_ratio(*path, *now)
    yield "expected", method.expected_linear(*path, now[0])
    yield "pace", pace
    yield "status", None if pace is None else status_of_pace(pace)
    required, observed = method.yearly_growth(*base, *goal), method.yearly_growth(*base, *now)
    yield "required_growth", None if required is None else 100 * required
    yield "observed_growth", None if observed is None else 100 * observed
    yield "growth_ratio", ratio
    yield "growth_status", None if ratio is None else status_of_pace(ratio)
    yield "lag_years", method.lag_years(*path, *now)
    yield "needed_per_year", method.needed_per_year(*goal, *now)
    yield "projection", method.projected(*base, *now, goal[0])


def of_series(example: Example) -> Results:
    """A value of one year as the board reads it: published, or computed and how."""
    indicator = catalog().indicators[example.said["indicator"]]
    region, year = example.said["region"], int(example.said["year"])
    book = ledger().known_on(example.date("known_on"))
    own = levels(indicator, region, catalog(), book)
    match example.said["reading"]:
        case "level":
            points = own
        case "growth":
            points = growth(indicator, region, catalog(), book)
        case "average_growth":
            first, last = example.read["period"]
            target = a_target(
                measure="average_growth",
                period=(first, last),
                due=last,
                unit="%",
                indicator=indicator.id,
                region=region,
            )
            points = average_growth(target, catalog(), book)
        case other:
            raise ValueError(f"unknown reading {other}")
    point = points.get(year)
    yield "value", point.value if point else None
    yield "how", point.how if point else None
    for key in ("levels", "rates"):
        if key in example.said:
            series = own if key == "levels" else growth(indicator, region, catalog(), book)
            yield key, {str(item): series[item].value for item in example.points(key)}
    if indicator.ratio:
        ratio = indicator.ratio
        parts = {
            "numerator": book.series(region, ratio.numerator),
            "denominator": book.series(ratio.denominator_region or region, ratio.denominator),
        }
        values = {key: series[year].value for key, series in parts.items() if year in series}
        yield from values.items()
        if len(values) == 2:
            yield "from_parts", ratio.scale * (values["numerator"] or 0) / (values["denominator"] or 1)
    if year in own and year - 1 in own:
        derived = method.yearly_growth(year - 1, own[year - 1].value, year, own[year].value)
        yield "from_levels", None if derived is None else 100 * derived


def of_assess(example: Example) -> Results:
    """A target of targets.yaml, judged on a date with what was known on that date."""
    book = ledger().known_on(example.date())
    result = assess(catalog().targets[example.said["target"]], catalog(), book, example.date())
    yield from said_of(result, example)


def of_case(example: Example) -> Results:
    """An invented target, judged on invented values."""
    fields = dict(example.read["target"])
    made, book = an_invented_board(example, fields)
    yield from said_of(assess(made.targets["t"], made, book, example.date()), example)


# What an example calls as the assessment does.
AS_THEY_ARE = (
    *("goal", "limit", "judged", "latest", "gap", "gap_percent", "shortfall", "reached_in"),
    *("expected", "pace", "growth_ratio", "growth_status", "lag_years", "needed_per_year"),
)


def said_of(result: Assessment, example: Example) -> Results:
    """Everything that an example may say of an assessment."""
    yield "status", result.status
    for name in AS_THEY_ARE:
        yield name, getattr(result, name)
    yield "progress", progress(result)
    yield "base", result.base.point if result.base else None
    yield "base_rule", result.base.rule if result.base else None
    yield "how", result.judged.how if result.judged else None
    if result.base and result.judged and result.judged.year > result.base.point.year:
        start, now = result.base.point, result.judged
        yield "projection", method.projected(start.year, start.value, now.year, now.value, result.target.due)
    change = result.change
    yield "trend", result.trend
    yield "change_per_year", change.per_year if change else None
    yield "published_rate", change.rate if change else None
    if result.stretch:
        yield "stretch", result.stretch.goal
        yield "stretch_reached", result.stretch.reached
        yield "stretch_gap", result.stretch.gap
    words = {True: "kept", False: "broken", None: "unknown"}
    yield "years", {str(verdict.year): words[verdict.kept] for verdict in result.years}
    if "values" in example.said and example.said["kind"] == "assess":
        known = {str(year): point.value for year, point in result.points.items()}
        yield "values", {year: known.get(year) for year in example.said["values"]}
    proof, found = result.proof, result.indication
    yield "low", proof.low if proof and math.isfinite(proof.low) else None
    yield "high", proof.high if proof and math.isfinite(proof.high) else None
    yield "rule", proof.how if proof else None
    low, high = result.goal_span or (-math.inf, math.inf)
    yield "goal_low", low if math.isfinite(low) else None
    yield "goal_high", high if math.isfinite(high) else None
    yield "indication", found.kind.value if found else None
    yield "indicated", found.point if found else None
    yield "indicated_before", found.before.point if found and found.before else None
    yield "indicated_gap", found.gap if found else None
    yield "indicated_expected", found.expected if found else None
    yield "grey", result.grey
    codes = [caveat.code for caveat in result.caveats]
    if "caveats" in example.said:
        yield "caveats", "all" if set(example.said["caveats"]) <= set(codes) else f"only {codes}"


def of_in_year(example: Example) -> Results:
    """An invented target held against a part of an invented year; shares and rates in per cent."""
    made, book = an_invented_board(example, dict(example.read["target"]))
    year, target = example.read["year"], made.targets["t"]
    task = task_of(target, year, made, book, dt.date(year, 12, 1))
    assert task is not None
    known = so_far(made.indicators["i"], "r", year, made, Histories(book.observations().values()))
    found = standing(task, known, made.content.in_year.limits)
    percent = {name: getattr(found, name) for name in ("done", "usual", "time_gone")}
    yield from ((name, None if value is None else 100 * value) for name, value in percent.items())
    for name in ("ahead", "band", "ahead_of_usual", "disagree", "needed", "needed_growth", "gap", "line", "line_gap"):
        yield name, getattr(found, name)
    yield from (("proven", found.proven), ("reading", found.reading), ("why", found.why))
    yield from (("task", task.value), ("task_of", task.of), ("month", found.month), ("change", known.change))
    yield "so_far", known.latest and known.latest.value
    yield "how", known.latest and known.latest.how
    yield "last", known.last and known.last.value
    yield "growth", known.growth and known.growth.value
    yield "growth_published", known.growth and known.growth.published
    months = [str(fall.after.month) for fall in known.falls]
    yield "falls", "all" if months == example.said.get("falls") else f"{months}"


def of_in_year_bands(example: Example) -> Results:
    """The bands of 序时进度 after some months, by per cent done."""
    limits = catalog().content.in_year.limits
    gone = example.read["months"] / 12

    def band(done: float) -> str:
        return band_of(done / 100, done - 100 * gone, limits).value

    wrong = [pair for pair in example.read["done"] if band(pair[0]) != pair[1]]
    yield "done", f"not {wrong}" if wrong else "all"


def of_agreement(example: Example) -> Results:
    """Targets of targets.yaml held against each other."""
    board = Board(catalog(), ledger(), example.date(), example.date())
    wanted = set(example.said["targets"])
    (found,) = [item for item in agreements(board) if {target.id for target in item.targets} == wanted]
    yield "targets", "all"
    yield "verdict", found.verdict
    yield from found.numbers.items()


def of_order(example: Example) -> Results:
    """Targets in the order of their gaps, with the measure behind it."""
    found = {item.target.id: item for item in Board(catalog(), ledger(), example.date(), example.date()).assessments}
    named = [found[ident] for ident in example.said["achieved"]]
    for result in named:
        stated = example.said["achieved"][result.target.id]
        assert same(stated, progress(result)), (result.target.id, stated, progress(result))
    yield "achieved", "all"
    in_order = [item.target.id for item in sorted(named, key=rank)]
    yield "order", "all" if in_order == example.said["order"] else f"{in_order}"


def a_duty(example: Example, rhythm: str, years: tuple[int, int]) -> Reporting:
    """A duty called ``d`` that the body ``b`` owes, with the last day and the closed days of an example."""
    body = {"id": "b", "name": "b", "name_en": "b", "region": "r"}
    known = Catalog(catalog().content.model_copy(update={"bodies": (Body.model_validate(body),)}))
    duty: dict[str, Any] = {"id": "d", "name": "d", "name_en": "d", "form": "return", "rhythm": rhythm, "bodies": ["b"]}
    duty |= {"years": years, "arranged": {"by": "x", "decided": dt.date(years[0], 1, 1)}}
    closed = [{"year": day.year, "closed": [day], "source": "x"} for day in example.read.get("closed", ())]
    content = {
        "kept_from": dt.date(years[0], 1, 1),
        "closed_days": closed,
        "duties": [duty | ({"last_day": example.read["last_day"]} if "last_day" in example.said else {})],
    }
    return Reporting(ReportingFile.model_validate(content), known)


def a_report(period: Period, received_on: dt.date, state: str = "received") -> Report:
    moment = dt.datetime.combine(received_on, dt.time(), dt.UTC)
    return Report("return", "d", period, "b", state, received_on, "", "", received_on.isoformat(), "", moment, "x")


def of_return(example: Example) -> Results:
    """One body's return for one period."""
    period = Period(example.said["period"])
    year = int(period.text[:4])
    reporting = a_duty(example, example.said["rhythm"], (year, year))
    due = find_due(reporting.duties["d"], period.text, reporting)
    assert due is not None
    states = {"received_on": "received", "refused_on": "refused"}
    reports = [a_report(period, example.date(key), state) for key, state in states.items() if key in example.said]
    cell = Returns(reporting, reports, example.date()).cell(reporting.catalog.bodies["b"], due)
    yield "due", due.last_day.isoformat() if due.last_day else None
    yield "standing", cell.standing.value
    yield "days", cell.days


def of_punctuality(example: Example) -> Results:
    """The rate on time, of quarters one after the other."""
    first = int(example.said["first_year"])
    reporting = a_duty(example, "quarterly", (first, first + 1))
    periods = periods_of(reporting.duties["d"], reporting)
    came = zip(periods, example.said["received_on"], strict=False)
    reports = [a_report(due.period, dt.date.fromisoformat(day)) for due, day in came if day != "none"]
    found = Returns(reporting, reports, example.date()).punctuality(reporting.catalog.bodies["b"])
    yield "on_time", found.on_time
    yield "counted", found.counted
    yield "rate", found.rate


def of_tasks(example: Example) -> Results:
    """One task and its steps, each with its last report."""
    steps = [{"id": f"d.{name}", "text": "做事", "en": "do"} for name in example.said["steps"]]
    task = {
        "id": "d",
        "item": "1",
        "under": "一",
        "under_en": "One",
        "name": "事",
        "name_en": "A thing",
        "kind": "build",
    }
    content = {
        "tasks": [task | {"document": next(iter(catalog().documents)), "due": example.read["due"], "steps": steps}]
    }
    tasks = Tasks(TasksFile.model_validate(content), catalog())
    said = {f"d.{name}": state for name, state in example.said["steps"].items()} | {
        "d": example.said.get("whole", "none")
    }
    reports = [progress_report(ident, state) for ident, state in said.items() if state != "none"]
    [found] = [state for state in TaskBoard(tasks, reports, example.date()).all if state.task.id == "d"]
    counts = count([found])
    yield from ((state.value if state else "no_report", number) for state, number in counts.states.items())
    yield from ((grade.value, counts.grades[grade]) for grade in Grade)
    yield "past_due_without_report", counts.unreported
    yield "task_done", found.is_done
    yield "at_odds", len(found.at_odds)
    yield "says", counts_text(counts, "en").partition(", ")[2].partition(", ")[2]


def progress_report(ident: str, said: str) -> Report:
    """What a body reported of a step, or of the task as a whole, in the year that it is due in."""
    state, _, until = said.partition(" to ")
    moment = dt.datetime(2022, 12, 1, tzinfo=dt.UTC)
    kind = "step" if "." in ident else "task"
    what = (kind, ident, Period("2022-11"), "b", state, moment.date(), "", "", ident, "", moment, "x", until)
    return Report(*what, stage="claimed")


KINDS: dict[str, Callable[[Example], Results]] = {
    "reach": of_reach,
    "bands": of_bands,
    "path": of_path,
    "series": of_series,
    "assess": of_assess,
    "case": of_case,
    "agreement": of_agreement,
    "order": of_order,
    "in_year": of_in_year,
    "in_year_bands": of_in_year_bands,
    "return": of_return,
    "punctuality": of_punctuality,
    "tasks": of_tasks,
}
# Keys that are inputs and have no computed value to be held against.
INPUTS = {
    "reach": {"comparator", "goal", "tolerance", "better"},
    "bands": set(),
    "return": {"rhythm", "period", "last_day", "closed", "received_on", "refused_on", "date"},
    "punctuality": {"last_day", "first_year", "received_on", "date"},
    "tasks": {"due", "steps", "whole", "date"},
    "path": {"base", "goal", "now"},
    "series": {"reading", "indicator", "region", "year", "known_on", "period"},
    "assess": {"target", "date"},
    "case": {"target", "date", "values", "better", "plan", "breaks", "published_growth", "reference", "real"}
    | {"bounds", "part_years", "part_growth", "allows", "parts"},
    "agreement": {"date"},
    "order": {"date"},
    "in_year": {
        "target",
        "year",
        "values",
        "better",
        "plan",
        "published_growth",
        "part_years",
        "part_growth",
        "allows",
    },
    "in_year_bands": {"months"},
}


def faults_of(text: str) -> list[str]:
    """What is wrong with one block: an empty list when every stated result is what the board computes."""
    example = Example.of(text)
    kind = example.said.get("kind", "")
    if kind not in KINDS:
        return [f"unknown kind {kind!r}"]
    computed = dict(KINDS[kind](example))
    faults = []
    for key, stated in example.said.items():
        if key == "kind" or key in INPUTS[kind]:
            continue
        if key not in computed:
            faults.append(f"{key}: nothing computes it")
            continue
        found = computed[key]
        if isinstance(found, dict) and isinstance(stated, dict):
            right = found.keys() == stated.keys() and all(same(stated[item], found[item]) for item in stated)
        else:
            right = found == "all" or same(stated, found)
        if not right:
            faults.append(f"{key}: stated {stated}, computed {found}")
    if computed.keys().isdisjoint(example.said):
        faults.append("states no result")
    return faults


@cache
def catalog() -> Catalog:
    return load_catalog(ROOT / "data" / "targets.yaml")


@cache
def ledger() -> Ledger:
    return CsvStore(ROOT / "data" / "actuals.csv").read()


def a_target(**fields: Any) -> Target:
    """A target with what every target needs."""
    defaults = {
        "id": "t",
        "indicator": "i",
        "region": "r",
        "document": "d",
        "item": "1",
        "quote": "例子",
        "comparator": ">=",
        "value": 1,
        "unit": "个",
        "due": 2030,
    }
    return Target.model_validate(defaults | fields)


def an_invented_board(example: Example, fields: dict[str, Any]) -> tuple[Catalog, Book]:
    """A catalogue of one target, and a book with its invented values."""
    own_unit = "类" if fields["measure"] == "class" else "个"
    unit = MEASURES[fields["measure"]].units_for(own_unit, AppliesTo(fields.get("applies_to", "level")))[0]
    if "reference" in example.said:
        fields["reference"] = {"indicator": "i", "region": "other"}
    if "steps" in fields:
        fields |= {"steps_source": "例", "steps_source_en": "example"}
    indicator = {
        "theme": "t",
        "unit": "类" if fields["measure"] == "class" else "个",
        "decimals": 2,
        "direction": example.said.get("better", "up"),
        "kind": "class" if fields["measure"] == "class" else "level",
    }
    own = {"id": "i", "name": "例", "name_en": "example"} | indicator
    own["breaks"] = [{"year": year, "why": "例", "why_en": "example"} for year in example.read.get("breaks", [])]
    if "real" in example.said:
        own["growth_prices"] = "real"
    allows = example.read.get("allows", {})
    if "adds_up" in allows or "prices" in allows or "growth_prices" in allows:
        own["kind"] = "flow"
    if "monotone" in allows:
        own |= {"monotone_why": "例", "monotone_why_en": "example"}
    parts = [{str(year): value for year, value in part.items()} for part in example.read.get("parts", [])]
    own |= allows | ({"sum_of": [f"part-{number}" for number in range(len(parts))]} if parts else {})
    named = {"name": "例", "name_en": "example"}
    rates = {"id": "g", "growth_of": "i"} | named | indicator | {"unit": "%", "kind": "rate"}
    content = {
        "documents": [
            {"id": "d", "short": "例", "short_en": "example", "issuer": "例", "issuer_en": "example", "region": "r"}
            | named
            | {"period": example.read.get("plan", [2021, 2025])}
        ],
        "regions": [{"id": "r"} | named, {"id": "other"} | named],
        "themes": [{"id": "t"} | named],
        "units": [{"id": item, "name_en": item} for item in ("个", "%", "倍", "类", "百分点")],
        "indicators": [
            own,
            *([rates] if {"published_growth", "part_growth"} & example.said.keys() else []),
            *({"id": f"part-{number}"} | named | indicator for number in range(len(parts))),
        ],
        "targets": [
            {"id": "t", "indicator": "i", "region": "r", "document": "d", "item": "1"}
            | {"quote": "例子", "unit": unit}
            | fields
        ],
    }
    rows = [
        an_observation(region, name, year, value)
        for key, region, name in (("values", "r", "i"), ("reference", "other", "i"), ("published_growth", "r", "g"))
        for year, value in (example.points(key) if key in example.said else {}).items()
    ]
    rows += [an_observation("r", "i", year, *meant(text)) for year, text in example.said.get("bounds", {}).items()]
    rows += [
        an_observation("r", name, period, float(text))
        for key, name in (("part_years", "i"), ("part_growth", "g"))
        for period, text in example.said.get(key, {}).items()
    ]
    for number, part in enumerate(parts):
        rows += [an_observation("r", f"part-{number}", year, float(value)) for year, value in part.items()]
    return Catalog(TargetsFile.model_validate(content)), Ledger(tuple(rows)).known_on()


def meant(text: str) -> tuple[float, str]:
    """A value and its bound as an example writes them: ``>=2400``, ``2400..2800``."""
    low, dots, high = text.partition("..")
    if dots:
        return float(low), dots + high
    return float(text.lstrip("<>=~")), text[: len(text) - len(text.lstrip("<>=~"))]


def an_observation(region: str, indicator: str, period: int | str, value: float, bound: str = "") -> Observation:
    moment = dt.datetime(int(str(period)[:4]) + 1, 3, 1, tzinfo=dt.UTC)
    known = (Period(str(period)), value, "个", "A", "例", "", "", moment, "例", "b1", bound)
    return Observation(region, indicator, *known)


@pytest.mark.parametrize("language", FILES)
def test_every_worked_example_is_what_the_board_computes(language: str) -> None:
    wrong = {number: faults for number, text in enumerate(blocks_of(FILES[language]), 1) if (faults := faults_of(text))}
    assert wrong == {}


@pytest.mark.parametrize("language", FILES)
def test_no_example_is_lost(language: str) -> None:
    """A fence that is misspelt or not closed would hide its block, a copied one would be worked for nothing."""
    text, blocks = FILES[language].read_text(encoding="utf-8"), blocks_of(FILES[language])
    assert set(re.findall(r"^\s*(`{2,}.*)$", text, re.MULTILINE)) == {"```worked", "```"}
    assert len(re.findall(r"^```", text, re.MULTILINE)) == 2 * len(blocks)
    assert len(set(blocks)) == len(blocks)


def test_both_languages_have_the_same_examples_and_headings() -> None:
    assert blocks_of(FILES["en"]) == blocks_of(FILES["zh"])
    assert heading_levels(FILES["en"]) == heading_levels(FILES["zh"])


def heading_levels(path: Path) -> list[int]:
    prose = _ANY_FENCE.sub("", path.read_text(encoding="utf-8"))
    return [len(found) for found in re.findall(r"^(#+) ", prose, re.MULTILINE)]


@pytest.mark.parametrize("language", FILES)
def test_every_status_measure_comparator_trend_and_doubt_is_explained(language: str) -> None:
    text = FILES[language].read_text(encoding="utf-8")
    names = [*MEASURES, *(item.value for item in (*Status, *Comparator, *Trend))]
    names += [key.removeprefix("caveat.") for key in catalogue("en") if key.startswith("caveat.")]
    names += [item.value for item in (*Verdict, *Grey, *IndicationKind, *ReturnStanding)]
    names += ["bound", "part_year", "monotone", "by_growth", "sum_of"]
    assert [name for name in names if f"`{name}`" not in text] == []


@pytest.mark.parametrize("language", FILES)
def test_the_table_of_measures_is_that_of_the_records(language: str) -> None:
    """What each asks for, and its unit: one of its own in code marks, else the indicator's."""
    text = FILES[language].read_text(encoding="utf-8")
    lines = re.findall(r"^\| `(?!measure`)[a-z_]+` \|.*\|.*\|.*\|$", text, re.MULTILINE)
    rows = [line.strip("|").split("|") for line in lines]
    told = {re.findall("`(.+?)`", row[0])[0]: row for row in rows}
    assert told.keys() == MEASURES.keys()
    for name, measure in MEASURES.items():
        _, _, asked, units = (tuple(re.findall("`([^` ]+)`", cell)) for cell in told[name])
        own = dict.fromkeys((*measure.units, *measure.units_of_rates, *measure.units_of_growth))
        assert (name, asked, units) == (name, measure.needs, tuple(own))


def measures_after(text: str, opening: str) -> set[str]:
    """The measures that the method lists right behind ``opening``, which stands in it once."""
    _, behind = text.split(opening)
    listed = re.match(r"(?:`[a-z_]+`(?:, |、)?)+", behind)
    assert listed, opening
    return set(re.findall("[a-z_]+", listed[0]))


STATES = {
    "en": ("`met_late` is only for states: ", "It is given for states ("),
    "zh": ("逾期达成只用于状态类目标：", "用于状态类（"),
}
ON_ONE_YEAR = {"en": "still to come and the measure (", "zh": "到期年未到，而这类目标（"}
PROGRESS = {"en": "### Progress, for ranking", "zh": "### 用于排序的进度"}


@pytest.mark.parametrize("language", FILES)
def test_the_states_are_those_of_the_records(language: str) -> None:
    text = FILES[language].read_text(encoding="utf-8")
    states = {name for name, measure in MEASURES.items() if measure.is_state}
    assert [measures_after(text, opening) for opening in STATES[language]] == [states, states]


@pytest.mark.parametrize("language", FILES)
def test_the_measures_judged_on_their_due_year_alone_are_those_of_the_records(language: str) -> None:
    """Those with neither a way between nor years that count: the average has its pace, and so has a sum."""
    text = FILES[language].read_text(encoding="utf-8")
    ways = (Way.OF_GOAL, Way.NONE)
    alone = {name for name, item in MEASURES.items() if item.rule is Rule.DUE_YEAR and item.way in ways}
    assert measures_after(text, ON_ONE_YEAR[language]) == alone


@pytest.mark.parametrize("language", FILES)
def test_progress_is_explained_for_the_measures_of_each_way(language: str) -> None:
    text = FILES[language].read_text(encoding="utf-8")
    part = text.split(PROGRESS[language])[1].split("```")[0]
    told = [measures_after(line, "- ") for line in part.splitlines() if line.startswith("- ")]
    of_way = [{name for name, measure in MEASURES.items() if measure.way is way} for way in Way]
    assert told == of_way


@pytest.mark.parametrize("language", FILES)
def test_every_status_is_called_what_the_board_calls_it(language: str) -> None:
    text = FILES[language].read_text(encoding="utf-8").lower()
    wanted = [catalogue(language)[f"status.{status.value}"] for status in Status]
    assert [name for name in wanted if name.lower() not in text] == []


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        ("kind: magic\nvalue: 1\n", "unknown kind"),
        ("kind: path\nbase: {2015: 14.5}\nnow: {2023: 10.2}\ngoal: {2030: 7.25}\npace: 1.113\n", "pace: stated 1.113"),
        ("kind: path\nbase: {2022: 12}\nnow: {2023: 6}\ngoal: {2030: 0}\ngrowth_ratio: 1\n", "growth_ratio: stated 1"),
        ("kind: path\nbase: {2015: 14.5}\nnow: {2023: 10.2}\ngoal: {2030: 7.25}\nspeed: 1\n", "nothing computes it"),
        ("kind: path\nbase: {2015: 14.5}\nnow: {2023: 10.2}\ngoal: {2030: 7.25}\n", "states no result"),
        ("kind: assess\ntarget: km25-gdp\ndate: 2026-11-22\nstatus: met\n", "status: stated met"),
        ("kind: assess\ntarget: km25-gdp\ndate: 2026-11-22\ncaveats: [stale]\n", "caveats: stated"),
        ("kind: bands\non_track: [0.94]\nslightly_behind: []\nbehind: []\nmoving_away: []\n", "on_track: stated"),
    ],
)
def test_a_wrong_example_is_found(block: str, fault: str) -> None:
    """The checker itself: without this a block could state anything."""
    assert fault in " | ".join(faults_of(block))
