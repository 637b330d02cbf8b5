"""What changed since an earlier board: PowerPoint, Word and Excel tell it in the same sentences, opened again.

Over a second where hand-outs of the whole board are made and opened again.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from gapboard.board import Board, Filters
from gapboard.cli.main import main
from gapboard.export.briefing import Briefing
from gapboard.export.changes import changes_finding
from gapboard.export.deck import deck
from gapboard.export.document import document
from gapboard.export.neutral import neutral
from gapboard.export.workbook import workbook
from gapboard.ledger import Ledger
from tests.gapboard import builder
from tests.gapboard.export.handout_worlds import ECONOMY, FORMULA, hostile_briefing, shipped_briefing
from tests.shipped_data import DATA

# The day before the communiqué of 2025 was published.
EVE = dt.date(2026, 5, 21)
TITLES = {
    "zh": "2026-05-21 以来的变化（至 2026-11-22）",
    "en": "What changed from 2026-05-21 to 2026-11-22",
}
# The title of a slide says what there is to report: three targets of 2025 have a verdict now, on one figure.
FINDINGS = {
    "zh": "自 2026-05-21 至 2026-11-22：3 项新有结论，新增 1 个数",
    "en": "From 2026-05-21 to 2026-11-22: 3 with a first verdict, new figures: 1",
}
# By the ledger: gross domestic product of 2025 came on 22 May and lies below 1,000 billion yuan.
TOLD = {
    "zh": ("新有结论", "新公布2025年地区生产总值 8,637.45 亿元"),
    "en": ("A first verdict", "New figure: Gross domestic product, 2025, 863.745 bn yuan"),
}
SHEETS = {"zh": "变化", "en": "Changes"}


def in_word(content: bytes, title: str) -> list[tuple[str, str]]:
    """Kind and sentence of each change under the heading ``title``."""
    found, kind, within = [], "", False
    for item in Document(io.BytesIO(content)).paragraphs:
        if item.style.name == "Heading 1":
            within = item.text == title
        elif within and item.style.name == "Heading 2":
            kind = item.text
        elif within and item.text:
            found.append((kind, item.text))
    return found


def in_excel(content: bytes, sheet: str, title: str) -> list[tuple[str, str]]:
    rows = list(openpyxl.load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True))
    assert rows[0][1] == title
    return [(str(kind or ""), str(text)) for kind, text in rows[1:]]


def in_powerpoint(content: bytes, title: str) -> list[str]:
    slides = Presentation(io.BytesIO(content)).slides
    slide = next(slide for slide in slides if title in [s.text_frame.text for s in slide.shapes if s.has_text_frame])
    return str(slide.notes_slide.notes_text_frame.text).splitlines()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_sentences_everywhere(shipped, shipped_ledger, language) -> None:
    briefing = shipped_briefing(shipped, shipped_ledger, language, ECONOMY)
    briefing = replace(briefing, before=Board(shipped, shipped_ledger, EVE, EVE))
    title = TITLES[language]
    told = in_word(document(briefing), title)
    assert told == in_excel(workbook(briefing), SHEETS[language], title)
    assert [text for _, text in told] == in_powerpoint(deck(briefing), FINDINGS[language])
    kind, words = TOLD[language]
    assert any(found == kind and words in text for found, text in told)
    # Three targets of 2025 rest on it, and the figure itself is new.
    assert len(told) == len(set(told)) == 4


def test_nothing_changed(shipped, shipped_ledger) -> None:
    briefing = shipped_briefing(shipped, shipped_ledger, "zh", ECONOMY)
    same = replace(briefing, before=briefing.board)
    title = "2026-11-22 以来的变化（至 2026-11-22）"
    assert in_word(document(same), title) == in_excel(workbook(same), "变化", title) == [("", "所选目标没有变化。")]


def test_without_an_earlier_board(shipped, shipped_ledger) -> None:
    briefing = shipped_briefing(shipped, shipped_ledger, "zh", ECONOMY)
    assert "变化" not in openpyxl.load_workbook(io.BytesIO(workbook(briefing))).sheetnames
    assert not [item.text for item in Document(io.BytesIO(document(briefing))).paragraphs if "以来的变化" in item.text]


def test_boards_in_reverse_order_are_told_forwards(shipped, shipped_ledger) -> None:
    old = Briefing(Board(shipped, shipped_ledger, EVE, EVE), Filters(), "zh")
    now = shipped_briefing(shipped, shipped_ledger, "zh").board
    assert in_word(document(replace(old, before=now)), TITLES["zh"])


def test_hostile_names_are_only_text() -> None:
    briefing = hostile_briefing("zh")
    before = Board(briefing.board.catalog, briefing.board.ledger, dt.date(2024, 1, 1), dt.date(2000, 1, 1))
    briefing = replace(briefing, before=before)
    book = openpyxl.load_workbook(io.BytesIO(workbook(briefing)))["变化"]
    cells = [cell for row in book.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert any(neutral(FORMULA) in str(cell.value) for cell in cells)


def test_the_command_takes_the_earlier_date(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    arguments = ["export", "document", str(file), "--data", str(DATA), "--theme", "economy"]
    assert main([*arguments, "--since", "2026-05-21", "--known-on", "2026-10-01"]) == 0
    told = in_word(file.read_bytes(), "2026-05-21 以来的变化（至 2026-10-01）")
    assert any("8,637.45" in text for _, text in told)
    # Without the option it is a month back, for no meeting is on record.
    assert main([*arguments, "--known-on", "2026-06-01"]) == 0
    told = in_word(file.read_bytes(), "2026-05-01 以来的变化（至 2026-06-01）")
    assert any("8,637.45" in text for _, text in told)


def test_figures_that_no_target_rests_on_count_as_on_the_page_of_changes_unless_filters_leave_them_out() -> None:
    catalog = builder.catalog([builder.target()], [builder.indicator("x"), builder.indicator("y")])
    rows = (builder.row("x", 2024, 90, "2026-02-01"), builder.row("y", 2024, 7, "2026-02-01"))
    before, now = (Board(catalog, Ledger(rows), day, day) for day in (dt.date(2026, 1, 1), dt.date(2026, 6, 1)))
    told = changes_finding(Briefing(now, Filters(), "zh"), before)
    assert told == "自 2026-01-01 至 2026-06-01：新增 2 个数"
    told = changes_finding(Briefing(now, Filters(theme="all"), "zh"), before)
    assert told == "自 2026-01-01 至 2026-06-01：新增 1 个数"
