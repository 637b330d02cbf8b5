"""Native charts in a Word file: drawn as for PowerPoint, then moved over with the workbook behind them."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from pptx import Presentation
from pptx.util import Inches

from gapboard.explain.cards import CardWords
from gapboard.export.house import plain
from gapboard.export.native import indicator_chart

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Charts:
    """Puts indicators' charts into one Word document. Lengths are in inches, sizes in points."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._made = 0
        file = Presentation()
        # Any slide will do: nothing of it is kept but the charts.
        self._drawn_on = file.slides.add_slide(file.slide_layouts[6])

    def add(self, paragraph: Any, words: CardWords, width: float, height: float, *, size: float, labelled: int) -> bool:
        """The chart at the end of a paragraph; whether there was anything to draw."""
        frame = indicator_chart(self._drawn_on.shapes, words, (0, 0, width, height), size=size, labelled=labelled)
        if frame is None:
            return False
        self._made += 1
        relation = self._document.part.relate_to(self._part(frame.chart.part), RELATIONSHIP_TYPE.CHART)
        about = plain(f"{words.finding} {words.sentence}")
        paragraph._p.append(_run(relation, self._made, about, Inches(width), Inches(height)))
        return True

    def _part(self, drawn: Any) -> Part:
        """The chart and the workbook behind it as parts of the document, under the names that they are known by."""
        package, number = self._document.part.package, self._made
        book_name = PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx")
        book = Part(book_name, CONTENT_TYPE.SML_SHEET, drawn.chart_workbook.xlsx_part.blob, package)
        chart = etree.fromstring(drawn.blob)
        part = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, b"", package)
        relation = part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
        chart.find(f"{{{_C}}}externalData").set(f"{{{_R}}}id", relation)
        part._blob = etree.tostring(chart, xml_declaration=True, encoding="UTF-8", standalone=True)
        return part


def _run(relation: str, number: int, about: str, width: int, height: int) -> Any:
    """A run that holds a chart as if it were a letter."""
    run = etree.Element(f"{{{_W}}}r")
    inline = etree.SubElement(etree.SubElement(run, f"{{{_W}}}drawing"), f"{{{_WP}}}inline", nsmap={"wp": _WP})
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    etree.SubElement(inline, f"{{{_WP}}}extent", cx=str(width), cy=str(height))
    etree.SubElement(inline, f"{{{_WP}}}docPr", id=str(number), name=f"chart{number}", descr=about)
    etree.SubElement(inline, f"{{{_WP}}}cNvGraphicFramePr")
    graphic = etree.SubElement(inline, f"{{{_A}}}graphic", nsmap={"a": _A})
    data = etree.SubElement(graphic, f"{{{_A}}}graphicData", uri=_C)
    etree.SubElement(data, f"{{{_C}}}chart", {f"{{{_R}}}id": relation}, nsmap={"c": _C, "r": _R})
    return run
