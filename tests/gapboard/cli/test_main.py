"""The command line: what it prints, and with which exit code it ends.

Over a second where every command is run whole with the shipped data.
"""

import io
import json
from pathlib import Path

import pytest

from components.page.data import data_folder as pages_data_folder
from gapboard.catalog.models import json_schema
from gapboard.cli.main import main
from tests.shipped_data import DATA, copy_shipped


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the data that a test may spoil."""
    return copy_shipped(tmp_path)


def spoil(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("language", "word"), [("zh", "没有问题"), ("en", "sound")])
def test_sound_data_are_told_with_their_counts(capsys, shipped, shipped_ledger, language, word) -> None:
    assert main(["check", "--data", str(DATA), "--lang", language]) == 0
    out, err = capsys.readouterr()
    assert err == "" and word in out
    assert str(len(shipped.targets)) in out and str(len(shipped_ledger.rows)) in out


def test_every_fault_of_both_files_is_listed(copy, capsys) -> None:
    spoil(copy / "targets.yaml", ("value: 9.3\n", "value: '9.3'\n"), ("due: 2035\n", "due: next\n"))
    spoil(copy / "actuals.csv", (",731.1,", ",七百,"), (",574.43,亿元,P,", ",574.43,亿元,X,"))
    assert main(["check", "--data", str(copy), "--lang", "en"]) == 1
    out, err = capsys.readouterr()
    lines = err.splitlines()
    assert out == ""
    assert [line.split(",")[0].split(":")[0] for line in lines[:-1]] == ["targets.yaml"] * 2 + ["actuals.csv"] * 2
    for part in ("km19-fdi", "yn21-gdp-2035", "field value", "field due", "field obs_status", "“七百” is not a number"):
        assert part in err
    assert lines[-1].startswith("4 ")


def test_a_ledger_that_does_not_fit_the_catalogue(copy, capsys) -> None:
    spoil(copy / "actuals.csv", (",731.1,亿元,", ",731.1,万元,"), ("dianzhong,gdp,", "dianzong,gdp,"))
    assert main(["check", "--data", str(copy), "--lang", "en"]) == 1
    err = capsys.readouterr().err
    assert "万元" in err and "dianzong" in err and "line 2" in err


def test_missing_files(tmp_path, capsys) -> None:
    assert main(["check", "--data", str(tmp_path), "--lang", "en"]) == 1
    err = capsys.readouterr().err
    assert "targets.yaml" in err and "actuals.csv" in err and "2 faults" in err
    assert main(["status", "--data", str(tmp_path)]) == 1


def test_status_prints_the_board(capsys) -> None:
    arguments = ["status", "--data", str(DATA), "--on", "2026-11-22", "--lang", "en"]
    assert main([*arguments, "--document", "km-2023-2025-three-year-plan", "--status", "missed"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "863.745 bn yuan (2025)" in out and "136.255 bn yuan short" in out
    assert "Met early" not in out and "2019 plan" not in out


def test_status_in_chinese_as_it_was_known(capsys) -> None:
    arguments = ["status", "--data", str(DATA), "--known-on", "2026-05-21", "--theme", "economy", "--due", "2025"]
    assert main([*arguments, "--region", "kunming"]) == 0
    out = capsys.readouterr().out
    assert "2024年为 8,275.22" in out and "8,637.45" not in out


def test_every_command_runs(capsys) -> None:
    for command in ("status", "coverage"):
        for language in ("zh", "en"):
            assert main([command, "--data", str(DATA), "--lang", language]) == 0
            assert len(capsys.readouterr().out) > 1000


def test_schema(capsys) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == json_schema()
    assert main(["schema", "reporting"]) == 0
    assert "duties" in json.loads(capsys.readouterr().out)["properties"]


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["status", "--on", "soon"], ["check", "--lang", "fr"]])
def test_a_wrong_call(arguments, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_the_folder_of_the_pages_is_that_of_the_commands(copy, capsys, monkeypatch) -> None:
    """``GAPBOARD_DATA`` holds for both: an account made at the command line must be the one that the board asks for."""
    monkeypatch.setenv("GAPBOARD_DATA", str(copy))
    monkeypatch.setattr("sys.stdin", io.StringIO("ten letters and more\n"))
    assert main(["user", "add", "wangfang", "--role", "viewer", "--password-stdin"]) == 0
    assert "wangfang" in (copy / "users.yaml").read_text(encoding="utf-8")
    assert pages_data_folder() == copy
