"""Text files, decoded bit by bit and cut into rows as they come: the same as all at once.

Over a second where many generated texts are decoded bit by bit and as a whole.
"""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapboard.intake import limits
from gapboard.intake.child import text
from gapboard.intake.child.bounds import Bounds
from gapboard.intake.child.refused import Refused

BOUNDS = Bounds(0, 0, 100, 1000, 10_000, 4_000, 1, 1, 1, 1, 1)
PIECES = ["a", "1", '"', ",", "\n", "\r\n", "\r", "甲", "\t", " ", '"x"', ',"y,z",', '"q""r"', ";", "😀", "，"]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=16).map("".join), st.sampled_from(["", "\ufeff"]))
def test_rows_are_those_that_csv_reads_of_the_whole(content: str, mark: str) -> None:
    try:
        rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=text.find_delimiter(content), strict=True))
    except csv.Error:
        with pytest.raises(Refused, match="bad_csv"):
            list(text.read((mark + content).encode(), None, BOUNDS)[2])
    else:
        assert list(text.read((mark + content).encode(), None, BOUNDS)[2]) == rows


@given(
    st.text(st.characters(codec="gb18030"), max_size=30),
    st.sampled_from(text.ENCODINGS),
    st.integers(0, 40),
    st.sampled_from([b"", b"\xff", b"\x81", b"\xd8\x00"]),
)
def test_an_encoding_is_judged_as_of_the_whole(content: str, encoding: str, at: int, damage: bytes) -> None:
    data = content.encode(encoding, "ignore")
    data = data[:at] + damage + data[at:]
    unmarked = encoding == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff"))
    named = "utf-16-le" if unmarked else encoding
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text, "_STEP", 3)
        try:
            whole = data.decode(encoding)
        except UnicodeDecodeError as error:
            with pytest.raises(Refused) as caught:
                text.encoding_of(data, encoding)
            assert caught.value.code == "wrong_encoding"
            assert caught.value.details == {"encoding": named, "byte": error.start + 1}
        else:
            if "\0" in whole:
                with pytest.raises(Refused, match="nul_bytes"):
                    text.encoding_of(data, encoding)
            else:
                assert text.encoding_of(data, encoding) == (named, 0)


def test_the_rows_are_counted_before_they_are_kept() -> None:
    taken = 0
    _, _, rows = text.read(b"1,2\n" * 5000, None, BOUNDS)
    with pytest.raises(Refused, match="too_many_cells"):
        for _ in rows:
            taken += 1
    assert taken == BOUNDS.cells // 2
    assert limits.MAX_CELLS <= 1_500_000
