"""An indicator's chart as the Office program's own, with its figures behind it: in PowerPoint and Word alike."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_AXIS_CROSSES,
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from gapboard.assess import Group
from gapboard.board.wall import FLAT, Beside, Card, free, value_range, years
from gapboard.catalog import Kind
from gapboard.catalog.measures import Series
from gapboard.explain.cards import CardWords
from gapboard.export import house
from gapboard.export.neutral import neutral
from gapboard.kernel.wording import say
from gapboard.kernel.wording.numbers import shown_width

Box = tuple[float, float, float, float]
"""Left, top, width and height in inches."""
_ROOM = 0.12  # of the plot, above the highest mark and below the lowest, for labels
_YEAR, _SHORT_YEAR = 3.1, 1.9  # a year's width in heights of its letters, with four digits and with two
_DIGIT = 0.6  # a figure's width in its height, in a wide typeface
_LETTERS = 2  # heights of letters that a figure takes with its distance from the point
_BELOW = 5  # lines of letters under the plot: years and legend
_UNDER = {True: XL_LABEL_POSITION.BELOW, False: XL_LABEL_POSITION.ABOVE}
_LINES = ("line", "before")


def indicator_chart(shapes: Any, words: CardWords, box: Box, *, size: float, labelled: int) -> Any:
    """Draw the chart of a card, or the bars of value and goal where there is none; ``None`` where neither is known.

    ``size`` is of the letters in points; of the years no more than ``labelled`` carry their figure.
    """
    if words.card.chart:
        return _series(shapes, words, box, size, labelled)
    return _two_bars(shapes, words, box, size)


def colour_of(words: CardWords) -> str:
    """Of what a card says: its verdict, or that there is an indication only."""
    return house.INDICATED if words.indication else house.COLOURS[words.card.lead.status.group]


@dataclass(frozen=True)
class _Row:
    """One series: its values by year, how it is drawn, and what stands before each of its figures."""

    name: str
    values: dict[int, float]
    kind: str  # ``line``, ``before`` for a line before a break, ``bound``, ``average``, ``goal`` or ``other``

    @property
    def joined(self) -> bool:
        """Whether a line joins its values."""
        return self.kind in _LINES

    colour: str
    before: str = ""


def _rows(words: CardWords) -> Iterator[_Row]:
    """The series between its breaks, the bounds, the leading goal, the other goals."""
    card, language = words.card, words.language
    segments = sorted({mark.segment for mark in card.chart.points})
    for segment in segments:
        marks = [mark for mark in card.chart.points if mark.segment == segment]
        since = max((year for year in card.chart.breaks if year <= marks[0].year), default=0)
        name = say("native.after_break" if since else "native.actual", language, year=since)
        # Of two definitions the one in force stands out, in the plot and in its legend.
        now = segment == segments[-1]
        values = {mark.year: mark.value for mark in marks}
        yield _Row(name, values, "line" if now else "before", house.ACCENT if now else house.EARLIER)
    least = {bound.year: bound.low for bound in card.chart.bounds if math.isfinite(bound.low)}
    most = {bound.year: bound.high for bound in card.chart.bounds if math.isfinite(bound.high)}
    for sign, values in (("≥", least), ("≤", most)):
        if values:
            name = f"{say('wall.legend.bound', language)} {sign}"
            yield _Row(name, values, "bound", house.ACCENT, f"{sign} ")
    average = card.shown or card.lead.proof
    if average and card.lead.target.measure.series is Series.AVERAGE:
        # What the gap is counted from is no year's value: without a mark its bar would end at nothing.
        name = say("native.average", language)
        sign = "" if average.is_exact else "≥ " if math.isfinite(average.low) else "≤ "
        yield _Row(name, {average.year: average.value}, "average", colour_of(words), f"{name} {sign}")
    goal = say("slides.goal", language)
    others = 0
    for mark in card.goals:
        values = {mark.year: mark.value}
        if mark.leads and mark.stretch:
            name = say("indicator.legend.stretch", language)
            yield _Row(name, values, "other", house.QUIET, f"{name} ")
        elif mark.leads:
            yield _Row(goal, values, "goal", house.TEXT, f"{goal} ")
        else:
            others += 1
            name = say("native.other_goal", language, number=others)
            yield _Row(name, values, "other", house.QUIET, f"{goal} ")


def _series(shapes: Any, words: CardWords, box: Box, size: float, labelled: int) -> Any:
    card, scale = words.card, words.figures.scale
    axis = range(card.first, card.last + 1)
    # A small chart has no room for the goals of others, nor for a second value of one year.
    rows = [row for row in _rows(words) if labelled > 1 or row.kind not in ("other", "average")]
    data: Any = CategoryChartData(number_format=_number(words))  # type: ignore[no-untyped-call]
    # Not every program leaves out the names that it is told to leave out.
    short = labelled == 1 and len(axis) * _YEAR * size > 72 * box[2]
    data.categories = [f"{year % 100:02d}" if short else str(year) for year in axis]
    for row in rows:
        data.add_series(row.name, [row.values[year] * scale if year in row.values else None for year in axis])
    frame = shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *(Inches(x) for x in box), data)
    chart = frame.chart
    _dress(chart, size, labelled)
    narrowest = 72 * box[2] / len(axis) / (_SHORT_YEAR if short else _YEAR)
    chart.category_axis.tick_labels.font.size = Pt(min(size, round(narrowest, 1)))
    known = [value for row in rows for value in row.values.values()]
    high = box[3] - _BELOW * size / 72
    room = max(_ROOM, _LETTERS * size / 72 / high)
    _range(chart, [value * scale for value in known], card, room)
    wide = {value: shown_width(words.value(value)) * size * _DIGIT / 72 for value in known}
    named = labelled if labelled == 1 else min(labelled, int(box[2] / (max(wide.values()) + size * _DIGIT / 72)))
    # How far a line rises for each inch that it goes on, for each unit of the ledger.
    steep = high / (max(known) - min(known) or 1) * (1 - 2 * room) * len(axis) / box[2]
    for drawn, row in zip(chart.plots[0].series, rows, strict=True):
        _look(drawn, row.kind, row.colour)
        drawn.data_labels.show_value = False
        for year in sorted(row.values.keys() & _told(card, row.kind, named)):
            form = _form(row.before, _number(words, row.values[year]))
            at = _side(card, row, year, steep)
            half = wide[row.values[year]] / 2 / box[2]
            _label(drawn, year - card.first, form, _UNDER[at.under], size, row.colour, at.aside * half)
        if row.kind == "goal":
            _bracket(drawn, words)
    return frame


def _told(card: Card, kind: str, labelled: int) -> set[int]:
    """The years whose figures stand beside a series: of a small chart the last and the one held against the goal."""
    if kind not in _LINES:
        return set(range(card.first, card.last + 1))
    named = {year for _, year in years(card, labelled)} if labelled > 1 else set()
    return named | {card.last, *([card.shown.year] if card.shown else [])}


def _number(words: CardWords, value: float | None = None) -> str:
    """The number format of the indicator, or that of one value as the board writes it; as no format makes "Ⅲ" of 3,
    a water class is its printed name beside a point and "3" with its word elsewhere.
    """
    if words.card.indicator.kind is Kind.CLASS:
        return say("native.class_format", words.language) if value is None else f'"{words.value(value)}"'
    decimals = words.figures.decimals if value is None else len(words.value(value).partition(".")[2])
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _range(chart: Any, values: Sequence[float], card: Card, share: float) -> None:
    """Over the range of the values, as lines need no nought, with a share of the plot left free above and below; the
    better water class is the upper one.
    """
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = value_range(values, share)
    axis.visible = axis.has_major_gridlines = False
    if card.indicator.kind is Kind.CLASS:
        # The years stay below.
        axis.reverse_order, axis.crosses = True, XL_AXIS_CROSSES.MAXIMUM
        chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.NEXT_TO_AXIS


def _dress(chart: Any, size: float, labelled: int) -> None:
    """Letters, legend and axis of names; a small chart has no legend."""
    chart.has_title = False
    chart.font.size, chart.font.color.rgb, chart.font.name = Pt(size), _rgb(house.TEXT), house.TYPEFACE
    chart.has_legend = labelled > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        chart.legend.font.size = Pt(size)
    names = chart.category_axis
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.color.rgb = _rgb(house.RULE)
    names.tick_labels.font.size = Pt(size)
    every_name(names, 1)
    # Where no year was published there is no line; and the page is the frame.
    space = chart._chartSpace
    space.chart.find(qn("c:dispBlanksAs")).set("val", "gap")
    frame = etree.Element(qn("c:spPr"))
    etree.SubElement(frame, qn("a:noFill"))
    etree.SubElement(etree.SubElement(frame, qn("a:ln")), qn("a:noFill"))
    space.chart.addnext(frame)


def every_name(axis: Any, step: int) -> None:
    """Have every ``step``-th name of an axis written; a program would leave out others as it pleases."""
    skip = etree.Element(qn("c:tickLblSkip"), val=str(step))
    # The schema has it before this one, which is always there.
    axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _look(drawn: Any, kind: str, colour: str) -> None:
    drawn.smooth = False
    marker = drawn.marker
    marker.style = {
        "line": XL_MARKER_STYLE.CIRCLE,
        "before": XL_MARKER_STYLE.CIRCLE,
        "bound": XL_MARKER_STYLE.TRIANGLE,
        "goal": XL_MARKER_STYLE.DIAMOND,
        "other": XL_MARKER_STYLE.DIAMOND,
        "average": XL_MARKER_STYLE.DIAMOND,
    }[kind]
    marker.size = 6 if kind in _LINES else 10
    marker.format.line.color.rgb = _rgb(colour)
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = _rgb(house.PAGE if kind == "before" else colour)
    if kind in _LINES:
        drawn.format.line.color.rgb, drawn.format.line.width = _rgb(colour), Pt(2.25)
    else:
        drawn.format.line.fill.background()


def _label(
    drawn: Any, at: int, form: str, position: Any, size: float, colour: str = house.TEXT, shift: float = 0
) -> None:
    """The figure itself beside a point, so that it follows when somebody edits it; ``shift`` is in widths of the chart,
    to the right."""
    label = drawn.points[at].data_label
    label.position = position
    label.font.size, label.font.color.rgb = Pt(size), _rgb(colour)
    # LibreOffice breaks a figure in two where a label would take more than a fifth of a low chart.
    label._dLbl.find(f"{qn('c:txPr')}/{qn('a:bodyPr')}").set("wrap", "none")
    labels = drawn.data_labels._element.findall(qn("c:dLbl"))
    [place] = [item.find(qn("c:idx")) for item in labels if item.find(qn("c:idx")).get("val") == str(at)]
    place.addnext(etree.Element(qn("c:numFmt"), formatCode=form, sourceLinked="0"))
    if shift:
        layout = etree.Element(qn("c:layout"))
        manual = etree.SubElement(layout, qn("c:manualLayout"))
        for name, value in (("x", shift), ("y", 0)):
            etree.SubElement(manual, qn(f"c:{name}"), val=str(round(value, 4)))
        place.addnext(layout)


def _side(card: Card, row: _Row, year: int, steep: float) -> Beside:
    """Where the figure of a year stands at its point, so that no line crosses it.

    ``steep`` is how many inches a line rises in one across, for each unit of its values.
    """
    up = -steep if card.indicator.kind is Kind.CLASS else steep
    value = row.values[year]
    before = up * (value - row.values.get(year - 1, value)) if row.joined else 0
    after = up * (row.values.get(year + 1, value) - value) if row.joined else 0
    if _held(card, year):
        under = _stands_under(card, row.kind, year)
        return Beside(under, int(before > FLAT if under else before < -FLAT))
    return free(before, after)


def _held(card: Card, year: int) -> bool:
    """Whether a year has both the leading goal and the value that stands against it."""
    goal = next((mark for mark in card.goals if mark.leads and not mark.stretch), None)
    return goal is not None and card.shown is not None and year == goal.year == card.shown.year


def _stands_under(card: Card, kind: str, year: int) -> bool:
    """Whether a mark's figure stands below it: of value and goal in one year, that of the lower one."""
    goal = next((mark for mark in card.goals if mark.leads and not mark.stretch), None)
    if goal is None or card.shown is None or not _held(card, year):
        return False
    goal_is_lower = (goal.value < card.shown.value) != (card.indicator.kind is Kind.CLASS)
    return goal_is_lower if kind in ("goal", "other") else not goal_is_lower


def _bracket(drawn: Any, words: CardWords) -> None:
    """The gap as an error bar from the goal to the value that stands against it."""
    card = words.card
    leading = next(mark for mark in card.goals if mark.leads and not mark.stretch)
    if card.shown is None or not any(words.gap):
        return
    distance = (leading.value - card.shown.value) * words.figures.scale
    bars = etree.Element(qn("c:errBars"))
    for name, value in (
        ("errDir", "y"),
        ("errBarType", "minus" if distance > 0 else "plus"),
        ("errValType", "fixedVal"),
        ("noEndCap", "0"),
        ("val", repr(round(abs(distance), 6))),
    ):
        etree.SubElement(bars, qn(f"c:{name}"), val=value)
    line = etree.SubElement(etree.SubElement(bars, qn("c:spPr")), qn("a:ln"), w=str(Pt(2.5)))
    etree.SubElement(etree.SubElement(line, qn("a:solidFill")), qn("a:srgbClr"), val=colour_of(words))
    drawn._element.find(qn("c:cat")).addprevious(bars)


def _two_bars(shapes: Any, words: CardWords, box: Box, size: float) -> Any:
    """One value beside one goal."""
    result, figures = words.card.lead, words.figures
    point = words.card.shown or result.rests_on
    if point is None or result.goal is None or figures.is_class:
        return None
    value = point.value if point.is_exact else point.low if math.isfinite(point.low) else point.high
    data: Any = CategoryChartData(number_format=_number(words))  # type: ignore[no-untyped-call]
    actual = say("native.year_actual", words.language, year=point.year)
    data.categories = [actual, say("native.year_goal", words.language, year=result.target.due)]
    data.add_series(neutral(house.plain(words.title)), [value * figures.scale, result.goal * figures.scale])
    frame = shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *(Inches(x) for x in box), data)
    chart = frame.chart
    _dress(chart, size, 1)
    chart.plots[0].gap_width = 90
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    [drawn] = chart.plots[0].series
    drawn.invert_if_negative = False
    sign = "" if point.is_exact else "≥ " if math.isfinite(point.low) else "≤ "
    for at, colour in enumerate((colour_of(words), house.FILLS[Group.NO_DATA])):
        drawn.points[at].format.fill.solid()
        drawn.points[at].format.fill.fore_color.rgb = _rgb(colour)
    drawn.data_labels.show_value = False
    for at, (before, shown) in enumerate(((sign, value), ("", result.goal))):
        _label(drawn, at, _form(before, _number(words, shown)), XL_LABEL_POSITION.OUTSIDE_END, size)
    return frame


def _form(before: str, number: str) -> str:
    """A number format with words before it; one section alone would set the minus of a negative before the words."""
    if not before:
        return number
    form = f'"{before}"{number}'
    return f'{form};"{before}−"{number}' if number.startswith("#") else form


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour))  # type: ignore[no-untyped-call]
