"""Figures from secondary sources: which they are, and what rests on them."""

import datetime as dt

import pytest

from gapboard.board import Board
from gapboard.board.secondary import to_confirm
from gapboard.ledger import Ledger
from tests.gapboard.builder import catalog, indicator, row, target

WIKI = {"source": "昆明（百科）"}


def test_those_that_promises_rest_on_come_first_and_what_was_replaced_is_gone() -> None:
    made = catalog([target(base=2020)], [indicator("w"), indicator("x")])
    rows = (
        row("w", 2025, 1, **WIKI),
        row("x", 2019, 70, **WIKI),
        row("x", 2020, 80, **WIKI),
        row("x", 2024, 90, **WIKI),
        row("x", 2024, 91, day="2026-02-01"),  # the communique itself
        row("x", 2025, 95),
    )
    found = to_confirm(Board(made, Ledger(rows), dt.date(2026, 6, 30)))
    assert [(item.row.indicator, item.row.period.text, len(item.results)) for item in found] == [
        ("x", "2020", 1),
        ("w", "2025", 0),
        ("x", "2019", 0),
    ]


@pytest.mark.parametrize(
    ("source", "address", "secondary"),
    [
        ("统计公报", "https://stats.example/a", False),
        ("统计公报", "https://wiki.example/a", True),
        ("统计公报", "https://zh.wiki.example/a", True),
        ("统计公报", "https://notwiki.example/a", False),  # another host that ends alike
        ("统计公报（百科转述）", "", True),
        ("wiki.example 转载", "", False),  # a host is looked for in the address
    ],
)
def test_a_mark_is_a_host_or_a_word(source: str, address: str, secondary: bool) -> None:
    assert catalog([target()]).is_secondary(source, address) is secondary
