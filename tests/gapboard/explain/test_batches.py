"""A batch that takes another back, in words and never by the name that it is filed under."""

import pytest

from gapboard.explain.batches import recorder_text, undo_text
from gapboard.history import batches
from gapboard.history.ids import undo_batch_id
from gapboard.ledger import Ledger
from tests.gapboard.builder import row


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("zh", ["撤销了", "恢复了", "再次撤销了", "再次恢复了", "再次撤销了"]),
        (
            "en",
            ["took back ", "brought back ", "took back once more ", "brought back once more ", "took back once more "],
        ),
    ],
)
def test_undoing_again_and_again_is_told_of_the_batch_that_it_began_with(language: str, texts: list[str]) -> None:
    every = {info.id: info for info in batches(Ledger((row("x", 2025, 90, "2026-03-01"),)))}
    called = {"zh": "“公报”（2026-03-01，李）", "en": "“公报” (2026-03-01, 李)"}[language]
    name = "b"
    for text in texts:
        name = undo_batch_id(name)
        assert undo_text(name, every, language) == text + called


def test_of_a_batch_without_a_source_day_and_author_are_told() -> None:
    every = {info.id: info for info in batches(Ledger((row("x", 2025, 90, "2026-03-01", source=""),)))}
    assert undo_text(undo_batch_id("b"), every, "zh") == "撤销了2026-03-01 李 的一批"
    assert undo_text(undo_batch_id("gone"), every, "zh") == "撤销了gone"


def test_the_boards_first_data_are_named_in_the_readers_language_and_people_as_they_are() -> None:
    assert [recorder_text("初始数据", language) for language in ("zh", "en")] == ["初始数据", "initial data"]
    assert recorder_text("李", "en") == "李"
