"""The pages on a ledger in a database: the same board, what was last known while it is away, and no half saving.

Slow: pages run against a real database that is taken away and given back, and wait for it as a visitor does.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.leaders.first_answer import first_answer
from gapboard.ledger import CsvStore
from gapboard.ledger.postgres import PostgresStore, open_database
from tests.pages.conftest import Opener, forget, html_of
from tests.pages.test_staff import button, sign
from tests.shipped_data import DATA

NEW = "指标,地区,年份,数值,单位\n地区生产总值,昆明市,1990,115.5,亿元\n"


@pytest.fixture
def ledger(database, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PostgresStore]:
    """The shipped ledger in a database; the file is gone."""
    store = open_database(database.url)
    store.append(CsvStore(DATA / "actuals.csv").read().rows)
    (data_folder / "actuals.csv").unlink()
    monkeypatch.setenv("GAPBOARD_DATABASE_URL", database.url)
    yield store
    if database.server.process is None:
        database.server.start()
    forget()


@pytest.fixture(autouse=True)
def looks_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second's patience is for people; a test looks again at once."""
    monkeypatch.setattr("gapboard.ledger.watch._AWAY_SECONDS", 0.0)
    monkeypatch.setattr("components.page.data._LOOK_SECONDS", 0.0)


def warnings(app: AppTest) -> list[str]:
    return [item.value for item in app.warning]


def run_until_it_is_back(app: AppTest) -> None:
    """Draw the page until it warns no more: a drawing may come while another one is trying the database."""
    limit = time.monotonic() + 10
    while warnings(app.run()):
        assert time.monotonic() < limit


def test_the_board_is_the_same_as_from_the_file(open_page: Opener, ledger, monkeypatch, data_folder) -> None:
    from_database = html_of(open_page())
    monkeypatch.delenv("GAPBOARD_DATABASE_URL")
    monkeypatch.setenv("GAPBOARD_DATA", str(DATA))
    forget()
    assert html_of(open_page()) == from_database
    assert "gb-" in from_database


def test_the_first_answer_says_so_too(ledger, database) -> None:
    """It comes before Streamlit draws anything, with figures that are as old as the notice tells."""
    words = "台账数据库暂时无法连接。当前显示"
    there = first_answer("", {}, "zh-CN")
    assert words not in there and "8,637.45" in there
    database.server.stop()
    away = first_answer("", {}, "zh-CN")
    assert words in away and "8,637.45" in away
    database.server.start()
    limit = time.monotonic() + 10
    while words in first_answer("", {}, "zh-CN"):
        assert time.monotonic() < limit


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "台账数据库暂时无法连接。当前显示"), ("en", "What you see is as of")]
)
def test_away_for_a_minute(open_page: Opener, ledger, database, language: str, words: str) -> None:
    app = open_page(lang=language)
    before = html_of(app)
    assert warnings(app) == []
    database.server.stop()
    app.run()
    assert not app.exception
    assert html_of(app) == before
    assert [words in text for text in warnings(app)] == [True]
    database.server.start()
    run_until_it_is_back(app)
    assert html_of(app) == before


def test_away_from_the_beginning(open_page: Opener, ledger, database) -> None:
    database.server.stop()
    app = open_page(lang="en")
    assert not app.exception
    assert ["there is no need to reload" in text for text in warnings(app)] == [True]
    database.server.start()
    run_until_it_is_back(app)
    assert "gb-" in html_of(app)


def test_saving_while_it_is_away_is_refused_and_works_afterwards(open_page: Opener, ledger, database) -> None:
    rows = len(ledger.read().rows)
    app = open_page("import", lang="en")
    app.file_uploader[0].upload("新.csv", NEW.encode(), "text/csv").run()
    sign(app)
    database.server.stop()
    button(app, ".all").click().run()
    assert not app.exception
    assert "cannot be reached; nothing was written" in html_of(app)
    database.server.start()
    assert len(ledger.read().rows) == rows
    app.run()
    button(app, ".all").click().run()
    assert not app.exception
    assert [row.value for row in ledger.read().rows[rows:]] == [115.5]


def test_what_another_server_saves_is_on_the_next_run(open_page: Opener, ledger) -> None:
    app = open_page()
    before = html_of(app)
    row = max(ledger.read().known_on().series("kunming", "gdp").items())[1]
    ledger.append([dataclasses.replace(row, value=9999.5, batch="theirs")], unchanged_since=ledger.read())
    app.run()
    assert html_of(app) != before
    assert "9,999.5" in html_of(app)
