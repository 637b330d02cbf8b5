"""The data package: valid by Frictionless, complete, and the same for the same ledger."""

import dataclasses
import datetime as dt
import hashlib
import json

import frictionless
import pytest

from gapboard.export import Vintages, data_package
from gapboard.ledger import Ledger
from tests.gapboard.export.small import catalog, files, ledger, table


def descriptor(package: bytes) -> dict:
    return json.loads(files(package)["datapackage.json"])


def test_latest_values_without_withdrawn_ones() -> None:
    rows = table(files(data_package(catalog(), ledger()))["actuals.csv"])
    assert [(row["indicator"], row["period"], row["vintage"], row["value"]) for row in rows] == [
        ("x", "2023", "1", "-100"),
        ("x", "2024", "2", "121.25"),
        ("x", "2025-01/2025-09", "1", "90"),
    ]
    assert rows[0]["region_name"] == "本区"
    assert rows[0]["indicator_name_en"] == "Indicator x"
    assert "recorded_by" not in rows[0]


def test_all_vintages_with_withdrawals_and_neutral_texts() -> None:
    rows = table(files(data_package(catalog(), ledger(), Vintages.ALL))["actuals.csv"])
    assert [(row["indicator"], row["period"], row["vintage"], row["value"]) for row in rows] == [
        ("x", "2023", "1", "-100"),
        ("x", "2024", "1", "120.5"),
        ("x", "2024", "2", "121.25"),
        ("x", "2025-01/2025-09", "1", "90"),
        ("y", "2024", "1", "7"),
        ("y", "2024", "2", ""),
    ]
    assert (rows[0]["source"], rows[1]["note"]) == ("'-公报", "'=1+1")


def test_a_text_with_a_carriage_return_stays_in_its_row() -> None:
    """A program that ends a line at each carriage return would begin the next with a formula."""
    row = dataclasses.replace(ledger().rows[0], note="见附表\r=1+1", source="公报\r\n=2")
    content = files(data_package(catalog(), Ledger((row,))))["actuals.csv"].decode()
    outside = "".join(content.split('"')[::2])
    assert outside.count("\n") == 2
    assert "\r" not in outside
    assert table(content.encode())[0]["note"] == row.note


def test_targets() -> None:
    level, growth, _ = table(files(data_package(catalog(), ledger()))["targets.csv"])
    assert (level["id"], level["comparator"], level["value"], level["unit"]) == ("level", "equal", "150", "亿元")
    assert level["responsible"] == "市统计局、市商务局"
    assert (level["first_year"], level["base"]) == ("", "")
    assert (growth["measure"], growth["due"], growth["unit"]) == ("growth", "2025", "%")


def test_the_description_fits_the_files() -> None:
    package = data_package(catalog(), ledger())
    described = descriptor(package)
    content = files(package)
    assert list(content) == ["datapackage.json", "actuals.csv", "targets.csv"]
    for resource in described["resources"]:
        file = content[resource["path"]]
        assert resource["bytes"] == len(file)
        assert resource["hash"] == "sha256:" + hashlib.sha256(file).hexdigest()
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert ",".join(f'"{name}"' for name in names) == file.decode().splitlines()[0]
        assert set(resource["schema"]["primaryKey"]) <= set(names)


def test_licence_and_date_are_the_offices_to_give() -> None:
    plain = descriptor(data_package(catalog(), ledger()))
    assert "licenses" not in plain
    assert "created" not in plain
    made = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    full = descriptor(data_package(catalog(), ledger(), created=made, licence={"name": "CC-BY-4.0"}))
    assert full["licenses"] == [{"name": "CC-BY-4.0"}]
    assert full["created"] == "2026-11-22T00:00:00+00:00"


def test_the_same_ledger_gives_the_same_bytes() -> None:
    assert data_package(catalog(), ledger()) == data_package(catalog(), ledger())


@pytest.mark.parametrize("vintages", list(Vintages))
@pytest.mark.parametrize("which", ["small", "shipped"])
def test_frictionless_finds_nothing_wrong(vintages, which, tmp_path, shipped, shipped_ledger) -> None:
    world = (catalog(), ledger()) if which == "small" else (shipped, shipped_ledger)
    path = tmp_path / "package.zip"
    path.write_bytes(data_package(*world, vintages, licence={"name": "CC-BY-4.0"}))
    report = frictionless.validate(str(path), type="package")
    assert report.flatten(["name", "rowNumber", "fieldName", "type", "note"]) == []
    assert report.valid
    assert report.stats["tasks"] == 2


def test_frictionless_would_notice(tmp_path) -> None:
    """The check above is worth something: a year out of range is found."""
    content = files(data_package(catalog(), ledger()))
    for name, text in content.items():
        (tmp_path / name).write_bytes(text.replace(b",2025,", b",1025,"))
    report = frictionless.validate(str(tmp_path / "datapackage.json"), type="package")
    assert "constraint-error" in {row[0] for row in report.flatten(["type"])}
