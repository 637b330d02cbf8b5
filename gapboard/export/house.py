"""The house style of what leaves the board: one typeface, few colours, a mark beside every colour, who and when."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gapboard.assess import Assessment, Group
from gapboard.catalog import Catalog
from gapboard.explain import Figures
from gapboard.explain.answering import beside_text
from gapboard.explain.evidence import grey_word, indication_phrase
from gapboard.export.briefing import Briefing
from gapboard.export.charts.look import LIGHT
from gapboard.export.neutral import in_xml
from gapboard.export.xlsx import shown_width
from gapboard.kernel.wording import say

# One typeface for Latin and Chinese, on every Windows and in Office for Mac; elsewhere the viewer's
# own Chinese typeface takes its place.
TYPEFACE = "Microsoft YaHei"

# As Office writes them.
_OFFICE = {name: colour[1:].upper() for name, colour in LIGHT.items()}
TEXT, QUIET, RULE, SOFT, ACCENT = (_OFFICE[name] for name in ("text", "quiet", "line", "soft", "actual"))
INDICATED, PAGE = _OFFICE["indicated"], _OFFICE["page"]
EARLIER = "6C8FB3"  # a series before its definition changed: of the colour of ``ACCENT``, and still seen on paper
_GROUPS = (Group.MET, Group.ON_TRACK, Group.UNDEFINED, Group.BEHIND, Group.MISSED, Group.NO_DATA)
# What has no data stands back where it fills an area.
COLOURS = {group: _OFFICE[group.value] for group in _GROUPS} | {Group.NO_DATA: QUIET}
FILLS = COLOURS | {Group.NO_DATA: "D3D9E0"}
PALE = frozenset({FILLS[Group.NO_DATA]})  # fills that want dark letters
# The shapes of the board's signs, as characters that every Chinese typeface has.
MARKS = {
    Group.MET: "●",
    Group.ON_TRACK: "▲",
    Group.UNDEFINED: "◆",
    Group.BEHIND: "▼",
    Group.MISSED: "■",
    Group.NO_DATA: "○",
}
LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en-US"}

_SPACES = re.compile(r"\s+")
# Characters that turn the text after them around, or that nobody sees.
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u061c]")
_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\s.]+')
_LONGEST_NAME = 60
_SOURCES_NAMED = 2
_EM, _BOLD_EM = 0.52, 0.58
_ACCOUNT = re.compile(r"(GitHub)[ :]+[\w.-]+/[\w.-]+")  # whose folder it is says nothing to a reader
_FILLED, _FILLED_OF_SEVERAL = 0.94, 0.84


def plain(text: str) -> str:
    """``text`` in one line, without characters that no file may hold or no reader sees."""
    return in_xml(_SPACES.sub(" ", _UNSEEN.sub("", text)).strip())


def fit(text: str, inches: float, points: float, lines: int = 1, *, bold: bool = False) -> str:
    """``text`` cut so that it takes at most ``lines`` lines of ``inches`` at ``points``; an ellipsis marks the cut.

    A half-width character counts as a little over half an em, as in a wide Latin typeface; of each line a part
    is kept free, for words do not break.
    """
    text = plain(text)
    em = _BOLD_EM if bold else _EM
    filled = _FILLED if lines == 1 else _FILLED_OF_SEVERAL
    room = int(filled * lines * inches * 72 / (points * em))
    if shown_width(text) <= room:
        return text
    while text and shown_width(text) > room - 2:
        text = text[:-1]
    return text.rstrip() + "…"


def lines_of(text: str, inches: float, points: float) -> float:
    """About how many lines of ``inches`` a text takes at ``points``, were each of them full."""
    return shown_width(plain(text)) * points * _EM / (inches * 72)


def status_word(result: Assessment, language: str) -> str:
    """The status, or why a target is grey, with its mark, so that it is told without its colour."""
    return f"{MARKS[result.status.group]} {grey_word(result, language)}"


def gap_text(figures: Figures) -> str:
    """The gap; what another year indicates, named as that, where there is no verdict."""
    phrase = indication_phrase(figures.result, figures.catalog, figures.language)
    if not phrase:
        return f"{figures.gap}{figures.gap_percent}"
    name, colon = (say(key, figures.language) for key in ("evidence.indication.name", "access.colon"))
    return f"{name}{colon}{phrase}"


def group_word(group: Group, language: str) -> str:
    """A headline group with its mark."""
    return f"{MARKS[group]} {say(f'group.{group.value}', language)}"


def provenance(briefing: Briefing) -> str:
    """What every page carries: the board's name, the filters and the date with its state of knowledge."""
    return plain(" · ".join((briefing.title, briefing.scope, briefing.as_of)))


def releases(results: Iterable[Assessment], catalog: Catalog) -> tuple[list[str], list[str]]:
    """The releases behind the values that are shown for some targets, each once: judged values and, where a
    target cannot be judged, what is shown in their place. Those that tell what others published stand apart, second.
    """
    points = (result.told_by for result in results)
    rows = [row for point in points if point for row in point.inputs if plain(row.source)]
    second = {row.source for row in rows if catalog.is_secondary(row.source, row.source_url)}
    named = dict.fromkeys(row.source for row in rows)
    return [_released(name) for name in named if name not in second], [
        _released(name) for name in named if name in second
    ]


def _released(source: str) -> str:
    return plain(_ACCOUNT.sub(r"\1", source))


def sources_line(results: Iterable[Assessment], catalog: Catalog, language: str) -> str:
    """One line that names the first releases behind some figures and counts them all; empty without figures.

    What is known at second hand only is told as that.
    """
    first, second = releases(results, catalog)
    found = first + second
    if not found:
        return ""
    if not first:
        return say("handout.second_hand", language, sources=say("handout.join", language).join(second[:_SOURCES_NAMED]))
    named = say("handout.join", language).join(found[:_SOURCES_NAMED])
    key = "handout.sources_more" if len(found) > _SOURCES_NAMED else "handout.sources"
    return say(key, language, sources=named, count=len(found))


def responsible(figures: Figures) -> str:
    """The responsible bodies as printed, or that there are none; then whom the office assigned, or a suggestion."""
    units = say("handout.unit_join", figures.language).join(figures.target.responsible)
    printed = plain(units) or say("indicator.no_responsible", figures.language)
    beside = plain(beside_text(figures.target, figures.catalog, figures.language))
    return say("handout.join", figures.language).join(filter(None, (printed, beside)))


def file_name(briefing: Briefing, ending: str, called: str = "") -> str:
    """A name for a hand-out: the board, what it is ``called``, the filters where there are any, the date."""
    scope = plain(briefing.scope) if briefing.filters else ""
    parts = [briefing.title, called, scope[:_LONGEST_NAME], briefing.board.on.isoformat()]
    safe = (_NOT_IN_FILE_NAMES.sub("-", part).strip("-") for part in parts)
    return "_".join(part for part in safe if part) + f".{ending}"
