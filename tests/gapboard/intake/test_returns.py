"""Returns that come in together: whose each is, and whether its figures may be saved without a question."""

import dataclasses
import datetime as dt
import io
from collections.abc import Mapping

import openpyxl
import pytest

from gapboard.board import Board
from gapboard.board.reporting import Cell, Returns, find_due
from gapboard.catalog.reporting import Reporting, ReportingFile
from gapboard.export.owed import owed_for
from gapboard.export.template import return_mark, template_of
from gapboard.intake.beside import beside, contested
from gapboard.intake.model import Sheet, State, Workbook
from gapboard.intake.returns import Dropped, asking_for, dropped, named, without_sender
from gapboard.intake.returns_told import note_text, why_text
from gapboard.kernel.faults import DataFault, Fault
from gapboard.ledger import Ledger, Observation, Period
from gapboard.ledger.reports import Report
from tests.gapboard import builder
from tests.gapboard.export.small import board

WORLD = board()
STATISTICS = next(body for body in WORLD.catalog.bodies.values() if body.name == "市统计局")
COMMERCE = next(body for body in WORLD.catalog.bodies.values() if body.name == "市商务局")
WATER = next(body for body in WORLD.catalog.bodies.values() if body.name == "市水务局")
CONTENT = {
    "kept_from": dt.date(2025, 1, 1),
    "duties": [
        {
            "id": "yearly",
            "name": "年报",
            "name_en": "Yearly return",
            "form": "return",
            "rhythm": "yearly",
            "document": "plan",
            "item": "1",
            "quote": "每年报送",
            "last_day": {"day": 10, "months_after": 1},
        }
    ],
}
REPORTING = Reporting(ReportingFile.model_validate(CONTENT), WORLD.catalog)
DUE = find_due(REPORTING.duties["yearly"], "2025", REPORTING)


def template(
    body=STATISTICS,
    values: tuple[float | None, ...] = (130.0, 1030.0, 7.5),
    mark: str | None = None,
    sheets: int | None = None,
    more: str = "",
    language: str = "",
) -> bytes:
    """A template of ``body`` for 2025 as it comes back, its figures in the order of its rows; in a ``language``, with
    the line above them that says whose it is.
    """
    assert DUE is not None
    asked = owed_for(WORLD, DUE.duty, body, DUE.period)
    mark = return_mark("yearly", DUE.period, body.id) if mark is None else mark
    cell = Returns(REPORTING, (), dt.date(2026, 1, 5)).cell(body, DUE) if language else None
    book = openpyxl.load_workbook(io.BytesIO(template_of(WORLD, asked, language or "zh", mark, cell)))
    if more:
        book.create_sheet(more)["A1"] = "说明"
    for sheet in book.worksheets[sheets:] if sheets else ():
        book.remove(sheet)
    return filled(book, values, 3 if language else 2)


def owed(rhythm: str, period: str, **more: object) -> tuple[Reporting, Cell, list[tuple[tuple[str, str], Period]], str]:
    """A duty of that rhythm; the return of the statistics office for a period of it, what it asks for, and its mark."""
    duty = {**CONTENT["duties"][0], "id": rhythm, "rhythm": rhythm, **more}
    reporting = Reporting(ReportingFile.model_validate({**CONTENT, "duties": [duty]}), WORLD.catalog)
    due = find_due(reporting.duties[rhythm], period, reporting)
    assert due is not None
    cell = Returns(reporting, (), dt.date(2026, 1, 5)).cell(STATISTICS, due)
    asked = owed_for(WORLD, due.duty, STATISTICS, due.period)
    return reporting, cell, asked, return_mark(rhythm, due.period, STATISTICS.id)


def filled(book: openpyxl.Workbook, values: tuple[float | str | None, ...], first: int = 2) -> bytes:
    """A template with figures in the order of its rows, of which ``first`` is the first."""
    for row, value in enumerate(values, first):
        book.worksheets[0].cell(row, 4).value = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(data: bytes, name: str) -> Workbook:
    """The workbook, without the process of its own that strange files are read in."""
    if not data.startswith(b"PK"):
        raise DataFault([Fault(name, "unreadable", details={"reason": "x"})])
    if not data.startswith(b"PK\x03\x04"):  # a text, whatever it is called
        rows = [tuple(line.split(",")) for line in data.decode()[2:].splitlines()]
        return Workbook(name, "csv", "utf-8", (Sheet("", rows),))
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheets = [
        Sheet(sheet.title, [tuple("" if cell is None else str(cell) for cell in row) for row in sheet.values])
        for sheet in book.worksheets
    ]
    return Workbook(name, "xlsx", None, tuple(sheets))


def drop(files: Mapping[str, bytes], *reports: Report) -> list[Dropped]:
    returns = Returns(REPORTING, reports, dt.date(2026, 1, 5))
    return dropped(files, WORLD, returns, {}, read=read)


def told(files: Mapping[str, bytes], *reports: Report) -> list[tuple[str, str]]:
    return [(item.state, item.why) for item in beside(drop(files, *reports))]


def test_a_filled_in_template_is_recognised_and_clean() -> None:
    (found,) = drop({"统计局.xlsx": template()})
    assert (found.state, found.why, found.figures) == ("taken", "", 3)
    assert found.cell is not None
    assert (found.cell.body, found.cell.due.period) == (STATISTICS, Period("2025"))
    assert found.batch is not None
    values = {(item.region, item.indicator): item.value for item in found.batch.of(State.NEW)}
    assert values == {("here", "x"): 130, ("city", "x"): 1030, ("city", "x-growth"): 7.5}


# The last day in it, 10 Jan 2026, is read as no period, nor is the rest of it as anything of the table.
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_line_that_says_whose_it_is_changes_nothing(language: str) -> None:
    (found,) = drop({"a.xlsx": template(language=language)})
    assert (found.state, found.figures) == ("taken", 3)
    assert found.batch is not None and {item.period for item in found.batch.of(State.NEW)} == {"2025"}


@pytest.mark.parametrize(
    ("data", "state", "why"),
    [
        pytest.param(template(values=(None, None, None)), "refused", "no_figures", id="empty"),
        pytest.param(template(values=("十来个", None, None)), "refused", "refused_rows", id="no figure can be read"),
        pytest.param(template(values=(1300.0, 1030.0, 7.5)), "asked", "doubts", id="ten times as much"),
        pytest.param(template(mark=""), "unknown", "unmarked", id="no mark"),
        pytest.param(template(mark="gapboard-return yearly 2025 nobody"), "unknown", "not_owed", id="no such body"),
        pytest.param(template(mark="gapboard-return yearly 1999 x"), "unknown", "not_owed", id="no such period"),
        pytest.param(template(mark=f"gapboard-return yearly 2025 {WATER.id}"), "refused", "none_owed", id="another's"),
        pytest.param("PK区科信局工作小结，共 3 项。\n2026年".encode(), "unknown", "no_table", id="a text of that name"),
        pytest.param("PK指标,2025年\n指标x,130\n".encode(), "unknown", "unmarked", id="a table of that name"),
        pytest.param(b"hello", "unknown", "unreadable", id="no spreadsheet"),
    ],
)
def test_what_is_not_clean(data: bytes, state: str, why: str) -> None:
    assert told({"a.xlsx": data}) == [(state, why)]


@pytest.mark.parametrize(("growth", "state"), [(7.5, "taken"), (320.0, "asked")])
def test_figures_of_some_months_are_held_against_what_is_usual_as_a_year_s_are(growth: float, state: str) -> None:
    reporting, _, asked, mark = owed("monthly", "2025-10")
    book = openpyxl.load_workbook(io.BytesIO(template_of(WORLD, asked, "zh", mark)))
    data = filled(book, (None, 800.0, growth))
    (found,) = dropped({"a.xlsx": data}, WORLD, Returns(reporting, (), dt.date(2026, 1, 5)), {}, read=read)
    assert found.state == state, found.doubts


@pytest.mark.parametrize(
    ("rhythm", "period", "name"),
    [("quarterly", "2025-10/2025-12", "季报-2025年10—12月"), ("monthly", "2025-12", "12月")],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_last_part_of_a_year_asks_for_the_whole_year_whatever_its_file_is_called(
    rhythm: str, period: str, name: str, language: str
) -> None:
    reporting, cell, asked, mark = owed(rhythm, period)
    returns = Returns(reporting, (), dt.date(2026, 1, 5))
    assert "2025" in {period.text for _, period in asked}
    book = openpyxl.load_workbook(io.BytesIO(template_of(WORLD, asked, language, mark, cell)))
    data = filled(book, (130.0, 1030.0, 7.5), 3)
    (found,) = dropped({f"市统计局-{name}.xlsx": data}, WORLD, returns, {}, read=read)
    assert (found.state, found.figures) == ("taken", 3), found.doubts
    assert found.batch is not None
    assert {value.period for value in found.batch.of(State.NEW)} == {period.text for _, period in asked}


@pytest.mark.parametrize(
    ("day", "on", "status", "state", "why", "words"),
    [
        # The 20th of the month itself: whoever sends in time sends before its end.
        (20, dt.date(2025, 11, 18), None, "taken", "early", "这一期报送期限在期末之前：数尚未最终确定，按初步数记入"),
        (20, dt.date(2025, 11, 18), "A", "asked", "doubts", "1 处疑问：“2025年1—11月”还没有过完（现在是2025年11月）"),
        (20, dt.date(2025, 12, 1), None, "taken", "", ""),
        # The 10th of the next month: it is odd, once for all figures.
        (10, dt.date(2025, 11, 28), None, "asked", "doubts", "1 处疑问：“2025年1—11月”还没有过完（现在是2025年11月）"),
    ],
)
def test_before_the_end_of_a_period_is_by_nature_where_the_last_day_lies_before_it(
    day: int, on: dt.date, status: str | None, state: str, why: str, words: str
) -> None:
    last_day = {"day": day} if day == 20 else {"day": day, "months_after": 1}
    reporting, _, asked, mark = owed("monthly", "2025-11", last_day=last_day)
    book = openpyxl.load_workbook(io.BytesIO(template_of(WORLD, asked, "zh", mark)))
    for row in (2, 3):
        book.worksheets[0].cell(row, 6).value = status
    data = filled(book, (110.0, 800.0))
    (found,) = dropped({"a.xlsx": data}, WORLD, Returns(reporting, (), on), {}, read=read)
    assert (found.state, found.why) == (state, why), found.doubts
    assert why_text(found, WORLD.catalog, "zh") == words
    assert found.batch is not None
    assert {value.obs_status for value in found.batch.of(State.NEW)} == {status or "P"}


def test_what_the_register_notes_of_a_reason_is_no_longer_than_it_takes() -> None:
    assert note_text("a\x00b" + "c" * 2000) == "ab" + "c" * 997 + "…"
    assert note_text("一二") == "一二"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (template(values=("十来个", 1030.0, 7.5)), ("1 个数读不出来：D2：", "十来个")),
        (template(values=(1300.0, 1030.0, 7.5)), (" 处疑问：", "D2：")),
        (template(mark=f"gapboard-return yearly 2025 {WATER.id}"), ("都不是这个单位这一期应报的", "：D")),
    ],
)
def test_a_doubt_names_its_cell_and_its_reason(data: bytes, words: tuple[str, ...]) -> None:
    (item,) = drop({"a.xlsx": data})
    told = why_text(item, WORLD.catalog, "zh")
    assert all(word in told for word in words), told


def told_whose(data: bytes, cell: Cell) -> tuple[str, str]:
    (item,) = drop({"a.xlsx": data})
    settled = named(item, cell, WORLD, Returns(REPORTING, (), dt.date(2026, 1, 5)), {})
    return settled.state, settled.why


def cell_of_2025(body=STATISTICS) -> Cell:
    assert DUE is not None
    return Returns(REPORTING, [], dt.date(2026, 1, 5)).cell(body, DUE)


def test_an_unmarked_file_is_checked_as_the_return_that_it_is_said_to_be() -> None:
    assert told_whose(template(mark="", more="旧稿"), cell_of_2025()) == ("asked", "doubts")  # that sheet is not read
    assert told_whose(template(mark=""), cell_of_2025()) == ("taken", "")  # the board's own explanation is none
    assert told_whose(template(mark="", sheets=1), cell_of_2025()) == ("taken", "")
    assert told_whose(template(mark="", sheets=1), cell_of_2025(WATER)) == ("refused", "none_owed")
    assert told_whose(template(mark="", sheets=1, values=(None,) * 3), cell_of_2025()) == ("refused", "no_figures")


def test_what_is_partly_another_body_s_is_asked_about() -> None:
    data = template(COMMERCE, (130.0,))
    book = openpyxl.load_workbook(io.BytesIO(data))
    own, other = book.worksheets[0], openpyxl.load_workbook(io.BytesIO(template())).worksheets[0]
    for column in range(1, 8):  # the row of 全市, for which commerce does not answer
        own.cell(3, column).value = other.cell(3, column).value
    file = io.BytesIO()
    book.save(file)
    (item,) = drop({"a.xlsx": file.getvalue()})
    assert (item.state, item.why, item.count) == ("asked", "others", 1)


def test_which_returns_ask_for_the_figures_of_a_file() -> None:
    def asking(*keys: tuple[str, str, str], on: dt.date = dt.date(2026, 1, 5)) -> list[tuple[str, str, int]]:
        found = asking_for(set(keys), WORLD, Returns(REPORTING, [], on))
        return [(cell.body.name, cell.due.period.text, count) for cell, count in found]

    # Two bodies answer for the one figure, one of them for the other as well.
    assert asking(("here", "x", "2025"), ("city", "x", "2025")) == [("市统计局", "2025", 2), ("市商务局", "2025", 1)]
    assert asking(("city", "x", "2025"), ("city", "x", "2024")) == [("市统计局", "2025", 1), ("市统计局", "2024", 1)]
    assert asking(("here", "x", "2025"), on=dt.date(2024, 12, 31)) == []  # that year has not begun
    assert asking(("elsewhere", "x", "2025")) == []


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("市水务局.xlsx", ".xlsx"),
        ("水务局2025年报.xlsx", "2025年报.xlsx"),
        ("2025年计划（市水务局）.xlsx", "2025年计划（）.xlsx"),
        ("市统计局.xlsx", "市统计局.xlsx"),
    ],
)
def test_the_sender_s_name_in_that_of_the_file_says_nothing_of_the_figures(name: str, left: str) -> None:
    """A bureau of planning sends no plans."""
    assert without_sender(name, WATER) == left


def test_a_question_about_the_whole_file_is_asked_and_no_refusal() -> None:
    assert told({"2025年计划.xlsx": template()}) == [("asked", "doubts")]


def test_of_two_for_one_return_it_is_asked_which_stands() -> None:
    found = drop({"b.xlsx": template(values=(131.0, 1030.0, 7.5)), "a.xlsx": template()})
    asked = beside(found)
    assert [(item.state, item.why, item.others) for item in asked] == [
        ("asked", "twice", ("a.xlsx",)),
        ("asked", "twice", ("b.xlsx",)),
    ]
    (key,) = contested(found)
    chosen = beside(found, {key: found[1].sha256})
    assert [(item.state, item.why, item.others) for item in chosen] == [
        ("refused", "not_chosen", ("a.xlsx",)),
        ("taken", "", ()),
    ]


@pytest.mark.parametrize(
    ("theirs", "states", "figures", "told_of_second"),
    [
        (131.0, [("asked", "differs"), ("asked", "differs")], [0, 0], "这份 131 亿元，“a.xlsx”130 亿元"),
        (130.0, [("taken", ""), ("taken", "shared")], [3, 0], "都是 130 亿元，“a.xlsx”"),
    ],
)
def test_a_figure_that_two_bodies_send_is_seen_before_saving(theirs: float, states, figures, told_of_second) -> None:
    """Both answer for 指标x of the first row."""
    found = beside(drop({"a.xlsx": template(), "b.xlsx": template(COMMERCE, (theirs,))}))
    assert [(item.state, item.why) for item in found] == states
    assert [item.figures for item in found] == figures  # what both have is written once
    (shared,) = found[1].shared
    assert shared.key == ("here", "x", "2025") and told_of_second in why_text(found[1], WORLD.catalog, "zh")


def test_who_agrees_waits_for_nobody_and_of_who_differs_only_that_is_told() -> None:
    """The first two differ in 全市 and agree in 本区; the third, which agrees in 本区, writes it."""
    differs = template(values=(130.0, 1031.0, 7.5))
    found = drop({"a.xlsx": template(), "b.xlsx": differs, "c.xlsx": template(COMMERCE, (130.0,))})
    # As if of another body: two files of one return are asked about for that alone.
    found[1] = dataclasses.replace(found[1], cell=cell_of_2025(WATER))
    first, second, third = beside(found)
    assert [(item.state, item.why, item.count) for item in (first, second)] == [("asked", "differs", 1)] * 2
    assert [one.key for one in second.shared] == [("city", "x", "2025")]
    assert (third.state, third.why, third.figures) == ("taken", "", 1)


def test_a_status_that_differs_is_asked_about() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(COMMERCE, (130.0,))))
    book.worksheets[0].cell(2, 6).value = "E"
    file = io.BytesIO()
    book.save(file)
    _, second = beside(drop({"a.xlsx": template(), "b.xlsx": file.getvalue()}))
    assert (second.state, second.why) == ("asked", "differs")
    assert "这份 130 亿元（估计数），“a.xlsx”130 亿元（正式数）" in why_text(second, WORLD.catalog, "zh")


def with_rows(*rows: Observation) -> Board:
    """The board after somebody else has written ``rows``."""
    return Board(WORLD.catalog, Ledger((*WORLD.ledger.rows, *rows)), WORLD.on)


@pytest.mark.parametrize(
    ("known", "state", "why"),
    [
        (130, "taken", "no_longer_asked"),  # as this file has it
        (131, "unknown", "still_asked"),  # somebody decided for the other one
        (None, "taken", "no_longer_asked"),  # nobody did, and nothing in it is asked any more
    ],
)
def test_what_waited_for_an_answer_is_taken_when_it_comes_again_and_nothing_is_asked(known, state, why) -> None:
    data = template(COMMERCE, (130.0,))
    (first,) = drop({"a.xlsx": data})
    moment = dt.datetime(2026, 1, 3, tzinfo=dt.UTC)
    asked = Report(
        "return", "yearly", Period("2025"), COMMERCE.id, "asked", moment.date(), "a.xlsx", first.sha256, "b", "",
        moment, "李",
    )  # fmt: skip
    board = with_rows(builder.row("x", 2025, known, "2026-01-04", unit="亿元")) if known else WORLD
    returns = Returns(REPORTING, [asked], dt.date(2026, 1, 5))
    (again,) = dropped({"again.xlsx": data}, board, returns, {}, read=read)
    assert (again.state, again.why, again.earlier) == (state, why, asked)
    assert again.cell is not None and again.cell.body == COMMERCE
    assert "有待回答" in why_text(again, WORLD.catalog, "zh")


@pytest.mark.parametrize(("both", "why"), [(False, ["still_asked"]), (True, ["differs", "differs"])])
def test_what_two_files_differ_in_is_not_settled_by_dropping_one_of_them_again(both: bool, why: list[str]) -> None:
    """Two bodies' files wait for an answer about one figure, of which nothing is in the ledger."""
    files = {"a.xlsx": template(COMMERCE, (130.0,)), "b.xlsx": template(values=(131.0, 1030.0, 7.5))}
    moment = dt.datetime(2026, 1, 3, tzinfo=dt.UTC)
    asked = [
        Report(
            "return", "yearly", Period("2025"), body.id, "asked", moment.date(), name, item.sha256, name, "",
            moment, "李",
        )
        for body, (name, item) in zip(
            (COMMERCE, STATISTICS), ((item.file, item) for item in drop(files)), strict=True
        )
    ]  # fmt: skip
    again = files if both else {"a.xlsx": files["a.xlsx"]}
    assert [item.why for item in beside(drop(again, *asked))] == why


def test_the_same_file_is_not_noted_again() -> None:
    data = template()
    assert told({"a.xlsx": data, "copy.xlsx": data}) == [("taken", ""), ("unknown", "twin")]
    assert "“a.xlsx”" in why_text(drop({"a.xlsx": data, "copy.xlsx": data})[1], WORLD.catalog, "zh")
    (first,) = drop({"a.xlsx": data})
    moment = dt.datetime(2026, 1, 3, tzinfo=dt.UTC)
    noted = Report(
        "return", "yearly", Period("2025"), STATISTICS.id, "taken", moment.date(), "a.xlsx", first.sha256, "b", "",
        moment, "李",
    )  # fmt: skip
    assert told({"again.xlsx": data}, noted) == [("unknown", "known")]
    refused = dataclasses.replace(noted, state="refused")  # as that of another body: now it is told whose it is
    assert told({"again.xlsx": data}, refused) == [("taken", "")]
