"""Tasks and reports in the JSON interface: two tasks of the 2019 plan, and reports on them, counted by hand."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from starlette.applications import Starlette

from gapboard.ledger import CsvStore, Period
from gapboard.ledger.reports import open_reports
from tests.pages.task_data import INVESTMENT, NOON, said, verify, with_tasks
from tests.server.asking import ask
from tests.server.test_api import everything


@pytest.fixture
def folder(data_folder: Path) -> Path:
    return with_tasks(data_folder)


def ids(app: Starlette, query: str) -> list[str]:
    return [row["id"] for row in everything(app, f"/api/v1/tasks{query}")]


def about(app: Starlette, query: str) -> list[str]:
    return [row["about"] for row in everything(app, f"/api/v1/reports{query}")]


def test_tasks_with_their_steps_bodies_figures_and_states(app: Starlette, folder: Path) -> None:
    said(folder, "km19-x.1", "done", done="已印发")
    said(folder, "km19-x.2", "delayed", delayed_to="2027-06-30")
    first, second = everything(app, "/api/v1/tasks?limit=1")  # page by page
    assert (first["id"], second["id"], first["item"], first["name_en"]) == (
        "km19-x",
        "km19-y",
        "20",
        "Foreign investment",
    )
    assert [body["id"] for body in first["lead"] + first["responsible"]] == [INVESTMENT, "km-press"]
    assert (first["targets"], first["last_day"], first["state"], first["done"]) == (
        ["km19-fdi"],
        "2019-12-31",
        None,
        False,
    )
    stands = [
        (step["id"], step["state"], step["grade"], step["last_day"], step["delayed_to"]) for step in first["steps"]
    ]
    assert stands == [
        ("km19-x.1", "done", None, "2019-12-31", None),
        ("km19-x.2", "delayed", "behind", "2019-12-31", "2027-06-30"),
        ("km19-x.3", None, None, "2027-12-31", None),
    ]
    assert [report["done"] for report in first["steps"][0]["reports"]] == ["已印发"]
    assert [(step["past_due_without_report"], step["reports"]) for step in second["steps"]] == [(True, [])]


def test_tasks_by_document_theme_indicator_body_year_and_grade(app: Starlette, folder: Path) -> None:
    said(folder, "km19-y.1", "under_way")  # of which the end of 2019 is past
    everything_there, first, second = ["km19-x", "km19-y"], ["km19-x"], ["km19-y"]
    assert ids(app, "?document=km-2019-action-plan") == ids(app, "?region=kunming&due=2019") == everything_there
    assert (
        ids(app, "?document=km-2023-2025-three-year-plan") == ids(app, "?region=panlong") == ids(app, "?due=2025") == []
    )
    assert ids(app, "?theme=trade") == ids(app, "?indicator=fdi") == ids(app, f"?body={INVESTMENT}") == first
    assert ids(app, "?indicator=gdp") == ids(app, "?grade=near_due") == []
    assert ids(app, "?body=km-press") == everything_there  # a body that the tasks alone name
    assert ids(app, "?grade=overdue") == second


def test_reports_by_what_they_are_about_body_state_and_day(app: Starlette, folder: Path) -> None:
    said(folder, "km19-x.2", "under_way", period=Period("2026-02"))
    said(folder, "km19-y.1", "done", body="km-press")
    said(folder, "km19-fdi", "done", kind="target")
    assert about(app, "") == ["km19-x.2", "km19-y.1", "km19-fdi"]
    assert about(app, "?about=km19-y.1") == about(app, "?body=km-press") == ["km19-y.1"]
    assert about(app, "?state=done") == ["km19-y.1", "km19-fdi"]
    assert about(app, "?indicator=fdi") == about(app, "?theme=trade") == ["km19-x.2", "km19-fdi"]
    assert about(app, "?region=panlong") == about(app, "?document=km-2023-2025-three-year-plan") == []
    assert about(app, "?about=gone") == []
    assert about(app, "?as_known_on=2026-03-19") == []  # they came in on the 20th
    assert len(about(app, "?as_known_on=2026-03-20")) == 3


def test_before_a_document_was_issued_it_asks_nothing(app: Starlette, folder: Path) -> None:
    assert ids(app, "?as_known_on=2018-12-31") == []
    assert ids(app, "?as_known_on=2019-12-31") == ["km19-x", "km19-y"]


def test_neither_people_nor_what_was_decided_behind_a_report_are_told(app: Starlette, folder: Path) -> None:
    """A reader of the pages sees reports that count: neither what waits, nor a reviewer's note, nor who entered it."""
    report = said(
        folder,
        "km19-x.1",
        "done",
        batch="20260320T040000000000Z-张晓明-1f2e3d4c",
        recorded_by="张晓明",
        note="第一次填报",
    )
    verify(folder, dataclasses.replace(report, note="内部意见"))
    said(folder, "km19-x.2", "done", stage="held", recorded_by="李雷", done="还没有人看过")
    [told] = everything(app, "/api/v1/reports")
    assert (told["batch"], told["note"]) == ("20260320T040000000000Z-1f2e3d4c", "第一次填报")
    assert (told["stage"], told["verified_at"]) == ("verified", "2026-03-20T13:00:00+08:00")
    for address in ("/api/v1/reports", "/api/v1/tasks"):
        text = ask(app, address).body.decode()
        assert [name for name in ("张晓明", "王", "李雷", "还没有人看过", "内部意见", "_by") if name in text] == []
    gone = dataclasses.replace(report, stage="withdrawn", recorded_at=NOON + dt.timedelta(hours=2))
    open_reports(CsvStore(folder / "actuals.csv")).add([gone])
    assert about(app, "") == []


def test_an_answer_changes_with_the_register_and_with_the_tasks(app: Starlette, folder: Path) -> None:
    seen = [ask(app, "/api/v1/tasks").headers["etag"]]
    said(folder, "km19-x.1", "done")
    seen.append(ask(app, "/api/v1/tasks").headers["etag"])
    tasks = folder / "tasks.yaml"
    tasks.write_text(tasks.read_text(encoding="utf-8") + "near_due_days: 31\n", encoding="utf-8")
    seen.append(ask(app, "/api/v1/tasks").headers["etag"])
    assert len(set(seen)) == 3
    assert ask(app, "/api/v1/tasks", if_none_match=seen[-1]).status == 304


@pytest.mark.parametrize("name", ["tasks.yaml", "reports.csv"])
def test_faulty_tasks_are_refused_and_leave_the_figures_alone(app: Starlette, folder: Path, name: str) -> None:
    (folder / name).write_text("nonsense\n", encoding="utf-8")
    for address in ("tasks", "reports"):
        answer = ask(app, f"/api/v1/{address}")
        assert (answer.status, answer.headers["retry-after"]) == (503, "30")
        assert str(folder) not in answer.body.decode()
    assert ask(app, "/api/v1/targets?limit=1").status == 200


@pytest.mark.parametrize(
    ("address", "parameter", "expected"),
    [
        ("tasks?body=nobody", "body", "one of km-"),
        ("tasks?grade=late", "grade", "one of near_due, behind, overdue"),
        ("tasks?state=done", "state", "one of the parameters region"),
        ("reports?state=finished", "state", "one of not_started, under_way, done, delayed, stopped"),
    ],
)
def test_what_cannot_be_asked_is_named(
    app: Starlette, folder: Path, address: str, parameter: str, expected: str
) -> None:
    [error] = ask(app, f"/api/v1/{address}&lang=en").json()["errors"]
    assert error["parameter"] == parameter and error["expected"].startswith(expected)


def test_the_description_has_an_example_of_each_that_fits_it(app: Starlette, folder: Path) -> None:
    said(folder, "km19-x.1", "done")
    found: dict[str, Any] = ask(app, "/api/v1/openapi.json").json()
    for name in ("tasks", "reports"):
        answer = found["paths"][f"/api/v1/{name}"]["get"]["responses"]["200"]["content"]["application/json"]
        example = answer["examples"]["one"]["value"]
        assert len(example["data"]) == 1
        schema = {**answer["schema"], "components": found["components"]}
        jsonschema.validate(example, schema, jsonschema.Draft202012Validator)
