"""The process behind the pictures: shared by threads, ended when it hangs, replaced when it is gone.

Over a second where the process that draws is started, ended and started again.
"""

import threading
from collections.abc import Iterator

import pytest

from gapboard.export.drawing.drawer import Drawer, PictureError

POINT = {"data": {"values": [{"x": 1}]}, "mark": "point", "encoding": {"x": {"field": "x", "type": "quantitative"}}}


@pytest.fixture(scope="module")
def drawer() -> Iterator[Drawer]:
    one = Drawer()
    yield one
    one.close()


def test_each_form(drawer: Drawer) -> None:
    starts = {form: drawer.draw(form, POINT)[:5] for form in ("png", "svg", "pdf")}
    assert starts == {"png": b"\x89PNG\r", "svg": b"<?xml", "pdf": b"%PDF-"}


def test_a_specification_that_cannot_be_drawn_is_told_and_the_next_one_is_drawn(drawer: Drawer) -> None:
    with pytest.raises(PictureError):
        drawer.draw("svg", {"mark": 5})
    assert drawer.draw("svg", POINT)


def test_threads_get_their_own_picture(drawer: Drawer) -> None:
    found: dict[int, bytes] = {}

    def ask(width: int) -> None:
        found[width] = drawer.draw("svg", POINT | {"width": width, "padding": 0, "height": 100})

    threads = [threading.Thread(target=ask, args=(200 + 10 * number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert all(f'd="M0.5,0.5h{width}v100h-{width}Z"'.encode() in svg for width, svg in found.items())


def test_one_that_takes_too_long_is_ended() -> None:
    hasty = Drawer(limit=0.01)
    with pytest.raises(PictureError, match=r"0\.01 s"):
        hasty.draw("png", POINT)
    hasty.close()


def test_one_that_was_killed_is_replaced(drawer: Drawer) -> None:
    drawer.draw("svg", POINT)
    assert drawer._process is not None
    drawer._process.kill()
    drawer._process.wait()
    assert drawer.draw("svg", POINT)
