"""Figures that a file still has and that have been corrected since."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest

from gapboard.board import Board
from gapboard.export import template_xlsx
from gapboard.export.template import COLUMNS
from gapboard.intake import Batch, Candidate, State, prepare, read_workbook
from gapboard.ledger import Ledger, Observation
from tests.gapboard.export import small
from tests.gapboard.intake.conftest import codes, observation, only

Take = Callable[..., Batch]
MAY, JUNE = (dt.datetime(2026, month, 20, 9, tzinfo=dt.UTC) for month in (5, 6))
FIRST = replace(observation("gdp", "2024", 8275.0), recorded_at=MAY, recorded_by="李明", obs_status="P")
CORRECTED = replace(FIRST, value=8300.0, recorded_at=JUNE, recorded_by="王芳")
IN_MAY, IN_JUNE = (replace(row, region="here", indicator="x") for row in (FIRST, CORRECTED))


def csv(value: str, status: str = "P", note: str = "") -> str:
    return f"地区,指标,年份,数值,单位,数据状态,备注\n昆明市,地区生产总值,2024,{value},亿元,{status},{note}\n"


def as_filled_in(**cells: object) -> bytes:
    """The template as downloaded in May, with cells in the row of 2024 typed over, by column."""
    world = Board(small.catalog(), Ledger((IN_MAY,)), dt.date(2026, 5, 21))
    content = template_xlsx(world, body=None, document=None, region="here", period=(2024, 2024), language="zh")
    book = openpyxl.load_workbook(io.BytesIO(content))
    row = book.worksheets[0][2]
    assert (row[0].value, row[3].value, row[5].value) == ("指标x", 8275, "P"), "what was known in May"
    for column, text in cells.items():
        row[COLUMNS.index(column)].value = text
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def taken(content: bytes, *ledger: Observation) -> Candidate:
    """The figure of the template."""
    workbook = read_workbook(content, "填报.xlsx")
    (found,) = prepare(workbook, workbook.sheets[0].name, small.catalog(), Ledger(ledger)).candidates
    return found


def test_what_a_template_carried_and_nobody_touched_takes_no_correction_back() -> None:
    found = taken(as_filled_in(), IN_MAY, IN_JUNE)
    assert (found.value, found.state) == (8275.0, State.UNCHANGED)
    (told,) = found.findings
    assert (told.code, told.serious, told.details["by"], told.details["expected"]) == (
        "unchanged_since_download", False, "王芳", "8300 亿元",
    )  # fmt: skip
    found = taken(as_filled_in(), IN_MAY, replace(IN_JUNE, value=None))
    assert found.state is State.UNCHANGED, "nor a withdrawal"


def test_what_was_typed_over_in_a_template_counts() -> None:
    found = taken(as_filled_in(value=8290), IN_MAY, IN_JUNE)
    assert (found.value, found.state, codes(found.findings)) == (8290.0, State.CHANGED, [])
    found = taken(as_filled_in(note="按老口径"), IN_MAY, IN_JUNE)
    assert (found.state, codes(found.findings)) == (State.CHANGED, ["reverts"])


def test_a_template_of_today_is_as_ever() -> None:
    found = taken(as_filled_in(), IN_MAY)
    assert (found.state, found.findings) == (State.UNCHANGED, ())


def test_a_figure_from_before_a_correction_is_a_doubt_where_nobody_can_tell(take: Take) -> None:
    found = only(take(csv("8275"), ledger=Ledger((FIRST, CORRECTED))))
    assert found.state is State.CHANGED
    (doubt,) = [remark for remark in found.findings if remark.code == "reverts"]
    at = "2026-06-20 17:00 (UTC+8)"  # nine in the morning of UTC
    assert not doubt.serious
    assert (doubt.details["by"], doubt.details["at"], doubt.details["expected"]) == ("王芳", at, "8300 亿元")


def test_the_correction_told_is_the_one_of_that_figure(take: Take) -> None:
    again = replace(CORRECTED, value=8310.0, recorded_at=JUNE + dt.timedelta(days=1), recorded_by="赵六")
    found = only(take(csv("8275"), ledger=Ledger((FIRST, CORRECTED, again))))
    assert next(remark for remark in found.findings if remark.code == "reverts").details["by"] == "王芳"


@pytest.mark.parametrize("rows", [(), (FIRST,), (FIRST, replace(CORRECTED, value=8275.0, obs_status="A"))])
def test_what_was_never_another_figure_is_none(take: Take, rows: tuple[Observation, ...]) -> None:
    found = only(take(csv("8275"), ledger=Ledger(rows)))
    assert "reverts" not in codes(found.findings)


def test_a_figure_that_was_undone_is_told_as_withdrawn(take: Take) -> None:
    """Nobody made it another figure, and no template is to blame: an undo left no value."""
    found = only(take(csv("8275"), ledger=Ledger((FIRST, replace(CORRECTED, value=None)))))
    (doubt,) = [remark for remark in found.findings if remark.code in ("reverts", "was_withdrawn")]
    assert (doubt.code, doubt.details["by"], doubt.serious) == ("was_withdrawn", "王芳", False)
