"""Under a chart: its table, its files, and the warning where a picture would lack a character."""

from __future__ import annotations

from pathlib import Path

import pytest

from gapboard.export.drawing import drawer
from tests.pages.conftest import Opener
from tests.pages.test_pages import html_of


@pytest.fixture(autouse=True)
def nothing_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that draws a picture before anyone asked for it fails."""

    def refuse(*_: object) -> bytes:
        raise AssertionError("drawn before the click")

    monkeypatch.setattr(drawer.Drawer, "draw", refuse)


@pytest.mark.parametrize(("language", "words"), [("zh", "PNG 图片"), ("en", "PNG picture")])
def test_four_files_and_a_table(open_page: Opener, language: str, words: str) -> None:
    app = open_page("indicator", id="gdp", region="kunming", lang=language)
    assert not app.exception
    buttons = [button.proto.label for button in app.get("download_button")]
    assert len(buttons) == 4
    assert buttons[0] == words
    html = html_of(app)
    table = html[html.index("gb-behind") :]
    # 11 actuals, 3 earlier releases, 3 targets, 3 paths and 1 projection with two ends each.
    assert table[: table.index("</table>")].count('<th scope="row">') == 25
    assert not app.warning


def test_a_chart_says_in_words_what_it_shows(open_page: Opener) -> None:
    app = open_page("indicator", id="gdp", region="kunming")
    chart = (app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart"))[0]
    assert "2025年 8,637.45 亿元" in chart.proto.alt


def test_a_rare_character_is_warned_of(open_page: Opener, data_folder: Path) -> None:
    path = data_folder / "actuals.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("昆明市2025年国民经济和社会发展统计公报", "㐂市2025年统计公报"), encoding="utf-8")
    app = open_page("indicator", id="gdp", region="kunming")
    assert "㐂 (U+3402)" in app.warning[0].value
