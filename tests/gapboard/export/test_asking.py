"""What the board lacks, by who must be asked: the list, and the workbook with a sheet a body."""

import datetime as dt
import io

import openpyxl

from gapboard.board import Board
from gapboard.board.coverage import to_ask
from gapboard.cli.main import main
from gapboard.export.asking import asking_xlsx
from tests.gapboard import builder

OFFICE = {"published": {"outlet": "yearbook", "month": 11, "by": "统计局", "by_en": "Statistics"}}


def board() -> Board:
    own = {"measure": "deliverable", "responsible": ["市卫生健康委", "市卫生/健康委"]}
    made = builder.catalog(
        [
            builder.target("known", indicator="known"),
            builder.target("late", indicator="late"),
            builder.target("soon", indicator="late", due=2026),
            builder.target("asked", indicator="own", **own),
            builder.target("nobody", indicator="own", measure="deliverable"),
            builder.target("within", indicator="within", measure="level"),
        ],
        [builder.indicator(name, **OFFICE) for name in ("known", "late", "within")] + [builder.indicator("own")],
    )
    rows = builder.ledger({"known": {2025: 100}, "within": {2025: (90, ">=")}})
    return Board(made, rows, dt.date(2026, 12, 31))


def test_who_owes_most_is_asked_first_and_what_is_overdue_stands_first() -> None:
    found = [(item.name, item.due, [result.target.id for result in item.results]) for item in to_ask(board())]
    assert found == [
        ("统计局", 2, ["late", "within", "soon"]),
        ("市卫生/健康委", 1, ["asked"]),
        ("市卫生健康委", 1, ["asked"]),
        ("", 1, ["nobody"]),
    ]


def test_a_publisher_that_is_a_body_of_the_documents_is_asked_once() -> None:
    facts = {"published": {"outlet": "department", "by": "昆明市科技局", "by_en": "Body science"}}
    made = builder.catalog(
        [builder.target("a", indicator="a"), builder.target("b", indicator="b", responsible=["市科技局"])],
        [builder.indicator("a", **facts), builder.indicator("b")],
        bodies=[builder.body("science", "市科技局")],
    )
    found = to_ask(Board(made, builder.ledger({}), dt.date(2026, 12, 31)))
    assert [(item.name, [result.target.id for result in item.results]) for item in found] == [("市科技局", ["a", "b"])]


def test_a_sheet_for_each_body() -> None:
    book = openpyxl.load_workbook(io.BytesIO(asking_xlsx(board(), "zh")))
    assert book.sheetnames == ["汇总", "统计局", "市卫生 健康委", "市卫生健康委", "文件未列责任单位"]
    assert list(book["汇总"].values)[1:] == [
        ("统计局", 3, None),
        ("市卫生/健康委", 1, None),
        ("市卫生健康委", 1, None),
        ("文件未列责任单位", 1, "文件没有写明责任单位：先定由谁提供，再分头索取（按领域排列）"),
    ]
    _, late, within, _ = book["统计局"].values
    assert late[:5] == ("指标late", "本区", "2025年", "亿元", None)
    assert late[6:] == ("逾期未公布", "统计年鉴", "暂无数据")
    assert within[6:] == ("只知上下限，不足以断定", "统计年鉴", "至少 90 亿元（2025）")


def test_a_collective_name_is_asked_only_where_no_office_stands_beside_it() -> None:
    bodies = [builder.body("office", "市科技局"), builder.body("all", "相关街道办事处", collective=True)]
    made = builder.catalog(
        [
            builder.target("shared", responsible=["相关街道办事处", "市科技局"]),
            builder.target("alone", responsible=["相关街道办事处"]),
            builder.target("nobody"),
        ],
        bodies=bodies,
    )
    board = Board(made, builder.ledger({}), dt.date(2026, 12, 31))
    found = [(item.name, item.is_unsettled, [result.target.id for result in item.results]) for item in to_ask(board)]
    assert found == [
        ("市科技局", False, ["shared"]),
        ("相关街道办事处", True, ["alone"]),
        ("", True, ["nobody"]),
    ]
    book = openpyxl.load_workbook(io.BytesIO(asking_xlsx(board, "zh")))
    front = list(book["汇总"].values)
    assert [row[2] for row in front] == [
        None,
        None,
        "文件只写统称，没有写明哪一家：先定由谁提供，再分头索取（按领域排列）",
        "文件没有写明责任单位：先定由谁提供，再分头索取（按领域排列）",
    ]
    heads = {name: next(book[name].values)[:3] for name in book.sheetnames[1:]}
    assert heads == {
        "市科技局": ("目标", "地区", "需要"),
        "相关街道办事处": ("领域", "由谁提供（请填）", "目标"),
        "文件未列责任单位": ("领域", "由谁提供（请填）", "目标"),
    }
    assert list(book["相关街道办事处"].values)[1][:4] == ("全部", None, "指标x", "本区")


def test_the_command(tmp_path, capsys) -> None:
    path = tmp_path / "asked.xlsx"
    assert main(["missing", str(path), "--on", "2026-11-22", "--lang", "en"]) == 0
    assert openpyxl.load_workbook(path).sheetnames[0] == "All"
    assert main(["missing", str(tmp_path / "no" / "x.xlsx")]) != 0
    assert "no" in capsys.readouterr().err
