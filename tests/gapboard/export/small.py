"""A small board to export: two regions, two indicators, a revised and a withdrawn value."""

import datetime as dt
import io
from csv import DictReader
from zipfile import ZipFile

from gapboard.board import Board
from gapboard.catalog import Catalog
from gapboard.ledger import Ledger
from tests.gapboard import builder


def catalog() -> Catalog:
    """Two targets: a level of ``x``, and the growth of ``x``, which has a published series."""
    targets = [
        builder.target("level", value=150, responsible=("市统计局", "市商务局")),
        builder.target("growth", measure="growth", value=8, region="city", responsible=("市统计局",)),
        builder.target("other", indicator="y", responsible=("市水务局",)),
    ]
    return builder.catalog(targets, [builder.indicator("x"), builder.indicator("y"), builder.growth_series()])


def ledger() -> Ledger:
    """``x`` of 2023 and 2024, the latter revised once; ``y`` of 2024 withdrawn; a part-year."""
    return Ledger(
        (
            builder.row("x", 2024, 120.5, "2025-02-01", unit="亿元", obs_status="P", note="=1+1"),
            builder.row("x", 2023, -100, "2025-02-01", unit="亿元", source="-公报"),
            builder.row("y", 2024, 7, "2025-03-01", unit="亿元"),
            builder.row("x", 2024, 121.25, "2025-11-01", unit="亿元", source="年鉴"),
            builder.row("y", 2024, None, "2025-12-01", unit="亿元"),
            builder.row("x", "2025-01/2025-09", 90, "2025-12-01", unit="亿元"),
        )
    )


def board() -> Board:
    """The board of both."""
    return Board(catalog(), ledger(), dt.date(2026, 6, 30))


def table(content: bytes) -> list[dict[str, str]]:
    """A CSV file's rows."""
    return list(DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def files(package: bytes) -> dict[str, bytes]:
    """A zip's files by name."""
    with ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
