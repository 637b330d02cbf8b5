"""The overview: the answer in ten seconds, then every target as a row."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, replace

from components.icons import status_icon, trend_icon
from components.session import address
from components.templates import render
from gapboard.assess import Assessment, Group
from gapboard.board import Board, Counts, Filters, count
from gapboard.bullet import Bullet, bullet
from gapboard.catalog import Catalog
from gapboard.explain import Figures, caveat_texts
from gapboard.wording import say

PATH = "./"
_HEADLINE_ORDER = (Group.MET, Group.MISSED, Group.ON_TRACK, Group.BEHIND, Group.UNDEFINED, Group.NO_DATA)
_ORDER = (Group.MISSED, Group.BEHIND, Group.UNDEFINED, Group.ON_TRACK, Group.MET, Group.NO_DATA)


@dataclass(frozen=True)
class Row:
    """One target, ready to draw."""

    figures: Figures
    marks: Bullet | None
    link: str
    caveats: list[str]

    @property
    def result(self) -> Assessment:
        """The assessment behind the row."""
        return self.figures.result


def overview_html(board: Board, filters: Filters, language: str) -> str:
    """The whole overview as HTML."""
    shown = board.shown(filters)
    everything = board.shown(replace(filters, status=""))
    groups = [
        (group, [_row(result, board.catalog, language) for result in shown if result.status.group is group])
        for group in _ORDER
    ]
    return render(
        "overview.html",
        say=lambda key, **values: say(key, language, **values),
        headline=_headline(count(everything), language),
        tiles=_tiles(count(everything), filters, language),
        known_on=board.on.isoformat(),
        total=len(board.assessments),
        shown=len(shown),
        groups=[(group, rows) for group, rows in groups if rows],
        choices=_choices(board, filters, language),
        chosen=_chosen(board, filters, language),
        clear=address(PATH),
        status_icon=status_icon,
        trend_icon=trend_icon,
    )


def _headline(counts: Counts, language: str) -> list[str]:
    """The answer in words: how many promises, then what has fallen due, then what is still open."""
    key = "overview.headline" if counts.documents > 1 else "overview.headline_one_document"
    lines = [say(key, language, documents=counts.documents, total=counts.total)]
    for when, by_status in (("due", counts.due), ("open", counts.open)):
        groups = Counter[Group]()
        for status, number in by_status.items():
            groups[status.group] += number
        parts = [
            say(_part(group, when), language, count=groups[group]) for group in _HEADLINE_ORDER if groups[group]
        ]
        if parts:
            joined = say("overview.part_join", language).join(parts)
            lines.append(say(f"overview.headline_{when}", language, count=groups.total(), parts=joined))
    return lines


def _part(group: Group, when: str) -> str:
    """What has fallen due may have figures, only not for its due year."""
    return "overview.part.no_due_data" if (group, when) == (Group.NO_DATA, "due") else f"overview.part.{group.value}"


def _tiles(counts: Counts, filters: Filters, language: str) -> list[dict[str, object]]:
    """A count for each headline group; a tile filters by its group, and once more lifts the filter."""
    return [
        {
            "group": group,
            "word": say(f"group.{group.value}", language),
            "count": counts.of(group),
            "chosen": filters.status == group.value,
            "link": _with(filters, status="" if filters.status == group.value else group.value),
        }
        for group in _HEADLINE_ORDER
    ]


def _row(result: Assessment, catalog: Catalog, language: str) -> Row:
    target = result.target
    link = address("indicator", id=target.indicator, region=target.region)
    return Row(Figures(result, catalog, language), bullet(result, catalog), link, caveat_texts(result, catalog, language))


def _with(filters: Filters, **change: str) -> str:
    return address(PATH, **asdict(replace(filters, **change)))


def _names(board: Board, language: str) -> dict[str, list[tuple[str, str]]]:
    """Every value that each filter can take among the targets, with its name, in the catalogue's order."""
    catalog = board.catalog
    targets = catalog.targets.values()
    themes = {catalog.indicators[target.indicator].theme for target in targets}
    regions = {target.region for target in targets}
    return {
        "document": [(item.id, item.label_short(language)) for item in catalog.documents.values()],
        "due": [(str(year), str(year)) for year in sorted({target.due for target in targets})],
        "region": [(item.id, item.label(language)) for item in catalog.regions.values() if item.id in regions],
        "theme": [(item.id, item.label(language)) for item in catalog.themes.values() if item.id in themes],
    }


def _choices(board: Board, filters: Filters, language: str) -> list[dict[str, object]]:
    """The filters as links, so that each view has its address."""
    choices: list[dict[str, object]] = []
    for name, values in _names(board, language).items():
        now = getattr(filters, name)
        options = [("", say("overview.all", language)), *values]
        links = [
            {"word": word, "link": _with(filters, **{name: value}), "chosen": now == value} for value, word in options
        ]
        choices.append({"word": say(f"overview.filter_by.{name}", language), "links": links})
    return choices


def _chosen(board: Board, filters: Filters, language: str) -> list[dict[str, str]]:
    """The filters in force, each with a link that lifts it."""
    names = {name: dict(values) for name, values in _names(board, language).items()}
    names["status"] = {group.value: say(f"group.{group.value}", language) for group in Group}
    return [
        {
            "kind": say(f"overview.filter_by.{name}", language),
            "word": names[name].get(value, value),
            "link": _with(filters, **{name: ""}),
        }
        for name, value in asdict(filters).items()
        if value
    ]
