"""A Word file in the look that offices expect of a document (公文, GB/T 9704): page, typefaces, masthead, page numbers.

The standard's typefaces come with WPS and office machines here, seldom with Windows: the file names for each the one to
take in its place.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from lxml import etree
from lxml.etree import SubElement

from gapboard.explain.cards import CardWords
from gapboard.export import house
from gapboard.export.house import fit, plain
from gapboard.export.word import typeface
from gapboard.export.word_chart import Charts

PAGE, MARGINS = (21.0, 29.7), {"top": 3.0, "bottom": 2.6, "left": 2.8, "right": 2.6}
WIDTH = PAGE[0] - MARGINS["left"] - MARGINS["right"]
_TITLE, _BODY, _HEADING, _LATIN = "方正小标宋简体", "仿宋_GB2312", "黑体", "Times New Roman"
_INSTEAD = {_TITLE: "华文中宋", _BODY: "仿宋", _HEADING: "SimHei"}
_CELL = 0.19  # centimetres between the rule of a cell and its text, as Word has it
_SHORT = 8  # rows of a table that may be asked to stand on one page
_RED = "C00000"
_TEXT = "000000"
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\s]+')


class OfficialPaper:
    """An upright A4 document that grows from top to bottom; sizes in points, lengths in centimetres."""

    def __init__(self, language: str, footer: str, title: str) -> None:
        self.language = language
        self._file = Document()
        properties = self._file.core_properties
        properties.title, properties.subject, properties.author = plain(title)[:250], plain(footer)[:250], ""
        properties.language, properties.comments = house.LANGUAGE_TAGS[language], ""
        section = self._file.sections[0]
        section.page_width, section.page_height = (Cm(length) for length in PAGE)
        for side, length in MARGINS.items():
            setattr(section, f"{side}_margin", Cm(length))
        section.footer_distance = Cm(1.1)
        self._charts = Charts(self._file)
        self._styles()
        self._instead()
        self._footers(section, footer)

    def save(self) -> bytes:
        """The file."""
        file = io.BytesIO()
        self._file.save(file)
        return file.getvalue()

    def masthead(self, name: str, left: str, right: str) -> None:
        """The name in red, who issues it and when, and a red rule."""
        self._text(name, 34, _TITLE, colour=_RED, bold=False, align=WD_ALIGN_PARAGRAPH.CENTER, after=8)
        line = self._text(left, 12, _BODY, after=10)
        line.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run("\t")
        self._run(line, right, 12, _BODY)
        borders = SubElement(line._p.get_or_add_pPr(), qn("w:pBdr"))
        SubElement(borders, qn("w:bottom"), _of(val="single", sz="18", space="4", color=_RED))
        _in_order(line._p.pPr)

    def title(self, text: str) -> None:
        """What the document says, over its whole width."""
        paragraph = self._text(text, 15, _TITLE, align=WD_ALIGN_PARAGRAPH.CENTER, after=6)
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:outlineLvl"))
        paragraph._p.pPr[-1].set(qn("w:val"), "0")
        _in_order(paragraph._p.pPr)

    def heading(self, text: str) -> None:
        """A section's name, which begins with a capital."""
        paragraph = self._file.add_paragraph(style="Heading 1")
        self._run(paragraph, _capital(text), 13, _HEADING)

    def text(
        self, text: str, size: float = 12, *, right: bool = False, addressed: bool = False, keep: bool = False
    ) -> None:
        """A paragraph, its first line two characters in as the standard wants, or set to the right.

        Whom it is ``addressed`` to stands at the left edge; ``keep`` holds it to what follows.
        """
        paragraph = self._text(text, size, _BODY, align=WD_ALIGN_PARAGRAPH.RIGHT if right else None)
        if keep:
            paragraph.paragraph_format.keep_with_next = paragraph.paragraph_format.keep_together = True
        if not (right or addressed) and self.language == "zh":
            paragraph.paragraph_format.first_line_indent = Pt(2 * size)

    def signed(self, office: str, dated: str) -> None:
        """Who issues it, where that is known, and when; not on a page by itself."""
        self._keep_with_next()
        if office:
            self.text(office, right=True)
            self._keep_with_next()
        self.text(dated, right=True)

    def _keep_with_next(self) -> None:
        """What stands last, with the row of a table that it stands below, stays with what follows."""
        for block in reversed(list(self._file.iter_inner_content())):
            if isinstance(block, Table):
                for cell in block.rows[-1].cells:
                    cell.paragraphs[0].paragraph_format.keep_with_next = True
                return
            block.paragraph_format.keep_with_next = True
            if block.text:
                return

    def small(self, text: str) -> None:
        """A line of small print."""
        self._text(text, 9, _BODY, after=0)

    def charts(self, cards: Sequence[CardWords], *, columns: int = 2, height: float) -> None:
        """Charts side by side, over each what it says."""
        rows = -(-len(cards) // columns)
        table = self._table(rows, [1 / columns] * columns, "", ruled=False)
        width = WIDTH / columns - 0.3
        for number, words in enumerate(cards):
            cell = table.cell(number // columns, number % columns)
            caption = cell.paragraphs[0]
            caption.paragraph_format.space_after = Pt(0)
            self._run(caption, fit(words.finding, width / 2.54, 10.5, 3), 10.5, _HEADING)
            if words.figures.crossed:
                self._text(words.figures.crossed, 9, _BODY, after=0, cell=cell)
            drawn = cell.add_paragraph()
            drawn.paragraph_format.space_after = Pt(4)
            if not self._charts.add(drawn, words, width / 2.54, height / 2.54, size=8, labelled=1):
                self._run(drawn, words.sentence, 10.5, _BODY)
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        table._tbl.tblPr.append(_described("; ".join(words.finding for words in cards)))

    def table(
        self,
        headings: Sequence[str],
        widths: Sequence[float],
        rows: Iterable[Sequence[str]],
        *,
        size: float = 10.5,
        whole: bool = False,
    ) -> None:
        """A ruled table in letters of ``size`` points; ``widths`` are shares of the page's width.

        Its heading row stays with its first row; one that is to be ``whole`` stands on one page, if it is short.
        """
        headings, rows = [_capital(text) for text in headings], list(rows)
        table = self._table(len(rows) + 1, widths, "; ".join(headings))
        for number, (row, texts) in enumerate(zip(table.rows, [headings, *rows], strict=True)):
            properties = row._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if number == 0:
                properties.append(OxmlElement("w:tblHeader"))
            for cell, text in zip(row.cells, texts, strict=True):
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(0)
                # The last row keeps nothing: what follows the table may begin a page.
                if number < (len(rows) if whole and len(rows) <= _SHORT else min(len(rows), 1)):
                    paragraph.paragraph_format.keep_with_next = True
                self._run(paragraph, text, size, _BODY if number else _HEADING)
        self._text("", 4, _BODY, after=0)

    def _table(self, rows: int, widths: Sequence[float], describes: str, *, ruled: bool = True) -> Any:
        table = self._file.add_table(rows, len(widths), "Table Grid" if ruled else None)
        table.autofit = False
        whole = WIDTH
        if ruled:
            # Word sets a table out so that its texts stand at the margin: the rules would stand in it.
            whole -= _CELL
            table._tbl.tblPr.find(qn("w:tblW")).addnext(_inset(_CELL))
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Cm(whole * share)
            for cell in column.cells:
                cell.width = Cm(whole * share)
        if describes:
            table._tbl.tblPr.append(_described(describes))
        return table

    def _text(
        self,
        text: str,
        size: float,
        face: str,
        *,
        colour: str = _TEXT,
        bold: bool = False,
        align: Any = None,
        after: float = 3,
        cell: Any = None,
    ) -> Any:
        paragraph = (cell or self._file).add_paragraph()
        paragraph.alignment = align
        paragraph.paragraph_format.space_after = Pt(after)
        self._run(paragraph, text, size, face, colour=colour, bold=bold)
        return paragraph

    def _run(
        self, paragraph: Any, text: str, size: float, face: str, *, colour: str = _TEXT, bold: bool = False
    ) -> Any:
        run = paragraph.add_run(plain(text))
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, RGBColor.from_string(colour)
        typeface(run._r.get_or_add_rPr(), face, _LATIN)
        return run

    def _styles(self) -> None:
        styles = self._file.styles
        normal = styles["Normal"]
        typeface(normal.element.get_or_add_rPr(), _BODY, _LATIN)
        normal.font.size = Pt(12)
        normal.paragraph_format.line_spacing = 1.15
        heading = styles["Heading 1"]
        typeface(heading.element.get_or_add_rPr(), _HEADING, _LATIN)
        heading.font.color.rgb = RGBColor.from_string(_TEXT)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(6), Pt(3)
        for mark in styles.element.iter(qn("w:lang")):
            mark.set(qn("w:val"), "en-US")
            mark.set(qn("w:eastAsia"), "zh-CN")

    def _instead(self) -> None:
        """Which typeface to take where one is not there: in the file's table of typefaces, which Word and WPS ask."""
        part = self._file.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
        table = etree.fromstring(part.blob)
        for face, other in _INSTEAD.items():
            font = SubElement(table, qn("w:font"), _of(name=face))
            SubElement(font, qn("w:altName"), _of(val=other))
            SubElement(font, qn("w:charset"), _of(val="86"))
            SubElement(font, qn("w:family"), _of(val="auto"))
        part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _footers(self, section: Any, footer: str) -> None:
        """“— 1 —” as the standard has it, odd pages to the right and even ones to the left; under it the board."""
        self._file.settings.odd_and_even_pages_header_footer = True
        for place, align in (
            (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
            (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
        ):
            paragraph = place.paragraphs[0]
            paragraph.alignment = align
            self._run(paragraph, "— ", 14, _BODY)
            field = SubElement(paragraph._p, qn("w:fldSimple"), _of(instr="PAGE"))
            self._run(paragraph, "1", 14, _BODY)
            field.append(paragraph._p[-1])
            self._run(paragraph, " —", 14, _BODY)
            under = place.add_paragraph()
            self._run(under, footer, 8, _BODY, colour=house.QUIET)


def file_part(text: str) -> str:
    """``text`` as part of a file's name."""
    return _NOT_IN_A_NAME.sub("-", text)[:80]


def zipped(sheets: Iterable[tuple[str, bytes]], on: dt.date) -> bytes:
    """Sheets by the names of their files in one archive, numbered in their order."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for number, (name, content) in enumerate(sheets, 1):
            # The day of the board and not the clock's: the same returns make the same file.
            entry = ZipInfo(f"{number:02}-{name}", (*on.timetuple()[:3], 0, 0, 0))
            archive.writestr(entry, content, ZIP_DEFLATED)
    return file.getvalue()


def _of(**attributes: str) -> dict[str, str]:
    return {qn(f"w:{name}"): value for name, value in attributes.items()}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _inset(length: float) -> Any:
    """How far in the table begins, in centimetres."""
    mark = OxmlElement("w:tblInd")
    mark.set(qn("w:w"), str(Cm(length).twips))
    mark.set(qn("w:type"), "dxa")
    return mark


def _described(text: str) -> Any:
    mark = OxmlElement("w:tblDescription")
    mark.set(qn("w:val"), plain(text))
    return mark


_ORDER = ("pStyle", "keepNext", "pBdr", "tabs", "spacing", "ind", "jc", "outlineLvl", "rPr")


def _in_order(properties: Any) -> None:
    """The properties of a paragraph in the order that the schema wants."""
    properties[:] = sorted(properties, key=lambda item: _ORDER.index(etree.QName(item).localname))
