"""``gapboard review``: what waits is listed, accepted and returned from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gapboard.catalog import Catalog
from gapboard.cli.importing.common import user
from gapboard.cli.main import main
from gapboard.ledger import CsvStore
from gapboard.people.rights import Person, Role
from gapboard.people.writer import Writer
from tests.gapboard.people.conftest import row
from tests.shipped_data import copy_shipped

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path, shipped: Catalog) -> Path:
    """A board where two batches of an editor wait, and one of the user's own."""
    copy_shipped(tmp_path)
    (tmp_path / "people.yaml").write_text("review: true\n", encoding="utf-8")
    store = CsvStore(tmp_path / "actuals.csv")
    for name, batch, region in (
        ("wangfang", "b1", "kunming"),
        ("wangfang", "b2", "panlong"),
        (user(), "b3", "kunming"),
    ):
        Writer(Person(name, Role.EDITOR), tmp_path, store, shipped).record([row(region, batch=batch)])
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--data", str(folder), "--lang", "en"])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def test_accepted_returned_and_listed(run: Run, folder: Path) -> None:
    before = len(CsvStore(folder / "actuals.csv").read().rows)
    code, out, _ = run("review", "list")
    assert (code, [name in out for name in ("b1", "b2", "b3", "wangfang", "waiting")]) == (0, [True] * 5)
    code, out, _ = run("review", "accept", "b1", "--reason", "checked")
    assert (code, "Batch b1 (1 figure, handed in by wangfang) is accepted" in out, user() in out) == (0, True, True)
    assert [found.batch for found in CsvStore(folder / "actuals.csv").read().rows[before:]] == ["b1"]
    assert run("review", "return", "b2", "--reason", "wrong unit")[0] == 0
    code, out, _ = run("review", "list")
    assert (code, "b1" in out, "b2" in out, "b3" in out) == (0, False, False, True)
    code, out, _ = run("review", "list", "--all")
    assert (code, "accepted" in out, "wrong unit" in out) == (0, True, True)
    assert run("check")[0] == 0


def test_for_programs(run: Run) -> None:
    code, out, _ = run("review", "accept", "b1", "--json")
    assert (code, json.loads(out)["ok"], json.loads(out)["state"]) == (0, True, "accepted")
    code, out, _ = run("review", "list", "--all", "--json")
    states = {item["batch"]: (item["state"], item["by"]) for item in json.loads(out)["batches"]}
    assert states == {"b1": ("accepted", "wangfang"), "b2": ("held", "wangfang"), "b3": ("held", user())}
    assert json.loads(out)["batches"][0]["rows"][0]["value"] == 1.0
    code, out, _ = run("review", "accept", "b1", "--json")
    assert (code, [fault["code"] for fault in json.loads(out)["faults"]]) == (1, ["already_accepted"])


def test_what_is_refused(run: Run, folder: Path) -> None:
    for call in (("accept", "b3"), ("return", "b3", "--reason", "x")):
        code, _, err = run("review", *call)
        assert (code, "somebody else has to review it" in err) == (1, True)
        code, out, _ = run("review", *call, "--json")
        assert (code, json.loads(out)["ok"]) == (1, False)
    code, _, err = run("review", "accept", "b9")
    assert (code, "no batch b9" in err) == (1, True)
    code, _, err = run("review", "return", "b1", "--reason", " ")
    assert (code, "no reason" in err) == (1, True)
    (folder / "reviews.jsonl").write_text("{\n", encoding="utf-8")
    code, _, err = run("check")
    assert (code, "reviews.jsonl, line 1" in err) == (1, True)


def test_the_command_line_writes_at_once(run: Run, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "new.csv"
    file.write_text("指标,地区,年份,数值,单位\n地区生产总值,昆明市,1990,115.5,亿元\n", encoding="utf-8")
    assert run("import", str(file), "--source", "年鉴", "--by", "李")[0] == 0
    assert CsvStore(folder / "actuals.csv").read().rows[-1].value == 115.5
