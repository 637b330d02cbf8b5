"""What a meeting is shown and what it takes away: one content for slides, PowerPoint, Word and Excel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cached_property

from gapboard.assess import Assessment, Group, IndicationKind
from gapboard.board import ANY, Board, Filters
from gapboard.board.coverage import by_supplier
from gapboard.board.summary import ThemeSummary, best, by_theme, unjudged, worst
from gapboard.board.task_filters import fits
from gapboard.board.task_themes import ThemeTasks
from gapboard.board.tasks import TaskBoard, TaskState
from gapboard.board.wall import Card, ranked
from gapboard.catalog.tasks import Tasks
from gapboard.explain.as_of import as_of_text
from gapboard.explain.headline import headline
from gapboard.export.progress import any_reported, told_by_theme
from gapboard.kernel.wording import say

USUAL = 20
"""Cards that are shown where nobody chose any: more no meeting sits through."""


LONGEST_OFFICE = 40  # characters, that the masthead has room for


@dataclass(frozen=True)
class Briefing:
    """A board through some filters, told in one language; what changed is told since the earlier board ``before``.

    ``pick`` names the cards that a presenter chose; without it the first few are shown.
    ``office`` is who issues what is handed out; ``tasks`` are told where anything was reported of them, and what is new
    since ``tasks_before``; ``answer_by`` is until when answers are asked for, without it a line is left to write it on.
    """

    board: Board
    filters: Filters
    language: str
    before: Board | None = None
    pick: tuple[str, ...] = ()
    office: str = ""
    tasks: TaskBoard | None = None
    tasks_before: TaskBoard | None = None
    answer_by: dt.date | None = None

    @cached_property
    def task_states(self) -> list[TaskState]:
        """The tasks that fit the filters, document by document; none where the briefing has none."""
        if self.tasks is None:
            return []
        return [state for state in self.tasks.all if fits(state.task, self.tasks.tasks, self.filters)]

    @cached_property
    def task_themes(self) -> list[ThemeTasks]:
        """Those tasks by theme, the theme with most that is late first; without the themes nobody reported on."""
        return told_by_theme(self.task_states, self.tasks.tasks, self.filters.theme) if self.tasks else []

    @cached_property
    def tells_tasks(self) -> bool:
        """Whether anything was reported of them."""
        return any_reported(self.task_states)

    @cached_property
    def asks_tasks(self) -> bool:
        """Whether anything was reported of them, or asks for a deed or a report: without it there is no notice."""
        asks = (item.grade or item.unreported for state in self.task_states for item in state.units)
        return self.tells_tasks or any(asks)

    @cached_property
    def results(self) -> tuple[Assessment, ...]:
        """The assessments that fit the filters, the worst first."""
        return tuple(self.board.shown(self.filters))

    @cached_property
    def cards(self) -> list[Card]:
        """What there is to show of each indicator, in the order of the wall: the worst of what fell due first."""
        return ranked(self.board, self.results)

    @property
    def picked(self) -> list[Card]:
        """The cards that are shown, one on a slide: those chosen, else the first few."""
        return [card for card in self.cards if card.key in self.pick] or self.cards[:USUAL]

    def cards_named(self, names: Iterable[str]) -> tuple[tuple[str, ...], list[str]]:
        """The keys of the cards that are named by key, or by an indicator alone; and the names that are none of them.

        An indicator alone means its card of the region that needs no saying, else the first.
        """
        keys: list[str] = []
        unknown = []
        for name in names:
            fitting = [card for card in self.cards if name in (card.key, card.indicator.id)]
            fitting.sort(key=lambda card: card.region != self.board.catalog.usual_region)
            if fitting:
                keys.append(fitting[0].key)
            else:
                unknown.append(name)
        return tuple(keys), unknown

    @property
    def left_out(self) -> int:
        """How many targets no shown card is about."""
        shown = sum(len(promise.results) for card in self.picked for promise in card.promises)
        return len(self.results) - shown

    def left_out_of(self, theme: ThemeSummary) -> int:
        """How many targets of a theme no shown card is about."""
        shown = {id(result) for card in self.picked for promise in card.promises for result in promise.results}
        return sum(id(result) not in shown for result in theme.results)

    @property
    def title(self) -> str:
        """The board's name."""
        return say("app.name", self.language)

    @property
    def scope(self) -> str:
        """The filters in words; that it is everything, where there are none."""
        tasks = self.tasks.tasks if self.tasks else None
        words = filters_in_words(self.board, self.filters, self.language, tasks)
        parts = [f"{kind} {name}" for kind, name in words]
        return say("briefing.join", self.language).join(parts) or say("briefing.everything", self.language)

    @property
    def as_of(self) -> str:
        """How recent the figures are, and the date. Every page that leaves the board carries it."""
        return as_of_text(self.board, self.language)

    @property
    def verdict(self) -> list[str]:
        """The answer in words, line by line."""
        return headline(self.results, self.language)

    @cached_property
    def themes(self) -> list[ThemeSummary]:
        """The themes with their targets and counts."""
        return by_theme(self.board, self.results)

    @cached_property
    def worst(self) -> list[Assessment]:
        """The few furthest below what was due."""
        return worst(self.results)

    @cached_property
    def best(self) -> list[Assessment]:
        """The few kept by the largest margin."""
        return best(self.results)

    @cached_property
    def unjudged(self) -> list[Assessment]:
        """Targets whose due year has passed without a figure."""
        return unjudged(self.results)

    @cached_property
    def asked(self) -> list[tuple[tuple[str, str], list[Assessment]]]:
        """Who can supply what is unjudged, by the name in Chinese and English, who owes most first and nobody last."""
        found = by_supplier(self.unjudged, self.board)
        return sorted(found.items(), key=lambda item: (item[0] == ("", ""), -len(item[1])))

    @cached_property
    def sources(self) -> list[str]:
        """The releases that the judged values come from, each once, in the order of their names."""
        points = (result.judged or result.proof for result in self.results)
        rows = (row for point in points if point for row in point.inputs)
        return sorted({row.source for row in rows if row.source})


def filters_in_words(
    board: Board, filters: Filters, language: str, tasks: Tasks | None = None
) -> list[tuple[str, str]]:
    """What each filter in force is about, and the name of what it lets through; ``tasks`` name bodies of their own."""
    found = []
    for kind, value in asdict(filters).items():
        if value:
            found.append((say(f"overview.filter_by.{kind}", language), _name(board, kind, value, language, tasks)))
    return found


def _name(board: Board, kind: str, value: str, language: str, tasks: Tasks | None) -> str:
    """What a filter's value is called; itself, where nothing has that identifier."""
    catalog = board.catalog
    if kind == "theme" and value in catalog.themes:
        return catalog.themes[value].label(language)
    if kind == "region" and value in catalog.regions:
        return catalog.regions[value].label(language)
    if kind == "document" and value in catalog.documents:
        return catalog.documents[value].label_short(language)
    if kind == "status" and value in set(Group):
        return say(f"group.{value}", language)
    bodies = tasks.bodies if tasks else catalog.bodies
    if kind == "body" and value in bodies:
        return bodies[value].label(language)
    if kind == "indication" and value in (ANY, *IndicationKind):
        return say(f"evidence.indication.kind.{value}", language)
    return value
