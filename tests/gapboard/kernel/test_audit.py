"""Every write is reported with who, what and how much, a refused one with why; never more than that."""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
from pathlib import Path
from typing import Any

import pytest

from gapboard.board.meetings import Meeting
from gapboard.catalog import load_catalog
from gapboard.intake.aliases import confirmations
from gapboard.kernel import audit
from gapboard.kernel.faults import DataFault, Fault
from gapboard.ledger import COLUMNS, CsvStore, Observation, Period
from gapboard.people.reviewer import Reviewer
from gapboard.people.rights import NoRight, Person, Role, Standing
from gapboard.people.writer import Writer
from tests.shipped_data import DATA


def events(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [record.audit for record in caplog.records if record.name == audit.LOGGER]  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _listening(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, audit.LOGGER)


def test_a_write(caplog: pytest.LogCaptureFixture) -> None:
    with audit.reported("save", "李") as facts:
        facts.update(batch="b-1", rows=3)
    assert events(caplog) == [{"who": "李", "action": "save", "outcome": "done", "batch": "b-1", "rows": 3}]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (DataFault([Fault("a.csv", "ledger_busy"), Fault("a.csv", "ledger_busy")]), "ledger_busy"),
        (ValueError("password=Geheim at /home/li"), "ValueError"),
    ],
)
def test_a_refusal_is_told_by_code_and_raised(caplog: pytest.LogCaptureFixture, error: Exception, reason: str) -> None:
    with pytest.raises(type(error)), audit.reported("undo", "李"):
        raise error
    assert events(caplog) == [{"who": "李", "action": "undo", "outcome": "refused", "reason": reason}]


LOCAL = Person("", Role.ADMINISTRATOR, Standing.LOCAL)
AT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
ROW = Observation("kunming", "gdp", Period("2031"), 1.0, "亿元", "A", "source", "", "secret note", AT, "李", "b-1")


def writer(person: Person, folder: Path) -> Writer:
    (folder / "actuals.csv").write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    return Writer(person, folder, CsvStore(folder / "actuals.csv"), load_catalog(DATA / "targets.yaml"))


def test_every_way_to_write_is_reported_once(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    to = writer(LOCAL, tmp_path)
    to.record([ROW], confirmations({"总产值": "gdp", "人口": "people"}, "indicator", "李", AT))
    undone = to.take_back("b-1", by="王", at=AT)
    to.note(Meeting(dt.date(2026, 11, 20), "常务会"))
    assert events(caplog) == [
        {"who": "李", "action": "confirm names", "outcome": "done", "names": 2},
        {"who": "李", "action": "save", "outcome": "done", "batch": "b-1", "rows": 1},
        {"who": "王", "action": "undo", "outcome": "done", "batch": undone.batch, "rows": 1},
        {"who": "local", "action": "note meeting", "outcome": "done", "day": "2026-11-20"},
    ]


def test_handing_in_and_deciding_is_reported(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    (tmp_path / "people.yaml").write_text("review: true\n", encoding="utf-8")
    editor = writer(Person("wangfang", Role.EDITOR), tmp_path)
    for batch, region in (("b-1", "kunming"), ("b-2", "panlong"), ("b-3", "guandu")):
        editor.record([dataclasses.replace(ROW, region=region, batch=batch)])
    store, catalog = CsvStore(tmp_path / "actuals.csv"), load_catalog(DATA / "targets.yaml")
    reviewer, author, viewer = (
        Reviewer(Person(name, role), tmp_path, store, catalog)
        for name, role in (("lihua", Role.REVIEWER), ("wangfang", Role.ADMINISTRATOR), ("zhaomin", Role.VIEWER))
    )
    reviewer.accept("b-1", "secret remark")
    reviewer.send_back("b-2", "secret reason")
    for other in (author, viewer):
        with pytest.raises(NoRight):
            other.accept("b-3")
    with pytest.raises(DataFault):
        reviewer.accept("b-2")
    done, decided = {"outcome": "done", "rows": 1}, {"who": "lihua", "handed_in_by": "wangfang"}
    refused = {"action": "accept batch", "outcome": "refused"}
    assert events(caplog) == [
        *({"who": "wangfang", "action": "hand in", "batch": batch, **done} for batch in ("b-1", "b-2", "b-3")),
        {"action": "accept batch", "batch": "b-1", **decided, **done},
        {"action": "return batch", "batch": "b-2", **decided, **done},
        {"who": "wangfang", "batch": "b-3", "reason": "NoRight", **refused},
        {"who": "zhaomin", "batch": "b-3", "reason": "NoRight", **refused},
        {"who": "lihua", "batch": "b-2", "reason": "already_returned", **refused},
    ]


@pytest.mark.parametrize(
    ("person", "who"),
    [
        (Person("wangfang", Role.VIEWER, Standing.SIGNED_IN), "wangfang"),
        # Not the name that a stranger has typed.
        (Person("", Role.VIEWER, Standing.ELSEWHERE), "elsewhere"),
    ],
)
def test_a_write_without_the_right_is_reported(
    caplog: pytest.LogCaptureFixture, tmp_path: Path, person: Person, who: str
) -> None:
    with pytest.raises(NoRight):
        writer(person, tmp_path).record([ROW])
    assert events(caplog) == [{"who": who, "action": "save", "outcome": "refused", "reason": "NoRight"}]
