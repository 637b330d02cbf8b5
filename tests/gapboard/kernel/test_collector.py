"""The collector is paused while much is made, and then as it was."""

from __future__ import annotations

import gc
import weakref

from gapboard.kernel import collector


class _Ring:
    def __init__(self) -> None:
        self.itself = self


def test_what_was_made_meanwhile_is_still_collected_once_it_is_rubbish():
    with collector.paused():
        ring = _Ring()
    gone = weakref.ref(ring)
    assert gc.isenabled()
    del ring
    gc.collect()
    assert gone() is None


def test_a_first_look_afterwards_does_not_walk_all_of_it():
    with collector.paused():
        made = [[[]] for _ in range(1000)]
        assert not gc.isenabled()
    young = gc.get_objects(generation=0)
    assert not any(item is made for item in young)


def test_what_a_server_has_frozen_stays_frozen():
    gc.freeze()
    try:
        with collector.paused():
            pass
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()
