"""The commands that make the ledger's table and copy a ledger there and back; and the others on a database.

Slow: whole ledgers go into a database and back, in a server that is started for it.
"""

from pathlib import Path

import pytest

from gapboard.cli.main import main
from gapboard.ledger import CsvStore
from gapboard.ledger.reports import open_reports
from gapboard.ledger.store import open_database
from tests.gapboard.ledger.test_reports import report
from tests.shipped_data import copy_shipped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_shipped(tmp_path)


@pytest.fixture
def run(folder: Path, capsys):
    """Run a command on the folder; exit code, output, errors."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--data", str(folder), "--lang", "en"])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


@pytest.fixture
def in_database(database, monkeypatch):
    monkeypatch.setenv("GAPBOARD_DATABASE_URL", database.url)
    return open_database(database.url)


def test_there_and_back(run, folder, in_database, shipped_ledger) -> None:
    count = len(shipped_ledger.rows)
    came = (report(),)
    open_reports(CsvStore(folder / "actuals.csv")).add(came)
    code, out, _ = run("migrate", "--to", "postgres")
    assert (code, f"{count} rows written, {count} in all" in out) == (0, True)
    assert in_database.read() == shipped_ledger
    assert open_reports(in_database).read() == came
    (folder / "reports.csv").unlink()
    before = (folder / "actuals.csv").read_bytes()
    (folder / "actuals.csv").unlink()
    assert run("migrate", "--to", "csv")[0] == 0
    assert CsvStore(folder / "actuals.csv").read() == shipped_ledger
    assert open_reports(CsvStore(folder / "actuals.csv")).read() == came
    header, *lines = before.splitlines()  # an older file, that comes back with the column of bounds
    whole = b"".join(line + b"\n" for line in (header + b",bound", *(line + b"," for line in lines)))
    assert (folder / "actuals.csv").read_bytes() == whole
    code, out, _ = run("migrate", "--to", "postgres")
    assert (code, "0 rows written" in out) == (0, True)


def test_another_ledger_is_not_written_on(run, folder, in_database, shipped_ledger) -> None:
    in_database.append(shipped_ledger.rows[1:3])
    code, _, err = run("migrate", "--to", "postgres")
    assert (code, "not the first 2 rows" in err) == (1, True)
    assert len(in_database.read().rows) == 2
    before = (folder / "actuals.csv").read_bytes()
    assert run("migrate", "--to", "csv")[0] == 1
    assert (folder / "actuals.csv").read_bytes() == before


def test_the_table_is_made_and_its_state_told(run, postgres, monkeypatch) -> None:
    made = postgres.new_database()
    monkeypatch.setenv("GAPBOARD_DATABASE_URL", made.owner_url)
    assert run("database", "status")[0] == 1
    code, out, _ = run("database", "upgrade", "--grant-to", "gapboard_app")
    assert (code, "gapboard_app may read and add" in out) == (0, True)
    code, _, err = run("database", "status")
    assert (code, "UPDATE, DELETE, TRUNCATE" in err) == (1, True)
    monkeypatch.setenv("GAPBOARD_DATABASE_URL", made.url)
    assert run("database", "status")[0] == 0
    postgres.drop(made)


def test_every_command_uses_the_database(run, folder, in_database, shipped_ledger, tmp_path, monkeypatch) -> None:
    with monkeypatch.context() as patch:
        patch.delenv("GAPBOARD_DATABASE_URL")
        on_file = {name: run(name)[1] for name in ("status", "coverage")}
    in_database.append(shipped_ledger.rows)
    (folder / "actuals.csv").unlink()
    assert {name: run(name)[1] for name in on_file} == on_file
    code, out, _ = run("check")
    assert (code, str(len(shipped_ledger.rows)) in out) == (0, True)
    file = tmp_path / "new.csv"
    file.write_text("指标,地区,年份,数值,单位\n地区生产总值,昆明市,1990,115.5,亿元\n", encoding="utf-8")
    assert run("import", str(file), "--source", "年鉴", "--by", "李")[0] == 0
    written = in_database.read().rows[-1]
    assert (written.value, written.recorded_by) == (115.5, "李")
    code, out, _ = run("history")
    assert (code, written.batch in out) == (0, True)
    assert run("undo", written.batch, "--by", "王")[0] == 0
    assert in_database.read().rows[-1].value is None
    code, _, err = run("undo", "nothing")
    assert (code, "PostgreSQL" in err) == (1, True)


def test_without_an_address(run, monkeypatch) -> None:
    monkeypatch.delenv("GAPBOARD_DATABASE_URL", raising=False)
    for call in (("migrate", "--to", "postgres"), ("database", "upgrade"), ("database", "status")):
        code, _, err = run(*call)
        assert (code, "GAPBOARD_DATABASE_URL" in err) == (1, True)


def test_a_password_is_never_printed(run, monkeypatch) -> None:
    monkeypatch.setenv("GAPBOARD_DATABASE_URL", "postgresql://u:Geheim@127.0.0.1:9/db")
    for call in (("check",), ("status",), ("history",), ("database", "upgrade"), ("migrate", "--to", "postgres")):
        code, out, err = run(*call)
        assert (code, "cannot be reached" in err, "Geheim" in out + err) == (1, True, False)
