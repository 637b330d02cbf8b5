"""Whether a title, or the name of the sheet or file, narrows what the figures are of: 限额以上, 主城区, 市属国有企业.

In a title count words that are known to narrow, and any word right behind a place that titles are not made of. Names of
sheets and files hold all kinds of words: of them only those that are known to narrow count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gapboard.intake import names
from gapboard.intake.cells import brief, clean
from gapboard.intake.context import Answer, Context, Surroundings, Topic, remark
from gapboard.intake.lexicon import GENERIC, Lexicon
from gapboard.intake.lines import Line
from gapboard.intake.model import Said
from gapboard.intake.phrase import parse

_NARROWS = re.compile(
    "规模以[上下]|规[上下]|限额以[上下]|限[上下]|民营|民间|私营|非公|国有|国企|央企|[省市区县]属|市?本级|主城区?|城区|都市圈|城市群|经济圈"
    "|海关|关区|保税区?|机场|园区|开发区|片区|街道|乡镇|农村|乡村(?!振兴)|城镇(?!化)|企业|平均|[年月季日]均"
    "|(?<!高新技术)(?<!上市)公司|集团|样本|抽样|部分(?!城市|地区|州市|省市)|典型|重点(?:企业|行业|项目)|大型|中型|小微|外商|港澳台|集体|个体|驻昆|县域"
)
# What titles are made of. Anything else that stands right behind a place may make another one of it: 昆明都市圈.
_WORDS = (
    "国民经济 社会发展 经济社会 高质量发展 统计调查 统计公报 统计提要 统计摘要 统计年鉴 统计手册 年鉴 手册 "
    "公报 提要 摘要 快讯 要情 通报 简报 简况 概况 概览 总览 基本 综合 核心 重点指标 关键 主要 预期性 约束性 "
    "监测 调度 考核 评价 分析 材料 附件 附录 附表 续表 报表 简表 总表 台账 清单 目录 模板 初稿 定稿 草案 "
    "正式 内部 资料 参考 使用 填报 上报 编制 汇总 汇编 一览 结果 核算 执行 运行 走势 形势 态势 动态 进展 "
    "进度 水平 变化 发展 变动 趋势 历史 序列 时间 经济 社会 民生 统计 调查 普查 数据 数字 指标 目标 任务 "
    "计划 规划 情况 成绩 报告 总结 系列 分类 分项 明细 对比 比较 位次 排名 排位 构成 结构 比重 三次产业 "
    "第一产业 第二产业 第三产业 一产 二产 三产 产业 行业增加值 分行业 农林牧渔业 农业 工业 建筑业 服务业 "
    "金融业 金融机构 金融 交通 邮电 运输 房地产业 房地产 旅游业 旅游 地区 生产总值 增加值 总产值 总量 总额 "
    "固定资产 投资 消费品 消费 零售额 零售 内贸 外贸 外经 外资 对外 经贸 贸易 进出口 进口 出口 利用 招商引资 "
    "市场 财政 税收 收支 收入 支出 预算 决算 一般公共 信贷 存贷款 存款 贷款 余额 人民币 本外币 亿元 万元 "
    "美元 亿美元 万美元 万人 居民 生活 人均 可支配 就业 物价 价格 指数 常住 人口 住户 教育 科技 科学 研究 "
    "创新 文化 体育 卫生 健康 医疗 社会保障 环境 生态 资源 能源 能耗 水质 空气 绿化 森林 交易 合同 专利 "
    "数字经济 全口径 口径 县(市)区 县市区 区县 县区 州(市) 州市 市州 市县 省区市 全部 全体 所有 各区 各县 "
    "各市 各省 各州 各项 各类 各业 各月 各年 各季 历年 十二五 十三五 十四五 十五五 时期 期间 以来 部分 单位 "
    "计量 以及 其中 月度 季度 年度 初步 全国 全省 全市 我市 本市 我省 增长 增速 增幅 同比 完成 实现 以下 "
    "以上 上述 最新 当年 本年 速度 国内 国内贸易 人民 人民生活 全社会 业务 城乡 城镇化率 城镇化 稳增长 "
    "重点工作 工作 状况 营商环境 营商 开放型 开放 商务 展望 新动能 动能 用电量 用电 公园 绿地 现代化 建设 "
    "项目 公共服务 保障 安全 粮食 土地 治理 改革 乡村振兴 脱贫 文旅 会展 物流 客运 货运 邮政 快递 电信 通信 "
    "人才 滇池 保护 绿色 公积金 当好 排头兵 三年行动方案 量化 区域性 国际 中心城市 "
    "电子商务 节能 减排 降碳 质量 效益 贡献 拉动 差距 看板 全年 月报 年报 季报"
)
_EXPLAINED = re.compile("|".join(map(re.escape, sorted(_WORDS.split(), key=len, reverse=True))))
_PLACE = "\0"
_TITLE = re.compile(r"(?:指标|情况|统计|[^代]表|数据|公报|资料)(?:\([^()]*\))?$")
_FORM = re.compile("[^:]{1,8}:|.*(?:[局厅委部处]|办公室|政府)$")
_NOT_CHINESE = re.compile("[^一-鿿|]+")
_ENDS = re.compile("^[和与及其的之]+|[和与及其的之]+$")
_PARTICLES = re.compile("[分按各省市州县区和与及其的了为是系等第年月日季号版个期末份度指数表图一二三四五六七八九十]*")


class ScopeReader:
    """Reads the scope of the values of one area."""

    def __init__(self, around: Surroundings) -> None:
        block = around.area.block
        self._lexicon, self._first = around.lexicon, block.headers[0] if block.headers else around.area.rows[0][0]
        self._names = [(said, narrowing(said.text)) for said in around.names]

    def read(self, context: Context, topic: Topic) -> Answer:
        """Nothing, or the question of which whole region the figures under a text that narrows are."""
        known = self._letters_of(topic)
        for said, words in self._narrowing(context):
            if set(words) <= known:
                continue
            told = told_scope(said.text, self._lexicon)
            if told == "":
                return Answer("", said, faults=[remark("left_out", said, brief(said.text))])
            if told not in self._lexicon.catalog.regions:
                fault = remark("scope_unclear", said, brief(said.text), expected="", words=words)
                return Answer("", said, faults=[fault], asks=[("scope", scope_key(said.text), "")])
        return Answer()

    def _narrowing(self, context: Context) -> Iterator[tuple[Said, str]]:
        for section in context.row.lines:
            if section.line.row < self._first:
                yield section.said, left_of(section.line, self._lexicon)
        yield from self._names

    def _letters_of(self, topic: Topic) -> set[str]:
        """The letters of the names of what a figure is: 民营经济 over 民营经济增加值 narrows nothing."""
        indicator = topic.indicator or self._lexicon.catalog.indicators.get(topic.growth_of)
        return set((indicator.name if indicator else "") + (topic.name.text if topic.name else ""))


def left_of(line: Line, lexicon: Lexicon) -> str:
    """What may narrow a line over a table; nothing of lines that are something else, or whose region is asked about.

    Behind a place it is looked for in titles only.
    """
    of_board = line.place is None or bool(line.place.id)
    if line.is_unit or line.meta or line.name or line.two_places or not of_board or _FORM.match(line.text):
        return ""
    rest = "".join(parse(names.without_outline(line.text)).rest.split())
    is_title = line.place or (line.phrase and line.phrase.says_when) or _TITLE.search(line.text)
    return narrowing(rest) or (_behind_a_place(line.text, lexicon) if is_title else "")


def narrowing(text: str) -> str:
    """The words of a text that narrow; town and country together are the whole."""
    found = _NARROWS.findall(text)
    return "" if {"城镇", "农村"} <= set(found) else "".join(found)


def _behind_a_place(text: str, lexicon: Lexicon) -> str:
    """What stands right behind a place of a title and is no word that titles are made of; empty where nothing does."""
    for place in lexicon.places.named_in(text):
        text = text.replace(place.text, _PLACE)
    for behind in text.split(_PLACE)[1:]:
        for pattern in (_EXPLAINED, GENERIC, _NOT_CHINESE):
            behind = pattern.sub("|", behind)
        first = _ENDS.sub("", behind.split("|")[0])
        if len(first) > 1 and not _PARTICLES.fullmatch(first):
            return first
    return ""


def scope_key(text: str) -> str:
    """Under which text the scope of a title is asked about: none that could be remembered as a name."""
    return f"〈{clean(text)[:80]}〉"


def told_scope(text: str, lexicon: Lexicon) -> str | None:
    """The region that a user says a narrowing title is about; empty where its figures are to be left out."""
    return lexicon.said.get(scope_key(text))
