"""Which steps stand in a certain way, whatever document they are of: the list behind each count of ``TaskCounts``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from gapboard.board.tasks import Grade, ItemState, TaskState
from gapboard.ledger.report import Progress


class Listing(StrEnum):
    """What a list of steps has in common, in the order in which a reader asks for them."""

    OVERDUE = "overdue"
    BEHIND = "behind"
    NEAR_DUE = "near_due"
    UNREPORTED = "unreported"  # past due, and reported by no body
    DELAYED = "delayed"
    STOPPED = "stopped"
    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"
    PUBLISHED = "published"  # known from what was published, and from no body's report
    NONE = "none"  # nothing is known of them


def is_in(item: ItemState, listing: Listing) -> bool:
    """Whether a step, or a task without steps, belongs to a list."""
    if listing is Listing.UNREPORTED:
        return item.unreported
    if listing is Listing.PUBLISHED:
        return item.is_published
    if listing is Listing.NONE:
        return item.state is None
    if listing.value in {grade.value for grade in Grade}:
        return item.grade == listing.value
    return item.state is Progress(listing.value)


def listed(states: Iterable[TaskState], listing: Listing) -> list[tuple[TaskState, tuple[ItemState, ...]]]:
    """The tasks that have something in a list, in the order of ``states``, each with those of its steps."""
    found = ((state, tuple(item for item in state.units if is_in(item, listing))) for state in states)
    return [(state, items) for state, items in found if items]


def sizes(states: Sequence[TaskState]) -> dict[Listing, int]:
    """How many steps each list has; lists without any are left out."""
    units = [item for state in states for item in state.units]
    found = {listing: sum(is_in(item, listing) for item in units) for listing in Listing}
    return {listing: size for listing, size in found.items() if size}
