"""What was said of tasks, in words."""

import dataclasses
import datetime as dt

import pytest

from gapboard.board.tasks import TaskBoard
from gapboard.explain.tasks import details_of, due_text, evidence_texts, graded_text, standing_text, statement_text
from gapboard.export.tasks_json import statement_object
from gapboard.ledger import Period
from gapboard.ledger.statements import Statement
from tests.gapboard.board.test_tasks import TASKS, board, said

SAID = said(
    *("p-1.1", "under_way", "2022-09-30"),
    **{"period": Period("2022-01/2022-09"), "done": "完成立项", "obstacle": "用地未批", "note": "据通报"},
    **{"evidence_title": "项目开工", "evidence_url": "https://example.org/1", "evidence_date": "2022-08"},
)


def spoken(statement: Statement, language: str) -> list[str]:
    return [
        statement_text(TASKS, statement, language),
        standing_text(statement, language),
        *details_of(statement, language),
        *evidence_texts(statement, language),
    ]


def test_a_report_with_its_source() -> None:
    assert spoken(Statement(SAID, SAID), "zh") == [
        "2022年1—9月：推进中（甲局填报，2022-09-30）",
        "尚未核实",
        "已做：完成立项",
        "问题：用地未批",
        "备注：据通报",
        "项目开工（2022-08）",
    ]
    assert spoken(Statement(SAID, SAID), "en")[:2] == [
        "Jan–Sep 2022: under way (reported by Body a, 2022-09-30)",
        "not verified yet",
    ]


def test_what_the_office_entered_and_somebody_verified() -> None:
    bare = dataclasses.replace(SAID, body="", evidence_url="", file="批复.pdf", sha256="0a" * 32)
    row = dataclasses.replace(bare, stage="verified", recorded_by="王", recorded_at=SAID.recorded_at)
    found = Statement(bare, row, row)
    assert spoken(found, "zh")[:2] == ["2022年1—9月：推进中（直接登记，非单位填报，2022-09-30）", "王于2022-09-30核实"]
    assert evidence_texts(found, "en") == ["evidence: 批复.pdf"]
    nothing = dataclasses.replace(bare, sha256="", file="")
    assert evidence_texts(Statement(nothing, nothing), "en") == ["no evidence"]


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        ("held", "waiting for review, not counted"),
        ("withdrawing", "somebody asked to withdraw it; that waits for review"),
        ("withdrawn", "withdrawn"),
        ("returned", "sent back"),
    ],
)
def test_what_does_not_stand_says_so(stage: str, words: str) -> None:
    assert standing_text(Statement(SAID, dataclasses.replace(SAID, stage=stage)), "en", waiting=True) == words


@pytest.mark.parametrize(
    ("stage", "words"), [("claimed", "not verified yet"), ("verified", "verified by 王 on 2022-09-30")]
)
def test_that_a_withdrawal_waits_is_not_told_to_readers(stage: str, words: str) -> None:
    row = dataclasses.replace(SAID, stage="verified", recorded_by="王") if stage == "verified" else None
    found = Statement(SAID, dataclasses.replace(SAID, stage="withdrawing"), row)
    assert standing_text(found, "en") == words
    assert statement_object(found, named=False)["stage"] == stage
    assert statement_object(found)["stage"] == "withdrawing"


def test_dates_as_the_document_states_them() -> None:
    first, *_, fifth = board().of["p-1"].steps
    assert [due_text(item, "zh") for item in (first, fifth)] == ["2022年底前", "2022-06-30前"]
    assert [due_text(item, "en") for item in (first, fifth)] == ["by the end of 2022", "by 2022-06-30"]
    assert due_text(board().of["p-3"].steps[0], "en") == "no date stated"
    delayed = board(said("p-2", "delayed", "2022-11-01", delayed_to="2024")).of["p-2"].whole
    assert due_text(delayed, "zh") == "原定2023年底前，延期至2024年底"
    assert due_text(delayed, "en") == "by the end of 2023, delayed to the end of 2024"


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2023-12-30", "due in 1 day"),
        ("2023-12-31", "due today"),
        ("2024-01-02", "2 days overdue"),
        ("2023-06-01", ""),
    ],
)
def test_how_far_a_date_is_away(on: str, words: str) -> None:
    state = TaskBoard(TASKS, [said("p-2", "under_way", "2022-12-31")], dt.date.fromisoformat(on)).of["p-2"]
    assert graded_text(state.whole, "en") == words


def test_a_date_that_passed_without_a_report() -> None:
    assert graded_text(board(on="2024-01-02").of["p-2"].whole, "zh") == "到期2天，未报进展"
