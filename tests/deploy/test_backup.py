"""A backup taken while others write is restored row by row, and what is damaged is not restored at all."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import importlib.util
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from gapboard.cli.main import main as gapboard
from gapboard.ledger import CsvStore, Period, Store
from gapboard.ledger.evidence_files import EvidenceFiles
from gapboard.ledger.report import Report
from gapboard.ledger.report_table import COLUMNS
from gapboard.ledger.reports import copy_reports, open_reports
from gapboard.ledger.store import open_database
from gapboard.people.files import evidence_file
from gapboard.people.rights import Accounts, Role, Standing, Visit, operator, who
from gapboard.people.rights.records import Granted
from gapboard.people.rights.signin import sign_in
from tests.gapboard.builder import row
from tests.shipped_data import copy_shipped

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "deploy" / "backup.py"
PASSWORD = "correct horse battery"


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("deploy_backup", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


backup = load()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    copy_shipped(folder)
    (folder / "meetings.txt").write_text("2026-11-20 常务会\n", encoding="utf-8")
    (folder / "reports.csv").write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    (folder / "reviews.jsonl").write_text("", encoding="utf-8")
    EvidenceFiles(folder).keep(b"%PDF-1.7 proof", "pdf")
    (folder / "actuals.csv.lock").touch()
    (folder / ".actuals.csv.7-ab.tmp").write_text("half a", encoding="utf-8")
    return folder


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_sessions_are_not_kept_and_accounts_stay_closed(data: Path, tmp_path: Path) -> None:
    Accounts(data).add(operator("root"), "wangfang", PASSWORD, Granted(role=Role.EDITOR))
    cookie = sign_in(data, "wangfang", PASSWORD, "192.0.2.7").cookie
    made = backup.make(data, tmp_path / "backups")
    restored = tmp_path / "restored"
    assert {"session.key", "sessions.sqlite"}.isdisjoint(backup.restore(made, restored))
    if os.name != "nt":
        for path in (made, restored / "users.yaml"):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
    visit = Visit("192.0.2.7", {"host": "board"}, ("127.0.0.1",), cookie)
    assert who(visit, data).name == "wangfang"
    assert who(visit, restored).standing is Standing.EXPIRED
    assert sign_in(restored, "wangfang", PASSWORD, "192.0.2.7").cookie


def test_what_is_restored_is_what_was_there_row_by_row(data: Path, tmp_path: Path) -> None:
    before = cells(data / "actuals.csv")
    made = backup.make(data, tmp_path / "backups")
    CsvStore(data / "actuals.csv").append([row("kunming/gdp", 2018, 1.0, unit="亿元")])
    shutil.rmtree(data)  # the disaster
    names = backup.restore(made, data)
    kept = f"evidence/{hashlib.sha256(b'%PDF-1.7 proof').hexdigest()}.pdf"
    assert sorted(names) == ["actuals.csv", kept, "meetings.txt", "reports.csv", "reviews.jsonl", "targets.yaml"]
    assert EvidenceFiles(data).read(kept[9:-4]) == (b"%PDF-1.7 proof", "pdf")
    after = cells(data / "actuals.csv")
    assert len(after) == len(before) > 300
    for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
        assert old == new, f"row {number}"
    assert gapboard(["check", "--data", str(data)]) == 0


def test_task_reports_and_their_evidence_come_back_from_a_backup(data: Path, tmp_path: Path) -> None:
    """Of a register in the file: word for word, each file under its sum, and given to who asks."""
    kept = _reported(data, CsvStore(data / "actuals.csv"))
    made = backup.make(data, tmp_path / "backups")
    before = (data / "reports.csv").read_bytes()
    shutil.rmtree(data)
    backup.restore(made, data)
    assert (data / "reports.csv").read_bytes() == before
    _is_given(data, CsvStore(data / "actuals.csv"), kept)


@pytest.mark.postgres
def test_task_reports_in_a_database_come_back_with_the_evidence_of_the_folder(
    database, data: Path, tmp_path: Path
) -> None:
    """The rows by ``migrate --to csv``, as docs/deployment-postgresql.md says, the files by the folder's backup."""
    store = open_database(database.url)
    kept = _reported(data, store)
    made = backup.make(data, tmp_path / "backups")
    rows = tmp_path / "rows"
    rows.mkdir()
    copy_reports(open_reports(store), open_reports(CsvStore(rows / "actuals.csv")))
    shutil.rmtree(data)
    backup.restore(made, data)
    (rows / "reports.csv").replace(data / "reports.csv")
    _is_given(data, CsvStore(data / "actuals.csv"), kept)
    # The database itself goes on with the restored folder.
    _is_given(data, store, kept)


def _reported(folder: Path, store: Store) -> str:
    """Let a report name a file that is kept; its sum."""
    sha256 = EvidenceFiles(folder).keep(b"%PDF-1.7 opened", "pdf")
    at = dt.datetime(2026, 11, 28, 9, tzinfo=dt.UTC)
    said = ("step", "p-1.1", Period("2026"), "", "done", at.date(), "通车.pdf", sha256, "b-1", "", at, "李")
    open_reports(store).add([Report(*said, stage="claimed")])
    return sha256


def _is_given(folder: Path, store: Store, sha256: str) -> None:
    found = evidence_file(operator("root"), folder, store, sha256)
    assert found is not None and (found.name, found.content) == ("通车.pdf", b"%PDF-1.7 opened")


def test_evidence_that_comes_while_a_backup_is_made_is_there_if_the_register_names_it(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer keeps the file, then adds the row: a backup that has the row has the file."""
    real = backup._add

    def add(archive, path: Path, *others) -> None:
        if path.name == "reports.csv":
            (data / "reports.csv").write_text(EvidenceFiles(data).keep(b"%PDF-1.7 late", "pdf"), encoding="utf-8")
        real(archive, path, *others)

    monkeypatch.setattr(backup, "_add", add)
    made = backup.make(data, tmp_path / "backups")
    backup.restore(made, tmp_path / "fresh")
    named = (tmp_path / "fresh" / "reports.csv").read_text(encoding="utf-8")
    assert EvidenceFiles(tmp_path / "fresh").read(named)[0] == b"%PDF-1.7 late"


def test_a_restored_ledger_is_written_on(data: Path, tmp_path: Path) -> None:
    made = backup.make(data, tmp_path / "backups")
    fresh = tmp_path / "fresh"
    backup.restore(made, fresh)
    store = CsvStore(fresh / "actuals.csv")
    known = len(store.read().rows)
    store.append([row("kunming/gdp", 2018, 1.0, unit="亿元")])
    assert len(store.read().rows) == known + 1


def test_nothing_is_written_over(data: Path, tmp_path: Path) -> None:
    made = backup.make(data, tmp_path / "backups")
    content = (data / "actuals.csv").read_bytes()
    with pytest.raises(backup.BadBackup, match="not empty"):
        backup.restore(made, data)
    assert (data / "actuals.csv").read_bytes() == content


def test_a_damaged_backup_restores_nothing(data: Path, tmp_path: Path) -> None:
    made = backup.make(data, tmp_path / "backups")
    with zipfile.ZipFile(made) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["actuals.csv"] = parts["actuals.csv"].replace(b"kunming", b"panlong", 1)
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    for content in (made.read_bytes(), made.read_bytes()[:-400], b"", b"not a zip"):
        made.write_bytes(content)
        with pytest.raises(backup.BadBackup):
            backup.restore(made, tmp_path / "fresh")
        assert not (tmp_path / "fresh").exists()


@pytest.mark.parametrize(
    "name", ["../actuals.csv", "../fresh-beside/x", "/etc/cron.d/x", "C:/x", "..\\x", "//server/x"]
)
def test_a_backup_cannot_name_a_file_elsewhere(tmp_path: Path, name: str) -> None:
    made = tmp_path / "b.zip"
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, b"x")
        archive.writestr("sums.json", f'{{"{name.replace(chr(92), chr(92) * 2)}": "0"}}')
    with pytest.raises(backup.BadBackup):
        backup.restore(made, tmp_path / "fresh")
    assert not (tmp_path / "fresh").exists()


def test_as_a_command(data: Path, tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, str(SCRIPT), "make", str(data), str(tmp_path / "b")],
        capture_output=True,
        text=True,
        check=True,
    )
    refused = subprocess.run(
        [sys.executable, str(SCRIPT), "restore", made.stdout.strip(), str(data)], capture_output=True, text=True
    )
    assert (refused.returncode, "not empty" in refused.stderr) == (1, True)
