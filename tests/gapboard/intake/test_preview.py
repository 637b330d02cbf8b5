"""A preview says what all values of a batch say, and values are held against the right neighbours in time.

Over a second where a preview is held against all candidates of many generated batches.
"""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gapboard.catalog import Catalog
from gapboard.intake import Batch, Sheet, State, Workbook, prepare
from gapboard.intake.annotate import KINDS, Note, notes
from gapboard.intake.preview import Remarks, questions_of, remarks_of
from gapboard.ledger import Ledger, Observation
from tests.gapboard.intake.conftest import TODAY, observation

FIGURES = st.one_of(
    st.integers(-50, 20_000).map(str),
    st.decimals(-100, 100_000, places=2).map("{:,}".format),
    st.sampled_from(
        [
            "0.5",
            "1",
            "12.",
            ".5",
            ".",
            "1.2.3",
            "１２",
            "5%",
            "约5",
            "—",
            "",
            " 7 ",
            "1,23",
            "3万",
            "1.2万",
            "0.8亿元",
            "5万块",
            "Ⅲ",
            "3.0",
            "1e3",
            "−4",
        ]
    ),
)
REGIONS = st.sampled_from(["昆明市", "昆明", "盘龙区", "", "大理州", "全市"])
NAMES = st.sampled_from(
    [
        "地区生产总值",
        "GDP",
        "地区生产总值（现价）",
        "地区生产总值（亿美元）",
        "常住人口",
        "森林覆盖率",
        "规上工业企业数",
        "滇池水质",
        "没有",
        "不要",
        "",
    ]
)
YEARS = st.sampled_from(["2019", "2020", "2021", "2022", "2023年", "2024年1-6月", "2024", "2031", "去年", ""])
UNITS = st.sampled_from(["", "亿元", "万元", "万人", "%", "户", "亿美元", "大箩", "亿块", "弃用"])
NOTES = st.sampled_from(["", "", "快报", "a\u200bb", "两\n行"])
SOURCES = st.sampled_from(["", "", "公报", "年\u200b鉴"])
GROWTH = st.sampled_from(["", "", "3.4", "5%", "—", "0.5", "下降2"])
LONG = st.lists(st.tuples(REGIONS, NAMES, YEARS, FIGURES, GROWTH, UNITS, NOTES, SOURCES), min_size=1, max_size=12)
CONFIRMED = st.sampled_from(
    [{}, {"没有": "gdp", "不要": "", "大理州": "panlong", "亿块": "亿元", "弃用": ""}, {"全市": "", "大箩": "万人"}]
)
READINGS = st.dictionaries(
    st.tuples(st.integers(2, 13), st.integers(4, 5)),
    st.sampled_from(["12000亿元", "50%", "1.2万亿元", "7", ""]),
    max_size=2,
)
KNOWN = st.lists(
    st.builds(
        lambda indicator, year, value: observation(indicator, year, value),
        st.sampled_from(["gdp", "population", "forest"]),
        st.sampled_from(["2018", "2020", "2021", "2022", "2024"]),
        st.one_of(st.none(), st.integers(1, 5000).map(float)),
    ),
    max_size=6,
)
PATIENT = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)


HEADER = ("地区", "指标", "年份", "数值", "增长%", "单位", "备注", "来源")


def checked(
    rows: list[tuple[str, ...]],
    known: list[Observation],
    catalog: Catalog,
    confirmed: dict[str, str] | None = None,
    readings: dict[tuple[int, int], str] | None = None,
    header: tuple[str, ...] = HEADER,
) -> Batch:
    header = header[: len(rows[0]) if rows else None]
    workbook = Workbook("表.csv", "csv", "utf-8", (Sheet("表", [header, *rows]),))
    ledger = Ledger(tuple(known))
    return prepare(workbook, "表", catalog, ledger, confirmed=confirmed, readings=readings, today=TODAY)


@PATIENT
@given(rows=LONG, known=KNOWN, confirmed=CONFIRMED, readings=READINGS)
def test_what_a_preview_asks_for_is_what_all_candidates_say(
    rows: list[tuple[str, ...]],
    known: list[Observation],
    confirmed: dict[str, str],
    readings: dict[tuple[int, int], str],
    catalog: Catalog,
) -> None:
    batch = checked(rows, known, catalog, confirmed, readings)
    preview_is_of_all(batch, rows)
    assert sum(batch.number_of(state) for state in State) == len(batch.candidates)
    for state in State:
        assert batch.of(state, most=2) == batch.of(state)[:2]
    changing = batch.of(State.NEW, State.CHANGED)
    assert set(batch.series_to_write()) == {(value.region, value.indicator) for value in changing}
    assert batch.doubtful() == sum(bool(value.findings) for value in changing)


def preview_is_of_all(batch: Batch, rows: list[tuple[str, ...]]) -> None:
    """The counts are those of all remarks, and what is shown are the first of them."""
    everything = [note for note in notes(batch, rows, "zh") if note.code != "left_out"]
    for most in (1, 3, 1000):
        shown = remarks_of(batch, rows, "zh", most)
        for kind in KINDS:
            expected = [note for note in everything if note.kind == kind]
            assert shown.counts[kind] == len(expected)
            if kind == "repair":
                assert list(shown.first[kind]) == expected[:most]
            else:
                said_once(shown, kind, expected, most)
        assert {(note.row, note.column, note.code) for note in shown.first["repair"]} <= shown.repaired.keys()
        refused = batch.of(State.REFUSED)
        assert shown.left_out == sum(any(found.code == "left_out" for found in value.findings) for value in refused)
        asked = (item for text, remarks in batch.doubted() for item in questions_of(text, remarks))
        assert list(shown.questions) == list(asked)


def said_once(shown: Remarks, kind: str, expected: list[Note], most: int) -> None:
    """What several cells have in common is told at the first of them, with their number; nothing is left untold."""
    first = shown.first[kind]
    places = [(note.row, note.column) for note in first]
    assert places == sorted(places)
    assert {(*place, note.code) for place, note in zip(places, first, strict=True)} <= {
        (note.row, note.column, note.code) for note in expected
    }
    assert len(first) == min(most, shown.kinds[kind])
    if most >= len(expected):
        assert sum(shown.places[note][0] for note in first) == len(expected)
        assert {note.code for note in first} == {note.code for note in expected}


WIDE = st.lists(st.tuples(NAMES, UNITS, REGIONS, FIGURES, FIGURES, FIGURES), min_size=1, max_size=8)
YEARS_DOWN = st.lists(st.tuples(YEARS, REGIONS, FIGURES, FIGURES, FIGURES), min_size=1, max_size=8)


@PATIENT
@given(rows=WIDE, confirmed=CONFIRMED)
def test_a_preview_of_years_across(rows: list[tuple[str, ...]], confirmed: dict[str, str], catalog: Catalog) -> None:
    header = ("指标", "单位", "地区", "2022年", "2023年", "2023年增长（%）")
    preview_is_of_all(checked(rows, [], catalog, confirmed, header=header), rows)


@PATIENT
@given(rows=YEARS_DOWN, confirmed=CONFIRMED)
def test_a_preview_of_indicators_across(
    rows: list[tuple[str, ...]], confirmed: dict[str, str], catalog: Catalog
) -> None:
    header = ("年份", "地区", "GDP（万元）", "增长（%）", "常住人口（万人）")
    preview_is_of_all(checked(rows, [], catalog, confirmed, header=header), rows)


@PATIENT
@given(
    values=st.lists(
        st.tuples(st.integers(2015, 2024), st.integers(1, 4000)), max_size=9, unique_by=lambda item: item[0]
    ),
    known=st.lists(
        st.tuples(st.integers(2015, 2024), st.integers(1, 4000)), max_size=9, unique_by=lambda item: item[0]
    ),
)
def test_what_is_asked_about_is_far_from_its_old_value_or_from_a_year_beside_it(
    values: list[tuple[int, int]], known: list[tuple[int, int]], catalog: Catalog
) -> None:
    rows = [("昆明市", "地区生产总值", str(year), str(value), "", "亿元") for year, value in values]
    batch = checked(rows, [observation("gdp", str(year), float(value)) for year, value in known], catalog)
    old, new = dict(known), dict(values)
    both = {**old, **new}
    expected = set()
    for year, value in values:
        if year in old and abs(value - old[year]) * 2 > old[year]:
            expected.add(("big_change", str(year), float(old[year])))
            continue
        if year in old and value * 3 < old[year] * 2:
            expected.add(("fall", str(year), float(old[year])))
            continue
        before = max((at for at in both if at < year), default=None)
        known_before = max((at for at in old if at < year), default=None)
        after = min((at for at in old if at > year), default=None)
        beside = [] if before is None else [(before, both[before], 3.0)]
        if known_before is not None and (known_before, old[known_before]) != (before, both[before or 0]):
            beside.append((known_before, old[known_before], max(3.0, 1.25 ** (year - known_before))))
        if after is not None and both[after] == old[after]:
            beside.append((after, old[after], max(3.0, 1.25 ** (after - year))))
        if before is None and not old:
            following = min((at for at in both if at > year), default=None)
            beside += [] if following is None else [(following, both[following], 3.0)]
        for other, figure, factor in beside:
            code = far(year, value, other, figure, factor)
            if code and not (year in old and far(year, old[year], other, figure, factor)):
                expected.add((code, str(year), float(figure)))
                break
    found = {
        (remark.code, value.period, remark.details["expected"])
        for value in batch.candidates
        for remark in value.findings
        if remark.code in ("jump", "fall", "big_change")
    }
    assert found == expected


def far(year: int, value: int, other: int, figure: int, factor: float) -> str:
    """How a value is odd beside that of another year: more than ``factor`` times off, or a fall by over a third."""
    if not figure / factor <= value <= figure * factor:
        return "jump"
    first, last = (figure, value) if other < year else (value, figure)
    return "fall" if last * 3 < first * 2 else ""


def test_a_value_said_again_is_held_against_the_ledger_once(catalog: Catalog) -> None:
    rows = [("昆明市", "地区生产总值", "2020", "900", "", "亿元")] * 2
    batch = checked(rows, [observation("gdp", "2020", 100.0)], catalog)
    assert [[remark.code for remark in value.findings] for value in batch.candidates] == [["big_change"], ["repeated"]]
