"""Confirmed names are remembered."""

import datetime as dt
from pathlib import Path

import pytest

from gapboard.intake.aliases import Alias, AliasStore, as_confirmed, confirmations
from tests.gapboard.intake.conftest import fault_of

AT = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)


def test_round_trip(tmp_path: Path) -> None:
    store = AliasStore(tmp_path / "aliases.csv")
    assert store.read() == ()
    store.append(confirmations({'全区,"GDP"': "gdp", "五华\n区": "wuhua"}, "indicator", "李", AT))
    store.append([Alias("indicator", '全区,"GDP"', "trade", "王", AT.isoformat())])
    assert [alias.id for alias in store.read()] == ["gdp", "wuhua", "trade"]
    assert as_confirmed(store.read()) == {'全区,"GDP"': "trade", "五华\n区": "wuhua"}


def test_earlier_bytes_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "aliases.csv"
    old = "\ufeffkind,text,id,confirmed_by,confirmed_at\r\nindicator,x,gdp,李,2026".encode()
    path.write_bytes(old)
    AliasStore(path).append([Alias("region", "y", "kunming", "李", "2026")])
    assert path.read_bytes().startswith(old)
    assert as_confirmed(AliasStore(path).read()) == {"x": "gdp", "y": "kunming"}
    assert [entry.name for entry in tmp_path.iterdir() if entry.suffix == ".tmp"] == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a,b\n", "wrong_header"),
        (b"\xff\xfe\xff", "not_utf8"),
        (b'kind,text,id,confirmed_by,confirmed_at\n"x', "bad_csv"),
    ],
)
def test_a_damaged_file_is_not_written_on(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "aliases.csv"
    path.write_bytes(content)
    assert fault_of(lambda: AliasStore(path).append([Alias("unit", "x", "亿元", "李", "2026")])) == code
    assert path.read_bytes() == content
