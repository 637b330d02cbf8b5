"""Python's cycle collector, paused while much is made that stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Without collections of cycles inside.

    Reading a large file makes objects by the hundred thousand, none of them rubbish; the collector would walk
    all of them again and again to find nothing, which took half of the time. Memory is still freed as usual
    where no cycle is involved.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
