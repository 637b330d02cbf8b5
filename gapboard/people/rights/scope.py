"""The limits of an editor: regions, and the figures that responsible bodies answer for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gapboard.catalog import Body, Catalog
from gapboard.people.rights.person import Action, NoRight, Person, allows, may

Cell = tuple[str, str]
"""The region and the indicator of a row."""


def may_write(person: Person, cells: Iterable[Cell], catalog: Catalog, action: Action = Action.WRITE) -> None:
    """Raise ``NoRight`` unless ``person`` may do ``action``, and do it to every one of ``cells``.

    With limits of both kinds a row must lie within both.
    """
    may(person, action)
    if not person.is_limited:
        return
    wanted = dict.fromkeys(cells)
    if person.regions is not None:
        outside = dict.fromkeys(region for region, _ in wanted if region not in person.regions)
        if outside:
            own = [catalog.regions.get(item, item) for item in sorted(person.regions)]
            raise NoRight(
                "region", name=person.name, own=own, regions=[catalog.regions.get(item, item) for item in outside]
            )
    if person.bodies is not None:
        answered = answered_by(person.bodies, catalog)
        others = dict.fromkeys(indicator for region, indicator in wanted if (region, indicator) not in answered)
        if others:
            bodies = [catalog.bodies.get(item, item) for item in sorted(person.bodies)]
            found = [catalog.indicators.get(item, item) for item in others]
            raise NoRight("body", name=person.name, own=bodies, indicators=found)


def may_report(
    person: Person,
    body: str,
    bodies: Mapping[str, Body],
    action: Action = Action.WRITE,
    why: str = "return_of_others",
) -> None:
    """Raise ``NoRight`` unless ``person`` may do ``action`` to what ``body`` sent: who is limited, within the limits.

    ``why`` says what they may not.
    """
    may(person, action)
    found = bodies.get(body)
    region = found.region if found else ""
    outside = (person.bodies is not None and body not in person.bodies) or (
        person.regions is not None and region not in person.regions
    )
    if person.is_limited and outside:
        raise NoRight(why, name=person.name, body=[found or body])


def may_report_progress(person: Person, body: str, bodies: Mapping[str, Body], action: Action = Action.WRITE) -> None:
    """As ``may_report``, of progress; what no body reported (``body`` is empty) is for those without limits."""
    may(person, action)
    if person.is_limited and not body:
        raise NoRight("progress_of_nobody", name=person.name)
    may_report(person, body, bodies, action, "progress_of_others")


def sees_all_of(person: Person, body: str, bodies: Mapping[str, Body]) -> bool:
    """Whether somebody sees what ``body`` reported before it counts, and after it was returned or withdrawn.

    Who reviews does, and who may report for the same body; whoever reads sees what counts and no more.
    """
    if allows(person, Action.REVIEW):
        return True
    try:
        may_report_progress(person, body, bodies)
    except NoRight:
        return False
    return True


def within_limits(person: Person, cells: Iterable[Cell], catalog: Catalog) -> list[Cell]:
    """Those of ``cells`` that ``person`` may write, if they may write at all."""
    found = list(cells)
    if person.is_limited and person.regions is not None:
        found = [cell for cell in found if cell[0] in person.regions]
    if person.is_limited and person.bodies is not None:
        answered = answered_by(person.bodies, catalog)
        found = [cell for cell in found if cell in answered]
    return found


def answered_by(bodies: Iterable[str], catalog: Catalog) -> set[Cell]:
    """The regions and indicators with a target whose document names one of ``bodies``."""
    wanted = set(bodies)
    return {
        (target.region, target.indicator)
        for target in catalog.targets.values()
        if any(body.id in wanted for body in catalog.bodies_of(target))
    }
