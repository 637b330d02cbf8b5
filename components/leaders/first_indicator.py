"""The indicator page as plain HTML, its charts drawn by the server: what stands there until Streamlit has drawn it."""

from __future__ import annotations

from components.leaders.at_odds import at_odds_html
from components.leaders.indicator import cards_html, releases_html, title_html
from components.leaders.indicator_charts import legend_html, nothing_text, table_html
from components.leaders.indicator_choice import first_of, regions_for
from components.leaders.related import related_html
from components.page.links import Links
from components.page.tasks import known_tasks
from components.page.templates import render
from gapboard.board import Board
from gapboard.board.per_board import per_board
from gapboard.board.tasks import TaskBoard
from gapboard.export.charts import Charted, charts_of
from gapboard.export.charts.look import HEIGHT
from gapboard.kernel.wording import say
from server.charts import PATH, WIDTHS

_MOST_VIEWS = 64
_WITHOUT_SCRIPT = WIDTHS[WIDTHS.index(960)]  # pixels of a chart where no script can tell what fits


def indicator_html(board: Board, asked: str, wanted: str, language: str, links: Links, *, whole: bool = False) -> str:
    """The page for an address's indicator and region; empty where the address names one that is not there.

    Of that the live page tells.
    """
    indicator = asked or first_of(list(board.catalog.indicators))
    if indicator not in board.catalog.indicators:
        return ""
    regions = regions_for(board, indicator)
    if wanted and wanted not in regions:
        return ""
    tasks = known_tasks(board.known_on)
    return _drawn(board, tasks, indicator, wanted or regions[0], language, links, whole)


@per_board(_MOST_VIEWS)
def _drawn(
    board: Board, tasks: TaskBoard | None, name: str, region: str, language: str, links: Links, whole: bool
) -> str:
    indicator = board.catalog.indicators[name]
    results = board.of_indicator(name, region)
    charts = charts_of(board, indicator, region, results, language, whole=whole)
    return render(
        "first_indicator.html",
        choices=[
            (say("indicator.choose", language), indicator.label(language)),
            (say("indicator.region", language), board.catalog.regions[region].label(language)),
        ],
        title=title_html(board, indicator, region, results, language, links),
        charts=[
            (legend_html(item, links, whole=whole), _address(item, whole), item.alt, table_html(item))
            for item in charts
        ],
        height=HEIGHT,
        widths=WIDTHS,
        plain_width=_WITHOUT_SCRIPT,
        download=say("chart.download", language),
        nothing="" if charts else nothing_text(board, indicator, region, language),
        cards=cards_html(board, results, language, links, tasks),
        related=related_html(board, indicator, region, results, language, links),
        at_odds=at_odds_html(board, language, links, (region, name)),
        releases=releases_html(board, indicator, region, language),
    )


def _address(charted: Charted, whole: bool) -> str:
    """Where the chart is drawn; its width and colours are the browser's to add."""
    on = charted.board.known_on
    return Links(charted.language, on.isoformat() if on else "").to(
        f"./{PATH}",
        id=charted.indicator.id,
        region=charted.region,
        chart="growth" if charted.growth else "own",
        far="1" if whole else "",
    )
