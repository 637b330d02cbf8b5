"""The words of the tables: indicators of the shipped catalogue, regions on the board and off it, periods."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written; figures have ``decimals`` digits; ``shift`` leads to the indicator's own unit."""

    text: str
    shift: int
    decimals: int


YI, WAN = Unit("亿元", 0, 2), Unit("万元", -4, 0)
MONEY = (YI, WAN)
DOLLARS = (Unit("亿美元", 0, 2), Unit("万美元", -4, 0))
PEOPLE = (Unit("万人", 0, 2), Unit("人", -4, 0))
HEAD = (Unit("元", 0, 0), Unit("元/人", 0, 0))
PERCENT = (Unit("%", 0, 1),)


@dataclass(frozen=True, slots=True)
class Thing:
    """An indicator: ``id`` is empty for what the board does not have. ``size`` is about Kunming's figure of 2024.

    ``kind``: ``flow`` money within a time, ``head`` money per head within a time, ``stock`` at a time, ``rate``,
    ``pace`` growth that is an indicator of its own.
    """

    id: str
    names: tuple[str, ...]
    kind: str
    size: float
    units: tuple[Unit, ...]
    growth: str = ""
    monthly: bool = False
    english: str = ""


def _flow(ident: str, size: float, *names: str, growth: str = "", monthly: bool = False, english: str = "") -> Thing:
    return Thing(ident, names, "flow", size, MONEY, growth, monthly, english)


THINGS = (
    _flow("gdp", 8204.0, "地区生产总值", "地区生产总值（GDP）", "地区生产总值（现价）", growth="gdp-growth",
          english="Gross Regional Product"),
    _flow("primary-va", 352.0, "第一产业增加值", english="Primary Industry"),
    _flow("secondary-va", 2531.0, "第二产业增加值", english="Secondary Industry"),
    _flow("services-va", 5321.0, "第三产业增加值", "服务业增加值", growth="services-growth",
          english="Tertiary Industry"),
    _flow("finance-va", 947.0, "金融业增加值", growth="finance-va-growth", english="Financial Intermediation"),
    _flow("industrial-va", 1713.0, "全部工业增加值", "工业增加值", english="Industry"),
    _flow("retail-sales", 3688.0, "社会消费品零售总额", growth="retail-sales-growth", monthly=True,
          english="Total Retail Sales of Consumer Goods"),
    _flow("fiscal-revenue", 577.0, "一般公共预算收入", "地方一般公共预算收入", monthly=True,
          english="General Public Budget Revenue"),
    _flow("trade", 1247.0, "进出口总额", growth="trade-growth", monthly=True, english="Total Imports and Exports"),
    _flow("exports", 463.0, "出口总额", monthly=True, english="Exports"),
    _flow("fai", 2986.0, "固定资产投资", "固定资产投资（不含农户）", growth="fai-growth", monthly=True,
          english="Investment in Fixed Assets"),
    _flow("tourism-revenue", 2791.0, "旅游业总收入", "旅游总收入", monthly=True, english="Tourism Revenue"),
    _flow("tech-contracts", 251.0, "技术合同成交额", monthly=True),
    _flow("services-trade", 58.6, "服务贸易进出口额", monthly=True),
    Thing("fdi", ("实际利用外资", "实际利用外资金额"), "flow", 5.37, DOLLARS, monthly=True),
    Thing("population", ("常住人口", "年末常住人口"), "stock", 868.4, PEOPLE, english="Permanent Population"),
    Thing("urban-population", ("城镇常住人口", "城镇人口"), "stock", 716.3, PEOPLE, english="Urban Population"),
    Thing("large-industrial-firms", ("规模以上工业企业数",), "stock", 1311, (Unit("户", 0, 0), Unit("个", 0, 0))),
    Thing("high-tech-firms", ("高新技术企业数", "高新技术企业"), "stock", 2417, (Unit("家", 0, 0), Unit("户", 0, 0))),
    Thing("business-entities", ("经营主体户数", "市场主体户数"), "stock", 127.3,
          (Unit("万户", 0, 2), Unit("户", -4, 0))),
    Thing("gdp-per-head", ("人均地区生产总值", "人均GDP"), "head", 94873, HEAD, english="Per Capita GRP"),
    Thing("urban-income", ("城镇居民人均可支配收入", "城镇常住居民人均可支配收入"), "head", 55418, HEAD,
          "urban-income-growth", english="Per Capita Disposable Income of Urban Households"),
    Thing("rural-income", ("农村居民人均可支配收入", "农村常住居民人均可支配收入"), "head", 21962, HEAD,
          "rural-income-growth"),
    Thing("urbanisation", ("常住人口城镇化率", "城镇化率"), "rate", 82.3, PERCENT),
    Thing("services-share", ("第三产业增加值占GDP比重",), "rate", 64.8, PERCENT),
    Thing("forest-cover", ("森林覆盖率",), "rate", 52.6, PERCENT),
    Thing("trade-usd", ("进出口总额（美元）", "外贸进出口总额（美元）"), "flow", 171.4, DOLLARS, monthly=True),
    Thing("gdp-growth", ("地区生产总值增速", "GDP增速", "地区生产总值增长率"), "pace", 4.7, PERCENT),
    Thing("large-industry-growth", ("规模以上工业增加值增速", "规上工业增加值增长率"), "pace", 5.3, PERCENT,
          monthly=True),
    Thing("fai-growth", ("固定资产投资增速", "固定资产投资（不含农户）增速"), "pace", 4.1, PERCENT, monthly=True),
    Thing("retail-sales-growth", ("社会消费品零售总额增速", "社零总额增速"), "pace", 3.9, PERCENT, monthly=True),
)  # fmt: skip
BY_ID = {thing.id: thing for thing in THINGS}

# Names that hold a known one, or look like it, and mean something else.
STRANGERS = (
    _flow("", 1402.0, "限额以上社会消费品零售总额", monthly=True),
    _flow("", 913.0, "一般公共预算支出", monthly=True),
    _flow("", 411.0, "税收收入", monthly=True),
    _flow("", 1203.0, "民间固定资产投资", growth="private-investment-growth", monthly=True),
    _flow("", 17342.0, "金融机构人民币各项存款余额", monthly=True),
    _flow("", 88.0, "邮政业务总量", monthly=True),
    _flow("", 402.0, "农林牧渔业总产值"),
    _flow("", 7311.0, "地区生产总值（2020年不变价）", "地区生产总值（可比价）"),
    Thing("", ("年平均常住人口", "乡村人口"), "stock", 604.0, PEOPLE),
    Thing("", ("户籍人口",), "stock", 603.0, PEOPLE),
    Thing("", ("城镇居民人均消费支出",), "head", 37211, HEAD),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A region: ``id`` is empty for what the board does not have. ``share`` is its size in parts of Kunming."""

    id: str
    names: tuple[str, ...]
    share: float
    title: tuple[str, ...] = ()

    @property
    def in_title(self) -> tuple[str, ...]:
        return self.title or self.names


KUNMING = Place("kunming", ("昆明市", "昆明"), 1.0, ("昆明市", "昆明", "云南省昆明市"))
PANLONG = Place("panlong", ("盘龙区",), 0.127, ("盘龙区", "昆明市盘龙区"))
DIANZHONG = Place("dianzhong", ("滇中新区",), 0.094, ("滇中新区", "云南滇中新区"))
YUNNAN = Place("yunnan", ("云南省", "云南"), 3.71)
KNOWN = (KUNMING, PANLONG, DIANZHONG, YUNNAN)
DISTRICTS = tuple(
    Place("", (name,), share, (name, f"昆明市{name}"))
    for name, share in (("五华区", 0.151), ("官渡区", 0.188), ("西山区", 0.117), ("呈贡区", 0.081), ("安宁市", 0.093),
                        ("嵩明县", 0.031), ("晋宁区", 0.037), ("石林彝族自治县", 0.019))
)  # fmt: skip
CITIES = tuple(
    Place("", (f"{name}市", name), share)
    for name, share in (("曲靖", 0.49), ("玉溪", 0.33), ("贵阳", 0.67), ("成都", 2.84), ("南宁", 0.71), ("拉萨", 0.11))
)
PROVINCES = tuple(
    Place("", (name,), share) for name, share in (("贵州省", 2.8), ("四川省", 7.6), ("广西壮族自治区", 3.5))
)
STRANGE_PLACES = DISTRICTS + CITIES + PROVINCES
ZONES = tuple(
    Place("", (name,), share)
    for name, share in (("市本级", 0.41), ("高新区", 0.07), ("经开区", 0.09), ("度假区", 0.02))
)
ALL_CITY = Place("kunming", ("全市",), 1.0)
ALL_PROVINCE = Place("yunnan", ("全省",), 3.71)
CITY_PROPER = Place("", ("市辖区",), 0.61)

DASHES = ("-", "—", "－", "–", "～", "~", "至", "——")
CN = "零一二三四五六七八九十"


def month_period(year: int, month: int) -> str:
    return f"{year}-{month:02}"


def so_far(year: int, month: int) -> str:
    """January to a month: the year, if that is December; January by itself is a month."""
    if month == 12:
        return str(year)
    return month_period(year, 1) if month == 1 else f"{year}-01/{year}-{month:02}"


def quarter(year: int, number: int) -> str:
    """One quarter by itself."""
    return f"{year}-{3 * number - 2:02}/{year}-{3 * number:02}"


def span_text(rng: random.Random, month: int) -> str:
    """January to a month in words, without the year."""
    special = {3: ["一季度", "1季度"], 6: ["上半年"], 9: ["前三季度", "1—3季度"], 12: ["全年"]}.get(month, [])
    if special and rng.random() < 0.3:
        return rng.choice(special)
    return f"1{rng.choice(DASHES)}{month}月{rng.choice(['', '', '份'])}"


def wide(words: str) -> str:
    """ASCII letters and digits in full width."""
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in words)


GROWTH = ("同比增长(%)", "同比增长（%）", "增长%", "增速(%)", "增速（%）", "同比±%", "比上年同期增长(%)",
          "同比增幅(%)", "比上年增长（%）", "同比增速", "增速", "同比", "同比%", "增减(%)", "同比增减（%）",
          "增长率（%）")  # fmt: skip
GROWTH_CLEAR = ("同比增长(%)", "同比增长（%）", "增速(%)", "比上年同期增长（%）", "同比增幅(%)", "增长（%）")
LEVEL = ("绝对额", "绝对数", "总量", "数值", "绝对值", "实绩")
# What holds the words of growth and is another thing: against another base, of the month before, a part, a difference.
NO_GROWTH = ("年均增长（%）", "“十四五”年均增长(%)", "两年平均增长（%）", "比2015年增长（%）", "环比增长(%)", "环比",
             "比上月增长（%）", "增长贡献率（%）", "拉动增长（百分点）", "增速比上年增减（百分点）",
             "增幅比上年同期提高（百分点）", "占全市比重（%）", "占比(%)", "构成（%）", "比重%")  # fmt: skip
SO_FAR = ("累计", "本年累计", "本月止累计", "自年初累计")
CHANGE = ("增减额", "比上年增减", "同比增减额", "增减", "比上年增减额", "增减量", "净增", "同比增减")
PLAN = ("年初目标", "全年目标", "年度计划", "计划数", "目标任务", "任务数", "全年预期目标", "目标值", "年度任务")
DONE = ("完成数", "实际完成", "完成额", "实际完成数", "完成")
PROGRESS = ("完成率(%)", "完成年度计划(%)", "完成进度（%）", "占年度计划%", "完成比例（%）", "为年计划的%")
INDEX = ("指数（上年=100）", "发展速度（%）", "以上年为100", "为上年%", "指数(上年同期=100)")
RANK = ("排名", "位次", "增速排位", "全省排名")
ENGLISH = {
    "指标": "Item", "指标名称": "Indicator", "单位": "Unit", "计量单位": "Unit", "绝对额": "Value",
    "绝对数": "Absolute", "总量": "Total", "地区": "Region", "县区": "County", "年份": "Year",
    "同比增长(%)": "Growth Rate (%)",
    "增速(%)": "Growth Rate (%)", "同比增长（%）": "Growth (%)", "增速（%）": "Growth Rate (%)",
}  # fmt: skip
FOOTMARKS = ("①", "②", "[1]", "［2］", "*", "＊", "注1", "(1)", "¹", "△", "①②")


BOUNDS = {
    ">=": ("{}以上", "突破{}", "超过{}", "逾{}", "{}余", "{}多", "≥{}", "不低于{}", "超{}", "{}及以上"),
    "<=": ("不足{}", "{}以下", "{}以内", "≤{}", "不到{}", "不超过{}"),
    "~": ("约{}", "近{}", "{}左右", "约 {}", "{}上下"),
    "..": ("{}—{}", "{}-{}", "{}~{}", "{}至{}", "{}～{}"),
}
"""How figures are written that are bounds, by the ledger's word for it; a range has its upper end second."""
