"""``gapboard names``, and what import and undo say of names.

Over a second where a command is run whole, and each file is read in a process of its own.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from gapboard.catalog import load_catalog
from gapboard.cli.main import main
from gapboard.intake.aliases import Alias
from gapboard.ledger import CsvStore, Observation, Period
from gapboard.people.rights import Person, Role
from gapboard.people.writer import Writer
from tests.shipped_data import copy_shipped

AT = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
FILE = "指标,地区,年份,数值,单位\n全区产值,昆明市,1990,115.5,亿元\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped data, and what an editor of one region has said with a batch."""
    copy_shipped(tmp_path)
    says(tmp_path, "b1", "gdp")
    (tmp_path / "新.csv").write_text(FILE, encoding="utf-8")
    return tmp_path


def says(folder: Path, batch: str, ident: str, by: str = "wangfang") -> None:
    row = Observation("panlong", "gdp", Period("2031"), 1.0, "亿元", "A", "source", "", "", AT, by, batch)
    editor = Person(by, Role.EDITOR, regions=frozenset({"panlong"}))
    to = Writer(editor, folder, CsvStore(folder / "actuals.csv"), load_catalog(folder / "targets.yaml"))
    to.record([row], [Alias("indicator", "全区产值", ident, by, AT.isoformat())])


def call(folder: Path, *words: str) -> int:
    return main([*words, "--data", str(folder)])


def test_they_are_listed_confirmed_and_removed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(folder, "names", "list") == 0
    told = capsys.readouterr().out
    for text in ("全区产值", "地区生产总值 gdp", "wangfang", AT.isoformat(), "只对wangfang有效，待确认", "b1"):
        assert text in told
    assert call(folder, "import", str(folder / "新.csv"), "--source", "a", "--json") == 1
    (asked,) = json.loads(capsys.readouterr().out)["suggestions"]
    assert (asked["likely"][0], asked["said"]["confirmed_by"], "subject" in asked["said"]) == ("gdp", "wangfang", False)
    assert call(folder, "import", str(folder / "新.csv"), "--source", "a") == 1
    assert f"wangfang 于 {AT.isoformat()} 说明“全区产值”是 地区生产总值，尚未确认" in capsys.readouterr().out

    assert call(folder, "names", "confirm", "全区产值") == 0
    assert "对所有人有效" in capsys.readouterr().out
    assert call(folder, "import", str(folder / "新.csv"), "--source", "a", "--dry-run") == 0
    capsys.readouterr()
    assert call(folder, "names", "list", "--json") == 0
    (name,) = json.loads(capsys.readouterr().out)["names"]
    assert (name["counts"], name["id"], name["batch"]) == ("all", "gdp", "")

    assert call(folder, "names", "remove", "全区产值") == 0
    assert call(folder, "import", str(folder / "新.csv"), "--source", "a", "--dry-run") == 1
    capsys.readouterr()
    assert call(folder, "names", "list") == 0
    assert "还没有记住的名称" in capsys.readouterr().out


def test_who_disagrees_and_what_is_not_there_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    says(folder, "b2", "cpi", by="zhaomin")
    for words, told in (
        (("confirm", "全区产值"), "有不同的说明：gdp、cpi。请用 --as 写明"),
        (("confirm", "全区产值", "--as", "forest-cover"), "没有人说"),
        (("remove", "没有"), "没有记住名称“没有”"),
        (("remove", "全区产值", "--kind", "region"), "类别用 --kind 写明"),
    ):
        assert call(folder, "names", *words) == 1
        assert told in capsys.readouterr().err
    assert call(folder, "names", "confirm", "全区产值", "--as", "cpi", "--json") == 0
    assert json.loads(capsys.readouterr().out)["name"]["id"] == "cpi"


def test_an_undo_says_which_names_go_with_it_and_come_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(folder, "undo", "b1", "--json") == 0
    undone = json.loads(capsys.readouterr().out)
    assert [item["text"] for item in undone["names"]] == ["全区产值"]
    assert call(folder, "undo", undone["batch"]) == 0
    assert "随该批记住的 1 个名称恢复有效：“全区产值”→ 地区生产总值" in capsys.readouterr().out


def test_check_names_a_damaged_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(folder, "check") == 0
    (folder / "aliases.csv").write_text("a,b\n", encoding="utf-8")
    assert call(folder, "check") == 1
    assert "aliases.csv" in capsys.readouterr().err
