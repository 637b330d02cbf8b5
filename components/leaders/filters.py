"""The filters and the date as links, so that each view has its address. The overview and the hand-outs share them."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, replace
from functools import partial

from components.leaders.look import USUAL, Look
from components.page.links import Links
from components.page.templates import render
from gapboard.assess import IndicationKind
from gapboard.board import Board, Filters
from gapboard.board.board import ANY
from gapboard.catalog.tasks import Tasks
from gapboard.export.briefing import filters_in_words
from gapboard.kernel.wording import say


@dataclass(frozen=True)
class FilterLinks:
    """Links to the page ``path`` with some filters changed."""

    links: Links
    filters: Filters
    path: str
    since: str = ""  # the earlier of the two dates that the page of changes compares
    look: Look = USUAL  # of the overview
    period: str = ""  # of the page of the running year
    moment: str = ""  # whose figures are handed out after a meeting

    def seen(self, name: str, value: str) -> str:
        """A link to the same targets, looked at otherwise."""
        return replace(self, look=self.look.with_(name, value)).to()

    def to(self, **change: str) -> str:
        """A link with some filters changed."""
        filters = asdict(replace(self.filters, **change))
        return self.links.to(self.path, **self._kept, **filters, **self.look.parameters())

    def at(self, period: str) -> str:
        """A link to the same targets in another period."""
        return replace(self, period=period).to()

    @property
    def clear(self) -> str:
        """The link that lifts every filter."""
        return self.links.to(self.path, **self._kept, **self.look.parameters())

    @property
    def _kept(self) -> dict[str, str]:
        return {"period": self.period, "since": self.since, "at": self.moment}


def filters_html(
    board: Board, language: str, to: FilterLinks, today: dt.date, *, dated: bool = True, tasks: Tasks | None = None
) -> str:
    """The choice of filters, and those in force; with the choice of the date unless the page has its own.

    A page that tells ``tasks`` has the bodies too that only these name.
    """
    return render(
        "filters.html",
        say=partial(say, language=language),
        choices=_choices(board, language, to, tasks),
        chosen=_chosen(board, language, to, tasks),
        clear=to.clear,
        dated=dated,
        on=board.on.isoformat(),
        as_of=board.known_on is not None,
        today=today.isoformat(),
    )


def _names(board: Board, language: str, tasks: Tasks | None) -> dict[str, list[tuple[str, str]]]:
    """Every value that each filter can take among the targets, with its name, in the catalogue's order; then the
    bodies that only tasks name.
    """
    catalog = board.catalog
    bodies = {**catalog.bodies, **(tasks.named if tasks else {})}
    targets = catalog.targets.values()
    themes = {catalog.indicators[target.indicator].theme for target in targets}
    regions = {target.region for target in targets}
    return {
        "document": [(item.id, item.label_short(language)) for item in catalog.documents.values()],
        "due": [(str(year), str(year)) for year in sorted({target.due for target in targets})],
        "region": [(item.id, item.label(language)) for item in catalog.regions.values() if item.id in regions],
        "theme": [(item.id, item.label(language)) for item in catalog.themes.values() if item.id in themes],
        "body": [(item.id, item.label(language)) for item in bodies.values()],
        "indication": [(kind, say(f"evidence.indication.kind.{kind}", language)) for kind in (ANY, *IndicationKind)],
    }


def _choices(board: Board, language: str, to: FilterLinks, tasks: Tasks | None) -> list[dict[str, object]]:
    """Every filter with its values as links."""
    choices: list[dict[str, object]] = []
    for name, values in _names(board, language, tasks).items():
        now = getattr(to.filters, name)
        options = [
            {"word": word, "link": to.to(**{name: value}), "chosen": now == value, "set": f"{name}={value}"}
            for value, word in [("", say("overview.all", language)), *values]
        ]
        choices.append({"word": say(f"overview.filter_by.{name}", language), "options": options})
    return choices


def _chosen(board: Board, language: str, to: FilterLinks, tasks: Tasks | None) -> list[dict[str, str]]:
    """The filters in force, each with a link that lifts it."""
    words = filters_in_words(board, to.filters, language, tasks)
    names = [name for name, value in asdict(to.filters).items() if value]
    return [
        {"kind": kind, "word": word, "link": to.to(**{name: ""})}
        for name, (kind, word) in zip(names, words, strict=True)
    ]
