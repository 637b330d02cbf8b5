"""Indicator: one series with its releases and breaks, and every target that any document sets on it."""

from components.leaders.at_odds import at_odds_html
from components.leaders.indicator import cards_html, releases_html, title_html
from components.leaders.indicator_charts import FAR, charts
from components.leaders.indicator_choice import choose
from components.leaders.related import related_html
from components.page.address import asked
from components.page.data import board
from components.page.frame import guarded, name_tab
from components.page.session import as_of, language, links
from components.page.tasks import known_tasks
from components.page.templates import draw_html


def draw() -> None:
    """The indicator and region that the address names."""
    shown = board(as_of())
    indicator, region = choose(shown)
    name_tab(indicator.label(language()), shown.catalog.regions[region].label(language()))
    results = shown.of_indicator(indicator.id, region)
    draw_html(title_html(shown, indicator, region, results, language(), links()))
    charts(shown, indicator, region, results, whole=bool(asked({FAR: ("1",)})[FAR]))
    draw_html(cards_html(shown, results, language(), links(), known_tasks(as_of())))
    if beside := related_html(shown, indicator, region, results, language(), links()):
        draw_html(beside)
    if contradictions := at_odds_html(shown, language(), links(), (region, indicator.id)):
        draw_html(contradictions)
    draw_html(releases_html(shown, indicator, region, language()))


guarded(draw)
