"""The running year as records for programs: plain numbers in the unit named, labels beside them."""

from __future__ import annotations

from pydantic import Field

from gapboard.assess.in_year import Band, From, How, Reading, Standing
from gapboard.board.in_year import Row as BoardRow
from gapboard.catalog import Catalog
from gapboard.explain.in_year import RowWords, StandingWords
from gapboard.export.json_rows import Label, Row
from gapboard.kernel.wording import say


class TaskRow(Row):
    """One task of the year, and how the year stands against it; what is null has its reason in ``why``.

    Shares are of 1, distances to time in percentage points, growth in per cent.
    """

    target: str
    document: Label
    reading: Reading
    task: float | None
    task_of: From
    steps_source: str
    done: float | None
    time_gone: float | None
    ahead: float | None
    band: Band | None
    band_name: str
    usual: float | None
    usual_years: list[int]
    ahead_of_usual: float | None
    needed: float | None
    needed_growth: float | None
    gap: float | None
    line: float | None
    line_gap: float | None
    proven: bool | None
    why: dict[str, str] = Field(description="By the name of what is not given, the reason.")


class InYearRow(Row):
    """One indicator in one region: what is known of the year up to ``month``, and its tasks."""

    indicator: Label
    region: Label
    year: int
    month: int
    value: float | None
    value_month: int | None
    value_how: How | None
    unit: str
    growth: float | None
    growth_month: int | None
    growth_published: bool | None
    last: float | None
    last_when_first_published: float | None
    fell: list[int] = Field(description="Months whose cumulated value is below that of the one before: a revision.")
    doubts: list[str] = Field(description="In words, what makes the figure or its growth doubtful.")
    tasks: list[TaskRow]
    sources: list[str]


def in_year_row(row: BoardRow, catalog: Catalog, language: str) -> InYearRow:
    """A row of the page of the running year, its labels in ``language``."""
    so_far, words = row.so_far, RowWords(row, catalog, language)
    latest, growth = so_far.latest, so_far.growth
    return InYearRow(
        indicator=Label(id=so_far.indicator.id, name=words.name),
        region=Label(id=so_far.region, name=words.region),
        year=so_far.year,
        month=so_far.month,
        value=latest.value if latest else None,
        value_month=latest.month if latest else None,
        value_how=latest.how if latest else None,
        unit=so_far.indicator.unit,
        growth=growth.value if growth else None,
        growth_month=growth.month if growth else None,
        growth_published=growth.published if growth else None,
        last=so_far.last.value if so_far.last else None,
        last_when_first_published=so_far.last_then,
        fell=[fall.after.month for fall in so_far.falls],
        doubts=words.doubts,
        tasks=[_task(standing, StandingWords(standing, words), row, language) for standing in row.standings],
        sources=words.sources,
    )


def _task(found: Standing, words: StandingWords, row: BoardRow, language: str) -> TaskRow:
    usual = row.so_far.usual if found.usual is not None else None
    return TaskRow(
        target=found.task.target.id,
        document=Label(id=found.task.target.document, name=words.document),
        reading=found.reading,
        task=found.task.value,
        task_of=found.task.of,
        steps_source=words.source_of_steps,
        done=found.done,
        time_gone=found.time_gone if found.done is not None else None,
        ahead=found.ahead,
        band=found.band,
        band_name=say(f"in_year.band.{found.band.value}", language) if found.band else "",
        usual=found.usual,
        usual_years=[year for year, _ in usual.years] if usual else [],
        ahead_of_usual=found.ahead_of_usual,
        needed=found.needed,
        needed_growth=found.needed_growth,
        gap=found.gap,
        line=found.line,
        line_gap=found.line_gap,
        proven=found.proven,
        why={figure: words.why(figure) for figure in found.why or {}},
    )
