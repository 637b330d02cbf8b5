"""A card in words: what is told, what is known since, and that another definition lies between."""

import datetime as dt

from gapboard.board import Board
from gapboard.board.wall import card
from gapboard.explain.cards import CardWords
from tests.gapboard import builder

SHARE = {"unit": "%", "kind": "rate"}


def words(values, language="zh", due=2019, **of) -> CardWords:
    target = builder.target(measure="share", unit="%", due=due, value=50, comparator=">=")
    made = builder.catalog([target], [builder.indicator(**SHARE, **of)], plan=(2019, 2021))
    board = Board(made, builder.ledger({"x": values}), dt.date(2026, 6, 30))
    return CardWords(card(board, made.indicators["x"], "here", board.assessments), made, language)


def test_a_figure_of_a_later_year_is_told_with_the_break_that_lies_between() -> None:
    values = {2018: 49.57, 2020: 52.62, 2024: 45.27}
    found = words(values, breaks=builder.broken(2024))
    assert found.sentence.startswith("2020年（到期后 1 年）：52.62%，已达目标值；2018年（到期前 1 年）：49.57%")
    assert found.since == "最新为 2024年 45.27%（2024年起口径变动，不能与前相比）"
    assert words(values, "en", breaks=builder.broken(2024)).since == (
        "latest: 45.27% in 2024 (another definition from 2024, not comparable)"
    )
    assert found.sign == "到期后 1 年达到"


def test_who_must_keep_it_with_how_many_there_are() -> None:
    def told(*names: str, language: str = "zh") -> str:
        made = builder.catalog([builder.target(responsible=names)])
        board = Board(made, builder.ledger({"x": {2025: 90}}), dt.date(2026, 6, 30))
        return CardWords(card(board, made.indicators["x"], "here", board.assessments), made, language).bodies

    assert (told(), told("甲局"), told("甲局", "乙局")) == ("", "责任单位：甲局", "责任单位：甲局、乙局")
    assert told("甲局", "乙局", "丙局", "丁局") == "责任单位：甲局、乙局等 4 家"
    assert told("甲局", "乙局", "丙局", language="en") == "Responsible: Body body-0; Body body-1 … (3 in all)"


def test_a_verdict_as_well_and_nothing_where_the_told_year_is_the_last() -> None:
    assert words({2019: 51, 2024: 45.2}).since == "最新为 2024年 45.2%"
    assert words({2018: 45, 2019: 51}).since == "" and words({2018: 45}).since == ""
    assert (words({2016: 45}).sign, words({2018: 45}, "en").sign) == ("到期前 3 年未达", "short 1 year before due")
