"""A catalogue and a ledger of any size, as plain files, made up but of the shape of the real ones."""

from __future__ import annotations

import random
from pathlib import Path

from gapboard.ledger.observation import COLUMNS

FIRST_YEAR, LAST_YEAR = 2019, 2024
DUE = 2025
_HEAD = """documents:
  - {id: plan, name: 计划, name_en: Plan, short: 计划, short_en: Plan, issuer: 市, issuer_en: City,
     date: 2021-01-01, period: [2021, 2025], region: r0}
themes:
  - {id: theme, name: 主题, name_en: Theme}
units:
  - {id: 亿元, name_en: 100 million yuan}
  - {id: "%", name_en: per cent}
"""
# Every way of judging that a figure of one indicator and region can answer by itself, in turns.
_MEASURES = (
    'measure: flow\n    comparator: ">="\n    unit: 亿元',
    'measure: level\n    base: 2020\n    comparator: ">="\n    unit: 亿元',
    'measure: growth\n    comparator: ">="\n    unit: "%"',
    'measure: average_growth\n    period: [2021, 2025]\n    comparator: ≈\n    tolerance: 0.05\n    unit: "%"',
    'measure: each_year\n    applies_to: growth\n    period: [2021, 2025]\n    comparator: ">="\n    unit: "%"',
)


def write(folder: Path, indicators: int, regions: int) -> None:
    """Write ``targets.yaml`` with a target for each indicator and region, and ``actuals.csv`` with six years each."""
    rng = random.Random(1)
    promises = [_HEAD, "regions:\n"]
    promises += [f"  - {{id: r{region}, name: 地区{region}, name_en: Region {region}}}\n" for region in range(regions)]
    promises.append("indicators:\n")
    for number in range(indicators):
        promises.append(
            f"  - id: i{number}\n    name: 指标{number}\n    name_en: Indicator {number}\n    theme: theme\n"
            "    unit: 亿元\n    decimals: 2\n    direction: up\n    kind: flow\n    growth_prices: real\n"
        )
    promises.append("targets:\n")
    figures = [",".join(COLUMNS) + "\n"]
    for number in range(indicators):
        for region in range(regions):
            value = rng.uniform(50, 9000)
            measure = _MEASURES[(number + region) % len(_MEASURES)]
            goal = rng.randint(2, 12) if "%" in measure else round(value * rng.uniform(1.1, 1.8), 1)
            promises.append(
                f"  - id: t{number}-{region}\n    indicator: i{number}\n    region: r{region}\n    document: plan\n"
                f"    item: 第{number}条\n    {measure}\n    due: {DUE}\n    value: {goal}\n    quote: 达到{goal}以上\n"
            )
            for year in range(FIRST_YEAR, LAST_YEAR + 1):
                value *= rng.uniform(0.97, 1.12)
                figures.append(
                    f"r{region},i{number},{year},{value:.2f},亿元,A,统计公报,,,"
                    f"{year + 1}-03-31T00:00:00+08:00,数据,b-{year}\n"
                )
    (folder / "targets.yaml").write_text("".join(promises), encoding="utf-8")
    (folder / "actuals.csv").write_text("".join(figures), encoding="utf-8")
