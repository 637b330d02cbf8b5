"""Every write is reported with who, what and how much, a refused one with why; never more than that."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gapboard import audit
from gapboard.faults import DataFault, Fault
from gapboard.intake.aliases import AliasStore, confirmations
from gapboard.meetings import Meeting, Meetings


@dataclass(frozen=True)
class Written:
    batch: str
    rows: Any


def events(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    return [record.audit for record in caplog.records if record.name == audit.LOGGER]  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _listening(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, audit.LOGGER)


@pytest.mark.parametrize(("rows", "count"), [(3, 3), ((1, 2), 2), ([], 0)])
@pytest.mark.parametrize("positional", [True, False])
def test_a_write(caplog: pytest.LogCaptureFixture, rows: Any, count: int, positional: bool) -> None:
    @audit.audited("save")
    def save(what: str, by: str) -> Written:
        return Written("b-1", rows)

    assert (save("x", "李") if positional else save("x", by="李")) == Written("b-1", rows)
    assert events(caplog) == [{"who": "李", "action": "save", "outcome": "done", "batch": "b-1", "rows": count}]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (DataFault([Fault("a.csv", "ledger_busy"), Fault("a.csv", "ledger_busy")]), "ledger_busy"),
        (ValueError("password=Geheim at /home/li"), "ValueError"),
    ],
)
def test_a_refusal_is_told_by_code_and_raised(caplog: pytest.LogCaptureFixture, error: Exception, reason: str) -> None:
    @audit.audited("undo")
    def undo(batch: str, by: str) -> None:
        raise error

    with pytest.raises(type(error)):
        undo("b", "李")
    assert events(caplog) == [{"who": "李", "action": "undo", "outcome": "refused", "reason": reason}]


def test_confirmed_names_and_meetings(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    at = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    AliasStore(tmp_path / "aliases.csv").append(
        confirmations({"总产值": "gdp", "人口": "people"}, "indicator", "李", at)
    )
    Meetings(tmp_path / "meetings.txt").add(Meeting(dt.date(2026, 11, 20), "常务会"))
    assert events(caplog) == [
        {"who": "李", "action": "confirm names", "outcome": "done", "names": 2},
        {"who": "", "action": "note meeting", "outcome": "done"},
    ]
