"""All shapes of tables, how often each is made, and the table of a seed."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.gapboard.intake.generated import database, layouts, pitfalls
from tests.gapboard.intake.generated.draft import Draft
from tests.gapboard.intake.generated.facts import Table
from tests.gapboard.intake.generated.maker import Maker

SHAPES: tuple[tuple[Callable[[Draft], None], int], ...] = (
    (layouts.indicators_down, 10),
    (layouts.stacked, 4),
    (layouts.two_unit_lines, 2),
    (layouts.regions_down, 4),
    (layouts.regions_down_indicators_across, 3),
    (layouts.regions_across, 3),
    (layouts.periods_down, 2),
    (layouts.long_table, 2),
    (layouts.region_column, 2),
    (database.national_database, 4),
    (layouts.side_by_side, 1),
    (pitfalls.growth_in_rows, 1),
    (pitfalls.part_in_names, 1),
    (pitfalls.parts_of_a_name, 2),
    (pitfalls.regions_in_names, 1),
    (pitfalls.year_and_month_columns, 2),
    (pitfalls.long_by_kind, 1),
    (pitfalls.district_under_city, 1),
    (pitfalls.units_said_once, 2),
    (pitfalls.classes_before_names, 1),
    (pitfalls.words_in_names, 2),
    (pitfalls.kinds_of_rows, 2),
    (pitfalls.divided_by_kind, 1),
    (pitfalls.decisive_notes, 2),
    (pitfalls.province_and_city, 1),
)


def make(seed: str) -> Table:
    """The table of a seed, always the same."""
    rng = random.Random(seed)
    shapes, weights = zip(*SHAPES, strict=True)
    shape = rng.choices(shapes, weights)[0]
    draft = Draft(seed, shape.__name__, Maker(rng))
    shape(draft)
    return draft.table()
