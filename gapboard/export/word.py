"""Pieces of a Word file in the house style: the empty document, headings, paragraphs, a table, fields."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from lxml.etree import SubElement

from gapboard.explain.cards import CardWords
from gapboard.export import house
from gapboard.export.house import plain
from gapboard.export.word_chart import Charts

# A4 lying: the table of a theme has seven columns.
_PAGE, _MARGIN = (29.7, 21.0), 1.7
_BODY_WIDTH = _PAGE[0] - 2 * _MARGIN
_HEADINGS = {"Title": 24, "Heading 1": 17, "Heading 2": 11.5}
_ABREAST, _BETWEEN = 2, 0.5  # charts side by side, and the centimetres between them
_KEPT_TOGETHER = 8  # a table of so few rows does not break over a page


@dataclass(frozen=True)
class Cell:
    """What a table's cell says and how."""

    text: str
    bold: bool = False
    colour: str = house.TEXT
    figures: bool = False


class Paper:
    """A Word file that grows from top to bottom. Widths are shares of the page's width."""

    def __init__(self, language: str, footer: str, title: str) -> None:
        self.language = language
        self._file = Document()
        self._charts = Charts(self._file)
        self._chapters = 0
        properties = self._file.core_properties
        properties.title, properties.subject, properties.author = plain(title)[:250], plain(footer)[:250], ""
        properties.language, properties.comments = house.LANGUAGE_TAGS[language], ""
        self._page()
        self._styles()
        self._footer(footer)

    def save(self) -> bytes:
        """The file."""
        file = io.BytesIO()
        self._file.save(file)
        return file.getvalue()

    def title(self, text: str) -> None:
        """The title of the whole."""
        self._paragraph("Title").add_run(plain(text))

    def masthead(self, left: str, right: str) -> None:
        """Who issues it, and at the other margin when."""
        paragraph = self._paragraph()
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(_BODY_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        self._run(paragraph, left, 11, house.TEXT, False)
        paragraph.add_run("\t")
        self._run(paragraph, right, 11, house.TEXT, False)

    def signed(self, office: str, dated: str) -> None:
        """Who issues it, where that is known, and when, at the right below all else."""
        for text in filter(None, (office, dated)):
            paragraph = self._paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.keep_with_next = text != dated
            self._run(paragraph, text, 12, house.TEXT, False)

    def heading(self, text: str, level: int, *, new_page: bool = False) -> None:
        """A real heading, so that it stands in the navigation; a chapter may begin on a new page."""
        paragraph = self._paragraph(f"Heading{level}")
        if level == 1:
            self._chapters += 1
            for end in ("Start", "End"):
                SubElement(paragraph._p, qn(f"w:bookmark{end}")).set(qn("w:id"), str(self._chapters))
            paragraph._p[-2].set(qn("w:name"), f"_Toc{self._chapters}")
        paragraph.add_run(plain(text))
        if new_page:
            paragraph.paragraph_format.page_break_before = True

    def contents(self, heading: str, chapters: Sequence[str]) -> None:
        """The ``chapters`` that follow, all of level 1 and in their order, in two columns.

        The page numbers are fields of their own: in a field for the whole table a program would leave them empty until
        somebody asks for them.
        """
        title = self._paragraph()
        title.paragraph_format.keep_with_next = True
        title.paragraph_format.space_before = Pt(12)
        self._run(title, heading, _HEADINGS["Heading 1"], house.ACCENT, True)
        columns = self._side_by_side(1, heading)
        a_column = -(-len(chapters) // _ABREAST)
        stop = Cm(_BODY_WIDTH / _ABREAST - _BETWEEN)
        for number, chapter in enumerate(chapters, 1):
            cell = columns.cell(0, (number - 1) // a_column)
            paragraph = cell.add_paragraph() if (number - 1) % a_column else cell.paragraphs[0]
            paragraph.paragraph_format.tab_stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            mark = f"_Toc{self._chapters + number}"
            self._run(paragraph, chapter, 11, house.TEXT, False)
            paragraph.add_run("\t")
            page = SubElement(
                paragraph._p, qn("w:fldSimple"), {qn("w:instr"): f"PAGEREF {mark} \\h", qn("w:dirty"): "true"}
            )
            self._run(paragraph, "…", 11, house.TEXT, False)
            page.append(paragraph._p[-1])

    def line(
        self,
        text: str,
        *,
        label: str = "",
        size: float = 10,
        colour: str = house.TEXT,
        bold: bool = False,
        keep: bool = False,
    ) -> None:
        """A paragraph, perhaps with a label in bold before it; ``keep`` holds it to what follows."""
        paragraph = self._paragraph()
        if label:
            self._run(paragraph, label, size, house.QUIET, True)
            paragraph.add_run("\u2003")
        self._run(paragraph, text, size, colour, bold)
        if keep:
            paragraph.paragraph_format.keep_with_next = True

    def charts(self, cards: Sequence[CardWords]) -> None:
        """Indicators' charts as charts of Word's own, two side by side, each under what it says.

        Of 16 : 9, as LibreOffice lays them out: it stretches the letters of any other shape.
        """
        if not cards:
            return
        table = self._side_by_side(-(-len(cards) // _ABREAST), "; ".join(words.finding for words in cards))
        drawn = (_BODY_WIDTH / _ABREAST - _BETWEEN) / 2.54
        for number, words in enumerate(cards):
            cell = table.cell(number // _ABREAST, number % _ABREAST)
            finding = cell.paragraphs[0]
            self._run(finding, words.finding, 10.5, house.TEXT, True)
            chart = cell.add_paragraph()
            if not self._charts.add(chart, words, drawn, drawn * 9 / 16, size=9, labelled=14):
                self._run(chart, words.sentence, 10, house.TEXT, False)

    def _side_by_side(self, rows: int, describes: str) -> Any:
        """A table without rules, of columns of one width, whose rows do not break."""
        table = self._file.add_table(rows, _ABREAST)
        table.autofit = False
        width = Cm(_BODY_WIDTH / _ABREAST)
        for column in table.columns:
            column.width = width
            for cell in column.cells:
                cell.width = width
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        table._tbl.tblPr.append(_description(describes))
        return table

    def bullet(self, text: str, size: float = 10) -> None:
        """An entry of a list."""
        paragraph = self._paragraph("ListBullet")
        self._run(paragraph, text, size, house.TEXT, False)

    def table(
        self, headings: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[Cell]], *, describes: str
    ) -> None:
        """A table whose heading row comes again on each page, and whose rows do not break."""
        table = self._file.add_table(len(rows) + 1, len(headings))
        table.autofit = False
        self._table_look(table, describes)
        shares = [width / sum(widths) for width in widths]
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Cm(_BODY_WIDTH * share)
        short = len(rows) <= _KEPT_TOGETHER
        # Cells are asked for once: the library walks the whole table for each.
        grid = [row.cells for row in table.rows]
        figures = [cell.figures for cell in rows[0]] if rows else [False] * len(headings)
        head = [Cell(text, True, house.QUIET, number) for text, number in zip(headings, figures, strict=True)]
        for cells, row in zip(grid, [head, *rows], strict=True):
            for cell, words, share in zip(cells, row, shares, strict=True):
                cell.width = Cm(_BODY_WIDTH * share)
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(0)
                if short:
                    paragraph.paragraph_format.keep_with_next = True
                if words.figures:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                self._run(paragraph, words.text, 9, words.colour, words.bold)
        for number, row in enumerate(table.rows):
            properties = row._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if number == 0:
                properties.append(OxmlElement("w:tblHeader"))
        self._file.add_paragraph().paragraph_format.space_after = Pt(2)

    def _paragraph(self, style: str = "") -> Any:
        """A new paragraph; the style by its identifier, for by its name each would be searched for."""
        paragraph = self._file.add_paragraph()
        if style:
            paragraph._p.style = style
        return paragraph

    def _run(self, paragraph: Any, text: str, size: float, colour: str, bold: bool) -> None:
        # Written as XML: the library's own way takes several times as long, and there are thousands of runs.
        run = SubElement(paragraph._p, qn("w:r"))
        look = SubElement(run, qn("w:rPr"))
        if bold:
            SubElement(look, qn("w:b"))
        SubElement(look, qn("w:color")).set(qn("w:val"), colour)
        for name in ("w:sz", "w:szCs"):
            SubElement(look, qn(name)).set(qn("w:val"), str(round(2 * size)))
        SubElement(run, qn("w:t")).text = plain(text)

    def _page(self) -> None:
        section = self._file.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = (Cm(length) for length in _PAGE)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)
        section.footer_distance = Cm(0.9)

    def _styles(self) -> None:
        """One typeface, for Chinese too, and the language of proofing, in the styles that everything rests on."""
        styles = self._file.styles
        for style in styles:
            if style.element.rPr is not None or style.name == "Normal":
                typeface(style.element.get_or_add_rPr(), house.TYPEFACE, house.TYPEFACE)
        defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        typeface(defaults, house.TYPEFACE, house.TYPEFACE)
        tag = house.LANGUAGE_TAGS[self.language]
        for part in (defaults, styles["Normal"].element.get_or_add_rPr()):
            for old in part.findall(qn("w:lang")):
                part.remove(old)
            mark = OxmlElement("w:lang")
            # Chinese text is proofed by w:eastAsia, Latin text by w:val.
            mark.set(qn("w:val"), "en-US")
            mark.set(qn("w:eastAsia"), "zh-CN")
            if self.language == "en":
                mark.set(qn("w:val"), tag)
            part.append(mark)
        normal = styles["Normal"]
        normal.font.size, normal.font.color.rgb = Pt(10), RGBColor.from_string(house.TEXT)
        normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(3), 1.0
        for name, size in _HEADINGS.items():
            style = styles[name]
            style.font.size, style.font.bold = Pt(size), True
            style.font.color.rgb = RGBColor.from_string(house.ACCENT if name == "Heading 1" else house.TEXT)
            style.paragraph_format.keep_with_next = True
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(7), Pt(2)
        rule = styles["Title"].element.find(f".//{qn('w:pBdr')}")
        if rule is not None:
            rule.getparent().remove(rule)

    def _footer(self, text: str) -> None:
        paragraph = self._file.sections[0].footer.paragraphs[0]
        # The style's own stops, in the middle and for an upright page, would catch the tab.
        self._file.styles["Footer"].paragraph_format.tab_stops.clear_all()
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(_BODY_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        self._run(paragraph, text, 8.5, house.QUIET, False)
        paragraph.add_run("\t")
        for field, after in (("PAGE", "/"), ("NUMPAGES", "")):
            mark = OxmlElement("w:fldSimple")
            mark.set(qn("w:instr"), field)
            paragraph._p.append(mark)
            self._run(paragraph, "1", 8.5, house.QUIET, False)
            mark.append(paragraph._p[-1])
            if after:
                self._run(paragraph, after, 8.5, house.QUIET, False)

    def _table_look(self, table: Any, describes: str) -> None:
        """Hairlines between rows only, and a text for those who cannot see the table."""
        properties = table._tbl.tblPr
        borders = OxmlElement("w:tblBorders")
        for side in ("top", "bottom", "insideH"):
            line = OxmlElement(f"w:{side}")
            for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", house.RULE)):
                line.set(qn(f"w:{name}"), value)
            borders.append(line)
        layout = properties.find(qn("w:tblLayout"))
        # The schema wants this order: borders before layout, the description last.
        (layout.addprevious if layout is not None else properties.append)(borders)
        properties.append(_description(describes))


def _description(text: str) -> Any:
    mark = OxmlElement("w:tblDescription")
    mark.set(qn("w:val"), plain(text))
    return mark


def typeface(properties: Any, chinese: str, latin: str) -> None:
    """Name a typeface for Chinese, and one for figures and the other scripts, in place of the theme's."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), latin)
    fonts.set(qn("w:eastAsia"), chinese)
