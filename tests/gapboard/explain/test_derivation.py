"""The steps of a derivation can be checked with a pocket calculator."""

import datetime as dt
import itertools
import re

import pytest

from gapboard.board import Board
from gapboard.explain import Figures, derivation
from tests.gapboard.builder import broken, case, growth_series

NUMBER = re.compile(r"(?<![\d.])\d[\d,]*(?:\.\d+)?")
FORMULA = re.compile(r"^(?P<left>[^;；]*?[×÷−+].*?)\s=\s(?P<right>[+−]?\d[\d,]*(?:\.\d+)?)(?P<percent>%?)")


def decimals(text: str) -> int:
    return len(text.partition(".")[2])


def formula_holds(text: str) -> bool | None:
    """Whether ``a − b = c`` and the like hold within the rounding of the numbers; ``None`` if it is no formula."""
    found = FORMULA.match(text)
    if not found or not NUMBER.search(found["left"]):
        return None
    left = re.sub(r"[^\d,.+−×÷()]", " ", found["left"])
    numbers = [float(item.replace(",", "")) for item in NUMBER.findall(left)]
    half = 0.5 * 10.0 ** -max(map(decimals, NUMBER.findall(left)))
    template = NUMBER.sub("{}", left).replace("−", "-").replace("×", "*").replace("÷", "/")
    scale = 100 if found["percent"] and "%" not in found["left"] else 1
    # Every operand may be off by half its last digit, either way.
    ends = []
    for signs in itertools.product((-1, 0, 1), repeat=len(numbers)):
        shaken = [repr(number + sign * half) for number, sign in zip(numbers, signs, strict=True)]
        ends.append(scale * eval(template.format(*(f"({item})" for item in shaken)), {"__builtins__": {}}))
    right = found["right"].replace(",", "")
    slack = 0.5 * 10.0 ** -decimals(right) + 1e-9
    value = float(right.replace("−", "-"))
    return min(ends) - slack <= value <= max(ends) + slack


def test_the_checker_can_fail() -> None:
    assert formula_holds("8,637.45 − 10,000 = −1,362.55") is True
    assert formula_holds("8,637.45 − 10,000 = −1,362.58") is False
    assert formula_holds("已走 +1,903.66 ÷ 应走 +6,733.79 = 0.283") is True
    assert formula_holds("made +1,903.66 ÷ due +6,733.79 = 0.284") is False
    assert formula_holds("−1,362.55 ÷ 10,000 = −13.6%") is True
    assert formula_holds("−1,362.55 ÷ 10,000 = +13.6%") is False
    assert formula_holds("observed 5.11% a year ÷ required 9.68% a year = 0.527; by this method “Behind”") is True
    assert formula_holds("Ⅲ类 − Ⅲ类 = 0") is None


DAYS = [("2026-11-22", None), ("2024-08-01", "2024-08-01"), ("2022-06-01", "2022-06-01")]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("on", "known_on"), DAYS)
def test_the_shipped_boards_arithmetic(shipped, shipped_ledger, on, known_on, language) -> None:
    board = Board(shipped, shipped_ledger, dt.date.fromisoformat(on), known_on and dt.date.fromisoformat(known_on))
    checked = 0
    for result in board.assessments:
        for heading, text in derivation(result, shipped, language):
            holds = formula_holds(text)
            assert holds is not False, (result.target.id, heading, text)
            checked += holds is True
    assert checked > 10


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "found",
    [
        case({2015: 14.5, 2023: 10.2}, "2024-06-30", of={"direction": "down"}, base=2015, due=2030, value=7.25),
        case({2015: 0.27, 2023: 0.38}, "2024-06-30", base=2015, due=2030, value=0.7),
        case({2021: 200, 2022: 190}, "2023-06-30", measure="cumulative", period=(2021, 2025), value=1000),
        case({2020: 33.33, 2024: 40}, "2025-06-30", measure="multiple", base=2020, value=4, due=2035),
        case({2020: -40, 2024: -30}, "2025-06-30", value=-20),
        case({2025: -30}, value=-20),
    ],
)
def test_arithmetic_of_any_sign(found, language) -> None:
    steps = dict(derivation(found.result, found.catalog, language))
    checks = {heading: formula_holds(text) for heading, text in steps.items()}
    assert False not in checks.values(), {heading: steps[heading] for heading, good in checks.items() if good is False}
    assert True in checks.values()


def test_the_steps_in_order_with_the_numbers_put_in() -> None:
    """100 in 2020, 130 in 2024, 200 due in 2030: 140 were due, so 30 of 40 years' worth; 7.5 a year lead to 175."""
    goal = {"due": 2030, "value": 200, "stretch": 250}
    found = case({2020: 100, 2023: 120, 2024: 130}, "2025-06-30", plan=(2021, 2030), **goal)
    assert derivation(found.result, found.catalog, "zh") == [
        ("目标值", "200 亿元"),
        ("实际", "2024年 130 亿元，公布数"),
        ("差距", "130 − 200 = −70"),
        ("相对差距", "−70 ÷ 200 = −35%"),
        ("起点", "2020年 100 亿元，规划期开始前最近一年的实际"),
        ("序时进度", "100 + (200 − 100) × 4 ÷ 10 = 140 亿元（2024年）"),
        ("进度比", "已走 +30 ÷ 应走 +40 = 0.75"),
        # ln 1.3 ÷ 4 = 0.065591 → 6.77899 %; ln 2 ÷ 10 = 0.0693147 → 7.17735 %; 0.94450, a hair less
        ("增长率之比", "实际年均 6.78% ÷ 需要年均 7.18% = 0.944，按此法为“略微落后”"),
        ("滞后", "按2020年起的直线路径滞后 1 年"),
        ("今后每年需要", "+11.67 亿元；最近每年 +10 亿元"),
        ("推算", "照此速度，2030年为 175 亿元"),
        ("趋势", "2023年 120 亿元 → 2024年 130 亿元，上升"),
        ("力争目标", "250 亿元：差 120 亿元"),
    ]


@pytest.mark.parametrize(
    ("found", "heading", "text"),
    [
        (case({2025: 96}, comparator="≈", tolerance=0.05), "目标值", "约 100 亿元，“约/左右”按 5% 容差，下限 95 亿元"),
        (
            case({2025: 96}, of={"direction": "down"}, comparator="≈", tolerance=0.05),
            "目标值",
            "约 100 亿元，“约/左右”按 5% 容差，上限 105 亿元",
        ),
        (case({2020: 25, 2025: 96}, measure="multiple", base=2020, value=4), "目标值", "25 × 4 = 100 亿元"),
        (
            case({2021: 7, 2022: 6}, measure="each_year", period=(2021, 2023), due=2023, value=7),
            "逐年",
            "2021年 7 亿元 ✓ · 2022年 6 亿元 ✕ · 2023年 暂无数据",
        ),
        (
            case(
                {2024: 7, 2025: 6},
                of={"breaks": broken(2025)},
                others={"x-growth": {2025: 4.2}},
                more=[growth_series()],
            ),
            "趋势",
            "2025年公布增速 +4.2%，上升（两年之间口径有变，不比较总量）",
        ),
        (case({2025: 125}, stretch=120), "力争目标", "120 亿元：已达到"),
        (case({}, stretch=120), "力争目标", "120 亿元：无法判断"),
        (case({2024: 7}), "实际", "2024年为 7 亿元"),
        (case({2020: 0, 2024: 90}, "2025-06-30"), "滞后", "按2020年起的直线路径领先 0.5 年"),  # 80 were due; 20 a year
    ],
)
def test_single_steps(found, heading, text) -> None:
    assert dict(derivation(found.result, found.catalog, "zh"))[heading] == text


def test_a_lead_is_not_told_after_the_due_year() -> None:
    found = case({2020: 0, 2025: 110})
    assert "滞后" not in dict(derivation(found.result, found.catalog, "zh"))


def test_what_is_counted_across_a_break_says_so() -> None:
    """Distance, pace and lag are partly the change of definition; what does not start at the base is none of it."""
    found = case({2020: 80, 2024: 84}, "2025-06-30", of={"breaks": broken(2023)}, due=2026)
    told = {heading: "口径变动" in text for heading, text in derivation(found.result, found.catalog, "zh")}
    counted = {"序时进度", "进度比", "增长率之比", "滞后", "推算"}
    assert counted <= told.keys()
    assert {heading for heading, said in told.items() if said} == counted
    figures = Figures(found.result, found.catalog, "zh")
    assert (figures.gap, figures.crossed) == ("还差 16 亿元", "跨 2023 年口径变动")
    same = case({2020: 80, 2024: 84}, "2025-06-30", of={"breaks": broken(2025)}, due=2026)
    assert Figures(same.result, same.catalog, "zh").crossed == ""
