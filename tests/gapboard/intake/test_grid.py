"""The quick way through a column answers what the slow way does."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from gapboard.intake import grid, units
from gapboard.intake.cells import read_number

NUMBERS = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4).map(str),
    st.integers(-(10**12), 10**12).map("{:,}".format),
    st.sampled_from(["", " ", "—", "1e5", "nan", "inf", "0x10", "1_0", "1.2.3", "٣", "12%", ".5", "5.", "1,23", "--1"]),
)


@given(st.lists(NUMBERS, min_size=1, max_size=8), st.integers(-8, 4))
def test_numbers_are_those_that_a_single_cell_is_read_as(texts: list[str], power: int) -> None:
    array = pa.array(texts, pa.string())
    plain, values = grid.plain_numbers(array)
    used = grid.filled(array, plain)
    assert used.tolist() == [at for at, text in enumerate(texts) if text.strip()]
    chosen = np.flatnonzero(plain)
    shifted = grid.shifted(array.take(pa.array(chosen)), np.full(len(chosen), power))
    for at, moved in zip(chosen.tolist(), shifted.tolist(), strict=True):
        cell = read_number(texts[at])
        assert cell.value is not None
        assert not set(cell.repairs) - {"thousands"}
        assert values[at] == float(cell.value)
        assert moved == float(units.convert(cell.value, power))
    assert np.isnan(values[~plain]).all()


@given(st.lists(NUMBERS, max_size=8), st.integers(0, 3))
def test_numbers_do_not_depend_on_what_stands_around_them(texts: list[str], skipped: int) -> None:
    plain, values = grid.plain_numbers(pa.array(texts, pa.string()).slice(skipped))
    for text, one, value in zip(texts[skipped:], plain.tolist(), values.tolist(), strict=True):
        alone, (number,) = grid.plain_numbers(pa.array([text], pa.string()))
        # Beside a cell of two points, a number that ends with its point is left to the slow way.
        assert one == alone[0] or (text.strip("0123456789") == "." and not one)
        assert value == number or not one


def test_a_cell_of_digits_that_is_no_number_spoils_no_other() -> None:
    plain, values = grid.plain_numbers(pa.array(["1.2.3", "1,234.5", "-7", "12", ".", ""], pa.string()))
    assert plain.tolist() == [False, True, True, True, False, False]
    assert values[1:4].tolist() == [1234.5, -7.0, 12.0]
