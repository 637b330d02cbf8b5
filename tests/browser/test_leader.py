"""A leader goes from a count on the overview to its steps, to the plan and to a body, and reads the same everywhere.

Slow: a board with tasks of its own, in both languages, on a desk and on a phone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from gapboard.ledger import Period
from tests.browser.axe import violations
from tests.browser.clerk import open_tab
from tests.browser.conftest import settle
from tests.browser_support import serve
from tests.pages.task_data import said, with_tasks
from tests.shipped_data import copy_shipped


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A board with two tasks of four steps; one is late, one past its year without a word, one due in 2027."""
    folder: Path = with_tasks(copy_shipped(tmp_path_factory.mktemp("leader")))
    said(folder, "km19-x.2", "delayed", period=Period("2026-02"), delayed_to="2026-02-15", obstacle="场地未定")
    with serve("make run", env={"GAPBOARD_DATA": str(folder)}) as url:
        yield url


# Of the overview: tasks, steps, done, overdue, without a report, past due without one. Of the plan, in its order: tasks
# and those done; done of all steps; delayed, without a report; overdue, past due without a report.
@pytest.mark.parametrize(
    ("locale", "size", "plan", "body"),
    [
        ("en-GB", (1440, 900), [2, 0, 0, 4, 1, 3, 1, 2], "0 of 3 steps done, 1 delayed, 2 no report; 1 overdue"),
        ("zh-CN", (390, 844), [2, 0, 4, 0, 1, 3, 1, 2], "3个事项中0个已完成，1个延期，2个未报进展；1个逾期"),
    ],
)
def test_from_the_overview_to_the_step_its_plan_and_a_body(
    browser: Browser, address: str, pictures: Path, locale: str, size: tuple[int, int], plan: list[int], body: str
) -> None:
    leader = open_tab(browser, address, locale)
    leader.set_viewport_size({"width": size[0], "height": size[1]})
    settle(leader, "#board-end")
    line = leader.locator("#root .gb-tasksline")
    assert numbers(line.inner_text()) == [2, 4, 0, 1, 3, 2]
    for document, seen in (("panlong-2022-tasks", False), ("km-2019-action-plan", True)):  # the fixture's tasks
        leader.locator(f'#root a[data-set="document={document}"]').first.evaluate("link => link.click()")
        assert line.is_visible() is seen
    assert numbers(line.inner_text()) == [2, 4, 0, 1, 3, 2]
    line.locator("a[href*='standing=overdue']").click()
    settle(leader, "#root #documents-end")
    expect(leader.locator("#root .gb-steplist li")).to_have_count(1)
    leader.locator("#root .gb-task h3 a").click()
    settle(leader, "#root #plan-end")
    assert numbers(leader.locator("#root .gb-told").first.inner_text())[:8] == plan
    leader.locator('#root [data-task="km19-x"] a[href*="body="]').first.click()
    settle(leader, "#departments-end")
    expect(leader.locator("#root")).to_contain_text(body)
    expect(leader.locator("#root")).to_contain_text("场地未定")
    assert leader.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(leader, "body") == []
    leader.screenshot(path=str(pictures / f"leader-{locale}.png"))
    leader.context.close()


def numbers(text: str) -> list[int]:
    """The numbers of a sentence, in its order."""
    return [int(number) for number in re.findall(r"\d+", text)]
