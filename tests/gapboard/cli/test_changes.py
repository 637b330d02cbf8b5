"""``gapboard changes`` and ``gapboard meeting``."""

import getpass
import json
from pathlib import Path

import pytest

from gapboard.cli.main import main
from tests.shipped_data import DATA, copy_shipped

DATES = ["--since", "2025-01-01", "--known-on", "2026-06-30"]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copy_shipped(tmp_path)


def test_changes_between_two_dates(capsys) -> None:
    """Read off the ledger: the communiqué of 2026-05-22 has GDP 8,637.45 for 2025, the promise was 10,000."""
    assert main(["changes", "--data", str(DATA), *DATES, "--lang", "en"]) == 0
    out = capsys.readouterr().out
    gdp = next(
        line for line in out.splitlines() if "Gross domestic product, ≥1,000 bn yuan (Kunming, 2023–2025" in line
    )
    assert "Behind → Missed" in gdp and "863.745 bn yuan" in gdp and "2026-05-22" in gdp
    # The province's GDP of 2020, 24,500 at first, was told as 25,200 in January 2026.
    assert "2020, revised from 2,450 bn yuan to 2,520 bn yuan" in out


def test_changes_for_machines(capsys) -> None:
    assert main(["changes", "--data", str(DATA), *DATES, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["since"], found["on"], found["meeting"]) == ("2025-01-01", "2026-06-30", None)
    [change] = [item for item in found["worse"] if item["target"] == "km25-gdp"]
    assert (change["before"], change["after"]) == ("behind", "missed")
    [cause] = change["causes"]
    assert (cause["kind"], cause["old"], cause["new"]["value"]) == ("new_figure", None, 8637.45)
    [revised] = found["revised"]
    assert (revised["old"]["value"], revised["new"]["value"], revised["used_by"]) == (
        24500,
        25200,
        ["km25-gdp-primacy"],
    )
    lost = {item["target"]: item["causes"] for item in found["lost"]}
    assert lost["km25-tech-smes"] == [{"kind": "due_passed", "year": 2025}]


def test_the_default_is_the_last_meeting(copy, capsys) -> None:
    shared = ["--data", str(copy)]
    assert main(["changes", *shared, "--known-on", "2026-06-30"]) == 0
    assert "没有会议记录，默认从一个月前（2026-05-30）起算" in capsys.readouterr().out
    assert main(["meeting", *shared, "2026-05-01", "市政府常务会"]) == 0
    out = capsys.readouterr().out
    assert "已记录会议：2026-05-01 市政府常务会" in out
    assert f"以操作系统用户 {getpass.getuser()} 的身份写入" in out
    assert main(["changes", *shared, "--known-on", "2026-06-30"]) == 0
    out = capsys.readouterr().out
    assert "上次会议（2026-05-01，市政府常务会）" in out and "自 2026-05-01 至 2026-06-30：" in out


def test_nothing_changed(copy, capsys) -> None:
    assert main(["changes", "--data", str(copy), "--since", "2026-06-30", "--known-on", "2026-06-30"]) == 0
    assert capsys.readouterr().out == "自 2026-06-30 至 2026-06-30，没有变化。\n"


def test_a_damaged_file_of_meetings(copy, capsys) -> None:
    (copy / "meetings.txt").write_text("昨天 开会\n", encoding="utf-8")
    assert main(["changes", "--data", str(copy)]) == 1
    assert "meetings.txt，第 1 行：“昨天”不是日期" in capsys.readouterr().err
    assert main(["check", "--data", str(copy), "--lang", "en"]) == 1
    assert "meetings.txt, line 1: “昨天” is not a date" in capsys.readouterr().err
    assert main(["changes", "--data", str(copy), *DATES]) == 0  # not needed where both dates are given


@pytest.mark.parametrize("arguments", [["changes", "--since", "soon"], ["meeting"], ["meeting", "2026-13-01"]])
def test_a_wrong_call(arguments) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
