"""Lines of text over, between and under the values: titles, unit lines, forms (填报单位：…), notes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from gapboard.intake import names, units
from gapboard.intake.cells import clean
from gapboard.intake.lexicon import GENERIC, Lexicon, NameFound, without_marks
from gapboard.intake.phrase import Phrase, parse
from gapboard.intake.places import Place

_CJK = re.compile("[一-鿿]")
_UNIT_LINE = re.compile(
    r"(?<![报送制编填管任申布属])(?:计量|金额|货币)?单位\s*(?:[::]|(?:均|都)?为)\s*[(\[]?([^\s()\[\]}；;。]+)"
)
_OFFICE = re.compile("[局委办厅院部处]$|公司|政府|中心")
_BOOK = re.compile("年鉴|手册|汇编|合订本")
_PLANNED = re.compile("计划|规划|远景|目标|任务|预算(?!收入|支出|数|执行)|预期")
_PLANS_IN_BRACKETS = re.compile(r"[(（][^()（）]*(?:计划|目标|任务|预期)(?:数|值|任务|目标)?\s*[)）]")
_DONE = re.compile("完成|执行|实现|进展|对比|比较|情况")
_MADE = re.compile(r"\d\s*[年月日]\s*(?:编制?|印发?|制表?|发布|更新|修订|填报|打印)\s*[)）]?$")
_PUBLISHER = re.compile(r"(?:统计局|调查总?队|委员会|办公室|政府|厅|局)\s*(?:编制?|制表?|印发?|发布|提供)?$")
_REGIONS = ("地区", "地区名称", "单位名称")
_INDICATORS = ("指标", "指标名称")
_TIMES = ("时间", "报表期", "统计期", "报告期", "期别")
_FILLED_BY = ("填报单位", "报送单位", "制表单位", "编制单位")
_OTHERS = (
    *("数据库", "填表人", "制表人", "审核人", "审核", "负责人", "联系电话", "电话"),
    *("填报日期", "填报时间", "制表日期", "制表时间", "报出日期", "日期"),
)
_KEYS = "|".join(sorted((*_REGIONS, *_INDICATORS, *_TIMES, *_FILLED_BY, *_OTHERS), key=len, reverse=True))
_META = re.compile(rf"^({_KEYS})\s*[::]\s*(.*)$", re.DOTALL)
_SEVERAL = re.compile("[,、;；，]")
_FOOTNOTE = re.compile(
    r"^[(\[*※]?\s*(?:注|备注|说明|附注|资料来源|数据来源|来源|note|notes|source|sources)\s*\d?\s*[::.、)\]]",
    re.IGNORECASE,
)
_NOTE = re.compile(r"^\s*(?:注释?|备注|说明|附注)\s*[:：]", re.IGNORECASE)
_MARKED = re.compile(r"^\s*([*＊†‡#＃△▲※①-⑳⑴-⒇]|[\[［〔]\d{1,2}[\]］〕])\s*(.+)$", re.DOTALL)
_SAYS_WHAT_IT_IS = re.compile("为|系|是|指|不含|不包括|口径")
_OUTLINE = (
    ("outline1", re.compile(r"^[一二三四五六七八九十]{1,3}\s*[、.．]")),
    ("outline2", re.compile(r"^\([一二三四五六七八九十]{1,3}\)")),
    ("outline3", re.compile(r"^\d{1,2}\s*[、.．](?!\d)")),
    ("outline4", re.compile(r"^\(\d{1,2}\)")),
    ("table", re.compile(r"^(?:附?表|续表)\s*[\d一二三四五六七八九十]+")),
)
_WHEN = re.compile(
    r"(?:19|20)\d\d\s*(?:年度?)?(?:\s*[-—–~至]\s*(?:19|20)\d\d\s*年?)?|\d{1,2}\s*月?\s*[-—–~至]\s*\d{1,2}\s*月(?:份)?|\d{1,2}\s*月(?:份|末|底)?"
    r"|第?[一二三四]季度|前[三二]季度|[上下]半年|[(（]\s*[)）]|累计|全年"
)


@dataclass(frozen=True, slots=True)
class Line:
    """What a line of text over or between the values says.

    ``style`` tells lines of one rank from others, ``meta`` is the key of a form. ``place`` is what the line is
    about, ``two_places`` that it cannot be told, ``weak`` that it says only who filled the table in: that counts where
    nothing else names a place. ``name`` is an indicator that the whole line names, ``explicit`` by saying 指标：….
    ``plans`` are titles about targets and plans, ``only_plans`` those that say so of all figures. ``notes`` are what a
    note says, each with the mark that points to it.
    """

    text: str
    row: int
    column: int
    style: str = "plain"
    meta: str = ""
    place: Place | None = None
    two_places: bool = False
    weak: bool = False
    name: NameFound | None = None
    explicit: bool = False
    phrase: Phrase | None = None
    units: tuple[str, ...] = ()
    status: str = ""
    plans: bool = False
    only_plans: bool = False
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def is_note(self) -> bool:
        """Whether it is a note under a table."""
        return bool(self.notes)

    @property
    def is_unit(self) -> bool:
        """Whether it states a unit and hardly anything else."""
        return bool(self.units) and not _UNIT_LINE.sub("", clean(self.text)).strip("()[]（） ")

    @property
    def says_nothing(self) -> bool:
        """Whether nothing of it is of use."""
        when = self.phrase is not None and self.phrase.says_when
        return not (self.place or self.two_places or when or self.units or self.name or self.status)


def line_of(text: str, row: int, column: int, lexicon: Lexicon) -> Line:
    """What a line of text says."""
    line = Line(clean(text), row, column)
    if is_footnote(text) or _marked(text):
        return replace(line, style="note", notes=_notes_of(text))
    meta = _META.match(line.text)
    if _MADE.search(line.text):
        return replace(line, style="meta", meta="日期")
    stated = units_of_line(line.text)
    return _form(line, meta[1], meta[2].strip(), lexicon) if meta and not stated else _title(line, stated, lexicon)


def _marked(text: str) -> re.Match[str] | None:
    """A note that a mark points to: *为快报数, ②2024年不含嵩明县."""
    found = _MARKED.match(text)
    says = found is not None and (_SAYS_WHAT_IT_IS.search(found[2]) or _says_kind(parse(found[2])))
    return found if says else None


def _notes_of(text: str) -> tuple[tuple[str, str], ...]:
    """What one line of notes says, part by part, each with its mark: 注：①2023年为终审数；②2024年为快报数."""
    found = []
    for part in re.split("[;；\n]", _NOTE.sub("", text, count=1)):
        marked = _MARKED.match(part)
        mark, said = (marked[1], marked[2]) if marked else ("", part)
        found.append((mark, clean(said)))
    return tuple(found)


def _says_kind(phrase: Phrase) -> bool:
    return phrase.understood and bool(phrase.status or phrase.first or phrase.running)


def _title(line: Line, stated: tuple[str, ...], lexicon: Lexicon) -> Line:
    about = re.sub(r"[(\[]\s*[)\]]", "", _UNIT_LINE.sub("", line.text)).strip()
    bare = names.without_outline(about)
    phrase = parse(bare)
    if _BOOK.search(about):
        phrase = Phrase(phrase.text, phrase.rest)  # a yearbook is of the year in which it is printed
    name = _name_of_title(about, lexicon)
    unit = (name.unit if name else "") or phrase.unit
    exact = lexicon.direct(without_marks(about))
    found, several = lexicon.places.innermost(bare)
    # A row label without figures is a label: 磨憨口岸进出口货值 is no line about 磨憨.
    if exact or _PUBLISHER.search(about):
        found, several = [], False
    only_plans = bool(_PLANS_IN_BRACKETS.search(about))
    return replace(
        line,
        style=next((style for style, pattern in _OUTLINE if pattern.match(line.text)), "plain"),
        place=found[0] if found and not several else None,
        two_places=several,
        phrase=phrase,
        units=stated or ((unit,) if unit else ()),
        name=exact if exact and exact.place is None else name,
        # 年报 in a title is the name of a report; 预计 and 快报 say how final its figures are.
        status=phrase.status if phrase.status != "A" else "",
        plans=only_plans or says_plans(about),
        only_plans=only_plans,
    )


def says_plans(text: str) -> bool:
    """Whether a title, or the name of a sheet or file, is about targets and plans, and not about how they are kept."""
    return bool(_PLANNED.search(text) and not _DONE.search(text))


def says_done(text: str) -> bool:
    """Whether a title says that its figures are what was done."""
    return bool(_DONE.search(text))


def _form(line: Line, key: str, text: str, lexicon: Lexicon) -> Line:
    """A line of the form key：text, as exports and forms have them."""
    line = replace(line, style="meta", meta=key)
    if key in _REGIONS:
        place, several = lexicon.region(text)[0], bool(_SEVERAL.search(text))
        if place is None and text and not several and "全部" not in text:
            place = Place("", clean(text), 0, 0)
        return replace(line, place=place, two_places=several, explicit=True)
    if key in _INDICATORS and text:
        name = lexicon.name(text)
        if name.id or not (_SEVERAL.search(text) or "全部" in text):
            return replace(line, name=name, explicit=True, phrase=name.phrase, units=(name.unit,) if name.unit else ())
    if key in _TIMES:
        phrase = parse(text)
        return replace(line, phrase=phrase if phrase.understood and not phrase.fault else None)
    if key in _FILLED_BY:
        found, several = lexicon.places.innermost(text)
        return replace(line, place=found[0] if found and not several else None, weak=True)
    return line


def _name_of_title(text: str, lexicon: Lexicon) -> NameFound | None:
    """The indicator of a title of which every other word is explained: 2024年各县区地区生产总值及增速."""
    shown = names.without_outline(clean(text))
    if not _CJK.search(shown):
        return None
    phrase = parse(shown)
    for kept in (shown, phrase.rest):
        bare = "".join(_WHEN.sub("", clean(kept)).replace("()", "").split())
        for place in lexicon.places.named_in(bare):
            bare = bare.replace(place.text, "", 1)
        special = GENERIC.sub("", bare)
        for variant in (bare, special, re.split("[及和与]", special)[0]):
            if len(variant) > 1 and (found := lexicon.direct(variant)):
                tail = special.removeprefix(variant).strip("及和与")
                if not tail or variant == bare or parse(tail).understood:
                    return replace(found, unit=found.unit or phrase.unit, phrase=phrase)
    return None


def units_of_line(text: str) -> tuple[str, ...]:
    """The units that a line such as 单位：万元、% states."""
    found = _UNIT_LINE.search(clean(text))
    parts = [part for part in re.split("[、,，;；和及]", found[1]) if part] if found else []
    return tuple(parts) if all(units.parse(part) and not _OFFICE.search(part) for part in parts) else ()


def is_unit_row(texts: Iterable[str]) -> bool:
    """Whether a row states a unit, and else nothing but units: 单位：万元 and (10 000 yuan)."""
    stated = [bool(units_of_line(text)) or (None if units.is_known(clean(text)) else False) for text in texts]
    return any(stated) and False not in stated


def is_footnote(text: str) -> bool:
    """Whether a row beginning with ``text`` is a note below the table."""
    return _FOOTNOTE.match(clean(text)) is not None
