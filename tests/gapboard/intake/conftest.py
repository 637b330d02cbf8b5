"""What the intake's tests share: a small catalogue, an empty ledger, and a file's way through all of it."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from gapboard.catalog import Catalog, TargetsFile
from gapboard.intake import Batch, Candidate, prepare, read_workbook, reader, readers
from gapboard.intake.child import read
from gapboard.kernel.faults import DataFault
from gapboard.ledger import Ledger, Observation, Period

ABOUT_THE_PROCESS = {"test_reader", "test_readers", "test_hardness", "test_fuzz_reader"}
"""Modules whose files are opened by a process of its own, as the board does."""

TODAY = dt.date(2026, 3, 1)
BEIJING = dt.timezone(dt.timedelta(hours=8))


@pytest.fixture(autouse=True)
def _read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of small files are opened here, by the same call and to the same bytes: a process each takes longer
    than all that is done with them."""
    if request.path.stem not in ABOUT_THE_PROCESS:
        monkeypatch.setattr(reader, "answer_of", _answer_here)


@contextlib.contextmanager
def _answer_here(
    data: bytes, name: str, encoding: str | None, waits: Callable[[], None]
) -> Iterator[Iterator[readers.Line]]:
    said = io.BytesIO()
    with pytest.MonkeyPatch.context() as here:
        here.setattr(read, "_bound", lambda bounds: None)  # it would hold for this process
        here.setattr(sys, "argv", ["", json.dumps(asdict(readers.bounds())), encoding or ""])
        here.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        here.setattr(sys, "stdout", SimpleNamespace(buffer=said))
        assert read.main() == 0
    said.seek(0)
    yield readers._lines(SimpleNamespace(stdout=said), name)  # type: ignore[arg-type]


def _indicator(ident: str, name: str, unit: str, kind: str = "flow", **more: Any) -> dict[str, Any]:
    usual = {"name_en": ident, "theme": "all", "decimals": 2, "direction": "up"}
    return {"id": ident, "name": name, "unit": unit, "kind": kind} | usual | more


_INDICATORS = (
    _indicator("gdp", "地区生产总值", "亿元", name_en="Gross domestic product", aliases=("GDP", "生产总值")),
    _indicator("gdp-growth", "地区生产总值增速", "%", "rate", growth_of="gdp", aliases=("GDP增速",)),
    _indicator(
        "population",
        "常住人口",
        "万人",
        "level",
        breaks=({"year": 2020, "why": "人口普查", "why_en": "census"},),
        aliases=("年末常住人口",),
    ),
    _indicator("trade", "进出口总额", "亿元", aliases=("外贸进出口总额",)),
    _indicator("trade-usd", "进出口总额（美元）", "亿美元"),
    _indicator("fdi", "实际利用外资", "亿美元"),
    _indicator("forest", "森林覆盖率", "%", "rate", highest=100),
    _indicator("pm", "PM2.5年均浓度", "公顷", "level", direction="down"),
    _indicator("schools", "新建学校", "户"),
    _indicator("firms", "规上工业企业数", "户", "count"),
    _indicator("teachers", "引进名师", "人", "count"),
    _indicator("park", "公园绿地面积", "公顷", "level"),
    _indicator("water", "滇池水质", "类", "class", direction="down"),
)
_UNITS = ("亿元", "万元", "亿美元", "%", "万人", "户", "公顷", "万亩", "类", "人")


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """Thirteen indicators of all kinds and two regions."""
    document = {"id": "plan", "issuer": "市", "issuer_en": "City", "region": "kunming", "period": (2021, 2025)}
    names = {"name": "规划", "name_en": "The plan", "short": "规划", "short_en": "Plan"}
    regions = (
        {"id": "kunming", "name": "昆明市", "name_en": "Kunming", "aliases": ("昆明", "全市")},
        {"id": "panlong", "name": "盘龙区", "name_en": "Panlong District", "aliases": ("昆明市盘龙区",)},
    )
    return Catalog(
        TargetsFile.model_validate(
            {
                "documents": (document | names,),
                "regions": regions,
                "themes": ({"id": "all", "name": "全部", "name_en": "All"},),
                "units": tuple({"id": unit, "name_en": f"unit {n}"} for n, unit in enumerate(_UNITS)),
                "indicators": _INDICATORS,
                "targets": (),
            }
        )
    )


def observation(indicator: str, period: str, value: float | None, **more: Any) -> Observation:
    """A row of the ledger on Kunming."""
    row = Observation(
        "kunming",
        indicator,
        Period(period),
        value,
        {"gdp": "亿元", "population": "万人"}.get(indicator, "亿元"),
        "A",
        "公报",
        "",
        "",
        dt.datetime(2025, 3, 1, tzinfo=BEIJING),
        "李",
        "b1",
    )
    return row if not more else Observation(**{name: more.get(name, getattr(row, name)) for name in row.__slots__})


@pytest.fixture
def ledger_of() -> Callable[..., Ledger]:
    """A ledger of the given rows."""
    return lambda *rows: Ledger(rows)


@pytest.fixture
def take(catalog: Catalog) -> Callable[..., Batch]:
    """A file's bytes, or the text of a CSV file, as a checked batch."""

    def run(
        data: bytes | str, name: str = "表.csv", ledger: Ledger | None = None, sheet: int = 0, **more: Any
    ) -> Batch:
        content = data.encode() if isinstance(data, str) else data
        workbook = read_workbook(content, name)
        known = ledger or Ledger(())
        return prepare(workbook, workbook.sheets[sheet].name, catalog, known, today=TODAY, **more)

    return run


def values(batch: Batch) -> dict[tuple[str, str, str], float | None]:
    """Every candidate's value by region, indicator and period; each key may stand only once."""
    found = {(c.region, c.indicator, c.period): c.value for c in batch.candidates}
    assert len(found) == len(batch.candidates)
    return found


def codes(remarks: Any) -> list[str]:
    """The codes of remarks."""
    return [remark.code for remark in remarks]


def only(batch: Batch) -> Candidate:
    """The one candidate of a batch."""
    assert len(batch.candidates) == 1, list(batch.candidates)
    return batch.candidates[0]


def xlsx(rows: list[list[Any]], *, merged: tuple[str, ...] = (), formats: Mapping[str, str] | None = None) -> bytes:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for place in merged:
        sheet.merge_cells(place)
    for place, form in (formats or {}).items():
        sheet[place].number_format = form
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def fault_of(work: Callable[[], object]) -> str:
    """The code of the one fault that ``work`` raises."""
    with pytest.raises(DataFault) as caught:
        work()
    (fault,) = caught.value.faults
    return fault.code
