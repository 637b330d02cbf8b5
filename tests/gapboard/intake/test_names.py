"""Names: exactly, by alias, confirmed, or only suggested."""

import pytest

from gapboard.catalog import Catalog
from gapboard.intake import names, units


@pytest.mark.parametrize(
    ("text", "ident", "how"),
    [
        ("地区生产总值", "gdp", "exact"),
        (" 地区 生产总值：", "gdp", "exact"),
        ("地区\u200b生产总值", "gdp", "exact"),
        ("一、地区生产总值", "gdp", "exact"),
        ("（二）地区生产总值", "gdp", "exact"),
        ("1.地区生产总值", "gdp", "exact"),
        ("ＧＤＰ", "gdp", "alias"),
        ("gross domestic product", "gdp", "alias"),
        ("进出口总额(美元)", "trade-usd", "exact"),
    ],
)
def test_match(catalog: Catalog, text: str, ident: str, how: str) -> None:
    found = names.match("indicators", text, catalog)
    assert (found.id, found.how) == (ident, how)


def test_what_is_only_like_a_name_is_suggested_and_not_used(catalog: Catalog) -> None:
    found = names.match("indicators", "全区生产总值", catalog)
    assert found.id is None
    assert found.suggestions[0][0] == "gdp"
    assert len(found.suggestions) <= names.MOST_SUGGESTIONS


def test_a_confirmed_name_is_used(catalog: Catalog) -> None:
    found = names.match("indicators", "全区 生产总值", catalog, {"全区生产总值": "gdp"})
    assert (found.id, found.how) == ("gdp", "confirmed")
    assert names.match("indicators", "全区生产总值", catalog, {"全区生产总值": "kunming"}).id is None


@pytest.mark.parametrize("text", ["地区生产总值", "GDP", "一、地区生产总值"])
def test_the_catalogue_s_own_name_comes_before_a_confirmed_one(catalog: Catalog, text: str) -> None:
    assert names.match("indicators", text, catalog, {text: "trade"}).id == "gdp"


def test_regions(catalog: Catalog) -> None:
    assert names.match("regions", "全市", catalog).id == "kunming"
    assert names.match("regions", "五华区", catalog).id is None


def test_hostile_names_are_only_text(catalog: Catalog) -> None:
    for text in ("<script>alert(1)</script>", "=cmd|x", "x" * 100_000, "\u202egdp", "[x](javascript:y)", ""):
        names.match("indicators", text, catalog)
    assert names.match("indicators", "\u202e地区生产总值", catalog).id == "gdp"


def test_a_name_that_two_records_share_is_nobodys() -> None:
    table = names.Names([("a", "甲", ("同名",)), ("b", "乙", ("同-名",))])
    assert table.match("同名").id is None
    assert [ident for ident, _ in table.suggest("同名")] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("地区生产总值（亿元）", "地区生产总值", "亿元"),
        ("地区生产总值(万元)", "地区生产总值", "万元"),
        ("地区生产总值，亿元", "地区生产总值", "亿元"),
        ("固定资产投资（不含农户）", "固定资产投资（不含农户）", ""),
        ("常住人口[万人]", "常住人口", "万人"),
    ],
)
def test_unit_in_a_heading(text: str, name: str, unit: str) -> None:
    assert names.split_unit(text, frozenset({units.Unit("元", 8)})) == (name, unit)


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("times", "次", "次"),
        ("Times", "倍", "倍"),
        ("items", "项", "项"),
        ("items", "万个", "个"),  # of no indicator's own unit the first, which is converted or refused
        ("10,000 items", "万个", "万个"),
        ("parsecs", "公里", ""),
    ],
)
def test_of_units_of_one_english_name_the_indicator_s_own(shipped: Catalog, text: str, wanted: str, found: str) -> None:
    assert names.unit_called(text, shipped, wanted) == found
