"""Progress for ranking: worked by hand for every measure."""

import pytest

from gapboard.assess import progress
from tests.gapboard.builder import judge


@pytest.mark.parametrize(
    ("values", "fields", "expected"),
    [
        ({2020: 60, 2025: 80}, {}, 0.5),  # 20 of the 40 promised
        ({2020: 60, 2025: 120}, {}, 1.5),
        ({2020: 60, 2025: 50}, {}, -0.25),
        ({2025: 80}, {}, None),  # no base
        ({2020: 100, 2025: 80}, {}, None),  # stood at the goal already
        ({2020: 60}, {}, None),  # nothing for the due year
        ({2020: 50, 2025: 90}, {"measure": "multiple", "value": 2, "base": 2020}, 0.8),  # 40 of 50
        ({2024: 100, 2025: 106}, {"measure": "growth", "value": 8}, 0.75),
        ({2024: 100, 2025: 106}, {"measure": "growth", "value": 8, "comparator": "<="}, None),  # a ceiling
        # Two years of 4 % where 8 % were due: 0.0816 of 0.1664
        (
            {2023: 100, 2025: 108.16},
            {"measure": "average_growth", "value": 8, "period": (2024, 2025)},
            0.0816 / 0.1664,
        ),
        ({2024: 30, 2025: 40}, {"measure": "cumulative", "value": 100, "period": (2024, 2025)}, 0.7),
        ({2025: 7}, {"measure": "deliverable", "value": 10, "unit": "亿元"}, 0.7),
        ({2023: 5, 2024: 9, 2025: 12}, {"measure": "each_year", "value": 8, "period": (2023, 2025)}, 2 / 3),
        ({2023: 5}, {"measure": "each_year", "value": 8, "period": (2023, 2025)}, 0),
    ],
)
def test_after_the_due_year(values, fields, expected) -> None:
    found = progress(judge(values, **fields))
    assert found == (None if expected is None else pytest.approx(expected))


def test_before_the_due_year_it_is_the_pace() -> None:
    result = judge({2020: 60, 2024: 76}, on="2025-06-30")  # 16 of 40, and four fifths of the time gone
    assert progress(result) == result.pace == pytest.approx(0.5)
