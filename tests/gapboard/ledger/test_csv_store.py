"""The CSV file: what is read, what is refused and where, and what appending leaves as it was."""

import datetime as dt
import os
import stat
import threading

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from gapboard.kernel.faults import DataFault
from gapboard.ledger import COLUMNS, CsvStore, Ledger, Observation, Period
from gapboard.ledger.observation import OBS_STATUS
from tests.gapboard.ledger.any_rows import ROW

# Of an older board, whose files are read and added to as they are.
HEADER = "region,indicator,period,value,unit,obs_status,source,source_url,note,recorded_at,recorded_by,batch\n"
NEW_HEADER = HEADER.replace("batch", "batch,bound")
GOOD = "kunming,gdp,2024,8275.2,亿元,P,公报,http://km.gov.cn,,2025-04-01T00:00:00+08:00,李,b1\n"


@pytest.fixture
def store(tmp_path) -> CsvStore:
    return CsvStore(tmp_path / "actuals.csv")


def write(store: CsvStore, text: str | bytes) -> bytes:
    content = text if isinstance(text, bytes) else text.encode("utf-8")
    store.path.write_bytes(content)
    return content


def faults_of(action) -> list[tuple]:
    with pytest.raises(DataFault) as caught:
        action()
    return [(fault.line, fault.code, fault.field, fault.details) for fault in caught.value.faults]


def read_faults(store: CsvStore, text: str | bytes) -> list[tuple]:
    write(store, text)
    return faults_of(store.read)


# --- reading ---------------------------------------------------------------------------------------------


def test_a_row_is_read_as_it_stands(store) -> None:
    write(
        store,
        HEADER + 'kunming,gdp,2024,8275.2,亿元,P,"公报, ""二""",http://x,"一\n二",2025-04-01T08:30:00+08:00,李,b1\n',
    )
    moment = dt.datetime(2025, 4, 1, 8, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    period = Period("2024")
    expected = Observation(
        "kunming", "gdp", period, 8275.2, "亿元", "P", '公报, "二"', "http://x", "一\n二", moment, "李", "b1"
    )
    assert store.read() == Ledger((expected,))
    assert store.read().rows[0].recorded_at.utcoffset() == dt.timedelta(hours=8)


@pytest.mark.parametrize("text", [HEADER + GOOD, "\ufeff" + HEADER + GOOD, (HEADER + GOOD).replace("\n", "\r\n")])
@pytest.mark.parametrize("tail", ["", "\n", "\r\n\n"])
def test_byte_order_mark_line_ends_and_blank_lines_do_not_matter(store, text: str, tail: str) -> None:
    write(store, text + tail)
    assert [row.value for row in store.read().rows] == [8275.2]


def test_only_a_header_is_an_empty_ledger(store) -> None:
    write(store, HEADER.strip())
    assert store.read().rows == ()


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("", None),
        ("0", 0.0),
        ("-1.5", -1.5),
        ("+2", 2.0),
        (".5", 0.5),
        ("3.", 3.0),
        ("1e3", 1000.0),
        ("007", 7.0),
    ],
)
def test_numbers(store, cell: str, value: float | None) -> None:
    write(store, HEADER + GOOD.replace("8275.2", cell))
    assert store.read().rows[0].value == value


NOT_NUMBERS = [
    "nan",
    "inf",
    "-inf",
    "1e999",
    "1_000",
    '"1,000"',
    "１２",
    " 12",
    "12%",
    "-",
    ".",
    "1.2.3",
    " ",
    "0x1F",
    "９.1",
]


@pytest.mark.parametrize("cell", NOT_NUMBERS)
def test_what_is_not_a_finite_number(store, cell: str) -> None:
    found = {"found": cell.strip('"')}
    assert read_faults(store, HEADER + GOOD.replace("8275.2", cell)) == [(2, "not_a_number", "value", found)]


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        ("2024", "2024年", "bad_period", "period"),
        ("2024", "", "bad_period", "period"),
        ("2024", "２０２４", "bad_period", "period"),
        (",P,", ",X,", "bad_obs_status", "obs_status"),
        (",P,", ",p,", "bad_obs_status", "obs_status"),
        (",P,", ",,", "bad_obs_status", "obs_status"),
        ("2025-04-01T00:00:00+08:00", "2025-04-01T00:00:00", "bad_time", "recorded_at"),
        ("2025-04-01T00:00:00+08:00", "2025-04-01", "bad_time", "recorded_at"),
        ("2025-04-01T00:00:00+08:00", "2025/4/1 0:00", "bad_time", "recorded_at"),
        ("2025-04-01T00:00:00+08:00", "", "bad_time", "recorded_at"),
        ("kunming,", ",", "missing_field", "region"),
        (",gdp,", ", ,", "missing_field", "indicator"),
        (",李,", ",,", "missing_field", "recorded_by"),
        (",b1", ",", "missing_field", "batch"),
        ("公报", "公\0报", "bad_character", "source"),
    ],
)
def test_each_rule_names_line_and_field(store, old: str, new: str, code: str, field: str) -> None:
    found = read_faults(store, HEADER + GOOD + GOOD.replace(old, new))
    assert [fault[:3] for fault in found] == [(3, code, field)]


def test_details_say_what_was_found_and_what_is_allowed(store) -> None:
    bad = GOOD.replace(",P,", ",X,").replace("2024", "2024Q1").replace("公报", "公\0报")
    assert [fault[1:] for fault in read_faults(store, HEADER + bad)] == [
        ("bad_period", "period", {"found": "2024Q1"}),
        ("bad_obs_status", "obs_status", {"found": "X", "expected": "A, B, D, E, F, I, M, N, O, P, S, U"}),
        ("bad_character", "source", {"found": "U+0000"}),
    ]


def test_every_fault_of_every_row_with_the_lines_of_the_file(store) -> None:
    text = (
        HEADER
        + GOOD.replace("公报", '"公\n报\r\n三"')  # lines 2 to 4
        + "\n"  # line 5
        + GOOD.replace("8275.2", "x").replace(",P,", ",Q,")  # line 6
        + GOOD  # line 7
        + "kunming,gdp,2024\n"  # line 8
        + GOOD.replace("公报", '"公报\n二"').replace("2024", "24")  # lines 9 and 10
        + GOOD.replace("\n", ",more\n")  # line 11
        + GOOD  # line 12
    )
    assert read_faults(store, text) == [
        (6, "not_a_number", "value", {"found": "x"}),
        (6, "bad_obs_status", "obs_status", {"found": "Q", "expected": ", ".join(OBS_STATUS)}),
        (8, "wrong_column_count", "", {"found": 3, "expected": 12}),
        (9, "bad_period", "period", {"found": "24"}),
        (11, "wrong_column_count", "", {"found": 13, "expected": 12}),
    ]
    scan = store.scan()
    assert scan.lines == (2, 7, 12)
    assert [row.value for row in scan.rows] == [8275.2] * 3


def test_faults_name_the_record(store) -> None:
    write(store, HEADER + GOOD.replace("8275.2", "x") + "kunming,gdp\n")
    assert [fault.record for fault in store.scan().faults] == ["kunming gdp 2024", "kunming gdp"]
    assert {fault.file for fault in store.scan().faults} == {"actuals.csv"}


def test_quotation_marks_gone_wrong(store) -> None:
    found = read_faults(store, HEADER + GOOD.replace("公报", '"公"报') + GOOD + GOOD.replace("公报", '"公报') + GOOD)
    assert [fault[:3] for fault in found] == [(2, "bad_csv", ""), (4, "bad_csv", "")]
    assert all(set(fault[3]) == {"problem"} for fault in found)


@pytest.mark.parametrize(
    "first",
    ["", "\n", "region;indicator\n", HEADER.replace("unit,obs_status", "obs_status,unit"), GOOD, '"region\n'],
)
def test_a_header_that_is_not_the_header(store, first: str) -> None:
    ((line, code, field, details),) = read_faults(store, first + GOOD)
    assert (line, code, field) == (1, "wrong_header" if first != '"region\n' else "bad_csv", "")
    if code == "wrong_header":
        assert details["expected"] == ",".join(COLUMNS)


def test_an_empty_file_has_no_header(store) -> None:
    assert read_faults(store, "") == [(1, "wrong_header", "", {"found": "", "expected": ",".join(COLUMNS)})]


def test_another_encoding(store) -> None:
    start = len(HEADER) + len("kunming,gdp,2024,8275.2,")
    found = read_faults(store, HEADER.encode() + GOOD.encode("gb18030"))
    assert found == [(2, "not_utf8", "", {"byte": start})]
    with_mark = read_faults(store, b"\xef\xbb\xbf" + HEADER.encode() + GOOD.encode("gb18030"))
    assert with_mark == [(2, "not_utf8", "", {"byte": start + 3})]


def test_no_file_and_no_readable_file(store) -> None:
    assert faults_of(store.read) == [(None, "no_file", "", {"path": str(store.path)})]
    store.path.mkdir()
    assert [fault[1] for fault in faults_of(store.read)] == ["unreadable"]


def test_a_thousand_faults_are_listed_and_the_others_counted(store) -> None:
    bad = GOOD.replace("8275.2", "x")
    assert len(read_faults(store, HEADER + bad * 1000)) == 1000
    found = read_faults(store, HEADER + bad * 1007)
    assert len(found) == 1001
    assert found[-1] == (None, "more_faults", "", {"count": 7})


# --- appending -------------------------------------------------------------------------------------------


def test_rows_are_written_as_one_would_by_hand(store, row) -> None:
    before = write(store, HEADER + GOOD)
    store.append([row(value=575.0, source='a, "b"', note="=1+1"), row("2016/2020", None, unit="")])
    assert (
        store.path.read_bytes()
        == before
        + (
            'kunming,gdp,2024,575,亿元,A,"a, ""b""",,=1+1,2025-03-01T00:00:00+08:00,李,b1\n'
            "kunming,gdp,2016/2020,,,A,统计公报,,,2025-03-01T00:00:00+08:00,李,b1\n"
        ).encode()
    )


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        *((2.77, "2.77"), (575.0, "575"), (0.1, "0.1"), (-0.05, "-0.05"), (0.1 + 0.2, "0.30000000000000004")),
        *(
            (0.00001, "0.00001"),
            (2.5e-7, "0.00000025"),
            (1e16, "10000000000000000"),
            (1.5e20, "150000000000000000000"),
        ),
        *((575, "575"), (100000000.0, "100000000"), (1e300, "1e+300")),
    ],
)
def test_the_shortest_decimal(store, row, value: float, cell: str) -> None:
    write(store, HEADER)
    store.append([row(value=value)])
    assert store.path.read_text(encoding="utf-8").splitlines()[1].split(",")[3] == cell
    assert store.read().rows[0].value == value


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends_are_kept_and_a_missing_one_mended(store, row, mark: str, end: str, last: bool) -> None:
    before = write(store, (mark + HEADER + GOOD).replace("\n", end).removesuffix("" if last else end))
    store.append([row(), row("2023")])
    after = store.path.read_bytes()
    assert after.startswith(before)
    assert after.count(end.encode()) == after.count(b"\n") == 4
    assert after.endswith(end.encode())
    assert [entry.period.text for entry in store.read().rows] == ["2024", "2024", "2023"]


@pytest.mark.parametrize(
    ("content", "line", "because"),
    [
        (b"", 1, "wrong_header"),
        (GOOD.encode(), 1, "wrong_header"),
        ((HEADER + GOOD + "kunming,gdp,20").encode(), 3, "wrong_column_count"),
        ((HEADER + GOOD + GOOD.replace("公报", '"公报')).encode(), 3, "bad_csv"),
        ((HEADER + GOOD + GOOD.removesuffix("b1\n")).encode(), 3, "missing_field"),
        ((HEADER + GOOD + "\0" * 30).encode(), 3, "wrong_column_count"),
        (HEADER.encode() + GOOD.encode("gb18030"), 2, "not_utf8"),
        ((HEADER + GOOD).encode("utf-16"), 1, "not_utf8"),
    ],
)
def test_nothing_is_added_to_a_damaged_file(store, row, content: bytes, line: int, because: str) -> None:
    write(store, content)
    found = faults_of(lambda: store.append([row()]))
    assert found[0] == (line, "ledger_damaged", "", {})
    assert found[1][:2] == (line, because)
    assert store.path.read_bytes() == content


def test_an_older_faulty_row_does_not_stop_new_ones(store, row) -> None:
    before = write(store, HEADER + GOOD.replace("8275.2", "x") + GOOD)
    store.append([row()])
    assert store.path.read_bytes().startswith(before)


@pytest.mark.parametrize(
    ("cells", "code", "field"),
    [
        ({"period": "2024Q1"}, "bad_period", "period"),
        ({"value": float("nan")}, "not_a_number", "value"),
        ({"value": float("inf")}, "not_a_number", "value"),
        ({"obs_status": "Z"}, "bad_obs_status", "obs_status"),
        ({"region": ""}, "missing_field", "region"),
        ({"batch": " "}, "missing_field", "batch"),
        ({"recorded_at": dt.datetime(2025, 1, 1)}, "bad_time", "recorded_at"),
        ({"note": "a\0b"}, "bad_character", "note"),
        ({"source": "a\ud800"}, "bad_character", "source"),
    ],
)
def test_new_rows_obey_the_same_rules(store, row, cells: dict, code: str, field: str) -> None:
    before = write(store, HEADER + GOOD)
    found = faults_of(lambda: store.append([row(), row(**cells)]))
    assert [fault[:3] for fault in found] == [(None, code, field)]
    assert store.path.read_bytes() == before


def test_nothing_to_add_leaves_the_file_alone(store) -> None:
    store.append([])
    assert not store.path.exists()


def test_a_missing_file_is_made_only_when_asked_for(store, row) -> None:
    assert faults_of(lambda: store.append([row()])) == [(None, "no_file", "", {"path": str(store.path)})]
    assert list(store.path.parent.iterdir()) == []
    CsvStore(store.path, create=True).append([row()])
    assert store.path.read_text(encoding="utf-8").startswith(NEW_HEADER)
    assert store.read().rows == (row(),)


# --- bounds ----------------------------------------------------------------------------------------------


def test_a_bound_is_read_with_its_value(store) -> None:
    bounds = ["", ">=", "<=", "~", "..9000", "..8275.21"]
    write(store, NEW_HEADER + "".join(f"{GOOD.strip()},{bound}\n" for bound in bounds))
    assert [row.bound for row in store.read().rows] == bounds
    assert [row.upper for row in store.read().rows] == [None, None, None, None, 9000, 8275.21]


@pytest.mark.parametrize("bound", ["≥", "about", "..", "..8275.2", "..8000", "..1e9", "..-1", "9000", " >="])
def test_what_is_no_bound_is_refused(store, bound) -> None:
    assert [fault[:3] for fault in read_faults(store, NEW_HEADER + f"{GOOD.strip()},{bound}\n")] == [
        (2, "bad_bound", "bound")
    ]


def test_a_row_cut_short_does_not_pass_for_an_exact_one(store) -> None:
    write(store, NEW_HEADER + GOOD + f"{GOOD.strip()},>=\n")
    assert [row.bound for row in store.read().rows] == ["", ">="]
    cut = NEW_HEADER + GOOD + f"{GOOD.strip()},\n" + GOOD
    assert [fault[:3] for fault in read_faults(store, cut)] == [(4, "wrong_column_count", "")]


def test_a_withdrawal_has_no_bound(store, row) -> None:
    write(store, HEADER)
    assert [fault[:3] for fault in faults_of(lambda: store.append([row(value=None, bound=">=")]))] == [
        (None, "bad_bound", "bound")
    ]


def test_an_older_file_has_no_cell_for_a_bound(store) -> None:
    assert [fault[:3] for fault in read_faults(store, HEADER + f"{GOOD.strip()},>=\n")] == [
        (2, "wrong_column_count", "")
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (HEADER + GOOD, NEW_HEADER + GOOD),
        ("\ufeff" + (HEADER + GOOD).replace("\n", "\r\n"), "\ufeff" + (NEW_HEADER + GOOD).replace("\n", "\r\n")),
        (HEADER.strip(), NEW_HEADER),
        (HEADER.replace("batch", '"batch"') + GOOD, HEADER.strip().replace("batch", '"batch"') + ",bound\n" + GOOD),
    ],
    ids=["plain", "windows", "header-alone", "quoted"],
)
def test_only_the_first_bound_renews_the_first_line_of_an_older_file(store, row, old, new) -> None:
    before = write(store, old)
    store.append([row("2030")])
    exact = store.path.read_bytes()
    assert exact.startswith(before) and not exact.strip().endswith(b",")
    store.append([row("2031", bound=">=")])
    after = store.path.read_bytes()
    assert after.startswith(new.encode()) and after[len(new.encode()) :].startswith(exact[len(before) :].lstrip())
    assert [(item.period.text, item.bound) for item in store.read().rows[-2:]] == [("2030", ""), ("2031", ">=")]


def test_no_folder(tmp_path, row) -> None:
    store = CsvStore(tmp_path / "no" / "actuals.csv", create=True)
    assert faults_of(lambda: store.append([row()])) == [(None, "no_file", "", {"path": str(store.path)})]
    assert list(tmp_path.iterdir()) == []


def test_another_writer_holds_the_ledger(store, row) -> None:
    before = write(store, HEADER)
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with FileLock(f"{store.path}.lock"):
            held.set()
            done.wait()

    other = threading.Thread(target=hold)
    other.start()
    held.wait()
    try:
        busy = faults_of(lambda: CsvStore(store.path, lock_seconds=0).append([row()]))
    finally:
        done.set()
        other.join()
    assert busy == [(None, "ledger_busy", "", {"seconds": 0})]
    assert store.path.read_bytes() == before
    store.append([row()])


def test_threads_of_one_process_wait_for_each_other(store, row) -> None:
    write(store, HEADER)
    names = [f"t{number}" for number in range(6)]
    threads = [threading.Thread(target=store.append, args=([row(batch=name)],)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(entry.batch for entry in store.read().rows) == names


def test_a_read_only_file_stays_as_it_is(store, row) -> None:
    before = write(store, HEADER)
    store.path.chmod(0o444)
    found = faults_of(lambda: store.append([row()]))
    store.path.chmod(0o644)
    assert [fault[1:3] for fault in found] == [("not_written", "")]
    assert found[0][3] == {"reason": "Permission denied"}
    assert store.path.read_bytes() == before
    assert [path.name for path in store.path.parent.glob(".*.tmp")] == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no file modes")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_file_s_mode_is_kept(store, row, mode: int) -> None:
    write(store, HEADER)
    store.path.chmod(mode)
    store.append([row()])
    assert stat.S_IMODE(store.path.stat().st_mode) == mode


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_symbolic_link_stays_one(tmp_path, row) -> None:
    real = CsvStore(tmp_path / "disk" / "ledger.csv")
    real.path.parent.mkdir()
    write(real, HEADER)
    (tmp_path / "step.csv").symlink_to("disk/ledger.csv")
    link = CsvStore(tmp_path / "actuals.csv")
    link.path.symlink_to("step.csv")
    link.append([row()])
    assert link.path.is_symlink()
    assert real.read().rows == link.read().rows == (row(),)
    # The lock lies beside the file itself, so that whoever writes past the link waits as well.
    assert sorted(path.name for path in tmp_path.iterdir()) == ["actuals.csv", "disk", "step.csv"]


def test_the_revision_changes_with_the_file(store, row) -> None:
    seen = [store.revision()]
    assert seen == ["absent"]
    write(store, HEADER)
    seen.append(store.revision())
    assert store.revision() == seen[-1]
    for _ in range(3):
        store.append([row()])
        seen.append(store.revision())
    assert len(set(seen)) == 5
    store.path.unlink()
    assert store.revision() == "absent"


# --- any rows in any batches ------------------------------------------------------------------------------


@settings(deadline=None)
@given(
    batches=st.lists(st.lists(ROW, max_size=4), max_size=4),
    header=st.sampled_from([HEADER, HEADER.strip() + "\r\n", NEW_HEADER]),
)
def test_what_is_appended_is_what_is_read(tmp_path_factory, batches, header: str) -> None:
    store = CsvStore(tmp_path_factory.mktemp("ledger") / "actuals.csv")
    before = write(store, header)
    for batch in batches:
        store.append(batch)
        after = store.path.read_bytes()
        if not all(row.is_exact for row in batch):
            before = before.replace(b"batch\r", b"batch,bound\r", 1).replace(b"batch\n", b"batch,bound\n", 1)
        assert after.startswith(before)
        before = after
    expected = [row for batch in batches for row in batch]
    found = list(store.read().rows)
    assert found == expected
    assert [row.recorded_at.utcoffset() for row in found] == [row.recorded_at.utcoffset() for row in expected]
