"""Places in China by name, so that a file about one that the board does not follow is known to be about that one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from gapboard.catalog import Catalog
from gapboard.intake.cells import clean

# Of Kunming and its neighbours the districts as well; of the country the provinces and the cities of the yearbooks.
_OF_KUNMING = (
    "五华区 盘龙区 官渡区 西山区 东川区 呈贡区 晋宁区 富民县 宜良县 嵩明县 石林县 石林彝族自治县 禄劝县 安宁市 "
    "禄劝彝族苗族自治县 寻甸县 寻甸回族彝族自治县 高新区 高新技术产业开发区 经开区 经济技术开发区 度假区 滇池度假区 "
    "滇池旅游度假区 滇池国家旅游度假区 阳宗海风景名胜区 阳宗海 空港经济区 空港区 自贸试验区 综保区 倘甸 轿子山 石林 "
    "禄劝 寻甸 嵩明 宜良 富民 安宁 呈贡 晋宁 东川 西山 官渡 五华 盘龙 磨憨 "
)
_DISTRICTS = _OF_KUNMING + "麒麟区 红塔区 勐腊县 瑞丽市 景洪市 腾冲市 个旧市 蒙自市 弥勒市"
_OF_YUNNAN = "昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆 滇中"
_STEMS = {
    "省": "河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 "
    "甘肃 青海 台湾",
    "自治区": "内蒙古 西藏 新疆 广西 宁夏",
    "市": "北京 天津 上海 重庆 石家庄 太原 呼和浩特 沈阳 大连 长春 哈尔滨 南京 杭州 宁波 合肥 福州 厦门 南昌 济南 "
    "青岛 郑州 武汉 长沙 广州 深圳 南宁 海口 成都 贵阳 昆明 拉萨 西安 兰州 西宁 银川 乌鲁木齐 苏州 无锡 曲靖 玉溪 "
    "保山 昭通 丽江 普洱 临沧 遵义 柳州 桂林 绵阳 攀枝花 六盘水 安顺 毕节 万象",
    "州": "楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆 楚雄彝族自治 红河哈尼族彝族自治 文山壮族苗族自治 "
    "西双版纳傣族自治 大理白族自治 德宏傣族景颇族自治 怒江傈僳族自治 迪庆藏族自治 凉山 黔西南",
}
_WHOLE = ("全国", "全省", "全市", "全州", "全区", "全县", "市辖区", "市区", "市本级", "市级", "省级", "县级", "区级")
"""Words that say how much of the place that the table is about."""
_LEVELS = frozenset(("市区", "市本级", "市级", "省级", "县级", "区级"))
"""Words that are these only where they stand alone: 各县市区 holds one of them by chance."""
RELATIVE = frozenset(("全市", "全省", "全州", "全区", "全县"))
_ANY = re.compile(r"(?:^|(?<=[\s,、]))([一-鿿]{2,4}?(?:自治州|自治县|市|县|州|区))(?=$|\d{4}|主要|国民|经济|统计|\s)")
_NO_PLACE = re.compile(
    r"各|分|全|本|市辖|县区|区县|州市|市县|城市|地区|园区|开发区|城区|主城|片区|景区|社区|城乡|示范区|功能区|辖区|超市|上市|股市|都市|按|等"
)


class Place(NamedTuple):
    """A place named in a text: the board's identifier, or empty for one that the board does not follow.

    ``whole`` are words such as 全市: the place that the table is about.
    """

    id: str
    text: str
    start: int
    end: int
    whole: bool = False


class Places:
    """The board's regions and all other places that are known by name."""

    def __init__(self, catalog: Catalog) -> None:
        own = {
            _bare(name): region.id
            for region in catalog.regions.values()
            for name in (region.name, *region.aliases)
            if not name.isascii()
        }
        stems = {name[:-1] for name in own}  # 盘龙 for 盘龙区 is for a person to say
        names: dict[str, str] = {name: "" for name in _others() if name not in stems} | own
        self._names = names
        short = sorted((name for name in names if name not in _LEVELS), key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, short)))
        self.own: Mapping[str, str] = own

    def whole_text(self, text: str) -> Place | None:
        """The place that ``text`` is the name of, and nothing else."""
        bare = _bare(text)
        if bare in _WHOLE:
            return Place(self.own.get(bare, ""), bare, 0, len(bare), bare in RELATIVE)
        if bare in self._names:
            return Place(self._names[bare], bare, 0, len(bare))
        # 云南省昆明市, 昆明市盘龙区: the innermost.
        inside = self.named_in(bare)
        if inside and "".join(place.text for place in inside) == bare and not inside[-1].whole:
            return inside[-1]
        return None

    def named_in(self, text: str) -> list[Place]:
        """Every place named in ``text``, in its order; of one within the other only the inner one."""
        bare = _bare(text)
        found: list[Place] = []
        for match in self._pattern.finditer(bare):
            word = match[0]
            if word[-1] not in _TAILS and not self._stands_alone(bare, match, own=bool(self._names[word])):
                continue
            found.append(Place(self._names[word], word, match.start(), match.end(), word in RELATIVE))
        if not found and (other := _ANY.search(clean(text))) and not _NO_PLACE.search(other[1]):
            start = bare.find(other[1])
            found.append(Place("", other[1], start, start + len(other[1])))
        return found

    @staticmethod
    def _stands_alone(text: str, match: re.Match[str], *, own: bool) -> bool:
        """Whether a name without its 市 or 区 is that of the place, and not of a river or of a station there."""
        following = text[match.end() : match.end() + 1]
        if own:
            return following not in _OF_THINGS or not following
        return match.start() == 0 or following.isdigit() or text[match.start() - 1] in "年月)"

    def innermost(self, text: str) -> tuple[list[Place], bool]:
        """The places that a title is about, of a chain such as 云南省昆明市 the last; and whether they are several."""
        found = self.named_in(text)
        plain = [place for place in found if not place.whole] or found
        kept: list[Place] = []
        for place in plain:
            if kept and kept[-1].end == place.start:
                kept[-1] = place
            else:
                kept.append(place)
        return kept, len({place.id or place.text for place in kept}) > 1


def may_be_of_home(text: str) -> bool:
    """Whether a place is one of Kunming's districts or one of Yunnan's prefectures."""
    bare = _bare(text)
    return bare in _OF_KUNMING.split() or bare.startswith(tuple(_OF_YUNNAN.split()))


def _bare(text: str) -> str:
    return "".join(clean(text).split())


_TAILS = "省市州区县镇"
_OF_THINGS = "江河湖山口岸路寺水换站南北铁新"


@lru_cache(maxsize=1)
def _others() -> frozenset[str]:
    full = {f"{stem}{tail}" for tail, stems in _STEMS.items() for stem in stems.split()}
    regions = {"广西壮族自治区", "宁夏回族自治区", "新疆维吾尔自治区"}
    stems = {stem for found in _STEMS.values() for stem in found.split() if not stem.endswith("自治")}
    return frozenset((*_DISTRICTS.split(), *stems, *full, *regions, *_WHOLE))


@lru_cache(maxsize=4)
def places_of(catalog: Catalog) -> Places:
    """The places that are known beside a catalogue's own."""
    return Places(catalog)
