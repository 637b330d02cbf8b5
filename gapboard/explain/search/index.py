"""The index of the search box: what can be found, by which words, with what answer. The browser does the finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from gapboard.assess import Assessment, Group, Status
from gapboard.board import Board
from gapboard.board.task_bodies import Share
from gapboard.catalog import Body, Document, Indicator, Region, Theme
from gapboard.catalog.tasks import Reason, Task, Tasks
from gapboard.explain.figures import Figures, item_text
from gapboard.explain.headline import HEADLINE_ORDER
from gapboard.explain.search import answer
from gapboard.explain.search.readings import readings, traditional
from gapboard.kernel.wording import LANGUAGES, catalogue, say

Entry = dict[str, Any]
"""One thing that can be found; what others refer to is its place in their list."""

_FOUND_OTHERWISE = (Reason.REPEATS, Reason.FIGURE_ONLY)  # in a step, in a target's own words
_VERDICTS = {group: place for place, group in enumerate(HEADLINE_ORDER)}


def search_index(
    board: Board,
    language: str,
    pages: Sequence[Entry] = (),
    tasks: Tasks | None = None,
    shares: Mapping[str, Share] | None = None,
) -> dict[str, Any]:
    """Everything that the box finds on a board, ready for JSON, in the order in which equals are shown.

    ``words`` of an entry are what it is found by, its name aside, in both languages; ``said`` is its answer without
    its name. ``readings`` are those of all characters in the index, ``traditional`` the traditional characters that
    somebody may type for them, each with the simplified one. An indicator refers to its theme, a target to its
    indicator, region, document, bodies and verdict by place. ``pages`` are those of whoever draws the board. Of
    ``tasks`` only the names are in it; how those stand that a body has, its answer says from ``shares``, by its id.
    """
    index = _Index(board, language, shares or {}).whole(tasks) | {"pages": list(pages)}
    return index | {"readings": readings(_texts(index)), "traditional": traditional()}


def search_steps(board: Board, language: str, tasks: Tasks) -> dict[str, list[list[str]]]:
    """By task, what its steps are called: each in ``language`` first, then in the other."""
    known = {ident for ident, document in board.catalog.documents.items() if document.in_force_from <= board.on}
    others = [each for each in LANGUAGES if each != language]
    return {
        task.id: [[step.label(each) for each in (language, *others)] for step in task.steps]
        for task in tasks.content.tasks
        if task.document in known and task.steps
    }


def search_besides(board: Board, language: str, tasks: Tasks) -> dict[str, Any]:
    """What documents say that is no task, by document: aims, principles and headings as printed, and the headings that
    tasks stand below, in ``language`` first; and how all characters of it and of the steps are read.
    """
    known = {ident for ident, document in board.catalog.documents.items() if document.in_force_from <= board.on}
    others = [each for each in LANGUAGES if each != language]
    said: dict[str, dict[tuple[str, ...], None]] = {}
    for task in tasks.content.tasks:
        if task.document in known:
            headings = tuple(task.under_in(each) for each in (language, *others))
            said.setdefault(task.document, {})[headings] = None
    for left in tasks.content.left_out:
        if left.document in known and left.reason not in _FOUND_OTHERWISE:
            said.setdefault(left.document, {})[(left.text,)] = None
    texts = [text for found in said.values() for each in found for text in each]
    steps = [step.text for task in tasks.content.tasks for step in task.steps]
    return {
        "said": {ident: [list(each) for each in found] for ident, found in said.items()},
        "readings": readings([*texts, *steps]),
    }


def said_words(key: str, language: str) -> list[str]:
    """The words that the language catalogue lists under ``key``, with commas between them; none where it lists none."""
    return [word.strip() for word in say(key, language).split(",")] if key in catalogue(language) else []


class _Index:
    """One board's index in one language."""

    def __init__(self, board: Board, language: str, shares: Mapping[str, Share]) -> None:
        self._shares = shares
        self._board, self._catalog, self._language = board, board.catalog, language
        self._regions = _places(self._catalog.regions)
        self._documents = _places(self._catalog.documents)
        self._themes = _places(self._catalog.themes)
        self._bodies = _places(self._catalog.bodies)
        indicators = self._catalog.indicators
        self._of_theme = _grouped(board.assessments, lambda item: [indicators[item.target.indicator].theme])
        self._of_document = _grouped(board.assessments, lambda item: [item.target.document])
        self._of_body = _grouped(
            board.assessments, lambda item: [body.id for body in self._catalog.answering(item.target)]
        )
        self._known: defaultdict[str, list[str]] = defaultdict(list)
        for region, indicator in board.book.pairs():
            self._known[indicator].append(region)

    def whole(self, tasks: Tasks | None) -> dict[str, Any]:
        """All but the pages and the readings."""
        catalog, indicators = self._catalog, self._in_order()
        return {
            "verdicts": [self._verdict(group) for group in HEADLINE_ORDER],
            "themes": [self._theme(theme) for theme in catalog.themes.values()],
            "regions": [self._region(region) for region in catalog.regions.values()],
            "documents": [self._document(document) for document in catalog.documents.values()],
            "bodies": [self._body(body) for body in (*catalog.bodies.values(), *self._of_tasks_only())],
            "indicators": [self._indicator(indicator) for indicator in indicators],
            "targets": self._targets(_places([indicator.id for indicator in indicators])),
            "tasks": [self._task(task) for task in tasks.content.tasks if self._is_known(task)] if tasks else [],
        }

    def _of_tasks_only(self) -> list[Body]:
        """The bodies that have tasks and stand in no list of those of targets; a collective name is nobody's."""
        bodies = (share.body for share in self._shares.values())
        return [body for body in bodies if body.id not in self._catalog.bodies and not body.collective]

    def _is_known(self, task: Task) -> bool:
        """Whether it had been asked for by the board's day."""
        document = self._catalog.documents.get(task.document)
        return document is not None and document.in_force_from <= self._board.on

    def _task(self, task: Task) -> Entry:
        # In one language only: with both the index would be larger than it may be.
        names, place = _names(task.label(self._language), ()), self._documents[task.document]
        return {"id": task.id, **names, "document": place, "item": item_text(task.item, self._language)}

    def _verdict(self, group: Group) -> Entry:
        words = [word for language in LANGUAGES for word in said_words(f"search.verdict.{group.value}", language)]
        return {"id": group.value, **_names(say(f"group.{group.value}", self._language), words)}

    def _theme(self, theme: Theme) -> Entry:
        names = _names(theme.label(self._language), (theme.name, theme.name_en))
        called = {"called": list(theme.search_words)} if theme.search_words else {}
        return {"id": theme.id, **names, **called, "said": self._counted(self._of_theme[theme.id])}

    def _region(self, region: Region) -> Entry:
        names = (region.name, region.name_en, *region.aliases)
        return {"id": region.id, **_names(region.label(self._language), names)}

    def _document(self, document: Document) -> Entry:
        others = (document.name, document.name_en, document.short, document.short_en, document.issuer, document.number)
        return {
            "id": document.id,
            **_names(document.label(self._language), others),
            "short": document.label_short(self._language),
            "years": list(document.period),
            "region": self._regions[document.region],
            "said": self._counted(self._of_document[document.id]),
        }

    def _body(self, body: Body) -> Entry:
        return {
            "id": body.id,
            **_names(body.label(self._language), (*body.names, body.name_en)),
            "region": self._regions[body.region],
            "said": answer.of_body(self._of_body[body.id], self._shares.get(body.id), self._language),
        }

    def _counted(self, results: Sequence[Assessment]) -> str:
        return answer.of_results(results, self._language) if results else say("search.answer.none", self._language)

    def _in_order(self) -> list[Indicator]:
        """Those that say most first: with a verdict, an indication, a target, a figure; else as in the catalogue."""
        judged = {item.target.indicator for item in self._board.assessments if item.status is not Status.NO_DATA}
        indicated = {item.target.indicator for item in self._board.assessments if item.indication}
        promised = {target.indicator for target in self._board.targets}
        return sorted(
            self._catalog.indicators.values(),
            key=lambda item: tuple(item.id not in one for one in (judged, indicated, promised, self._known)),
        )

    def _indicator(self, indicator: Indicator) -> Entry:
        regions = sorted(self._known[indicator.id], key=self._regions.__getitem__)
        years = {region: answer.of_years(self._board, indicator, region, self._language) for region in regions}
        names = (indicator.name, indicator.name_en, *indicator.aliases)
        entry = {
            "id": indicator.id,
            **_names(indicator.label(self._language), names),
            "theme": self._themes[indicator.theme],
            "years": {self._regions[region]: found for region, found in years.items()},
            "said": answer.without_target(next(iter(years.values()), {}), self._language),
        }
        # What people call it counts for as much as its name.
        return entry | ({"called": list(indicator.search_words)} if indicator.search_words else {})

    def _targets(self, indicators: Mapping[str, int]) -> list[Entry]:
        """All targets by indicator; of one indicator the wider region first, then the most telling."""

        def key(item: Assessment) -> tuple[int, ...]:
            return indicators[item.target.indicator], self._regions[item.target.region], *_telling(item)

        in_order = sorted(self._board.assessments, key=key)
        return [self._target(item, indicators[item.target.indicator]) for item in in_order]

    def _target(self, result: Assessment, indicator: int) -> Entry:
        target, figures = result.target, Figures(result, self._catalog, self._language)
        own = [name for name in (target.name, target.name_en) if name]
        entry = {
            "of": indicator,
            "region": self._regions[target.region],
            "document": self._documents[target.document],
            "bodies": [self._bodies[body.id] for body in self._catalog.answering(target)],
            "due": target.due,
            "verdict": _VERDICTS[result.status.group],
            "item": figures.item,
            "quote": target.quote,
            "said": answer.of_target(figures, self._language),
            "who": answer.of_who(target, self._catalog, self._language),
        }
        return entry | (_names(figures.name, own) if own else {})


def _places(idents: Iterable[str]) -> dict[str, int]:
    return {ident: place for place, ident in enumerate(idents)}


def _grouped(
    results: Iterable[Assessment], keys: Callable[[Assessment], Iterable[str]]
) -> defaultdict[str, list[Assessment]]:
    found: defaultdict[str, list[Assessment]] = defaultdict(list)
    for result in results:
        for key in keys(result):
            found[key].append(result)
    return found


def _names(name: str, words: Iterable[str | None]) -> Entry:
    """A name, and the other words for the same thing, each once."""
    return {"name": name, "words": [word for word in dict.fromkeys(words) if word and word != name]}


def _telling(result: Assessment) -> tuple[bool, int, bool]:
    """What has fallen due, latest first, then what is open, nearest first: a promise kept long ago is no answer for one
    that nobody can judge. Of one year, with a verdict, a proof or an indication before without."""
    still_open, due = result.on.year <= result.target.due, result.target.due
    known = result.rests_on is not None or result.indication is not None
    return still_open, due if still_open else -due, not known


def _texts(entries: object) -> list[str]:
    """Every text that somebody may look for by pinyin."""
    if isinstance(entries, str):
        return [entries]
    if isinstance(entries, list):
        return [text for entry in entries for text in _texts(entry)]
    if isinstance(entries, dict):
        return [text for name, part in entries.items() if name not in ("said", "who", "years") for text in _texts(part)]
    return []
