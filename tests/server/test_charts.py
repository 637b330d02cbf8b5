"""Charts drawn by the server: the right one, in the asked size and colours, for who may see it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from starlette.applications import Starlette

from gapboard.ledger import CsvStore, Observation
from gapboard.ledger.observation import Period
from tests.server.asking import ask

GDP = "/chart.svg?id=gdp&region=kunming&chart=own&lang=zh&width=1376"


def words(svg: bytes) -> set[str]:
    """The texts in a drawing."""
    return {"".join(item.itertext()) for item in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")}


def test_a_chart_in_the_asked_size_with_the_targets_words(app: Starlette) -> None:
    answer = ask(app, GDP + "&far=1")
    assert answer.status == 200
    assert answer.headers["content-type"] == "image/svg+xml"
    drawing = ET.fromstring(answer.body)
    assert (drawing.get("width"), drawing.get("height")) == ("1376", "360")
    # The action plan promises 10,000 亿元 for 2025; four times the 6,733.79 of 2020 is 26,935.16.
    assert {"目标 10,000", "目标 26,935.16", "亿元", "2025 口径变动"} <= words(answer.body)
    assert b"#1f5f99" in answer.body
    # Without the far target, and the gap of the near one: 10,000 − 8,637.45 = 1,362.55, of 10,000 13.6 %.
    near = words(ask(app, GDP).body)
    assert "目标 10,000" in near and "目标 26,935.16" not in near and "差 1,362.55 亿元 · 13.6%" in near


def test_narrow_dark_and_english(app: Starlette) -> None:
    answer = ask(app, GDP.replace("1376", "352").replace("zh", "en") + "&dark=1&far=1")
    assert ET.fromstring(answer.body).get("width") == "352"
    # 10,000 亿元 are 1,000 bn yuan; where it is narrow, values and years stand without their words.
    assert {"1,000", "2,693.516", "2025", "bn yuan"} <= words(answer.body)
    assert b"#7db6ee" in answer.body
    assert b"#1f5f99" not in answer.body


def test_growth_is_a_chart_of_its_own(app: Starlette) -> None:
    own, growth = (
        ask(app, f"/chart.svg?id=trade&region=kunming&chart={chart}&lang=zh&width=800").body
        for chart in ("own", "growth")
    )
    assert "亿元" in words(own) and "%" not in words(own)
    assert "%" in words(growth)


def test_as_known_on_a_day(app: Starlette) -> None:
    """The communiqué with 2025 came in May 2026: before it the line ends in 2024, and has a point less."""
    now, before = ask(app, GDP).body, ask(app, GDP + "&on=2026-01-01").body
    assert now != before and words(now) - words(before) == {"差 1,362.55 亿元 · 13.6%"}


@pytest.mark.parametrize(
    "wrong",
    [
        GDP.replace("id=gdp", "id=x"),
        GDP.replace("kunming", "x"),
        GDP.replace("own", "both"),
        GDP.replace("1376", "1377"),
        GDP.replace("1376", "160"),
        GDP.replace("1376", "16000"),
        GDP.replace("1376", "x"),
        GDP.replace("zh", "fr"),
        GDP + "&dark=2",
        GDP + "&on=2999-01-01",
        GDP + "&on=yesterday",
        GDP + "&x=1",
        GDP.replace("id=gdp&", ""),
        GDP.replace("own", "growth"),  # no target is about the growth of its published values
    ],
)
def test_what_is_not_there(app: Starlette, wrong: str) -> None:
    answer = ask(app, wrong)
    assert (answer.status, answer.body) == (404, b"")


def test_asked_again_it_is_not_sent_again(app: Starlette) -> None:
    first = ask(app, GDP)
    again = ask(app, GDP, if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    head = ask(app, GDP, "HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(first.body)))
    assert ask(app, GDP, "POST").status == 405


def test_a_new_figure_gives_a_new_chart(app: Starlette, data_folder: Path) -> None:
    before = ask(app, GDP)
    at = dt.datetime.now(dt.UTC)
    row = Observation("kunming", "gdp", Period("2025"), 98765.43, "亿元", "A", "t", "", "", at, "t", "t-1")
    CsvStore(data_folder / "actuals.csv").append([row])
    after = ask(app, GDP, if_none_match=before.headers["etag"])
    assert after.status == 200
    assert "100,000" in words(after.body) - words(before.body)


def test_who_may_not_read_sees_no_chart(app: Starlette, data_folder: Path) -> None:
    (data_folder / "people.yaml").write_text("read: signed_in\n", encoding="utf-8")
    answer = ask(app, GDP)
    assert (answer.status, answer.body) == (403, b"")


def test_data_that_cannot_be_read(app: Starlette, data_folder: Path) -> None:
    (data_folder / "targets.yaml").write_text("documents: 3", encoding="utf-8")
    assert ask(app, GDP).status == 404
