"""The index of the search box over HTTP: who gets it, when it is sent again, how large it is."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

import pytest
from starlette.applications import Starlette

from components.page.search import search_script
from gapboard.ledger import CsvStore, Observation
from gapboard.ledger.observation import Period
from tests.pages.task_data import INVESTMENT, said, with_tasks
from tests.server.asking import ask

INDEX = "/search.json?lang=zh"


def test_it_holds_what_is_found_and_the_pages(app: Starlette) -> None:
    answer = ask(app, INDEX)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    index = answer.json()
    assert "旅游业总收入" in {entry["name"] for entry in index["indicators"]}
    assert {"", "indicator", "import"} <= {page["address"] for page in index["pages"]}
    assert index["says"]["group"]["bodies"] == "责任单位"
    assert ask(app, INDEX.replace("zh", "en")).json()["says"]["group"]["bodies"] == "Bodies"


def test_it_is_small_for_who_is_far(app: Starlette) -> None:
    """198 targets and 320 indicators with their figures: less than one picture."""
    packed = ask(app, INDEX, accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < 45_000
    assert gzip.decompress(packed.body) == ask(app, INDEX).body


def test_what_is_fetched_besides_when_the_box_is_used(app: Starlette) -> None:
    steps, besides = (ask(app, f"{INDEX}&part={part}") for part in ("steps", "besides"))
    assert steps.status == besides.status == 200
    assert set(besides.json()) <= {"said", "readings"} and "indicators" not in steps.json()
    assert ask(app, f"{INDEX}&part=none").status == 404


def test_asked_again_it_is_not_sent_again(app: Starlette) -> None:
    first = ask(app, INDEX)
    assert first.headers["cache-control"] == "private, no-cache"
    again = ask(app, INDEX, if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    head = ask(app, INDEX, "HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(first.body)))
    assert ask(app, INDEX, "POST").status == 405


def test_a_new_figure_is_a_new_index(app: Starlette, data_folder: Path) -> None:
    before = ask(app, INDEX)
    at = dt.datetime.now(dt.UTC)
    row = Observation("kunming", "gdp", Period("2025"), 98765.43, "亿元", "A", "t", "", "", at, "t", "t-1")
    CsvStore(data_folder / "actuals.csv").append([row])
    after = ask(app, INDEX, if_none_match=before.headers["etag"])
    assert after.status == 200
    assert "98,765.43 亿元" in after.body.decode()
    assert "98,765.43 亿元" not in before.body.decode()


def test_a_report_on_a_task_is_a_new_index(app: Starlette, data_folder: Path) -> None:
    """The bureau of investment leads one task of three steps, of which two fell due in 2019 and one is not due."""
    with_tasks(data_folder)

    def told() -> str:
        bodies = ask(app, INDEX).json()["bodies"]
        return next(body["said"] for body in bodies if body["id"] == INVESTMENT)

    assert told().endswith("。 牵头任务 1 项，事项中2个已到期而没有单位填报。")
    said(data_folder, "km19-x.1", "under_way")
    assert told().endswith("。 牵头任务 1 项，事项中1个逾期，1个已到期而没有单位填报。")


def test_as_known_on_a_day(app: Starlette) -> None:
    """The communiqué with 2025 came in May 2026."""
    gdp = next(entry for entry in ask(app, INDEX + "&on=2026-01-01").json()["indicators"] if entry["id"] == "gdp")
    assert "2025" not in gdp["years"]["0"]


@pytest.mark.parametrize(
    "wrong", ["", "?lang=fr", "?lang=zh&x=1", "?lang=zh&on=2999-01-01", "?lang=zh&on=x", "?on=2025-01-01"]
)
def test_what_is_not_there(app: Starlette, wrong: str) -> None:
    answer = ask(app, f"/search.json{wrong}")
    assert (answer.status, answer.body) == (404, b"")


def test_who_may_not_read_finds_nothing(app: Starlette, data_folder: Path) -> None:
    known = ask(app, INDEX).headers["etag"]
    (data_folder / "people.yaml").write_text("read: signed_in\n", encoding="utf-8")
    for etag in ("", known):
        answer = ask(app, INDEX, if_none_match=etag)
        assert (answer.status, answer.body, answer.headers["cache-control"]) == (403, b"", "no-store")


def test_data_that_cannot_be_read(app: Starlette, data_folder: Path) -> None:
    (data_folder / "targets.yaml").write_text("documents: 3", encoding="utf-8")
    answer = ask(app, INDEX)
    assert (answer.status, answer.body) == (503, b"")


@pytest.mark.parametrize("page", ["/", "/indicator", "/documents"])
def test_the_script_comes_with_every_page(app: Starlette, page: str) -> None:
    """Behind what it works on, and once."""
    sent = ask(app, page).body.decode()
    assert sent.count(search_script()) == 1
    assert sent.index('<div id="root"></div>') < sent.index(search_script())
