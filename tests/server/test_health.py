"""Health and readiness: what they say when all is well, when data are faulty, and what they never say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from starlette.applications import Starlette

from components.page import data
from components.page.tasks import task_board
from gapboard.board import Board
from gapboard.kernel.faults import DataFault, Fault
from server.health import readiness
from server.source import Source
from tests.server.asking import ask


def test_all_is_well(app: Starlette) -> None:
    for path, state in (("/healthz", "up"), ("/readyz", "ready")):
        answer = ask(app, path)
        assert (answer.status, answer.json(), answer.headers["cache-control"]) == (200, {"status": state}, "no-store")


@pytest.mark.parametrize("name", ["targets.yaml", "actuals.csv"])
def test_a_faulty_file_is_named_by_line_and_code_and_the_process_stays_up(
    app: Starlette, data_folder: Path, name: str
) -> None:
    (data_folder / name).write_text("Geheimnis: nichts\n", encoding="utf-8")
    answer = ask(app, "/readyz")
    assert answer.status == 503
    body = answer.json()
    assert body["status"] == "not ready"
    assert body["count"] >= 1
    assert {fault["file"] for fault in body["faults"]} == {name}
    assert all(fault["code"] for fault in body["faults"])
    assert str(data_folder) not in answer.body.decode()
    assert "Geheimnis" not in answer.body.decode()
    assert ask(app, "/healthz").status == 200


def test_an_absent_file_is_not_told_with_its_path(app: Starlette, data_folder: Path) -> None:
    (data_folder / "actuals.csv").unlink()
    answer = ask(app, "/readyz")
    assert answer.status == 503
    assert answer.json()["faults"] == [{"file": "actuals.csv", "line": None, "code": "no_file"}]
    assert str(data_folder) not in answer.body.decode()


def test_it_recovers_alone(app: Starlette, data_folder: Path) -> None:
    file = data_folder / "actuals.csv"
    good = file.read_bytes()
    file.write_bytes(good + b"nonsense\n")
    assert ask(app, "/readyz").status == 503
    file.write_bytes(good)
    assert ask(app, "/readyz").status == 200


def test_the_last_known_state_is_said_to_be_one() -> None:
    since = dt.datetime(2026, 11, 22, 8, tzinfo=dt.UTC)
    away = Source(data.board, data.revision, data.data_folder, task_board, lambda: since)
    assert readiness(away) == {"status": "last known state", "since": "2026-11-22T08:00:00+00:00"}


def test_many_faults_are_counted_and_twenty_told() -> None:
    def board(on: dt.date | None = None) -> Board:
        raise DataFault(Fault("actuals.csv", "bad_period", line) for line in range(2, 202))

    state = readiness(Source(board, lambda: ("x",), data.data_folder, task_board))
    assert (state["status"], state["count"], len(state["faults"])) == ("not ready", 200, 20)
