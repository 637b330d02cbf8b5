"""What the server sets up for its whole process."""

import platform

import pytest

from server.stack import few_heaps


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has heaps of its own for threads")
def test_the_c_library_takes_the_limit_of_heaps() -> None:
    assert few_heaps()
