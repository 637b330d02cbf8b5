"""The reminder sheet (催报单): what one body has to send in, as a Word file in the look of official documents."""

from __future__ import annotations

from collections.abc import Sequence

from gapboard.board import Board
from gapboard.board.reporting import Cell, Due, Returns, Standing
from gapboard.catalog import Body
from gapboard.explain.reporting import cell_text, long_day, no_day, period_of, source_text
from gapboard.export.official import OfficialPaper, file_part, zipped
from gapboard.export.owed import owed_for
from gapboard.kernel.wording import say

_COLUMNS = ("period", "last_day", "state")
_WIDTHS = (0.32, 0.38, 0.3)


def reminder(board: Board, returns: Returns, body: Body, language: str, office: str = "") -> bytes:
    """The sheet for ``body``: per duty its clause, what has not come in, the figures asked for, whom it goes to.

    ``office`` sends and signs it; without it there is a line to fill in.
    """
    dated = long_day(returns.on, language)
    name = say("reporting.sheet.name", language)
    footer = say("reporting.sheet.footer", language, board=say("app.name", language))
    paper = OfficialPaper(language, footer, f"{name} · {body.label(language)}")
    paper.masthead(name, office, "")  # a letter is dated once, where it is signed
    paper.text(say("reporting.sheet.addressed", language, body=body.label(language)), addressed=True)
    by_duty: dict[str, list[Cell]] = {}
    for cell in returns.owed(body):
        by_duty.setdefault(cell.due.duty.id, []).append(cell)
    for cells in by_duty.values():
        _duty(paper, board, returns, cells, language)
    found = returns.punctuality(body)
    if found.counted:
        paper.text(say("reporting.sheet.rate", language, on_time=found.on_time, counted=found.counted))
    paper.signed(office or say("bulletin.office_blank", language), dated)
    return paper.save()


def reminders_zip(board: Board, returns: Returns, bodies: Sequence[Body], language: str, office: str = "") -> bytes:
    """A sheet for each of ``bodies`` in one archive."""
    sheets = ((sheet_name(body, language), reminder(board, returns, body, language, office)) for body in bodies)
    return zipped(sheets, returns.on)


def to_remind(returns: Returns) -> list[Body]:
    """The bodies that have something to send in by now or soon."""
    return [body for body in returns.bodies if returns.owed(body)]


def sheet_name(body: Body, language: str) -> str:
    """The file's name."""
    name = say("reporting.sheet.name", language)
    return f"{file_part(f'{name}-{body.label(language)}')}.docx"


def _duty(paper: OfficialPaper, board: Board, returns: Returns, cells: list[Cell], language: str) -> None:
    duty, body = cells[0].due.duty, cells[0].body
    paper.heading(duty.label(language))
    source = source_text(duty, returns.reporting, language, full=True)
    paper.text(say("reporting.sheet.body", language, source=source, day=long_day(returns.on, language)), keep=True)
    paper.table(
        [say(f"reporting.sheet.columns.{name}", language) for name in _COLUMNS],
        _WIDTHS,
        [
            (
                period_of(cell.due, language),
                _last_day(cell.due, language),
                cell_text(cell, language),
            )
            for cell in cells
        ],
        whole=True,
    )
    names = dict.fromkeys(
        board.catalog.indicators[indicator].label(language)
        for (_, indicator), _ in owed_for(board, duty, body, cells[0].due.period)
    )
    if duty.indicators and names:
        listed = say("reporting.sheet.figures_join", language).join(names)
        paper.text(say("reporting.sheet.figures", language, count=len(names), names=listed))
    late = any(cell.standing is Standing.OVERDUE for cell in cells)
    paper.text(say(f"reporting.sheet.ask_{'overdue' if late else 'due'}", language))
    if duty.to:
        paper.text(say("reporting.sheet.to", language, to=duty.to_whom(language)))


def _last_day(due: Due, language: str) -> str:
    return say("reporting.until", language, day=long_day(due.last_day, language)) if due.last_day else no_day(language)
