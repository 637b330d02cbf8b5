"""Whatever the bytes, an import ends with a batch or with a ``DataFault``. GAPBOARD_FUZZ sets how many are tried.

Slow: hundreds of files a test, each read as an import reads it.
"""

import datetime as dt
import io
import math
import os
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gapboard.catalog import Catalog
from gapboard.intake import Sheet, State, Workbook, prepare, read_workbook, rows_to_commit
from gapboard.intake.child.text import ENCODINGS
from gapboard.kernel.faults import DataFault
from gapboard.ledger import Ledger, Period

pytestmark = pytest.mark.fuzz

EXAMPLES = int(os.environ.get("GAPBOARD_FUZZ", "60"))
fuzz = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)

AT = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
CSV = (
    '昆明市主要指标,,,\r\n单位：万元,,,\r\n指标,单位,2024年,"2025年"\r\n地区生产总值,亿元,"8,275.22",8637.45\r\n'
    "常住人口城镇化率,%,83.54%,-\r\n滇池全湖水质,,Ⅲ类,劣Ⅴ\r\n一般公共预算收入,万元,５７８００００,2400以上\r\n"
    "注：初步核算。,,,\r\n"
)
LONG = (
    "region\tindicator\tyear\tvalue\tunit\tnote\tstatus\nkunming\tgdp\t2024\t8275.22\t亿元\tx\tP\n"
    "昆明\tGDP\t2024年1-10月\t6000\t亿元\t\t\n盘龙区\turbanisation\t2021\t94.84\t%\t\tA\n"
)
DOWN = "年份,地区生产总值（亿元）,城镇化率（%）\n2023,7864.76,82.32\n2024年,8275.22,83.54\n"
TEXTS = [CSV.encode(), CSV.encode("gb18030"), b"\xff\xfe" + LONG.encode("utf-16-le"), LONG.encode(), DOWN.encode()]


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for cells in (["昆明市", None, None], ["指标", "单位", 2024], ["GDP", "亿元", 8275.22], ["城镇化率", "%", 0.8354]):
        sheet.append(cells)
    sheet.merge_cells("A1:C1")
    sheet["C4"].number_format = "0.00%"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


FILES = Path(__file__).with_name("files")
OLD = [(FILES / "table.xls").read_bytes(), (FILES / "table.ods").read_bytes()]
with zipfile.ZipFile(FILES / "table.ods") as _file:
    CONTENT = _file.read("content.xml")
XLSX = workbook()
with zipfile.ZipFile(io.BytesIO(XLSX)) as _archive:
    MEMBERS = {name: _archive.read(name) for name in _archive.namelist()}


@st.composite
def mutated(draw: st.DrawFn, seeds: st.SearchStrategy[bytes]) -> bytes:
    """A valid file with some bytes flipped, cut out, inserted or doubled."""
    data = bytearray(draw(seeds))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        kind = draw(st.sampled_from(["flip", "cut", "insert", "double", "end"]))
        if kind == "flip" and data:
            data[at] ^= 1 << draw(st.integers(0, 7))
        elif kind == "cut":
            del data[at : at + draw(st.integers(1, 40))]
        elif kind == "insert":
            data[at:at] = draw(
                st.binary(min_size=1, max_size=12) | st.sampled_from([b'"', b",", b"\r", b"\n\n", b"\t"])
            )
        elif kind == "double":
            data[at:at] = data[at : at + draw(st.integers(1, 60))]
        elif draw(st.booleans()):
            del data[at:]
    return bytes(data)


@st.composite
def damaged_inside(draw: st.DrawFn) -> bytes:
    """A workbook whose zip file is sound and one of whose parts is not."""
    members = dict(MEMBERS)
    name = draw(st.sampled_from(sorted(members)))
    members[name] = draw(mutated(st.just(members[name])))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return target.getvalue()


def survive(book: Workbook, catalog: Catalog, ledger: Ledger, **options: object) -> None:
    """Check every sheet; what would be committed must be fit for the ledger."""
    for sheet in book.sheets:
        try:
            batch = prepare(book, sheet.name, catalog, ledger, **options)
        except DataFault as fault:
            assert fault.faults
            continue
        for candidate in batch.candidates:
            assert 1 <= candidate.row <= len(sheet.rows)
            assert 1 <= candidate.column <= len(sheet.rows[0])
            serious = any(remark.serious for remark in candidate.findings)
            assert serious is (candidate.state is State.REFUSED)
        rows = rows_to_commit(batch, source="s", source_url="", by="n", batch_id="b", at=AT)
        for row in rows:
            assert row.value is not None
            assert math.isfinite(row.value)
            assert row.region in catalog.regions
            assert row.unit == catalog.indicators[row.indicator].unit
            assert Period.is_valid(row.period.text)
        assert len({row.key for row in rows}) == len(rows)


def survive_bytes(data: bytes, catalog: Catalog, ledger: Ledger, encoding: str | None = None) -> None:
    try:
        book = read_workbook(data, "a.csv", encoding=encoding)
    except DataFault as fault:
        assert fault.faults
        return
    for sheet in book.sheets:
        assert len(set(map(len, sheet.rows))) <= 1
    survive(book, catalog, ledger, region="kunming")


@fuzz
@given(data=st.binary(max_size=2000), encoding=st.none() | st.sampled_from(ENCODINGS))
def test_any_bytes(shipped, shipped_ledger, data, encoding):
    survive_bytes(data, shipped, shipped_ledger, encoding)


@fuzz
@given(start=st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]), data=st.binary(max_size=2000))
def test_any_bytes_after_a_known_beginning(shipped, shipped_ledger, start, data):
    survive_bytes(start + data, shipped, shipped_ledger)


@fuzz
@given(data=mutated(st.sampled_from(TEXTS)))
def test_mutated_text(shipped, shipped_ledger, data):
    survive_bytes(data, shipped, shipped_ledger)


@fuzz
@given(data=mutated(st.just(XLSX)))
def test_mutated_workbook(shipped, shipped_ledger, data):
    survive_bytes(data, shipped, shipped_ledger)


@fuzz
@given(data=mutated(st.sampled_from(OLD)))
def test_mutated_xls_and_ods(shipped, shipped_ledger, data):
    survive_bytes(data, shipped, shipped_ledger)


@fuzz
@given(data=mutated(st.just(CONTENT)))
def test_an_ods_file_with_a_mutated_content(shipped, shipped_ledger, data):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", data)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    survive_bytes(target.getvalue(), shipped, shipped_ledger)


@fuzz
@given(data=damaged_inside())
def test_workbook_with_a_mutated_part(shipped, shipped_ledger, data):
    survive_bytes(data, shipped, shipped_ledger)


WORDS = (
    "指标|项目|地区|年份|数值|单位|备注|状态|2023|2024|2024年|2025年|2024年1-10月|2020-2024|1066|地区生产总值|GDP|城镇化率|"
    "地区生产总值（万元）|滇池全湖水质|实际利用外资|昆明|盘龙区|亿元|万元|万美元|%|Ⅲ类|劣Ⅴ|8275.22|8,275.22|８２７５|83.54%|"
    "-|…|N/A|2400以上|1e5|1e99|-5|(5)|增长5%|同比增长（%）|绝对额|单位：万元|注：x|=1+1|12万|5亿|.5|5.|0|00|1,2,3|²|①|"
)
CELLS = st.sampled_from(WORDS.split("|")) | st.text(max_size=8) | st.from_regex(r"[-+(]?[0-9.,%eE年 万亿元]{1,10}")


@settings(fuzz, max_examples=4 * EXAMPLES)
@given(
    table=st.integers(1, 6).flatmap(lambda width: st.lists(st.tuples(*[CELLS] * width), min_size=1, max_size=8)),
    region=st.none() | st.just("kunming"),
)
def test_any_cells(shipped, shipped_ledger, table, region):
    survive(Workbook("a.csv", "csv", "utf-8", (Sheet("a", tuple(table)),)), shipped, shipped_ledger, region=region)


@settings(fuzz, max_examples=4 * EXAMPLES)
@given(cells=st.lists(CELLS, min_size=4, max_size=4), name=CELLS, unit=CELLS)
def test_any_cells_below_good_headings(shipped, shipped_ledger, cells, name, unit):
    rows = (
        ("指标", "单位", "2024年", "2025年"),
        ("地区生产总值", unit, *cells[:2]),
        (name, "亿元", *cells[2:]),
        ("滇池全湖水质", "", *cells[1:3]),
    )
    survive(Workbook("a.csv", "csv", "utf-8", (Sheet("a", rows),)), shipped, shipped_ledger, region="kunming")
