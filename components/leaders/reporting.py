"""The page of reporting as HTML: bodies × periods for each duty of a year, or one body with what was sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from components.leaders.task_lists import link_to_list
from components.page.address import Allowed
from components.page.links import Links
from components.page.templates import render
from gapboard.board.reporting import CAME_IN, Cell, Due, Matrix, Returns, Row, Standing, years_of
from gapboard.board.task_bodies import shares, unassigned
from gapboard.board.task_lists import Listing
from gapboard.board.task_matrix import QUARTERS, Quarter, ReportRow, report_rows, years_of_tasks
from gapboard.board.tasks import TaskBoard, count
from gapboard.catalog import Body
from gapboard.catalog.reporting import Duty
from gapboard.explain.periods import period_text
from gapboard.explain.reporting import (
    cell_text,
    due_text,
    headline_text,
    period_of,
    rate_text,
    short_day,
    source_text,
    to_text,
)
from gapboard.kernel.wording import say
from gapboard.ledger import Period
from gapboard.ledger.reports import Report

PATH = "reporting"
TASK_REPORTS = "task-reports"
_MOST_WIDE = 8
"""Of how many periods a cell stands in one line on a screen of 1,280 points."""
# A standing has the shape and colour of the verdict that is like it; its word stands beside it.
_LOOK = {
    Standing.ON_TIME: "met",
    Standing.RECEIVED: "met",
    Standing.LATE: "behind",
    Standing.OVERDUE: "missed",
    Standing.DUE: "on_track",
    Standing.NO_DAY: "undefined",
    Standing.NOT_DUE: "no_data",
    Standing.NOT_KEPT: "no_data",
}


@dataclass(frozen=True)
class Shown:
    """One return, ready to draw."""

    look: str
    word: str
    link: str
    period: str


def allowed(returns: Returns, tasks: TaskBoard | None = None) -> Allowed:
    """What the page's address may say."""
    return {
        "year": {str(year) for year in _years(returns, tasks)},
        "body": {body.id for body in returns.bodies},
        "duty": returns.reporting.duties,
    }


def _years(returns: Returns, tasks: TaskBoard | None) -> list[int]:
    """The years in which something falls due, and those of the documents that ask for tasks."""
    reporting = returns.reporting
    due = years_of(list(reporting.duties.values()), reporting)
    return sorted({*due, *(years_of_tasks(tasks) if tasks else ())})


def year_shown(returns: Returns, asked: str) -> int:
    """The year that is asked for, else the board's own, else the last before it in which something falls due."""
    if asked:
        return int(asked)
    years = years_of(list(returns.reporting.duties.values()), returns.reporting)
    past = [year for year in years if year <= returns.on.year]
    return max(past) if past else min(years, default=returns.on.year)


def overview_html(
    returns: Returns, year: int, language: str, links: Links, tasks: TaskBoard | None = None, *, takes: bool = False
) -> str:
    """Every duty of the year with its matrix, and who reported on tasks in which quarter.

    ``takes`` leads to the place where files are dropped, which stands after all of this.
    """
    reporting = returns.reporting
    matrices = [returns.matrix(duty, year) for duty in reporting.duties.values()]
    shown = [matrix for matrix in matrices if matrix.periods]
    cells = [cell for matrix in shown for cell in matrix.cells]
    years = _years(returns, tasks)
    rows = report_rows(tasks, year) if tasks else []
    return render(
        "reporting.html",
        say=partial(say, language=language),
        **_day(links),
        headline=headline_text(cells, language),
        takes=takes,
        years=[(item, links.to(PATH, year=str(item)), item == year) for item in years],
        sections=[_section(matrix, returns, year, language, links) for matrix in shown],
        empty="" if reporting.duties else say("reporting.empty", language),
        notes=_notes(returns, shown, year, language),
        tasks=[_task_row(row, language, links) for row in rows if row.reported],
        silent=[_body_of(row, language, links) for row in rows if not row.reported],
        matrix_rule=say("plan.matrix_rule", language, year=year),
        silent_told=say(
            "plan.silent_bodies", language, year=year, count=sum(bool(row.body) and not row.reported for row in rows)
        ),
        owed=_owed(tasks, language, links) if tasks else None,
        quarters=[say("plan.quarter", language, year=year, number=number) for number in QUARTERS],
    )


def _owed(tasks: TaskBoard, language: str, links: Links) -> dict[str, object] | None:
    """Who has steps past due that no body reported on, of whatever year, the most first; ``None`` where there are none.

    A step of several bodies is each one's.
    """
    total = count(tasks.all).unreported
    if not total:
        return None
    behind = [share for share in shares(tasks).values() if share.counts.unreported]
    behind.sort(key=lambda share: -share.counts.unreported)
    rows = [
        (share.body.label(language), links.to(TASK_REPORTS, body=share.body.id), share.counts.unreported)
        for share in behind
    ]
    if nobodys := count(unassigned(tasks)).unreported:
        rows.append((say("task_form.nobody", language), links.to(TASK_REPORTS, body="none"), nobodys))
    return {
        "told": say("plan.owed", language, count=total, bodies=sum(not share.body.collective for share in behind)),
        "link": link_to_list(Listing.UNREPORTED, links),
        "rows": [(name, link, say("plan.steps", language, count=size)) for name, link, size in rows],
    }


def _day(links: Links) -> dict[str, str]:
    """The day that is looked back to, empty for today, and the last that can be."""
    return {"looked_back": links.on, "today": dt.date.today().isoformat()}


def _task_row(row: ReportRow, language: str, links: Links) -> dict[str, object]:
    """A body's quarters ready to draw: how many of its steps it reported on. No day is stated, so nothing is late."""
    link = links.to(TASK_REPORTS, body=row.body.id if row.body else "none")
    name, own = _body_of(row, language, links)
    return {
        "name": name,
        "link": own,
        "tasks": say("plan.of_all", language, count=row.tasks, total=row.all_tasks),
        "cells": [
            Shown(
                _quarter_look(quarter),
                say("plan.reported", language, count=quarter.reported, total=quarter.steps),
                link,
                say("plan.quarter_short", language, number=quarter.number),
            )
            if quarter.begun or quarter.reported
            else None
            for quarter in row.quarters
        ],
    }


def _body_of(row: ReportRow, language: str, links: Links) -> tuple[str, str]:
    """The body's name and the way to it; for tasks of nobody the way to report on them."""
    if row.body is None:
        return say("task_form.nobody", language), links.to(TASK_REPORTS, body="none")
    return row.body.label(language), links.to("departments", body=row.body.id)


def _quarter_look(quarter: Quarter) -> str:
    return "no_data" if not quarter.reported else "met" if quarter.reported == quarter.steps else "on_track"


def _notes(returns: Returns, shown: list[Matrix], year: int, language: str) -> list[str]:
    """The rule of the rate, since when returns are on record, and whether the year's holidays are known."""
    reporting = returns.reporting
    if not reporting.duties:
        return []
    notes = [
        say("reporting.rate_rule", language),
        say("reporting.kept_from", language, day=reporting.kept_from.isoformat()),
    ]
    moves = any(item.duty.last_day and item.duty.last_day.if_closed != "stays" for item in shown)
    if moves and not reporting.knows_holidays(year):
        notes.append(say("reporting.weekends_only", language, year=year))
    return notes


def _section(matrix: Matrix, returns: Returns, year: int, language: str, links: Links) -> dict[str, object]:
    duty, folded = matrix.duty, matrix.before_record
    shown = matrix.periods[len(folded) :]
    return {
        "id": duty.id,
        "name": duty.label(language),
        "kind": f"{say(f'reporting.form.{duty.form.value}', language)} · {rhythm_text(duty, language)}",
        "told": told(duty, returns, language),
        "label": say("reporting.matrix_label", language, duty=duty.label(language)),
        "periods": [
            *([(_span(folded, language), due_text(folded[-1], language))] if folded else ()),
            *((_head(due, language), due_text(due, language)) for due in shown),
        ],
        "narrow": len(shown) > _MOST_WIDE,
        "rows": [
            {
                "name": row.body.label(language),
                "link": links.to(PATH, body=row.body.id, year=str(year)),
                "cells": [
                    *([_folded(row, folded, year, language, links)] if folded else ()),
                    *(
                        _shown(row.cells[due.period.text], language, links) if due.period.text in row.cells else None
                        for due in shown
                    ),
                ],
                "rate": rate_text(returns.punctuality(row.body, duty), language),
            }
            for row in matrix.rows
        ],
    }


def rhythm_text(duty: Duty, language: str) -> str:
    """How often it is asked for."""
    return say(f"reporting.rhythm.{duty.rhythm.value}", language)


def told(duty: Duty, returns: Returns, language: str) -> list[str]:
    """Where a duty comes from, whom it goes to, how it was read."""
    parts = source_text(duty, returns.reporting, language), to_text(duty, language), duty.note_in(language)
    return [part for part in parts if part]


def _head(due: Due, language: str) -> str:
    return period_text(due.period, language)


def _span(dues: Sequence[Due], language: str) -> str:
    """Periods one after the other as one."""
    first, last = dues[0].period.text.split("/")[0], dues[-1].period.text.split("/")[-1]
    return period_text(Period(first if first == last else f"{first}/{last}"), language)


def _folded(row: Row, dues: Sequence[Due], year: int, language: str, links: Links) -> Shown | None:
    """What a body owed before returns were on record: one word for all of it, and the way to each period."""
    if not any(due.period.text in row.cells for due in dues):
        return None
    word = say(f"reporting.standing.{Standing.NOT_KEPT.value}", language)
    link = links.to(PATH, body=row.body.id, year=str(year))
    return Shown(_LOOK[Standing.NOT_KEPT], word, link, _span(dues, language))


def _shown(cell: Cell, language: str, links: Links) -> Shown:
    link = links.to(PATH, body=cell.body.id, duty=cell.due.duty.id, period=cell.due.period.text)
    return Shown(_LOOK[cell.standing], _short(cell, language), link, period_of(cell.due, language))


def _short(cell: Cell, language: str) -> str:
    """A word and a day or days, for a narrow cell."""
    word = say(f"reporting.standing.{cell.standing.value}", language)
    if cell.standing in CAME_IN and cell.accepted:
        return f"{word} {short_day(cell.accepted.received_on, cell, language)}"
    return cell_text(cell, language) if cell.standing in (Standing.DUE, Standing.OVERDUE) else word


def body_html(returns: Returns, body: Body, chosen: Cell | None, language: str, links: Links) -> str:
    """One body: what it has to send now, and every period with what was sent; the chosen one in full at the top."""
    cells = returns.of_body(body)
    of_year = [cell for cell in cells if cell.standing is not Standing.NOT_DUE][::-1]
    return render(
        "reporting_body.html",
        say=partial(say, language=language),
        name=say("reporting.of_body", language, body=body.label(language)),
        **_day(links),
        headline=headline_text(cells, language),
        rate=rate_text(returns.punctuality(body), language),
        back=links.to(PATH),
        chosen=_in_full(chosen, returns, language, links) if chosen else None,
        rows=[_in_full(cell, returns, language, links) for cell in of_year],
    )


def _in_full(cell: Cell, returns: Returns, language: str, links: Links) -> dict[str, object]:
    return {
        "shown": _shown(cell, language, links),
        "state": cell_text(cell, language),
        "duty": cell.due.duty.label(language),
        "last_day": due_text(cell.due, language),
        "moved": say("reporting.moved", language, day=cell.due.moved_from.isoformat()) if cell.due.moved_from else "",
        "told": told(cell.due.duty, returns, language),
        "reports": [_report(item, language) for item in cell.reports],
    }


def _report(report: Report, language: str) -> dict[str, str]:
    at = report.recorded_at.strftime("%Y-%m-%d %H:%M")
    return {
        "state": say(f"reporting.state.{report.state}", language),
        "received_on": report.received_on.isoformat(),
        "file": report.file,
        "sha256": report.sha256,
        "note": report.note,
        "noted": say("reporting.noted", language, by=report.recorded_by, at=at),
        "batch": report.batch,
    }
