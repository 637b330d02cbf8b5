"""The briefing on two pages (简报): masthead, verdict, six charts, who must do what, sources and date."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from gapboard.assess import Group
from gapboard.explain import Figures
from gapboard.explain.cards import CardWords
from gapboard.explain.coverage import publisher_text
from gapboard.export import house
from gapboard.export.briefing import Briefing
from gapboard.export.house import fit, lines_of
from gapboard.export.official import WIDTH, OfficialPaper
from gapboard.kernel.wording import say

_CHARTS = 6
_ASKED = 5
_GDP = "gdp"
_HEIGHTS = (2.6, 4.1)  # centimetres of a chart, at least and at most
# Of the first page in centimetres, as LibreOffice sets it: the room for title, text and two rows of charts; a line of
# the title, one of the text, and what stands over a chart. The words of English take more lines, which are lower.
_ROOM, _TITLE_LINE = {"zh": 17.9, "en": 18.4}, 0.85
_TEXT_LINE, _CAPTION = {"zh": 0.71, "en": 0.57}, {"zh": 1.85, "en": 2.2}
_SIZES = {"zh": 10.5, "en": 9.5}  # points of the table's letters, likewise
_NAMED = 3  # figures that a body is asked for by name; the others are counted
_NAME_LINES = 6  # more than the longest name of a body takes
_WIDTHS = (0.3, 0.7)
_SHORT = (Group.MISSED, Group.BEHIND)


def bulletin(briefing: Briefing) -> bytes:
    """A docx file of A4 upright, in the look of an official document; it is made to be no longer than two pages."""
    language, day = briefing.language, briefing.board.on
    paper = OfficialPaper(language, house.provenance(briefing), f"{say('bulletin.name', language)} · {briefing.scope}")
    dated = say("bulletin.day", language, year=day.year, month=day.month, day=day.day)
    office = fit(briefing.office, 3.6, 12) or say("bulletin.office_blank", language)
    paper.masthead(say("bulletin.name", language), say("bulletin.office", language, office=office), dated)
    if not briefing.results:
        paper.title(say("overview.none_fit", language))
        return paper.save()
    verdict = briefing.verdict
    finding = verdict[min(1, len(verdict) - 1)]
    title = finding.removesuffix(say("bulletin.stop", language))
    paper.title(title)
    paper.heading(say("bulletin.summary", language))
    scope = say("bulletin.scope", language, scope=briefing.scope, as_of=briefing.as_of)
    cards = [CardWords(card, briefing.board.catalog, language) for card in briefing.picked[:_CHARTS]]
    text = (" " if language == "en" else "").join([*verdict, *_gdp(briefing, cards), scope])
    paper.text(text)
    if cards:
        short = not briefing.pick and all(words.card.lead.status.group in _SHORT for words in cards)
        paper.heading(say("bulletin.charts" if short else "bulletin.charts_chosen", language, count=len(cards)))
        if short:
            paper.small(say("bulletin.rule", language))
        paper.charts(cards, height=_height(title, text, language))
    rows = [*_gaps(cards, language), *_asked(briefing)]
    if rows:
        paper.heading(say("bulletin.who", language))
        paper.table(
            [say(f"bulletin.column.{name}", language) for name in ("body", "task")],
            _WIDTHS,
            rows,
            size=_SIZES[language],
        )
    paper.small(_sources(cards, language))
    paper.signed(office if briefing.office else "", dated)
    return paper.save()


def _height(title: str, text: str, language: str) -> float:
    """How high a chart may be, in centimetres, so that two rows of them stand below the text of the first page."""
    lines = lines_of(text, WIDTH / 2.54, 12) + 1  # words do not break, and the first line is set in
    words = ceil(lines_of(title, WIDTH / 2.54, 15)) * _TITLE_LINE + lines * _TEXT_LINE[language]
    least, most = _HEIGHTS
    return min(most, max(least, (_ROOM[language] - words) / 2 - _CAPTION[language]))


def _gaps(cards: Sequence[CardWords], language: str) -> list[tuple[str, str]]:
    """Who has which of the gaps to close; what nobody is named for stands in one row."""
    by_body: dict[str, list[str]] = {}
    for words in cards:
        if words.card.lead.status.group in _SHORT:
            by_body.setdefault(words.answering or words.lead, []).append(_gap(words))
    nobody = say("bulletin.nobody", language)
    return [_row(body or nobody, "bulletin.close", gaps, 9, language) for body, gaps in by_body.items()]


def _gap(words: CardWords) -> str:
    figures = words.figures
    return f"{words.title} {figures.gap}{figures.gap_percent}"


def _crossed(words: CardWords) -> str:
    """That the promise leads across a break of its series; empty where it does not."""
    crossed = words.figures.crossed
    return say("bulletin.crossed", words.language, crossed=crossed) if crossed else ""


def _gdp(briefing: Briefing, cards: Sequence[CardWords]) -> list[str]:
    """How GDP stands, which every reader looks for; nothing where a chart says it or the scope has no target on it."""
    if any(words.card.indicator.id == _GDP for words in cards):
        return []
    keys, _ = briefing.cards_named([_GDP])
    found = [CardWords(card, briefing.board.catalog, briefing.language) for card in briefing.cards if card.key in keys]
    return [say("bulletin.gdp", briefing.language, finding=words.finding + _crossed(words)) for words in found]


def _row(body: str, key: str, items: Sequence[str], lines: int, language: str, **values: object) -> tuple[str, str]:
    """Body and task, the task cut to what two pages have room for; a body's name is whole, as long as one is."""
    task = say(key, language, items=say("handout.join", language).join(items), **values)
    wide = WIDTH / 2.54
    size = _SIZES[language]
    return fit(body, wide * _WIDTHS[0], size, _NAME_LINES), fit(task, wide * _WIDTHS[1], size, lines)


def _asked(briefing: Briefing) -> list[tuple[str, str]]:
    """Who owes which figures that are due, who owes most first."""
    language = briefing.language
    rows = []
    for name, results in briefing.asked[:_ASKED]:
        names = list(dict.fromkeys(Figures(item, briefing.board.catalog, language).name for item in results))
        key = "bulletin.supply" if len(names) <= _NAMED else "bulletin.supply_more"
        body = name[1 if language == "en" else 0] or say("bulletin.nobody", language)
        body, task = _row(body, key, names[:_NAMED], 4, language, count=len(results))
        why = publisher_text(name, results, briefing.unjudged, briefing.board, language)
        rows.append((body, say("bulletin.why", language, task=task, why=why) if why else task))
    return rows


def _sources(cards: Sequence[CardWords], language: str) -> str:
    if not cards:
        return ""
    told = house.sources_line([words.card.lead for words in cards], cards[0].catalog, language)
    return fit(told, WIDTH / 2.54, 9, 2)
