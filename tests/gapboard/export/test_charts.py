"""A chart's words, table, CSV and picture against numbers of the ledger and worked out by hand."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import altair as alt
import pytest
from altair.utils.schemapi import SchemaValidationError, debug_mode
from PIL import Image

from components.leaders.indicator_charts import nothing_text
from gapboard.board import Board
from gapboard.export.charts import Charted, charts_of, series
from gapboard.export.charts.framed import around, picture_spec
from gapboard.export.charts.layers import Layers, checked
from gapboard.export.charts.look import LIGHT, point_marks
from gapboard.export.charts.picture import FORMS, picture
from gapboard.export.charts.table import chart_csv, chart_rows, lacking
from gapboard.export.drawing import glyphs
from gapboard.ledger import Ledger
from tests.gapboard import builder

DAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def economy(shipped: Any, shipped_ledger: Ledger) -> dict[str, Charted]:
    """The chart of Kunming's product in both languages."""
    board = Board(shipped, shipped_ledger, DAY)
    results = board.of_indicator("gdp", "kunming")
    return {code: charts_of(board, shipped.indicators["gdp"], "kunming", results, code)[0] for code in ("zh", "en")}


def made(ledger: Ledger, targets: list[dict[str, Any]], language: str = "zh", **of: Any) -> list[Charted]:
    catalog = builder.catalog([builder.target(**fields) for fields in targets], [builder.indicator(**of)])
    board = Board(catalog, ledger, DAY)
    return charts_of(board, catalog.indicators["x"], "here", board.of_indicator("x", "here"), language)


def table(charted: Charted) -> list[list[str]]:
    return list(csv.reader(io.StringIO(chart_csv(charted, DAY).decode("utf-8-sig"))))


def test_the_csv_holds_the_ledgers_figures(economy: dict[str, Charted], shipped_ledger: Ledger) -> None:
    rows = [row for row in table(economy["zh"]) if row and row[0] == "实际（最新发布）"]
    latest = shipped_ledger.known_on(None).series("kunming", "gdp")
    assert [(row[1], float(row[2]), row[6], row[7]) for row in rows] == [
        (str(year), row.value, row.source, row.recorded_at.date().isoformat()) for year, row in latest.items()
    ]
    assert {row[3] for row in rows} == {"亿元"}


def test_the_csv_holds_vintages_targets_paths_and_projections(economy: dict[str, Charted]) -> None:
    rows = table(economy["zh"])
    of = {kind: [tuple(row[1:3]) for row in rows if row and row[0] == kind] for kind in {row[0] for row in rows if row}}
    assert of["早前发布"] == [("2016", "4285"), ("2016", "4300"), ("2018", "5206")]
    # Twice doubled from 6,733.79 in 2020.
    assert of["目标"] == [("2025", "10000"), ("2025", "10000"), ("2035", "26935.16")]
    # 6733.79 + 15 ÷ 5 × (8637.45 − 6733.79)
    assert of["按现有增速推算"] == [("2025", "8637.45"), ("2035", "12444.77")]
    assert ["按 2026-11-22 所知"] in rows
    assert ["导出日期 2026-11-22"] in rows


def test_english_counts_in_billions_without_noise(economy: dict[str, Charted]) -> None:
    rows = {row[1]: row for row in table(economy["en"]) if row and row[0] == "Actual (latest release)"}
    assert rows["2025"][2:4] == ["863.745", "bn yuan"]  # 8,637.45 × 0.1, not 863.7450000000001
    assert table(economy["en"])[0][:4] == ["Kind", "Year", "Value", "Unit"]


def test_excel_knows_the_encoding_and_runs_no_formula() -> None:
    ledger = builder.ledger({"x": {2024: -5.5}}, source="=cmd|' /C calc'!A0")
    (charted,) = made(ledger, [{}])
    assert chart_csv(charted, DAY).startswith(b"\xef\xbb\xbf")
    row = table(charted)[1]
    assert row[2] == "-5.5"
    assert row[6] == "'=cmd|' /C calc'!A0"


def test_a_computed_value_says_how_and_names_each_source() -> None:
    ledger = builder.ledger({"x": {2024: 100, 2025: 106}})
    _, growth = made(ledger, [{"measure": "growth", "value": 5}])
    (actual, target) = chart_rows(growth)
    assert (actual.year, actual.value, actual.shown, actual.unit) == ("2025", 6, "6", "%")
    assert actual.how == "由两年公布数计算的增速"
    assert actual.source
    assert (target.kind, target.value, target.document) == ("target", 5, "规划 · 第1项")


def test_a_target_of_several_years_is_one_row() -> None:
    (charted,) = made(builder.ledger({"x": {2021: 5}}), [{"measure": "each_year", "period": (2021, 2025), "value": 7}])
    _, only = chart_rows(charted)
    assert (only.kind, only.year, only.shown) == ("target", "2021—2025", "7")


def test_labels_of_targets_close_to_each_other_are_moved_apart() -> None:
    values = {"a": (5500, 2025), "b": (5467, 2025), "c": (6500, 2025), "d": (5480, 2030)}
    targets = [{"ident": ident, "value": value, "due": due} for ident, (value, due) in values.items()]
    (charted,) = made(builder.ledger({"x": {2015: 700, 2020: 1900}}), targets)
    labels = next(layer for layer in charted.spec()["layer"] if "share" in layer["data"]["values"][0])
    shifts = {row["value"]: row["shift"] for row in labels["data"]["values"]}
    assert shifts == {5467: 9, 5500: -9, 6500: 0, 5480: 0}


def test_a_target_without_any_figure_is_no_chart() -> None:
    assert made(builder.ledger({}), [{}]) == []


def test_one_published_figure_without_a_target_is_no_chart_and_the_page_says_so() -> None:
    """With a target, or a second year or bound, it is one."""
    whole = builder.catalog([builder.target(indicator="other")], [builder.indicator(), builder.indicator("other")])

    def drawn(values: builder.Series) -> tuple[int, str]:
        board = Board(whole, builder.ledger({"x": values}), dt.date(2026, 6, 30))
        own = whole.indicators["x"]
        return len(charts_of(board, own, "here", [], "zh")), nothing_text(board, own, "here", "zh")

    said = "只有一个年份的数据，不成图；见页末“各次发布”。"
    assert drawn({2024: 90}) == drawn({2024: (90, ">=")}) == (0, said)
    assert drawn({2023: 80, 2024: 90})[0] == drawn({2023: (80, ">="), 2024: 90})[0] == 1
    assert drawn({}) == (0, "尚无公布数据。")
    assert len(made(builder.ledger({"x": {2024: 90}}), [{}])) == 1


def test_a_bound_is_written_in_words_never_as_a_figure() -> None:
    (charted,) = made(builder.ledger({"x": {2024: (100, ">="), 2025: (95, "..99")}}), [{}])
    assert [row[2] for row in table(charted)[1:3]] == ["至少 100 亿元", "95 至 99 亿元"]
    shapes = [str(layer["mark"].get("shape")) for layer in charted.spec()["layer"]]
    assert [shape for shape in shapes if shape.startswith("M")] == [point_marks(LIGHT)["bound"]["shape"]]
    assert "界限：2024 至少 100 亿元、2025 95 至 99 亿元" in charted.alt


def test_a_year_that_was_not_over_is_hollow_and_told() -> None:
    known = ("2024-01-15", "2024-12-30", "2026-01-15")
    rows = [builder.row("x", year, 7, day) for year, day in zip((2023, 2024, 2025), known, strict=True)]
    (charted,) = made(Ledger(tuple(rows)), [{"due": 2026}])
    assert charted.legend()[:2] == ["actual", "unfinished"]
    assert [row.how for row in chart_rows(charted)[:3]] == ["正式数", "正式数，当年未完", "正式数"]
    hollow = point_marks(LIGHT)["unfinished"]
    layers = [layer for layer in charted.spec()["layer"] if hollow.items() <= layer["mark"].items()]
    assert [point["year"] for layer in layers for point in layer["data"]["values"]] == [2024]


def test_the_line_is_dashed_over_years_without_a_figure() -> None:
    (charted,) = made(builder.ledger({"x": {2019: 1, 2020: 2, 2023: 3, 2024: 4}}), [{"due": 2026}])
    lines = [
        layer for layer in charted.spec()["layer"] if layer["mark"].get("type") == "line" and "point" in layer["mark"]
    ]
    runs = [row["segment"] for row in lines[0]["data"]["values"]]
    assert runs[0] == runs[1] != runs[2] == runs[3]
    assert "gap" in charted.legend()


def test_and_open_where_a_bound_of_such_a_year_is_known() -> None:
    (charted,) = made(builder.ledger({"x": {2020: 2, 2022: (9, ">="), 2023: 3}}), [{"due": 2026}])
    (line,) = [layer for layer in charted.spec()["layer"] if "point" in layer["mark"]]
    assert len({row["segment"] for row in line["data"]["values"]}) == 2
    assert "gap" not in charted.legend() and "bound" in charted.legend()


def test_water_classes_by_name() -> None:
    targets = [{"measure": "class", "comparator": "<=", "value": 3, "unit": "类"}]
    (charted,) = made(builder.ledger({"x": {2024: 6}}), targets, unit="类", kind="class", direction="down", decimals=0)
    assert [row[2] for row in table(charted)[1:3]] == ["劣Ⅴ类", "Ⅲ类"]
    assert "2024年一个数据：劣Ⅴ类" in charted.alt


def test_a_water_class_or_better_is_a_bar_up_to_the_best() -> None:
    targets = [{"measure": "class", "comparator": "<=", "value": 2, "unit": "类"}]
    of = {"unit": "类", "kind": "class", "direction": "down", "decimals": 0}
    (charted,) = made(builder.ledger({"x": {2025: (3, "<=")}}), targets, **of)
    assert table(charted)[1][2] == "Ⅲ类或更好"
    assert [(bound.year, bound.ends) for bound in charted.chart.bounds] == [(2025, (1, 3))]


def test_the_words_for_who_cannot_see_it(economy: dict[str, Charted]) -> None:
    zh, en = economy["zh"].alt, economy["en"].alt
    for part in (
        "昆明市地区生产总值（亿元）",
        "2015年 3,968.01 亿元",
        "2025年 8,637.45 亿元",
        "11 个",
        "2019、2025年起口径有变化",
    ):
        assert part in zh
    assert "2025年≥10,000 亿元（三年行动方案）" in zh
    for part in ("Gross domestic product, Kunming (bn yuan)", "2025: 863.745 bn yuan", "11 yearly values"):
        assert part in en


def test_a_stretch_has_its_own_value_in_words() -> None:
    (charted,) = made(builder.ledger({"x": {2024: 90}}), [{"stretch": 120}])
    assert "2025年100 亿元（规划）、2025年力争 120 亿元（规划）" in charted.alt


def texts_of(part: Any) -> list[str]:
    if isinstance(part, str):
        return [part]
    parts = part.values() if isinstance(part, dict) else part if isinstance(part, list) else []
    return [text for item in parts for text in texts_of(item)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_picture_is_the_screens_chart_with_date_vintage_and_sources(
    economy: dict[str, Charted], shipped_ledger: Ledger, language: str
) -> None:
    charted = economy[language]
    spec = picture_spec(charted, dt.date(2026, 12, 1))
    drawn = spec["vconcat"][1]["layer"]
    assert [layer["data"] for layer in drawn] == [layer["data"] for layer in charted.spec()["layer"]]
    assert [layer["mark"] for layer in drawn] == [layer["mark"] for layer in charted.spec()["layer"]]
    assert not any("〓" in text for text in texts_of(spec))
    # The title is what there is to report; what the chart is of stands under it, with its unit.
    title, (what, known) = "".join(spec["title"]["text"]), spec["title"]["subtitle"]
    assert title.replace(" ", "") == {"zh": "地区生产总值未达到2025年目标，差1,362.55亿元（13.6%）"}.get(
        language, "Grossdomesticproduct:the2025targetwasmissed,136.255bnyuanshort(13.6%)"
    )
    assert what == charted.title and charted.unit in what
    assert "2026-11-22" in known and "2026-12-01" in known
    said = "".join("".join(texts_of(spec["vconcat"][2])).split())
    for row in shipped_ledger.known_on(None).series("kunming", "gdp").values():
        assert "".join(row.source.split()) in said
    document = charted.board.catalog.documents["km-2023-2025-three-year-plan"].label(language)
    assert "".join(document.split()) in said


def test_the_vintage_is_the_date_looked_back_to(shipped: Any, shipped_ledger: Ledger) -> None:
    then = dt.date(2018, 1, 1)
    board = Board(shipped, shipped_ledger, then, then)
    charted = charts_of(board, shipped.indicators["gdp"], "kunming", board.of_indicator("gdp", "kunming"), "zh")[0]
    spec = picture_spec(charted, DAY)
    assert "按 2018-01-01 所知" in spec["title"]["subtitle"][-1]
    assert "2025年国民经济" not in "".join(texts_of(spec))


def test_every_chart_of_the_board_can_be_set(shipped: Any, shipped_ledger: Ledger) -> None:
    board = Board(shipped, shipped_ledger, DAY)
    pairs = {(result.target.indicator, result.target.region) for result in board.assessments}
    found = [
        charted
        for indicator, region in sorted(pairs)
        for language in ("zh", "en")
        for charted in charts_of(
            board, shipped.indicators[indicator], region, board.of_indicator(indicator, region), language
        )
    ]
    assert len(found) > 80  # those with a figure
    assert {char for charted in found for char in lacking(charted)} == set()
    # All that a picture says, without building a hundred of them.
    said = {char for charted in found for char in repr((charted.content, around(charted, DAY)))}
    assert glyphs.lacking("".join(said)) == []


def test_a_character_that_the_font_lacks_is_warned_of_and_told_in_the_picture() -> None:
    (charted,) = made(builder.ledger({"x": {2024: 5}}, source="𠮷㐂日报"), [{}])
    assert lacking(charted) == ["𠮷", "㐂"]
    said = "".join(texts_of(picture_spec(charted, DAY)["vconcat"][2]))
    assert "〓〓日报" in said
    assert "U+20BB7 U+3402" in said
    assert "𠮷" not in said


def test_a_single_value_has_an_axis_that_names_it() -> None:
    (charted,) = made(builder.ledger({"x": {2025: 2}}), [{"value": 2}], language="en")
    scale = charted.spec()["encoding"]["y"]["scale"]
    assert scale["domain"] == [0, 0.4]  # 2 hundred million are 0.2 billion


@pytest.mark.parametrize("form", FORMS)
def test_files(economy: dict[str, Charted], form: Any) -> None:
    content = picture(economy["zh"], form, DAY)
    if form == "png":
        shape = Image.open(io.BytesIO(content)).size
        assert shape[0] >= 1600
    elif form == "svg":
        text = content.decode()
        assert "<text" not in text
        assert "href" not in text
        assert 'aria-label="目标 10,000"' in text
        assert f"<desc>{economy['zh'].alt}</desc>" in text
    else:
        assert content.startswith(b"%PDF")
        assert b"GapboardSansSC" in content


def test_equal_charts_are_built_once_and_what_is_given_is_the_callers_own() -> None:
    def spec(value: float) -> Any:
        (charted,) = made(builder.ledger({"x": {2020: 61.25, 2024: value}}), [{}])
        return charted.spec()

    before = series._made.cache_info()
    first = spec(77.125)
    first["layer"].clear()
    again, other = spec(77.125), spec(78.125)
    after = series._made.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (2, 1)
    values = [
        [row.get("value") for layer in drawn["layer"] for row in layer["data"]["values"]] for drawn in (again, other)
    ]
    assert 77.125 in values[0] and 78.125 in values[1] and 77.125 not in values[1]


def test_a_year_that_was_not_over_is_another_chart() -> None:
    """The chart itself is equal: what it rests on is not compared."""
    over, open_then = (
        made(Ledger((builder.row("x", 2023, 7, "2024-01-15"), builder.row("x", 2024, 9, day))), [{}])[0]
        for day in ("2025-01-15", "2024-12-15")
    )
    assert over.chart == open_then.chart and over.content != open_then.content


def test_what_vega_lite_does_not_know_is_refused() -> None:
    layers = Layers()
    layers.add([{"year": 2024}], {"type": "line"}, x=alt.X("year:Q"))
    right = alt.layer(*layers.drawn)
    assert json.loads(checked(right, layers))["layer"][0]["data"] == {"values": [{"year": 2024}]}
    with pytest.raises(SchemaValidationError):
        layers.add([{"year": 2024}], {"type": "lines"})
    with debug_mode(False):  # Altair's own check of each part: the whole is checked all the same
        layers.add([{"year": 2024}], {"type": "line", "strokeDash": "wide"})
    with pytest.raises(SchemaValidationError):
        checked(alt.layer(*layers.drawn), layers)
