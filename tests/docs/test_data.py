"""docs/data.md describes every field, column and code there is, and its examples are sound."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from pydantic import BaseModel

from gapboard.catalog import Catalog, Comparator, Kind, TargetsFile, load_catalog, models, reporting, tasks
from gapboard.catalog.check import broken_references
from gapboard.ledger import COLUMNS, OBS_STATUS, CsvStore, Period
from gapboard.ledger.report_table import COLUMNS as REPORT_COLUMNS
from gapboard.ledger.reports import STATES
from gapboard.ledger.row_rules import against_catalog

ROOT = Path(__file__).parents[2]
FILES = {"en": ROOT / "docs" / "data.md", "zh": ROOT / "docs" / "data.zh-CN.md"}
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(params=FILES)
def text(request: pytest.FixtureRequest) -> str:
    return FILES[request.param].read_text(encoding="utf-8")


def fenced(text: str, info: str) -> list[str]:
    """The fenced blocks with this info string."""
    return [body for found, body in _FENCE.findall(text) if found == info]


def field_names() -> set[str]:
    """Every field of every record of targets.yaml; those of nested records with their parent's name."""
    nested = {"Ratio": "ratio.", "Break": "breaks.", "Reference": "reference.", "EarlierVersion": "earlier."}
    nested |= {"Published": "published.", "Related": "related.", "Assigned": "assigned.", "InYear": "in_year."}
    classes = [item for item in vars(models).values() if isinstance(item, type) and issubclass(item, BaseModel)]
    records = [item for item in classes if item.__module__ == models.__name__]
    return {nested.get(record.__name__, "") + name for record in records for name in record.model_fields}


def test_every_field_is_described(text: str) -> None:
    assert sorted(name for name in field_names() if f"`{name}`" not in text) == []


def test_every_allowed_value_is_described(text: str) -> None:
    values = [
        item.value
        for item in (*Kind, *models.RelationKind, *models.Prices, *models.AppliesTo, *models.Outlet, *models.Monotone)
    ]
    assert [value for value in values if f"`{value}`" not in text] == []
    assert [item.value for item in Comparator if f"`'{item.value}'`" not in text] == []


def test_every_column_and_code_is_described(text: str) -> None:
    assert [name for name in (*COLUMNS, *OBS_STATUS) if f"`{name}`" not in text] == []
    assert ",".join(COLUMNS) in text


def test_every_form_of_period_shown_is_one(text: str) -> None:
    forms = re.findall(r"^\| `([0-9/-]+)` \|", text, re.MULTILINE)
    assert len(forms) == 4
    assert all(Period.is_valid(form) for form in forms)
    assert [Period(form).year is not None for form in forms] == [True, False, False, False]


def with_examples(text: str) -> dict[str, Any]:
    """The examples of a document, completed with the records of the real file that they refer to."""
    real = yaml.safe_load((ROOT / "data" / "targets.yaml").read_text(encoding="utf-8"))
    content: dict[str, list[Any]] = {section: list(records) for section, records in real.items()}
    for block in fenced(text, "yaml"):
        for section, records in yaml.safe_load(block).items():
            content.setdefault(section, []).extend(records)
    return content


def test_the_yaml_examples_fit_the_schema_and_each_other(text: str) -> None:
    checked = TargetsFile.model_validate(with_examples(text))
    assert broken_references(checked) == []


def test_the_examples_show_each_kind_of_record_that_staff_add(text: str) -> None:
    sections = [section for block in fenced(text, "yaml") for section in yaml.safe_load(block)]
    assert sections == ["indicators", "targets", "targets", "targets", "relations"]


def test_the_example_of_a_revised_target_holds_the_old_version_until_its_day(text: str) -> None:
    catalog = Catalog(TargetsFile.model_validate(with_examples(text)))
    (target,) = [item for item in catalog.targets.values() if item.earlier and "example" in item.id]
    (earlier,) = target.earlier
    before = catalog.as_of(target, earlier.until - dt.timedelta(days=1))
    assert (before.value, before.due) == (earlier.value, earlier.due)
    assert catalog.as_of(target, earlier.until).value == target.value != earlier.value


def test_the_csv_example_is_a_ledger(text: str, tmp_path: Path) -> None:
    (example,) = fenced(text, "csv")
    path = tmp_path / "actuals.csv"
    path.write_text(example, encoding="utf-8")
    ledger = CsvStore(path).read()
    catalog = load_catalog(ROOT / "data" / "targets.yaml")
    assert against_catalog(ledger, catalog) == []
    assert ledger.known_on().series("kunming", "trade")[2026].value == 1795.32
    assert 2026 not in ledger.known_on().series("panlong", "trade")


def test_both_languages_show_the_same_examples() -> None:
    english, chinese = (path.read_text(encoding="utf-8") for path in FILES.values())
    for info in ("yaml", "csv"):
        assert fenced(english, info) == fenced(chinese, info)
    levels = [re.findall(r"^(#+) ", _FENCE.sub("", item), re.MULTILINE) for item in (english, chinese)]
    assert levels[0] == levels[1]
    assert len(re.findall(r"^\|", english, re.MULTILINE)) == len(re.findall(r"^\|", chinese, re.MULTILINE))


def of_reporting(model: type[BaseModel], path: str = "") -> set[str]:
    """The fields of a record, those of records within it by their path."""
    found = set()
    for name, field in model.model_fields.items():
        inner = [item for item in (field.annotation, *get_args(field.annotation)) if isinstance(item, type)]
        nested = [item for item in inner if issubclass(item, BaseModel) and item is not reporting.Arranged]
        found.add(path + name)
        for item in nested:
            found |= of_reporting(item, f"{name}.")
    return found


def test_every_field_of_reporting_and_every_column_of_the_register_is_described(text: str) -> None:
    part = text.split("\n## reporting.yaml\n")[1].split("\n## meetings.txt\n")[0]
    wanted = of_reporting(reporting.Duty) | set(reporting.ReportingFile.model_fields) | set(REPORT_COLUMNS)
    wanted |= {item.value for kind in (reporting.Form, reporting.Rhythm, reporting.Moved) for item in kind}
    wanted |= {state for states in STATES.values() for state in states}
    assert [name for name in sorted(wanted) if f"`{name}`" not in part] == []


def test_every_field_of_tasks_is_described(text: str) -> None:
    part = text.split("\n## tasks.yaml\n")[1].split("\n## meetings.txt\n")[0]
    wanted = set(tasks.TasksFile.model_fields) | set(tasks.Task.model_fields) | set(tasks.LeftOut.model_fields)
    wanted |= {f"steps.{name}" for name in tasks.Step.model_fields}
    wanted |= {item.value for kind in (tasks.TaskKind, tasks.Reason) for item in kind}
    assert [name for name in sorted(wanted) if f"`{name}`" not in part] == []


def test_the_example_of_a_duty_that_the_office_sets_is_one(text: str) -> None:
    (example,) = fenced(text, "yml")
    content = reporting.ReportingFile.model_validate({"kept_from": dt.date(2026, 1, 1)} | yaml.safe_load(example))
    assert [(duty.document, duty.bodies) for duty in content.duties] == [(None, ("km-commerce",))]
