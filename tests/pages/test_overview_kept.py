"""What is drawn once for everybody is what would be drawn anew, and changes with the data."""

import datetime as dt
from pathlib import Path

import pytest

from components.leaders.first_answer import first_answer
from components.leaders.look import Look
from components.leaders.overview import _body, _head, overview_html
from components.page.data import board
from components.page.links import Links
from gapboard.board import Board, Filters, count
from gapboard.board.meetings import Since
from gapboard.ledger import CsvStore, Observation
from gapboard.ledger.observation import Period
from server.first_answer import FirstAnswer

LIST = Look(view="list")
SINCE = Since(dt.date(2026, 10, 1))


def drawn(shown: Board, filters: Filters, language: str, links: Links) -> str:
    return overview_html(shown, filters, language, links, LIST, SINCE)


@pytest.mark.parametrize("filters", [Filters(), Filters(status="missed", region="kunming"), Filters(theme="<b>")])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_kept_view_is_the_view_drawn_anew(filters: Filters, language: str) -> None:
    links = Links(language)
    shown = board()
    head = _head.__wrapped__(shown, filters, language, links, LIST, dt.date.today())
    anew = head + _body.__wrapped__(shown, filters, language, links, LIST, SINCE)
    assert drawn(shown, filters, language, links) == anew
    assert drawn(shown, filters, language, links) == anew


def test_views_are_told_apart_by_filters_language_links_and_date() -> None:
    shown = board()
    views = {
        drawn(shown, Filters(), "zh", Links()),
        drawn(shown, Filters(due="2025"), "zh", Links()),
        drawn(shown, Filters(), "en", Links()),
        drawn(shown, Filters(), "zh", Links("zh")),
        drawn(board(dt.date(2024, 1, 1)), Filters(), "zh", Links("", "2024-01-01")),
    }
    assert len(views) == 5


def test_a_new_row_in_the_ledger_gives_a_new_view_and_a_new_first_answer(data_folder: Path) -> None:
    before, first = drawn(board(), Filters(), "zh", Links()), first_answer("", {}, "zh-CN")
    at = dt.datetime.now(dt.UTC)  # later than every row there is
    row = Observation("kunming", "gdp", Period("2025"), 98765.43, "亿元", "A", "t", "", "", at, "t", "t-1")
    CsvStore(data_folder / "actuals.csv").append([row])
    after = drawn(board(), Filters(), "zh", Links())
    assert "98,765.43" not in before + first
    assert "98,765.43" in after
    assert "98,765.43" in first_answer("", {}, "zh-CN")


def test_a_kept_page_has_the_answer_and_the_etag_of_its_own_text() -> None:
    index = '<html><script type="module" src="./x.js"></script><div id="root"></div></html>'
    answers = iter(["<p>one</p>", "<p>one</p>", "<p>two</p>"])
    pages = FirstAnswer({"": index}, lambda page, parameters, accepted: next(answers))
    one, again, two = (pages._made("", {}, "") for _ in range(3))
    assert one and again and two
    assert one == again != two
    assert b"<p>two</p>" in two.plain
    assert one.etag != two.etag


def test_indications_are_counted_apart_and_their_line_lists_them() -> None:
    shown = board(dt.date(2026, 11, 21))
    page = drawn(shown, Filters(), "zh", Links())
    assert page.count(">另有迹象（不作判断）") == 1
    assert 'href="./?indication=any&amp;view=list"' in page
    listed = drawn(shown, Filters(indication="any"), "zh", Links())
    rows = listed[listed.index("gb-rows") :]
    hidden = rows.count(' hidden>\n<span role="cell"')
    assert rows.count("data-target=") - hidden == count(shown.assessments).indications.total()
    assert rows.count('class="c-sign ') == count(shown.assessments).indications.total()
