"""The JSON interface: what it answers, against the data files read in another way, and what it refuses.

Over a second where the first question reads and judges the shipped data.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from starlette.applications import Starlette

from gapboard.people.rights import Accounts, Role, operator
from gapboard.people.rights.records import Granted
from gapboard.people.rights.signin import sign_in
from gapboard.people.rights.tickets import COOKIE
from tests.server.asking import FAR, ask
from tests.shipped_data import DATA

PASSWORD = "correct horse battery"
LISTS = ("targets", "observations", "assessments", "tasks", "reports")


def raw_targets(folder: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load((folder / "targets.yaml").read_text(encoding="utf-8"))["targets"])


def raw_rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "actuals.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def everything(app: Starlette, address: str) -> list[dict[str, Any]]:
    """All rows of a list, by following ``next`` from page to page."""
    rows: list[dict[str, Any]] = []
    following: str | None = address
    while following:
        page = ask(app, following).json()
        rows += page["data"]
        following = page["next"]
    assert len(rows) == page["total"]
    return rows


def test_targets_are_those_of_the_file(app: Starlette) -> None:
    rows, raw = everything(app, "/api/v1/targets?limit=70"), raw_targets(DATA)
    facts = ("id", "item", "measure", "due", "value", "unit", "quote")
    assert [[row[name] for name in facts] for row in rows] == [[item[name] for name in facts] for item in raw]
    assert [row["indicator"]["id"] for row in rows] == [item["indicator"] for item in raw]


def test_observations_are_the_last_line_of_each_value(app: Starlette) -> None:
    raw = sorted(raw_rows(DATA), key=lambda row: dt.datetime.fromisoformat(row["recorded_at"]))
    latest = {(row["region"], row["indicator"], row["period"]): row["value"] for row in raw}
    expected = {key: float(value) for key, value in latest.items() if value}
    rows = everything(app, "/api/v1/observations?limit=1000")
    assert {(row["region"]["id"], row["indicator"]["id"], row["period"]): row["value"] for row in rows} == expected


def test_every_version_is_there_when_asked_for(app: Starlette) -> None:
    rows, raw = everything(app, "/api/v1/observations?vintages=all&limit=300"), raw_rows(DATA)
    assert len(rows) == len(raw)
    assert sum(row["vintage"] > 1 for row in rows) == len(raw) - len(
        {(row["region"], row["indicator"], row["period"]) for row in raw}
    )


def test_only_what_was_known_by_a_day(app: Starlette) -> None:
    day = "2021-12-31"
    known = [row for row in raw_rows(DATA) if row["recorded_at"][:10] <= day]
    assert 0 < len(known) < len(raw_rows(DATA))
    assert len(everything(app, f"/api/v1/observations?vintages=all&as_known_on={day}")) == len(known)
    issued = {"km-2019-action-plan": True, "km-2023-2025-three-year-plan": False}
    documents = {row["document"]["id"] for row in everything(app, f"/api/v1/targets?as_known_on={day}")}
    assert {name: name in documents for name in issued} == issued
    page = ask(app, f"/api/v1/assessments?as_known_on={day}").json()
    assert page["on"] == page["as_known_on"] == day
    assert {row["on"] for row in page["data"]} == {day}


def test_an_assessment_is_goal_against_actual(app: Starlette) -> None:
    """Every judged level: the judged value is the ledger's, and the gap their difference."""
    raw = {item["id"]: item for item in raw_targets(DATA)}
    ledger = {
        (row["region"]["id"], row["indicator"]["id"], row["year"]): row["value"]
        for row in everything(app, "/api/v1/observations?limit=1000")
    }
    judged = 0
    for row in everything(app, "/api/v1/assessments?limit=1000"):
        target, point = row["target"], row["judged"]
        if target["measure"] not in ("level", "flow") or point is None or point["how"] != "published":
            continue
        judged += 1
        value = ledger[target["region"]["id"], target["indicator"]["id"], point["year"]]
        goal = raw[target["id"]]["value"]
        assert (point["value"], row["goal"]) == (value, goal)
        assert row["gap"] == pytest.approx(value - goal)
        assert row["gap_percent"] == pytest.approx(100 * (value - goal) / goal)
    assert judged > 10


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("region=panlong", lambda row: row["region"]["id"] == "panlong"),
        ("document=km-2019-action-plan", lambda row: row["document"]["id"] == "km-2019-action-plan"),
        ("theme=transport", lambda row: row["theme"]["id"] == "transport"),
        ("due=2035", lambda row: row["due"] == 2035),
        ("indicator=gdp", lambda row: row["indicator"]["id"] == "gdp"),
    ],
)
def test_filters_keep_what_fits_and_nothing_else(app: Starlette, query: str, place: Any) -> None:
    every = everything(app, "/api/v1/targets")
    found = everything(app, f"/api/v1/targets?{query}")
    assert found == [row for row in every if place(row)] != []
    assert {row["target"]["id"] for row in everything(app, f"/api/v1/assessments?{query}")} == {
        row["id"] for row in found
    }


def test_status_is_the_headline_group(app: Starlette) -> None:
    every = everything(app, "/api/v1/assessments?limit=1000")
    for group in {row["group"] for row in every}:
        assert everything(app, f"/api/v1/assessments?status={group}") == [row for row in every if row["group"] == group]


def test_labels_follow_the_language_and_figures_do_not(app: Starlette) -> None:
    zh, en = (everything(app, f"/api/v1/observations?indicator=gdp&lang={lang}") for lang in ("zh", "en"))
    assert {row["unit_name"] for row in zh} == {"亿元"}
    assert {row["unit_name"] for row in en} == {"100 million yuan"}
    assert [row["value"] for row in zh] == [row["value"] for row in en]


def test_who_entered_a_value_stays_in_the_house(app: Starlette, data_folder: Path) -> None:
    batch = "20261122T050812123456Z-张晓明-1f2e3d4c"
    line = f'kunming,gdp,2018,5206.9,亿元,A,公报,,"撤销批次 {batch}",2026-01-01T00:00:00+08:00,张晓明,{batch}\n'
    with (data_folder / "actuals.csv").open("a", encoding="utf-8") as file:
        file.write(line)
    answer = ask(app, "/api/v1/observations?indicator=gdp&region=kunming&limit=1000")
    (row,) = [row for row in answer.json()["data"] if row["period"] == "2018"]
    assert row["note"] == "撤销批次 20261122T050812123456Z-1f2e3d4c"
    assert "张晓明" not in answer.body.decode()


@pytest.mark.parametrize(
    ("query", "parameter", "found", "expected"),
    [
        ("limit=0", "limit", "0", "a whole number from 1 to 1000"),
        ("limit=many", "limit", "many", "a whole number from 1 to 1000"),
        ("limit=1_0", "limit", "1_0", "a whole number from 1 to 1000"),
        ("limit=%D9%A1", "limit", "١", "a whole number from 1 to 1000"),
        ("offset=-1", "offset", "-1", "a whole number from 0 to 100000000"),
        ("due=25", "due", "25", "a year from 1949 to 2100"),
        ("region=atlantis", "region", "atlantis", "one of kunming, panlong"),
        ("region=", "region", "", "one of kunming, panlong"),
        ("lang=fr", "lang", "fr", "one of zh, en"),
        ("status=fine", "status", "fine", "one of met, missed"),
        ("as_known_on=2999-01-01", "as_known_on", "2999-01-01", "a day such as 2024-08-01 that is not to come"),
        ("as_known_on=20240801", "as_known_on", "20240801", "a day such as 2024-08-01 that is not to come"),
        ("as_known_on=2024-02-30", "as_known_on", "2024-02-30", "a day such as 2024-08-01 that is not to come"),
        ("colour=red", "colour", "colour", "one of the parameters region, theme"),
        ("due=2025&due=2035", "due", "2025 & 2035", "the parameter once"),
    ],
)
def test_a_wrong_parameter_is_named_with_what_was_found_and_expected(
    app: Starlette, query: str, parameter: str, found: str, expected: str
) -> None:
    answer = ask(app, f"/api/v1/assessments?{query}", accept_language="en-GB,en")
    assert (answer.status, answer.headers["content-type"]) == (400, "application/problem+json")
    body = answer.json()
    assert (body["type"], body["status"]) == ("about:blank", 400)
    (error,) = body["errors"]
    assert (error["parameter"], error["found"]) == (parameter, found)
    assert error["expected"].startswith(expected)
    assert answer.headers["cache-control"] == "no-store"


def test_every_wrong_parameter_is_named_in_the_language_asked_for(app: Starlette) -> None:
    body = ask(app, "/api/v1/assessments?lang=zh&limit=x&region=y&z=1").json()
    assert [error["parameter"] for error in body["errors"]] == ["z", "region", "limit"]
    assert "limit：实为“x”，应为：1 至 1000 的整数" in body["detail"]


def test_a_text_of_any_length_is_not_sent_back_whole(app: Starlette) -> None:
    assert len(ask(app, f"/api/v1/targets?region={'x' * 50_000}&{'y' * 9_000}=1").body) < 5_000


@pytest.mark.parametrize("name", LISTS)
def test_an_answer_is_kept_until_the_data_change(app: Starlette, data_folder: Path, name: str) -> None:
    address = f"/api/v1/{name}?limit=1"
    first = ask(app, address)
    etag = first.headers["etag"]
    assert first.headers["cache-control"] == "private, no-cache"
    for known in (etag, f'"other", {etag}', "*"):
        again = ask(app, address, if_none_match=known)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", etag)
    assert ask(app, f"{address}&lang=en").headers["etag"] != etag
    with (data_folder / "actuals.csv").open("a", encoding="utf-8") as file:
        file.write("kunming,gdp,2018,5206.91,亿元,A,公报,,,2026-01-01T00:00:00+08:00,李,b\n")
    changed = ask(app, address, if_none_match=etag)
    assert changed.status == 200
    assert changed.headers["etag"] != etag
    assert changed.json()["revision"] != first.json()["revision"]


@pytest.mark.parametrize("name", [*LISTS, "openapi.json"])
def test_head_tells_what_get_would(app: Starlette, name: str) -> None:
    get, head = ask(app, f"/api/v1/{name}"), ask(app, f"/api/v1/{name}", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert {key: head.headers[key] for key in ("content-length", "etag", "content-type")} == {
        key: get.headers[key] for key in ("content-length", "etag", "content-type")
    }
    assert int(get.headers["content-length"]) == len(get.body)


def test_compressed_for_those_who_ask(app: Starlette) -> None:
    plain, packed = ask(app, "/api/v1/targets"), ask(app, "/api/v1/targets", accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 4


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_it_only_reads(app: Starlette, method: str) -> None:
    answer = ask(app, "/api/v1/targets", method, origin="https://elsewhere.example")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/api/", "/api/v1", "/api/v1/", "/api/v1/targets/", "/api/v2/targets"])
def test_there_is_nothing_else(app: Starlette, path: str) -> None:
    answer = ask(app, path)
    assert (answer.status, answer.headers["content-type"]) == (404, "application/problem+json")


def test_other_sites_are_not_let_in(app: Starlette) -> None:
    answer = ask(app, "/api/v1/targets", origin="https://elsewhere.example")
    assert [name for name in answer.headers if name.startswith("access-control")] == []


@pytest.mark.parametrize("name", [*LISTS, "openapi.json"])
def test_without_the_right_nothing_is_told(app: Starlette, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    known = ask(app, f"/api/v1/{name}").headers["etag"]
    monkeypatch.setattr("server.api.answers.may_read", lambda scope, folder: False)
    for answer in (ask(app, f"/api/v1/{name}"), ask(app, f"/api/v1/{name}?limit=x", if_none_match=known)):
        assert (answer.status, answer.headers["content-type"]) == (403, "application/problem+json")
        assert answer.json()["errors"] == []


@pytest.mark.parametrize("name", [*LISTS, "openapi.json"])
def test_reading_may_need_signing_in(app: Starlette, data_folder: Path, name: str) -> None:
    (data_folder / "people.yaml").write_text("read: signed_in\n", encoding="utf-8")
    Accounts(data_folder).add(operator("root"), "wangfang", PASSWORD, Granted(role=Role.VIEWER))
    cookie = f"{COOKIE}={sign_in(data_folder, 'wangfang', PASSWORD, FAR).cookie}"
    assert ask(app, f"/api/v1/{name}").status == 403
    assert ask(app, f"/api/v1/{name}", cookie=cookie + "x").status == 403
    known = ask(app, f"/api/v1/{name}", cookie=cookie)
    assert known.status == 200
    assert ask(app, f"/api/v1/{name}", cookie=cookie, if_none_match=known.headers["etag"]).status == 304
    assert ask(app, f"/api/v1/{name}", if_none_match=known.headers["etag"]).status == 403
    (data_folder / "people.yaml").write_text("nonsense", encoding="utf-8")
    assert ask(app, f"/api/v1/{name}", cookie=cookie).status == 503


def test_without_people_everybody_may_read(app: Starlette, data_folder: Path) -> None:
    assert ask(app, "/api/v1/targets").status == 200


@pytest.mark.parametrize("name", ["targets.yaml", "actuals.csv"])
def test_faulty_data_are_a_clear_refusal_without_details(app: Starlette, data_folder: Path, name: str) -> None:
    (data_folder / name).write_text("nonsense\n", encoding="utf-8")
    answer = ask(app, "/api/v1/assessments")
    assert (answer.status, answer.headers["retry-after"]) == (503, "30")
    assert str(data_folder) not in answer.body.decode()


def test_the_running_year_up_to_a_month(app: Starlette) -> None:
    (row,) = everything(app, "/api/v1/this-year?period=2025-10&region=kunming")
    assert (row["indicator"]["id"], row["value"], row["value_month"], row["unit"]) == (
        *("business-entities", 187.5, 10),
        "万户",
    )
    task = next(task for task in row["tasks"] if task["target"] == "km25-business-entities")
    assert (task["task"], task["task_of"], task["gap"], task["done"]) == (184, "goal", 3.5, None)
    assert task["band"] is None and task["time_gone"] is None
    assert ask(app, "/api/v1/this-year?period=2023-13").status == 400


def test_the_description_tells_the_identifiers_and_its_examples_hold(app: Starlette) -> None:
    found = ask(app, "/api/v1/openapi.json").json()
    assert found["openapi"] == "3.1.0"
    assert set(found["paths"]) == {f"/api/v1/{name}" for name in (*LISTS, "this-year")}
    content = yaml.safe_load((DATA / "targets.yaml").read_text(encoding="utf-8"))
    operation = found["paths"]["/api/v1/assessments"]["get"]
    parameters = {item["name"]: item["schema"] for item in operation["parameters"]}
    for name in ("region", "document", "theme", "indicator"):
        assert parameters[name]["enum"] == [record["id"] for record in content[f"{name}s"]]
    assert all(item["description"] for item in operation["parameters"])
    for path, answers in found["paths"].items():
        body = answers["get"]["responses"]["200"]["content"]["application/json"]
        schema = {**body["schema"], "components": found["components"]}
        for value in (*(example["value"] for example in body["examples"].values()), ask(app, f"{path}?limit=9").json()):
            jsonschema.validate(value, schema, jsonschema.Draft202012Validator)
