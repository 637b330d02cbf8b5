"""Made the binary files in ``files/`` once, with xlwt 1.3.0 and odfpy 1.4.1, which nothing else needs.

Both hold a title merged over the table, a merged heading, a percentage as spreadsheets store it, and a note.
"""

import datetime as dt
from pathlib import Path

import xlwt
from odf.number import Number, NumberStyle, PercentageStyle, Text
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

FILES = Path(__file__).with_name("files")


def xls() -> None:
    """As Excel 97 and WPS write it."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("主要指标")
    sheet.write_merge(0, 0, 0, 2, "昆明市主要经济指标")
    for column, text in enumerate(("指标", "2023年", "2024年")):
        sheet.write(1, column, text)
    sheet.write(2, 0, "地区生产总值（亿元）")
    sheet.write(2, 1, 7864.76)
    sheet.write(2, 2, 8275)
    sheet.write(3, 0, "森林覆盖率（%）")
    sheet.write(3, 1, 0.5262, xlwt.easyxf(num_format_str="0.00%"))
    sheet.write(3, 2, "52.7%")
    sheet.write(4, 0, "注：2024年为快报数")
    other = book.add_sheet("日期")
    other.write(0, 0, dt.date(2024, 12, 31), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    book.save(str(FILES / "table.xls"))


def ods() -> None:
    """As LibreOffice writes it."""
    document = OpenDocumentSpreadsheet()
    document.automaticstyles.addElement(NumberStyle(name="plain"))
    percentage = PercentageStyle(name="percent")
    percentage.addElement(Number(decimalplaces="2", minintegerdigits="1"))
    percentage.addElement(Text(text="%"))
    document.automaticstyles.addElement(percentage)
    style = Style(name="share", family="table-cell", datastylename="percent")
    document.automaticstyles.addElement(style)
    table = Table(name="主要指标")

    def row(*cells: TableCell) -> None:
        line = TableRow()
        for cell in cells:
            line.addElement(cell)
        table.addElement(line)

    def text(content: str, **attributes: object) -> TableCell:
        cell = TableCell(valuetype="string", **attributes)
        cell.addElement(P(text=content))
        return cell

    def number(content: str) -> TableCell:
        cell = TableCell(valuetype="float", value=content)
        cell.addElement(P(text=content))
        return cell

    share = TableCell(valuetype="percentage", value="0.5262", stylename="share")
    share.addElement(P(text="52.62%"))
    row(text("昆明市主要经济指标", numbercolumnsspanned=3), CoveredTableCell(), CoveredTableCell())
    row(text("指标"), text("2023年"), text("2024年"))
    row(text("地区生产总值（亿元）"), number("7864.76"), number("8275"))
    row(text("森林覆盖率（%）"), share, text("52.7%"))
    row(text("注：2024年为快报数"))
    document.spreadsheet.addElement(table)
    document.save(str(FILES / "table.ods"))


if __name__ == "__main__":
    FILES.mkdir(exist_ok=True)
    xls()
    ods()
