"""Tables in the shapes that offices send: each figure lands under its own region, indicator, period, unit and status.

Values are made up. ``READ`` are tables with everything that must be taken of them, and nothing else; ``ASKED`` are
those of which nothing may be taken before somebody has answered.
"""

from __future__ import annotations

import datetime as dt

import pytest

from gapboard.catalog import Catalog
from gapboard.intake import Batch, ColumnSaid, Correction, Sheet, State, Workbook, prepare
from gapboard.intake.annotate import notes
from gapboard.intake.causes import causes
from gapboard.intake.model import Where
from gapboard.ledger import Ledger, Observation, Period

HOME = {"region": "kunming"}
TODAY = dt.date(2026, 11, 28)


def sheet_of(text: str, name: str = "Sheet1", **facts: object) -> Sheet:
    """A sheet of lines with | between the cells; < repeats the cell to the left, ^ the one above, as merged ones do.

    \\n breaks a line within a cell, \\s sets its text in.
    """
    rows = []
    for line in text.strip("\n").splitlines():
        cells: list[str] = []
        for cell in (part.strip().replace("\\n", "\n").replace("\\s", "\u3000") for part in line.split("|")):
            cells.append(cells[-1] if cell == "<" else rows[-1][len(cells)] if cell == "^" else cell)
        rows.append(tuple(cells))
    width = max(map(len, rows))
    return Sheet(name, [row + ("",) * (width - len(row)) for row in rows], **facts)  # type: ignore[arg-type]


def read(
    catalog: Catalog, text: str, *, file: str = "表.xlsx", ledger: Ledger | None = None, **options: object
) -> Batch:
    """A table as a checked batch."""
    sheet = sheet_of(text)
    workbook = Workbook(file, "xlsx", None, (sheet,))
    known = ledger or Ledger(())
    return prepare(workbook, sheet.name, catalog, known, today=TODAY, **options)  # type: ignore[arg-type]


def taken(batch: Batch) -> dict[str, float | None]:
    """What would be written, by region, indicator and period; and the status where it is not final."""
    found: dict[str, float | None] = {}
    for value in batch.of(State.NEW, State.CHANGED):
        status = "" if value.obs_status == "A" else f" {value.obs_status}"
        key = f"{value.region} {value.indicator} {value.period}{status}"
        assert key not in found
        found[key] = value.value
    return found


READ: dict[str, tuple[str, dict[str, object], dict[str, float]]] = {
    "months under a title with a year": (
        """
        昆明市2024年主要经济指标
        指标|单位|9月|<|1—9月累计|<
        ^|^|绝对额|同比增长(%)|绝对额|同比增长(%)
        金融业增加值|亿元|41.3|1.5|700|1.1
        """,
        {},
        {
            "kunming finance-va 2024-09": 41.3,
            "kunming finance-va-growth 2024-09": 1.5,
            "kunming finance-va 2024-01/2024-09": 700,
            "kunming finance-va-growth 2024-01/2024-09": 1.1,
        },
    ),
    "the same unmerged": (
        """
        昆明市2024年主要经济指标
        指标|单位|9月||1-9月累计|
        ||绝对额|同比±%|绝对额|同比±%
        金融业增加值|亿元|41.3|1.5|700|1.1
        """,
        {},
        {
            "kunming finance-va 2024-09": 41.3,
            "kunming finance-va-growth 2024-09": 1.5,
            "kunming finance-va 2024-01/2024-09": 700,
            "kunming finance-va-growth 2024-01/2024-09": 1.1,
        },
    ),
    "this month and since January": (
        """
        2024年9月昆明市主要经济指标
        指标|单位|本月|本月止累计|累计增长(%)
        社会消费品零售总额|亿元|300|2700|3.1
        """,
        {},
        {
            "kunming retail-sales 2024-09": 300,
            "kunming retail-sales 2024-01/2024-09": 2700,
            "kunming retail-sales-growth 2024-01/2024-09": 3.1,
        },
    ),
    "since the beginning of the year": (
        """
        昆明市主要经济指标（2024年9月）
        指标|单位|自年初累计|上年同期|增长%
        社会消费品零售总额|亿元|2700|2620|3.1
        """,
        {},
        {
            "kunming retail-sales 2024-01/2024-09": 2700,
            "kunming retail-sales 2023-01/2023-09": 2620,
            "kunming retail-sales-growth 2024-01/2024-09": 3.1,
        },
    ),
    "periods as the ledger writes them": (
        """
        地区|指标|时期|数值|单位
        昆明市|社会消费品零售总额|2024-01/2024-09|2700|亿元
        昆明市|社会消费品零售总额|2024-10|330|亿元
        昆明市|规模以上工业企业数|2024-09|1300|户
        """,
        {},
        {
            "kunming retail-sales 2024-01/2024-09": 2700,
            "kunming retail-sales 2024-10": 330,
            "kunming large-industrial-firms 2024-09": 1300,
        },
    ),
    "a monthly bulletin with level, growth and plan": (
        """
        昆明市2025年1—9月主要经济指标完成情况
        指标名称|计量单位|1—9月累计|<|年度计划|完成计划（%）
        ^|^|绝对额|同比增长（%）|^|^
        地区生产总值|亿元|6100.55|4.1|8800|69.3
        社会消费品零售总额|亿元|2710.3|3.9|3900|69.5
        固定资产投资|亿元||-9.5||
        """,
        {},
        {
            "kunming gdp 2025-01/2025-09": 6100.55,
            "kunming gdp-growth 2025-01/2025-09": 4.1,
            "kunming retail-sales 2025-01/2025-09": 2710.3,
            "kunming retail-sales-growth 2025-01/2025-09": 3.9,
            "kunming fai-growth 2025-01/2025-09": -9.5,
        },
    ),
    "a bulletin of the running year, January and February together": (
        """
        2026年1-2月昆明市主要指标
        指标|单位|本年累计|<
        ^|^|总量|同比±%
        社会消费品零售总额|亿元|590.3|4.9
        进出口总额|亿元|190.4|-5.2
        """,
        {},
        {
            "kunming retail-sales 2026-01/2026-02 P": 590.3,
            "kunming retail-sales-growth 2026-01/2026-02 P": 4.9,
            "kunming trade 2026-01/2026-02 P": 190.4,
            "kunming trade-growth 2026-01/2026-02 P": -5.2,
        },
    ),
    "last year under a merged heading of this one": (
        """
        指标|单位|2026年1—9月|<|<
        ^|^|本年累计|上年同期|同比增长(%)
        社会消费品零售总额|亿元|2700|2620|3.1
        """,
        HOME,
        {
            # Nobody says how final they are: those of a year that is not over are not.
            "kunming retail-sales 2026-01/2026-09 P": 2700,
            "kunming retail-sales 2025-01/2025-09": 2620,
            "kunming retail-sales-growth 2026-01/2026-09 P": 3.1,
        },
    ),
    "growth below last year is of that year": (
        """
        2026年昆明市主要经济指标
        指标|单位|1—9月|<|上年同期|<
        ^|^|累计|同比增长|累计|同比增长
        社会消费品零售总额|亿元|2700|3.1|2620|2.2
        """,
        {},
        {
            "kunming retail-sales 2026-01/2026-09 P": 2700,
            "kunming retail-sales-growth 2026-01/2026-09 P": 3.1,
            "kunming retail-sales 2025-01/2025-09": 2620,
            "kunming retail-sales-growth 2025-01/2025-09": 2.2,
        },
    ),
    "growth below last year where each kind has both years": (
        """
        2026年昆明市主要经济指标
        指标|单位|1—2月累计|<|同比增长（%）|<
        ^|^|本年|上年同期|本年|上年同期
        社会消费品零售总额|亿元|620|600|3.1|2.2
        """,
        {},
        {
            "kunming retail-sales 2026-01/2026-02 P": 620,
            "kunming retail-sales 2025-01/2025-02": 600,
            "kunming retail-sales-growth 2025-01/2025-02": 2.2,
        },
    ),
    "growth below last year of whole years": (
        """
        2025年昆明市主要经济指标
        指标|单位|全年|<|上年同期|<
        ^|^|总量|增速（%）|总量|增速（%）
        社会消费品零售总额|亿元|2700|3.1|2620|2.2
        """,
        {},
        {
            "kunming retail-sales 2025": 2700,
            "kunming retail-sales-growth 2025": 3.1,
            "kunming retail-sales 2024": 2620,
            "kunming retail-sales-growth 2024": 2.2,
        },
    ),
    "last year beside two periods": (
        """
        昆明市2024年9月主要指标
        指标|单位|本月|上年同月|本年累计|上年同期
        社会消费品零售总额|亿元|300|290|2700|2620
        """,
        {},
        {
            "kunming retail-sales 2024-09": 300,
            "kunming retail-sales 2023-09": 290,
            "kunming retail-sales 2024-01/2024-09": 2700,
            "kunming retail-sales 2023-01/2023-09": 2620,
        },
    ),
    "this year and last": (
        """
        2024年昆明市主要指标
        指标|单位|本年|上年|增速(%)
        一般公共预算收入|亿元|580.12|567.42|2.2
        """,
        {"confirmed": {"一般公共预算收入增速": ""}},
        {"kunming fiscal-revenue 2024": 580.12, "kunming fiscal-revenue 2023": 567.42},
    ),
    "December beside January to December": (
        """
        指标|单位|2024年12月|2024年1-12月|截至2024年9月末
        社会消费品零售总额|亿元|310|3700|2700
        经营主体户数|万户|||150
        """,
        HOME,
        {
            "kunming retail-sales 2024-12": 310,
            "kunming retail-sales 2024": 3700,
            "kunming retail-sales 2024-01/2024-09": 2700,
            "kunming business-entities 2024-09": 150,
        },
    ),
    "half and three quarters of a year": (
        """
        昆明市2024年经济运行
        指标|单位|一季度|上半年|前三季度|全年
        地区生产总值|亿元|1900|3900|6000|8275
        """,
        {},
        {
            "kunming gdp 2024-01/2024-03": 1900,
            "kunming gdp 2024-01/2024-06": 3900,
            "kunming gdp 2024-01/2024-09": 6000,
            "kunming gdp 2024": 8275,
        },
    ),
    "quarters as sums since January": (
        """
        指标|单位|2024年第三季度累计值|2024年第四季度累计|2024年第二季度
        地区生产总值|亿元|6000|8275|2000
        """,
        HOME,
        {"kunming gdp 2024-01/2024-09": 6000, "kunming gdp 2024": 8275, "kunming gdp 2024-04/2024-06": 2000},
    ),
    "an export of quarters": (
        """
        数据库：分省季度数据
        地区：云南省
        时间：2024年
        指标|2024年第三季度|2024年第二季度
        地区生产总值_累计值(亿元)|21000|14000
        地区生产总值_当季值(亿元)|7000|7200
        社会消费品零售总额_累计增长(%)|3.1|3.4
        数据来源：国家统计局
        """,
        {},
        {
            "yunnan gdp 2024-01/2024-09": 21000,
            "yunnan gdp 2024-01/2024-06": 14000,
            "yunnan gdp 2024-07/2024-09": 7000,
            "yunnan gdp 2024-04/2024-06": 7200,
            "yunnan retail-sales-growth 2024-01/2024-09": 3.1,
            "yunnan retail-sales-growth 2024-01/2024-06": 3.4,
        },
    ),
    "an export of months": (
        """
        数据库：分省月度数据
        地区：云南省
        时间：最近13个月
        指标|2024年9月|2024年8月
        社会消费品零售总额_当期值(亿元)|1000|980
        社会消费品零售总额_累计值(亿元)|8800|7800
        规模以上工业增加值_累计增长(%)|4.1|4.0
        规模以上工业增加值_同比增长(%)|5.1|5.0
        """,
        {},
        {
            "yunnan retail-sales 2024-09": 1000,
            "yunnan retail-sales 2024-08": 980,
            "yunnan retail-sales 2024-01/2024-09": 8800,
            "yunnan retail-sales 2024-01/2024-08": 7800,
            "yunnan large-industry-growth 2024-01/2024-09": 4.1,
            "yunnan large-industry-growth 2024-01/2024-08": 4.0,
            "yunnan large-industry-growth 2024-09": 5.1,
            "yunnan large-industry-growth 2024-08": 5.0,
        },
    ),
    "an export of one city, years across": (
        """
        数据库：主要城市年度数据
        地区：昆明
        时间：最近10年
        指标|2023年|2022年
        地区生产总值(当年价格)(亿元)|7864.76|7541.37
        年末户籍人口(万人)|598.1|596.2
        数据来源：国家统计局
        """,
        {"confirmed": {"年末户籍人口": ""}},
        {"kunming gdp 2023": 7864.76, "kunming gdp 2022": 7541.37},
    ),
    "an export turned: years down": (
        """
        数据库：主要城市年度数据
        地区：昆明
        时间|地区生产总值(亿元)|社会消费品零售总额(亿元)
        2023年|7864.76|3574.28
        2022年|7541.37|3478.87
        """,
        {},
        {
            "kunming gdp 2023": 7864.76,
            "kunming retail-sales 2023": 3574.28,
            "kunming gdp 2022": 7541.37,
            "kunming retail-sales 2022": 3478.87,
        },
    ),
    "one indicator, regions down, with the rest of the country": (
        """
        数据库：主要城市年度数据
        指标：社会消费品零售总额(亿元)
        时间：最近2年
        地区|2023年|2022年
        北京|14462.7|13794.2
        昆明|3574.28|3478.87
        大理|1|2
        """,
        {"confirmed": {"北京": "", "大理": ""}},
        {"kunming retail-sales 2023": 3574.28, "kunming retail-sales 2022": 3478.87},
    ),
    "districts down, the indicator in the title": (
        """
        2024年各县（市）区地区生产总值
        |||单位：万元、%
        县（市）区|绝对额|比上年增长（%）|占全市比重（%）
        全市|82752200|3.5|100
        盘龙区|10601500|3.4|12.8
        """,
        {},
        {
            "kunming gdp 2024": 8275.22,
            "kunming gdp-growth 2024": 3.5,
            "panlong gdp 2024": 1060.15,
            "panlong gdp-growth 2024": 3.4,
        },
    ),
    "districts down without a heading": (
        """
        2024年各县区一般公共预算收入（万元）
        |2023年|2024年
        全市|5674200|5801200
        盘龙区|612000|630000
        """,
        {},
        {
            "kunming fiscal-revenue 2023": 567.42,
            "kunming fiscal-revenue 2024": 580.12,
            "panlong fiscal-revenue 2023": 61.2,
            "panlong fiscal-revenue 2024": 63.0,
        },
    ),
    "districts across": (
        """
        2024年昆明市各区主要指标
        指标|单位|全市|盘龙区
        地区生产总值|亿元|8275.22|1060.15
        常住人口|万人|868|99.8
        """,
        {},
        {
            "kunming gdp 2024": 8275.22,
            "panlong gdp 2024": 1060.15,
            "kunming population 2024": 868,
            "panlong population 2024": 99.8,
        },
    ),
    "the whole city and its districts in a city yearbook": (
        """
        2-1 地区生产总值（2023年）
        |||单位：万元
        城市|地区生产总值|<|第三产业增加值
        ^|全市|市辖区|全市
        昆明市|78647600|60000000|50000000
        """,
        {},
        {"kunming gdp 2023": 7864.76, "kunming services-va 2023": 5000},
    ),
    "a yearbook in two languages over three rows": (
        """
        2-3 昆明市主要年份国民经济\\nMajor Economic Indicators
        年份\\nYear|地区生产总值\\nGross Regional Product|<|常住人口\\nPopulation
        ^|绝对额（亿元）\\nValue (100 million yuan)|增长（%）\\nGrowth (%)|（万人）\\n(10 000 persons)
        2022|7541.37|3.0|860
        2023|7864.76|3.3|868
        """,
        {},
        {
            "kunming gdp 2022": 7541.37,
            "kunming gdp-growth 2022": 3.0,
            "kunming population 2022": 860,
            "kunming gdp 2023": 7864.76,
            "kunming gdp-growth 2023": 3.3,
            "kunming population 2023": 868,
        },
    ),
    "a dividing row names another district": (
        """
        一、昆明市主要指标
        指标|单位|2023年|2024年
        社会消费品零售总额|亿元|3574.28|3700.11
        二、盘龙区主要指标
        金融业增加值|亿元|150.5|160.2
        """,
        {},
        {
            "kunming retail-sales 2023": 3574.28,
            "kunming retail-sales 2024": 3700.11,
            "panlong finance-va 2023": 150.5,
            "panlong finance-va 2024": 160.2,
        },
    ),
    "sub-headings of regions": (
        """
        2024年主要指标
        指标|单位|2024年
        全市
        地区生产总值|亿元|8275.22
        盘龙区
        地区生产总值|亿元|1060.15
        """,
        {},
        {"kunming gdp 2024": 8275.22, "panlong gdp 2024": 1060.15},
    ),
    "a second block with headings of its own": (
        """
        昆明市2024年主要指标
        指标|单位|绝对额|增长(%)
        地区生产总值|亿元|8275.22|3.5

        盘龙区2024年1-9月主要指标
        指标|单位|绝对额|增长(%)
        地区生产总值|万元|7600000|3.4
        """,
        {},
        {
            "kunming gdp 2024": 8275.22,
            "kunming gdp-growth 2024": 3.5,
            "panlong gdp 2024-01/2024-09": 760,
            "panlong gdp-growth 2024-01/2024-09": 3.4,
        },
    ),
    "blocks side by side": (
        """
        昆明市|||盘龙区||
        指标|2023年|2024年|指标|2023年|2024年
        地区生产总值（亿元）|7864.76|8275.22|地区生产总值（亿元）|1022.38|1060.15
        """,
        {},
        {
            "kunming gdp 2023": 7864.76,
            "kunming gdp 2024": 8275.22,
            "panlong gdp 2023": 1022.38,
            "panlong gdp 2024": 1060.15,
        },
    ),
    "a second line of a unit": (
        """
        表一||单位：亿元
        指标|2023年|2024年
        社会消费品零售总额|3574.28|3700.11
        表二||单位：万元
        服务贸易进出口额|567420|580120
        """,
        HOME,
        {
            "kunming retail-sales 2023": 3574.28,
            "kunming retail-sales 2024": 3700.11,
            "kunming services-trade 2023": 56.742,
            "kunming services-trade 2024": 58.012,
        },
    ),
    "statuses in headings": (
        """
        指标|单位|2022年年报|2023年（终审数）|2024年快报数|2024年1-9月初步核算|2025年预计|2026年（预测）
        社会消费品零售总额|亿元|3478.87|3574.28|3700.11|2700|3850|3990
        """,
        HOME,
        {
            "kunming retail-sales 2022": 3478.87,
            "kunming retail-sales 2023": 3574.28,
            "kunming retail-sales 2024 P": 3700.11,
            "kunming retail-sales 2024-01/2024-09 P": 2700,
            "kunming retail-sales 2025 F": 3850,
            "kunming retail-sales 2026 F": 3990,
        },
    ),
    "plans, rates of completion and ranks are no figures": (
        """
        2024年昆明市主要指标完成情况
        指标|单位|年初目标|完成数|完成率(%)|同比增长(%)|全省排名
        社会消费品零售总额|亿元|3900|3700.11|94.9|2.2|1
        """,
        {},
        {"kunming retail-sales 2024": 3700.11, "kunming retail-sales-growth 2024": 2.2},
    ),
    "a forecast in the title and a note about one year": (
        """
        昆明市主要指标（单位：亿元）
        指标|2023年|2024年
        地区生产总值|7864.76|8275.22
        注：2024年为快报数。

        二、2025年昆明市主要指标预测
        指标|数值
        金融业增加值|1000
        """,
        {},
        {"kunming gdp 2023": 7864.76, "kunming gdp 2024 P": 8275.22, "kunming finance-va 2025 F": 1000},
    ),
    "months in a column of numbers beside the year": (
        """
        指标|地区|年份|月份|数值|单位
        社会消费品零售总额|昆明市|2024|9|300|亿元
        社会消费品零售总额|昆明市||1-9|2700|亿元
        """,
        {},
        {"kunming retail-sales 2024-09": 300, "kunming retail-sales 2024-01/2024-09": 2700},
    ),
    "kinds of figures down": (
        """
        2024年1—9月昆明市主要指标
        指标|类别|单位|全市
        社会消费品零售总额|上年同期|亿元|2620
        |本期|亿元|2700
        |增减额|亿元|80
        |增速|%|3.1
        """,
        {},
        {
            "kunming retail-sales 2023-01/2023-09": 2620,
            "kunming retail-sales 2024-01/2024-09": 2700,
            "kunming retail-sales-growth 2024-01/2024-09": 3.1,
        },
    ),
    "a note about all figures": (
        """
        2024年盘龙区主要指标
        指标|绝对额
        社会消费品零售总额|1925700
        注：本表计量单位为万元。
        注：本表为1—5月累计数。
        """,
        {},
        {"panlong retail-sales 2024-01/2024-05": 192.57},
    ),
    "provinces and their cities": (
        """
        2024年分地区主要指标
        省份|市|指标|单位|截至7月底
        云南省||实际利用外资|万美元|60000
        |昆明市|实际利用外资|万美元|27855
        """,
        {},
        {"yunnan fdi 2024-01/2024-07": 6.0, "kunming fdi 2024-01/2024-07": 2.7855},
    ),
    "kinds of figures as dividing rows": (
        """
        2024年昆明市主要指标
        指标|单位|数值
        上年数
        地区生产总值|亿元|7864.76
        预计数
        地区生产总值|亿元|8275.22
        计划数
        地区生产总值|亿元|9000
        """,
        {},
        {"kunming gdp 2023": 7864.76, "kunming gdp 2024 F": 8275.22},
    ),
    "marks of notes": (
        """
        指标|单位|2024年
        地区生产总值①|亿元|8275.22
        常住人口 [2]|万人|868
        社会消费品零售总额注1|亿元|3700.11
        *金融业增加值|亿元|950
        """,
        HOME,
        {
            "kunming gdp 2024": 8275.22,
            "kunming population 2024": 868,
            "kunming retail-sales 2024": 3700.11,
            "kunming finance-va 2024": 950,
        },
    ),
    "a name with its region and a figure for each head": (
        """
        指标|单位|2024年
        盘龙区地区生产总值|亿元|1060.15
        人均地区生产总值|元/人|95000
        """,
        HOME,
        {"panlong gdp 2024": 1060.15, "kunming gdp-per-head 2024": 95000},
    ),
    "two rows of headings, not merged": (
        """
        地区|地区生产总值||社会消费品零售总额|
        |2023年|2024年|2023年|2024年
        昆明市|7864.76|8275.22|3574.28|3700.11
        """,
        {"confirmed": {}},
        {
            "kunming gdp 2023": 7864.76,
            "kunming gdp 2024": 8275.22,
            "kunming retail-sales 2023": 3574.28,
            "kunming retail-sales 2024": 3700.11,
        },
    ),
    "months down": (
        """
        2024年昆明市社会消费品零售总额
        月份|当月值（亿元）|累计值（亿元）|累计增长（%）
        1-2月|600|600|3.0
        3月|300|900|3.1
        """,
        {},
        {
            "kunming retail-sales 2024-01/2024-02": 600,
            "kunming retail-sales-growth 2024-01/2024-02": 3.0,
            "kunming retail-sales 2024-03": 300,
            "kunming retail-sales 2024-01/2024-03": 900,
            "kunming retail-sales-growth 2024-01/2024-03": 3.1,
        },
    ),
    "units of two tables beside each other": (
        """
        昆明市||||盘龙区||
        单位：亿元||||单位：万元||
        年份|地区生产总值|金融业增加值||年份|地区生产总值|金融业增加值
        2024|8275.5|950||2024|11905000|1600000
        """,
        {},
        {
            "kunming gdp 2024": 8275.5,
            "kunming finance-va 2024": 950,
            "panlong gdp 2024": 1190.5,
            "panlong finance-va 2024": 160,
        },
    ),
    "units in brackets between the places and the headings": (
        """
        昆明市|<|盘龙区|<
        （亿元）|<|（万元）|<
        指标|2024年|指标|2024年
        社会消费品零售总额|3700.5|社会消费品零售总额|7055000
        """,
        {},
        {"kunming retail-sales 2024": 3700.5, "panlong retail-sales 2024": 705.5},
    ),
    "a unit line with its English": (
        """
        昆明市
        单位：万元|||(10 000 yuan)
        年份|地区生产总值|金融业增加值|社会消费品零售总额
        2024|82755000|9500000|37005000
        """,
        {},
        {"kunming gdp 2024": 8275.5, "kunming finance-va 2024": 950, "kunming retail-sales 2024": 3700.5},
    ),
    "a unit said in a row of its own without a colon": (
        """
        昆明市|单位：亿元
        指标|2024年
        社会消费品零售总额|3700.5
        以下单位为万元|
        金融业增加值|9500000
        """,
        {},
        {"kunming retail-sales 2024": 3700.5, "kunming finance-va 2024": 950},
    ),
    "yuan for each person beside a hundred million yuan": (
        """
        昆明市2024年|单位：亿元、元、%
        指标|2024年
        社会消费品零售总额|3700.5
        城镇居民人均可支配收入|56000
        """,
        {},
        {"kunming retail-sales 2024": 3700.5, "kunming urban-income 2024": 56000},
    ),
    "a currency that says no power of ten": (
        """
        昆明市2024年|单位：亿元、亿美元
        指标|2024年
        进出口总额（人民币）|950
        固定资产投资（人民币亿元）|3300
        """,
        {},
        {"kunming trade 2024": 950, "kunming fai 2024": 3300},
    ),
    "years typed into the middle of their columns": (
        """
        昆明市主要指标
        指标||2023年|||2024年|
        |上半年|前三季度|全年|上半年|前三季度|全年
        社会消费品零售总额（亿元）|1700|2600|3500|1800|2700|3700
        """,
        {},
        {
            "kunming retail-sales 2023-01/2023-06": 1700,
            "kunming retail-sales 2023-01/2023-09": 2600,
            "kunming retail-sales 2023": 3500,
            "kunming retail-sales 2024-01/2024-06": 1800,
            "kunming retail-sales 2024-01/2024-09": 2700,
            "kunming retail-sales 2024": 3700,
        },
    ),
    "the first in its place and the second in the middle": (
        """
        昆明市2024年主要指标
        指标|9月||||1-9月|
        |总量（亿元）|增速（%）|占比（%）|总量（亿元）|增速（%）|占比（%）
        社会消费品零售总额|310|2.5|1|2700|2.1|1
        """,
        {},
        {
            "kunming retail-sales 2024-09": 310,
            "kunming retail-sales-growth 2024-09": 2.5,
            "kunming retail-sales 2024-01/2024-09": 2700,
            "kunming retail-sales-growth 2024-01/2024-09": 2.1,
        },
    ),
    "a second table of names under a heading of its own": (
        """
        昆明市主要指标
        指标|单位|2024年||附：|2024年1-9月
        社会消费品零售总额|亿元|3700||金融业增加值（亿元）|700
        """,
        {},
        {"kunming retail-sales 2024": 3700, "kunming finance-va 2024-01/2024-09": 700},
    ),
    "lines and names that say of which part the names below are": (
        """
        昆明市2024年
        指标|单位|2024年
        城镇||
        居民人均可支配收入|元|56000
        农村||
        居民人均可支配收入|元|23000
        规模以上工业||
        规模以上工业企业数|户|1300
        二、财政||
        一般公共预算收入|亿元|547
        """,
        {},
        {
            "kunming urban-income 2024": 56000,
            "kunming rural-income 2024": 23000,
            "kunming large-industrial-firms 2024": 1300,
            "kunming fiscal-revenue 2024": 547,
        },
    ),
    "the unit of the row above": (
        """
        昆明市2024年
        指标|单位|2024年
        社会消费品零售总额|万元|37005000
        一般公共预算收入|〃|5472200
        金融业增加值|同上|9500000
        进出口总额|亿元|950
        固定资产投资|"|3300
        """,
        {},
        {
            "kunming retail-sales 2024": 3700.5,
            "kunming fiscal-revenue 2024": 547.22,
            "kunming finance-va 2024": 950,
            "kunming trade 2024": 950,
            "kunming fai 2024": 3300,
        },
    ),
    "growth beside how much of a plan is done": (
        """
        昆明市2024年
        指标|单位|目标任务|完成额|完成年度计划（%）|同比增长（%）
        社会消费品零售总额|亿元|3800|3700|97.4|2.5
        """,
        {},
        {"kunming retail-sales 2024": 3700, "kunming retail-sales-growth 2024": 2.5},
    ),
    "growth of a forecast": (
        """
        昆明市主要指标
        指标|单位|2024年|2025年预计|2025年增速（%）
        社会消费品零售总额|亿元|3700|3850|4
        """,
        {},
        {
            "kunming retail-sales 2024": 3700,
            "kunming retail-sales 2025 F": 3850,
            "kunming retail-sales-growth 2025 F": 4,
        },
    ),
    "a column of texts that say nothing of the figures": (
        """
        昆明市2024年
        指标|牵头处室|录入时间|2024年（亿元）
        社会消费品零售总额|贸易外经处|2025-03-15|3700
        """,
        {},
        {"kunming retail-sales 2024": 3700},
    ),
    "what is counted at the end of the months": (
        """
        昆明市2024年
        指标|单位|1-9月
        社会消费品零售总额|亿元|2700
        规模以上工业企业数|户|1300
        PM2.5年均浓度|微克/立方米|21
        """,
        {},
        {
            "kunming retail-sales 2024-01/2024-09": 2700,
            "kunming large-industrial-firms 2024-09": 1300,
            "kunming pm25 2024-01/2024-09": 21,
        },
    ),
}


@pytest.mark.parametrize("name", READ)
def test_every_figure_lands_in_its_place(shipped: Catalog, name: str) -> None:
    text, options, expected = READ[name]
    batch = read(shipped, text, **options)
    assert taken(batch) == expected, [finding.code for finding in batch.findings]


# Nothing of these may be taken, and this is what must be said.
ASKED: dict[str, tuple[str, dict[str, object], str]] = {
    "a bare year under a title with months": (
        """
        昆明市2024年1-9月主要指标
        指标|单位|2024年
        社会消费品零售总额|亿元|2700
        """,
        {},
        "part_forbids_year",
    ),
    "a running sum without a month": (
        """
        昆明市2024年主要指标
        指标|单位|本年累计
        社会消费品零售总额|亿元|2700
        """,
        {},
        "month_missing",
    ),
    "last year of a table about nine months": (
        """
        昆明市2024年1-9月主要指标
        指标|单位|上年
        社会消费品零售总额|亿元|2600
        """,
        {},
        "ambiguous_period",
    ),
    "a file about another place, with a region chosen by hand": (
        """
        地区：贵阳
        指标|单位|2024年
        地区生产总值|亿元|5000
        """,
        HOME,
        "other_region",
    ),
    "the whole city of another city": (
        """
        玉溪市2024年各县区地区生产总值（亿元）
        县区|2024年
        全市|2500
        """,
        HOME,
        "other_region",
    ),
    "a district of the row and another one of the heading": (
        """
        2024年主要指标
        指标|单位|昆明市
        盘龙区地区生产总值|亿元|1060
        """,
        {},
        "two_regions",
    ),
    "a name that was remembered for a title": (
        """
        数据库：主要城市年度数据
        地区|2013年
        昆明|1713.8
        """,
        {"confirmed": {"数据库:主要城市年度数据": "gdp", "数据库：主要城市年度数据": "gdp"}},
        "title_names_nothing",
    ),
    "a unit in the row and another one in the heading": (
        """
        指标|单位|2024年（亿元）
        社会消费品零售总额|万元|37001100
        """,
        HOME,
        "unit_conflict",
    ),
    "a currency is no unit": (
        """
        2024年进出口总额（美元）
        地区|数值（美元）
        昆明市|161437
        """,
        {},
        "unit_ambiguous",
    ),
    "one unit above and a blank below it": (
        """
        昆明市2024年主要指标
        指标|单位|2024年
        税收收入|万元|1
        地区生产总值||82752200
        """,
        {"confirmed": {"税收收入": ""}},
        "unit_blank",
    ),
    "growth on another year": (
        """
        昆明市主要指标
        指标|单位|2023年比2015年增长(%)
        地区生产总值|亿元|61
        """,
        {},
        "growth_on_other_year",
    ),
    "growth in 亿元": (
        """
        昆明市2024年主要指标
        指标|单位|比上年增减
        地区生产总值|亿元|125.83
        """,
        {},
        "change_or_growth",
    ),
    "a title about targets": (
        """
        昆明市2025年主要指标计划
        指标|单位|数值
        地区生产总值|亿元|9000
        """,
        {},
        "title_plans",
    ),
    "a note that all are targets": (
        """
        2024年昆明市主要指标完成情况
        指标|单位|实绩
        地区生产总值|亿元|9000
        注：以上为计划数。
        """,
        {},
        "title_plans",
    ),
    "a column that nobody understands": (
        """
        昆明市2024年主要指标
        指标|单位|几何
        地区生产总值|亿元|8275
        """,
        {},
        "column_unclear",
    ),
    "an indicator of which the heading is a part": (
        """
        2024年昆明市
        指标|单位|其中：市属企业
        社会消费品零售总额|亿元|370
        """,
        {},
        "column_unclear",
    ),
    "growth beside a target": (
        """
        昆明市主要指标
        指标|单位|2025年目标|增速（%）
        社会消费品零售总额|亿元|3885|5
        """,
        {},
        "ambiguous_period",
    ),
    "parts of the year in a column that has another heading": (
        """
        昆明市主要指标
        指标|频次|年份|数值（亿元）
        金融业增加值|前三季度|2024|700
        社会消费品零售总额|年|2024|3700
        """,
        {},
        "column_decides",
    ),
    "another definition in a column of its own": (
        """
        指标|口径|2024年（亿元）
        社会消费品零售总额|限额以上|1500
        """,
        HOME,
        "column_decides",
    ),
    "a place in a column that has another heading": (
        """
        昆明市2024年
        指标|范围|2024年（亿元）
        金融业增加值|全部|950
        进出口总额|全部|900
        社会消费品零售总额|盘龙区|700
        """,
        {},
        "column_decides",
    ),
    "a part in a line over the names": (
        """
        昆明市2024年
        指标|单位|2024年
        规模以上工业||
        工业增加值|亿元|1200
        民间投资||
        固定资产投资|亿元|1300
        """,
        {},
        "unknown_indicator",
    ),
    "yuan for each person in the unit of the amounts": (
        """
        昆明市2024年|单位：亿元
        指标|2024年
        人均地区生产总值|95202
        """,
        {},
        "beyond_per_head",
    ),
    "two units over one table": (
        """
        昆明市2024年
        单位：亿元|单位：万元
        指标|2024年
        地区生产总值|8275
        """,
        {},
        "unit_ambiguous",
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_what_is_not_said_is_asked_for(shipped: Catalog, name: str) -> None:
    text, options, code = ASKED[name]
    batch = read(shipped, text, **options)
    assert taken(batch) == {}
    remarks = [*batch.findings, *(found for value in batch.candidates for found in value.findings)]
    assert code in [remark.code for remark in remarks if remark.serious or code == "change_or_growth"]


# Of these only what is not asked for is taken.
PARTLY: dict[str, tuple[str, str, dict[str, float]]] = {
    "growth beside a target, which may be that of the target": (
        """
        昆明市2024年主要指标
        指标|单位|2024年|2024年计划|增速（%）
        社会消费品零售总额|亿元|3700|3800|5
        """,
        "ambiguous_period",
        {"kunming retail-sales 2024": 3700},
    ),
    "growth before its amount": (
        """
        昆明市主要指标
        指标|增速（%）|2024年（亿元）|增速（%）|2023年（亿元）
        社会消费品零售总额|2.5|3700|6.1|3500
        """,
        "ambiguous_period",
        {"kunming retail-sales 2024": 3700, "kunming retail-sales 2023": 3500},
    ),
    "months without a year below a year with its figure, said once and not of the growth again": (
        """
        昆明市社会消费品零售总额（亿元）
        时间|社会消费品零售总额|增长（%）
        2024年|3700|2.1
        1-3月|870|2.5
        """,
        "period_missing",
        {"kunming retail-sales 2024": 3700, "kunming retail-sales-growth 2024": 2.1},
    ),
    "names set in below one of a part": (
        """
        昆明市2024年
        指标|单位|2024年
        民营经济增加值|亿元|3500
        \\s第三产业增加值|亿元|1999
        固定资产投资|亿元|3300
        """,
        "unknown_indicator",
        {"kunming private-va 2024": 3500, "kunming fai 2024": 3300},
    ),
    "a column without a month beside months": (
        """
        昆明市2024年主要指标
        指标|总量（亿元）|1-9月（亿元）
        社会消费品零售总额|310|2700
        """,
        "ambiguous_period",
        {"kunming retail-sales 2024-01/2024-09": 2700},
    ),
}


@pytest.mark.parametrize("name", PARTLY)
def test_what_has_two_readings_is_asked_for_and_the_rest_taken(shipped: Catalog, name: str) -> None:
    text, code, expected = PARTLY[name]
    batch = read(shipped, text)
    assert taken(batch) == expected
    assert {f.code for value in batch.of(State.REFUSED) for f in value.findings if f.serious} == {code}


def test_a_place_that_is_not_on_the_board_asks_once_for_all(shipped: Catalog) -> None:
    rows = "\n".join(f"{name}|1|2" for name in ("五华区", "官渡区", "西山区", "北京市"))
    batch = read(shipped, f"2024年各县区地区生产总值（亿元）\n县区|2023年|2024年\n昆明市|7864.76|8275.22\n{rows}")
    (asked,) = batch.suggestions
    assert asked.texts == ("五华区", "官渡区", "西山区", "北京市")
    assert (asked.count, asked.likely, asked.places) == (8, (), ((4, 1), (5, 1), (6, 1)))
    left = dict.fromkeys(asked.texts, "")
    again = read(
        shipped,
        f"2024年各县区地区生产总值（亿元）\n县区|2023年|2024年\n昆明市|7864.76|8275.22\n{rows}",
        confirmed=left,
    )
    assert again.suggestions == ()
    assert taken(again) == {"kunming gdp 2023": 7864.76, "kunming gdp 2024": 8275.22}


_OF_WHICH = """
昆明市2026年1—10月主要经济指标
指标|单位|{}
社会消费品零售总额|亿元|{}
"""


@pytest.mark.parametrize(
    ("headings", "values", "held", "of_which"),
    [
        # 3157.81 × 1.034 = 3265.18: of the ten months, though it stands after the tenth.
        (
            "1—10月累计|同比增长（%）|10月（本月）|同比增长（%）|上年同期",
            "3265.18|3.4|341.27|4.1|3157.81",
            {"2026-01/2026-10": 3265.18, "2026-10": 341.27},
            ["10月（本月） / 1—10月累计"],
        ),
        ("10月（本月）|1—10月累计|上年同期", "341.27|3265.18|3157.81", None, ["1—10月累计 / 10月（本月）"]),
        # Each has its own, or its own heading says of which it is.
        ("1—10月累计|上年同期|10月（本月）|上年同期", "3265.18|3157.81|341.27|328", {"2025-01/2025-10": 3157.81}, []),
        ("1—10月累计|10月（本月）|上年1—10月", "3265.18|341.27|3157.81", {"2025-01/2025-10": 3157.81}, []),
        # Of two years the nearest is meant.
        ("2024年1—10月|2025年1—10月|上年同期", "3050|3157.81|3050", {"2025-01/2025-10": 3157.81}, []),
    ],
)
def test_last_year_beside_two_periods_is_asked_of_which(
    shipped: Catalog, headings: str, values: str, held: dict[str, float] | None, of_which: list[str]
) -> None:
    batch = read(shipped, _OF_WHICH.format(headings, values))
    found = [item for item in batch.candidates if item.indicator == "retail-sales"]
    asked = [r.details["expected"] for item in found for r in item.findings if r.code == "last_year_of_which"]
    assert asked == of_which
    known = {item.period: item.value for item in found if item.state is not State.REFUSED}
    assert (held or {}).items() <= known.items()
    if of_which:
        assert not any(period.startswith("2025") for period in known)
        last = max(item.column for item in found)
        told = Correction(columns={last: ColumnSaid(period="2025-01/2025-10")})
        answered = read(shipped, _OF_WHICH.format(headings, values), correction=told)
        assert taken(answered)["kunming retail-sales 2025-01/2025-10"] == 3157.81


@pytest.mark.parametrize(
    ("sheet", "file", "lines", "asked"),
    [
        ("2025年1—10月", "月报.xlsx", "昆明市2026年1—10月主要经济指标\n指标|累计", "2025年1—10月"),
        ("2025年", "月报.xlsx", "昆明市2026年1—10月主要经济指标\n指标|累计", "2025年"),
        ("2026年1—9月", "月报.xlsx", "昆明市2026年1—10月主要经济指标\n指标|累计", "2026年1—9月"),
        ("9月", "月报.xlsx", "昆明市2026年1—10月主要经济指标\n指标|累计", "9月"),
        ("1-9月", "月报.xlsx", "昆明市2026年1—10月主要经济指标\n指标|累计", "1-9月"),
        ("三季度", "月报.xlsx", "昆明市2026年1—10月主要经济指标\n指标|累计", "三季度"),
        ("10月", "9月.xlsx", "昆明市2026年1—10月主要经济指标\n指标|累计", ""),
        ("1-10月", "月报.xlsx", "昆明市2026年1—10月主要经济指标\n指标|累计", ""),
        ("11月报送", "月报.xlsx", "昆明市2026年1—10月主要经济指标\n指标|累计", ""),  # when it was sent
        ("9月", "月报.xlsx", "昆明市2026年主要经济指标\n指标|1—10月", ""),  # the column says it itself
        ("Sheet1", "2025年1-10月.xlsx", "昆明市2026年1—10月主要经济指标\n指标|累计", "2025年1-10月"),
        # The same months in other words; a file's name may be of the month in which it was sent, or have a day.
        ("2026年10月", "2026年11月.xlsx", "昆明市2026年1—10月主要经济指标\n指标|累计", ""),
        ("Sheet1", "月报20251120.xlsx", "昆明市2026年1—10月主要经济指标\n指标|累计", ""),
        # The columns say it themselves; or the year is that of another table of the sheet.
        ("2025年", "月报.xlsx", "昆明市2026年1—10月主要经济指标\n指标|2026年1—10月", ""),
        ("2025年", "月报.xlsx", "昆明市2025年情况\n昆明市2026年1—10月主要经济指标\n指标|累计", ""),
    ],
)
def test_a_sheet_named_for_another_period_than_its_title_is_asked_about(
    shipped: Catalog, sheet: str, file: str, lines: str, asked: str
) -> None:
    table = sheet_of(f"{lines}\n社会消费品零售总额（亿元）|3265.18", sheet)
    batch = prepare(Workbook(file, "xlsx", None, (table,)), sheet, shipped, Ledger(()), today=TODAY)
    (found,) = batch.candidates
    assert (found.period, found.state) == ("2026-01/2026-10", State.NEW)
    told = [(r.row, r.details["expected"]) for r in found.findings if r.code == "name_of_other_period"]
    assert told == ([(1, asked)] if asked else [])
    told_by_hand = Correction(columns={2: ColumnSaid(period="2025-01/2025-10")})
    workbook = Workbook(file, "xlsx", None, (table,))
    (answered,) = prepare(workbook, sheet, shipped, Ledger(()), today=TODAY, correction=told_by_hand).candidates
    assert "name_of_other_period" not in [remark.code for remark in answered.findings]


def test_a_title_is_asked_for_under_a_name_of_its_own(shipped: Catalog) -> None:
    text = "2024年各县区完成情况\n县区|2024年\n盘龙区|63\n"
    (asked,) = read(shipped, text).suggestions
    assert (asked.kind, asked.lasting, asked.text) == ("title", False, "《2024年各县区完成情况》")
    answered = read(shipped, text, confirmed={asked.text: "fiscal-revenue"})
    assert taken(answered) == {"panlong fiscal-revenue 2024": 63.0}


def test_what_was_taken_is_traced_to_the_cells_that_said_so(shipped: Catalog) -> None:
    batch = read(
        shipped,
        """
        昆明市2024年主要经济指标
        ||单位：亿元
        指标|9月（快报数）|同比增长(%)
        金融业增加值|41.3|1.5
        """,
    )
    level, growth = batch.candidates
    told = {aspect: (said.text, said.row, said.column) for aspect, said in level.trace.items()}
    assert told == {
        "region": ("昆明市2024年主要经济指标", 1, 1),
        "indicator": ("金融业增加值", 4, 1),
        "period": ("9月（快报数）", 3, 2),
        "unit": ("单位:亿元", 2, 3),
        "status": ("9月（快报数）", 3, 2),
    }
    assert (growth.trace["measure"].column, growth.trace["period"].where) == (3, Where.BESIDE)


@pytest.mark.parametrize(
    ("text", "aspect", "places"),
    [
        (
            "昆明市\n年份|月份|进出口总额（亿元）\n2024|8月|100\n|9月|110",
            "period",
            [{(3, 1), (3, 2)}, {(3, 1), (4, 2)}],
        ),
        (
            "昆明市\n指标|2024年|2024年\n指标|9月|1—9月\n进出口总额（亿元）|100|900",
            "period",
            [{(3, 2), (2, 2)}, {(3, 3), (2, 3)}],
        ),
        ("昆明市2024年\n指标|单位|1—9月\n进出口总额|亿元|900", "period", [{(2, 3), (1, 1)}]),
        ("昆明市\n指标|2024年\n进出口总额（亿元）|100", "period", [{(2, 2)}]),
        ("昆明市2024年\n指标|单位|数值\n地区生产总值|万元|8000亿", "unit", [{(3, 3), (3, 2)}]),
    ],
)
def test_all_cells_that_say_a_thing_together_are_named(
    shipped: Catalog, text: str, aspect: str, places: list[set[tuple[int, int]]]
) -> None:
    traces = [found.trace[aspect] for found in read(shipped, text).candidates]
    assert [{(said.row, said.column) for said in trace.all} for trace in traces] == places


def test_a_growth_beside_a_hidden_column_is_nobody_s(shipped: Catalog) -> None:
    sheet = sheet_of(
        "昆明市2024年指标\n指标|单位|1-9月|增长(%)\n地区生产总值|亿元|6000|3.5", hidden_columns=frozenset({3})
    )
    batch = prepare(Workbook("a.xlsx", "xlsx", None, (sheet,)), "Sheet1", shipped, Ledger(()))
    assert taken(batch) == {}
    assert [(r.code, r.details["found"]) for r in batch.findings if r.code == "hidden_columns"] == [
        ("hidden_columns", "C")
    ]


def test_a_unit_that_nobody_sees_still_counts(shipped: Catalog) -> None:
    sheet = sheet_of("2024年昆明市\n指标|单位|数值\n地区生产总值|万元|82752200", hidden_columns=frozenset({2}))
    batch = prepare(Workbook("a.xlsx", "xlsx", None, (sheet,)), "Sheet1", shipped, Ledger(()))
    assert taken(batch) == {"kunming gdp 2024": 8275.22}


def test_months_that_a_spreadsheet_keeps_as_days(shipped: Catalog) -> None:
    batch = read(shipped, "指标|单位|2024-01-01|2024-02-01\n社会消费品零售总额|亿元|300|290", **HOME)
    assert taken(batch) == {"kunming retail-sales 2024-01": 300.0, "kunming retail-sales 2024-02": 290.0}
    years = read(shipped, "指标|单位|2023-01-01|2024-01-01\n社会消费品零售总额|亿元|3574|3700", **HOME)
    assert taken(years) == {"kunming retail-sales 2023": 3574.0, "kunming retail-sales 2024": 3700.0}


def test_other_sheets_are_named_and_the_first_visible_one_is_the_first(shipped: Catalog) -> None:
    sheets = (
        sheet_of("指标|2024年\n地区生产总值|1", "旧稿", hidden=True),
        sheet_of("说明|\n本表由统计局填报|", "封面"),
        sheet_of("指标|2024年\n地区生产总值|1", "报表"),
    )
    workbook = Workbook("a.xlsx", "xlsx", None, sheets)
    assert workbook.first.name == "封面"
    batch = prepare(workbook, "封面", shipped, Ledger(()))
    told = {remark.code: remark.details["expected"] for remark in batch.findings}
    assert told == {"no_layout_here": "报表、旧稿", "sheets_not_read": "报表", "hidden_sheets": "旧稿"}


def test_what_is_doubted_beside_the_other_figures(shipped: Catalog) -> None:
    def known(indicator: str, period: str, value: float) -> Observation:
        at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        return Observation("kunming", indicator, Period(period), value, "亿元", "A", "x", "", "", at, "y", "b")

    ledger = Ledger(
        (known("gdp", "2015", 3968.01), known("gdp", "2023", 7864.76), known("retail-sales", "2024", 3700.0))
    )
    batch = read(
        shipped,
        """
        昆明市
        指标|单位|2013年|2014年|2024年
        地区生产总值|亿元|655782.9|371299000|8275
        第二产业增加值|亿元|||9000
        社会消费品零售总额|亿元|||1500
        """,
        ledger=ledger,
    )
    doubts = {(value.indicator, value.period): [f.code for f in value.findings] for value in batch.candidates}
    assert doubts == {
        ("gdp", "2013"): ["jump"],
        ("gdp", "2014"): ["jump"],
        ("gdp", "2024"): [],
        ("secondary-va", "2024"): ["part_exceeds_whole"],
        ("retail-sales", "2024"): ["big_change"],
    }


def test_a_last_year_s_figure_that_differs_from_the_published_one_is_doubted(shipped: Catalog) -> None:
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    row = Observation("kunming", "gdp", Period("2023"), 7864.76, "亿元", "A", "x", "", "", at, "y", "b")
    text = "2024年昆明市\n指标|单位|全年|上年同期\n地区生产总值|亿元|8275|{}"
    doubted = read(shipped, text.format("7990"), ledger=Ledger((row,)))
    assert [[f.code for f in value.findings] for value in doubted.candidates] == [[], ["comparable_base"]]
    same = read(shipped, text.format("7864.76"), ledger=Ledger((row,)))
    assert [value.state for value in same.candidates] == [State.NEW, State.UNCHANGED]


def test_no_message_has_a_mark_that_nobody_wrote(shipped: Catalog) -> None:
    batch = read(shipped, "指标|单位|2024年|同比\\n增减额|全省\\n排名　\n地区生产总值|亿元|8275|3|1", **HOME)
    told = [note.what for note in notes(batch, [], "zh")]
    assert any("同比 增减额" in text for text in told)
    assert not any("�" in text for text in told)


def test_causes_are_counted_with_their_first_places(shipped: Catalog) -> None:
    rows = "\n".join(f"不明{number}|1" for number in range(5))
    batch = read(shipped, f"2024年昆明市\n指标|数值\n{rows}")
    (cause,) = [item for item in causes(notes(batch, [], "zh")) if item.code == "unknown_indicator"]
    assert (cause.count, cause.places, cause.found) == (5, ((3, 1), (4, 1), (5, 1)), ("不明0", "不明1", "不明2"))
    (asked,) = batch.suggestions
    assert len(asked.texts) == 5
