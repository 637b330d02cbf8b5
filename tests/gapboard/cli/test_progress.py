"""``gapboard report`` and ``gapboard tasks``: what is said of a task comes to stand in the register and in the list."""

import json
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from docx import Document

from gapboard.cli import progress
from gapboard.cli.main import main
from gapboard.kernel.wording import say
from gapboard.ledger import CsvStore
from gapboard.ledger.evidence_files import EvidenceFiles
from gapboard.ledger.reports import open_reports
from gapboard.people.rights import operator
from tests.gapboard.intake.test_evidence import PDF
from tests.gapboard.people.test_progress import TASKS
from tests.shipped_data import copy_shipped

STEP = "pl22-1.1"
AIM = """\
  - id: yn21-2
    document: yn-2021-kunming-opinions
    item: '2'
    under: 一
    under_en: One
    name: 指导思想
    name_en: Guiding thought
    kind: aim
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tasks.yaml").write_text(TASKS, encoding="utf-8")
    return copy_shipped(tmp_path)


@pytest.fixture
def said(folder: Path, capsys):
    """Run a command with ``--json``; what it ends with and what it says."""

    def said(*arguments: object) -> tuple[int, dict]:
        ended = main([*map(str, arguments), "--data", str(folder), "--json"])
        return ended, json.loads(capsys.readouterr().out)

    return said


def test_added_listed_verified_and_withdrawn(said, folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(progress, "user", lambda: "li")
    ended, found = said(
        *("report", "add", STEP, "--state", "done", "--period", "2022-09", "--body", "区新设局", "--done", "已开街"),
        *("--evidence-title", "开街", "--evidence-url", "https://example.org/1", "--evidence-date", "2022-09-30"),
    )
    [report] = found["reports"]
    assert (ended, report["kind"], report["body"], report["stage"]) == (0, "step", "pl-new", "claimed")
    assert report["evidence"]["url"] == "https://example.org/1"
    batch = report["batch"]
    _, listed = said("report", "list", "--about", STEP)
    assert listed["reports"] == [report]
    # Who sits at the command line has every right, and still does not vouch for what they said themselves.
    monkeypatch.setattr("gapboard.cli.progress.here", lambda: operator("li"))
    assert said("report", "verify", batch)[1]["faults"][0]["code"] == "own_report"
    monkeypatch.setattr("gapboard.cli.progress.here", lambda: operator("wang"))
    assert said("report", "verify", batch, "--note", "看过")[1]["reports"][0]["verified_by"] == "wang"
    _, tasks = said("tasks", "--on", "2022-10-01", "--document", "panlong-2022-tasks")
    [task] = tasks["tasks"]
    assert (task["done"], task["steps"][0]["state"], task["steps"][0]["verified"]) == (True, "done", True)
    assert [body["id"] for body in task["lead"]] == ["pl-commerce"]
    assert tasks["counts"]["states"] == {"done": 1}
    assert said("report", "withdraw", batch)[1]["faults"][0]["code"] == "withdraw_why"
    assert said("report", "withdraw", batch, "--note", "登错")[1]["reports"][0]["stage"] == "withdrawn"
    assert said("tasks", "--body", "pl-new")[1]["counts"]["states"] == {"no_report": 1}


def test_looked_back_to_a_day_tasks_are_judged_by_that_day_unless_another_is_named(said) -> None:
    """The step was due at the end of 2022: what was known of it in autumn is judged as of autumn."""
    then = said("tasks", "--known-on", "2022-10-01", "--body", "pl-new")[1]
    later = said("tasks", "--known-on", "2022-10-01", "--on", "2023-02-01", "--body", "pl-new")[1]
    found = [(item["on"], item["counts"]["past_due_without_report"]) for item in (then, later)]
    assert found == [("2022-10-01", 0), ("2023-02-01", 1)]


def test_tasks_are_asked_for_by_id_or_by_name(said) -> None:
    named = [said("tasks", "--body", body)[1] for body in ("pl-new", "区新设局")]
    assert named[0] == named[1] and named[0]["counts"]["tasks"] == 1
    document = named[0]["tasks"][0]["document"]
    assert said("tasks", "--document", document)[1] == said("tasks", "--document", "盘龙2022任务")[1]


def test_a_list_of_reports_is_added_as_a_whole_or_not_at_all(said, folder: Path) -> None:
    path = folder / "list.json"
    good = {"about": STEP, "state": "delayed", "delayed_to": "2023", "period": "2022", "note": None}
    path.write_text(json.dumps([good, {"about": "yn21-1", "state": "under_way", "period": 2025}]), encoding="utf-8")
    ended, found = said("report", "add", "--from", path)
    assert (ended, [item["about"] for item in found["reports"]]) == (0, [STEP, "yn21-1"])
    assert [item["period"] for item in found["reports"]] == ["2022", "2025"]
    bad = [good | {"delayed_to": "2022"}, {"about": "no-such", "state": "done"}, good | {"colour": "red"}]
    for entry, code in zip(bad, ("not_later", "unknown_id", "unknown_field"), strict=True):
        path.write_text(json.dumps([good, entry]), encoding="utf-8")
        ended, found = said("report", "add", "--from", path)
        assert (ended, [fault["code"] for fault in found["faults"]]) == (1, [code])
    assert len(open_reports(CsvStore(folder / "actuals.csv")).read()) == 2


def test_a_file_is_kept_with_the_report(said, folder: Path) -> None:
    path = folder / "照片.txt"
    path.write_bytes(PDF)
    [report] = said("report", "add", STEP, "--state", "done", "--file", path)[1]["reports"]
    assert report["evidence"]["file"] == "照片.pdf"
    assert EvidenceFiles(folder).read(report["evidence"]["sha256"])[0] == PDF
    path.write_bytes(b"<svg/>")
    ended, found = said("report", "add", STEP, "--state", "done", "--file", path)
    assert (ended, found["faults"][0]["code"]) == (1, "evidence_kind")


@pytest.mark.parametrize(
    ("arguments", "ended"),
    [
        (["report", "add"], 2),
        (["report", "add", STEP], 2),
        (["report", "add", "--from", "nowhere.json"], 2),
        (["report", "add", STEP, "--state", "快了"], 2),
        (["report", "add", STEP, "--state", "done", "--file", "nowhere.pdf"], 2),
        (["report", "add", STEP, "--state", "done", "--period", "soon"], 1),
        (["report", "add", STEP, "--state", "done", "--received-on", "soon"], 1),
        (["report", "add", STEP, "--state", "done", "--body", "某局"], 1),
        (["report", "verify", "b9"], 1),
        (["tasks", "--body", "某局"], 2),
    ],
)
def test_a_wrong_call_says_why_in_both_languages(folder: Path, arguments, ended: int, capsys) -> None:
    for language in ("zh", "en"):
        assert main([*arguments, "--data", str(folder), "--lang", language]) == ended
        told = capsys.readouterr()
        assert told.err and "{" not in told.err and "Traceback" not in told.err


def test_a_state_goes_by_its_name_in_either_language(said, folder: Path, capsys) -> None:
    for name in ("推进中", "Under way", "under_way"):
        assert said("report", "add", STEP, "--state", name)[1]["reports"][0]["state"] == "under_way"
    assert main(["report", "add", STEP, "--state", "快了", "--data", str(folder), "--lang", "zh"]) == 2
    assert "--state: “快了”不是这里的状态。请选：未启动、推进中、已完成、延期、中止。" in capsys.readouterr().err


def test_tables_for_people(folder: Path, capsys) -> None:
    for language, words in (("en", "1 of 1 step done"), ("zh", "1个事项中1个已完成")):
        assert main(["report", "list", "--data", str(folder), "--lang", language]) == 0
        assert main(["report", "add", STEP, "--state", "done", "--data", str(folder), "--lang", language]) == 0
        assert main(["report", "list", "--data", str(folder), "--lang", language]) == 0
        assert main(["tasks", "--data", str(folder), "--lang", language]) == 0
        told = capsys.readouterr().out
        assert words in told and "{" not in told


def test_check_tells_what_of_the_register_does_not_fit(said, folder: Path, capsys) -> None:
    path = folder / "照片.pdf"
    path.write_bytes(PDF)
    [report] = said("report", "add", STEP, "--state", "done", "--file", path)[1]["reports"]
    assert main(["check", "--data", str(folder)]) == 0
    kept = EvidenceFiles(folder).path(report["evidence"]["sha256"])
    assert kept is not None
    kept.write_bytes(b"%PDF-1.4 other")
    (folder / "tasks.yaml").write_text(TASKS.replace(STEP, "pl22-1.9"), encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "--data", str(folder), "--lang", "en"]) == 1
    told = capsys.readouterr().err
    assert f"reports.csv, {STEP} 2" in told and "is not the file that was noted" in told
    kept.unlink()
    assert main(["check", "--data", str(folder), "--lang", "en"]) == 1
    assert "照片.pdf” is not in the folder evidence" in capsys.readouterr().err


def filled_in(path: Path, rows: dict[str, dict[str, str]]) -> None:
    """Fill rows of a template in, by the id of what they are about and the English heading of the column."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    heading = {str(cell.value): cell.column for cell in sheet[1]}
    at = {str(row[0].value): row[0].row for row in sheet.iter_rows(min_row=2)}
    for about, texts in rows.items():
        for name, text in texts.items():
            sheet.cell(at[about], heading[name]).value = text
    book.save(path)


@pytest.mark.parametrize(("language", "state"), [("en", "under way"), ("zh", "推进中")])
def test_a_template_that_was_filled_in_is_added(said, folder: Path, language: str, state: str) -> None:
    """Slow: the file is read in a process of its own."""
    path = folder / "form.xlsx"
    words = wording(language)
    assert said("report", "template", path, "--body", "pl-new", "--period", "2022-09", "--lang", language)[0] == 0
    what = {words("state"): state, words("done"): "=1+1", words("delayed_to"): "", words("evidence_date"): "2022-09"}
    what |= {words("evidence_title"): "开街", words("evidence_url"): "https://example.org/1"}
    filled_in(path, {STEP: what})
    ended, found = said("report", "add", "--from", path)
    [report] = found["reports"]
    assert (ended, report["about"], report["state"], report["period"]) == (0, STEP, "under_way", "2022-09")
    assert (report["body"], report["done"], report["evidence"]["date"]) == ("pl-new", "=1+1", "2022-09")
    # What was said last stands in the next one; what is done is no longer asked for.
    said("report", "template", path, "--body", "区新设局", "--lang", language)
    texts = [str(cell.value) for row in openpyxl.load_workbook(path).worksheets[0] for cell in row]
    assert any(state in text for text in texts) and STEP in texts
    said("report", "add", STEP, "--state", "done", "--period", "2022-10", "--body", "pl-new", "--done", "已办")
    said("report", "template", path, "--body", "pl-new", "--lang", language)
    assert STEP not in [str(row[0].value) for row in openpyxl.load_workbook(path).worksheets[0]]


def wording(language: str):
    return lambda name: say(f"task_file.column.{name}", language)


def test_what_is_wrong_in_a_template_is_told_by_its_row(said, folder: Path) -> None:
    path = folder / "form.xlsx"
    said("report", "template", path, "--body", "pl-new", "--period", "2022-09", "--lang", "en")
    ended, found = said("report", "add", "--from", path)
    assert (ended, found["reports"]) == (0, [])  # nothing was filled in
    filled_in(path, {STEP: {"State": "nearly", "Done": "x"}})
    ended, found = said("report", "add", "--from", path)
    assert [(fault["file"], fault["line"], fault["code"], fault["field"]) for fault in found["faults"]] == [
        ("form.xlsx", 2, "state_unknown", "state")
    ]
    filled_in(path, {STEP: {"State": None}})  # a text without a state
    assert said("report", "add", "--from", path)[1]["faults"][0]["field"] == "state"
    other = folder / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    assert said("report", "add", "--from", other)[1]["faults"][0]["code"] == "not_a_task_template"
    assert said("report", "template", path, "--body", "某局")[0] == 2


def test_notice_and_warning_sheets_are_written_once_something_is_due(folder: Path, capsys) -> None:
    (folder / "tasks.yaml").write_text(TASKS + AIM, encoding="utf-8")
    path = folder / "通报.docx"
    rest = ("--data", str(folder), "--office", "督查室", "--answer-by", "2026-12-10")
    early = (*rest, "--known-on", "2021-06-30")  # before the document was issued
    assert main(["export", "notice", str(path), *early]) == 1
    assert "没有填报过进展" in capsys.readouterr().err and not path.exists()
    assert main(["export", "warnings", str(folder / "x.zip"), *early]) == 1
    assert "没有督办单可写" in capsys.readouterr().err
    assert main(["export", "warnings", str(folder / "silent.zip"), *rest]) == 0
    assert "（2 项任务）" in capsys.readouterr().out, "the aim is none"
    assert main(["report", "add", STEP, "--state", "under_way", "--body", "pl-new", "--data", str(folder)]) == 0
    assert main(["export", "notice", str(path), *rest]) == 0
    told = [cell.text for table in Document(path).tables for row in table.rows for cell in row.cells]
    assert "2026年12月10日前" in told
    sheets = folder / "督办单.zip"
    assert main(["export", "warnings", str(sheets), *rest]) == 0
    assert len(ZipFile(sheets).namelist()) == 1
