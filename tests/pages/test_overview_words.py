"""What the overview says where there is nothing to show, and where an indication is opened."""

from __future__ import annotations

import re

import pytest

from components.leaders.first_answer import first_answer


@pytest.mark.parametrize(
    ("language", "said", "not_said"),
    [
        ("zh", "1990-01-01 时还没有一份文件出台", "没有符合筛选条件的目标"),
        ("en", "On 1990-01-01 none of the documents was in force", "No target fits these filters"),
    ],
)
def test_a_day_before_any_document_says_so(language: str, said: str, not_said: str) -> None:
    html = first_answer("", {"on": "1990-01-01", "lang": language}, "")
    assert said in html and not_said not in html


def test_where_an_indication_is_opened_it_is_explained() -> None:
    """On the overview once it is filtered by, on an indicator's page where there is one."""
    line = '<p class="gb-signs"( hidden)?>到期年已过而没有数据的目标'
    hidden = {
        asked: re.search(line, first_answer("", {"lang": "zh", "on": "2026-11-20"} | dict([asked]), ""))
        for asked in [("indication", ""), ("indication", "any"), ("indication", "short")]
    }
    assert [found and found[1] for found in hidden.values()] == [" hidden", None, None]
    assert all(hidden.values())
    page = first_answer("indicator", {"id": "forest-cover", "lang": "zh", "on": "2026-11-20"}, "")
    assert "什么是迹象" in page and "最新为 2024年 45.27%（2024年起口径变动，不能与前相比）" in page
    assert "什么是迹象" not in first_answer("indicator", {"id": "gdp", "lang": "zh", "on": "2026-11-20"}, "")
