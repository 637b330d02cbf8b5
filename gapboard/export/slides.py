"""Pieces of a PowerPoint file in the house style: the empty deck, a slide, a text, a table, a native chart."""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from gapboard.export import house
from gapboard.export.house import fit, plain
from gapboard.export.native import every_name
from gapboard.export.neutral import neutral

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.6
BODY_TOP, BODY_WIDTH = 1.7, WIDTH - 2 * MARGIN
FOOT_TOP = 7.0
HEAD_ROW, ROW = 0.34, 0.52
SOURCE_TOP = 6.62
TITLE = 24  # points, in one or two lines
_LEAST_TITLE = 14
_TITLE_ONLY = "Title Only"
_PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
_LONGEST_CATEGORY = 3.6  # inches of a chart's width for the names of its bars
_CELL_MARGIN = 0.08
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


@dataclass(frozen=True)
class Words:
    """A line of text and how it looks; ``lines`` is how many lines it may take before it is cut.

    With ``least`` it first gets smaller, down to that size, in the same height: a verdict must be read to its end.
    """

    text: str
    size: float = 12
    bold: bool = False
    colour: str = house.TEXT
    lines: int = 1
    least: float = 0

    def fitted(self, width: float) -> Words:
        """As it stands in ``width`` inches: as it is, else smaller as far as it may be, else cut."""
        size, lines = self.size, self.lines
        while _cut(self, width, size, lines) and size - 1 >= self.least > 0:
            size -= 1
            lines = int(self.lines * self.size / size)
        text = fit(self.text, width, size, lines, bold=self.bold)
        return Words(text, size, self.bold, self.colour, lines)


@dataclass(frozen=True)
class Column:
    """A column of a table: heading, width in inches, and whether it holds figures (set to the right)."""

    heading: str
    width: float
    figures: bool = False


@dataclass(frozen=True)
class Bars:
    """One series of a bar chart: its name, its values in the order of the categories, its colour."""

    name: str
    values: Sequence[float]
    colour: str


class Deck:
    """A PowerPoint file of 16 : 9 that grows slide by slide. All lengths are in inches, sizes in points."""

    def __init__(self, language: str, footer: str, title: str) -> None:
        self.language = language
        self.footer = fit(footer, 10.5, 10)
        self._file = Presentation()
        self._file.slide_width, self._file.slide_height = Inches(WIDTH), Inches(HEIGHT)
        self._layout = self._house_master()
        core = self._file.core_properties
        core.title, core.subject, core.author = plain(title)[:250], plain(footer)[:250], ""
        core.language = house.LANGUAGE_TAGS[language]

    def save(self) -> bytes:
        """The file."""
        file = io.BytesIO()
        self._file.save(file)
        return file.getvalue()

    def slide(self, title: str, notes: str = "", *, source: str = "") -> Any:
        """A new slide with a title, a footer with its page, the speaker's notes and a line with the sources."""
        slide = self._file.slides.add_slide(self._layout)
        frame = slide.shapes.title.text_frame
        if title:
            words = Words(title, TITLE, True, lines=2, least=_LEAST_TITLE)
            self._write(frame.paragraphs[0], words.fitted(BODY_WIDTH))
        self._foot(slide)
        if notes:
            slide.notes_slide.notes_text_frame.text = "\n".join(plain(line) for line in notes.split("\n"))
        if source:
            self.text(slide, [Words(source, 10, colour=house.QUIET)], top=SOURCE_TOP, height=0.32)
        return slide

    def cover(self, title: str, lines: Sequence[Words]) -> None:
        """A first slide: the title large, a rule of the house's colour, some lines under it."""
        slide = self.slide("")
        holder = slide.shapes.title
        holder.left, holder.top, holder.width, holder.height = (Inches(x) for x in (MARGIN, 1.5, BODY_WIDTH, 1.1))
        self._write(holder.text_frame.paragraphs[0], Words(fit(title, BODY_WIDTH, 44, bold=True), 44, True))
        rule = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(MARGIN), Inches(2.75), Inches(1.6), Inches(0.07))
        rule.fill.solid()
        rule.fill.fore_color.rgb = _rgb(house.ACCENT)
        rule.line.fill.background()
        rule.shadow.inherit = False
        self.text(slide, lines, top=3.1, height=3, space=12)

    def text(
        self,
        slide: Any,
        lines: Sequence[Words],
        *,
        top: float,
        height: float,
        left: float = MARGIN,
        width: float = BODY_WIDTH,
        space: float = 0,
    ) -> None:
        """Lines of text from ``top`` down, each cut to the lines it may take; ``space`` points between them."""
        frame = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height)).text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        self._lines(frame, lines, width, space)

    def table(
        self,
        slide: Any,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Sequence[Words]]],
        *,
        describes: str,
        top: float = BODY_TOP,
        left: float = MARGIN,
        row_height: float = ROW,
    ) -> None:
        """A native table with a heading row; a cell holds one or more lines."""
        width = sum(column.width for column in columns)
        shape = slide.shapes.add_table(
            len(rows) + 1, len(columns), Inches(left), Inches(top), Inches(width), Inches(row_height * (len(rows) + 1))
        )
        self._describe(shape, describes)
        table = shape.table
        table._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN_TABLE
        table.horz_banding = False
        table.rows[0].height = Inches(HEAD_ROW)
        for number, column in enumerate(columns):
            table.columns[number].width = Inches(column.width)
            heading = [Words(column.heading, 10.5, colour=house.QUIET)]
            self._cell(table.cell(0, number), heading, column, house.QUIET)
        for place, row in enumerate(rows, 1):
            table.rows[place].height = Inches(row_height)
            for number, (column, lines) in enumerate(zip(columns, row, strict=True)):
                self._cell(table.cell(place, number), lines, column, house.RULE)

    def bars(
        self,
        slide: Any,
        categories: Sequence[str],
        series: Sequence[Bars],
        *,
        describes: str,
        top: float,
        height: float,
        left: float = MARGIN,
        width: float = BODY_WIDTH,
        size: float = 12,
    ) -> None:
        """A native chart of lying bars, the first category on top; several series are stacked, zeros not labelled."""
        stacked = len(series) > 1
        data: Any = CategoryChartData(number_format="General")  # type: ignore[no-untyped-call]
        # The workbook behind the chart would take a name that begins like a formula for one.
        data.categories = [neutral(fit(name, _LONGEST_CATEGORY, size)) for name in categories]
        for item in series:
            data.add_series(neutral(plain(item.name)), item.values)
        kind = XL_CHART_TYPE.BAR_STACKED if stacked else XL_CHART_TYPE.BAR_CLUSTERED
        shape = slide.shapes.add_chart(kind, Inches(left), Inches(top), Inches(width), Inches(height), data)
        self._describe(shape, describes)
        chart = shape.chart
        chart.has_title = False
        self._font(chart.font, Words("", size))
        chart.has_legend = stacked
        if stacked:
            chart.legend.position = XL_LEGEND_POSITION.BOTTOM
            chart.legend.include_in_layout = False
        plot = chart.plots[0]
        plot.gap_width, plot.overlap = 45, 100 if stacked else 0
        names, values = chart.category_axis, chart.value_axis
        names.reverse_order = True
        names.major_tick_mark = XL_TICK_MARK.NONE
        names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        names.format.line.color.rgb = _rgb(house.RULE)
        every_name(names, 1)
        values.visible = values.has_major_gridlines = False
        if not stacked:
            values.maximum_scale = 1.12 * max(max(series[0].values), 0) or None  # room for the label of the longest
        for item, drawn in zip(series, plot.series, strict=True):
            drawn.format.fill.solid()
            drawn.format.fill.fore_color.rgb = _rgb(item.colour)
            drawn.invert_if_negative = False
            labels = drawn.data_labels
            labels.show_value = True
            labels.number_format, labels.number_format_is_linked = "0;-0;", False
            if not stacked:
                labels.position = XL_LABEL_POSITION.OUTSIDE_END
            dark = stacked and item.colour not in house.PALE
            self._font(labels.font, Words("", size, colour="FFFFFF" if dark else house.TEXT))

    def _cell(self, cell: Any, lines: Sequence[Words], column: Column, rule: str) -> None:
        cell.margin_left = cell.margin_right = Inches(_CELL_MARGIN)
        cell.margin_top = cell.margin_bottom = Inches(0.02)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        self._lines(cell.text_frame, lines, column.width - 2 * _CELL_MARGIN)
        if column.figures:
            for paragraph in cell.text_frame.paragraphs:
                paragraph.alignment = PP_ALIGN.RIGHT
        line = etree.SubElement(cell._tc.get_or_add_tcPr(), qn("a:lnB"), w=str(Emu(9525)))
        fill = etree.SubElement(line, qn("a:solidFill"))
        etree.SubElement(fill, qn("a:srgbClr"), val=rule)

    def _lines(self, frame: Any, lines: Sequence[Words], width: float, space: float = 0) -> None:
        for number, words in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            if space and number:
                paragraph.space_before = Pt(space)
            self._write(paragraph, words.fitted(width))

    def _write(self, paragraph: Any, words: Words) -> None:
        # Written as XML: the library's own way takes several times as long, and a deck has thousands of runs.
        run = etree.SubElement(paragraph._p, qn("a:r"))
        look = etree.SubElement(
            run,
            qn("a:rPr"),
            lang=house.LANGUAGE_TAGS[self.language],
            sz=str(round(words.size * 100)),
            b=str(int(words.bold)),
        )
        fill = etree.SubElement(look, qn("a:solidFill"))
        etree.SubElement(fill, qn("a:srgbClr"), val=words.colour)
        etree.SubElement(run, qn("a:t")).text = words.text

    def _font(self, font: Any, words: Words) -> None:
        font.size, font.bold, font.color.rgb = Pt(words.size), words.bold, _rgb(words.colour)

    def _describe(self, shape: Any, text: str) -> None:
        shape._element._nvXxPr.cNvPr.set("descr", plain(text))

    def _foot(self, slide: Any) -> None:
        """Footer and page number as real placeholders, so that Insert › Header and Footer changes them."""
        for number, kind in enumerate(("ftr", "sldNum"), 100):
            element = deepcopy(_holder(self._layout, kind)._element)
            element.nvSpPr.cNvPr.set("id", str(number))
            slide.shapes._spTree.append(element)
        _holder(slide, "ftr").text_frame.text = self.footer

    def _house_master(self) -> Any:
        """One layout with our title, footer and page number; our typeface and colours as the theme's."""
        master = self._file.slide_master
        for layout in list(self._file.slide_layouts):
            if layout.name != _TITLE_ONLY:
                self._file.slide_layouts.remove(layout)
        [layout] = self._file.slide_layouts
        for place in (master, layout):
            for holder in list(place.placeholders):
                kind = _kind(holder)
                if kind == "dt":
                    holder._element.getparent().remove(holder._element)
                elif kind in _PLACES:
                    left, top, width, height = (Inches(value) for value in _PLACES[kind])
                    holder.left, holder.top, holder.width, holder.height = left, top, width, height
            _small(_holder(place, "ftr"), "l")
            _small(_holder(place, "sldNum"), "r")
        style = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
        style.set("algn", "l")
        style.find(qn("a:defRPr")).set("sz", str(100 * TITLE))
        title = _holder(master, "title")._element.find(f".//{qn('a:bodyPr')}")
        title.set("anchor", "b")
        title.set("lIns", "0")
        _house_theme(master)
        return layout


_PLACES = {
    "title": (MARGIN, 0.3, BODY_WIDTH, 0.95),
    "body": (MARGIN, BODY_TOP, BODY_WIDTH, 4.8),
    "ftr": (MARGIN, FOOT_TOP, 10.6, 0.3),
    "sldNum": (WIDTH - MARGIN - 1.2, FOOT_TOP, 1.2, 0.3),
}


def _cut(words: Words, width: float, size: float, lines: int) -> bool:
    return fit(words.text, width, size, lines, bold=words.bold) != plain(words.text)


def _kind(holder: Any) -> str:
    """What a placeholder is for: ``title``, ``ftr``, …"""
    return str(holder._element.find(f".//{qn('p:ph')}").get("type"))


def _holder(place: Any, kind: str) -> Any:
    """The placeholder of one kind on a slide, a layout or the master."""
    return next(holder for holder in place.placeholders if _kind(holder) == kind)


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour))  # type: ignore[no-untyped-call]


def _small(holder: Any, alignment: str) -> None:
    """Small quiet print without inner margins for a footer."""
    body = holder._element.find(f".//{qn('a:bodyPr')}")
    for side in ("lIns", "rIns"):
        body.set(side, "0")
    styles = holder._element.find(f".//{qn('a:lstStyle')}")
    for child in list(styles):
        styles.remove(child)
    level = etree.SubElement(styles, qn("a:lvl1pPr"), algn=alignment)
    look = etree.SubElement(level, qn("a:defRPr"), sz="1000")
    fill = etree.SubElement(look, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr"), val=house.QUIET)


def _house_theme(master: Any) -> None:
    """Our typeface, also for Chinese, and our colours in the theme: what staff add looks alike."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    for font in theme.iter(f"{{{_A}}}majorFont", f"{{{_A}}}minorFont"):
        for kind in ("latin", "ea"):
            font.find(f"{{{_A}}}{kind}").set("typeface", house.TYPEFACE)
        for script in font.findall(f"{{{_A}}}font"):
            if script.get("script") == "Hans":
                script.set("typeface", house.TYPEFACE)
    colours = [house.TEXT, "FFFFFF", house.TEXT, house.SOFT, *house.COLOURS.values(), house.ACCENT, house.ACCENT]
    for slot, colour in zip(theme.find(f".//{{{_A}}}clrScheme"), colours, strict=True):
        for child in list(slot):
            slot.remove(child)
        etree.SubElement(slot, f"{{{_A}}}srgbClr", val=colour)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
