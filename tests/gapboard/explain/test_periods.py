"""A period of the ledger in words."""

import pytest

from gapboard.explain.periods import in_table, period_text
from gapboard.ledger.observation import Period


@pytest.mark.parametrize(
    ("text", "chinese", "english"),
    [
        ("2025", "2025年", "2025"),
        ("2026-09", "2026年9月", "Sep 2026"),
        ("2026-01/2026-09", "2026年1—9月", "Jan–Sep 2026"),
        ("2024-10/2025-03", "2024年10月—2025年3月", "Oct 2024–Mar 2025"),
        ("2016/2020", "2016—2020年", "2016–2020"),
    ],
)
def test_as_officials_say_it(text: str, chinese: str, english: str) -> None:
    assert [period_text(Period(text), language) for language in ("zh", "en")] == [chinese, english]


def test_under_a_heading_a_year_is_a_bare_number() -> None:
    assert [in_table(Period(text), "zh") for text in ("2025", "2025-12")] == ["2025", "2025年12月"]
