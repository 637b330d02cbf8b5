"""Two tasks of the 2019 plan beside the fixed figures, and reports on them: counted by hand in the tests."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

from gapboard.ledger import CsvStore, Period
from gapboard.ledger.report import Report
from gapboard.ledger.reports import open_reports

TASKS = """\
bodies:
  - {id: km-press, name: 市新闻办, name_en: Kunming Press Office, region: kunming}
tasks:
  - id: km19-x
    document: km-2019-action-plan
    item: "20"
    name: 引进外资
    name_en: Foreign investment
    under: 扩大开放
    under_en: Opening up
    kind: campaign
    lead: [市投资促进局]
    responsible: [市投资促进局, 市新闻办]
    due: 2019
    targets: [km19-fdi]
    steps:
      - {id: km19-x.1, text: 出台招商办法, en: Issue rules on attracting investment}
      - {id: km19-x.2, text: 召开推介会, en: Hold a promotion event}
      - {id: km19-x.3, text: 建成平台, en: Build the platform, due: 2027}
  - id: km19-y
    document: km-2019-action-plan
    item: "21"
    name: 城市宣传
    name_en: Telling the city
    under: 扩大开放
    under_en: Opening up
    kind: event
    responsible: [市新闻办]
    due: 2019
    steps:
      - {id: km19-y.1, text: 拍摄宣传片, en: Make a film}
"""
NOON = dt.datetime(2026, 3, 20, 12, tzinfo=dt.timezone(dt.timedelta(hours=8)))
INVESTMENT = "km-investment-promotion"


def with_tasks(folder: Path) -> Path:
    """Put the tasks beside the copy of the fixed data in ``folder``."""
    (folder / "tasks.yaml").write_text(TASKS, encoding="utf-8")
    return folder


def said(folder: Path, subject: str, state: str, **fields: object) -> Report:
    """Let the bureau of investment report on a step, as 李, on 20 March 2026; ``fields`` say otherwise."""
    usual = {"kind": "step", "subject": subject, "period": Period("2026-03"), "body": INVESTMENT, "state": state}
    what = {"received_on": NOON.date(), "file": "", "sha256": "", "batch": f"b-{subject}-{state}", "note": ""}
    who = {"recorded_at": NOON, "recorded_by": "李", "stage": "claimed"}
    report = Report(**usual | what | who | fields)  # type: ignore[arg-type]
    open_reports(CsvStore(folder / "actuals.csv")).add([report])
    return report


def verify(folder: Path, report: Report) -> None:
    """Let 王 vouch for a report an hour later."""
    later = report.recorded_at + dt.timedelta(hours=1)
    row = dataclasses.replace(report, stage="verified", recorded_by="王", recorded_at=later)
    open_reports(CsvStore(folder / "actuals.csv")).add([row])
