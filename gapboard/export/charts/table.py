"""The table behind a chart: a row for everything that it draws, the same on screen and in the CSV file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gapboard.board.chart import Aim, Average, Bound, Line, Mark
from gapboard.export.charts.charted import Charted
from gapboard.export.drawing import glyphs
from gapboard.export.neutral import Value, computed, write_csv
from gapboard.kernel.wording import say
from gapboard.ledger import Observation

COLUMNS = ("kind", "year", "value", "unit", "how", "document", "source", "known")


@dataclass(frozen=True)
class ChartRow:
    """One mark of the chart. ``kind`` is a key under ``indicator.legend``; ``value`` is in ``unit``.

    What was published keeps its digits, what was computed has six after the point.
    ``how`` says of an actual how sure it is or how it was computed; ``known`` is when it was recorded, or for a
    target the date of its document. What does not apply is empty.
    """

    kind: str
    year: str
    value: float
    shown: str
    unit: str
    how: str = ""
    document: str = ""
    source: str = ""
    known: str = ""
    is_bound: bool = False


def chart_rows(charted: Charted) -> list[ChartRow]:
    """Actuals, earlier releases, targets, paths and projections, each by year."""
    chart = charted.chart
    rows = [_of_mark(charted, "actual", mark) for mark in chart.points]
    rows += [_of_bound(charted, bound) for bound in chart.bounds]
    rows += [_of_average(charted, item) for item in chart.averages]
    rows += [_of_mark(charted, "vintage", mark) for mark in chart.vintages]
    for kind, stretch in (("target", False), ("stretch", True)):
        aims = sorted((aim for aim in chart.aims if aim.stretch is stretch), key=lambda aim: (aim.last, aim.first))
        rows += [_of_aim(charted, kind, aim) for aim in aims]
    for kind, lines in (("path", chart.paths), ("projection", chart.projections)):
        rows += [row for line in lines for row in _of_line(charted, kind, line)]
    return rows


def chart_csv(charted: Charted, made: dt.date) -> bytes:
    """The table as CSV that Excel and WPS open as it is meant: UTF-8 with a mark, texts neutralised.

    Below the table stand the chart's title, how much was known, and the day ``made``.
    """
    language = charted.language
    rows: list[list[Value]] = [[say(f"chart.column.{name}", language) for name in COLUMNS]]
    for row in chart_rows(charted):
        # A bound is never written as a figure.
        value = row.shown if charted.is_class or row.is_bound else row.value
        kind = say(f"indicator.legend.{row.kind}", language)
        rows.append([kind, row.year, value, row.unit, row.how, row.document, row.source, row.known])
    rows += [[], [charted.title], [charted.as_of], [say("chart.made", language, date=made.isoformat())]]
    return write_csv(rows).encode("utf-8-sig", "replace")


def sources(charted: Charted) -> list[str]:
    """Where the actuals of the chart come from, each source once, in the order of the years."""
    marks: tuple[Mark | Bound, ...] = (*charted.chart.points, *charted.chart.bounds, *charted.chart.vintages)
    return list(dict.fromkeys(row.source for mark in marks for row in mark.rows if row.source))


def documents(charted: Charted) -> list[str]:
    """The full names of the documents whose targets the chart shows, each once."""
    targets = (charted.figures[aim.target].target for aim in charted.chart.aims)
    names = charted.board.catalog.documents
    return list(dict.fromkeys(names[target.document].label(charted.language) for target in targets))


def notes(charted: Charted) -> list[str]:
    """Where the figures and the targets of the chart come from, in words."""
    language = charted.language
    between = say("chart.and", language)
    found, plans = sources(charted), documents(charted)
    said = say("chart.sources", language, sources=between.join(found)) if found else say("chart.no_source", language)
    return [said, *([say("chart.documents", language, documents=between.join(plans))] if plans else [])]


def lacking(charted: Charted) -> list[str]:
    """The characters of the picture that its font lacks, each once."""
    said = (charted.finding, charted.title, charted.as_of, charted.alt, *notes(charted))
    labels = (figures.document_short for figures in charted.figures.values())
    return glyphs.lacking("".join((*said, *labels, charted.unit)))


def _of_mark(charted: Charted, kind: str, mark: Mark) -> ChartRow:
    stated = mark.how == "published"
    key = f"obs_status.{mark.obs_status}" if stated else f"method.{mark.how}"
    how = say(key, charted.language)
    return ChartRow(
        kind,
        str(mark.year),
        charted.value(mark.value) if stated else computed(charted.value(mark.value)),
        charted.text(mark.value, published=stated),
        _unit(charted),
        how=say("actual.unfinished", charted.language, text=how) if mark.unfinished else how,
        source=_source(charted, mark.rows),
        known=_known(mark.rows),
    )


def _of_bound(charted: Charted, bound: Bound) -> ChartRow:
    """In words with its unit; which rule it comes from stands beside it."""
    language = charted.language
    return ChartRow(
        "bound",
        str(bound.year),
        charted.value(bound.ends[0]),
        charted.span(bound),
        "",
        how=say(f"evidence.rule.{bound.how}", language, why=charted.indicator.why_monotone(language)),
        source=_source(charted, bound.rows),
        known=_known(bound.rows),
        is_bound=True,
    )


def _of_average(charted: Charted, item: Average) -> ChartRow:
    """Worked out from figures of years, so to the digits of a rate; a bound in words."""
    is_bound = item.low != item.high
    return ChartRow(
        "average",
        charted.years_from(item.first, item.last),
        computed(item.value),
        charted.figures[item.target].interval(item.low, item.high) if is_bound else charted.text(item.value),
        "" if is_bound else charted.unit,
        how=say(f"evidence.rule.{item.how}" if is_bound else f"method.{item.how}", charted.language),
        document=charted.due(item.target),
        source=_source(charted, item.rows),
        known=_known(item.rows),
        is_bound=is_bound,
    )


def _source(charted: Charted, rows: Iterable[Observation]) -> str:
    return say("chart.and", charted.language).join(dict.fromkeys(row.source for row in rows))


def _known(rows: Iterable[Observation]) -> str:
    return max((row.recorded_at.date().isoformat() for row in rows), default="")


def _of_aim(charted: Charted, kind: str, aim: Aim) -> ChartRow:
    figures = charted.figures[aim.target]
    document = charted.board.catalog.documents[figures.target.document]
    return ChartRow(
        kind,
        charted.years(aim),
        computed(charted.value(aim.value)),
        charted.text(aim.value),
        _unit(charted),
        document=figures.document,
        known=document.date.isoformat() if document.date else "",
    )


def _of_line(charted: Charted, kind: str, line: Line) -> Iterator[ChartRow]:
    """Both ends of a straight line."""
    for year, value in ((line.first, line.start), (line.last, line.end)):
        projected = kind == "projection" and year == line.last
        yield ChartRow(
            kind,
            str(year),
            computed(charted.value(value)),
            charted.text(value, published=not projected),
            _unit(charted),
            how=charted.figures[line.target].crossed,
            document=charted.due(line.target),
        )


def _unit(charted: Charted) -> str:
    """A water class has its unit in its name."""
    return "" if charted.is_class else charted.unit
