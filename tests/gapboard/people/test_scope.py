"""What an editor with limits is offered to enter figures of."""

import pytest

from gapboard.people.rights import Person, Role
from gapboard.people.rights.scope import within_limits
from tests.gapboard import builder

CELLS = [("here", "x"), ("city", "x"), ("here", "y")]


@pytest.mark.parametrize(
    ("limits", "offered"),
    [
        ({}, CELLS),
        ({"regions": frozenset({"here"})}, [("here", "x"), ("here", "y")]),
        ({"bodies": frozenset({"statistics"})}, [("here", "x")]),
        ({"regions": frozenset({"city"}), "bodies": frozenset({"statistics"})}, []),
    ],
)
def test_only_what_lies_within_the_limits_is_offered(limits: dict[str, frozenset[str]], offered: list) -> None:
    target = builder.target("level", value=150, responsible=("市统计局",))
    catalog = builder.catalog([target], [builder.indicator("x"), builder.indicator("y")])
    (body,) = catalog.bodies_of(catalog.targets["level"])
    if "bodies" in limits:
        limits = {**limits, "bodies": frozenset({body.id})}
    assert within_limits(Person("王芳", Role.EDITOR, **limits), CELLS, catalog) == offered
