"""The wall, the indicator's page and the list of missing data say one thing of a target that has no verdict."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest

from components.leaders.coverage import owed_html
from components.page.links import Links
from gapboard.board import Board
from gapboard.board.wall import Stands, wall
from gapboard.explain.cards import CardWords

ON = dt.date(2026, 11, 22)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_the_wall_knows_of_a_silent_target_stands_in_the_list(curated, curated_ledger, language: str) -> None:
    board = Board(curated, curated_ledger, ON)
    listed = unescape(re.sub("<[^>]+>", "\n", owed_html(board, language, Links(language))))
    silent = [card for card in wall(board, ON).cards if card.promises[0].stands is Stands.SILENT]
    told = {(card.indicator.id, card.region): CardWords(card, curated, language).figures.actual for card in silent}
    assert told["gdp", "dianzhong"] == {"zh": "2017年增长 12.8%", "en": "growth 12.8% in 2017"}[language]
    assert [text for text in told.values() if text not in listed.splitlines()] == []
