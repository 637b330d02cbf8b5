"""The departments page: all responsible bodies side by side with their ranking, or one body with its targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from components.leaders.brief import parts
from components.leaders.rows import Row, row_of
from components.leaders.task_bodies import body_tasks, folded_text, loads, loads_text
from components.page.address import Allowed, responsible
from components.page.icons import status_icon
from components.page.links import Links
from components.page.templates import render
from gapboard.assess import Assessment, Group
from gapboard.board import Board
from gapboard.board.bodies import ENOUGH, Departments, Standing, departments
from gapboard.board.coverage import as_publisher, to_ask
from gapboard.board.task_bodies import Share, shares
from gapboard.board.tasks import TaskBoard
from gapboard.explain import Figures
from gapboard.explain.answering import suggested_text
from gapboard.explain.coverage import elsewhere_text
from gapboard.explain.headline import headline
from gapboard.explain.task_bodies import late_text, shares_text
from gapboard.kernel.wording import say
from gapboard.kernel.wording.numbers import number

_PATH = "departments"
_MOST_LATE = 10  # bodies of the table of tasks; the rest is folded


@dataclass(frozen=True)
class Line:
    """One body of the list, ready to draw."""

    standing: Standing
    name: str
    link: str
    parts: list[tuple[Group, int]]
    status: str
    worst: Figures | None
    tasks: str  # how many it leads and takes part in; empty without any
    late: str  # what of these is overdue, behind or past due without a report; empty for nothing
    elsewhere: str  # how many of its overdue figures others are asked for; empty for none


def allowed(board: Board, tasks: TaskBoard) -> Allowed:
    """What the page's address may say: bodies that answer for a target or a task, their regions, documents."""
    catalog, answers = board.catalog, responsible(board)
    named = {ident for ident in catalog.bodies if ident in answers}
    return {
        "body": named | set(shares(tasks)),
        "region": {body.region for body in tasks.tasks.bodies.values()},
        "document": catalog.documents,
    }


def departments_html(
    board: Board,
    tasks: TaskBoard,
    language: str,
    links: Links,
    *,
    body: str = "",
    region: str = "",
    document: str = "",
) -> str:
    """One body's page if ``body`` names one with targets or tasks, else the list of all that fit the filters."""
    everything, share = departments(board), shares(tasks).get(body)
    asked = next((item for item in everything.standings if item.body.id == body), None)
    if asked or share:
        return _one(asked, share, everything, tasks, board, language, links)
    return _all(board, tasks, language, links, region, document)


def _all(board: Board, tasks: TaskBoard, language: str, links: Links, region: str, document: str) -> str:
    found = departments(board, region=region, document=document)
    shared = shares(tasks, region=region, document=document)
    draw = partial(_line, shared=shared, board=board, language=language, links=links)
    late, not_late = loads(shared.values(), language, links, document=document)
    by_region = groupby(found.single, key=lambda item: item.body.region)
    return render(
        "departments.html",
        say=partial(say, language=language),
        headline=_headline(found, language),
        missed=[_missed(result, board, language, links) for result in found.missed_by_nobody],
        choices=_choices(board, tasks, language, links, region, document),
        sections=[
            (board.catalog.regions[key].label(language), [draw(item) for item in items]) for key, items in by_region
        ],
        collective=[draw(item) for item in found.collective],
        most=max((len(item.results) for item in found.standings), default=0),
        ranking=[(place.rank, draw(place.standing), _percent(place.mean)) for place in found.ranking],
        unranked=[draw(item) for item in found.unranked],
        enough=ENOUGH,
        tasks_told=loads_text(shared, language),
        late=late[:_MOST_LATE],
        more_late=late[_MOST_LATE:],
        more_told=folded_text("plan.by_body_more", late[_MOST_LATE:], language),
        not_late=not_late,
        not_late_told=folded_text("plan.by_body_others", not_late, language),
        status_icon=status_icon,
    )


def _missed(result: Assessment, board: Board, language: str, links: Links) -> dict[str, object]:
    """A promise that was missed and that nobody answers for: by how much, and whom the office might assign it to."""
    target = result.target
    return {
        "figures": Figures(result, board.catalog, language),
        "link": links.to_indicator(target.indicator, target.region),
        "due": target.due,
        "hint": suggested_text(target, board.catalog, language),
    }


def _headline(found: Departments, language: str) -> list[str]:
    """Who answers for how much, then what was missed and nobody answers for, then how the rest stands: the second line
    is the large one.
    """
    key = "bodies.lead_collective" if found.collective else "bodies.lead"
    counts = {"bodies": len(found.single), "collective": len(found.collective), "total": len(found.results)}
    lines = [say(key, language, **counts), *headline(found.results, language)[1:]] if found.standings else []
    if missed := found.missed_by_nobody:
        years = Counter(item.target.due for item in missed)
        told = [say("bodies.missed_of", language, year=year, count=years[year]) for year in sorted(years, reverse=True)]
        lines.insert(1, say("bodies.missed_lead", language, years=say("bodies.join", language).join(told)))
    return [*lines, say("bodies.unnamed", language, count=found.unnamed)] if found.unnamed else lines


def _line(standing: Standing, shared: Mapping[str, Share], board: Board, language: str, links: Links) -> Line:
    shown = parts(standing.counts)
    words = [say("bodies.part", language, word=say(f"group.{group.value}", language), count=n) for group, n in shown]
    worst, share = standing.worst, shared.get(standing.body.id)
    return Line(
        standing,
        standing.body.label(language),
        links.to(_PATH, body=standing.body.id),
        shown,
        say("bodies.join", language).join(words),
        Figures(worst, board.catalog, language) if worst else None,
        shares_text(share, language) if share else "",
        late_text(share, language) if share else "",
        _elsewhere("bodies.elsewhere", standing, board, language),
    )


def _percent(mean: float) -> str:
    return number(100 * mean, 1) + "%"


def _choices(
    board: Board, tasks: TaskBoard, language: str, links: Links, region: str, document: str
) -> list[dict[str, object]]:
    """The filters as links; regions are those that bodies work for."""
    now = {"region": region, "document": document}
    used = allowed(board, tasks)["region"]
    values = {
        "region": [(item.id, item.label(language)) for item in board.catalog.regions.values() if item.id in used],
        "document": [(item.id, item.label_short(language)) for item in board.catalog.documents.values()],
    }
    return [
        {
            "word": say(f"bodies.{name}", language),
            "options": [
                {"word": word, "link": links.to(_PATH, **(now | {name: value})), "chosen": now[name] == value}
                for value, word in [("", say("bodies.all", language)), *values[name]]
            ],
        }
        for name in now
    ]


def _one(
    standing: Standing | None,
    share: Share | None,
    everything: Departments,
    tasks: TaskBoard,
    board: Board,
    language: str,
    links: Links,
) -> str:
    """One body: its verdict and what it has to do, its targets by document, then the tasks that it leads and shares."""
    catalog = board.catalog
    body = standing.body if standing else share.body if share else None
    assert body is not None
    names = body.names if language == "en" or body.aliases else ()
    told = share and body_tasks(share, tasks, board, language, links)
    return render(
        "department.html",
        say=partial(say, language=language),
        name=body.label(language),
        region=catalog.regions[body.region].label(language),
        printed=say("bodies.one.printed", language, names="、".join(names)) if names else "",
        collective=body.collective,
        headline=headline(standing.results, language) if standing else [],
        facts=[*_facts(standing, everything, language), *_asked_besides(standing, board, language)] if standing else [],
        back=links.to(_PATH),
        tasks=told,
        sections=_of_documents(standing, board, language, links) if standing else [],
    )


def _of_documents(standing: Standing, board: Board, language: str, links: Links) -> list[tuple[str, list[Row]]]:
    """Its targets by document, the worst first."""
    catalog = board.catalog
    of_document: dict[str, list[Assessment]] = {}
    for result in standing.results:
        of_document.setdefault(result.target.document, []).append(result)
    return [
        (item.label_short(language), [row_of(result, catalog, language, links) for result in of_document[item.id]])
        for item in catalog.documents.values()
        if item.id in of_document
    ]


def _asked_besides(standing: Standing, board: Board, language: str) -> list[str]:
    """How many figures it is asked for besides those of its own targets, because it publishes them."""
    own = (standing.body.name, standing.body.name_en)
    asked = next((item for item in to_ask(board) if (item.name, item.name_en) == own), None)
    count = as_publisher(own, asked.results, board) if asked else 0
    told = [say("bodies.one.as_publisher", language, count=count)] if count else []
    other = _elsewhere("bodies.one.elsewhere", standing, board, language)
    return [*told, other] if other else told


def _elsewhere(key: str, standing: Standing, board: Board, language: str) -> str:
    return elsewhere_text(key, (standing.body.name, standing.body.name_en), standing.overdue, board, language)


def _facts(standing: Standing, everything: Departments, language: str) -> list[str]:
    """Which figures are overdue, how often it is named first, and its place or why it has none."""
    facts = [say("bodies.one.first", language, first=standing.first_named)]
    if standing.assigned:
        facts.append(say("bodies.one.assigned", language, count=standing.assigned))
    if standing.overdue:
        facts.append(say("bodies.one.overdue", language, count=len(standing.overdue)))
    if standing.body.collective:
        return facts
    counts = {"measured": len(standing.measured), "unknown": standing.unknown}
    place = next((item for item in everything.ranking if item.standing is standing), None)
    if place is None:
        return [*facts, say("bodies.one.few", language, enough=ENOUGH, **counts)]
    ranked = {"rank": place.rank, "ranked": len(everything.ranking), "mean": _percent(place.mean)}
    return [*facts, say("bodies.one.ranked", language, **ranked, **counts)]
